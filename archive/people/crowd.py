"""How many officials an archive names in each province: among so many a namesake stands to be expected, not among all.

Counts are kept as powers of two, so that a name need not be resolved again for every article that arrives.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil, log2
from typing import TYPE_CHECKING

from archive.people.regions import region_of_portal

if TYPE_CHECKING:
    import sqlite3

_AT_LEAST = 9  # as a power of two: an archive that has just begun to name a province will name more
_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Crowd:
    """Different names by province (as of today, folded), as powers of two between 512 and 4,096."""

    powers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> Crowd:
        """Count the different names that the portals of each province name; one named by two portals counts twice."""
        counted: Counter[str] = Counter()
        for province, url, names in connection.execute(
            "SELECT p.province, p.url, count(DISTINCT m.name_key) FROM portals p JOIN articles a ON a.portal = p.id "
            "JOIN mentions m ON m.article = a.id GROUP BY p.id"
        ):
            counted[region_of_portal(province, url, "").merged] += names
        return cls({region: min(max(ceil(log2(names)), _AT_LEAST), _AT_MOST) for region, names in counted.items()})

    def named_in(self, region: str) -> float:
        """Return about how many officials the archive names in a province."""
        return float(2 ** self.powers.get(region, _AT_LEAST))
