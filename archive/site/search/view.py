"""What the page of a search needs beside its hits: chips, choices, the chart, addresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from markupsafe import Markup

from archive.site.catalogue import messages, say, say_text
from archive.site.formats import day
from archive.site.language import LANGUAGES
from archive.site.metadata import DATABASE
from archive.site.record_chart import drawn
from archive.site.search.asked import NARROWING
from archive.site.search.results import PAGE_LENGTH
from archive.site.search.shown import hit_cards
from archive.site.wording import label
from scraper.units import gazetteer
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from datasette.app import Datasette

    from archive.site.search.narrowing import Choice
    from archive.site.search.results import Results, Value
    from archive.site.search.suggestions import Called


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that a search is narrowed to: in words, the address without it, and where it has a page of its own."""

    words: str
    without: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, where it leads, what stands behind it, and whether it is chosen."""

    words: str
    address: str
    more: str = ""
    count: int | None = None


@cache
def _roles() -> tuple[str, ...]:
    """Return the roles that the catalogue has words for, which is read once."""
    return tuple(name.removeprefix("role-") for name in messages(LANGUAGES[0], "role-"))


class SearchView:
    """One page of results as the template shows it."""

    def __init__(self, results: Results, datasette: Datasette) -> None:
        self._results = results
        self._asked = results.asked
        self._urls = datasette.urls

    def address(self, **changes: Any) -> str:
        """Return the address of the search with some fields of :class:`Asked` changed."""
        query = self._asked.query(**changes)
        return str(self._urls.path("/search")) + (f"?{query}" if query else "")

    def file(self, ending: str) -> str:
        """Return the address of all results in another format."""
        return f"{self._urls.path(f'/search.{ending}')}?{self._asked.query(page=1)}"

    @property
    def hits(self) -> Markup:
        """The hits, as items of a list."""
        return hit_cards(self._results.hits, self._urls)

    @property
    def first(self) -> int:
        """The number of the page's first hit."""
        return (self._asked.page - 1) * PAGE_LENGTH + 1

    @property
    def chart(self) -> Markup:
        """Hits a year as bars, each leading to the hits of its year; nothing of one year only."""
        years = self._results.years
        if len(years) < 2:
            return Markup("")
        return drawn(
            years,
            say_text("search-chart"),
            lambda year: self.address(year=int(year), since=None, until=None),
            chosen=str(self._asked.year),
        )

    @property
    def chips(self) -> list[Chip]:
        """What the search is narrowed to."""
        return [self._chip(name) for name in NARROWING if getattr(self._asked, name) is not None]

    def _chip(self, name: str) -> Chip:
        value = getattr(self._asked, name)
        words, page = str(value), None
        if name == "portal":
            words = self._results.portal_name or value
            page = self._row("portals", value) if self._results.portal_name is not None else None
        elif name == "unit" and (unit := gazetteer().unit(value)) is not None:
            words, page = unit.full_name, self._row("units", value)
        elif name == "person":
            words, page = self._results.person_name or words, self._row("people", value)
        elif name in {"since", "until"}:
            words = day(value)
        elif name in {"role", "kind"}:
            words = label(value, name)
        return Chip(say_text(f"search-chip-{name}", value=words), self.address(**{name: None}), page)

    def _row(self, table: str, key: Any) -> str:
        return str(self._urls.row(DATABASE, table, tilde_encode(str(key))))

    @property
    def portals(self) -> list[Link]:
        """The portals that hits are of."""
        return [] if self._asked.portal else self._facet("portal", self._results.portals)

    @property
    def sections(self) -> list[Link]:
        """The sections that hits are of."""
        return [] if self._asked.section else self._facet("section", self._results.sections)

    def _facet(self, name: str, values: list[Value]) -> list[Link]:
        return [Link(one.name, self.address(**{name: one.key}), count=one.count) for one in values]

    @property
    def portals_meant(self) -> list[Link]:
        """The portals that a typed name may mean."""
        return [self._choice(one, portal=one.key) for one in self._results.narrowed.portals_meant]

    @property
    def units(self) -> list[Link]:
        """The units that a typed name may mean."""
        return [self._choice(one, unit=one.key) for one in self._results.narrowed.units]

    @property
    def people(self) -> list[Link]:
        """The people that a typed name may mean."""
        return [self._choice(one, person=int(one.key), official=None) for one in self._results.narrowed.people]

    def _choice(self, one: Choice, **changes: Any) -> Link:
        return Link(one.name, self.address(**changes), one.more)

    @property
    def called(self) -> list[tuple[Markup, Link]]:
        """Pages that are called what was typed, each with what kind of page it is."""
        return self._pages(self._results.called)

    @property
    def people_like(self) -> list[tuple[Markup, Link]]:
        """The people whose names are most like what was typed."""
        return self._pages(self._results.people_like)

    def _pages(self, some: list[Called]) -> list[tuple[Markup, Link]]:
        return [
            (say(f"search-called-{one.table}"), Link(one.name, self._row(one.table, one.key), one.more)) for one in some
        ]

    @property
    def fewer(self) -> list[Link]:
        """Searches with a word less, which find something."""
        return [
            Link(one.words, self.address(words=one.words), say_text("search-without", word=one.without), one.count)
            for one in self._results.fewer
        ]

    @property
    def lineage(self) -> list[str]:
        """The names of the units before and after the unit that is asked for."""
        known = gazetteer()
        others = [known.unit(one) for one in self._results.narrowed.lineage if one != self._asked.unit]
        return sorted({unit.full_name for unit in others if unit is not None})

    @property
    def address_to_share(self) -> str:
        """The address of this page, whole but for scheme and host."""
        return self.address(page=self._asked.page)

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Every role with what it is called."""
        return sorted(((name, label(name, "role")) for name in _roles()), key=lambda one: fold(one[1]))

    @property
    def table_address(self) -> str:
        """Where Datasette's table of articles is searched for the same words."""
        return f"{self._urls.table(DATABASE, 'articles')}?{urlencode({'_search': self._asked.words[:200]})}"
