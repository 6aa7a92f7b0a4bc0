"""Where names, days and the words of roles stand in an article."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.site.found_words import Mark, day_words, found_words


def mention(position: int, *spans: tuple[str, int, int]) -> dict[str, Any]:
    told = [{"field": field, "start": start, "end": end} for field, start, end in spans]
    return {"position": position, "spans": json.dumps(told)}


def role(field: str | None, start: int | None, end: int | None) -> dict[str, Any]:
    return {"field": field, "start": start, "end": end}


def test_words_are_found_by_field_as_they_stand() -> None:
    texts = {"lead": "Sáng 04/3/2021, bà Mây họp.", "text": "Bà Mây chủ trì."}
    found = found_words(
        [mention(0, ("text", 3, 6), ("lead", 19, 22))],
        [{"position": 0, "text": "Sáng 04/3/2021"}],
        [role("text", 7, 14), role(None, None, None)],
        texts,
    )
    assert found == {
        "lead": [Mark(0, 14, "day", 0, "lead"), Mark(19, 22, "name", 0, "lead")],
        "text": [Mark(3, 6, "name", 0, "text"), Mark(7, 14, "role", 0, "text")],
    }
    assert [mark.anchor for mark in found["text"]] == ["name-text-3", "role-text-7"]
    assert Mark(4, 5, "role", 0, "captions[12]").anchor == "role-captions-12-4"


def test_of_words_that_say_two_things_the_name_is_linked() -> None:
    found = found_words([mention(0, ("text", 5, 8)), mention(1, ("text", 6, 9))], [], [role("text", 0, 6)], {})
    assert found == {"text": [Mark(5, 8, "name", 0, "text")]}


@pytest.mark.parametrize(
    ("words", "text", "start"),
    [
        ("5/3", "Từ 15/3 đến 5/3.", 12),
        ("5/3", "ngày 5/3/2021 và 5/3", 17),
        ("05-06/3", "từ 05-06/3.", 3),
        ("06/3", "từ 05-06/3; 06/3", 12),
        ("Sáng 5/3", "sáng 5/3. Sáng 5/3.", 10),
        ("sáng nay", "Từ sáng nay, ", 3),
    ],
)
def test_the_words_of_a_day_stand_by_themselves(words: str, text: str, start: int) -> None:
    assert day_words(words, 2, {"lead": "", "text": text}) == Mark(start, start + len(words), "day", 2, "text")


@pytest.mark.parametrize(("words", "text"), [("5/3", "15/3"), ("5/3", "5/3/2021"), ("", "5/3"), ("5/4", "5/3")])
def test_words_that_do_not_stand_so_are_not_marked(words: str, text: str) -> None:
    assert day_words(words, 0, {"text": text}) is None


@given(
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
    roles=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
)
def test_marks_never_overlap(spans: list[tuple[int, int]], roles: list[tuple[int, int]]) -> None:
    found = found_words(
        [mention(number, ("text", *span)) for number, span in enumerate(spans)],
        [],
        [role("text", *span) for span in roles],
        {},
    ).get("text", [])
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(mark.start < mark.end for mark in found)
    named = [mark for mark in found if mark.kind == "name"]
    assert bool(named) == any(start < end for start, end in spans)
