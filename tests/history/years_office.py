"""A district's portal on SharePoint: ids in paths, a control's name that is another one at every answer, view state."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.history.years_portal import A_PAGE, CAPTCHA, HTML, MAINTENANCE, PARKED, Portal, plain
from tests.history.years_texts import Item
from tests.portals.server import Reply, redirect

_LOGIN = "/_login/default.aspx"
_ERROR = "/_layouts/15/error.aspx"
_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


@dataclass
class Office(Portal):
    """SharePoint: ``/vn/tin-tuc/<id>/<slug>.aspx``, lists ``/vn/chuyen-muc/<id>/<slug>.aspx?page=N``.

    Attributes:
        banner: what stands above every page.
    """

    banner: str = ""

    name = "Cổng thông tin điện tử huyện Vĩnh Khê"
    sections: ClassVar = (
        ("hoat-dong-cua-lanh-dao", "Hoạt động của lãnh đạo"),
        ("kinh-te-xa-hoi", "Kinh tế - Xã hội"),
        ("xay-dung-dang", "Xây dựng Đảng"),
        ("nong-thon-moi", "Nông thôn mới"),
    )

    def path(self, one: Item) -> str:
        return f"/vn/tin-tuc/{one.ident + 60_000}/{one.slug}.aspx"

    def _section_path(self, section: int) -> str:
        return f"/vn/chuyen-muc/{section + 41}/{self.sections[section][0]}.aspx"

    def spoilt(self, path: str) -> Reply | None:
        if self.weather == "login":
            if path.startswith(_LOGIN):
                return self._sign_in()
            return redirect(
                f"{self.base}{_LOGIN}?ReturnUrl=%2f_layouts%2f15%2fAuthenticate.aspx%3fSource%3d{path}", 302
            )
        if self.weather == "ended":
            return self._ended() if path in ("/", "/vn/Pages/default.aspx") else None
        return {"maintenance": MAINTENANCE, "parked": PARKED, "captcha": CAPTCHA}[self.weather]

    def page(self, path: str) -> Reply:
        parts = urlsplit(path)
        if parts.path in ("/", "/vn/Pages/default.aspx"):
            return self._home()
        for one in self.posts.values():
            if self.path(one) == parts.path:
                return self._lacking() if one.section in self.closed else self._article(one)
        if parts.path == _ERROR:
            return self._error()
        if self.missing.get(parts.path) == "error page":
            return redirect(f"{self.base}{_ERROR}?ErrorText=ItemNotFound", 302)
        for section in range(len(self.sections)):
            page = parse_qs(parts.query).get("page", ["1"])[0]
            if parts.path == self._section_path(section) and section not in self.closed and page.isdecimal():
                return self._list(section, int(page))
        return self._lacking()

    # ------------------------------------------------------------------ pages without an article

    def _sign_in(self) -> Reply:
        return plain(
            "Sign In",
            f'<form method="post" id="aspnetForm">{self._state()}<h1>Sign In</h1><p>Warning: this page is not '
            'encrypted for secure communication.</p><label>User name:</label><input name="UserName">'
            "<label>Password:</label>"
            '<input type="password" name="password"><input type="submit" value="Sign In"></form>',
        )

    def _ended(self) -> Reply:
        return plain(
            self.name,
            f"<h1>THÔNG BÁO</h1><p>{self.name} đã dừng hoạt động kể từ ngày 01/9/2025 theo Nghị quyết về sắp xếp đơn "
            "vị hành chính. Mời quý vị truy cập cổng thông tin điện tử của các xã mới.</p>",
        )

    def _error(self) -> Reply:
        words = (
            "<h1>Rất tiếc, đã xảy ra sự cố</h1><p>Mục không tồn tại. Mục này có thể đã bị xóa hoặc được đổi tên bởi "
            f"người dùng khác.</p><p>ID tương quan: {self._random('id')[:32]}</p>"
        )
        return self._frame("Lỗi", words)

    def _lacking(self) -> Reply:
        words = "<h1>404 NOT FOUND</h1><p>Trang bạn tìm kiếm không tồn tại hoặc đã bị di chuyển.</p>"
        return self._frame("Không tìm thấy trang", words, 404)

    # ------------------------------------------------------------------ lists

    def _home(self) -> Reply:
        blocks = "".join(
            f'<div class="mod"><h3><a href="{self._section_path(n)}">{name}</a></h3>'
            f"{self._entries(self.latest(n)[:4])}</div>"
            for n, (_, name) in enumerate(self.sections)
            if n not in self.closed
        )
        return self._frame("Trang chủ", blocks)

    def _list(self, section: int, number: int) -> Reply:
        found, start = self.latest(section), self._section_path(section)
        pages = "".join(f'<a href="{start}?page={n}">{n}</a> ' for n in range(1, -(-len(found) // A_PAGE) + 1))
        entries = self._entries(found[(number - 1) * A_PAGE : number * A_PAGE])
        return self._frame(self.sections[section][1], f'{entries}<div class="phan-trang">{pages}</div>')

    def _entries(self, found: list[Item]) -> str:
        return "".join(
            f'<div class="tin"><a class="tieude" href="{self.path(one)}">{escape(one.title)}</a><span class="ngay">'
            f"({self.ago(one.published)})</span><div>{escape(one.lead[:80])}...</div></div>"
            for one in found
        )

    # ------------------------------------------------------------------ an article

    def _article(self, one: Item) -> Reply:
        control = f"ctl00_ctl30_g_{self._random('guid')[:8]}_{self._random('more')[:12]}"
        stamp = datetime.fromisoformat(one.published)
        day = "Chủ nhật" if stamp.weekday() == 6 else f"Thứ {_DAYS[stamp.weekday()]}"
        rating = f"<div class='danh-gia'>Đánh giá: {self.hits % 5 + 1}/5 ({self.hits % 70} lượt)</div>"
        more = "".join(
            f'<li><a href="{self.path(o)}">{escape(o.title)}</a> ({self.ago(o.published)})</li>'
            for o in self.others(one, 5)
        )
        return self._frame(
            one.title,
            f'<div id="divArticleDescription3"><h1>{escape(one.title, quote=False)}</h1></div>'
            f'<div id="{control}_ctl00_pnHide"><span>{day}, {stamp:%d/%m/%Y %H:%M}</span> <i>Cỡ chữ</i> <i>Lượt xem: '
            f'{self.hits % 613}</i></div><div id="divArticleDescription1"><strong>{escape(one.lead, quote=False)}'
            f"</strong></div><div id='divArticleDescription2' class='ExternalClass{self._random('class')[:32]}'>"
            f'{self._body(one)}</div><div id="{control}_ctl00_pnTacGia" class="tacgia">{one.author}</div>{rating}'
            f'<div class="tin-khac"><h3>Các tin khác</h3><ul>{more}</ul></div>',
        )

    def _body(self, one: Item) -> str:
        written = [f"<p>{escape(text, quote=False)}</p>" for text in one.paragraphs]
        if one.saved == "div":
            written = [f"<div>{escape(text, quote=False)}<br/></div>" for text in one.paragraphs]
        if one.image:
            picture = (
                f'<table align="center"><tbody><tr><td><img src="/PublishingImages/{one.image}" alt=""></td></tr><tr>'
                f"<td><em>{escape(one.caption)}</em></td></tr></tbody></table>"
            )
            written.insert(1, picture)
        if one.file:
            written.append(f'<p>Tệp đính kèm: <a href="/Documents/{one.file}">{one.file}</a></p>')
        return "".join(written)

    def _state(self) -> str:
        return "".join(
            f'<input type="hidden" name="{name}" id="{name}" value="{self._random(name) * 3}">'
            for name in ("__REQUESTDIGEST", "__VIEWSTATE", "__EVENTVALIDATION")
        )

    def _random(self, what: str) -> str:
        return hashlib.sha256(f"{what}{self.hits}".encode()).hexdigest()

    def _frame(self, title: str, body: str, status: int = 200) -> Reply:
        menu = "".join(
            f'<li><a href="{self._section_path(n)}">{name}</a></li>'
            for n, (_, name) in enumerate(self.sections)
            if n not in self.closed
        )
        top = f'<div class="thong-bao-chay">{self.banner}</div>' if self.banner else ""
        inside = (
            f'<form method="post" action="./" id="aspnetForm">{self._state()}<div id="s4-ribbonrow">'
            '<a href="/_layouts/15/Authenticate.aspx?Source=%2F">Đăng nhập</a></div>'
            f'{top}<div class="ms-core-navigation"><ul><li><a href="/vn/Pages/default.aspx">Trang chủ</a></li>{menu}'
            f'</ul></div><div id="DeltaPlaceHolderMain">{body}</div><div class="footer">'
            f"Đang truy cập: {self.hits % 17} - Tổng số: {self.hits}</div></form>"
        )
        made = f'<meta name="GENERATOR" content="Microsoft SharePoint"><title>{escape(title)} - {self.name}</title>'
        text = f'<!DOCTYPE html><html dir="ltr"><head><meta charset="utf-8">{made}</head><body>{inside}</body></html>'
        return Reply(text.encode(), status, dict(HTML) | {"MicrosoftSharePointTeamServices": "15.0.0.4569"})
