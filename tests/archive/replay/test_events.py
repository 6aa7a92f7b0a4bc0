"""What stored pages tell in order: what is done with addresses, by the newer log and by the older one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.crawl_log import actions_note, moment_text
from archive.replay.events import OwnFile, events_of
from scraper.page_records import event_record, failure_record, file_record
from scraper.store import Answer
from scraper.warc import Damage

HOME = "https://xa.example.gov.vn/"
MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LAST = ("last", "xa.example.gov.vn/tin", 20)


def capture(number: int, **said: object) -> bytes:
    note = {"crawl": 1, "capture": number, "at": moment_text(MOMENT), "key": "xa.example.gov.vn", "depth": 0}
    return failure_record(Answer(HOME, MOMENT), note | {"outcome": "failed"} | said)


def stored(folder: Path, *records: bytes) -> OwnFile:
    path = folder / "xa-00001.warc.gz"
    path.write_bytes(b"".join((file_record("xa/xa-00001.warc.gz", "xa"), *records)))
    return OwnFile(path, "xa", "xa/xa-00001.warc.gz")


def told(file: OwnFile, **counts: int) -> list[tuple[str, tuple[Any, ...]]]:
    damaged: list[object] = []
    events = [(event.kind, event.actions) for event in events_of([file], damaged.append, counts)]
    assert damaged == []
    return events


def test_what_is_done_with_addresses_has_its_own_place(tmp_path: Path) -> None:
    noted = event_record("actions", HOME, MOMENT, actions_note("xa", 1, [LAST], 1, MOMENT))
    file = stored(tmp_path, capture(1), noted, capture(2), noted)
    assert told(file) == [("capture", ()), ("actions", (LAST,)), ("capture", ()), ("actions", (LAST,))]


def test_in_an_older_log_it_stands_before_the_answer_that_follows(tmp_path: Path) -> None:
    noted = event_record("actions", HOME, MOMENT, {"portal": "xa", "actions": [LAST]})
    file = stored(tmp_path, capture(1), noted, capture(2), noted)
    assert told(file) == [("capture", ()), ("capture", (LAST,))]


def test_a_file_is_read_as_far_as_it_counts(tmp_path: Path) -> None:
    file = stored(tmp_path, capture(1), capture(2))
    size = file.path.stat().st_size
    with file.path.open("ab") as more:
        more.write(capture(3)[:50])
    assert told(file, **{file.name: size}) == [("capture", ()), ("capture", ())]
    assert told(file, **{file.name: size - 1}) == [("capture", ()), ("capture", ())]
    assert told(file, **{file.name: 1}) == []


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "failed = 7 --"},  # it names a column of what is counted
        {"outcome": None},
        {"key": 7},
        {"depth": None},
        {"crawl": "first"},
        {"crawl": float("inf")},
        {"depth": float("nan")},
        {"same_as": 1e300},
        {"tries": 1 << 63},
        {"retry_after": float("inf")},
        {"tls": ["1.3"]},
        {"at": "2026-11-24T09:30:00"},
        {"same_as": "x"},
        {"retry_after": []},
    ],
    ids=str,
)
def test_a_note_that_no_crawl_of_ours_has_written_is_damage(tmp_path: Path, said: dict[str, object]) -> None:
    damaged: list[Damage] = []
    events = list(events_of([stored(tmp_path, capture(1), capture(2, **said), capture(3))], damaged.append))
    assert [event.said["capture"] for event in events] == [1, 3]
    assert [one.reason.split(":")[0] for one in damaged] == ["the note of the record cannot be read"]
