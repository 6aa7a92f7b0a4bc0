"""Cells: what a spreadsheet would run as a formula is made text, bytes are written as hexadecimal digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# A cell that begins with one of these runs as a formula when a spreadsheet opens the file (OWASP, CSV injection).
# The wide forms are the same to an Excel of East Asia.
_FORMULA_STARTS = frozenset(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def formula_safe(value: Any) -> Any:
    """Return a cell's value; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, str) and value[:1] in _FORMULA_STARTS:
        return f"'{value}"
    return value


def as_text(value: Any) -> Any:
    """Return bytes as hexadecimal digits, anything else as it is."""
    return value.hex() if isinstance(value, bytes) else value


def safe_rows(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Yield rows with every cell formula-safe and none of bytes.

    Most rows have nothing to be changed. They are only looked at, a comparison a cell: writing them costs a hundred
    times as much.
    """
    starts = _FORMULA_STARTS
    for row in rows:
        for value in row:
            if (value.__class__ is str and value[:1] in starts) or value.__class__ is bytes:
                yield [formula_safe(as_text(one)) for one in row]
                break
        else:
            yield row
