"""A stored page is lost: what answers that were the same as it come to, made anew without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.database import writing
from archive.replay import replay_files
from tests.archive.replay.answered import HOME, front, story, visit
from tests.portals.command import one, rows

pytestmark = pytest.mark.long

ARTICLE = f"{HOME}tin-1.html"


def test_what_is_the_same_as_a_lost_page_says_nothing_of_the_page_before_it(tmp_path: Path) -> None:
    archive, anew = tmp_path / "archive", tmp_path / "anew"
    first, second = story(1, "Ông Trần Văn Thử dự lễ."), story(1, "Bà Lê Thị Mẫu dự lễ.")
    for day, content in ((3, first), (5, second), (7, second), (9, 304)):  # the same bytes, then none
        visit(archive, {"/": front(1), "/tin-1.html": content}, f"2026-11-{day:02}T08:00:00+07:00")
    told = f"SELECT fetched_at, outcome, revision IS NOT NULL FROM captures WHERE url = '{ARTICLE}' ORDER BY id"
    assert [shown for _, _, shown in rows(archive, told)] == [1, 1, 1, 1]
    warc, offset, length = rows(
        archive,
        f"SELECT warc, warc_offset, warc_length FROM captures WHERE url = '{ARTICLE}' AND outcome = 'stored' "
        "ORDER BY id DESC LIMIT 1",
    )[0]
    path = archive / "pages" / warc
    with path.open("r+b") as file:
        file.seek(offset + length // 2)
        file.write(b"\xff" * 20)
    with writing(anew) as db:
        outcome = replay_files(db, anew, [path])
    assert len(outcome.damaged) == 1
    assert outcome.otherwise == 0
    assert rows(anew, told) == [
        ("2026-11-03T01:00:00+00:00", "stored", 1),
        ("2026-11-07T01:00:00+00:00", "unchanged", 0),
        ("2026-11-09T01:00:00+00:00", "unchanged", 0),
    ]
    assert one(anew, "SELECT last_seen FROM articles") == "2026-11-03T01:00:00+00:00"
    assert rows(anew, "SELECT field, reason FROM problems") == []
