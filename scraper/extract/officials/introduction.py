"""Introduction: one mention of a person in a sentence, with the titles that stand there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.items import TitleKind


@dataclass(slots=True)
class TitleUse:
    """A title of a person: where it stands, and its kind in this place."""

    span: TitleSpan
    kind: TitleKind


class Told(NamedTuple):
    """Roles, and the words that tell them: tokens ``start`` to ``end`` (exclusive) of the field."""

    roles: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class Introduction:
    """One mention of a person in a sentence; token ranges. ``start`` to ``end`` spans honorific, name and titles.

    ``moves`` are the roles that a verb of election, appointment or dismissal gives together with a post.
    """

    start: int
    name_start: int
    name_end: int
    end: int
    honorific: str | None = None
    ranks: list[tuple[int, int]] = field(default_factory=list)
    titles: list[TitleUse] = field(default_factory=list)
    listed: bool = False
    clergy: bool = False
    impostor: bool = False
    given_name: bool = False
    title_first: bool = False
    moves: list[Told] = field(default_factory=list)


class Sentence(NamedTuple):
    """A sentence as read: tokens ``start`` to ``end`` (exclusive) of a field, its items and the people it names.

    ``named`` is where the last sentence before it that names somebody ends.
    """

    field: str
    tokens: Tokens
    start: int
    end: int
    items: Sequence[Item]
    people: Sequence[Introduction]
    named: int = 0
