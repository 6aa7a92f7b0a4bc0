from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper.breaker import MAX_SILENCE, Breaker
from scraper.store import Answer, PageResult, Target

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
REFUSED = "the connection was refused"


def result(number: int, status: int | None = None, reason: str = REFUSED, outcome: str = "failed") -> PageResult:
    target = Target(f"a.gov.vn/{number}", f"https://a.gov.vn/{number}", 1)
    return PageResult(target, Answer(target.url, MOMENT, status), outcome, reason)  # type: ignore[arg-type]


def test_it_opens_after_so_many_addresses_and_for_longer_each_time() -> None:
    breaker = Breaker(2.0)
    assert [breaker.note(result(number)) for number in range(MAX_SILENCE - 1)] == [None] * (MAX_SILENCE - 1)
    assert breaker.note(result(9)) == 30.0
    assert not breaker.has_tried
    assert breaker.note(result(10)) == 120.0
    assert breaker.has_tried


def test_an_answer_closes_it() -> None:
    breaker = Breaker(2.0, silence=50)
    for number in range(MAX_SILENCE + 1):
        breaker.note(result(number))
    assert breaker.note(result(1, status=404, outcome="gone")) is None
    assert not breaker.has_tried
    assert [breaker.note(result(number)) for number in range(MAX_SILENCE)][-1] == 30.0


def test_pauses_grow_from_run_to_run_up_to_a_bound() -> None:
    pauses = []
    for runs in range(12):
        breaker = Breaker(2.0, silence=runs * (MAX_SILENCE + 1))
        pauses.append([breaker.note(result(number)) for number in range(MAX_SILENCE)][-1])
    assert pauses[:3] == [30.0, 120.0, 480.0]
    assert pauses[-1] == 3_600.0
    assert pauses == sorted(pauses, key=lambda pause: pause or 0.0)


def test_one_address_that_never_answers_says_nothing_of_its_host() -> None:
    breaker = Breaker(2.0)
    assert {breaker.note(result(number % 3)) for number in range(100)} == {None}


@pytest.mark.parametrize("status", [502, 504, 522])
def test_a_gateway_that_gets_no_answer_is_silence(status: int) -> None:
    breaker = Breaker(2.0)
    assert [breaker.note(result(number, status, "")) for number in range(MAX_SILENCE)][-1] is not None


@pytest.mark.parametrize(
    "other",
    [
        result(1, 500, "status 500"), result(1, 200, "the gzip body ends before its stream does"),
        result(1, None, "the connection broke off before the end of the body"),
        result(1, None, "the answer does not come to its end: its head is longer than 256 KB"),
        result(1, None, "robots.txt forbids it", "refused"),
    ],
)  # fmt: skip
def test_what_says_nothing_of_the_host_is_no_silence(other: PageResult) -> None:
    breaker = Breaker(2.0)
    for number in range(MAX_SILENCE * 2):
        other.target = result(number).target
        assert breaker.note(other) is None
