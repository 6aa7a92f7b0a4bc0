"""Body names: how a body's name is spelt in the record, and what it says of its unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.officials import body_tables as tables
from scraper.extract.officials.unit import COMMITTEE_OF, LEVELS, Unit

if TYPE_CHECKING:
    from scraper.extract.officials.titles import TitleSpan
    from scraper.extract.officials.tokens import Tokens

# Bodies that last for an occasion belong to it, not to a unit.
_OF_AN_OCCASION = re.compile(
    r"ban (?:lễ tang|tổ chức (?:lễ|giải|hội thi|cuộc thi|ngày hội|hội thao|liên hoan|kỳ thi|chương trình))\b"
)


def spelt(tokens: Tokens, start: int, span: TitleSpan, lead: str = "") -> str:
    """Return the body's name in the usual spelling."""
    end = _name_end(tokens, start, span)
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
            parts.append(tokens.printed(index, following))
        index = following
        if index < end and not tokens.glued(index):
            parts.append(" ")
    name = "".join(parts).replace("uỷ", "ủy").strip()
    if not name:
        return ""
    if not lead and tokens.keys[start] not in LEVELS and tokens.keys[start] not in {"thôn", "bản", "ấp", "khu", "tổ"}:
        name = name[0].upper() + name[1:]
    return lead + name


def _name_end(tokens: Tokens, start: int, span: TitleSpan) -> int:
    """Return where the body's name ends: before "phụ trách ..." and the number of a term."""
    keys = tokens.keys
    for index in range(start + 1, span.end):
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


def names_unit(name: str) -> bool:
    """Tell whether a body's name says which unit it is of, or needs none."""
    small = re.search(r"\b(?:xóm|thôn|bản|ấp|khóm|buôn|làng|tổ dân phố|khu phố|khu|khu vực) [A-ZĐÀ-Ỹ\d]", name)
    if small is not None or _OF_AN_OCCASION.match(name.lower()):
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
