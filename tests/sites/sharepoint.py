# ruff: noqa: E501 - markup as the system writes it
"""A district's portal on SharePoint: ``/Pages/chi-tiet-tin.aspx?ItemID=``, lists that turn pages by postback.

Some lists can be turned by ``&page=N`` as well; of the others everything but the first page is reached through the
links from one article to the ones before it. Addresses are written in any case and with their parameters in any order;
a calendar has a page for every day of every month.
"""

from __future__ import annotations

import base64
from datetime import date, datetime, timedelta
from html import escape
from random import Random
from typing import ClassVar

from tests.portals.server import redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Role, Served, Site, rss
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND huyện Sơn Khê",
    ("huyện Sơn Khê", "xã Nậm Luông", "thị trấn Phố Cát", "xã Bình Thuận Thượng", "xã Lũng Pô", "xã Tả Phìn Hạ"),
    ("bản Nà Khoa", "bản Pom Lót", "tiểu khu 4", "thôn Khe Vàng", "bản Co Mạ", "thôn Đồng Tâm"),
    ("Lù A Páo", "Quàng Thị Mẩy", "Giàng Seo Chứ", "Trịnh Công Phác"),
)
_POSTBACK = {"12", "15"}  # lists without a page in the address
_PAGES = {
    "gioi-thieu": "Giới thiệu chung",
    "to-chuc-bo-may": "Tổ chức bộ máy",
    "lien-he": "Liên hệ",
    "so-do": "Sơ đồ cổng",
    "video": "Video",
}


class SharePointDistrict(Site):
    """The portal of a made-up district."""

    name = "sharepoint"
    sections: ClassVar[dict[str, str]] = {
        "11": "Tin tức - Sự kiện",
        "12": "Hoạt động của lãnh đạo",
        "13": "Cải cách hành chính",
        "14": "Kinh tế - Xã hội",
        "15": "Thông tin tuyên truyền",
        "16": "Quốc phòng - An ninh",
    }
    per_page = 6

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/PublishingImages/2025/hinh%20{number}-{place}.JPG")
        keys = ("11", "12", "11", "14", "13", "15", "16", "11")
        stories = []
        for place, moment in enumerate(calendar("sharepoint", 88)):
            own = [keys[place % len(keys)]]
            if place % 11 == 3:
                own.append("11" if own[0] != "11" else "14")
            stories.append(self._newsroom.write(7300 - 3 * place, moment, own))
        stories[30].pinned = True
        super().__init__(stories)
        self._documents = documents(6, "Lù A Páo")
        random = Random("viewstate")
        self._state = base64.b64encode(random.randbytes(2400)).decode()

    def address(self, story: Story) -> str:
        return f"/Pages/chi-tiet-tin.aspx?ItemID={story.number}&CategoryId={story.sections[0]}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Các tin đã đưa", "Lịch công tác tuần", "Lượt xem:", "Quay lại", "Thăm dò ý kiến")

    def author_lines(self, story: Story) -> tuple[str, ...]:
        return (f"Tin, ảnh: {story.author}",)

    def serve(self, path: str, query: dict[str, str]) -> Served:
        lowered, given = path.lower(), {name.lower(): value for name, value in query.items()}
        if path == "/":
            return Served(redirect("/Pages/trang-chu.aspx", 302), "door")
        if path == "/robots.txt":
            return Served(self.html("User-agent: *\nDisallow: /_layouts/\nDisallow: /_vti_bin/\n"), "robots")
        if lowered == "/pages/trang-chu.aspx":
            return Served(self.html(self._home()), "home")
        if lowered in ("/pages/chi-tiet-tin.aspx", "/pages/in-tin.aspx"):
            return self._article(lowered, given)
        if lowered == "/pages/chuyen-muc.aspx":
            return self._list(given)
        if lowered == "/pages/lich.aspx":
            return self._day(given.get("ngay", ""))
        if lowered == "/rss/tin-moi.rss":
            return Served(self.xml(rss(self, "Tin mới", self.sorted()[:12])), "feed")
        if lowered == "/pages/van-ban.aspx":
            return self._laws(given.get("itemid"))
        name = lowered.removeprefix("/pages/").removesuffix(".aspx")
        if name in _PAGES:
            text = standing_page(_PAGES[name], _LOCALITY.unit, _LOCALITY.people)
            return Served(self.html(self._frame(_PAGES[name], f"<h2>{_PAGES[name]}</h2>{text}")), "other", name)
        return self._missing()

    def _missing(self) -> Served:
        return Served(self.html("<html><body><h1>404 NOT FOUND</h1></body></html>", 404), "missing")

    def _shown(self, story: Story, style: int = 0) -> str:
        """Return the address of an article as one of the web parts writes it."""
        styles = (
            self.address(story),
            f"/Pages/chi-tiet-tin.aspx?CategoryId={story.sections[0]}&ItemID={story.number}",
            f"/pages/Chi-Tiet-Tin.aspx?ItemId={story.number}&CategoryId={story.sections[0]}",
        )
        return escape(styles[style])

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="ms-webpart-chrome"><h3 class="ms-webpart-titleText"><a href="/Pages/chuyen-muc.aspx?CategoryId={key}">{name}</a></h3>'
            + "".join(self._entry(story) for story in self.sorted(key)[:4])
            + "</div>"
            for key, name in self.sections.items()
        )
        return self._frame("Trang chủ", boxes)

    def _entry(self, story: Story) -> str:
        return (
            f'<div class="dfwp-item"><a class="tieude" href="{self._shown(story)}">{story.title}</a>'
            f'<span class="ngaydang">({story.published:%d/%m/%Y})</span><div class="mota">{story.lead}</div></div>'
        )

    def _list(self, query: dict[str, str]) -> Served:
        section, asked = query.get("categoryid", ""), query.get("page", "1")
        if section not in self.sections or not asked.isdigit():
            return self._missing()
        number = 1 if section in _POSTBACK else int(asked)
        stories, pages = self.page_of(section, number)
        target = "ctl00$ctl38$g_f1c2$ctl00$rptPager$ctl0"
        pager = "".join(
            f"<a href=\"javascript:__doPostBack('{target}{other}$lnkPage','')\">{other}</a> "
            if section in _POSTBACK
            else f'<a href="/Pages/chuyen-muc.aspx?CategoryId={section}&amp;page={other}">{other}</a> '
            for other in range(1, pages + 1)
        )
        entries = "".join(self._entry(story) for story in (self.pinned() + stories if stories else []))
        body = f'<h2 class="tenchuyenmuc">{self.sections[section]}</h2><div id="MSOZoneCell_WebPartWPQ2">{entries}</div><div class="phantrang">{pager}</div>'
        page = self._frame(self.sections[section], body)
        role: Role = ("section" if number == 1 else "list") if stories else "other"
        return Served(self.html(page), role, f"{section} {number}")

    def _article(self, path: str, query: dict[str, str]) -> Served:
        number = query.get("itemid", "")
        story = self.stories.get(int(number)) if number.isdigit() else None
        if story is None:
            return self._missing()
        if path == "/pages/in-tin.aspx":
            page = f'<html><head><title>In tin</title></head><body><div class="in"><h1>{story.title}</h1>{self._text(story)}</div></body></html>'
        else:
            page = self._frame(story.title, self._detail(story))
        return Served(self.html(page), "article", number)

    def _text(self, story: Story) -> str:
        blocks = "".join(self._block(block) for block in story.blocks)
        return (
            f'<div class="sapo ms-rtestate-field">{story.lead}</div><div id="ctl00_PlaceHolderMain_ctl01_RichHtml" class="ms-rtestate-field">'
            f'{blocks}<p class="MsoNormal" align="right" style="text-align:right"><strong>Tin, ảnh: {story.author}</strong></p></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<tr><td style="text-align:center"><em>{block.caption}</em></td></tr>' if block.caption else ""
            return f'<table class="ms-rteTable-0" align="center" style="width:80%"><tbody><tr><td><img alt="hinh.JPG" src="{block.image}" style="margin:5px" /></td></tr>{caption}</tbody></table>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'class="ms-rteTable-default" cellspacing="0"')
        words = f"<strong>{block.text}</strong>" if block.kind == "heading" else block.text
        return f'<p class="MsoNormal" style="margin:6pt 0cm;text-align:justify"><span lang="VI" style="font-size:13pt">{words}</span><span>​</span></p>'

    def _detail(self, story: Story) -> str:
        section, published = story.sections[0], story.published
        earlier = bullets(
            f'<a href="{self._shown(one, 1 + one.number % 2)}">{one.title}</a> <span>({one.published:%d/%m/%Y})</span>'
            for one in self.older(story, 6)
        )
        files = "".join(f'<a href="/Documents/{name}">{label}</a>' for name, label in story.files)
        return (
            f'<div class="ms-breadcrumb"><a href="/Pages/trang-chu.aspx">Trang chủ</a> &gt; <a href="/Pages/chuyen-muc.aspx?CategoryId={section}">{self.sections[section]}</a></div>'
            f'<div class="chitiettin"><h1 class="title-detail">{story.title}</h1><div class="date-detail"><span id="ctl00_lblNgay">Ngày đăng: {published:%d/%m/%Y} '
            f"{published.hour % 12 or 12}:{published:%M} {'SA' if published.hour < 12 else 'CH'}</span> | <span>Lượt xem: {story.views}</span>"
            f'<a href="/Pages/in-tin.aspx?ItemID={story.number}">In bài</a></div>{self._text(story)}{f"<div class=dinhkem>Đính kèm: {files}</div>" if files else ""}'
            f'<a href="javascript:history.back()">Quay lại</a></div><div class="tinkhac"><h4>Các tin đã đưa</h4>{earlier}</div>'
        )

    def _day(self, asked: str) -> Served:
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            return self._missing()
        lines = table([("Sáng", "Họp giao ban"), ("Chiều", "Làm việc tại cơ sở")])
        around = "".join(
            f'<a href="/Pages/lich.aspx?ngay={day + timedelta(days=step)}">{day + timedelta(days=step):%d/%m}</a> '
            for step in (-31, -7, -1, 1, 7, 31)
        )
        return Served(
            self.html(self._frame("Lịch", f"<h2>Lịch công tác ngày {day:%d/%m/%Y}</h2>{lines}{around}")),
            "other",
            f"day {day}",
        )

    def _laws(self, number: str | None) -> Served:
        for one in self._documents:
            if number == str(one.number):
                file = f'<a href="/VanBan/{one.number}.pdf">{one.number}.pdf</a>'
                rows = table(properties(one, "UBND huyện Sơn Khê", file))
                return Served(
                    self.html(self._frame(one.symbol, f"<h1>Chi tiết văn bản</h1>{rows}")), "document", number
                )
        if number is not None:
            return self._missing()
        rows = register(self._documents, lambda one: f"/Pages/van-ban.aspx?ItemID={one.number}")
        return Served(self.html(self._frame("Văn bản", "<h2>Hệ thống văn bản</h2>" + rows)), "section", "laws")

    def _frame(self, title: str, body: str) -> str:
        menu = "".join(
            f'<li class="static"><a class="static menu-item" href="/Pages/chuyen-muc.aspx?CategoryId={key}"><span>{name}</span></a></li>'
            for key, name in self.sections.items()
        )
        menu += "".join(
            f'<li class="static"><a class="static menu-item" href="/Pages/{key}.aspx">{name}</a></li>'
            for key, name in _PAGES.items()
        )
        first = self.now.date().replace(day=1)
        days = "".join(
            f'<td><a href="/Pages/lich.aspx?ngay={first + timedelta(days=step)}">{step + 1}</a></td>'
            for step in range(30)
        )
        newest = bullets(f'<a href="{self._shown(one, 2)}">{one.title}</a>' for one in self.sorted()[:6])
        return (
            f'<!DOCTYPE html><html dir="ltr" lang="vi-VN"><head><meta name="GENERATOR" content="Microsoft SharePoint" /><meta charset="utf-8" /><title>\n\t{title} - Cổng TTĐT huyện Sơn Khê\n</title>'
            '<link rel="alternate" type="application/rss+xml" href="/rss/tin-moi.rss" /></head><body><form method="post" action="./trang.aspx" id="aspnetForm">'
            f'<input type="hidden" name="__VIEWSTATE" value="{self._state}" /><div id="s4-workspace"><div class="banner">CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SƠN KHÊ<span id="clock">Thứ Ba, {self.now:%d/%m/%Y %H:%M}</span></div>'
            f'<div id="zz1_TopNavigationMenu" class="menu-horizontal"><ul class="root static"><li><a href="/Pages/trang-chu.aspx">Trang chủ</a></li>{menu}<li><a href="/Pages/van-ban.aspx">Văn bản</a></li></ul></div>'
            f'<div class="cot-trai">{body}</div><div class="cot-phai"><div class="tinmoi"><h4>Tin mới nhất</h4>{newest}</div><div class="calendar"><h4>Lịch công tác tuần</h4><table><tr>{days}</tr></table></div>'
            '<div class="thamdo"><h4>Thăm dò ý kiến</h4><label><input type="radio" />Rất hài lòng</label></div><div class="weblink"><select><option value="http://tinh.example/">Cổng tỉnh</option></select>'
            '<a href="http://bo.example/Pages/chi-tiet-tin.aspx?ItemID=1">Bộ Nội vụ</a><a href="/Pages/chi-tiet-tin.aspx?ItemID=1&amp;CategoryId=11">Thông báo tuyển dụng</a></div></div>'
            f'<div class="footer">Bản quyền thuộc UBND huyện Sơn Khê. Tổng truy cập: {self.hit()}</div></div></form></body></html>'
        )
