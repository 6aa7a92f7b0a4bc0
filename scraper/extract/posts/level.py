"""Level: where in the state a body stands (central, province, district, commune, or below the commune).

A body stands with the unit in its name: a department of a district is on the district level, a division of a
province's police on the province's, a school on that of the unit it is named with. Bodies of hamlets and party cells
are below the commune. What was a district's until 30 June 2025 stays district level: the article speaks of its day.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.gazetteer import PROVINCE_NAMES
from scraper.extract.officials.phrases import Phrases, phrase_set, word_set
from scraper.extract.officials.tokens import Shape, tokenise
from scraper.extract.officials.unit import LEVELS, parse_unit
from scraper.extract.posts.central_cities import is_central_city
from scraper.extract.posts.organisation import before_name

if TYPE_CHECKING:
    from scraper.extract.officials.tokens import Tokens
    from scraper.items import Level

_LONGEST_PROVINCE = 5  # tokens: "Bà Rịa - Vũng Tàu"

# Bodies of the party's committees name their level themselves.
_COMMITTEES: Phrases[str] = Phrases(
    {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "thị ủy": "thị xã", "huyện ủy": "huyện", "quận ủy": "quận",
     "khu ủy": "tỉnh", "tỉnh đoàn": "tỉnh", "thành đoàn": "thành phố", "thị đoàn": "thị xã", "huyện đoàn": "huyện",
     "quận đoàn": "quận", "tỉnh hội": "tỉnh"}
)  # fmt: skip
_UNIT_NOUNS: Phrases[str] = Phrases({noun: noun for noun in LEVELS})
_NO_UNITS = phrase_set(["xã hội", "hợp tác xã", "thông tấn xã"])
# What stands below the commune; the noun counts before a name or a number only ("khu 5", not "Khu kinh tế").
_SMALL = phrase_set(
    ["thôn", "ấp", "khóm", "bản", "buôn", "làng", "xóm", "tổ dân phố", "khu phố", "khối phố", "khu dân cư", "tiểu khu",
     "khối", "khu", "bon", "plei", "phum", "sóc", "tổ", "cụm dân cư"]
)  # fmt: skip
# A border post stands in a village, under the province's command (officials: positions x organisations).
_SMALL_BODIES = phrase_set(
    ["đồn biên phòng", "chi bộ", "chi ủy", "chi hội", "chi đoàn", "ban công tác mặt trận", "đảng bộ bộ phận"]
)
# What took the place of the districts' courts, procuracies and commands in 2025 stands where they stood.
_REGIONAL_BODIES = phrase_set(
    ["ban chỉ huy phòng thủ khu vực", "tòa án nhân dân khu vực", "viện kiểm sát nhân dân khu vực", "hạt kiểm lâm"]
)
# Named after a province without its noun: "Báo Nghệ An", "Trường Đại học Phú Yên".
_OF_PROVINCES = phrase_set(
    ["báo", "đài", "trường đại học", "trường cao đẳng", "trường chính trị", "chi cục", "ban quản lý khu kinh tế",
     "bảo tàng", "thư viện", "nhà xuất bản", "đài phát thanh"]
)  # fmt: skip
# Schools run by the commune, and those run by the province's department of education.
_SCHOOLS: Phrases[Level] = Phrases(
    {"trường mầm non": "commune", "trường mẫu giáo": "commune", "trường tiểu học": "commune",
     "trường trung học cơ sở": "commune", "trường phổ thông dân tộc bán trú": "commune", "trạm y tế": "commune",
     "trường trung học phổ thông": "province", "trường phổ thông dân tộc nội trú": "province"}
)  # fmt: skip
_PROVINCE_BODIES = phrase_set(
    ["sở", "đoàn đại biểu quốc hội", "đảng ủy sở", "thanh tra sở", "văn phòng sở", "liên hiệp các hội"]
)
_CENTRAL_BODIES = phrase_set(
    ["ban chấp hành trung ương", "ban bí thư", "bộ chính trị", "chính phủ", "quốc hội", "ủy ban thường vụ quốc hội",
     "văn phòng chính phủ", "văn phòng quốc hội", "văn phòng chủ tịch nước", "văn phòng trung ương", "nhà nước",
     "tổng cục", "vụ", "cục", "quân khu", "quân đoàn", "quân chủng", "binh chủng", "binh đoàn", "quân ủy trung ương",
     "bộ tư lệnh", "bộ đội biên phòng", "bộ tổng tham mưu", "đại sứ quán", "tổng lãnh sự quán", "thanh tra chính phủ",
     "kiểm toán nhà nước", "ngân hàng nhà nước", "thông tấn xã", "đài truyền hình việt nam", "thông tấn xã việt nam",
     "đài tiếng nói việt nam", "học viện chính trị quốc gia", "đảng ủy công an trung ương", "hội đồng lý luận",
     "tòa án nhân dân tối cao", "viện kiểm sát nhân dân tối cao", "tổng liên đoàn", "nước"]
)  # fmt: skip
# "Bộ Nội vụ" is a ministry; these begin like one and are no ministry.
_NO_MINISTRY = word_set("chỉ đội phận môn")


def level_of(organisation: str | None, unit: str | None = None, *, hue_is_central: bool = True) -> Level | None:
    """Return the level a body stands on, ``None`` where neither its name nor the unit tells.

    Args:
        organisation: its full name (see :func:`scraper.extract.posts.organisation.full_organisation`).
        unit: the administrative unit of the title, for a name without one.
        hue_is_central: whether the article's day is after Huế became a city under central government.
    """
    place = parse_unit(unit)
    head = before_name(organisation, place) if organisation else None
    if head is None or place is None:
        return _level_of_name(organisation or "", unit, hue_is_central)
    return _level_of_head(head) or _level_of_unit(place.noun, place.name, hue_is_central)


@lru_cache(maxsize=8192)
def _level_of_head(head: str) -> Level | None:
    """Return the level that the words before the unit's name tell: "Chi bộ", "Phòng Nội vụ huyện", "Thị ủy"."""
    tokens = tokenise(head)
    if _is_small(tokens):
        return "below"
    noun = _unit_noun(tokens)
    return None if noun is None or noun[0] == "thành phố" else _level_of_unit(*noun, hue_is_central=True)


@lru_cache(maxsize=8192)
def _level_of_name(organisation: str, unit: str | None, hue_is_central: bool) -> Level | None:
    tokens = tokenise(organisation)
    if _is_small(tokens):
        return "below"
    place = parse_unit(unit)
    of_unit = _level_of_unit(place.noun, place.name, hue_is_central) if place is not None else None
    noun = _unit_noun(tokens)
    if noun is not None:
        return _level_of_unit(*noun, hue_is_central) or of_unit or "district"
    if len(tokens) and _is_central(tokens):
        return "central"
    if _PROVINCE_BODIES.match(tokens, 0, len(tokens)):
        return "province"
    return of_unit or _level_by_kind(tokens)


def _level_by_kind(tokens: Tokens) -> Level | None:
    """Return the level that bodies of this kind stand on wherever they are."""
    end = len(tokens)
    if _REGIONAL_BODIES.match(tokens, 0, end):
        return "district"
    if _OF_PROVINCES.match(tokens, 0, end) and any(
        " ".join(tokens.keys[at:]) in PROVINCE_NAMES for at in range(max(1, end - _LONGEST_PROVINCE), end)
    ):
        return "province"
    school = _SCHOOLS.match(tokens, 0, end)
    return school[1] if school else None


def _level_of_unit(noun: str, name: str, hue_is_central: bool) -> Level | None:
    if noun == "thành phố":
        if not name:
            return None
        return "province" if is_central_city(name, hue_is_central=hue_is_central) else "district"
    level = LEVELS[noun]
    return "commune" if level == "commune" else "province" if level == "province" else "district"


def _unit_noun(tokens: Tokens) -> tuple[str, str] | None:
    """Return the noun and the name of the first unit in a body's name; the name is empty where none follows."""
    end = len(tokens)
    index = 0
    while index < end:
        if (skipped := _NO_UNITS.match(tokens, index, end)) is not None:
            index = skipped[0]
            continue
        found = _COMMITTEES.match(tokens, index, end) or _UNIT_NOUNS.match(tokens, index, end)
        if found is not None and _names(tokens, found[0]):
            return found[1], _name_after(tokens, found[0])
        index += 1
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
    return _SMALL_BODIES.match(tokens, 0, len(tokens)) is not None or _names_hamlet(tokens)


def _names_hamlet(tokens: Tokens) -> bool:
    """Tell whether a hamlet or neighbourhood with its name or number is in a body's name."""
    end = len(tokens)
    for index in range(end):
        found = _SMALL.match(tokens, index, end)
        if found is None or found[0] >= end or (index and tokens.keys[index - 1] in {"quân", "đặc"}):
            continue
        shape, word = tokens.shapes[found[0]], tokens.keys[found[0]]
        if tokens.keys[index] in {"tổ", "khu", "khối"} and found[0] == index + 1:
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
    if _CENTRAL_BODIES.match(tokens, 0, end):
        return True
    if keys[0] == "bộ" and end > 1 and keys[1] not in _NO_MINISTRY:
        return True
    for index in range(end - 1):
        if keys[index] == "trung" and keys[index + 1] == "ương":
            return not (index and keys[index - 1] == "thuộc")
        if keys[index] == "việt" and keys[index + 1] == "nam" and index + 2 == end:
            return True  # "Hội Nông dân Việt Nam"
        if (
            keys[index] == "bộ"
            and index
            and tokens.shapes[index] == Shape.CAPITAL
            and keys[index + 1] not in (_NO_MINISTRY | {"chqs", "chính"})
        ):
            return keys[index - 1] not in {"đảng", "chi", "cán"}  # "Học viện Quốc phòng Bộ Quốc phòng"
    return False
