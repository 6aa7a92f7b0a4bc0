"""Datasette's CSV made safe for spreadsheets, on its way out.

As Datasette sends it, Excel reads Vietnamese as the local code page (there is no byte order mark) and runs a cell that
begins with ``=`` as a formula; the words of a page are not ours to trust (OWASP, CSV injection). The rules are those of
:mod:`archive.export`, except that a negative number stays a number: a CSV has no types.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from archive.export import formula_safe

_BOM = "\ufeff"
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,4})?")


class SafeCsv:
    """Rewrites one CSV, chunk by chunk; holds no more than one row and one chunk."""

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._waiting = ""
        self._pending = _BOM

    def feed(self, chunk: bytes, *, last: bool) -> bytes:
        """Return what may be sent after ``chunk``; with ``last`` all that is left."""
        self._waiting += self._decode(chunk, last)
        end = len(self._waiting) if last else self._end_of_rows()
        rows, self._waiting = self._waiting[:end], self._waiting[end:]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        for row in csv.reader(io.StringIO(rows, newline="")):
            writer.writerow([value if _NUMBER.fullmatch(value) else formula_safe(value) for value in row])
        text = out.getvalue()
        if text or last:
            text, self._pending = self._pending + text, ""
        return text.encode()

    def _end_of_rows(self) -> int:
        """Where the last whole row ends: at a line's end outside quotes, that is, after an even number of them."""
        parts = self._waiting.split('"')
        start = len(self._waiting)
        for number in range(len(parts) - 1, -1, -1):
            start -= len(parts[number])
            if number % 2 == 0 and "\n" in parts[number]:
                return start + parts[number].rindex("\n") + 1
            start -= 1  # the quote before it
        return 0
