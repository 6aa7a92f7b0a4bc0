"""What is missing while a portal is down is not gone; what is missing by itself is, once a later day confirms it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.editions import Editions
from tests.portals.server import Reply, page, redirect
from tests.portals.stories import Story

pytestmark = pytest.mark.long

COUNT = 24
DAYS = [f"2026-11-{day:02}T08:00:00+07:00" for day in range(1, 16)]
NOT_FOUND = Reply(b"<html><body><h1>404 Not Found</h1></body></html>", 404, {"Content-Type": "text/html"})
BROKEN = Reply(b"<html><body><h1>Service Unavailable</h1></body></html>", 503, {"Content-Type": "text/html"})
MAINTENANCE = page("<html><body><h1>Hệ thống đang nâng cấp</h1><p>Mời quý vị quay lại sau.</p></body></html>")

Weather = Callable[[str], Reply | None]


class Weathered(Editions):
    """A portal that answers by itself only where the weather lets it.

    Attributes:
        weather: what comes back for an address instead of its page, ``None`` for the page.
    """

    def __init__(self) -> None:
        super().__init__(COUNT)
        self.weather: Weather = lambda _: None

    def reply(self, path: str) -> Reply:
        return self.weather(path) or super().reply(path)


class Site:
    """A portal that was crawled on the first day, and the archive of that."""

    def __init__(self, portal: Weathered, archive: Path) -> None:
        self.portal, self.archive = portal, archive

    def visit(self, day: int, *options: str) -> str:
        """Crawl on a day of the month; returns how it ended."""
        self.portal.asked.clear()
        done = crawl(self.portal.url, self.archive, *options, now=DAYS[day - 1])
        assert "Traceback" not in done.stderr
        books_balance(self.archive)
        outcome = one(self.archive, "SELECT outcome FROM crawls ORDER BY id DESC LIMIT 1")
        assert isinstance(outcome, str)
        return outcome

    def asked(self) -> list[str]:
        return [asked.path for asked in self.portal.asked]

    def path(self, place: int) -> str:
        return self.portal.article_path(self.story(place))

    def story(self, place: int) -> Story:
        return self.portal.stories[place]

    def lost(self) -> list[tuple[Any, ...]]:
        """The disappearances: (path, day gone, day confirmed, day back)."""
        found = rows(
            self.archive,
            "SELECT a.url, d.gone_at, d.confirmed_at, d.returned_at FROM disappearances d "
            "JOIN articles a ON a.id = d.article ORDER BY d.gone_at, a.url",
        )
        return [
            ("/" + url.split("/", 3)[3], *(stamp and int(stamp[8:10]) for stamp in stamps)) for url, *stamps in found
        ]

    def portal_gone(self) -> tuple[Any, ...]:
        [row] = rows(self.archive, "SELECT substr(gone_at, 9, 2), substr(gone_confirmed_at, 9, 2) FROM portals")
        return row

    def captures_of(self, path: str) -> list[tuple[Any, ...]]:
        """Outcome of each settled capture of an article, and whether it shows a revision."""
        return rows(
            self.archive,
            "SELECT c.outcome, c.revision IS NOT NULL FROM captures c JOIN articles a ON a.id = c.article "
            "WHERE a.url LIKE ? AND c.outcome <> 'retried' ORDER BY c.id",
            f"%{path}",
        )


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Weathered() as portal:
        site = Site(portal, tmp_path_factory.mktemp("weathered") / "crawled")
        assert site.visit(1) == "ok"
        assert one(site.archive, "SELECT count(*) FROM articles") == COUNT
        yield site


@pytest.fixture
def site(crawled: Site, tmp_path: Path) -> Iterator[Site]:
    stories = list(crawled.portal.stories)
    shutil.copytree(crawled.archive, tmp_path / "archive")
    yield Site(crawled.portal, tmp_path / "archive")
    crawled.portal.stories, crawled.portal.weather = stories, lambda _: None
    crawled.portal.changed()


def without(*paths: str, answer: Reply = NOT_FOUND) -> Weather:
    return lambda path: answer if path in paths else None


def wiped(path: str) -> Reply | None:
    """Answer as a host does whose site has been taken off it."""
    return NOT_FOUND


def articles_lost_and_home(home: Reply) -> Weather:
    return lambda path: home if path == "/" else NOT_FOUND if path.startswith("/tin/") else None


# ---------------------------------------------------------------------- gone by itself


def test_an_article_is_gone_confirmed_on_a_later_day_and_back(site: Site) -> None:
    path = site.path(5)
    site.portal.weather = without(path)
    for day, expected in ((2, (path, 2, None, None)), (3, (path, 2, 3, None)), (4, (path, 2, 3, None))):
        site.visit(day)
        assert site.lost() == [expected]
    site.portal.weather = without()
    site.visit(6)
    assert site.lost() == [(path, 2, 3, 6)]
    assert site.captures_of(path) == [("stored", 1), ("gone", 0), ("gone", 0), ("gone", 0), ("unchanged", 1)]
    assert rows(site.archive, "SELECT reason FROM disappearances") == [("status 404",)]
    assert one(site.archive, "SELECT count(*) FROM revisions") == COUNT
    site.portal.weather = without(path)
    site.visit(7)
    site.visit(8)
    assert site.lost() == [(path, 2, 3, 6), (path, 7, 8, None)]


def test_what_is_missing_for_a_day_only_has_not_disappeared(site: Site) -> None:
    site.portal.weather = without(site.path(5))
    site.visit(2)
    site.visit(2)
    assert len(site.lost()) == 1
    site.portal.weather = without()
    site.visit(3)
    assert site.lost() == []
    assert one(site.archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
    assert ("gone", 0) in site.captures_of(site.path(5)), "the answer is kept all the same"


@pytest.mark.parametrize("where", ["another article", "out of the portal"])
def test_what_leads_elsewhere_is_not_gone(site: Site, where: str) -> None:
    path = site.path(5)
    target = site.path(6) if where == "another article" else "http://127.0.0.1:9/khac/"
    site.portal.weather = without(path, answer=redirect(target))
    site.visit(2)
    site.visit(3)
    assert site.lost() == []
    assert site.captures_of(path) == [("stored", 1), ("redirect", 0), ("redirect", 0)]
    assert one(site.archive, "SELECT substr(last_seen, 9, 2) FROM articles WHERE url LIKE ?", f"%{path}") == "01"


def test_a_page_that_is_no_article_is_no_sight_of_it_also_where_it_stays(site: Site) -> None:
    path = site.path(5)
    site.portal.weather = without(path, answer=MAINTENANCE)
    site.visit(2)
    site.visit(3)
    site.visit(4)
    assert all(shows == 0 for _, shows in site.captures_of(path)[1:])
    assert one(site.archive, "SELECT substr(last_seen, 9, 2) FROM articles WHERE url LIKE ?", f"%{path}") == "01"
    assert site.lost() == []
    site.portal.weather = without()
    site.visit(5)
    assert one(site.archive, "SELECT substr(last_seen, 9, 2) FROM articles WHERE url LIKE ?", f"%{path}") == "05"
    assert one(site.archive, "SELECT count(*) FROM revisions") == COUNT


# ---------------------------------------------------------------------- the portal is down


@pytest.mark.parametrize(
    "home",
    [BROKEN, MAINTENANCE, redirect("http://127.0.0.1:9/khac/"), Reply(reset=True)],
    ids=["503", "maintenance", "out of the portal", "reset"],
)
def test_a_portal_that_is_down_is_not_a_thousand_deletions(site: Site, home: Reply) -> None:
    site.portal.weather = articles_lost_and_home(home)
    for day in (2, 3):
        assert site.visit(day) != "ok"
        assert site.lost() == []
    assert site.portal_gone() == (None, None), "downtime"
    assert one(site.archive, "SELECT sum(articles_gone) FROM crawls") == 0
    site.portal.weather = without()
    site.visit(4)
    assert site.lost() == []
    assert one(site.archive, "SELECT count(*) FROM articles WHERE substr(last_seen, 9, 2) = '04'") == COUNT


def test_it_is_told_that_absences_do_not_count(site: Site) -> None:
    site.portal.weather = lambda path: MAINTENANCE if path == "/" else NOT_FOUND if path == site.path(5) else None
    assert site.visit(2) == "suspect"
    note = one(site.archive, "SELECT note FROM crawls ORDER BY id DESC LIMIT 1")
    assert "the portal's start page did not answer as the page it was" in note
    assert "what was missing in this visit (1 known to be articles) is not taken as gone" in note


def test_a_portal_that_was_taken_off_is_gone_as_a_whole_and_back_as_a_whole(site: Site) -> None:
    site.portal.weather = wiped
    assert site.visit(2) == "failed"
    assert (site.lost(), site.portal_gone()) == ([], ("02", None))
    assert site.asked()[:2] == ["/robots.txt", "/"]
    site.visit(3)
    assert (site.lost(), site.portal_gone()) == ([], ("02", "03"))
    site.portal.weather = without(site.path(3))
    site.visit(5)
    assert site.portal_gone() == (None, None)
    assert site.lost() == [(site.path(3), 5, None, None)], "of the days before nothing is known"


def test_a_start_page_that_leads_to_a_page_that_is_not_found_is_gone(site: Site) -> None:
    site.portal.weather = lambda path: redirect("/Default.aspx", 302) if path == "/" else NOT_FOUND
    site.visit(2)
    site.visit(3)
    assert (site.lost(), site.portal_gone()) == ([], ("02", "03"))


def test_a_start_page_that_answers_at_its_second_try_lets_deletions_count(site: Site) -> None:
    tries: list[str] = []

    def stumbles(path: str) -> Reply | None:
        tries.append(path)
        if path == "/" and tries.count("/") == 1:
            return BROKEN
        return NOT_FOUND if path == site.path(5) else None

    site.portal.weather = stumbles
    site.visit(2)
    assert tries.count("/") == 2
    assert site.lost() == [(site.path(5), 2, None, None)]
    assert one(site.archive, "SELECT articles_gone FROM crawls ORDER BY id DESC LIMIT 1") == 1


def test_when_most_are_missing_the_visit_is_suspect_and_a_later_day_settles_it(site: Site) -> None:
    missing = [site.path(place) for place in range(16)]
    site.portal.weather = without(*missing)
    assert site.visit(2) == "suspect"
    assert [row[1:] for row in site.lost()] == [(2, None, None)] * 16
    site.portal.weather = without(*missing[:2])
    site.visit(3)
    assert sorted(site.lost()) == sorted((path, 2, 3, None) for path in missing[:2])


# ---------------------------------------------------------------------- a visit in several runs


def test_a_visit_that_goes_on_another_day_asks_for_the_start_page_first(site: Site) -> None:
    site.visit(2, "--limit", "6")
    assert one(site.archive, "SELECT count(*) FROM crawls WHERE finished IS NULL") == 1
    site.portal.weather = wiped
    site.visit(3)
    assert site.asked()[:2] == ["/robots.txt", "/"]
    assert (site.lost(), site.portal_gone()) == ([], ("03", None))
    assert one(site.archive, "SELECT count(*) FROM crawls") == 2


def test_what_was_missing_in_a_run_is_judged_by_the_start_page_of_that_run(site: Site) -> None:
    path = site.path(0)
    site.portal.weather = without(path)
    while not site.lost():
        site.visit(2, "--limit", "6")
    assert one(site.archive, "SELECT count(*) FROM crawls WHERE finished IS NULL") == 1
    site.portal.weather = wiped
    site.visit(3)
    assert site.lost() == [(path, 2, None, None)]
