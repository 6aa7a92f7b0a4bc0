"""What the templates of tables and of queries ask for beyond what Datasette gives them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from datasette.utils import escape_sqlite, path_with_replaced_args

from archive.export.named_query import all_rows
from archive.site.cards import CARDS, as_cards
from archive.site.catalogue import say_text
from archive.site.cells import LABELLED, YES_NO, table_meant
from archive.site.columns import column_name, has_name, told_of
from archive.site.counted_record import COLUMN, TABLES, counted_filters, counted_record
from archive.site.feeds import FEEDS
from archive.site.filter_words import Condition, comparisons, told_conditions
from archive.site.metadata import DATABASE
from archive.site.parameters import blank_parameters, parameters_in_order
from archive.site.portal_cells import portal_names
from archive.site.record import UTC, YEARS, Record, count_record, day_columns, record_of_rows, without_page
from archive.site.record_chart import drawn
from archive.site.row_page import row_facts, row_title
from archive.site.wording import label

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from datasette.app import Datasette
    from markupsafe import Markup

# A chart that nobody asked for: of so many rows at most, in so many milliseconds.
_ROWS_UNASKED = 5_000
_TIME_UNASKED = 25
_TIME_OF_QUERY = 200  # of a query with more rows than it shows
_ROWS_AT_FIRST = 100  # of a query's result: a page is light, its files and a click have the rest
_FEWEST_BARS = 2  # of a chart that nobody asked for
_MOST_YEARS_AHEAD = "9999"


def rows_at_first(request: Any, rows: Sequence[Any]) -> Sequence[Any]:
    """Return the rows of a query's result that its page shows: the first hundred, with ``_rows=all`` all there are."""
    return rows if request.args.get("_rows") == "all" else rows[:_ROWS_AT_FIRST]


def address_of_all_rows(request: Any) -> str:
    """Return the address of the same page with all rows, without the site's base."""
    return str(path_with_replaced_args(request, {"_rows": "all"}))


@dataclass(frozen=True, slots=True)
class RecordView:
    """The chart of a page's record.

    Attributes:
        record: what was counted, ``None`` where nobody has asked and counting takes a while.
        column: by which column rows are, or would be, counted.
        others: the other columns that rows can be counted by.
        chart: the figure, empty where there is nothing to draw.
        is_utc: its years and months are UTC's.
        limit: how long counting might take, in milliseconds.
    """

    record: Record | None
    column: str
    others: list[str]
    chart: Markup | None
    is_utc: bool
    limit: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a column, in words, and the address with or without the filter by it."""

    words: str
    count: int
    selected: bool
    toggle_url: str


def names_for_templates(datasette: Datasette) -> dict[str, Any]:
    """Return the globals of the templates of tables and queries; what is asynchronous Jinja awaits by itself."""
    return {
        "rows_at_first": rows_at_first,
        "address_of_all_rows": address_of_all_rows,
        "column_name": column_name,
        "has_column_name": has_name,
        "columns_told_of": told_of,
        "comparisons": comparisons,
        "has_cards": _has_cards,
        "cards_of": partial(_cards_of, datasette),
        "conditions_of": partial(_conditions_of, datasette),
        "facet_values": partial(facet_values, datasette),
        "table_record": partial(table_record, datasette),
        "query_record": partial(query_record, datasette),
        "with_chart": partial(_with_chart, datasette),
        "feeds": FEEDS,
        "each_facet": _each_facet,
        "first_sql": first_sql,
        "blank_parameters": blank_parameters,
        "parameters_in_order": parameters_in_order,
        "row_title": row_title,
        "row_facts": row_facts,
    }


def _has_cards(database: str, table: str) -> bool:
    return database == DATABASE and table in CARDS


def _cards_of(datasette: Datasette, rows: Any, table: str) -> Markup:
    return as_cards(rows, table, datasette.urls)


async def _conditions_of(datasette: Datasette, filters: Any, search: str, request: Any, table: str) -> list[Condition]:
    return await told_conditions(filters.selections(), search, request, table, datasette)


def _each_facet(facets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Each column once: one that the metadata names and the address too is counted twice by Datasette."""
    return list({(facet["name"], facet["type"]): facet for facet in facets}.values())


async def facet_values(datasette: Datasette, facet: Mapping[str, Any], table: str) -> list[FacetValue]:
    """Return the values that Datasette counted of a column, each as people call it.

    Args:
        datasette: the site.
        facet: one of its facet results.
        table: the table or view.
    """
    column, results = facet["name"], facet["results"]
    names: Mapping[str, str | None] = {}
    if table_meant(column, table) == "portals":
        wanted = [str(value["value"]) for value in results]
        names = await portal_names().of(wanted, datasette.get_database(DATABASE))
    return [
        FacetValue(_said(column, value, names), value["count"], value["selected"], value["toggle_url"])
        for value in results
    ]


def first_sql(database: str, tables: Sequence[Mapping[str, Any]]) -> str:
    """Return a query to begin with: of the archive its newest articles, of another database its first table."""
    if database == DATABASE:
        return "select id, title, published from articles order by published desc limit 20"
    if not tables:
        return "select sqlite_version()"
    return f"select * from {escape_sqlite(tables[0]['name'])}"  # nosec B608 # noqa: S608  shown, not run


def _said(column: str, value: Mapping[str, Any], names: Mapping[str, str | None]) -> str:
    if value["label"] in (None, ""):
        return say_text("table-no-value")
    said = str(value["label"])
    if names.get(said):
        return str(names[said])
    if column in YES_NO:
        return label(said, "yes_no")
    return label(said, LABELLED[column]) if column in LABELLED else said


async def table_record(
    datasette: Datasette,
    request: Any,
    database: str,
    query: Mapping[str, Any],
    columns: Sequence[str],
    count: int | None,
    sort: str | None,
) -> RecordView | None:
    """Return the chart of a table's page, ``None`` where its rows have no days or it is not the first page.

    Args:
        datasette: the site.
        request: the page asked for; ``_chart`` names a column to count by.
        database: its name.
        query: Datasette's ``sql`` and ``params`` of the page.
        columns: those of the page.
        count: how many rows there are, ``None`` where that is not known.
        sort: the column by which they stand.
    """
    chosen = request.args.get("_chart")
    there = day_columns(columns)
    if not there or request.args.get("_next"):
        return None
    column = chosen if chosen in there else sort if sort in there else there[0]
    others = [each for each in there if each != column]
    limit = int(datasette.setting("sql_time_limit_ms")) if chosen else _TIME_UNASKED
    filters = counted_filters(request.query_string) if request.url_vars.get("table") in TABLES else None
    if filters is not None and column == COLUMN:
        record = await datasette.get_database(database).execute_fn(partial(_counted, filters))
    elif not chosen and (count is None or count > _ROWS_UNASKED):
        return RecordView(None, column, others, None, column in UTC, limit)
    else:
        sql = without_page(query["sql"])
        record = await count_record(datasette.get_database(database), sql, query["params"], column, limit)
    if not chosen and (record.too_long or len(record.counts) < _FEWEST_BARS):
        return RecordView(None, column, others, None, column in UTC, limit)
    address = partial(_narrowed, datasette, request, column)
    return _view(record, others, limit, drawn(record.counts, _words(record), address))


def _counted(filters: Mapping[str, str], connection: sqlite3.Connection) -> Record:
    return counted_record(connection, filters)


async def query_record(
    datasette: Datasette,
    request: Any,
    database: str,
    query: Mapping[str, Any],
    columns: Sequence[str],
    rows: Sequence[Any],
    is_all: bool,
    parameters: Mapping[str, str],
    wanted: Mapping[str, str] | None,
) -> RecordView | None:
    """Return the chart of a query's result, ``None`` where its rows have no days.

    Args:
        datasette: the site.
        request: the page asked for; ``_chart`` names a column to count by.
        database: its name.
        query: Datasette's ``sql`` of the query.
        columns: of the result.
        rows: those on the page.
        is_all: those are all rows; else the chart is of all, where they can be counted soon or somebody asks for it.
        parameters: what was given for the query's parameters.
        wanted: of a ready-made query ``by``, the column of days, and ``of``, a column of numbers to add up.
    """
    there = day_columns(columns)
    if not there or not rows:
        return None
    wanted = wanted or {}
    chosen = request.args.get("_chart")
    first = wanted.get("by")
    column = chosen if chosen in there else first if first in there else there[0]
    of = wanted.get("of") if wanted.get("of") in columns else None
    others = [each for each in there if each != column]
    limit = int(datasette.setting("sql_time_limit_ms")) if chosen else _TIME_OF_QUERY
    if is_all:
        record = record_of_rows(column, rows, of)
    else:
        sql = query["sql"] if "sql" in request.args else all_rows(query["sql"])
        record = await count_record(datasette.get_database(database), sql, parameters, column, limit, of)
    if not chosen and (record.too_long or len(record.counts) < _FEWEST_BARS):
        return RecordView(None, column, others, None, column in UTC, limit)
    address = partial(_asked_for_year, datasette, request) if "year" in parameters and not record.months else None
    return _view(record, others, limit, drawn(record.counts, _words(record), address))


def _view(record: Record, others: list[str], limit: int, chart: Markup) -> RecordView:
    return RecordView(record, record.column, others, chart, record.column in UTC, limit)


def _words(record: Record) -> str:
    column = column_name(record.column)
    if record.of is None:
        return say_text("record-of-rows", column=column)
    return say_text("record-of-sum", column=column, of=column_name(record.of))


def _narrowed(datasette: Datasette, request: Any, column: str, span: str) -> str:
    """Return the address of the table narrowed to a year or a month: what is compared are texts, as they are stored."""
    if column in YEARS:
        return _with(datasette, request, {column: span})
    return _with(datasette, request, {f"{column}__gte": span, f"{column}__lt": after(span)})


def after(span: str) -> str:
    """Return the year or the month that follows."""
    if len(span) == 4:
        return f"{int(span) + 1:04d}" if span < _MOST_YEARS_AHEAD else f"{span}~"
    year, month = int(span[:4]), int(span[5:])
    return f"{year:04d}-{month + 1:02d}" if month < 12 else f"{year + 1:04d}-01"


def _asked_for_year(datasette: Datasette, request: Any, year: str) -> str:
    return _with(datasette, request, {"year": year})


def _with_chart(datasette: Datasette, request: Any, column: str) -> str:
    """Return the address of the page with its rows counted by ``column``."""
    return f"{_with(datasette, request, {'_chart': column})}#record"


def _with(datasette: Datasette, request: Any, given: Mapping[str, str]) -> str:
    """Return the address of the page with ``given`` in place of what it says of the same, from its first row on."""
    left = [
        (name, value)
        for name, value in parse_qsl(request.query_string, keep_blank_values=True)
        if name not in given and name not in {"_next", "_chart"}
    ]
    path = "/" + str(request.path).removeprefix(str(datasette.setting("base_url"))).removeprefix("/")
    return f"{datasette.urls.path(path)}?{urlencode([*left, *given.items()])}"
