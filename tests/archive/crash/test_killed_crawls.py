"""Crawls of several portals at once, killed with SIGKILL at random moments, end as one that nobody disturbed."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.archive.crash.killing import Towns, run, seeded, times, towns
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, one, rows, substance

pytestmark = pytest.mark.faults

PORTALS, ARTICLES = 4, 10
KILLS, KILLS_A_TEST = 50, 10


@dataclass(frozen=True)
class Undisturbed:
    """A crawl that nobody stopped: its archive, and how many seconds it took."""

    archive: Path
    seconds: float


@pytest.fixture(scope="module")
def served() -> Iterator[Towns]:
    with towns(PORTALS, ARTICLES) as portals:
        yield portals


@pytest.fixture(scope="module")
def undisturbed(served: Towns, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    archive = tmp_path_factory.mktemp("undisturbed") / "archive"
    run("status", "--archive", archive)  # commands are forked from a process that has to start once
    done = served.crawl(archive)
    assert done.code == 0, done.output
    assert len(substance(archive)) == PORTALS * ARTICLES
    assert served.asked_again() == 0
    return Undisturbed(archive, done.seconds)


def pages(archive: Path) -> list[tuple[str, str]]:
    """Return (address, SHA-256) of every page that was ever stored, but of lists.

    Which page of a list another one of the visit has made needless is forgotten with the process.
    """
    return sorted(
        rows(archive, "SELECT DISTINCT c.url, c.digest FROM captures c JOIN frontier f USING (portal, url) "
             "WHERE c.digest IS NOT NULL AND f.kind <> 'listing'")
    )  # fmt: skip


def has_ended(archive: Path) -> bool:
    """Tell whether the crawls of all portals have come to their end."""
    try:
        return len(rows(archive, "SELECT DISTINCT portal FROM crawls WHERE finished IS NOT NULL")) == PORTALS
    except sqlite3.OperationalError:  # killed before there was a database, or a table
        return False


@pytest.mark.parametrize("number", range(times(KILLS) // KILLS_A_TEST))
def test_killed_again_and_again_a_crawl_ends_as_one_that_was_not(
    number: int, served: Towns, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    seed, chance = seeded()
    killed, crawls = 0, 0
    while killed < KILLS_A_TEST:
        crawls += 1
        folder = tmp_path / str(crawls)
        folder.mkdir()
        killed += killed_until_it_ended(folder, served, undisturbed, chance, f"test {number}, CONGTIN_SEED={seed}")
        assert crawls <= KILLS_A_TEST, f"CONGTIN_SEED={seed}: the kills come after the end, and test nothing"


def killed_until_it_ended(
    folder: Path, served: Towns, undisturbed: Undisturbed, chance: random.Random, when: str
) -> int:
    """Kill a crawl at random moments until it has come to its end, and compare it; returns how often it was killed."""
    archive, killed = folder / "archive", 0
    while not has_ended(archive):
        done = served.crawl(archive, kill_after=chance.uniform(0.05, undisturbed.seconds))
        assert done.was_killed or done.code == 0, f"{when}:\n{done.output}"
        killed += done.was_killed
    again = served.asked_again()
    assert again <= killed * PORTALS, f"{when}: {again} pages were asked for again after {killed} kills"
    last = served.crawl(archive)  # what a run ends with is made good by the next one
    assert last.code == 0, f"{when}:\n{last.output}"
    served.asked_again()
    assert substance(archive) == substance(undisturbed.archive), when
    assert pages(archive) == pages(undisturbed.archive), when
    books_balance(archive)
    assert one(archive, "PRAGMA integrity_check") == "ok", when
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, f"{when}:\n{verified.output}"
    assert differences(archive, rebuilt(archive, folder)) == {}, when
    return killed
