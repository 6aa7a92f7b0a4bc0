"""A day on which a portal's addresses show other articles is a fault; where it stays so, that is what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from scraper.not_found.another import OTHERS_TOO
from tests.archive.replay.archives import differences, rebuilt
from tests.portals.command import books_balance, crawl, one, rows
from tests.portals.editions import Editions
from tests.portals.removals import Answers, Removals

pytestmark = pytest.mark.long

COUNT = 16


def _mix_up(portal: Removals) -> None:
    """Show at each article's address the one that stands next to it, as a server whose numbers are off by one."""
    paths = [portal.article_path(story) for story in portal.stories]

    def shows(other: str) -> Answers:
        return lambda _: Editions.reply(portal, other)

    portal.instead = {path: shows(other) for path, other in zip(paths, [*paths[1:], paths[0]], strict=True)}


def _visit(portal: Removals, archive: Path, day: int, code: int = 0) -> None:
    done = crawl(portal.url, archive, "--full", now=f"2026-11-{day:02}T08:00:00+07:00")
    assert done.returncode == code, done.stdout + done.stderr
    books_balance(archive)


def _revisions(archive: Path) -> int:
    return int(one(archive, "SELECT count(*) FROM revisions"))


def test_a_day_of_others_leaves_no_revision_and_is_told_a_second_one_is_what_stands_there(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    with Removals(COUNT) as portal:
        _visit(portal, archive, 2)
        _mix_up(portal)
        _visit(portal, archive, 3, code=1)
        assert _revisions(archive) == COUNT
        told = rows(archive, "SELECT DISTINCT outcome, reason FROM frontier WHERE article IS NOT NULL")
        assert told == [("failed", OTHERS_TOO)]
        portal.instead = {}
        _visit(portal, archive, 4)
        assert _revisions(archive) == COUNT, "it has passed"
        _mix_up(portal)
        for day in (5, 5):
            _visit(portal, archive, day, code=1)
            assert _revisions(archive) == COUNT, "an earlier day's fault has passed, and this day's is the first"
        _visit(portal, archive, 6)
        assert _revisions(archive) == 2 * COUNT
        again = rebuilt(archive, tmp_path / "again")
    assert differences(archive, again) == {}
    assert one(archive, "SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == 0
