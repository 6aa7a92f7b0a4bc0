from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import page_reading
from scraper.answers import MAX_TRIES, answer_from_failure, judged
from scraper.discovery import Discovery
from scraper.failures import failure_words
from scraper.guards import RefusedAddress
from scraper.items import Article
from scraper.portal import Portal
from scraper.redirects import MAX_OWN_REDIRECTS
from scraper.retry_after import MAX_RETRY_AFTER, retry_after
from scraper.robots import ForbiddenByRobots, RobotsUnreadable
from scraper.store import Answer, PageResult, Target

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
URL = "https://songlam.example.vn/bai-1.html"
KEY = "songlam.example.vn/bai-1.html"
PORTAL = Portal(id="songlam", name="Sông Lam", url="https://songlam.example.vn/")


def judge(
    status: int,
    body: bytes = b"",
    *,
    tries: int = 0,
    kind: str | None = None,
    asked_before: bool = False,
    **headers: str,
) -> PageResult:
    target = Target(KEY, URL, 1, tries=tries, kind=kind, asked_before=asked_before)
    fields = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return judged(target, Answer(URL, MOMENT, status, fields, body), Discovery(PORTAL), 2.0)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, "gone"),
        (410, "gone"),
        (401, "failed"),
        (403, "failed"),
        (451, "failed"),
        (418, "failed"),
    ],
)
def test_what_a_status_means_at_once(status: int, outcome: str) -> None:
    result = judge(status)
    assert (result.outcome, result.retry_after) == (outcome, None)


def test_not_modified_is_said_of_what_is_known() -> None:
    """Of a page that was never sent it is no answer, and must not pass as one."""
    known = judge(304, kind="article")
    assert (known.outcome, known.retry_after) == ("unchanged", None)
    unknown = [judge(304, tries=tries) for tries in range(MAX_TRIES)]
    assert [result.outcome for result in unknown] == ["failed"] * MAX_TRIES
    assert unknown[-1].retry_after is None
    assert "nothing of the page is known" in (unknown[-1].reason or "")
    asked_in_vain = judge(304, asked_before=True)
    assert (asked_in_vain.outcome, asked_in_vain.retry_after is None) == ("failed", False)


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520])
def test_what_is_tried_again_and_when_it_is_given_up(status: int) -> None:
    waits = [judge(status, tries=tries).retry_after for tries in range(MAX_TRIES)]
    assert waits == [2.0, 8.0, None]
    assert judge(status, tries=MAX_TRIES - 1).reason == f"status {status} (tried {MAX_TRIES} times)"


def test_retry_after_is_obeyed_and_speaks_of_the_whole_portal() -> None:
    for status in (429, 503):
        result = judge(status, Retry_After="120")
        assert (result.retry_after, result.pause) == (120.0, 120.0)
    assert judge(500, Retry_After="120").pause is None
    last = judge(503, tries=MAX_TRIES - 1, Retry_After="120")
    assert (last.retry_after, last.pause) == (None, 120.0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0), (" 30 ", 30.0), ("0", 0.0), ("", None), (None, None), ("soon", None), ("-5", None), ("٣", None),
        ("9" * 400, MAX_RETRY_AFTER), (format_datetime(MOMENT + timedelta(minutes=2), usegmt=True), 120.0),
        (format_datetime(MOMENT - timedelta(days=2), usegmt=True), 0.0), ("Tue, 24 Nov 2026 09:31:00 -0000", 60.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER),
    ],
)  # fmt: skip
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, MOMENT) == seconds


@pytest.mark.parametrize("behind", [timedelta(0), timedelta(minutes=50), timedelta(days=9_000), timedelta(minutes=-50)])
def test_a_date_is_never_early_by_the_portals_clock_nor_by_ours(behind: timedelta) -> None:
    there = MOMENT - behind
    date = format_datetime(there + timedelta(minutes=2), usegmt=True)
    result = judge(503, Retry_After=date, Date=format_datetime(there, usegmt=True))
    assert result.pause is not None
    assert result.pause >= 120.0
    assert result.pause <= 120.0 + max(timedelta(0), -behind).total_seconds()


def test_of_several_waits_the_longest_is_kept() -> None:
    fields = [("Retry-After", "5"), ("retry-after", "90"), ("Retry-After", "soon")]
    result = judged(Target(KEY, URL, 1), Answer(URL, MOMENT, 429, fields), Discovery(PORTAL), 2.0)
    assert (result.pause, result.retry_after) == (90.0, 90.0)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_an_encoded_body_of_no_byte_is_cut_short(encoding: str) -> None:
    result = judge(200, b"", Content_Encoding=encoding)
    assert result.retry_after is not None
    assert result.reason == f"the {encoding} body ends before its stream does"
    assert judge(200, b"", Content_Encoding="identity").outcome == "stored"


@pytest.mark.parametrize(("end", "is_whole"), [(b"", False), (b"</body></html>\n", True)])
def test_a_page_of_a_whole_member_without_length_has_to_end_as_pages_do(end: bytes, is_whole: bool) -> None:
    sent = gzip.compress(b"<html><body><p>Tin</p>") + (gzip.compress(end) if end else b"")
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
    answer = Answer(URL, MOMENT, 200, headers, sent, partial=True)
    assert (judged(Target(KEY, URL, 1), answer, Discovery(PORTAL), 2.0).retry_after is None) == is_whole


@given(st.text(max_size=60))
def test_any_retry_after_is_a_wait_or_nothing(value: str) -> None:
    seconds = retry_after(value, MOMENT)
    assert seconds is None or 0 <= seconds <= MAX_RETRY_AFTER


def test_redirects() -> None:
    inside = judge(301, Location="/bai-2.html")
    assert inside.outcome == "redirect"
    assert [link.url for link in inside.links] == ["https://songlam.example.vn/bai-2.html"]
    outside = judge(302, Location="https://khac.example.vn/")
    assert (outside.outcome, outside.links) == ("redirect", [])
    assert judge(301, Location=URL).outcome == "failed"
    assert judge(301, Location="http://www.songlam.example.vn/bai-1.html").outcome == "redirect"
    again = judge(301, tries=MAX_OWN_REDIRECTS, Location="http://www.songlam.example.vn/bai-1.html")
    assert again.outcome == "failed"
    assert judge(301, Location="http://[").outcome == "failed"


def test_an_article_that_leads_to_the_home_page_is_gone() -> None:
    result = judge(302, kind="article", Location="/")
    assert (result.outcome, result.reason) == ("gone", "the article's address leads to the home page now")
    assert judge(302, kind="listing", Location="/").outcome == "redirect"
    assert judge(302, kind="article", Location="/bai-2.html").outcome == "redirect"


def test_a_page_the_extractor_fails_on_is_kept_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(page_reading, "analyse", broken)
    result = judge(200, b"<html></html>", Content_Type="text/html")
    assert result.outcome == "stored"
    assert result.article is not None
    [problem] = result.article.problems
    assert problem.field == "extractor"
    assert "ZeroDivisionError: oh" in problem.reason


def test_a_page_whose_texts_cannot_be_annotated_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such post")

    monkeypatch.setattr("scraper.extract.annotate.find_officials", broken)
    sentence = "Sáng 05/3, Ủy ban nhân dân xã tổ chức hội nghị giao ban tháng, có lãnh đạo các ban dự họp. " * 4
    result = judge(200, f"<html><h1>Hội nghị giao ban tháng Ba</h1><p>{sentence}</p></html>".encode())
    result.annotate()
    assert result.article is not None
    assert result.article.text or result.article.lead
    assert [problem.reason for problem in result.article.problems if problem.field == "extractor"] == [
        "the extractor failed on this page: ValueError: no such post"
    ]


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (b"\x1f\x8b\x08\0", {"Content_Encoding": "gzip"}, "ends before its stream"),
        (b"plain", {"Content_Encoding": "br"}, "br"),
        (b"plain", {"Content_Encoding": "compress"}, "which was not asked for"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_asked_for_again(body: bytes, headers: dict[str, str], words: str) -> None:
    result = judge(200, body, **headers)
    assert result.retry_after == 2.0
    assert words in (result.reason or "")


def test_what_we_refuse_is_refused_and_what_could_not_be_read_failed() -> None:
    target = Target(KEY, URL, 1)
    refused = answer_from_failure(target, ForbiddenByRobots("robots.txt forbids it"), MOMENT, 2.0)
    assert (refused.outcome, refused.reason, refused.retry_after) == ("refused", "robots.txt forbids it", None)
    assert answer_from_failure(target, RefusedAddress("10.0.0.1 is inside"), MOMENT, 2.0).outcome == "refused"
    unreadable = answer_from_failure(target, RobotsUnreadable("robots.txt could not be read"), MOMENT, 2.0)
    assert (unreadable.outcome, unreadable.retry_after) == ("failed", None)
    broken = answer_from_failure(target, OSError("x"), MOMENT, 2.0)
    assert (broken.outcome, broken.retry_after, broken.reason) == ("failed", 2.0, "OSError: x")


def test_failure_words_find_the_cause_and_survive_cycles() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert failure_words(first) == "ValueError: b"
    assert len(failure_words(ValueError("x" * 9_999))) <= 500


@pytest.mark.parametrize("front", ["/", "/vi/trang-chu", "/web/guest/home", "/Default.aspx", "/index.php", "/vi"])
def test_an_article_that_leads_to_any_front_page_is_gone(front: str) -> None:
    assert judge(302, kind="article", Location=front).outcome == "gone"


@pytest.mark.parametrize("other", ["/bai-2.html", "/trang-chu/tin", "/?p=2", "/tin-tuc"])
def test_an_article_that_leads_to_another_page_is_not(other: str) -> None:
    assert judge(302, kind="article", Location=other).outcome == "redirect"


def test_a_page_that_a_script_builds_says_so_and_what_to_do() -> None:
    body = b'<html><body><div id="app"></div><script src="/app.js"></script></body></html>'
    result = judge(200, body)
    assert result.reason is not None
    assert "built by a script (JavaScript)" in result.reason
    assert "extra [browser]" in result.reason
    assert [problem.field for problem in (result.article or Article("", "")).problems] == ["page"]


def test_an_article_in_a_language_that_nobody_asked_for_is_not_kept_and_the_way_to_get_it_is_said() -> None:
    text = "The People's Committee of the district said that the works on the road will be finished by the end of May. "
    body = f"<html><body><article><h1>Works on the road will be finished</h1><p>{text * 5}</p></article></body></html>"
    result = judge(200, body.encode())
    assert (result.outcome, result.kind) == ("stored", "other")
    assert result.reason == "in another language (en); ask for it with --language en"


def test_a_scripts_answer_is_a_list_where_it_holds_addresses() -> None:
    json = "application/json; charset=utf-8"
    result = judge(200, b'{"items": [{"url": "/tin/1", "title": "M"}]}', Content_Type=json)
    assert (result.outcome, result.kind) == ("stored", "listing")
    assert [link.url.rpartition("example.vn")[2] for link in result.links] == ["/tin/1"]
    assert judge(200, b'{"status": "ok"}', Content_Type=json).reason == "no page: JSON without addresses"


def test_an_address_with_marks_that_is_not_found_is_asked_for_once_more_in_decomposed_form() -> None:
    url = "https://songlam.example.vn/chuyên mục/tin"
    first = Target("k", url, 1)
    result = judged(first, Answer(url, MOMENT, 404), Discovery(PORTAL), 1.0)
    [link] = result.links
    assert (result.outcome, link.key) == ("redirect", "k")
    assert link.url == "https://songlam.example.vn/chuye%CC%82n%20mu%CC%A3c/tin"
    second = Target("k", link.url, 1, tries=1)
    assert judged(second, Answer(link.url, MOMENT, 404), Discovery(PORTAL), 1.0).outcome == "gone"
    assert judge(404).outcome == "gone"


@pytest.mark.parametrize(("kind", "says"), [("article", "an article stood"), ("listing", "a list of articles stood")])
def test_a_file_in_the_place_of_a_page_is_noted(kind: str, says: str) -> None:
    result = judge(200, b"%PDF-1.7", kind=kind, Content_Type="application/pdf")
    assert (result.outcome, result.reason) == ("stored", "no page: application/pdf")
    assert result.article is not None
    assert [problem.field for problem in result.article.problems] == ["kind"]
    assert says in result.article.problems[0].reason
    assert judge(200, b"%PDF-1.7", Content_Type="application/pdf").article is None


@pytest.mark.parametrize("label", ["gzip", "br", "UTF-8", "gzip, gzip"])
def test_text_under_the_name_of_an_encoding_is_asked_for_as_it_is_and_then_taken_for_that(label: str) -> None:
    lines = "".join(f"<p>Đoạn {number}: hội nghị triển khai nhiệm vụ năm 2024 của thị xã.</p>" for number in range(9))
    html = f"<html><body><article><h1>Hội nghị của thị xã</h1>{lines}"
    page = f"{html}</article></body></html>".encode()
    first, second = (judge(200, page, tries=tries, Content_Encoding=label) for tries in (0, 1))
    assert (first.outcome, first.article) == ("failed", None)
    assert first.retry_after is not None
    assert second.outcome == "stored"
    assert second.article is not None
    assert second.article.title == "Hội nghị của thị xã"
    assert second.article.problems == []
    assert second.reason == f"the answer says that it is encoded as {label} and is not: it was read as it came"
    assert second.answer.header("Content-Encoding") == label, "the answer stays as it came"
    cut = judge(200, page[:-200], tries=1, Content_Encoding=label)
    assert (cut.outcome, cut.article) == ("failed", None), "nothing tells that such a page is whole but its end"


def test_a_page_in_the_middle_of_which_its_script_died_is_not_kept() -> None:
    last = b"<br />\n<b>Fatal error</b>:  Maximum execution time exceeded in <b>/a.php</b> on line <b>7</b>"
    result = judge(200, b"<html><body><h1>H</h1><p>" + b"a b " * 200 + last)
    assert result.outcome == "failed"
    assert result.retry_after is not None
    assert result.reason == "the portal's script broke off in the middle of the page"


@pytest.mark.parametrize(("status", "is_again"), [(421, True), (509, True), (526, True), (530, True),
                                                  (599, True), (501, False), (505, False), (511, False)])  # fmt: skip
def test_a_fault_that_nobody_knows_is_a_fault_of_the_server(status: int, is_again: bool) -> None:
    assert (judge(status).retry_after is not None) == is_again
