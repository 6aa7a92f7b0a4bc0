"""A disk that is full: the crawl ends in order, names the place and what is free, and goes on when there is room."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest

from archive.database import writing
from archive.troubles import told
from scraper import disk_space
from scraper.disk_space import low_space, stop_before_full
from scraper.errors import ArchiveError
from scraper.pages import PageWriter
from tests.archive.crash.killing import Done, Towns, run, towns
from tests.archive.crash.small_disk import SmallDisk
from tests.archive.crash.stored import answers_kept
from tests.portals.command import HANGS, books_balance, one, start, substance

ARTICLES = 20
KB, MB = 1 << 10, 1 << 20


@pytest.fixture(scope="module")
def served() -> Iterator[Towns]:
    with towns(2, ARTICLES) as portals:
        yield portals


@pytest.fixture(scope="module")
def whole(served: Towns, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("whole") / "archive"
    done = served.crawl(archive)
    assert done.code == 0, done.output
    served.asked()
    return archive


def crawled_afresh(served: Towns, archive: Path) -> Done:
    """Crawl in a process that makes a new archive in earnest, as those that are forked do not."""
    began = time.monotonic()
    process = start("crawl", *served.urls, "--archive", archive, "--allow-loopback", "--delay", "0")
    output, errors = process.communicate(timeout=HANGS)
    return Done(process.returncode, output + errors, time.monotonic() - began)


def ended_equal(served: Towns, archive: Path, whole: Path, stopped: Done) -> None:
    """Fail unless a crawl that a full disk stopped said so, and ends as the whole one now that there is room."""
    assert stopped.code == 1, stopped.output
    assert "MB are free there" in stopped.output, stopped.output
    assert str(archive) in stopped.output
    assert "Traceback" not in stopped.output, stopped.output
    done = served.crawl(archive)
    assert done.code == 0, done.output
    assert 0 <= served.asked() - answers_kept(archive) <= 4, "what was kept is not asked for again"
    assert one(archive, "PRAGMA integrity_check") == "ok"
    assert substance(archive) == substance(whole)
    books_balance(archive)
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, verified.output


@pytest.mark.faults
@pytest.mark.parametrize("size", [3 * MB, 8 * MB, 9_750 * KB], ids=["log", "checkpoint", "pages"])
def test_the_disk_of_the_archive_is_full(disk: SmallDisk, served: Towns, whole: Path, size: int) -> None:
    """While SQLite's log takes the first tables, while it is folded into the database, while pages come."""
    disk.mount(size)
    archive = disk.folder / "archive"
    stopped = crawled_afresh(served, archive)
    disk.resize(100 * MB)
    ended_equal(served, archive, whole, stopped)


@pytest.mark.faults
def test_the_disk_of_the_pages_is_full(tmp_path: Path, served: Towns, whole: Path, disk: SmallDisk) -> None:
    archive = tmp_path / "archive"
    disk.folder = archive / "pages"
    disk.mount(48 * KB)
    stopped = served.crawl(archive)
    disk.resize(10 * MB)
    ended_equal(served, archive, whole, stopped)


@pytest.mark.faults
def test_the_disk_of_the_manifests_is_full(tmp_path: Path, served: Towns, whole: Path, disk: SmallDisk) -> None:
    archive = tmp_path / "archive"
    with writing(archive):
        pass
    kept = {path.name: path.read_bytes() for path in (archive / "manifests").iterdir()}
    disk.folder = archive / "manifests"
    disk.mount(MB)
    for name, content in kept.items():
        (disk.folder / name).write_bytes(content)
    disk.resize(disk.used() + 4 * KB)
    stopped = served.crawl(archive)
    assert "the manifest of this run cannot be written" in stopped.output
    assert "incomplete" in stopped.output, "what the crawls came to is told all the same"
    disk.resize(10 * MB)
    ended_equal(served, archive, whole, stopped)


@pytest.mark.faults
def test_the_disk_that_is_exported_to_is_full(whole: Path, disk: SmallDisk) -> None:
    disk.mount(8 * KB)
    done = run("export", "article_list", "--archive", whole, "-o", disk.folder / "list.csv")
    assert done.code == 1
    assert f"{disk.folder / 'list.csv'}: cannot be written: No space left on device" in done.output, done.output
    assert list(disk.folder.iterdir()) == [], "nothing cut short is left"


def test_the_last_of_a_disk_is_kept_and_that_is_told_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    room = {"free": 1 << 40, "total": 1 << 40}
    monkeypatch.setattr(disk_space, "_room", lambda _: (room["free"], room["total"]))
    assert (stop_before_full(tmp_path), low_space(tmp_path)) == (None, None)
    room["free"] = 300 * MB
    assert stop_before_full(tmp_path) is None
    assert "300 MB are free there; crawls stop at 64 MB" in (low_space(tmp_path) or "")
    room["free"] = 63 * MB
    assert "63 MB are free there" in (stop_before_full(tmp_path) or "")
    room["total"] = 100 * MB  # a small disk may never have as much
    assert stop_before_full(tmp_path) is None


SORTING = """
import sys
from pathlib import Path
from archive.database import writing
from scraper.errors import ArchiveError

numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)"
try:
    with writing(Path(sys.argv[1])) as db:
        db.execute("PRAGMA cache_size = 10")
        db.execute("PRAGMA temp_store = FILE")
        db.execute(f"{numbers} SELECT randomblob(200) AS mixed FROM numbers ORDER BY mixed").fetchall()
except ArchiveError as error:
    print(error)
"""


@pytest.mark.faults
def test_the_disk_on_which_sqlite_sorts_is_full(disk: SmallDisk, archive_directory: Path) -> None:
    disk.mount(64 * KB)
    words = [sys.executable, "-c", SORTING, str(archive_directory)]
    environment = os.environ | {"SQLITE_TMPDIR": str(disk.folder)}  # read once, when SQLite is loaded
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=HANGS, check=True)
    assert f"of {disk.folder}, where it sorts, 0." in done.stdout, done.stdout
    assert str(archive_directory / "archive.db") in done.stdout


def test_a_quota_that_is_used_up_is_told_and_the_page_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record of which a part was still taken is cut off again, and what stood before it stays."""
    writer = PageWriter(tmp_path, "xa")
    writer.open({})
    [path] = (tmp_path / "xa").iterdir()
    before = path.read_bytes()

    class Limited:
        """A file of which the system takes ten more bytes."""

        def __init__(self, file: FileIO) -> None:
            self._file, self._room = file, 10

        def write(self, record: memoryview) -> int:
            if not self._room:
                raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))
            written = self._file.write(record[: self._room])
            self._room = 0
            return written

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

    monkeypatch.setattr(writer, "_file", Limited(writer._file))
    with pytest.raises(ArchiveError, match=rf"{path}: the page cannot be stored: Disk quota exceeded \("):
        writer.append(b"x" * 100)
    assert path.read_bytes() == before
    refusal = OSError(errno.EDQUOT, os.strerror(errno.EDQUOT), str(tmp_path / "list"))
    with pytest.raises(ArchiveError, match=r"list: cannot be written: Disk quota exceeded"), told(tmp_path):
        raise refusal


def test_a_place_that_is_not_there_is_that_of_its_folder(tmp_path: Path) -> None:
    assert (disk_space.free_bytes(tmp_path / "a" / "b") or 0) > 0
    assert stop_before_full(tmp_path / "a") is None
