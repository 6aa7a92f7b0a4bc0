"""A small portal of a made-up commune that goes on publishing, and the ways in which it can begin to yield less."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Literal

from tests.portals.server import LoopbackPortal, Reply, page
from tests.portals.stories import Story, stories

ANOTHER = ("huyện", "Bến Đò Thượng")
FIRST_DAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
_LEADERS = ("Lê Thị Mẫu", "Trần Văn Thử", "Nguyễn Hữu Giả", "Phạm Minh Họa", "Vũ Thị Bịa")
_STORIES = {story.number: story for story in stories(600)}

Front = Literal["own", "parked", "login", "spam"]
_SYLLABLES = ("Hòa", "Lộc", "Mỹ", "Quế", "Sơn", "Tân", "Thạch", "Trung", "Vĩnh", "Xuân", "Yên", "Đồng")


def commune(number: int) -> tuple[str, str]:
    """Return the unit of one of many portals, each by another name."""
    first, second = divmod(number, len(_SYLLABLES))
    return "xã", f"{_SYLLABLES[second]} {_SYLLABLES[(second + first + 1) % len(_SYLLABLES)]} Hạ"


_FRONTS = {
    "parked": "<h1>This domain is parked</h1><p>Buy this domain. Related searches: loans, hotels, cars.</p>",
    "login": '<form method="post" action="/dang-nhap"><h1>Đăng nhập hệ thống</h1><input name="user">'
    '<input type="password" name="password"><button>Đăng nhập</button></form>',
    "spam": "<h1>Nhà cái uy tín số 1</h1><p>Cá cược bóng đá trực tuyến, nạp rút 1 phút, tặng 100% cho hội viên mới.</p>"
    + "".join(f'<a href="https://keo{number}.example/">Kèo nhà cái {number}</a>' for number in range(30)),
}


@dataclass
class Gazette:
    """What the portal holds now, and what of it is shown.

    Attributes:
        first: articles at the first visit.
        per_day: articles that are added before each further visit.
        dropped: parts that an article's page has no more.
        unit: whose news are published from now on.
        shown: the share of articles that lists, feed and sitemap name, the newest first.
        machine_lists: whether there are a feed and a sitemap; the lists for people show the newest five then.
        look: the template of article pages.
        front: what stands at the start page.
    """

    first: int = 20
    per_day: int = 10
    dropped: set[str] = field(default_factory=set)
    unit: tuple[str, str] = ("xã", "An Bình Tây")
    shown: float = 1.0
    machine_lists: bool = False
    look: Literal["old", "new"] = "old"
    front: Front = "own"
    articles: dict[int, tuple[datetime, tuple[str, str]]] = field(default_factory=dict)

    def publish(self, count: int, day: datetime) -> None:
        """Publish so many articles in the day before a moment."""
        for number in range(count):
            moment = day - timedelta(hours=1 + 20 * number / max(count, 1))
            self.articles[len(self.articles) + 1] = (moment, self.unit)

    def begin(self) -> None:
        """Publish what the first visit finds: two articles a day until then."""
        for number in range(self.first):
            self.articles[number + 1] = (FIRST_DAY - timedelta(hours=2 + 12 * (self.first - number)), self.unit)

    def hand_over(self, unit: tuple[str, str]) -> None:
        """Have every article that stands there be about another body."""
        self.unit = unit
        self.articles = {number: (moment, unit) for number, (moment, _) in self.articles.items()}

    def answer(self, path: str, host: str) -> Reply | None:
        """Return what stands at a path, ``None`` where nothing does."""
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow:\n", headers={"Content-Type": "text/plain"})
        if self.front != "own":
            return page(f"<html><head><title>{host}</title></head><body>{_FRONTS[self.front]}</body></html>")
        if path in {"/", "/tin-tuc"}:
            return self._list(path)
        if path in {"/sitemap.xml", "/rss.xml"} and self.machine_lists:
            return self._machine_list(path, host)
        number = path.removeprefix("/tin-tuc/bai-").removesuffix(".html")
        if number.isdigit() and int(number) in self.articles and path.startswith("/tin-tuc/"):
            return page(self._article(int(number)))
        return None

    def listed(self) -> list[int]:
        """The articles that lists name, the newest first."""
        numbers = sorted(self.articles, reverse=True)
        return numbers[: round(len(numbers) * self.shown)]

    def _list(self, path: str) -> Reply:
        numbers = self.listed()
        entries = "".join(
            f'<li><h3><a href="/tin-tuc/bai-{number}.html">{escape(self.headline(number))}</a></h3></li>'
            for number in (numbers[:5] if path == "/" or self.machine_lists else numbers)
        )
        return page(self._frame("Trang chủ" if path == "/" else "Tin tức", f"<ul class='news'>{entries}</ul>"))

    def _machine_list(self, path: str, host: str) -> Reply:
        addresses = [(f"{host}tin-tuc/bai-{number}.html", self.headline(number)) for number in self.listed()]
        if path == "/rss.xml":
            items = "".join(
                f"<item><title>{escape(title)}</title><link>{link}</link></item>" for link, title in addresses
            )
            text = f'<rss version="2.0"><channel><title>Tin mới</title>{items}</channel></rss>'
        else:
            items = "".join(f"<url><loc>{link}</loc></url>" for link, _ in addresses)
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>'
        return Reply(text.encode(), headers={"Content-Type": "application/xml; charset=utf-8"}, conditional=True)

    def headline(self, number: int) -> str:
        """An article's headline."""
        _, (kind, name) = self.articles[number]
        return f"{_STORIES[number].title} ({kind} {name}, tin số {number})"

    def _article(self, number: int) -> str:
        story, (moment, unit) = _STORIES[number], self.articles[number]
        stamp = (moment + timedelta(hours=7)).strftime("%d/%m/%Y %H:%M")
        leader = _LEADERS[number % len(_LEADERS)]
        parts = {
            "title": f"<h1>{escape(self.headline(number))}</h1>",
            "published": f'<span class="date">{stamp}</span>',
            "captions": f'<figure><img src="/anh/{number}.jpg" alt=""><figcaption>Quang cảnh buổi họp số {number} tại '
            f"{unit[0]} {unit[1]}</figcaption></figure>",
            "author": '<p class="author">Tác giả: Trần Văn Thử</p>',
            "officials": f"<p>Đồng chí {leader}, Chủ tịch UBND {unit[0]} {unit[1]}, chủ trì buổi họp số {number}.</p>",
        }
        shown = {name: "" if name in self.dropped else markup for name, markup in parts.items()}
        title = "Cổng thông tin" if "title" in self.dropped else self.headline(number)
        return self._frame(title, self._laid_out(shown, self._body(story, unit)))

    def _body(self, story: Story, unit: tuple[str, str]) -> str:
        texts = [f"Sáng nay, {unit[0]} {unit[1]} tổ chức buổi làm việc số {story.number} với các thôn."]
        if "text" in self.dropped:
            return f"<p>{texts[0]} <a href='/dang-nhap'>Xem tiếp</a></p>"
        kept = [text for text in story.paragraphs if not text.startswith(("Đồng chí", "Ông", "Bà"))]
        return "".join(f"<p>{escape(text)}</p>" for text in [*texts, *kept])

    def _laid_out(self, shown: dict[str, str], body: str) -> str:
        if self.look == "new":
            return (
                f"<article><header>{shown['title'].replace('h1', 'h2')}<div>{shown['published']}</div></header>"
                f"<section><div>{body}{shown['officials']}{shown['captions']}</div></section>"
                f"<footer>{shown['author']}</footer></article>"
            )
        return (
            f'<div class="detail">{shown["title"]}{shown["published"]}<div class="content">{body}{shown["officials"]}'
            f"{shown['captions']}{shown['author']}</div></div>"
        )

    def _frame(self, title: str, body: str) -> str:
        kind, name = self.unit
        head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">' if self.machine_lists else ""
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
            f'<body><div id="banner">Trang thông tin điện tử {kind} {name}</div>'
            f'<ul id="menu"><li><a href="/">Trang chủ</a></li><li><a href="/tin-tuc">Tin tức</a></li></ul>'
            f'<div id="main">{body}</div>'
            f'<div id="footer">Cơ quan chủ quản: UBND {kind} {name}</div></body></html>'
        )


class GazettePortal(LoopbackPortal):
    """Serves a gazette on a host of its own."""

    def __init__(self, gazette: Gazette, host: str) -> None:
        super().__init__(host=host)
        self.gazette = gazette

    def reply(self, path: str) -> Reply:
        return self.gazette.answer(path, self.url) or super().reply(path)
