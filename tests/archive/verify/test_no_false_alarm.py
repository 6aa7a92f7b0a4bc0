"""What congtin itself does, and what a database does to its file, is no finding."""

from __future__ import annotations

import copy
import os
import signal
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive import database
from archive.database import writing
from archive.manifests import carried
from archive.people import deciding
from archive.verify import Report, verify
from tests.archive.sealed import copy_of, findings, other_hand, sentences
from tests.archive.visited import Visited
from tests.portals.command import HANGS, congtin, crawl, one, start
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

pytestmark = pytest.mark.long


def test_visits_with_edits_and_disappearances(visited: Visited) -> None:
    assert findings(visited.directory) == []
    assert one(visited.directory, "SELECT count(*) FROM unsealed") == 0
    assert one(visited.directory, "SELECT count(*) FROM manifests") >= 6


def test_rows_of_every_table(sealed: Path) -> None:
    assert findings(sealed) == []


def test_a_crawl_that_was_killed_is_told_and_the_next_one_seals_it(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(12).pages(portal.url.rstrip("/"))
        process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0.05")
        deadline = time.monotonic() + HANGS
        while time.monotonic() < deadline and not _captures(archive):  # answers are committed a second's together
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        report = Report()
        assert sentences(verify(archive, report)) == ""
        assert report.unsealed["capture"] > 0 and report.unsealed_bytes > 0
        told = congtin("verify", "--archive", archive)
        assert told.returncode == 0 and "not sealed yet" in told.stdout
        assert crawl(portal.url, archive).returncode == 0
    report = Report()
    assert sentences(verify(archive, report)) == ""
    assert report.unsealed == {} and report.unsealed_bytes == 0


def _captures(archive: Path) -> int:
    with suppress(sqlite3.OperationalError):  # no database yet, or no tables
        return int(one(archive, "SELECT count(*) FROM captures"))
    return 0


def test_people_joined_and_parted_again(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with writing(archive) as db:
        db.conn.execute("DELETE FROM person_decisions")
        persons = [row[0] for row in db.execute("SELECT DISTINCT person FROM mentions ORDER BY person LIMIT 2")]
        deciding.merge(db.conn, archive, persons, "thử")
    assert sentences(findings(archive, quick=True)) == ""
    with writing(archive) as db:
        deciding.undo(db.conn, archive, 1, "không phải")
    assert sentences(findings(archive, quick=True)) == ""


def test_what_sqlite_does_to_its_file(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    with other_hand(archive) as connection:
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert sentences(findings(archive)) == ""


def _steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the schema have one step more: columns with and without default, a table made anew, rows rewritten."""
    more = copy.deepcopy(database.migrations)

    def m999_more(db: Database) -> None:
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")
        db.execute("ALTER TABLE captures ADD COLUMN weight INTEGER NOT NULL DEFAULT 3")
        db.execute("UPDATE portals SET name = name || ' (cũ)'")
        db.execute("CREATE TABLE aliases_anew (first_seen TEXT NOT NULL, key TEXT PRIMARY KEY, url TEXT NOT NULL, "
                   "canonical_key TEXT NOT NULL) WITHOUT ROWID")  # fmt: skip
        db.execute("INSERT INTO aliases_anew SELECT first_seen, key, url, canonical_key FROM aliases")
        db.execute("DROP TABLE aliases")
        db.execute("ALTER TABLE aliases_anew RENAME TO aliases")

    more()(m999_more)
    monkeypatch.setattr(database, "migrations", more)


def test_a_step_that_rewrites_nothing_reads_no_manifest(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    more = copy.deepcopy(database.migrations)

    def m999_more(db: Database) -> None:
        db.execute("CREATE INDEX captions_more ON captions (text)")
        db.execute("DROP INDEX mentions_article")

    more()(m999_more)
    monkeypatch.setattr(database, "migrations", more)
    monkeypatch.setattr(carried, "take_in_seals", None)
    with writing(archive) as db:
        noted = set(db.execute("SELECT kind, key FROM unsealed WHERE kind <> 'schema_step'"))
        assert {("schema", "captions_more"), ("schema", "mentions_article")} <= noted
        assert {kind for kind, _ in noted} == {"schema"}
    assert findings(archive, quick=True) == []


def test_what_a_step_rewrote_is_noted_by_the_next_run_where_the_disk_was_full(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    _steps(monkeypatch)
    with monkeypatch.context() as full:
        full.setattr(carried, "_note_schema", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError), writing(archive):
            pass
    with writing(archive) as db:
        assert db.execute("SELECT count(*) FROM unsealed WHERE kind = 'portal'").fetchone()[0] > 1
    assert findings(archive, quick=True) == []


def test_a_step_of_the_schema(sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:  # what somebody did before is not covered up by the step
        connection.execute("UPDATE captions SET text = 'khác' WHERE position = 90")
        connection.execute("UPDATE portals SET url = 'khác' WHERE id = 'lang-gio'")
    before = {(one.table, str(one.key)) for one in findings(archive, quick=True)}
    _steps(monkeypatch)
    with writing(archive) as db:
        names = {row[0] for row in db.execute("SELECT name FROM portals")}
        assert all(name.endswith(" (cũ)") for name in names)
        sealed_again = dict(db.execute("SELECT kind, count(*) FROM unsealed GROUP BY kind"))
    assert sealed_again["portal"] == len(names) - 1
    assert "capture" not in sealed_again and "article" not in sealed_again and "alias" not in sealed_again
    assert {(one.table, str(one.key)) for one in findings(archive, quick=True)} == before
    assert {table for table, _ in before} == {"captions", "portals"}
