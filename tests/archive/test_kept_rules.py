"""Rules about tables are those of Datasette, and looked for once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm

from archive.serve import RuledDatasette

METADATA: dict[str, Any] = {
    "databases": {"_memory": {"tables": {"shut": {"allow": False}, "OF_ONE": {"allow": {"id": "me"}}, "open": {}}}}
}
TABLES = ["shut", "SHUT", "of_one", "open", "nowhere"]


def _said(datasette: Any, actor: dict[str, str] | None) -> list[bool]:
    async def ask() -> list[bool]:
        asked = [("_memory", table) for table in TABLES]
        return [await datasette.permission_allowed(actor, "view-table", one, default=True) for one in asked * 2]

    return asyncio.run(ask())


@pytest.mark.parametrize("actor", [None, {"id": "me"}, {"id": "other"}])
def test_the_rules_are_those_of_datasette(actor: dict[str, str] | None) -> None:
    expected = _said(Datasette(memory=True, metadata=METADATA), actor)
    assert _said(RuledDatasette(memory=True, metadata=METADATA), actor) == expected
    assert expected[:2] == [False, False]


def test_they_are_looked_for_once_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    plain = Datasette._table_permission_allows

    def noted(self: Any, database: str, table: str) -> Any:
        looked.append(table)
        return plain(self, database, table)

    monkeypatch.setattr(Datasette, "_table_permission_allows", noted)
    assert _said(RuledDatasette(memory=True, metadata=METADATA), None)
    assert looked == TABLES


def test_a_plugin_that_says_metadata_is_asked_each_time() -> None:
    class Changing:
        __name__ = "changing"  # plugins are modules
        allowed = True

        @hookimpl
        def get_metadata(self) -> dict[str, Any]:
            return {"databases": {"_memory": {"tables": {"open": {"allow": self.allowed}}}}}

    plugin = Changing()
    pm.register(plugin, name="changing")
    try:
        datasette = RuledDatasette(memory=True, metadata={})
        assert _said(datasette, None)[3] is True
        plugin.allowed = False
        assert _said(datasette, None)[3] is False
    finally:
        pm.unregister(name="changing")
