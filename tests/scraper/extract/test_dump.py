"""Plain-text dumps: the page the project began with, and what dumps do to pages."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import extract_text
from scraper.extract.dump import read_dump
from scraper.extract.dump.credits import take_credits
from scraper.extract.dump.furniture import breadcrumb
from scraper.extract.dump.galleries import split_captions
from scraper.extract.dump.wrapping import dump_lines

SEED = Path(__file__).parents[2] / "gold" / "seed"
(SEED_FILE,) = SEED.glob("*.txt")
LEAD = "Sáng 05/3/2024, UBND xã An Bình tổ chức hội nghị giao ban tháng, có lãnh đạo các ban và trưởng các thôn dự họp."
FIRST = (
    "Tại hội nghị, các ban đã báo cáo kết quả công tác tháng hai, nêu những việc còn chậm và cách làm trong tháng tới."
)
SECOND = "Các trưởng thôn nêu ý kiến về đường liên thôn, nước sạch và việc thu gom rác thải ở khu dân cư của thôn mình."


def text_of(*lines):
    return "\n".join(lines)


@pytest.fixture(scope="module")
def seed():
    return extract_text(SEED_FILE.read_bytes())


def test_the_page_the_project_began_with(seed):
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    assert seed.kind == "article"
    assert seed.title is None
    assert seed.lead is not None
    assert seed.lead.startswith("Sáng 04/3/2021, Đảng bộ cơ quan Thị ủy")
    assert len(seed.text.split("\n\n")) == 6
    assert [caption.text for caption in seed.captions] == [" ".join(c["text"].split()) for c in gold["captions"]]
    assert all(caption.image is None and caption.text not in seed.text for caption in seed.captions)
    for junk in gold["junk_blocks"]:
        assert junk["text"] not in f"{seed.lead}\n{seed.text}"
    assert (seed.stats.visits, seed.stats.online) == (644092, 104)
    assert (seed.stats.rating_count, seed.stats.rating_average, seed.stats.comments) == (None, None, None)
    (event,) = seed.events
    assert (event.start, event.end, event.part_of_day) == ("2021-03-04", "2021-03-04", "morning")
    assert (seed.published, seed.author, seed.source) == (None, None, None)
    assert "thị xã Kỳ Anh" in [place.unit for place in seed.places]
    assert seed.problems == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\u2028").encode(),
        lambda text: ("\n\n\n" + text + "\n\n").encode(),
    ],
    ids=["bom", "crlf", "nfd", "utf-16", "line separators", "blank ends"],
)
def test_the_same_record_however_the_file_is_written(seed, damage):
    text = SEED_FILE.read_text(encoding="utf-8")
    assert extract_text(damage(text)).to_dict() == seed.to_dict()


def test_windows_1258_is_read():
    # The code page has the vowels with hat and breve in one piece and the five tones apart.
    pieces = []
    for character in text_of(LEAD, FIRST, SECOND):
        whole = unicodedata.normalize("NFD", character)
        tones = [mark for mark in whole if mark in "\u0300\u0301\u0303\u0309\u0323"]
        pieces.append(unicodedata.normalize("NFC", "".join(c for c in whole if c not in tones)) + "".join(tones))
    article = extract_text("".join(pieces).encode("cp1258"))
    assert article.lead == LEAD
    assert article.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("body", [b"", b"   \n", b"%PDF-1.4 ...", bytes(range(32)) * 20])
def test_what_is_no_text_is_a_problem_and_no_error(body):
    article = extract_text(body, "file.txt")
    assert (article.kind, article.text) == ("other", "")
    assert [problem.field for problem in article.problems] == ["page"]


def test_mark_up_is_told():
    reading = read_dump("<html><body><p>Xã họp.</p></body></html>")
    assert "without --text" in reading.problems[0].reason


def test_head_body_and_tail():
    reading = read_dump(
        text_of(
            "Trang chủ > Tin tức > Chính trị", "Xã An Bình họp giao ban tháng 3",
            "Ngày đăng: 06/03/2024 08:15 | Lượt xem: 237", LEAD, "Quang cảnh hội nghị", FIRST, SECOND, "Thu Hà",
            "Tin liên quan", "Xã An Hòa ra quân làm đường giao thông nông thôn", "Online: 12",
        )
    )  # fmt: skip
    assert reading.title == "Xã An Bình họp giao ban tháng 3"
    assert reading.section == "Tin tức"
    assert (reading.published, reading.published_text) == ("2024-03-06T08:15:00+07:00", "Ngày đăng: 06/03/2024 08:15")
    assert (reading.lead, reading.paragraphs) == (LEAD, [FIRST, SECOND])
    assert [caption.text for caption in reading.captions] == ["Quang cảnh hội nghị"]
    assert reading.author == "Thu Hà"
    assert reading.stats is not None
    assert (reading.stats.views, reading.stats.online) == (237, 12)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ([], None),
        (["Đồng chí Chủ tịch UBND xã đi kiểm tra.", "CN - 10/03/2024 19:10"], "Đồng chí Chủ tịch UBND xã đi kiểm tra."),
        (["06/03/2024", "Xã An Bình họp giao ban", "Xã An Bình họp giao ban"], "Xã An Bình họp giao ban"),
        (["06/03/2024 21:15", "Đại biểu dự họp - Ảnh: A.BÌNH", "Xã An Bình họp giao ban"], "Xã An Bình họp giao ban"),
        (["Thường trực HĐND phường chủ trì Hội nghị"], None),
        (["null Xã An Bình họp giao ban"], "Xã An Bình họp giao ban"),
        (["CỔNG THÔNG TIN ĐIỆN TỬ XÃ AN BÌNH", "Tin tức", "Xã An Bình họp giao ban"], "Xã An Bình họp giao ban"),
        (["ỦY BAN NHÂN DÂN", "ĐẶC KHU AN BÌNH", "THÔNG BÁO KẾT LUẬN CUỘC HỌP"], "THÔNG BÁO KẾT LUẬN CUỘC HỌP"),
        (["Đoàn ĐBQH tỉnh tiếp xúc cử tri các xã huyện An Bình", "06/03/2024", "Xem cỡ chữ"],
         "Đoàn ĐBQH tỉnh tiếp xúc cử tri các xã huyện An Bình"),
        (["TIN BUỒN", "Ban Chấp hành Đảng bộ xã vô cùng thương tiếc báo tin:"], "TIN BUỒN"),
    ],
)  # fmt: skip
def test_the_title_or_none(head, title):
    reading = read_dump(text_of(*head, LEAD, FIRST, SECOND))
    assert reading.title == title
    assert LEAD in [reading.lead, *reading.paragraphs]


@pytest.mark.parametrize(
    ("line", "captions"),
    [
        ("Đồng chí Nguyễn Văn A, Bí thư Đảng ủy xã phát biểu tại hội nghị", 1),
        ("Toàn cảnh hội nghị.", 1),
        ("(Ông Nguyễn Văn A - Chủ tịch UBND xã đang giải trình)", 1),
        ("Đoàn viên xúc bùn tại điểm trường", 1),
        ("Ông Nguyễn Văn A (giữa) thăm bến. Ảnh: PV", 1),
        ('[caption id="attachment_1" width="661"]Căn nhà có diện tích 32m2', 1),
        ("Đại biểu chào cờ.Đồng chí A phát biểu chỉ đạo.Đồng chí B tặng hoa chúc mừng", 3),
        ("Đồng chí Nguyễn Văn A, Bí thư Đảng ủy xã nhấn mạnh ba việc.", 0),
        ("Những kết quả đạt được trong năm qua", 0),
        ("1. Công tác phát triển kinh tế của xã", 0),
        ("PHÁT TRIỂN KINH TẾ CỦA XÃ", 0),
        ("Về dự hội nghị có:", 0),
    ],
)
def test_a_caption_or_a_paragraph(line, captions):
    reading = read_dump(text_of(LEAD, FIRST, line, SECOND))
    found = [caption.text for caption in reading.captions]
    assert found == (split_captions(line) if captions else [])
    assert len(found) == captions
    assert (line in reading.paragraphs) == (not captions)


def test_what_a_semicolon_ends_in_the_head_is_text():
    lines = ["TIN BUỒN", "Đảng ủy xã và gia đình vô cùng thương tiếc báo tin:", "Sinh năm 1939; quê quán: xã An Bình;"]
    assert lines[2] in read_dump(text_of(*lines, LEAD, FIRST)).paragraphs


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Góp ý với xã, bà Hoa đề nghị làm đường trước.", True),
        ("Góp ý (0)", False),
        ("Tổng truy cập: 1.204.551", False),
        ("Xem với cỡ chữ", False),
    ],
)
def test_what_readers_may_press_is_no_text(line, kept):
    assert (line in read_dump(text_of(LEAD, FIRST, line, SECOND)).paragraphs) is kept


def test_guests_listed_after_a_colon_are_no_captions():
    guests = ["Ông Nguyễn Văn A - Chủ tịch UBND xã", "Bà Trần Thị B - Phó Chủ tịch UBND xã"]
    reading = read_dump(text_of(LEAD, "Về dự hội nghị có:", *guests, SECOND))
    assert reading.captions == []
    assert set(guests) <= set(reading.paragraphs)


def test_a_list_is_no_row_of_captions():
    rows = [f"Mô hình nuôi cá lồng bè số {number} ở hồ" for number in "ABCDEFG"]
    assert read_dump(text_of(LEAD, FIRST, *rows, SECOND)).captions == []


def test_file_names_of_pictures_are_nothing():
    reading = read_dump(text_of(LEAD, "IMG 20170123 144936", "Lãnh đạo xã trao quà", "hình ảnh", FIRST, SECOND))
    assert [caption.text for caption in reading.captions] == ["Lãnh đạo xã trao quà"]
    assert reading.paragraphs == [FIRST, SECOND]


def test_broken_lines_are_made_whole():
    broken = text_of(
        "Sáng ngày 14/01/2025, UBND xã cùng HĐND, UBMTTQ",
        "xã mở buổi tiếp xúc cử tri sau kỳ họp thứ mười ba ở",
        "hội trường UBND xã An",
        "Bình.",
        "Tham dự hội nghị",
        "có ông Hoàng Văn A - Phó Bí thư Đảng ủy; ông Nguyễn",
        "Xuân B, Ủy viên BTV",
        "Đảng ủy, Phó",
        "Chủ tịch HĐND xã.",
        "Cử tri mừng vì kết quả của kỳ họp.",
    )
    assert [line.text for line in dump_lines(broken)] == [
        "Sáng ngày 14/01/2025, UBND xã cùng HĐND, UBMTTQ xã mở buổi tiếp xúc cử tri sau kỳ họp thứ mười ba ở "
        "hội trường UBND xã An Bình.",
        "Tham dự hội nghị có ông Hoàng Văn A - Phó Bí thư Đảng ủy; ông Nguyễn Xuân B, Ủy viên BTV Đảng ủy, "
        "Phó Chủ tịch HĐND xã.",
        "Cử tri mừng vì kết quả của kỳ họp.",
    ]


def test_whole_lines_stay_apart():
    lines = ["Xã An Bình họp giao ban", LEAD, "Quang cảnh hội nghị", "Đại biểu phát biểu", FIRST]
    assert [line.text for line in dump_lines(text_of(*lines))] == lines


def test_a_stamp_goes_on_with_no_line():
    lines = [
        "ĐẠI BIỂU HĐND HUYỆN TIẾP XÚC CỬ TRI XÃ AN BÌNH TRƯỚC KỲ HỌP CUỐI NĂM", "28/11/2019 15:20:09",
        "Thực hiện kế hoạch, sáng ngày 28/11/2019, Tổ đại biểu HĐND huyện gồm các", "ông Vũ Đình B và các vị",
        "đại biểu khác đã tiếp xúc với hơn 100 cử tri của xã.",
    ]  # fmt: skip
    assert [line.text for line in dump_lines(text_of(*lines))] == [*lines[:2], " ".join(lines[2:])]


def test_a_list_under_way_goes_on_where_lines_are_broken():
    lines = [
        "Nhân Tết cổ truyền của đồng bào Khmer, ngày 9/4, Đoàn lãnh đạo xã",
        "do ông Trần Văn A làm Trưởng đoàn đến thăm.",
        "Cùng đi có ông Kim B, Chủ tịch UBND xã; bà Dương", "Thị C, Chủ tịch UBMTTQ xã; Đại úy Tăng",
        "Minh D, Trưởng Công an xã.",
        "Ông A trao quà. Ảnh: Mai Anh", "Chùa Cà Tốc cảm ơn đoàn.",
    ]  # fmt: skip
    whole = [" ".join(lines[:2]), " ".join(lines[2:5]), *lines[5:]]
    assert [line.text for line in dump_lines(text_of(*lines))] == whole


def test_small_letters_join_nothing_where_sentences_begin_with_them():
    lines = ["xã an bình họp.", "đồng chí bí thư phát biểu", "dân quân xã tuần tra"]
    assert [line.text for line in dump_lines(text_of(*lines))] == lines


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("Lý Vân", "Lý Vân", None),
        ("Minh Chính- Quang Huy", "Minh Chính- Quang Huy", None),
        ("Nguyễn Hương- Công chức VHXH xã Thống Nhất", "Nguyễn Hương- Công chức VHXH xã Thống Nhất", None),
        ("Tin, ảnh: Thanh Nga", "Thanh Nga", None),
        ("Bài và ảnh: Lê Thọ", "Lê Thọ", None),
        ("Người viết bài: Đỗ Hữu Mão", "Đỗ Hữu Mão", None),
        ("Nguồn tin: Sao Khuê", None, "Sao Khuê"),
        ("Theo http://example.vn", None, "http://example.vn"),
        ("Thạch Thảo (thực hiện)", "Thạch Thảo", None),
        ("Thanh Nhàn (CTV)", "Thanh Nhàn (CTV)", None),
        ("Thượng úy Nguyễn Văn A - Công an xã", "Thượng úy Nguyễn Văn A - Công an xã", None),
        ("Trung tâm Văn hóa - Thông tin huyện", "Trung tâm Văn hóa - Thông tin huyện", None),
        ("N.T.Hoa", "N.T.Hoa", None),
        ("BBT", "BBT", None),
        ("BHXH huyện An Bình", "BHXH huyện An Bình", None),
        ("Tổ Văn phòng", "Tổ Văn phòng", None),
        ("Phòng Quản lý văn hóa", "Phòng Quản lý văn hóa", None),
        ("CC Văn phòng - Thống kê", "CC Văn phòng - Thống kê", None),
        ("BAN TỔ CHỨC LỄ TANG", "BAN TỔ CHỨC LỄ TANG", None),
        ("UBND PHƯỜNG AN BÌNH ĐÔNG", "UBND PHƯỜNG AN BÌNH ĐÔNG", None),
        ("PBGDPL", "PBGDPL", None),
        ("Nhóm PV Thời sự", "Nhóm PV Thời sự", None),
        ("Vũ Thị Thanh - CC VHXH thị trấn", "Vũ Thị Thanh - CC VHXH thị trấn", None),
        ("Thùy Trang (tổ Ngữ văn)", "Thùy Trang (tổ Ngữ văn)", None),
        ("Kiểm sát viên Đoàn Thu Hà", "Kiểm sát viên Đoàn Thu Hà", None),
        ("Trường Sơn", "Trường Sơn", None),
        ("Thành Nhơn", "Thành Nhơn", None),
        ("Ảnh: Mai Anh", "Mai Anh", None),
        ("Theo Cổng TTĐT tỉnh", None, "Cổng TTĐT tỉnh"),
        ("(Nguồn: TTXVN)", None, "TTXVN"),
    ],
)
def test_the_last_line_names_writer_or_source(line, author, source):
    found, left = take_credits([FIRST, line])
    assert (found.author, found.source, left) == (author, source, [FIRST])


def test_a_credit_glued_to_the_last_sentence_is_cut_off():
    found, left = take_credits(["Hội nghị đề nghị các ban làm tốt phần việc./. Thu Hà"])
    assert (found.author, left) == ("Thu Hà", ["Hội nghị đề nghị các ban làm tốt phần việc./."])


@pytest.mark.parametrize(
    "line",
    [
        SECOND,
        "Ban Tổ chức trao giải cho các đội",
        "Công an xã ra quân",
        "Cán bộ Công an huyện làm CCCD cho người cao tuổi",
        "Đoàn thanh niên phường bóc xóa quảng cáo rao vặt",
        "Đoàn thanh niên phường phát động",
        "Ban Chấp hành Đảng bộ xã khóa XXI ra mắt",
        "BAN TỔ CHỨC TRAO GIẢI CHO CÁC ĐỘI",
        "Trường mầm non khai giảng",
        "Nhân dân tổ dân phố số 9 quét dọn ngõ",
        "Đồng chí Nguyễn Văn A - Bí thư Đảng ủy",
        "(Ảnh: A Bình)",
    ],
)
def test_sentences_and_captions_are_no_credits(line):
    assert take_credits([FIRST, line])[1] == [FIRST, line]


def test_to_whom_a_document_goes_is_no_text():
    reading = read_dump(text_of("Thông báo kết luận cuộc họp", LEAD, FIRST, "Nơi nhận:", "- Như trên;", "- Lưu: VT."))
    assert [reading.lead, *reading.paragraphs][-1] == FIRST


def test_pictures_announced_at_the_end_of_a_sentence():
    announced = "Ngày 23/12/2025, HĐND xã họp kỳ thứ 5. Cổng thông tin điện tử xã ghi lại một số hình ảnh tại kỳ họp:"
    shown = ["Các đại biểu thực hiện nghi thức chào cờ", "Bà Lê Thị A, Phó Chủ tịch HĐND xã", "Toàn cảnh kỳ họp"]
    reading = read_dump(text_of("Kỳ họp thứ 5 HĐND xã", "24/12/2025", announced, *shown, "BBT"))
    assert [caption.text for caption in reading.captions] == shown
    assert (reading.paragraphs, reading.author) == ([announced], "BBT")


def test_a_table_of_bodies_signs_nothing():
    bodies = ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tổng hợp"]
    assert take_credits([FIRST, *bodies])[1] == [FIRST, *bodies]


def test_captions_may_follow_the_writer():
    reading = read_dump(text_of(LEAD, FIRST, SECOND, "Thu Hà", "Đại biểu chụp ảnh lưu niệm"))
    assert reading.author == "Thu Hà"
    assert [caption.text for caption in reading.captions] == ["Đại biểu chụp ảnh lưu niệm"]


def test_boxes_of_leaders_behind_the_text_are_furniture():
    box = "Đồng chí NGUYỄN VĂN A Chủ tịch UBND xã An Bình"
    reading = read_dump(text_of(LEAD, FIRST, SECOND, box))
    assert (reading.captions, reading.paragraphs) == ([], [FIRST, SECOND])
    assert box in reading.furniture


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("Trang chủ » Tin tức", ["Tin tức"]),
        ("Trang chủ / Tin tức / Chính trị", ["Tin tức", "Chính trị"]),
        ("Xã A - Xã B", None),
        (LEAD, None),
    ],
)
def test_breadcrumbs(line, steps):
    assert breadcrumb(line) == steps


LINES = st.lists(
    st.sampled_from(
        [
            LEAD,
            FIRST,
            "Thu Hà",
            "Online: 5",
            "06/03/2024",
            "Tin liên quan",
            "Quang cảnh hội nghị",
            "",
            "a",
            "hình ảnh",
            ":",
            "(A)",
        ]
    )
    | st.text(max_size=40),
    max_size=15,
)


@given(LINES)
def test_any_dump_is_read_and_long_paragraphs_are_kept(lines):
    reading = read_dump("\n\n".join(lines))
    kept = [reading.lead, *reading.paragraphs]
    before = lines[: lines.index("Tin liên quan")] if "Tin liên quan" in lines else lines
    if LEAD in before:
        assert LEAD in kept
    assert all(caption.text for caption in reading.captions)
