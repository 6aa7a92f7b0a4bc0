"""The chart of a record: how many of a result's rows fall into each year or month, of all its rows, not of a page's.

A table and a query are asked the same way: their own SQL, counted by the beginning of a column of days. What cannot be
counted within its time is said to be so; a chart is never of a part without saying it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from datasette.database import Database

# Columns that hold days, times, months or years, in the order in which one is chosen where nobody has.
DAYS = (
    "published", "day", "seen_at", "gone_at", "fetched_at", "started", "event_date", "start", "published_year",
    "month", "year", "last_seen", "first_seen", "last_day", "title_day", "original_published", "last_as_before",
    "decided_at", "imported_at", "learnt_at", "since", "valid_from", "last_crawl", "last_published", "replaced_at",
    "first_day", "first_published", "updated", "returned_at", "confirmed_at", "gone_confirmed_at", "valid_to", "until",
)  # fmt: skip
YEARS = frozenset({"published_year", "year"})  # whole years, as numbers or as texts
# Stored in UTC; their years and months are UTC's, as the filters by which a bar narrows the rows are.
UTC = frozenset({
    "seen_at", "gone_at", "fetched_at", "started", "first_seen", "last_as_before", "decided_at", "imported_at",
    "learnt_at", "last_crawl", "replaced_at", "returned_at", "confirmed_at", "gone_confirmed_at", "original_first_seen",
})  # fmt: skip
_MONTH = regex(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_YEAR = regex(r"[0-9]{4}")
_MOST_MONTHS = 36  # a longer span is drawn by years
_LONGEST_SPAN = 60  # years; beyond it some date is wrong, and only years that have something are shown
_ORDER = regex(r"""(?is)(?<!\s)\s+order\s+by\s+[\w\s,"\[\].]+$""")
_LIMIT = regex(r"(?is)(?<!\s)\s+limit\s+[0-9]+(?:\s+offset\s+[0-9]+)?\s*$")


@dataclass(frozen=True, slots=True)
class Record:
    """How rows are spread over time.

    Attributes:
        column: whose days they are.
        counts: ``(label, rows)`` in order, ``2021`` or ``2021-03``, those between without any rows included.
        undated: rows without a day, or with something else in the column.
        months: the labels are months.
        too_long: the rows could not be counted in time; then there are no counts.
        of: the column whose numbers are added up, ``None`` where rows are counted.
    """

    column: str
    counts: list[tuple[str, int]] = field(default_factory=list)
    undated: int = 0
    months: bool = False
    too_long: bool = False
    of: str | None = None

    @property
    def total(self) -> int:
        """How many are in the chart."""
        return sum(count for _, count in self.counts)


def day_columns(columns: Iterable[str]) -> list[str]:
    """Return those of a result's columns that rows can be counted by, the one to begin with first."""
    there = set(columns)
    if "field" in there:  # beside it, start is where words begin in that field
        there.discard("start")
    return [column for column in DAYS if column in there]


def record_of(column: str, counted: Mapping[Any, int], of: str | None = None) -> Record:
    """Return the record of rows counted by the beginning of a column.

    Args:
        column: its name.
        counted: how many rows begin with what: ``2021-03``, ``2021``, ``None``, anything.
        of: what was added up, where it was not rows.
    """
    known: Counter[str] = Counter()
    undated = 0
    for beginning, count in counted.items():
        said = str(beginning)
        if _MONTH.fullmatch(said) or _YEAR.fullmatch(said):
            known[said] += count
        else:
            undated += count
    months = bool(known) and all(len(label) == 7 for label in known) and _span(min(known), max(known)) <= _MOST_MONTHS
    if months:
        return Record(column, _months_without_gaps(known), undated, months=True, of=of)
    years: Counter[int] = Counter()
    for label, count in known.items():
        years[int(label[:4])] += count
    return Record(column, _years_without_gaps(years), undated, of=of)


def record_of_rows(column: str, rows: Iterable[Mapping[str, Any]], of: str | None = None) -> Record:
    """Return the record of rows that are at hand."""
    counted: Counter[Any] = Counter()
    for row in rows:
        amount = 1 if of is None else row[of]
        counted[None if row[column] is None else str(row[column])[:7]] += amount if isinstance(amount, int) else 0
    return record_of(column, counted, of)


async def count_record(
    database: Database, sql: str, parameters: Mapping[str, Any], column: str, time_limit_ms: int, of: str | None = None
) -> Record:
    """Return the record of all rows of a query.

    Args:
        database: where it is asked.
        sql: a SELECT with ``column`` among its columns.
        parameters: of the query.
        column: the column of days.
        time_limit_ms: how long counting may take.
        of: a column of numbers to add up instead of counting rows.
    """
    amount = "count(*)" if of is None else f"sum({escape_sqlite(of)})"
    # A line of its own for the bracket: the query may end in a comment.
    beginning = f"substr({escape_sqlite(column)}, 1, 7)"
    counting = f"SELECT {beginning}, {amount} FROM ({sql.strip().rstrip(';')}\n) GROUP BY 1"  # nosec B608 # noqa: S608
    try:
        found = await database.execute(counting, dict(parameters), custom_time_limit=time_limit_ms, truncate=False)
    except QueryInterrupted:
        return Record(column, too_long=True, of=of)
    return record_of(column, {row[0]: row[1] or 0 for row in found.rows}, of)


def without_page(sql: str) -> str:
    """Return the SQL of a table's page without its limit and its order: that of all its rows.

    Only a page that begins with the first row has this SQL: Datasette writes the place of any other into its filters.
    """
    return _ORDER.sub("", _LIMIT.sub("", sql))


def _span(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1


def _months_without_gaps(known: Mapping[str, int]) -> list[tuple[str, int]]:
    first = int(min(known)[:4]) * 12 + int(min(known)[5:]) - 1
    length = _span(min(known), max(known))
    labels = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(first, first + length)]
    return [(label, known.get(label, 0)) for label in labels]


def _years_without_gaps(years: Mapping[int, int]) -> list[tuple[str, int]]:
    if not years:
        return []
    span: Sequence[int] = range(min(years), max(years) + 1)
    shown = span if len(span) <= _LONGEST_SPAN else sorted(years)
    return [(f"{year:04d}", years.get(year, 0)) for year in shown]


def all_months(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return ``(month, count)`` from January of the first year to December of the last, empty ones included.

    Where they span more than a lifetime some date is wrong; then only the years that have something are filled.

    Args:
        counted: how many by month (``2021-03``); anything that is no month is left out.
    """
    known = {month: count for month, count in counted.items() if _MONTH.fullmatch(str(month))}
    years = {int(month[:4]): 1 for month in known}
    named = (f"{year}-{month:02d}" for year, _ in _years_without_gaps(years) for month in range(1, 13))
    return [(month, known.get(month, 0)) for month in named]
