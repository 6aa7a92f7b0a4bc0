"""Families whose body's element holds the article from its first line to its last, with the lead in one of its own."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scraper.families.marked_up import from_the_lead, whole
from scraper.families.templates import Templated

if TYPE_CHECKING:
    from scraper.extract.reading.region import Region


class WholeBody(Templated):
    """A family that believes the body's element, where the page has one."""

    @cached_property
    def region(self) -> Region | None:
        """Where the text stands: the whole of the body's element, where there is one."""
        found = super().region
        return found if self.named.first("body") is None else whole(found, self.lines)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Index of the first line of lead or text, and of the first line after the article."""
        return from_the_lead(super().bounds, self.named.lines("lead", self.lines))
