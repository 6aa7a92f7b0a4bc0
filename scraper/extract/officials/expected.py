"""Expected: what the items of a sentence read so far let the next words be, a name, a title with a name behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.names import names
from scraper.extract.officials.surroundings import appositive
from scraper.extract.officials.text.gaps import LINKS, outside_brackets, without_term
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles import heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

_MEMORY = 40  # items looked back for the person that is being introduced
# Before the post of somebody else: "ông A, Chủ tịch UBND xã và Trưởng thôn N", "... tiếp Đại sứ N".
# Institutions bear names of people: "Trường Đào tạo cán bộ Nguyễn Văn Cừ".
_NAMED_AFTER_PEOPLE = frozenset({"trường", "viện", "học", "đường", "quỹ", "nhà"})
_TO_OTHERS = frozenset({"và", "cùng", "tiếp", "gặp", "gỡ", "thay", "với"})


def after_honorific(items: Sequence[Item], at: int) -> bool:
    """Tell whether an honorific or a rank stands before ``at``: what follows is a person."""
    last = items[-1] if items else None
    if last is not None and last.kind == "mark" and last.mark == ":" and len(items) > 1:
        last = items[-2]
    return last is not None and last.kind in {"honorific", "rank", "clergy"} and at - last.end <= 1


def after_one(items: Sequence[Item]) -> bool:
    """Tell whether an honorific of one person stands before: no body follows "ông", whatever the word ("Ban")."""
    return bool(items) and items[-1].kind == "honorific" and not items[-1].plural


def title_just_before(items: Sequence[Item], at: int) -> bool:
    """Tell whether the title before ends where a name follows without a mark."""
    last = items[-1] if items else None
    return last is not None and last.kind == "title" and last.title is not None and last.title.name_at == at


def may_name(tokens: Tokens, items: Sequence[Item], at: int) -> bool:
    """Tell whether a title may be one before a name: nobody is being introduced, or the last was in that way."""
    if at > 0 and items and tokens.keys[at - 1] in _TO_OTHERS and items[-1].kind in {"name", "title"}:
        return True
    for item in reversed(items[-_MEMORY:]):
        if item.kind == "name":
            return _title_first(items, item) or _sentence_goes_on(tokens, items, item.end, at)
        if item.kind == "honorific" or (item.kind == "mark" and item.mark in {";", "\n"}) or item.kind == "verb":
            return True
    return True


def ends_with_person(tokens: Tokens, title: TitleSpan) -> bool:
    """Tell whether a title read without a name ends in words that only a person is called ("Trần Văn Bách")."""
    if not _NAMED_AFTER_PEOPLE.isdisjoint(tokens.keys[title.head_end : title.end]):
        return False
    for length in (3, 4):
        start = title.end - length
        if start <= title.head_end or not names.surely_personal_at(tokens, start):
            continue
        if all(shape == Shape.CAPITAL for shape in tokens.shapes[start : title.end]):
            return True
    return False


def _sentence_goes_on(tokens: Tokens, items: Sequence[Item], start: int, at: int) -> bool:
    """Tell whether words that lead to no post of the same person stand between a name and a title."""
    recent = items[-_MEMORY:]
    told = next((item.end for item in reversed(recent) if item.kind == "title" and item.start >= start), start)
    words = outside_brackets(tokens.keys[max(told, at - _MEMORY) : at])
    if appositive(tokens, told, at):
        return False
    return any(word.isalpha() and word not in LINKS for word in without_term(words))


def _title_first(items: Sequence[Item], name: Item) -> bool:
    recent = items[-2 * _MEMORY :]
    position = recent.index(name) - 1
    while position > 0 and recent[position].kind == "rank":
        position -= 1 + (recent[position - 1].mark == "-")  # "Chỉ huy trưởng - Đại tá N"
    return position >= 0 and recent[position].kind == "title"


def post_follows(tokens: Tokens, items: Sequence[Item], at: int, end: int, limit: int) -> bool:
    """Tell whether a title follows a run of capitals, and the run stands where a person of a list would.

    Args:
        tokens: the field.
        items: the sentence's items before the run.
        at: the run's first token.
        end: its end.
        limit: the sentence's end.
    """
    index = end
    while index < limit and tokens.keys[index] in {",", "-", ":", "("}:
        index += 1
    if index == end or (heads.read_head(tokens, index, limit) or heads.read_former(tokens, index, limit)) is None:
        return False
    if end - at >= 3 and names.is_family_name(tokens, at):
        return True
    last = items[-1] if items else None
    if last is None or last.kind != "mark":
        return False
    labelled = last.mark == ")" and len(tokens.keys[last.start - 1]) == 1  # "b) Thị Khuyên, Phó Trưởng phòng"
    return labelled or last.mark in {";", ":", ",", "\n"}
