"""Portals with what CMSs of today add to lists and articles: feeds, sitemaps, lists that load more, languages, tags.

Each has a trap or a loss of its own: what is only in the sitemap, only behind a button, only in an archive; what comes
by the hundred and leads to nothing.
"""

from __future__ import annotations

import gzip
import json
from html import escape
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.portals.cms import Custom
from tests.portals.made import Links, MadePortal
from tests.portals.server import Reply, page, redirect
from tests.portals.stories import SECTIONS, Story, stories

XML = {"Content-Type": "application/xml; charset=UTF-8"}


def sitemap(addresses: list[str], kind: str = "urlset", stamp: str = "2024-03-05T08:30:00+07:00") -> str:
    """A sitemap, or an index of sitemaps, with a picture's own address in every entry."""
    inner = "url" if kind == "urlset" else "sitemap"
    entries = "".join(
        f"<{inner}><loc>{escape(one)}</loc><lastmod>{stamp}</lastmod>"
        + (f"<image:image><image:loc>{escape(one)}anh.jpg</image:loc></image:image>" if inner == "url" else "")
        + f"</{inner}>"
        for one in addresses
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{entries}</{kind}>'
    )


def feed(title: str, addresses: list[tuple[str, str]]) -> str:
    """An RSS feed of addresses and titles."""
    items = "".join(
        f"<item><title>{escape(text)}</title><link>{escape(one)}</link>"
        f"<pubDate>Tue, 05 Mar 2024 08:30:00 +0700</pubDate></item>"
        for one, text in addresses
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'


class BigTown(MadePortal):
    """520 articles: robots.txt names an index of sitemaps (one of them gzipped), every page sixty keywords.

    The sections list the newest eighty only: the rest stands in sitemaps alone.
    """

    per_page = 20
    per_sitemap: ClassVar[int] = 200
    shown_pages: ClassVar[int] = 1

    def __init__(self) -> None:
        super().__init__(stories(520))

    def article_path(self, story: Story) -> str:
        return f"/{story.slug}/"

    def list_path(self, section: str, number: int) -> str:
        return f"/category/{section}/" + (f"page/{number}/" if number > 1 else "")

    def list_paths(self) -> set[str]:
        return {path for path in super().list_paths() if "/page/" not in path}

    def pager(self, section: str, number: int) -> str:
        return ""

    def tools(self, story: Story) -> Links:
        return [(f"{self.article_path(story)}feed/", "RSS"), ("/author/admin/", "admin")]

    def furniture(self, path: str) -> Links:
        return [(f"/tag/tu-khoa-{number}/", f"từ khóa {number}") for number in range(60)] + [("/feed/", "RSS")]

    def frame(self, path: str, title: str, body: str) -> str:
        head = (
            '<link rel="alternate" type="application/rss+xml" title="Sông Lam" href="/feed/">'
            '<link rel="alternate" type="application/rss+xml" title="Phản hồi" href="/comments/feed/">'
            f'<link rel="alternate" type="application/rss+xml" title="{escape(title)}" href="{path}feed/">'
        )
        return super().frame(path, title, body).replace("</title>", f"</title>{head}")

    def other(self, path: str) -> Reply | None:
        root = self.url.rstrip("/")
        posts = [f"{root}{self.article_path(story)}" for story in self.stories]
        groups = [posts[start : start + self.per_sitemap] for start in range(0, len(posts), self.per_sitemap)]
        sides = {
            "/category-sitemap.xml": [f"{root}{self.list_path(section, 1)}" for section in SECTIONS],
            "/post_tag-sitemap.xml": [f"{root}/tag/tu-khoa-{number}/" for number in range(60)],
            "/author-sitemap.xml": [f"{root}/author/admin/"],
        }
        if path == "/robots.txt":
            return Reply(f"User-agent: *\nSitemap: {root}/sitemap_index.xml\n".encode())
        if path == "/sitemap_index.xml":
            names = [f"/post-sitemap{number}.xml" for number in range(1, len(groups) + 1)]
            names[1] += ".gz"
            return Reply(sitemap([f"{root}{one}" for one in (*names, *sides)], "sitemapindex").encode(), headers=XML)
        if path.startswith("/post-sitemap"):
            made = sitemap(groups[int(path.removeprefix("/post-sitemap").partition(".")[0]) - 1]).encode()
            if path.endswith(".gz"):
                return Reply(gzip.compress(made), headers={"Content-Type": "application/x-gzip"})
            return Reply(made, headers=XML)
        if path in sides:
            return Reply(sitemap(sides[path]).encode(), headers=XML)
        if path.endswith("/feed/"):
            found = (
                [] if "comments" in path else [(f"{root}{self.article_path(one)}", one.title) for one in self.stories]
            )
            return Reply(feed("Sông Lam", found[:10]).encode(), headers={"Content-Type": "application/rss+xml"})
        if path.startswith(("/tag/", "/author/")):
            return page(self.frame(path, "Lưu trữ", self.entries(self.stories[3:9], 2)))
        return None


class LoadMore(Custom):
    """Lists show four articles and a button; a script asks for the rest: JSON with records, or with pieces of HTML."""

    known = frozenset({"cat", "page"})

    def list_path(self, section: str, number: int) -> str:
        if number == 1:
            return f"/danh-muc/{section}"
        return f"/ajax/{self._form(section)}?cat={section}&page={number}"

    def _form(self, section: str) -> str:
        return "manh" if section in {"chinh-tri", "kinh-te"} else "tin"

    def doubles(self, story: Story) -> list[str]:
        return []

    def pager(self, section: str, number: int) -> str:
        button = f'data-url="/ajax/{self._form(section)}?cat={section}" data-page="2" class="btn load-more"'
        return f"<button {button}>Xem thêm</button>"

    def reply(self, path: str) -> Reply:
        parts = urlsplit(path)
        values = dict(parse_qsl(parts.query))
        if not parts.path.startswith("/ajax/") or values.get("cat") not in SECTIONS:
            return super().reply(path)
        number, made = int(values["page"]), self._of(values["cat"])
        shown = made[(number - 1) * self.per_page : number * self.per_page]
        if parts.path == "/ajax/manh":
            answer: dict[str, object] = {"html": self.entries(shown, 3), "status": True}
        else:
            records = [{"tieu_de": one.title, "url": self.article_path(one), "anh": "/anh/1.jpg"} for one in shown]
            answer = {"data": records, "has_more": number * self.per_page < len(made)}
        return Reply(json.dumps(answer).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


class Postbacks(Custom):
    """Two sections page by address; the other two by postback, although the server knows the address for them too."""

    known = frozenset({"page", "muc"})
    by_address: ClassVar[frozenset[str]] = frozenset({"kinh-te", "an-ninh"})

    def list_path(self, section: str, number: int) -> str:
        return f"/Pages/danh-sach.aspx?muc={section}" + (f"&page={number}" if number > 1 else "")

    def doubles(self, story: Story) -> list[str]:
        return []

    def pager(self, section: str, number: int) -> str:
        if section in self.by_address:
            return super().pager(section, number)
        target = "ctl00$PlaceHolderMain$g_1$grid"
        links = [
            (f"javascript:__doPostBack('{target}','Page${other}')", str(other))
            for other in range(1, self._pages(section) + 1)
        ]
        return f'<table class="pager"><tr><td>{self.links(links)}</td></tr></table>'


class OnlyPostbacks(Postbacks):
    """No list shows an address of its further pages, so that what stands there cannot be had: it has to be told."""

    by_address = frozenset()

    def list_paths(self) -> set[str]:
        return {self._normal(self.list_path(section, 1)) for section in SECTIONS}

    def other(self, path: str) -> Reply | None:
        return None


class Archives(Custom):
    """Lists show four articles; the rest is to be had by year and month only: from a choice, or from a form."""

    known = frozenset({"nam", "quy"})

    def doubles(self, story: Story) -> list[str]:
        return []

    def _quarter(self, number: int) -> list[Story]:
        size = -(-len(self.stories) // 4)
        return self.stories[(number - 1) * size : number * size]

    def _pages(self, section: str) -> int:
        return 1

    def list_paths(self) -> set[str]:
        found = {self._normal(f"/luu-tru?nam=2023&quy={number}") for number in (1, 2)}
        return super().list_paths() | found | {f"/luu-tru/2023/{number}" for number in (3, 4)} | {"/luu-tru"}

    def furniture(self, path: str) -> Links:
        return [("/luu-tru", "Lưu trữ")]

    def other(self, path: str) -> Reply | None:
        values = dict(parse_qsl(urlsplit(path).query))
        if path == "/luu-tru":
            choices = "".join(f'<option value="/luu-tru/2023/{number}">Quý {number}</option>' for number in (3, 4))
            quarters = '<option value="">Chọn quý</option><option value="1">I</option><option value="2">II</option>'
            form = (
                '<form action="/luu-tru" method="get"><select name="nam"><option value="2023">2023</option></select>'
                f'<select name="quy">{quarters}</select><input type="submit" value="Xem"></form>'
            )
            body = f'<h1>Lưu trữ</h1><select onchange="location.href=this.value">{choices}</select>{form}'
            return page(self.frame(path, "Lưu trữ", body))
        if values.get("nam") == "2023" and values.get("quy", "").isdigit():
            return page(self.frame(path, "Lưu trữ", self.entries(self._quarter(int(values["quy"])), 3)))
        if path.startswith("/luu-tru/2023/"):
            return page(self.frame(path, "Lưu trữ", self.entries(self._quarter(int(path[-1])), 3)))
        return super().other(path)


_ENGLISH = (
    "The People's Committee of the district has issued a new plan to improve the roads of the communes in this year.",
    "According to the plan, the works will be carried out by the communes with the help of the people and the state.",
    "The chairman said that the results of the first half of the year were good and that the plan will be completed.",
)


class Languages(Custom):
    """Vietnamese under ``/vi/``, other news in English under ``/en/``, the Vietnamese once more under ``/en_US/``."""

    home = "/vi/trang-chu"
    english: ClassVar[int] = 30

    def article_path(self, story: Story) -> str:
        return f"/vi/tin/{story.slug}-{story.number}.html"

    def list_path(self, section: str, number: int) -> str:
        return f"/vi/muc/{section}" + (f"/trang-{number}.html" if number > 1 else "")

    def doubles(self, story: Story) -> list[str]:
        return []

    def furniture(self, path: str) -> Links:
        twin = path.replace("/vi/", "/en_US/", 1)
        return [("/en/home", "English"), ("/vi/trang-chu?lang=en", "EN"), (twin, "English (US)")]

    def other(self, path: str) -> Reply | None:
        if path.startswith("/en_US/"):
            made = self._table().get(self._normal(path.replace("/en_US/", "/vi/", 1)))
            return page(made(path)) if made else None
        if path == "/en/home":
            items = "".join(
                f'<li><h3><a href="/en/news/{number}">Plan number {number} to improve the roads of this town</a></h3>'
                f"<p>{_ENGLISH[0][:80]}</p></li>"
                for number in range(1, self.english + 1)
            )
            return page(self.frame(path, "Home", f"<ul>{items}</ul>"))
        if path.startswith("/en/news/"):
            text = "".join(f"<p>{one}</p>" for one in _ENGLISH)
            title = f"Plan number {path.rpartition('/')[2]} to improve the roads of this town"
            body = f'<article><h1>{title}</h1><span class="date">05/03/2024 08:30</span><div>{text}</div></article>'
            return page(self.frame(path, title, body))
        return None


class ManyTags(Custom):
    """Every page links to 300 keywords, each with a list of a few articles."""

    def doubles(self, story: Story) -> list[str]:
        return []

    def furniture(self, path: str) -> Links:
        return [(f"/chu-de/chu-de-{number}", f"chủ đề {number}") for number in range(300)]

    def other(self, path: str) -> Reply | None:
        if path.startswith("/chu-de/chu-de-"):
            number = int(path.rpartition("-")[2])
            return page(self.frame(path, "Chủ đề", self.entries([self.stories[number % 40]], 3)))
        return super().other(path)


class ManyOrders(Custom):
    """Every list in three orders, two views and five lengths."""

    def doubles(self, story: Story) -> list[str]:
        return []

    def pager(self, section: str, number: int) -> str:
        own = self.list_path(section, 1)
        orders = [
            (f"{own}?order={order}&view={view}&loc={length}", f"{order} {view}")
            for order in ("moi", "cu", "xem-nhieu")
            for view in ("luoi", "bang")
            for length in range(5)
        ]
        return super().pager(section, number) + self.links(orders)


class NoEnd(Custom):
    """A pager whose last page goes on for ever, dead addresses that lead home, and others that answer 200."""

    known = frozenset({"page"})

    def doubles(self, story: Story) -> list[str]:
        return []

    def list_path(self, section: str, number: int) -> str:
        return f"/danh-muc/{section}" + (f"?page={number}" if number > 1 else "")

    def pager(self, section: str, number: int) -> str:
        return f'<div class="pagination">{self.links([(self.list_path(section, number + 1), "Trang sau")])}</div>'

    def furniture(self, path: str) -> Links:
        return [("/lien-ket-hong", "Liên kết"), ("/bai-da-xoa.html", "Bài đã xóa")]

    def reply(self, path: str) -> Reply:
        parts = urlsplit(path)
        section, number = parts.path.rpartition("/")[2], dict(parse_qsl(parts.query)).get("page", "")
        if parts.path.startswith("/danh-muc/") and section in SECTIONS and number.isdigit():
            last = self._pages(section)
            if int(number) > last:
                body = self.entries(self._of(section)[(last - 1) * self.per_page :], 3) + self.pager(
                    section, int(number)
                )
                return page(self.frame(path, SECTIONS[section], body))
        return super().reply(path)

    def other(self, path: str) -> Reply | None:
        if path == "/bai-da-xoa.html":
            return page(
                self.frame(path, "Thông báo", "<h1>Thông báo</h1><p>Nội dung không tồn tại hoặc đã bị xóa.</p>")
            )
        return redirect("/", 302) if path == "/lien-ket-hong" else None


SITES: tuple[type[MadePortal], ...] = (
    BigTown, LoadMore, Postbacks, Archives, Languages, ManyTags, ManyOrders, NoEnd,
)  # fmt: skip
