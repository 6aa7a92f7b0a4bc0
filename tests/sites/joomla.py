# ruff: noqa: E501 - markup as the system writes it
"""A ward on Joomla 3 with K2: ``/<section>/item/<id>-<slug>``, lists by ``?start=N``.

The same article can be asked for under ``/component/k2/item/``, as ``?tmpl=component&print=1``, and under the menu item
of each of its sections; the same list by ``limitstart`` and under ``/itemlist/category/``. Authors, tags and days have
lists of their own, every list has feeds (``?format=feed&type=rss``), every article a form to mail it.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime
from typing import ClassVar

from tests.sites.documents import documents
from tests.sites.markup import bullets, links, properties, register, table
from tests.sites.site import Served, Site, rss
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "Đảng ủy phường Cầu Mới",
    ("phường Cầu Mới", "phường Vĩnh Hòa Nam", "xã Phước Tân Đông", "phường Long Biên Hạ", "xã Mỹ Thạnh Tây"),
    ("ấp Bình Chánh", "khu phố 7", "ấp Rạch Gốc", "khu phố Vườn Dừa", "ấp Chòi Mòi", "khu phố 2"),
    ("Huỳnh Văn Đẹp", "Mai Thị Sáu", "Phan Tấn Lợi", "Dương Hồng Thắm"),
)
_CATEGORIES = {"tin-tuc": 1, "hoat-dong-dang": 2, "mat-tran-doan-the": 3, "kinh-te-xa-hoi": 4, "nguoi-tot-viec-tot": 5}
_PAGES = {
    "gioi-thieu": "Giới thiệu",
    "so-do-to-chuc": "Sơ đồ tổ chức",
    "lien-he": "Liên hệ",
    "thu-vien-video": "Video clip",
}
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ITEM = re.compile(r"/(?:component/k2|([a-z-]{1,40}))/item/(\d{1,6})(?:-[a-z0-9-]{1,250})?")


class JoomlaWard(Site):
    """The portal of a made-up ward."""

    name = "joomla"
    sections: ClassVar[dict[str, str]] = {
        "tin-tuc": "Tin tức",
        "hoat-dong-dang": "Hoạt động Đảng",
        "mat-tran-doan-the": "Mặt trận - Đoàn thể",
        "kinh-te-xa-hoi": "Kinh tế - Xã hội",
        "nguoi-tot-viec-tot": "Người tốt việc tốt",
    }
    per_page = 9

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/images/2025/tin/anh_{number}_{place}.jpg")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("joomla", 120)):
            own = [keys[0] if place % 2 == 0 else keys[1 + place // 2 % 4]]
            if place % 8 == 3:
                own.append("tin-tuc" if own[0] != "tin-tuc" else "kinh-te-xa-hoi")
            stories.append(self._newsroom.write(560 - place, moment, own))
        stories[40].pinned = True
        super().__init__(stories)
        self._documents = documents(5, "Huỳnh Văn Đẹp")

    def address(self, story: Story) -> str:
        return f"/{story.sections[0]}/item/{story.number}-{story.slug}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Tin mới hơn", "Đánh giá mục này", "Viết bởi", "Trở lại đầu trang", "Đăng nhập để gửi ý kiến", "cỡ chữ")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        feed = query.get("format") == "feed"
        if path == "/robots.txt":
            lines = (
                "User-agent: *\nDisallow: /administrator/\nDisallow: /cache/\nDisallow: /includes/\nDisallow: /tmp/\n"
            )
            return Served(self.html(lines), "robots")
        if path in ("/", "/index.php"):
            if feed:
                return Served(
                    self.xml(rss(self, "Trang chủ", self.sorted()[:10])), "feed", "home " + query.get("type", "")
                )
            return Served(self.html(self._home()), "home")
        if match := _ITEM.fullmatch(path):
            return self._item(match, query)
        match = re.fullmatch(r"/([a-z-]{1,40})(?:/itemlist/category/\d{1,3}-[a-z-]{1,40})?", path)
        if match and match[1] in self.sections:
            return self._list(match[1], query)
        return self._other(path)

    def _item(self, match: re.Match[str], query: dict[str, str]) -> Served:
        story = self.stories.get(int(match[2]))
        if story is None or (match[1] is not None and match[1] not in self.sections):
            return self._missing()
        if query.get("tmpl") == "component":
            body = f'<!DOCTYPE html><html lang="vi-vn"><head><meta charset="utf-8"><title>{story.title}</title></head><body class="contentpane">{self._content(story)}</body></html>'
        else:
            head = f'<link href="{self.address(story)}" rel="canonical" /><meta property="og:type" content="article" /><meta property="og:title" content="{story.title}" />'
            body = self._frame(story.title, self._detail(story), head)
        return Served(self.html(body), "article", str(story.number))

    def _list(self, section: str, query: dict[str, str]) -> Served:
        if query.get("format") == "feed":
            return Served(
                self.xml(rss(self, self.sections[section], self.sorted(section)[:9])),
                "feed",
                f"{section} {query.get('type', '')}",
            )
        start = query.get("start") or query.get("limitstart") or "0"
        number = int(start) // self.per_page + 1 if start.isdigit() else 1
        stories, pages = self.page_of(section, number)
        if not stories:
            return self._missing()
        entries = "".join(self._entry(story, section) for story in (self.pinned() if number == 1 else []) + stories)
        numbers = "".join(
            f'<li><a class="pagenav" href="/{section}{f"?start={(other - 1) * self.per_page}" if other > 1 else "?limitstart=0"}">{other}</a></li>'
            if other != number
            else f'<li class="active"><span>{other}</span></li>'
            for other in range(1, pages + 1)
        )
        feeds = "".join(
            f'<link href="/{section}?format=feed&amp;type={kind}" rel="alternate" type="application/{kind}+xml" />'
            for kind in ("rss", "atom")
        )
        body = f'<div id="k2Container" class="itemListView"><div class="itemListCategory"><h2>{self.sections[section]}</h2></div>{entries}<div class="k2Pagination"><ul class="pagination">{numbers}</ul>Trang {number} trong tổng số {pages}</div></div>'
        return Served(
            self.html(self._frame(self.sections[section], body, feeds)),
            "section" if number == 1 else "list",
            f"{section} {number}",
        )

    def _entry(self, story: Story, section: str) -> str:
        address = f"/{section if section in story.sections else story.sections[0]}/item/{story.number}-{story.slug}"
        return (
            f'<div class="catItemView groupPrimary"><div class="catItemHeader"><h3 class="catItemTitle"><a href="{address}">{story.title}</a></h3></div>'
            f'<div class="catItemImageBlock"><a href="{address}"><img src="/media/k2/items/cache/{story.number}_S.jpg" alt="{story.title}" /></a></div>'
            f'<div class="catItemIntroText"><p>{story.lead}</p></div><a class="k2ReadMore" href="{address}">Xem thêm...</a></div>'
        )

    def _content(self, story: Story) -> str:
        moment = story.published
        stamp = f"{_DAYS[moment.weekday()]}, {moment:%d} Tháng {moment.month} {moment.year} {moment:%H:%M}"
        blocks = "".join(self._block(block) for block in story.blocks)
        return (
            f'<div class="itemHeader"><span class="itemDateCreated">{stamp}</span><h2 class="itemTitle">{story.title}</h2><span class="itemAuthor">Viết bởi <a rel="author" href="/tin-tuc/itemlist/user/42-bbt">Ban biên tập</a></span></div>'
            f'<div class="itemBody"><div class="itemIntroText"><p style="text-align: justify;"><strong>{story.lead}</strong></p></div><div class="itemFullText">{blocks}'
            f'<p style="text-align: right;"><strong>{story.author}</strong></p></div></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<p class="chu-thich" style="text-align: center;">{block.caption}</p>' if block.caption else ""
            return f'<p style="text-align: center;"><img src="{block.image}" alt="" width="600" height="400" /></p>{caption}'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'class="table table-bordered"')
        return (
            f"<h4>{block.text}</h4>" if block.kind == "heading" else f'<p style="text-align: justify;">{block.text}</p>'
        )

    def _detail(self, story: Story) -> str:
        address, section = self.address(story), story.sections[0]
        mail = base64.b64encode((self.origin + address).encode()).decode()
        files = bullets(
            f'<a href="/{section}/item/download/{story.number}_{name}">{label}</a>' for name, label in story.files
        )

        def near(title: str, stories: list[Story]) -> str:
            return f"<h4>{title}</h4>" + bullets(
                f'<a href="{self.address(one)}">{one.title}</a> - {one.published:%d/%m/%Y %H:%M}' for one in stories
            )

        return (
            f'<div id="k2Container" class="itemView"><span class="itemCategory">Chuyên mục <a href="/{section}">{self.sections[section]}</a></span><div class="itemToolbar"><ul><li>cỡ chữ</li>'
            f'<li><a class="itemPrintLink" rel="nofollow" href="{address}?tmpl=component&amp;print=1">In</a></li><li><a class="itemEmailLink" rel="nofollow" href="/component/mailto/?tmpl=component&amp;template=ja&amp;link={mail}">Email</a></li></ul></div>'
            f'{self._content(story)}<div class="itemRatingBlock">Đánh giá mục này (0 bình chọn)</div><span class="itemHits">Đọc {story.views} lần</span>'
            f'{f"<div class=itemAttachmentsBlock>Tải xuống: {files}</div>" if story.files else ""}<div class="itemTagsBlock">Từ khóa <a href="/tin-tuc/itemlist/tag/{story.tag}">{story.tag}</a></div>'
            f'<div class="itemRelated">{near("Tin mới hơn:", self.newer(story, 3))}{near("Tin cũ hơn:", self.older(story, 4))}</div>'
            f'<a class="itemBackToTop" href="{address}#startOfPageId{story.number}">Trở lại đầu trang</a><div class="itemComments">Đăng nhập để gửi ý kiến</div></div>'
        )

    def _other(self, path: str) -> Served:
        if match := re.fullmatch(
            r"/tin-tuc/itemlist/(?:user/42-bbt|tag/([^/]{1,60})|date/(\d{4})/(\d{1,2})/(\d{1,2}))", path
        ):
            found = [one for one in self.sorted() if match[1] in (None, one.tag)]
            if match[2]:
                found = [
                    one
                    for one in found
                    if f"{one.published.year}/{one.published.month}/{one.published.day}" == "/".join(match.groups()[1:])
                ]
            body = '<div id="k2Container">' + "".join(self._entry(one, one.sections[0]) for one in found[:9]) + "</div>"
            return Served(self.html(self._frame("Hiển thị các mục", body)), "other", path)
        if path == "/component/mailto/":
            return Served(
                self.html("<html><body><h2>Gửi email cho bạn bè.</h2><form></form></body></html>"), "other", "mailto"
            )
        if path == "/van-ban":
            rows = register(
                self._documents, lambda one: f"/van-ban/{one.number}-{one.symbol.lower().replace('/', '-')}"
            )
            return Served(
                self.html(self._frame("Văn bản", "<h1>Văn bản chỉ đạo</h1>" + table(rows, 'class="category table"'))),
                "section",
                "laws",
            )
        for one in self._documents:
            if path.startswith(f"/van-ban/{one.number}-"):
                file = f'<a href="/images/vb/{one.number}.pdf">Tải về</a>'
                rows = table(properties(one, "Đảng ủy phường Cầu Mới", file))
                return Served(
                    self.html(self._frame(one.symbol, f"<h2>{one.kind} {one.symbol}</h2>{rows}")),
                    "document",
                    str(one.number),
                )
        if path.strip("/") in _PAGES:
            title = _PAGES[path.strip("/")]
            text = standing_page(title, _LOCALITY.unit, _LOCALITY.people)
            return Served(
                self.html(self._frame(title, f'<div class="item-page"><h2>{title}</h2>{text}</div>')), "other", path
            )
        return self._missing()

    def _missing(self) -> Served:
        return Served(
            self.html(
                "<!DOCTYPE html><html><head><title>404 - Lỗi</title></head><body><h1>404</h1><p>Không tìm thấy bài viết</p></body></html>",
                404,
            ),
            "missing",
        )

    def _home(self) -> str:
        boxes = "".join(
            f'<div class="module"><h3><a href="/{key}">{name}</a></h3>'
            + "".join(self._entry(one, key) for one in self.sorted(key)[:3])
            + "</div>"
            for key, name in self.sections.items()
        )
        feeds = "".join(
            f'<link href="/?format=feed&amp;type={kind}" rel="alternate" type="application/{kind}+xml" title="{kind}" />'
            for kind in ("rss", "atom")
        )
        return self._frame("Trang chủ", boxes, feeds)

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(
            f'<li class="item-{number}"><a href="/{key}">{self.sections[key]}</a></li>'
            for key, number in _CATEGORIES.items()
        )
        menu += "".join(
            f'<li><a href="/{key}">{name}</a></li>' for key, name in (_PAGES | {"van-ban": "Văn bản"}).items()
        )
        popular = bullets(
            f'<a href="/component/k2/item/{one.number}-{one.slug}">{one.title}</a>'
            for one in sorted(self.stories.values(), key=lambda one: -one.views)[:5]
        )
        days = links(
            (
                (f"/tin-tuc/itemlist/date/{self.now.year}/{self.now.month}/{day}", str(day))
                for day in range(1, 31)
                if any(
                    (one.published.month, one.published.day, one.published.year) == (self.now.month, day, self.now.year)
                    for one in self.stories.values()
                )
            ),
            " ",
        )
        return (
            f'<!DOCTYPE html><html xml:lang="vi-vn" lang="vi-vn"><head><base href="{self.origin}/" /><meta charset="utf-8" /><meta name="generator" content="Joomla! - Open Source Content Management" /><title>{title}</title>{head}</head>'
            f'<body class="site com_k2"><div class="header"><a href="/">ĐẢNG BỘ PHƯỜNG CẦU MỚI</a> <span>Hôm nay: {self.now:%d/%m/%Y}</span></div><div class="navigation"><ul class="nav menu"><li><a href="/">Trang chủ</a></li>{menu}</ul></div>'
            f'<div class="row-fluid"><main id="content" class="span9">{body}</main><div id="aside" class="span3"><div class="module"><h3>Đọc nhiều</h3>{popular}</div><div class="k2CalendarBlock">{days}</div>'
            '<div class="module"><h3>Liên kết</h3><a href="http://quan.example/tin-tuc/item/1-abc">Quận ủy</a> <a href="/tin-tuc/item/12-thong-bao">Thông báo</a></div></div></div>'
            f"<footer>© 2025 Đảng bộ phường Cầu Mới. Lượt truy cập: {self.hit()}</footer></body></html>"
        )
