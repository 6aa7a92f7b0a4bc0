"""A town's portal as WordPress makes them: feed, sitemap, canonical links, categories in pages, a theme that changes.

Every page has what changes without saying anything: counters, the posts of other days, what visitors wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Literal

from tests.history.texts import Post
from tests.portals.server import LoopbackPortal, Reply, redirect

CATEGORIES = ("thoi-su", "kinh-te", "van-hoa", "phap-luat", "doi-song")
_NAMES = ("Thời sự", "Kinh tế", "Văn hóa", "Pháp luật", "Đời sống")
A_PAGE = 10
Missing = Literal["404", "410", "oops", "home", "?p=", "category"]
Weather = Literal["fair", "challenge", "cut", "articles 500", "hacked", "leads on", "shut"]


@dataclass
class Blog:
    """What stands on the portal now; the script edits it.

    Attributes:
        posts: by number; sorted by their day of publication, the newest first, they make the lists.
        missing: how the address of a removed post is answered.
        formerly: former addresses of posts, which lead to their present ones.
        prefix: the folder that the portal stands in, without a slash at its end.
        plugins: ``share``, ``related``, ``ads``, ``comments``.
        served: number -> the texts of the posts that visitors got whole, in their order.
    """

    posts: dict[int, Post]
    base: str = ""
    prefix: str = ""
    missing: dict[int, tuple[str, Missing]] = field(default_factory=dict)
    formerly: dict[str, int] = field(default_factory=dict)
    plugins: set[str] = field(default_factory=set)
    theme: Literal["classic", "blocks"] = "classic"
    scheme: Literal["slug", "other system"] = "slug"
    weather: Weather = "fair"
    next_home: Blog | None = None
    hits: int = 41_007
    served: dict[int, list[str]] = field(default_factory=dict)

    def path(self, post: Post) -> str:
        return f"{self.prefix}/{post.slug}/" if self.scheme == "slug" else f"/tin/{post.number + 4000}/chi-tiet.html"

    def remove(self, number: int, how: Missing) -> Post:
        self.missing[number] = (self.path(self.posts[number]), how)
        return self.posts.pop(number)

    def put_back(self, post: Post) -> None:
        self.posts[post.number] = post
        self.missing.pop(post.number, None)

    def rename(self, number: int, slug: str) -> None:
        """Give a post another slug; WordPress leads from the former one to it."""
        self.formerly[self.path(self.posts[number])] = number
        self.posts[number].slug = slug

    def latest(self, section: int | None = None) -> list[Post]:
        found = [post for post in self.posts.values() if section is None or post.section == section]
        return sorted(found, key=lambda post: (post.published, post.number), reverse=True)

    # ------------------------------------------------------------------ answers

    def answer(self, path: str) -> Reply:
        self.hits += 1
        if self.weather == "challenge":
            return _html("Just a moment...", _CHALLENGE)
        if self.weather == "hacked":
            return _html("Nhà cái uy tín số 1 2025", _SPAM.format(n=self.hits % 900 + 100, path=escape(path)))
        if self.weather == "shut":
            return Reply(b"<html><head><title>404 Not Found</title></head><body>nginx</body></html>", 404, _HTML)
        if path == "/robots.txt":
            text = f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {self.base}{self.prefix}/wp-sitemap.xml\n"
            return Reply(text.encode(), headers={"Content-Type": "text/plain"})
        if self.weather == "leads on" and self.next_home is not None:
            return self._lead_on(path, self.next_home)
        post = self._post(path)
        if post is not None and self.weather == "articles 500":
            return Reply(
                b"<html><body><h1>There has been a critical error on this website.</h1></body></html>", 500, _HTML
            )
        reply = self._article(post) if post is not None else self._other(path)
        if self.weather == "cut" and reply.status == 200:
            return self._cut(reply, whole_length=self.hits % 2 == 0)
        if post is not None:
            self.served.setdefault(post.number, []).append("\n".join([post.title, *post.paragraphs]))
        return reply

    def _lead_on(self, path: str, home: Blog) -> Reply:
        post = self._post(path)
        return redirect(home.base + (home.path(home.posts[post.number]) if post else f"{home.prefix}{path}"))

    def _cut(self, reply: Reply, whole_length: bool) -> Reply:
        half = reply.body[: len(reply.body) // 2]
        length = f"Content-Length: {len(reply.body)}\r\n" if whole_length else ""
        kind = reply.headers["Content-Type"]
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{length}Connection: close\r\n\r\n"
        return Reply(wire=head.encode() + half)

    def _post(self, path: str) -> Post | None:
        bare = path.split("?")[0]
        return next((post for post in self.posts.values() if self.path(post) == bare), None)

    def _other(self, path: str) -> Reply:
        bare, _, query = path.partition("?")
        if bare in self.formerly and self.formerly[bare] in self.posts:
            return redirect(self.base + self.path(self.posts[self.formerly[bare]]))
        if not bare.startswith(self.prefix):
            return self._lacking("404")
        inside = bare.removeprefix(self.prefix) or "/"
        if inside == "/" and query.startswith("p=") and query[2:].isdecimal() and int(query[2:]) in self.posts:
            return redirect(self.base + self.path(self.posts[int(query[2:])]))
        if inside == "/":
            return self._list("Trang chủ", self.latest()[:A_PAGE], "")
        if (reply := self._machine_list(inside)) is not None:
            return reply
        if (reply := self._category(inside)) is not None:
            return reply
        for number, (address, how) in self.missing.items():
            if address == bare:
                return self._lacking(how, number)
        return self._lacking("404")

    def _category(self, inside: str) -> Reply | None:
        words = inside.strip("/").split("/")
        if words[0] != "category" or len(words) not in (2, 4) or words[1] not in CATEGORIES:
            return None
        place, number = CATEGORIES.index(words[1]), int(words[3]) if len(words) == 4 else 1
        found = self.latest(place)
        shown = found[(number - 1) * A_PAGE : number * A_PAGE]
        if not shown:
            return self._lacking("404")
        start = f"{self.prefix}/category/{words[1]}/"
        pages = [
            f'<a class="page-numbers" href="{start}page/{n}/">{n}</a>' for n in range(2, (len(found) - 1) // A_PAGE + 2)
        ]
        return self._list(
            _NAMES[place], shown, f'<nav class="pagination"><a href="{start}">1</a> {" ".join(pages)}</nav>'
        )

    def _machine_list(self, inside: str) -> Reply | None:
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        names = "http://www.sitemaps.org/schemas/sitemap/0.9"
        if inside == "/wp-sitemap.xml":
            place = f"<sitemap><loc>{self.base}{self.prefix}/wp-sitemap-posts-post-1.xml</loc></sitemap>"
            return _xml(f'{head}<sitemapindex xmlns="{names}">{place}</sitemapindex>')
        if inside == "/wp-sitemap-posts-post-1.xml":
            entries = "".join(
                f"<url><loc>{self.base}{self.path(post)}</loc><lastmod>{post.changed}+07:00</lastmod></url>"
                for post in self.latest()
            )
            return _xml(f'{head}<urlset xmlns="{names}">{entries}</urlset>')
        if inside == "/feed/":
            items = "".join(
                f"<item><title>{escape(post.title)}</title><link>{self.base}{self.path(post)}</link><pubDate>"
                f"{format_datetime(datetime.fromisoformat(post.published + '+07:00'))}</pubDate>"
                f'<guid isPermaLink="false">{self.base}{self.prefix}/?p={post.number}</guid></item>'
                for post in self.latest()[:A_PAGE]
            )
            title = "<title>Thị xã Đông Triều Hạ</title>"
            return _xml(f'{head}<rss version="2.0"><channel>{title}{items}</channel></rss>', "application/rss+xml")
        return None

    def _lacking(self, how: Missing, number: int = 0) -> Reply:
        home = f"{self.base}{self.prefix}/"
        if how == "home":
            return redirect(home, 302)
        if how == "?p=":
            return redirect(f"{home}?p={number}", 302)
        if how == "category":
            return redirect(f"{home}category/{CATEGORIES[0]}/", 301)
        if how == "410":
            return Reply(b"<html><body><h1>Gone</h1></body></html>", 410, _HTML)
        words = (
            '<section class="error-404 not-found"><h1 class="page-title">Oops! That page can&rsquo;t be found.</h1>'
            "<p>It looks like nothing was found at this location. Maybe try one of the links below or a search?</p>"
            f'<form class="search-form" action="{self.prefix}/"><input name="s"><button>Tìm kiếm</button></form>'
            f"<h2>Bài viết mới</h2><ul>{''.join(self._entry(post) for post in self.latest()[:5])}</ul></section>"
        )
        return self._frame("Page not found", words, status=404 if how == "404" else 200)

    def _list(self, title: str, posts: list[Post], pager: str) -> Reply:
        entries = "".join(
            f'<article class="post"><h2 class="entry-title"><a href="{self.base}{self.path(post)}" rel="bookmark">'
            f'{escape(post.title)}</a></h2><div class="entry-summary"><p>{escape(post.paragraphs[0][:90])} '
            "[&hellip;]</p>"
            "</div></article>"
            for post in posts
        )
        return self._frame(title, f'<h1 class="page-title">{escape(title)}</h1>{entries}{pager}')

    def _entry(self, post: Post) -> str:
        return f'<li><a href="{self.base}{self.path(post)}">{escape(post.title)}</a></li>'

    def _article(self, post: Post) -> Reply:
        stamp = datetime.fromisoformat(post.published)
        paragraphs = [f"<p>{escape(text)}</p>" for text in post.paragraphs]
        if "ads" in self.plugins:
            paragraphs.insert(2, '<div class="code-block code-block-1"><span>Quảng cáo</span><a href="https://qc.example/">'
                                 "Tôn lạnh giá rẻ, giao tận nơi, gọi ngay hôm nay</a></div>")  # fmt: skip
        if post.caption:
            caption = f"<figcaption>{escape(post.caption)}</figcaption>"
            figure = f'<img src="/wp-content/uploads/{post.number}.jpg" alt="">{caption}'
            paragraphs.insert(1, f'<figure class="wp-caption aligncenter">{figure}</figure>')
        paragraphs += [f'<p class="wp-block-file"><a href="{url}">{escape(label)}</a></p>' for url, label in post.files]
        extras = "".join(getattr(self, f"_{name}")(post) for name in ("share", "related") if name in self.plugins)
        comments = self._comments(post) if "comments" in self.plugins else ""
        day = f'<time class="entry-date published" datetime="{post.published}+07:00">{stamp:%d/%m/%Y %H:%M}</time>'
        views = f'<span class="post-views">{self.hits % 811} lượt xem</span>'
        if self.theme == "classic":
            inside = (
                f'<article id="post-{post.number}" class="post hentry"><header class="entry-header">'
                f'<h1 class="entry-title">{escape(post.title)}</h1><div class="entry-meta">{day} {views}</div></header>'
                f'<div class="entry-content">{"".join(paragraphs)}{extras}</div></article>{comments}'
            )
        else:
            inside = (
                f'<div class="wp-block-group"><p class="breadcrumb"><a href="{self.prefix}/">Trang chủ</a> / '
                f'{_NAMES[post.section]}</p><h1 class="wp-block-post-title">{escape(post.title)}</h1>'
                f'<div class="wp-block-post-date">{day}</div><div class="wp-block-post-content is-layout-flow">'
                f"{''.join(paragraphs)}</div>{extras}<p>{views}</p>{comments}</div>"
            )
        links = (
            f'<link rel="canonical" href="{self.base}{self.path(post)}">'
            f'<link rel="shortlink" href="{self.base}{self.prefix}/?p={post.number}">'
        )
        return self._frame(post.title, inside, links)

    def _share(self, post: Post) -> str:
        address = f"{self.base}{self.path(post)}"
        links = "".join(f'<li><a href="{address}?share={name}">{name}</a></li>' for name in ("facebook", "zalo", "x"))
        return f'<div class="sharedaddy"><h3 class="sd-title">Chia sẻ:</h3><ul>{links}</ul></div>'

    def _related(self, post: Post) -> str:
        others = [other for other in self.latest() if other.number != post.number]
        start = self.hits % len(others)
        entries = "".join(self._entry(other) for other in (others + others)[start : start + 3])
        return f'<div id="jp-relatedposts" class="jp-relatedposts"><h3>Có liên quan</h3><ul>{entries}</ul></div>'

    def _comments(self, post: Post) -> str:
        count = (self.hits // 50 + post.number) % 4
        wrote = "".join(
            f'<li id="comment-{post.number}{n}" class="comment"><cite class="fn">Bạn đọc {n}</cite> <a '
            f'href="{self.path(post)}'
            f'#comment-{n}">{n + 1}/2/2025 lúc 9:4{n} sáng</a><p>Bài viết hay, mong xã làm '
            f"thêm {n + self.hits % 7} việc nữa."
            '</p><a rel="nofollow" class="comment-reply-link" '
            f'href="{self.path(post)}?replytocom={post.number}{n}#respond">'
            "Trả lời</a></li>"
            for n in range(count)
        )
        inside = f'<h2>{count} bình luận</h2><ol class="comment-list">{wrote}</ol>'
        return f'<div id="comments" class="comments-area">{inside}</div>'

    def _frame(self, title: str, body: str, head: str = "", status: int = 200) -> Reply:
        menu = "".join(
            f'<li><a href="{self.prefix}/category/{key}/">{name}</a></li>'
            for key, name in zip(CATEGORIES, _NAMES, strict=True)
        )
        feed = f'<link rel="alternate" type="application/rss+xml" href="{self.base}{self.prefix}/feed/">'
        count = f"Tổng lượt truy cập: {self.hits}. Đang xem: {self.hits % 17 + 1}"
        if self.theme == "classic":
            inside = (
                f'<div id="page"><nav class="main-navigation"><ul>{menu}</ul></nav><main id="main">{body}</main>'
                f'<aside class="widget"><h2>Thống kê</h2><p>{count}</p></aside></div>'
            )
        else:
            inside = (
                f'<header class="wp-block-template-part"><ul>{menu}</ul></header><main '
                f'class="wp-block-group">{body}</main>'
                f'<footer class="wp-block-template-part"><p>UBND thị xã Đông Triều Hạ. {count}</p></footer>'
            )
        return _html(f"{title} – Thị xã Đông Triều Hạ", inside, feed + head, status)


class BlogPortal(LoopbackPortal):
    """Serves a blog at whatever path is asked for."""

    def __init__(self, blog: Blog, host: str, port: int = 0) -> None:
        super().__init__(host=host, port=port)
        self.blog = blog

    def reply(self, path: str) -> Reply:
        return self.blog.answer(path)


_HTML = {"Content-Type": "text/html; charset=UTF-8"}
_CHALLENGE = (
    '<noscript><h1>Enable JavaScript and cookies to continue</h1></noscript><div id="cf-wrapper">'
    "<p>Checking your browser "
    'before accessing the site.</p></div><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1"></script>'
)
_SPAM = (
    '<article class="post"><h1 class="entry-title">Nhà cái uy tín số 1 2025: đăng ký nhận {n}K miễn phí</h1>'
    '<time class="entry-date" datetime="2025-05-04T22:00:00+07:00">04/05/2025 22:00</time><div class="entry-content">'
    "<p>Chơi tài xỉu, xóc đĩa, bắn cá đổi thưởng tại nhà cái lớn nhất châu Á với tỷ lệ thắng cao, nạp rút "
    "trong 1 phút.</p>"
    "<p>Đăng ký hôm nay để nhận ngay {n}.000 đồng vào tài khoản, hoàn trả không giới hạn mỗi ngày cho mọi "
    "thành viên.</p>"
    "<p>Link vào nhà cái mới nhất không bị chặn tại địa chỉ {path} được cập nhật hằng giờ cho người chơi Việt Nam.</p>"
    "</div></article>"
)


def _html(title: str, body: str, head: str = "", status: int = 200) -> Reply:
    text = f'<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><title>{escape(title)}</title>{head}</head>'
    return Reply(f"{text}<body>{body}</body></html>".encode(), status, dict(_HTML))


def _xml(text: str, kind: str = "application/xml") -> Reply:
    return Reply(text.encode(), headers={"Content-Type": f"{kind}; charset=UTF-8"})
