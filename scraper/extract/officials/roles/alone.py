"""Alone: a title or an honorific without a name that is a verb's subject: somebody named elsewhere is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.roles.clauses import ADVERBS, MOTION
from scraper.extract.officials.roles.verbs import DEEDS

if TYPE_CHECKING:
    from scraper.extract.officials.roles.clauses import Clause
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

_FAR = 4  # words between a title alone and its verb
# "N làm Phó đoàn": a part that somebody has; "tổ đại biểu HĐND": a group.
# On whose behalf somebody does something: "thừa ủy quyền Chủ tịch UBND xã trình bày".
_OF_OTHERS = frozenset({"quyền", "mặt", "ủy"})
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
    if following is None or following.kind != "verb" or following.start - item.end > _FAR:
        return False
    return set(tokens.keys[item.end : following.start]) <= ADVERBS


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
