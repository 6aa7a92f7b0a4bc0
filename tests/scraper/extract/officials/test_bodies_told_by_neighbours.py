"""Bodies that a post elides: told by the person's other posts, and by no unit that cannot have them."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials


def bodies(text: str, url: str = "") -> list[str | None]:
    officials, _ = find_officials([Field("text", text)], Context(url=url))
    return [title.organization for official in officials for title in official.titles]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đoàn do đồng chí Phạm Hồng Quảng, Ủy viên Ban Thường vụ, Trưởng Ban Tuyên giáo Tỉnh ủy làm Trưởng đoàn đã "
            "làm việc với Huyện ủy Tam Ninh.",
            ["Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"],
        ),
        (
            "Đoàn do đồng chí Mai Viết Sự, Ủy viên Ban Thường vụ, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy làm trưởng đoàn "
            "làm việc với Đảng ủy xã Hải Ninh Đoài.",
            ["Huyện ủy", "Ủy ban Kiểm tra Huyện ủy"],
        ),
    ],
)
def test_a_member_is_of_the_committee_that_the_next_post_names(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


def test_no_district_or_commune_has_a_department_of_a_province() -> None:
    text = "Phiên giao dịch tại huyện Đắk Ruồng. Ông A Thoan, Phó Giám đốc Sở Nội vụ cho biết."
    assert bodies(text) == ["Sở Nội vụ"]
    text = "Dự có ông Thế Lữ, Trưởng Ban Quản lý Khu kinh tế; đại diện xã Hải Triều."
    assert bodies(text) == ["Ban Quản lý Khu kinh tế"]


@pytest.mark.parametrize(
    ("unit", "union"),
    [
        ("Xã Gáo Vàng", "Đoàn xã Gáo Vàng"),
        ("Huyện Gáo Vàng", "Huyện đoàn Gáo Vàng"),
        ("Tỉnh Gáo Vàng", "Tỉnh đoàn Gáo Vàng"),
    ],
)
def test_who_is_secretary_of_the_union_alone_is_of_the_units(unit: str, union: str) -> None:
    assert bodies(f"{unit} ra quân. Đồng chí Hồ Trọng Bằng, Bí thư Đoàn, yêu cầu các thôn rà soát.") == [union]


def test_no_province_is_a_number_and_no_district_an_association() -> None:
    assert bodies("Đường tỉnh 4 dài. Dự có ông Thân Trọng Bính, Phó Chủ tịch HĐND tỉnh.") == ["HĐND tỉnh"]
    text = "Bà Trịnh Ngọc Ba, Phó Chủ tịch Hội Liên hiệp Phụ nữ huyện cho biết; huyện Hội vừa soạn một tờ hướng dẫn."
    assert bodies(text) == ["Hội Liên hiệp Phụ nữ huyện"]


def test_who_holds_a_post_in_a_commune_does_not_name_it() -> None:
    text = "Bí thư Đoàn xã Vi Nhật Quang sẽ phủ thêm lớp chống thấm. Phó Chủ tịch UBND xã Lữ Minh Hoàng đến thăm."
    assert bodies(text) == ["Đoàn xã", "UBND xã"]


def test_two_posts_of_a_command_are_in_one() -> None:
    text = "Trung tá Đoàn Xuân Lĩnh, Phó Chỉ huy trưởng, Tham mưu trưởng Ban CHQS huyện Quảng Điền dự."
    assert bodies(text) == [None, "Ban CHQS huyện Quảng Điền", "Ban CHQS huyện Quảng Điền"]


def test_who_organises_a_feast_for_the_committee_heads_no_body_of_the_party() -> None:
    text = "Huyện Đại Bình khai hội. Đồng chí Phan Thế Ruệ, Phó Chủ tịch UBND huyện, Trưởng Ban Tổ chức trao cờ."
    assert bodies(text) == ["UBND huyện Đại Bình", "Ban Tổ chức"]
    text = "Huyện Đại Bình họp. Đồng chí Phan Thế Ruệ, Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức phát biểu."
    assert bodies(text)[1] == "Ban Tổ chức Huyện ủy Đại Bình"


def test_lines_of_the_page_around_are_no_wrapped_paragraph() -> None:
    context = Context(
        furniture="Trang thông tin điện tử Sở Xây dựng tỉnh Vĩnh Khê\nNgười chịu trách nhiệm chính: Phó Chủ nhiệm Hà"
    )
    officials, _ = find_officials([Field("text", "Bà Mạc Thị Hồng Vân, Giám đốc Sở Xây dựng phát biểu.")], context)
    assert [title.organization for title in officials[0].titles] == ["Sở Xây dựng tỉnh Vĩnh Khê"]
