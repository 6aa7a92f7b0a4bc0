"""How units get their times: from two states of the country, known changes, and the reform of 2025."""

from __future__ import annotations

import pytest

from scraper.units.build.__main__ import basis_of, lines_of
from scraper.units.build.changes import Change, Named, day_after, day_before, read_changes
from scraper.units.build.sources import Becomes, Listed, State
from scraper.units.build.timeline import Row, Timeline
from scraper.units.gazetteer import Gazetteer

P, D, C = "province", "district", "commune"
BEFORE = State("2023", [
    Listed(P, "tỉnh", "An", "01", None),
    Listed(D, "huyện", "Bình", "001", "01"), Listed(D, "huyện", "Cao", "002", "01"),
    Listed(C, "xã", "Một", "00001", "001"), Listed(C, "xã", "Hai", "00002", "001"),
    Listed(C, "xã", "Ba", "00003", "002"),
])  # fmt: skip
EVE = State("2025-06", [
    Listed(P, "tỉnh", "An", "01", None),
    Listed(D, "thị xã", "Bình", "001", "01"), Listed(D, "huyện", "Cao", "002", "01"),
    Listed(C, "phường", "Một", "00001", "001"), Listed(C, "xã", "Hai", "00002", "001"),
    Listed(C, "xã", "Ba Mới", "00003", "002"),
])  # fmt: skip
AFTER = State("2025-07", [
    Listed(P, "tỉnh", "An", "01", None), Listed(C, "xã", "Tất Cả", "00002", "01"),
])  # fmt: skip
BECOMES = [Becomes(code, "00002") for code in ("00001", "00002", "00003")]
TOWN = Change("2024-03-01", "1/NQ", (Named("tỉnh", "An", None),), (Named("huyện", "Bình", None),),
              (Named("thị xã", "Bình", None),))  # fmt: skip


def made(*changes: Change) -> dict[str, Row]:
    timeline = Timeline()
    timeline.build((BEFORE, EVE, AFTER), {"01": ["01"]}, BECOMES, list(changes))
    return {row.id: row for row in timeline.rows}


def test_without_a_known_day_the_bounds_are_the_widest_that_the_states_allow() -> None:
    rows = made()
    old, new = rows["001-2023"], rows["001-2025-06"]
    assert (old.kind, old.valid_from, old.valid_to) == ("huyện", None, "2025-06-30")
    assert (new.kind, new.valid_from, new.valid_to) == ("thị xã", "2023-04-10", "2025-06-30")
    assert "not in that of 2025-06-30" in basis_of(old)
    assert "not in the state of 2023" in basis_of(new)
    assert old.successors[0] is new


def test_a_known_change_dates_a_unit_and_what_lies_in_it() -> None:
    rows = made(TOWN)
    assert rows["001-2023"].valid_to == "2024-02-29"
    assert rows["001-2025-06"].valid_from == "2024-03-01"
    # Both communes lie in the town since then, whether they became wards or not.
    for code in ("00001", "00002"):
        old, new = rows[f"{code}-2023"], rows[f"{code}-2025-06"]
        assert (old.valid_to, new.valid_from) == ("2024-02-29", "2024-03-01")
        assert (old.parent, new.parent) == (rows["001-2023"], rows["001-2025-06"])
    assert "resolution 1/NQ" in basis_of(rows["00001-2025-06"])
    assert rows["00003-2023"].valid_to == "2025-06-30"  # in the other district: its day is not known


def test_the_reform_ends_districts_and_communes_and_leaves_a_province_that_was_not_merged() -> None:
    rows = made(TOWN)
    assert (rows["01-2023"].valid_from, rows["01-2023"].valid_to) == (None, None)
    assert "01-2025-07" not in rows
    new = rows["00002-2025-07"]
    assert (new.valid_from, new.valid_to, new.parent) == ("2025-07-01", None, rows["01-2023"])
    for identifier in ("00001-2025-06", "00003-2025-06", "001-2025-06", "002-2023"):
        assert rows[identifier].valid_to == "2025-06-30"
        assert new in rows[identifier].successors


def test_a_unit_that_no_state_holds_comes_from_a_change() -> None:
    merged = Change("2020-01-01", None, (Named("tỉnh", "An", None),),
                    (Named("huyện", "Xưa", "009"), Named("huyện", "Cao", None)),
                    (Named("huyện", "Cao", None),))  # fmt: skip
    rows = made(merged)
    old = rows["009-2019-12-31"]
    assert (old.valid_from, old.valid_to, old.successors) == (None, "2019-12-31", [rows["002-2023"]])
    assert rows["002-2023"].valid_from is None  # it stood before and after


def test_a_change_into_a_unit_that_nobody_knows_is_an_error() -> None:
    wrong = Change("2020-01-01", None, (Named("tỉnh", "An", None),), (Named("huyện", "Cao", None),),
                   (Named("thị xã", "Không", None),))  # fmt: skip
    with pytest.raises(ValueError, match="no source holds thị xã Không"):
        made(wrong)


def test_what_is_written_is_read_back() -> None:
    rows = list(made(TOWN).values())
    bases = sorted({basis_of(row) for row in rows})
    text = "\n".join(["# head", "# Version: v1", *(f"# Basis: {basis}" for basis in bases), *lines_of(rows, bases), ""])
    known = Gazetteer(text)
    assert known.version == "v1"
    assert {unit.id: (unit.name, unit.valid_from, unit.valid_to, unit.basis) for unit in known} == {
        row.id: (row.name, row.valid_from, row.valid_to, basis_of(row)) for row in rows
    }
    [unit] = known.named("tất  cả", "xã")
    assert {other.id for other in known.predecessors(unit)} >= {"001-2025-06", "00003-2025-06"}
    assert [other.full_name for other in known.spelt("tatca")] == ["xã Tất Cả"]


def test_two_units_of_one_id_are_an_error() -> None:
    row = Row("province", "tỉnh", "An", "01", None, "2023")
    with pytest.raises(ValueError, match="same id: 01-2023"):
        lines_of([row, Row("province", "tỉnh", "Bình", "01", None, "2023")], [basis_of(row)])


def test_the_changes_are_days_of_the_calendar_with_units_on_one_level() -> None:
    changes = read_changes()
    assert [change.day for change in changes] == sorted((change.day for change in changes), reverse=True)
    assert all(day_after(day_before(change.day)) == change.day for change in changes)
    assert len({(change.day, change.above, change.before) for change in changes}) == len(changes)
