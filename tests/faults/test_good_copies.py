"""A good copy stays: whatever stands at an article's address at a later visit, what was read there is not lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import bodies, connections, texts
from tests.faults.bodies import Kind
from tests.faults.crawling import World
from tests.faults.expected import EXPECTED
from tests.faults.portals import is_list
from tests.portals.command import books_balance, one, rows

pytestmark = pytest.mark.faults

# What stands at the address is another text then, or no fault at all: it is read, as it has to be.
_READ = {kind for kind, expected in EXPECTED.items() if expected.keeps or expected.is_article}
# A page that is not sent again is as it was.
_UNCHANGED = {connections.status_304_unasked}
# Sitemaps stand where robots.txt names them.
SPOILED: list[Kind] = [kind for kind in EXPECTED if kind not in _READ and not is_list(kind)]
# What says that the article is not there; it is missing then, and its text stays.
_MISSING = {connections.status_404, connections.status_410, texts.missing_with_200}
# Of each portal; every third of them is there to be spoilt.
_ARTICLES = 21
FIRST, SECOND = "2026-11-02T08:00:00+07:00", "2026-11-03T08:00:00+07:00"


@dataclass(frozen=True)
class Visited:
    """An archive of two visits, what it held after each, and where each kind stood in the second."""

    archive: Path
    before: dict[str, tuple[int, str]]
    after: dict[str, tuple[int, str]]
    at: dict[str, str]
    exit_code: int


def kept(archive: Path) -> dict[str, tuple[int, str]]:
    """Return the number of revisions and the record of the latest of every article, by address."""
    found = rows(
        archive,
        "SELECT a.url, a.revision_count, r.record FROM articles a JOIN revisions r ON r.article = a.id "
        "ORDER BY r.seen_at",
    )
    return {url: (count, json.dumps(json.loads(record), sort_keys=True)) for url, count, record in found}


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    folder = tmp_path_factory.mktemp("copies")
    world = World(folder, kinds=(), articles=_ARTICLES)
    assert world.crawl(folder / "archive", with_faults=False, now=FIRST).exit_code == 0
    before = kept(folder / "archive")
    at = {}
    for number, kind in enumerate(SPOILED):
        portal = world.living[number % len(world.living)]
        at[kind.__name__] = portal.url.rstrip("/") + portal.spoil(kind)
    again = world.crawl(folder / "archive", "--full", with_faults=True, now=SECOND)
    return Visited(folder / "archive", before, kept(folder / "archive"), at, again.exit_code)


def test_the_second_visit_does_not_call_itself_ok(visited: Visited) -> None:
    assert visited.exit_code == 1
    books_balance(visited.archive)


@pytest.mark.parametrize("name", [kind.__name__ for kind in SPOILED])
def test_what_was_read_stays_as_it_was(visited: Visited, name: str) -> None:
    url = visited.at[name]
    assert visited.after[url] == visited.before[url]


@pytest.mark.parametrize("name", [kind.__name__ for kind in SPOILED])
def test_only_what_says_so_makes_an_article_missing(visited: Visited, name: str) -> None:
    gone, confirmed = rows(
        visited.archive, "SELECT gone_at, gone_confirmed_at FROM articles WHERE url = ?", visited.at[name]
    )[0]
    assert (gone is not None) is (name in {kind.__name__ for kind in _MISSING})
    assert confirmed is None, "it takes two days"


@pytest.mark.parametrize("name", [kind.__name__ for kind in SPOILED if kind not in _UNCHANGED])
def test_the_visit_says_what_it_found(visited: Visited, name: str) -> None:
    """An address that was an article and is none today has an outcome other than that of a good page, or a problem."""
    url = visited.at[name]
    outcome, reason = rows(visited.archive, "SELECT outcome, reason FROM frontier WHERE url = ?", url)[0]
    problems = one(visited.archive, "SELECT count(*) FROM problems WHERE url = ?", url)
    assert (outcome not in {"stored", "unchanged", "alias"} and reason) or problems


def test_every_other_article_is_as_it_was(visited: Visited) -> None:
    assert {url: visited.after.get(url) for url in visited.before} == visited.before
    assert bodies.half_gzip.__name__ in visited.at, "faults have been there"
