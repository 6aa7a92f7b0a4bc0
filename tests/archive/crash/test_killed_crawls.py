"""Crawls killed with SIGKILL at random moments, of several portals at once, end as one that nobody disturbed."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive.database import writing
from scraper.sample_portal import SamplePortal, sample_portal_description
from tests.archive.crash.killing import run, run_at_work, seeded, times, towns
from tests.archive.crash.stored import answers_kept, every_capture_is_readable
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, one, rows, substance

pytestmark = pytest.mark.faults

PORTALS, ARTICLES = 4, 8
KILLS, KILLS_A_TEST = 50, 10  # a fifth of them at a portal with all that is hard to replay, the others at four at once


@dataclass(frozen=True)
class Crawled:
    """What is crawled, and what becomes of it if nobody disturbs that.

    Attributes:
        portals: how many portals are crawled at once.
        words: returns the command that crawls them into an archive.
        asked: returns how many pages were asked for since the last call; robots.txt is read in each run anew.
        whole: the archive of a crawl that nobody stopped.
        worked: how many seconds that one took.
    """

    portals: int
    words: Callable[[Path], list[str | Path]]
    asked: Callable[[], int]
    whole: Path
    worked: float


def undisturbed(
    portals: int, words: Callable[[Path], list[str | Path]], asked: Callable[[], int], archive: Path
) -> Crawled:
    done = run_at_work(*words(archive), folder=archive)
    assert done.code == 0, done.output
    assert asked() == answers_kept(archive)
    return Crawled(portals, words, asked, archive, done.worked)


@pytest.fixture(scope="module")
def four_towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with towns(PORTALS, ARTICLES) as served:
        archive = tmp_path_factory.mktemp("towns") / "archive"
        yield undisturbed(PORTALS, served.words, served.asked, archive)
        assert len(substance(archive)) == PORTALS * ARTICLES


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    folder = tmp_path_factory.mktemp("sample")
    with SamplePortal() as portal:
        description = sample_portal_description(portal.url).model_dump(exclude_none=True, exclude_defaults=True)
        stated = [f"{key} = {json.dumps(said, ensure_ascii=False)}" for key, said in description.items() if key != "id"]
        declared = folder / "sample.toml"
        declared.write_text("\n".join(["[sample]", *stated, ""]), encoding="utf-8")

        def words(archive: Path) -> list[str | Path]:
            of_it: list[str | Path] = ["crawl", "sample", "--portals", declared, "--archive", archive]
            return [*of_it, "--allow-loopback", "--delay", "0"]

        def asked() -> int:
            pages = [path for _, path, _ in portal.requests if path != "/robots.txt"]
            portal.requests.clear()
            return len(pages)

        yield undisturbed(1, words, asked, folder / "archive")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that holds nothing: how it is made is killed in the tests of other commands."""
    archive = tmp_path_factory.mktemp("empty") / "archive"
    with writing(archive):
        pass
    return archive


def pages(archive: Path) -> list[tuple[str, str]]:
    """Return (address, SHA-256) of every page that was ever stored, but of lists.

    Which page of a list another one of the visit has made needless is forgotten with the process.
    """
    return sorted(
        rows(archive, "SELECT DISTINCT c.url, c.digest FROM captures c JOIN frontier f USING (portal, url) "
             "WHERE c.digest IS NOT NULL AND f.kind <> 'listing'")
    )  # fmt: skip


def has_ended(archive: Path, portals: int) -> bool:
    """Tell whether the crawls of so many portals have come to their end."""
    return len(rows(archive, "SELECT DISTINCT portal FROM crawls WHERE finished IS NOT NULL")) == portals


@pytest.mark.parametrize("number", range(times(KILLS) * 4 // 5 // KILLS_A_TEST))
def test_four_portals_at_once_end_as_if_nobody_had_killed(
    number: int, four_towns: Crawled, empty: Path, tmp_path: Path
) -> None:
    killed_again_and_again(four_towns, empty, tmp_path, f"test {number}")


@pytest.mark.parametrize("number", range(times(KILLS) // 5 // KILLS_A_TEST))
def test_a_portal_of_many_kinds_ends_as_if_nobody_had_killed(
    number: int, sample: Crawled, empty: Path, tmp_path: Path
) -> None:
    killed_again_and_again(sample, empty, tmp_path, f"test {number}")


def killed_again_and_again(crawled: Crawled, empty: Path, folder: Path, which: str) -> None:
    """Kill crawls at random moments of their work, as often as a test does, and compare each when it has ended."""
    seed, chance = seeded()
    when, killed, crawls = f"{which}, CONGTIN_SEED={seed}", 0, 0
    while killed < KILLS_A_TEST:
        crawls += 1
        assert crawls <= KILLS_A_TEST, f"{when}: crawls end before they are killed"
        archive = folder / str(crawls) / "archive"
        shutil.copytree(empty, archive)
        meanwhile = killed_until_it_ended(crawled, archive, chance, KILLS_A_TEST - killed, when)
        killed += meanwhile
        lost = crawled.asked() - answers_kept(archive)  # one that is in flight, at each portal
        assert 0 <= lost <= meanwhile * crawled.portals, f"{when}: after {meanwhile} kills"
        ended_equal(crawled, archive, when)


def killed_until_it_ended(crawled: Crawled, archive: Path, chance: random.Random, most: int, when: str) -> int:
    """Kill a crawl so often at most, short of its end; returns how often it was killed at work.

    Its lives are of any length up to that of a whole crawl, most of them short, so that few crawls are compared.
    """
    killed = 0
    while killed < most and not has_ended(archive, crawled.portals):
        longest = crawled.worked * chance.random() ** 2
        done = run_at_work(*crawled.words(archive), folder=archive, kill_after=longest)
        assert done.at_work or done.code in {0, -9}, f"{when}:\n{done.output}"
        killed += done.at_work
    if not has_ended(archive, crawled.portals):
        done = run(*crawled.words(archive))
        assert done.code == 0, f"{when}:\n{done.output}"
    return killed


def ended_equal(crawled: Crawled, archive: Path, when: str) -> None:
    """Fail unless an archive is that of a crawl that nobody stopped, once more is made good what a run ends with."""
    last = run(*crawled.words(archive))
    assert last.code in {0, 1}, f"{when}:\n{last.output}"
    outcomes = rows(archive, "SELECT outcome FROM crawls ORDER BY id DESC LIMIT ?", crawled.portals)
    assert {outcome for (outcome,) in outcomes} <= {"ok", "suspect"}, f"{when}:\n{last.output}"  # old news are suspect
    crawled.asked()
    assert substance(archive) == substance(crawled.whole), when
    assert pages(archive) == pages(crawled.whole), when
    books_balance(archive)
    every_capture_is_readable(archive)
    assert one(archive, "PRAGMA integrity_check") == "ok", when
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, f"{when}:\n{verified.output}"
    assert differences(archive, rebuilt(archive, archive.parent)) == {}, when
