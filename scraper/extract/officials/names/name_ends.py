"""Name ends: how far a person's name reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.names import names, ranks
from scraper.extract.officials.names.runs import begins_person_or_post
from scraper.extract.officials.roles.verbs import VERBS
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles import heads

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

NOISE = 18  # capitals in a row: nobody's name, and no row of names
# Bodies printed right behind a name.
_BODIES_BEHIND = frozenset({("công", "an"), ("cơ", "quan"), ("đảng", "bộ"), ("đảng", "ủy")})
_BIRTH = frozenset({("sinh", "năm"), ("sinh", "ngày")})  # the next line of a biography


def name_end(tokens: Tokens, at: int, limit: int) -> int:
    """Return the end of the run of name syllables at ``at`` (``at`` where there is none)."""
    keys, caps = tokens.keys, tokens.shapes[at] == Shape.CAPS
    end = at
    while end < limit and end - at < NOISE:
        if not names.syllable(tokens, end, caps=caps):
            if end == at or not (following := names.past_particles(tokens, end, limit)):
                break
            end = following
        if end > at and _cut(tokens, at, end, limit, caps=caps):
            break
        end += 1
        if end < limit and keys[end] == "-":
            end = names.hyphened(tokens, end - 1, limit)
    if 5 < end - at < NOISE and keys[at] in names.FIRM_FAMILY_NAMES and "-" not in keys[at:end]:
        return at + 3
    return end


def _cut(tokens: Tokens, start: int, at: int, limit: int, *, caps: bool) -> bool:
    """Tell whether the name that began at ``start`` ends before ``at``, though a capital stands there."""
    if begins_person_or_post(tokens, at, limit):
        head = heads.read_head(tokens, at, limit)
        return head is None or not names.is_post_like(tokens, start, at, head[0], limit)
    if not caps and tokens.shapes[at] == Shape.CAPS and ranks.LEARNED_RANKS.match(tokens, at, limit):
        return True
    if at - start >= 2 and tuple(tokens.keys[at : at + 2]) in _BIRTH:
        return True
    if caps:
        return at - start >= 4 or (at - start >= 2 and VERBS.match(tokens, at, limit) is not None)
    if at - start >= 2 and at + 1 < limit and tokens.shapes[at + 1] == Shape.LOWER:
        return (tokens.keys[at], tokens.keys[at + 1]) in _BODIES_BEHIND
    return False
