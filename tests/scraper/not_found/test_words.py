"""What a page says of itself: the made set, and where its border lies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract import analyse
from scraper.not_found.addresses import error_address
from scraper.not_found.words import Notice, notice_of, tells_no_cause

GOLD = Path(__file__).parents[2] / "gold" / "not_found"
URL = "https://trungha.example.vn/tin/1"


def pages_of(*names: str) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


PAGES = pages_of("dev", "held")
SECOND = pages_of("second_dev")
FOOT = '<div class="bottom">UBND xã Trung Hà. Điện thoại: 0200 555 555</div>'


def notice(html: str, url: str = URL) -> Notice | None:
    analysis = analyse(html.encode(), url)
    return notice_of(analysis.page, analysis.article) if analysis.page is not None else None


def says_so(page: dict[str, Any]) -> bool:
    """Tell whether a page is judged as one that says that nothing is there: by its words, or where it leads."""
    found = notice(page["html"], page["url"])
    return (found is not None and found.meaning == "missing") or error_address(page.get("reached", "")) == "missing"


@pytest.mark.parametrize("page", [*PAGES, *SECOND], ids=lambda page: f"{page['id']}-{page['cms']}")
def test_the_made_set(page: dict[str, Any]) -> None:
    assert says_so(page) == page["nothing_there"], page["note"]


def test_the_half_that_is_held_back_gives_its_figure_only() -> None:
    held = pages_of("second_held")
    found = [says_so(page) for page in held]
    assert (len(held), sum(page["nothing_there"] for page in held)) == (50, 30)
    assert not any(one for one, page in zip(found, held, strict=True) if not page["nothing_there"])
    assert sum(found) >= 25


@pytest.mark.parametrize(
    ("words", "is_missing"),
    [("Bài viết không tồn tại trong cơ sở dữ liệu", True), ("Nội dung không tồn tại trên cổng thông tin", True),
     ("Trang không tìm thấy tại địa chỉ này", True), ("Tài liệu không tìm thấy trong kho lưu trữ của xã", False),
     ("Địa chỉ không tồn tại trên bản đồ hành chính", False), ("Văn bản đã hết hiệu lực", False),
     ("Bài viết đã ngừng đăng", True), ("Tin đã bị thu hồi, gỡ bỏ hoặc không tồn tại", True),
     ("App.Errors.PostNotFoundException", True), ("java.lang.ClassNotFoundException: Portal", False)],
)  # fmt: skip
def test_a_page_is_missing_where_pages_are(words: str, is_missing: bool) -> None:
    found = notice(f"<html><body><p>{words}</p>{FOOT}</body></html>")
    assert (found is not None and found.meaning == "missing") == is_missing


def test_a_page_may_explain_itself_before_it_says_what_is_missing() -> None:
    said = "Cổng vừa được sắp xếp lại. Trang mà quý vị yêu cầu không còn ở địa chỉ này."
    assert notice(f"<html><body><p>{said}</p>{FOOT}</body></html>") == Notice(
        "missing", "Trang mà quý vị yêu cầu không còn ở địa chỉ này."
    )
    story = " ".join(f"Đoàn kiểm tra làm việc tại tổ {place} trong cả buổi sáng hôm đó." for place in range(6))
    assert notice(f"<html><body><p>{story} Trang không còn tồn tại.</p>{FOOT}</body></html>") is None


def test_the_made_set_has_as_many_of_each_as_its_readme_says() -> None:
    assert len(PAGES) == len({page["id"] for page in PAGES}) == 92
    assert sum(page["nothing_there"] for page in PAGES) == 52


@pytest.mark.parametrize(
    "words",
    ["Hệ thống đang bảo trì, vui lòng quay lại sau", "Đã xảy ra lỗi trong quá trình xử lý", "502 Bad Gateway",
     "Error establishing a database connection", "Access denied", "Server Error in '/' Application.", "Error 503"],
)  # fmt: skip
def test_a_fault_of_the_server_is_told_from_what_is_not_there(words: str) -> None:
    found = notice(f"<html><body><h1>{words}</h1>{FOOT}</body></html>")
    assert found is not None
    assert found.meaning == "fault"


@pytest.mark.parametrize(
    "words",
    ["Thời tiết có lợi cho vụ mùa", "Trao quà tại xã Trung Hà", "Một người bị chấn thương", "Đạt kết quả tại hội thi",
     "Đã có lời cảm ơn gửi đến bà con"],
)  # fmt: skip
def test_words_that_name_a_fault_without_their_marks_only_name_none(words: str) -> None:
    assert notice(f"<html><body><p>{words}</p>{FOOT}</body></html>") is None


@pytest.mark.parametrize(
    "words", ["He thong dang bao tri", "DA XAY RA LOI", "Máy chủ đang quá tải", "Truy cập bị chặn"]
)
def test_a_fault_is_told_with_marks_and_without(words: str) -> None:
    assert notice(f"<html><body><p>{words}</p>{FOOT}</body></html>") == Notice("fault", words)


def test_both_at_once_is_missing_for_systems_call_a_missing_page_an_error() -> None:
    body = "<h1>Server Error</h1><h2>404 - File or directory not found.</h2>"
    found = notice(f"<html><head><title>Lỗi</title></head><body>{body}</body></html>")
    assert found == Notice("missing", "404 - File or directory not found.")


def test_a_list_of_news_about_faults_is_a_list() -> None:
    news = ("tạm ngừng cung cấp điện để sửa chữa", "xử lý xe quá tải trên tuyến đê", "hệ thống mới đang nâng cấp")
    entries = "".join(
        f'<li><h3><a href="/tin/{place}">Thông báo về việc {words}</a></h3><p>Xã Trung Hà thông báo {words}.</p></li>'
        for place, words in enumerate(news)
    )
    assert notice(f"<html><body><main><h1>Thông báo</h1><ul>{entries}</ul></main>{FOOT}</body></html>") is None


def test_words_are_quoted_as_printed_and_cut() -> None:
    long = "Bài viết không tồn tại hoặc đã bị xóa, " + "xin quý vị xem các bài viết khác của cổng thông tin " * 5
    found = notice(f"<html><body><p>{long}</p></body></html>")
    assert found is not None
    assert found.words.startswith("Bài viết không tồn tại hoặc đã bị xóa, xin quý vị")
    assert len(found.words) <= 120
    assert found.words.endswith("…")


@pytest.mark.parametrize(("paragraphs", "is_article"), [(0, False), (1, True), (3, True)])
def test_under_a_date_a_paragraph_makes_an_article_of_what_sounds_like_a_notice(
    paragraphs: int, is_article: bool
) -> None:
    text = "".join(
        f"<p>Ngày {day}/5, Công an xã tuyên truyền về an toàn thông tin trên mạng cho hơn {day} đoàn viên của xã.</p>"
        for day in range(12, 12 + paragraphs)
    )
    head = '<h1>Đường dẫn không tồn tại</h1><span class="date">12/05/2024 08:30</span>'
    page = (
        f"<html><head><title>Đường dẫn không tồn tại</title></head><body><article>{head}{text}</article></body></html>"
    )
    assert (notice(page) is None) == is_article


@given(st.text(max_size=300))
def test_any_text_is_judged_without_a_fault_of_ours(text: str) -> None:
    analysis = analyse(f"<html><title>{text}</title><body><h1>{text}</h1><p>{text}</p>".encode(errors="replace"), URL)
    if analysis.page is not None:
        found = notice_of(analysis.page, analysis.article)
        assert found is None or found.words


@pytest.mark.parametrize(
    ("words", "is_so"),
    [("Đã có sự cố", True), ("Có lỗi xảy ra", True), ("Sorry, something went wrong", True),
     ("An unexpected error has occurred.", True), ("Đã xảy ra lỗi máy chủ", False),
     ("Máy chủ đang quá tải, đã có lỗi", False),
     ("Đã xảy ra lỗi, vui lòng thử lại sau", False), ("Hệ thống đang bảo trì", False), ("Access denied", False)],
)  # fmt: skip
def test_which_faults_name_no_cause(words: str, is_so: bool) -> None:
    assert tells_no_cause(Notice("fault", words)) == is_so
    assert not tells_no_cause(Notice("missing", words))
