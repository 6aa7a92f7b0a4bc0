"""Tables of articles that are searched, where very many are found.

Datasette looks for the articles that the full-text index names, each in the table. Where it names a few that is the
shortest way. Where it names a good part of all, walking along an index in the order that is wanted, and asking of each
article there whether it was found, is five times as fast.
"""

from __future__ import annotations

# More than this are very many: looking these up takes some ten milliseconds.
_MANY = 4_000
_INDEX = "from articles_fts where articles_fts match escape_fts(:search)"
_FOUND = f"rowid in (select rowid {_INDEX})"  # nosec B608
ARE_MANY = f"select count(*) > {_MANY} from (select 1 {_INDEX} limit {_MANY + 1})"  # nosec B608 # noqa: S608  Datasette's own


def is_searched(sql: str) -> bool:
    """Tell whether a statement asks for articles that a search finds."""
    return _FOUND in sql


def of_many(sql: str) -> str:
    """Return a statement for the same articles that is asked sooner where very many are found."""
    if sql.strip() == f"select count(*) from articles where {_FOUND}":  # nosec B608 # noqa: S608  compared with
        return f"select count(*) {_INDEX}"  # nosec B608
    return sql.replace(_FOUND, f"+id in (select rowid {_INDEX})")  # nosec B608
