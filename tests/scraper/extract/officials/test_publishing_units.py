"""Whose body an elided post is held in: addresses of every form, units that no gazetteer has, both eras."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

TEXTS = Path(__file__).with_name("publishing_units.txt")
_LEAST = 55


class Case(NamedTuple):
    """An article at its address, and the organisation of each title as (name, title) -> organisation."""

    url: str
    headline: str
    text: str
    held: dict[tuple[str, str], str]


def read_cases() -> list[Case]:
    """Return the cases of the file."""
    cases: list[Case] = []
    url = ""
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            url = line[2:]
        elif line.startswith("> "):
            headline, _, text = line[2:].partition("⏎")
            cases.append(Case(url, headline, text.replace("⏎", "\n"), {}))
        elif "|" in line and not line.startswith("#"):
            name, title, organisation = (part.strip() for part in line.split("|"))
            cases[-1].held[name, title] = organisation
    return cases


CASES = read_cases()


def test_the_file_holds_what_it_should() -> None:
    assert len(CASES) >= _LEAST
    assert all(case.held and case.url for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[f"{case.url} {case.headline}"[:70] for case in CASES])
def test_the_organisation_of_each_title(case: Case) -> None:
    officials, _ = find_officials([Field("title", case.headline), Field("text", case.text)], Context(url=case.url))
    read = {
        (official.name, title.text): title.organization or "" for official in officials for title in official.titles
    }
    assert {held: read.get(held) for held in case.held} == case.held
