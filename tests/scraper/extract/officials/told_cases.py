"""Texts as portals write them with what they tell of officials, from ``sentences.txt`` and ``records.txt``.

What a line means stands at the top of each file.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.items import Official

_MARKS = str.maketrans({"⏎": "\n", "·": "\u00a0"})


class Case(NamedTuple):
    """A text, its publisher, the titles it tells as (name, title, kind, organisation), and the roles of each name."""

    context: Context
    text: str
    titles: list[tuple[str, ...]]
    roles: dict[str, list[str]]

    def officials(self) -> list[Official]:
        """Return the officials that are read off the text."""
        return find_officials([Field("text", self.text)], self.context)[0]


def read_cases(name: str) -> list[Case]:
    """Return the cases of the file of this name beside this module."""
    cases: list[Case] = []
    context = Context()
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
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
            name_of, _, roles = line.partition("=")
            cases[-1].roles[name_of.strip()] = sorted(roles.split())
    return cases


def titles_of(officials: list[Official]) -> list[tuple[str, ...]]:
    """Return the titles of officials as a case tells them, in order."""
    return sorted(
        (official.name, title.text, title.kind, title.organization or "")
        for official in officials
        for title in official.titles
    )
