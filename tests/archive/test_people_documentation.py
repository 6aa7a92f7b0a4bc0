"""docs/people.md tells every property that Popolo does not know; its commands and links: tests/docs."""

from __future__ import annotations

from pathlib import Path

from tests.archive.popolo import schemas

PAGE = (Path(__file__).parents[2] / "docs" / "people.md").read_text(encoding="utf-8")
# The properties of https://www.popoloproject.com/specs/ that the export uses.
POPOLO = {
    "id", "name", "other_names", "honorific_prefix", "gender", "identifiers", "sources", "url", "note",
    "classification", "parent_id", "area_id", "label", "role", "organization_id", "person_id", "post_id", "start_date",
    "end_date", "identifier", "scheme",
}  # fmt: skip


def properties(schema: dict[str, object]) -> set[str]:
    found: set[str] = set()
    for key, value in schema.items():
        if key == "properties":
            assert isinstance(value, dict)
            found |= set(value)
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, dict):
                found |= properties(child)
        if key == "properties" and isinstance(value, dict):
            for child in value.values():
                found |= properties(child)
    return found


def test_every_property_that_popolo_does_not_know_is_told() -> None:
    classes = (schemas.PERSON, schemas.MEMBERSHIP, schemas.ORGANIZATION, schemas.POST, schemas.AREA)
    ours = set().union(*map(properties, classes)) - POPOLO
    assert len(ours) > 10
    assert {name for name in ours if f"`{name}`" not in PAGE} == set()
