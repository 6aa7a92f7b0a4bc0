"""Damaged golden pages: each comes to a record or to a row with its reason, and none takes the process with it.

The pages are others in every run; ``CONGTIN_SEED`` makes the same again, ``CONGTIN_FAULTS=long`` ten times as many.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portals.command import HANGS
from tests.scraper.extract.mutations import complaints, judge, mutated

PAGES = 10_000 if os.environ.get("CONGTIN_FAULTS") == "long" else 1_000
PARTS = 4  # processes, one behind the other: what one leaves behind is nothing to the next
MOST_MEMORY = 300  # MB, of a process that reads one page after the other
SEED = int(os.environ.get("CONGTIN_SEED") or random.SystemRandom().randrange(1 << 32))


@pytest.mark.faults
@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_page_is_a_record_or_has_its_reason(part: int) -> None:
    count = PAGES // PARTS
    first = SEED + part * count
    done = subprocess.run(
        [sys.executable, "-m", "tests.scraper.extract.mutations", str(first), str(count)],
        capture_output=True, text=True, check=False, timeout=HANGS + count, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"CONGTIN_SEED={SEED}: {lines[-1:]} ended the process: {done.stderr[-2_000:]}"
    assert [line for line in lines if line.startswith("wrong")] == [], f"CONGTIN_SEED={SEED}"
    told = re.fullmatch(r"done (\d+) pages, at most .* (\d+) MB", lines[-1])
    assert told is not None
    assert int(told[1]) == count
    assert int(told[2]) <= MOST_MEMORY, f"CONGTIN_SEED={SEED}: {lines[-1]}"
    print(f"CONGTIN_SEED={SEED}: {lines[-1]}")


def test_a_damaged_page_can_be_made_again() -> None:
    assert mutated(7) == mutated(7)
    assert len({mutated(seed)[0] for seed in range(30)}) == 30


@pytest.mark.parametrize("seed", range(12))
def test_a_few_damaged_pages_in_every_run(seed: int) -> None:
    assert complaints(judge(seed)) == []
