"""Bare places: provinces and districts that a text names without their noun: "quê Kiên Giang", "(Tiền Hải)".

Only names of the gazetteer are told, and only where they stand alone: a run of capitals around one is rather an
institution's or a person's ("Báo Cà Mau", "Nguyễn Thái Bình").
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import word_set
from scraper.items import Place
from scraper.patterns import regex
from scraper.units import DISTRICT, PROVINCE, gazetteer
from scraper.vietnamese import CAPITAL_LETTERS, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = 14  # characters that the word before a name fits in
# Words before a name that make it another thing's: a street, a school, a further item of a list whose noun is not a
# province's. After the nouns of units the name has been read with them.
_OTHERS = word_set(
    "tỉnh phố huyện quận xã phường trấn khu tp tx h p ủy đường cầu chợ trường sông hồ núi thôn bản ấp tổ khóm xóm"
    " làng buôn và bác chủ"
)
_REGION = regex(r"vực \d{1,2} [-–] \Z")  # "TAND khu vực 3 - Cà Mau" lies in the province
_PERSONS = frozenset({"Hồ Chí Minh"})
_OLD_TONES = (("Hòa", "Hoà"), ("Hóa", "Hoá"))
_LAST_WORD = regex(r"[^\s(\"“]{0,12}\Z")
_GOES_ON = regex(rf"[^\W_]|[ \xa0](?:[{CAPITAL_LETTERS}]|[0-9]+(?![0-9/.-]))|['’-][^\W\d_]")
_LONGEST_IN_BRACKETS = 24


def bare_places(text: str) -> Iterator[Place]:
    """Yield the provinces and districts that ``text`` (NFC) names without a noun."""
    names = _provinces()
    firsts = dict.fromkeys(filter(names.__contains__, text.split()))  # in the order of the text
    for name, province in [pair for first in firsts for pair in names[first]]:
        at = text.find(name)
        while at >= 0:
            if _stands_alone(text, at, at + len(name)):
                yield Place(name, province)
                break
            at = text.find(name, at + len(name))
    at = text.find("(")
    while at >= 0:
        end = text.find(")", at, at + _LONGEST_IN_BRACKETS)
        if end > 0 and text[at + 1 : at + 2].isupper() and (unit := _district(text[at + 1 : end])) is not None:
            yield Place(text[at + 1 : end], unit)
        at = text.find("(", at + 1)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no noun or further capital stands beside a name."""
    if _GOES_ON.match(text, end) or (start > 0 and text[start - 1] not in ' \xa0\n("“'):
        return False
    if start == 0 or text[start - 1] in '\n("“':
        return True
    before = _LAST_WORD.search(text, max(0, start - _BEFORE), start - 1)
    word = before.group() if before else ""
    if not word or word[-1] in ",-–":  # a further item of a list, or the second part of a name
        return _REGION.search(text, max(0, start - _BEFORE), start) is not None
    return not word[:1].isupper() and fold_tone(word.strip(".")) not in _OTHERS


@cache
def _provinces() -> dict[str, list[tuple[str, str]]]:
    """Return the names of provinces as portals spell them, each with its unit, by the first word as it stands."""
    spelt: dict[str, str] = {}
    for unit in gazetteer().of_level(PROVINCE):
        if " " in unit.name and unit.name not in _PERSONS:
            spelt[unit.name] = f"{unit.kind} {unit.name}"
    for name, normal in list(spelt.items()):
        for new, old in _OLD_TONES:
            if name.endswith(new) or f"{new} " in name:
                spelt[name.replace(new, old)] = normal
    found: dict[str, list[tuple[str, str]]] = {}
    for name, normal in spelt.items():
        for opening in ("", "(", '"', "“"):
            found.setdefault(opening + name.split()[0], []).append((name, normal))
    return found


@lru_cache(maxsize=1 << 10)
def _district(name: str) -> str | None:
    """Return the district of a name, ``None`` where none bears it or several of different kinds do.

    A city that bears its province's name needs its noun: "huyện Kiến Xương (Thái Bình)" lies in the province.
    """
    if name in {province for named in _provinces().values() for province, _ in named}:
        return None
    units = [unit for unit in gazetteer().named(name) if unit.level == DISTRICT]
    kinds = {unit.kind for unit in units}
    return f"{kinds.pop()} {units[0].name}" if len(kinds) == 1 and " " in name else None
