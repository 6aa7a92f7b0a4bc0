"""A machine's clock that is wrong: told, and nothing waits for a year because of it.

Between two runs nobody can say from the archive alone which of them had the wrong time. What the archive keeps is the
time that the machine had; that it cannot be right is said, and moments for which something waits are brought back to
what could have been meant.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from archive.revisits import LONGEST
from scraper.clock import is_played, now, set_by, timestamp, vietnamese_minute
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.pages import StoredPage, read_page
from scraper.retry_after import MAX_RETRY_AFTER

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from scraper.store import Answer

# Clocks of machines that correct themselves differ by seconds.
_TOLERANCE = timedelta(minutes=10)
# How many portals have to agree, and how closely, on a day that is not ours; how many are asked at most.
_WITNESSES, _MOST_WITNESSES = 3, 7
_AGREEING, _DIFFERENT_DAY = timedelta(hours=1), timedelta(days=1)
_AMONG = 2_000  # of the newest captures
_NEWEST_OF_EACH = """
SELECT warc, warc_offset, warc_length, fetched_at FROM captures WHERE id IN (
  SELECT max(id) FROM (SELECT id, portal, import, warc FROM captures ORDER BY id DESC LIMIT :among)
  WHERE import IS NULL AND warc IS NOT NULL GROUP BY portal ORDER BY max(id) DESC LIMIT :most)
"""


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


def contradicted_by_portals(connection: sqlite3.Connection, pages: Path) -> str | None:
    """Return that portals agree on another day than this machine had, as a sentence; ``None`` where they do not.

    An answer says when it was made (``Date``, and in a cache on the way for how long it lay there: ``Age``, RFC 9110
    and 9111). One portal's clock may be wrong as well as ours; where the newest answers of several differ from ours,
    and not from each other, it is ours. That the clock was played (``CONGTIN_NOW``) is no fault.

    Args:
        connection: the archive.
        pages: its folder of stored pages.
    """
    if is_played():
        return None
    newest = connection.execute(_NEWEST_OF_EACH, {"among": _AMONG, "most": _MOST_WITNESSES}).fetchall()
    differences = []
    for warc, offset, length, fetched_at in newest:
        with suppress(ArchiveError, BodyError):  # congtin verify tells of pages that cannot be read
            answer = read_page(pages, StoredPage(warc, offset, length), datetime.fromisoformat(fetched_at))
            made = _made_at(answer)
            differences += [] if made is None else [answer.fetched_at - made]
    agree = len(differences) >= _WITNESSES and max(differences) - min(differences) < _AGREEING
    if not agree or min(map(abs, differences)) < _DIFFERENT_DAY:
        return None
    latest = max(datetime.fromisoformat(fetched_at) for *_, fetched_at in newest)
    return (
        f"the clock of this machine was wrong in the last run: it said {vietnamese_minute(latest)} where "
        f"{len(differences)} portals said {vietnamese_minute(latest - differences[0])}; set it (NTP). The captures "
        "keep the time that it had"
    )


def _made_at(answer: Answer) -> datetime | None:
    """Return when an answer was given, by the clock of whoever gave it; ``None``: that is not said."""
    try:
        made = parsedate_to_datetime(answer.header("Date") or "")
        age = timedelta(seconds=int(answer.header("Age") or 0))
        return made.replace(tzinfo=made.tzinfo or UTC) + age
    except (ValueError, TypeError, OverflowError):
        return None


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
