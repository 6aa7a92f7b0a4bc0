"""Portals of unusual shape, whatever their CMS: where they live, how links are written, what leads where."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import ClassVar
from urllib.parse import quote

from tests.portals.cms import Custom
from tests.portals.made import Links
from tests.portals.server import Reply, page, redirect
from tests.portals.stories import SECTIONS, Story, stories


class LongPager(Custom):
    """One section of sixty pages, each of which leads only to its neighbours."""

    per_page = 1

    def __init__(self) -> None:
        super().__init__([story for story in stories(240) if story.section == "kinh-te"])


class BehindRedirects(Custom):
    """The home page lies behind two redirects, in a language."""

    home = "/vi/trang-chu"

    def other(self, path: str) -> Reply | None:
        return redirect("/vi/trang-chu", 302) if path == "/vi/" else super().other(path)

    def reply(self, path: str) -> Reply:
        return redirect("/vi/") if path == "/" else super().reply(path)


class BaseElement(Custom):
    """Links are relative to a ``<base>`` that is not the page's own folder."""

    def article_path(self, story: Story) -> str:
        return f"/cms/tin/{story.number}-{story.slug}.html"

    def list_path(self, section: str, number: int) -> str:
        return f"/cms/muc/{section}" + (f"/trang-{number}.html" if number > 1 else "")

    def shown(self, path: str) -> str:
        return path.removeprefix("/cms/")

    def frame(self, path: str, title: str, body: str) -> str:
        return super().frame(path, title, body).replace("</title>", '</title><base href="/cms/">')


class OddLetters(Custom):
    """Titles stand in the addresses as they are: with blanks, with đ, and with marks apart from their letters (NFD).

    The links to articles are written with escapes, those to sections without; the server knows an address only as it
    is stored.
    """

    def article_path(self, story: Story) -> str:
        return unicodedata.normalize("NFD", f"/bài viết/{story.number} {story.title}")

    def doubles(self, story: Story) -> list[str]:
        return []

    def list_path(self, section: str, number: int) -> str:
        return f"/chuyên mục/{SECTIONS[section]}" + (f"/trang {number}" if number > 1 else "")

    def shown(self, path: str) -> str:
        return path if unicodedata.is_normalized("NFC", path) else quote(path, safe="/?=&#")


class FunctionPager(Custom):
    """Pagers call a function that each page defines in a script."""

    def pager(self, section: str, number: int) -> str:
        address = self.list_path(section, 2).replace("2.html", "")
        script = f'function chonTrang(so) {{ window.location.href = "{address}" + so + ".html"; }}'
        near = [n for n in (number - 1, number + 1) if 0 < n <= self._pages(section)]
        calls = "".join(f'<a href="#" onclick="return chonTrang({n});">{n}</a>' for n in near)
        return f'<div class="so-trang">{calls}</div><script>{script}</script>'

    def list_path(self, section: str, number: int) -> str:
        return f"/danh-muc/{section}/trang-{number}.html"


class HeadPager(Custom):
    """Lists go on where their head says so, and a script puts the rest under them."""

    def pager(self, section: str, number: int) -> str:
        return ""

    def _lists(self, section: str, number: int) -> Callable[[str], str]:
        made = super()._lists(section, number)
        if number == self._pages(section):
            return made
        following = f'<link rel="next" href="{self.list_path(section, number + 1)}"></head>'
        return lambda path: made(path).replace("</head>", following)


class FramedLists(Custom):
    """Lists stand in a frame of their pages, under addresses of their own."""

    known = frozenset({"trang"})

    def _lists(self, section: str, number: int) -> Callable[[str], str]:
        inner = super()._lists(section, number)

        def made(path: str) -> str:
            if path.startswith("/khung/"):
                return inner(path)
            return self.frame(path, section, f'<iframe src="/khung{path}"></iframe><iframe src="/ban-do.htm"></iframe>')

        return made

    def list_path(self, section: str, number: int) -> str:
        return f"/danh-muc/{section}" + (f"?trang={number}" if number > 1 else "")

    def list_paths(self) -> set[str]:
        return {path for own in super().list_paths() for path in (own, f"/khung{own}")}

    def _table(self) -> dict[str, Callable[[str], str]]:
        table = super()._table()
        return table | {f"/khung{path}": table[path] for path in super().list_paths()}


class HiddenSection(Custom):
    """One section is in no menu: an article links to it."""

    hidden: ClassVar[str] = "van-hoa"

    def __init__(self) -> None:
        super().__init__(sorted(stories(), key=lambda story: story.section == self.hidden))

    def tools(self, story: Story) -> Links:
        if story is not self.stories[20]:
            return []
        return [(self.list_path(self.hidden, 1), "Xem thêm chuyên mục văn hóa")]

    def menu(self) -> Links:
        return [one for one in super().menu() if self.hidden not in one[0]]


class SharedHost(Custom):
    """The communes of a district on one host, each under its own path and linking to the others."""

    communes: ClassVar[tuple[str, ...]] = ("xuan-binh", "xuan-loc")
    home = "/xuan-binh/"

    def article_path(self, story: Story) -> str:
        return f"/{self._commune(story.section)}/tin/{story.number}/{story.slug}"

    def doubles(self, story: Story) -> list[str]:
        return []

    def list_path(self, section: str, number: int) -> str:
        return f"/{self._commune(section)}/muc/{section}" + (f"/trang-{number}" if number > 1 else "")

    def other(self, path: str) -> Reply | None:
        if path == "/xuan-loc/":
            return page(self._home(path))
        return super().other(path)

    def furniture(self, path: str) -> Links:
        return [("/", "Huyện Sông Lam"), *((f"/{commune}/", commune) for commune in self.communes)]

    def of(self, commune: str) -> list[Story]:
        """The articles of a commune."""
        return [story for story in self.stories if self._commune(story.section) == commune]

    def _commune(self, section: str) -> str:
        return "xuan-binh" if section in {"chinh-tri", "van-hoa"} else "xuan-loc"
