"""Short texts as portals write them, against the whole record of each official: names, titles, bodies, roles."""

from __future__ import annotations

import pytest

from tests.scraper.extract.officials.told_cases import Case, read_cases, titles_of

_LEAST = 159
CASES = read_cases("records.txt")


def test_the_file_holds_what_it_should() -> None:
    assert len(CASES) >= _LEAST
    assert all(len(told) == 4 for case in CASES for told in case.titles)
    assert all({told[0] for told in case.titles} <= set(case.roles) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_record(case: Case) -> None:
    officials = case.officials()
    assert titles_of(officials) == sorted(case.titles)
    assert {official.name: sorted(official.roles) for official in officials} == case.roles
