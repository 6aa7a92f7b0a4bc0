"""Whose news a portal serves: the units that its articles name, now against before.

A district's portal names its district in nearly every article, in posts and in places. When the articles that are read
name another body instead, a host was given to somebody else, a proxy mixes up its sites, or a page was taken over.
Units that the gazetteer does not know count by their name, folded.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.health.statistics import HALF, Shortfall, too_seldom
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

_SAMPLE = 200  # earlier articles that tell whose portal it is
_FEWEST, _FEWEST_BEFORE = 2, 3  # articles that are new or edited, and others, tell whose they are
# How unlikely it must be that so few name the portal's own unit; that most name another one besides says the rest.
_CHANCE = 0.01
_NEVER = "9999"
_OWN = 0.4  # of its articles name a unit that is the portal's own
# Of a few articles several units are named by nearly all, and which of them is the portal's own nobody can say.
_AS_OFTEN = 0.8  # as the unit that is named most
_ANOTHERS = 0.5  # of the articles read now name one that had next to none before
_HARDLY = 0.1

_UNITS_NAMED = (
    "SELECT coalesce(unit_id, unit, text) FROM places WHERE article = :article UNION "
    "SELECT coalesce(t.unit_id, t.unit) FROM mentions m JOIN titles t ON t.mention = m.id WHERE m.article = :article"
)


@dataclass(frozen=True, slots=True)
class Drift:
    """That a portal's articles name another body than before.

    Attributes:
        own, other: the units by their name.
        named: share of the articles read now that name the portal's own.
        before: the same of earlier ones.
        of_other: share of the articles read now that name the other.
    """

    own: str
    other: str
    named: float
    before: float
    of_other: float


def drift(connection: sqlite3.Connection, portal: str, crawl: int, since: str = _NEVER) -> Drift | None:
    """Return which body a portal's articles speak for since this crawl, where it is another one than before.

    Looked at are the articles that are new, then those whose text became another one; what was asked for again and is
    as it was says nothing.

    Args:
        connection: the archive, with all that the crawl brought.
        portal: the portal's id.
        crawl: the crawl.
        since: when its articles began to speak for another body of late, UTC, ISO 8601; those that came since tell
            nothing of whose portal it is.
    """
    new = _new_articles(connection, crawl)
    former = _former_units(connection, crawl)
    if len(new) >= _FEWEST and (found := _drift_of(connection, portal, new, former, since)) is not None:
        return found
    if len(former) < _FEWEST:
        return None
    return _drift_of(connection, portal, list(former), former, since, are_edited=True)


def has_news(connection: sqlite3.Connection, crawl: int) -> bool:
    """Tell whether a crawl brought anything that tells whose portal it is: articles that are new or edited."""
    return bool(_new_articles(connection, crawl) or _former_units(connection, crawl))


def _drift_of(
    connection: sqlite3.Connection,
    portal: str,
    read: list[int],
    former: Mapping[int, set[str]],
    since: str,
    *,
    are_edited: bool = False,
) -> Drift | None:
    """Return the drift that some articles show against the portal's articles as they were.

    Where several units may be the portal's own, new articles have to name all of them less; articles that were edited
    still name what they are about, and one of them that is lost is enough.
    """
    earlier = [article for article in _articles_before(connection, portal, set(read), since) if article not in former]
    before = [*(_units_of(connection, article) for article in earlier), *former.values()]
    if len(before) < _FEWEST_BEFORE:
        return None
    then, now = _counted(before), _counted(_units_of(connection, article) for article in read)
    own = _own_units(connection, portal, then, len(before))
    if not are_edited and any(now[unit] / len(read) > HALF * then[unit] / len(before) for unit in own):
        return None
    lost = next(_lost(own, now, len(read), then, len(before)), None)
    if lost is None:
        return None
    unit, share = lost
    others = [unit for unit in now if now[unit] >= _ANOTHERS * len(read) and then[unit] <= _HARDLY * len(before)]
    if not others:
        return None
    other = max(others, key=lambda unit: (now[unit], _is_lowest(connection, unit), unit))
    return Drift(_name(connection, unit), _name(connection, other), share.value, share.expected, now[other] / len(read))


def _lost(
    own: Iterable[str], now: Counter[str], read: int, then: Counter[str], before: int
) -> Iterator[tuple[str, Shortfall]]:
    """Yield which of some units are named so seldom now that it is no chance."""
    for unit in own:
        share = too_seldom(now[unit], read, [(then[unit] / before, before)], chance=_CHANCE)
        if share is not None:
            yield unit, share


def _new_articles(connection: sqlite3.Connection, crawl: int) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT c.article FROM captures c JOIN articles a ON a.id = c.article WHERE c.crawl = :crawl "
        "AND c.outcome = 'stored' AND a.first_seen >= (SELECT started FROM crawls WHERE id = :crawl) "
        "ORDER BY c.article LIMIT :most",
        {"crawl": crawl, "most": _SAMPLE},
    )
    return [article for (article,) in rows]


def _former_units(connection: sqlite3.Connection, crawl: int) -> dict[int, set[str]]:
    """Return the articles whose text was edited in a crawl, and the units that they named before."""
    rows = connection.execute(
        "SELECT c.article, b.record FROM captures c JOIN revisions r ON r.article = c.article AND r.capture = c.id "
        "JOIN revisions b ON b.article = r.article AND b.number = r.number - 1 "
        "WHERE c.crawl = ? AND c.outcome = 'stored' ORDER BY c.article LIMIT ?",
        (crawl, _SAMPLE),
    )
    return {article: _units_in(json.loads(record)) for article, record in rows}


def _units_in(record: Mapping[str, list[dict[str, str]]]) -> set[str]:
    """Return the units that a record names."""
    places = (place.get("unit_id") or place.get("unit") or place["text"] for place in record.get("places") or [])
    titles = (
        title.get("unit_id") or title.get("unit")
        for official in record.get("officials") or []
        for title in _titles(official)
    )
    return {_key(unit) for unit in (*places, *titles) if unit}


def _titles(official: Mapping[str, object]) -> list[dict[str, str]]:
    titles = official.get("titles")
    return titles if isinstance(titles, list) else []


def _articles_before(connection: sqlite3.Connection, portal: str, read: set[int], since: str) -> list[int]:
    """Return the articles of a portal that were published last, without those that are looked at now."""
    rows = connection.execute(
        "SELECT id FROM articles WHERE portal = ? AND first_seen < ? ORDER BY published DESC LIMIT ?",
        (portal, since, _SAMPLE + len(read)),
    )
    return [article for (article,) in rows if article not in read][:_SAMPLE]


def _units_of(connection: sqlite3.Connection, article: int) -> set[str]:
    rows = connection.execute(_UNITS_NAMED, {"article": article}).fetchall()
    return {_key(unit) for (unit,) in rows if unit}


def _counted(articles: Iterable[set[str]]) -> Counter[str]:
    """Return how many articles name each unit."""
    found: Counter[str] = Counter()
    for units in articles:
        found.update(units)
    return found


def _key(unit: str) -> str:
    return fold(unit).strip()


def _own_units(connection: sqlite3.Connection, portal: str, then: Counter[str], of: int) -> list[str]:
    """Return the units that a portal may speak for, the likeliest first.

    That is the one it is declared for, where its articles name it, else those that its articles name most.
    """
    declared = connection.execute("SELECT unit_id, unit FROM portals WHERE id = ?", (portal,)).fetchone()
    for unit in declared:
        if unit and then[_key(unit)] >= _OWN * of:
            return [_key(unit)]
    often = [unit for unit in then if then[unit] >= _OWN * of]
    lowest = [unit for unit in often if _is_lowest(connection, unit)] or often
    most = max((then[unit] for unit in lowest), default=0)
    return sorted((unit for unit in lowest if then[unit] >= _AS_OFTEN * most), key=lambda unit: (-then[unit], unit))


def _is_lowest(connection: sqlite3.Connection, unit: str) -> bool:
    """Tell whether a unit is none that others lie in: its province and its country are named beside it."""
    row = connection.execute("SELECT level FROM units WHERE id = ?", (unit,)).fetchone()
    return row is None or row[0] != "province"


def _name(connection: sqlite3.Connection, unit: str) -> str:
    row = connection.execute("SELECT name FROM units WHERE id = ?", (unit,)).fetchone()
    return str(row[0]) if row else unit
