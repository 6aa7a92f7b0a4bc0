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
        (f"Đ{A[1:]} khai mạc hội nghị, trao", [["opened", "presented"]]),  # a text that ends with its verb
        (f"Đ{A[1:]} trao đổi với các hộ dân.", [[]]),
        (f"Chủ trì là {A}; điều hành là {B}.", [["chaired"], ["moderated"]]),
        (f"Đón đoàn ở cầu cảng là {A}.", [["received_delegation"]]),
        (f"Đ{A[1:]}, đại diện 312 hộ dân phát biểu.", [["spoke"]]),
        (f"Đoàn do {A} làm Trưởng đoàn đến xã. Trưởng đoàn yêu cầu báo cáo.", [["led_delegation", "spoke"]]),
        (f"{A} “Tổ chức thăm, kiểm tra” chủ trì.", [["chaired"]]),
        # nouns and their holders
        (f"Sau phần giải trình của {A}, {B} kết luận.", [["answered"], ["concluded"]]),
        (f"Hội nghị đã nghe báo cáo kinh nghiệm của {A} về dân vận.", [["reported"]]),
        (
            "Kỳ họp diễn ra dưới sự chủ tọa của các ông: Lê Văn Sơn, Bí thư Huyện ủy và Vũ Văn Tâm, Chủ tịch HĐND.",
            [["co_chaired"]] * 2,
        ),
        (f"Trong diễn văn khai mạc, {A} điểm lại chặng đường đã qua.", [["opened", "spoke"]]),
        # what is attended is nobody's doing
        (f"Dự khai mạc có {A}.", [["attended"]]),
        (f"Dự lễ trao quyết định có {A}.", [["attended"]]),
        (f"Cùng dự buổi trao thưởng có {A}.", [["attended"]]),
        # lists behind any verb
        (f"Chủ trì hội nghị: {A}; {B}.", [["co_chaired"]] * 2),
        (f"Cùng tham gia giải đáp có {A}, {B}.", [["answered"]] * 2),
        (f"Đón đoàn ở cầu cảng là {A}; {B}.", [["received_delegation"]] * 2),
        (f"- Phát biểu chỉ đạo: {A}; {B}.", [["directed", "spoke"]] * 2),
        (f"Đến dự, phát biểu chỉ đạo có {A}; {B}.", [["attended", "directed", "spoke"], ["attended"]]),
        (f"Đi thăm điểm này có {A}, {B} (đi cùng).", [["visited"], ["accompanied"]]),
        (f"Đại diện các tập thể nhận thưởng có {A} và {B}.", [["received"]] * 2),
        # objects
        (f"Huy hiệu 60 năm tuổi Đảng được trao tặng {A}.", [["received"]]),
        (f"Cảm ơn {A} đã tới dự cùng nhà trường.", [["attended"]]),
        (f"Kết luận hội nghị, {A} giao Công an xã kiểm tra các chốt.", [["concluded"]]),
        (f"Đ{A[1:]} báo cáo kết quả trả lời kiến nghị của cử tri.", [["reported"]]),
        (f"Theo {A} báo cáo, xã đã đạt chuẩn.", [["reported"]]),
        (f"Qua kiểm tra các chốt, {A} nhắc nhở lực lượng trực.", [["inspected", "spoke"]]),
        (f"Đ{A[1:]} buộc chỉ cổ tay cho từng em; {B} tặng hoa.", [[], ["presented"]]),
        (f"Đ{A[1:]} phát biểu; cùng {B} trao cờ.", [["spoke", "presented"], ["presented"]]),
        (f"Đ{A[1:]} nhiệm kỳ 2022 - 2025 trình bày báo cáo.", [["reported"]]),
        (f"Trả lời về dự án lấn biển, {A} khẳng định tiến độ.", [["answered", "spoke"]]),
        (f"Tham gia Đoàn giám sát có {A}; {B}.", [["accompanied"]] * 2),
        (f"Làm việc với đoàn có {A}.", [["received_delegation"]]),
        (f"Đ{A[1:]} vinh dự được nhận Huy hiệu 30 năm tuổi Đảng.", [["received"]]),
        (f"Hội nghị có sự tham dự của {A} và {B}.", [["attended"]] * 2),
        (f"Buổi lễ vinh dự đón {A} về dự.", [["attended"]]),
        (f"Đ{A[1:]} đã trao giải; phát biểu bế mạc, {B} ghi nhận kết quả.", [["presented"], ["concluded", "spoke"]]),
        (f"Đ{A[1:]} đọc lời khai mạc.", [["opened"]]),
        (f"Giao {A}, phụ trách Đảng ủy xã Hòa Lạc.", [["appointed"]]),
        ("Ông Lê Văn Sơn giữ chức Phó Giám đốc Sở Nội vụ.", [["appointed"]]),
        ("Ông Lê Văn Sơn giữ chức Chủ tịch HĐND xã.", [["elected"]]),
        (f"Đ{A[1:]} tặng quà lưu niệm cho đoàn.", [["presented"]]),
        (f"Làm việc với đoàn, {A} báo cáo tình hình, kiến nghị bổ sung vật tư.", [["reported"]]),
        (f"Đ{A[1:]} thăm, tặng quà gia đình liệt sĩ.", [["visited", "presented"]]),
        (f"Đ{A[1:]} nghỉ hưu từ ngày 01/12/2025.", [["dismissed"]]),
        ("Ông Lê Văn Sơn, nguyên Bí thư Đảng ủy đã nghỉ hưu kể lại.", [[]]),
        (f"Quyết định nghỉ hưu đối với {A}.", [["dismissed"]]),
        (f"Đ{A[1:]} thay mặt các đồng chí được trao Huy hiệu phát biểu.", [["spoke"]]),
        (f"Tham dự có {A}.\n\nĐ{B[1:]} là người ký kết.", [["attended"], []]),
        (f"Đoàn Chủ tịch điều hành Đại hội gồm các đồng chí: {A[9:]}; {B[9:]}.", [["moderated"]] * 2),
        (f"Phó Trưởng Ban Dân vận được bổ nhiệm là bà {A[9:]}.", [["appointed"]]),
        # people spoken of
        (f"Đoàn do {A} làm Trưởng đoàn. Đoàn đã đến thăm 2 gia đình.", [["led_delegation", "visited"]]),
        (f"Đ{A[1:]} dự. Phát biểu tại buổi lễ, đồng chí Bí thư Đảng ủy động viên học viên.", [["attended", "spoke"]]),
        ("Ông Lê Văn Sơn, Bí thư Đảng ủy dự. Nhận nhiệm vụ, ông hứa giữ vững đoàn kết.", [["attended", "spoke"]]),
        ("Bà Lê Thị Hội, Bí thư Đảng ủy dự. “Chúng tôi sẽ làm”, bà Hội nói.", [["attended", "spoke"]]),
        (
            "Ông Lê Văn Sơn, Bí thư Đảng ủy dự. Bà Hồ Thị Lan, Chủ tịch UBND xã chủ trì. Ông đề nghị giữ rừng.",
            [["attended"], ["chaired"]],
        ),
        (
            "Ông Lê Văn Sơn, Bí thư Đảng ủy chủ trì. Ông yêu cầu bà Hồ Thị Lan, Chủ tịch UBND xã nhận việc.",
            [["chaired", "spoke"], []],
        ),
    ],
)
def test_roles(text: str, expected: list[list[str]]) -> None:
    assert roles(text) == expected


def test_a_caption_without_a_verb_pictures() -> None:
    caption = f"Đ{A[1:]} (thứ hai từ trái sang)"
    officials = find_officials([Field("captions[0]", caption)], Context())[0]
    assert officials[0].roles == ["pictured"]
    assert officials[0].in_caption_only


def test_a_headline_gives_its_role_to_the_numbered_lines_under_it() -> None:
    text = (
        "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN\n\n"
        "1. Bà Mai Thị Chi, Phó Chánh Văn phòng HĐND và UBND phường\n2. Ông Tôn Văn Quân, Phó Trưởng phòng Kinh tế\n\n"
        "Chủ tịch UBND phường Lê Văn Sơn ký quyết định."
    )
    assert roles(text) == [["received"], ["received"], []]


def test_whoever_a_reporter_asks_answers() -> None:
    text = (
        "Phóng viên phỏng vấn bà Hồ Thị Lan, Giám đốc Sở Y tế.\n\nPV: Thưa bà, bao giờ đủ bác sĩ?\n\n"
        "Bà Hồ Thị Lan: Ông Khuyên nói đúng, còn thiếu nhiều."
    )
    assert roles(text) == [["answered"]]


def test_a_sentence_of_its_own_goes_on_with_no_list() -> None:
    text = f"Tới dự có:\n- Đ{A[1:]};\n- Đ{B[1:]}.\nTại buổi lễ, đồng chí Hồ Văn Lan, Bí thư Đoàn xã bấm nút."
    assert roles(text) == [["attended"], ["attended"], []]
