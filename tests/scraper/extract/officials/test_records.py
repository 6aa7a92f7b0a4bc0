"""Short texts as portals write them, against the whole record of each official: names, titles, bodies, roles."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

TEXTS = Path(__file__).with_name("records.txt")
_MARKS = str.maketrans({"⏎": "\n", "·": "\u00a0"})
_LEAST = 159


class Case(NamedTuple):
    """A text, its publisher, the titles it tells as (name, title, kind, organisation), and the roles of each name."""

    context: Context
    text: str
    titles: list[tuple[str, ...]]
    roles: dict[str, list[str]]


def read_cases() -> list[Case]:
    """Return the cases of the file."""
    cases: list[Case] = []
    context = Context()
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("["):
            unit, _, province = line.strip("[]").partition(", ")
            context = Context(unit=unit, province=province)
        elif line.startswith(">"):
            cases.append(Case(context, line[2:].translate(_MARKS), [], {}))
        elif "|" in line:
            cases[-1].titles.append(tuple(part.strip() for part in line.split("|")))
        elif "=" in line:
            name, _, roles = line.partition("=")
            cases[-1].roles[name.strip()] = sorted(roles.split())
    return cases


CASES = read_cases()


def test_the_file_holds_what_it_should() -> None:
    assert len(CASES) >= _LEAST
    assert all(len(told) == 4 for case in CASES for told in case.titles)
    assert all({told[0] for told in case.titles} <= set(case.roles) for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.text[:60] for case in CASES])
def test_record(case: Case) -> None:
    officials, _ = find_officials([Field("text", case.text)], case.context)
    titles = [
        (official.name, title.text, title.kind, title.organization or "")
        for official in officials
        for title in official.titles
    ]
    assert sorted(titles) == sorted(case.titles)
    assert {official.name: sorted(official.roles) for official in officials} == case.roles
