"""What the page of one portal shows: what the archive has of it, how its crawls went, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.health.overview import portals_health
from archive.lineage.fate import fate_of
from archive.site.home import newest
from archive.site.latest_post import LATEST_POST
from archive.site.lineage import read_line
from archive.site.record import all_months

if TYPE_CHECKING:
    import sqlite3

    Rows = list[sqlite3.Row]

_MOST_CRAWLS = 20
_MOST_REASONS = 12
_MOST_SECTIONS = 40
_MOST_NAMED = 20
_MOST_GAPS = 12
_LEAST_GAP = 2  # months without an article that are told as a gap

# Reasons that differ in the words they quote and the days they name are one reason: “Chiều 1/3” has no date ...
# The ready-made query ``problems_by_reason`` of datasette_metadata.json counts them in the same way.
_WITHOUT_DAY = (
    "CASE WHEN substr({0}, instr({0}, ' (') + 2, 11) GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9])' "
    "THEN substr({0}, 1, instr({0}, ' (') - 1) || substr({0}, instr({0}, ' (') + 13) ELSE {0} END"
)
_WITHOUT_COUNT = (
    "CASE WHEN {0} LIKE '“…” is % days before the publication stamp.' "
    "THEN '“…” is … days before the publication stamp.' "
    "WHEN {0} LIKE '“…” names another weekday than the calendar has for ____-__-__.' "
    "THEN '“…” names another weekday than the calendar has for ….' ELSE {0} END"
)
REASONS_ALIKE = (
    f"SELECT *, {_WITHOUT_COUNT.format('undated')} AS alike "  # nosec B608 # noqa: S608  ours
    f"FROM (SELECT *, {_WITHOUT_DAY.format('once')} AS undated "
    f"FROM (SELECT *, {_WITHOUT_DAY.format('said')} AS once "
    "FROM (SELECT *, CASE WHEN reason LIKE '“%”%' "
    "THEN '“…”' || substr(reason, instr(reason, '”') + 1) ELSE reason END AS said FROM problems)))"
)


def read_portal(connection: sqlite3.Connection, portal: str) -> dict[str, Any] | None:
    """Return everything the page of ``portal`` shows, ``None`` if there is no such portal.

    Args:
        connection: the archive; its rows are :class:`sqlite3.Row`.
        portal: id in ``portals``.
    """
    row = connection.execute("SELECT * FROM portals WHERE id = ?", (portal,)).fetchone()
    if row is None:
        return None
    crawls = "SELECT * FROM crawls WHERE portal = ? ORDER BY id DESC LIMIT ?"
    reasons = (
        f"SELECT field, alike AS reason, count(*) AS pages FROM ({REASONS_ALIKE}) WHERE portal = ? "  # nosec B608 # noqa: S608  ours
        "GROUP BY field, alike ORDER BY pages DESC, field, alike LIMIT ?"
    )
    months = _months(connection, portal)
    return {
        "row": row,
        "unit": connection.execute("SELECT id, name FROM units WHERE id = ?", (row["unit_id"],)).fetchone(),
        "health": connection.execute("SELECT * FROM portal_health WHERE portal = ?", (portal,)).fetchone(),
        "state": portals_health(connection, [portal])[0],
        "fate": fate_of(connection, portal),
        "line": read_line(connection, portal),
        "months": all_months(months),
        "gaps": gaps(months),
        "sections": _sections(connection, portal),
        "named": _named(connection, portal),
        "mentions": _mentions(connection, portal),
        "crawls": connection.execute(crawls, (portal, _MOST_CRAWLS)).fetchall(),
        "reasons": connection.execute(reasons, (portal, _MOST_REASONS)).fetchall(),
        "newest": newest(connection, portal),
    }


def _months(connection: sqlite3.Connection, portal: str) -> dict[str, int]:
    """Return the articles of each month (``2021-03``), those without a date of publication left out."""
    sql = "SELECT month, sum(articles) FROM article_months WHERE portal = ? AND month <> '' GROUP BY month"
    return dict(connection.execute(sql, (portal,)).fetchall())


def gaps(months: dict[str, int]) -> list[tuple[str, str, int]]:
    """Return months in a row without an article between the first and the last: ``(first, last, how many)``.

    The longest first, at most a dozen; a single month is none. Where no date was read, or pages were lost, the archive
    cannot tell whether the portal was silent.
    """
    found: list[tuple[str, str, int]] = []
    empty: list[str] = []
    spanned = [month for month, _ in all_months(months) if min(months) <= month <= max(months)] if months else []
    for month in spanned:
        if not months.get(month):
            empty.append(month)
            continue
        if len(empty) >= _LEAST_GAP:
            found.append((empty[0], empty[-1], len(empty)))
        empty = []
    return sorted(found, key=lambda gap: (-gap[2], gap[0]))[:_MOST_GAPS]


def _sections(connection: sqlite3.Connection, portal: str) -> Rows:
    """Return the sections with their articles and the days of the first and the last one, most articles first."""
    sql = (
        "SELECT section, count(*) AS articles, min(published) AS first, max(published) AS last FROM articles "
        "WHERE portal = ? GROUP BY section ORDER BY articles DESC, section LIMIT ?"
    )
    return connection.execute(sql, (portal, _MOST_SECTIONS)).fetchall()


def _mentions(connection: sqlite3.Connection, portal: str) -> int:
    sql = "SELECT coalesce(sum(mentions), 0) FROM mention_counts WHERE portal = ?"
    return int(connection.execute(sql, (portal,)).fetchone()[0])


def _named(connection: sqlite3.Connection, portal: str) -> Rows:
    """Return who is named in most of its articles, with the post named last."""
    sql = (
        f"SELECT p.id, p.name, n.articles, {LATEST_POST} AS post FROM "  # nosec B608 # noqa: S608
        "(SELECT person, articles FROM person_portals WHERE portal = ? ORDER BY articles DESC, person LIMIT ?) n "
        "JOIN people p ON p.id = n.person ORDER BY n.articles DESC, p.name"
    )
    return connection.execute(sql, (portal, _MOST_NAMED)).fetchall()
