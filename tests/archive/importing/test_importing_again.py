"""Files that an archive has had before: imported once more, gone on with, or repeated from their note."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.database import reading, writing
from archive.importing import ImportOptions, import_files, second_pass
from archive.rebuild import rebuild
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, read_page
from scraper.portal import Portal, portal_from_url
from tests.archive.importing.kept import (
    HOST,
    capture,
    everything,
    imported,
    repeated,
    rows,
    story,
    url,
    written,
    written_with_a_wrong_digest,
)


def test_importing_twice_changes_nothing_whatever_the_file_is_called(archive_directory: Path, file: Path) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-03-02"), b"garbage"])
    imported(archive_directory, file)
    before = everything(archive_directory)
    other = file.with_name("copy of it.warc.gz")
    other.write_bytes(file.read_bytes())

    assert imported(archive_directory, file, other).files_known == 2
    assert everything(archive_directory) == before


def test_the_same_answer_in_another_file_is_known(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    imported(archive_directory, written(file, [capture(1, "2021-03-02"), capture(2, "2021-03-02")]))
    summary = imported(
        archive_directory, written(tmp_path / "more.warc.gz", [capture(1, "2021-03-02"), capture(3, "2021-03-02")])
    )

    assert (summary.captures, dict(summary.skipped)) == (1, {"known already": 1})


def test_what_an_import_was_told_to_leave_out_comes_in_when_it_is_wanted(archive_directory: Path, file: Path) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-06-01"), capture(3, "2021-09-01")])
    march = ImportOptions(last=datetime(2021, 4, 1, tzinfo=UTC))
    assert imported(archive_directory, file, options=march).captures == 1
    assert imported(archive_directory, file, options=march).files_known == 1, "as much is wanted as was taken in"
    elsewhere = Portal(id="khac", name="Khác", url="https://khac.example.vn/")
    assert imported(archive_directory, file, options=ImportOptions(only=elsewhere)).captures == 0
    whole = imported(archive_directory, file)
    assert (whole.records, whole.captures, whole.damaged) == (3, 2, 0)
    assert imported(archive_directory, file, options=march).files_known == 1
    assert imported(archive_directory, file).files_known == 1
    with reading(archive_directory) as db:
        assert rows(db, "SELECT count(*), count(DISTINCT warc_offset) FROM captures") == [(3, 3)]
        assert rows(db, "SELECT count(*) FROM articles") == [(3,)]
    before = everything(archive_directory)
    anew = archive_directory.with_name("anew")
    shutil.copytree(archive_directory / "pages", anew / "pages")
    repeated(anew)
    assert everything(anew) == before


def test_an_import_that_was_interrupted_goes_on(
    archive_directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, [capture(number, "2021-03-02") for number in range(1, 10)])
    whole = archive_directory.with_name("whole")
    imported(whole, file)
    monkeypatch.setattr(second_pass, "_BATCH", 2)
    read, count = second_pass.read_record, 0

    def stops(*arguments: object) -> object:
        nonlocal count
        count += 1
        if count > 5:
            raise KeyboardInterrupt
        return read(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), writing(archive_directory) as db:
        patched.setattr(second_pass, "read_record", stops)
        import_files(db, archive_directory, [file])
    summary = imported(archive_directory, file)

    assert (summary.number, summary.captures, summary.skipped.total()) == (1, 9, 0)
    wanted = "SELECT id, url, crawl, outcome, article, revision, import FROM captures ORDER BY url"
    with reading(archive_directory) as db, reading(whole) as other:
        assert rows(db, wanted) == rows(other, wanted)
        assert rows(db, "SELECT count(*) FROM crawls") == [(1,)]


def test_an_import_with_other_options_leaves_what_rows_lead_to_where_it_is(archive_directory: Path, file: Path) -> None:
    others = [capture(number, "2021-03-02", at=f"https://khac.example.vn/{number}.html") for number in range(1, 5)]
    own = [capture(number, "2021-03-03") for number in range(1, 5)]
    file.write_bytes(gzip.compress(b"".join([others[0], own[0], *others[1:], *own[1:]])))
    only = ImportOptions(only=portal_from_url(f"{HOST}/"))
    assert [imported(archive_directory, file, options=options).captures for options in (only, None)] == [4, 4]
    with reading(archive_directory) as db:
        kept = rows(db, "SELECT url, warc, warc_offset, warc_length, fetched_at FROM captures ORDER BY id")
        ((size,),) = rows(db, "SELECT size FROM warc_files WHERE name LIKE '%members%'")
    assert len({address for address, *_ in kept}) == 8
    pages = archive_directory / "pages"
    for address, warc, offset, length, moment in kept:
        assert read_page(pages, StoredPage(warc, offset, length), datetime.fromisoformat(moment)).url == address
    assert (pages / "imported" / f"{file.name}.members.warc.gz").stat().st_size == size


def _stops_after(count: int) -> Callable[..., bool]:
    calls = 0

    def waits(*_: object) -> bool:
        nonlocal calls
        calls += 1
        if calls > count:
            raise KeyboardInterrupt
        return False

    return waits


@pytest.mark.parametrize(
    ("then", "today"), [((0, 1), (1,)), ((0,), (0, 1))], ids=["one of its files", "another file as well"]
)
def test_an_import_that_goes_on_ends_what_was_wanted_at_any_time_and_is_repeated_whole(
    archive_directory: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    then: tuple[int, ...],
    today: tuple[int, ...],
) -> None:
    files = [
        written(tmp_path / f"{name}.warc.gz", [capture(3 * name + month, f"2021-0{month}-02") for month in (1, 2, 3)])
        for name in range(2)
    ]
    winter = ImportOptions(last=datetime(2021, 3, 1, tzinfo=UTC))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(second_pass, "_BATCH", 1)
        patched.setattr("archive.importing.second_pass.PortalImport.waits", _stops_after(1))
        imported(archive_directory, *(files[number] for number in then), options=winter)
    imported(archive_directory, *(files[number] for number in today))
    assert imported(archive_directory, *files).files_known == 2
    anew = tmp_path / "anew"
    shutil.copytree(archive_directory / "pages", anew / "pages")
    repeated(anew)
    for directory in (archive_directory, anew):
        with reading(directory) as db:
            assert rows(db, "SELECT import, count(*) FROM captures GROUP BY 1") == [(1, 6)]
            assert rows(db, "SELECT count(*) FROM import_files") == [(2,)]


def test_an_import_for_another_portal_than_the_one_that_was_interrupted_is_refused(
    archive_directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-03-02")])
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("archive.importing.second_pass.PortalImport.waits", _stops_after(1))
        imported(archive_directory, file, options=ImportOptions(only=portal_from_url(f"{HOST}/")))
    other = ImportOptions(only=Portal(id="khac", name="Khác", url="https://khac.example.vn/"))
    with pytest.raises(ArchiveError, match=r"--portal songlam\.example\.vn was interrupted: run it again"):
        imported(archive_directory, file, options=other)


def test_an_import_can_be_repeated_from_its_files_alone(archive_directory: Path, file: Path, tmp_path: Path) -> None:
    portal = Portal(id="nam-son", name="Nam Sơn", url=f"{HOST}/", unit="xã Nam Sơn", valid_from=date(2020, 1, 1))
    written(
        file,
        [capture(1, "2021-03-02"), capture(2, "2021-03-02"), b"garbage", capture(1, "2021-05-02", story(1, "tu sửa"))],
    )
    imported(archive_directory, file, options=ImportOptions(declared={portal.id: portal}, source="a gift"))
    before = everything(archive_directory)
    (archive_directory / "archive.db").unlink()
    for rest in archive_directory.glob("archive.db-*"):
        rest.unlink()
    for manifest in archive_directory.glob("manifests/*"):
        manifest.unlink()
    repeated(archive_directory)
    after = everything(archive_directory)
    for table in set(before) - {"frontier", "import_files", "warc_files"}:
        assert after[table] == before[table], table


def test_what_was_told_of_an_import_beside_its_records_is_told_once_more(
    archive_directory: Path, tmp_path: Path
) -> None:
    path = written_with_a_wrong_digest(tmp_path / "crawl.wacz", [capture(1, "2021-03-02")])
    with writing(archive_directory) as db:
        import_files(db, archive_directory, [path], None, [(url(2), "20210302020304", "status 404")])
    anew = tmp_path / "anew"
    shutil.copytree(archive_directory / "pages", anew / "pages")
    repeated(anew)
    before, after = everything(archive_directory), everything(anew)
    assert len(before["import_problems"]) == 2
    for table in ("imports", "import_files", "import_problems", "captures"):
        assert after[table] == before[table], table


def test_a_file_that_is_read_once_more_goes_on_with_the_same_import(
    archive_directory: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(file, [capture(1, "2021-03-02"), capture(2, "2021-06-01"), capture(3, "2021-09-01")])
    imported(archive_directory, file, options=ImportOptions(last=datetime(2021, 4, 1, tzinfo=UTC)))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(second_pass, "_BATCH", 1)
        patched.setattr("archive.importing.second_pass.PortalImport.waits", _stops_after(1))
        imported(archive_directory, file)
    assert imported(archive_directory, file).number == 2
    with reading(archive_directory) as db:
        assert rows(db, "SELECT import, count(*) FROM captures GROUP BY 1") == [(1, 1), (2, 2)]
        assert rows(db, "SELECT count(*) FROM imports WHERE finished IS NULL") == [(0,)]


def test_nothing_is_taken_into_an_archive_whose_database_is_lost(archive_directory: Path, file: Path) -> None:
    imported(archive_directory, written(file, [capture(1, "2021-03-02")]))
    kept = [*archive_directory.glob("manifests/*"), *archive_directory.glob("pages/imported/*.json")]
    contents = [path.read_bytes() for path in kept]
    (archive_directory / "archive.db").unlink()
    with pytest.raises(ArchiveError, match=r"is lost;.*congtin rebuild"):
        imported(archive_directory, written(file, [capture(2, "2021-03-02")]))
    assert {path.suffix for path in kept} == {".jsonl", ".json"}
    assert [path.read_bytes() for path in kept] == contents
    rebuild(archive_directory)
    assert imported(archive_directory, file).captures == 1
    with reading(archive_directory) as db:
        assert rows(db, "SELECT count(*) FROM captures") == [(2,)]
