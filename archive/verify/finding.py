"""What does not hold, as a sentence for people and with its parts for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PARTS = ("database", "manifests", "pages", "captures", "rows", "search")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written.

    Attributes:
        part: which part of the archive it is in, one of :data:`PARTS`.
        sentence: what is wrong, where, for people.
        file: the file it is in, relative to the archive's folder; ``None`` for a row.
        offset: the byte of the file where what is wrong begins, as near as can be told.
        table: the table of a row.
        key: the columns that name the row.
        columns: the columns that differ, as far as can be told.
    """

    part: str
    sentence: str
    file: str | None = None
    offset: int | None = None
    table: str | None = None
    key: dict[str, Any] | None = None
    columns: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it for machines, without what does not apply."""
        found: dict[str, Any] = {"part": self.part, "sentence": self.sentence}
        for name in ("file", "offset", "table", "key"):
            if getattr(self, name) is not None:
                found[name] = getattr(self, name)
        if self.columns:
            found["columns"] = list(self.columns)
        return found
