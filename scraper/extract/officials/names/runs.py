"""Runs: what a run of capitals after a title is, a place or a person, and where a person or a post begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.names import names, ranks
from scraper.extract.officials.names.honorifics import HONORIFICS, honorific_at
from scraper.extract.officials.roles.verbs import VERBS
from scraper.extract.officials.text.phrases import Beginnings, phrase_set, word_set
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles import heads
from scraper.extract.officials.units import gazetteer
from scraper.extract.officials.units.unit import LEVELS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from scraper.extract.officials.text.tokens import Tokens

UNIT_NOUNS = word_set("tỉnh huyện quận phường xã tp thôn bản ấp buôn làng khóm xóm khu bon plei tx")
_VILLAGES = word_set("thôn bản buôn làng bon plei")
_LETTER_NAMES = frozenset({"a", "y"})  # before the names of men and women of the Xơ Đăng, Giẻ Triêng, Ba Na, Ê Đê
_TWO_WORD_UNITS = frozenset({("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("khu", "phố"),
                             ("tổ", "dân"), ("khu", "vực")})  # fmt: skip
_LETTERS = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
_LED = {"tỉnh ủy": "tỉnh", "huyện ủy": "huyện", "thị ủy": "thị xã", "quận ủy": "quận", "thành ủy": "thành phố"}
COMMITTEES = frozenset({"tỉnh", "thành", "thị", "huyện", "quận", "đảng"})
# In headlines written in Title Case an occasion follows a place with a capital.
OCCASIONS = phrase_set(["đại hội", "hội nghị", "kỳ họp", "tổ chức", "khai giảng", "tổng kết", "khai mạc", "gặp mặt",
                          "nhiệm kỳ"])  # fmt: skip
_HONORIFIC, _HEAD, _FORMER, _RANK = 1, 2, 4, 8  # what a word may begin, as bits
_PERSON_OR_POST = Beginnings({_HONORIFIC: (HONORIFICS,), _HEAD: (heads.HEADS,), _RANK: (ranks.SERVICE_RANKS,)})
for _word in heads.FORMER.first_words:
    _PERSON_OR_POST.add(_word, _FORMER)
_FIRST_OF_PERSON_OR_POST = _PERSON_OR_POST.first_words


def begins_person_or_post(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether an honorific, a rank or a title head stands at ``at``."""
    keys = tokens.keys
    if keys[at] not in _FIRST_OF_PERSON_OR_POST:  # most words
        return False
    kinds = _PERSON_OR_POST.at(keys, at, limit)
    return kinds != 0 and (
        (kinds & _HONORIFIC != 0 and honorific_at(tokens, at, limit) is not None)
        or (kinds & _HEAD != 0 and heads.read_head(tokens, at, limit) is not None)
        or (kinds & _FORMER != 0 and heads.read_former(tokens, at, limit) is not None)
        or (kinds & _RANK != 0 and ranks.SERVICE_RANKS.match(tokens, at, limit) is not None)
    )


def introduces(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether the person a title is of is introduced at ``at``: "Bí thư Đảng ủy xã Phương Thịnh, bà N"."""
    if at + 2 >= limit or tokens.keys[at] not in {",", "-"}:
        return False
    honorific = honorific_at(tokens, at + 1, limit)
    if honorific is None or honorific[0] + 1 >= limit or begins_person_or_post(tokens, honorific[0], limit):
        return False
    return tokens.shapes[honorific[0] : honorific[0] + 2] == [Shape.CAPITAL, Shape.CAPITAL]


def place_may_begin(tokens: Tokens, at: int) -> bool:
    """Tell whether a place name may begin at ``at``: after a unit's noun or a party committee."""
    if at == 0:
        return False
    before = tokens.keys[at - 1]
    if before in UNIT_NOUNS:
        return True
    if at < 2:
        return False
    return (tokens.keys[at - 2], before) in _TWO_WORD_UNITS or (before == "ủy" and tokens.keys[at - 2] in COMMITTEES)


def run_end(tokens: Tokens, at: int, limit: int) -> int:
    """Return the end of the run of capitals at ``at``: a person, a post or an occasion in it ends it."""
    end = at
    while end < limit and names.syllable(tokens, end, caps=True):
        if end > at and (begins_person_or_post(tokens, end, limit) or OCCASIONS.match(tokens, end, limit)):
            break
        if end > at + 1 and tokens.shapes[end] == Shape.CAPS and VERBS.match(tokens, end, limit):
            break  # a line in capitals: "CHỦ TỊCH UBND TỈNH NGUYỄN VĂN AN THĂM XÃ"
        end += 1
    return max(end, at + 1)


def name_in_run(tokens: Tokens, start: int, end: int, places: Container[str]) -> int | None:
    """Return where a person's name begins in a run of capitals after a title, ``None`` where the run is a place.

    A known place is cut off first; then the rest must begin with a family name. Two syllables after a committee or a
    unit's noun are rather a place ("Huyện ủy Thạch An") unless the family name is a firm one.
    """
    after_unit = place_may_begin(tokens, start)
    if names.hyphened(tokens, end - 1, len(tokens)) > end and (end - start > 1 or not after_unit):
        return end - 1  # a foreign name: "Tỉnh trưởng Sê Kông Khăm-phởi Bút-đa-viêng"
    if end - start >= 3 and names.surely_personal_at(tokens, start):
        return start  # "xã Lục Thị Đoàn Kết"
    if not after_unit and _whole_name(tokens, start, end):
        return start
    for cut in _places_in_run(tokens, start, end, places):
        if cut == end:
            return None
        if (found := _name_behind_place(tokens, cut, end)) is not None:
            return found
    return _name_without_place(tokens, start, end, places, after_unit=after_unit)


def _places_in_run(tokens: Tokens, start: int, end: int, places: Container[str]) -> Iterator[int]:
    """Yield where a known place ends that begins a run of capitals: the gazetteer's first, then the article's."""
    known = _known_place(tokens, start, end)
    if known is not None:
        yield known
    for cut in range(min(end, start + 5), start, -1):
        if (cut - start > 1 or tokens.keys[start] == "huế") and " ".join(tokens.keys[start:cut]) in places:
            yield cut


def _name_without_place(
    tokens: Tokens, start: int, end: int, places: Container[str], *, after_unit: bool
) -> int | None:
    """Return where a name begins in a run of capitals that begins with no known place, ``None`` where none does."""
    keys = tokens.keys
    personal = names.is_family_name(tokens, start) and "'" in "".join(keys[start:end])
    if end - start >= 2 and ("'" in keys[start] or personal):
        return start  # "H'Wen Niê", "Siu H'Nhã"
    if keys[start] in _LETTER_NAMES and keys[start - 1] in _VILLAGES and 2 <= end - start <= 3:
        return start  # "Bí thư Chi bộ thôn A Diêu"
    if keys[start] == "đoàn" and " ".join(keys[start + 1 : end]) in places:
        return None  # the delegation of a province
    if keys[start - 1] == "tỉnh" and 2 <= end - start <= 4 and keys[start] not in gazetteer.PROVINCES_ABROAD:
        return start  # the gazetteer has all provinces of the country
    if (found := _kinh_name_in_run(tokens, start, end, after_unit=after_unit)) is not None:
        return found
    if names.no_name(tokens, start, end):
        return None  # "Hiệu trưởng Trường THCS Kim Đồng": "Trường" is a family name too
    if 3 <= end - start <= 4 and names.is_family_name(tokens, start):
        return start
    return start if not after_unit and end - start >= 2 and names.firm(tokens, start, end) else None


def _whole_name(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a run of capitals behind no unit's noun is one Kinh name, though a place is called like a part."""
    if not 3 <= end - start <= 4 or not names.firm(tokens, start, end) or names.no_name(tokens, start, end):
        return False
    return " ".join(tokens.keys[start : start + 2]) not in gazetteer.province_names()


def _known_place(tokens: Tokens, start: int, end: int) -> int | None:
    """Return where the longest unit's name ends that begins a run of capitals behind the unit's noun, if one does."""
    noun = tokens.keys[start - 1]
    pair = f"{tokens.keys[start - 2]} {noun}" if start > 1 else noun
    noun = _LETTERS.get(noun) or _LED.get(pair) or (pair if pair in LEVELS else noun)
    if noun not in LEVELS:
        return None
    words = tuple(tokens.printed(at, at + 1) for at in range(start, end))
    name = gazetteer.longest_known(noun, words)
    if name is None:
        return None
    known = start + len(name.split())
    return None if known == start + 1 and not names.firm(tokens, known, end) else known  # "phường Hồ", of "Hồ Đăng ..."


def _name_behind_place(tokens: Tokens, cut: int, end: int) -> int | None:
    """Return where a name begins in what a run of capitals has behind a known place, ``None`` where none does."""
    if cut < end and names.is_family_name(tokens, cut):
        loose = tokens.keys[cut] not in names.FIRM_FAMILY_NAMES
        if end - cut > 3 and loose and tokens.keys[cut + 1] in names.FIRM_FAMILY_NAMES:
            return cut + 1  # "khu vực Trà Ôn Hạ Ngô Văn Phục"
        if end - cut >= 2:
            return cut
    if end - cut < 3:
        return None
    if not names.surely_personal(tokens, cut, end) and names.is_family_name(tokens, cut + 1):
        return cut + 1  # "xã Bình Sơn Đông Từ Thanh Toàn": the unit's name is longer than the known one
    return cut  # no unit's name goes on for three more: "huyện Nam Giang Chơ Rum Nhiêng"


def _kinh_name_in_run(tokens: Tokens, start: int, end: int, *, after_unit: bool) -> int | None:
    """Return where a Kinh name begins that takes the rest of a run of capitals."""
    for index in range(start, end - 1):
        length = end - index
        if index == start + 1 and after_unit and names.is_family_name(tokens, start) and length <= 4:
            return start  # no unit has a name of one syllable: "thành phố Sầm Hoàng Minh Lễ"
        shortest = 3 if after_unit or index > start else 2
        if not shortest <= length <= 4:
            continue
        if tokens.keys[index] in names.FIRM_FAMILY_NAMES or names.firm(tokens, index, end):
            return index
    return None
