"""What the measure of patterns reads off the source: by which methods a pattern runs, and on how much of a text."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmark.pattern_bounds import LETTERS, letters_of
from tests.benchmark.pattern_uses import Used, used_patterns
from tests.benchmark.pattern_words import own_words

SOURCE = """
import re

MOST = 30
MATCHED = re.compile("a")
SEARCHED = re.compile("b")
FROM_A_PLACE = re.compile("c")
HANDED_ON = re.compile("d")
PART = re.compile("e")
WHOLE = re.compile(PART.pattern + "f")
TABLE = {"one": re.compile("g"), "two": re.compile("h")}
CUT = re.compile("i")
CUT_AT_ONE_PLACE = re.compile("j")
WINDOW = re.compile("k")
UNUSED = re.compile("l")
LISTED = re.compile("m")


class Holder:
    own = re.compile("n")


def use(text, start, apply):
    MATCHED.match(text)
    SEARCHED.search(text)
    FROM_A_PLACE.search(text, start)
    apply(HANDED_ON)
    WHOLE.fullmatch(text)
    for name, pattern in TABLE.items():
        pattern.match(text)
    CUT.search(text[-40:].lower())
    CUT.sub("", str(text[:MOST]))
    CUT_AT_ONE_PLACE.search(text[:MOST])
    CUT_AT_ONE_PLACE.search(text)
    WINDOW.search(text, max(0, start - MOST), start)
    any(pattern.fullmatch(text) for pattern in (LISTED,))
    return re.split("o", text)
"""
IMPORTING = """
from made_up_package.one import MATCHED, SEARCHED


def use(text):
    return MATCHED.split(text)
"""


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Used]]:
    """The patterns of a made-up package, by their words."""
    folder = tmp_path / "made_up_package"
    folder.mkdir()
    for name, text in {"__init__": "", "one": SOURCE, "other": IMPORTING}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield {str(used.pattern.pattern): used for used in used_patterns(importlib.import_module("made_up_package"))}
    for name in [name for name in sys.modules if name.startswith("made_up_package")]:
        del sys.modules[name]


@pytest.mark.parametrize(
    ("words", "methods", "letters"),
    [
        ("a", {"match", "finditer"}, None),  # split in another module
        ("b", {"search"}, None),
        ("c", {"finditer"}, None),
        ("d", {"finditer"}, None),
        ("e", set(), None),
        ("ef", {"fullmatch"}, None),
        ("g", {"match"}, None),
        ("h", {"match"}, None),
        ("i", {"search", "finditer"}, 40),
        ("j", {"search"}, None),
        ("k", {"finditer"}, 30),
        ("l", {"finditer"}, None),
        ("m", {"fullmatch"}, None),
        ("n", {"finditer"}, None),
        ("o", {"finditer"}, None),
    ],
)
def test_how_a_pattern_is_used(found: dict[str, Used], words: str, methods: set[str], letters: int | None) -> None:
    assert (found[words].methods, found[words].letters) == (methods, letters)


def test_each_pattern_is_named_once_and_by_the_module_that_makes_it(found: dict[str, Used]) -> None:
    assert len(found) == 15
    assert found["a"].name == "made_up_package.one.MATCHED"
    assert found["h"].name == "made_up_package.one.TABLE[1]"


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        (r"ngày\s+\d{1,2}", ["n", "ngày   11"]),
        (r"(?:a|bcd)+[^a-z]$", ["bcdbcdbcd1"]),
        (rb"<meta[^>]{0,9}x", ["<metaaaax"]),
        (r"(?i)[đĐ]/c(?!x)", ["đ/c"]),
    ],
)
def test_a_pattern_gives_the_beginnings_of_what_it_matches(pattern: str | bytes, beginnings: list[str]) -> None:
    words = own_words(re.compile(pattern))
    assert words == sorted(set(words), key=len)
    assert set(beginnings) <= set(words)
    whole = words[-1] if isinstance(pattern, str) else words[-1].encode()
    assert re.match(pattern, whole)


@pytest.fixture(scope="module")
def ours() -> list[Used]:
    """The patterns of our packages."""
    import archive
    import scraper

    return [used for package in (scraper, archive) for used in used_patterns(package)]


def test_each_pattern_of_ours_can_be_compiled(ours: list[Used]) -> None:
    assert len(ours) > 600
    for used in ours:
        assert used.pattern.groups >= 0, used.name  # a pattern is compiled when it is first asked for such a thing


def test_bounds_are_those_of_patterns_that_exist(ours: list[Used]) -> None:
    names = [used.name for used in ours]
    stale = [key for key in LETTERS if not any(name.startswith(key) for name in names)]
    assert stale == []
    assert letters_of("scraper.extract.stats._PATTERNS[3]") == LETTERS["scraper.extract.stats"][0]
    assert letters_of("scraper.nowhere._PATTERN") is None
