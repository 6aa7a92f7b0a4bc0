"""What is known of pages at which processes end: it outlives a process, and one killed from outside proves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.errors import ArchiveError
from scraper.extract.template import NO_TEMPLATE
from scraper.portal import Portal
from scraper.reading_guard import GIVEN_UP_FROM, TRIED_FROM, ReadingGuard
from scraper.reading_trial import death_of
from scraper.store import Answer, Target

URL = "https://xa.example.gov.vn/tin/bai-1.html"
PORTAL = Portal(id="xa", name="UBND xã", url="https://xa.example.gov.vn/")
TARGET = Target("xa.example.gov.vn/tin/bai-1.html", URL, 1)
OTHER = Target("xa.example.gov.vn/tin/đường-2.html", "https://xa.example.gov.vn/tin/đường-2.html", 1)
ANSWER = Answer(URL, datetime(2024, 3, 5, tzinfo=UTC), 200, [("Content-Type", "text/html")], b"<p>x", b"")

ROOT = Path(__file__).parents[2]

DIES = """
import os, signal, sys
from pathlib import Path
from scraper import reading_guard
from tests.scraper.test_reading_guard import PORTAL, TARGET, OTHER
reading_guard.LONGEST_READING = 0.3
guard = reading_guard.ReadingGuard(Path(sys.argv[1]), PORTAL)
with guard.reading(OTHER):
    pass
with guard.reading(TARGET):
    if sys.argv[2] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    while True:  # the watchdog is to end it
        pass
"""


class Trials:
    """Trials that come to what is told, and which there were."""

    def __init__(self, death: str | None) -> None:
        self.death = death
        self.asked: list[str] = []

    def __call__(self, target: Target, *_: object) -> str | None:
        self.asked.append(target.key)
        return self.death


def guard(path: Path, trials: Trials) -> ReadingGuard:
    return ReadingGuard(path, PORTAL, trials)


def die(path: Path, how: str = "kill") -> int:
    done = subprocess.run([sys.executable, "-c", DIES, str(path), how], capture_output=True, check=False, cwd=ROOT)
    return done.returncode


@pytest.mark.parametrize(
    ("how", "code"), [("kill", signal.SIGKILL), ("crash", signal.SIGSEGV), ("hang", signal.SIGPROF)]
)
def test_a_page_that_two_processes_died_at_is_tried_first(tmp_path: Path, how: str, code: int) -> None:
    trials = Trials("SIGSEGV")
    path = tmp_path / "reading" / "xa"
    for deaths in range(TRIED_FROM):
        assert guard(path, trials).why_unread(TARGET, ANSWER, NO_TEMPLATE) is None, f"after {deaths} deaths"
        assert die(path, how) == -code
    said = guard(path, trials).why_unread(TARGET, ANSWER, NO_TEMPLATE)
    assert said is not None
    assert "SIGSEGV" in said
    assert trials.asked == [TARGET.key]
    assert guard(path, trials).why_unread(OTHER, ANSWER, NO_TEMPLATE) is None
    assert guard(path, trials).why_unread(TARGET, ANSWER, NO_TEMPLATE) == said, "at the next visit as well"


def left_while_reading(path: Path, times: int) -> None:
    """Leave what so many processes leave that died while they read."""
    for _ in range(times):
        reading = guard(path, Trials(None)).reading(TARGET)
        reading.__enter__()
        kept = path.read_bytes()
        reading.__exit__(None, None, None)
        path.write_bytes(kept)


def test_processes_that_were_killed_from_outside_cost_no_page(tmp_path: Path) -> None:
    left_while_reading(tmp_path / "xa", TRIED_FROM)
    trials = Trials(None)
    known = guard(tmp_path / "xa", trials)
    assert known.why_unread(TARGET, ANSWER, NO_TEMPLATE) is None
    assert trials.asked == [TARGET.key]
    with known.reading(TARGET):
        pass
    assert guard(tmp_path / "xa", trials).is_suspected(TARGET), "what else is made of it may end a process as well"
    known.came_through(TARGET)
    assert guard(tmp_path / "xa", trials).why_unread(TARGET, ANSWER, NO_TEMPLATE) is None
    assert trials.asked == [TARGET.key], "it has been read: nothing is left of the deaths"


def test_a_page_that_only_a_trial_survives_is_given_up_and_has_a_chance_at_the_next_visit(tmp_path: Path) -> None:
    left_while_reading(tmp_path / "xa", GIVEN_UP_FROM)
    known = guard(tmp_path / "xa", Trials(None))
    said = known.why_unread(TARGET, ANSWER, NO_TEMPLATE)
    assert said is not None
    assert str(GIVEN_UP_FROM) in said
    assert known.why_unread(TARGET, ANSWER, NO_TEMPLATE) is None


@pytest.mark.parametrize("rest", [b"", b"\xff\x00", b"x" * 5_000, b"2 a\n" * 600, b" " * 2_047 + b"\n9999 \nx y\n\n"])
def test_a_file_that_is_none_of_ours_is_no_hindrance(tmp_path: Path, rest: bytes) -> None:
    (tmp_path / "xa").write_bytes(rest)
    known = guard(tmp_path / "xa", Trials("SIGSEGV"))
    assert known.why_unread(TARGET, ANSWER, NO_TEMPLATE) is None
    with known.reading(TARGET):
        pass


def test_deaths_of_others_that_read_for_this_process_count(tmp_path: Path) -> None:
    known = guard(tmp_path / "xa", Trials("SIGSEGV"))
    for deaths in range(TRIED_FROM):
        assert not known.is_suspected(TARGET), f"after {deaths} deaths"
        known.note_death(TARGET)
    assert "SIGSEGV" in (known.why_unread(TARGET, ANSWER, NO_TEMPLATE) or "")
    assert guard(tmp_path / "xa", Trials("SIGSEGV")).is_suspected(TARGET), "in the next process as well"
    assert not known.is_suspected(OTHER)


def test_an_error_of_the_reader_is_no_death(tmp_path: Path) -> None:
    known = guard(tmp_path / "xa", Trials("SIGSEGV"))
    for _ in range(TRIED_FROM + 1):
        with pytest.raises(ValueError, match="of ours"), known.reading(TARGET):
            raise ValueError("of ours")
    assert guard(tmp_path / "xa", Trials("SIGSEGV")).why_unread(TARGET, ANSWER, NO_TEMPLATE) is None


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "xa").mkdir()
    with pytest.raises(ArchiveError, match="xa: cannot be written"):
        guard(tmp_path / "xa", Trials(None))


def test_files_are_closed_with_their_guard(tmp_path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        guard(tmp_path / "xa", Trials(None))
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 1


ENDLESS = """
from scraper import page_reading
from tests.scraper.test_reading_guard import ANSWER, NO_TEMPLATE, PORTAL, TARGET, death_of
def endless(*_, **__):
    while True:
        pass
page_reading.analyse = endless
if __name__ == "__main__":
    print(death_of(TARGET, ANSWER, PORTAL, NO_TEMPLATE, seconds=0.5))
"""


def test_a_process_of_its_own_survives_an_ordinary_page_and_not_one_that_comes_to_no_end(tmp_path: Path) -> None:
    assert death_of(TARGET, ANSWER, PORTAL, NO_TEMPLATE) is None
    (tmp_path / "endless.py").write_text(ENDLESS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "endless.py")], capture_output=True, text=True, check=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "comes to no end" in done.stdout
