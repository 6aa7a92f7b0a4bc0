"""Stored pages packed anew: the same records in less room, whatever interrupts it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from archive.backup import copy_archive
from archive.compaction import run as compaction
from archive.compaction.run import Compacted, compact
from archive.database import writing
from archive.rebuild import rebuild
from archive.warc_export import WarcSelection, export_warc
from scraper.errors import ArchiveError
from scraper.warc import Record, read_records, unpacked_record
from tests.archive.replay.archives import differences
from tests.archive.sealed import findings, sentences
from tests.portals.command import congtin, crawl, one, rows
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

_GZIP = '[pages]\nformat = "gz"\n'
# What says where pages stand, and what was sealed when.
_MOVED = {"warc_files", "manifests"}


@pytest.fixture(scope="module")
def packed_with_gzip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive as older releases have left them."""
    archive = tmp_path_factory.mktemp("gzip") / "archive"
    archive.mkdir()
    (archive / "congtin.toml").write_text(_GZIP)
    with LoopbackPortal() as portal:
        portal.pages = Town.of(24).pages(portal.url.rstrip("/"))
        done = crawl(portal.url, archive)
        assert done.returncode == 0, done.stdout + done.stderr
    assert [name.endswith("-00001.warc.gz") for (name,) in rows(archive, "SELECT name FROM warc_files")] == [True]
    return archive


@pytest.fixture
def archive(packed_with_gzip: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(packed_with_gzip, tmp_path / "archive"))


def page_files(archive: Path) -> list[str]:
    return sorted(path.name for path in (archive / "pages").glob("*/*"))


def records(archive: Path) -> list[tuple[int, str]]:
    """Return the digest of each capture's record as its bytes were before packing."""
    return [
        (capture, hashlib.sha256(unpacked_record(archive / "pages" / warc, offset, length)).hexdigest())
        for capture, warc, offset, length in rows(
            archive, "SELECT id, warc, warc_offset, warc_length FROM captures WHERE warc IS NOT NULL ORDER BY id"
        )
    ]


def sound(archive: Path) -> None:
    found = findings(archive)
    assert found == [], sentences(found)


def test_records_stay_as_they_are_in_a_fraction_of_the_room(archive: Path) -> None:
    [(old, size)] = rows(archive, "SELECT name, size FROM warc_files")
    sha256 = hashlib.sha256((archive / "pages" / old).read_bytes()).hexdigest()
    before = records(archive)
    done = congtin("compact", "--archive", archive)
    assert done.returncode == 0, done.stderr
    assert "1 file packed anew: " in done.stdout
    [(new, now)] = rows(archive, "SELECT name, size FROM warc_files")
    assert new == old.replace(".warc.gz", "-c1.warc.zst")
    assert page_files(archive) == [Path(new).name]
    assert now < size / 2
    assert records(archive) == before
    first = next(read_records(archive / "pages" / new))
    assert isinstance(first, Record)
    assert f"congtin-made-of-sha256: {sha256}" in first.content.decode()
    assert first.header("WARC-Filename") == Path(new).name
    sound(archive)
    assert "Nothing was packed anew." in congtin("compact", "--archive", archive).stdout


def test_a_rebuild_makes_the_same_archive_of_them(archive: Path, packed_with_gzip: Path) -> None:
    list(compact(archive))
    rebuild(archive, keep_old=False)
    found = differences(packed_with_gzip, archive)
    assert {name: lines for name, lines in found.items() if name not in _MOVED | {"captures"}} == {}
    columns = "id, url, fetched_at, status, digest, outcome, reason, article, revision"
    query = f"SELECT {columns} FROM captures ORDER BY id"
    assert rows(archive, query) == rows(packed_with_gzip, query)
    sound(archive)


def test_an_export_is_the_same_file(archive: Path, tmp_path: Path) -> None:
    outputs = []
    for name in ("before", "after"):
        output = tmp_path / name / "all.warc.gz"
        output.parent.mkdir()
        export_warc(archive, WarcSelection(), output)
        outputs.append([record.content for record in read_records(output) if isinstance(record, Record)][1:])
        list(compact(archive))
    assert outputs[0] == outputs[1]


def test_a_backup_follows(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy_archive(archive, copy)
    list(compact(archive))
    copy_archive(archive, copy)
    assert page_files(copy) == page_files(archive)
    sound(copy)


def test_the_next_crawl_goes_on_with_the_new_file(archive: Path) -> None:
    (archive / "congtin.toml").unlink()
    list(compact(archive))
    [(name, size)] = rows(archive, "SELECT name, size FROM warc_files")
    url = one(archive, "SELECT url FROM portals")
    assert crawl(url, archive).returncode == 1, "the portal is not there any more"
    [(again, more)] = rows(archive, "SELECT name, size FROM warc_files")
    assert (again, more > size) == (name, True)
    assert len(list(read_records(archive / "pages" / name))) > one(archive, "SELECT count(*) FROM captures") - 1
    sound(archive)


class Killed(BaseException):
    """The process is gone: nothing after it is done by it."""


def kill(*_arguments: object) -> None:
    raise Killed


@pytest.mark.parametrize("at", ["repacked", "begin", "_let_it_count", "settle"])
def test_a_killed_one_leaves_the_one_or_the_other(archive: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, names = records(archive), page_files(archive)
    real = getattr(compaction, at)

    def once(*arguments: object) -> object:
        if at != "settle":
            real(*arguments)
        monkeypatch.setattr(compaction, "settle", kill)
        raise Killed

    monkeypatch.setattr(compaction, at, once)
    with pytest.raises(Killed):
        list(compact(archive))
    monkeypatch.undo()
    assert records(archive) == before
    with writing(archive):
        pass
    assert [name for name in page_files(archive) if not name.endswith(".part")] in (
        names, [names[0].replace(".warc.gz", "-c1.warc.zst")],
    )  # fmt: skip
    assert records(archive) == before
    sound(archive)
    list(compact(archive))
    assert page_files(archive) == [names[0].replace(".warc.gz", "-c1.warc.zst")]
    sound(archive)


@pytest.mark.parametrize("at", ["begin", "_let_it_count"])
def test_a_rebuild_after_a_kill_counts_each_page_once(archive: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = one(archive, "SELECT count(*) FROM captures")
    real = getattr(compaction, at)

    def once(*arguments: object) -> object:
        real(*arguments)
        monkeypatch.setattr(compaction, "settle", kill)
        raise Killed

    monkeypatch.setattr(compaction, at, once)
    with pytest.raises(Killed):
        list(compact(archive))
    monkeypatch.undo()
    for path in archive.glob("archive.db*"):
        path.unlink()
    assert rebuild(archive, keep_old=False).counts["captures"] == captures
    with writing(archive):
        pass
    sound(archive)


def test_a_damaged_file_is_left_as_it_is(archive: Path) -> None:
    [(name, size)] = rows(archive, "SELECT name, size FROM warc_files")
    path = archive / "pages" / name
    content = bytearray(path.read_bytes())
    content[size // 2] ^= 0x10
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"the record at byte \d+ is damaged"):
        list(compact(archive))
    assert path.read_bytes() == content
    assert page_files(archive) == [path.name]


def test_a_row_that_leads_elsewhere_is_told(archive: Path) -> None:
    with writing(archive) as db:
        db.conn.execute("UPDATE captures SET warc_offset = warc_offset + 1 WHERE id = 5")
    with pytest.raises(ArchiveError, match=r"where capture 5 is said to be; the file was left as it is"):
        list(compact(archive))
    assert len(page_files(archive)) == 1


def test_few_pages_stay(tmp_path: Path) -> None:
    with LoopbackPortal() as portal:
        portal.pages = Town.of(1).pages(portal.url.rstrip("/"))
        crawl(portal.url, tmp_path, "--limit", "3")
    [left] = compact(tmp_path)
    assert isinstance(left, Compacted)
    assert left.left is not None and "no smaller" in left.left


def test_a_portal_that_is_not_there(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="the archive has no portal 'gió'; it has"):
        list(compact(archive, ["gió"]))
    with pytest.raises(ArchiveError, match="there is no archive here"):
        list(compact(tmp_path / "none"))


def test_only_the_portals_that_are_named(archive: Path) -> None:
    portal = one(archive, "SELECT id FROM portals")
    assert [one.left for one in compact(archive, [portal])] == [None]
