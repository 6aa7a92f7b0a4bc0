"""Unit mentions: the administrative units that an article names, and how often."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.names import names
from scraper.extract.officials.text.phrases import positions, word_set
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.gazetteer import PROVINCES_ABROAD, longest_known, province_names
from scraper.extract.officials.units.unit import NOUN_OF_COMMITTEE, Unit
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.extract.officials.text.tokens import Tokens

BEGINNING = 600  # characters: title and lead
_NOT_IN_PLACES = word_set(
    "ủy khóa lần nhiệm đại hội nghị kỳ họp làm việc đi chúc thăm tổ chức và với trong tại đoàn bí chủ trưởng "
    "ban đảng hđnd "
    "ubnd công an quân đội phó ông bà đồng ngày sáng chiều cùng đã khai mạc triển tiếp phát về của các ban giám "
    "đốc chánh "
    "thi sơ kết lễ ảnh tin nguồn nhcsxh"
) - {"an", "kỳ", "đại", "hội", "thi", "việc", "chúc", "ban", "quân", "đồng", "sáng", "công", "phát", "bà"}
_NOUNS = {
    "xã": "xã",
    "phường": "phường",
    "huyện": "huyện",
    "quận": "quận",
    "tỉnh": "tỉnh",
    "tp": "thành phố",
    "tx": "thị xã",
}
_SHORT = {"tp", "tx"}
_PAIRS = {("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("thành", "phố")}
_SAIGON = "tphcm"  # noun and name in one word
_FIRST_WORDS = frozenset(_NOUNS) | {"thị", "đặc", "thành", _SAIGON}
_TIMES = frozenset({"sáng", "chiều", "tối", "ngày"})  # begin the next sentence of a headline
# A title's head stands so few words before the noun of its body's unit.
_HEAD_WORDS = frozenset({"chánh", "tịch", "thư", "trưởng", "đốc", "viên", "phó", "nhiệm", "pct", "án", "trực"})
_ENDS_OF_TITLES = frozenset({".", ";", "\n", ":", "tại", "đã", "ở", "đến", "về"})
_HEAD_BEFORE = 14
_OCCASIONS = frozenset(
    {("đại", "hội"), ("hội", "nghị"), ("kỳ", "họp"), ("tổ", "chức"), ("tổng", "kết"), ("khai", "mạc"), ("nhiệm", "kỳ")}
)
_NUMBERED = frozenset({"quận", "phường"})  # no province, district or commune is called by a number
_CENTRE = "ương"  # "Trung ương" behind "tỉnh": no unit called "Trung"
# What a body or an office begins with, and no unit's name; where the gazetteer has one, it is a unit all the same.
_BODIES_FIRST = word_set("bộ tổng sở cục hội ban công quân đoàn thi đại")
_LONGEST = 5  # words in a unit's name
_WITH_HOLDER = 9  # words in a unit's name and the name of who holds a post in it
_SHORTEST_PERSON = 3  # words; of two words only where a post stands before and two are the place's


def unit_mentions(fields: Iterable[Tokens]) -> dict[Unit, float]:
    """Return the units named in an article with their weight; what stands in the first lines counts twice."""
    counts: Counter[Unit] = Counter()
    doubtful: Counter[Unit] = Counter()
    for tokens in fields:
        for index, unit, after_post in mentions(tokens):
            weight = 2 if tokens.starts[index] < BEGINNING else 1
            (doubtful if after_post and _person_like(unit.name) else counts)[unit] += weight
    # A ward may be named after somebody; a person's name follows a post's unit, and once.
    counts.update({unit: count for unit, count in doubtful.items() if count > 2})
    return _trimmed(counts)


def mentions(tokens: Tokens) -> Iterator[tuple[int, Unit, bool]]:
    """Yield the units that a field names: the token where the noun stands, the unit, and whether a post's body ends so.

    After the unit of a post its holder's name may follow.
    """
    for index in positions(tokens.keys, _FIRST_WORDS):
        if tokens.keys[index] == _SAIGON:
            yield index, Unit("thành phố", "Hồ Chí Minh"), False
            continue
        noun, start = _noun_at(tokens, index)
        if noun is None:
            continue
        if tokens.shapes[index] == Shape.CAPS and (shouted := _shouted(tokens, noun, start)) is not None:
            yield index, shouted, False
            continue
        words = capitals(tokens, start)
        if tokens.keys[start + len(words) : start + len(words) + 1] == [_CENTRE]:
            words = words[:-1]
        if not words or (words[0].isdigit() and noun not in _NUMBERED) or _begins_body(noun, words):
            continue
        after_post = in_title(tokens, index)
        name = _compound(tokens, noun, start, words) or place_name(noun, words, after_post=after_post)
        if name is not None:
            yield index, Unit(noun, name), after_post


def _noun_at(tokens: Tokens, at: int) -> tuple[str | None, int]:
    """Return the unit's noun at ``at`` ("huyện" for "Huyện ủy", "Huyện đoàn") and where its name would begin."""
    keys = tokens.keys
    first, second = keys[at], keys[at + 1] if at + 1 < len(keys) else ""
    union = second == "đoàn" and first != "thành"
    if union and tokens.shapes[at] == Shape.LOWER and tokens.shapes[at + 1] != Shape.LOWER:
        union = False  # "Trưởng phòng Y tế quận Đoàn Thiện Chí": a family name
    if (second == "ủy" or union) and first in NOUN_OF_COMMITTEE:
        noun = NOUN_OF_COMMITTEE[first]
        numbered = keys[at + 2 : at + 3] == [noun] and tokens.shapes[at + 3 : at + 4] == [Shape.DIGIT]
        return noun, at + 3 if numbered else at + 2  # "Quận ủy Quận 15"
    if (first, second) in _PAIRS:
        return f"{first} {second}", at + 2
    if second == "đảo" and first in {"huyện", "xã"}:
        return first, at + 2  # "huyện đảo Lý Sơn", "xã đảo Tiên Hải"
    if first not in _NOUNS or (first == "xã" and at > 0 and keys[at - 1] == "thị"):
        return None, at
    return _NOUNS[first], at + 2 if first in _SHORT and second == "." else at + 1


def capitals(tokens: Tokens, start: int) -> list[str]:
    """Return the words of the run of capitals (or the number) at ``start``."""
    last = len(tokens)
    if start < last and tokens.shapes[start] == Shape.DIGIT:
        return [tokens.printed(start, start + 1)]
    end = start
    words: list[str] = []
    limit = min(last, start + _WITH_HOLDER)
    while end < limit and tokens.shapes[end] == Shape.CAPITAL and not _begins_occasion(tokens, end):
        following = names.hyphened(tokens, end, last)
        words.append(tokens.printed(end, following))
        end = following
    return words


def _begins_body(noun: str, words: list[str]) -> bool:
    """Tell whether a body's name begins behind a noun: "tỉnh, Bộ Nội vụ" cut short, "huyện Hội Phụ nữ"."""
    first = fold_tone(words[0])
    if first not in _BODIES_FIRST or (len(words) > 1 and first not in {"bộ", "tổng", "sở", "cục"}):
        return False
    return longest_known(noun, tuple(words)) is None


def _compound(tokens: Tokens, noun: str, start: int, words: list[str]) -> str | None:
    """Return a name of two parts or with a number that the gazetteer has: "Xuân Hương - Đà Lạt", "Phú Hòa 1"."""
    end = start + len(words)
    if end + 1 >= len(tokens) or tokens.keys[end - 1] != fold_tone(words[-1]):
        return None
    if tokens.shapes[end] == Shape.DIGIT:
        more = [*words, tokens.keys[end]]
    elif tokens.keys[end] == "-" and tokens.shapes[end + 1] == Shape.CAPITAL:
        more = [*words, "-", *capitals(tokens, end + 1)]
    else:
        return None
    known = longest_known(noun, tuple(more))
    return known if known is not None and len(known.split()) > len(words) else None


def _shouted(tokens: Tokens, noun: str, start: int) -> Unit | None:
    """Return the unit named in a line of capitals ("XÃ BÌNH PHÚ HỌP"), ``None`` where its end cannot be told.

    The gazetteer tells it; for a name it does not have, an occasion or the line's end does.
    """
    end = start
    limit = min(len(tokens), start + _LONGEST)
    while end < limit and tokens.shapes[end] == Shape.CAPS and tuple(tokens.keys[end : end + 2]) not in _OCCASIONS:
        end += 1
    words = tuple(tokens.printed(at, at + 1) for at in range(start, end))
    if not words:
        return None
    known = longest_known(noun, words)
    if known is None and 1 < len(words) < _LONGEST and _headline_ends(tokens, end):
        person = fold_tone(words[0]) in names.FIRM_FAMILY_NAMES and in_title(tokens, start - 1)
        known = None if person else " ".join(word.capitalize() for word in words)
    return Unit(noun, known) if known is not None else None


def _headline_ends(tokens: Tokens, at: int) -> bool:
    """Tell whether a line of capitals, or what it says of a unit, ends at ``at``."""
    if at >= len(tokens) or tokens.shapes[at] == Shape.LINE:
        return True
    return tokens.shapes[at] == Shape.CAPS and tuple(tokens.keys[at : at + 2]) in _OCCASIONS


def _begins_occasion(tokens: Tokens, at: int) -> bool:
    """Tell whether an occasion begins after a unit's name: "Hội Nông dân xã Tân Vượt Đại hội"."""
    return tuple(tokens.keys[at : at + 2]) in _OCCASIONS and tokens.shapes[at + 1] == Shape.LOWER


def place_name(noun: str, words: list[str], *, after_post: bool) -> str | None:
    """Return the words of a run of capitals that can be a place's name, ``None`` where there are none."""
    return _place_name(noun, tuple(words), after_post)


@lru_cache(maxsize=1 << 13)  # an article names its own unit again and again, a portal's articles the same ones
def _place_name(noun: str, words: tuple[str, ...], after_post: bool) -> str | None:
    if noun in {"tỉnh", "thành phố"}:
        for length in range(min(4, len(words)), 0, -1):
            if fold_tone(" ".join(words[:length])) in province_names():
                return " ".join(words[:length])
        person = fold_tone(words[0]) in names.FAMILY_NAMES or fold_tone(words[0]) not in PROVINCES_ABROAD
        if after_post and noun == "tỉnh" and person:
            return None
    if after_post and "'" in words[0].replace("’", "'"):
        return None  # "Tỉnh ủy H'Wen Niê": a person's name
    if len(words) == 1 and after_post and not words[0].isdigit():
        return None  # rather a verb with a capital: "UBND phường Báo cáo"
    for index, word in enumerate(words):
        left = len(words) - index
        person = left >= _SHORTEST_PERSON or (after_post and left > 1)
        if index > 1 and person and fold_tone(word) in names.FIRM_FAMILY_NAMES:
            words = words[:index]  # "phường Phú Xuân Nguyễn Việt Bằng"
            break
        if index > 0 and fold_tone(word) in _TIMES:
            words = words[:index]
            break
        if fold_tone(word) in _NOT_IN_PLACES or (len(word) > 1 and word.isupper()):
            known = longest_known(noun, words)  # "thành phố Uông Bí": no "Bí thư" begins there
            words = words[: max(index, len(known.split()) if known is not None else 0)]
            break
    if after_post and len(words) >= 3 and fold_tone(words[0]) in names.FAMILY_NAMES:
        return None
    return " ".join(words[:_LONGEST]) or None


def _trimmed(counts: Counter[Unit]) -> dict[Unit, float]:
    """Count a longer run as the unit it begins with, where that one is named by itself (headlines in Title Case)."""
    trimmed: dict[Unit, float] = {}
    for unit, count in counts.items():
        words = unit.name.split(" ")
        shorter = (Unit(unit.noun, " ".join(words[:length])) for length in range(2, len(words)))
        kept = next((other for other in shorter if counts.get(other, 0) >= count and _may_end(unit, other)), unit)
        trimmed[kept] = trimmed.get(kept, 0) + count
    return trimmed


def _may_end(unit: Unit, shorter: Unit) -> bool:
    """Tell whether the gazetteer lets a run of capitals be a shorter unit and words that are none of its name."""
    return longest_known(unit.noun, tuple(unit.name.split())) in {None, shorter.name}


def _person_like(name: str) -> bool:
    """Tell whether a run of capitals may be a person's name."""
    words = fold_tone(name).split()
    return len(words) >= 3 and (
        words[0] in names.FIRM_FAMILY_NAMES or (words[0] in names.FAMILY_NAMES and words[1] in names.MIDDLE_NAMES)
    )


def in_title(tokens: Tokens, at: int) -> bool:
    """Tell whether the unit's noun at ``at`` ends a body's name, so that a person's name may follow it."""
    before = tokens.keys[max(0, at - _HEAD_BEFORE) : at]
    for key in reversed(before):
        if key in _ENDS_OF_TITLES:
            return False
        if key in _HEAD_WORDS:
            return True
    return False
