"""Names of units: what is one name however it is spelt.

Portals spell a unit in many ways: "Quy Nhơn" and "Qui Nhơn", "Mỹ" and "Mĩ", "Đắk Lắk", "Đăk Lăk" and "Đắc Lắc",
"Phan Rang-Tháp Chàm", "P. 3" and "Phường 03", "Ia H' Drai". :func:`name_key` gives all of them one key; marks that tell
names apart (Tân Hòa, Tân Hóa) stay. :func:`bare_key` drops the marks as well, as an address does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from scraper.patterns import regex
from scraper.units.kinds import ABBREVIATIONS, LEVEL_OF
from scraper.vietnamese import collapse, fold, fold_tone, nfc

_PARTS = regex(r"[^\W\d_]+|[0-9]+")
_COARSE = str.maketrans("cy", "ki")
_ONE_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
# The letters before an i that is as often written y: Kỳ Anh, Kì Anh; Quy Nhơn, Qui Nhơn.
_BEFORE_I = ("h", "k", "l", "m", "s", "t", "qu")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# Two spellings that no rule explains.
_ALSO = {"bắkcạn": "bắkkạn", "thừathiên": "thừathiênhuế", "hcm": "hồchíminh"}
_LONGEST_NAME = 60  # characters; the longest unit's has 24
_FULL_KINDS = tuple(sorted(LEVEL_OF, key=len, reverse=True))


class UnitName(NamedTuple):
    """A unit's name taken apart: its kind, ``None`` where none is told, and the name without it as printed."""

    kind: str | None
    name: str


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> str:
    """Return what all spellings of a unit's name (without its kind) have in common; empty where there is no letter.

    Unified are: letter case, tone placement, i and y after consonants, c and k at the end of a syllable, the missing
    marks of Đăk and Đak, spaces, hyphens and apostrophes, leading zeros, Roman numerals after a name.
    """
    parts = _PARTS.findall(fold_tone(nfc(name[:_LONGEST_NAME])).replace("ð", "đ"))
    key = "".join(_syllable_key(part, first=number == 0) for number, part in enumerate(parts))
    return _ALSO.get(key, key)


def _syllable_key(syllable: str, *, first: bool) -> str:
    if syllable.isdigit():
        return syllable.lstrip("0") or "0"
    if not first and syllable in _ROMAN:
        return _ROMAN[syllable]
    if syllable[-1] in "yýỳỷỹỵ" and syllable[:-1] in _BEFORE_I_WHOLE:
        return syllable[:-1] + syllable[-1].translate(_ONE_I)
    if syllable.endswith("c"):
        syllable = syllable[:-1] + "k"
    # No Vietnamese syllable ends in a stop without a tone, so what is written so is a name of the highlands.
    if syllable.endswith(("ăk", "ak")):
        return syllable[:-2] + "ắk"
    return syllable


_BEFORE_I_WHOLE = frozenset((*_BEFORE_I, "th", "ch", "nh", "kh", "ph"))


@lru_cache(maxsize=1 << 14)
def bare_key(name: str) -> str:
    """Return what a name and its spelling in an address have in common: "Bắc Hà" and "bacha" both give "bakha".

    Coarser than :func:`name_key`: it knows no syllables, so c is k and y is i everywhere.
    """
    return fold(name_key(name)).translate(_COARSE)


@lru_cache(maxsize=1 << 13)
def take_apart(text: str) -> UnitName:
    """Take a unit's name apart: "P. 3" gives ("phường", "3"), "thị xã Kỳ Anh" ("thị xã", "Kỳ Anh").

    Args:
        text: the name as printed or in normal form.
    """
    words = collapse(nfc(text[: 2 * _LONGEST_NAME]))
    lowered = fold_tone(words)
    for kind in _FULL_KINDS:
        if lowered.startswith(kind) and lowered[len(kind) : len(kind) + 1] in {" ", "."}:
            return UnitName(kind, words[len(kind) + 1 :].strip(" ."))
    head, dot, rest = words.partition("." if "." in words[:3] else " ")
    short = fold_tone(head).replace(".", "")
    if short in ABBREVIATIONS and rest.strip() and (dot == "." or head.isupper() or head == "Tp"):
        return UnitName(ABBREVIATIONS[short], rest.strip(" ."))
    return UnitName(None, words)
