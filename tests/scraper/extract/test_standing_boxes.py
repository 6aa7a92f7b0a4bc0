"""Boxes that a portal keeps beside every article: told by their heading, and only where it opens an element."""

from __future__ import annotations

import pytest

from scraper.extract import extract, extract_text
from scraper.extract.standing_boxes import heads_standing_box

TEXT = (
    "<p>Sáng 12/12/2023, UBND xã Nà Hang tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2023. Đồng chí Ma "
    "Quang Hiếu, Bí thư Đảng ủy xã dự và chỉ đạo hội nghị.</p>"
)
PEOPLE = (
    "<p>Đ/c Lò Văn Bách - Phó Chủ tịch UBND xã, phụ trách lĩnh vực kinh tế, xây dựng</p>"
    "<p>Đ/c Cà Thị Diệp - Chánh Văn phòng Đảng ủy, phụ trách tiếp nhận đơn thư</p>"
)


def names(body: str) -> list[str]:
    page = f"<html><body><h1>Xã Nà Hang tổng kết phong trào thi đua năm 2023</h1>{body}</body></html>"
    article = extract(page.encode(), "https://nahang.example/tin-tuc/bai-1.html")
    return [official.name for official in article.officials]


@pytest.mark.parametrize(
    "heading",
    [
        "ĐƯỜNG DÂY NÓNG", "Lịch công tác tuần", "Danh bạ điện thoại", "Hỏi - đáp", "Ban lãnh đạo:",
        "Lãnh đạo UBND phường",
        "Tiếp công dân", "Người phát ngôn", "Thường trực HĐND",
    ],
)  # fmt: skip
def test_a_box_with_its_heading_is_beside_the_article(heading: str) -> None:
    assert heads_standing_box(heading)
    assert names(f"<div>{TEXT}</div><div><h3>{heading}</h3>{PEOPLE}</div>") == ["Ma Quang Hiếu"]


def test_a_heading_amid_the_paragraphs_is_text() -> None:
    assert len(names(f"<div>{TEXT}<p><b>Đường dây nóng</b></p>{PEOPLE}</div>")) == 3


def test_what_the_page_is_about_is_no_box() -> None:
    people = PEOPLE * 8
    assert (
        len(names(f"<div><p>Mời bà con xem danh sách lãnh đạo xã.</p></div><div><h3>Ban lãnh đạo</h3>{people}</div>"))
        > 0
    )


@pytest.mark.parametrize(
    "words",
    [
        "Lãnh đạo tỉnh kiểm tra phòng chống bão số 3",
        "Tiếp công dân định kỳ tháng 5, Chủ tịch UBND huyện yêu cầu",
        "Hỏi",
    ],
)
def test_a_headline_that_begins_like_one_heads_no_box(words: str) -> None:
    assert not heads_standing_box(words)


@pytest.mark.parametrize(
    "line",
    [
        "Tiếp công dân\nÔng Lò Văn Bách - Chủ tịch UBND xã: thứ Năm hằng tuần",
        "Người phát ngôn: Ông Lò Văn Bách - Phó Chủ tịch UBND xã",
        "Trưởng Ban biên tập: Ông Lò Văn Bách, Phó Chủ tịch UBND xã",
        "Người duyệt: Lò Văn Bách, Chủ tịch UBND xã",
    ],
)
def test_in_a_dump_what_such_a_line_heads_is_behind_the_article(line: str) -> None:
    dump = f"Xã Nà Hang tổng kết phong trào thi đua\n{TEXT.removeprefix('<p>').removesuffix('</p>')}\n{line}"
    article = extract_text(dump.encode(), "https://nahang.example/tin-tuc/bai-1.html")
    assert [official.name for official in article.officials] == ["Ma Quang Hiếu"]


def test_an_office_that_signs_a_text_heads_no_box() -> None:
    assert not heads_standing_box("Ban Biên tập")


def test_a_running_line_over_the_page_is_no_text() -> None:
    ticker = "<marquee>Chào mừng đồng chí Lò Văn Bách, Bí thư Huyện ủy về thăm và làm việc tại xã</marquee>"
    assert names(f"<div>{TEXT}</div><div>{ticker}</div>") == ["Ma Quang Hiếu"]


def test_headlines_of_others_without_a_link_are_a_box_too() -> None:
    box = "<div><h3>Tin đọc nhiều</h3><p>Bí thư Huyện ủy Cà Thị Diệp kiểm tra công tác phòng chống thiên tai</p></div>"
    assert names(f"<div>{TEXT}</div>{box}") == ["Ma Quang Hiếu"]


def test_the_last_line_under_a_lead_is_its_writers_as_under_a_text() -> None:
    body = f"<div>{TEXT}<p><b>Lò Văn Bách - Phó Chủ tịch Hội Nông dân xã</b></p></div>"
    assert names(f"<p>12/12/2023</p>{body}") == ["Ma Quang Hiếu"]
