# ruff: noqa: E501 - markup as the system writes it
"""A commune's portal on a province's platform: WordPress in paths, ``/xa-dong-lam/2025/03/<words>/``, neighbours beside it.

Only ``/xa-dong-lam/`` is the portal that was asked for. The province and two more communes live on the same host, are
named on every page and write alike; the host's robots.txt names their sitemaps as well. Archives by day, month, tag and
author repeat the lists; ``?replytocom=``, ``?share=``, ``?p=``, ``/amp/``, ``/embed/``, ``/feed/`` and pages of pictures
repeat the articles. Sitemaps go by type, with ``lastmod`` of articles.
"""

from __future__ import annotations

import re
from datetime import datetime
from html import escape
from typing import ClassVar

from scraper.vietnamese import fold
from tests.portals.server import Reply, redirect
from tests.sites.markup import bullets, table
from tests.sites.site import Role, Served, Site, rss, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND xã Đông Lâm Hạ",
    ("xã Đông Lâm Hạ", "xã Xuân Cẩm Tây", "xã Hương Vĩ Mới", "xã Đồng Kỳ Thượng"),
    ("thôn Lạc Yên", "thôn Ao Gạo", "xóm Trại Chuối", "thôn Cầu Gụ", "thôn Giếng Chảnh", "xóm Đồng Tâm 2"),
    ("Giáp Văn Nhuận", "Thân Thị Luyến", "Ngụy Khắc Tại", "Đồng Thị Vinh"),
)
_BASE = "/xa-dong-lam"
_NEIGHBOURS = {"/xa-tan-hoa": "Xã Tân Hòa Đông", "/xa-phu-cuong": "Xã Phú Cường Hạ", "": "Tỉnh Bắc Lạng"}
_PAGES = {"gioi-thieu": "Giới thiệu", "bo-may-to-chuc": "Bộ máy tổ chức", "lien-he": "Liên hệ", "hoi-dap": "Hỏi đáp"}
_AUTHORS = ("admin", "vanhoaxa", "dailam")
_ARTICLE = re.compile(r"/(\d{4})/(\d{2})/([a-z0-9-]*[a-z][a-z0-9-]*)/(?:(amp|embed|feed|anh-\d)/)?")
_ARCHIVE = re.compile(r"/(?:(category|tag|author)/([a-z-]{1,60})|(\d{4}(?:/\d{2}){0,2}))/(?:page/(\d{1,3})/|(feed)/)?")


def _words(tag: str) -> str:
    return fold(tag).replace(" ", "-")


class MultisiteCommune(Site):
    """The portal of a made-up commune, with 150 articles; 90 of its neighbours and the province stand beside them."""

    name = "multisite"
    entry = f"{_BASE}/"
    sections: ClassVar[dict[str, str]] = {
        "tin-tuc-su-kien": "Tin tức - Sự kiện",
        "kinh-te-xa-hoi": "Kinh tế - Xã hội",
        "van-hoa-giao-duc": "Văn hóa - Giáo dục",
        "thong-bao": "Thông báo",
    }
    conditional = True

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/wp-content/uploads/sites/7/anh-{number}-{place}.jpg")
        keys = list(self.sections)
        stories = []
        for place, moment in enumerate(calendar("multisite", 150)):
            own = [keys[0] if place % 2 == 0 else keys[1 + place // 2 % 3]]
            if place % 5 == 3:
                own.append(keys[(keys.index(own[0]) + 1) % 4])
            stories.append(self._newsroom.write(5200 - 7 * place, moment, own))
        super().__init__(stories)
        self._beside = {base: self._other_news(base, unit) for base, unit in _NEIGHBOURS.items()}

    @staticmethod
    def _other_news(base: str, unit: str) -> list[Story]:
        place = unit[0].lower() + unit[1:]
        newsroom = Newsroom(
            Locality(f"UBND {place}", (place,), ("thôn Đông Thịnh", "thôn Tân Phú", "xóm Bãi"), ("Vi Văn Chấn",)), "/anh/{number}-{place}.jpg"
        )  # fmt: skip
        return [newsroom.write(900 - 3 * n, moment, ["tin-tuc"]) for n, moment in enumerate(calendar(base, 30))]

    def address(self, story: Story) -> str:
        return self._at(_BASE, story)

    @staticmethod
    def _at(base: str, story: Story) -> str:
        return f"{base}/{story.published:%Y/%m}/{story.slug}/"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Bài viết liên quan", "Để lại một bình luận", "Tin các xã", "Lưu trữ", "Powered by WordPress")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            maps = "".join(f"Sitemap: {self.origin}{base}/wp-sitemap.xml\n" for base in (*_NEIGHBOURS, _BASE))
            text = f"User-agent: *\nDisallow: /wp-admin/\n{maps}"
            return Served(Reply(text.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        base = next((one for one in (*_NEIGHBOURS, _BASE) if one and path.startswith(f"{one}/")), "")
        if base != _BASE:
            return self._neighbour(base, path.removeprefix(base))
        own = path.removeprefix(_BASE)
        if own == "/":
            return self._home(query)
        if own.startswith("/wp-sitemap"):
            return self._sitemap(own)
        if own in ("/feed/", "/comments/feed/"):
            return Served(self.xml(rss(self, "Xã Đông Lâm Hạ", self.sorted()[:10]), "application/rss+xml"), "feed", own)
        if match := _ARTICLE.fullmatch(own):
            return self._article(match, query)
        if match := _ARCHIVE.fullmatch(own):
            return self._archive(match)
        page = own.strip("/")
        if page in _PAGES:
            text = standing_page(_PAGES[page], _LOCALITY.unit, _LOCALITY.people)
            return Served(self.html(self._frame(_PAGES[page], f"<h1>{_PAGES[page]}</h1>{text}")), "other", page)
        if own == "/wp-json/" or own.startswith("/wp-json/oembed/"):
            return Served(Reply(b'{"name":"x"}', 200, {"Content-Type": "application/json"}), "other", "json")
        return self._missing()

    def _missing(self) -> Served:
        body = "<h1>Oops! Không tìm thấy trang.</h1><p>Có vẻ như không có gì ở đây.</p>"
        return Served(self.html(self._frame("Không tìm thấy trang", body), 404), "missing")

    def _neighbour(self, base: str, own: str) -> Served:
        """Answer for the province and the communes beside, whose news are not of this portal."""
        stories, name = self._beside[base], _NEIGHBOURS[base]
        if own == "/wp-sitemap.xml":
            role: Role = "other" if base else "sitemap"  # the host's own could name any of its pages
            return Served(self.xml(urlset([(self.origin + self._at(base, one), "") for one in stories])), role, f"sitemap {base}")  # fmt: skip
        if own == "/":
            listed = "".join(f'<h2><a href="{self._at(base, one)}">{one.title}</a></h2>' for one in stories)
            return Served(self.html(self._frame(name, listed)), "other", f"home of {name}")
        for one in stories:
            if own == self._at("", one):
                return Served(self.html(self._frame(one.title, self._text(one))), "other", f"article of {name}")
        return self._missing()

    def _sitemap(self, own: str) -> Served:
        if own == "/wp-sitemap.xml":
            parts = ("posts-post-1", "posts-page-1", "taxonomies-category-1", "taxonomies-post_tag-1", "users-1")
            named = "".join(f"<sitemap><loc>{self.origin}{_BASE}/wp-sitemap-{part}.xml</loc></sitemap>" for part in parts)  # fmt: skip
            text = f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</sitemapindex>'
            return Served(self.xml(text), "sitemap", own)
        words = sorted({_words(one.tag) for one in self.stories.values()})
        listed = {
            "/wp-sitemap-posts-post-1.xml": [(self.address(one), f"{one.published:%Y-%m-%dT%H:%M:%S}+07:00") for one in self.sorted()],
            "/wp-sitemap-posts-page-1.xml": [(f"{_BASE}/{page}/", "2024-11-02T08:00:00+07:00") for page in _PAGES],
            "/wp-sitemap-taxonomies-category-1.xml": [(f"{_BASE}/category/{key}/", "") for key in self.sections],
            "/wp-sitemap-taxonomies-post_tag-1.xml": [(f"{_BASE}/tag/{tag}/", "") for tag in words],
            "/wp-sitemap-users-1.xml": [(f"{_BASE}/author/{who}/", "") for who in _AUTHORS],
        }.get(own)  # fmt: skip
        if listed is None:
            return self._missing()
        return Served(self.xml(urlset([(self.origin + path, day) for path, day in listed])), "sitemap", own)

    def _article(self, match: re.Match[str], query: dict[str, str]) -> Served:
        year, month, slug, variant = match.groups()
        story = next((one for one in self.stories.values() if one.slug == slug), None)
        if story is None or f"{story.published:%Y/%m}" != f"{year}/{month}":
            return self._missing()
        if variant == "feed":
            return Served(self.xml(rss(self, story.title, []), "application/rss+xml"), "other", f"comments {story.number}")  # fmt: skip
        if variant and variant.startswith("anh-"):
            body = f'<h1>{variant}</h1><div class="entry-attachment"><img src="/wp-content/uploads/sites/7/{variant}.jpg" alt="" /></div>'
            return Served(self.html(self._frame(variant, body)), "other", f"picture {story.number}")
        if "share" in query:
            return Served(redirect(f"https://www.facebook.com/sharer.php?u={story.number}", 302), "other", "share")
        head = (
            f'<link rel="canonical" href="{self.origin}{self.address(story)}" /><link rel="shortlink" href="{self.origin}{_BASE}/?p={story.number}" />'
            f'<link rel="amphtml" href="{self.origin}{self.address(story)}amp/" /><link rel="alternate" type="application/rss+xml" href="{self.origin}{self.address(story)}feed/" />'
            f'<meta property="article:published_time" content="{story.published:%Y-%m-%dT%H:%M:%S}+07:00" />'
        )
        page = self._frame(story.title, self._text(story) + self._tail(story), head)
        return Served(self.html(page), "article", str(story.number))

    def _text(self, story: Story) -> str:
        blocks = "".join(self._block(block, story) for block in story.blocks)
        return (
            f'<article class="post-{story.number} post type-post hentry"><header class="entry-header"><h1 class="entry-title">{story.title}</h1><div class="entry-meta">Đăng ngày '
            f'<time class="entry-date published" datetime="{story.published:%Y-%m-%dT%H:%M:%S}+07:00">{story.published:%d/%m/%Y}</time></div></header>'
            f'<div class="entry-content"><p><strong>{story.lead}</strong></p>{blocks}</div></article>'
        )

    def _block(self, block: Block, story: Story) -> str:
        if block.kind == "picture":
            words = f'<figcaption class="wp-caption-text">{block.caption}</figcaption>' if block.caption else ""
            page = f"{self.address(story)}anh-{block.image[-5]}/"
            return f'<figure class="wp-caption aligncenter"><a href="{page}" rel="attachment wp-att-{story.number}"><img src="{block.image}" alt="" /></a>{words}</figure>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return f'<figure class="wp-block-table">{table(block.rows, "")}</figure>'
        return f"<h2>{block.text}</h2>" if block.kind == "heading" else f"<p>{block.text}</p>"

    def _tail(self, story: Story) -> str:
        here = self.address(story)
        share = "".join(f'<a href="{here}?share={net}&amp;nb=1" rel="nofollow">{net}</a>' for net in ("facebook", "twitter", "print"))  # fmt: skip
        tag, author = _words(story.tag), _AUTHORS[story.number % 3]
        related = bullets(f'<a href="{self.address(one)}">{one.title}</a>' for one in self.older(story, 3))
        comments = "".join(
            f'<li id="comment-{n}"><p>Bà con rất phấn khởi.</p><a rel="nofollow" href="{here}?replytocom={story.number}{n}#respond">Trả lời</a></li>'
            for n in range(story.number % 3)
        )
        files = "".join(f'<a href="/wp-content/uploads/sites/7/{name}">{label}</a>' for name, label in story.files)
        categories = " ".join(f'<a href="{_BASE}/category/{key}/" rel="category tag">{self.sections[key]}</a>' for key in story.sections)  # fmt: skip
        return (
            f'{files}<div class="sharedaddy">{share}</div><footer class="entry-footer">{categories} <a href="{_BASE}/tag/{tag}/" rel="tag">{story.tag}</a> <a href="{_BASE}/author/{author}/">{author}</a> '
            f'<a href="{_BASE}/{story.published:%Y/%m/%d}/">{story.published:%d/%m/%Y}</a></footer><div class="related"><h3>Bài viết liên quan</h3>{related}</div>'
            f'<ol class="comment-list">{comments}</ol><h3 id="reply-title">Để lại một bình luận</h3><form action="/wp-comments-post.php" method="post"><textarea name="comment"></textarea></form>'
        )

    def _archive(self, match: re.Match[str]) -> Served:
        kind, key, day, page, feed = match.groups()
        name = key or day
        if kind == "category" and key not in self.sections:
            return self._missing()
        found = [one for one in self.sorted() if self._belongs(one, kind, name)]
        if feed:
            role = "feed" if kind == "category" else "other"
            return Served(self.xml(rss(self, name, found[:10]), "application/rss+xml"), role, f"{kind} {name}")
        number = int(page or 1)
        shown = found[number * 10 - 10 : number * 10]
        if not shown:
            return self._missing()
        base = f"{_BASE}/{f'{kind}/' if kind else ''}{name}/"
        older = f'<a class="nav-previous" href="{base}page/{number + 1}/">Bài cũ hơn</a>' if len(found) > number * 10 else ""  # fmt: skip
        newer = f'<a class="nav-next" href="{base}{f"page/{number - 1}/" if number > 2 else ""}">Bài mới hơn</a>' if number > 1 else ""  # fmt: skip
        head = f'<link rel="alternate" type="application/rss+xml" href="{self.origin}{base}feed/" />'
        title = self.sections.get(name, name)
        body = f'<h1 class="page-title">{title}</h1>{"".join(map(self._entry, shown))}<nav class="navigation">{older}{newer}</nav>'
        role = "other" if kind != "category" else "section" if number == 1 else "list"
        return Served(self.html(self._frame(title, body, head)), role, f"{kind or 'day'} {name} {number}")

    @staticmethod
    def _belongs(story: Story, kind: str | None, name: str) -> bool:
        if kind == "category":
            return name in story.sections
        if kind == "tag":
            return _words(story.tag) == name
        if kind == "author":
            return _AUTHORS[story.number % 3] == name
        return f"{story.published:%Y/%m/%d}".startswith(name)

    def _entry(self, story: Story) -> str:
        address = self.address(story)
        return (
            f'<article class="post hentry"><h2 class="entry-title"><a href="{address}" rel="bookmark">{story.title}</a></h2><time datetime="{story.published:%Y-%m-%dT%H:%M:%S}+07:00">{story.published:%d/%m/%Y}</time>'
            f'<div class="entry-summary">{story.lead[:90]} [&hellip;] <a href="{address}#more-{story.number}">Đọc tiếp</a></div></article>'
        )

    def _home(self, query: dict[str, str]) -> Served:
        if "p" in query:
            story = self.stories.get(int(query["p"])) if query["p"].isdigit() else None
            return Served(redirect(self.address(story)), "other", "short") if story else self._missing()
        if "s" in query:
            return Served(
                self.html(self._frame("Tìm kiếm", "<h1>Kết quả tìm kiếm</h1>")), "other", f"s {escape(query['s'])}"
            )
        body = "".join(map(self._entry, self.sorted()[:10]))
        return Served(self.html(self._frame("Trang chủ", body)), "home")

    def _frame(self, title: str, body: str, head: str = "") -> str:
        menu = "".join(f'<li><a href="{_BASE}/category/{key}/">{name}</a></li>' for key, name in self.sections.items())
        menu += "".join(f'<li><a href="{_BASE}/{page}/">{name}</a></li>' for page, name in _PAGES.items())
        months = sorted({f"{one.published:%Y/%m}" for one in self.stories.values()}, reverse=True)[:14]
        archive = bullets(f'<a href="{_BASE}/{month}/">Tháng {month[5:]} {month[:4]}</a>' for month in months)
        beside = bullets(
            f'<a href="{base}/">{name}</a>: <a href="{self._at(base, self._beside[base][0])}">{self._beside[base][0].title}</a>'
            for base, name in _NEIGHBOURS.items()
        )
        newest = bullets(f'<a href="{self.address(one)}">{one.title}</a>' for one in self.sorted()[:5])
        return (
            f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8" /><meta name="generator" content="WordPress 6.4.3" /><title>{title} &#8211; Xã Đông Lâm Hạ</title>{head}'
            f'<link rel="alternate" type="application/rss+xml" href="{self.origin}{_BASE}/feed/" /><link rel="alternate" type="application/rss+xml" href="{self.origin}{_BASE}/comments/feed/" /><link rel="https://api.w.org/" href="{self.origin}{_BASE}/wp-json/" /></head><body>'
            f'<header><a href="{_BASE}/">Xã Đông Lâm Hạ</a><ul id="menu-chinh">{menu}</ul></header><main id="main">{body}</main><aside><h2>Bài viết mới</h2>{newest}<h2>Tin các xã</h2>{beside}'
            f'<h2>Lưu trữ</h2>{archive}<a href="{_BASE}/wp-login.php">Đăng nhập</a></aside><footer>Powered by WordPress</footer></body></html>'
        )
