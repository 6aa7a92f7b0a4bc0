"""Portals without end are read to the end of what they have: all articles within a budget, and what was cut is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.portals.answering import serving
from tests.portals.command import books_balance, crawl, rows
from tests.portals.traps import TRAPS, TrapTown

pytestmark = pytest.mark.faults

OWN_PAGES = 24 + 3 + 3 + 1 + 2 + 3  # articles, sections, their second pages, home, second addresses, old ones
# Each page may be read under three more addresses, and each look-out for an end costs a few, before the sense is seen.
BUDGET = 4 * OWN_PAGES


@pytest.mark.parametrize("name", TRAPS)
def test_a_portal_without_end_is_read_to_its_end(archive_directory: Path, name: str) -> None:
    portal = TrapTown(TRAPS[name])
    with serving(portal.answer) as port:
        done = crawl(f"http://127.0.0.1:{port}/", archive_directory, "--limit", str(2 * BUDGET))
    assert "Traceback" not in done.stderr
    titles = [title for (title,) in rows(archive_directory, "SELECT title FROM articles")]
    assert sorted(titles) == sorted(story.title for story in portal.town.stories.values())
    assert len(portal.asked) <= BUDGET, portal.asked[-30:]
    assert rows(archive_directory, "SELECT key FROM frontier WHERE state <> 'done'") == []
    assert rows(archive_directory, "SELECT key FROM frontier WHERE outcome = 'cut' AND reason IS NULL") == []
    books_balance(archive_directory)
