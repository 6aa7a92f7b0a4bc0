# ruff: noqa: E501 - markup as the system writes it
"""A ward's portal in Drupal 10: ``/vi/tin-tuc/<words>`` for ``/vi/node/N``, lists ``?page=N`` that begin with 0.

Sections are ``/vi/chuyen-muc/<words>`` and ``/vi/taxonomy/term/N``; feeds hold ten. The sitemap is an index by pages and
names addresses in both languages: what has no translation is answered under ``/en/`` in Vietnamese. Lists can be sorted
and filtered by address, there is an archive by month, an endless calendar, and links to log in and to comment carry
``?destination=``. Section 9 stands in no menu, only in the sitemap.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from html import escape
from typing import ClassVar

from tests.portals.server import Reply, redirect
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Role, Served, Site, rss, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND phường Nam Thạch",
    ("phường Nam Thạch", "xã Cẩm Duệ Hạ", "phường Trung Lương Đông", "xã Hương Bình Thượng", "xã Gia Phố Mới"),
    ("tổ dân phố Đông Quế", "thôn Tân Hòa Nam", "xóm Bãi Sậy", "tổ dân phố 9", "thôn Vĩnh Cần", "xóm Mới Làng Chài"),
    ("Bùi Khắc Nhượng", "Phan Thị Lài", "Đặng Trọng Vinh", "Cao Thị Mận"),
)
_CLOSED = "9"
_PAGES = {"gioi-thieu-chung": "Giới thiệu chung", "bo-may-to-chuc": "Bộ máy tổ chức", "lien-he": "Liên hệ"}
_SLUGS = {"1": "tin-hoat-dong", "2": "xay-dung-dang", "4": "kinh-te", "5": "van-hoa-xa-hoi", "7": "thong-bao", "9": "luu-tru"}  # fmt: skip
_MONTH = re.compile(r"/luu-tru-tin/(\d{4})(\d{2})")
_SITEMAP_PAGE = 60


class DrupalWard(Site):
    """The portal of a made-up ward, with 170 articles."""

    name = "drupal"
    sections: ClassVar[dict[str, str]] = {
        "1": "Tin hoạt động",
        "2": "Xây dựng Đảng",
        "4": "Kinh tế",
        "5": "Văn hóa - Xã hội",
        "7": "Thông báo",
        _CLOSED: "Lưu trữ",
    }
    conditional = True

    def __init__(self) -> None:
        self._newsroom = Newsroom(
            _LOCALITY, "/sites/default/files/styles/large/public/2025-05/{number}_{place}.jpg?itok=Qx7"
        )
        keys = [key for key in self.sections if key != _CLOSED]
        stories = []
        for place, moment in enumerate(calendar("drupal", 170)):
            own = [keys[0] if place % 2 else keys[1 + place // 2 % 4]] if place < 158 else [_CLOSED]
            if place % 9 == 4 and own != [_CLOSED]:
                own.append(keys[(keys.index(own[0]) + 1) % len(keys)])
            stories.append(self._newsroom.write(3900 - 5 * place, moment, own))
        stories[10].pinned = True
        super().__init__(stories)
        self._documents = documents(25, "Bùi Khắc Nhượng")
        self._slugs = {story.slug: story.number for story in stories}

    def address(self, story: Story) -> str:
        self._slugs[story.slug] = story.number
        return f"/vi/tin-tuc/{story.slug}"

    def _listed(self, section: str) -> str:
        return f"/vi/chuyen-muc/{_SLUGS[section]}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Bài viết liên quan", "Đăng nhập", "Đọc nhiều nhất", "Bản quyền thuộc về", "Thư viện ảnh")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            body = f"User-agent: *\nDisallow: /admin/\nDisallow: /search/\nDisallow: /user/login\nSitemap: {self.origin}/sitemap.xml\n"
            return Served(Reply(body.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        if path == "/":
            return Served(redirect("/vi", 302), "door")
        if path == "/sitemap.xml":
            return self._sitemap(query)
        if path == "/vi/rss.xml" or (path.startswith("/vi/taxonomy/term/") and path.endswith("/feed")):
            section = None if path == "/vi/rss.xml" else path.split("/")[4]
            return Served(self.xml(rss(self, "Nam Thạch", self.sorted(section)[:10])), "feed", str(section))
        language, _, rest = path.removeprefix("/").partition("/")
        if language not in ("vi", "en"):
            return self._missing()
        if not rest and language == "vi":
            return Served(self.html(self._home()), "home")
        return self._page(language, f"/{rest}", query)

    def _page(self, language: str, path: str, query: dict[str, str]) -> Served:
        if story := self._story(path):
            head = f'<link rel="canonical" href="{self.origin}{self.address(story)}" /><link rel="shortlink" href="{self.origin}/vi/node/{story.number}" />'
            page = self._frame(story.title, self._detail(story), head, language)
            return Served(self.html(page), "article", str(story.number))
        if path.startswith(("/chuyen-muc/", "/taxonomy/term/")):
            last = path.rpartition("/")[2]
            section = (
                last
                if path.startswith("/taxonomy")
                else next((key for key, slug in _SLUGS.items() if slug == last), "")
            )
            if section in self.sections:
                return self._list(section, language, query)
        if path == "/van-ban" or path.startswith("/van-ban/"):
            return self._laws(language, path, query)
        if match := _MONTH.fullmatch(path):
            return self._archive(match[1], match[2])
        if path.startswith("/lich/"):
            return self._calendar(path.removeprefix("/lich/"))
        return self._other(language, path)

    def _story(self, path: str) -> Story | None:
        kind, _, last = path.rpartition("/")
        if kind == "/tin-tuc":
            return self.stories.get(self._slugs.get(last, 0))
        return self.stories.get(int(last)) if kind in ("/node", "/print/node") and last.isdigit() else None

    def _other(self, language: str, path: str) -> Served:
        slug = path.removeprefix("/")
        if slug in _PAGES:
            text = standing_page(_PAGES[slug], _LOCALITY.unit, _LOCALITY.people)
            body = f'<h1 class="page-title">{_PAGES[slug]}</h1><div class="field--name-body">{text}</div>'
            return Served(self.html(self._frame(_PAGES[slug], body, "", language)), "other", path)
        if path.startswith("/tu-khoa/"):
            found = [one for one in self.sorted() if one.tag.replace(" ", "-") == path.removeprefix("/tu-khoa/")][:10]
            body = f'<h1 class="page-title">{escape(slug)}</h1>{"".join(map(self._teaser, found))}'
            return Served(self.html(self._frame("Từ khóa", body, "", language)), "other", path)
        if path in ("/user/login", "/") or path.startswith("/comment/reply/"):
            form = '<h1 class="page-title">Đăng nhập</h1><form method="post"><input name="name"><input type="password" name="pass"></form>'
            return Served(self.html(self._frame("Đăng nhập", form, "", language)), "other", path)
        return self._missing()

    def _missing(self) -> Served:
        body = '<h1 class="page-title">Không tìm thấy trang</h1><p>Trang được yêu cầu không thể tìm thấy.</p>'
        return Served(self.html(self._frame("Không tìm thấy trang", body), 404), "missing")

    def _sitemap(self, query: dict[str, str]) -> Served:
        entries = [(f"{self.origin}/{language}/{page}", "") for page in _PAGES for language in ("vi", "en")]
        for story in self.sorted():
            changed = f"{story.published:%Y-%m-%dT%H:%M}+07:00"
            entries += [(self.origin + self.address(story), changed)]
            entries += [(f"{self.origin}/en/node/{story.number}", changed)] if story.number % 2 else []
        pages = -(-len(entries) // _SITEMAP_PAGE)
        asked = query.get("page", "")
        if not asked:
            parts = "".join(
                f"<sitemap><loc>{self.origin}/sitemap.xml?page={number}</loc></sitemap>"
                for number in range(1, pages + 1)
            )
            body = f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
            return Served(self.xml(body), "sitemap", "index")
        if not asked.isdigit() or not 0 < int(asked) <= pages:
            return self._missing()
        number = int(asked)
        return Served(
            self.xml(urlset(entries[(number - 1) * _SITEMAP_PAGE : number * _SITEMAP_PAGE])), "sitemap", asked
        )

    def _list(self, section: str, language: str, query: dict[str, str]) -> Served:
        number = int(query.get("page", "0")) + 1 if query.get("page", "0").isdigit() else 1
        plain = not set(query) - {"page"} and language == "vi"
        stories, pages = self.page_of(section, number)
        if query.get("sort_by"):
            ordered = sorted(
                self.sorted(section), key=lambda one: one.title if query["sort_by"] == "title" else str(one.views)
            )
            stories = ordered[(number - 1) * self.per_page : number * self.per_page]
        kept = "".join(f"{name}={escape(value)}&amp;" for name, value in query.items() if name != "page")
        items = "".join(
            f'<li class="pager__item{" is-active" if other == number else ""}"><a href="?{kept}page={other - 1}" title="Trang {other}"><span class="visually-hidden">Trang</span>{other}</a></li>'
            for other in range(max(1, number - 4), min(pages, number + 4) + 1)
        )
        if number < pages:
            items += f'<li class="pager__item pager__item--next"><a href="?{kept}page={number}" rel="next">››</a></li><li class="pager__item pager__item--last"><a href="?{kept}page={pages - 1}">Cuối »</a></li>'
        sorting = " ".join(
            f'<a href="?sort_by={key}&amp;sort_order={order}">{name}</a>'
            for key, name in (("title", "Tiêu đề"), ("created", "Ngày đăng"), ("totalcount", "Lượt xem"))
            for order in ("ASC", "DESC")
        )
        feed = f'<a href="/vi/taxonomy/term/{section}/feed" class="feed-icon">Đăng ký nhận RSS</a>'
        body = (
            f'<h1 class="page-title">{self.sections[section]}</h1><div class="views-exposed-form">{sorting}</div><div class="views-element-container"><div class="view-content">{"".join(map(self._teaser, stories))}</div>'
            f'<nav class="pager" role="navigation"><ul class="pager__items">{items}</ul></nav></div>{feed}'
        )
        role: Role = "other" if not plain or not stories else "section" if number == 1 else "list"
        page = self._frame(
            self.sections[section],
            body,
            f'<link rel="canonical" href="{self.origin}{self._listed(section)}" />',
            language,
        )
        return Served(self.html(page), role, f"{language} {section} {number} {kept}")

    def _teaser(self, story: Story) -> str:
        return (
            f'<div class="views-row"><article class="node node--type-article node--view-mode-teaser"><h2><a href="{self.address(story)}" rel="bookmark"><span>{story.title}</span></a></h2>'
            f'<div class="node__meta">{story.published:%d/%m/%Y}</div><p>{story.lead[:140]}…</p><ul class="links inline"><li class="node-readmore"><a href="{self.address(story)}" rel="tag">Đọc thêm<span class="visually-hidden"> về {story.title}</span></a></li>'
            f'<li class="comment-forbidden"><a href="/vi/user/login?destination=/vi/node/{story.number}%23comment-form">Đăng nhập</a> để gửi bình luận</li></ul></article></div>'
        )

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            image = (
                f'<img alt="" data-entity-type="file" src="{block.image}" width="800" height="533" loading="lazy" />'
            )
            return f'<figure role="group" class="caption caption-img align-center">{image}{f"<figcaption>{block.caption}</figcaption>" if block.caption else ""}</figure>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, "")
        return (
            f"<h3>{block.text}</h3>" if block.kind == "heading" else f'<p class="text-align-justify">{block.text}</p>'
        )

    def _detail(self, story: Story) -> str:
        section = story.sections[0]
        trail = f'<nav class="breadcrumb"><ol><li><a href="/vi">Trang chủ</a></li><li><a href="{self._listed(section)}">{self.sections[section]}</a></li></ol></nav>'
        terms = "".join(
            f'<div class="field__item"><a href="{self._listed(key)}" hreflang="vi">{self.sections[key]}</a></div>'
            for key in story.sections
        )
        related = bullets(
            f'<a href="/vi/node/{one.number}" hreflang="vi">{one.title}</a>' for one in self.older(story, 5)
        )
        files = "".join(
            f'<span class="file file--mime-application-pdf"><a href="/sites/default/files/{name}" type="application/pdf">{label}</a></span>'
            for name, label in story.files
        )
        return (
            f'{trail}<h1 class="page-title"><span class="field field--name-title field--type-string">{story.title}</span></h1><article class="node node--type-article node--view-mode-full"><div class="node__meta"><span>Gửi bởi <span>{story.author}</span></span> <time datetime="{story.published:%Y-%m-%dT%H:%M:00}+07:00">{story.published:%d/%m/%Y - %H:%M}</time></div>'
            f'<div class="node__content"><div class="field field--name-field-sapo field__item"><p>{story.lead}</p></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{"".join(map(self._block, story.blocks))}</div>{files}'
            f'<div class="field field--name-field-chuyen-muc">{terms}</div><div class="field field--name-field-tags"><a href="/vi/tu-khoa/{story.tag.replace(" ", "-")}">{story.tag}</a></div>'
            f'<ul class="links inline"><li><a href="/vi/print/node/{story.number}">In</a></li><li><a href="/vi/comment/reply/node/{story.number}/comment">Bình luận</a></li><li><a href="/vi/user/login?destination=/vi/tin-tuc/{story.slug}">Đăng nhập</a></li></ul></div></article>'
            f'<div class="block-views"><h2>Bài viết liên quan</h2>{related}</div>'
        )

    def _archive(self, year: str, month: str) -> Served:
        found = [one for one in self.sorted() if f"{one.published:%Y%m}" == year + month]
        body = f'<h1 class="page-title">Tháng {month}/{year}</h1>{"".join(map(self._teaser, found))}'
        return Served(self.html(self._frame("Lưu trữ tin", body)), "other", f"month {year}{month}")

    def _calendar(self, asked: str) -> Served:
        try:
            day = date.fromisoformat(asked)
        except ValueError:
            return self._missing()
        around = "".join(
            f'<a href="/vi/lich/{day + timedelta(days=step)}">{day + timedelta(days=step):%d/%m}</a> '
            for step in (-30, -7, -1, 1, 7, 30)
        )
        body = f'<h1 class="page-title">Lịch ngày {day:%d/%m/%Y}</h1>{table([("Sáng", "Giao ban"), ("Chiều", "Tiếp dân")], "")}{around}'
        return Served(self.html(self._frame("Lịch", body)), "other", f"day {day}")

    def _laws(self, language: str, path: str, query: dict[str, str]) -> Served:
        for one in self._documents:
            if path == f"/van-ban/{one.number}":
                rows = table(
                    properties(
                        one, "UBND phường Nam Thạch", f'<a href="/sites/default/files/vb/{one.number}.pdf">Tệp</a>'
                    ),
                    "",
                )
                return Served(
                    self.html(self._frame(one.symbol, f'<h1 class="page-title">{one.kind} {one.symbol}</h1>{rows}')),
                    "document",
                    str(one.number),
                )
        number = int(query.get("page", "0")) + 1 if query.get("page", "0").isdigit() else 1
        shown = self._documents[number * 10 - 10 : number * 10]
        pager = "".join(f'<a href="?page={other}">{other + 1}</a> ' for other in range(-(-len(self._documents) // 10)))
        rows = register(shown, lambda one: f"/vi/van-ban/{one.number}")
        role: Role = "other" if not shown or language == "en" else "section" if number == 1 else "list"
        page = self._frame(
            "Văn bản", f'<h1 class="page-title">Văn bản</h1>{rows}<nav class="pager">{pager}</nav>', "", language
        )
        return Served(self.html(page), role, f"{language} laws {number}") if path == "/van-ban" else self._missing()

    def _home(self) -> str:
        boxes = "".join(
            f'<section class="block"><h2><a href="/vi/taxonomy/term/{key}">{name}</a></h2>{"".join(self._teaser(one) for one in self.sorted(key)[:3])}</section>'
            for key, name in self.sections.items()
            if key != _CLOSED
        )
        return self._frame("Trang chủ", boxes, '<link rel="alternate" type="application/rss+xml" href="/vi/rss.xml" />')

    def _frame(self, title: str, body: str, head: str = "", language: str = "vi") -> str:
        menu = "".join(
            f'<li><a href="{self._listed(key)}">{name}</a></li>'
            for key, name in self.sections.items()
            if key != _CLOSED
        )
        menu += "".join(f'<li><a href="/vi/{page}">{name}</a></li>' for page, name in _PAGES.items())
        read = bullets(
            f'<a href="{self.address(one)}">{one.title}</a>'
            for one in sorted(self.stories.values(), key=lambda one: -one.views)[:4] + self.pinned()
        )
        months = bullets(
            f'<a href="/vi/luu-tru-tin/2025{month:02}">Tháng {month} năm 2025</a>' for month in range(1, 7)
        )
        return (
            f'<!DOCTYPE html><html lang="{language}" dir="ltr" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" /><title>{title} | Phường Nam Thạch</title>{head}</head>'
            f'<body class="path-node"><a href="#main-content" class="visually-hidden focusable">Chuyển đến nội dung chính</a><header><a href="/vi" rel="home">Trang thông tin điện tử phường Nam Thạch</a><ul class="language-switcher"><li><a href="/vi" hreflang="vi">Tiếng Việt</a></li><li><a href="/en" hreflang="en">English</a></li></ul><nav><ul class="menu">{menu}<li><a href="/vi/van-ban">Văn bản</a></li></ul></nav></header>'
            f'<main><a id="main-content"></a><div class="layout-content">{body}</div><aside><h2>Đọc nhiều nhất</h2>{read}<h2>Lưu trữ</h2>{months}<h2>Thư viện ảnh</h2><a href="/vi/lich/{self.now:%Y-%m-%d}">Lịch</a><a href="/vi/user/login?destination=/vi">Đăng nhập</a></aside></main>'
            '<footer>Bản quyền thuộc về UBND phường Nam Thạch. <a href="https://www.drupal.org">Drupal</a></footer></body></html>'
        )
