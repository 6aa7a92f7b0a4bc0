"""The portals of the corpus: what each publishes, and what it answers to an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import cache, cached_property
from html import escape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scraper.vietnamese import fold
from tests.benchmark.corpus.furniture import (
    SECTIONS,
    STANDING,
    Changing,
    Link,
    control_state,
    menu,
    script,
    style,
    web_links,
)
from tests.benchmark.corpus.layouts import LAYOUTS, Layout
from tests.benchmark.large_people import places as _places
from tests.benchmark.large_people import zipf
from tests.benchmark.large_texts import Writer, by_province

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmark.large_people import Place

_LAST_DAY = date(2025, 6, 20)  # the newest article of every portal is of that day, before the districts went
_SMALLEST, _LARGEST = 30_000, 118_000  # bytes of an article's page that the padding aims at
_MEDIAN, _SPREAD = 55_000, 0.4
_DAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
_FEED_LENGTH, _NEWEST = 20, 30
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
)  # fmt: skip

_BACK = re.compile(r"[?&]redirect=[^&]*$")  # the way back to the list, which Liferay adds to the links of lists


@dataclass(frozen=True, slots=True)
class Answer:
    """What a portal answers: status, headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a picture with its caption (which may be empty)."""

    text: str = ""
    picture: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PublishedArticle:
    """An article as its page prints it; ``record`` is what was written, names and days with their places."""

    id: int
    section: Link
    address: str
    title: str
    lead: str
    blocks: Sequence[Block]
    author: str
    published: datetime
    views: int
    files: Sequence[tuple[str, str]]
    record: dict[str, Any] = field(repr=False)

    @property
    def day(self) -> str:
        """The name of the day of the week."""
        return _DAYS[self.published.weekday()]


class CorpusPortal:
    """A portal of the corpus. Everything follows from number, count and seed; the same in every process.

    Args:
        number: which one; its layout is that of its number.
        articles: how many articles it has.
        origin: scheme and host of its addresses.
        seed: other portals for another seed.
    """

    def __init__(self, number: int, articles: int, origin: str, seed: str = "corpus") -> None:
        self.number, self.origin = number, origin
        self._seed = f"{seed} {number}"
        self._count = articles
        self._place, self._above, self._writer = _newsroom(seed, number)
        self.layout: Layout = LAYOUTS[number % len(LAYOUTS)]
        self.name = f"Cổng thông tin điện tử {self._place.unit.full_name}"
        self._host = fold(self._place.unit.name).replace(" ", "")
        random = Random(self._seed)
        count = random.randint(5, len(SECTIONS))
        self.sections = [Link(self._address(self.layout.section, key), name) for key, name in SECTIONS[:count]]
        self._keys = {link.address: key for link, (key, _) in zip(self.sections, SECTIONS, strict=False)}
        self.standing = [Link(f"/{key}.html", name) for key, name in STANDING]
        self.menu = menu(random, self.sections, self.standing, int(min(320, max(40, random.lognormvariate(5.1, 0.5)))))
        self.web_links = web_links(random, random.randint(10, 70))
        self.style = style(random, random.randint(500, 6_000))
        self._wanted = int(min(_LARGEST, max(_SMALLEST, random.lognormvariate(0, _SPREAD) * _MEDIAN)))
        self._template = _TEMPLATES.get_template(f"{self.layout.name}.html")

    @cached_property
    def articles(self) -> list[PublishedArticle]:
        """The articles, the newest first."""
        random = Random(f"{self._seed} calendar")
        day, found = _LAST_DAY, []
        for number in range(self._count, 0, -1):
            found.append(self._published(random, number, day))
            day -= timedelta(random.choice((0, 0, 0, 1, 1, 2, 3)))
        return found

    def article_paths(self) -> list[str]:
        """Return the addresses of the articles (path and query), the newest first."""
        return [article.address for article in self.articles]

    def answer(self, path: str, tick: int = 0) -> Answer:
        """Return what the portal answers to a path with its query; of each tick other counters, tokens and boxes."""
        path = _BACK.sub("", path)
        shown = self._pages.get(path)
        if path == "/robots.txt":
            lines = "User-agent: *\nDisallow: /admin/\nDisallow: /users/\n"
            named = f"Sitemap: {self.origin}/sitemap.xml\n" if self.layout.sitemap != "none" else ""
            return Answer(200, {"Content-Type": "text/plain"}, (lines + named).encode())
        if path == "/sitemap.xml" and self.layout.sitemap != "none":
            return self._xml(self._sitemap())
        if path in self._feeds:
            return self._xml(self._feed(*self._feeds[path]))
        if shown is None:
            return self._page(path, tick, {"heading": "404 - Không tìm thấy trang"}, 404)
        return self._page(path, tick, shown)

    @cached_property
    def _pages(self) -> dict[str, dict[str, Any]]:
        """What the page of each address shows."""
        found: dict[str, dict[str, Any]] = {"/": {"home": self._home()}}
        for link in self.standing:
            found[link.address] = {"heading": link.words, "standing": True}
        for section in self.sections:
            found.update(self._list(section))
        for place, article in enumerate(self.articles):
            same = [one for one in self.articles[place + 1 : place + 60] if one.section is article.section]
            found[article.address] = {"article": article, "older": same[:8]}
        return found

    @cached_property
    def _feeds(self) -> dict[str, tuple[str, list[PublishedArticle]]]:
        """Title and articles by the address of the feed."""
        if not self.layout.feed:
            return {}
        return {self.feed_of(section): (section.words, self._of(section)[:_FEED_LENGTH]) for section in self.sections}

    def feed_of(self, section: Link) -> str:
        """Return the address of a section's feed, empty where the system has none."""
        return self._address(self.layout.feed, self._keys[section.address])

    def _home(self) -> list[tuple[Link, list[PublishedArticle]]]:
        return [(section, self._of(section)[:6]) for section in self.sections]

    def _of(self, section: Link) -> list[PublishedArticle]:
        return [article for article in self.articles if article.section is section]

    def _list(self, section: Link) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the addresses of a section's list, and what each shows."""
        listed, size, key = self._of(section), self.layout.per_page, self._keys[section.address]
        count = max(1, -(-len(listed) // size))
        pages = [section.address] + [self._address(self.layout.page, key, page=n) for n in range(2, count + 1)]
        for place, address in enumerate(pages):
            entries = listed[place * size : (place + 1) * size]
            # A pager shows the ends and what is near; the rest is reached step by step.
            near = [n for n in range(count) if n in (0, count - 1) or abs(n - place) <= 3]
            pager = [Link(pages[n], str(n + 1)) for n in near] if count > 1 else []
            yield address, {"section": section, "entries": entries, "pager": pager}

    def _address(self, pattern: str, section: str, *, page: int = 1, slug: str = "", number: int = 0) -> str:
        start = (page - 1) * self.layout.per_page
        return pattern.format(section=section, page=page, start=start, slug=slug, id=number, host=self._host)

    def _published(self, random: Random, number: int, day: date) -> PublishedArticle:
        record = self._writer.record(number, self._place, day, self._above)
        section = self.sections[zipf(random, len(self.sections))]
        captions = {one["image"]: one["text"] for one in record["captions"]}
        blocks = []
        pictures = {image["after"]: image["src"] for image in record["images"]}
        for place, text in enumerate(record["text"].split("\n\n"), 1):
            blocks.append(Block(text))
            if (picture := pictures.get(place)) is not None:
                blocks.append(Block("", f"/uploads/{day.year}/{number}-{place}.jpg", captions.get(picture, "")))
        slug = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(record["title"])).split())[:80]
        moment = (
            datetime.fromisoformat(record["published"]) if record["published"] else datetime(day.year, day.month, 1)
        )
        return PublishedArticle(
            number, section,
            self._address(self.layout.article, self._keys[section.address], slug=slug, number=number),
            record["title"], record["lead"] or "", blocks, record["author"] or "Ban Biên tập",
            moment.replace(tzinfo=None), record["stats"]["views"] or 0,
            [(f"/uploads/van-ban/{number}.pdf", one["label"] or "Toàn văn") for one in record["attachments"]], record,
        )  # fmt: skip

    @cached_property
    def _padding(self) -> str:
        """Scripts that bring a page to the size that the portal's have; what is ``__VIEWSTATE`` is left out of it."""
        missing = self._wanted - len(self._rendered(self.articles[0].address, 0, "", 0)) if self.articles else 0
        return script(Random(f"{self._seed} script"), int(max(0, missing) * (1 - self.layout.view_state)))

    @cached_property
    def _state_size(self) -> int:
        share = self.layout.view_state
        return int(len(self._padding) / (1 - share) * share) if share else 0

    @cached_property
    def _controls(self) -> bytes:
        return control_state([*self.menu, *self.web_links])

    def _rendered(self, path: str, tick: int, padding: str, state: int, **shown: Any) -> bytes:
        changing = Changing(f"{self._seed} {path}", tick)
        read = changing.random.sample(self.articles, min(8, len(self.articles)))
        shown = shown or self._pages[path]
        return self._template.render(
            {"article": None, "entries": None, "home": None, "heading": "", "standing": False, "section": None,
             "pager": [], "older": [], **shown},
            portal=self, path=path, changing=changing, most_read=read, newest=self.articles[:10],
            script=padding,
            view_state=changing.view_state(state, self._controls, _own_state(shown, read)) if state else "",
        ).encode()  # fmt: skip

    def _page(self, path: str, tick: int, shown: dict[str, Any], status: int = 200) -> Answer:
        body = self._rendered(path, tick, self._padding, self._state_size, **shown)
        headers = {"Content-Type": "text/html; charset=utf-8", "Server": self.layout.server, "Cache-Control": "private"}
        if self.layout.cookie:
            headers["Set-Cookie"] = f"{self.layout.cookie}={Changing(self._seed + path, tick).token}; path=/; HttpOnly"
        if status == 200 and (article := shown.get("article")) is not None:
            if self.layout.validator == "ETag":
                headers["ETag"] = f'W/"{article.id}-{article.published:%Y%m%d%H%M}"'
            elif self.layout.validator == "Last-Modified":
                headers["Last-Modified"] = format_datetime(article.published.replace(tzinfo=UTC), usegmt=True)
        return Answer(status, headers, body)

    @staticmethod
    def _xml(body: str) -> Answer:
        return Answer(200, {"Content-Type": "text/xml; charset=utf-8"}, body.encode())

    def _sitemap(self) -> str:
        listed = self.articles if self.layout.sitemap == "all" else self.articles[:_NEWEST]
        entries = "".join(
            f"<url><loc>{escape(self.origin + one.address)}</loc>"
            f"<lastmod>{one.published:%Y-%m-%dT%H:%M:%S}+07:00</lastmod></url>\n"
            for one in listed
        )
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
        )

    def _feed(self, title: str, articles: list[PublishedArticle]) -> str:
        items = "".join(
            f"<item><title>{escape(one.title)}</title><link>{escape(self.origin + one.address)}</link>"
            f"<description>{escape(one.lead)}</description>"
            f"<pubDate>{one.published:%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>\n"
            for one in articles
        )
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(title)}</title>'
            f"<link>{self.origin}/</link><description>{escape(self.name)}</description>\n{items}</channel></rss>\n"
        )


def _own_state(shown: dict[str, Any], read: Sequence[PublishedArticle]) -> bytes:
    """Return what a view state keeps of a page's own: its article or list, and a box of what is read."""
    article = shown.get("article")
    texts = [] if article is None else [article.title, article.lead, *(block.text for block in article.blocks)]
    listed = [*(shown.get("entries") or ()), *shown.get("older", ()), *read]
    links = [Link(one.address, one.title) for one in listed]
    return "\x1e\x04".join(texts).encode() + control_state(links)


def corpus_portal(number: int, articles: int, origin: str = "", seed: str = "corpus") -> CorpusPortal:
    """Return portal ``number`` with so many articles; without an origin under a host of its own that does not exist."""
    return CorpusPortal(number, articles, origin or f"https://p{number}.corpus.example.vn", seed)


@cache
def _country(seed: str) -> tuple[list[Place], dict[str, list[Place]], Writer]:
    """Return the places that publish, whom their articles may name too, and who writes, for all portals of a seed."""
    found = [place for place in _places(Random(seed)) if place.first <= _LAST_DAY]
    return found, by_province(found), Writer(seed)


def _newsroom(seed: str, number: int) -> tuple[Place, list[Place], Writer]:
    found, above, writer = _country(seed)
    place = found[number % len(found)]
    return place, above[place.province.id], writer.apart(f"{seed} {number}")
