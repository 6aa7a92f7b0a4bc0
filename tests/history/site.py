"""The portal of a made-up district as its years go by: what it says, what it lacks, and what it looks like.

Every page has what changes without saying anything: counters, the day, other news in another order.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import Literal

from tests.portals.server import LoopbackPortal, Reply, redirect
from tests.portals.stories import SECTIONS, Story, stories

Missing = Literal["404", "410", "words", "home", "error page", "own template"]
Weather = Literal["fair", "503", "maintenance", "moved", "shut"]
ERROR_PAGE = "/loi/404.html"


@dataclass
class Chronicle:
    """What stands on the portal now; the script of the visits edits it.

    Attributes:
        stories: the articles by number.
        missing: how the portal answers at the address of an article that was removed.
        unknown: how it answers at any other address that it does not have.
        weather: what the portal as a whole is like.
        look: which template it has.
        visits: how many pages it has served, which every page prints.
        new_home: where it has moved to.
    """

    stories: dict[int, Story]
    missing: dict[int, Missing] = field(default_factory=dict)
    unknown: Missing = "404"
    weather: Weather = "fair"
    look: Literal["old", "new", "other system"] = "old"
    visits: int = 90_210
    new_home: str = ""
    leads: dict[int, str] = field(default_factory=dict)
    captions: dict[int, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, count: int) -> Chronicle:
        return cls({story.number: story for story in stories(count)})

    def edit(self, number: int, **changes: object) -> None:
        self.stories[number] = replace(self.stories[number], **changes)  # type: ignore[arg-type]

    def remove(self, number: int, how: Missing = "404") -> Story:
        self.missing[number] = how
        return self.stories.pop(number)

    def put_back(self, story: Story) -> None:
        self.stories[story.number] = story
        self.missing.pop(story.number, None)

    def path(self, number: int) -> str:
        return f"/bai-viet/{number}" if self.look == "other system" else f"/tin-tuc/tin-{number}.html"

    # ------------------------------------------------------------------ answers

    def answer(self, path: str) -> Reply:
        self.visits += 1
        if self.weather == "503":
            return Reply(b"<html><body><h1>Service Unavailable</h1></body></html>", 503, {"Content-Type": "text/html"})
        if self.weather == "maintenance":
            return _html("Bảo trì", "<h1>Hệ thống đang bảo trì</h1><p>Mời quý vị quay lại sau ít phút.</p>")
        if self.weather == "shut":
            return Reply(b"<html><body><h1>404 Not Found</h1></body></html>", 404, {"Content-Type": "text/html"})
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow:\n", headers={"Content-Type": "text/plain"})
        if self.weather == "moved":
            return self._moved(path)
        return self._page(path)

    def _moved(self, path: str) -> Reply:
        number = self._number(path)
        return redirect(self.new_home + (f"bai-viet/{number}" if number is not None else ""))

    def _page(self, path: str) -> Reply:
        if path == "/":
            latest = "".join(self._entry(number) for number in sorted(self.stories, reverse=True)[:6])
            menu = "".join(f'<p><a href="/muc/{key}">{name}</a></p>' for key, name in SECTIONS.items())
            return self._frame("Trang chủ", f"<h2>Tin mới</h2><ul>{latest}</ul>{menu}")
        if path.startswith("/muc/") and path[5:] in SECTIONS:
            listed = [story for story in self.stories.values() if story.section == path[5:]]
            entries = "".join(self._entry(story.number) for story in sorted(listed, key=lambda one: -one.number))
            return self._frame(SECTIONS[path[5:]], f'<ul class="news-list">{entries}</ul>')
        number = self._number(path)
        if number in self.stories:
            return self._article(self.stories[number])
        return self._lacking(path, self.missing.get(number or 0, self.unknown))

    def _number(self, path: str) -> int | None:
        known = {self.path(number): number for number in {*self.stories, *self.missing}}
        return known.get(path)

    def _lacking(self, path: str, how: Missing) -> Reply:
        if path == ERROR_PAGE:
            return self._frame("Thông báo", "<h2>Có lỗi xảy ra</h2><p>Mời quý vị quay lại trang chủ.</p>")
        if how == "words":
            return self._frame("Thông báo", "<p>Bài viết không tồn tại hoặc đã bị xóa.</p>")
        if how == "home":
            return redirect("/", 302)
        if how == "error page":
            return redirect(ERROR_PAGE + f"?aspxerrorpath={path}", 302)
        if how == "own template":  # neither a status nor words that say so
            return self._frame(
                "Cổng thông tin điện tử huyện Phú Lương Hạ",
                "<p>Quý vị đang xem nội dung trên trang của huyện. Mời dùng ô tìm kiếm hoặc chọn một chuyên mục.</p>"
                f'<form action="/tim"><input name="q" value="{escape(path)}"><button>Tìm</button></form>',
            )
        return Reply(f"<html><body>{how}</body></html>".encode(), int(how), {"Content-Type": "text/html"})

    def _entry(self, number: int) -> str:
        return f'<li><h3><a href="{self.path(number)}">{escape(self.stories[number].title)}</a></h3></li>'

    def _article(self, story: Story) -> Reply:
        body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
        lead = self.leads.get(story.number)
        lead = f'<p class="sapo"><strong>{escape(lead)}</strong></p>' if lead else ""
        caption = self.captions.get(story.number)
        figure = (
            f'<figure><img src="/anh/{story.number}.jpg" alt=""><figcaption>{escape(caption)}</figcaption></figure>'
            if caption
            else ""
        )
        label = self.files.get(story.number)
        file = f'<p class="file"><a href="/tep/{story.number}.pdf">{escape(label)}</a></p>' if label else ""
        numbers = sorted(self.stories)
        start = self.visits % len(numbers)
        others = "".join(self._entry(number) for number in (numbers[start:] + numbers)[:5] if number != story.number)
        views = f"Lượt xem: {self.visits % 977}"
        if self.look == "old":
            return self._frame(
                story.title,
                f'<div class="chi-tiet"><h1>{escape(story.title)}</h1><span class="ngay">{story.published}</span> '
                f'<span class="luot">{views}</span>{lead}<div class="noi-dung">{body}{figure}{file}</div></div>'
                f'<div class="lien-quan"><h4>Tin liên quan</h4><ul>{others}</ul></div>',
            )
        return self._frame(
            story.title,
            f'<article class="post"><header><h2 class="entry-title">{escape(story.title)}</h2>'
            f"<p><time>{story.published}</time> | {views}</p></header>"
            f'<section class="entry">{lead}{body}{figure}{file}</section>'
            f'<aside class="related"><h3>Bài viết khác</h3><ul>{others}</ul></aside></article>',
        )

    def _frame(self, title: str, body: str) -> Reply:
        menu = "".join(f'<li><a href="/muc/{key}">{name}</a></li>' for key, name in SECTIONS.items())
        count = f"Lượt truy cập: {self.visits}. Đang trực tuyến: {self.visits % 13 + 1}"
        if self.look == "old":
            inside = f'<div id="menu"><ul>{menu}</ul></div><div id="main">{body}</div><div id="chan">{count}</div>'
        else:
            inside = (
                f'<header class="top"><nav><ul>{menu}</ul></nav></header><main class="grid">{body}</main>'
                f'<aside class="stats"><h3>Thống kê</h3><p>{count}</p></aside>'
                "<footer><p>Cơ quan chủ quản: UBND huyện Phú Lương Hạ</p></footer>"
            )
        return _html(title, inside)


class ChroniclePortal(LoopbackPortal):
    """Serves a chronicle at whatever path is asked for."""

    def __init__(self, chronicle: Chronicle, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(host=host, port=port)
        self.chronicle = chronicle

    def reply(self, path: str) -> Reply:
        return self.chronicle.answer(path)


def _html(title: str, body: str) -> Reply:
    page = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body>{body}</body></html>"
    )
    return Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
