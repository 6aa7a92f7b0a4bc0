"""A commune's portal as Liferay with VNPT's portlets makes them, and the NukeViet that it becomes in its last winter.

Ids stand in the path, lists are turned by parameters of a portlet, links name a session, nothing names a canonical
address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Literal
from urllib.parse import parse_qs

from tests.history.commune_article import SECTIONS, Piece, as_nukeviet, as_portlet
from tests.history.commune_frame import HTML, Link, footer, header, html, turned
from tests.portals.server import LoopbackPortal, Reply, redirect

NAME, OTHER_NAME = "xã Thanh Khê Thượng", "xã Đức Lĩnh Ngoại"
A_PAGE = 10
_PARTS = 6  # of an article's address
SITE = "/1256/28424"
_PORTLET = "dsnews_WAR_vnpteportalnewsportlet_INSTANCE_kQ7xTn2LbV4s"
Missing = Literal["404", "410", "words", "home", "section", "empty", "login", "login form"]
Weather = Literal[
    "fair", "maintenance", "503", "time-outs", "empty lists", "database", "hacked", "another commune", "leads on",
    "shut",
]  # fmt: skip


@dataclass
class Commune:
    """What stands on the portal now; the script edits it.

    Attributes:
        posts: by number; the newest first, they make the lists.
        missing: how the former address of a removed article is answered.
        formerly: former addresses of articles that were filed elsewhere; they lead on while ``leads_on``.
        unknown: what is answered for an article's address that no article ever had.
        sections: number -> slug and name of the sections that are there.
        next_home: where all addresses lead while the weather says so.
        strangers: the articles of another commune, for the day on which the host answers as theirs.
        asked: every address asked for since the script last emptied it, without its session.
    """

    posts: dict[int, Piece]
    base: str = ""
    today: datetime = datetime(2025, 1, 1)
    missing: dict[str, Missing] = field(default_factory=dict)
    formerly: dict[str, int] = field(default_factory=dict)
    leads_on: bool = True
    unknown: Missing = "404"
    sections: dict[int, tuple[str, str]] = field(default_factory=lambda: dict(SECTIONS))
    system: Literal["vnpt", "nukeviet"] = "vnpt"
    weather: Weather = "fair"
    next_home: Commune | None = None
    strangers: list[Piece] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    hits: int = 120_345

    # ------------------------------------------------------------------ what is edited

    def path(self, one: Piece) -> str:
        slug = SECTIONS[one.section][0]
        if self.system == "nukeviet":
            return f"/{slug}/{one.slug}-{one.number + 300}.html"
        return f"{SITE}/{53_780 + one.section}/{664_000 + one.number}/{slug}/{one.slug}"

    def section_path(self, section: int) -> str:
        slug = SECTIONS[section][0]
        return f"/{slug}/" if self.system == "nukeviet" else f"{SITE}/{53_780 + section}/{slug}"

    def remove(self, number: int, how: Missing) -> Piece:
        self.missing[self.path(self.posts[number])] = how
        return self.posts.pop(number)

    def put_back(self, one: Piece) -> None:
        self.posts[one.number] = one
        self.missing.pop(self.path(one), None)

    def file_under(self, closed: int, other: int) -> list[int]:
        """File a section's articles under another one, with new addresses; returns their numbers."""
        filed = [number for number, one in self.posts.items() if one.section == closed]
        for number in filed:
            self.formerly[self.path(self.posts[number])] = number
            self.posts[number].section = other
        del self.sections[closed]
        return filed

    def latest(self, section: int | None = None) -> list[Piece]:
        found = [one for one in self.posts.values() if section is None or one.section == section]
        return sorted(found, key=lambda one: (one.published, one.number), reverse=True)

    # ------------------------------------------------------------------ answers

    def answer(self, path: str) -> Reply:
        self.hits += 1
        bare, _, query = path.partition("?")
        bare = bare.partition(";")[0]
        self.asked.add(f"{bare}?{query}" if query else bare)
        if (spoilt := self._spoilt(bare)) is not None:
            return spoilt
        if bare == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /c/portal/\n", headers={"Content-Type": "text/plain"})
        if self.weather == "another commune":
            return self._another_commune(bare)
        for one in self.posts.values():
            if self.path(one) == bare:
                return self._troubled(one) or self._article(one)
        if bare in self.formerly:
            return self._lead_on(self.posts[self.formerly[bare]])
        return self._lacking(self.missing[bare]) if bare in self.missing else self._list(bare, query)

    def _spoilt(self, bare: str) -> Reply | None:
        if self.weather == "maintenance":
            words = "<h1>Hệ thống đang bảo trì</h1><p>Cổng thông tin đang được nâng cấp, mời bạn quay lại sau.</p>"
            return html("Bảo trì hệ thống", words, self.hits)
        if self.weather == "503":
            return Reply(b"<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>", 503, dict(HTML))
        if self.weather == "hacked":
            return html("Slot gacor 2025", _SPAM.format(n=self.hits % 900 + 100), self.hits)
        if self.weather == "shut":
            return Reply(b"<html><head><title>404 Not Found</title></head><body>nginx</body></html>", 404, dict(HTML))
        if self.weather == "leads on" and self.next_home is not None:
            return redirect(self.next_home.base + bare)
        return None

    def _troubled(self, one: Piece) -> Reply | None:
        if self.weather == "database":
            words = "<p class='portlet-msg-error'>Lỗi kết nối cơ sở dữ liệu. Vui lòng thử lại sau.</p>"
            return self._frame("Chi tiết tin", f'<div id="testabc">{words}</div>')
        if self.weather == "time-outs":
            if one.number % 2:
                return Reply(reset=True)
            return Reply(b"<html><body><h1>504 Gateway Time-out</h1></body></html>", 504, dict(HTML))
        return None

    def _lead_on(self, one: Piece) -> Reply:
        return redirect(self.base + self.path(one)) if self.leads_on else self._lacking("404")

    def _lacking(self, how: Missing) -> Reply:
        if how == "home":
            return redirect(f"{self.base}/", 302)
        if how == "section":
            return redirect(self.base + self.section_path(0), 302)
        if how == "login":
            return redirect(f"{self.base}/c/portal/login?p_l_id=28424", 302)
        if how == "login form":
            return self._frame("Đăng nhập", _LOGIN)
        if how == "410":
            return Reply(b"<html><body><h1>410 Gone</h1></body></html>", 410, dict(HTML))
        if how == "words":
            words = "<div class='portlet-msg-info'>Bài viết không tồn tại hoặc đã bị xóa.</div>"
            return self._frame("Chi tiết tin", words)
        if how == "empty":
            empty = '<h1></h1><div class="ngay-dang"><p></p></div><div class="noi-dung"></div>'
            return self._frame("Chi tiết tin", f'<div id="testabc">{empty}</div>')
        words = "<h3>Trạng thái</h3><div class='portlet-msg-error'>Không tìm thấy tài nguyên yêu cầu.</div>"
        return self._frame("Not Found", words, status=404)

    def _list(self, bare: str, query: str) -> Reply:
        if bare == "/":
            return self._home()
        if bare == "/c/portal/login":
            return self._frame("Đăng nhập", _LOGIN)
        if bare == f"{SITE}/van-ban":
            return self._documents()
        for section in self.sections:
            start = self.section_path(section)
            values = parse_qs(query).get(f"_{_PORTLET}_cur", ["1"])
            if self.system == "vnpt" and bare == start and values[0].isdecimal():
                return self._section(section, int(values[0]))
            turned_to = bare.removeprefix(f"{start}page-").rstrip("/")
            if self.system == "nukeviet" and bare == start:
                return self._section(section, 1)
            if self.system == "nukeviet" and bare.startswith(f"{start}page-") and turned_to.isdecimal():
                return self._section(section, int(turned_to))
        return self._lacking(self.unknown if bare.count("/") == _PARTS else "404")

    def _home(self) -> Reply:
        blocks = "".join(
            f'<div class="khoi"><h2><a href="{self.section_path(section)}">{name}</a></h2>'
            f"{self._entries(self.latest(section)[:5])}</div>"
            for section, (_, name) in self.sections.items()
        )
        return self._frame("Trang chủ", blocks)

    def _section(self, section: int, number: int) -> Reply:
        found = self.latest(section)
        start = self.section_path(section)
        pages = "".join(
            f'<li><a href="{start}{escape(self._turned_to(n))}">{n}</a></li>'
            for n in range(1, (len(found) - 1) // A_PAGE + 2)
        )
        entries = self._entries(found[(number - 1) * A_PAGE : number * A_PAGE])
        name = self.sections[section][1]
        return self._frame(name, f'<h2 class="ten-muc">{name}</h2>{entries}<ul class="pagination">{pages}</ul>')

    def _turned_to(self, number: int) -> str:
        if self.system == "nukeviet":
            return f"page-{number}/" if number > 1 else ""
        return (
            f"?p_p_id={_PORTLET}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&_{_PORTLET}_delta={A_PAGE}"
            f"&_{_PORTLET}_keywords=&_{_PORTLET}_advancedSearch=false&_{_PORTLET}_cur={number}"
        )

    def _entries(self, posts: list[Piece]) -> str:
        if self.weather == "empty lists" or not posts:
            return '<div class="portlet-msg-info">Không có tin bài nào.</div>'
        entries = "".join(
            f'<li class="tin"><h3><a href="{self.path(one)}">{escape(one.title)}</a></h3>'
            f"<span>({datetime.fromisoformat(one.published):%d/%m/%Y})</span><p>{escape(one.paragraphs[0][:80])}...</p></li>"
            for one in posts
        )
        return f'<ul class="ds-tin">{entries}</ul>'

    def _documents(self) -> Reply:
        rows = "".join(
            f"<tr><td>{n}</td><td>{n + 20}/QĐ-UBND</td><td>{n:02}/0{n % 9 + 1}/2024</td><td>Quyết định phân công "
            f'nhiệm vụ lần thứ {n}</td><td><a href="/documents/1256/qd-{n}.pdf">Tải về</a></td></tr>'
            for n in range(1, 13 + self.today.month // 4)
        )
        head = "<tr><th>STT</th><th>Số hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th><th>Tệp</th></tr>"
        return self._frame("Văn bản", f'<h2>Văn bản</h2><table class="van-ban">{head}{rows}</table>')

    def _article(self, one: Piece) -> Reply:
        others = [other for other in self.latest(one.section) if other.number != one.number]
        related = turned([Link(self.path(other), other.title) for other in others], self.hits, 4)
        views = self.hits % 977
        if self.system == "nukeviet":
            inside = as_nukeviet(one, views, related)
        else:
            inside = as_portlet(one, views, related, self.sections[one.section][1])
        return self._frame(one.title, inside)

    def _another_commune(self, bare: str) -> Reply:
        theirs = Commune({one.number: one for one in self.strangers}, self.base, self.today, hits=self.hits)
        found = next((one for one in self.strangers if theirs.path(one) == bare), None)
        if found is None and bare.count("/") == _PARTS:  # the path's ids are read by their place alone
            found = self.strangers[len(bare) % len(self.strangers)]
        if found is not None:
            return theirs._article(found)
        return theirs._frame(f"Trang chủ - {OTHER_NAME}", theirs._entries(theirs.latest()), name=OTHER_NAME)

    def _frame(self, title: str, body: str, status: int = 200, name: str = NAME) -> Reply:
        menu = [Link(self.section_path(section), words) for section, (_, words) in self.sections.items()]
        if self.system == "vnpt":
            menu.append(Link(f"{SITE}/van-ban", "Văn bản"))
        links = [] if self.weather == "empty lists" else [Link(self.path(one), one.title) for one in self.latest()]
        boxes = (
            f'<div class="hop"><h3>Tin mới nhất</h3>{turned(links[:9], self.hits, 4)}</div>'
            f'<div class="hop"><h3>Đọc nhiều nhất</h3>{turned(links, self.hits * 7, 4)}</div>'
        )
        around = header(name, self.today, self.hits, menu)
        inside = f'{around}<div id="noi-dung-chinh">{body}</div><div id="cot-phai">{boxes}</div>'
        inside += footer(name, self.hits)
        return html(f"{title} - {name}", inside, self.hits, status, sessions=self.system == "vnpt")


class CommunePortal(LoopbackPortal):
    """Serves a commune's portal at whatever path is asked for."""

    def __init__(self, commune: Commune, host: str, port: int = 0) -> None:
        super().__init__(host=host, port=port)
        self.commune = commune

    def reply(self, path: str) -> Reply:
        return self.commune.answer(path)


_LOGIN = (
    '<form id="_58_fm" method="post" action="/c/portal/login"><h2>Đăng nhập</h2><label>Tên đăng nhập</label>'
    '<input name="_58_login"><label>Mật khẩu</label><input type="password" name="_58_password">'
    '<button>Đăng nhập</button><a href="/quen-mat-khau">Quên mật khẩu</a></form>'
)
_SPAM = (
    '<div id="testabc"><h1>Slot gacor hari ini: bonus {n}% untuk member baru</h1><p>Situs judi online terpercaya '
    "dengan pasaran terlengkap, deposit pulsa tanpa potongan dan proses cepat setiap hari.</p><p>Daftar juga dan "
    "nikmati bonus {n} ribu, kemenangan dibayar lunas oleh agen resmi kami selama dua puluh empat jam.</p></div>"
)
