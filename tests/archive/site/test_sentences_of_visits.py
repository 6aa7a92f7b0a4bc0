"""What visits write of pages they could not read, of certificates and of units is said in Vietnamese."""

from __future__ import annotations

from datetime import date

import pytest

from archive import advice
from archive.people import facts
from archive.site import sentences
from archive.site.sentences import sentence
from scraper import failures, tls_verification
from scraper.extract import extract
from scraper.extract.challenge import CHALLENGE_REASON
from scraper.extract.decode import decode
from scraper.extract.events import doubts as event_doubts
from scraper.extract.shell import SHELL_REASON
from scraper.extract.walked import _LEFT_OUT
from scraper.units import gazetteer

DAYS = (date(2024, 3, 1), date(2024, 3, 2))


@pytest.mark.parametrize(
    "doubt",
    [
        event_doubts.no_year("Sáng 1/3", None),
        event_doubts.no_year("Sáng 1/3", DAYS[1]),
        event_doubts.no_such_day("31/2"),
        event_doubts.no_stamp("sáng nay"),
        *event_doubts.against("Sáng 1/3", DAYS, 6, None),
        *event_doubts.against("Sáng 1/3", DAYS, None, date(2024, 2, 20)),
        *event_doubts.against("Sáng 1/3", DAYS, None, date(2025, 3, 5)),
        *event_doubts.against("Sáng 1/3", DAYS, None, date(2024, 4, 1)),
    ],
)
def test_every_doubt_of_a_day_is_said_in_vietnamese(doubt: event_doubts.Doubt) -> None:
    said = sentence(doubt.sentence, "reason")
    assert said is not None and "publication" not in said and "2024-" not in said


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b"%PDF-1.7", b"PK\x03\x04", b"GIF89a", b"\x00\x01\x02\x03\xfe\xff\x80" * 99, b"<p>caf\xe9 zzz</p>"],
)
def test_why_bytes_are_no_page_is_known(body: bytes) -> None:
    problem = decode(body).problem
    assert problem is not None and sentence(problem, "reason") is not None, problem


@pytest.mark.parametrize("reason", [SHELL_REASON, CHALLENGE_REASON, _LEFT_OUT])
def test_why_a_page_has_no_article_is_known(reason: str) -> None:
    assert sentence(reason, "reason") is not None


def test_what_speaks_against_officials_is_known() -> None:
    text = "Dự hội nghị có đồng chí Trần Văn Gió và đồng chí Lê Thị Mây, Phó Bí thư Đảng ủy phường. " * 2
    record = extract(f"<html><body><h1>Hội nghị</h1><p>{text}</p></body></html>".encode(), "https://a.gov.vn/1.html")
    told = [problem.reason for problem in record.problems]
    assert any("as a comrade" in reason for reason in told), told
    assert [reason for reason in told if sentence(reason, "reason") is None] == []


@pytest.mark.parametrize("fault", dict.fromkeys(tls_verification._WORDS.values()))
def test_what_is_wrong_with_a_certificate_is_known(fault: str) -> None:
    refused = f"{failures.NO_CERTIFICATE}: {fault}; it shows sha256:{'0' * 64}"
    said = sentence(refused, "reason")
    assert said is not None and "certificate" not in said


def test_what_has_no_day_is_told_in_words_that_are_known() -> None:
    assert facts.words_since([]) == sentences._UNKNOWN_DAY


def test_every_basis_of_the_units_that_ship_is_known() -> None:
    for basis in {unit.basis for unit in gazetteer()}:
        said = sentence(basis, "basis")
        assert said is not None and "state" not in said, basis


@pytest.mark.parametrize("url", ["https://a.vn/", "http://a.vn/"])
@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("status 401: the portal asks for a password", 401),
        ("status 403: the portal forbids the page", 403),
        ("status 500", 500),
        (failures.NO_SUCH_HOST, None),
        (f"{failures.NO_CERTIFICATE}: it has expired; it shows sha256:{'0' * 64}", None),
        ("TLS: the handshake failed", None),
        ("the connection was refused", None),
    ],
)
def test_what_to_do_about_a_portal_without_pages_is_known(url: str, reason: str, status: int | None) -> None:
    todo = advice._about_a_failure(advice._Home(url, "failed", reason, status))
    assert todo is not None
    said = sentence(todo, "finding")
    assert said is not None and "its " not in said and " it " not in said, said


@pytest.mark.parametrize(
    "reason",
    [
        "“…” has no date: the publication stamp is too far from it and the text does not tell its year.",
        "“…” is later than the publication stamp.",
        "“…” is … days before the publication stamp.",
        "“…” is exactly a month before the publication stamp, as where the month is mistyped.",
        "“…” names another weekday than the calendar has for ….",
    ],
)
def test_reasons_that_are_counted_as_alike_are_known(reason: str) -> None:
    said = sentence(reason, "reason")
    assert said is not None and "stamp" not in said
