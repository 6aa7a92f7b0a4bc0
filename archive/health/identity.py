"""Whose news a portal serves: the units that its articles name, now against before.

A district's portal names its district in nearly every article, in posts and in places. When the articles that are read
name another body instead, a host was given to somebody else, a proxy mixes up its sites, or a page was taken over.
Units that the gazetteer does not know count by their name, folded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.health.statistics import too_seldom
from scraper.vietnamese import fold

if TYPE_CHECKING:
    import sqlite3

_SAMPLE = 200  # earlier articles that tell whose portal it is
_FEWEST = 3  # articles that are read now, and ten times as many read before, tell whose they are
_OWN = 0.4  # of its articles name a unit that is the portal's own
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


def drift(connection: sqlite3.Connection, portal: str, crawl: int) -> Drift | None:
    """Return which body a portal's articles speak for since this crawl, where it is another one than before.

    Args:
        connection: the archive, with all that the crawl brought.
        portal: the portal's id.
        crawl: the crawl.
    """
    read = _articles_read(connection, crawl)
    if len(read) < _FEWEST:
        return None
    earlier = _articles_before(connection, portal, set(read))
    if len(earlier) < _FEWEST:
        return None
    then, now = (_counted(connection, articles) for articles in (earlier, read))
    own = _own_unit(connection, portal, then, len(earlier))
    if own is None:
        return None
    lost = too_seldom(now[own], len(read), [(then[own] / len(earlier), len(earlier))])
    if lost is None:
        return None
    others = [unit for unit in now if now[unit] >= _ANOTHERS * len(read) and then[unit] <= _HARDLY * len(earlier)]
    if not others:
        return None
    other = max(others, key=lambda unit: (now[unit], _is_lowest(connection, unit), unit))
    return Drift(_name(connection, own), _name(connection, other), lost.value, lost.expected, now[other] / len(read))


def _articles_read(connection: sqlite3.Connection, crawl: int) -> list[int]:
    rows = connection.execute(
        "SELECT DISTINCT article FROM captures WHERE crawl = ? AND outcome = 'stored' AND article IS NOT NULL "
        "ORDER BY article LIMIT ?",
        (crawl, _SAMPLE),
    )
    return [article for (article,) in rows]


def _articles_before(connection: sqlite3.Connection, portal: str, read: set[int]) -> list[int]:
    """Return the articles of a portal that were published last, without those that are read now."""
    rows = connection.execute(
        "SELECT id FROM articles WHERE portal = ? ORDER BY published DESC LIMIT ?", (portal, _SAMPLE + len(read))
    )
    return [article for (article,) in rows if article not in read][:_SAMPLE]


def _counted(connection: sqlite3.Connection, articles: list[int]) -> Counter[str]:
    """Return how many of the articles name each unit."""
    found: Counter[str] = Counter()
    for article in articles:
        rows = connection.execute(_UNITS_NAMED, {"article": article}).fetchall()
        found.update({_key(unit) for (unit,) in rows if unit})
    return found


def _key(unit: str) -> str:
    return fold(unit).strip()


def _own_unit(connection: sqlite3.Connection, portal: str, then: Counter[str], of: int) -> str | None:
    """Return the unit that a portal speaks for: the one it is declared for, else the one that its articles name."""
    declared = connection.execute("SELECT unit_id, unit FROM portals WHERE id = ?", (portal,)).fetchone()
    for unit in declared:
        if unit and then[_key(unit)] >= _OWN * of:
            return _key(unit)
    most = max(then, key=lambda unit: (then[unit], _is_lowest(connection, unit), unit), default=None)
    return most if most is not None and then[most] >= _OWN * of else None


def _is_lowest(connection: sqlite3.Connection, unit: str) -> bool:
    """Tell whether a unit is none that others lie in: its province and its country are named beside it."""
    row = connection.execute("SELECT level FROM units WHERE id = ?", (unit,)).fetchone()
    return row is None or row[0] != "province"


def _name(connection: sqlite3.Connection, unit: str) -> str:
    row = connection.execute("SELECT name FROM units WHERE id = ?", (unit,)).fetchone()
    return str(row[0]) if row else unit
