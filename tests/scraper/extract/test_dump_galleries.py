"""Photo reports, galleries, glued captions, and the blocks that sign documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.dump import read_dump
from scraper.extract.dump.galleries import is_gallery_heading, is_glued, is_photo_report, split_captions
from scraper.extract.dump.signatures import sign_block
from scraper.extract.dump.wrapping import dump_lines

PROSE = (
    "Sáng 5/3/2024, Đảng ủy xã Hòa Lạc tổ chức hội nghị sơ kết công tác quý I, triển khai nhiệm vụ quý II của năm nay."
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Chùm ảnh: Ngày hội đua ghe ngo", True),
        ("[Chùm ảnh] Diễn tập chữa cháy rừng", True),
        ("Phóng sự ảnh: Chợ phiên vùng cao", True),
        ("Lễ hội đền Thượng (ảnh)", True),
        ("Ảnh hưởng của bão số 3 tại các xã ven biển", False),
        ("Hình ảnh người lính Cụ Hồ trong lòng dân", False),
        ("Trao giải cuộc thi ảnh đẹp quê hương", False),
    ],
)
def test_photo_reports_are_told_by_their_headline(title, expected):
    assert is_photo_report(title) is expected


@pytest.mark.parametrize(
    "heading", ["Một số hình ảnh tại buổi lễ:", "Sau đây là một số hình ảnh của Đại hội:", "Hình ảnh tại hội nghị:"]
)
def test_below_a_gallery_heading_short_lines_are_captions(heading):
    assert is_gallery_heading(heading)
    below = ["Lễ đón diễn ra trang trọng.", "Đường làng sạch đẹp."]
    reading = read_dump("\n".join([PROSE, "Lễ đón diễn ra trang trọng.", heading, *below]))
    assert [caption.text for caption in reading.captions] == below
    assert reading.paragraphs == [PROSE, "Lễ đón diễn ra trang trọng."]


def test_a_gallery_heading_without_pictures_below_it_is_kept():
    reading = read_dump(f"Hội nghị sơ kết quý I\n05/03/2024\n{PROSE}\nMột số hình ảnh tại hội nghị:\n")
    assert [caption.text for caption in reading.captions] == ["Một số hình ảnh tại hội nghị:"]


@pytest.mark.parametrize(
    ("line", "captions"),
    [
        (
            "Các đại biểu chào cờ.Đồng chí A đọc báo cáo.Em bé tặng hoa",
            ["Các đại biểu chào cờ.", "Đồng chí A đọc báo cáo.", "Em bé tặng hoa"],
        ),
        (
            "Đ/c Ngô Thị Cẩm cùng lãnh đạo cắt băngĐ/c Lữ Hoài trao hoa",
            ["Đ/c Ngô Thị Cẩm cùng lãnh đạo cắt băng", "Đ/c Lữ Hoài trao hoa"],
        ),
        ("Lãnh đạo TP.Hồ Chí Minh và TS.Nguyễn Văn A dự lễ", ["Lãnh đạo TP.Hồ Chí Minh và TS.Nguyễn Văn A dự lễ"]),
        ("Toàn cảnh hội nghị. Ảnh: N.Trinh", ["Toàn cảnh hội nghị. Ảnh: N.Trinh"]),
    ],
)
def test_glued_captions_come_apart(line, captions):
    assert split_captions(line) == captions


def test_a_paragraph_without_spaces_after_its_full_stops_is_not_a_gallery():
    assert not is_glued("Sáng 5/3, xã họp.Đồng chí A khai mạc.Đồng chí B báo cáo kết quả.Ông C phát biểu.")


@given(st.text(alphabet="aăĐđBị. !?/c\u00a0”", max_size=80))
def test_splitting_loses_no_character(text):
    assert "".join("".join(split_captions(text)).split()) == "".join(text.split())


def test_a_signer_of_a_document_is_not_its_author():
    lines = ["Nơi nhận: như trên.", "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "(Đã ký)", "Lương Đắc Hữu"]
    assert sign_block(lines) == 1
    reading = read_dump("\n".join(["Thông báo về kỳ họp thứ nhất", PROSE, *lines]))
    assert reading.author is None
    assert reading.paragraphs[-1] == "TM. BAN THƯỜNG VỤ\nBÍ THƯ\n(Đã ký)\nLương Đắc Hữu"
    assert reading.captions == []


@pytest.mark.parametrize("lines", [["Thay mặt xã, ông A cảm ơn.", "Nắng Vàng"], ["TM. ỦY BAN BẦU CỬ HUYỆN"], []])
def test_no_block_signs_where_nobody_signs_for_a_body(lines):
    assert sign_block(lines) == len(lines)


def test_a_caption_in_wrapped_text_stands_for_itself_where_the_next_word_had_room():
    wrapped = (
        "Sáng 08/3, Hội LHPN xã tổ chức trao phương tiện sinh kế\n"
        "cho 5 hội viên có hoàn cảnh khó khăn ở hai buôn và trao\n"
        "thêm hai suất quà.\n"
        "Chủ tịch Hội LHPN xã trao dê giống cho hội viên\n"
        "Mỗi hộ được nhận hai con dê giống trị giá sáu triệu."
    )
    assert [line.text[:12] for line in dump_lines(wrapped)] == ["Sáng 08/3, H", "Chủ tịch Hội", "Mỗi hộ được "]
