"""Pages that lead on without end: whoever follows every link never comes to one.

Each kind is given the exchange and the page that stands at the address; an address with ``?`` behind the kind's own is
of the kind too.
"""

from __future__ import annotations

import re

from tests.faults.wire import Exchange


def _in_place(page: bytes, html: str) -> bytes:
    """Return the page with something else in the place of its article, and without what it says of that."""
    bare = re.sub(rb"<link[^<>]*>|<meta (?:property|name)[^<>]*>", b"", page)
    before, _, rest = bare.partition(b"<main>")
    return before + b"<main>" + html.encode() + b"</main>" + rest.partition(b"</main>")[2]


def _number(to: Exchange) -> tuple[str, int]:
    path, _, query = to.path.partition("?")
    found = re.search(r"=(\d{1,9})", query)
    return path, int(found[1]) if found else 0


def calendar_without_end(to: Exchange, page: bytes) -> None:
    """A calendar of events: each month leads to the one before and the one after, and to each of its days."""
    path, month = _number(to)
    days = "".join(f'<td><a href="{path}?ngay={month * 100 + day}">{day}</a></td>' for day in range(1, 29))
    ends = "".join(f'<a href="{path}?thang={other}">Tháng {other}</a>' for other in (month - 1, month + 1) if other > 0)
    to.send(_in_place(page, f"<h1>Lịch công tác</h1>{ends}<table><tr>{days}</tr></table>"))


def pager_without_end(to: Exchange, page: bytes) -> None:
    """A list whose every page has a next one, on which nothing is listed but a line that says so."""
    path, number = _number(to)
    pager = "".join(f'<a href="{path}?trang={other}">{other}</a> ' for other in range(number + 1, number + 6))
    to.send(_in_place(page, f'<h1>Văn bản</h1><p>Không có văn bản.</p><div class="pagination">{pager}</div>'))


def session_in_every_link(to: Exchange, page: bytes) -> None:
    """A page of links to itself, each with a session of its own."""
    path, number = _number(to)
    links = "".join(f'<li><a href="{path}?phien={number * 10 + one}">Xem tiếp</a></li>' for one in range(1, 8))
    to.send(_in_place(page, f"<h1>Hỏi đáp</h1><ul>{links}</ul>"))
