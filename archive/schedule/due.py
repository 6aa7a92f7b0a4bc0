"""Whether a schedule is due: a moment of its timing has passed since its last run began.

The moment of the last beginning is kept in ``schedules/NAME.started``, not taken from the database: a run that could
not open it had its turn too.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from archive.schedule.definition import path_of
from scraper.clock import now, timestamp

if TYPE_CHECKING:
    from pathlib import Path

    from archive.schedule.definition import Schedule


def last_begun(directory: Path, schedule: Schedule) -> datetime | None:
    """Return when the last run of a schedule began, ``None`` where there has been none."""
    try:
        return datetime.fromisoformat(_stamp(directory, schedule).read_text(encoding="ascii").strip())
    except (OSError, ValueError):  # there is none; what a failure of the power left of one says nothing
        return None


def note_begun(directory: Path, schedule: Schedule) -> None:
    """Note that a run of the schedule begins now; raises ``OSError``."""
    _stamp(directory, schedule).write_text(f"{timestamp(now())}\n", encoding="ascii")


def due_since(directory: Path, schedule: Schedule, moment: datetime) -> datetime | None:
    """Return since when a schedule is due, ``None`` where its last turn has been taken.

    A last run in the future says that the clock has been put back; it is not believed, for a run too many does no harm
    and years without one do.

    Args:
        directory: the archive's folder.
        schedule: the schedule.
        moment: now.
    """
    since = last_begun(directory, schedule) or datetime.fromisoformat(schedule.added)
    turn = schedule.timing.last_until(moment)
    return turn if turn > since or since > moment else None


def _stamp(directory: Path, schedule: Schedule) -> Path:
    return path_of(directory, schedule.name).with_name(f"{schedule.name}.started")
