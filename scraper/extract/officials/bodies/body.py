"""Body: the organisation that a title is held in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.extract.officials.units.unit import Unit


@dataclass(slots=True)
class Body:
    """A title's organisation: its full name, the unit it belongs to, and whether the title printed that unit."""

    name: str | None = None
    unit: Unit | None = None
    printed_unit: bool = False
    party: bool = False
    committee: Unit | None = None
