"""What else ends an archive that is left to itself.

A full disk, a damaged database, rows in no manifest, messages that do not go out, schedules that nothing starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.clock_faults import contradicted_by_portals
from archive.layout import DATABASE_NAME, PAGES_NAME
from archive.quick_check import damage_of
from archive.schedule.overview import overdue
from scraper.clock import now, vietnamese_minute
from scraper.disk_space import free_bytes, low_space
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_UNSEALED_FOR = timedelta(days=2)  # a run that still goes on has unsealed rows; one of the day before yesterday is none


@dataclass(frozen=True, slots=True)
class Upkeep:
    """The archive's own state.

    Attributes:
        free_bytes: what may still be written where it lies, ``None`` where nobody can tell.
        unsealed: units of rows that no manifest holds.
        sealed_at: when the newest manifest was made, UTC; ``None``: there is none.
        unsent: messages that could not be sent.
        troubles: what is to be looked at, in sentences.
    """

    free_bytes: int | None
    unsealed: int
    sealed_at: str | None
    unsent: int
    troubles: list[str]


def upkeep_of(connection: sqlite3.Connection, directory: Path) -> Upkeep:
    """Return the state of an archive itself, as far as it can be told without reading it through."""
    unsealed = connection.execute("SELECT count(*) FROM unsealed").fetchone()[0]
    sealed_at = connection.execute("SELECT max(sealed_at) FROM manifests").fetchone()[0]
    unsent, error = connection.execute(
        "SELECT count(*), max(error) FROM notices WHERE sent_at IS NULL AND tries > 0"
    ).fetchone()
    troubles = []
    low = low_space(directory)
    damage = damage_of(connection, directory / DATABASE_NAME)
    clock = None if damage else contradicted_by_portals(connection, directory / PAGES_NAME)
    troubles += [trouble for trouble in (damage, low, clock) if trouble is not None]
    if unsealed and _is_long_ago(sealed_at):
        sealed = vietnamese_minute(datetime.fromisoformat(sealed_at)) if sealed_at else "never"
        troubles.append(
            f"{unsealed} units of rows are in no manifest (last sealed: {sealed}); the next run seals them, and "
            "congtin verify tells whether all is as it was written"
        )
    if unsent:
        messages = "1 message" if unsent == 1 else f"{unsent} messages"
        troubles.append(f"{messages} could not be sent: {error}; congtin check --test-notification tries the ways")
    troubles += _missed_turns(directory)
    return Upkeep(free_bytes(directory), unsealed, sealed_at, unsent, troubles)


def _missed_turns(directory: Path) -> list[str]:
    try:
        return [
            f"schedule {schedule.name} has missed its turn: due since {vietnamese_minute(since)}, and no run has "
            "begun; congtin schedule list tells what is to start it"
            for schedule, since in overdue(directory)
        ]
    except ArchiveError as error:  # the file of a schedule is none
        return [str(error)]


def _is_long_ago(moment: str | None) -> bool:
    return moment is None or now() - datetime.fromisoformat(moment) > _UNSEALED_FOR
