"""Chairs: several who chair by the same words share the chair."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told

if TYPE_CHECKING:
    from scraper.extract.officials.introduction import Introduction


def share_the_chair(told: list[tuple[Introduction, Told]]) -> None:
    """Make several who chair by the same words co-chair, in place: "Chủ trì hội nghị: ông N; bà N"."""
    chaired = [(one.start, one.end) for _, one in told if one.roles == ("chaired",)]
    if len(chaired) < 2:
        return
    chairs = Counter(chaired)
    for index, (person, one) in enumerate(told):
        if one.roles == ("chaired",) and chairs[one.start, one.end] > 1:
            told[index] = person, Told(("co_chaired",), one.start, one.end)
