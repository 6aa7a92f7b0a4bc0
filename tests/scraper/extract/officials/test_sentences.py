"""Sentences as portals write them, against what they say of the officials in them."""

from __future__ import annotations

import pytest

from tests.scraper.extract.officials.told_cases import Case, read_cases, titles_of

_LEAST = 150
CASES = read_cases("sentences.txt")


def test_the_file_holds_what_it_should() -> None:
    assert len(CASES) >= _LEAST
    assert all(len(told) == 4 for case in CASES for told in case.titles)


@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_sentence(case: Case) -> None:
    officials = case.officials()
    assert titles_of(officials) == sorted(case.titles)
    assert {official.name for official in officials} == {told[0] for told in case.titles}
