"""Sharing: posts that several people have by one wording, and posts that come back to a person named before.

"Ông A và bà B được bầu làm Phó Chủ tịch", "Các ông A, B là Phó Trưởng ban", "Ban Quản lý chợ do ông N làm Trưởng ban".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import TitleUse
from scraper.extract.officials.surroundings import gap_between, named_chain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

_LONGEST_REJOINED = 100  # tokens between a name and a post that comes back to it
_NEAR = 12  # tokens of a party cell or youth branch before who leads it: "Chi bộ thôn Đông do ông N làm Bí thư"
_PARTS_IN_TEAMS = frozenset({"ban", "tổ"})


def holders(
    tokens: Tokens, people: Sequence[Introduction], list_start: int, active_at: int | None
) -> list[Introduction]:
    """Return who is given the post that follows: the last person, with whoever is joined to him or her.

    A list without titles of its own shares the post, and so do people joined by "và": "bầu ông A, Trưởng Công an xã và
    ông B, Chỉ huy trưởng làm Ủy viên UBND xã".

    Args:
        tokens: the field.
        people: the people of the sentence so far.
        list_start: where in them the last list begins.
        active_at: the token where a verb in the active begins that gives the post, ``None`` where it is passive.
    """
    last = people[-1]
    group = [person for person in people[list_start:] if person.listed]
    if last.listed and len(group) > 1 and not any(person.titles for person in group):
        return group
    joined, link = [last], ["và"]
    for person in reversed(people[:-1]):
        taken = any(use.kind in {"new", "former"} for use in person.titles) or person.moves
        if taken or (active_at is not None and person.start < active_at):
            break
        if _words(tokens, person.end, joined[0].start) != link:
            break
        joined.insert(0, person)
        link = []  # before the last two a comma is enough: "ông A, ông B và ông C"
    return joined


def _words(tokens: Tokens, start: int, end: int) -> list[str]:
    return [";"] if ";" in tokens.keys[start:end] else gap_between(tokens, start, end)


def share_post(tokens: Tokens, people: Sequence[Introduction], list_start: int | None, use: TitleUse) -> None:
    """Give a post of the last person to those it is said of too: "Các ông A, B - Phó Chủ tịch", "A và B đều là T".

    Args:
        tokens: the field.
        people: the people of the sentence so far.
        list_start: where in them the list begins that the last is of, ``None`` where it is no list.
        use: the post, not yet the last person's.
    """
    person = people[-1]
    between = tokens.keys[person.end : use.span.start]
    if list_start is not None and not person.titles and {"-", "là", "đều"} & set(between):
        for earlier in people[list_start:-1]:
            if not earlier.titles and earlier.listed:
                earlier.titles.append(TitleUse(use.span, use.kind))
    if {"đều", "cùng"} & set(between) and len(people) > 1:
        other = people[-2]
        if not other.titles and gap_between(tokens, other.end, person.start) == ["và"]:
            other.titles.append(TitleUse(use.span, use.kind))


def rejoins(tokens: Tokens, items: Sequence[Item], position: int, people: Sequence[Introduction]) -> bool:
    """Tell whether a title comes back to the last person over words that usually part them.

    "Ban Quản lý chợ do ông N làm Trưởng ban"; "Đồng chí N, sinh năm 1941; quê quán: ...; nguyên Tỉnh ủy viên";
    "nguyên Bí thư Đảng ủy; nguyên Chủ tịch UBND xã", where nobody's name follows the second post.

    Args:
        tokens: the field.
        items: the sentence's items.
        position: the title among them.
        people: the people of the sentence so far.
    """
    span = items[position].title
    if span is None or not people or named_chain(items, position) is not None:
        return False
    keys, person = tokens.keys, people[-1]
    if span.start - person.end > _LONGEST_REJOINED:
        return False
    if keys[span.start - 1] == "làm":
        council = keys[span.body_start : span.end] == ["hội", "đồng"]
        cell = keys[span.head_end - 1] == "thư" and "chi" in keys[max(0, person.start - _NEAR) : person.start]
        if keys[span.head_end - 1] not in _PARTS_IN_TEAMS and not council and not cell:
            return False  # "Công ty do bà N làm Giám đốc" is no public body
        between = gap_between(tokens, person.end, span.start)
        before = max(0, items[0].start - 2, person.name_start - _LONGEST_REJOINED)
        return between == ["làm"] and "do" in keys[before : person.name_start]
    if span.kind == "former" and keys[person.end : span.start] == [";"]:
        return bool(person.titles) and person.titles[-1].kind == "former"
    told = {"position", "acting"} & {known.kind for known in person.titles}
    return span.kind == "former" and not told and "sinh" in keys[person.end : span.start]


def go_on_giving(tokens: Tokens, items: Sequence[Item], people: Sequence[Introduction]) -> None:
    """Give the posts of those named after one who was given a post, where their clauses leave the verb out.

    "Đồng chí A được chỉ định giữ chức vụ Bí thư Đảng ủy; đồng chí B, Phó Bí thư Thường trực; đồng chí C, Phó Bí thư":
    the sentence ends with them, and no verb says that they do anything else.

    Args:
        tokens: the field.
        items: the sentence's items.
        people: the people of the sentence.
    """
    for at, person in enumerate(people):
        given = [use for use in person.titles if use.kind == "new" and use.span.start > person.name_end]
        if not given or not person.moves or "appointed" not in person.moves[0].roles:
            continue
        rest = people[at + 1 :]
        apart = all(tokens.keys[other.start - 1] == ";" for other in rest)
        plain = all(other.titles and not other.moves and not other.title_first for other in rest)
        if apart and plain and not any(item.kind == "verb" and item.start >= person.end for item in items):
            for other in rest:
                other.moves = list(person.moves)
                for use in other.titles:
                    use.kind = "new" if use.kind == "position" else use.kind


def led_by_group(tokens: Tokens, group: Item | None, pending: Sequence[TitleUse]) -> bool:
    """Tell whether the first title is of a group: "các Ủy viên Ban Thường vụ, nguyên Chủ tịch Hội N".

    Args:
        tokens: the field.
        group: the honorific before.
        pending: the titles read since.
    """
    if len(pending) < 2 or group is None or tokens.keys[group.start : group.end] != ["các"]:
        return False
    apart = tokens.keys[pending[0].span.end : pending[1].span.start] == [","]
    return apart and pending[0].span.start == group.end and pending[-1].span.name_at is not None
