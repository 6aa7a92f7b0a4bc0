"""Two nodes crawl, one is killed with -9 in the midst of it: every article comes home, each once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path

import pytest

from scraper.settings import DOWNLOAD_DELAY_JITTER
from tests.cluster.nodes import nodes, wait_for
from tests.portals.command import HANGS, books_balance, congtin, one, rows, start
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

ARTICLES = 20
PORTALS = 4
DELAY = 0.15


def crawl_words(portals: list[LoopbackPortal], archive: Path, address: str) -> list[str]:
    urls = [portal.url for portal in portals]
    return ["crawl", *urls, "--archive", str(archive), "--allow-loopback", "--delay", str(DELAY),
            "--cluster", address, "--cluster-cores", "0.5"]  # fmt: skip


@pytest.fixture
def portals() -> list[LoopbackPortal]:
    made = [LoopbackPortal(host=f"127.0.0.{number}") for number in range(2, 2 + PORTALS)]
    for portal in made:
        portal.pages = Town.of(ARTICLES).pages(portal.url.rstrip("/"))
    return made


@pytest.fixture(autouse=True)
def served(portals: list[LoopbackPortal]) -> Iterator[None]:
    with ExitStack() as stack:
        for portal in portals:
            stack.enter_context(portal)
        yield


def holds_everything(archive: Path, portals: list[LoopbackPortal]) -> None:
    for portal in portals:
        wanted = {portal.url.rstrip("/") + path for path in Town.of(ARTICLES).article_paths}
        found = rows(archive, "SELECT url FROM articles WHERE url LIKE ?", f"{portal.url}%")
        assert sorted(url for (url,) in found) == sorted(wanted)
    total = ARTICLES * len(portals)
    assert one(archive, "SELECT count(*) FROM revisions") == total
    assert one(archive, "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'marker : article'") == total
    assert rows(archive, "SELECT outcome, finished IS NOT NULL, count(*) FROM crawls GROUP BY 1, 2") == [
        ("ok", 1, len(portals))
    ]
    books_balance(archive)
    done = congtin("verify", "--archive", archive)
    assert done.returncode == 0, done.stdout
    assert list((archive / "shards").glob("*")) == []


def asked_twice(portals: list[LoopbackPortal]) -> int:
    """How many articles were asked for more than once."""
    paths = Town.of(ARTICLES).article_paths
    return sum(portal.times_asked(path) > 1 for portal in portals for path in paths)


def nobody_was_hurried(portals: list[LoopbackPortal]) -> None:
    """No host was asked by two processes at once, and each kept its pauses.

    A process keeps its connection to a host: one that another has followed on never asks again. The pauses are looked
    at together: how long a request is on its way through a busy machine shortens one pause and lengthens the next.
    """
    least = DELAY * (1 - DOWNLOAD_DELAY_JITTER)
    for portal in portals:
        asking = [list(requests) for _, requests in groupby(portal.asked, key=lambda asked: asked.client)]
        assert len(asking) == len({requests[0].client for requests in asking}), "two processes at once"
        assert len(asking) <= 2  # the one that was killed, and the one that went on
        paused = [requests[-1].at - requests[0].at for requests in asking]
        # robots.txt and the home page are asked for with no pause before.
        wanted = [least * (len(requests) - 3) for requests in asking]
        assert all(took >= slowly for took, slowly in zip(paused, wanted, strict=True)), (paused, wanted)


def test_what_a_killed_node_had_begun_is_gone_on_with(portals: list[LoopbackPortal], tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with nodes(2) as cluster:
        process = start(*crawl_words(portals, archive, cluster.address))
        wait_for(lambda: all(len(portal.asked) >= 6 for portal in portals))
        cluster.kill(cluster.nodes[0])
        output, errors = process.communicate(timeout=HANGS)
    assert process.returncode == 0, output + errors
    holds_everything(archive, portals)
    nobody_was_hurried(portals)
    # It was gone on with and not begun anew: no article was asked for twice but the one on its way.
    assert asked_twice(portals) <= PORTALS


def test_a_command_that_is_killed_loses_nothing(portals: list[LoopbackPortal], tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with nodes(1, cores=2) as cluster:
        process = start(*crawl_words(portals, archive, cluster.address))
        wait_for(lambda: all(len(portal.asked) >= 6 for portal in portals))
        process.kill()
        process.communicate()
        before = [len(portal.asked) for portal in portals]
        done = congtin(*crawl_words(portals, archive, cluster.address))
    assert done.returncode == 0, done.stdout + done.stderr
    holds_everything(archive, portals)
    assert min(before) >= 6
    assert asked_twice(portals) <= PORTALS
