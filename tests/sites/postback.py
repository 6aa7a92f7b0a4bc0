# ruff: noqa: E501 - markup as the system writes it
"""A district's portal of a provider's ASP.NET system: ``/1256/<section>/<sub-section>/<article>/<words>``, ids in the path.

The pager is ``__doPostBack`` with one real link to the next page; two sections have a button that loads a fragment by
GET. An article in several sections has an address under each (``rel=canonical`` names its own), a print, an e-mail and a
PDF view and ``?vertical=``; links to related news carry a session. News are listed by day as well, without beginning or
end, and by keyword.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import escape
from typing import ClassVar
from urllib.parse import quote

from tests.portals.server import Reply, redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Served, Site, rss
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND huyện Kha Sơn",
    ("huyện Kha Sơn", "xã Đức Lãng Thượng", "xã Tân Mỹ Hạ", "thị trấn Phố Cát", "xã Quảng Lưu Đông", "xã Yên Trạch"),
    ("ấp Rạch Gốc", "ấp Giồng Dứa", "khóm Cầu Đình", "ấp Bà Phổ", "ấp Kinh Xáng", "khóm Chợ Cũ"),
    ("Trịnh Công Lý", "Huỳnh Thị Bé Sáu", "Thạch Sô Phia", "Danh Hoàng Phúc"),
)
_SITE = "1256"
_LOADED = {"61203", "61208"}  # sections whose list is lengthened by a button
_PAGES = {"gioi-thieu": "Giới thiệu", "so-do-to-chuc": "Sơ đồ tổ chức", "lien-he": "Liên hệ", "thu-tuc": "Thủ tục hành chính"}  # fmt: skip
_ARTICLE = re.compile(rf"/{_SITE}/(\d{{5}})/(\d{{5}})/(\d{{6}})/([a-z0-9-]+)/([a-z0-9-]+)")
_LIST = re.compile(rf"/{_SITE}/(\d{{5}})/(\d{{5}})/([a-z0-9-]+)")


def _words(name: str) -> str:
    return Story(0, name, "", [], datetime(2025, 1, 1), [], "", 0).slug


class PostbackDistrict(Site):
    """The portal of a made-up district, with 240 articles."""

    name = "postback"
    sections: ClassVar[dict[str, str]] = {
        "61201": "Tin trong huyện",
        "61202": "Kinh tế - Xã hội",
        "61203": "Văn hóa - Thể thao",
        "61206": "Quốc phòng - An ninh",
        "61208": "Tin các xã, thị trấn",
        "61212": "Thông báo",
    }

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/SiteFolders/khason/1256/Hinh/{number}-{place}.jpg")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("postback", 240)):
            own = [keys[0] if place % 3 == 0 else keys[place % len(keys)]]
            if place % 5 == 2:
                own.append(keys[(keys.index(own[0]) + 2) % len(keys)])
            stories.append(self._newsroom.write(664_900 - 3 * place, moment, own))
        stories[6].pinned = True
        super().__init__(stories)
        self._documents = documents(34, "Trịnh Công Lý")

    def address(self, story: Story) -> str:
        return self._under(story, story.sections[0])

    def _under(self, story: Story, section: str) -> str:
        return f"/{_SITE}/28424/{section}/{story.number}/{_words(self.sections[section])}/{story.slug}"

    def _listed(self, section: str) -> str:
        return f"/{_SITE}/28424/{section}/{_words(self.sections[section])}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Các tin khác", "Gửi email", "In trang", "Tin đọc nhiều", "Lượt truy cập", "Xem tin theo ngày")

    def author_lines(self, story: Story) -> tuple[str, ...]:
        return (f"Bài, ảnh: {story.author}",)

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            return Served(Reply(b"User-agent: *\nDisallow: /Admin/\n", 200, {"Content-Type": "text/plain"}), "robots")
        if path == "/":
            return Served(redirect(f"/{_SITE}/trang-chu", 302), "door")
        if path == f"/{_SITE}/trang-chu":
            return Served(self.html(self._home()), "home")
        if match := _ARTICLE.fullmatch(path):
            return self._article(match, query)
        if match := _LIST.fullmatch(path):
            return self._list(match[2], query) if match[2] in self.sections else self._missing()
        if path == "/ajax/news":
            return self._fragment(query.get("cat", ""), query.get("skip", ""))
        if path.startswith("/rss/"):
            section = path.removeprefix("/rss/").removesuffix(".rss")
            feed = rss(self, self.sections.get(section, ""), self.sorted(section)[:15])
            return Served(self.xml(feed), "feed", section) if section in self.sections else self._missing()
        if path.startswith(f"/{_SITE}/van-ban"):
            return self._laws(path, query)
        return self._other(path, query)

    def _other(self, path: str, query: dict[str, str]) -> Served:
        head, _, last = path.rpartition("/")
        if head in ("/print", "/email", "/pdf") and last.isdigit() and int(last) in self.stories:
            return self._view(head, self.stories[int(last)])
        if path == f"/{_SITE}/tin-theo-ngay":
            return self._day(query.get("ngay", ""))
        if head == f"/{_SITE}/tu-khoa":
            found = [one for one in self.sorted() if one.tag.replace(" ", "-") == last]
            number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
            more = f'<a href="{path}?page={number + 1}">Trang sau</a>' if len(found) > number * 10 else ""
            body = f"<h2>Từ khóa: {escape(last)}</h2>{''.join(self._entry(one) for one in found[number * 10 - 10 : number * 10])}{more}"
            return Served(self.html(self._frame("Từ khóa", body)), "other", f"tag {last} {number}")
        if head == f"/{_SITE}" and last in _PAGES:
            text = standing_page(_PAGES[last], _LOCALITY.unit, _LOCALITY.people)
            return Served(self.html(self._frame(_PAGES[last], f"<h1>{_PAGES[last]}</h1>{text}")), "other", last)
        return self._missing()

    def _missing(self) -> Served:
        body = "<h2>Thông báo</h2><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>"
        return Served(self.html(self._frame("Không tìm thấy", body), 404), "missing")

    def _article(self, match: re.Match[str], query: dict[str, str]) -> Served:
        story = self.stories.get(int(match[3]))
        if story is None or match[2] not in story.sections:
            return self._missing()
        head = f'<link rel="canonical" href="{self.origin}{self.address(story)}" />'
        return Served(self.html(self._frame(story.title, self._detail(story, match[2]), head)), "article", match[3])

    def _view(self, kind: str, story: Story) -> Served:
        if kind == "/email":
            form = f"<h2>Gửi email</h2><p>{story.title}</p><form method='post'><input name='to'></form>"
            return Served(self.html(self._frame("Gửi email", form)), "other", f"email {story.number}")
        if kind == "/pdf":
            return Served(Reply(b"%PDF-1.4\n%%EOF\n", 200, {"Content-Type": "application/pdf"}), "other", "pdf")
        body = f'<html><head><meta charset="utf-8"><title>{story.title}</title></head><body onload="window.print()"><h1>{story.title}</h1>{self._text(story)}</body></html>'
        return Served(self.html(body), "article", str(story.number))

    def _list(self, section: str, query: dict[str, str]) -> Served:
        number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
        stories, pages = self.page_of(section, number)
        address = self._listed(section)
        if section in _LOADED:
            more = self._button(section, self.per_page)
            stories, number = self.page_of(section, 1)[0], 1
        else:
            shown = (
                f"<span>{other}</span>"
                if other == number
                else f"<a href=\"javascript:__doPostBack('ctl00$ctl26$pager','{other}')\">{other}</a>"
                for other in range(1, pages + 1)
            )
            following = f'<a class="next" href="{address}?page={number + 1}">&gt;</a>' if number < pages else ""
            more = f'<div class="PageNumber">{" ".join(shown)} {following}</div>'
        body = f'<div class="ModuleTitle"><a href="{address}">{self.sections[section]}</a></div><div class="ArticleList">{"".join(self._entry(one, section) for one in stories)}</div>{more}'
        head = f'<link rel="alternate" type="application/rss+xml" href="/rss/{section}.rss" />'
        page = self.html(self._frame(self.sections[section], body, head))
        role = "section" if number == 1 else "list" if stories else "other"
        return Served(page, role, f"{section} {number}")

    def _button(self, section: str, skip: int) -> str:
        if skip >= len(self.sorted(section)):
            return ""
        return f'<button type="button" class="xemthem" data-url="/ajax/news?cat={section}&amp;skip={skip}">Xem thêm</button>'

    def _fragment(self, section: str, skip: str) -> Served:
        if section not in self.sections or not skip.isdigit():
            return self._missing()
        begin = int(skip)
        stories = self.sorted(section)[begin : begin + self.per_page]
        body = "".join(self._entry(one, section) for one in stories) + self._button(section, begin + self.per_page)
        return Served(self.html(body), "list" if stories else "other", f"{section} {begin // self.per_page + 1}")

    def _entry(self, story: Story, section: str = "") -> str:
        address = self._under(story, section or story.sections[0])
        return (
            f'<div class="Article"><a href="{address}"><img src="/SiteFolders/khason/thumb/{story.number}.jpg" alt="" /></a>'
            f'<a class="Title" href="{address}">{story.title}</a><span class="Date">({story.published:%d/%m/%Y})</span><div class="Brief">{story.lead}</div></div>'
        )

    def _text(self, story: Story) -> str:
        blocks = "".join(self._block(block) for block in story.blocks)
        return (
            f'<div class="PostDate">{story.published:%d/%m/%Y %H:%M}</div><div class="Head">{story.lead}</div>'
            f'<div class="ArticleContent">{blocks}<p style="text-align: right"><strong>Bài, ảnh: {story.author}</strong></p></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<tr><td class="image_desc">{block.caption}</td></tr>' if block.caption else ""
            return f'<table class="ImageCenter" align="center"><tbody><tr><td><img src="{block.image}" alt="" width="600" /></td></tr>{caption}</tbody></table>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'border="1" cellspacing="0"')
        return f"<p><strong>{block.text}</strong></p>" if block.kind == "heading" else f"<p>{block.text}</p>"

    def _detail(self, story: Story, section: str) -> str:
        session = f"?sid={self.hit():08x}a7"
        related = bullets(
            f'<a href="{self.address(one)}{session}">{one.title}</a> <i>({one.published:%d/%m})</i>'
            for one in self.older(story, 7)
        )
        files = "".join(f'<a href="/SiteFolders/khason/Tep/{name}">{label}</a>' for name, label in story.files)
        tools = f'<a href="/print/{story.number}" target="_blank">In trang</a> <a href="/email/{story.number}">Gửi email</a> <a href="/pdf/{story.number}">PDF</a> <a href="{self._under(story, section)}?vertical=1">Đọc dọc</a>'
        tag = f'<a href="/{_SITE}/tu-khoa/{quote(story.tag.replace(" ", "-"))}">{story.tag}</a>'
        return (
            f'<div class="ModuleTitle"><a href="/{_SITE}/trang-chu">Trang chủ</a> » <a href="{self._listed(section)}">{self.sections[section]}</a></div>'
            f'<div class="ArticleDetail"><h1 class="ArticleHeader">{story.title}</h1><div class="tools">{tools}</div>{self._text(story)}'
            f'{f"<div class=Attach>Tệp đính kèm: {files}</div>" if files else ""}<div class="Tags">Từ khóa: {tag}</div></div>'
            f'<div class="OtherNews"><h3>Các tin khác</h3>{related}</div>'
        )

    def _day(self, asked: str) -> Served:
        try:
            day = datetime.strptime(asked, "%d-%m-%Y").date()
        except ValueError:
            return self._missing()
        found = [one for one in self.sorted() if one.published.date() == day]
        body = f"<h2>Tin ngày {day:%d/%m/%Y}</h2>{''.join(self._entry(one) for one in found) or '<p>Không có tin.</p>'}{self._month(day)}"
        return Served(self.html(self._frame("Tin theo ngày", body)), "other", f"day {day}")

    def _month(self, day: date) -> str:
        def link(other: date, words: str) -> str:
            return f'<td><a href="/{_SITE}/tin-theo-ngay?ngay={other:%d-%m-%Y}">{words}</a></td>'

        first = day.replace(day=1)
        days = "".join(link(first + timedelta(days=step), str(step + 1)) for step in range(28))
        before, after = first - timedelta(days=1), first + timedelta(days=31)
        return f'<table class="calendar"><tr>{link(before.replace(day=1), "«")}{days}{link(after.replace(day=1), "»")}</tr></table>'

    def _laws(self, path: str, query: dict[str, str]) -> Served:
        for one in self._documents:
            if path == f"/{_SITE}/van-ban/{one.number}":
                file = f'<a href="/SiteFolders/khason/VB/{one.number}.pdf">Tải về</a>'
                rows = table(properties(one, "UBND huyện Kha Sơn", file))
                page = self._frame(one.symbol, f"<h1>Chi tiết văn bản</h1>{rows}")
                return Served(self.html(page), "document", str(one.number))
        if path != f"/{_SITE}/van-ban":
            return self._missing()
        number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
        kinds = sorted({one.kind for one in self._documents})
        found = [one for one in self._documents if query.get("loai", one.kind) == one.kind]
        shown = found[number * 10 - 10 : number * 10]
        kept = f"loai={quote(query['loai'])}&amp;" if "loai" in query else ""
        pager = "".join(
            f'<a href="{path}?{kept}page={other}">{other}</a> ' for other in range(1, -(-len(found) // 10) + 1)
        )
        filters = "".join(f'<a href="{path}?loai={quote(kind)}">{kind}</a> ' for kind in kinds)
        rows = register(shown, lambda one: f"/{_SITE}/van-ban/{one.number}")
        role = "other" if "loai" in query or not shown else "section" if number == 1 else "list"
        page = self.html(self._frame("Văn bản", f"<h2>Văn bản</h2>{filters}{rows}<div>{pager}</div>"))
        return Served(page, role, f"laws {query.get('loai', '')} {number}")

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="box"><a class="BoxTitle" href="{self._listed(key)}">{name}</a>{"".join(self._entry(one, key) for one in self.sorted(key)[:4])}</div>'
            for key, name in self.sections.items()
        )
        return self._frame("Trang chủ", boxes)

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<li><a href="{self._listed(key)}">{name}</a></li>' for key, name in self.sections.items())
        menu += "".join(f'<li><a href="/{_SITE}/{page}">{name}</a></li>' for page, name in _PAGES.items())
        read = sorted(self.stories.values(), key=lambda one: -one.views)[:5] + self.pinned()
        most = bullets(f'<a href="{self.address(one)}">{one.title}</a>' for one in read)
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8" /><title>{title} - Huyện Kha Sơn</title>{head}<link href="/WebResource.axd?d=x7&amp;t=63" rel="stylesheet" /></head><body><form method="post" action="" id="Form">'
            f'<input type="hidden" name="__VIEWSTATE" value="/wEPDwUK{self._hits}" /><script>function __doPostBack(t,a){{}}</script><div id="top">CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN KHA SƠN</div>'
            f'<ul class="menu"><li><a href="/{_SITE}/trang-chu">Trang chủ</a></li>{menu}<li><a href="/{_SITE}/van-ban">Văn bản</a></li></ul><div id="left">{body}</div>'
            f'<div id="right"><h3>Xem tin theo ngày</h3>{self._month(self.now.date())}<h3>Tin đọc nhiều</h3>{most}'
            f'<a href="https://tinh.example/1256/trang-chu">Cổng tỉnh</a></div><div id="bottom">UBND huyện Kha Sơn. Lượt truy cập: {self.hit()}</div></form></body></html>'
        )
