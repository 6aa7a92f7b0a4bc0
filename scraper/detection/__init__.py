"""Finding out about a portal from its address alone: its CMS, sections and feeds, and how well its articles are read.

A trial visit (:mod:`scraper.detection.trial`) looks at a dozen pages with the manners of every crawl; what it saw is
summed up here. Nothing is stored.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scraper.address_traits import site_path
from scraper.detection.addresses import without_idle_parts
from scraper.detection.failures import failure_of, is_built_by_script
from scraper.detection.itinerary import declared_feeds, home_page, robots_sitemaps
from scraper.detection.marks import mark_of
from scraper.detection.publisher import names_of, unit_and_province
from scraper.detection.robots_words import robots_words
from scraper.detection.sections import SCRIPT, Section, find_sections
from scraper.detection.weak_points import WeakPoint, weak_points
from scraper.portal import portal_from_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from scraper.detection.itinerary import Seen
    from scraper.detection.trial import Trial
    from scraper.extract.page import Page
    from scraper.items import Article

NO_FAMILY = "generic"


@dataclass(slots=True)
class Detection:
    """What was found out about a portal.

    Attributes:
        url: the portal's home page: where the address that was given leads in the end, inside the portal.
        failure: why there is nothing to say, in one sentence; ``None`` where articles were read.
        name, unit, province: who publishes, as its pages say it.
        family: the CMS family, ``generic`` where none was recognised; ``mark`` says by what, on how many pages.
        robots: what robots.txt says, in words.
        feeds, sitemaps: addresses of those that could be read, or that are declared and were not looked at.
        sections: lists of articles.
        sample: the fullest of the records read.
        articles: how many articles were read.
        weak_points: what is weak in their records.
        browser: whether the pages are built by a script in the browser.
        requests: how many addresses were asked for, robots.txt not counted.
        next_steps: what to do now, in sentences.
    """

    url: str
    failure: str | None = None
    name: str | None = None
    unit: str | None = None
    province: str | None = None
    family: str = NO_FAMILY
    mark: str = "no known CMS's marks"
    robots: str = ""
    feeds: list[str] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sample: Article | None = None
    articles: int = 0
    weak_points: list[WeakPoint] = field(default_factory=list)
    browser: bool = False
    requests: int = 0
    next_steps: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain JSON-ready data."""
        return dataclasses.asdict(self)


def detect(url: str, *, allow_loopback: bool = False, delay: float | None = None) -> Detection:
    """Visit the portal at ``url`` for a look and return what was found out; once a process (Twisted's reactor).

    Raises:
        PortalError: the text is no web address.
    """
    from scraper.detection.trial import run_trial  # Scrapy takes half a second

    return conclude(run_trial(portal_from_url(url), allow_loopback=allow_loopback, delay=delay))


def conclude(trial: Trial) -> Detection:
    """Return what a trial visit found out."""
    seen = trial.seen
    found = Detection(trial.portal.url, requests=len(seen), robots=robots_words(trial.portal.url, trial.robots))
    home = home_page(seen)
    found.browser = home is not None and is_built_by_script(home)
    found.failure = failure_of(trial)
    if home is not None and home.page is not None:
        found.url = _address(trial.portal.url, without_idle_parts(home.result.target.url))
        names = names_of(home.page)
        found.name = names[0] if names else None
        found.unit, found.province = unit_and_province(home.page, names)
        found.family, found.mark = _family([one.page for one in seen if one.page is not None])
        found.feeds = _machine_lists(seen, "feed", declared_feeds(home.page))
        found.sitemaps = _machine_lists(seen, "sitemap", robots_sitemaps(trial.robots))
        found.sections = find_sections(seen, home)
        _take_articles(found, seen, names)
        found.weak_points += _hidden_pages(found.sections)
        found.weak_points += _unreadable_lists(seen, {*declared_feeds(home.page), *robots_sitemaps(trial.robots)})
    found.next_steps = _next_steps(found)
    return found


def _address(given: str, reached: str) -> str:
    """Return where the home page was reached, unless that would narrow the portal to a path of its host."""
    return reached if site_path(reached) == site_path(given) else given


def _take_articles(found: Detection, seen: Sequence[Seen], names: Sequence[str]) -> None:
    """Take the records of the articles, each once, the fullest as the sample, and what is weak in them."""
    results = {  # one article may have been met under two addresses
        (one.result.article.title, one.result.article.text): one.result
        for one in seen
        if one.result.article is not None and one.result.kind == "article"
    }
    articles = [result.article for result in results.values() if result.article is not None]
    found.articles = len(articles)
    found.weak_points = weak_points(articles, names)
    if articles:
        best = max(results.values(), key=lambda one: _fullness(one.article) if one.article else -1)
        best.annotate()
        found.sample = best.article


def _fullness(article: Article) -> int:
    parts = (article.title, article.published, article.lead, article.text, article.captions, article.images)
    return sum(bool(part) for part in parts)


def _family(pages: Sequence[Page]) -> tuple[str, str]:
    """Return the family that recognises most pages, and in words by which mark and on how many."""
    from scraper.families import FAMILIES, recognised

    votes = Counter(family.name for page in pages if (family := recognised(page)) is not None)
    if not votes:
        return NO_FAMILY, "no known CMS's marks"
    [(name, count)] = votes.most_common(1)
    family = FAMILIES[name]
    page = next(page for page in pages if family.recognises(page))
    return name, f"{mark_of(family, page)}, on {count} of {len(pages)} pages"


def _machine_lists(seen: Sequence[Seen], kind: str, declared: Sequence[str]) -> list[str]:
    """Return the feeds or sitemaps: those that were read, then those that are declared and were not looked at."""
    asked = {one.result.target.url: one for one in seen if one.purpose == kind}
    read = [url for url, one in asked.items() if _is_read(one)]
    return read + [url for url in declared if url not in asked]


def _is_read(one: Seen) -> bool:
    """Tell whether a feed or sitemap was there and could be read as what it was asked for as."""
    return one.result.kind == one.purpose and one.result.outcome == "stored"


def _unreadable_lists(seen: Sequence[Seen], declared: AbstractSet[str]) -> list[WeakPoint]:
    """Tell of declared feeds and sitemaps that are none; what was only tried at its usual address is no weak point."""
    return [
        WeakPoint(one.purpose, f"{one.result.target.url} is declared and is none ({one.result.reason or 'no list'})")
        for one in seen
        if one.purpose in {"feed", "sitemap"}
        and not _is_read(one)
        and one.result.outcome != "redirect"
        and one.result.target.url in declared
    ]


def _hidden_pages(sections: Sequence[Section]) -> list[WeakPoint]:
    """Tell of lists whose further pages only a script opens, where no list of the portal shows their addresses."""
    forms = [section.pager for section in sections if section.entries is not None]
    if SCRIPT not in forms or any(form not in {SCRIPT, None} for form in forms):
        return []
    hidden = forms.count(SCRIPT)
    words = f"further pages of {hidden} of {len(forms)} lists are opened by script only: older articles may be missed"
    return [WeakPoint("sections", words)]


def _next_steps(found: Detection) -> list[str]:
    """Return what to do now."""
    if found.browser and found.failure is not None:
        return ["Install the extra [browser] and give the portal's description the line browser = true."]
    if found.failure is not None:
        return []
    steps = [f"congtin crawl {found.url} --archive DIR --limit 50 reads the first fifty pages as it is."]
    steps.append(f"congtin portal add {found.url} writes a description, which you can make exact.")
    advice = dict.fromkeys(point.advice for point in found.weak_points if point.advice)
    return steps + [f"{words[0].upper()}{words[1:]}." for words in advice]
