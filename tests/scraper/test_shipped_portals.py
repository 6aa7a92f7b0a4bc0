"""The portals that ship with congtin: each says who publishes it, on what its description rests, and no more."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import scraper.portals
from scraper.address_traits import site_path
from scraper.extract.officials.units.unit import PROVINCE, parse_unit
from scraper.portal import Portal, load_portals, read_portal_file
from scraper.vietnamese import fold

FOLDER = Path(next(iter(scraper.portals.__path__)))
FILES = sorted(FOLDER.glob("*.toml"))
CENTRAL = "trung-uong"  # ministries stand under no province
END_OF_DISTRICTS = "2025-06-30"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_the_portals_of_its_province(path: Path) -> None:
    portals = read_portal_file(path)
    assert portals
    assert [portal.id for portal in portals] == sorted(portal.id for portal in portals)
    for portal in portals:
        assert portal.unit, portal.id
        if path.stem == CENTRAL:
            assert portal.province is None, portal.id
            continue
        assert portal.province, portal.id
        province = parse_unit(portal.province)
        assert province is not None
        assert province.level == PROVINCE
        assert fold(province.name).replace(" ", "-") == path.stem


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_portal_is_at_most_ten_lines(path: Path) -> None:
    for block in re.split(r"\n(?=\[)", path.read_text(encoding="utf-8"))[1:]:
        assert len([line for line in block.splitlines() if line.strip()]) <= 10, block


@pytest.mark.parametrize("portal", load_portals().values(), ids=lambda portal: portal.id)
def test_a_portal_says_on_what_it_rests_and_claims_no_test(portal: Portal) -> None:
    assert portal.basis
    assert re.search(r"not tested live|inferred", portal.basis)
    assert "detected" not in portal.basis, "that word is for portals that were visited"
    unit = parse_unit(portal.unit)
    if unit is not None and unit.noun in {"huyện", "quận", "thị xã"}:
        assert portal.valid_to is not None, "districts and towns were abolished with June 2025"
        assert str(portal.valid_to) <= END_OF_DISTRICTS
    if unit is not None and unit.noun == "thành phố" and unit.level != PROVINCE:
        assert str(portal.valid_to) == END_OF_DISTRICTS, "so were the cities below provinces"


def test_no_two_portals_have_one_home() -> None:
    homes = Counter((portal.host, site_path(portal.url)) for portal in load_portals().values())
    assert [home for home, count in homes.items() if count > 1] == []


def test_successors_are_declared() -> None:
    portals = load_portals()
    for portal in portals.values():
        assert set(portal.successors) <= portals.keys(), portal.id


def test_the_files_are_plain_and_in_nfc() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# "), "a comment says on what the descriptions rest"
        assert all(isinstance(table, dict) for table in tomllib.loads(text).values())
        assert "\t" not in text
