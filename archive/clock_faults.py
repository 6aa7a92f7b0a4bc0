"""A machine's clock that is wrong: told, and nothing waits for a year because of it.

Between two runs nobody can say from the archive alone which of them had the wrong time. What the archive keeps is the
time that the machine had; that it cannot be right is said, and moments for which something waits are brought back to
what could have been meant.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.revisits import LONGEST
from scraper.clock import now, set_by, timestamp, vietnamese_minute
from scraper.retry_after import MAX_RETRY_AFTER

if TYPE_CHECKING:
    import sqlite3

# Clocks of machines that correct themselves differ by seconds.
_TOLERANCE = timedelta(minutes=10)


def earlier_than_known(connection: sqlite3.Connection) -> str | None:
    """Return that the clock is behind the archive's last capture, as a sentence; ``None`` where it is not.

    Args:
        connection: the archive, before the run has kept anything.
    """
    row = connection.execute("SELECT fetched_at FROM captures WHERE import IS NULL ORDER BY id DESC LIMIT 1").fetchone()
    if row is None or datetime.fromisoformat(row[0]) <= now() + _TOLERANCE:
        return None
    return (
        f"the clock of this machine says {vietnamese_minute(now())}, but the archive's last answer is of "
        f"{vietnamese_minute(datetime.fromisoformat(row[0]))}: it was wrong then or is wrong now; set it (NTP), for "
        "captures are put in the order of their times"
    )


def set_in_the_run() -> str | None:
    """Return that the system's clock was set since the archive was opened, as a sentence; ``None`` where it was not."""
    by = set_by()
    if abs(by) <= _TOLERANCE:
        return None
    way = "forward" if by > timedelta() else "back"
    return (
        f"the clock of this machine was set {way} by {abs(by).days} days, {abs(by).seconds // 3600} hours in this run, "
        "which went on by the time at which it began; look whether it is right now"
    )


def wait_for_no_wrong_time(connection: sqlite3.Connection, portal: str) -> None:
    """Bring moments for which a portal's addresses wait back to the latest that could be meant now.

    Nothing is put off by more than its longest interval; what lies further ahead was written while the clock was wrong,
    and would be waited for until then. Runs in the caller's transaction.

    Args:
        connection: the archive, open for writing.
        portal: the portal's id.
    """
    due = timestamp(now() + LONGEST + _TOLERANCE)
    told = timestamp(now() + timedelta(seconds=MAX_RETRY_AFTER) + _TOLERANCE)
    present = timestamp(now())
    connection.execute("UPDATE frontier SET due_at = ? WHERE portal = ? AND due_at > ?", (present, portal, due))
    connection.execute(
        "UPDATE frontier SET not_before = ? WHERE portal = ? AND not_before > ?", (present, portal, told)
    )
    connection.execute("UPDATE portals SET resume_at = NULL WHERE id = ? AND resume_at > ?", (portal, told))
