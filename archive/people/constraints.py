"""What people's decisions mean for the mentions that the archive holds now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@dataclass(slots=True)
class Constraints:
    """Decisions on mentions (identifiers): who is one, who is not.

    ``together`` are pairs that are one person, with the words for it; ``apart`` are mentions that a decision has made
    a person of their own, with its number: nothing but a decision joins them with others; ``sides`` holds for each
    mention on which side of a decision it stands.
    """

    together: list[tuple[int, int, str]] = field(default_factory=list)
    apart: dict[int, int] = field(default_factory=dict)
    sides: dict[int, dict[object, int]] = field(default_factory=dict)

    def concern(self, mentions: AbstractSet[int]) -> bool:
        """Tell whether a decision joins or parts any of some mentions (identifiers)."""
        if any(first in mentions and second in mentions for first, second, _ in self.together):
            return True
        return not (mentions.isdisjoint(self.apart) and mentions.isdisjoint(self.sides))
