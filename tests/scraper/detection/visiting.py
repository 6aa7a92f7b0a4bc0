"""A trial visit without a network: the itinerary asks, a made portal answers, and its answers are judged as ever."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from protego import Protego

from scraper.answers import answer_from_failure, judged
from scraper.detection.itinerary import Itinerary
from scraper.detection.trial import MOST_REQUESTS, Trial, TrialStore
from scraper.discovery import Discovery
from scraper.portal import portal_from_url
from scraper.robots import ForbiddenByRobots
from scraper.store import Answer, CrawlStore, PageResult, Target
from tests.portals.server import Reply

HOME = "http://songlam.example.gov.vn/"
MOMENT = datetime(2026, 3, 4, 5, tzinfo=UTC)


def visit(reply: Callable[[str], Reply], url: str = HOME) -> Trial:
    """Return what a visit of a portal sees that answers a path with what ``reply`` says."""
    portal = portal_from_url(url)
    rules = reply("/robots.txt")
    robots = {"http://songlam.example.gov.vn/robots.txt": (rules.status, rules.body.decode())}
    store = TrialStore(Itinerary(portal, robots))
    as_seen_by_the_spider: CrawlStore = store
    discovery = Discovery(portal)
    as_seen_by_the_spider.begin(portal, discovery.seeds())
    left = MOST_REQUESTS
    while left and store.has_pending():
        target = store.next_target()
        if target is None:
            continue  # it waits
        left -= 1
        assert store.next_target() is None, "one at a time: each page decides on the next"
        store.save(_result(target, reply, robots, discovery))
    store.finish("finished")
    return Trial(portal, store.seen, robots, store.ended)


def _result(
    target: Target, reply: Callable[[str], Reply], robots: dict[str, tuple[int, str]], discovery: Discovery
) -> PageResult:
    [(status, rules)] = robots.values()
    if status == 200 and not Protego.parse(rules).can_fetch(target.url, "congtin"):
        return answer_from_failure(target, ForbiddenByRobots("robots.txt forbids it"), MOMENT, 1.0)
    parts = urlsplit(target.url)
    path = f"{parts.path}{'?' if parts.query else ''}{parts.query}"
    got = reply(path)
    headers = list(got.headers.items())
    answer = Answer(target.url, MOMENT, status=got.status, headers=headers, raw_body=got.body)
    return judged(target, answer, discovery, 1.0)
