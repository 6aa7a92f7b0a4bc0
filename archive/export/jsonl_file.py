"""JSON Lines: an object a row, UTF-8, texts as stored, numbers as numbers, what is not there as ``null``."""

from __future__ import annotations

import json
import math
from typing import IO, TYPE_CHECKING, Any

from archive.export.cells import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archive.export.columns import Table

_encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


class JsonlWriter:
    """Writes the rows of a table as JSON Lines."""

    def __init__(self, stream: IO[bytes], table: Table) -> None:
        self._stream = stream
        self._names = [column.name for column in table.columns]

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows; one at a time is in memory."""
        names, write = self._names, self._stream.write
        for row in rows:
            record = dict(zip(names, map(_value, row), strict=True))
            write(f"{_encoded(record)}\n".encode("utf-8", "replace"))

    def finish(self) -> None:
        """Write what is left."""
        self._stream.flush()

    def close(self) -> None:
        """Nothing is held."""


def _value(value: Any) -> Any:
    """Return a value as JSON can have it: bytes as hexadecimal digits, a number without end as a text."""
    if isinstance(value, float) and not math.isfinite(value):
        return "Infinity" if value > 0 else "-Infinity"
    return as_text(value)
