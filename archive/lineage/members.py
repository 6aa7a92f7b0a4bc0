"""Articles that hold one text: which of them stood first, and which one another is most likely made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from archive.lineage.facts import other_numbers
from scraper.clock import vietnamese_day
from scraper.portal_values import bare_host
from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.lineage.descent import Descent
    from archive.lineage.words import Words

_DAY = 10  # characters of an ISO 8601 time that are its day
_TRIM = " .:,-–()\"'"
# What portals are called, whoseever they are, and what stands before a source; the longest first.
_COMMON = (
    "cong thong tin dien tu", "trang thong tin dien tu", "trang tin dien tu", "cong thong tin", "trang thong tin",
    "uy ban nhan dan", "nguon tin", "cong tttdt", "trang ttdt", "cong ttdt", "website", "nguon", "ubnd", "theo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Publisher:
    """A portal as a printed source may name it: by its host, or by its name or unit without what all are called."""

    id: str
    host: str
    names: frozenset[str]

    @classmethod
    def of(cls, portal: str, name: str, url: str, unit: str | None) -> Publisher:
        """Return how sources name the portal with this row."""
        names = frozenset(bare for text in (name, unit) if text and (bare := _bare_name(text)))
        return cls(portal, bare_host(url), names)


@dataclass(frozen=True, slots=True)
class Member:
    """An article among those that hold a text: ``published`` local time as printed, ``first_seen`` UTC, both ISO."""

    id: int
    publisher: Publisher
    words: Words
    published: str | None
    first_seen: str
    is_gone: bool
    source: str | None

    @property
    def portal(self) -> str:
        """The id of its portal."""
        return self.publisher.id

    @property
    def stamp_day(self) -> str | None:
        """The day of its stamp."""
        return self.published[:_DAY] if self.published else None

    @property
    def day(self) -> str:
        """The day of its stamp, for an article without one the day in Vietnam on which it was seen first."""
        return self.stamp_day or vietnamese_day(datetime.fromisoformat(self.first_seen)).isoformat()

    def names_as_source(self, publisher: Publisher) -> bool:
        """Tell whether it prints another portal as its source ("Nguồn: Cổng TTĐT thị xã Kỳ Anh")."""
        if not self.source or self.publisher.id == publisher.id:
            return False
        return _bare_name(self.source) in publisher.names or bool(publisher.host and publisher.host in self.source)


def _bare_name(text: str) -> str:
    """Return a site's name without what all are called: "Cổng TTĐT UBND thị xã Kỳ Anh" gives "thi xa ky anh"."""
    bare, rest = "", collapse(fold(text)).strip(_TRIM)
    while rest != bare:
        bare = rest
        for name in _COMMON:
            if bare.startswith(name) and not bare[len(name) : len(name) + 1].isalnum():
                rest = bare[len(name) :].strip(_TRIM)
                break
    return bare


def in_order(members: Sequence[Member], descent: Descent) -> list[Member]:
    """Return the articles in the order in which they stood: by day, the older portal first, by stamp, by first sight.

    Older is a portal from which another one *of these* descends; what a portal that nobody here descends from went
    through before says nothing of who had the text first. Those that print the portal of another one as their source
    come behind all that print none; of one stamp, those that print any source do: it may be a name of the other portal
    that nobody has told us, and who was seen first there is how the crawls ran.
    """
    if len(members) == 1:
        return list(members)  # as most texts are held; neither descent nor names need be looked at
    portals = {member.portal for member in members}
    generations = {portal: len(descent.ancestors(portal) & portals) for portal in portals}
    publishers = list({member.portal: member.publisher for member in members}.values())

    def key(member: Member) -> tuple[bool, str, int, str, bool, str, int]:
        quotes = bool(member.source) and any(member.names_as_source(publisher) for publisher in publishers)
        return (
            quotes,
            member.day,
            generations[member.portal],
            member.published or member.day,
            bool(member.source),
            member.first_seen,
            member.id,
        )

    return sorted(members, key=key)


class Earlier:
    """Articles that stood before others, in their order.

    Args:
        members: those articles.
    """

    def __init__(self, members: Iterable[Member] = ()) -> None:
        self._all: list[Member] = []
        self._unstamped: list[Member] = []
        self._of_day: dict[str, list[Member]] = {}
        for member in members:
            self.add(member)

    def add(self, member: Member) -> None:
        """Add an article that stood behind all that are there."""
        self._all.append(member)
        there = self._of_day.setdefault(member.stamp_day, []) if member.stamp_day else self._unstamped
        there.append(member)

    def counterpart(self, member: Member) -> Member | None:
        """Return the article among them that ``member`` is most likely made of.

        One of the same day before all others, for recurring notices say the same every month; of those one of another
        portal. A short text is the same article only where the day agrees. None with other numbers in its headline.
        """
        same_day = self._of_day.get(member.stamp_day, []) if member.stamp_day else []
        elsewhere = (other for other in same_day if other.portal != member.portal)
        found = _first_of_one_headline(elsewhere, member) or _first_of_one_headline(same_day, member)
        if found is not None:
            return found
        undated = member.words.is_short and member.stamp_day is not None
        return _first_of_one_headline(self._unstamped if undated else self._all, member)


def _first_of_one_headline(members: Iterable[Member], member: Member) -> Member | None:
    return next((one for one in members if not other_numbers(one.words.title, member.words.title)), None)
