"""An archive's schedules as they stand: what starts them, how the last run ended, when the next is, what is wrong."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.database import reading
from archive.runs.lines import read_lines
from archive.schedule.definition import load, names
from archive.schedule.due import due_since
from archive.schedule.host import starters
from archive.schedule.running import is_running
from archive.schedule.starter import order_for
from scraper.clock import now, timestamp, vietnamese_minute
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

    from archive.schedule.definition import Schedule

# A timer may be late by as much without anything being wrong: its accuracy, a machine that is just starting.
_GRACE = timedelta(hours=1)


def overview(directory: Path) -> list[dict[str, Any]]:
    """Return what there is to know of every schedule of an archive, by its name.

    Returns:
        Of each: ``name``, ``when`` (words), ``portals``, ``started_by`` (``None``: nothing on this machine),
        ``last_run`` (``started``, ``finished``, ``outcome``, ``exit_code``, ``note``, ``goes_on``; ``None`` where there
        was none, and ``goes_on`` where that cannot be told),
        ``next_run`` (UTC), ``overdue_since`` (UTC, or ``None``) and ``trouble`` (a sentence, or ``None``).

    Raises:
        ArchiveError: the file of a schedule is none.
    """
    last = _last_runs(directory)
    return [_one(directory, load(directory, name), last.get(name)) for name in names(directory)]


def overdue(directory: Path) -> list[tuple[Schedule, datetime]]:
    """Return the schedules whose turn has passed without a run, and since when (UTC): what starts them does not."""
    found = []
    for name in names(directory):
        schedule = load(directory, name)
        since = _overdue_since(directory, schedule)
        if since is not None:
            found.append((schedule, since))
    return found


def _one(directory: Path, schedule: Schedule, last: dict[str, Any] | None) -> dict[str, Any]:
    order = order_for(schedule, directory)
    states = [state for starter in starters() if (state := starter.state(order))]
    since = _overdue_since(directory, schedule)
    if last is not None:
        last["goes_on"] = is_running(directory, schedule.name) if last["outcome"] is None else False
    return {
        "name": schedule.name,
        "when": schedule.timing.words(),
        "portals": list(schedule.portals),
        "started_by": "; ".join(states) or None,
        "last_run": last,
        "next_run": timestamp(schedule.timing.next_after(now())),
        "overdue_since": timestamp(since) if since else None,
        "trouble": _trouble(schedule.name, started=bool(states) or schedule.started_elsewhere, since=since),
    }


def _overdue_since(directory: Path, schedule: Schedule) -> datetime | None:
    since = due_since(directory, schedule, now())
    return since if since is not None and now() - since > _GRACE else None


def _trouble(name: str, *, started: bool, since: datetime | None) -> str | None:
    if since is not None:
        return (
            f"has missed its turn: due since {vietnamese_minute(since)}, and no run has begun; look whether what "
            f"starts it works, and see its log (logs/{name}.log, schedules/{name}.err)"
        )
    if not started:
        return "nothing on this machine starts it; write it anew with add --replace, or have its command started"
    return None


def _last_runs(directory: Path) -> dict[str, dict[str, Any]]:
    """Return the last run of each schedule, of the database, else of the lines."""
    names_of = ("started", "finished", "outcome", "exit_code", "note")
    try:
        with reading(directory) as db:
            rows = db.execute(
                f"SELECT schedule, {', '.join(names_of)} FROM runs WHERE id IN "  # nosec B608 # noqa: S608  names are ours
                "(SELECT max(id) FROM runs WHERE schedule IS NOT NULL GROUP BY schedule)"
            ).fetchall()
        return {row[0]: dict(zip(names_of, row[1:], strict=True)) for row in rows}
    except (ArchiveError, sqlite3.Error):  # none yet, or one that does not open: the lines are there all the same
        lines = [line for line in read_lines(directory) if line.schedule]
        return {str(line.schedule): {name: getattr(line, name) for name in names_of} for line in lines}
