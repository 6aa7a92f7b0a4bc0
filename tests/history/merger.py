"""Five portals of one place before and after its units were merged, each as its own system prints it.

Every page has what changes without saying anything: counters, states, other news in another order.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.history.merger_ends import ENDINGS, Ending
from tests.history.texts import Post
from tests.portals.server import LoopbackPortal, Reply

A_PAGE = 10
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class System(ABC):
    """What stands on a portal now; the script edits it.

    Attributes:
        posts: by number; the newest stand first in lists.
        missing: numbers of posts that were removed.
        base: the portal's address, without a slash at its end.
        ending: what the host answers since the portal has ended; None while it lives.
        heir: the home page of the portal that an ended one leads to.
        sources: number -> where a post says that it is from.
    """

    posts: dict[int, Post]
    base: str = ""
    ending: Ending | None = None
    heir: str = ""
    missing: set[int] = field(default_factory=set)
    sources: dict[int, str] = field(default_factory=dict)
    hits: int = 12_400

    sections: ClassVar[tuple[str, ...]] = ("Tin hoạt động", "Kinh tế", "Văn hóa - Xã hội")
    name: ClassVar[str] = ""

    def edit(self, number: int, **changes: object) -> None:
        self.posts[number] = replace(self.posts[number], **changes)  # type: ignore[arg-type]

    def remove(self, number: int) -> Post:
        self.missing.add(number)
        return self.posts.pop(number)

    def put(self, post: Post) -> None:
        self.posts[post.number] = post
        self.missing.discard(post.number)

    def latest(self, section: int | None = None) -> list[Post]:
        found = [post for post in self.posts.values() if section is None or post.section == section]
        return sorted(found, key=lambda post: (post.published, post.number), reverse=True)

    def others(self, number: int) -> list[Post]:
        found = [post for post in self.latest() if post.number != number]
        start = self.hits % max(1, len(found))
        return (found[start:] + found)[:4]

    def answer(self, path: str) -> Reply:
        self.hits += 1
        if self.ending is not None:
            ended = ENDINGS[self.ending](path, self.name, self.heir, self.hits)
            if ended is not None:
                return ended
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /admin/\n", headers={"Content-Type": "text/plain"})
        return self.page(
            urlsplit(path).path, {key: values[0] for key, values in parse_qs(urlsplit(path).query).items()}
        )

    # ------------------------------------------------------------------ what each system has of its own

    @abstractmethod
    def address(self, number: int) -> str:
        """Return the path at which lists name a post."""

    def addresses(self, number: int) -> list[str]:
        """Return every path under which the portal serves a post."""
        return [self.address(number)]

    @abstractmethod
    def page(self, path: str, query: dict[str, str]) -> Reply:
        """Return what an address shows."""


def paragraphs(post: Post) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in post.paragraphs[1:])


def picture(post: Post, name: str) -> str:
    if not post.caption:
        return ""
    return (
        f'<figure><img src="/{name}/{post.number}.jpg" alt="" width="600"><figcaption>{escape(post.caption)}'
        "</figcaption></figure>"
    )


def document(title: str, head: str, body: str, status: int = 200) -> Reply:
    text = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    return Reply(text.encode(), status, dict(HTML))


class District(System):
    """DotNetNuke: every page is ``Default.aspx?tabid=``, an article stands under the tab of each list that names it."""

    name = "Cổng thông tin điện tử huyện Thuận Khê"

    def address(self, number: int) -> str:
        return f"/Default.aspx?tabid={102 + self.posts[number].section}&ItemID={number}"

    def addresses(self, number: int) -> list[str]:
        return [f"/Default.aspx?tabid={tab}&ItemID={number}" for tab in range(101, 102 + len(self.sections))]

    def page(self, path: str, query: dict[str, str]) -> Reply:
        if path.lower() not in ("/", "/default.aspx"):
            return document("Runtime Error", "", "<h1>Server Error in '/' Application.</h1><p>HTTP 404</p>", 404)
        item, tab = query.get("ItemID", ""), query.get("tabid", "101")
        if item:
            return self._item(int(item) if item.isdecimal() else 0, tab)
        if tab.isdecimal() and 0 <= int(tab) - 102 < len(self.sections):
            return self._list(tab, self.latest(int(tab) - 102), int(query.get("page", "1")))
        return self._list("101", self.latest()[:8], 1)

    def _item(self, item: int, tab: str) -> Reply:
        post = self.posts.get(item)
        if post is None:
            return self._frame("Thông báo", "<span class='Normal'>Bản tin này không tồn tại hoặc đã bị xóa.</span>")
        stamp = f"{datetime.fromisoformat(post.published):%d/%m/%Y %H:%M}"
        more = "".join(f'<li><a href="{self._link(other, tab)}">{escape(other.title)}</a></li>'
                       for other in self.others(item))  # fmt: skip
        return self._frame(
            post.title,
            f'<div class="Head">{escape(post.title)}</div><span class="NormalDate">Cập nhật: {stamp}</span>'
            f'<div class="sapo"><b>{escape(post.paragraphs[0])}</b></div><div class="Normal noidung">'
            f"{paragraphs(post)}{picture(post, 'Portals/0/Anh')}</div><div class='tinkhac'>Các tin khác<ul>{more}</ul>"
            f"</div><span>Số lần đọc: {self.hits % 811}</span>",
        )

    def _link(self, post: Post, tab: str) -> str:
        return f"/Default.aspx?tabid={tab}&amp;ItemID={post.number}"

    def _list(self, tab: str, posts: list[Post], page: int) -> Reply:
        shown = posts[(page - 1) * A_PAGE : page * A_PAGE]
        entries = "".join(
            f'<div class="tin"><a class="SubHead" href="{self._link(post, tab)}">{escape(post.title)}</a>'
            f'<div class="Normal">{escape(post.paragraphs[0][:90])}...</div></div>'
            for post in shown
        )
        pages = "".join(
            f'<a href="/Default.aspx?tabid={tab}&amp;page={number}">{number}</a> '
            for number in range(1, 1 + -(-len(posts) // A_PAGE))
        )
        return self._frame("Danh sách tin", f"{entries}<div class='trang'>{pages}</div>")

    def _frame(self, title: str, body: str) -> Reply:
        menu = "".join(
            f'<a href="/Default.aspx?tabid={102 + place}">{name}</a> | ' for place, name in enumerate(self.sections)
        )
        state = hashlib.sha256(f"{self.hits}".encode()).hexdigest() * 4
        return document(
            f"{self.name} > {title}",
            '<meta name="GENERATOR" content="DotNetNuke ">',
            f'<form name="Form" method="post" action="/Default.aspx" id="Form"><input type="hidden" '
            f'name="__VIEWSTATE" value="{state}"><div id="dnn_menu"><a href="/">Trang chủ</a> | {menu}</div>'
            f'<div id="dnn_ContentPane"><div id="dnn_ctr480_ModuleContent">{body}</div></div>'
            f'<div id="dnn_BottomPane">Lượt truy cập: {self.hits} - Đang xem: {self.hits % 7 + 1}</div></form>',
        )


class Committee(System):
    """A party committee's site, written by hand in PHP: ``?act=news&id=12``, tables, days without hours."""

    name = "Trang thông tin điện tử Đảng ủy xã Vạn Khê"

    def address(self, number: int) -> str:
        return f"/?act=news&id={number}"

    def page(self, path: str, query: dict[str, str]) -> Reply:
        if path not in ("/", "/index.php"):
            return document("404", "", "<h1>Not Found</h1>", 404)
        act = query.get("act", "home")
        if act == "news":
            return self._news(self.posts.get(int(query["id"]) if query.get("id", "").isdecimal() else 0))
        if act == "list" and query.get("cat", "").isdecimal():
            page = int(query["page"]) if query.get("page", "").isdecimal() else 1
            return self._list(int(query["cat"]), page)
        entries = "".join(self._entry(post) for post in self.latest()[:6])
        return self._frame(self.name, f"<b>TIN MỚI NHẬN</b><table>{entries}</table>")

    def _news(self, post: Post | None) -> Reply:
        if post is None:  # the frame, and nothing that says so
            return self._frame(self.name, "<table><tr><td class='tieude'></td></tr></table>")
        day = f"{datetime.fromisoformat(post.published):%d/%m/%Y}"
        more = "".join(self._entry(other) for other in self.others(post.number))
        return self._frame(
            f"{post.title} - {self.name}",
            f"<table><tr><td class='tieude'><b>{escape(post.title)}</b></td></tr><tr><td class='ngay'>Ngày đăng: {day}"
            f"</td></tr><tr><td class='noidung'><p><b>{escape(post.paragraphs[0])}</b></p>{paragraphs(post)}"
            f"{picture(post, 'upload')}</td></tr></table><b>Tin cũ hơn</b><table>{more}</table>",
        )

    def _list(self, section: int, page: int) -> Reply:
        posts = self.latest(section)
        entries = "".join(self._entry(post) for post in posts[(page - 1) * A_PAGE : page * A_PAGE])
        pages = "".join(
            f"<a href='?act=list&cat={section}&page={number}'>[{number}]</a>"
            for number in range(1, 1 + -(-len(posts) // A_PAGE))
        )
        return self._frame(self.name, f"<table>{entries}</table>Trang: {pages}")

    def _entry(self, post: Post) -> str:
        return f"<tr><td><a href='?act=news&id={post.number}'>{escape(post.title)}</a></td></tr>"

    def _frame(self, title: str, body: str) -> Reply:
        menu = "".join(f"<a href='?act=list&cat={place}'>{name}</a> " for place, name in enumerate(self.sections))
        return document(
            title,
            "",
            f"<table width='980'><tr><td colspan='2'><a href='index.php'>TRANG CHỦ</a> {menu}</td></tr>"
            f"<tr><td width='200'>Số lượt: {self.hits}</td><td>{body}</td></tr></table>",
        )


class SystemPortal(LoopbackPortal):
    """Serves a system at whatever path is asked for."""

    def __init__(self, system: System, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(host=host, port=port)
        self.system = system

    def reply(self, path: str) -> Reply:
        return self.system.answer(path)
