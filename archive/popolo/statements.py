"""What the archive says of one person in one post: when seen, what was announced, and which of it is asserted.

A day is asserted (``start_date``, ``end_date``) where an article announces the change and no other speaks against it:
who was named in the post weeks before an election was elected again, who is named in it weeks after a dismissal was not
dismissed from it or came back, and who takes up a post in the same article, or is named in any weeks later, did not
retire or die. Such days stay among ``announced_changes`` and are no dates of the membership.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from archive.identity import stable_id
from archive.popolo.bodies import label
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.popolo.bodies import Bodies, Placed
    from archive.popolo.observations import ChangeSeen, MentionSeen, PersonSeen, TitleSeen

_STARTS = frozenset({"elected", "appointed", "transferred", "taken_up"})
_ENDS = frozenset({"dismissed", "retired", "died"})
# News run ahead of a change and behind it: so many days of being named otherwise say nothing against its day.
_TOLERATED_DAYS = 20


@dataclass(slots=True)
class Statement:
    """A person in one post, or in one way of holding it: titles that name it, and changes announced of it.

    ``manner`` is "" for a holder, "acting", "rank" for a member of a committee. ``refuted`` are the mentions of which a
    retirement or death is not the person's: what else the archive says of him or her speaks against it.
    """

    placed: Placed
    manner: str
    held: list[TitleSeen] = field(default_factory=list)
    former: list[TitleSeen] = field(default_factory=list)
    changes: list[ChangeSeen] = field(default_factory=list)
    refuted: frozenset[int] = frozenset()

    @property
    def is_membership(self) -> bool:
        """Tell whether the person was seen in the post, or an announcement tells when he or she left it."""
        return bool(self.held or self._ends)

    @property
    def start_date(self) -> str | None:
        """The day on which an article lets the person take up the post, where nothing speaks against it."""
        start = min(_dated(change for change in self.changes if change.change in _STARTS), default=None)
        before = min((title.mention.day for title in self.held if title.kind != "new"), default=None)
        if start is None or (before is not None and _days_between(before, start) > _TOLERATED_DAYS):
            return None
        return start

    @property
    def end_date(self) -> str | None:
        """The last day on which an article lets the person leave the post, where nothing speaks against it."""
        end = max(_dated(self._ends), default=None)
        later: list[TitleSeen | ChangeSeen] = [
            *self.held,
            *(change for change in self.changes if change.change in _STARTS),
        ]
        after = max((one.mention.day for one in later), default=None)
        if end is None or (after is not None and _days_between(end, after) > _TOLERATED_DAYS):
            return None
        return end

    @property
    def _ends(self) -> list[ChangeSeen]:
        """Announcements that end the holding of it; who retires or dies as a former holder had left it before."""
        return [change for change in self.changes if change.change in _ENDS and not self._is_of_before(change)]

    def _is_of_before(self, change: ChangeSeen) -> bool:
        if change.change == "dismissed":
            return False
        was_former = change.title is not None and change.title.kind == "former"
        return was_former or change.mention.identifier in self.refuted

    @property
    def title(self) -> str:
        """The post in words."""
        return min(title.post for title in self._titles)

    @property
    def _titles(self) -> list[TitleSeen]:
        return self.held or self.former

    def membership(self, person: str) -> dict[str, Any]:
        """Return the statement as a membership of the person with this identifier."""
        body, seat = self.placed.body, self.placed.seat
        start, end = self.start_date, self.end_date
        identity = stable_id("popolo membership", person, body.identifier, self.placed.head, self.manner)
        return {
            "id": f"membership:{identity}",
            "label": self._label(),
            "role": self.title,
            "person_id": person,
            "organization_id": body.identifier,
            **({"post_id": seat.identifier} if seat else {}),
            **({"start_date": start} if start else {}),
            **({"end_date": end} if end else {}),
            **({"acting": True} if self.manner == "acting" else {}),
            **seen(title.mention for title in self.held),
            **({"announced_changes": [change.announcement() for change in self.changes]} if self.changes else {}),
            **({"named_as_former": self._named_as_former()} if self.former else {}),
            "sources": sources(self.held, self.changes),
        }

    def _named_as_former(self) -> dict[str, Any]:
        """Return when the person was named as a former holder: he or she had left the post by then."""
        return {**seen(title.mention for title in self.former), "sources": sources(self.former, ())}

    def former_post(self) -> dict[str, Any]:
        """Return the statement as a post that the person has held, nobody knows when."""
        body, seat = self.placed.body, self.placed.seat
        return {
            "label": self._label(),
            "role": self.title,
            "organization_id": body.identifier,
            **({"post_id": seat.identifier} if seat else {}),
            **seen(title.mention for title in self.former),
            **({"announced_changes": [change.announcement() for change in self.changes]} if self.changes else {}),
            "sources": sources(self.former, self.changes),
        }

    def _label(self) -> str:
        words = label(self.title, min(self.placed.body.names))
        is_quyen = self.manner == "acting" and any(fold(title.text).startswith("quyen ") for title in self.held)
        return f"Quyền {words}" if is_quyen else words  # who is "phụ trách" is no "Quyền"


def statements_of(person: PersonSeen, bodies: Bodies) -> tuple[list[Statement], list[TitleSeen], list[ChangeSeen]]:
    """Return what is said of a person, a statement a post; titles of no known organisation; changes of no such post."""
    found: dict[tuple[str, str, str], Statement] = {}
    refuted = _refuted(person)
    unplaced: list[TitleSeen] = []
    of_title: dict[tuple[int, int], Statement] = {}
    for title in person.titles:
        placed = bodies.place(title)
        if placed is None:
            unplaced.append(title)
            continue
        manner = title.kind if title.kind in {"acting", "rank"} else ""
        key = (placed.body.identifier, placed.head, manner)
        statement = found.setdefault(key, Statement(placed, manner, refuted=refuted))
        (statement.former if title.kind == "former" else statement.held).append(title)
        of_title[title.mention.identifier, title.position] = statement
    loose: list[ChangeSeen] = []
    for change in person.changes:
        about = change.title
        target = of_title.get((change.mention.identifier, about.position)) if about is not None else None
        (target.changes if target is not None else loose).append(change)
    ordered = sorted(found.values(), key=lambda one: (_first_day(one), one.title, one.placed.body.identifier))
    return ordered, unplaced, loose


def _refuted(person: PersonSeen) -> frozenset[int]:
    """Return the mentions whose retirement or death is somebody else's, or was read wrongly."""
    taking_up = {change.mention.identifier for change in person.changes if change.change in _STARTS}
    holding = (title.mention.day for title in person.titles if title.kind in {"position", "acting", "new"})
    last = max(holding, default="")
    return frozenset(
        change.mention.identifier
        for change in person.changes
        if change.change in {"retired", "died"}
        and (change.mention.identifier in taking_up or _days_between(change.mention.day, last) > _TOLERATED_DAYS)
    )


def _first_day(statement: Statement) -> str:
    return min(title.mention.day for title in (*statement.held, *statement.former))


def seen(mentions: Iterable[MentionSeen]) -> dict[str, Any]:
    """Return first and last day and the number of articles; nothing where there are no mentions."""
    listed = list(mentions)
    if not listed:
        return {}
    days = [mention.day for mention in listed]
    return {
        "first_seen": min(days),
        "last_seen": max(days),
        "articles": len({mention.article for mention in listed}),
    }


def sources(titles: Iterable[TitleSeen], changes: Iterable[ChangeSeen]) -> list[dict[str, str]]:
    """Return the sentences on which a statement rests, each once, in the order of the days."""
    found = {(title.mention.url, title.mention.sentence): title.mention.source() for title in titles}
    for change in changes:
        found.setdefault((change.mention.url, change.sentence), change.mention.source(change.sentence))
    return sorted(found.values(), key=lambda source: (source["observed"], source["url"], source.get("note", "")))


def _dated(changes: Iterable[ChangeSeen]) -> list[str]:
    """Return the days of the changes whose articles tell one that the calendar has."""
    return [change.mention.day for change in changes if change.mention.is_dated and _ordinal(change.mention.day)]


def _days_between(earlier: str, later: str) -> int:
    """Return how many days lie between two ISO dates; 0 where either is none."""
    one, other = _ordinal(earlier), _ordinal(later)
    return other - one if one and other else 0


def _ordinal(day: str) -> int:
    """Return the number of an ISO date, 0 where the calendar does not have it."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0
