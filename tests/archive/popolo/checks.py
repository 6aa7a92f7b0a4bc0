"""What every Popolo file of an archive has to be: valid, whole in its references, and all that the archive says."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from tests.archive.popolo.schemas import DOCUMENT

_VALIDATOR = Draft202012Validator(DOCUMENT)


def read_checked(path: Path) -> dict[str, Any]:
    """Return a file that is valid by the schemas and whose references all lead somewhere."""
    document: dict[str, Any] = json.loads(path.read_bytes().decode("utf-8"))
    assert faults(document) == []
    return document


def faults(document: dict[str, Any]) -> list[str]:
    """Return what is wrong with a document: sentences, none where all is right."""
    said = [f"{error.json_path}: {error.message}" for error in _VALIDATOR.iter_errors(document)]
    if said:
        return said
    said += _references(document)
    for membership in document["memberships"]:
        said += _times(membership)
    return said


def _references(document: dict[str, Any]) -> list[str]:
    collections = ("persons", "memberships", "organizations", "posts", "areas")
    counted = Counter(record["id"] for name in collections for record in document[name])
    said = [f"{identifier} stands {count} times" for identifier, count in counted.items() if count > 1]
    said += [
        f"{name}: {key} {value} leads nowhere"
        for name in collections
        for record in document[name]
        for key, value in _named(record)
        if value not in counted
    ]
    bodies = {post["id"]: post["organization_id"] for post in document["posts"]}
    said += [
        f"{membership['id']}: its post is another organisation's"
        for membership in document["memberships"]
        if "post_id" in membership and bodies.get(membership["post_id"]) != membership["organization_id"]
    ]
    used = {value for name in collections for record in document[name] for _, value in _named(record)}
    idle = {record["id"] for name in ("organizations", "posts", "areas") for record in document[name]} - used
    said += [f"{identifier} is of nobody" for identifier in sorted(idle) if not identifier.startswith("area:")]
    return said


def _named(record: Any) -> list[tuple[str, str]]:
    """Return every reference in a record, however deep."""
    if isinstance(record, list):
        return [pair for item in record for pair in _named(item)]
    if not isinstance(record, dict):
        return []
    own = [(key, value) for key, value in record.items() if key.endswith("_id")]
    return own + [pair for value in record.values() for pair in _named(value)]


def _times(membership: dict[str, Any]) -> list[str]:
    said = []
    start, end = membership.get("start_date"), membership.get("end_date")
    dated = {change.get("date") for change in membership.get("announced_changes", [])}
    if not {start, end} - {None} <= dated:
        said.append(f"{membership['id']}: a day that nothing announces")
    if start and end and start > end:
        said.append(f"{membership['id']}: ends before it begins")
    if membership.get("first_seen", "") > membership.get("last_seen", "9"):
        said.append(f"{membership['id']}: last seen before first seen")
    if "first_seen" not in membership and end is None and not dated:
        said.append(f"{membership['id']}: neither seen nor announced")
    return said


def left_out(archive: Path, document: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the titles of an archive that no statement of the document has among its sources."""
    said: set[tuple[str, str]] = set()
    for membership in document["memberships"]:
        sources = membership["sources"] + membership.get("named_as_former", {}).get("sources", [])
        said |= {(membership["person_id"], source["url"]) for source in sources}
    for person in document["persons"]:
        for post in (*person.get("former_posts", []), *person.get("posts_of_unknown_organization", [])):
            said |= {(person["id"], source["url"]) for source in post["sources"]}
    connection = sqlite3.connect(archive / "archive.db")
    rows = connection.execute(
        "SELECT t.person, a.url, t.text FROM titles t JOIN articles a ON a.id = t.article "
        "WHERE t.kind <> 'rank' OR coalesce(t.organization_full, t.organization) IS NOT NULL"
    ).fetchall()
    connection.close()
    return [row for row in rows if (f"person:{row[0]}", row[1]) not in said]
