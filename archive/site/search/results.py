"""One page of what a search finds."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from datasette.utils import sqlite_timelimit

from archive.search.query import is_cut
from archive.site.charts import years_without_gaps
from archive.site.search.matches import Matches
from archive.site.search.narrowing import Narrowed, narrow
from archive.site.search.ranking import Ranked, in_order, rank
from archive.site.search.snippets import OTHER_TEXTS, Run, Snippets
from archive.site.search.suggestions import Called, Fewer, called, people_like, with_fewer_words
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from archive.site.search.asked import Asked

PAGE_LENGTH = 20
MOST_FACETED = 1_000  # hits whose portals and sections are counted
_MOST_VALUES = 12  # of a facet


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found; ``place`` is the text in which the snippet stands (``lead``, ``captions`` ...)."""

    row: dict[str, Any]
    title: list[Run]
    snippet: list[Run]
    place: str
    points: float | None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what it is called, and how many hits have it; ``None`` where they are not counted."""

    key: str
    name: str
    count: int | None


@dataclass(slots=True)
class Results:
    """One page of hits.

    Attributes:
        asked: what is asked for, with ids in the place of names that only one thing has.
        narrowed: what it is narrowed to.
        hits: of the page.
        count: of all hits; ``None`` where counting took too long.
        is_upper_bound: there are no more than ``count``; see :class:`archive.site.search.matches.Matches`.
        more: another page follows.
        without_marks: marks that were typed are ignored, for nothing is spelt so.
        is_cut: the query is longer than what is searched of it.
        ranked: how many hits were compared, ``None`` where all were, or none.
        years: hits a year, those without any between them included.
        undated: how many have no day.
        portals: the commonest portals among the hits.
        sections: the commonest sections.
        called: pages that are called what was typed.
        fewer: what to try where nothing is found.
        people_like: likewise.
        interrupted: it took longer than allowed.
        portal_name: of the portal that is asked for.
        person_name: of the person that is asked for.
    """

    asked: Asked
    narrowed: Narrowed
    hits: list[Hit] = field(default_factory=list)
    count: int | None = 0
    is_upper_bound: bool = False
    more: bool = False
    without_marks: bool = False
    is_cut: bool = False
    ranked: int | None = None
    years: list[tuple[str, int]] = field(default_factory=list)
    undated: int = 0
    portals: list[Value] = field(default_factory=list)
    sections: list[Value] = field(default_factory=list)
    called: list[Called] = field(default_factory=list)
    fewer: list[Fewer] = field(default_factory=list)
    people_like: list[Called] = field(default_factory=list)
    interrupted: bool = False
    portal_name: str | None = None
    person_name: str | None = None


def read_results(
    connection: sqlite3.Connection,
    asked: Asked,
    time_limit_ms: int,
    *,
    page_length: int = PAGE_LENGTH,
    extras: bool = True,
) -> Results:
    """Search the archive.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        asked: what is sought.
        time_limit_ms: what may be spent on it, in milliseconds.
        page_length: hits of a page.
        extras: count years and facets, and suggest.
    """
    results = Results(asked, Narrowed(asked), is_cut=is_cut(asked.words))
    if not asked.is_anything:
        return results
    if asked.portal is not None:
        results.portal_name = _portal_names(connection, [asked.portal]).get(asked.portal)
    try:
        with sqlite_timelimit(connection, time_limit_ms):
            _find(connection, results, page_length, extras=extras)
    except sqlite3.OperationalError as error:
        if "interrupt" not in str(error):
            raise
        results.interrupted = True
        results.count = None
    return results


def _find(connection: sqlite3.Connection, results: Results, page_length: int, *, extras: bool) -> None:
    narrowed = results.narrowed = narrow(connection, results.asked)
    asked = results.asked = narrowed.asked
    if asked.person is not None:
        row = connection.execute("SELECT name FROM people WHERE id = ?", (asked.person,)).fetchone()
        results.person_name = None if row is None else row[0]
    if extras:
        results.called = called(connection, asked.words)
    if narrowed.is_open:
        return  # it is not known yet what is asked for
    matches = Matches(connection, narrowed)
    results.without_marks = matches.without_marks
    ranked = None if asked.newest_first or not matches.wanted else rank(connection, matches)
    skipped = (asked.page - 1) * page_length
    keys = list(islice(in_order(matches, ranked), skipped, skipped + page_length + 1))
    results.more = len(keys) > page_length
    results.hits = read_hits(connection, keys[:page_length], matches, ranked)
    results.is_upper_bound = matches.is_upper_bound
    if not extras:
        results.count = matches.count()
        return
    _count(results, matches)
    if ranked is not None and not ranked.is_whole:
        results.ranked = len(ranked.points)
    if results.count and not matches.is_upper_bound:
        _facets(connection, results, matches)
    if not results.hits:
        results.fewer = with_fewer_words(connection, asked)
        results.people_like = [] if results.called else people_like(connection, asked.words)


def _count(results: Results, matches: Matches) -> None:
    years, results.undated = matches.years()
    asked = results.asked
    if not asked.is_dated:
        results.count = sum(years.values()) + results.undated
    elif asked.year is not None and asked.since is None and asked.until is None:
        results.count = years.get(asked.year, 0)
    else:
        results.count = matches.count()
    results.years = years_without_gaps(years)


def read_hits(connection: sqlite3.Connection, keys: list[int], matches: Matches, ranked: Ranked | None) -> list[Hit]:
    """Return what is shown of some hits, in the order of their keys."""
    sql = (
        "SELECT d.key, a.id, a.kind, a.title, a.published, a.section, a.first_seen, a.last_seen, a.gone_at, "
        "a.revision_count, a.url, a.portal, a.lead, substr(a.text, 1, 300) AS beginning, "
        "(SELECT name FROM portals WHERE id = a.portal) AS portal_name, "
        "(SELECT seen_at FROM revisions WHERE article = a.id ORDER BY number DESC LIMIT 1) AS changed_at, "
        "a.text FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value "
        "CROSS JOIN articles a ON a.id = d.article"
    )
    snippets = Snippets(matches.terms, without_marks=matches.without_marks)
    found = {}
    for row in connection.execute(sql, (json.dumps(keys),)):
        own = {"lead": row["lead"] or "", "body": row["text"] or ""}
        place, snippet = snippets.best(own, partial(_other_texts, connection, row["id"]))
        points = None if ranked is None else ranked.points.get(row["key"])
        found[row["key"]] = Hit(_without_text(row), snippets.title(row["title"] or ""), snippet, place, points)
    return [found[key] for key in keys if key in found]


def _without_text(row: sqlite3.Row) -> dict[str, Any]:
    """Return what is shown of an article: twenty texts of megabytes are not held for a page that shows none."""
    return {name: row[name] for name in row.keys() if name != "text"}  # noqa: SIM118  a row goes through its values


def _other_texts(connection: sqlite3.Connection, article: int) -> dict[str, str]:
    """Return what is sought of an article beside its own row: a dozen other rows, which lie anywhere in the file."""
    sql = f"SELECT {', '.join(OTHER_TEXTS)} FROM article_search WHERE id = ?"  # nosec B608 # noqa: S608
    row = connection.execute(sql, (article,)).fetchone()
    return {name: row[name] or "" for name in OTHER_TEXTS}


def _facets(connection: sqlite3.Connection, results: Results, matches: Matches) -> None:
    """Say which portals and sections the hits are of, the commonest first: counted where all are looked at."""
    keys = matches.newest(MOST_FACETED + 1)
    is_whole = len(keys) <= MOST_FACETED
    rows = connection.execute(
        "SELECT d.portal, d.section FROM json_each(?) j CROSS JOIN article_search_days d ON d.key = j.value",
        (json.dumps(keys[:MOST_FACETED]),),
    ).fetchall()
    portals = Counter(row[0] for row in rows)
    sections: Counter[str] = Counter()
    spelt: dict[str, str] = {}  # as the newest article has it
    for row in rows:
        if row[1]:
            sections[spelt.setdefault(" ".join(fold_tone(row[1]).split()), row[1])] += 1
    commonest = portals.most_common(_MOST_VALUES)
    names = _portal_names(connection, [portal for portal, _ in commonest])
    results.portals = _values(commonest, names, is_whole=is_whole)
    results.sections = _values(sections.most_common(_MOST_VALUES), {}, is_whole=is_whole)


def _values(counts: list[tuple[str, int]], names: dict[str, str], *, is_whole: bool) -> list[Value]:
    return [Value(key, names.get(key, key), count if is_whole else None) for key, count in counts]


def _portal_names(connection: sqlite3.Connection, portals: list[str]) -> dict[str, str]:
    sql = "SELECT id, name FROM portals WHERE id IN (SELECT value FROM json_each(?))"
    return dict(map(tuple, connection.execute(sql, (json.dumps(portals),))))
