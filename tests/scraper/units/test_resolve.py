"""Resolving: the day, the place, the spelling; never a guess, never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.units import Unit, gazetteer, name_key, resolve


def within(*names: str, day: str) -> list[Unit]:
    return [unit for name in names if (unit := resolve(name, day)) is not None]


@pytest.mark.parametrize(("name", "day", "found"), [
    ("phường Sông Trí", "2025-07-02", "18754-2025-07"),
    ("phường Sông Trí", "2025-06-30", "18754-2019-12-31"),  # the last of the name; the new one had not begun
    ("phường Sông Trí", "2018-03-01", "18754-2019-12-31"),
    ("phường Sông Trí", "2014-03-01", None),
    ("phường Hưng Trí", "2019-12-31", None),
    ("phường Hưng Trí", "2020-01-01", "18754-2023"),
    ("thị xã Kỳ Anh", "2026-03-03", "449-2023"),
    ("xã Kỳ Anh", "2025-07-01", "18775-2025-07"),
    ("xã Kỳ Anh", "2025-06-30", None),
    ("thành phố Huế", "2024-12-31", "474-2023"),
    ("thành phố Huế", "2025-01-01", "46-2025-06"),
    ("tỉnh Bình Dương", "2026-01-01", "74-2023"),
    ("tỉnh Phú Thọ", "2025-06-30", "25-2023"),
    ("tỉnh Phú Thọ", "2025-07-01", "25-2025-07"),
])  # fmt: skip
def test_the_day_decides(name: str, day: str, found: str | None) -> None:
    unit = resolve(name, day)
    assert (unit.id if unit else None) == found


@pytest.mark.parametrize(("name", "found"), [
    ("phường Hưng Trí", "18754-2023"), ("phường Sông Trí", None), ("tỉnh Phú Thọ", None), ("tỉnh Hà Tĩnh", "42-2023"),
])  # fmt: skip
def test_without_a_day_only_what_was_one_unit_at_all_times(name: str, found: str | None) -> None:
    unit = resolve(name, None)
    assert (unit.id if unit else None) == found


def test_a_unit_of_the_past_is_told_by_the_text() -> None:
    near = within("tỉnh Hà Tĩnh", day="2025-08-01")
    new = resolve("xã Kỳ Hoa", "2025-08-01", near)
    old = resolve("xã Kỳ Hoa", "2025-08-01", near, former=True)
    assert new is not None
    assert old is not None
    assert new.valid_from == "2025-07-01"
    assert old.valid_to == "2025-06-30"
    assert new in gazetteer().successors(old)


def test_namesakes_are_told_apart_by_what_the_text_is_about() -> None:
    day = "2024-01-01"
    assert resolve("xã Tân Lập", day) is None
    found = resolve("xã Tân Lập", day, within("huyện Sông Lô", day=day))
    assert found is not None
    assert [unit.full_name for unit in gazetteer().above(found)] == ["huyện Sông Lô", "tỉnh Vĩnh Phúc"]
    # Seen from a neighbour district of the same province, and from one that has none of the name anywhere near.
    assert resolve("xã Tân Lập", day, within("huyện Lập Thạch", day=day)) == found
    assert resolve("xã Tân Lập", day, within("tỉnh Hà Tĩnh", day=day)) is None


def test_a_commune_elsewhere_is_not_taken_for_one_that_the_data_lack() -> None:
    day = "2018-01-01"
    assert resolve("phường Hàng Bạc", day) is not None
    assert resolve("phường Hàng Bạc", day, within("tỉnh Hà Tĩnh", day=day)) is None
    assert resolve("huyện Củ Chi", day, within("tỉnh Hà Tĩnh", day=day)) is not None


def test_places_count_over_time() -> None:
    near = within("phường Sông Trí", day="2025-09-01")
    old = resolve("phường Kỳ Thịnh", "2025-09-01", near)
    assert old is not None
    assert old.valid_to == "2025-06-30"
    # Two districts of one name in two provinces.
    assert resolve("huyện Châu Thành", "2024-01-01") is None
    found = resolve("huyện Châu Thành", "2025-09-01", within("tỉnh Tây Ninh", "xã Tân Biên", day="2025-09-01"))
    assert found is None  # Long An, which had one too, is in Tây Ninh now
    assert resolve("huyện Châu Thành", "2024-09-01", within("tỉnh Bến Tre", day="2024-09-01")) is not None


@pytest.mark.parametrize(("spelt", "normal", "near"), [
    ("P. 3", "phường 3", "thành phố Đà Lạt"),
    ("Phường 03", "phường 3", "thành phố Đà Lạt"),
    ("TP. Qui Nhơn", "thành phố Quy Nhơn", "tỉnh Bình Định"),
    ("TX. Kì Anh", "thị xã Kỳ Anh", "tỉnh Hà Tĩnh"),
    ("tỉnh Đăk Lăk", "tỉnh Đắk Lắk", "tỉnh Gia Lai"),
    ("tỉnh Đắc Lắc", "tỉnh Đắk Lắk", "tỉnh Gia Lai"),
    ("huyện Ea Hleo", "huyện Ea H'leo", "tỉnh Đắk Lắk"),
    ("huyện EaH’leo", "huyện Ea H'leo", "tỉnh Đắk Lắk"),
    ("Thành Phố Phan Rang-Tháp Chàm", "thành phố Phan Rang - Tháp Chàm", "tỉnh Ninh Thuận"),
    ("tỉnh Thừa Thiên - Huế", "tỉnh Thừa Thiên Huế", "tỉnh Hà Tĩnh"),
    ("huyện Hoà An", "huyện Hòa An", "tỉnh Cao Bằng"),
    ("TT. Đồng Văn", "thị trấn Đồng Văn", "tỉnh Hà Giang"),
])  # fmt: skip
def test_spellings(spelt: str, normal: str, near: str) -> None:
    day = "2024-06-01"
    found = resolve(spelt, day, within(near, day=day))
    assert found is not None
    assert found.full_name == normal
    assert found == resolve(normal, day, within(near, day=day))


def test_marks_that_tell_names_apart_stay() -> None:
    assert name_key("Tân Hòa") != name_key("Tân Hóa")
    assert name_key("Bắc") != name_key("Bạc")
    assert name_key("Thụy") != name_key("Thủy")
    assert name_key("Hải Châu I") == name_key("Hải Châu 1") != name_key("Hải Châu II")


@given(st.text(max_size=200), st.sampled_from([None, "", "2024-01-01", "2025-07-01", "no day"]), st.booleans())
def test_any_text_is_answered(text: str, day: str | None, former: bool) -> None:
    found = resolve(text, day, gazetteer().named("Hà Tĩnh"), former=former)
    assert found is None or gazetteer().unit(found.id) == found


@given(st.sampled_from(list(gazetteer())))
def test_every_unit_is_found_by_its_full_name_at_its_place(unit: Unit) -> None:
    known = gazetteer()
    day = unit.valid_to or "2026-01-01"
    found = resolve(unit.full_name, day, known.above(unit)[:1])
    # Where the day of a change is not known, both of a pair are possible; else it is this one.
    assert found == unit or "not in" in unit.basis or "not in" in (found.basis if found else "not in")


@given(st.sampled_from(list(gazetteer())), st.sampled_from(["2012-01-01", "2020-06-15", "2024-06-15", "2026-01-01"]))
def test_nothing_is_found_before_it_begins(unit: Unit, day: str) -> None:
    found = resolve(unit.full_name, day, [unit])
    assert found is None or (found.valid_from or "") <= day
