"""The page of all that can be read: the ready-made queries, the views, the tables and how many rows each has.

Datasette's own asks each table up to six times who may see it, copies the whole metadata for every answer, and goes
through columns and keys that the page does not show: 0.4 s, of which nothing can be read meanwhile. Its JSON, and the
page with a query of one's own or with the hidden tables, stay Datasette's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import Response
from datasette.utils import escape_sqlite

from archive.site.access import is_archive, who_may_see
from archive.site.metadata import DATABASE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from datasette.app import Datasette

# Datasette's view takes the name and the format from the address; there is none, and nothing matches ``(?!)``.
ROUTE = rf"^/(?P<database>{DATABASE})(?P<format>(?!))?$"
_DATASETTES = ("sql", "_show_hidden")


async def database_page(request: Any, datasette: Datasette) -> Response:
    """Answer ``/archive``; with ``sql`` or ``_show_hidden``, or where there is no archive, as Datasette does.

    Raises:
        Forbidden: whoever asks may not see the database.
    """
    if any(name in request.args for name in _DATASETTES) or not await is_archive(datasette):
        from datasette.views.database import DatabaseView  # loads the plugins, so that those cannot load it

        return await DatabaseView(datasette).dispatch_request(request)
    await datasette.ensure_permissions(request.actor, [("view-database", DATABASE), "view-instance"])
    as_json = datasette.absolute_url(request, datasette.urls.path(f"/{DATABASE}.json"))
    page = await datasette.render_template(
        [f"database-{DATABASE}.html", "database.html"],
        {**await _shown(request.actor, datasette), "alternate_url_json": as_json},
        request=request,
        view_name="database",
    )
    return Response.html(page, headers={"Link": f'<{as_json}>; rel="alternate"; type="application/json+datasette"'})


async def _shown(actor: Any, datasette: Datasette) -> dict[str, Any]:
    """Return what the template shows."""
    database = datasette.get_database(DATABASE)
    hidden = set(await database.hidden_table_names())
    tables = await who_may_see(actor, datasette, "view-table", await database.table_names())
    views = await who_may_see(actor, datasette, "view-table", await database.view_names())
    queries = await datasette.get_canned_queries(DATABASE, actor)
    open_queries = await who_may_see(actor, datasette, "view-query", queries)
    listed = sorted(name for name in tables if name not in hidden)
    counts = await database.execute_fn(partial(_row_counts, listed))
    metadata = dict((datasette.metadata("databases") or {}).get(DATABASE, {}))
    datasette.update_with_inherited_metadata(metadata)
    return {
        "database": DATABASE,
        "metadata": metadata,
        "queries": [queries[name] for name in open_queries],
        "views": [{"name": name} for name in views],
        "tables": [{"name": name, "count": counts[name], "hidden": False} for name in listed],
        "hidden_count": len(tables) - len(listed),
        "allow_execute_sql": await datasette.permission_allowed(actor, "execute-sql", DATABASE, default=True),
        "allow_download": datasette.setting("allow_download") and not database.is_mutable,
        "size": database.size,
    }


def _row_counts(tables: Iterable[str], connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has: in one thread, while Datasette takes one a table; large ones are counted."""
    counted: dict[str, int] = dict(connection.execute("SELECT name, rows FROM row_counts"))
    others = {name: f"SELECT count(*) FROM {escape_sqlite(name)}" for name in tables if name not in counted}  # nosec B608 # noqa: S608  ours
    return counted | {name: connection.execute(sql).fetchone()[0] for name, sql in others.items()}
