"""Patients: people to whom something is done, and what that makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told
from scraper.extract.officials.text.gaps import outside_brackets, without_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction, Sentence
    from scraper.extract.officials.roles.clauses import Clause, Subject
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
_FROM_A_DAY = (["kể", "từ"], ["từ", "ngày"])
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
    among = keys[person.start - 3 : person.start] == ["trong", "đó", "có"]
    handed = verb.roles == ("presented",) and (keys[person.start - 1] == "cho" or among)
    if handed and _AWARDS & set(keys[item.start : person.start]):
        return Told(("received",), item.start, item.end)  # "trao Giấy khen cho ông N"
    return None


def is_handed_too(sentence: Sentence, handed: Introduction, person: Introduction) -> bool:
    """Tell whether a person is handed what the one before was: "tặng Giấy khen cho ông A, Chi hội trưởng và ông B".

    Args:
        sentence: that names both.
        handed: who was handed something.
        person: named next; whoever a verb follows does that.
    """
    if sentence.tokens.keys[handed.end : person.start] not in (["và"], [","]):
        return False
    following = next((item for item in sentence.items if item.start >= person.end and item.kind != "title"), None)
    return following is None or following.kind != "verb"


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


def is_retirement(keys: Sequence[str], subject: Subject, item: Item) -> bool:
    """Tell whether "nghỉ hưu" is news of somebody: said right behind a post that is no former one, or with its day.

    Args:
        keys: the words of the field.
        subject: who retires.
        item: the verb's place.
    """
    current = any(use.kind != "former" for use in subject.person.titles)
    dated = keys[item.end : item.end + 2] in _FROM_A_DAY  # "nguyên Chủ nhiệm, nghỉ hưu kể từ ngày 01/3/2022"
    return (current or dated) and item.start - subject.end <= _RIGHT_BEHIND


def is_passive(gap: Sequence[str]) -> bool:
    """Tell whether somebody else does to the subject what comes: "được UBND tỉnh tặng Bằng khen".

    Args:
        gap: the words from the subject to the verb, terms and brackets left out.
    """
    if "được" not in gap:
        return False
    doer = gap[gap.index("được") + 1 :]
    return len(doer) > 1 and "," not in doer and list(doer[:2]) not in _EMPOWERED


def is_done_to(keys: Sequence[str], clause: Clause, item: Item) -> bool:
    """Tell whether a verb is done to a clause's subjects: "ông N được (UBND tỉnh) tặng Bằng khen".

    Args:
        keys: the words of the field.
        clause: with its subjects.
        item: the verb's place.
    """
    if item.verb is None or item.verb.sort in {"move", "end", "step"}:
        return False
    if is_said_of(keys, item, item.verb):
        return True
    return not clause.verbs and is_passive(without_term(outside_brackets(keys[clause.subjects[-1].end : item.start])))


def is_said_of(keys: Sequence[str], item: Item, verb: Verb) -> bool:
    """Tell whether a verb right behind "được" or "bị" is done to the subject: "ông N được biểu dương"."""
    if keys[item.start - 1] not in {"được", "bị"}:
        return False
    return set(verb.roles) <= _DONE_TO and keys[item.start] not in _DONE_GLADLY
