"""Patients: people to whom something is done, and what that makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.roles.clauses import Subject
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item

# What is received as an award; a decision handed over ("trao quyết định cho") tells of an appointment.
_AWARDS = frozenset({
    "khen", "thưởng", "giải", "cờ", "hiệu", "huân", "huy", "chương", "danh", "giấy", "bằng", "cúp",
})  # fmt: skip
# Done to whoever stands before "được": "được biểu dương", "được kiểm tra"; but one is glad "được phát biểu".
_DONE_TO = frozenset({"inspected", "supervised", "visited", "directed", "spoke"})
_DONE_GLADLY = frozenset({"phát", "đến", "tới", "về", "đi", "sang", "có", "đọc", "đại"})
_RIGHT_BEHIND = 3  # words: "đã", "được", "sẽ" and the like
_CLAUSE_OF_RETIREMENT = 12  # words: "để hưởng chế độ bảo hiểm xã hội đối với"
_EMPOWERED = (["ủy", "quyền"], ["ủy", "nhiệm"], ["phân", "công"])


def told_of_object(keys: Sequence[str], item: Item, verb: Verb, person: Introduction) -> Told | None:
    """Return what a verb tells of the person it is done to; ``None`` where it tells nothing.

    Args:
        keys: the words of the field.
        item: the verb's place.
        verb: the verb.
        person: named after it.
    """
    if verb.roles == ("received",) and set(keys[item.end : person.start]) <= {"cho"}:
        return Told(verb.roles, item.start, item.end)  # "Huy hiệu được trao tặng đồng chí N"
    handed = verb.roles == ("presented",) and keys[person.start - 1] == "cho"
    if handed and _AWARDS & set(keys[item.start : person.start]):
        return Told(("received",), item.start, item.end)  # "trao Giấy khen cho ông N"
    return None


def retires(keys: Sequence[str], items: Sequence[Item], person: Introduction, before: str) -> Told | None:
    """Return what retires a person named behind it: "quyết định nghỉ hưu (để hưởng chế độ) đối với bà N".

    Args:
        keys: the words of the field.
        items: of the sentence.
        person: whose retirement it may be.
        before: the word before the person.
    """
    if before not in {"với", "cho"}:
        return None
    last = next((item for item in reversed(items) if item.verb is not None and item.end <= person.start), None)
    if last is None or last.verb is None or last.verb.roles != ("dismissed",) or last.verb.sort != "act":
        return None
    between = keys[last.end : person.start]
    if len(between) > _CLAUSE_OF_RETIREMENT or {",", ";"} & set(between):
        return None
    return Told(last.verb.roles, last.start, last.end)


def is_retirement(subject: Subject, item: Item) -> bool:
    """Tell whether "nghỉ hưu" is news of somebody: said right behind a post that is no former one."""
    current = any(use.kind != "former" for use in subject.person.titles)
    return current and item.start - subject.end <= _RIGHT_BEHIND


def is_passive(gap: Sequence[str]) -> bool:
    """Tell whether somebody else does to the subject what comes: "được UBND tỉnh tặng Bằng khen".

    Args:
        gap: the words from the subject to the verb, terms and brackets left out.
    """
    if "được" not in gap:
        return False
    doer = gap[gap.index("được") + 1 :]
    return len(doer) > 1 and "," not in doer and list(doer[:2]) not in _EMPOWERED


def is_said_of(keys: Sequence[str], item: Item, verb: Verb) -> bool:
    """Tell whether a verb right behind "được" or "bị" is done to the subject: "ông N được biểu dương"."""
    if keys[item.start - 1] not in {"được", "bị"}:
        return False
    return set(verb.roles) <= _DONE_TO and keys[item.start] not in _DONE_GLADLY
