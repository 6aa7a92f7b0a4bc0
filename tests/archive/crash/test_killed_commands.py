"""Every other command that writes, killed with SIGKILL at random moments of its work, is as if it was not."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.migrations import migrations
from tests.archive.crash.killing import Done, killed_at_work, run, run_at_work, seeded, times, towns
from tests.archive.replay.archives import differences
from tests.portals.command import one, start

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


def sound(archive: Path, when: str) -> None:
    assert one(archive, "PRAGMA integrity_check") == "ok", when
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, f"{when}:\n{verified.output}"


def ended_well(done: Done, when: str) -> None:
    assert done.code == 0, f"{when}:\n{done.output}"
    assert "Traceback" not in done.output, when


def copied(archive: Path, to: Path) -> Path:
    """Put a copy of an archive in the place of what is there, and return it."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(archive, to))


@pytest.fixture(scope="module")
def read_by_an_older_one(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive with every record as an older extractor's, so that all are to be read again."""
    archive = copied(crawled, tmp_path_factory.mktemp("older") / "archive")
    with writing(archive) as db, transaction(db.conn):
        db.conn.execute("UPDATE revisions SET extractor = 'older'")
    return archive


@pytest.mark.parametrize("verb", ["reextract", "people resolve", "rebuild"])
def test_what_works_on_an_archive_is_run_again_after_a_kill(
    verb: str, read_by_an_older_one: Path, tmp_path: Path
) -> None:
    seed, chance = seeded()
    when = f"{verb}, CONGTIN_SEED={seed}"
    undisturbed, killed = (copied(read_by_an_older_one, tmp_path / name) for name in ("undisturbed", "killed"))
    done = run_at_work(*verb.split(), "--archive", undisturbed, folder=undisturbed)
    ended_well(done, when)
    words = [*verb.split(), "--archive", killed]
    killed_at_work(words, killed, done.worked, times(KILLS), chance, lambda: copied(read_by_an_older_one, killed))
    ended_well(run(*words), when)
    found = differences(undisturbed, killed)
    assert {name: rows for name, rows in found.items() if name not in _TRACES} == {}, when
    sound(killed, when)


def test_packing_anew_is_run_again_after_a_kill(crawled: Path, tmp_path: Path) -> None:
    """What stands where in the new files is no two times the same: they say when they were made."""
    seed, chance = seeded()
    when = f"compact, CONGTIN_SEED={seed}"
    undisturbed, killed = (copied(crawled, tmp_path / name) for name in ("undisturbed", "killed"))
    done = run_at_work("compact", "--archive", undisturbed, folder=undisturbed)
    ended_well(done, when)
    words = ["compact", "--archive", killed]
    killed_at_work(words, killed, done.worked, times(KILLS), chance, lambda: copied(crawled, killed))
    ended_well(run(*words), when)
    found = differences(undisturbed, killed)
    assert {name: rows for name, rows in found.items() if name not in _TRACES | {"captures"}} == {}, when
    sound(killed, when)
    files = [sorted(path.name for path in (archive / "pages").glob("*/*")) for archive in (undisturbed, killed)]
    assert files[0] == files[1], when
    assert all("-c1.warc.zst" in name for name in files[0]), when


def test_an_import_is_run_again_after_a_kill(crawled: Path, tmp_path: Path) -> None:
    """Of pages of a portal that the archive knows, which are imported as anybody's are."""
    seed, chance = seeded()
    when = f"import, CONGTIN_SEED={seed}"
    foreign = tmp_path / "foreign.warc.gz"
    ended_well(run("export", "warc", "--archive", crawled, "-o", foreign), when)
    empty = tmp_path / "empty"
    with writing(empty):
        pass
    undisturbed, killed = (copied(empty, tmp_path / name) for name in ("undisturbed", "killed"))
    done = run_at_work("import", foreign, "--archive", undisturbed, folder=undisturbed)
    assert done.code in {0, 1}, done.output
    words = ["import", foreign, "--archive", killed]
    killed_at_work(words, killed, done.worked, times(KILLS), chance, lambda: copied(empty, killed))
    again = run(*words)
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
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    done = run_at_work("backup", undisturbed, "--archive", crawled, folder=undisturbed)
    ended_well(done, when)
    words = ["backup", killed, "--archive", crawled]
    killed_at_work(words, killed, done.worked, times(KILLS), chance, lambda: shutil.rmtree(killed))
    ended_well(run(*words), when)
    assert differences(crawled, killed) == {}, when
    sound(killed, when)


def test_what_is_exported_is_whole_or_not_there(crawled: Path, tmp_path: Path) -> None:
    """It is killed as soon as it has begun a file, which lies beside the one that is meant until it is whole."""
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    whole.mkdir()
    cut.mkdir()
    ended_well(run("export", "article_list", "--archive", crawled, "-o", whole / "list.csv"), "export")
    killed, tries = 0, 0
    while killed < times(KILLS):
        tries += 1
        assert tries <= 10 * times(KILLS), "the export ends before it is killed"
        process = start("export", "article_list", "--archive", crawled, "-o", cut / "list.csv")
        while process.poll() is None and not any(cut.iterdir()):
            time.sleep(0.0005)
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL and not (cut / "list.csv").exists()
        for path in cut.iterdir():
            assert path.name != "list.csv" or path.read_bytes() == (whole / "list.csv").read_bytes()
            path.unlink()


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
    undisturbed, killed = (copied(early_archive, tmp_path / name) for name in ("undisturbed", "killed"))
    done = run_at_work("reextract", "--archive", undisturbed, folder=undisturbed)
    assert done.code in {0, 1}, done.output
    words = ["reextract", "--archive", killed]
    killed_at_work(words, killed, done.worked, times(KILLS), chance, lambda: copied(early_archive, killed))
    again = run(*words)
    assert again.code == done.code, f"{when}:\n{again.output}"
    schema = "SELECT group_concat(name || sql, '|') FROM (SELECT name, sql FROM sqlite_schema ORDER BY name)"
    assert one(killed, schema) == one(undisturbed, schema), when
    assert one(killed, "PRAGMA integrity_check") == "ok", when
