"""A person and his or her memberships, from what the archive has seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from archive.popolo.statements import seen, sources, statements_of
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from archive.popolo.bodies import Bodies
    from archive.popolo.observations import MentionSeen, PersonSeen, TitleSeen
    from archive.popolo.statements import Statement

_GENDERS = {"ông": "male", "anh": "male", "bà": "female", "chị": "female", "cô": "female"}


def person_and_memberships(person: PersonSeen, bodies: Bodies) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a person in Popolo's form, and the memberships; what they refer to is kept in ``bodies``."""
    statements, unplaced, loose = statements_of(person, bodies)
    identifier = person_id(person.identifier)
    memberships = [one.membership(identifier) for one in statements if one.is_membership]
    former = [one.former_post() for one in statements if one.former and not one.is_membership]
    ranks = next((mention.ranks for mention in reversed(person.mentions) if mention.ranks), None)
    others = _other_names(person)
    gender = _gender(person.mentions)
    described = {
        "id": identifier,
        "name": person.name,
        **({"other_names": [{"name": name} for name in others]} if others else {}),
        **({"honorific_prefix": ranks} if ranks else {}),
        **({"gender": gender} if gender else {}),
        "identifiers": [{"scheme": "congtin", "identifier": str(person.identifier)}],
        **seen(person.mentions),
        **({"former_posts": former} if former else {}),
        **({"posts_of_unknown_organization": _unplaced(unplaced)} if any(map(_is_post, unplaced)) else {}),
        **({"announced_changes": [change.announcement() for change in loose]} if loose else {}),
        **_candidates(person),
        "sources": _sources(person, statements),
    }
    return described, memberships


def person_id(identifier: int) -> str:
    """Return the identifier of a person in the file."""
    return f"person:{identifier}"


def _other_names(person: PersonSeen) -> list[str]:
    """Return other spellings of the name; letter case is none."""
    written: dict[str, str] = {}
    for mention in person.mentions:
        known = written.get(mention.name.lower())
        if known is None or known.isupper():  # a name in capitals is how a headline writes it
            written[mention.name.lower()] = mention.name
    written.pop(person.name.lower(), None)
    return sorted(written.values())


def _gender(mentions: list[MentionSeen]) -> str | None:
    """Return what the honorifics say, ``None`` where they say nothing or both."""
    said = {_GENDERS.get(fold_tone(mention.honorific or "").strip()) for mention in mentions} - {None}
    return said.pop() if len(said) == 1 else None


def _is_post(title: TitleSeen) -> bool:
    """Tell whether a title of no known organisation is a post: personal ranks belong to the name."""
    return title.kind != "rank"


def _unplaced(titles: list[TitleSeen]) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[TitleSeen]] = defaultdict(list)
    for title in filter(_is_post, titles):
        groups[fold_tone(title.post), title.kind].append(title)
    return [
        {
            "label": min(collapse(title.text) for title in group),
            "role": min(title.post for title in group),
            "kind": kind,
            **seen(title.mention for title in group),
            "sources": sources(group, ()),
        }
        for (_, kind), group in sorted(groups.items())
    ]


def _candidates(person: PersonSeen) -> dict[str, Any]:
    """Return who may be the same person, each with all reasons."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for other, reason in person.candidates:
        reasons[other].append(reason)
    if not reasons:
        return {}
    said = [{"person_id": person_id(other), "note": "; ".join(why)} for other, why in sorted(reasons.items())]
    return {"possibly_same_as": said}


def _sources(person: PersonSeen, statements: list[Statement]) -> list[dict[str, str]]:
    """Return the articles that name the person, each once; with the sentence where no post carries it."""
    carried = {title.mention.identifier for one in statements for title in (*one.held, *one.former)}
    found: dict[str, dict[str, str]] = {}
    for mention in person.mentions:
        source = mention.source()
        if mention.identifier in carried:
            source.pop("note", None)
        found.setdefault(mention.url, source)
    return list(found.values())
