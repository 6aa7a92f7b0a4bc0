"""Processes that read stored pages: in order, whichever of them is quicker, and whichever of them dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.reextraction.processes import DIED, ReadingProcesses
from archive.reextraction.reading import Batch, Outcome, RevisionPage
from scraper.extract.template import NO_TEMPLATE
from scraper.portal import Portal
from tests.portals.readers import DEADLY, dies_on_one, dies_once, dies_once_and_notes, reads

PORTAL = Portal(id="songlam", name="Sông Lam", url="https://songlam.example.vn/")


def batches(count: int, size: int = 4, taken: list[int] | None = None) -> Iterator[Batch]:
    for number in range(count):
        if taken is not None:
            taken.append(number)
        pages = (RevisionPage(number * size + place, None, "", None, "", b"") for place in range(size))
        yield Batch(PORTAL, NO_TEMPLATE, tuple(pages))


def outcomes(processes: ReadingProcesses, count: int) -> list[Outcome]:
    return [outcome for _, found in processes.read(batches(count)) for outcome in found]


def test_outcomes_come_in_the_order_of_the_pages(tmp_path: Path) -> None:
    with ReadingProcesses(tmp_path, 2, reads) as processes:
        assert [outcome.revision for outcome in outcomes(processes, 20)] == list(range(80))
    assert processes.deaths == 0


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_is_taken_ahead_than_keeps_the_processes_busy(tmp_path: Path, jobs: int) -> None:
    taken: list[int] = []
    with ReadingProcesses(tmp_path, jobs, reads) as processes:
        for done, _ in enumerate(processes.read(batches(40, taken=taken)), 1):
            assert len(taken) - done <= 3 * jobs
    assert len(taken) == 40


def test_a_page_whose_process_dies_each_time_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    with ReadingProcesses(tmp_path, 2, dies_on_one) as processes:
        found = outcomes(processes, 10)
    assert [outcome.revision for outcome in found] == list(range(40))
    assert [outcome for outcome in found if outcome.state != "same"] == [Outcome(DEADLY, "failed", reason=DIED)]
    assert processes.deaths >= 3  # in its batch, and twice alone


def test_what_a_process_that_was_killed_had_in_hand_is_read_again(tmp_path: Path) -> None:
    with ReadingProcesses(tmp_path, 2, dies_once) as processes:
        found = outcomes(processes, 10)
    assert [outcome.revision for outcome in found] == list(range(40))
    assert {outcome.state for outcome in found} == {"same"}
    assert processes.deaths == 1


def test_nothing_is_read_again_but_what_a_dead_process_had_in_hand(tmp_path: Path) -> None:
    with ReadingProcesses(tmp_path, 2, dies_once_and_notes) as processes:
        outcomes(processes, 10)
    together = [" ".join(map(str, range(first, first + 4))) for first in range(0, 40, 4)]
    alone = [str(page) for page in range(12, 16)]
    assert sorted((tmp_path / "read").read_text().splitlines()) == sorted(together + alone)
