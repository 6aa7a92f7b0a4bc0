"""What stands around the content of a commune's portal, and says something else at every answer.

Today's date, a weather box, a chat, counters, boxes of the newest and the most read articles, session ids in links.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.portals.server import Reply

_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_SKY = ("Nhiều mây", "Có mưa rào", "Nắng nhẹ", "Trời âm u", "Nắng gắt")
_CHAT = ("Xin chào! Tôi có thể giúp gì cho bạn?", "Trợ lý ảo đang trực tuyến", "Để lại số điện thoại, xã sẽ gọi lại")
HTML = {"Content-Type": "text/html; charset=UTF-8"}
# A link of the portal's own; files are answered without a session.
_LINK = re.compile(r'href="(/(?!documents/)[^"?#;]{0,300})')


@dataclass(frozen=True)
class Link:
    """One entry of a box or menu."""

    path: str
    words: str

    def __str__(self) -> str:
        return f'<li><a href="{escape(self.path)}">{escape(self.words)}</a></li>'


def turned(links: list[Link], hits: int, count: int) -> str:
    """Return so many of the links as a list that begins elsewhere at every answer."""
    start = hits % max(1, len(links))
    return "<ul>" + "".join(map(str, (links + links)[start : start + min(count, len(links))])) + "</ul>"


def session(hits: int) -> str:
    """Return a session id as Tomcat writes it into links."""
    return hashlib.sha256(f"session {hits}".encode()).hexdigest()[:32].upper()


def header(name: str, today: datetime, hits: int, menu: list[Link]) -> str:
    """Return the banner, with the day and the weather, and the menu."""
    day = "Chủ nhật" if today.weekday() == 6 else f"Thứ {_WEEKDAYS[today.weekday()]}"
    weather = f"{_SKY[hits % 5]}, {17 + hits % 16}°C, độ ẩm {61 + hits % 37}%"
    return (
        f'<div id="banner"><a href="/"><img src="/documents/1256/logo.png" alt="{escape(name)}"></a>'
        f'<span class="ngay">{day}, ngày {today:%d/%m/%Y}</span><div class="thoi-tiet">Thời tiết: {weather}</div>'
        '<form action="/tim-kiem"><input name="tuKhoa"><button>Tìm kiếm</button></form>'
        '<a href="/c/portal/login?p_l_id=28424">Đăng nhập</a></div>'
        f'<ul class="menu-ngang"><li><a href="/">Trang chủ</a></li>{"".join(map(str, menu))}</ul>'
    )


def footer(name: str, hits: int) -> str:
    """Return the counters, the owner's line and the chat."""
    return (
        f'<div class="thong-ke"><h3>Thống kê truy cập</h3><p>Đang trực tuyến: {hits % 23 + 1}</p>'
        f"<p>Hôm nay: {hits % 400}</p><p>Tổng lượt truy cập: {hits}</p></div>"
        f'<div id="footer"><p>Cơ quan chủ quản: Ủy ban nhân dân {escape(name)}</p>'
        "<p>Địa chỉ: Thôn Trung, điện thoại (0239) 3.000.000</p></div>"
        f'<div id="chat-widget" class="chat"><p>{_CHAT[hits % 3]}</p><p>{hits % 5} người đang chờ</p></div>'
        f'<script>var Liferay={{session:"{session(hits)}",t:{hits}}};</script>'
    )


def html(title: str, body: str, hits: int, status: int = 200, sessions: bool = True) -> Reply:
    """Return a whole page; with ``sessions`` its own links name one, as Tomcat does for visitors without cookies."""
    if sessions:
        body = _LINK.sub(rf'href="\1;jsessionid={session(hits)}', body)
    head = f'<meta charset="UTF-8"><title>{escape(title)}</title>'
    text = f'<!DOCTYPE html><html lang="vi-VN"><head>{head}</head><body>{body}</body></html>'
    return Reply(text.encode(), status, dict(HTML))
