"""Portals without end: the same town under addresses that grow, turn or count up for ever.

Each trap is what a CMS in use does (the comment says which); behind all of them are the town's own articles, which have
no canonical address, so that nothing but the crawl's own sense tells one page from another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.portals.town import SECTIONS, Town

Rewrite = Callable[[str], str]
_HREF = re.compile(r'href="(/[^"]*)"')


@dataclass
class Trap:
    """One way to have no end.

    Attributes:
        own: the town's path that stands behind a path, ``None`` where the trap itself answers.
        written: how a link to a path of the town is written on the page at a path.
        beside: what stands on every page beside the town's own (of its path).
        answer: what the trap itself says at a path, ``None`` for nothing (404).
    """

    own: Callable[[str], str | None] = lambda path: path
    written: Callable[[str, str], str] = lambda at, path: path
    beside: Callable[[str], str] = lambda path: ""
    answer: Callable[[str], str | None] = lambda path: None


@dataclass
class TrapTown:
    """The town in a trap, to be served."""

    trap: Trap
    town: Town = field(default_factory=lambda: Town.of(24))
    asked: list[str] = field(default_factory=list)

    def answer(self, host: str, path: str) -> tuple[int, dict[str, str], str]:
        """Return status, headers and body for a path."""
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            return 404, html, ""
        self.asked.append(path)
        own = self.trap.own(path)
        found = self.town.pages("").get(own) if own is not None else None
        if found is None or callable(found):
            text = self.trap.answer(path)
            return (
                (404, html, "<html><body>404</body></html>") if text is None else (200, html, self._frame(text, path))
            )
        if found.status != 200:
            return found.status, dict(found.headers), ""
        body = re.sub(r'<link rel="canonical"[^>]*>', "", found.body.decode("utf-8"))
        body = _HREF.sub(lambda link: f'href="{self.trap.written(path, link[1])}"', body)
        return 200, html, body.replace("</main>", f"</main><aside>{self.trap.beside(path)}</aside>")

    def _frame(self, text: str, path: str) -> str:
        menu = "".join(f'<li><a href="{self.trap.written(path, f"/{one}/")}">{one}</a></li>' for one in SECTIONS)
        return (
            f"<!doctype html><html lang=vi><head><title>Cổng</title></head><body>"
            f'<nav class="menu"><ul>{menu}</ul></nav>'
            f"<main>{text}</main><aside>{self.trap.beside(path)}</aside></body></html>"
        )


_turn = count(1)


def _fresh(length: int = 24) -> str:
    """Return a token that no page has had before."""
    return sha256(str(next(_turn)).encode()).hexdigest()[:length]


def _digest(text: str, length: int) -> str:
    return sha256(text.encode()).hexdigest()[:length]


def _with(path: str, name: str, value: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{name}={value}"


def _without(*names: str) -> Rewrite:
    def strip(path: str) -> str:
        parts = urlsplit(path)
        kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in names]
        return parts._replace(query=urlencode(kept)).geturl()

    return strip


def _links(*paths: str) -> str:
    return "".join(f'<a href="{path}">Xem tiếp trang này</a> ' for path in paths)


def _calendar_day(path: str) -> str | None:
    found = re.fullmatch(r"/lich-cong-tac/(\d{4})/(\d\d?)(?:/(\d\d?))?", path)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    days = (f"/lich-cong-tac/{year}/{month:02}/{day:02}" for day in range(1, 29))
    return f"<h1>Tháng {month}</h1>" + _links(*days, *_months(year, month))


def _months(year: int, month: int) -> list[str]:
    ahead, back = divmod(month, 12), divmod(month - 2, 12)
    return [f"/lich-cong-tac/{year + ahead[0]}/{ahead[1] + 1:02}", f"/lich-cong-tac/{year + back[0]}/{back[1] + 1:02}"]


def _calendar_query(path: str) -> str | None:
    number = dict(parse_qsl(urlsplit(path).query)).get("tuan")
    if not path.startswith("/lich?") or number is None:
        return None
    return f"<h1>Tuần {number}</h1><table><tr><td>Họp</td></tr></table>" + _links(
        *(f"/lich?tuan={int(number) + n}" for n in (-1, 1, 4))
    )


def _overflowing(path: str) -> str:
    """Return a section's last page for any number beyond it (NukeViet, many of own work)."""
    found = re.fullmatch(r"/([\w-]+)/\?page=(\d+)", path)
    return f"/{found[1]}/?page={min(int(found[2]), 2)}" if found else path


def _next_page(path: str) -> str:
    found = re.fullmatch(r"/([\w-]+)/(?:\?page=(\d+))?", path)
    number = int(found[2] or 1) + 1 if found else 0
    return (
        f'<div class="pagination"><a rel="next" href="/{found[1]}/?page={number}">Trang sau</a></div>' if found else ""
    )


def _empty_page(path: str) -> str | None:
    found = re.fullmatch(r"/([\w-]+)/\?page=(\d+)", path)
    return "<ul class='news-list'></ul><p>Chưa có bài viết.</p>" if found and found[1] in SECTIONS else None


def _language_own(path: str) -> str:
    return re.sub(r"^(?:/(?:vi|en))+(?=/)", "", path)


def _filters(path: str) -> str:
    """Return links to a list in every order, of every kind, combined (Drupal's views, shops, boards of documents)."""
    parts = urlsplit(path)
    if parts.path.strip("/") not in SECTIONS:
        return ""
    chosen = dict(parse_qsl(parts.query))
    values = {
        "sapxep": ("moi", "cu", "ten"),
        "loai": ("1", "2", "3", "4"),
        "coquan": ("5", "6", "7"),
        "hienthi": ("10", "20"),
    }
    return _links(*(f"{parts.path}?{urlencode(chosen | {name: one})}" for name, all_ in values.items() for one in all_))


def _maze(path: str) -> str | None:
    """Return a page of links to pages that nobody has written (a tarpit, a broken rewrite rule)."""
    if not path.startswith("/kho/"):
        return None
    names = [_digest(f"{path}{n}", 12) for n in range(12)]
    return (
        "<ul>"
        + "".join(f'<li><a href="/kho/{one}-ho-so-cong-viec.html">Hồ sơ {one}</a></li>' for one in names)
        + "</ul>"
    )


_ADDED = ("nvvithemever", "print", "utm_source", "fbclid")
TRAPS: dict[str, Trap] = {
    # ASP.NET without cookies, anew for whoever sends none
    "session in the path": Trap(
        lambda path: re.sub(r"^/\(S\(\w+\)\)", "", path), lambda at, path: f"/(S({_fresh()})){path}"),
    # servlets (Liferay, portals of own work)
    "session behind the path": Trap(
        lambda path: re.sub(r";jsessionid=\w+", "", path),
        lambda at, path: re.sub(r"(?=\?|$)", f";jsessionid={_fresh(32)}", path, count=1)),
    "session in the query": Trap(_without("PHPSESSID"), lambda at, path: _with(path, "PHPSESSID", _fresh(26))),
    # a parameter whose name tells nothing, with another value on every page
    "token of an unknown name": Trap(_without("tk"), lambda at, path: _with(path, "tk", _fresh(8))),
    "number that counts up": Trap(_without("lan"), lambda at, path: _with(path, "lan", str(next(_turn)))),
    "where the reader came from": Trap(_without("tu"), lambda at, path: _with(path, "tu", _digest(at, 9))),
    "themes, print views and tracking": Trap(
        _without(*_ADDED), beside=lambda path: _links(*(_with(path, name, "1") for name in _ADDED))),
    "calendar by path": Trap(beside=lambda path: _links("/lich-cong-tac/2024/03"), answer=_calendar_day),
    "calendar by query": Trap(beside=lambda path: _links("/lich?tuan=12"), answer=_calendar_query),
    "pager that repeats its last page": Trap(_overflowing, beside=_next_page),
    "pager that goes on empty": Trap(beside=_next_page, answer=_empty_page),
    # a switch of languages that is put before whatever stands there
    "languages in a circle": Trap(_language_own, beside=lambda path: _links(f"/en{path}", f"/vi{path}")),
    # a link that was meant from the root, on a server that takes any folder
    "folders that pile up": Trap(
        lambda path: re.sub(r"^(?:/tin-tuc)+(?=/)", "", path), beside=lambda path: _links(f"/tin-tuc{path}")),
    "lists in every order": Trap(_without("sapxep", "loai", "coquan", "hienthi"), beside=_filters),
    "maze of pages that nobody wrote": Trap(beside=lambda path: _links("/kho/muc-luc"), answer=_maze),
}  # fmt: skip
