"""Sentences as portals write them, against what they say of the officials in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

SENTENCES = Path(__file__).with_name("sentences.txt")
_MARKS = str.maketrans({"⏎": "\n", "·": "\u00a0"})
_LEAST = 150


class Case(NamedTuple):
    """A sentence, its publisher, and the titles it tells as (name, title, kind, organisation)."""

    context: Context
    text: str
    told: list[tuple[str, ...]]


def read_cases() -> list[Case]:
    """Return the cases of the file."""
    cases: list[Case] = []
    context = Context()
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            unit, _, province = line.strip("[]").partition(", ")
            context = Context(unit=unit, province=province)
        elif line.startswith(">"):
            cases.append(Case(context, line[2:].translate(_MARKS), []))
        elif "|" in line:
            cases[-1].told.append(tuple(part.strip() for part in line.split("|")))
    return cases


CASES = read_cases()


def test_the_file_holds_what_it_should() -> None:
    assert len(CASES) >= _LEAST
    assert all(len(told) == 4 for case in CASES for told in case.told)


@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_sentence(case: Case) -> None:
    officials, _ = find_officials([Field("text", case.text)], case.context)
    read = [
        (official.name, title.text, title.kind, title.organization or "")
        for official in officials
        for title in official.titles
    ]
    assert sorted(read) == sorted(case.told)
    assert {official.name for official in officials} == {told[0] for told in case.told}
