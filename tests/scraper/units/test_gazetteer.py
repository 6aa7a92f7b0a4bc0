"""The data: every unit's time, what is above it, what it became; the story of thị xã Kỳ Anh; codes given again."""

import unicodedata

import pytest

from scraper.units import Unit, gazetteer, name_key, resolve, shipped_version, territory

UNITS = list(gazetteer())
REFORM, EVE = "2025-07-01", "2025-06-30"


def valid(level: str, day: str) -> list[Unit]:
    return [unit for unit in UNITS if unit.level == level and unit.is_valid(day)]


def the(name: str, day: str) -> Unit:
    unit = resolve(name, day, [resolve("tỉnh Hà Tĩnh", day)])
    assert unit is not None, name
    return unit


def test_the_states_are_whole() -> None:
    assert len(valid("province", EVE)) == 63
    assert len(valid("province", REFORM)) == 34
    assert len(valid("commune", REFORM)) == 3_321
    assert len(valid("district", EVE)) == 696
    assert not valid("district", REFORM)
    # Communes whose day of ending is not known count as valid until the day before the reform.
    surely = [unit for unit in valid("commune", EVE) if "not in that of 2025-06-30" not in unit.basis]
    assert len(surely) == 10_035


def test_the_version_is_told_without_the_data() -> None:
    assert shipped_version() == gazetteer().version


def test_every_unit_has_a_time_a_name_and_a_parent_of_its_time() -> None:
    known = gazetteer()
    for unit in UNITS:
        assert (unit.valid_from or "") <= (unit.valid_to or "9"), unit
        assert unit.name == unicodedata.normalize("NFC", unit.name).strip()
        assert "  " not in unit.name
        assert (unit.parent is None) == (unit.level == "province"), unit
        above = known.above(unit)
        assert [other.level for other in above] == {
            "province": [], "district": ["province"],
        }.get(unit.level, ["province"] if (unit.valid_from or "") >= REFORM else ["district", "province"])  # fmt: skip
        for parent in above:
            assert parent.is_valid(unit.valid_to or "2099-01-01"), (unit, parent)


def test_ids_and_names_are_unique_at_any_time() -> None:
    assert len({unit.id for unit in UNITS}) == len(UNITS)
    for day in ("2023-12-31", EVE, REFORM):
        now = [(unit.kind, name_key(unit.name), unit.parent) for unit in UNITS if unit.is_valid(day)]
        assert len(now) == len(set(now))


def test_successors_begin_when_predecessors_end_or_took_over_while_they_stood() -> None:
    known = gazetteer()
    for unit in UNITS:
        for successor in known.successors(unit):
            assert unit in known.predecessors(successor)
            assert unit.valid_to is None or successor.valid_to is None or successor.valid_to >= unit.valid_to
            if unit.valid_to == EVE and (successor.valid_from or "") > EVE:
                assert successor.valid_from == REFORM
    ended = [unit for unit in UNITS if unit.valid_to == EVE and "law 72/2025" in unit.basis]
    assert all(unit.successors for unit in ended)


def test_every_commune_of_the_reform_is_made_of_something() -> None:
    known = gazetteer()
    assert all(known.predecessors(unit) for unit in UNITS if unit.valid_from == REFORM)


def test_what_became_of_the_town_of_ky_anh() -> None:
    known = gazetteer()
    town = the("thị xã Kỳ Anh", "2024-05-05")
    assert (town.valid_from, town.valid_to) == ("2015-04-10", EVE)
    parts = {unit.full_name: unit for unit in UNITS if unit.parent == town.id and unit.is_valid(EVE)
             and "not in that of 2025-06-30" not in unit.basis}  # fmt: skip
    assert set(parts) == {
        "phường Hưng Trí", "phường Kỳ Trinh", "phường Kỳ Thịnh", "phường Kỳ Long", "phường Kỳ Liên", "phường Kỳ Phương",
        "phường Kỳ Ninh", "phường Kỳ Nam", "xã Kỳ Hoa", "xã Kỳ Hà", "xã Kỳ Lợi",
    }  # fmt: skip
    became = {name: [unit.full_name for unit in known.successors(part)] for name, part in parts.items()}
    assert became["phường Hưng Trí"] == became["phường Kỳ Trinh"] == ["phường Sông Trí"]
    assert became["phường Kỳ Ninh"] == ["phường Hải Ninh"]
    assert {name for names in became.values() for name in names} >= {
        "phường Sông Trí", "phường Hải Ninh", "phường Hoành Sơn", "phường Vũng Áng",
    }  # fmt: skip
    assert {unit.full_name for unit in known.successors(town)} >= {"phường Sông Trí", "phường Vũng Áng"}
    # Two communes became wards between the states; the day is not known, and the basis says so.
    before = the("xã Kỳ Ninh", "2023-12-01")
    assert [unit.full_name for unit in known.successors(before)] == ["phường Kỳ Ninh"]
    assert "not in that of 2025-06-30" in before.basis


def test_a_code_is_no_key() -> None:
    bearers = [unit for unit in UNITS if unit.code == "18754" and unit.level == "commune"]
    assert [unit.full_name for unit in sorted(bearers, key=lambda unit: unit.valid_to or "9")] == [
        "thị trấn Kỳ Anh", "phường Sông Trí", "phường Hưng Trí", "phường Sông Trí",
    ]  # fmt: skip
    # What was Yên Bái's code is Lào Cai's since the reform, and a unit of quite another name may bear a commune's.
    assert {unit.name for unit in UNITS if unit.code == "15" and unit.level == "province"} == {"Yên Bái", "Lào Cai"}


def test_provinces_that_were_not_merged_go_on() -> None:
    both = {unit.name for unit in valid("province", EVE)} & {
        unit.name for unit in valid("province", REFORM) if unit.valid_from != REFORM
    }
    assert both == {
        "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh",
        "Cao Bằng",
    }  # fmt: skip


@pytest.mark.parametrize(("before", "after", "day"), [
    ("tỉnh Thừa Thiên Huế", "thành phố Huế", "2025-01-01"),
    ("quận Thủ Đức", "thành phố Thủ Đức", "2021-01-01"),
    ("thị xã Từ Sơn", "thành phố Từ Sơn", "2021-11-01"),
    ("huyện Việt Yên", "thị xã Việt Yên", "2024-02-01"),
])  # fmt: skip
def test_known_changes_are_dated(before: str, after: str, day: str) -> None:
    old, new = resolve(before, day), resolve(after, day)
    assert old is not None
    assert new is not None
    assert new.valid_from == day
    assert old.valid_to is not None
    assert old.valid_to < day
    assert new in gazetteer().successors(old)


def test_land_is_shared_over_time() -> None:
    town, ward = the("thị xã Kỳ Anh", "2024-05-05"), the("phường Sông Trí", "2026-01-01")
    assert ward.id in territory(town.id)
    assert town.id in territory(ward.id)
    assert the("xã Kỳ Xuân", "2026-01-01").id not in territory(town.id)
    assert territory("nothing of the kind") == frozenset()
