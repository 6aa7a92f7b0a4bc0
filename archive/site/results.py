"""What a search finds: ranked, with the words found shown in their original spelling."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from datasette.utils import sqlite_timelimit

from archive.search import FOLDED, TEXTS, best_expression, match_expression
from archive.site.charts import Bar, bars, years_without_gaps

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_LENGTH = 20
MOST_COUNTED = 10_000  # hits beyond this are "more than"
_MOST_PAGES = 500
_SNIPPET_WORDS = 32
# Around what was found; from the private use area, which no font of a portal fills, and never sent to the browser.
_OPEN, _CLOSE = "\ue000", "\ue001"
# Where a snippet is looked for, in this order where several say as much; the title is shown anyway.
_SHOWN = ("lead", "body", "captions", "officials")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a snippet; ``found`` where they are what was sought."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; ``place`` is the text in which the snippet stands (``lead``, ``captions`` ...)."""

    row: sqlite3.Row
    title: list[Run]
    snippet: list[Run]
    place: str


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for: the words as typed, and what they are narrowed to."""

    words: str
    portal: str | None = None
    year: int | None = None
    newest_first: bool = False
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Request:
        """Read the parameters of an address; whatever is no number where one belongs is taken as not given."""
        year = _number(query.get("year"))
        page = min(max(_number(query.get("page")) or 1, 1), _MOST_PAGES)
        return cls(
            (query.get("q") or "").strip(), query.get("portal") or None, year, query.get("sort") == "newest", page
        )


@dataclass(slots=True)
class Results:
    """One page of hits; ``interrupted`` where counting or ranking took longer than allowed."""

    request: Request
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    more: bool = False
    without_marks: bool = False
    years: list[Bar] = field(default_factory=list)
    portals: list[tuple[str, str]] = field(default_factory=list)
    interrupted: bool = False


def read_results(connection: sqlite3.Connection, request: Request, time_limit_ms: int) -> Results:
    """Search the archive.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        request: what is sought.
        time_limit_ms: what may be spent on it, in milliseconds.
    """
    results = Results(request)
    results.portals = [tuple(row) for row in connection.execute("SELECT id, name FROM portals ORDER BY name")]
    if not request.words:
        return results
    try:
        with sqlite_timelimit(connection, time_limit_ms):
            expression = best_expression(connection, request.words)
            results.without_marks = expression != match_expression(request.words)
            _find(connection, expression, results)
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            raise
        results.interrupted = True
    return results


def _find(connection: sqlite3.Connection, expression: str, results: Results) -> None:
    where, values = _narrowing(results.request)
    source = "articles_fts JOIN articles a ON a.id = articles_fts.rowid"
    counted = f"SELECT 1 FROM {source} WHERE articles_fts MATCH :expression{where} LIMIT {MOST_COUNTED + 1}"  # noqa: S608
    parameters = {"expression": expression, **values}
    results.count = connection.execute(f"SELECT count(*) FROM ({counted})", parameters).fetchone()[0]  # noqa: S608
    offset = (results.request.page - 1) * PAGE_LENGTH
    order = "a.published DESC, a.id" if results.request.newest_first else "rank"
    sql = (
        f"SELECT a.id, a.kind, a.title, a.published, a.section, a.gone_at, a.revision_count, "  # noqa: S608
        f"(SELECT name FROM portals WHERE id = a.portal) AS portal_name, substr(a.text, 1, 300) AS beginning, a.lead, "
        f"{', '.join(_marked_columns())} FROM {source} WHERE articles_fts MATCH :expression{where} "
        f"ORDER BY {order} LIMIT {PAGE_LENGTH + 1} OFFSET {offset}"
    )
    rows = connection.execute(sql, parameters).fetchall()
    results.hits = [_hit(row) for row in rows[:PAGE_LENGTH]]
    results.more = len(rows) > PAGE_LENGTH
    if results.count <= MOST_COUNTED:
        results.years = _years(connection, source, results.request, expression)


def _narrowing(request: Request, *, by_year: bool = True) -> tuple[str, dict[str, Any]]:
    where = ""
    values: dict[str, Any] = {}
    if request.portal is not None:
        where += " AND a.portal = :portal"
        values["portal"] = request.portal
    if by_year and request.year is not None:
        where += " AND a.published_year = :year"
        values["year"] = request.year
    return where, values


def _years(connection: sqlite3.Connection, source: str, request: Request, expression: str) -> list[Bar]:
    """Hits a year, whichever year they are narrowed to: the way to another year stays open."""
    where, values = _narrowing(request, by_year=False)
    sql = (
        f"SELECT a.published_year, count(*) FROM {source} WHERE articles_fts MATCH :expression{where} "  # noqa: S608
        "AND a.published_year IS NOT NULL GROUP BY 1"
    )
    counts = dict(connection.execute(sql, {"expression": expression, **values}).fetchall())
    return bars(years_without_gaps(counts))


def _marked_columns() -> list[str]:
    """The title whole and a snippet of every other text, each as found with marks and as found without."""
    columns = []
    for number, name in enumerate((*TEXTS, *FOLDED)):
        call = f"highlight(articles_fts, {number}, '{_OPEN}', '{_CLOSE}')"
        if name.removesuffix("_f") != "title":
            call = f"snippet(articles_fts, {number}, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_WORDS})"
        columns.append(f"{call} AS shown_{name}")
    return columns


def _hit(row: sqlite3.Row) -> Hit:
    title = _better(row, "title")
    place = max(_SHOWN, key=lambda name: _better(row, name).count(_OPEN))  # the first of those that say as much
    snippet = _better(row, place)
    if _OPEN not in snippet:
        place, snippet = "lead", row["lead"] or row["beginning"] or ""
    return Hit(row, _runs(title), _runs(snippet), place)


def _better(row: sqlite3.Row, name: str) -> str:
    """The one of the two spellings of a text's snippet in which more was found."""
    marked, folded = row[f"shown_{name}"] or "", row[f"shown_{name}_f"] or ""
    return folded if folded.count(_OPEN) > marked.count(_OPEN) else marked


def _runs(marked: str) -> list[Run]:
    runs = []
    for number, part in enumerate(marked.split(_OPEN)):
        found, _, rest = part.rpartition(_CLOSE) if number else ("", "", part)
        runs += [Run(found, True), Run(rest, False)]
    return [run for run in runs if run.text]


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 9 else None
