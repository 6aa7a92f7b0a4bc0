# ruff: noqa: E501 - markup as the system writes it
"""A district's portal on DotNetNuke: a page is a tab, an article what a tab shows when it is asked for an item.

``/TinHuyen/tabid/88/Default.aspx`` and ``/default.aspx?tabid=88`` are one page, parameters come in any case and order,
and any tab that has the module of news shows any article: the box of what is read most and the home page have addresses
of their own, and so has each of an article's sections. Half of the pages name a canonical address, by the date at which
the provider mended the module. Lists of a parent repeat those of its children; turning goes by ``currentpage``. Prints,
logins and the English version are the same page again; files come by ``LinkClick.aspx``; questions are long.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import escape
from typing import ClassVar

from tests.portals.server import Reply
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.questions import questions
from tests.sites.site import Role, Served, Site, rss
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND huyện Mường Lát Thượng",
    ("huyện Mường Lát Thượng", "xã Nậm Kha", "xã Bản Phùng Hạ", "thị trấn Chiềng Đông", "xã Tà Sin", "xã Pú Xi Mới"),
    ("bản Nà Hin", "bản Co Mị", "tiểu khu 4", "bản Huổi Lếch", "bản Pá Khoang", "tiểu khu 9"),
    ("Lò Văn Thoan", "Quàng Thị Inh", "Hoàng Đình Kiểm", "Cà Văn Pành"),
)
_PARENT = "88"  # its list holds what its children's hold
_DETAIL, _HOME, _LAWS, _WEEK, _ASKED, _ALBUM = "57", "36", "80", "70", "75", "81"
_NAMES = {_PARENT: "TinTuc", "89": "TinHuyen", "90": "TinXa", "91": "ChinhTri", "92": "KinhTe", "93": "VanHoa", _LAWS: "VanBan", _WEEK: "LichCongTac", _ASKED: "HoiDap", _ALBUM: "ThuVienAnh", "60": "GioiThieu", "61": "ToChuc", "62": "LienHe", _DETAIL: "ChiTiet", _HOME: "TrangChu"}  # fmt: skip
_PAGES = {"60": "Giới thiệu chung", "61": "Tổ chức bộ máy", "62": "Liên hệ"}
_FRIENDLY = re.compile(r"/(?:\w{1,30}/)?tabid/(\d{1,4})/((?:\w{1,20}/[\w-]{1,40}/)*)default\.aspx", re.IGNORECASE)
_MENDED = datetime(2025, 1, 1)  # what was published since names its canonical address


class DotNetNukeDistrict(Site):
    """The portal of a made-up district, with 210 articles."""

    name = "dotnetnuke"
    sections: ClassVar[dict[str, str]] = {
        "89": "Tin trong huyện",
        "90": "Tin các xã, thị trấn",
        "91": "Xây dựng Đảng - Chính quyền",
        "92": "Kinh tế",
        "93": "Văn hóa - Xã hội",
    }
    per_page = 12

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/Portals/0/Anh/{number}/hinh{place}.JPG")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("dotnetnuke", 210)):
            own = [keys[place % 7 % 5]]
            if place % 4 == 1:
                own.append(keys[(keys.index(own[0]) + 2) % 5])
            stories.append(self._newsroom.write(3120 - 2 * place, moment, own))
        stories[11].pinned = True
        super().__init__(stories)
        self._documents = documents(26, "Lò Văn Thoan")
        self._questions = questions(14, _LOCALITY)

    def address(self, story: Story) -> str:
        return self._item(story, story.sections[0])

    def _item(self, story: Story, tab: str) -> str:
        return f"/{_NAMES[tab]}/tabid/{tab}/ItemId/{story.number}/Default.aspx"

    def _boxed(self, story: Story, tab: str) -> str:
        """Return the address by which boxes name an article, escaped; no two boxes write it alike."""
        if story.number % 3:
            return f"/default.aspx?tabid={tab}&amp;ItemId={story.number}&amp;catid={story.sections[0]}"
        return f"/Default.aspx?catid={story.sections[0]}&amp;itemid={story.number}&amp;TabID={tab}"

    @staticmethod
    def _tab(tab: str, tail: str = "") -> str:
        return f"/{_NAMES[tab]}/tabid/{tab}/Default.aspx{tail}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Các tin đã đưa", "Bản in", "Đọc nhiều nhất", "Đang truy cập", "Gửi cho bạn bè")

    def author_lines(self, story: Story) -> tuple[str, ...]:
        return (f"Tin, ảnh: {story.author}",)

    def serve(self, path: str, query: dict[str, str]) -> Served:
        asked = {name.lower(): value for name, value in query.items()}
        if path == "/robots.txt":
            text = "User-agent: *\nDisallow: /admin/\nDisallow: /bin/\nDisallow: /js/\n"
            return Served(Reply(text.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        if path.lower() == "/linkclick.aspx":
            return Served(Reply(b"%PDF-1.4\n%%EOF\n", 200, {"Content-Type": "application/pdf"}), "other", "file")
        if path.lower() == "/desktopmodules/tintuc/rss.aspx":
            return self._feed(asked.get("tabid", ""))
        if match := _FRIENDLY.fullmatch(path):
            words = [word.lower() for word in match[2].split("/") if word]
            asked |= {"tabid": match[1], **dict(zip(words[::2], words[1::2], strict=True))}
        elif path.lower() == "/default.aspx" or path == "/":
            asked.setdefault("tabid", _HOME)
        else:
            return self._missing()
        return self._page(asked)

    def _page(self, asked: dict[str, str]) -> Served:
        tab = asked["tabid"]
        if "ctl" in asked or tab not in _NAMES:
            return self._control(asked["ctl"]) if "ctl" in asked else self._missing()
        if "itemid" in asked:
            return self._article(asked)
        if tab == _HOME:
            foreign = asked.get("language", "vi-vn").lower() != "vi-vn"
            return Served(self.html(self._home()), "other" if foreign else "home", "en home" if foreign else "")
        if tab in self.sections or tab == _PARENT:
            return self._list(tab, asked)
        if tab == _LAWS:
            return self._laws(asked)
        if tab == _ASKED:
            return self._asked(asked)
        if tab == _WEEK:
            return self._week(asked)
        if tab == _ALBUM:
            return self._album(asked)
        if tab not in _PAGES:
            return self._missing()
        text = standing_page(_PAGES[tab], _LOCALITY.unit, _LOCALITY.people)
        return Served(self.html(self._frame(_PAGES[tab], f"<h1>{_PAGES[tab]}</h1>{text}", tab)), "other", tab)

    def _control(self, name: str) -> Served:
        """Answer what the system itself shows in place of a tab: to log in, to register, its terms."""
        form = '<input name="dnn$ctr$Login$txtUsername" /><input type="password" /><a href="#">Quên mật khẩu</a>'
        return Served(self.html(self._frame("Đăng nhập", form, _HOME)), "other", f"ctl {name}")

    def _missing(self) -> Served:
        body = '<div class="Normal">Bản tin không tồn tại hoặc đã bị xóa.</div>'
        return Served(self.html(self._frame("Thông báo", body, _HOME), 404), "missing")

    def _feed(self, tab: str) -> Served:
        if tab not in self.sections:
            return self._missing()
        return Served(self.xml(rss(self, self.sections[tab], self.sorted(tab)[:20])), "feed", tab)

    def _article(self, asked: dict[str, str]) -> Served:
        number = asked["itemid"]
        story = self.stories.get(int(number)) if number.isdigit() else None
        if story is None:
            body = '<div class="Normal">Bản tin không tồn tại hoặc đã bị xóa.</div>'
            return Served(self.html(self._frame("Thông báo", body, asked["tabid"])), "missing")
        if "print" in asked or "dnnprintmode" in asked:
            body = f'<html><head><meta charset="utf-8" /><title>{story.title}</title></head><body onload="window.print()"><div class="Head">{story.title}</div>{self._text(story)}</body></html>'
            return Served(self.html(body), "article", number)
        mended = story.published > _MENDED
        head = f'<link rel="canonical" href="{self.origin}{self.address(story)}" />' if mended else ""
        return Served(self.html(self._frame(story.title, self._detail(story, asked["tabid"]), asked["tabid"], head)), "article", number)  # fmt: skip

    def _text(self, story: Story) -> str:
        blocks = "".join(self._block(block) for block in story.blocks)
        return (
            f'<div class="Ngay">Cập nhật: {story.published:%d/%m/%Y %H:%M}</div><div class="TrichDan">{story.lead}</div>'
            f'<div class="NoiDung">{blocks}<p align="right"><em>Tin, ảnh: {story.author}</em></p></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<p style="text-align: center;"><em>{block.caption}</em></p>' if block.caption else ""
            return (
                f'<p style="text-align: center;"><img alt="" src="{block.image}" style="width: 500px;" /></p>{caption}'
            )
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'border="1" style="width: 500px;"')
        text = f"<strong>{block.text}</strong>" if block.kind == "heading" else block.text
        return f'<p style="text-align: justify;">{text}</p>'

    def _detail(self, story: Story, tab: str) -> str:
        own = tab if tab in self.sections else story.sections[0]
        older = bullets(
            f'<a href="{self._item(one, own if own in one.sections else one.sections[0])}">{one.title}</a> ({one.published:%d/%m/%Y})'
            for one in self.older(story, 6)
        )
        files = "".join(
            f'<a href="/LinkClick.aspx?fileticket={name[9:-4]}x%3d&amp;tabid={own}&amp;mid=415">{label}</a>'
            for name, label in story.files
        )
        item = self._item(story, own)
        tools = f'<a href="{item}?print=1" target="_blank">Bản in</a> <a href="/default.aspx?tabid={own}&amp;ctl=SendMail&amp;mid=415&amp;id={story.number}">Gửi cho bạn bè</a>'
        return (
            f'<div class="c_head"><a href="{self._tab(_PARENT)}">Tin tức</a> &gt; <a href="{self._tab(own)}">{self.sections[own]}</a></div>'
            f'<div id="dnn_ctr415_ModuleContent" class="DNNModuleContent"><h1 class="TieuDe">{story.title}</h1>{self._text(story)}'
            f'{f"<div class=TepTin>Tệp tin: {files}</div>" if files else ""}<div class="CongCu">{tools}</div><div class="TinKhac"><b>Các tin đã đưa</b>{older}</div></div>'
        )

    def _list(self, tab: str, asked: dict[str, str]) -> Served:
        number = int(asked["currentpage"]) if asked.get("currentpage", "").isdigit() else 1
        section = tab if tab in self.sections else None
        stories, pages = self.page_of(section, number)
        turn = "".join(
            f'<a class="Page" href="{self._tab(tab, f"?pid={tab}&amp;currentpage={other}")}">{other}</a> '
            for other in range(max(1, number - 3), min(pages, number + 3) + 1)
        )
        children = bullets(f'<a href="{self._tab(key)}">{name}</a>' for key, name in self.sections.items())
        entries = "".join(self._entry(one, section or one.sections[0]) for one in stories)
        name = self.sections.get(tab, "Tin tức")
        head = f'<link rel="alternate" type="application/rss+xml" href="/DesktopModules/TinTuc/Rss.aspx?TabID={tab}&amp;ModuleID=415" />'
        body = f'<span class="TieuDeNhom">{name}</span>{children if section is None else ""}{entries}<div class="PhanTrang">{turn}</div>'
        foreign = asked.get("language", "vi-vn").lower() != "vi-vn"
        role: Role = "other" if foreign or not stories else "section" if number == 1 else "list"
        return Served(
            self.html(self._frame(name, body, tab, head if section else "")), role, f"{'en ' * foreign}{tab} {number}"
        )

    def _entry(self, story: Story, tab: str) -> str:
        item = self._item(story, tab)
        return (
            f'<table class="TinTuc"><tr><td><a href="{item}"><img src="/Portals/0/Thumb/{story.number}.jpg" alt="" /></a></td><td>'
            f'<a class="TieuDeTin" href="{item}">{story.title}</a><br /><span class="NgayDang">({story.published:%d/%m/%Y})</span>'
            f'<div class="TomTat">{story.lead[:110]}... <a href="{item}">Xem chi tiết</a></div></td></tr></table>'
        )

    def _laws(self, asked: dict[str, str]) -> Served:
        for one in self._documents:
            if asked.get("docid") == str(one.number):
                file = f'<a href="/LinkClick.aspx?fileticket=vb{one.number}q%3d&amp;tabid={_LAWS}">Tải về</a>'
                body = f"<h1>{one.kind} {one.symbol}</h1>{table(properties(one, _LOCALITY.unit, file))}"
                return Served(self.html(self._frame(one.symbol, body, _LAWS)), "document", str(one.number))
        if "docid" in asked:
            return self._missing()
        number = int(asked["currentpage"]) if asked.get("currentpage", "").isdigit() else 1
        shown = self._documents[number * 10 - 10 : number * 10]
        turn = "".join(
            f'<a href="{self._tab(_LAWS, f"?currentpage={other}")}">{other}</a> '
            for other in range(1, -(-len(self._documents) // 10) + 1)
        )
        rows = register(shown, lambda one: f"/VanBan/tabid/{_LAWS}/DocID/{one.number}/Default.aspx")
        page = self.html(self._frame("Văn bản", f"<h2>Văn bản</h2>{rows}{turn}", _LAWS))
        return Served(page, "other" if not shown else "section" if number == 1 else "list", f"laws {number}")

    def _asked(self, asked: dict[str, str]) -> Served:
        for one in self._questions:
            if asked.get("questionid") == str(one.number):
                body = (
                    f'<h1 class="TieuDe">{one.title}</h1><div class="Ngay">Ngày hỏi: {one.asked:%d/%m/%Y}</div><div class="NguoiHoi">Người hỏi: {one.asker}</div>'
                    f'<div class="CauHoi"><b>Câu hỏi:</b> {one.question}</div><div class="TraLoi"><b>Trả lời:</b> {"".join(f"<p>{text}</p>" for text in one.answer)}</div>'
                )
                return Served(self.html(self._frame(one.title, body, _ASKED)), "other", f"question {one.number}")
        if "questionid" in asked:
            return self._missing()
        lines = bullets(
            f'<a href="/HoiDap/tabid/{_ASKED}/QuestionID/{one.number}/Default.aspx">{one.title}</a> <i>{one.asked:%d/%m/%Y}</i>'
            for one in self._questions
        )
        return Served(self.html(self._frame("Hỏi đáp", f"<h2>Hỏi đáp</h2>{lines}", _ASKED)), "section", "questions")

    def _week(self, asked: dict[str, str]) -> Served:
        year, week = asked.get("year", "2025"), asked.get("week", "24")
        try:
            monday = date.fromisocalendar(int(year), int(week), 1)
        except ValueError:
            return self._missing()
        around = (monday + timedelta(days=step) for step in (-7, 7))
        turn = "".join(
            f'<a href="{self._tab(_WEEK, f"?year={day.isocalendar()[0]}&amp;week={day.isocalendar()[1]}")}">{"Tuần trước" if day < monday else "Tuần sau"}</a> '
            for day in around
        )
        rows = table((f"{monday + timedelta(days=step):%d/%m/%Y}", f"8h00: {_LOCALITY.people[step % 4]} họp giao ban tại phòng họp số 1") for step in range(5))  # fmt: skip
        body = f"<h2>Lịch công tác tuần {week}</h2>{rows}{turn}"
        return Served(self.html(self._frame("Lịch công tác", body, _WEEK)), "other", f"week {year} {week}")

    def _album(self, asked: dict[str, str]) -> Served:
        album = asked.get("albumid", "")
        inside = f"<h1>Album ảnh số {escape(album)}</h1>" + "".join(
            f'<a href="{self._tab(_ALBUM, f"?AlbumID={album}&amp;PhotoID={photo}")}"><img src="/Portals/0/Album/{photo}.jpg" alt="" /></a>'
            for photo in range(1, 9)
        )
        albums = bullets(
            f'<a href="{self._tab(_ALBUM, f"?AlbumID={one}")}">Hình ảnh lễ hội {_LOCALITY.hamlets[one % 6]}</a>'
            for one in range(1, 9)
        )
        body = inside if album.isdigit() else f"<h2>Thư viện ảnh</h2>{albums}"
        return Served(
            self.html(self._frame("Thư viện ảnh", body, _ALBUM)), "other" if album else "section", f"album {album}"
        )

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="Hop"><a class="TieuDeNhom" href="{self._tab(key)}">{name}</a>'
            + bullets(f'<a href="{self._boxed(one, _HOME)}">{one.title}</a>' for one in self.sorted(key)[:5]) + "</div>"
            for key, name in self.sections.items()
        )  # fmt: skip
        return self._frame("Trang chủ", boxes, _HOME)

    def _frame(self, title: str, body: str, tab: str, head: str = "") -> str:
        read = sorted(self.stories.values(), key=lambda one: -one.views)[:8] + self.pinned()
        most = bullets(f'<a href="{self._boxed(one, _DETAIL)}">{one.title}</a>' for one in read)
        shown = (_PARENT, *self.sections, _LAWS, _WEEK, _ASKED, _ALBUM, *_PAGES)
        words = {**self.sections, **_PAGES, _PARENT: "Tin tức", _LAWS: "Văn bản", _WEEK: "Lịch công tác", _ASKED: "Hỏi đáp", _ALBUM: "Thư viện ảnh"}  # fmt: skip
        menu = "".join(f'<li><a href="{self._tab(one)}">{words[one]}</a></li>' for one in shown)
        tools = f'<a href="{self._tab(tab)}?language=en-US">English</a> <a href="/{_NAMES[tab]}/tabid/{tab}/ctl/Login/Default.aspx?returnurl=%2fdefault.aspx%3ftabid%3d{tab}">Đăng nhập</a> <a href="/{_NAMES[tab]}/tabid/{tab}/ctl/Register/Default.aspx">Đăng ký</a>'
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8" /><meta name="generator" content="DotNetNuke" /><title>{title}</title>{head}</head><body id="Body"><form method="post" action="" id="Form">'
            f'<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK{self._hits}" /><div id="dnn_BannerPane">CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN MƯỜNG LÁT THƯỢNG</div><div class="ngonngu">{tools}</div>'
            f'<ul id="dnn_menu"><li><a href="/">Trang chủ</a></li>{menu}</ul><div id="dnn_ContentPane">{body}</div><div id="dnn_RightPane"><h3>Đọc nhiều nhất</h3>{most}'
            f'<a href="/LinkClick.aspx?link=https%3a%2f%2ftinh.example&amp;tabid={tab}">Cổng tỉnh</a></div><div id="dnn_FooterPane">Đang truy cập: {self.hit()}</div></form></body></html>'
        )
