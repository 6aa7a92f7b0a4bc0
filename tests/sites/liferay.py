# ruff: noqa: E501 - markup as the system writes it
"""A province's department on Liferay 6.2: ``/web/<site>/<section>/-/asset_publisher/<instance>/content/<slug>``.

Lists turn by ``_101_INSTANCE_..._cur``; links from them carry ``redirect=``. Every page exists again under ``/en_US/``
with the same Vietnamese words, and the link to the English version is relative, so that it leads one folder deeper
every time it is followed.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import ClassVar
from urllib.parse import quote

from tests.portals.server import redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Served, Site
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "Sở Nông nghiệp tỉnh Lam Hà",
    ("tỉnh Lam Hà", "huyện Phúc Lâm", "huyện Bắc Sơn Trung", "thành phố Lam Thành", "thị xã Cửa Vạn", "huyện Đông Trì"),
    ("xã Liên Hòa", "xã Thượng Lạc", "phường Cửa Bắc", "xã Nghĩa Thuận", "xã Mường Lát Hạ", "phường Bờ Hồ"),
    ("Vương Thế Ngọc", "Kiều Thị Oanh", "Thái Bá Lượng", "Nghiêm Xuân Đáng"),
)
_SITE = "/web/so-nong-nghiep"
_INSTANCE = {
    "tin-tuc-su-kien": "Hk3mZp01XyTq",
    "khuyen-nong": "bQ7LwEr5TyUi",
    "chan-nuoi-thu-y": "Za9SxD2cFvGb",
    "thuy-loi": "Nm4KjH8gFdSa",
    "nong-thon-moi": "Po1IuY6tReWq",
}
_PAGES = {
    "gioi-thieu": "Giới thiệu",
    "co-cau-to-chuc": "Cơ cấu tổ chức",
    "lien-he": "Liên hệ",
    "thu-vien-anh": "Thư viện ảnh",
}
_ARTICLE = re.compile(r"/([a-z-]{1,30})/-/asset_publisher/(\w{12})/content/([a-z0-9-]{1,250})")


class LiferayDepartment(Site):
    """The portal of a made-up department."""

    name = "liferay"
    sections: ClassVar[dict[str, str]] = {
        "tin-tuc-su-kien": "Tin tức - Sự kiện",
        "khuyen-nong": "Khuyến nông",
        "chan-nuoi-thu-y": "Chăn nuôi - Thú y",
        "thuy-loi": "Thủy lợi",
        "nong-thon-moi": "Nông thôn mới",
    }
    per_page = 7

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/documents/10180/22817/anh{number}_{place}.jpg?t=1748000{number}")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("liferay", 110)):
            own = [keys[0] if place % 5 < 2 else keys[1 + place % 4]]
            if place % 10 == 7:
                own.append(keys[(keys.index(own[0]) + 1) % len(keys)])
            stories.append(self._newsroom.write(900 - place, moment, own))
        stories[15].pinned = True
        super().__init__(stories)
        self._slugs = {story.slug: story for story in stories}
        self._documents = documents(7, "Vương Thế Ngọc")

    def address(self, story: Story) -> str:
        section = story.sections[0]
        return f"{_SITE}/{section}/-/asset_publisher/{_INSTANCE[section]}/content/{story.slug}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        story = self._newsroom.write(number, published, [section])
        self._slugs[story.slug] = story
        return story

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Tin liên quan khác", "Gửi email", "Số lượt xem", "Đánh giá trung bình", "Liên kết web")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/":
            return Served(redirect(_SITE, 302), "door")
        if path == "/robots.txt":
            return Served(self.html("User-agent: *\nDisallow: /c/\nDisallow: /group/\n"), "robots")
        # The language in front, and any number of them where a relative link was followed.
        inner = re.sub(r"^/(?:vi|en_US)(?=/)", "", path)
        plain = inner == path
        deeper = re.sub(r"(?:/en_US){1,60}(?=/|$)", "", inner)
        served = self._inner(deeper.removeprefix(_SITE) if deeper.startswith(_SITE) else deeper, query)
        if (plain and deeper == inner) or served.role in ("article", "document", "missing"):
            return served
        return Served(served.reply, "other", f"copy of {served.identity}")

    def _inner(self, path: str, query: dict[str, str]) -> Served:
        if path in ("", "/", "/trang-chu"):
            return Served(self.html(self._home()), "home" if path == "" else "other", path)
        if match := _ARTICLE.fullmatch(path):
            story = self._slugs.get(match[3])
            if story is None or story.number not in self.stories or match[1] not in self.sections:
                return self._missing()
            pop_up = query.get("p_p_state") == "pop_up"
            body = (
                f"<html><head><title>In</title></head><body>{self._content(story)}</body></html>"
                if pop_up
                else self._frame(path, story.title, self._detail(story, match[1]), story)
            )
            return Served(self.html(body), "article", str(story.number))
        section = path.strip("/")
        if section in self.sections:
            return self._list(section, query)
        if section == "van-ban":
            return self._laws(query.get("docid"))
        if section in _PAGES:
            text = standing_page(_PAGES[section], _LOCALITY.unit, _LOCALITY.people)
            return Served(
                self.html(self._frame(path, _PAGES[section], f"<h2>{_PAGES[section]}</h2>{text}")),
                "other",
                section,
            )
        return self._missing()

    def _missing(self) -> Served:
        return Served(
            self.html(
                self._frame("", "Trạng thái", "<h3>Không tìm thấy</h3><p>Tài nguyên được yêu cầu không tìm thấy.</p>"),
                404,
            ),
            "missing",
        )

    def _cur(self, section: str, number: int) -> str:
        portlet = f"101_INSTANCE_{_INSTANCE[section]}"
        return (
            f"{_SITE}/{section}?p_p_id={portlet}&amp;p_p_lifecycle=0&amp;p_p_state=normal&amp;p_p_mode=view&amp;p_p_col_id=column-2&amp;p_p_col_count=1"
            f"&amp;_{portlet}_delta=7&amp;_{portlet}_keywords=&amp;_{portlet}_advancedSearch=false&amp;_{portlet}_andOperator=true"
            f"&amp;p_r_p_564233524_resetCur=false&amp;_{portlet}_cur={number}"
        )

    def _list(self, section: str, query: dict[str, str]) -> Served:
        asked = query.get(f"_101_INSTANCE_{_INSTANCE[section]}_cur", "1")
        number = int(asked) if asked.isdigit() else 1
        stories, pages = self.page_of(section, number)
        number = min(number, pages)
        stories = stories or self.page_of(section, pages)[0]
        base = f"{_SITE}/{section}"
        entries = "".join(
            self._entry(story, section, f"redirect={quote(base, safe='')}&inheritRedirect=true")
            for story in self.pinned() + stories
        )
        pager = f'<li><a href="{self._cur(section, 1)}">← Đầu tiên</a></li><li><a href="{self._cur(section, max(1, number - 1))}">Trước</a></li>'
        pager += f'<li><a href="{self._cur(section, min(pages, number + 1))}">Tiếp theo</a></li><li><a href="{self._cur(section, pages)}">Cuối cùng →</a></li>'
        body = f'<div class="portlet-asset-publisher"><h1 class="portlet-title">{self.sections[section]}</h1>{entries}<ul class="pager lfr-pagination-buttons">{pager}</ul></div>'
        return Served(
            self.html(self._frame(f"/{section}", self.sections[section], body)),
            "section" if number == 1 else "list",
            f"{section} {number}",
        )

    def _entry(self, story: Story, section: str, extra: str = "") -> str:
        key = section if section in story.sections else story.sections[0]
        address = f"{_SITE}/{key}/-/asset_publisher/{_INSTANCE[key]}/content/{story.slug}" + (
            f"?{escape(extra)}" if extra else ""
        )
        return (
            f'<div class="asset-abstract"><h3 class="asset-title"><a href="{address}"><img alt="" src="/so-theme/images/file_system/small/html.png" /> {story.title}</a></h3>'
            f'<div class="assetPublishDate">{story.published:%d/%m/%Y}</div><div class="asset-summary">{story.lead} '
            f'<a href="{address}">Đọc thêm<span class="hide-accessible">Về {story.title}</span> »</a></div></div>'
        )

    def _content(self, story: Story) -> str:
        moment = story.published
        blocks = "".join(self._block(block) for block in story.blocks)
        return (
            f'<div class="asset-full-content"><h2 class="header-title"><span>{story.title}</span></h2><div class="asset-metadata"><span class="metadata-entry">Ngày đăng {moment:%d/%m/%Y} | '
            f'{moment:%I:%M %p} | Số lượt xem: {story.views}</span></div><div class="journal-content-article"><p class="sapo"><strong>{story.lead}</strong></p>{blocks}'
            f'<p style="text-align: right;"><em>{story.author}</em></p></div></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            caption = f'<p style="text-align: center;"><em>{block.caption}</em></p>' if block.caption else ""
            return f'<p style="text-align: center;"><img alt="" src="{escape(block.image)}" style="width: 640px; height: 427px;" /></p>{caption}'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'border="1" cellpadding="1" style="width:500px"')
        return (
            f'<p style="text-align: justify;"><strong>{block.text}</strong></p>'
            if block.kind == "heading"
            else f'<p style="text-align: justify;">{block.text}</p>'
        )

    def _detail(self, story: Story, section: str) -> str:
        others = "".join(
            f'<li><a href="{self.address(one)}?inheritRedirect=false">{one.title}</a> <span>({one.published:%d/%m/%Y})</span></li>'
            for one in self.newer(story, 3) + self.older(story, 4)
        )
        files = "".join(f'<li><a href="/documents/10180/{name}">{label}</a></li>' for name, label in story.files)
        return (
            f'<div class="portlet-breadcrumb"><ul class="breadcrumb"><li><a href="{_SITE}">Trang chủ</a></li><li><a href="{_SITE}/{section}">{self.sections[section]}</a></li></ul></div>'
            f'<div class="lfr-meta-actions"><a href="{self.address(story)}?p_p_id=101&amp;p_p_state=pop_up&amp;viewMode=print">In</a> <a href="javascript:;">Gửi email</a></div>'
            f"{self._content(story)}{f'<ul class=taglib-attachments>{files}</ul>' if files else ''}"
            f'<div class="taglib-ratings">Đánh giá trung bình (0 Bỏ phiếu)</div><div class="related-assets"><h4>Tin liên quan khác</h4><ul>{others}</ul></div>'
        )

    def _laws(self, number: str | None) -> Served:
        for one in self._documents:
            if number == str(one.number):
                file = f'<a href="/documents/vb{one.number}.pdf">vb{one.number}.pdf</a>'
                rows = table(properties(one, "Sở Nông nghiệp tỉnh Lam Hà", file))
                return Served(
                    self.html(self._frame("/van-ban", one.symbol, f"<h3>{one.about}</h3>{rows}")),
                    "document",
                    number,
                )
        if number:
            return self._missing()
        rows = register(self._documents, lambda one: f"{_SITE}/van-ban?docid={one.number}")
        return Served(self.html(self._frame("/van-ban", "Văn bản", "<h1>Văn bản</h1>" + rows)), "section", "laws")

    def _home(self) -> str:
        columns = "".join(
            f'<div class="portlet"><h2><a href="{_SITE}/{key}">{name}</a></h2>'
            + "".join(self._entry(one, key) for one in self.sorted(key)[:4])
            + "</div>"
            for key, name in self.sections.items()
        )
        return self._frame("", "Trang chủ", columns)

    def _frame(self, path: str, title: str, body: str, story: Story | None = None) -> str:
        head = f'<link rel="canonical" href="{self.origin}{self.address(story)}" />' if story else ""
        menu = "".join(
            f'<li><a href="{_SITE}/{key}"><span>{name}</span></a></li>'
            for key, name in (self.sections | _PAGES).items()
        )
        newest = bullets(f'<a href="{self.address(one)}">{one.title}</a>' for one in self.sorted()[:5])
        return (
            f'<!DOCTYPE html><html class="aui ltr" dir="ltr" lang="vi-VN"><head><title>{title} - Sở Nông nghiệp tỉnh Lam Hà</title><meta content="text/html; charset=UTF-8" http-equiv="content-type" />{head}</head>'
            f'<body class="yui3-skin-sam controls-visible"><div id="wrapper"><header id="banner"><a class="logo" href="{_SITE}">Sở Nông nghiệp</a><div class="lang"><a href="/vi{_SITE}{path}">Tiếng Việt</a> <a href="en_US/{path.strip("/").split("/")[0]}">English</a> <a href="/en_US{_SITE}{path}">EN</a></div>'
            f'<nav id="navigation"><ul><li><a href="{_SITE}">Trang chủ</a></li>{menu}<li><a href="{_SITE}/van-ban">Văn bản</a></li><li><a href="/c/portal/login">Đăng nhập</a></li></ul></nav></header><div id="content"><div class="columns-2"><div class="portlet-column-first">{body}</div>'
            f'<div class="portlet-column-last"><h4>Tin nổi bật</h4>{newest}<h4>Liên kết web</h4><a href="https://tinh.example/web/guest">UBND tỉnh</a><a href="{_SITE}/thong-bao-2019">Thông báo</a></div></div></div>'
            f"<footer>Sở Nông nghiệp tỉnh Lam Hà. Số lượt truy cập {self.hit()}</footer></div></body></html>"
        )
