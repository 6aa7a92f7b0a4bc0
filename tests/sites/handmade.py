# ruff: noqa: E501 - markup as the system writes it
"""A town's portal that somebody wrote in PHP by hand: everything is ``index.php?mod=...``, laid out in tables.

Session ids in every link, lists by views or the other way round, a pager that offers a next page for ever (and answers
with the last one), an archive by month without beginning or end, a calendar of appointments, what does not exist
answered with 200 or with the home page. Some pages are in NFD. The articles of section 9, which no menu leads to, stand
in the archive only.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date, datetime, timedelta
from html import escape
from typing import ClassVar
from urllib.parse import quote_plus

from tests.portals.server import redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Role, Served, Site
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND phường Tân Lập Bắc",
    ("phường Tân Lập Bắc", "phường Hồng Lĩnh Đông", "xã Thạch Khoán", "xã Vân Trì", "phường An Hòa Trung", "xã Kim Lũ"),
    (
        "tổ dân phố 3",
        "khu phố Bến Đò",
        "khu phố Chợ Mới",
        "tổ dân phố Nhà Ga",
        "khối Trung Lễ",
        "tổ 14",
        "khối Tân Tiến",
    ),
    ("Đàm Văn Khiết", "Lò Thị Duyên", "Mạc Đình Vỹ", "Tạ Hữu Nghiêm", "Ninh Thị Sâm"),
)
_HIDDEN = "9"
_PAGES = {"1": "Giới thiệu", "2": "Bộ máy tổ chức", "3": "Liên hệ", "4": "Thư viện video", "5": "Sơ đồ đường phố"}


class HandmadeTown(Site):
    """The portal of a made-up town, with 620 articles."""

    name = "handmade"
    sections: ClassVar[dict[str, str]] = {
        "1": "Tin hoạt động",
        "2": "Kinh tế đô thị",
        "3": "Văn xã",
        "4": "Nội chính",
        "7": "Khuyến học",
        "8": "Y tế dự phòng",
        _HIDDEN: "Tin vắn",
    }
    per_page = 20

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "upload/images/{number}_{place}.jpg", max_pictures=2)
        keys = ("1", "2", "1", "3", "4", "1", "7", "2", "8", "3")
        stories = []
        for place, moment in enumerate(calendar("handmade", 620)):
            own = [keys[place % len(keys)]] if place % 31 != 17 else [_HIDDEN]
            if place % 23 == 5 and own != [_HIDDEN]:
                own.append("4" if own[0] != "4" else "1")
            stories.append(self._newsroom.write(1620 - place, moment, own))
        stories[8].pinned = True
        super().__init__(stories)
        self._documents = documents(8, "Đàm Văn Khiết")
        self._session = ""

    def address(self, story: Story) -> str:
        return f"/index.php?mod=news&act=view&id={story.number}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Tin liên quan", "Gửi cho bạn bè", "Bản in", "Lịch công tác", "Tin nổi bật", "Số người truy cập")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        self._session = hashlib.md5(str(self.hit()).encode(), usedforsecurity=False).hexdigest()
        if path == "/robots.txt":
            return Served(self.html("Not found", 404), "robots")
        if path not in ("/", "/index.php"):
            return Served(
                self.html("<h1>Not Found</h1><p>The requested URL was not found on this server.</p>", 404), "missing"
            )
        query.pop("PHPSESSID", None)
        answer = {
            "home": self._home,
            "news": self._news,
            "archive": self._archive,
            "lich": self._schedule,
            "search": self._search,
            "vanban": self._laws,
            "page": self._page,
        }.get(query.get("mod", "home"), self._nothing)
        return answer(query)

    def _link(self, **query: str | int) -> str:
        given = "&amp;".join(f"{name}={value}" for name, value in query.items())
        return f"index.php?{given}&amp;PHPSESSID={self._session}"

    def _nothing(self, query: dict[str, str]) -> Served:
        return Served(self.html(self._frame("<p>Không tìm thấy nội dung bạn yêu cầu.</p>")), "missing", str(query))

    def _home(self, query: dict[str, str]) -> Served:
        boxes = "".join(
            f'<tr><td class="muc"><a href="{self._link(mod="news", act="list", cat=key)}">{name}</a></td></tr>'
            + "".join(self._entry(story) for story in self.sorted(key)[:4])
            for key, name in self.sections.items()
            if key != _HIDDEN
        )
        return Served(self.html(self._frame(f'<table width="100%">{boxes}</table>')), "home")

    def _entry(self, story: Story) -> str:
        return (
            f'<tr><td><img src="upload/thumb/{story.number}.jpg" width="90" align="left">'
            f'<a class="tin" href="{self._link(mod="news", act="view", id=story.number)}">{story.title}</a>'
            f'<span class="nho">({story.published:%d/%m/%Y})</span><br>{story.lead[:110]}...</td></tr>'
        )

    def _news(self, query: dict[str, str]) -> Served:
        action, number = query.get("act", ""), query.get("id", "")
        if action in ("view", "print"):
            story = self.stories.get(int(number)) if number.isdigit() else None
            if story is None:
                return Served(redirect("/", 302), "missing", number)
            body = self._print(story) if action == "print" else self._frame(self._detail(story))
            if story.number % 7 == 0:  # typed on a machine that keeps letters and their marks apart
                body = unicodedata.normalize("NFD", body)
            return Served(self.html(body), "article", number)
        if action == "list":
            return self._list(query)
        return self._nothing(query)

    def _list(self, query: dict[str, str]) -> Served:
        section, asked = query.get("cat", ""), query.get("page", "1")
        if section not in self.sections or section == _HIDDEN or not asked.isdigit():
            return self._nothing(query)
        number = max(1, int(asked))
        pages = self.page_of(section, 1)[1]
        shown = min(number, pages)  # what lies beyond is the last page again
        stories = self.page_of(section, shown)[0]
        plain = not set(query) - {"mod", "act", "cat", "page"}
        if not plain:
            ordered = sorted(self.sorted(section), key=lambda story: story.views, reverse=query.get("order") != "asc")
            stories = ordered[(shown - 1) * self.per_page : shown * self.per_page]
        role: Role = ("section" if shown == 1 else "list") if plain and number == shown else "other"
        base: dict[str, str | int] = {"mod": "news", "act": "list", "cat": section}
        facets = " | ".join(
            f'<a href="{self._link(**base, sort=key, order=order)}">{name} {mark}</a>'
            for key, name in (("view", "Lượt xem"), ("date", "Ngày"))
            for order, mark in (("asc", "▲"), ("desc", "▼"))
        )
        pager = f'<a href="{self._link(**base, page=max(1, number - 1))}">« Trước</a> '
        pager += " ".join(
            f'<a href="{self._link(**base, page=other)}">{other}</a>'
            for other in range(max(1, number - 3), number + 4)
            if other <= pages
        )
        pager += f' <a href="{self._link(**base, page=number + 1)}">Sau »</a>'
        entries = "".join(self._entry(story) for story in stories)
        body = f'<div class="muc">{self.sections[section]}</div><div class="nho">Sắp xếp: {facets}</div><table>{entries}</table><center>{pager}</center>'
        return Served(self.html(self._frame(body)), role, f"cat {section} {number}")

    def _archive(self, query: dict[str, str]) -> Served:
        try:
            month = date(int(query.get("y", "2025")), int(query.get("m", "6")), 1)
        except ValueError:
            return self._nothing(query)
        before, after = month - timedelta(days=1), month + timedelta(days=31)
        found = [one for one in self.sorted() if (one.published.year, one.published.month) == (month.year, month.month)]
        entries = bullets(
            f'<a href="{self._link(mod="news", act="view", id=one.number)}">{one.title}</a> ({one.published:%d/%m})'
            for one in found
        )
        body = (
            f'<div class="muc">Lưu trữ tháng {month.month}/{month.year}</div>{entries if found else "<p>Không có tin nào.</p>"}'
            f'<a href="{self._link(mod="archive", y=before.year, m=before.month)}">« Tháng trước</a> '
            f'<a href="{self._link(mod="archive", y=after.year, m=after.month)}">Tháng sau »</a>'
        )
        return Served(self.html(self._frame(body)), "list" if found else "other", f"month {month:%Y-%m}")

    def _schedule(self, query: dict[str, str]) -> Served:
        when = f"{query.get('d', '?')}/{query.get('m', '?')}/{query.get('y', '?')}"
        lines = table([("8h00", "Giao ban lãnh đạo"), ("14h00", "Tiếp công dân tại trụ sở")], 'border="1" width="100%"')
        return Served(
            self.html(self._frame(f'<div class="muc">Lịch công tác ngày {escape(when)}</div>{lines}')),
            "other",
            f"schedule {when}",
        )

    def _search(self, query: dict[str, str]) -> Served:
        words, number = query.get("q", ""), int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
        found = [one for one in self.sorted() if words and (words in one.title or words == one.tag)]
        entries = "".join(self._entry(one) for one in found[(number - 1) * 10 : number * 10])
        following = (
            f'<a href="{self._link(mod="search", q=quote_plus(words), page=number + 1)}">Sau »</a>'
            if len(found) > number * 10
            else ""
        )
        body = f'<div class="muc">Kết quả tìm kiếm: {escape(words)} ({len(found)})</div><table>{entries}</table>{following}'
        return Served(self.html(self._frame(body)), "other", f"search {words} {number}")

    def _laws(self, query: dict[str, str]) -> Served:
        if query.get("act") == "view":
            for one in self._documents:
                if query.get("id") == str(one.number):
                    file = f'<a href="upload/vb/{one.number}.doc">{one.number}.doc</a>'
                    rows = table(properties(one, "UBND phường Tân Lập Bắc", file))
                    body = f'<div class="muc">Văn bản pháp quy</div><div class="tieude">{one.kind} số {one.symbol}</div>{rows}'
                    return Served(self.html(self._frame(body)), "document", str(one.number))
            return self._nothing(query)
        rows = register(self._documents, lambda one: self._link(mod="vanban", act="view", id=one.number))
        return Served(self.html(self._frame('<div class="muc">Văn bản pháp quy</div>' + rows)), "section", "laws")

    def _page(self, query: dict[str, str]) -> Served:
        title = _PAGES.get(query.get("id", ""))
        if title is None:
            return self._nothing(query)
        text = standing_page(title, _LOCALITY.unit, _LOCALITY.people)
        return Served(self.html(self._frame(f'<div class="tieude">{title}</div>{text}')), "other", f"page {title}")

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = (
                f'<tr><td align="center" class="chuthich"><i>{block.caption}</i></td></tr>' if block.caption else ""
            )
            return f'<table align="center" class="anh"><tr><td><img src="{block.image}" width="500"></td></tr>{caption}</table>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'border="1" cellpadding="4" cellspacing="0"')
        return (
            f'<p align="justify"><b>{block.text}</b></p>'
            if block.kind == "heading"
            else f'<p align="justify">{block.text}</p>'
        )

    def _article(self, story: Story) -> str:
        return (
            f'<div class="tieude">{story.title}</div><div class="ngay">Cập nhật lúc: {story.published:%H:%M %d/%m/%Y}</div>'
            f'<p class="trichdan"><b>{story.lead}</b></p>{"".join(map(self._block, story.blocks))}<p align="right"><b>{story.author}</b></p>'
        )

    def _print(self, story: Story) -> str:
        return f"<html><head><title>Bản in</title></head><body onload='print()'><div>CỔNG THÔNG TIN PHƯỜNG TÂN LẬP BẮC</div>{self._article(story)}</body></html>"

    def _detail(self, story: Story) -> str:
        view = {"mod": "news", "id": str(story.number)}
        files = "".join(f'<br>Tệp: <a href="upload/files/{name}">{label}</a>' for name, label in story.files)
        related = bullets(
            f'<a href="{self._link(mod="news", act="view", id=one.number)}">{one.title}</a> ({one.published:%d/%m/%Y})'
            for one in self.older(story, 6)
        )
        section = story.sections[0]
        return (
            f'<div class="muc"><a href="{self._link(mod="news", act="list", cat=section)}">{self.sections[section]}</a></div>'
            f'{self._article(story)}{files}<div class="congcu"><a href="{self._link(**view, act="print")}" target="_blank">Bản in</a> '
            f'<a href="{self._link(mod="sendmail", id=story.number)}">Gửi cho bạn bè</a> <a href="javascript:history.go(-1)">Quay lại</a></div>'
            f'<div class="nho">Từ khóa: <a href="{self._link(mod="search", q=quote_plus(story.tag))}">{story.tag}</a></div>'
            f'<div class="muc2">Tin liên quan</div>{related}'
        )

    def _frame(self, body: str) -> str:
        menu = "".join(
            f'<td><a href="{self._link(mod="news", act="list", cat=key)}">{name}</a></td>'
            for key, name in self.sections.items()
            if key != _HIDDEN
        ) + "".join(f'<td><a href="{self._link(mod="page", id=key)}">{name}</a></td>' for key, name in _PAGES.items())
        hot = bullets(
            f'<a href="{self._link(mod="news", act="view", id=one.number)}">{one.title}</a>'
            for one in self.pinned() + self.sorted()[:3]
        )
        days = "".join(
            f'<td><a href="{self._link(mod="lich", d=day, m=self.now.month, y=self.now.year)}">{day}</a></td>{"</tr><tr>" if day % 7 == 0 else ""}'
            for day in range(1, 31)
        )
        months = "".join(
            f'<option value="{self._link(mod="archive", y=2025, m=month)}">Tháng {month}/2025</option>'
            for month in range(1, 7)
        )
        return (
            '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>.:: Phường Tân Lập Bắc ::.</title></head>'
            f'<body bgcolor="#eeeeee"><table width="980" align="center"><tr><td colspan="3"><img src="images/banner.jpg"></td></tr>'
            f'<tr><td colspan="3"><table><tr><td><a href="{self._link(mod="home")}">Trang chủ</a></td>{menu}'
            f'<td><a href="{self._link(mod="vanban")}">Văn bản</a></td></tr></table></td></tr><tr><td width="180" valign="top" class="trai">'
            f'<div class="muc2">Lịch công tác</div><table><tr>{days}</tr></table><div class="muc2">Lưu trữ</div>'
            f'<select onchange="location=this.value">{months}</select><a href="{self._link(mod="archive", y=2025, m=6)}">Xem lưu trữ theo tháng</a>'
            '<form action="index.php" method="get"><input type="hidden" name="mod" value="search"><input name="q"><input type="submit" value="Tìm"></form>'
            f'</td><td width="600" valign="top" class="giua">{body}</td><td width="200" valign="top" class="phai"><div class="muc2">Tin nổi bật</div>{hot}'
            '<div class="muc2">Liên kết</div><a href="http://tinh.example/index.php?mod=news&amp;act=view&amp;id=3">Tỉnh</a> '
            f'<a href="{self._link(mod="news", act="view", id=99999)}">Thông báo cũ</a> <a href="{self._link(mod="gopy")}">Góp ý</a>'
            f'<div>Số người truy cập: {self._hits}</div></td></tr><tr><td colspan="3">© UBND phường Tân Lập Bắc. Hôm nay {self.now:%d/%m/%Y}</td></tr></table></body></html>'
        )
