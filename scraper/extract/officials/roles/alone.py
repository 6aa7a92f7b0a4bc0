"""Alone: a title or an honorific without a name that is a verb's subject: somebody named elsewhere is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.roles.clauses import ADVERBS, MOTION
from scraper.extract.officials.roles.verbs import DEEDS

if TYPE_CHECKING:
    from scraper.extract.officials.introduction import Sentence
    from scraper.extract.officials.roles.clauses import Clause
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

_FAR = 4  # words between a title alone and its verb
# "N làm Phó đoàn": a part that somebody has; "tổ đại biểu HĐND": a group.
# On whose behalf somebody does something: "thừa ủy quyền Chủ tịch UBND xã trình bày".
_OF_OTHERS = frozenset({"quyền", "mặt", "ủy"})
_BEFORE_ROW = frozenset({",", ";", "được"})
_GROUPS = frozenset({"trưởng", "phó", "lãnh", "đại", "các", "toàn", "cán"})
_LONGEST_GROUP = 8  # words: "cùng trưởng các phòng chuyên môn của quận"
_HELD = frozenset({"làm", "là", "chức", "vụ", "tổ"})


def stands_alone(tokens: Tokens, start: int, item: Item, following: Item | None, clause: Clause) -> bool:
    """Tell whether an honorific or a title without a name is a subject: of the verb after it, or of one that leads it.

    Args:
        tokens: the field.
        start: the first token of the sentence.
        item: an item that is no title of anybody named in the sentence.
        following: the item after it.
        clause: what was read of the clause so far.
    """
    if item.kind not in {"honorific", "title"} or item.plural:
        return False
    before = tokens.keys[item.start - 1] if item.start > start else ","
    if item.kind == "title" and before in _OF_OTHERS:
        return False
    if item.kind == "title" and (before in _HELD or _is_led(tokens, item, clause)):
        return before not in _HELD
    if (
        item.kind == "honorific"
        and before not in {",", ":", ";"}
        and (before, tokens.keys[item.start]) != ("do", "ông")
    ):
        return False
    if _does_something(tokens, item.end):
        return True
    if following is None or following.kind != "verb":
        return False
    gap = tokens.keys[item.end : following.start]
    if item.kind == "title" and gap[:1] in (["cùng"], ["và"]) and len(gap) <= _LONGEST_GROUP:
        return gap[1] in _GROUPS if len(gap) > 1 else False  # "Chủ tịch UBND quận cùng trưởng các phòng giải đáp"
    return len(gap) <= _FAR and set(gap) <= ADVERBS


def titles_in_row(sentence: Sentence, position: int) -> list[Item]:
    """Return the titles without names that are the subjects of one verb; none where there is one title alone.

    "Các đồng chí Chủ tịch UBND quận, Trưởng phòng Nội vụ đã trả lời", "Chủ tịch Hội N và Bí thư Tỉnh đoàn trao 200 suất
    quà". Titles that only a comma joins, no plural before them, are one person's.

    Args:
        sentence: that the titles stand in.
        position: the first of them among its items; a clause begins with it.
    """
    tokens, items = sentence.tokens, sentence.items
    row, link, start = [items[position]], {"và", "cùng"}, items[position].start
    if position and items[position - 1].kind == "honorific" and items[position - 1].end == start:
        start = items[position - 1].start
        link = link | {","} if items[position - 1].plural else link
    if start > sentence.start and tokens.keys[start - 1] not in _BEFORE_ROW:
        return []
    for item in items[position + 1 :]:
        gap = tokens.keys[row[-1].end : item.start]
        if item.kind == "mark" or (item.kind == "honorific" and not item.plural):
            continue
        if item.kind == "verb" and set(gap) <= ADVERBS and len(gap) <= _FAR:
            return row if len(row) > 1 else []
        joined = [key for key in gap if key not in {"đồng", "chí"}]
        title = item.title
        if title is None or title.name_at is not None or len(joined) != 1 or joined[0] not in link:
            return []
        row.append(item)
    return []


def is_joined(tokens: Tokens, item: Item, clause: Clause) -> bool:
    """Tell whether a title alone is a subject beside the one before it: "bà N cùng Phó Chủ tịch UBND tỉnh trao ...".

    Args:
        tokens: the field.
        item: the title.
        clause: so far.
    """
    if item.kind != "title" or tokens.keys[item.start - 1] not in {"cùng", "và"} or not clause.subjects:
        return False
    last = clause.subjects[-1]
    return not clause.verbs and item.start - 1 in {last.end, last.person.name_end}


def _does_something(tokens: Tokens, end: int) -> bool:
    """Tell whether a deed without a role follows, before those with one: "đồng chí thắp hương và trao quà"."""
    keys = tokens.keys
    if keys[end : end + 1] in (["đã"], ["cũng"]):
        end += 1
    return tuple(keys[end : end + 2]) in DEEDS or (keys[end : end + 1] != [] and keys[end] in MOTION)


def _is_led(tokens: Tokens, item: Item, clause: Clause) -> bool:
    """Tell whether a title alone is whom a verb in front leads: "Phát biểu tại buổi lễ, đồng chí Bí thư ..."."""
    if item.title is None or item.title.name_at is not None or clause.subjects or not clause.fronted:
        return False
    keys = tokens.keys
    start = item.start - 2 if keys[item.start - 2 : item.start] == ["đồng", "chí"] else item.start
    fronted = clause.fronted[-1]
    return keys[start - 1] == "," and fronted.verb is not None and fronted.verb.sort in {"speech", "chair"}
