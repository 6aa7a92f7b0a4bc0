# ruff: noqa: E501 - markup as the system writes it
"""A commune on NukeViet 4 with a theme of its own: ``/vi/news/<section>/<slug>-<id>.html``, ``/page-N/``.

Every article can be asked for under each of its sections (the page names the main one as canonical), printed, saved,
and switched to another theme. The sitemap holds the newest only; the pages of a section's list hold all.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import ClassVar

from tests.portals.server import Reply, redirect
from tests.sites.documents import Document, documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Served, Site, rss, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND xã Đồng Mây",
    ("xã Đồng Mây", "xã Cẩm Thạch Hạ", "xã Suối Lim", "xã Yên Quảng", "xã Trà Bồng Thượng"),
    ("thôn Đồng Rọc", "thôn Bến Sứ", "thôn Làng Vạc", "xóm Gò Chè", "thôn Ao Sen", "xóm Núi Bút", "thôn Cầu Đá"),
    ("Hà Quang Tiệp", "Bùi Thị Nhẫn", "Lường Văn Sách", "Cao Đức Tuệ"),
)
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_ARTICLE = re.compile(r"/vi/news/(?:(print|savefile)/)?([a-z-]{1,40})/([a-z0-9-]{1,200})-(\d{1,6})\.html")
_LIST = re.compile(r"/vi/news/([a-z-]{1,40})/(?:page-(\d{1,3})/)?")
_PAGES = {
    "/vi/about/gioi-thieu-chung.html": "Giới thiệu chung",
    "/vi/about/co-cau-to-chuc.html": "Cơ cấu tổ chức",
    "/vi/contact/": "Liên hệ",
    "/vi/voting/": "Thăm dò ý kiến",
    "/vi/videoclips/": "Video",
    "/vi/photos/": "Thư viện ảnh",
}


class NukeVietCommune(Site):
    """The portal of a made-up commune."""

    name = "nukeviet"
    sections: ClassVar[dict[str, str]] = {
        "tin-trong-xa": "Tin trong xã",
        "kinh-te-nong-nghiep": "Kinh tế - Nông nghiệp",
        "van-hoa-xa-hoi": "Văn hóa - Xã hội",
        "giao-duc": "Giáo dục",
        "an-ninh-quoc-phong": "An ninh - Quốc phòng",
        "xay-dung-dang": "Xây dựng Đảng",
    }
    per_page = 8

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/uploads/news/2025_03/anh-{number}-{place}.jpg")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("nukeviet", 96)):
            own = [keys[0] if place % 2 else keys[1 + place // 2 % 5]]
            if place % 9 == 4:
                own.append(keys[(keys.index(own[0]) + 2) % len(keys)])
            stories.append(self._newsroom.write(400 - place, moment, own))
        stories[20].pinned = True
        super().__init__(stories)
        self._documents = documents(6, "Hà Quang Tiệp")

    def address(self, story: Story) -> str:
        return f"/vi/news/{story.sections[0]}/{story.slug}-{story.number}.html"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Những tin mới hơn", "Tổng số điểm của bài viết", "Ý kiến bạn đọc", "Liên kết website", "Mã an toàn")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        theme = {"nvvithemever"} & set(query)
        if path == "/":
            return Served(redirect("/vi/", 302), "door")
        if theme:
            return Served(redirect(path, 302), "other", path)
        if path == "/robots.txt":
            return Served(self._robots(), "robots")
        if path in ("/sitemap.xml", "/sitemap-news.xml"):
            return Served(self.xml(self._sitemap(path)), "sitemap", path)
        if path == "/vi/":
            return Served(self.html(self._home()), "home")
        if match := _ARTICLE.fullmatch(path):
            return self._article(path, match)
        if match := re.fullmatch(r"/vi/news/rss/(?:([a-z-]{1,40})/)?", path):
            return self._feed(match[1])
        if match := _LIST.fullmatch(path):
            return self._list(match[1], int(match[2] or 1))
        return self._other(path)

    def _robots(self) -> Reply:
        lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /vi/users/", "Disallow: /vi/seek/"]
        body = "\n".join([*lines, f"Sitemap: {self.origin}/sitemap.xml", ""])
        return Reply(body.encode(), 200, {"Content-Type": "text/plain"})

    def _sitemap(self, path: str) -> str:
        if path == "/sitemap-news.xml":
            newest = self.sorted()[:30]
            return urlset(
                [(self.origin + self.address(one), f"{one.published:%Y-%m-%dT%H:%M:%S}+07:00") for one in newest]
            )
        return (
            '<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{self.origin}/sitemap-news.xml</loc></sitemap></sitemapindex>"
        )

    def _feed(self, section: str | None) -> Served:
        if section is None:
            links = "".join(f'<li><a href="/vi/news/rss/{key}/">{name}</a></li>' for key, name in self.sections.items())
            return Served(self.html(self._frame("RSS-feeds", f"<h1>RSS-feeds</h1><ul>{links}</ul>")), "other", "rss")
        if section not in self.sections:
            return self._missing()
        return Served(self.xml(rss(self, self.sections[section], self.sorted(section)[:10])), "feed", section)

    def _list(self, section: str, number: int) -> Served:
        if section not in self.sections:
            return self._missing()
        stories, pages = self.page_of(section, number)
        if not stories:
            return self._missing()
        base = f"/vi/news/{section}/"
        numbers = "".join(
            f'<li class="{"active" if other == number else ""}"><a href="{base}{f"page-{other}/" if other > 1 else ""}">'
            f"{other}</a></li>"
            for other in range(1, pages + 1)
            if abs(other - number) < 4 or other in (1, pages)
        )
        entries = "".join(self._entry(story, section) for story in self.pinned() + stories)
        body = (
            f'<div class="news_column"><h1 class="cattitle">{self.sections[section]}</h1>{entries}</div>'
            f'<div class="text-center"><ul class="pagination">{numbers}</ul></div>'
        )
        page = self._frame(self.sections[section] + (f" - Trang {number}" if number > 1 else ""), body)
        return Served(self.html(page), "section" if number == 1 else "list", f"{section} {number}")

    def _entry(self, story: Story, section: str) -> str:
        key = section if section in story.sections else story.sections[0]
        address = f"/vi/news/{key}/{story.slug}-{story.number}.html"
        return (
            f'<div class="panel panel-default clearfix"><div class="panel-body"><a href="{address}" title="{story.title}">'
            f'<img src="/assets/news/thumb-{story.number}.jpg" alt="{story.title}" class="img-thumbnail pull-left" width="100">'
            f'</a><h3><a href="{address}">{story.title}</a></h3><div class="text-muted"><em class="fa fa-clock-o"></em> '
            f"{story.published:%d/%m/%Y %H:%M:%S} <em>Đã xem: {story.views}</em></div>{story.lead[:90]}...</div></div>"
        )

    def _article(self, path: str, match: re.Match[str]) -> Served:
        variant, section, slug, number = match.groups()
        story = self.stories.get(int(number))
        if story is None or story.slug != slug or section not in story.sections:
            return self._missing()
        identity = str(story.number)
        if variant == "savefile":
            headers = {
                "Content-Type": "text/html; charset=utf-8",
                "Content-Disposition": f"attachment; filename={slug}.html",
            }
            return Served(Reply(self._print(story).encode(), 200, headers), "article", identity)
        if variant == "print":
            return Served(self.html(self._print(story)), "article", identity)
        return Served(self.html(self._frame(story.title, self._detail(story), self._head(story))), "article", identity)

    def _head(self, story: Story) -> str:
        address = self.origin + self.address(story)
        return (
            f'<meta name="description" content="{escape(story.lead)}"><link rel="canonical" href="{address}">'
            f'<meta property="og:title" content="{story.title}"><meta property="og:type" content="article">'
            f'<meta property="og:url" content="{address}">'
            f'<meta property="article:published_time" content="{story.published:%Y-%m-%dEST%H:%M:%S}">'
        )

    def _print(self, story: Story) -> str:
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{story.title}</title>'
            f'<link rel="canonical" href="{self.origin}{self.address(story)}"><meta name="robots" content="noindex"></head>'
            f'<body onload="window.print()"><div id="print"><h1>{story.title}</h1><p>{self._stamp(story)}</p>'
            f"<div class=hometext>{story.lead}</div>{self._body(story)}<p>URL của bản tin này: "
            f"{self.origin}{self.address(story)}</p></div></body></html>"
        )

    def _stamp(self, story: Story) -> str:
        return f"{_DAYS[story.published.weekday()]} - {story.published:%d/%m/%Y %H:%M}"

    def _body(self, story: Story) -> str:
        return "".join(self._block(block) for block in story.blocks)

    def _block(self, block: Block) -> str:
        if block.kind == "picture":
            words = f"<figcaption>{block.caption}</figcaption>" if block.caption else ""
            image = f'<img alt="" height="420" src="{block.image}" width="700" />'
            return f'<div style="text-align:center"><figure class="image" style="display:inline-block">{image}{words}</figure></div>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return table(block.rows, 'border="1" cellpadding="0"')
        if block.kind == "heading":
            return f"<h2><strong>{block.text}</strong></h2>"
        return f'<p style="text-align: justify;"><span style="font-size:14px;">{block.text}</span></p>'

    def _detail(self, story: Story) -> str:
        section = story.sections[0]
        files = "".join(f'<li><a href="/uploads/news/{name}">{label}</a></li>' for name, label in story.files)

        def related(title: str, stories: list[Story]) -> str:
            items = "".join(
                f'<li><em class="fa fa-angle-right"></em><h4><a href="{self.address(one)}">{one.title}</a> '
                f"<em>({one.published:%d/%m/%Y})</em></h4></li>"
                for one in stories
            )
            return (
                f'<p class="h3"><strong>{title}</strong></p><ul class="detail-related related list-none">{items}</ul>'
            )

        tail = f"{section}/{story.slug}-{story.number}.html"
        return (
            f'<div class="breadcrumb"><a href="/vi/">Trang nhất</a> » <a href="/vi/news/">Tin tức</a> » '
            f'<a href="/vi/news/{section}/">{self.sections[section]}</a></div><article class="post news-detail">'
            f'<h1 class="title">{story.title}</h1><div class="meta-bar clearfix"><span class="h5">{self._stamp(story)}</span>'
            f'<ul class="tools"><li><a rel="nofollow" href="/vi/news/savefile/{tail}">Lưu bài viết này</a></li>'
            f'<li><a rel="nofollow" href="/vi/news/print/{tail}">In ra</a></li></ul></div>'
            f'<div class="hometext m-bottom" id="sapo">{story.lead}</div>'
            f'<div id="news-bodyhtml" class="bodytext margin-bottom-lg">{self._body(story)}</div>'
            + (f'<div class="attach"><strong>File đính kèm</strong><ul>{files}</ul></div>' if files else "")
            + f'<p class="h5 text-right"><strong>Tác giả: </strong>{story.author}</p></article>'
            f'<div class="news_column panel"><p>Từ khóa: <a href="/vi/news/tag/{story.tag.replace(" ", "-")}/">{story.tag}</a></p>'
            '<div id="stringrating">Tổng số điểm của bài viết là: 0 trong 0 đánh giá</div></div>'
            '<div id="idcomment"><p>Ý kiến bạn đọc</p><form><label>Mã an toàn</label><input></form></div>'
            + related("Những tin mới hơn", self.newer(story)) + related("Những tin cũ hơn", self.older(story))
        )  # fmt: skip

    def _other(self, path: str) -> Served:
        if path == "/vi/news/":
            blocks = "".join(
                f'<div class="news_column"><h2><a href="/vi/news/{key}/">{name}</a></h2>'
                + "".join(self._entry(story, key) for story in self.sorted(key)[:3]) + "</div>"
                for key, name in self.sections.items()
            )  # fmt: skip
            return Served(self.html(self._frame("Tin tức", blocks)), "section", "news")
        if match := re.fullmatch(r"/vi/news/tag/([^/]{1,60})/", path):
            tagged = [story for story in self.sorted() if story.tag.replace(" ", "-") == match[1]][:20]
            entries = "".join(self._entry(story, story.sections[0]) for story in tagged)
            return Served(self.html(self._frame(match[1], f"<h1>{match[1]}</h1>{entries}")), "other", path)
        if path == "/vi/laws/":
            lines = register(self._documents, lambda one: f"/vi/laws/detail/van-ban-{one.number}/")
            body = f"<h1>Văn bản</h1>{lines}"
            return Served(self.html(self._frame("Văn bản", body)), "section", "laws")
        for one in self._documents:
            if path == f"/vi/laws/detail/van-ban-{one.number}/":
                return Served(self.html(self._frame(one.symbol, self._document(one))), "document", str(one.number))
        if path in _PAGES:
            title = _PAGES[path]
            text = f"<h1>{title}</h1>{standing_page(title, _LOCALITY.unit, _LOCALITY.people)}"
            return Served(self.html(self._frame(title, text)), "other", path)
        return self._missing()

    def _document(self, one: Document) -> str:
        rows = properties(one, "UBND xã Đồng Mây", f'<a href="/uploads/laws/van-ban-{one.number}.pdf">Tải về</a>')
        return f"<h1>{one.kind} {one.symbol}</h1>" + table(rows, 'class="table table-striped"')

    def _missing(self) -> Served:
        body = self._frame("Lỗi", "<h1>Thông báo lỗi</h1><p>Trang bạn yêu cầu không tồn tại.</p>")
        return Served(self.html(body, 404), "missing")

    def _home(self) -> str:
        newest = "".join(self._entry(story, story.sections[0]) for story in self.pinned() + self.sorted()[:8])
        return self._frame("Trang nhất", f'<div class="news_column">{newest}</div>')

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<li><a href="/vi/news/{key}/">{name}</a></li>' for key, name in self.sections.items())
        menu += "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in _PAGES.items())
        newest = "".join(f'<li><a href="{self.address(story)}">{story.title}</a></li>' for story in self.sorted()[:5])
        return (
            '<!DOCTYPE html><html lang="vi" xmlns="http://www.w3.org/1999/xhtml" prefix="og: http://ogp.me/ns#"><head>'
            f'<meta charset="utf-8"><title>{title} - Xã Đồng Mây</title><meta name="generator" content="NukeViet v4.5">{head}'
            '<link rel="alternate" type="application/rss+xml" href="/vi/news/rss/tin-trong-xa/" title="Tin trong xã">'
            '</head><body><div id="wraper"><header><div class="logo">Trang thông tin điện tử xã Đồng Mây</div>'
            f'<div class="clock">Thứ ba, {self.now:%d/%m/%Y}</div></header><nav><ul class="nav navbar-nav">'
            f'<li><a href="/vi/">Trang nhất</a></li><li><a href="/vi/news/">Tin tức</a></li>{menu}'
            '<li><a href="/vi/laws/">Văn bản</a></li><li><a href="/vi/news/rss/">RSS</a></li>'
            f'<li><a href="/vi/users/login/">Đăng nhập</a></li></ul></nav><div class="row"><div class="col-md-16">{body}</div>'
            f'<div class="col-md-8"><div class="panel"><div class="panel-heading">Tin mới</div><ul>{newest}</ul></div>'
            '<div class="panel"><div class="panel-heading">Liên kết website</div><a href="https://tinh.example/">Cổng tỉnh</a>'
            '<a href="https://huyen.example/vi/news/tin-1.html">Huyện</a><a href="/uploads/old/thong-bao-cu.html">Báo cũ</a></div>'
            '<ul class="counter"><li>Đang truy cập <span>7</span></li><li>Hôm nay <span>312</span></li>'
            f"<li>Tổng lượt truy cập <span>{self.hit()}</span></li></ul></div></div><footer>Chịu trách nhiệm: Hà Quang Tiệp"
            '<a href="?nvvithemever=m">Giao diện di động</a><a href="?nvvithemever=d">Máy tính</a></footer></div></body></html>'
        )
