# ruff: noqa: E501 - markup as the system writes it
"""A city's portal rendered on the server by a JavaScript framework: ``/bai-viet/<slug>-<id>``, lists with "load more".

The button of a list asks ``/api/posts?category=...&page=N``, which answers JSON that holds a piece of HTML. The sitemap
index is packed with gzip and lists tags and pages too; the articles of a closed section stand there only. English has
articles of its own under ``/en/``; each article has an AMP page.
"""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime, timedelta
from html import escape
from typing import Any, ClassVar

from tests.portals.server import Reply
from tests.sites.documents import documents
from tests.sites.markup import bullets, properties, register, table
from tests.sites.site import Served, Site, urlset
from tests.sites.standing import standing_page
from tests.sites.stories import Block, Locality, Newsroom, Story, calendar

_LOCALITY = Locality(
    "UBND thành phố Hải Vân Đông",
    ("thành phố Hải Vân Đông", "phường Sơn Trà Hạ", "phường Hòa Khê Tây", "xã Hòa Bắc Thượng", "phường Thuận An Mới"),
    ("tổ 21", "khu chung cư Bàu Sen", "thôn Phò Nam", "khu dân cư Cồn Dầu", "tổ 5 Thanh Lộc", "thôn Trường Định Hạ"),
    ("Ngô Quang Thiện", "Đoàn Thị Hạnh", "Lê Viết Cẩn", "Hồ Thị Nguyệt"),
)
_CLOSED = "phong-chong-dich"
_PAGES = {
    "/gioi-thieu": "Giới thiệu",
    "/bo-may-to-chuc": "Bộ máy tổ chức",
    "/lien-he": "Liên hệ",
    "/video": "Video",
    "/hoi-dap": "Hỏi đáp",
}
_ENGLISH = (
    "City opens new riverside park for residents", "Flower market prepares for the lunar new year", "Port handles record cargo in spring",
    "Students plant mangroves along the coast", "Free shuttle buses start on weekends", "Old lighthouse to become a museum",
)  # fmt: skip
_ARTICLE = re.compile(r"(/amp)?/bai-viet/([a-z0-9-]{1,250})-(\d{1,6})")


class NextLikeCity(Site):
    """The portal of a made-up city."""

    name = "nextlike"
    sections: ClassVar[dict[str, str]] = {
        "thoi-su": "Thời sự",
        "chinh-quyen-so": "Chính quyền số",
        "do-thi": "Đô thị",
        "van-hoa-du-lich": "Văn hóa - Du lịch",
        "an-sinh": "An sinh xã hội",
        _CLOSED: "Phòng chống dịch",
    }
    per_page = 9
    conditional = True

    def __init__(self) -> None:
        self._newsroom = Newsroom(_LOCALITY, "/storage/uploads/2025/{number}/anh-{place}.webp")
        keys = [key for key in self.sections if key != _CLOSED]
        stories = []
        for place, moment in enumerate(calendar("nextlike", 120)):
            own = [keys[0] if place % 2 else keys[1 + place // 2 % 4]] if place < 105 else [_CLOSED]
            if place % 12 == 6 and own != [_CLOSED]:
                own.append(keys[(keys.index(own[0]) + 1) % len(keys)])
            stories.append(self._newsroom.write(2210 - 4 * place, moment, own))
        stories[12].pinned = True
        super().__init__(stories)
        self._documents = documents(6, "Ngô Quang Thiện")

    def address(self, story: Story) -> str:
        return f"/bai-viet/{story.slug}-{story.number}"

    def write(self, number: int, published: datetime, section: str) -> Story:
        return self._newsroom.write(number, published, [section])

    @property
    def furniture(self) -> tuple[str, ...]:
        return ("Cùng chuyên mục", "Chia sẻ bài viết", "Đăng ký nhận tin", "Xem nhiều nhất", "Bình luận của bạn")

    def serve(self, path: str, query: dict[str, str]) -> Served:
        if path == "/robots.txt":
            body = f"User-agent: *\nDisallow: /cms/\nSitemap: {self.origin}/sitemap.xml\n"
            return Served(Reply(body.encode(), 200, {"Content-Type": "text/plain"}), "robots")
        if path == "/":
            return Served(self.html(self._home()), "home")
        if path == "/sitemap.xml" or path.startswith("/sitemaps/"):
            return self._sitemap(path)
        if match := _ARTICLE.fullmatch(path):
            story = self.stories.get(int(match[3]))
            if story is None or story.slug != match[2]:
                return self._missing()
            return Served(
                self.html(self._amp(story) if match[1] else self._detail(story)), "article", str(story.number)
            )
        if path == "/api/posts":
            return self._more(query)
        if path.startswith("/chuyen-muc/"):
            section = path.removeprefix("/chuyen-muc/")
            return self._list(section) if section in self.sections and section != _CLOSED else self._missing()
        return self._english(path) if path == "/en" or path.startswith("/en/") else self._other(path)

    def _sitemap(self, path: str) -> Served:
        def full(stories: list[Story]) -> list[tuple[str, str]]:
            return [(self.origin + self.address(one), f"{one.published:%Y-%m-%d}") for one in stories]

        tags = sorted({story.tag for story in self.stories.values()})
        parts = {
            "posts-1": full([one for one in self.sorted() if _CLOSED not in one.sections][:45]),
            "posts-2": full(self.sorted(_CLOSED)),
            "tags": [(f"{self.origin}/tu-khoa/{tag.replace(' ', '-')}", "") for tag in tags],
            "pages": [(self.origin + page, "") for page in _PAGES],
        }
        if path == "/sitemap.xml":
            entries = "".join(f"<sitemap><loc>{self.origin}/sitemaps/{name}.xml.gz</loc></sitemap>" for name in parts)
            index = f'<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'
            return Served(self.xml(index, "application/xml"), "sitemap", path)
        name = path.removeprefix("/sitemaps/").removesuffix(".xml.gz")
        if name not in parts:
            return self._missing()
        packed = gzip.compress(urlset(parts[name]).encode(), mtime=0)
        return Served(Reply(packed, 200, {"Content-Type": "application/x-gzip"}, conditional=True), "sitemap", path)

    def _list(self, section: str) -> Served:
        stories, pages = self.page_of(section, 1)
        more = (
            f'<button type="button" class="btn-load-more" data-url="/api/posts?category={section}&amp;page=2">Xem thêm</button>'
            if pages > 1
            else ""
        )
        cards = "".join(self._card(story) for story in self.pinned() + stories)
        body = f'<section class="category-page"><h1 class="category-title">{self.sections[section]}</h1><div id="post-list" class="grid">{cards}</div>{more}</section>'
        return Served(self.html(self._frame(self.sections[section], body)), "section", f"{section} 1")

    def _more(self, query: dict[str, str]) -> Served:
        section, asked = query.get("category", ""), query.get("page", "1")
        if section not in self.sections or not asked.isdigit():
            return Served(Reply(b'{"error":"not found"}', 404, {"Content-Type": "application/json"}), "missing")
        number = max(1, int(asked))
        stories, pages = self.page_of(section, number)
        following = f"/api/posts?category={section}&page={number + 1}" if number < pages else None
        body = json.dumps(
            {
                "html": "".join(self._card(one) for one in stories),
                "next_page_url": following,
                "total": len(self.sorted(section)),
            },
            ensure_ascii=False,
        )
        reply = Reply(body.encode(), 200, {"Content-Type": "application/json; charset=utf-8"}, conditional=True)
        return Served(reply, "list" if stories else "other", f"{section} {number}")

    def _card(self, story: Story) -> str:
        return (
            f'<article class="card"><a href="{self.address(story)}" class="card__thumb"><img loading="lazy" src="/storage/thumbs/{story.number}.webp" alt="{story.title}"></a>'
            f'<div class="card__body"><h3 class="card__title"><a href="{self.address(story)}">{story.title}</a></h3><time datetime="{self._utc(story)}">{story.published:%d/%m/%Y}</time><p>{story.lead}</p></div></article>'
        )

    def _utc(self, story: Story) -> str:
        return f"{story.published - timedelta(hours=7):%Y-%m-%dT%H:%M:%S}.000Z"

    def _block(self, block: Block, amp: bool = False) -> str:
        if block.kind == "picture":
            caption = f"<figcaption>{block.caption}</figcaption>" if block.caption else ""
            image = (
                f'<amp-img src="{block.image}" width="800" height="500" layout="responsive"></amp-img>'
                if amp
                else f'<img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{block.image}" alt="">'
            )
            return f'<figure class="post-image">{image}{caption}</figure>'
        if block.kind == "list":
            return bullets(block.items)
        if block.kind == "table":
            return f'<div class="table-responsive">{table(block.rows, "")}</div>'
        return f"<h2>{block.text}</h2>" if block.kind == "heading" else f"<p>{block.text}</p>"

    def _amp(self, story: Story) -> str:
        blocks = "".join(self._block(block, amp=True) for block in story.blocks)
        return (
            f'<!doctype html><html amp lang="vi"><head><meta charset="utf-8"><title>{story.title}</title><link rel="canonical" href="{self.origin}{self.address(story)}"><script async src="https://cdn.ampproject.example/v0.js"></script></head>'
            f"<body><h1>{story.title}</h1><time>{story.published:%H:%M, %d/%m/%Y}</time><p><strong>{story.lead}</strong></p>{blocks}</body></html>"
        )

    def _detail(self, story: Story) -> str:
        section = story.sections[0]
        blocks = "".join(self._block(block) for block in story.blocks)
        files = bullets(f'<a href="/storage/files/{name}" download>{label}</a>' for name, label in story.files)
        linked = json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": story.title,
                "datePublished": self._utc(story),
                "dateModified": self._utc(story),
                "author": {"@type": "Person", "name": story.author},
            },
            ensure_ascii=False,
        )
        head = (
            f'<link rel="canonical" href="{self.origin}{self.address(story)}"><link rel="amphtml" href="{self.origin}/amp{self.address(story)}"><meta property="og:type" content="article"><meta property="og:title" content="{story.title} | Hải Vân Đông">'
            f'<meta name="description" content="{escape(story.lead)}"><script type="application/ld+json">{linked}</script>'
        )
        trail = f'<nav class="crumbs"><a href="/">Trang chủ</a> / <a href="/chuyen-muc/{section}">{self.sections[section]}</a></nav>'
        body = (
            f'{trail}<article class="post"><h1 class="post__title">{story.title}</h1><div class="post__meta"><time datetime="{self._utc(story)}">{story.published:%H:%M, %d/%m/%Y}</time><span class="post__author">{story.author}</span></div>'
            f'<p class="post__lead">{story.lead}</p><div class="post__content prose">{blocks}</div>{f"<div class=post__files><h4>Tệp đính kèm</h4>{files}</div>" if story.files else ""}<div class="post__tags"><a href="/tu-khoa/{story.tag.replace(" ", "-")}">#{story.tag}</a></div>'
            f'<div class="share">Chia sẻ bài viết <a href="https://social.example/share?u={self.origin}{self.address(story)}">Facebook</a></div></article>'
            f'<section class="same"><h3>Cùng chuyên mục</h3>{"".join(self._card(one) for one in self.older(story, 3))}</section><div class="comments"><h3>Bình luận của bạn</h3></div>'
        )
        data = {
            "post": {"id": story.number, "title": story.title, "category": section},
            "related": [{"title": one.title, "url": self.address(one)} for one in self.older(story, 3)],
        }
        return self._frame(story.title, body, head, data)

    def _english(self, path: str) -> Served:
        found = {
            f"/en/news/{re.sub('[^a-z]+', '-', title.lower())}-{number}": title
            for number, title in enumerate(_ENGLISH, 51)
        }
        if title := found.get(path):
            text = "The people's committee of the city said on Monday that the work, which took eight months, had been finished ahead of schedule. Residents of nearby wards took part in the planning from the beginning."
            body = f'<article class="post"><h1>{title}</h1><time datetime="2025-05-12T03:00:00.000Z">10:00, 12/05/2025</time><p class="post__lead">{title}, the city announced this week.</p><p>{text}</p><p>{text} More will follow in autumn.</p></article>'
            return Served(self.html(self._frame(title, body, lang="en")), "other", path)
        if path in ("/en", "/en/news"):
            items = bullets(f'<a href="{address}">{title}</a>' for address, title in found.items())
            return Served(self.html(self._frame("News", f"<h1>News</h1>{items}", lang="en")), "other", path)
        return self._missing()

    def _other(self, path: str) -> Served:
        if path.startswith("/tu-khoa/"):
            found = [story for story in self.sorted() if story.tag.replace(" ", "-") == path.removeprefix("/tu-khoa/")][
                :12
            ]
            body = f'<h1>#{escape(path.removeprefix("/tu-khoa/"))}</h1><div class="grid">{"".join(map(self._card, found))}</div>'
            return Served(self.html(self._frame("Từ khóa", body)), "other", path) if found else self._missing()
        if path == "/van-ban":
            rows = register(self._documents, lambda one: f"/van-ban/{one.number}")
            return Served(self.html(self._frame("Văn bản", "<h1>Văn bản điều hành</h1>" + rows)), "section", "laws")
        for one in self._documents:
            if path == f"/van-ban/{one.number}":
                file = f'<a href="/storage/vb/{one.number}.pdf">Tải về</a>'
                rows = table(properties(one, "UBND thành phố Hải Vân Đông", file))
                return Served(
                    self.html(self._frame(one.symbol, f"<h1>{one.kind} {one.symbol}</h1>{rows}")),
                    "document",
                    str(one.number),
                )
        if path in _PAGES:
            text = standing_page(_PAGES[path], _LOCALITY.unit, _LOCALITY.people)
            return Served(
                self.html(self._frame(_PAGES[path], f'<h1>{_PAGES[path]}</h1><div class="prose">{text}</div>')),
                "other",
                path,
            )
        return self._missing()

    def _missing(self) -> Served:
        return Served(self.html(self._frame("404", "<h1>404</h1><p>Không tìm thấy trang.</p>"), 404), "missing")

    def _home(self) -> str:
        rows = "".join(
            f'<section><h2><a href="/chuyen-muc/{key}">{name}</a></h2>{"".join(self._card(one) for one in self.sorted(key)[:4])}</section>'
            for key, name in self.sections.items()
            if key != _CLOSED
        )
        return self._frame("Trang chủ", rows)

    def _frame(
        self, title: str, body: str, head: str = "", data: dict[str, Any] | None = None, lang: str = "vi"
    ) -> str:
        menu = "".join(
            f'<li><a href="/chuyen-muc/{key}">{name}</a></li>' for key, name in self.sections.items() if key != _CLOSED
        )
        menu += "".join(f'<li><a href="{page}">{name}</a></li>' for page, name in _PAGES.items())
        read = bullets(
            f'<a href="{self.address(one)}">{one.title}</a>'
            for one in sorted(self.stories.values(), key=lambda one: -one.views)[:4]
        )
        state = json.dumps(
            {"props": {"pageProps": data or {}}, "page": "/[slug]", "buildId": "k3v9"}, ensure_ascii=False
        )
        return (
            f'<!DOCTYPE html><html lang="{lang}"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/><title>{title} | Hải Vân Đông</title>{head}</head><body><div id="__next"><header class="topbar"><a href="/" class="brand">Cổng thông tin thành phố Hải Vân Đông</a>'
            f'<a href="/en" hreflang="en">English</a><ul class="mainnav">{menu}<li><a href="/van-ban">Văn bản</a></li></ul></header><main class="container"><div class="main-col">{body}</div><aside><h3>Xem nhiều nhất</h3>{read}<form>Đăng ký nhận tin<input type="email"></form>'
            '<h3>Liên kết</h3><a href="https://bo.example/bai-viet/abc-1">Bộ Xây dựng</a><a href="/bai-viet/tin-da-go-77">Tin cũ</a></aside></main><footer>© 2025 UBND thành phố Hải Vân Đông</footer></div>'
            f'<script id="__NEXT_DATA__" type="application/json">{state}</script></body></html>'
        )
