"""Nouns: what they tell of people without a verb: "phát biểu khai mạc của đồng chí N", "Khách mời có ông N"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item

# What a noun with its holder tells: "sau phần giải trình của ông N".
_TOLD_BY_NOUNS = frozenset({"directed", "moderated", "reported", "opened", "concluded", "answered"})
# Who is there, at the head of a sentence: these before "có", "gồm" or a colon.
_GUESTS = (["khách", "mời"], ["thành", "phần"], ["đại", "biểu"])
# What has people in it: "Buổi lễ có đồng chí N", "Tại điểm cầu xã có đồng chí N".
_OCCASIONS = frozenset({
    ("hội", "nghị"), ("buổi", "lễ"), ("lễ", "chào"), ("lễ", "kỷ"), ("đại", "hội"), ("kỳ", "họp"), ("phiên", "họp"),
    ("cuộc", "họp"), ("buổi", "gặp"), ("buổi", "làm"), ("chương", "trình"), ("hội", "thi"), ("hội", "thảo"),
})  # fmt: skip
_OPENERS = frozenset({"có", "gồm", ":"})


def held_by(keys: Sequence[str], item: Item, before: Sequence[Item]) -> list[Told]:
    """Return what nouns tell of their holder: "phát biểu khai mạc của đồng chí N", "sự tham dự, chỉ đạo của ông N".

    Args:
        keys: the words of the field.
        item: the last noun, a word that is a verb elsewhere.
        before: the words with roles before it in the clause.
    """
    told = told_of_holder(keys, item, item.verb) if item.verb is not None else None
    if told is None:
        return []
    row = row_of(keys, item, before)
    return [*(Told(other.verb.roles, other.start, other.end) for other in row[:-1] if other.verb is not None), told]


def told_of_holder(keys: Sequence[str], item: Item, verb: Verb) -> Told | None:
    """Return what a noun tells of whoever it is "của": "phát biểu khai mạc của đồng chí N", "sự chủ trì của ông N".

    Args:
        keys: the words of the field.
        item: the noun, a word that is a verb elsewhere.
        verb: what it tells as a verb.
    """
    roles, start = verb.roles, item.start
    told = keys[start - 1] == "sự" or keys[start : start + 2] == ["phát", "biểu"]  # "với sự tham dự của ông N"
    if not told and verb.sort != "chair" and not _TOLD_BY_NOUNS & set(roles):
        return None
    if keys[start - 2 : start] == ["ý", "kiến"] and roles == ("directed",):
        roles, start = ("directed", "spoke"), start - 2
    return Told(roles, start, item.end)


def row_of(keys: Sequence[str], item: Item, before: Sequence[Item]) -> list[Item]:
    """Return the nouns that one "sự" and one "của" hold together: "sự tham dự, chỉ đạo của đồng chí N".

    Args:
        keys: the words of the field.
        item: the last noun.
        before: the words with roles before it in the clause.
    """
    row = [item]
    for other in reversed(before):
        if other.end > row[0].start or not set(keys[other.end : row[0].start]) <= {",", "và"}:
            break
        row.insert(0, other)
    return row if keys[row[0].start - 1] == "sự" else [item]


def guests(keys: Sequence[str], start: int, first: int) -> Told | None:
    """Return what the head of a sentence says of all it lists: "Về phía huyện có ...", "Buổi lễ có ông N".

    Args:
        keys: the words of the field.
        start: where the sentence begins.
        first: where the first person is named in it.
    """
    side = next((at for at in range(start, min(start + 4, len(keys))) if keys[at] == "phía"), None)
    if side is not None:
        return Told(("attended",), max(start, side - 1), side + 1)
    if keys[start : start + 2] in _GUESTS and _OPENERS & set(keys[start + 2 : start + 5]):
        return Told(("attended",), start, start + 2)
    if (
        first > start
        and keys[first - 1] == "có"
        and (tuple(keys[start : start + 2]) in _OCCASIONS or "cầu" in keys[start:first])
    ):
        return Told(("attended",), first - 1, first)
    return None


def is_source(keys: Sequence[str], first: int, start: int) -> bool:
    """Tell whether words are those of whoever is named at ``start``: "Theo ông N, ...", "..., theo lời ông N".

    Args:
        keys: the words of the field.
        first: where the sentence begins.
        start: where the person is named.
    """
    at = start - 2 if keys[start - 1] == "lời" else start - 1
    return at >= first and keys[at] == "theo" and (at == first or keys[at - 1] in {",", "”", '"', "-"})
