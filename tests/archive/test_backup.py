"""A backup is an archive: complete while a crawl goes on, added to later, whole whatever stops it; and the way back."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from archive import backup
from archive.backup import copy_archive
from archive.database import writing
from scraper.errors import ArchiveError
from tests.archive.sealed import copy_of, findings, other_hand, sentences
from tests.archive.visited import Visited
from tests.portals.command import HANGS, congtin, crawl, one, start, substance
from tests.portals.server import LoopbackPortal, Reply
from tests.portals.town import Town

pytestmark = pytest.mark.long


class _Slow(LoopbackPortal):
    """Answers ``most`` requests; further ones wait until it is more, however long a copy takes on a busy machine."""

    most = 0

    def reply(self, path: str) -> Reply:
        while len(self.asked) >= self.most:
            time.sleep(0.02)
        return super().reply(path)


def test_while_a_crawl_is_writing_and_once_more_when_it_has_ended(tmp_path: Path) -> None:
    archive, copy = tmp_path / "archive", tmp_path / "copy"
    with _Slow() as portal:
        portal.pages = Town.of(30).pages(portal.url.rstrip("/"))
        process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0.1")
        states = []
        for wanted in (8, 16, 24):
            portal.most = wanted + 6  # so that pages come in while the copy is made, and some are left for the next
            _wait_for_captures(archive, wanted, process)
            assert copy_archive(archive, copy).page_bytes > 0
            states.append(one(copy, "SELECT count(*) FROM captures"))
            assert sentences(findings(copy)) == ""
        assert process.poll() is None, "the crawl was still writing"
        portal.most = 1_000
        output, errors = process.communicate(timeout=HANGS)
        assert process.returncode == 0, output + errors
    assert states == sorted(set(states)), "each holds more than the one before"
    copied = copy_archive(archive, copy)
    assert sentences(findings(copy)) == ""
    assert substance(copy) == substance(archive)
    assert copied.manifests == len(list((archive / "manifests").iterdir()))
    again = copy_archive(archive, copy)
    assert (again.page_bytes, again.page_files, again.manifests, again.other_files) == (0, 0, 0, 0)


def _wait_for_captures(archive: Path, wanted: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + HANGS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if one(archive, "SELECT count(*) FROM captures") >= wanted:
                return
        except Exception:  # not there yet
            pass
        time.sleep(0.05)
    raise AssertionError(f"no {wanted} captures in time")


def test_a_crawl_goes_on_from_a_copy(visited: Visited, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy_archive(visited.directory, copy)
    with LoopbackPortal() as portal:
        portal.pages = Town.of(4).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, copy).returncode == 0
    assert sentences(findings(copy)) == ""
    with pytest.raises(ArchiveError, match="goes on further"):
        copy_archive(visited.directory, copy)


def test_decisions_and_own_portal_files_come_along(visited: Visited, tmp_path: Path) -> None:
    archive = copy_of(visited.directory, tmp_path / "archive")
    (archive / "people-decisions.jsonl").write_text("", encoding="utf-8")
    (archive / "mine.toml").write_text("[mine]\n", encoding="utf-8")
    (archive / "portals").mkdir()
    (archive / "portals" / "more.toml").write_text("[more]\n", encoding="utf-8")
    for name in ("schedules/kyanh.json", "logs/runs.jsonl"):
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_text("{}\n", encoding="utf-8")
    assert copy_archive(archive, tmp_path / "copy").other_files == 5
    assert (tmp_path / "copy" / "portals" / "more.toml").read_text(encoding="utf-8") == "[more]\n"
    assert (tmp_path / "copy" / "schedules" / "kyanh.json").read_text(encoding="utf-8") == "{}\n"
    assert (tmp_path / "copy" / "logs" / "runs.jsonl").read_text(encoding="utf-8") == "{}\n"


class _StoppedError(Exception):
    """Stands for a process that is killed."""


@pytest.mark.parametrize("where", ["_copy_database", "copy_pages", "_copy_manifests", "_put_in_place"])
def test_what_is_stopped_anywhere_leaves_the_earlier_copy_whole(
    visited: Visited, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    archive, copy = copy_of(visited.directory, tmp_path / "archive"), tmp_path / "copy"
    copy_archive(archive, copy)
    before = substance(copy)
    with LoopbackPortal() as portal:
        portal.pages = Town.of(4).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, archive).returncode == 0

    def stopped(*_: object) -> int:
        raise _StoppedError

    with monkeypatch.context() as patch:
        patch.setattr(backup, where, stopped)
        patch.setattr(backup, "_remove_parts", lambda _: None)  # who is killed cleans nothing up
        with pytest.raises(_StoppedError):
            copy_archive(archive, copy)
    assert substance(copy) == before
    assert sentences(findings(copy)) == ""
    copy_archive(archive, copy)
    assert substance(copy) == substance(archive) != before
    assert sentences(findings(copy)) == ""
    assert not list(copy.rglob("*.part"))


def test_one_that_is_killed_goes_on_the_next_time(visited: Visited, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    process = start("backup", copy, "--archive", visited.directory)
    deadline = time.monotonic() + HANGS
    while time.monotonic() < deadline and not list(copy.glob("*")):
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    done = congtin("backup", copy, "--archive", visited.directory)
    assert done.returncode == 0, done.stderr
    assert sentences(findings(copy)) == ""
    assert not list(copy.rglob("*.part"))


@pytest.mark.parametrize("most", [40_000, 200_000])
def test_a_full_disk_is_told_and_the_earlier_copy_stays(visited: Visited, tmp_path: Path, most: int) -> None:
    copy = tmp_path / "copy"
    limited = start("backup", copy, "--archive", visited.directory,
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))  # fmt: skip
    output, errors = limited.communicate(timeout=HANGS)
    assert limited.returncode == 1, output
    assert str(copy) in errors and "Traceback" not in errors
    assert not (copy / "archive.db").exists()
    copy_archive(visited.directory, copy)
    assert sentences(findings(copy)) == ""


def test_a_page_that_is_missing_stops_it(visited: Visited, tmp_path: Path) -> None:
    archive, copy = copy_of(visited.directory, tmp_path / "archive"), tmp_path / "copy"
    page = max((archive / "pages").glob("*/*"))
    page.write_bytes(page.read_bytes()[:-5])
    with pytest.raises(ArchiveError, match="5 bytes of stored pages are missing"):
        copy_archive(archive, copy)
    assert not (copy / "archive.db").exists()


@pytest.mark.parametrize("place", ["", "inside", ".."])
def test_a_copy_inside_itself_is_refused(visited: Visited, place: str) -> None:
    with pytest.raises(ArchiveError, match="give another folder"):
        copy_archive(visited.directory, visited.directory / place)


def test_another_archive_in_the_destination_is_refused(visited: Visited, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with writing(other) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'g', 'u')")
    with pytest.raises(ArchiveError, match="give another folder"):
        copy_archive(visited.directory, other)
    assert one(other, "SELECT id FROM portals") == "gio"


def test_an_archive_of_an_older_version_can_be_copied(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with writing(archive) as db:
        db.conn.execute("DROP TABLE manifests")
        db.conn.execute("CREATE TABLE manifests (number, name, sealed_at, sha256)")
    with other_hand(archive) as connection:
        connection.execute("DROP TABLE manifests")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE 'm016%'")
    copy_archive(archive, tmp_path / "copy")
    assert one(tmp_path / "copy", "SELECT count(*) FROM units") > 0


def test_restored_it_is_what_it_was(visited: Visited, tmp_path: Path) -> None:
    kept, back = tmp_path / "kept", tmp_path / "back"
    copy_archive(visited.directory, kept)
    done = congtin("restore", kept, "--archive", back)
    assert done.returncode == 0, done.stderr
    assert substance(back) == substance(visited.directory)
    assert sentences(findings(back)) == ""


def test_an_archive_is_never_restored_over_another_but_an_empty_one_is(visited: Visited, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    copy_archive(visited.directory, kept)
    full = copy_of(visited.directory, tmp_path / "full")
    done = congtin("restore", kept, "--archive", full)
    assert done.returncode == 1 and "holds an archive already" in done.stderr
    empty = tmp_path / "empty"
    with writing(empty):
        pass
    done = congtin("restore", kept, "--archive", empty)
    assert done.returncode == 0, done.stderr
    assert sentences(findings(empty)) == ""


def test_a_folder_that_is_no_backup_is_called_none(tmp_path: Path) -> None:
    done = congtin("restore", tmp_path, "--archive", tmp_path / "new")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{tmp_path}: is no backup (no archive.db); give the folder that congtin backup wrote" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_backup_that_was_altered_is_not_restored_unasked(visited: Visited, tmp_path: Path) -> None:
    kept, back = tmp_path / "kept", tmp_path / "back"
    copy_archive(visited.directory, kept)
    with other_hand(kept) as connection:
        connection.execute("UPDATE articles SET title = 'khác' WHERE id = (SELECT min(id) FROM articles)")
    done = congtin("restore", kept, "--archive", back)
    assert done.returncode == 1 and "articles: the row id" in done.stderr and "nothing was restored" in done.stderr
    assert not (back / "archive.db").exists()
    shutil.rmtree(back, ignore_errors=True)
    assert congtin("restore", kept, "--archive", back, "--despite-findings").returncode == 0
    assert (back / "archive.db").exists()
