"""The unit that a portal speaks for, on both sides of the reform."""

import pytest

from scraper.units.publisher import publisher_units, unit_of_publisher


@pytest.mark.parametrize(("unit", "province", "day", "found"), [
    ("thị xã Kỳ Anh", "tỉnh Hà Tĩnh", "2024-01-01", "449-2023"),
    ("thị xã Kỳ Anh", "tỉnh Hà Tĩnh", "2026-01-01", "449-2023"),
    ("phường Sông Trí", "tỉnh Hà Tĩnh", "2026-01-01", "18754-2025-07"),
    ("phường Quy Nhơn Nam", "tỉnh Gia Lai", "2024-01-01", None),  # there was none, and its province is another thing
    ("Sở Y tế tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh", "2024-01-01", "42-2023"),
    ("tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh", "2024-01-01", "42-2023"),
    ("Bộ Y tế", None, "2024-01-01", None),
    (None, "tỉnh Hà Tĩnh", "2024-01-01", None),
])  # fmt: skip
def test_the_unit_of_a_portal(unit: str | None, province: str | None, day: str, found: str | None) -> None:
    known = unit_of_publisher(unit, province, day)
    assert (known.id if known else None) == found


def test_the_nearest_unit_comes_first() -> None:
    names = [unit.full_name for unit in publisher_units("thị xã Kỳ Anh", "tỉnh Hà Tĩnh", "2024-01-01")]
    assert names == ["thị xã Kỳ Anh", "tỉnh Hà Tĩnh"]
    assert [unit.full_name for unit in publisher_units("tỉnh Hà Tĩnh", "tỉnh Hà Tĩnh", None)] == ["tỉnh Hà Tĩnh"]
