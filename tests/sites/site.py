"""A made-up portal that knows what it publishes and what each of its answers is."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import ClassVar, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.portals.server import LoopbackPortal, Reply
from tests.sites.stories import FIRST_VISIT, Block, Story

Role = Literal[
    "door", "home", "section", "list", "article", "document", "feed", "sitemap", "robots", "other", "missing"
]
# What a crawl of the news is for; of each page the first answer, the others are requests spent outside.
WANTED = frozenset({"home", "section", "list", "article", "document"})
# What a later visit with nothing new may ask for, each once ("section" is the first page of a list).
# A "door" is a redirect on the way to the home page.
DOORS = frozenset({"door", "home", "section", "feed", "sitemap", "robots"})


@dataclass(frozen=True)
class Served:
    """An answer, what it is, and which page it is an address of (``12`` of article 12, ``tin-tuc 3`` of page 3)."""

    reply: Reply
    role: Role
    identity: str = ""


@dataclass(frozen=True)
class Asked:
    """One request as the site saw it."""

    address: str
    role: Role
    identity: str


@dataclass
class Changes:
    """What happened to a portal between two visits: numbers of articles."""

    added: int
    inserted: int
    edited: int
    removed: int


class Site(ABC):
    """One portal. ``stories`` may be changed between visits; addresses are paths with their query."""

    name: ClassVar[str]
    entry: ClassVar[str] = "/"  # where the portal begins on its host
    sections: ClassVar[dict[str, str]]
    per_page: ClassVar[int] = 10
    conditional: ClassVar[bool] = False  # whether its server sends an ETag
    prints_time: ClassVar[bool] = True  # whether the stamp has hours and minutes

    def __init__(self, stories: list[Story]) -> None:
        self.stories = {story.number: story for story in stories}
        self.now: datetime = FIRST_VISIT
        self.origin = ""
        self._hits = 48_210

    @abstractmethod
    def serve(self, path: str, query: dict[str, str]) -> Served:
        """Answer one address."""

    @abstractmethod
    def address(self, story: Story) -> str:
        """Return the canonical address of an article."""

    @abstractmethod
    def write(self, number: int, published: datetime, section: str) -> Story:
        """Write one more article."""

    @property
    @abstractmethod
    def furniture(self) -> tuple[str, ...]:
        """Return words that stand around every article and belong to none."""

    def author_lines(self, story: Story) -> tuple[str, ...]:
        """Return the paragraphs in which the page names who wrote the article."""
        return ()

    def stumble(self, address: str) -> Reply | None:
        """Return what the server answers in place of a page that it fails to make for now; ``None``: it makes it."""
        return None

    def ask(self, address: str) -> Served:
        """Answer an address with its query."""
        parts = urlsplit(address)
        return self.serve(unquote(parts.path), dict(parse_qsl(parts.query, keep_blank_values=True)))

    def sorted(self, section: str | None = None) -> list[Story]:
        """Return the articles of a section (of all), the newest first."""
        found = [story for story in self.stories.values() if section is None or section in story.sections]
        return sorted(found, key=lambda story: story.published, reverse=True)

    def page_of(self, section: str | None, number: int, size: int | None = None) -> tuple[list[Story], int]:
        """Return page ``number`` (from 1) of a section's list, and how many pages there are."""
        listed, size = self.sorted(section), size or self.per_page
        return listed[(number - 1) * size : number * size], max(1, -(-len(listed) // size))

    def older(self, story: Story, count: int = 5) -> list[Story]:
        """Return the articles published before in the same section."""
        listed = self.sorted(story.sections[0])
        place = listed.index(story)
        return listed[place + 1 : place + 1 + count]

    def newer(self, story: Story, count: int = 5) -> list[Story]:
        """Return the articles published after in the same section."""
        listed = self.sorted(story.sections[0])
        place = listed.index(story)
        return listed[max(0, place - count) : place]

    def pinned(self) -> list[Story]:
        """Return what stands on top of every page."""
        return [story for story in self.stories.values() if story.pinned]

    def hit(self) -> int:
        """Count a view; the counter in the footer differs on every answer."""
        self._hits += 1
        return self._hits

    def week_later(self) -> Changes:
        """Let a week pass: one article on top, one with an old date on page 3, one edited, one removed."""
        self.now = FIRST_VISIT + timedelta(days=7)
        section = max(self.sections, key=lambda key: len(self.sorted(key)))
        listed, last = self.sorted(section), max(self.stories)
        added = self.write(last + 1, self.now - timedelta(hours=2), section)
        after = listed[self.per_page * 2 + 2]
        inserted = self.write(last + 2, after.published + timedelta(minutes=1), section)
        edited = listed[1]
        edited.blocks.append(Block("text", "Bản tin được bổ sung số liệu do văn phòng cung cấp chiều cùng ngày."))
        removed = next(story for story in listed[3:] if not story.pinned and len(story.sections) == 1)
        del self.stories[removed.number]
        for story in (added, inserted):
            self.stories[story.number] = story
        return Changes(added.number, inserted.number, edited.number, removed.number)

    def html(self, body: str, status: int = 200) -> Reply:
        """Return a page of this site."""
        headers = {"Content-Type": "text/html; charset=utf-8"}
        return Reply(body.encode(), status, headers, conditional=self.conditional)

    def xml(self, body: str, kind: str = "text/xml") -> Reply:
        """Return a list for machines."""
        return Reply(body.encode(), 200, {"Content-Type": f"{kind}; charset=utf-8"}, conditional=self.conditional)


class SiteServer(LoopbackPortal):
    """Serves a site on loopback and keeps a log of its own of what every request was for."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.log: list[Asked] = []
        self._lock = threading.Lock()
        site.origin = self.url.rstrip("/")

    def reply(self, path: str) -> Reply:
        """Answer and take down."""
        with self._lock:
            failed = self.site.stumble(path)
            served = Served(failed, "other", "failed for now") if failed else self.site.ask(path)
            self.log.append(Asked(path, served.role, served.identity))
        return served.reply


def rss(site: Site, title: str, stories: list[Story]) -> str:
    """Return an RSS 2.0 feed."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{escape(site.origin + site.address(story))}</link>"
        f"<description>{escape(story.lead)}</description>"
        f"<pubDate>{story.published:%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
        for story in stories
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{site.origin}/</link><description>{escape(title)}</description>{items}</channel></rss>"
    )


def urlset(entries: list[tuple[str, str]]) -> str:
    """Return a sitemap of (absolute address, last change or empty)."""
    urls = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"
        for address, changed in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )
