"""Title ends: what may follow a title's head and body and still belong to the post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.names.runs import UNIT_NOUNS, begins_person_or_post, run_end
from scraper.extract.officials.text.phrases import word_set
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Container

    from scraper.extract.officials.text.tokens import Tokens

# Heads that take their body after a comma: "Chính ủy, Bộ chỉ huy quân sự tỉnh" is one post.
_BODY_AFTER_COMMA = frozenset({"chính ủy", "phó chính ủy", "chỉ huy trưởng", "phó chỉ huy trưởng", "chính trị viên",
                               "giám đốc", "trưởng ban", "phó trưởng ban", "phó giám đốc"})  # fmt: skip
BODY_NOUNS = word_set("bộ ban sở trung công quân chi đồn phòng bch trường nhà")
_IN_CHARGE_OF = word_set("khối mảng lĩnh địa kinh văn công hoạt xã phường các huyện vùng khu")
# "Phó Vụ trưởng, Vụ Kinh tế": the head says which noun its body begins with.
_OFFICE_BODIES = frozenset({"vụ", "cục", "viện", "trạm", "đội", "đồn", "hạt"})
_TERM = frozenset({"khóa"})


def joined(
    tokens: Tokens,
    head_at: int,
    head_end: int,
    index: int,
    limit: int,
    *,
    may_name: bool,
    places: Container[str],
) -> tuple[int, int | None, int | None]:
    """Read on over the separators that stand inside one post.

    Returns the end, where a name begins, and where the body begins (``None`` where nothing was joined):
    "Chính ủy, Bộ chỉ huy quân sự tỉnh", "Phó trưởng Ban, phụ trách Ban Tuyên giáo", "Phó Chỉ huy trưởng – Tham mưu
    trưởng Ban CHQS".
    """
    after = index + 1
    if after >= limit or tokens.keys[index] not in {",", "-"}:
        return index, None, None
    head = " ".join(tokens.keys[head_at:head_end])
    if tokens.keys[index] == "-" and "chỉ huy" in head and tokens.follows(after, "tham", "mưu", "trưởng"):
        end, name_at = read_body(tokens, after + 3, limit, may_name=may_name, places=places)
        return end, name_at, after + 3
    if (
        tokens.keys[index] == ","
        and tokens.keys[after] in {tokens.keys[head_at], tokens.keys[head_at + 1]} & _OFFICE_BODIES
    ):
        end, name_at = read_body(tokens, after, limit, may_name=may_name, places=places)
        if end + 1 < limit and tokens.keys[end] == "," and tokens.keys[end + 1] == "bộ" and tokens.shapes[end + 1]:
            end, name_at = read_body(tokens, end + 1, limit, may_name=may_name, places=places)
        return end, name_at, after
    if tokens.follows(after, "phụ", "trách") or tokens.follows(after, "điều", "hành"):
        end, name_at = read_body(tokens, after + 2, limit, may_name=may_name, places=places)
        if end > after + 2:
            return end, name_at, after + 2
        return index, None, None
    takes_body = tokens.keys[index] == "," and head in _BODY_AFTER_COMMA and tokens.keys[after] in BODY_NOUNS
    if takes_body and not begins_person_or_post(tokens, after, limit):
        end, name_at = read_body(tokens, after, limit, may_name=may_name, places=places)
        if end > after + 1:
            return end, name_at, after
    return index, None, None


def in_charge(
    tokens: Tokens, end: int, limit: int, *, may_name: bool, places: Container[str]
) -> tuple[int, int | None]:
    """Return the end of "phụ trách kinh tế", "phụ trách xã A, B" after a title, and where a name follows it.

    ``end`` where there is none; other arguments as for :func:`read_body`.
    """
    if not tokens.follows(end, "phụ", "trách") or end + 2 >= limit or tokens.keys[end + 2] not in _IN_CHARGE_OF:
        return end, None
    reached, name_at = read_body(tokens, end + 2, limit, may_name=may_name, places=places)
    if name_at is not None:
        return reached, name_at
    while reached + 1 < limit and tokens.keys[reached] == "," and tokens.shapes[reached + 1] == Shape.CAPITAL:
        if begins_person_or_post(tokens, reached + 1, limit):
            break
        reached, _ = read_body(tokens, reached + 1, limit, may_name=False)
    return reached, None


def term(tokens: Tokens, body_start: int, end: int, limit: int) -> int:
    """Include "khóa VII" where no unit stands before it: there it tells the term of the post, not of the event."""
    if end + 1 >= limit or tokens.keys[end] not in _TERM or end <= body_start:
        return end
    number = tokens.keys[end + 1]
    if not (number.isdigit() or set(number) <= set("ivx")):
        return end
    placed = tokens.shapes[end - 1] != Shape.LOWER
    if placed and any(tokens.keys[index] in UNIT_NOUNS for index in range(body_start, end - 1)):
        return end
    return end + 2


def years(tokens: Tokens, end: int, limit: int) -> int:
    """Include "nhiệm kỳ 2016 - 2021" after a former post: it tells when it was held."""
    if not tokens.follows(end, "nhiệm", "kỳ") and not tokens.follows(end, "giai", "đoạn"):
        return end
    reached = end + 2
    while reached < limit and (tokens.shapes[reached] == Shape.DIGIT or tokens.keys[reached] == "-"):
        reached += 1
    return reached if reached > end + 2 else end


def constituency(tokens: Tokens, body_start: int, end: int, limit: int) -> int:
    """Include where a group of deputies was elected: "Tổ đại biểu HĐND huyện tại Sơn Giang", "... đơn vị số 4"."""
    keys = tokens.keys
    if end + 2 >= limit or keys[body_start + 1 : body_start + 3] != ["đại", "biểu"]:
        return end
    if keys[end] == "tại" and tokens.shapes[end + 1] == Shape.CAPITAL:
        return run_end(tokens, end + 1, limit)
    if (
        keys[end : end + 2] == ["đơn", "vị"]
        and keys[end + 2] in UNIT_NOUNS
        and tokens.shapes[end + 3 : end + 4] == [Shape.CAPITAL]
    ):
        return run_end(tokens, end + 3, limit)
    if keys[end : end + 2] == ["đơn", "vị"]:
        number = next((at for at in range(end + 2, min(end + 5, limit)) if tokens.shapes[at] == Shape.DIGIT), None)
        return number + 1 if number is not None else end
    return end


def accredited(
    tokens: Tokens, end: int, limit: int, *, may_name: bool, places: Container[str]
) -> tuple[int, int | None]:
    """Include where a diplomat serves: "Đại sứ Hà Lan tại Việt Nam", "Tổng Lãnh sự Lào tại Đà Nẵng"."""
    if end + 1 >= limit or tokens.keys[end] != "tại" or tokens.shapes[end + 1] not in {Shape.CAPITAL, Shape.CAPS}:
        return end, None
    reached = run_end(tokens, end + 1, limit)
    for cut in range(min(reached, end + 5), end + 1, -1):
        if " ".join(tokens.keys[end + 1 : cut]) in places or tokens.follows(end + 1, "việt", "nam"):
            reached = cut if not tokens.follows(end + 1, "việt", "nam") else end + 3
            break
    return reached, reached if may_name and reached < limit and tokens.shapes[reached] == Shape.CAPITAL else None
