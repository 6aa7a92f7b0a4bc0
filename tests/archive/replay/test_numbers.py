"""Numbers of rows, names of files, notes: the parts of a replay by themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.database import writing
from archive.replay import own_file, replay_files
from archive.replay.notes import ReplayNote, replay_notes, write_replay_note
from archive.replay.store import Numbers
from scraper.errors import ArchiveError
from scraper.page_records import LOG_VERSION, answer_record, file_record
from scraper.store import Answer

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_number_that_is_free_is_kept_and_one_that_is_taken_leads_to_another(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('xa', 'Xã', 'https://xa.example.gov.vn/')")
        db.conn.execute("INSERT INTO crawls (id, portal, started) VALUES (1, 'xa', '2026-11-01T00:00:00+00:00')")
        numbers = Numbers(db.conn)
        assert numbers.next("crawls", "huyen", 5) == 5
        assert numbers.known("crawls", "huyen", 5) == 5
        assert numbers.next("crawls", "huyen", 1) == 2
        assert numbers.known("crawls", "huyen", 1) == 2
        assert numbers.known("crawls", "tinh", 1) == 1, "another portal's crawl has that number in its own notes"


@pytest.mark.parametrize(
    ("name", "portal"),
    [("xa-00001.warc.gz", "../../etc"), ("xa-00001.warc.gz", "/xa"), ("xa.db", "xa"), ("xa-00001.warc.gz", "Xã")],
)
def test_a_file_that_would_lie_elsewhere_is_none_of_ours(tmp_path: Path, name: str, portal: str) -> None:
    path = tmp_path / "came.warc.gz"
    path.write_bytes(file_record(name, portal))
    assert own_file(path) is None
    with writing(tmp_path / "archive") as db, pytest.raises(ArchiveError, match="was not written by a crawl"):
        replay_files(db, tmp_path / "archive", [path])


def test_a_file_of_others_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "came.warc.gz"
    path.write_bytes(answer_record(Answer("https://xa.example.gov.vn/", MOMENT, 200), {}))
    assert own_file(path) is None


def test_a_file_of_a_newer_congtin_is_left_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.page_records.LOG_VERSION", LOG_VERSION + 1)
    path = tmp_path / "xa-00001.warc.gz"
    path.write_bytes(file_record("xa/xa-00001.warc.gz", "xa"))
    with pytest.raises(ArchiveError, match="written by a newer congtin"):
        own_file(path)


def test_notes_of_replays_are_read_in_their_order(tmp_path: Path) -> None:
    notes = [ReplayNote(after, MOMENT, {"xa/xa-00001.warc.gz": 100 + after}) for after in (7, 90)]
    for note in notes:
        write_replay_note(tmp_path, note)
    assert replay_notes(tmp_path) == notes
    (tmp_path / "replayed-00003.json").write_text("[]")
    with pytest.raises(ArchiveError, match="is no note of a replay"):
        replay_notes(tmp_path)
