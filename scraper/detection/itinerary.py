"""What a trial visit looks at: the home page, lists of the likeliest sections, articles of each, feed and sitemap.

Each page is chosen by what the pages before it showed. A page that turns out not to be what it was taken for is made
up for by another one, as far as the requests last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from protego import Protego

from scraper.address_traits import url_pattern
from scraper.canonical import absolute_url, canonical_key
from scraper.detection.sections import HEADLINE, ranked_sections
from scraper.discovery import Discovery
from scraper.extract import read_page
from scraper.machine_lists import expected_kind, is_side_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scraper.extract.links import Link
    from scraper.extract.page import Page
    from scraper.portal import Portal
    from scraper.store import PageResult, Target

Purpose = Literal["home", "section", "further", "article", "feed", "sitemap"]

# In this order: articles of the home page and of two sections, a second page of a list, what machines are given.
_WISHES: tuple[Purpose, ...] = (
    "home", "section", "article", "article", "feed", "section", "article", "sitemap", "further", "article", "section",
)  # fmt: skip
_ENTRIES = frozenset({"list", "related", "body"})  # places of links to articles
_MOST_DOORS = 3  # links up to which a page without news is a door to the home page
MOST_SUBSTITUTES = 4  # pages asked for because another was not what it was taken for


@dataclass(frozen=True, slots=True)
class Stop:
    """An address to look at, and what it is taken for."""

    key: str
    url: str
    purpose: Purpose
    tries: int = 0


@dataclass
class Seen:
    """A page that was asked for: what it was taken for, and what came back."""

    purpose: Purpose
    result: PageResult
    portal: Portal

    @cached_property
    def page(self) -> Page | None:
        """The page, ``None`` where no readable page came back."""
        if self.result.article is None:
            return None
        answer = self.result.answer
        headers = dict(answer.headers)
        _, page = read_page(answer.body, answer.url, headers=headers, portal=self.portal, captured_at=answer.fetched_at)
        return page

    @property
    def is_page(self) -> bool:
        """Whether a readable page of the portal came back."""
        return self.page is not None

    @cached_property
    def links(self) -> list[Link]:
        """The links of the page that a crawl would follow."""
        if self.page is None:
            return []
        followed = {found.key for found in self.result.links if found.cut is None}
        return [link for link in self.page.links if canonical_key(link.url) in followed]

    @cached_property
    def sections(self) -> list[Link]:
        """The links that most likely lead to lists of articles, the likeliest first."""
        return ranked_sections(self, self.portal)


def home_page(seen: Sequence[Seen]) -> Seen | None:
    """Return the home page: where redirects and greeting pages led in the end, ``None`` where nothing could be read."""
    return next((one for one in reversed(seen) if one.purpose == "home" and one.is_page), None)


class Itinerary:
    """Decides what a trial visit looks at next.

    Args:
        portal: the portal.
        robots: the robots.txt that have been read, by address: (status, text); filled while the visit goes on.
    """

    def __init__(self, portal: Portal, robots: Mapping[str, tuple[int, str]]) -> None:
        self._portal = portal
        self._robots = robots
        self._discovery = Discovery(portal)
        self._wishes = list(_WISHES)
        self._substitutes = MOST_SUBSTITUTES
        self._urgent: list[Stop] = []
        self._asked: dict[str, Purpose] = {}
        self._seen: list[Seen] = []
        self._doors = 2  # pages before the home page that may be gone through
        self._misleading: set[str] = set()  # patterns of addresses that were taken for articles' and were none

    def next(self) -> Stop | None:
        """Return what to look at next, ``None`` where there is nothing more."""
        stop = self._take()
        if stop is not None:
            self._asked[stop.key] = stop.purpose
        return stop

    def has_more(self) -> bool:
        """Tell whether there is more to look at."""
        return bool(self._urgent) or any(self._candidate(purpose) for purpose in self._wishes)

    def again(self, target: Target) -> bool:
        """Ask once more for the home page, which brought no usable answer; for any other there is another one."""
        if self._asked.get(target.key) != "home":
            return False
        self._urgent.append(Stop(target.key, target.url, "home", target.tries + 1))
        return True

    def note(self, result: PageResult) -> Seen:
        """Take note of what came back, and return it with what it had been taken for."""
        purpose = self._asked[result.target.key]
        seen = Seen(purpose, result, self._portal)
        self._seen.append(seen)
        if result.outcome == "redirect":
            self._urgent += [
                Stop(link.key, link.url, purpose, result.target.tries + 1)
                for link in result.links
                if link.key not in self._asked or link.key == result.target.key
            ]
        elif purpose == "home" and seen.is_page and result.kind not in {"article", "document", "listing"}:
            self._go_on_from(seen)
        elif purpose in {"article", "section"} and not _is_as_wished(purpose, result):
            if purpose == "article":
                self._misleading.add(url_pattern(result.target.url))
            if self._substitutes:
                self._substitutes -= 1
                self._wishes.insert(0, purpose)
        return seen

    def _go_on_from(self, door: Seen) -> None:
        """Look behind a page that is hardly more than a door: it greets and leads to the real home page."""
        onward = [link for link in door.links if canonical_key(link.url) not in self._asked]
        if self._doors and 0 < len(onward) <= _MOST_DOORS:
            self._doors -= 1
            self._urgent.append(Stop(canonical_key(onward[-1].url), onward[-1].url, "home"))

    def _take(self) -> Stop | None:
        if self._urgent:
            return self._urgent.pop(0)
        for position, purpose in enumerate(self._wishes):
            url = self._candidate(purpose)
            if url is not None:
                del self._wishes[position]
                return Stop(canonical_key(url), url, purpose)
        return None

    def _candidate(self, purpose: Purpose) -> str | None:
        match purpose:
            case "home":
                urls: Iterator[str] = iter([self._portal.url])
            case "section":
                home = self._home()
                urls = (link.url for link in home.sections) if home else iter(())
            case "further":
                urls = self._further_pages()
            case "article":
                urls = self._likely_articles()
            case "feed":
                urls = self._feeds()
            case "sitemap":
                urls = self._sitemaps()
        return next((url for url in urls if canonical_key(url) not in self._asked), None)

    def _home(self) -> Seen | None:
        return home_page(self._seen)

    def _further_pages(self) -> Iterator[str]:
        for seen in self._seen:
            if seen.purpose == "section" and seen.result.kind == "listing":
                pager = [link for link in seen.links if link.place == "pager"]
                yield from (link.url for link in sorted(pager, key=lambda link: link.text != "2"))

    def _likely_articles(self) -> Iterator[str]:
        """Yield addresses of likely articles, of the page first that fewest have been taken from so far."""
        pages = [seen for seen in self._seen if seen.is_page and seen.purpose in {"home", "section", "further"}]
        articles = {key for key, purpose in self._asked.items() if purpose == "article"}
        lists = self._asked.keys() - articles
        for seen in sorted(pages, key=lambda one: sum(canonical_key(link.url) in articles for link in one.links)):
            for link in seen.links:
                doubtful = url_pattern(link.url) in self._misleading or canonical_key(link.url) in lists
                if link.place in _ENTRIES and len(link.text) >= HEADLINE and not doubtful:
                    yield link.url

    def _feeds(self) -> Iterator[str]:
        home = self._home()
        if home is not None and home.page is not None:
            yield from (url for url in likely_feeds(home.page) if self._discovery.is_inside(url))

    def _sitemaps(self) -> Iterator[str]:
        """Yield the sitemaps that robots.txt names, else the address at which most are."""
        if self._home() is None:
            return
        named = [url for url in robots_sitemaps(self._robots) if self._discovery.is_inside(url)]
        yield from named or filter(None, [absolute_url(self._portal.url, "/sitemap.xml")])


def _is_as_wished(purpose: Purpose, result: PageResult) -> bool:
    return result.kind == ("listing" if purpose == "section" else "article")


def declared_feeds(page: Page) -> list[str]:
    """Return the feeds that a page declares in its head, those of comments and tags left out."""
    hrefs = [
        element.get("href")
        for element in page.tree.iter("link")
        if "alternate" in (element.get("rel") or "").lower().split()
        and (element.get("type") or "").lower().endswith(("rss+xml", "atom+xml"))
    ]
    urls = dict.fromkeys(url for href in hrefs if href and (url := absolute_url(page.base_url, href)))
    return [url for url in urls if not is_side_list(url)]


def likely_feeds(page: Page) -> list[str]:
    """Return the feeds that a page declares, then what it links to that is spelt like one."""
    feeds = [link.url for link in page.links if link.place == "feed" or expected_kind(link.url) == "feed"]
    linked = [url for url in feeds if not is_side_list(url)]
    return list(dict.fromkeys([*declared_feeds(page), *linked]))


def robots_sitemaps(robots: Mapping[str, tuple[int, str]]) -> list[str]:
    """Return the sitemaps that robots.txt names."""
    return list(dict.fromkeys(url for status, text in robots.values() if status == 200 for url in _sitemaps_of(text)))


def _sitemaps_of(text: str) -> list[str]:
    return [url for url in Protego.parse(text).sitemaps if url]
