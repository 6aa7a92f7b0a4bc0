"""One title: what stands before its head, the head, its modifiers, and the body it is held in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.names.runs import UNIT_NOUNS
from scraper.extract.officials.text.phrases import word_set
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles import heads
from scraper.extract.officials.titles.title_ends import (
    BODY_NOUNS,
    accredited,
    constituency,
    in_charge,
    joined,
    term,
    years,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.heads import Head
    from scraper.items import TitleKind

_GIVEN_CHARGE = frozenset({"công", "giao", "được"})  # "được phân công phụ trách Chi cục Kiểm lâm"
_BOARDS = frozenset({"bcđ", "btc", "bql", "bll"})  # "Ban Chỉ đạo" and the like, in letters
_BEFORE_HEADS = heads.FORMER.first_words | heads.ACTING.first_words
_DIPLOMATS = frozenset({"sứ", "sự"})
_PARTS_OF_POSTS = (["nghiệp", "vụ"], ["quân", "sự"], ["chuyên", "môn"], ["trinh", "sát"])
# The last words of heads whose bodies begin in one of a few ways, and the words in small letters they begin with.
_CLOSED_HEADS = word_set("thư pbt tịch pct ct nhiệm đốc gđ pgđ án tập")
_BODY_BEGINNINGS = UNIT_NOUNS | word_set(
    "thành thị đặc tổ đảng chi ban bộ sở phòng công an trường trung bệnh trạm cục tổng hội hiệp liên ủy ub đoàn mặt "
    "câu clb quỹ văn viện vụ học nhà ngân kho bảo điện hợp htx đài báo thư khối cơ nước chính quốc quân vùng hải đồn "
    "đội tiểu hạt trại chi bưu viễn dự cảng cụm cộng giáo nghiệp tòa vksnd tand hđnd ubnd mttq bch ttyt kiểm thi quản "
    "y nông lâm thủy thuế thống đăng kế kinh tài tư lao giao xây khoa thông du dân tôn nội ngoại thanh cảnh biên "
    "chiến phong vận tuyên điều nghiên phát hành lữ trung sư tập doanh xí vườn khách di nhóm hòa phụ thường bảo sân "
    "đề dạy mầm tiểu trường cao đại"
)


@dataclass(slots=True)
class TitleSpan:
    """A title as read: token ranges of its whole and of its body, its head, its kind so far.

    ``name_at`` is where a person's name follows without a separator. ``modifiers`` is where "thường trực" and the like
    stand between the words that the body's name is made of ("Phó Trưởng Ban Thường trực").
    """

    start: int
    end: int
    head: Head
    head_start: int
    head_end: int
    body_start: int
    kind: TitleKind
    name_at: int | None = None
    rank: bool = field(default=False)
    modifiers: tuple[int, int] = (0, 0)


def read_title(
    tokens: Tokens, at: int, limit: int, *, may_name: bool, places: Container[str] = frozenset()
) -> TitleSpan | None:
    """Return the title that begins at ``at``, ``None`` where none does. Arguments as for :func:`read_body`."""
    head_at, kind = _before_head(tokens, at, limit)
    found = heads.read_head(tokens, head_at, limit)
    if found is None:
        return None
    head_end, head = found
    if head.sort == "charge":
        said = at > 0 and tokens.shapes[at - 1] < Shape.MARK and tokens.keys[at - 1] not in _GIVEN_CHARGE
        if said and tokens.shapes[at] == Shape.LOWER:
            return None
        kind = "acting"
    index, acting = _modifiers(tokens, head_end, limit)
    if acting and kind == "position":
        kind = "acting"
    index = _to_body(tokens, head_at, index, limit)
    reach = _read_body_of(tokens, head, (head_at, head_end), index, limit, may_name=may_name, places=places)
    end, name_at, body_start = reach.end, reach.name_at, reach.body_start
    if reach.in_charge and kind == "position":
        kind = "acting"
    if name_at is None:
        end, name_at = in_charge(tokens, end, limit, may_name=may_name, places=places)
    if name_at is None:
        end = term(tokens, body_start, end, limit)
        end = years(tokens, end, limit) if kind == "former" else end
        if tokens.keys[head_at] == "tổ":
            end = constituency(tokens, body_start, end, limit)
        if tokens.keys[head_end - 1] in _DIPLOMATS:
            end, name_at = accredited(tokens, end, limit, may_name=may_name, places=places)
    span = TitleSpan(at, end, head, head_at, head_end, body_start, kind, name_at)
    if body_start < head_end < index:
        span.modifiers = (head_end, index)
    span.rank = _is_party_rank(tokens, span)
    if span.rank and kind == "position":
        span.kind = "rank"
    return span


class _Reach(NamedTuple):
    """How far a title's body reaches, where a name follows, where the body begins, and whether it is only in charge."""

    end: int
    name_at: int | None
    body_start: int
    in_charge: bool = False


def _read_body_of(
    tokens: Tokens,
    head: Head,
    head_range: tuple[int, int],
    index: int,
    limit: int,
    *,
    may_name: bool,
    places: Container[str],
) -> _Reach:
    """Read the body from ``index`` on, over the separators that stand inside one post."""
    head_at, head_end = head_range
    body_start = head_end - head.body if head.body else index
    end, name_at = index, None
    another = not head.body and heads.read_head(tokens, index, limit) is not None  # "UVBTV Trưởng Ban Tuyên giáo"
    if not another and (head.body or _body_may_begin(tokens, head_end, index, limit)):
        end, name_at = read_body(tokens, index, limit, may_name=may_name, places=places)
    if end > index and head.body and _named_again(tokens, body_start, head_end, index):
        body_start = index
    if end > index or name_at is not None:
        return _Reach(end, name_at, body_start)
    end, name_at, begins = joined(tokens, head_at, head_end, index, limit, may_name=may_name, places=places)
    if begins is None:
        return _Reach(end, name_at, body_start)
    return _Reach(end, name_at, begins, in_charge=tokens.keys[index + 1] in heads.IN_CHARGE)


def _named_again(tokens: Tokens, body_start: int, head_end: int, index: int) -> bool:
    """Tell whether a head's body is named once more: "Phó Trưởng ban Thường trực Ban Chỉ đạo", "Trưởng ban BCĐ"."""
    kind, again = tokens.keys[body_start], tokens.keys[index]
    return (kind == "ban" and again in _BOARDS) or (index > head_end and again == kind)


def _to_body(tokens: Tokens, head_at: int, index: int, limit: int) -> int:
    """Return where the body begins after a head and its modifiers: past a deputy's part, "của" and a point."""
    keys = tokens.keys
    if index >= limit:
        return index
    if index + 2 < limit and keys[index : index + 2] in _PARTS_OF_POSTS and {"đồn", "huy"} & set(keys[head_at:index]):
        index += 2  # "Phó Đồn trưởng Nghiệp vụ"
    if index + 1 < limit and keys[index] == "của" and tokens.shapes[index + 1] in {Shape.CAPITAL, Shape.CAPS}:
        return index + 1  # "Người phát ngôn của UBND tỉnh"
    abbreviated = tokens.shapes[index - 1] == Shape.CAPS and tokens.glued(index)
    if abbreviated and index + 1 < limit and keys[index] == "." and tokens.glued(index + 1):
        return index + 1  # "CT.HĐND xã", "Phó Chủ tịch TT.HĐND"
    return index


def _body_may_begin(tokens: Tokens, head_end: int, index: int, limit: int) -> bool:
    """Tell whether the word after a head can begin its body; what portals say next is often no word of role.

    "Hiệu trưởng xúc động cảm ơn", "Chủ tịch rất vui": after heads whose bodies are of a few kinds a small letter that
    begins none of them is the sentence going on.
    """
    if index >= limit or tokens.shapes[index] != Shape.LOWER:
        return True
    school = tokens.keys[head_end - 2 : head_end] == ["hiệu", "trưởng"]
    if not school and tokens.keys[head_end - 1] not in _CLOSED_HEADS:
        return True
    return tokens.keys[index] in _BODY_BEGINNINGS


def _before_head(tokens: Tokens, at: int, limit: int) -> tuple[int, TitleKind]:
    if tokens.keys[at] not in _BEFORE_HEADS:
        return at, "position"
    former = heads.read_former(tokens, at, limit)
    if former is not None:
        return former, "former"
    acting = heads.ACTING.match(tokens, at, limit)
    if acting and heads.read_head(tokens, acting[0], limit):
        return acting[0], "acting"
    return at, "position"


def _modifiers(tokens: Tokens, at: int, limit: int) -> tuple[int, bool]:
    """Return the end of the modifiers after a head, and whether they say that the post is only held for a time."""
    index, acting = at, False
    while found := heads.MODIFIERS.match(tokens, index, limit):
        if tokens.keys[index - 1] == "ban" and tokens.keys[index] == "điều":
            break  # "Trưởng Ban điều hành": the body
        if tokens.keys[index] in heads.IN_CHARGE:
            following = found[0]
            if (
                following < limit
                and tokens.shapes[following] == Shape.LOWER
                and tokens.keys[following] not in UNIT_NOUNS
                and tokens.keys[following] not in BODY_NOUNS
            ):
                break  # a verb: "Phó Chủ tịch điều hành hội nghị"
            acting = True
        index = found[0]
    return index, acting


def _is_party_rank(tokens: Tokens, span: TitleSpan) -> bool:
    """Tell whether a title is a party rank: a committee's member, not a member of some other body."""
    if span.head.sort == "party_rank":
        return True
    if span.head.sort != "member":
        return False
    head = tokens.keys[span.head_start]
    words = tokens.keys[span.body_start : span.end]
    text = " ".join(words)
    if "." in tokens.keys[span.head_start : span.head_end]:
        head = "uvbtv"  # "UV.BTV"
    if head in {"uvbtv", "uvtv", "uvbch"} or text.startswith(
        ("btv", "ban thường vụ", "thường vụ", "bch", "ban chấp hành")
    ):
        return not any(f" {word} " in f" {text} " for word in ("hội", "đoàn", "mặt trận", "hiệp hội", "liên đoàn"))
    return text.startswith(("trung ương", "tw", "bộ chính trị", "ban bí thư", "dự khuyết")) or "dự khuyết" in " ".join(
        tokens.keys[span.head_end : span.end]
    )
