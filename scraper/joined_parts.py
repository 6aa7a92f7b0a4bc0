"""Which parts of a portal's paths stand for one another, as far as copies have shown it.

That one folder makes no difference says nothing about the next: a portal that serves its articles under ``/tin-moi/``
too may have a folder a commune, with news of the same name in each. So two folders are believed to stand for one
another only where a copy has been read that differs from its article in just these two; that both stand for
``tin-moi`` says nothing about the two. Once many different pairs have been shown, folders of that place are ways to
articles and no parts of their names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

_MOST_PARTS = 5_000  # a portal has some dozens of sections; beyond, what stands in the part is no section
_MOST_LIKE = 200  # parts that are gone through for one address
_MANY_PAIRS = 6  # different pairs that speak for all folders of their place


@dataclass(slots=True)
class JoinedParts:
    """The pairs of parts that stand for one another, by the rule of the addresses they stand in."""

    _like: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    _pairs: Counter[str] = field(default_factory=Counter)  # by rule

    def join(self, rule: str, one: str, other: str) -> None:
        """Take into account that a copy differed from its article in these two parts and in nothing else."""
        if one == other or len(self._like) >= _MOST_PARTS:
            return
        self._pairs[rule] += other not in self._like.get((rule, one), {})
        for part, stands_for in ((one, other), (other, one)):
            like = self._like.setdefault((rule, part), {})
            if len(like) < _MOST_LIKE:
                like[stands_for] = None

    def are_many(self, rule: str) -> bool:
        """Tell whether so many pairs have been shown that any two parts may stand for one another."""
        return self._pairs[rule] >= _MANY_PAIRS

    def like(self, rule: str, part: str) -> tuple[str, ...]:
        """Return the parts that stand for one, in the order in which copies have shown it."""
        return tuple(self._like.get((rule, part), ()))
