"""When an address is to be asked for again: pure functions of moments and counts, with the figures they rest on.

What a portal's front pages show is looked at in every run. What they do not show (an edit of an old article, a
deletion, an article put in on page 3 with an old date) is found by looking again, ever more seldom the longer nothing
has happened there: news is corrected in its first days, and hardly ever after years.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, datetime, timedelta
from typing import TYPE_CHECKING

from scraper.clock import VIETNAM, timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

# A page is looked at again after a tenth of its age, within these bounds. They are four hours less than a day and a
# week, so that a run at the same hour of every day, or of every week, finds due what the one before looked at.
AGE_SHARE = 10
SHORTEST = timedelta(hours=20)
LONGEST = timedelta(days=6, hours=20)
# From so many known articles a portal is large: what no front page shows is looked at within a budget.
LARGE = 500
# Up to so many known articles a portal is small: all of them are looked at on every day of a visit, which costs it two
# minutes, and an edit or a deletion is dated to the day.
SMALL = 50
# The budget: the share of the known pages that may be looked at again in one run without a sign of change.
BUDGET_SHARE = 0.03
# Lists of so many pages have their last page looked at in every run on a large portal; in a shorter one a visit of
# all its pages costs little more.
LONG_LIST = 5
# A moment that so many entries of a feed or sitemap share is when the list was made, not when its pages changed.
_FEWEST_ALIKE = 5
_SHARE_ALIKE = 0.5


def next_check(checked: datetime, changed: datetime) -> datetime:
    """Return when a page is to be looked at again.

    Args:
        checked: when it was looked at last.
        changed: when it was published or last seen to change; a moment after ``checked`` (a wrong date) counts as
            ``checked``.
    """
    return checked + min(max((checked - changed) / AGE_SHARE, SHORTEST), LONGEST)


def next_day(checked: datetime) -> datetime:
    """Return when something that has to be confirmed on another day is to be looked at again."""
    return checked + SHORTEST


def budget(known_pages: int) -> int:
    """Return how many known pages of a large portal may be looked at again in a run without a sign of change."""
    return max(1, int(known_pages * BUDGET_SHARE))


def last_change(published: str | None, first_seen: str, revised: str | None) -> datetime:
    """Return when an article last changed as far as is known.

    Args:
        published: the portal's stamp, local time or a day (``None``, or no date: it counts from first sight).
        first_seen: when it was seen first, UTC.
        revised: when its last edit was seen, UTC, ``None`` for never.
    """
    known = moment_of(published) or datetime.fromisoformat(first_seen)
    return max(known, datetime.fromisoformat(revised)) if revised else known


def moment_of(stamp: str | None) -> datetime | None:
    """Return the moment an ISO 8601 stamp names (a day: its beginning), ``None`` for none.

    A stamp without a zone is the portal's own: Vietnam's time. What lies at the ends of the calendar is no moment:
    0001-01-01 is what .NET writes where it knows none, and in another zone it would fall into a year that there is not.
    """
    try:
        moment = datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        return None
    if moment is None or not MINYEAR < moment.year < MAXYEAR:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def says_change(modified: str, noted: str | None, fetched_at: str | None) -> bool:
    """Tell whether a feed or sitemap says that a page has changed since it was read.

    Two lists of a portal may name different moments of one page (a feed when it was published, a sitemap when it was
    edited), or the same one in different zones: only what is later than any moment named before is a change.

    Args:
        modified: the moment it names now.
        noted: the latest one named before, ``None`` for none: then the moment has to be later than the reading.
        fetched_at: when the page was read, UTC, ``None`` for never.
    """
    moment = moment_of(modified)
    if moment is None or fetched_at is None:
        return False
    if noted is not None:
        return is_later(modified, noted)
    return timestamp(moment) > fetched_at


def is_later(modified: str, noted: str | None) -> bool:
    """Tell whether a moment is later than the one noted before, or the first that can be read."""
    moment, before = moment_of(modified), moment_of(noted)
    return moment is not None and (before is None or moment > before)


def believable(moments: Iterable[str]) -> frozenset[str]:
    """Return those of the moments a feed or sitemap names that tell when pages changed.

    Generators that know no date write the moment of generating at every page, and a new one each time.
    """
    counts: dict[str, int] = {}
    for moment in moments:
        counts[moment] = counts.get(moment, 0) + 1
    most = max(_FEWEST_ALIKE, sum(counts.values()) * _SHARE_ALIKE)
    return frozenset(moment for moment, count in counts.items() if count < most)
