"""Stored pages that a replay cannot read or has not read: what is made without them, and what is said of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.import_ import import_
from archive.database import writing
from archive.rebuild import rebuild
from archive.replay import replay_files
from archive.replay.events import Event
from archive.replay.runs import PortalRuns
from scraper.store import PageResult
from tests.archive.replay.answered import HOME, front, story, visit
from tests.archive.replay.archives import differences
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


def test_an_import_that_was_interrupted_is_gone_on_with_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, anew = tmp_path / "archive", tmp_path / "anew"
    pages = {
        "/": front(2),
        "/tin-1.html": story(1, "Ông Trần Văn Thử dự."),
        "/tin-2.html": story(2, "Bà Lê Thị Mẫu dự."),
    }
    visit(archive, pages, "2026-11-03T08:00:00+07:00")
    replay = PortalRuns.replay

    def interrupted(runs: PortalRuns, event: Event) -> PageResult | None:
        if event.said.get("capture") == 3:
            raise KeyboardInterrupt
        return replay(runs, event)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), writing(anew) as db:
        patched.setattr(PortalRuns, "replay", interrupted)
        replay_files(db, anew, list(archive.glob("pages/*/*.warc.*")))
    again = CliRunner().invoke(import_, [str(archive / "pages"), "--archive", str(anew), "--quiet"])
    assert again.exception is None, again.output
    count = "SELECT count(*) FROM captures"
    assert one(anew, count) == one(archive, count) > 3, "what the first left out was taken in"
    rebuild(anew, keep_old=False)
    assert differences(archive, anew) == {}


def test_a_file_whose_beginning_is_damaged_costs_nothing_else(tmp_path: Path) -> None:
    archive, anew = tmp_path / "archive", tmp_path / "anew"
    visit(archive, {"/": front(1), "/tin-1.html": story(1, "Ông Trần Văn Thử dự lễ.")}, "2026-11-03T08:00:00+07:00")
    shutil.copytree(archive / "pages", anew / "pages")
    [path] = anew.glob("pages/*/*.warc.*")
    with path.open("r+b") as file:
        file.seek(60)
        file.write(b"\xff" * 4)
    rebuilt = rebuild(anew)
    assert [damage.offset for damage in rebuilt.replay.damaged] == [0]
    assert rebuilt.foreign == []
    assert differences(archive, anew) == {}
