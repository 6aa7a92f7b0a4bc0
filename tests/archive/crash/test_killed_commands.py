"""Every other command that writes, killed with SIGKILL at random moments and run again: as if it had not been."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.migrations import migrations
from tests.archive.crash.killing import Done, run, seeded, times, towns
from tests.archive.replay.archives import differences
from tests.portals.command import one

pytestmark = pytest.mark.faults

KILLS = 3  # of each command, so that the nine of them take half a minute
# What a command leaves that says when and how often it ran.
_TRACES = {"imports", "import_files", "warc_files", "manifests"}


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("crawled") / "archive"
    with towns(2, 12) as served:
        assert served.crawl(archive).code == 0
    return archive


def killed_at_random(words: list[str | Path], whole_takes: float, chance: random.Random, kills: int) -> int:
    """Kill a command so often at random moments; returns how often it was at work then."""
    return sum(run(*words, kill_after=chance.uniform(0.02, whole_takes)).was_killed for _ in range(kills))


def sound(archive: Path, when: str) -> None:
    assert one(archive, "PRAGMA integrity_check") == "ok", when
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, f"{when}:\n{verified.output}"


def ended_well(done: Done, when: str) -> None:
    assert done.code == 0, f"{when}:\n{done.output}"
    assert "Traceback" not in done.output, when


def forget_the_reader(archive: Path) -> None:
    """Let every record be one of an older extractor, so that all are to be read again."""
    with closing(sqlite3.connect(archive / "archive.db")) as connection, connection:
        connection.execute("UPDATE revisions SET reader = 'older'")


@pytest.mark.parametrize("verb", ["reextract", "people resolve", "rebuild"])
def test_what_works_on_an_archive_is_run_again_after_a_kill(verb: str, crawled: Path, tmp_path: Path) -> None:
    seed, chance = seeded()
    when = f"{verb}, CONGTIN_SEED={seed}"
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    for copy in (undisturbed, killed):
        shutil.copytree(crawled, copy)
    done = run(*verb.split(), "--archive", undisturbed)
    ended_well(done, when)
    killed_at_random([*verb.split(), "--archive", killed], done.seconds, chance, times(KILLS))
    ended_well(run(*verb.split(), "--archive", killed), when)
    found = differences(undisturbed, killed)
    assert {name: rows for name, rows in found.items() if name not in _TRACES} == {}, when
    sound(killed, when)


def test_an_import_is_run_again_after_a_kill(crawled: Path, tmp_path: Path) -> None:
    """Of pages of a portal that the archive knows, which are imported as anybody's are."""
    seed, chance = seeded()
    when = f"import, CONGTIN_SEED={seed}"
    foreign = tmp_path / "foreign.warc.gz"
    ended_well(run("export", "warc", "--archive", crawled, "-o", foreign), when)
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    done = run("import", foreign, "--archive", undisturbed)
    assert done.code in {0, 1}, done.output
    killed_at_random(["import", foreign, "--archive", killed], done.seconds, chance, times(KILLS))
    again = run("import", foreign, "--archive", killed)
    assert again.code == done.code, f"{when}:\n{again.output}"
    for column in ("url", "title", "text"):
        query = f"SELECT group_concat({column}, '|') FROM (SELECT {column} FROM articles ORDER BY id)"
        assert one(killed, query) == one(undisturbed, query), when
    for table in ("articles", "revisions", "mentions", "captures"):
        assert one(killed, f"SELECT count(*) FROM {table}") == one(undisturbed, f"SELECT count(*) FROM {table}"), when
    sound(killed, when)


def test_a_backup_is_run_again_after_a_kill(crawled: Path, tmp_path: Path) -> None:
    seed, chance = seeded()
    when = f"backup, CONGTIN_SEED={seed}"
    done = run("backup", tmp_path / "undisturbed", "--archive", crawled)
    ended_well(done, when)
    killed_at_random(["backup", tmp_path / "killed", "--archive", crawled], done.seconds, chance, times(KILLS))
    ended_well(run("backup", tmp_path / "killed", "--archive", crawled), when)
    assert differences(crawled, tmp_path / "killed") == {}, when
    sound(tmp_path / "killed", when)


def test_what_is_exported_is_whole_or_not_there(crawled: Path, tmp_path: Path) -> None:
    seed, chance = seeded()
    done = run("export", "article_list", "--archive", crawled, "-o", tmp_path / "whole.csv")
    ended_well(done, f"CONGTIN_SEED={seed}")
    whole = (tmp_path / "whole.csv").read_bytes()
    for number in range(times(KILLS)):
        output = tmp_path / f"{number}.csv"
        run("export", "article_list", "--archive", crawled, "-o", output, kill_after=chance.uniform(0.02, done.seconds))
        assert not output.exists() or output.read_bytes() == whole, f"CONGTIN_SEED={seed}"


def test_an_archive_is_brought_up_to_date_after_a_kill(tmp_path: Path) -> None:
    """From the first schema that was ever released, all steps to that of today, and the gazetteer."""
    seed, chance = seeded()
    when = f"migration, CONGTIN_SEED={seed}"
    early_archive = tmp_path / "early"
    early_archive.mkdir()
    db = Database(early_archive / "archive.db")
    steps = [step.name for step in migrations.pending(db)]
    migrations.apply(db, stop_before=steps[1])
    db.conn.close()
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    for copy in (undisturbed, killed):
        shutil.copytree(early_archive, copy)
    done = run("reextract", "--archive", undisturbed)
    assert done.code in {0, 1}, done.output
    killed_at_random(["reextract", "--archive", killed], done.seconds, chance, times(KILLS))
    again = run("reextract", "--archive", killed)
    assert again.code == done.code, f"{when}:\n{again.output}"
    schema = "SELECT group_concat(name || sql, '|') FROM (SELECT name, sql FROM sqlite_schema ORDER BY name)"
    assert one(killed, schema) == one(undisturbed, schema), when
    assert one(killed, "PRAGMA integrity_check") == "ok", when
