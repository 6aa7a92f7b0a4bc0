"""Whether what triggers have counted is what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.migrations.counted_articles import LARGE
from archive.migrations.counted_names import LARGE_TOO
from archive.verify.finding import Finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# Table of counts -> what counting anew gives.
RECOUNTED = {
    "article_counts": "SELECT portal, published_year, kind, section, count(*) FROM articles GROUP BY 1, 2, 3, 4",
    "article_kinds": "SELECT published_year, kind, section, count(*) FROM articles GROUP BY 1, 2, 3",
    "article_months": "SELECT portal, coalesce(substr(published, 1, 7), ''), gone_at IS NOT NULL, count(*) "
    "FROM articles GROUP BY 1, 2, 3",
    "capture_counts": "SELECT portal, outcome, status, count(*) FROM captures GROUP BY 1, 2, 3",
    "mention_counts": "SELECT a.portal, m.in_caption_only, count(*) "
    "FROM mentions m JOIN articles a ON a.id = m.article GROUP BY 1, 2",
    "person_changes": "SELECT DISTINCT c.mention, m.person "
    "FROM announced_changes c JOIN mentions m ON m.id = c.mention",
    "person_figures": "SELECT person, count(DISTINCT article) FROM mentions GROUP BY 1",
    "person_portals": "SELECT m.person, a.portal, count(DISTINCT m.article) "
    "FROM mentions m JOIN articles a ON a.id = m.article GROUP BY 1, 2",
    "person_roles": "SELECT m.person, r.role, count(*) FROM roles r JOIN mentions m ON m.id = r.mention GROUP BY 1, 2",
    "post_spellings": "SELECT post_id, canonical, organization_full, text, organization, unit, count(*) FROM titles "
    "GROUP BY 1, 2, 3, 4, 5, 6",
    "row_counts": " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in (*LARGE, *LARGE_TOO)),  # nosec B608 # noqa: S608
}


def check_counts(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield the tables of counts that are not what counting gives; an older archive has none of them."""
    existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table, sql in RECOUNTED.items():
        if table not in existing:
            continue
        counted, right = f"SELECT * FROM main.{table}", f"SELECT * FROM ({sql})"  # nosec B608 # noqa: S608  names are ours
        wrong, missing, there, all_of_them = connection.execute(
            f"SELECT (SELECT count(*) FROM ({counted} EXCEPT {right})), "  # nosec B608 # noqa: S608
            f"(SELECT count(*) FROM ({right} EXCEPT {counted})), "
            f"(SELECT count(*) FROM ({counted})), (SELECT count(*) FROM ({right}))"
        ).fetchone()
        if wrong or missing or there != all_of_them:
            words = f"{table}: {max(wrong, missing, 1)} of {there} rows are not what counting gives"
            yield Finding("database", words, "archive.db", table=table)
