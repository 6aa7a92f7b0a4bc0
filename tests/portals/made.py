"""A maker of portals: articles in four sections, lists with pagers, menu, boxes; a family says how they are addressed.

Like real servers, the portals know a few parameters and ignore all others, so one page has as many addresses as anybody
cares to write.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from html import escape
from itertools import count
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from tests.portals.server import LoopbackPortal, Reply, page, redirect
from tests.portals.stories import SECTIONS, Story, stories

Links = list[tuple[str, str]]


class MadePortal(LoopbackPortal, ABC):
    """A portal that serves ``stories``; a family says what its addresses look like, and what else it links to.

    Attributes:
        known: the parameters the server looks at; it ignores the others.
        home: the address of the home page; ``/`` redirects there.
    """

    known: ClassVar[frozenset[str]] = frozenset()
    home: ClassVar[str] = "/"
    per_page: ClassVar[int] = 4

    def __init__(self, made: list[Story] | None = None) -> None:
        super().__init__()
        self.stories = stories() if made is None else made
        self.numbers = count(1)  # for what a server makes up anew in every answer: sessions, states

    # ------------------------------------------------------------------ what a family says

    @abstractmethod
    def article_path(self, story: Story) -> str:
        """The address of an article."""

    @abstractmethod
    def list_path(self, section: str, number: int) -> str:
        """The address of a page of a section's list."""

    def doubles(self, story: Story) -> list[str]:
        """Other addresses that serve the article."""
        return []

    def tools(self, story: Story) -> Links:
        """Links beside an article: print, send, share."""
        return []

    def furniture(self, path: str) -> Links:
        """Links on every page beside menu and boxes."""
        return []

    def menu(self) -> Links:
        """The links of the menu."""
        return [(self.home, "Trang chủ"), *((self.list_path(one, 1), label) for one, label in SECTIONS.items())]

    def other(self, path: str) -> Reply | None:
        """What is served at an address that is neither of a list nor of an article."""
        return None

    def shown(self, path: str) -> str:
        """An address as this portal writes it into a link."""
        return path

    # ------------------------------------------------------------------ what is served

    def reply(self, path: str) -> Reply:
        made = self._table().get(self._normal(path))
        if made is not None:
            return page(made(path))
        if path == "/" and self.home != "/":
            return redirect(self.home, 302)
        return self.other(path) or super().reply(path)

    def article_paths(self) -> set[str]:
        return {self._normal(self.article_path(story)) for story in self.stories}

    def list_paths(self) -> set[str]:
        return {
            self._normal(self.list_path(section, number))
            for section in SECTIONS
            for number in range(1, self._pages(section) + 1)
        }

    def wasted(self) -> list[str]:
        """Requests that brought neither an article nor a list nor the home page."""
        useful, left = self.article_paths() | self.list_paths() | {self._normal(self.home)}, []
        for asked in self.asked:
            if self._normal(asked.path) in useful:
                useful.discard(self._normal(asked.path))
            elif asked.path not in {"/robots.txt", "/"}:
                left.append(asked.path)
        return left

    def _table(self) -> dict[str, Callable[[str], str]]:
        table: dict[str, Callable[[str], str]] = {self._normal(self.home): self._home}
        for section in SECTIONS:
            for number in range(1, self._pages(section) + 1):
                table[self._normal(self.list_path(section, number))] = self._lists(section, number)
        for story in self.stories:
            for address in (self.article_path(story), *self.doubles(story)):
                table[self._normal(address)] = self._article(story)
        return table

    def _normal(self, path: str) -> str:
        parts = urlsplit(path)
        pairs = sorted((name, value) for name, value in parse_qsl(parts.query) if name in self.known)
        return unquote(parts.path) + (f"?{urlencode(pairs)}" if pairs else "")

    def _of(self, section: str) -> list[Story]:
        return [story for story in self.stories if story.section == section]

    def _pages(self, section: str) -> int:
        return max(1, -(-len(self._of(section)) // self.per_page))

    def _home(self, path: str) -> str:
        return self.frame(path, "Trang chủ", self.entries(self.stories[:6], 2))

    def _lists(self, section: str, number: int) -> Callable[[str], str]:
        def made(path: str) -> str:
            first = (number - 1) * self.per_page
            body = self.entries(self._of(section)[first : first + self.per_page], 3) + self.pager(section, number)
            return self.frame(path, SECTIONS[section], f"<h1>{SECTIONS[section]}</h1>{body}")

        return made

    def _article(self, story: Story) -> Callable[[str], str]:
        def made(path: str) -> str:
            text = "".join(f"<p>{text}</p>" for text in story.paragraphs)
            others = [one for one in self._of(story.section) if one is not story][:4]
            body = (
                f'<article class="chi-tiet"><h1 class="title">{escape(story.title)}</h1>'
                f'<span class="date">Ngày đăng: {story.published}</span><div class="noi-dung">{text}</div></article>'
                f'<div class="tools">{self.links(self.tools(story))}</div>'
                f'<div class="tin-lien-quan"><h3>Tin liên quan</h3>{self.entries(others, 4)}</div>'
            )
            crumbs = [(self.home, "Trang chủ"), (self.list_path(story.section, 1), SECTIONS[story.section])]
            return self.frame(path, story.title, f'<div class="breadcrumb">{self.links(crumbs)}</div>{body}')

        return made

    def entries(self, made: list[Story], level: int) -> str:
        """A list of articles, the way lists and boxes print them."""
        items = [
            f'<li><h{level}><a href="{self.shown(self.article_path(one))}">{escape(one.title)}</a></h{level}>'
            f"<p>{escape(one.paragraphs[0][:90])}...</p></li>"
            for one in made
        ]
        return f'<ul class="news-list">{"".join(items)}</ul>'

    def pager(self, section: str, number: int) -> str:
        near = [n for n in (number - 1, number, number + 1) if 0 < n <= self._pages(section)]
        return f'<div class="pagination">{self.links([(self.list_path(section, n), str(n)) for n in near])}</div>'

    def links(self, links: Links) -> str:
        return " ".join(f'<a href="{escape(self.shown(path))}">{escape(text)}</a>' for path, text in links)

    def frame(self, path: str, title: str, body: str) -> str:
        """A page: head, menu, what it is about, a box of the latest, the foot."""
        latest = [(self.double_or_own(one), one.title) for one in self.stories[:3]]
        items = "".join(f"<li>{self.links([one])}</li>" for one in self.menu())
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
            f'<header><nav class="menu"><ul>{items}</ul></nav></header><main class="content">{body}</main>'
            f'<aside class="sidebar"><h3>Tin mới</h3>{self.links(latest)}</aside>'
            f'<footer class="footer">Trang tin điện tử huyện Sông Lam. {self.links(self.furniture(path))}</footer>'
            "</body></html>"
        )

    def double_or_own(self, story: Story) -> str:
        """The address by which the box of the latest news links to an article."""
        return next(iter(self.doubles(story)), self.article_path(story))

    def empty(self, path: str, title: str, links: Links) -> Reply:
        """A page with nothing on it but links: a month of a calendar, a form."""
        return page(self.frame(path, title, f"<h1>{title}</h1><table><tr><td>{self.links(links)}</td></tr></table>"))
