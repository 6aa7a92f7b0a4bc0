"""Whether there is an archive here, and who may see a table of it: what pages of our own ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.metadata import DATABASE

if TYPE_CHECKING:
    from datasette.app import Datasette

_TABLES = {"articles", "people", "portals", "revisions"}


async def is_archive(datasette: Datasette) -> bool:
    """Tell whether a database called ``archive`` with the archive's tables is open."""
    if DATABASE not in datasette.databases:
        return False
    return set(await datasette.get_database(DATABASE).table_names()) >= _TABLES


async def ensure_may_see(request: Any, datasette: Datasette, *tables: str) -> None:
    """Let whoever asks pass if he or she may see all of ``tables``.

    Raises:
        Forbidden: one of them is shut.
    """
    for table in tables:
        await datasette.ensure_permissions(
            request.actor, [("view-table", (DATABASE, table)), ("view-database", DATABASE), "view-instance"]
        )
