from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scraper.extract.posts import complete_posts, normalise, organisation_key, post_key
from scraper.items import Official, Title

CASES = [
    tuple(None if cell == "-" else cell for cell in line.split(" | "))
    for line in (Path(__file__).with_name("cases.txt")).read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} · {case[2]}")
def test_a_title_in_normal_form(case: tuple[Any, ...]) -> None:
    text, kind, organisation, unit, canonical, level, full = case
    assert normalise(text, kind, organisation, unit) == (canonical, full, level)


def test_the_cases_are_many_and_each_stands_once() -> None:
    assert len(CASES) >= 150
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} · {case[2]}")
def test_the_normal_form_of_a_normal_form_is_itself(case: tuple[Any, ...]) -> None:
    _, kind, _, unit, canonical, level, full = case
    assert normalise(canonical, kind, full, unit) == (canonical, full, level)


SAME_BODY = [
    ("UBND phường Sông Trí", "Ủy ban nhân dân phường Sông Trí", "Uỷ ban Nhân dân Phường Sông Trí", "UBND P. Sông Trí"),
    ("UBMTTQ tỉnh Hà Tĩnh", "Ủy ban MTTQ Việt Nam tỉnh Hà Tĩnh", "MTTQ tỉnh Hà Tĩnh", "UBMTTQVN tỉnh Hà Tĩnh",
     "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Tĩnh", "Mặt trận Tổ quốc tỉnh Hà Tĩnh"),
    ("Thị ủy Kỳ Anh", "Thị uỷ thị xã Kỳ Anh", "Ban Thường vụ Thị ủy Kỳ Anh", "BTV Thị ủy Kỳ Anh",
     "Đảng bộ thị xã Kỳ Anh", "Ban Chấp hành Đảng bộ thị xã Kỳ Anh", "THỊ ỦY KỲ ANH"),
    ("Ban CHQS xã Kỳ Hoa", "BCH Quân sự xã Kỳ Hoa", "Ban Chỉ huy Quân sự xã Kỳ Hoa", "BCH QS xã Kỳ Hoa"),
    ("Phòng Tài chính - Kế hoạch thị xã Kỳ Anh", "Phòng Tài chính – Kế hoạch thị xã Kỳ Anh",
     "Phòng Tài chính và Kế hoạch thị xã Kỳ Anh", "Phòng TC-KH TX Kỳ Anh", "Phòng TCKH thị xã Kỳ Anh"),
    ("Sở Lao động - Thương binh và Xã hội tỉnh Nghệ An", "Sở LĐTB&XH tỉnh Nghệ An", "Sở LĐ-TBXH tỉnh Nghệ An"),
    ("Tỉnh đoàn Nghệ An", "Đoàn TNCS Hồ Chí Minh tỉnh Nghệ An", "Đoàn Thanh niên tỉnh Nghệ An"),
    ("Hội LHPN xã Kỳ Hoa", "Hội Phụ nữ xã Kỳ Hoa", "Hội liên hiệp phụ nữ xã Kỳ Hoa"),
    ("UBND TP Hồ Chí Minh", "UBND TPHCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "UBND TP.HCM"),
    ("BĐBP tỉnh Hà Tĩnh", "Bộ Chỉ huy BĐBP tỉnh Hà Tĩnh", "Bộ đội Biên phòng tỉnh Hà Tĩnh"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", SAME_BODY, ids=lambda spellings: spellings[0])
def test_all_spellings_of_a_body_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({organisation_key(name) for name in spellings}) == 1


def test_bodies_that_are_two_have_two_keys() -> None:
    names = ["UBND xã Kỳ Hoa", "HĐND xã Kỳ Hoa", "Đảng ủy xã Kỳ Hoa", "UBND phường Kỳ Hoa", "UBND xã Kỳ Hòa",
             "Thị ủy Kỳ Anh", "Huyện ủy Kỳ Anh", "Ban Tổ chức Thị ủy Kỳ Anh", "Văn phòng Thị ủy Kỳ Anh",
             "Hội Nông dân xã Kỳ Hoa", "Ban CHQS xã Kỳ Hoa", "Bộ CHQS tỉnh Hà Tĩnh", "Công an tỉnh Hà Tĩnh",
             "Sở Văn hóa và Thể thao tỉnh Hà Tĩnh", "Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Tĩnh", "Thành ủy Huế",
             "Tỉnh ủy Thừa Thiên Huế", "Đồn Biên phòng Đèo Ngang"]  # fmt: skip
    assert len({organisation_key(name) for name in names}) == len(names)
    assert organisation_key(None) == ""


def test_the_day_says_what_hue_was() -> None:
    def read(day: str | None) -> tuple[Title, Title]:
        member = Title("TUV", "rank", "Thành ủy Huế", "thành phố Huế")
        chair = Title("Chủ tịch UBND thành phố", "position", "UBND thành phố Huế", "thành phố Huế")
        complete_posts([Official("A", titles=[member, chair])], day=day)
        return member, chair

    member, chair = read("2024-12-31")
    assert (member.canonical, member.organization_full) == ("Tỉnh ủy viên", "Tỉnh ủy Thừa Thiên Huế")
    assert (member.level, chair.level) == ("province", "district")
    for day in ("2025-01-01", None):
        member, chair = read(day)
        assert (member.canonical, member.organization_full) == ("Thành ủy viên", "Thành ủy Huế")
        assert (member.level, chair.level) == ("province", "province")


def test_a_tuv_without_a_body_is_told_by_the_other_titles_else_by_the_province() -> None:
    def read(*others: str, province: str | None = None) -> str | None:
        titles = [Title("TUV", "rank"), *[Title("Trưởng ban", "position", other) for other in others]]
        complete_posts([Official("A", titles=titles)], day="2026-01-05", province=province)
        return titles[0].canonical

    assert read("Ban Tổ chức Thành ủy Đà Nẵng") == "Thành ủy viên"
    assert read("Ban Tổ chức Tỉnh ủy Hà Tĩnh", province="thành phố Đà Nẵng") == "Tỉnh ủy viên"
    assert read("Ban Tổ chức Thành ủy Vinh", province="tỉnh Nghệ An") == "Tỉnh ủy viên"
    assert read(province="thành phố Hải Phòng") == "Thành ủy viên"
    assert read() == "Tỉnh ủy viên"


def test_a_tuv_whose_unit_is_left_out_is_told_by_the_unit_of_another_title() -> None:
    member = Title("TUV", "rank", "Tỉnh ủy")
    chair = Title("Phó Chủ tịch", "position", "UBMTTQ Việt Nam TP Hồ Chí Minh", "thành phố Hồ Chí Minh")
    complete_posts([Official("A", titles=[member, chair])], day="2026-01-05")
    assert (member.canonical, member.organization_full) == ("Thành ủy viên", "Thành ủy Thành phố Hồ Chí Minh")


def test_a_body_of_an_occasion_stands_with_whoever_heads_it() -> None:
    def read(organisation: str) -> str | None:
        titles = [
            Title("nguyên Phó Giám đốc Sở", "former", "Sở Y tế tỉnh Hà Tĩnh"),
            Title("Bí thư Huyện ủy", "position", "Huyện ủy Lộc Hà"),
            Title("Trưởng ban", "position", organisation),
        ]
        complete_posts([Official("A", titles=titles)])
        return titles[2].level

    assert read("Ban lễ tang") == "district"
    assert read("Ban Tổ chức hội thi") == "district"
    assert read("Ban Tổ chức hội thi tỉnh Hà Tĩnh") == "province"
    assert read("Tiểu ban An ninh") == "district"
    assert read("Công ty Than") is None


def test_two_wordings_of_a_membership_are_one_post() -> None:
    long = normalise("Uỷ viên BCH Đảng bộ tỉnh", "rank", "Đảng bộ tỉnh Hà Tĩnh")
    short = normalise("TUV", "rank", "Tỉnh ủy Hà Tĩnh")
    assert long.canonical != short.canonical
    assert post_key(long.canonical, long.organisation) == post_key(short.canonical, short.organisation)
    other = normalise("UVBTV", "rank", "Tỉnh ủy Hà Tĩnh")
    assert post_key(other.canonical, other.organisation) != post_key(short.canonical, short.organisation)


def test_a_post_without_a_body_keeps_no_body_of_its_words() -> None:
    assert normalise("Trưởng Ban Dân vận Huyện ủy").canonical == "Trưởng ban"
    assert normalise("Chủ tịch Hội Nông dân").canonical == "Chủ tịch"
