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
_SOURCE = "articles_fts JOIN articles a ON a.id = articles_fts.rowid"


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
    """Fill in the hits of the page that is asked for: the words as a phrase first, then the words anywhere."""
    asked = results.request
    results.count = _count(connection, expression, asked)
    wanted, skipped = PAGE_LENGTH + 1, (asked.page - 1) * PAGE_LENGTH
    rows: list[sqlite3.Row] = []
    others = expression
    phrase = None if asked.newest_first else _phrase(asked.words, respect_marks=not results.without_marks)
    if phrase is not None:
        rows = _ranked(connection, phrase, asked, wanted, skipped)
        # Counting is needed only where the phrase's hits ended on an earlier page.
        together = skipped + len(rows) if rows or not skipped else _count(connection, phrase, asked)
        if together:
            others = f"({expression}) NOT ({phrase})"
        skipped = max(skipped - together, 0)
    if len(rows) < wanted:
        rows += _ranked(connection, others, asked, wanted - len(rows), skipped)
    results.hits = [_hit(row) for row in rows[:PAGE_LENGTH]]
    results.more = len(rows) > PAGE_LENGTH
    if results.count <= MOST_COUNTED:
        results.years = _years(connection, asked, expression)


def _phrase(words: str, *, respect_marks: bool) -> str | None:
    """The expression for the words following each other; ``None`` where they are one word or say more than words."""
    if len(words.split()) < 2 or not set(words).isdisjoint('"“”„‟«»＂*') or " -" in f" {words}":
        return None
    return match_expression(f'"{words}"', respect_marks=respect_marks)


def _count(connection: sqlite3.Connection, expression: str, request: Request) -> int:
    where, values = _narrowing(request)
    source = _SOURCE if where else "articles_fts"  # looking up every hit's row costs five times the search
    sql = f"SELECT 1 FROM {source} WHERE articles_fts MATCH :expression{where} LIMIT {MOST_COUNTED + 1}"  # nosec B608 # noqa: S608
    row = connection.execute(f"SELECT count(*) FROM ({sql})", {"expression": expression, **values}).fetchone()  # nosec B608 # noqa: S608
    return int(row[0])


def _ranked(
    connection: sqlite3.Connection, expression: str, request: Request, limit: int, offset: int
) -> list[sqlite3.Row]:
    where, values = _narrowing(request)
    order = "a.published DESC, a.id" if request.newest_first else "rank"
    sql = (
        f"SELECT a.id, a.kind, a.title, a.published, a.section, a.gone_at, a.revision_count, a.lead, "  # nosec B608 # noqa: S608
        f"substr(a.text, 1, 300) AS beginning, (SELECT name FROM portals WHERE id = a.portal) AS portal_name, "
        f"{', '.join(_marked_columns())} FROM {_SOURCE} WHERE articles_fts MATCH :expression{where} "
        f"ORDER BY {order} LIMIT :limit OFFSET :offset"
    )
    parameters = {"expression": expression, "limit": limit, "offset": offset, **values}
    return connection.execute(sql, parameters).fetchall()


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


def _years(connection: sqlite3.Connection, request: Request, expression: str) -> list[Bar]:
    """Hits a year, whichever year they are narrowed to: the way to another year stays open."""
    where, values = _narrowing(request, by_year=False)
    sql = (
        f"SELECT a.published_year, count(*) FROM {_SOURCE} WHERE articles_fts MATCH :expression{where} "  # nosec B608 # noqa: S608
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
    snippets = {name: _better(row, name) for name in _SHOWN}
    place = max(_SHOWN[:-1], key=lambda name: _found_together(snippets[name]))  # the first of those that say as much
    if _OPEN not in snippets[place]:
        place = "officials"
    snippet = snippets[place]
    if _OPEN not in snippet:  # only the title has it
        place, snippet = "lead", row["lead"] or row["beginning"] or ""
    return Hit(row, _runs(_better(row, "title")), _runs(snippet), place)


def _better(row: sqlite3.Row, name: str) -> str:
    """The one of the two spellings of a text's snippet in which more was found; words side by side as one."""
    marked, folded = row[f"shown_{name}"] or "", row[f"shown_{name}_f"] or ""
    better = folded if folded.count(_OPEN) > marked.count(_OPEN) else marked
    return better.replace(f"{_CLOSE} {_OPEN}", " ")


def _found_together(snippet: str) -> int:
    """How many words stand together in the longest run of words that were found."""
    return max((len(run.text.split()) for run in _runs(snippet) if run.found), default=0)


def _runs(marked: str) -> list[Run]:
    runs = []
    for number, part in enumerate(marked.split(_OPEN)):
        found, _, rest = part.rpartition(_CLOSE) if number else ("", "", part)
        runs += [Run(found, True), Run(rest, False)]
    return [run for run in runs if run.text]


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 9 else None
