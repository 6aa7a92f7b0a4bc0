"""Surroundings: what stands between and before the people of a sentence, and what it says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import comma_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction, TitleUse, Told
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

_LONGEST_APPOSITION = 16  # tokens
_BESIDES = frozenset(
    tuple(phrase.split())
    for phrase in comma_list(
        "giáo viên,nông dân,công chức,chuyên viên,cán bộ,bác sĩ,thương binh,bệnh binh,cựu chiến,sinh năm,sinh ngày,"
        "quê ở,quê quán,dân tộc,người dân,người con,người có,thành viên,đảng viên,hội viên,nghệ nhân,già làng,kỹ sư,"
        "nhân viên,nhà giáo,doanh nhân,thường trực,tuổi đảng,trú tại,ngụ tại,hiện trú"
    )
)
_GAP_MARKS = frozenset({",", "-", ":", "(", ".", ")"})
_DECISION = frozenset({"quyết"})
_NEAR = 25  # tokens that "tự xưng là" stands before a name
_IMPOSTURE = frozenset({"giả", "mạo", "xưng"})
_CREDIT_WORDS = frozenset({"ảnh", "tin", "bài", "ctv", "bt", "giả", "nguồn", "tv", "pv"})


def gap_between(tokens: Tokens, start: int, end: int) -> list[str]:
    """Return the words between two items; marks do not count."""
    if start >= end:
        return []
    words = [key for key in _without_brackets(tokens.keys[start:end]) if key not in _GAP_MARKS]
    for word in words:
        if not (word.isdigit() or word == "/"):
            return words
    return []  # birth dates of lists of candidates tell nothing here


def appositive(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether what stands between a name and a post only says who the person is besides: age, work, origin.

    "Ông N, 45 tuổi, Trưởng thôn", "bà N, giáo viên Trường Tiểu học, đại biểu HĐND": between commas, not long.
    """
    keys = tokens.keys
    if not 3 <= end - start <= _LONGEST_APPOSITION or keys[start] != "," or keys[end - 1] != ",":
        return False
    first, second = keys[start + 1], keys[start + 2]
    return (first.isdecimal() and second == "tuổi") or (first, second) in _BESIDES


def is_impostor(tokens: Tokens, item: Item) -> bool:
    """Tell whether somebody only pretends to be the person: "tự xưng là N"."""
    keys, first = tokens.keys, max(0, item.start - _NEAR)
    if _IMPOSTURE.isdisjoint(keys[first : item.start]):
        return False
    return any(
        keys[index] == "xưng" or (keys[index] in _IMPOSTURE and keys[index + 1] in {"danh", "mạo", "nhận"})
        for index in range(first, item.start)
    )


def is_credited(tokens: Tokens, at: int) -> bool:
    """Tell whether the name is a writer's or photographer's credit ("Ảnh: N")."""
    keys = tokens.keys
    return at > 1 and keys[at - 1] == ":" and keys[at - 2] in _CREDIT_WORDS


def named_chain(items: Sequence[Item], position: int) -> int | None:
    """Return how many titles from ``position`` on lead to a name that follows them, ``None`` where none does."""
    index, chain = position, 0
    while index < len(items):
        title = items[index].title
        if title is None:
            return None
        chain += 1
        if title.name_at is not None:
            return chain
        index += 1
        if index < len(items) and items[index].kind == "mark" and items[index].mark in {",", "-"}:
            following = items[index + 1 : index + 3]
            ranked = [item.kind for item in following] == ["rank", "name"] and following[0].start == items[index].end
            if items[index].mark == "-" and ranked:
                return chain  # "Phó Tư lệnh Quân khu 9 - Thiếu tướng N"
            index += 1
    return None


def _without_brackets(keys: list[str]) -> list[str]:
    """Return words without what stands in brackets that are closed again ("(SN 1971)", "(dân tộc Mông)")."""
    while "(" in keys and ")" in keys[keys.index("(") :]:
        opening = keys.index("(")
        closing = keys.index(")", opening)
        keys = keys[:opening] + keys[closing + 1 :]
    return keys


def title_between(items: Sequence[Item], verb: Item | None, item: Item) -> bool:
    """Tell whether a post stands between a verb and the item at hand."""
    return verb is not None and any(verb.end <= other.start < item.start for other in items if other.title)


def person_between(items: Sequence[Item], start: int, item: Item) -> bool:
    """Tell whether somebody else is spoken of between token ``start`` and the item at hand."""
    return any(other.kind in {"honorific", "name"} and start <= other.start < item.start for other in items)


def give_elected(
    tokens: Tokens,
    items: Sequence[Item],
    people: Sequence[Introduction],
    move: Verb | None,
    told: Told | None,
) -> None:
    """A list after "bầu" names the posts right after the names: they are new where no other post is said to be.

    Whoever is elected into a body ("bầu bổ sung đồng chí N, Trưởng Công an huyện vào Ban Thường vụ") has held the post.
    """
    if not people or move is None or told is None or move.sort != "move" or "appointed" in move.roles:
        return
    verb_start = next((item.start for item in items if item.verb is move), items[0].start)
    given = False  # a post given to somebody by the verb itself: who is named after with a post of his own holds it
    for person in people:
        new = any(use.kind == "new" for use in person.titles)
        given = given or (new and person.name_start < verb_start)
        if person.name_start < verb_start or new or not person.titles:
            continue
        if (given and not person.listed) or tokens.keys[person.end : person.end + 1] == ["vào"]:
            person.moves = [told]
            continue
        for use in person.titles:
            if use.kind == "position":
                use.kind = "new"
                person.moves = [told]


def given_by(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """Return the role of a post that is only "held" now: a decision appoints, an assembly elects."""
    return ("appointed",) if _DECISION & set(tokens.keys[max(0, start - 12) : end]) else ("elected",)


def before_name(
    name: Item, honorific: Item | None, ranks: Sequence[tuple[int, int]], titles: Sequence[TitleUse]
) -> int:
    """Return where the honorific or the ranks before a name begin: titles before them are still the person's."""
    starts = [start for start, _ in ranks] + ([honorific.start] if honorific else [])
    return min([start for start in starts if not titles or start >= titles[-1].span.end], default=name.start)


def honorific_text(tokens: Tokens, honorific: Item | None, listed: Sequence[Introduction]) -> str | None:
    """Return the honorific of a person as printed: an own one, or the one of the list so far."""
    if honorific is not None:
        return tokens.printed(honorific.start, honorific.end)
    return listed[-1].honorific if listed and listed[-1].listed else None
