"""What holds of archives at the end of a script: all events, their pages give them again, nothing was altered."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

from tests.archive.replay.archives import EXPORTED, differences, export, rebuilt
from tests.history.events import Event
from tests.portals.command import congtin, rows


def as_stored(moments: list[str]) -> list[str]:
    """Return moments (ISO 8601) in UTC, as an archive writes them."""
    return [datetime.fromisoformat(moment).astimezone(UTC).isoformat(timespec="seconds") for moment in moments]


def is_as_foretold(found: Collection[Event], expected: Collection[Event]) -> None:
    """Fail unless every expected event was recorded, and nothing else."""
    assert sorted(set(expected) - set(found)) == [], "these were missed"
    assert sorted(set(found) - set(expected)) == [], "these did not happen"


def is_told_by_its_pages(archive: Path, folder: Path, events_of: Callable[[Path], set[Event]]) -> None:
    """Fail unless the stored pages alone give equal rows in every table, equal events, and equal exports to the byte.

    Args:
        archive: the folder of an archive.
        folder: where another one is to be made of its pages.
        events_of: what an archive has recorded.
    """
    again = rebuilt(archive, folder)
    assert differences(archive, again) == {}
    assert events_of(again) == events_of(archive)
    for view in EXPORTED:
        if not rows(archive, f"SELECT 1 FROM {view} LIMIT 1"):
            continue  # the portals of some scripts name no officials
        assert export(again, view) == export(archive, view), view


def is_unaltered(archive: Path) -> None:
    """Fail unless ``congtin verify`` finds every page and row as it was sealed."""
    done = congtin("verify", "--archive", archive)
    assert done.returncode == 0, done.stdout + done.stderr
