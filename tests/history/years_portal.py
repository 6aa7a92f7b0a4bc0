"""What the portals of the years around July 2025 have in common: articles, bad days, what is not there."""

from __future__ import annotations

import ssl
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Literal

from tests.history.years_texts import Item
from tests.portals.server import LoopbackPortal, Reply, redirect

A_PAGE = 8
HTML = {"Content-Type": "text/html; charset=utf-8"}
Weather = Literal["fair", "503", "maintenance", "parked", "login", "captcha", "leads on", "ended"]


@dataclass
class Portal(ABC):
    """What stands on a portal now; the script edits it.

    Attributes:
        posts: by number; the newest first, they make the lists.
        base: its address as links to it from elsewhere write it, without a slash at the end.
        now: its own clock, which need not be right.
        missing: how the address of an article that was taken away is answered: ``404``, ``section`` or ``error page``.
        formerly: addresses that lead on -> number of the article that they lead to.
        weather: how it is today.
        next_home: where all addresses lead while the weather says so.
        closed: sections that have been taken off.
        hits: requests so far; all that changes without being edited is made of it.
    """

    posts: dict[int, Item]
    base: str = ""
    now: datetime = datetime(2025, 1, 1)
    missing: dict[str, str] = field(default_factory=dict)
    formerly: dict[str, int] = field(default_factory=dict)
    weather: Weather = "fair"
    next_home: str = ""
    closed: set[int] = field(default_factory=set)
    hits: int = 310_022

    name: ClassVar[str] = ""
    sections: ClassVar[tuple[tuple[str, str], ...]] = ()

    # ------------------------------------------------------------------ what the script does

    def put(self, one: Item) -> None:
        self.posts[one.number] = one
        self.missing.pop(self.path(one), None)

    def edit(self, number: int, **changes: object) -> None:
        self.posts[number] = replace(self.posts[number], **changes)  # type: ignore[arg-type]

    def remove(self, number: int, how: str) -> Item:
        self.missing[self.path(self.posts[number])] = how
        return self.posts.pop(number)

    def readdress(self, number: int, later: int, leads_on: bool, **changes: object) -> None:
        """Give an article another address, at which the script calls it by another number."""
        one = self.posts[number]
        self.put(replace(one, number=later, **changes))  # type: ignore[arg-type]
        former = self.path(self.posts.pop(number))
        if leads_on:
            self.formerly[former] = later
        else:
            self.missing[former] = "404"

    # ------------------------------------------------------------------ answers

    @abstractmethod
    def path(self, one: Item) -> str:
        """Return the address of an article, without the host."""

    @abstractmethod
    def page(self, path: str) -> Reply:
        """Return what an address shows on a fair day."""

    @abstractmethod
    def spoilt(self, path: str) -> Reply | None:
        """Return what an address shows on a bad day; None where the day does not touch it."""

    def answer(self, path: str) -> Reply:
        self.hits += 1
        if self.weather == "leads on":
            return redirect(self.next_home + path)
        if self.weather != "fair" and (bad := self.spoilt(path)) is not None:
            return bad
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /admin/\n", headers={"Content-Type": "text/plain"})
        return self.page(path)

    def latest(self, section: int | None = None) -> list[Item]:
        found = [
            one
            for one in self.posts.values()
            if one.section not in self.closed and (section is None or one.section == section)
        ]
        return sorted(found, key=lambda one: (one.published, one.number), reverse=True)

    def others(self, one: Item, count: int, step: int = 1) -> list[Item]:
        """Return other articles than one, from another place of the list at every answer."""
        found = [other for other in self.latest() if other.number != one.number]
        start = self.hits * step % max(1, len(found))
        return (found[start:] + found[:start])[:count]

    def ago(self, stamp: str) -> str:
        """Return how long ago a moment is by the portal's clock, as pages say it."""
        passed = self.now - datetime.fromisoformat(stamp)
        if passed.days < 0:
            return "vừa xong"
        if passed.days == 0:
            return f"{passed.seconds // 3600} giờ trước"
        if passed.days < 30:
            return f"{passed.days} ngày trước"
        return f"{passed.days // 30} tháng trước" if passed.days < 365 else f"{passed.days // 365} năm trước"


class YearsPortal(LoopbackPortal):
    """Serves a portal at whatever path is asked for; with a context by TLS beside plain HTTP, on one port."""

    def __init__(self, portal: Portal, host: str, port: int, context: ssl.SSLContext | None = None) -> None:
        super().__init__(host=host, port=port)
        self.portal = portal
        if context is not None:
            self.wrap_beside_plain(context)

    def reply(self, path: str) -> Reply:
        return self.portal.answer(path)


def plain(title: str, body: str, status: int = 200) -> Reply:
    """Return a page that is none of the portal's own making."""
    text = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    return Reply(text.encode(), status, dict(HTML))


PARKED = plain(
    "Tên miền đã hết hạn",
    "<div class='main'><h1>Tên miền này đã hết hạn sử dụng</h1><p>This domain has expired. Nếu bạn là chủ sở hữu, hãy "
    "liên hệ nhà đăng ký để gia hạn.</p><ul><li><a href='https://nhadangky.example/gia-han'>Gia hạn tên miền</a></li>"
    "<li><a href='https://nhadangky.example/mua'>Mua tên miền này</a></li></ul></div>",
)
MAINTENANCE = plain(
    "Thông báo bảo trì",
    "<h2>Hệ thống đang được bảo trì, nâng cấp</h2><p>Quá trình dự kiến hoàn tất trước 17 giờ hôm nay. Mong quý vị "
    "thông cảm và quay lại sau.</p>",
)
CAPTCHA = plain(
    "Xác minh bảo mật",
    "<form method='post' action='/__verify'><h1>Vui lòng xác minh bạn không phải là người máy</h1><p>Hệ thống phát "
    "hiện truy cập bất thường từ mạng của bạn.</p><img src='/__captcha.png' alt='captcha'><input name='code' "
    "placeholder='Nhập mã xác nhận'><button>Xác minh</button></form>",
)
