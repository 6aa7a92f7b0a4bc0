"""Cells that list portals, and texts of the same columns that list something else."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, cast

import pytest
from datasette.database import Database
from hypothesis import given
from hypothesis import strategies as st

from archive.site.cells import named_portals
from archive.site.portal_cells import PortalNames, listed, looked_up_once, portal_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.vn (declared)", [("a.vn", ["declared"])]),
        ("a (unit, 2025-07-01); b (redirect)", [("a", ["unit", "2025-07-01"]), ("b", ["redirect"])]),
        ("Phường Sông Trí (18754-2025-07)", None),
        ("a (declared); Phường Sông Trí (18754-2025-07)", None),
        ("a (declared", None),
        ("a", None),
        ("", None),
    ],
)  # fmt: skip
def test_lists(text: str, found: list[tuple[str, list[str]]] | None) -> None:
    assert listed(text, "succession") == found


@given(st.lists(st.tuples(st.from_regex("[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True), st.booleans()), min_size=1))
def test_what_the_view_writes_is_read(portals: list[tuple[str, bool]]) -> None:
    text = "; ".join(f"{portal} (unit{', 2025-07-01' if has_day else ''})" for portal, has_day in portals)
    assert [portal for portal, _ in listed(text, "succession") or []] == [portal for portal, _ in portals]
    assert named_portals(text, "predecessors", None) == [portal for portal, _ in portals]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    listed(text, "succession")
    named_portals(text, "successors", "portal_lineage")


def test_units_are_no_portals() -> None:
    assert named_portals("Phường Sông Trí (18754-2025-07)", "successors", "unit_history") == []
    assert named_portals("18754-2025-07", "successor", "unit_successors") == []
    assert named_portals("a.vn", "successor", "portal_successors") == ["a.vn"]


class Counting:
    """A database that counts how often it is asked."""

    def __init__(self, portals: int) -> None:
        self.times = 0
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE TABLE portals (id TEXT PRIMARY KEY, name TEXT)")
        rows = [(f"p{number}.vn", f"Cổng {number}") for number in range(portals)]
        self._connection.executemany("INSERT INTO portals VALUES (?, ?)", rows)

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], Any]) -> Any:
        self.times += 1
        return fn(self._connection)


@pytest.mark.parametrize(("portals", "times"), [(3, 1), (1_000, 1), (1_001, 3)])
def test_a_name_is_looked_up_once(portals: int, times: int) -> None:
    """Where there are many portals, each of its own; those that are not there are asked for once as well."""

    async def names() -> dict[str, str | None]:
        database, found = Counting(portals), PortalNames()
        for asked in (["p0.vn"], ["p0.vn", "p2.vn"], ["nope.vn"], ["p2.vn"], ["nope.vn"]):
            named = await found.of(asked, cast(Database, database))
        assert database.times == times
        return dict(named)

    found = asyncio.run(names())
    assert (found["p0.vn"], found["p2.vn"]) == ("Cổng 0", "Cổng 2")
    assert "nope.vn" not in found


def test_names_are_remembered_for_one_request() -> None:
    seen = []

    async def app(*_: Any) -> None:
        seen.append((portal_names(), portal_names()))

    async def two_requests() -> None:
        for _ in range(2):
            await looked_up_once(app)({}, None, None)

    asyncio.run(two_requests())
    (first, again), (second, _) = seen
    assert first is again is not second
    assert portal_names() is not portal_names()
