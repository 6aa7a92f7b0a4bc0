"""What is kept in English is said in Vietnamese: every sentence that the archive writes, and nothing by guess."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import balance
from archive.database import writing
from archive.lineage.run import trace_lineage
from archive.people import links
from archive.readable import vn_day
from archive.site import sentences
from archive.site.catalogue import messages
from archive.site.language import in_language
from archive.site.sentences import COLUMNS, forms, sentence
from scraper import answers, failures
from scraper.extract.block_pages import BLOCKED_REASON
from scraper.not_found import another, doubts
from scraper.not_found.probes import PROBE_STORED
from scraper.not_found.words import NOTHING_IS_THERE
from scraper.portal_ends import ANOTHER_SITE, HAS_ENDED
from scraper.public_addresses import refusal, refusal_words
from scraper.redirects import ENDLESS, LEADS_HOME
from tests.archive.lineage.rows import add_article, add_portal
from tests.archive.lineage.test_links import STORY, TITLE

INSIDE = [
    refusal("http://127.0.0.1/"), refusal("http://10.1.2.3/"), refusal("http://a.localhost/"), refusal("http://a.vn:22/"),
    refusal_words("trong.example.vn", ["10.1.2.3", "::1"]),
]  # fmt: skip
_NUMBERS = {"status", "count", "times"}  # parts that are never words
VIETNAMESE = messages("vi", "said-")
# Message, column, what is kept.
FORMS = [(name, column, form) for column in sorted(COLUMNS) for name, form in forms(column).items()]


@pytest.mark.parametrize(
    ("column", "english", "vietnamese"),
    [
        ("evidence", "https://a.vn/ leads to https://b.vn/", "https://a.vn/ dẫn sang https://b.vn/"),
        ("evidence", "thị xã A (1) became phường B (2)", "thị xã A (1) thành phường B (2)"),
        (
            "evidence",
            "7 pages lead there, for example https://a.vn/1 to https://b.vn/2",
            "7 trang dẫn sang đó, ví dụ https://a.vn/1 sang https://b.vn/2",
        ),
        (
            "basis",
            "96% of the word sequences of both are in both; of 2024-03-12 there, of 2024-03-14 here",
            "96% chuỗi từ của hai bài có ở cả hai; bài trước đăng ngày 12/03/2024, bài sau ngày 14/03/2024",
        ),
        (
            "basis",
            "word for word the same text; prints 'Báo; Đài' as its source",
            "cùng một văn bản, nguyên văn; bài sau ghi nguồn là 'Báo; Đài'",
        ),
        (
            "reason",
            "the article's address leads to https://a.vn/loi now, and that is not there: status 404",
            "địa chỉ của bài nay dẫn tới https://a.vn/loi, mà trang ấy cũng không có: "
            "cổng trả lời 404: không có trang này",
        ),
        ("reason", f"{LEADS_HOME}", "địa chỉ của bài nay dẫn về trang đầu của cổng"),
        ("reason", "status 503 (tried 3 times)", "cổng trả lời 503 (đã thử 3 lần)"),
        ("reason", "same post: Bí thư, Thị ủy Gió, since 2021-03", "cùng chức danh: Bí thư, Thị ủy Gió, từ 2021-03"),
        (
            "reason",
            "posts of one unit: Bí thư, Thị ủy Gió (since 2021-03), Chủ tịch, Ủy ban nhân dân thị xã Gió "
            "(since 2022-02)",
            "các chức ở cùng đơn vị: Bí thư, Thị ủy Gió (từ 2021-03), Chủ tịch, Ủy ban nhân dân thị xã Gió "
            "(từ 2022-02)",
        ),
        (
            "reason",
            "same post: Bí thư, Thị ủy Gió, on an unknown day",
            "cùng chức danh: Bí thư, Thị ủy Gió, không rõ ngày",
        ),
        (
            "reason",
            "“Sáng 1/3” (2024-03-01) is exactly a month before the publication stamp (2024-04-01), as where the "
            "month is mistyped.",
            "“Sáng 1/3” (01/03/2024) trước ngày đăng (01/04/2024) đúng một tháng, như khi gõ nhầm tháng.",
        ),
        (
            "reason",
            "pages like /lich/* (the last 2 that were read led to no article that was not known)",
            "trang dạng /lich/* (2 trang đọc sau cùng không dẫn tới bài nào chưa biết)",
        ),
        (
            "basis",
            "from: in the state of 2023; to: law 72/2025/QH15, resolution 202/2025/QH15",
            "lúc đầu: có trong danh mục năm 2023; lúc cuối: Luật 72/2025/QH15, Nghị quyết 202/2025/QH15",
        ),
        (
            "basis",
            "from: known day of the change, 2024-12-01; to: in the state of 2023, not in that of 2025-06-30",
            "lúc đầu: ngày thay đổi đã biết, 01/12/2024; "
            "lúc cuối: có trong danh mục năm 2023, không còn trong danh mục ngày 30/06/2025",
        ),
        (
            "note",
            "1 left out: status 404 (https://a.vn/1)\nwords of no known form\nnot one article was found",
            "1 địa chỉ để lại: cổng trả lời 404: không có trang này (https://a.vn/1)\nwords of no known form\n"
            "không thấy bài nào",
        ),
        # As it was said before, until a run has resolved the name anew.
        (
            "reason",
            "same post: Bí thư, Thị ủy Gió, 2021-03 to 2022-01",
            "cùng chức danh: Bí thư, Thị ủy Gió, từ 2021-03 đến 2022-01",
        ),
        (
            "reason",
            "posts of one unit: Bí thư, Thị ủy Gió (2021-03), Chủ tịch, Ủy ban nhân dân thị xã Gió "
            "(2022-02 to 2023-01)",
            "các chức ở cùng đơn vị: Bí thư, Thị ủy Gió (2021-03), Chủ tịch, Ủy ban nhân dân thị xã Gió "
            "(từ 2022-02 đến 2023-01)",
        ),
    ],
)
def test_a_sentence_of_a_known_form(column: str, english: str, vietnamese: str) -> None:
    assert sentence(english, column) == vietnamese


@pytest.mark.parametrize(
    "text",
    ["", "status ", "status 404; và gì nữa", "word for word the same text; và gì nữa", "the server (tried 3 times)",
     "và gì nữa; both of 2024-03-12", "x" * 5_000 + " leads to y", "something else"],
)  # fmt: skip
@pytest.mark.parametrize("column", ["basis", "note", "reason"])
def test_what_is_not_known_whole_stays_as_it_is(text: str, column: str) -> None:
    said = sentence(text, column)
    assert said is None or (column == "reason" and text.startswith("status 404; "))


def test_in_english_a_sentence_is_what_is_kept() -> None:
    with in_language("en"):
        assert sentence("status 404", "reason") == "status 404"
        assert sentence("something else", "reason") == "something else"
        assert sentence("status 404", "title") is None


def test_a_column_without_sentences_has_none() -> None:
    assert sentence("status 404", "title") is None
    assert sentence(None, "reason") is None


@pytest.mark.parametrize(("message", "column", "form"), FORMS)
def test_both_languages_have_the_same_parts(message: str, column: str, form: str) -> None:
    assert _open_parts(form) == _open_parts(VIETNAMESE[message])


def _open_parts(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


@given(st.sampled_from(FORMS), st.text("abc đ:/.-?=", min_size=1, max_size=30))
def test_parts_are_carried_over_as_they_are(said: tuple[str, str, str], part: str) -> None:
    message, column, english = said
    names = _open_parts(english)
    if names & {"reason", "other_reason", "cause"}:  # a sentence itself
        return
    parts = dict.fromkeys(names, part) | dict.fromkeys(names & _NUMBERS, "302")
    shown = {name: (vn_day(part) or part) if "day" in name else part for name, part in parts.items()}
    kept = english.format_map(parts)
    first = next(name for name, form in forms(column).items() if sentences._parts(kept, form) is not None)
    if first == message:  # what fits a more special form is said by that one
        assert sentence(kept, column) == VIETNAMESE[message].format_map(shown)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for column in COLUMNS:
        sentence(text, column)


def test_what_the_code_writes_is_known() -> None:
    ends = (f"{ANOTHER_SITE}: Tên miền được bán", f"{HAS_ENDED}: Trang đã ngừng hoạt động")
    doubted = (doubts._SAME_PAGE, doubts._SAME_FOR_ALL, doubts.PUT_OFF, another.OTHERS_TOO, PROBE_STORED)
    endless = f"status 302: {ENDLESS}, to https://a.gov.vn/"
    walls = (BLOCKED_REASON, f"status 403: {BLOCKED_REASON}")
    for reason in (
        LEADS_HOME,
        endless,
        answers.NO_STATUS,
        f"{NOTHING_IS_THERE}: Không tìm thấy trang",
        *ends,
        *doubted,
        *walls,
    ):
        assert sentence(reason, "reason") is not None, reason


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("no page could be fetched", "không tải được trang nào"),
        ("3 failed: status 503 (tried 3 times) (for example https://a.vn/1)",
         "3 địa chỉ hỏng: cổng trả lời 503 (đã thử 3 lần) (ví dụ https://a.vn/1)"),
        ("1 left out: words of no known form (https://a.vn/1)", "1 địa chỉ để lại: words of no known form (https://a.vn/1)"),
        ("it was stopped by a signal; run it again to go on (1 address is still to be asked for)",
         "có lệnh dừng; chạy lại để làm tiếp (còn 1 địa chỉ chưa hỏi)"),
        ("12 of 40 pages failed", "12 trong 40 trang hỏng"),
    ],
)  # fmt: skip
def test_what_the_balance_of_a_visit_says(english: str, vietnamese: str) -> None:
    assert sentence(english, "finding") == vietnamese


def test_everything_that_ends_a_visit_is_known() -> None:
    for reason in balance._STOPPED_BY.values():
        for left in ("", " (1 address is still to be asked for)", " (7 addresses are still to be asked for)"):
            said = sentence(f"{reason.format(limit=100)}; run it again to go on{left}", "finding")
            assert said is not None and "run" not in said and reason.partition("{")[0].strip() not in said
    for words in balance._STATE_WORDS.values():
        for count in (1, 2):
            line = balance.group_words(words, count, "status 404", "https://a.vn/")
            said = sentence(line, "finding")
            assert said is not None and "cổng trả lời 404" in said, line
        assert sentence(f"2 {words} for other reasons {balance.IN_STATUS}", "finding") is not None


def test_why_a_mention_is_whose_is_known() -> None:
    post = "Bí thư, Thị ủy Gió"
    rules = [f"{words}: {post} (since 2021-03), {post} (since 2021-04)" for words in links._RULES.values()]
    seen = [
        f"first named as: {post}",
        "first named without a post",
        "named without a post",
        f"same post: {post}, since 2021-03",
    ]
    for where in ("this portal", "this province"):
        seen.append(f"no post is told; whom {where} names at the time: {post}, since 2021-03")
    seen.append(f"named with posts that are rather two people's, here with the one named most: {post}")
    for reason in (*rules, *seen, "decision 3: tôi biết người này"):
        assert sentence(reason, "reason") is not None, reason


def test_why_there_was_no_answer_is_known() -> None:
    for words in (*failures._WORDS.values(), failures.NO_SUCH_HOST):
        of_robots = f"robots.txt could not be read ({words}), so nothing is fetched for now"
        for reason in (words, f"{words} (tried 3 times)", of_robots):
            assert sentence(reason, "reason") is not None, reason


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 500])
def test_a_status_is_said_in_one_language(status: int) -> None:
    said = sentence(answers._status_words(status), "reason")
    assert said is not None and str(status) in said and "the portal" not in said


def test_everything_that_lineage_writes_is_known(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        connection: sqlite3.Connection = db.conn
        add_portal(connection, "cu", unit="Thị xã Kỳ Anh", province="Hà Tĩnh", valid_to="2025-06-30")
        add_portal(connection, "moi", unit="Phường Sông Trí", province="Hà Tĩnh", valid_from="2025-07-01",
                   predecessors=["cu"], successors=["sau"])  # fmt: skip
        for number in range(1, 13):
            portal, seen = ("cu", "2025-01-05") if number % 2 else ("moi", "2025-07-03")
            story = STORY.replace("12/3", f"{number + number % 2}/3")
            add_article(connection, number, portal, story, title=f"{TITLE} {number + number % 2}",
                        published=f"2024-03-{number + number % 2:02}", first_seen=f"{seen}T02:00:00+00:00")  # fmt: skip
        add_article(connection, 20, "cu", STORY + " Thêm một câu.", title=TITLE, source="Moi")
        trace_lineage(connection)
        steps = connection.execute("SELECT basis, evidence FROM portal_successors").fetchall()
        basis = [text for (text,) in connection.execute("SELECT basis FROM similar_articles")]
    assert {kind for kind, _ in steps} == {"declared", "unit", "content"}
    assert len(basis) > 2
    assert [text for _, text in steps if sentence(text, "evidence") is None] == []
    assert [text for text in basis if sentence(text, "basis") is None] == []


@pytest.mark.parametrize("words", INSIDE)
def test_why_an_address_inside_is_not_asked_is_said_in_vietnamese(words: str) -> None:
    said = sentence(words, "reason")
    assert said is not None
    assert "không tải" in said or "không hỏi" in said
