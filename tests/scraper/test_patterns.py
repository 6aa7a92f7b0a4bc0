"""Patterns that are compiled when they are first used are to everybody what ``re.compile`` gives."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any
from weakref import WeakSet

import pytest

from scraper import patterns
from scraper.patterns import compile_waiting, regex

CALLS = (
    ("search", ("a1 b22",)),
    ("match", ("a1 b22", 3)),
    ("fullmatch", ("b22",)),
    ("findall", ("a1 b22",)),
    ("sub", ("-", "a1 b22")),
    ("subn", (lambda found: found[2], "a1 b22")),
    ("split", ("a1 b22", 1)),
)


def _told(value: Any) -> Any:
    return (value.span(), value.groups()) if isinstance(value, re.Match) else value


@pytest.mark.parametrize(("method", "arguments"), CALLS)
def test_each_method_gives_what_the_compiled_one_gives(method: str, arguments: tuple[Any, ...]) -> None:
    late, compiled = regex(r"([A-Z])(\d+)", re.IGNORECASE), re.compile(r"([A-Z])(\d+)", re.IGNORECASE)
    for _ in range(2):  # compiled by the first call, or compiled already
        assert _told(getattr(late, method)(*arguments)) == _told(getattr(compiled, method)(*arguments))


def test_all_places_are_found_in_bytes_too() -> None:
    assert [found.span() for found in regex(rb"\d").finditer(b"a1b2")] == [(1, 2), (3, 4)]


def test_its_words_are_told_without_compiling_and_the_rest_by_the_compiled_one() -> None:
    assert regex("(").pattern == "("
    assert (regex("(?P<day>.)").groups, regex("(?P<day>.)").groupindex) == (1, {"day": 1})
    assert regex("a", re.DOTALL).flags == re.compile("a", re.DOTALL).flags


def test_what_is_no_pattern_is_told_at_its_first_use() -> None:
    with pytest.raises(re.error):
        regex("(").search("a")


def test_a_copy_and_one_that_was_sent_to_another_process_find_the_same() -> None:
    used = regex("b", re.IGNORECASE)
    assert used.search("aB")
    for late in (copy.copy(used), copy.deepcopy(used), pickle.loads(pickle.dumps(used))):
        assert late.pattern == "b"
        assert late.search("aB")


def test_those_that_wait_are_compiled_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_WAITING", WeakSet())  # not those of other tests, which are no patterns
    late, used = regex("c+"), regex("d+")
    assert used.search("d")
    compile_waiting()
    monkeypatch.setattr(re, "compile", None)
    assert late.search("bcc") and used.search("dd")
