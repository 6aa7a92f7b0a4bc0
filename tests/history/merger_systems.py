"""The portals of the merger that are built with systems of today: the town's Joomla, the commune's, the province's."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import ClassVar

from tests.history.merger import A_PAGE, System, document, paragraphs, picture
from tests.history.texts import Post
from tests.portals.server import Reply


class Town(System):
    """Joomla: ``/index.php/<section>/<number>-<slug>``, pages of lists by ``?start=``, a print view of each article."""

    name = "Trang thông tin điện tử thị xã Hải Khê"
    folders: ClassVar[tuple[str, ...]] = ("tin-hoat-dong", "kinh-te", "van-hoa-xa-hoi")

    def address(self, number: int) -> str:
        post = self.posts[number]
        return f"/index.php/{self.folders[post.section]}/{number}-{post.slug[:60].rstrip('-')}"

    def page(self, path: str, query: dict[str, str]) -> Reply:
        parts = path.strip("/").split("/")
        if parts in ([""], ["index.php"]):
            return self._list("Trang chủ", "/", self.latest()[:A_PAGE], 0, featured=True)
        if len(parts) == 2 and parts[0] == "index.php" and parts[1] in self.folders:
            place = self.folders.index(parts[1])
            start = int(query["start"]) if query.get("start", "").isdecimal() else 0
            return self._list(self.sections[place], path, self.latest(place), start)
        number = parts[-1].split("-")[0]
        post = self.posts.get(int(number)) if len(parts) == 3 and number.isdecimal() else None
        if post is None or parts[1] not in self.folders:
            return document("404 - Lỗi: 404", _JOOMLA, "<h1>404</h1><p>Không tìm thấy trang.</p>", 404)
        return self._article(post, printed=query.get("print") == "1")

    def _article(self, post: Post, printed: bool) -> Reply:
        moment = datetime.fromisoformat(post.published)
        source = self.sources.get(post.number)
        body = (
            f'<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header">'
            f'<h2 itemprop="headline">{escape(post.title)}</h2></div><dl class="article-info"><dd class="published">'
            f'<time datetime="{moment:%Y-%m-%dT%H:%M:%S}+07:00" itemprop="datePublished">Được đăng: '
            f"{moment:%d/%m/%Y %H:%M}</time></dd><dd class='hits'>Lượt xem: {self.hits % 977}</dd></dl>"
            f'<div itemprop="articleBody"><p><strong>{escape(post.paragraphs[0])}</strong></p>{paragraphs(post)}'
            f"{picture(post, 'images/stories')}{f'<p>Nguồn: {escape(source)}</p>' if source else ''}</div></div>"
        )
        if printed:
            return document(post.title, _JOOMLA, body)
        way = f'<a href="{self.address(post.number)}?tmpl=component&amp;print=1&amp;page=" rel="nofollow">In</a>'
        return self._frame(post.title, f"{way}{body}<ul class='mostread'>{self._links(self.others(post.number))}</ul>")

    def _links(self, posts: list[Post]) -> str:
        return "".join(f'<li><a href="{self.address(post.number)}">{escape(post.title)}</a></li>' for post in posts)

    def _list(self, title: str, path: str, posts: list[Post], start: int, featured: bool = False) -> Reply:
        items = "".join(
            f'<div class="item"><h2><a href="{self.address(post.number)}">{escape(post.title)}</a></h2>'
            f"<p>{escape(post.paragraphs[0][:80])}...</p></div>"
            for post in posts[start : start + A_PAGE]
        )
        pages = "" if featured else "".join(
            f'<li><a href="{path}?start={first}">{first // A_PAGE + 1}</a></li>'
            for first in range(0, len(posts), A_PAGE)
        )  # fmt: skip
        return self._frame(title, f'<div class="blog">{items}</div><ul class="pagination">{pages}</ul>')

    def _frame(self, title: str, body: str) -> Reply:
        menu = "".join(
            f'<li><a href="/index.php/{folder}">{name}</a></li>'
            for folder, name in zip(self.folders, self.sections, strict=True)
        )
        return document(
            f"{title} - {self.name}",
            _JOOMLA,
            f'<ul class="nav menu"><li><a href="/">Trang chủ</a></li>{menu}</ul><main id="content">{body}</main>'
            f"<div class='custom'>Hôm nay: {self.hits % 300} - Tất cả: {self.hits}</div>",
        )


_JOOMLA = '<meta name="generator" content="Joomla! - Open Source Content Management">'


class Modern(System):
    """A portal of today: addresses of slug and number, ``h1``, ``time``, a sitemap."""

    folder: ClassVar[str] = "bai-viet"
    with_hours: bool = True

    def address(self, number: int) -> str:
        return f"/{self.folder}/{self.posts[number].slug[:50].rstrip('-')}-{number}.html"

    def page(self, path: str, query: dict[str, str]) -> Reply:
        if path == "/":
            return self._list("Trang chủ", self.latest()[:A_PAGE])
        if path == "/sitemap.xml":
            places = "".join(f"<url><loc>{self.base}{self.address(post.number)}</loc></url>" for post in self.latest())
            text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
            return Reply(text.encode(), headers={"Content-Type": "application/xml"})
        for place, name in enumerate(self.sections):
            if path == f"/chuyen-muc/{place + 1}":
                return self._list(name, self.latest(place))
        found = [post for post in self.posts.values() if self.address(post.number) == path]
        if not found:
            return self._frame("Không tìm thấy", "<h1>404</h1><p>Trang bạn tìm không có.</p>", 404)
        return self._article(found[0])

    def _article(self, post: Post) -> Reply:
        moment = datetime.fromisoformat(post.published)
        shown = f"{moment:%d/%m/%Y %H:%M}" if self.with_hours else f"{moment:%d/%m/%Y}"
        source = self.sources.get(post.number)
        more = "".join(self._entry(other) for other in self.others(post.number))
        lead = f'<p class="sapo">{escape(post.paragraphs[0])}</p>'
        return self._frame(
            post.title,
            f'<article><h1 class="title">{escape(post.title)}</h1><div class="meta"><span class="date">{shown}</span> '
            f'<span class="views">{self.hits % 499} lượt xem</span></div>{lead}<div class="content">{paragraphs(post)}'
            f"{picture(post, 'media')}{f'<p class=source>Nguồn: {escape(source)}</p>' if source else ''}</div>"
            f'</article><section class="more"><h3>Tin liên quan</h3>{more}</section>',
        )

    def _entry(self, post: Post) -> str:
        return f'<div class="entry"><h3><a href="{self.address(post.number)}">{escape(post.title)}</a></h3></div>'

    def _list(self, title: str, posts: list[Post]) -> Reply:
        return self._frame(title, f"<h2>{title}</h2>{''.join(self._entry(post) for post in posts)}")

    def _frame(self, title: str, body: str, status: int = 200) -> Reply:
        menu = "".join(f'<a href="/chuyen-muc/{place + 1}">{name}</a>' for place, name in enumerate(self.sections))
        return document(
            f"{title} | {self.name}",
            '<meta name="viewport" content="width=device-width">',
            f'<header><a href="/">{self.name}</a><nav>{menu}</nav></header><main>{body}</main>'
            f"<footer>Đang truy cập: {self.hits % 17}. Tổng: {self.hits}</footer>",
            status,
        )


class Commune(Modern):
    """The portal of the commune that was made of them."""

    name = "Cổng thông tin điện tử xã Khê Hải"


class Province(Modern):
    """The province's: it was there before and stays."""

    name = "Cổng thông tin điện tử tỉnh Sơn Khê"
    folder = "tin-tuc/2025"
