"""What somebody asks the search for, and the one address that asks for it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from archive.search.by_day import FIRST_DATED, first_key, keys_of_year
from archive.search.query import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_PAGES = 500
NEWEST = "newest"
_LONGEST = 200  # characters of what is narrowed to; the longest section has some 80
_YEARS = range(1436, 9999)  # those that keys can tell
_LAST_KEY = 1 << 62


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for; the fields stand in the order of the parameters in an address.

    Attributes:
        words: as typed (``q``).
        portal: id of a portal, or a name as typed.
        unit: id of a unit, or a name as typed.
        section: as the portal prints it; letter case says nothing.
        year: of publication.
        since: first day of publication (``from``), ISO 8601.
        until: last day of publication (``to``), ISO 8601.
        person: id of a person.
        official: a name as typed, of which no person is chosen yet.
        role: a role (``chaired``): somebody has it, or the person of ``person``.
        kind: ``article`` or ``document``.
        newest_first: by day, not by how well they fit (``sort=newest``).
        page: 1 to 500.
    """

    words: str = ""
    portal: str | None = None
    unit: str | None = None
    section: str | None = None
    year: int | None = None
    since: str | None = None
    until: str | None = None
    person: int | None = None
    official: str | None = None
    role: str | None = None
    kind: str | None = None
    newest_first: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str | None]) -> Asked:
        """Read the parameters of an address; what is no number or day where one belongs is taken as not given."""
        texts = {name: _text(query.get(name)) for name in ("portal", "unit", "section", "official", "role", "kind")}
        year = _number(query.get("year"))
        return cls(
            words=(query.get("q") or "").strip(),
            year=year if year in _YEARS else None,
            since=_day(query.get("from")),
            until=_day(query.get("to")),
            person=None if texts["official"] is not None else _number(query.get("person")),
            newest_first=query.get("sort") == NEWEST,
            page=min(max(_number(query.get("page")) or 1, 1), MOST_PAGES),
            **texts,
        )

    @property
    def is_anything(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.words) or self.is_narrowed

    @property
    def is_narrowed(self) -> bool:
        """Whether it is asked for less than all articles with the words."""
        return any(getattr(self, name) is not None for name in NARROWING)

    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters of the address, in their order, none of them empty."""
        found = []
        for part in fields(self):
            value = getattr(self, part.name)
            if part.name == "newest_first":
                value = NEWEST if value else None
            if value and not (part.name == "page" and value == 1):
                text = str(value)[:MOST_CHARACTERS] if part.name == "words" else str(value)
                found.append((_PARAMETERS.get(part.name, part.name), text))
        return found

    def query(self, **changes: Any) -> str:
        """Return the query string of the address, with some fields changed; a change leads to the first page."""
        changed = replace(self, **{"page": 1, **changes}) if changes else self
        return urlencode(changed.parameters())

    def is_canonical(self, query_string: str) -> bool:
        """Tell whether an address has the parameters in the one way in which they are shared."""
        given = parse_qsl(query_string, keep_blank_values=True, errors="replace")
        return given == self.parameters() or len(self.words) > MOST_CHARACTERS

    def keys(self) -> tuple[int, int]:
        """Return the smallest key of ``article_search_words`` that may be found, and the smallest behind them."""
        low, high = 0, _LAST_KEY
        if self.year is not None:
            low, high = keys_of_year(self.year)
        if self.since is not None:
            low = max(low, first_key(date.fromisoformat(self.since)), FIRST_DATED)
        if self.until is not None:
            low = max(low, FIRST_DATED)
            high = min(high, first_key(date.fromisoformat(self.until) + timedelta(days=1)))
        return low, high

    @property
    def is_dated(self) -> bool:
        """Whether it is asked for a span of days."""
        return not (self.year is None and self.since is None and self.until is None)


# The fields that narrow, in the order in which they are shown.
NARROWING = ("portal", "unit", "section", "year", "since", "until", "person", "official", "role", "kind")
_PARAMETERS = {"words": "q", "since": "from", "until": "to", "newest_first": "sort"}


def _text(value: str | None) -> str | None:
    return " ".join((value or "").split())[:_LONGEST] or None


def _number(value: str | None) -> int | None:
    value = (value or "").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 16 else None


def _day(value: str | None) -> str | None:
    """Return a day as ISO 8601; days are typed as 2021-03-05 (what browsers send), 5/3/2021, or 2021."""
    text = (value or "").strip()[:_LONGEST]
    parts = [int(part) for part in text.split("/") if part.isascii() and part.isdigit()]
    try:
        found = date(*reversed(parts)) if len(parts) == 3 else date.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found.isoformat() if found.year in _YEARS else None
