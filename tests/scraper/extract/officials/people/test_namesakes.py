"""Two people of one name in one article, and one person with many posts."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

A = "Đồng chí Lê Thị Sen, Chủ tịch Hội LHPN huyện chủ trì hội nghị. "
HEAD = "Cô giáo Lê Thị Sen, Hiệu trưởng Trường Mầm non Hoa Mai kể chuyện mở lớp. "


def found(text: str, **captions: str) -> list[tuple[list[str], set[str], int]]:
    """Return titles, roles and number of mentions of each official, in order."""
    fields = [Field("text", text), *(Field("captions[0]", caption) for caption in captions.values())]
    officials, _ = find_officials(fields, Context())
    return [([title.text for title in one.titles], set(one.roles), len(one.mentions)) for one in officials]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Chủ tịch Hội LHPN huyện", "Hiệu trưởng Trường Mầm non Hoa Mai"),
        ("Trưởng Công an xã Tân Thành", "Chủ tịch Hội Nông dân xã Cẩm Vân"),
        ("Trưởng Công an xã Tân Thành", "Trưởng Công an xã Cẩm Vân"),
        ("Giám đốc Sở Giao thông vận tải", "Chủ tịch Hội Cựu chiến binh thị xã Hải Lĩnh"),
        ("Hiệu trưởng Trường THCS Cẩm Lộc", "Trưởng phòng Nông nghiệp huyện"),
        ("Chủ tịch UBND xã Cẩm Lộc", "Viện trưởng Viện kiểm sát nhân dân huyện"),
        ("Chỉ huy trưởng Ban CHQS xã", "Trạm trưởng Trạm Y tế xã"),
        ("Chủ tịch UBND xã Cẩm Lộc", "Chủ tịch UBND xã Tân Thành"),
    ],
)
def test_posts_that_nobody_holds_at_once_are_of_two(first: str, second: str) -> None:
    text = f"Dự có đồng chí Lê Văn Sơn, {first}. Ông Lê Văn Sơn, {second} phát biểu."
    assert [titles for titles, _, _ in found(text)] == [[first], [second]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bí thư Huyện ủy", "Chủ tịch HĐND huyện"),
        ("Chủ tịch UBND xã", "Trưởng Ban chỉ đạo xây dựng nông thôn mới xã"),
        ("Phó Chủ tịch UBND xã", "Trưởng phòng Kinh tế xã"),
        ("Chủ tịch Ủy ban MTTQ huyện", "Chủ tịch Hội Nông dân huyện"),
        ("Trưởng Công an xã", "Trưởng Công an xã Tân Thành"),
        ("Trưởng Công an huyện", "Phó Chủ tịch Hội đồng nghĩa vụ quân sự huyện"),
        ("Hiệu trưởng Trường THCS Cẩm Lộc", "Bí thư Chi bộ"),
        ("Giám đốc Sở Y tế", "đại biểu HĐND tỉnh"),
        ("Hiệu trưởng Trường THCS Cẩm Lộc", "nguyên Trưởng phòng Giáo dục huyện"),
        ("Trưởng Công an xã Cẩm Lộc", "Trưởng Công an xã Cẩm Lộc"),
    ],
)
def test_posts_that_go_together_are_of_one(first: str, second: str) -> None:
    text = f"Dự có đồng chí Lê Văn Sơn, {first}. Ông Lê Văn Sơn, {second} phát biểu."
    assert len(found(text)) == 1


def test_a_post_that_is_given_in_the_text_is_of_the_same_person() -> None:
    text = (
        "Bà Lê Thị Sen, Hiệu trưởng Trường Mầm non Hoa Mai dự. "
        "Đại hội bầu bà Lê Thị Sen giữ chức Chủ tịch Hội LHPN huyện."
    )
    assert len(found(text)) == 1


def test_a_man_and_a_woman_of_one_name_are_two() -> None:
    text = "Ông Nguyễn Thanh, Trưởng phòng Nội vụ huyện dự. Bà Nguyễn Thanh, Trưởng phòng Tài chính huyện phát biểu."
    assert len(found(text)) == 2


def test_a_bare_name_is_the_nearest_before() -> None:
    text = f"{A}{HEAD}Cô Lê Thị Sen tặng hoa đại biểu."
    assert found(text) == [
        (["Chủ tịch Hội LHPN huyện"], {"chaired"}, 1),
        (["Hiệu trưởng Trường Mầm non Hoa Mai"], {"presented"}, 2),
    ]


def test_a_post_named_again_leads_back_to_its_holder() -> None:
    text = f"{A}{HEAD}Kết luận, đồng chí Lê Thị Sen, Chủ tịch Hội LHPN huyện cảm ơn. Bà Lê Thị Sen tặng hoa."
    assert found(text) == [
        (["Chủ tịch Hội LHPN huyện"], {"chaired", "concluded", "spoke", "presented"}, 3),
        (["Hiệu trưởng Trường Mầm non Hoa Mai"], set(), 1),
    ]


def test_a_title_alone_is_its_holder_s() -> None:
    text = f"{A}{HEAD}Chủ tịch Hội LHPN huyện yêu cầu nhân rộng mô hình."
    assert [roles for _, roles, _ in found(text)] == [{"chaired", "spoke"}, set()]


def test_a_given_name_is_the_last_so_named() -> None:
    text = f"{A}{HEAD}Đồng chí Lê Thị Sen, Chủ tịch Hội LHPN huyện đến thăm trường. Bà Sen tặng quà."
    assert [roles for _, roles, _ in found(text)] == [{"chaired", "visited", "presented"}, set()]


def test_three_of_one_name() -> None:
    text = f"{A}{HEAD}Tham gia còn có bà Lê Thị Sen, Phó Trưởng Công an xã Tân Thành."
    assert len(found(text)) == 3
