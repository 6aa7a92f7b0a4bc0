"""Places: administrative units and the hamlets below them, as the text names them.

A unit is its noun and a name: "xã Thuận Hòa", "P. Phù Vân", "TP Hà Tĩnh", "phường 3", "các xã Kỳ Hoa và Kỳ Tân".
A committee names its unit too ("Huyện ủy Ea Súp"). Where a name ends is told by :mod:`scraper.extract.place_ends`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.bare_places import bare_places
from scraper.extract.place_ends import UNITS, end_of_name, goes_on_with, known_length
from scraper.extract.place_names import FAMILY_NAMES
from scraper.extract.places_in_capitals import named_in_capitals
from scraper.items import Place
from scraper.patterns import regex
from scraper.units import take_apart
from scraper.vietnamese import CAPITAL_LETTERS, collapse, fold_tone

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from scraper.extract.document import Context, Field

_NUMBERED_ONLY = frozenset({"tổ"})  # "tổ 5" is a place, "Tổ Đại biểu" is none
_NEVER_NUMBERED = frozenset({"tỉnh", "huyện", "thị xã", "thị trấn", "xã", "đặc khu", "h", "tt", "tx", "t.x"})
_SYLLABLE = rf"[{CAPITAL_LETTERS}](?:[^\W\d_]|['’ʼ-](?=[^\W\d_])){{0,17}}(?![^\W_])"
_CAPITALS = regex(
    rf"{_SYLLABLE}(?:[ \xa0]{{1,2}}{_SYLLABLE}){{0,8}}(?:[ \xa0][1-9][0-9]?(?![\w/%]|[.,][0-9]| [^\W\d_]))?"
)
_NUMBER = regex(r"(?:số )?[0-9]{1,3}[A-Z]?(?![\w/%]|[.,:][0-9])")


_LAST_LETTERS = "gốnohuimãổpPQHXxTỷy"  # of nouns


def _noun_before(gap: str) -> str:
    """Return look-behinds for the end of a noun and ``gap``, any letter each of its characters; last letters first."""
    long = "ỉnh ờng àng phố Phố yện uận rấn khu Khu hôn uôn bản Bản hóm xóm Xóm bon Bon lei TDP oàn đảo"
    short = "xã Xã tổ Tổ ấp Ấp TP Tp TX Tx TT uỷ Uỷ [ủỦ]y"
    after = ("|".join(f"{end}{gap}" for end in ends.split()) for ends in (long, short))
    found = "|".join(f"(?<={ends})" for ends in after)
    return (
        rf"(?<=[{_LAST_LETTERS}]{gap})"
        rf"(?:{found}|(?<=T\.[PpXx]{gap})|(?<=[PQH]{gap})(?<![^\W_].{gap}))"
    )


# The gap after a noun, where a name begins after it, or "TP. HCM": looked for first, because a search for the nouns
# themselves costs many times as much, and gaps are rarer than last letters. "Huyện Ủy" goes on to its own gap.
# The first character stands before the alternatives: a pattern that opens with a set is searched much faster.
_NOUN_END = regex(
    rf"[. \xa0T](?:(?<!T)(?=[{CAPITAL_LETTERS}0-9]|số )(?<=[{_LAST_LETTERS}. \xa0].)"
    rf"(?:{_noun_before('.')}|(?<=[. \xa0][ \xa0]){_noun_before('..')})"
    r"(?!(?:Ủy|Uỷ)[ \xa0])"
    r"|(?<=T)P\.?\s?HCM(?![^\W_]))"
)
_NOUN = regex(
    r"(?<![^\W_])(?:(?P<many>[Cc]ác|[Hh]ai|[Bb]a|[Bb]ốn|[0-9]{1,2})\s)?"
    r"(?:(?P<noun>[Tt]ỉnh|[Tt]hành\s{1,2}[Pp]hố|[Hh]uyện|[Qq]uận|[Tt]hị\s{1,2}[Xx]ã|[Pp]hường"
    r"|[Tt]hị\s{1,2}[Tt]rấn|[Xx]ã|(?:[Xx]ã|[Hh]uyện)\s{1,2}[Đđ]ảo|[Đđ]ặc\s{1,2}[Kk]hu"
    r"|[Tt]hôn|[Tt]ổ\s{1,2}[Dd]ân\s{1,2}[Pp]hố|TDP|[Kk]hu\s{1,2}[Pp]hố|[Kk]hối\s{1,2}[Pp]hố|[Ấấ]p|[Bb]ản"
    r"|[Bb]uôn|[Ll]àng|[Kk]hóm|[Xx]óm"
    r"|[Bb]on|[Pp]lei|[Tt]ổ)[ \xa0]{1,2}"
    r"|(?P<committee>[Tt]ỉnh|[Tt]hành|[Tt]hị|[Hh]uyện|[Qq]uận)\s(?:[ủỦ]y|[uU]ỷ|[đĐ]oàn)[ \xa0]{1,2}"
    r"|(?P<short>T\.?[PpXx]|TT|[PQH](?=\.))(?:\.\s?|\s))\Z"
)
_NOUN_OF_COMMITTEE = {
    "tỉnh": "tỉnh", "thành": "thành phố", "thị": "thị xã", "huyện": "huyện", "quận": "quận",
}  # fmt: skip
_NOUN_WINDOW = 24  # characters that "các tổ dân phố " fits in
_NEXT = regex(r"\s?(?:,|;|và|-|–)\s")
_NUMBER_AFTER = regex(r"[ \xa0][1-9][0-9]?(?![\w/%]|[.,][0-9])")
_PERSON = 2  # words that a person's name has at least
_MOST_WRAPPED = 3  # words of a name on the next line
_DASH = regex(r"\s?[-–]\s?")
_POST = regex(
    r"(?:chủ tịch|bí thư|chủ nhiệm|trưởng|giám đốc|chánh|chỉ huy|phó|hiệu|viên|(?<!đoàn )đại biểu)[^.;\n]{0,60}\s$"
    r"|\b(?:ủy|ubnd|hđnd|mttq|đoàn|hội)\s$"
)
_HERE = regex(r"[Tt]rên địa bàn\s(?:toàn\s)?(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?![^\W_])")
_LOWER = frozenset({"phường", "xã", "thị trấn", "huyện", "thị xã", "quận"})
MAX_LISTED = 12


def find_places(fields: Sequence[Field], context: Context) -> list[Place]:
    """Return the places that an article names, each once, in the order of their first mention.

    Args:
        fields: the texts of the record, NFC.
        context: the publishing unit, which "trên địa bàn thị xã" means; else the one that the page's furniture names.
    """
    places: dict[str, Place] = {}
    for field in fields:
        # In capitals only the gazetteer tells where a name ends.
        for place in named_in_capitals(field.text) if field.text.isupper() else _named(field.text):
            places.setdefault(fold_tone(place.unit or place.text), place)
    for place in _without_noun(fields, places.values()):
        places.setdefault(fold_tone(place.unit or place.text), place)
    for place in _meant_here(fields, context):
        places.setdefault(fold_tone(place.unit or place.text), place)
    return list(places.values())


def _without_noun(fields: Sequence[Field], named: Iterable[Place]) -> list[Place]:
    """Return the provinces and districts that stand without a noun, but names that the article gives a lower unit.

    A city bears its province's name as a rule: beside "thành phố Cà Mau", "Cà Mau" is still the province.
    """
    lower = {fold_tone(name) for kind, name in (take_apart(place.unit or "") for place in named) if kind in _LOWER}
    texts = (field.text for field in fields if not field.text.isupper())
    return [place for text in texts for place in bare_places(text) if fold_tone(place.text) not in lower]


def _meant_here(fields: Sequence[Field], context: Context) -> Iterator[Place]:
    """Yield the units that "trên địa bàn thị xã" and the like mean."""
    here = [
        (found, field.text)
        for field in fields
        if "địa bàn" in field.text
        for found in _HERE.finditer(field.text)
        if _is_bare(field.text, found.end())
    ]
    known = _known_units(context) if here else {}
    for found, text in here:
        if unit := known.get(found[1].lower()):
            yield Place(collapse(text[found.start(1) : found.end(1)]), unit)


@lru_cache(maxsize=4_096)  # the units of portals are asked for with each of their pages
def normal_unit(text: str) -> str | None:
    """Return the unit that ``text`` names in normal form ("P. Phù Vân": "phường Phù Vân"), else ``None``."""
    return next((place.unit for place in _named(collapse(text)) if place.unit), None)


def _known_units(context: Context) -> dict[str, str]:
    """Return the units that a bare noun may mean, by noun: the portal's own, else the one its furniture names."""
    known: dict[str, str] = {}
    for unit in (context.unit, context.province):
        if unit and (normal := normal_unit(unit)):
            known.setdefault(_noun_of(normal), normal)
    if context.unit is None and context.furniture:
        seen: dict[str, set[str]] = {}
        for line in context.furniture.split("\n"):
            for place in _named(line):
                if place.unit:
                    seen.setdefault(_noun_of(place.unit), set()).add(place.unit)
        for noun, units in seen.items():
            if len(units) == 1:
                known.setdefault(noun, units.pop())
    return known


def _noun_of(unit: str) -> str:
    return next(noun for noun in sorted(set(UNITS.values()), key=len, reverse=True) if unit.startswith(noun + " "))


def _is_bare(text: str, position: int) -> bool:
    """Tell whether no name follows a noun that ends at ``position``."""
    rest = text[position : position + 4].lstrip()
    return not rest or not (rest[0].isupper() or rest[0].isdigit())


def _named(text: str) -> Iterator[Place]:
    """Yield the places that ``text`` names with noun and name."""
    position = 0
    while end := _NOUN_END.search(text, position):
        position = end.end()
        if end.group().endswith("HCM"):
            yield Place(collapse(end.group()), "thành phố Hồ Chí Minh")
            continue
        found = _NOUN.search(text, max(0, position - _NOUN_WINDOW), position)
        if found is None:
            continue
        if found["committee"]:
            if (place := _unit_of_committee(text, found)) is not None:
                yield place
            continue
        noun = fold_tone(collapse(found["noun"] or found["short"])).removesuffix(" đảo")
        start = found.start("noun") if found["noun"] else found.start("short")
        name = _name(text, found.end(), noun, start)
        if name is None:
            continue
        yield _place(text[start : name.end], noun, name.text)
        position = name.end
        for further in _listed(text, name, noun, plural=found["many"] is not None):
            yield _place(further.text, noun, further.text)
            position = further.end


def _unit_of_committee(text: str, found: re.Match[str]) -> Place | None:
    """Return the unit whose committee is named: "Huyện ủy Ea Súp" is huyện Ea Súp's."""
    noun = _NOUN_OF_COMMITTEE[found["committee"].lower()]
    name = _name(text, found.end(), noun, found.end())
    if name is None or (found.group().rstrip().lower().endswith("đoàn") and not _is_known(noun, name.text)):
        return None  # "Bí thư Huyện đoàn Minh Triết": the secretary's name, more often than a committee's
    return _place(name.text, noun, name.text)


class _Name:
    """A name and where it ends in the text."""

    __slots__ = ("end", "text")

    def __init__(self, text: str, end: int) -> None:
        self.text = collapse(text)
        self.end = end


def _place(printed: str, noun: str, name: str) -> Place:
    unit = UNITS.get(noun)
    return Place(collapse(printed), f"{unit} {name}" if unit else None)


def _name(text: str, begin: int, noun: str, start: int) -> _Name | None:
    """Read the name that follows a noun (which begins at ``start``); ``None`` where none does."""
    if number := _NUMBER.match(text, begin):
        counted = noun in UNITS and number.group().startswith("số")  # "Tổ đại biểu HĐND phường số 2"
        return None if counted or noun in _NEVER_NUMBERED else _Name(number.group(), number.end())
    if noun in _NUMBERED_ONLY or not (run := _CAPITALS.match(text, begin)):
        return None
    words, after = run.group().split(), text[run.end() : run.end() + 8]
    if after[:1] == "\n" and (wrapped := _known_across(text, begin, run.end(), noun)) is not None:
        return _Name(text[begin:wrapped], wrapped)
    # Two words of which none is a family name hold no person, whatever stands before.
    doubtful = len(words) > _PERSON or fold_tone(words[0]) in FAMILY_NAMES
    syllables = end_of_name(words, noun, after, after_post=doubtful and _follows_post(text, start))
    if not syllables:
        return None
    end = _end_of(text, begin, syllables)
    if (dash := _DASH.match(text, end)) and (further := _CAPITALS.match(text, dash.end())):
        end = _end_of_compound(text, begin, dash.end(), further.group().split(), noun) or end
    elif (number := _NUMBER_AFTER.match(text, end)) and _is_known(noun, text[begin : number.end()]):
        end = number.end()
    return _Name(text[begin:end], end)


def _is_known(noun: str, name: str) -> bool:
    """Tell whether the gazetteer has a unit of this noun and whole name."""
    words = tuple(name.split())
    return noun in UNITS and known_length(UNITS[noun], words) == len(words)


def _known_across(text: str, begin: int, line_end: int, noun: str) -> int | None:
    """Return the end of a name of the gazetteer that a hard wrap divides ("tỉnh Hà", "Giang"), else ``None``."""
    further = _CAPITALS.match(text, line_end + 1)
    if further is None or noun not in UNITS:
        return None
    first = text[begin:line_end].split()
    words = [*first, *further.group().split()[:_MOST_WRAPPED]]
    length = known_length(UNITS[noun], tuple(words))
    return _end_of(text, begin, words[:length]) if length > len(first) else None


def _end_of_compound(text: str, begin: int, second: int, words: list[str], noun: str) -> int | None:
    """Return the end of a name of two parts that the gazetteer has ("phường Xuân Hương - Đà Lạt"), else ``None``."""
    kind = UNITS.get(noun)
    for length in range(min(3, len(words)), 0, -1):
        end = _end_of(text, second, words[:length])
        if kind is not None and known_length(kind, (text[begin:end],)):
            return end
    return None


def _follows_post(text: str, start: int) -> bool:
    """Tell whether a post of this unit's bodies stands before the noun, so that its holder may follow the name."""
    return _POST.search(fold_tone(text[max(0, start - 90) : start])) is not None


def _end_of(text: str, begin: int, syllables: list[str]) -> int:
    end = begin
    for syllable in syllables:
        end = text.index(syllable, end) + len(syllable)
    return end


def _listed(text: str, first: _Name, noun: str, *, plural: bool) -> Iterator[_Name]:
    """Yield the further names of "các xã Kỳ Hoa, Kỳ Tân và Kỳ Thư".

    Without plural only "xã Kỳ Hoa và Kỳ Tân", and communes that the gazetteer has: "xã Xím Vàng, Hang Chú".
    """
    position = first.end
    for _ in range(MAX_LISTED):
        joint = _NEXT.match(text, position)
        if joint is None:
            return
        name = _name(text, joint.end(), noun, position)
        if name is None:
            return
        alike = "và" in joint.group() and name.text.split()[0] == first.text.split()[0]
        if not (plural or alike or ("-" not in joint.group() and goes_on_with(noun, name.text))):
            return
        yield name
        position = name.end
