"""Killed with SIGKILL at many moments: what is made anew from the pages is the database as the process left it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from archive.after_run import complete
from archive.behind import catch_up
from archive.database import writing
from archive.rebuild import rebuild, stored_files
from archive.replay import OwnFile, without_rests
from archive.replay.events import events_of
from scraper.clock import standing
from scraper.page_packing import Zstd
from scraper.page_records import event_record, file_record
from tests.archive.replay.archives import differences
from tests.archive.replay.dying import MOMENTS, crawl_and_die
from tests.portals.command import crawl, one, rows
from tests.portals.modern import NoEnd
from tests.portals.server import LoopbackPortal

NOW = "2026-11-03T08:00:00+07:00"
# How often a run comes to its moment before it dies there. Two in a row go on with one visit.
AT = {"half written": (2, 9, 31), "written": (3, 8, 26), "kept": (1, 7, 40), "committed": (2, 8)}


@pytest.fixture(scope="module")
def portal() -> Iterator[LoopbackPortal]:
    """One whose lists have no end, so that addresses are put last and left out between answers."""
    with NoEnd() as site:
        yield site


def as_made_anew(archive: Path, folder: Path) -> dict[str, object]:
    """Return where an archive differs from one that is made anew of it.

    Both take in what was written and not committed, if it is more than the rest of an answer; what ends a run is done
    to both.
    """
    kept, anew = folder / "kept", folder / "anew"
    for copy in (kept, anew):
        shutil.copytree(archive, copy)
    moments: list[datetime] = []
    rebuilt = rebuild(anew, keep_old=False, on_event=lambda event: moments.append(event.moment))
    assert rebuilt.replay.damaged == [], "the rest of a killed process is no damage"
    if moments:
        with writing(kept) as db, standing(moments[-1]):
            catch_up(db, kept)
            complete(db, kept)
    return differences(kept, anew)


@pytest.mark.long
@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_made_anew_is_what_a_killed_process_left(moment: str, portal: LoopbackPortal, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for number in AT[moment]:
        crawl_and_die(portal.url, archive, moment, number, now=NOW)
        assert as_made_anew(archive, tmp_path / f"after-{number}") == {}, f"killed at {number}"
    with writing(archive) as db:
        catch_up(db, archive)
    assert one(archive, "SELECT count(*) FROM captures") > 20
    files, _ = stored_files(archive)
    kinds = {event.kind for event in events_of(files, lambda _: None)}
    assert kinds >= {"begin", "capture", "actions"}, "addresses were put last or left out"


@pytest.mark.long
def test_what_goes_on_after_a_rebuild_is_what_goes_on_without(portal: LoopbackPortal, tmp_path: Path) -> None:
    """A rebuild between a kill and the next run changes nothing of what that run asks for and makes."""
    archive, anew = tmp_path / "archive", tmp_path / "anew"
    crawl_and_die(portal.url, archive, "written", 20, now=NOW)
    shutil.copytree(archive, anew)
    rebuild(anew, keep_old=False)
    asked = []
    for one_of_both in (archive, anew):
        portal.asked.clear()
        done = crawl(portal.url, one_of_both, now=NOW.replace("08", "09", 1))
        assert done.returncode == 0, done.stdout + done.stderr
        asked.append([each.path for each in portal.asked])
    assert asked[0] == asked[1]
    facts = "SELECT id, url, status, outcome, reason, article FROM captures ORDER BY id"
    assert rows(archive, facts) == rows(anew, facts)


# ---------------------------------------------------------------------- how much of a file counts

MOMENT = datetime.fromisoformat(NOW)
RECORD = Zstd().pack(event_record("begin", "https://xa.example.gov.vn/", MOMENT, {"crawl": 1}))


def stored(folder: Path, portal: str, *records: bytes) -> OwnFile:
    name = f"{portal}/{portal}-00001.warc.zst"
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join((Zstd().pack(file_record(name, portal)), *records)))
    return OwnFile(path, portal, name)


@pytest.mark.parametrize("rest", [RECORD, RECORD[:90], RECORD[:3], b"\0" * 512], ids=["whole", "cut", "bytes", "zeros"])
def test_the_rest_of_a_killed_process_does_not_count(tmp_path: Path, rest: bytes) -> None:
    file = stored(tmp_path, "xa", RECORD)
    size = file.path.stat().st_size
    assert without_rests([file], {file.name: size}) == {}
    with file.path.open("ab") as written:
        written.write(rest)
    assert without_rests([file], {file.name: size}) == {file.name: size}


def test_behind_an_older_database_everything_counts(tmp_path: Path) -> None:
    """One that came from a backup is behind by more than a record at one portal at least."""
    first, second = stored(tmp_path, "xa", RECORD, RECORD, RECORD), stored(tmp_path, "xb", RECORD, RECORD)
    known = {file.name: file.path.stat().st_size - behind * len(RECORD) for file, behind in ((first, 2), (second, 1))}
    assert without_rests([second], known) == {second.name: known[second.name]}
    assert without_rests([first, second], known) == {}
    assert without_rests([first], None) == {}, "without a database nobody can tell"


@pytest.mark.parametrize(("records", "counts"), [([], 0), ([RECORD], 0), ([RECORD[:40]], 0), ([RECORD, RECORD], None)])
def test_a_file_that_was_begun_by_what_was_never_committed(
    tmp_path: Path, records: list[bytes], counts: int | None
) -> None:
    file = stored(tmp_path, "xa", *records)
    assert without_rests([file], {}).get(file.name) == counts
