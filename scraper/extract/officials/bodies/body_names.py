"""Body names: how a body's name is spelt in the record, and what it says of its unit."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.text.phrases import positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.unit import COMMITTEE_OF, LEVELS, Unit
from scraper.patterns import regex

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

# Bodies that last for an occasion belong to it, not to a unit.
_OF_AN_OCCASION = regex(
    r"^(?i:ban) (?i:lễ tang|giám khảo"
    r"|tổ chức (?:lễ|giải|hội thi|cuộc thi|ngày hội|hội thao|liên hoan|kỳ thi|chương trình|festival))\b"
)

_LONGEST_COMMITTEE = 12  # characters of " Thành ủy" with some before it
_LONGEST_NAME = 400  # characters of a body's name that are looked at
_SMALL_PLACE = regex(
    r"\b(?i:xóm|thôn|bản|ấp|khóm|buôn|làng|bon|tổ dân phố|khu phố|khối phố|khu dân cư|khu|khu vực|phố) [A-ZĐÀ-Ỹ\d]"
)
_NUMBERED = regex(r" số \d{1,4}$")  # "Hạt Quản lý đê số 4" is named by its number
# A village's party cell bears its name alone: "Chi bộ Thuận An 2".
_CELL = regex(r"Chi (?:bộ|ủy) (?!Đảng|Văn|Công|Cơ|Khối|Ban|Trường|Trạm|Quân|Hội|Đội|Phòng|Trung|Chi)(?:[A-ZĐÀ-Ỹ]\w|\d)")
_OF_A_FIRM = regex(r"\b(?i:công ty|tập đoàn|tổng công ty|htx|hợp tác xã|nhà máy|xí nghiệp|khách sạn) \S")
_SMALL_NOUNS = frozenset({"thôn", "bản", "ấp", "khu", "phố", "tổ", "buôn", "xóm", "khóm", "làng", "khối", "bon"})
_VILLAGES = frozenset({"thôn", "bản", "ấp", "buôn", "xóm", "khóm", "bon"})
_NOUNS = frozenset(word for noun in LEVELS for word in noun.split())  # small even in a line of capitals
# A post in the field bears the name of its place: "Trạm Quản lý bảo vệ rừng Lộc Thượng".
_OF_ITS_PLACE = regex(
    r"^(?:(?i:trạm|đồn|hạt|trại|ban quản lý rừng)|Đảng ủy Trường|Chi bộ Trường) "
    r".{0,80}[a-zà-ỹ](?: [A-ZĐÀ-Ỹ]\w+){2,4}$"
)
_TELLING = (_SMALL_PLACE, _NUMBERED, _CELL, _OF_AN_OCCASION, _OF_A_FIRM, _OF_ITS_PLACE)
_MISSIONS_BEGIN = frozenset({"đại", "tổng"})
_MISSIONS = {"đại sứ": "Đại sứ quán", "tổng lãnh sự": "Tổng Lãnh sự quán"}


def spelt(tokens: Tokens, start: int, span: TitleSpan, lead: str = "") -> str:
    """Return the body's name in the usual spelling."""
    end = name_end(tokens, start, span)
    parts: list[str] = []
    index = start
    while index < end:
        if index == span.modifiers[0] and span.modifiers[0] < span.modifiers[1] <= end:
            index = span.modifiers[1]  # "Phó Trưởng Ban Thường trực": the deputy is standing, not the body
            continue
        if tokens.keys[index] == "," and tables.OUTER_BODIES.match(tokens, index + 1, end):
            index += 1  # "Phòng Tham mưu, Công an tỉnh" is the "Phòng Tham mưu Công an tỉnh"
            parts.append(" ")
        found = tables.SPELLINGS.match(tokens, index, end)
        if found:
            parts.append(found[1])
            following = found[0]
        else:
            following = index + 1
            if tokens.keys[index] == "&" and not tokens.glued(index):
                parts.append("và ")
                index = following
                continue
            shouted = tokens.shapes[index] == Shape.CAPS and tokens.keys[index] in _NOUNS
            parts.append(tokens.keys[index] if shouted else tokens.printed(index, following))
        index = following
        if index < end and not tokens.glued(index):
            parts.append(" ")
    name = "".join(parts).replace("uỷ", "ủy").strip()
    if not name:
        return ""
    small = tokens.keys[start] in _SMALL_NOUNS or tokens.follows(start, "tiểu", "khu")
    if not lead and tokens.keys[start] in _VILLAGES and tokens.shapes[start] == Shape.CAPITAL:
        return name[0].lower() + name[1:]  # it began a sentence
    if not lead and not small and tokens.keys[start] not in LEVELS:
        name = name[0].upper() + name[1:]
    return lead + name


_BEHIND_NAMES = frozenset({"tại", "đơn", "khóa", "nhiệm", "phụ", "giai"})


def name_end(tokens: Tokens, start: int, span: TitleSpan) -> int:
    """Return where the name of a body that begins at ``start`` ends: before "phụ trách ..." and a term's number."""
    keys = tokens.keys
    if _BEHIND_NAMES.isdisjoint(keys[start + 1 : span.end]):
        return span.end
    for index in range(start + 1, span.end):
        if keys[index] not in _BEHIND_NAMES or span.modifiers[0] <= index < span.modifiers[1]:
            continue
        seat = keys[index] == "tại" or keys[index : index + 2] == ["đơn", "vị"]  # of a group of deputies
        if seat and keys[start : start + 3] == ["tổ", "đại", "biểu"]:
            return index
        if keys[index : index + 2] == ["giai", "đoạn"]:
            return index
        if keys[index] in {"khóa", "nhiệm"} or (keys[index] == "phụ" and keys[index + 1 : index + 2] == ["trách"]):
            return index
    return span.end


def central_name(tokens: Tokens, span: TitleSpan) -> str | None:
    """Return the central committee that a party rank is of, ``None`` where it is of none."""
    text = " ".join(tokens.keys[span.head_start : span.end])
    if "bộ chính trị" in text:
        return "Bộ Chính trị"
    if "bí thư trung ương" in text or "ban bí thư" in text:
        return "Ban Bí thư Trung ương Đảng"
    if any(word in text for word in ("trung ương", "bch tw", " tw", "t . ư", "tư đảng")):
        tail = tokens.printed(span.body_start, span.end)
        foreign = re.search(r"Đảng (?:Nhân dân|NDCM) .+|Đảng Cộng sản (?!Việt Nam).+", tail)
        return (
            f"Ban Chấp hành Trung ương {foreign.group().replace('NDCM', 'Nhân dân cách mạng') if foreign else 'Đảng'}"
        )
    return None


def place_at_end(name: str) -> str | None:
    """Return the village that ends a body's name ("Ban công tác Mặt trận bản Mòn": "bản Mòn"), ``None`` for none."""
    lowered = name.lower()
    for noun in tables.SMALL_PLACES:
        at = lowered.rfind(f"{noun} ")
        if at >= 0 and (at == 0 or lowered[at - 1] == " "):
            return noun + name[at + len(noun) :]
    return None


def party_at_end(name: str) -> str | None:
    """Return the party committee that ends a body's name ("Ban Tổ chức Đảng ủy Khối các cơ quan tỉnh"), if one does."""
    at = name.find(" Đảng ủy ")
    return name[at + 1 :] if at > 0 else None


_COMMITTEE_AT_END = regex(r" ((?:Tỉnh|Thành|Huyện|Thị|Quận) ủy)$")


def committee_at_end(name: str) -> str | None:
    """Return the committee whose unit is not known, at the end of a body's name ("Ban Tuyên giáo Tỉnh ủy"), if any."""
    found = _COMMITTEE_AT_END.search(name[-_LONGEST_COMMITTEE:])
    return found.group(1) if found is not None else None


def mission(tokens: Tokens, span: TitleSpan) -> str | None:
    """Return the mission that a diplomat heads or serves at, ``None`` for other posts.

    "Đại sứ Hà Lan tại Việt Nam" heads the "Đại sứ quán Hà Lan tại Việt Nam".
    """
    kind = _MISSIONS.get(" ".join(tokens.keys[span.head_start : span.head_end]).removeprefix("phó "))
    if kind is not None and span.body_start < span.end:
        return f"{kind} {tokens.printed(span.body_start, span.end)}"
    for index in positions(tokens.keys, _MISSIONS_BEGIN, span.body_start, span.end):
        if tokens.follows(index, "đại", "sứ", "quán") or tokens.follows(index, "tổng", "lãnh", "sự", "quán"):
            return tokens.printed(index, span.end)
    return None


@lru_cache(maxsize=1 << 12)  # the bodies of a portal's officials come again on each of its pages
def names_unit(name: str) -> bool:
    """Tell whether a body's name says which unit it is of, or needs none."""
    if any(found.search(name[:_LONGEST_NAME]) for found in _TELLING):
        return True
    words = f" {name.lower()} ".replace(" xã hội ", " ")
    return any(f" {noun} " in words for noun in LEVELS)


def committee(unit: Unit) -> str:
    """Return the full name of a unit's party committee: "Thị ủy Kỳ Anh", "Đảng ủy phường Phù Vân"."""
    head = COMMITTEE_OF.get(unit.noun)
    if unit.name == "Hồ Chí Minh":
        return "Thành ủy TP Hồ Chí Minh"  # the city keeps its noun: without it the name is a person's
    if unit.name.isdigit():
        return f"{head or 'Đảng ủy'} {unit.noun.capitalize() if head else unit.noun} {unit.name}"
    return f"{head} {unit.name}" if head else f"Đảng ủy {unit}"
