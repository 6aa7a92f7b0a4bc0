"""What every suite counts with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


@dataclass(slots=True)
class Score:
    """One figure: its name, its value (0-1), what it rests on ("132 officials"), and the worst misses in words."""

    name: str
    value: float
    basis: str
    misses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """True positives, false positives and false negatives, added up over texts."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Compare two bags of items."""
        wanted, got = Counter(gold), Counter(found)
        common = sum((wanted & got).values())
        self.right += common
        self.wrong += sum(got.values()) - common
        self.missed += sum(wanted.values()) - common

    @property
    def precision(self) -> float:
        """Share of what was found that is right (1 where nothing was found)."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found (1 where there is nothing)."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0
