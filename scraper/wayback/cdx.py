"""The index of a web archive (CDX): one line a capture, in the forms that servers send.

The Internet Archive's server sends plain lines or a JSON array with a row of names first; pywb sends CDXJ (key, time, a
JSON object) or an object a line. Behind the lines may stand, after an empty one, the key to go on with.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What a plain line holds where nothing names its fields: seven of them, or eleven with the place in the archive's file.
_PLAIN = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_ELEVEN = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "redirect", "robotflags", "length",
           "offset", "filename")  # fmt: skip
# Letters of the line `` CDX N b a m s k r M S V g`` that a CDX file begins with.
_LETTERS = {"N": "urlkey", "b": "timestamp", "a": "original", "m": "mimetype", "s": "statuscode", "k": "digest",
            "S": "length"}  # fmt: skip
# An address with a line end in it would go on as a field of its own in the file in which its capture comes home.
_ADDRESS = regex(r"https?://[^\x00-\x1f\x7f-\x9f]{1,8000}", re.IGNORECASE)
_SYNONYMS = {"url": "original", "mime": "mimetype", "status": "statuscode"}


@dataclass(frozen=True, slots=True)
class CdxLine:
    """One capture of an address.

    ``timestamp`` is its time in fourteen digits, as the archive calls it; ``status`` is ``None`` where the index does
    not say it (a revisit); ``digest`` is that of the payload, as written, ``None`` for none.
    """

    url: str
    timestamp: str
    mime: str
    status: int | None
    digest: str | None

    @property
    def moment(self) -> datetime:
        """When it was captured, in UTC."""
        return datetime.strptime(self.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


@dataclass(slots=True)
class CdxAnswer:
    """What an index server said: its lines, the key to go on with, and how many lines could not be read.

    ``is_broken`` tells that it is not the whole answer: it stops in the middle of a line or of its JSON.
    """

    lines: list[CdxLine] = field(default_factory=list)
    resume_key: str | None = None
    unreadable: int = 0
    is_broken: bool = False

    @property
    def size(self) -> int:
        """How many lines the server sent, whether they could be read or not."""
        return len(self.lines) + self.unreadable


def read_cdx(text: str) -> CdxAnswer:
    """Return what an index server sent, in whichever form; lines that cannot be read are counted."""
    start = text.lstrip()[:1]
    answer = CdxAnswer()
    if start == "[":
        _read_array(text, answer)
    else:
        _read_lines(text, answer)
    return answer


def _read_array(text: str, answer: CdxAnswer) -> None:
    """Read a JSON array: a row of names, rows of values, an empty row, a row with the key to go on with."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        answer.unreadable += 1
        answer.is_broken = True
        return
    if not rows:
        return
    names = [str(name) for name in rows[0]]
    for number, row in enumerate(rows[1:], start=1):
        if not row:
            rest = rows[number + 1 :]
            answer.resume_key = str(rest[0][0]) if rest and rest[0] else None
            return
        _take(answer, dict(zip(names, row, strict=False)))


def _read_lines(text: str, answer: CdxAnswer) -> None:
    lines = text.splitlines()
    names: Sequence[str] | None = None
    before = 0  # lines that could not be read, before the last one
    for number, line in enumerate(lines):
        if not line.strip():
            rest = [one for one in lines[number + 1 :] if one.strip()]
            if len(rest) == 1 and answer.lines:
                answer.resume_key = rest[0].strip()
                return
            continue
        if line.startswith(" CDX "):
            names = [_LETTERS.get(letter, letter) for letter in line.split()[1:]]
            continue
        before = answer.unreadable
        _take(answer, _fields(line, names))
    answer.is_broken = answer.unreadable > before and not text.endswith("\n")


def _fields(line: str, names: Sequence[str] | None) -> Mapping[str, Any]:
    """Return the fields of one line; none where it is no such line."""
    key, brace, rest = line.partition("{")
    if brace:
        try:
            values = json.loads(brace + rest)
        except (ValueError, RecursionError):
            return {}
        before = key.split()
        if len(before) > 1:
            values.setdefault("timestamp", before[1])
        return values if isinstance(values, dict) else {}
    parts = line.split()
    if names is None:
        names = _ELEVEN if len(parts) == len(_ELEVEN) else _PLAIN
    return dict(zip(names, parts, strict=False))


def _take(answer: CdxAnswer, values: Mapping[str, Any]) -> None:
    """Take up the fields of one line."""
    fields = {_SYNONYMS.get(name, name): str(value) for name, value in values.items() if value is not None}
    status = fields.get("statuscode", "-")
    digest = fields.get("digest", "-").removeprefix("sha1:")
    line = CdxLine(
        url=fields.get("original", ""),
        timestamp=fields.get("timestamp", ""),
        mime=fields.get("mimetype", "").lower(),
        status=int(status) if status.isascii() and status.isdigit() and len(status) == 3 else None,
        digest=digest if digest not in {"", "-"} else None,
    )
    try:
        _ = line.moment
        is_whole = len(line.timestamp) == 14 and _ADDRESS.fullmatch(line.url) is not None
    except ValueError:
        is_whole = False
    if is_whole:
        answer.lines.append(line)
    else:
        answer.unreadable += 1
