"""Names: of many words, after a unit's noun, with their own honorific, foreign ones; made-up people."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials


def names(text: str) -> list[str]:
    return [official.name for official in find_officials([Field("text", text)], Context())[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dự có ông Ông Văn Tài, Phó Chủ tịch UBND huyện.", ["Ông Văn Tài"]),
        ("Dự có bà Công Tằng Tôn Nữ Diệu Hương, Phó Trưởng phòng Nội vụ.", ["Công Tằng Tôn Nữ Diệu Hương"]),
        ("Phó Giám đốc Sở Y tế Tôn Nữ Thanh Hà dự lễ.", ["Tôn Nữ Thanh Hà"]),
        ("Chánh Thanh tra thành phố Sầm Minh Đức trả lời.", ["Sầm Minh Đức"]),
        ("Bí thư Đảng ủy xã Lục Thị Đoàn Viên tặng quà.", ["Lục Thị Đoàn Viên"]),
        ("Tới dự có ngài Khăm-la Xay-nha-vông, Tổng Lãnh sự Lào.", ["Khăm-la Xay-nha-vông"]),
        ("Dự có ông Jan van der Meer, Giám đốc Sở Ngoại vụ.", ["Jan van der Meer"]),
        ("Dự có bà H' Lan Êban (dân tộc Êđê) - Phó Chủ tịch UBND huyện.", ["H' Lan Êban"]),
        ("- Khai mạc: TRẦN VĂN BÌNH - Chủ tịch Công đoàn phường", ["Trần Văn Bình"]),
        ("Dự có ông Nguyễn\u00a0Văn\u00a0Bình, Chủ tịch UBND xã.", ["Nguyễn Văn Bình"]),
        ("Bí thư Đảng ủy xã Phương Hòa Tây, bà Lê Thị Thơ và phó giám đốc sở Trần Quốc Tiến cùng đi.",
         ["Lê Thị Thơ", "Trần Quốc Tiến"]),
        ("Có đồng chí Bí thư Thị ủy Hoàng Văn Nghị, đồng chí Chủ tịch UBND thị xã Bùi Hữu Tài.",
         ["Hoàng Văn Nghị", "Bùi Hữu Tài"]),
    ],
)  # fmt: skip
def test_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_bare_name_is_a_mention_of_the_person_named_before() -> None:
    text = "Ông Trần Văn Bình, Chủ tịch UBND xã dự lễ. Trần Văn Bình sinh ra ở đây."
    (official,) = find_officials([Field("text", text)], Context())[0]
    assert [text[mention.start : mention.end] for mention in official.mentions] == ["Trần Văn Bình"] * 2
