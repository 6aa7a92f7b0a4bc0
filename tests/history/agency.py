"""A district's portal as ASP.NET and SharePoint make them: addresses by query, a state that changes with every answer.

Every page holds a ``__VIEWSTATE`` of its own, a session id in its links, counters, and a way to print it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from tests.history.texts import Post
from tests.portals.server import LoopbackPortal, Reply, redirect

SECTIONS = {1: "Tin hoạt động", 2: "Cải cách hành chính", 3: "Nông thôn mới", 4: "Quốc phòng - An ninh"}
DETAIL, LIST, PRINT, ERROR = (
    "/Pages/chi-tiet.aspx",
    "/Pages/chuyen-muc.aspx",
    "/Pages/print.aspx",
    "/_layouts/error.aspx",
)
Missing = Literal["empty frame", "error page", "default page"]


@dataclass
class Agency:
    """What stands on the portal now; the script edits it.

    Attributes:
        posts: by the ``ItemID`` at which they stand; the number of a post need not be it.
        missing: how an address that has no post is answered, by its ``ItemID``; ``unknown`` for all others.
        closed: sections that have been taken off the portal.
        weather: ``fair``, ``articles 500`` or ``offline``.
        language: whether links name the language.
    """

    posts: dict[int, Post]
    missing: dict[int, Missing] = field(default_factory=dict)
    unknown: Missing = "empty frame"
    closed: set[int] = field(default_factory=set)
    weather: Literal["fair", "articles 500", "offline"] = "fair"
    language: bool = False
    hits: int = 77_100

    def remove(self, item: int, how: Missing) -> Post:
        self.missing[item] = how
        return self.posts.pop(item)

    def put(self, item: int, post: Post) -> None:
        self.posts[item] = post
        self.missing.pop(item, None)

    # ------------------------------------------------------------------ answers

    def answer(self, path: str) -> Reply:
        self.hits += 1
        if self.weather == "offline":
            return Reply("<html><body><h1>Hệ thống đang nâng cấp</h1></body></html>".encode(), 503, dict(_HTML))
        if path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /_vti_bin/\n", headers={"Content-Type": "text/plain"})
        parts = urlsplit(path)
        place = parts.path
        if place.startswith("/(S("):  # a session without cookies stands in front of the path
            place = "/" + place.split("/", 2)[2]
        query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
        if place.lower() in ("/", "/default.aspx"):
            return self._home()
        if place == LIST and query.get("cateid", "").isdecimal():
            return self._section(int(query["cateid"]))
        if place in (DETAIL, PRINT) and query.get("itemid", "").isdecimal():
            return self._item(int(query["itemid"]), printed=place == PRINT)
        if place.lower() == ERROR:
            return self._frame("Thông báo lỗi", "<div class='ms-error'>Đã có sự cố. Mã tương quan: "
                               f"{self._random('correlation')}</div>")  # fmt: skip
        return self._lacking(self.unknown, path)

    def _item(self, item: int, printed: bool) -> Reply:
        post = self.posts.get(item)
        if post is None:
            return self._lacking(self.missing.get(item, self.unknown), f"{DETAIL}?ItemID={item}")
        if self.weather == "articles 500":
            words = "<h1>Server Error in '/' Application.</h1><h2><i>Timeout expired.</i></h2>"
            return Reply(f"<html><body>{words}</body></html>".encode(), 500, dict(_HTML))
        stamp = f"{datetime.fromisoformat(post.published):%d/%m/%Y %H:%M}"
        body = "".join(f"<p>{escape(text)}</p>" for text in post.paragraphs)
        files = "".join(f'<p><a href="{url}">{escape(label)}</a></p>' for url, label in post.files)
        article = (
            f'<h1 id="ctl00_lblTitle" class="title">{escape(post.title)}</h1><span id="ctl00_lblDate">{stamp}</span>'
            f'<div id="divArticleDescription">{body}{files}</div>'
        )
        if printed:
            return _html(post.title, f"<div onload='window.print()'>{article}</div>")
        others = [other for other in sorted(self.posts, reverse=True) if other != item]
        start = self.hits % len(others)
        more = "".join(self._entry(other) for other in (others + others)[start : start + 4])
        ways = f"<a href='{PRINT}?ItemID={item}'>Bản in</a> <span>Số lượt xem: {self.hits % 613}</span>"
        return self._frame(post.title, f'{article}<div class="tools">{ways}</div><div class="tin-khac"><h3>Khác</h3>'
                           f"<ul>{more}</ul></div>")  # fmt: skip

    def _lacking(self, how: Missing, address: str) -> Reply:
        if how == "error page":
            return redirect(f"{ERROR}?aspxerrorpath={address.split('?')[0]}", 302)
        if how == "default page":
            return redirect("/default.aspx", 302)
        empty = '<h1 id="ctl00_lblTitle"></h1><span id="ctl00_lblDate"></span><div id="divArticleDescription"></div>'
        return self._frame("Chi tiết tin", empty)

    def _home(self) -> Reply:
        newest = sorted(self.posts.items(), key=lambda pair: pair[1].published, reverse=True)[:5]
        entries = "".join(self._entry(item) for item, _ in newest)
        return self._frame("Trang chủ", f'<h2>Tin mới nhất</h2><ul class="tin-moi">{entries}</ul>')

    def _section(self, section: int) -> Reply:
        if section in self.closed or section not in SECTIONS:
            return self._lacking("error page", LIST)
        listed = [(item, post) for item, post in self.posts.items() if post.section + 1 == section]
        entries = "".join(
            self._entry(item) for item, _ in sorted(listed, key=lambda pair: pair[1].published, reverse=True)
        )
        pager = "<a href=\"javascript:__doPostBack('ctl00$pager','2')\">2</a>"
        return self._frame(SECTIONS[section], f'<h2>{SECTIONS[section]}</h2><ul class="ds-tin">{entries}</ul>{pager}')

    def _entry(self, item: int) -> str:
        post = self.posts[item]
        words = [f"ItemID={item}", f"CateID={post.section + 1}"]
        if self.hits % 3 == 0:
            words.reverse()
        if self.language:
            words.append("lang=vi-VN")
        address = f"{DETAIL}?{'&amp;'.join(words)}&amp;sid={self._random('session')[:24]}"
        return f'<li><a href="{address}">{escape(post.title)}</a></li>'

    def _random(self, what: str) -> str:
        return hashlib.sha256(f"{what}{self.hits}".encode()).hexdigest()

    def _frame(self, title: str, body: str) -> Reply:
        menu = "".join(
            f'<li><a href="{LIST}?CateID={key}">{name}</a></li>'
            for key, name in SECTIONS.items()
            if key not in self.closed
        )
        home = f'<a href="/(S({self._random("cookieless")[:24]}))/default.aspx">Trang chủ</a>'
        state = "".join(
            f'<input type="hidden" name="{name}" id="{name}" value="{self._random(name) * 5}">'
            for name in ("__VIEWSTATE", "__EVENTVALIDATION")
        )
        return _html(
            title,
            f'<form method="post" action="./" id="aspnetForm">{state}<div class="ms-nav"><ul>'
            f"<li>{home}</li>{menu}</ul></div>"
            f'<div id="MSO_ContentTable" class="ms-rtestate">{body}</div><div class="footer"><p>Lượt truy '
            f"cập: {self.hits} | "
            f"Trực tuyến: {self.hits % 9 + 1}</p></div></form>",
        )


class AgencyPortal(LoopbackPortal):
    """Serves an agency's portal at whatever path is asked for."""

    def __init__(self, agency: Agency, port: int = 0) -> None:
        super().__init__(port=port)
        self.agency = agency

    def reply(self, path: str) -> Reply:
        return self.agency.answer(path)


_HTML = {"Content-Type": "text/html; charset=utf-8"}


def _html(title: str, body: str) -> Reply:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title>'
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return Reply(text.encode(), headers=dict(_HTML))
