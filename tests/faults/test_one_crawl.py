"""One crawl over all that goes wrong, beside five hundred good articles: none is lost, everything has its reason."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from scraper.redirects import MOST_REDIRECTS
from tests.faults import bodies, connections, lists, redirects, texts, traps
from tests.faults.connections import WAIT
from tests.faults.crawling import ARTICLES, HINDERED, LIVING, NETWORK, TWIN, UNTOUCHED, Crawled, World
from tests.faults.expected import EXPECTED
from tests.faults.hosts import HOSTS, ROBOTS
from tests.portals.command import HANGS, books_balance, congtin, one, rows, substance

pytestmark = pytest.mark.faults

KINDS = {kind.__name__: expected for kind, expected in EXPECTED.items()}
BROKEN = {kind.__name__: kind for kind in HOSTS}
Records = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Both:
    """The crawl without faults and the one with all of them, of the same portals, side by side."""

    world: World
    clean: Crawled
    faulty: Crawled


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("faults")
    world = World(folder)
    twin = World(folder, kinds=(), twin_of=world)
    with ThreadPoolExecutor() as beside:
        clean = beside.submit(twin.crawl, folder / "clean", with_faults=False)
        faulty = world.crawl(folder / "faulty", with_faults=True)
    return Both(world, clean.result(), faulty)


def records(archive: Path) -> Records:
    """Return the record of every article by its address, the twin's as if they were of the original."""
    sql = "SELECT replace(a.url, ?, ?), replace(r.record, ?, ?) FROM revisions r JOIN articles a ON a.id = r.article"
    found = rows(archive, sql, TWIN, NETWORK, TWIN, NETWORK)
    assert len(found) == len({url for url, _ in found}), "one revision each: nothing was edited"
    return {url: json.loads(record) for url, record in found}


def portal_id(url: str) -> str:
    return url.split("//")[1].strip("/").replace(":", "-")


def parts(url: str) -> tuple[str, str]:
    """Return the address of a portal's home page and the path of an address under it."""
    at = urlsplit(url)
    return f"{at.scheme}://{at.netloc}/", at.path


def settled(archive: Path, url: str) -> tuple[str, str, str]:
    """Return the state, the outcome and the reason of an address."""
    [(state, outcome, reason)] = rows(archive, "SELECT state, outcome, reason FROM frontier WHERE url = ?", url)
    return state, outcome, reason or ""


# ------------------------------------------------------------------ what it is made of


def test_there_is_enough_of_it() -> None:
    assert LIVING * ARTICLES >= 500
    assert len(EXPECTED) + len(HOSTS) >= 100
    assert LIVING + len(HOSTS) >= 16
    for module in (bodies, connections, lists, redirects, texts, traps):
        named = {name for name, it in vars(module).items() if getattr(it, "__doc__", None) and _is_kind(it, module)}
        assert named <= set(KINDS), "a kind that the crawl does not meet"


def _is_kind(it: Any, module: Any) -> bool:
    names = getattr(it, "__code__", None) and it.__code__.co_varnames[: it.__code__.co_argcount]
    return names == ("to", "page") and it.__module__ == module.__name__


def test_without_faults_all_is_well(both: Both) -> None:
    assert both.clean.exit_code == 0, both.clean.output
    assert len(records(both.clean.archive)) == LIVING * ARTICLES
    books_balance(both.clean.archive)


# ------------------------------------------------------------------ the good articles


def test_no_good_article_is_lost(both: Both) -> None:
    good, found = records(both.clean.archive), records(both.faulty.archive)
    assert set(good) - set(found) == set()


def test_every_record_is_that_of_the_crawl_without_faults(both: Both) -> None:
    good, found = records(both.clean.archive), records(both.faulty.archive)
    differing = {url: _differences(good[url], found[url]) for url in good if good[url] != found[url]}
    assert differing == {}


def _differences(one: dict[str, Any], other: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}


@pytest.mark.parametrize("name", [name for name, expected in KINDS.items() if expected.keeps])
def test_an_article_that_was_hindered_is_as_good_as_ever(both: Both, name: str) -> None:
    url = both.world.at[name]
    good, found = records(both.clean.archive)[url], records(both.faulty.archive)[url]
    assert _differences(good, found) == {}


@pytest.mark.parametrize("number", range(LIVING))
def test_a_portal_is_judged_by_its_own_faults_only(both: Both, number: int) -> None:
    portal = portal_id(both.world.living[number].url)
    outcome = one(both.faulty.archive, "SELECT outcome FROM crawls WHERE portal = ?", portal)
    assert outcome == ("ok" if number < UNTOUCHED + HINDERED else "suspect")
    assert f"{portal}: {outcome}\n" in both.faulty.output


# ------------------------------------------------------------------ the faults


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_ends_in_one_state_with_its_reason(both: Both, name: str) -> None:
    expected, url = KINDS[name], both.world.at[name]
    state, outcome, reason = settled(both.faulty.archive, url)
    assert (state, outcome) == ("done", expected.outcome), reason
    assert expected.words in reason, reason
    assert not re.match(r"\w+(?:Error|Exception)\b", reason), "the name of an exception is no sentence for people"
    origin, path = parts(url)
    fewest, most = expected.asked
    assert fewest <= both.world.servers[origin].times_asked(path) <= most
    assert outcome != "failed" or one(both.faulty.archive, "SELECT reason FROM problems WHERE url = ?", url) == reason


@pytest.mark.parametrize("name", KINDS)
def test_no_kind_takes_the_crawl_up(both: Both, name: str) -> None:
    """Redirects, calendars, pagers and sessions without end cost no more than the redirects that browsers follow."""
    origin, path = parts(both.world.at[name])
    asked = both.world.servers[origin].asked
    assert sum(one.path.partition("?")[0] == path for one in asked) <= MOST_REDIRECTS + 1


@pytest.mark.parametrize("name", [name for name, expected in KINDS.items() if not expected.keeps])
def test_what_came_to_nothing_left_no_article(both: Both, name: str) -> None:
    found = rows(both.faulty.archive, "SELECT kind, title FROM articles WHERE url = ?", both.world.at[name])
    assert bool(found) is KINDS[name].is_article, found


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_portal_says_what_is_broken(both: Both, name: str) -> None:
    expected, url = HOSTS[BROKEN[name]], both.world.url_of(BROKEN[name])
    outcome = one(both.faulty.archive, "SELECT outcome FROM crawls WHERE portal = ?", portal_id(url))
    state, of_home, reason = settled(both.faulty.archive, url)
    assert (outcome, state, of_home) == (expected.outcome, "done", expected.state), reason
    said = both.faulty.output.partition(f"{portal_id(url)}: {outcome}\n")[2].partition("\n127.")[0]
    assert expected.words in reason or expected.words in said, said
    assert said, "the summary has a paragraph on it"


@pytest.mark.parametrize("name", [name for name, kind in BROKEN.items() if "robots.txt" in HOSTS[kind].words])
def test_nothing_is_asked_for_where_robots_txt_cannot_be_read(both: Both, name: str) -> None:
    server = both.world.servers.get(both.world.url_of(BROKEN[name]))
    assert server is None or {asked.path for asked in server.asked} <= {ROBOTS}


@pytest.mark.parametrize("name", ["wait_503_once", "wait_429_once", "wait_until_once"])
def test_nobody_is_asked_before_the_time_that_it_named(both: Both, name: str) -> None:
    origin, path = parts(both.world.at[name])
    asked = both.world.servers[origin].asked
    first = next(number for number, one in enumerate(asked) if one.path == path)
    # the whole portal is left alone, not that page only
    assert asked[first + 1].at - asked[first].at >= WAIT


# ------------------------------------------------------------------ the whole


def test_every_address_has_come_to_its_end(both: Both) -> None:
    waiting = {portal_id(both.world.url_of(kind)) for kind, expected in HOSTS.items() if expected.waits}
    queued = rows(both.faulty.archive, "SELECT DISTINCT portal FROM frontier WHERE state <> 'done'")
    assert {portal for (portal,) in queued} == waiting
    without = "SELECT url, outcome FROM frontier WHERE state = 'done' AND reason IS NULL AND outcome NOT IN ({})"
    assert rows(both.faulty.archive, without.format("'stored', 'unchanged', 'alias'")) == []


def test_the_books_balance_and_the_exit_code_tells(both: Both) -> None:
    books_balance(both.faulty.archive)
    assert both.faulty.exit_code == 1
    assert "Traceback" not in both.faulty.errors
    assert rows(both.faulty.archive, "SELECT url, reason FROM captures WHERE reason LIKE 'congtin failed%'") == []
    assert rows(both.faulty.archive, "SELECT url, reason FROM problems WHERE field = 'extractor'") == []
    assert one(both.faulty.archive, "PRAGMA integrity_check") == "ok"


def test_nobody_else_was_asked_for_anything(both: Both) -> None:
    portals = tuple(server for server in both.world.servers)
    asked = {url for (url,) in rows(both.faulty.archive, "SELECT url FROM captures")}
    outside = {url for url in asked if not url.startswith((*portals, *map(both.world.url_of, HOSTS)))}
    assert outside == set()


def test_memory_stays_in_bounds(both: Both) -> None:
    assert 64 <= both.faulty.megabytes <= 512, "no crawl needs so little, and none may need more"


def test_a_rebuild_from_the_stored_pages_gives_the_same(both: Both) -> None:
    ends = "SELECT portal, key, state, outcome, reason, kind FROM frontier ORDER BY portal, key"
    counts = "SELECT portal, outcome, requests, stored, failed, refused, retried FROM crawls ORDER BY portal"
    archive = both.faulty.archive
    before = substance(archive), rows(archive, ends), rows(archive, counts)
    done = congtin("rebuild", "--archive", archive, timeout=HANGS)
    assert done.returncode == 0, done.stdout + done.stderr
    after = substance(archive), rows(archive, ends), rows(archive, counts)
    for one_before, one_after in zip(before, after, strict=True):
        assert one_after == one_before
