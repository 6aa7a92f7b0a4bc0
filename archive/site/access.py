"""Whether there is an archive here, and who may see a table of it: what pages of our own ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette import default_permissions
from datasette.plugins import pm
from datasette.utils import await_me_maybe
from datasette.utils.asgi import Forbidden

from archive.site.metadata import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    said = await _said_of(request.actor, datasette, "view-table", tables)
    if False in said.values():
        raise Forbidden("view-table")
    if None in said.values():
        await datasette.ensure_permissions(request.actor, [("view-database", DATABASE), "view-instance"])


async def who_may_see(actor: Any, datasette: Datasette, action: str, names: Iterable[str]) -> list[str]:
    """Return those of ``names`` that ``actor``, who may see the database, may see.

    Args:
        actor: whoever asks.
        datasette: the site.
        action: ``view-table`` (of tables and views) or ``view-query``.
        names: of the archive's tables, views or queries, as the database or the metadata spells them.
    """
    said = await _said_of(actor, datasette, action, names)
    return [name for name, may in said.items() if may is not False]


async def _said_of(actor: Any, datasette: Datasette, action: str, names: Iterable[str]) -> dict[str, bool | None]:
    """Return for each name whether ``actor`` may see it, ``None`` where no rule is about it.

    As ``datasette.permission_allowed`` for each, without what is the same for all: how SQLite spells the name, and the
    copies of the whole metadata that Datasette's own rules make of each to find no rule about it. Of names that the
    metadata has a rule about it is asked, so that the two cannot say different things.
    """
    kind = {"view-table": "tables", "view-query": "queries"}[action]
    described = datasette.metadata(kind, database=DATABASE) or {}
    # SQLite takes Captures and captures for one name, and so does Datasette.
    ruled = {name.lower() for name, words in described.items() if isinstance(words, dict) and "allow" in words}
    others = pm.subset_hook_caller("permission_allowed", remove_plugins=[default_permissions])
    found: dict[str, bool | None] = {}
    for name in names:
        asked = {"actor": actor, "action": action, "resource": (DATABASE, name)}
        if name.lower() in ruled:
            may = await datasette.permission_allowed(**asked, default=None)
        else:
            said = [await await_me_maybe(word) for word in others(datasette=datasette, **asked)]
            may = next((word for word in reversed(said) if word is not None), None)
        found[name] = None if may is None else bool(may)
    return found
