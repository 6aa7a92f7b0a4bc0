"""Who did what."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

A = "đồng chí Lê Thị Sen, Bí thư Đảng ủy"
B = "đồng chí Vũ Văn Tâm, Chủ tịch UBND xã"


def roles(text: str, field: str = "text") -> list[list[str]]:
    return [official.roles for official in find_officials([Field(field, text)], Context())[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Tham dự hội nghị có {A}; {B}.", [["attended"], ["attended"]]),
        (f"Dự và chỉ đạo hội nghị có {A}.", [["attended", "directed"]]),
        (f"Đ{A[1:]}, {B} và các ban ngành tham dự, chỉ đạo.", [["attended", "directed"]] * 2),
        (f"Đ{A[1:]} chủ trì hội nghị.", [["chaired"]]),
        (f"Đ{A[1:]}; {B} đồng chủ trì hội nghị.", [["co_chaired"], ["co_chaired"]]),
        (f"Đ{A[1:]}; {B} chủ trì hội nghị.", [["co_chaired"], ["co_chaired"]]),
        (f"Phát biểu khai mạc, {A} nhấn mạnh ý nghĩa.", [["opened", "spoke"]]),
        (f"Kết luận hội nghị, {A} yêu cầu các thôn kiểm tra, giám sát.", [["concluded", "spoke"]]),
        (f"Đoàn công tác do {A} làm Trưởng đoàn đã kiểm tra các chốt.", [["led_delegation", "inspected"]]),
        (f"Cùng đi có {B}.", [["accompanied"]]),
        (f"Đ{A[1:]} thăm, chúc Tết các gia đình.", [["visited"]]),
        (f"Đ{A[1:]} trao quyết định cho {B}.", [["presented"], []]),
        (f"Đ{A[1:]} đề nghị các đơn vị kiểm tra và báo cáo kết quả.", [["spoke"]]),
        (f"Tại buổi tiếp xúc cử tri, {A} trả lời các ý kiến.", [["answered"]]),
        (f"Đại hội bầu {A[:19]} giữ chức Chủ tịch Hội Nông dân xã.", [["elected"]]),
        (f"Hội nghị diễn ra dưới sự chủ trì của {A}.", [["chaired"]]),
        (f"Về dự có:\n- Đ{A[1:]};\n- Đ{B[1:]};", [["attended"], ["attended"]]),
        (f"Tham dự có {A}; cùng đi có {B}.", [["attended"], ["accompanied"]]),
        (f"Báo cáo với đoàn, {A} nêu rõ tình hình.", [["reported"]]),
        (f"Đ{A[1:]} đánh giá cao tinh thần; yêu cầu kiểm tra, giám sát thường xuyên.", [["spoke"]]),
        (f"Đ{A[1:]} thông qua báo cáo công tác kiểm tra, giám sát.", [["reported"]]),
        (f"Đ{A[1:]} tặng hoa chúc mừng đại hội.", [["presented"]]),
        (f"Đ{A[1:]} trao đổi với các hộ dân.", [[]]),
        (f"Chủ trì là {A}; điều hành là {B}.", [["chaired"], ["moderated"]]),
        (f"Đón đoàn ở cầu cảng là {A}.", [["received_delegation"]]),
        (f"Đ{A[1:]}, đại diện 312 hộ dân phát biểu.", [["spoke"]]),
        (f"Đoàn do {A} làm Trưởng đoàn đến xã. Trưởng đoàn yêu cầu báo cáo.", [["led_delegation", "spoke"]]),
        (f"{A} “Tổ chức thăm, kiểm tra” chủ trì.", [["chaired"]]),
    ],
)
def test_roles(text: str, expected: list[list[str]]) -> None:
    assert roles(text) == expected


def test_a_caption_without_a_verb_pictures() -> None:
    caption = f"Đ{A[1:]} (thứ hai từ trái sang)"
    officials = find_officials([Field("captions[0]", caption)], Context())[0]
    assert officials[0].roles == ["pictured"]
    assert officials[0].in_caption_only
