"""Organiser: the association whose meeting an article is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.bodies.body_names import names_unit
from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import LEVELS
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.text.tokens import Tokens

_BEGINNING = 120  # tokens
_FIRST_WORDS = tables.MASS_BODIES | {"mttq"}


_UNIT_WORDS = frozenset(word for noun in LEVELS for word in noun.split())


def same_association(name: str, other: str) -> bool:
    """Tell whether two names are of one association, in full or in letters ("Hội CCB", "Hội Cựu chiến binh")."""
    first, second = fold_tone(name).split()[1:], fold_tone(other).split()[1:]
    if not first or not second or first[0] == second[0]:
        return True
    return any(_in_letters(one, words) for one, words in ((first[0], second), (second[0], first)))


def _in_letters(letters: str, words: Sequence[str]) -> bool:
    return letters == "".join(word[0] for word in words[: len(letters)])


def in_usual_letters(words: Sequence[str]) -> str:
    """Return an association's name from a headline in capitals as texts write it: "Hội Nông dân xã Sơn Giang".

    Args:
        words: folded.
    """
    noun = next((at for at, word in enumerate(words) if at and word in _UNIT_WORDS), len(words))
    own = 2 if words[:2] in (["liên", "đoàn"], ["hiệp", "hội"], ["liên", "minh"]) else 1
    spelt = []
    for at, word in enumerate(words):
        named = at > noun and word not in _UNIT_WORDS
        spelt.append(word.capitalize() if named or (at in {0, own} and at < noun) else word)
    return " ".join(spelt)


def find_organiser(fields: Sequence[Tokens]) -> str | None:
    """Return the association whose meeting the article is about ("Hội Nông dân xã Sơn Giang"), from its beginning."""
    for tokens in fields:
        for index in positions(tokens.keys[: max(0, min(len(tokens) - 2, _BEGINNING))], _FIRST_WORDS):
            if tokens.keys[index] == "mttq" and tokens.keys[max(0, index - 2) : index] in (
                ["đại", "biểu"],
                ["đại", "hội"],
            ):
                end, _ = read_body(tokens, index, len(tokens), may_name=False)
                if names_unit(tokens.printed(index, end)):
                    return f"Ủy ban {tokens.printed(index, end)}"
            if tokens.keys[index] not in tables.MASS_BODIES or tokens.shapes[index] == Shape.LOWER:
                continue
            if index > 0 and tokens.keys[index - 1] == "đại":
                continue  # "Đại hội đại biểu": an occasion
            if tokens.keys[index + 1] in {"nghị", "trường", "đồng", "thảo", "viên", "an", "đàm"}:
                continue
            end, _ = read_body(tokens, index, len(tokens), may_name=False)
            if end - index >= 4 and names_unit(tokens.printed(index, end)):
                capitals = all(shape == Shape.CAPS for shape in tokens.shapes[index:end])
                return in_usual_letters(tokens.keys[index:end]) if capitals else tokens.printed(index, end)
    return None
