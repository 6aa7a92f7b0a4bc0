from __future__ import annotations

import json
import logging
import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.runs import lines as lines_module
from archive.runs.lines import RunLine, append_line, read_lines, refill
from archive.runs.record import Run, recorded
from archive.schedule import log as log_module
from archive.schedule.log import LOG, bound_last_words, logging_to
from scraper.clock import now, standing
from scraper.errors import ArchiveError
from scraper.store import CrawlSummary
from tests.portals.command import rows

COUNTS = {"articles_new": 3, "articles_changed": 1, "articles_gone": 0, "requests": 9}


def line(number: int | None, note: str = "") -> RunLine:
    return RunLine("congtin crawl kyanh", None, "2026-11-26T00:00:00+00:00", "0.1.0", outcome=note, number=number)


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    append_line(tmp_path, line(1))
    path = tmp_path / "logs" / "runs.jsonl"
    with path.open("ab") as file:
        file.write(b'{"command": "congtin cra')
    append_line(tmp_path, line(2))
    for wrong in (b"[]\n", b"\xff\n", b'{"command": 1, "schedule": 2, "started": 3, "version": 4}\n', b"null\n", b"\n"):
        with path.open("ab") as file:
            file.write(wrong)
    assert [found.number for found in read_lines(tmp_path)] == [1, 2]


def test_the_file_of_lines_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "_MOST_BYTES", 1000)
    for number in range(1, 101):
        append_line(tmp_path, line(number))
    kept = [found.number for found in read_lines(tmp_path)]
    assert kept == list(range(101 - len(kept), 101)), "the latest, in their order"
    assert sum(path.stat().st_size for path in (tmp_path / "logs").iterdir()) < 2 * 1300


def test_rows_are_made_again_of_lines(tmp_path: Path) -> None:
    for number, words in ((1, "first"), (3, "third"), (1, "restored"), (None, "without a row")):
        append_line(tmp_path, line(number, words))
    with writing(tmp_path) as db, transaction(db.conn):
        assert refill(db.conn, tmp_path) == 4
    assert rows(tmp_path, "SELECT id, outcome FROM runs ORDER BY id") == [
        (1, "first"), (3, "third"), (4, "restored"), (5, "without a row"),
    ]  # fmt: skip


def test_a_run_is_what_its_worst_crawl_is(tmp_path: Path) -> None:
    with writing(tmp_path) as db, recorded(Run(tmp_path, "congtin crawl a b c")) as told:
        told.run.begin(db.conn)
        assert rows(tmp_path, "SELECT outcome, finished FROM runs") == [(None, None)]
        told.summaries = [
            CrawlSummary("a", 0, "ok", [], COUNTS),
            CrawlSummary("b", 0, "suspect", ["half of what is usual", "more"], COUNTS),
            CrawlSummary("c", 0, "incomplete", [], {}),
        ]
    words = "(3 new, 1 changed, 0 gone; 9 requests)"
    note = f"a ok {words}; b suspect {words}: half of what is usual; c incomplete"
    assert rows(tmp_path, "SELECT outcome, exit_code, note FROM runs") == [("incomplete", 1, note)]
    assert told.exit_code == 1


@pytest.mark.parametrize(
    ("error", "outcome", "note"),
    [
        (ArchiveError("the disk is full"), "failed", "the disk is full"),
        (ValueError("what"), "failed", "an error of congtin: ValueError: what"),
        (KeyboardInterrupt(), "incomplete", "stopped (KeyboardInterrupt); the next run goes on with it"),
    ],
)
def test_a_run_that_breaks_is_written_down(tmp_path: Path, error: BaseException, outcome: str, note: str) -> None:
    with pytest.raises(type(error)), writing(tmp_path) as db, recorded(Run(tmp_path, "congtin crawl a")) as told:
        told.run.begin(db.conn)
        raise error
    assert rows(tmp_path, "SELECT outcome, exit_code, note FROM runs") == [(outcome, 1, note)]
    assert [(found.outcome, found.note) for found in read_lines(tmp_path)] == [(outcome, note)]


def test_a_note_does_not_say_where_the_archive_lies(tmp_path: Path) -> None:
    with writing(tmp_path) as db:
        run = Run(tmp_path, "congtin crawl a")
        run.begin(db.conn)
        run.end("failed", 1, f"{tmp_path / 'archive.db'}: full; {tmp_path}: look there")
    assert rows(tmp_path, "SELECT note FROM runs") == [("archive.db: full; the archive: look there",)]


def test_a_run_by_hand_that_never_got_the_archive_is_none(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError), recorded(Run(tmp_path, "congtin crawl a")):
        raise ArchiveError("another congtin is writing")
    assert list(read_lines(tmp_path)) == []


def test_a_run_that_was_killed_is_told_by_the_next(tmp_path: Path) -> None:
    with writing(tmp_path) as db:
        Run(tmp_path, "congtin crawl a", "daily", "logs/daily.log").begin(db.conn)
    with writing(tmp_path) as db, recorded(Run(tmp_path, "congtin crawl b")) as told:
        told.run.begin(db.conn)
        told.summaries = [CrawlSummary("b", 0, "ok", [], COUNTS)]
    first, second = rows(tmp_path, "SELECT schedule, finished, outcome, note FROM runs ORDER BY id")
    assert first[:3] == ("daily", None, "incomplete")
    assert first[3].startswith("interrupted: the process was killed")
    assert second[2] == "ok"
    assert [found.outcome for found in read_lines(tmp_path)] == ["incomplete", "ok"]


def test_what_cannot_be_written_down_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    run = Run(tmp_path, "congtin crawl a")
    with writing(tmp_path) as db:
        run.begin(db.conn)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as other:
        other.executescript("DROP TABLE run_crawls; DROP TABLE runs")
    row, line_of_it = run.end("ok", 0, "")
    assert row == f"{tmp_path / 'archive.db'}: the row of this run cannot be written: no such table: runs"
    assert line_of_it == f"{tmp_path / 'logs'}: the line of this run cannot be written: File exists"


def test_a_log_has_what_is_ours_and_what_went_wrong(tmp_path: Path) -> None:
    root = logging.getLogger()
    level = root.level
    with logging_to(tmp_path, "kyanh") as place:
        root.setLevel(logging.NOTSET)  # as Scrapy does
        LOG.info("ours")
        logging.getLogger("scrapy").warning("chatter")
        logging.getLogger("scrapy").error("trouble")
        root.setLevel(level)
    words = (tmp_path / place).read_text("utf-8")
    assert [line.split(" ", 1)[1] for line in words.splitlines()] == ["INFO ours", "ERROR trouble"]


def test_a_log_is_bounded_in_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_MOST_BYTES", 2000)
    with logging_to(tmp_path, "kyanh"):
        for number in range(1000):
            LOG.info("line %d", number)
    files = sorted((tmp_path / "logs").iterdir())
    assert len(files) == 6
    assert all(file.stat().st_size <= 2000 for file in files)
    assert "line 999\n" in (tmp_path / "logs" / "kyanh.log").read_text()


def test_a_log_is_bounded_in_age(tmp_path: Path) -> None:
    moment = now()
    with standing(moment - timedelta(days=91)), logging_to(tmp_path, "kyanh"):
        LOG.info("last season")
    with standing(moment), logging_to(tmp_path, "kyanh"):
        LOG.info("today")
    older, newer = tmp_path / "logs" / "kyanh.log.1", tmp_path / "logs" / "kyanh.log"
    assert ("last season" in older.read_text(), "today" in newer.read_text()) == (True, True)
    assert "last season" not in newer.read_text()
    os.utime(older, (0, 0))
    with logging_to(tmp_path, "kyanh"):
        pass
    assert not older.exists()


def test_the_last_words_of_a_shell_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "kyanh.err"
    bound_last_words(path)
    assert not path.exists()
    path.write_text("".join(f"{number}: no such file\n" for number in range(10_000)))
    with path.open("ab") as shell:
        bound_last_words(path)
        shell.write(b"one more\n")
    words = path.read_text().splitlines()
    assert path.stat().st_size < 1 << 16
    assert words[-2:] == ["9999: no such file", "one more"]
    assert words[0].endswith(": no such file")


def test_a_line_is_json_that_people_can_read(tmp_path: Path) -> None:
    append_line(tmp_path, line(1, "thị xã Kỳ Anh"))
    text = (tmp_path / "logs" / "runs.jsonl").read_text("utf-8")
    assert "thị xã Kỳ Anh" in text
    assert json.loads(text)["number"] == 1
