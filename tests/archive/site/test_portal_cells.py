"""Cells that list portals, and texts of the same columns that list something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.cells import named_portals
from archive.site.portal_cells import listed


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
