"""What changed between any two revisions of an article, field by field and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.difference import Piece, word_difference
from archive.readable import vn_time
from archive.said import changed_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMES = frozenset({"published", "updated"})


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """How one field became another: its name in the record, and the pieces in reading order."""

    field: str
    pieces: list[Piece]


def record_differences(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[FieldDifference]:
    """Return the fields in which two records say something else, in the order of the record.

    What is compared is what makes a revision (:func:`archive.said.changed_fields`): not counters, and not what
    we derive from the words.
    """
    return [
        FieldDifference(name, word_difference(field_text(name, older.get(name)), field_text(name, newer.get(name))))
        for name in changed_fields(dict(older), dict(newer))
    ]


def field_text(name: str, value: Any) -> str:
    """Return a field as lines of text: the words of an item of a list a line, a time as people read it."""
    if isinstance(value, list):
        return "\n".join(" · ".join(part for part in item.values() if part and isinstance(part, str)) for item in value)
    if value is None:
        return ""
    return vn_time(value) if name in _TIMES else str(value)
