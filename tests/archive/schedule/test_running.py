"""Runs of a schedule by the real command, on a portal on loopback."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from filelock import FileLock

from tests.portals.command import congtin, crawl, one, rows
from tests.portals.server import LoopbackPortal, reserved_port
from tests.portals.town import Town

NAME = "kyanh"
ADDED = "2026-11-26T00:00:00+07:00"
BEFORE, DUE = "2026-11-26T05:00:00+07:00", "2026-11-26T05:24:00+07:00"
NEXT_DAY, YEARS_BEFORE = "2026-11-27T05:23:30+07:00", "2020-01-01T00:00:00+07:00"


@pytest.fixture
def portal() -> Iterator[LoopbackPortal]:
    with LoopbackPortal() as served:
        served.pages = Town.of(3).pages(served.url.rstrip("/"))
        yield served


@pytest.fixture
def archive(tmp_path: Path, portal: LoopbackPortal) -> Path:
    words = ("--allow-loopback", "--delay", "0", "--at", "5:23", "--name", NAME, "--with", "none", "--yes")
    done = congtin("schedule", "add", portal.url, "--archive", tmp_path / "archive", *words, now=ADDED)
    assert done.returncode == 0, done.stderr
    assert "--if-due" in done.stdout.splitlines()[-1], "the command that somebody has to start"
    return tmp_path / "archive"


def run(archive: Path, now: str, *options: str) -> CompletedProcess[str]:
    return congtin("schedule", "run", NAME, "--archive", archive, *options, now=now)


def lines(archive: Path) -> list[dict[str, object]]:
    path = archive / "logs" / "runs.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_a_run_is_quiet_and_leaves_a_line_and_a_row(archive: Path, portal: LoopbackPortal) -> None:
    early = run(archive, BEFORE, "--if-due")
    assert (early.returncode, early.stdout, early.stderr) == (0, "", "")
    assert not (archive / "archive.db").exists()
    done = run(archive, DUE, "--if-due")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    columns = "command, schedule, started, outcome, exit_code, log"
    assert rows(archive, f"SELECT {columns} FROM runs") == [
        ("congtin schedule run kyanh", NAME, "2026-11-25T22:24:00+00:00", "ok", 0, "logs/kyanh.log")
    ]
    note = one(archive, "SELECT note FROM runs")
    assert " ok (3 new, 0 changed, 0 gone; " in note
    assert rows(archive, "SELECT run, crawl FROM run_crawls") == rows(archive, "SELECT 1, id FROM crawls")
    [line] = lines(archive)
    assert (line["number"], line["crawls"], line["outcome"]) == (1, [1], "ok")
    [logged] = (archive / "logs" / "kyanh.log").read_text("utf-8").splitlines()
    assert logged.startswith("2026-11-26T05:24:")
    assert logged.endswith(f" s: {note}")

    asked = len(portal.asked)
    assert run(archive, DUE, "--if-due").returncode == 0
    assert len(portal.asked) == asked, "its turn has been taken"
    assert run(archive, NEXT_DAY, "--if-due").returncode == 0
    assert len(portal.asked) > asked
    assert run(archive, YEARS_BEFORE, "--if-due").returncode == 0
    assert one(archive, "SELECT count(*) FROM runs") == 3, "a clock that was put back keeps no run from its turn"

    before = rows(archive, "SELECT * FROM runs"), rows(archive, "SELECT * FROM run_crawls")
    assert congtin("rebuild", "--archive", archive, "--replace").returncode == 0
    assert (rows(archive, "SELECT * FROM runs"), rows(archive, "SELECT * FROM run_crawls")) == before
    assert congtin("verify", "--archive", archive).returncode == 0


def test_a_run_that_is_not_ok_says_so(archive: Path, portal: LoopbackPortal) -> None:
    portal.pages = {}
    done = run(archive, DUE)
    assert done.returncode == 1
    assert done.stdout == ""
    [said] = done.stderr.splitlines()
    outcome, note = rows(archive, "SELECT outcome, note FROM runs")[0]
    assert outcome != "ok"
    assert said.startswith(f"{outcome} in 0 min ")
    assert said.endswith(note)
    assert f"WARNING {said}" in (archive / "logs" / "kyanh.log").read_text("utf-8")


def test_one_run_at_a_time(archive: Path, portal: LoopbackPortal) -> None:
    with FileLock(archive / "schedules" / "kyanh.lock"):
        done = run(archive, DUE, "--if-due")
    assert done.returncode == 75
    assert done.stderr == "schedule kyanh: its last run goes on; nothing was done (exit code 75)\n"
    assert portal.asked == []
    assert run(archive, DUE, "--if-due").returncode == 0, "its turn is still its own"
    assert portal.asked != []


def test_a_run_without_an_end_goes_on_or_was_killed(archive: Path) -> None:
    assert run(archive, DUE).returncode == 0
    with closing(sqlite3.connect(archive / "archive.db")) as db, db:
        db.execute("UPDATE runs SET finished = NULL, outcome = NULL, exit_code = NULL, note = NULL")
    killed = congtin("schedule", "list", "--archive", archive, now=DUE).stdout
    with FileLock(archive / "schedules" / "kyanh.lock"):
        alive = congtin("schedule", "list", "--archive", archive, now=DUE).stdout
    assert "last run: 2026-11-26 05:24 (Vietnam's time): was interrupted (killed" in killed
    assert "last run: 2026-11-26 05:24 (Vietnam's time): goes on\n" in alive


def test_schedules_of_one_archive_take_turns(archive: Path) -> None:
    lock = FileLock(archive / "archive.lock", thread_local=False)
    lock.acquire()
    threading.Timer(2.0, lock.release).start()
    done = run(archive, DUE)
    assert (done.returncode, done.stderr) == (0, "")
    first, second = (archive / "logs" / "kyanh.log").read_text("utf-8").splitlines()
    assert "waits for another congtin" in first
    assert " ok in " in second


def test_an_archive_that_does_not_open_is_a_line_all_the_same(archive: Path) -> None:
    (archive / "archive.db").write_bytes(b"no database at all, but text of some length" * 50)
    done = run(archive, DUE)
    assert done.returncode == 1
    assert str(archive / "archive.db") in done.stderr
    [line] = lines(archive)
    assert (line["outcome"], line["exit_code"], line["number"]) == ("failed", 1, None)
    assert "archive.db" in str(line["note"])
    listed = json.loads(congtin("schedule", "list", "--archive", archive, "--json", now=DUE).stdout)
    assert listed[0]["last_run"]["outcome"] == "failed"


def test_people_are_told_once_of_a_schedule_that_breaks_and_once_when_it_runs_again(archive: Path) -> None:
    told = archive / "told"
    command = json.dumps(["/bin/sh", "-c", f"cat >>'{told}'"])
    (archive / "congtin.toml").write_text(f"[notify]\ncommand = {command}\n")
    database = archive / "archive.db"
    database.write_bytes(b"no database at all, but text of some length" * 50)
    for _ in range(2):
        assert run(archive, DUE).returncode == 1
    assert told.read_text("utf-8").count("congtin: schedule kyanh does not run") == 1
    assert "archive.db" in told.read_text("utf-8")
    database.unlink()
    for now in (DUE, NEXT_DAY):
        assert run(archive, now).returncode == 0
    assert told.read_text("utf-8").count("congtin: schedule kyanh runs again") == 1


def test_a_way_that_never_works_does_not_have_the_others_tell_it_every_time(archive: Path) -> None:
    told = archive / "told"
    command = json.dumps(["/bin/sh", "-c", f"cat >>'{told}'"])
    port = reserved_port("127.0.0.1")  # nothing listens there
    (archive / "congtin.toml").write_text(
        f'[notify]\ncommand = {command}\n[notify.webhook]\nurl = "http://127.0.0.1:{port}/"\n'
    )
    (archive / "archive.db").write_bytes(b"no database at all, but text of some length" * 50)
    first, second = run(archive, DUE), run(archive, DUE)
    assert "people could not be told: " in first.stderr
    assert "people could not be told: " not in second.stderr
    assert told.read_text("utf-8").count("congtin: schedule kyanh does not run") == 1


def test_a_crawl_by_hand_leaves_a_row_too(tmp_path: Path, portal: LoopbackPortal) -> None:
    assert crawl(portal.url, tmp_path).returncode == 0
    assert rows(tmp_path, "SELECT command, schedule, outcome, exit_code, log FROM runs") == [
        (f"congtin crawl {portal.url} --allow-loopback --delay 0.0", None, "ok", 0, None)
    ]
    assert rows(tmp_path, "SELECT * FROM run_crawls") == [(1, 1)]


def test_no_such_schedule(archive: Path) -> None:
    done = congtin("schedule", "run", "hatinh", "--archive", archive)
    assert done.returncode == 1
    assert "there is no schedule 'hatinh' here (there is: kyanh)" in done.stderr


def test_a_file_that_is_no_schedule(archive: Path) -> None:
    path = archive / "schedules" / "kyanh.json"
    path.write_text(path.read_text().replace("05:23", "25:23"))
    done = run(archive, DUE)
    assert done.returncode == 1
    assert f"{path}: timing.times: " in done.stderr
    assert "mend it there" in done.stderr
