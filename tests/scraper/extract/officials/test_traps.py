"""Who looks like an official and is none; who hardly looks like one and is."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials


def names(text: str, field: str = "text") -> list[str]:
    return [official.name for official in find_officials([Field(field, text)], Context())[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí thăm hộ bà Nguyễn Thị Búp ở thôn 3 và gia đình ông Lê Văn Tý.",
        "Trường Tiểu học Vũ Công Tể và Trường THCS Nguyễn Văn Chính dự hội thi.",
        "UBND phường Phạm Sư Mạnh tổ chức hội nghị. Chủ tịch UBND phường Phạm Sư Mạnh phát biểu tại hội nghị.",
        "Theo lời kêu gọi của Chủ tịch Hồ Chí Minh, xã trồng 1.500 cây.",
        "Đại đức Thích Quảng Minh, Trưởng ban Trị sự GHPGVN huyện Lạc Hồng chúc Tết.",
        "Hội nghị diễn ra tại số 56 đường Lê Duẩn.\nẢnh: Trần Đức Thụy",
        "Kẻ gian tự xưng là Đại tá Trần Quốc Long, Cục trưởng Cục Cảnh sát để chiếm đoạt tiền.",
        "Ông Đỗ Hùng Cường, Giám đốc Công ty TNHH Phú Tân cam kết tăng ca.",
        "Bạn đọc Nguyễn Văn Hùng hỏi về thủ tục đất đai.",
        "ĐẠI HỘI ĐẠI BIỂU PHỤ NỮ XÃ IA SƠN KHÓA XII\nBí thư Đảng ủy dự.",
        "LÃNH ĐẠO HUYỆN LÊ LỢI CHÚC TẾT CÁC ĐƠN VỊ",
        "Anh hùng Nguyễn Viết Xuân, bà mẹ Việt Nam anh hùng Phạm Thị Ngư được tưởng nhớ.",
        "Bí thư Huyện ủy Thạch An phát biểu; Chủ tịch UBND huyện Vũ Thư dự.",
    ],
)
def test_not_an_official(text: str) -> None:
    assert names(text) == []


def test_a_writers_line_with_a_post_is_no_official() -> None:
    text = "Ông Lê Văn Tâm, Chủ tịch UBND xã dự lễ.\nNguyễn Hương - Phó Trưởng phòng Văn hóa"
    assert names(text) == ["Lê Văn Tâm"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dự có đồng chí Đồng Văn Khải – Bí thư Huyện ủy.", "Đồng Văn Khải"),
        ("Dự có đồng chí Trường Xuân Hợp - Chủ tịch UBND huyện.", "Trường Xuân Hợp"),
        ("Dự có đồng chí Đoàn Minh Quý- Phó Bí thư Thị ủy.", "Đoàn Minh Quý"),
        ("Dự có bà Ban Thị Hoan – Bí thư Đảng ủy.", "Ban Thị Hoan"),
        ("Dự có các đồng chí: Ayun H’Linh-Tỉnh ủy viên; lãnh đạo các sở.", "Ayun H’Linh"),
        ("Dự có ông K' Brợi-Ủy viên Ban Thường vụ Tỉnh ủy.", "K' Brợi"),
        ("Dự có đồng chí Mùa A Páo, Chủ tịch Ủy ban MTTQ tỉnh.", "Mùa A Páo"),
        ("Dự có Ông A Vô Tô Lâm - Chủ tịch UBND huyện.", "A Vô Tô Lâm"),
        ("Đoàn do đồng chí Lếch-lay Sỉ-vi-thon, Bí thư, Tỉnh trưởng làm Trưởng đoàn.", "Lếch-lay Sỉ-vi-thon"),
        ("Đón tiếp có đồng chí My Na Phon Xay Sổm Thi-Phó Bí thư Tỉnh ủy.", "My Na Phon Xay Sổm Thi"),
        ("Đồng chí Nguyễn Tuấn Anh, Bí thư Đảng ủy dự.", "Nguyễn Tuấn Anh"),
        ("Đồng chí LÊ ĐỨC TRỌNG, Chủ tịch UBND xã dự.", "Lê Đức Trọng"),
    ],
)
def test_a_name_of_another_kind(text: str, name: str) -> None:
    assert names(text) == [name]
