"""Letters: an association that a post prints by its first letters, named in full where the text does.

"Chủ tịch Hội SVC huyện" beside "Hội Sinh vật cảnh huyện Thạch Thất" heads the latter. Letters that every portal prints
("Hội LHPN", "Hội CCB") stay as printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.officials.text.tokens import Tokens

_USUAL = frozenset({"LHPN", "CCB", "LHTN", "ND", "PN", "CTĐ", "NCT", "HPN"})
_KIND = "Hội"
_SHORTEST, _LONGEST = 2, 6  # letters


def association_in_full(name: str, fields: Iterable[Tokens]) -> str:
    """Return an association's name with its letters written out as one of the fields does, else as it is.

    Args:
        name: of a body.
        fields: tokens that may name it in full.
    """
    kind, _, rest = name.partition(" ")
    letters, _, behind = rest.partition(" ")
    if kind != _KIND or letters in _USUAL or not (letters.isupper() and letters.isalpha()):
        return name
    if not _SHORTEST <= len(letters) <= _LONGEST:
        return name
    first = letters.lower()
    for tokens in fields:
        for at in positions(tokens.keys, frozenset({"hội"})):
            words = tokens.keys[at + 1 : at + 1 + len(first)]
            if len(words) == len(first) and all(word[0] == letter for word, letter in zip(words, first, strict=True)):
                full = tokens.printed(at + 1, at + 1 + len(first))
                return f"{_KIND} {full} {behind}".rstrip()
    return name
