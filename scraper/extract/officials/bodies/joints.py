"""Joints: where a comma, a dash or "và" stands inside the name of a body, and where it ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.body_tables import OUTER_BODIES
from scraper.extract.officials.bodies.body_words import AND_PEOPLE, PEOPLE_SERVED, TOPICS
from scraper.extract.officials.names import names, ranks
from scraper.extract.officials.names.runs import begins_person_or_post, run_end
from scraper.extract.officials.roles.verbs import NOT_VERBS, VERBS
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_ZONES = (["các", "khu"], ["các", "dự"], ["các", "công"])  # "Ban Quản lý Khu kinh tế và các khu công nghiệp"
_PARTS = frozenset({"phòng", "đội", "vụ", "cục", "khoa", "chi"})  # what bigger bodies are made of
_SPACED_FOR = frozenset({"tp", "t", "tx", "p", "st"})


def and_joins(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    """Tell whether "và" at ``index`` joins words of the body that began at ``start``, not the body and people."""
    after = index + 1
    if index == start or after >= limit or tokens.shapes[after] >= Shape.MARK:
        return False
    if tokens.keys[after] == "người" and after + 1 < limit and tokens.keys[after + 1] in PEOPLE_SERVED:
        return True
    if tokens.keys[after : after + 2] in _ZONES:
        return True
    if (
        tokens.shapes[after] == Shape.DIGIT
        or tokens.keys[after] in AND_PEOPLE
        or begins_person_or_post(tokens, after, limit)
        or (tokens.shapes[after] != Shape.LOWER and ranks.LEARNED_RANKS.match(tokens, after, limit))
    ):
        return False
    if tokens.shapes[after] == Shape.LOWER:
        if NOT_VERBS.match(tokens, after, limit):
            return True
        return TOPICS.match(tokens, after, limit) is not None and VERBS.match(tokens, after, limit) is None
    end = run_end(tokens, after, limit)
    personal = "'" in tokens.keys[after] or (end - after >= 3 and names.surely_personal(tokens, after, end))
    return not personal and not names.firm(tokens, after, end)


def joined_end(tokens: Tokens, start: int, index: int, limit: int) -> int | None:
    """Return where the body's name goes on after the mark at ``index``, ``None`` where the mark ends it."""
    if not _joins(tokens, start, index, limit):
        return None
    if tokens.follows(index + 1, "kiểm", "tra"):
        return index + 3
    topic = TOPICS.match(tokens, index + 1, limit)
    return topic[0] if topic else index + 1


def _joins(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    """Tell whether the mark at ``index`` stands inside the body's name."""
    after = index + 1
    if index == start or after >= limit:
        return False
    key = tokens.keys[index]
    if key == ".":
        return tokens.keys[index - 1] in _SPACED_FOR and tokens.shapes[index - 1] != Shape.LOWER
    if key in {"&", "/"}:
        spaced = key == "&" and not begins_person_or_post(tokens, after, limit)  # "Thương binh & Xã hội"
        return spaced or (tokens.glued(index) and tokens.glued(after))
    if key == "-" and tokens.glued(index) and tokens.shapes[after] == Shape.DIGIT:
        return True
    if key == "-" and tokens.glued(index) and tokens.glued(after) and tokens.shapes[after] == Shape.LOWER:
        return True  # a foreign place: "huyện Khăm-kợt"
    if key not in {",", "-"} or begins_person_or_post(tokens, after, limit):
        return False
    return _comma_joins(tokens, start, index, limit) if key == "," else _dash_joins(tokens, index, limit)


def _topic_joins(tokens: Tokens, after: int, limit: int) -> bool | None:
    """Tell whether what a body is for goes on at ``after``, ``None`` where no such word stands there."""
    if tokens.follows(after, "kiểm", "tra") and tokens.keys[after - 2] == "tra":
        return True  # "Phòng Thanh tra, kiểm tra"
    if TOPICS.match(tokens, after, limit):
        return VERBS.match(tokens, after, limit) is None or tokens.shapes[after] == Shape.CAPITAL
    return None


def _comma_joins(tokens: Tokens, start: int, index: int, limit: int) -> bool:
    after = index + 1
    first = set(tokens.keys[max(0, start - 1) : start + 1])
    inside = _PARTS & first or ("ban" in first and tokens.keys[after] == "phòng")  # "Ban Dân quân, Phòng Tham mưu"
    if inside and OUTER_BODIES.match(tokens, after, limit):
        return True  # "Trưởng phòng Tham mưu, Công an tỉnh": the body it is inside of
    if tokens.keys[index - 1] in {"mttq", "quốc"} and tokens.keys[after : after + 3] == ["các", "đoàn", "thể"]:
        return True  # "Đảng ủy MTTQ, các đoàn thể tỉnh", which every province has since 2025
    if tokens.keys[after] in {"bhyt", "bhtn"} and tokens.keys[index - 1] in {"bhxh", "bhyt"}:
        return True
    return _topic_joins(tokens, after, limit) is True


def _dash_joins(tokens: Tokens, index: int, limit: int) -> bool:
    after = index + 1
    shape = tokens.shapes[after]
    labelled = VERBS.match(tokens, after, limit)
    if labelled is not None and labelled[1].sort in {"chair", "lead", "attend"}:
        return False  # "N - Phó Chủ tịch UBND thị xã - Chủ trì"
    topic = _topic_joins(tokens, after, limit)
    if topic is not None:
        return topic
    if shape != Shape.LOWER and ranks.LEARNED_RANKS.match(tokens, after, limit):
        return False  # "Giám đốc Sở Y tế tỉnh - Tiến sĩ N"
    if tokens.keys[after] == "đường" and shape == Shape.LOWER:
        return True
    if shape not in {Shape.CAPITAL, Shape.CAPS}:
        return False
    numbered = tokens.shapes[index - 1] >= Shape.DIGIT and tokens.keys[index - 2] != "vực"  # "khu vực 4 - An Biên"
    return not numbered and not names.firm(tokens, after, run_end(tokens, after, limit))
