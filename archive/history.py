"""The history of an article as a function of its captures: revisions, disappearances, first and last sight.

Pure: no database, no clock. Captures may come to the archive in any order (an import may bring in what was seen years
ago), the history is always that of the order in which they were made.

* A revision begins with the first capture that says something else than the one before it; A, B, A are three.
* An absence is an answer that says that the article is not there any more. It is a disappearance once another one on a
  later day (Vietnam's) confirms it: a portal that is restored from a backup, or whose database is away for an hour,
  answers 404 as well. One that is not confirmed before the article is seen again was none.
* An absence before the first sight is none either: nothing was there that could have disappeared.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from scraper.clock import vietnamese_day

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one capture says of the article.

    ``seen_at`` is when it was made (UTC, ISO 8601, as stored, so that texts order as the moments do), ``capture`` its
    row, ``None`` where none is kept. ``digest`` is of what the page says, ``None`` for an absence, whose ``reason`` is
    kept. ``begins`` tells that a revision is known to begin here, also where it says the same as the one before: what
    differed was read wrongly, and the revision may have been cited.
    """

    seen_at: str
    capture: int | None
    state: Literal["seen", "gone"]
    digest: str | None = None
    reason: str | None = None
    begins: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands among the others: by its time, of two at one time by its capture."""
        return self.seen_at, self.capture or 0


@dataclass(slots=True)
class Revision:
    """What the article said from ``seen_at`` on, first in ``capture``; ``captures`` are all that showed it."""

    seen_at: str
    capture: int | None
    digest: str | None
    captures: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Disappearance:
    """That the article was gone: since when, seen in which capture, confirmed when, and seen again when."""

    gone_at: str
    reason: str | None
    capture: int | None
    confirmed_at: str | None = None
    returned_at: str | None = None


@dataclass(slots=True)
class History:
    """What is known of an article; :meth:`add` goes on with it, one sighting after the other in their order.

    A history may be taken up at its end: with its last revision and its last disappearance alone.
    """

    revisions: list[Revision] = field(default_factory=list)
    disappearances: list[Disappearance] = field(default_factory=list)
    first_seen: str | None = None
    last_seen: str | None = None

    @property
    def absence(self) -> Disappearance | None:
        """The disappearance that lasts, confirmed or not; ``None`` where the article was there at the last look."""
        last = self.disappearances[-1] if self.disappearances else None
        return last if last is not None and last.returned_at is None else None

    @property
    def gone_at(self) -> str | None:
        """Since when it is gone, ``None`` where it is there."""
        return self.absence.gone_at if self.absence else None

    @property
    def gone_confirmed_at(self) -> str | None:
        """When that was seen again on a later day, ``None`` where it has not been."""
        return self.absence.confirmed_at if self.absence else None

    def add(self, sighting: Sighting) -> None:
        """Take up the next sighting; it must not be earlier than those before it."""
        if sighting.state == "seen":
            self._see(sighting)
        elif self.first_seen is not None:
            self._miss(sighting)

    def _see(self, sighting: Sighting) -> None:
        self.first_seen = self.first_seen or sighting.seen_at
        self.last_seen = sighting.seen_at
        if self.absence is not None:
            last = self.disappearances.pop()
            if last.confirmed_at is not None:
                self.disappearances.append(replace(last, returned_at=sighting.seen_at))
        if not self.revisions or sighting.begins or self.revisions[-1].digest != sighting.digest:
            self.revisions.append(Revision(sighting.seen_at, sighting.capture, sighting.digest))
        if sighting.capture is not None:
            self.revisions[-1].captures.append(sighting.capture)

    def _miss(self, sighting: Sighting) -> None:
        last = self.absence
        if last is None:
            self.disappearances.append(Disappearance(sighting.seen_at, sighting.reason, sighting.capture))
        elif last.confirmed_at is None and is_later_day(last.gone_at, sighting.seen_at):
            self.disappearances[-1] = replace(last, confirmed_at=sighting.seen_at)


def history(sightings: Iterable[Sighting]) -> History:
    """Return what sightings come to, in whichever order they are given and however often each is."""
    whole = History()
    for sighting in sorted(set(sightings), key=_order):
        whole.add(sighting)
    return whole


def is_later_day(first: str, second: str) -> bool:
    """Tell whether a moment falls on a later day in Vietnam than another; both ISO 8601."""
    days = [vietnamese_day(datetime.fromisoformat(moment)) for moment in (first, second)]
    return days[0] < days[1]


def _order(sighting: Sighting) -> tuple[str, int, str, str]:
    return *sighting.place, sighting.state, sighting.digest or ""
