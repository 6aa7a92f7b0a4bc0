"""What Datasette counts of large tables, asked of the counts that the archive keeps (:mod:`archive.migrations`).

A table's page counts its rows and, for each facet, the rows a value. Of 200,000 articles that is five walks through
all of them. Where rows are narrowed by nothing but what is counted (of articles portal, year, kind, section), the same
figures stand in ``article_counts``, a hundred or so short rows a portal, and in ``article_kinds`` where no portal is
asked for; those of a whole large table stand in ``row_counts``.

What Datasette asks is recognised by its whole form. Anything else, a ``_where`` of the reader's for one, is asked as
it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from archive.migrations.counted_articles import LARGE
from archive.migrations.counted_names import LARGE_TOO
from scraper.patterns import regex


@dataclass(frozen=True, slots=True)
class Counts:
    """Where the rows of a table or view are counted, in which column, and by which columns."""

    table: str
    figure: str
    columns: frozenset[str]


# Table or view -> the counts that tell its rows, the shortest first.
COUNTS = {
    "articles": (
        Counts("article_kinds", "articles", frozenset({"published_year", "kind", "section"})),
        Counts("article_counts", "articles", frozenset({"portal", "published_year", "kind", "section"})),
    ),
    "article_list": (
        Counts("article_kinds", "articles", frozenset({"kind", "section"})),
        Counts("article_counts", "articles", frozenset({"portal", "kind", "section"})),
    ),
    "captures": (Counts("capture_counts", "captures", frozenset({"portal", "outcome", "status"})),),
    "mentions": (Counts("mention_counts", "mentions", frozenset({"in_caption_only"})),),
    "official_mentions": (Counts("mention_counts", "mentions", frozenset({"portal", "in_caption_only"})),),
}


@dataclass(frozen=True, slots=True)
class FigureAsked:
    """A figure that Datasette asks for.

    Attributes:
        table: the table or view.
        where: what its rows are narrowed by, SQL, ``None`` where nothing.
        column: whose values are counted, ``None`` where all rows are.
        limit: values at most; 0 where all rows are counted.
    """

    table: str
    where: str | None
    column: str | None = None
    limit: int = 0

    @property
    def conditions(self) -> list[str]:
        """What its rows are narrowed by, one condition each."""
        return self.where.split(" and ") if self.where else []


_LARGE = frozenset((*LARGE, *LARGE_TOO))
_NAME = r"\[?(?P<{}>[a-z_]+)\]?"
_WHERE = r"(?: where (?P<where>[^()]*?))?"
_COUNT = regex(rf"select count\(\*\) from {_NAME.format('table')}{_WHERE} ?")  # nosec B608 # noqa: S608
# What leaves out the rows of the pages before; a facet counts those too.
AFTER = (
    r"(?: (?:where|and) \((?:[\[\]a-z_]+ (?:< :p[0-9]+ or [\[\]a-z_]+ is null|> :p[0-9]+|is not null) or \()?"
    r"(?:[\[\]a-z_]+ (?:= :p[0-9]+|is null) and )?\(\(id > :p[0-9]+\)\){1,3})?"
)
_FACET = regex(  # nothing is asked with it
    rf"select {_NAME.format('column')} as value, count\(\*\) as count from \( select [^()]*? "  # nosec B608 # noqa: S608
    rf"from {_NAME.format('table')}{_WHERE}{AFTER} \) where \[?(?P=column)\]? is not null group by \[?(?P=column)\]? "
    r"order by count desc, value limit (?P<limit>[0-9]+) ?"
)
_CONDITION = regex(r"[\"\[]?(?P<column>[a-z_]+)[\"\]]? (?:(?:=|!=|>|>=|<|<=) :p[0-9]+|is null|is not null)")
_LONGEST = 2_000  # characters; Datasette's own are some hundred


@lru_cache(maxsize=256)
def of_counts(sql: str) -> str:
    """Return the statement that asks the counts for what ``sql`` counts, ``sql`` itself where they do not tell it.

    Args:
        sql: a statement; its parameters stay what they are.
    """
    if len(sql) > _LONGEST or "count(*)" not in sql:
        return sql
    asked = figure_asked(" ".join(sql.split()))
    if asked is None:
        return sql
    return (_count(asked) if asked.column is None else _facet(asked)) or sql


def figure_asked(sql: str) -> FigureAsked | None:
    """Return the figure that a statement of Datasette asks for, white space collapsed; ``None`` for any other."""
    if (found := _COUNT.fullmatch(sql)) is not None:
        return FigureAsked(found["table"], found["where"])
    if (found := _FACET.fullmatch(sql)) is not None:
        return FigureAsked(found["table"], found["where"], found["column"], int(found["limit"]))
    return None


def _count(asked: FigureAsked) -> str | None:
    if asked.where is None and asked.table in _LARGE:
        return f"select rows as \"count(*)\" from row_counts where name = '{asked.table}'"  # nosec B608 # noqa: S608  one of our names
    counts = _counts_of(asked)
    if counts is None:
        return None
    return f'select coalesce(sum({counts.figure}), 0) as "count(*)" from {counts.table}{_narrowed(asked)}'  # nosec B608 # noqa: S608  Datasette's own


def _facet(asked: FigureAsked) -> str | None:
    counts = _counts_of(asked)
    if counts is None:
        return None
    return (
        f"select {asked.column} as value, sum({counts.figure}) as count "  # nosec B608 # noqa: S608  Datasette's own
        f"from (select * from {counts.table}{_narrowed(asked)}) "
        f"where {asked.column} is not null group by {asked.column} order by count desc, value limit {asked.limit}"
    )


def _narrowed(asked: FigureAsked) -> str:
    return f" where {asked.where}" if asked.where else ""


def _counts_of(asked: FigureAsked) -> Counts | None:
    """Return the shortest counts that tell the rows which conditions leave, by the column too that is counted."""
    found = [_CONDITION.fullmatch(condition) for condition in asked.conditions]
    if not all(found):
        return None
    columns = {one["column"] for one in found if one is not None}.union([asked.column] if asked.column else [])
    return next((counts for counts in COUNTS.get(asked.table, ()) if columns <= counts.columns), None)
