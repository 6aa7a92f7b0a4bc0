"""Which parts of a portal's paths stand for one another, as far as copies have shown it.

That one folder makes no difference says nothing about the next: a portal that serves its articles under ``/tin-moi/``
too may have a folder a commune or a year, with notices of the same name in each. So folders are believed to stand for
one another only where a copy has been read that differs from its article in just these two, or in a chain of such.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST_PARTS = 5_000  # a portal has some dozens of sections; beyond, what stands in the part is no section
_MOST_LIKE = 200  # parts that are gone through for one address


@dataclass(slots=True)
class JoinedParts:
    """The parts that stand for one another, by the rule of the addresses they stand in."""

    _groups: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # one set object a group

    def join(self, rule: str, one: str, other: str) -> None:
        """Take into account that a copy differed from its article in these two parts and in nothing else."""
        if one == other or len(self._groups) >= _MOST_PARTS:
            return
        group = self._groups.get((rule, one), {one}) | self._groups.get((rule, other), {other})
        for part in group:
            self._groups[rule, part] = group

    def like(self, rule: str, part: str) -> list[str]:
        """Return the other parts that stand for one, in alphabetical order."""
        return sorted(self._groups.get((rule, part), set()) - {part})[:_MOST_LIKE]
