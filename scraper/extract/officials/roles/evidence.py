"""Evidence: from the words of a sentence that tell a role to their place in the record's field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told
from scraper.items import RoleEvidence

if TYPE_CHECKING:
    from scraper.extract.officials.introduction import TitleUse
    from scraper.extract.officials.text.tokens import Tokens


def evidence_of(field: str, tokens: Tokens, told: Told) -> list[RoleEvidence]:
    """Return the roles that some words tell, each with the words' place in ``field``.

    A last "và" belongs to what follows ("dự và" of "dự và chỉ đạo") and is left out.
    """
    last = told.end - 1 - (tokens.keys[told.end - 1] == "và")
    start, end = tokens.starts[told.start], tokens.ends[max(told.start, last)]
    return [RoleEvidence(role, start, end, field) for role in told.roles]


def leading(use: TitleUse) -> Told:
    """Return what the part of a leader ("Trưởng đoàn") tells."""
    return Told(("led_delegation",), use.span.head_start, use.span.head_end)
