"""JSON Schemas of the Popolo classes that congtin writes, after https://www.popoloproject.com/specs/.

They are as strict as the specification where it speaks and stricter where we promise more: identifiers and references
are there, a property is left out where nothing is known and never null, every statement has a source. Properties that
Popolo does not know are allowed, as there, but only those that docs/people.md names: a misspelt one is found.
"""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string", "minLength": 1, "pattern": "\\S"}
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}  # Popolo also takes years and months
_MOMENT = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\+00:00$"}
_COUNT = {"type": "integer", "minimum": 1}


def _identifier(kind: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{kind}:[0-9a-z-]+$"}


def _class(required: tuple[str, ...], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": 1}


_LINK = {"url": {"type": "string", "pattern": "^https?://\\S+$"}, "note": _TEXT}
_SOURCE = _class(("url", "observed", "retrieved_at"), {**_LINK, "observed": _DAY, "retrieved_at": _MOMENT})
_CHANGES = {
    "enum": ["elected", "re_elected", "appointed", "transferred", "taken_up", "dismissed", "retired", "died"],
}
_ANNOUNCED = _class(
    ("change", "url", "observed", "retrieved_at"),
    {"change": _CHANGES, "date": _DAY, "words": _TEXT, **_SOURCE["properties"]},
)
_SEEN = {"first_seen": _DAY, "last_seen": _DAY, "articles": _COUNT}
_NAME = _class(("name",), {"name": _TEXT})
_IDENTIFIER = _class(("identifier", "scheme"), {"identifier": _TEXT, "scheme": {"const": "congtin"}})
_POST_OF_PERSON = {
    "label": _TEXT, "role": _TEXT, **_SEEN, "announced_changes": _list(_ANNOUNCED), "sources": _list(_SOURCE),
}  # fmt: skip

PERSON = _class(
    ("id", "name", "identifiers", "first_seen", "last_seen", "articles", "sources"),
    {
        "id": _identifier("person"), "name": _TEXT, "other_names": _list(_NAME), "honorific_prefix": _TEXT,
        "gender": {"enum": ["male", "female"]}, "identifiers": _list(_IDENTIFIER), "sources": _list(_SOURCE),
        # Not of Popolo:
        **_SEEN,
        "former_posts": _list(
            _class(
                ("label", "role", "organization_id", "first_seen", "sources"),
                {**_POST_OF_PERSON, "organization_id": _identifier("organization"), "post_id": _identifier("post")},
            )
        ),
        "posts_of_unknown_organization": _list(
            _class(
                ("label", "role", "kind", "first_seen", "sources"),
                {**_POST_OF_PERSON, "kind": {"enum": ["position", "former", "acting", "new"]}},
            )
        ),
        "announced_changes": _list(_ANNOUNCED),
        "possibly_same_as": _list(
            _class(("person_id", "note"), {"person_id": _identifier("person"), "note": _TEXT}),
        ),
    },
)  # fmt: skip
MEMBERSHIP = _class(
    ("id", "label", "role", "person_id", "organization_id", "sources"),
    {
        "id": _identifier("membership"), "label": _TEXT, "role": _TEXT, "person_id": _identifier("person"),
        "organization_id": _identifier("organization"), "post_id": _identifier("post"), "start_date": _DAY,
        "end_date": _DAY, "sources": _list(_SOURCE),
        # Not of Popolo:
        "acting": {"const": True}, **_SEEN, "announced_changes": _list(_ANNOUNCED),
        "named_as_former": _class((*_SEEN, "sources"), {**_SEEN, "sources": _list(_SOURCE)}),
    },
)  # fmt: skip
ORGANIZATION = _class(
    ("id", "name", "classification", "sources"),
    {
        "id": _identifier("organization"), "name": _TEXT, "other_names": _list(_NAME),
        "classification": {"enum": ["party", "government", "council", "front", "police", "army", "other"]},
        "parent_id": _identifier("organization"), "area_id": _identifier("area"), "sources": _list(_SOURCE),
        # Not of Popolo:
        "unit": _TEXT, "level": {"enum": ["central", "province", "district", "commune", "below"]},
    },
)  # fmt: skip
POST = _class(
    ("id", "label", "role", "organization_id", "sources"),
    {
        "id": _identifier("post"), "label": _TEXT, "role": _TEXT, "organization_id": _identifier("organization"),
        "area_id": _identifier("area"), "sources": _list(_SOURCE),
    },
)  # fmt: skip
AREA = _class(
    ("id", "name", "classification", "basis"),
    {
        "id": _identifier("area"), "name": _TEXT, "identifier": _TEXT, "classification": _TEXT,
        "parent_id": _identifier("area"),
        # Not of Popolo:
        "valid_from": _DAY, "valid_to": _DAY, "basis": _TEXT,
    },
)  # fmt: skip
DOCUMENT = _class(
    ("meta", "persons", "memberships", "organizations", "posts", "areas"),
    {
        "meta": {"type": "object", "required": ["specification", "description"]},
        "persons": {"type": "array", "items": PERSON},
        "memberships": {"type": "array", "items": MEMBERSHIP},
        "organizations": {"type": "array", "items": ORGANIZATION},
        "posts": {"type": "array", "items": POST},
        "areas": {"type": "array", "items": AREA},
    },
)
