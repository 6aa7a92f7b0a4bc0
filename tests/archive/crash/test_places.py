"""Folders that cannot be written, have gone, or take no more files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.errors import ArchiveError
from scraper.page_records import event_record
from scraper.pages import PageWriter
from tests.archive.crash.killing import run
from tests.archive.crash.small_disk import SmallDisk
from tests.archive.crash.stored import wait_until_kept
from tests.portals.command import HANGS, crawl, start, substance
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

MB = 1 << 20
RECORD = event_record("begin", "https://xa.example.gov.vn/", datetime(2026, 3, 2, tzinfo=UTC), {"crawl": 1})


@pytest.fixture
def portal() -> Iterator[LoopbackPortal]:
    with LoopbackPortal() as site:
        site.pages = Town.of(6).pages(site.url.rstrip("/"))
        yield site


@pytest.mark.faults
def test_an_archive_on_a_disk_that_is_read_only(disk: SmallDisk, portal: LoopbackPortal) -> None:
    disk.mount(30 * MB)
    archive = disk.folder / "archive"
    assert crawl(portal.url, archive, "--limit", "5").returncode == 1
    disk.close_for_writing()
    refused = crawl(portal.url, archive)
    assert refused.returncode == 1
    assert f"{archive}: the archive cannot be written here: Read-only file system" in refused.stderr
    assert "Traceback" not in refused.stderr
    for words in (["status"], ["export", "captures"], ["verify"]):
        read = run(*words, "--archive", archive)
        assert read.code == 0, f"{words} reads, and writes nothing:\n{read.output}"
    disk.open_for_writing()
    done = crawl(portal.url, archive)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(substance(archive)) == 6


@pytest.mark.faults
def test_a_disk_that_takes_no_more_files(disk: SmallDisk, portal: LoopbackPortal) -> None:
    disk.mount(30 * MB, "nr_inodes=7")
    archive = disk.folder / "archive"
    refused = crawl(portal.url, archive)
    assert refused.returncode == 1
    assert "MB are free there, but no further file can be made" in refused.stdout + refused.stderr
    assert str(archive) in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.faults
def test_the_pages_are_removed_under_a_running_crawl(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with LoopbackPortal(delay=0.05) as portal:
        portal.pages = Town.of(20).pages(portal.url.rstrip("/"))
        process = start("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0")
        wait_until_kept(process, archive, 5)
        shutil.move(archive / "pages", tmp_path / "moved")
        output, errors = process.communicate(timeout=HANGS)
        assert process.returncode == 1, output + errors
        assert "was removed, moved or replaced while it was written to" in output, output + errors
        assert "Traceback" not in errors
        shutil.rmtree(archive / "pages", ignore_errors=True)
        shutil.move(tmp_path / "moved", archive / "pages")
        done = crawl(portal.url, archive)
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(substance(archive)) == 20
    verified = run("verify", "--archive", archive)
    assert verified.code == 0, verified.output


def opened(folder: Path) -> PageWriter:
    writer = PageWriter(folder, "xa")
    writer.open({})
    writer.append(RECORD)
    return writer


@pytest.mark.parametrize("lose", ["remove", "move", "replace", "remove the folder"])
def test_nothing_is_written_into_a_file_that_nobody_finds(lose: str, tmp_path: Path) -> None:
    writer = opened(tmp_path)
    path = next((tmp_path / "xa").iterdir())
    if lose == "remove":
        path.unlink()
    elif lose == "move":
        path.rename(tmp_path / "elsewhere")
    elif lose == "replace":
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    else:
        shutil.rmtree(tmp_path / "xa")
    with pytest.raises(ArchiveError, match="was removed, moved or replaced"):
        writer.append(RECORD)
    with pytest.raises(ArchiveError, match="not open for writing"):
        writer.append(RECORD)


def test_nothing_is_written_behind_what_another_program_wrote(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    path = next((tmp_path / "xa").iterdir())
    with path.open("ab") as other:
        other.write(b"x")
    size = path.stat().st_size
    with pytest.raises(ArchiveError, match=f"holds {size} bytes where this run has written {size - 1}"):
        writer.append(RECORD)
    assert path.stat().st_size == size, "what the other wrote is for people to judge"
