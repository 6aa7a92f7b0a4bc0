"""Level: where in the state a body stands (central, province, district, commune, or below the commune).

A body stands with the unit in its name: a department of a district is on the district level, a division of a
province's police on the province's, a school on that of the unit it is named with. Bodies of hamlets and party cells
are below the commune. What was a district's until 30 June 2025 stays district level: the article speaks of its day.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape, tokenise
from scraper.extract.officials.units.gazetteer import province_names
from scraper.extract.officials.units.unit import LEVELS, parse_unit
from scraper.extract.posts import level_tables as tables
from scraper.extract.posts.central_cities import is_central_city
from scraper.extract.posts.organisation import before_name
from scraper.extract.posts.spellings import LONGEST

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.items import Level

_BEGIN_NOUNS = tables.NO_UNITS.first_words | tables.COMMITTEES.first_words | tables.UNIT_NOUNS.first_words


def level_of(organisation: str | None, unit: str | None = None, *, hue_is_central: bool = True) -> Level | None:
    """Return the level a body stands on, ``None`` where neither its name nor the unit tells.

    Args:
        organisation: its full name (see :func:`scraper.extract.posts.organisation.full_organisation`).
        unit: the administrative unit of the title, for a name without one.
        hue_is_central: whether the article's day is after Huế became a city under central government.
    """
    organisation = (organisation or "")[:LONGEST]
    place = parse_unit(unit)
    head = before_name(organisation, place)
    if head is None or place is None:
        return _level_of_name(organisation, unit, hue_is_central)
    return _level_of_head(head) or _level_of_unit(place.noun, place.name, hue_is_central)


@lru_cache(maxsize=1024)
def lasts_for_an_occasion(organisation: str) -> bool:
    """Tell whether a body (its full name) is set up for an occasion or a task: a funeral, a contest, an exercise."""
    tokens = tokenise(organisation[:LONGEST])
    return tables.OF_AN_OCCASION.match(tokens, 0, len(tokens)) is not None


@lru_cache(maxsize=8192)
def _level_of_head(head: str) -> Level | None:
    """Return the level that the words before the unit's name tell: "Chi bộ", "Phòng Nội vụ huyện", "Thị ủy"."""
    tokens = tokenise(head)
    inside = _institution_of_party(tokens)
    if inside is not None:
        return _level_of_head(inside)
    if _is_regional(tokens):
        return "district"
    if _is_small(tokens):
        return "below"
    noun = _unit_noun(tokens)
    return None if noun is None or noun[0] == "thành phố" else _level_of_unit(*noun, hue_is_central=True)


@lru_cache(maxsize=8192)
def _level_of_name(organisation: str, unit: str | None, hue_is_central: bool) -> Level | None:
    tokens = tokenise(organisation)
    inside = _institution_of_party(tokens)
    if inside is not None and (level := _level_of_name(inside, unit, hue_is_central)) is not None:
        return level
    if _is_regional(tokens):
        return "district"
    if _is_small(tokens):
        return "below"
    place = parse_unit(unit)
    of_unit = _level_of_unit(place.noun, place.name, hue_is_central) if place is not None else None
    noun = _unit_noun(tokens)
    if noun is not None:
        return _level_of_unit(*noun, hue_is_central) or of_unit or "district"
    if len(tokens) and _is_central(tokens):
        return "central"
    if tables.PROVINCE_BODIES.match(tokens, 0, len(tokens)):
        return "province"
    return of_unit or _level_by_kind(tokens)


def _is_regional(tokens: Tokens) -> bool:
    """Tell whether a body serves a region of several communes within a province, which may stand in its name too."""
    return any(True for _ in tables.REGIONAL_BODIES.everywhere(tokens, 0, len(tokens)))


def _institution_of_party(tokens: Tokens) -> str | None:
    """Return the institution that a party organisation is in, ``None`` where it is a unit's or a hamlet's."""
    found = tables.PARTY_IN.match(tokens, 0, len(tokens))
    if found is None or tables.INSTITUTIONS.match(tokens, found[0], len(tokens)) is None:
        return None
    return tokens.printed(found[0], len(tokens))


def _level_by_kind(tokens: Tokens) -> Level | None:
    """Return the level that bodies of this kind stand on wherever they are."""
    end = len(tokens)
    if tables.OF_PROVINCES.match(tokens, 0, end) and _ends_with_province(tokens, 1):
        return "province"
    for at in range(end):
        branch = tables.BRANCHES.match(tokens, at, end)
        if branch is not None and branch[0] < end:
            return "province" if _ends_with_province(tokens, branch[0]) else "district"
        found = tables.BY_KIND.match(tokens, at, end)
        if found is not None:
            return found[1]  # "Hội đồng trường Trường Cao đẳng ..."
    return None


def _ends_with_province(tokens: Tokens, start: int) -> bool:
    """Tell whether a province's name without its noun ends a body's name, from ``start`` on at the earliest."""
    end = len(tokens)
    return any(
        " ".join(tokens.keys[at:]) in province_names() for at in range(max(start, end - tables.LONGEST_PROVINCE), end)
    )


def _level_of_unit(noun: str, name: str, hue_is_central: bool) -> Level | None:
    if noun == "thành phố":
        if not name:
            return None
        return "province" if is_central_city(name, hue_is_central=hue_is_central) else "district"
    level = LEVELS[noun]
    return "commune" if level == "commune" else "province" if level == "province" else "district"


def _unit_noun(tokens: Tokens) -> tuple[str, str] | None:
    """Return the noun and the name of the first unit in a body's name; the name is empty where none follows."""
    end, reached = len(tokens), 0
    for index in positions(tokens.keys, _BEGIN_NOUNS):
        if index < reached:
            continue
        if (skipped := tables.NO_UNITS.match(tokens, index, end)) is not None:
            reached = skipped[0]
            continue
        found = tables.COMMITTEES.match(tokens, index, end) or tables.UNIT_NOUNS.match(tokens, index, end)
        if found is not None and _names(tokens, found[0]):
            return found[1], _name_after(tokens, found[0])
    return None


def _names(tokens: Tokens, following: int) -> bool:
    """Tell whether the noun before ``following`` is a unit's: a name, a number, another unit or nothing follows it.

    "Hội đồng quận Namhae" is one's, "Ban Chỉ đạo xây dựng huyện đạt chuẩn nông thôn mới" no unit's.
    """
    if following >= len(tokens):
        return True
    shape = tokens.shapes[following]
    if shape == Shape.MARK:
        return tokens.keys[following] in {",", ")", "-"}
    return shape in {Shape.CAPITAL, Shape.CAPS, Shape.DIGIT} or tokens.keys[following] in LEVELS


def _name_after(tokens: Tokens, start: int) -> str:
    if tokens.follows(start, "thành", "phố"):
        return _name_after(tokens, start + 2)
    end = start
    while end < len(tokens) and tokens.shapes[end] in {Shape.CAPITAL, Shape.CAPS, Shape.DIGIT}:
        end += 1
    return tokens.printed(start, end)


def _is_small(tokens: Tokens) -> bool:
    """Tell whether a body stands below the commune."""
    return tables.SMALL_BODIES.match(tokens, 0, len(tokens)) is not None or _names_hamlet(tokens)


def _names_hamlet(tokens: Tokens) -> bool:
    """Tell whether a hamlet or neighbourhood with its name or number is in a body's name."""
    end = len(tokens)
    for index, following, _ in tables.SMALL.everywhere(tokens, 0, end):
        if following >= end or (index and tokens.keys[index - 1] in {"quân", "đặc", "thành"}):
            continue
        shape, word = tokens.shapes[following], tokens.keys[following]
        if tokens.keys[index] in {"tổ", "khu", "khối"} and following == index + 1:
            # "Tổ công tác số 2", "Khu Kinh tế", "Khối các cơ quan": only a number, or a name after a small letter.
            named = shape == Shape.DIGIT or (shape == Shape.CAPITAL and tokens.shapes[index] == Shape.LOWER)
            if named and word not in {"kinh", "công", "du", "di", "bảo", "đô"}:
                return True
            continue
        if shape in {Shape.CAPITAL, Shape.CAPS, Shape.DIGIT}:
            return tokens.shapes[index] == Shape.LOWER or index == 0 or shape == Shape.DIGIT
    return False


def _is_central(tokens: Tokens) -> bool:
    end = len(tokens)
    keys = tokens.keys
    if tables.CENTRAL_BODIES.match(tokens, 0, end):
        return True
    if keys[0] == "bộ" and end > 1 and keys[1] not in tables.NO_MINISTRY:
        return True
    if any(True for _ in tables.CENTRAL_FORCES.everywhere(tokens, 0, end)):
        return True
    for index in range(end - 1):
        if keys[index] == "quốc" and keys[index + 1] == "hội":
            return not index or keys[index - 1] != "biểu"  # "Ủy ban Văn hóa, Giáo dục của Quốc hội"
        if keys[index] == "trung" and keys[index + 1] == "ương":
            return not (index and keys[index - 1] == "thuộc")
        if keys[index] == "việt" and keys[index + 1] == "nam" and index + 2 == end:
            return True  # "Hội Nông dân Việt Nam"
        if (
            keys[index] == "bộ"
            and index
            and tokens.shapes[index] == Shape.CAPITAL
            and keys[index + 1] not in (tables.NO_MINISTRY | {"chqs", "chính"})
        ):
            return keys[index - 1] not in {"đảng", "chi", "cán"}  # "Học viện Quốc phòng Bộ Quốc phòng"
    return False
