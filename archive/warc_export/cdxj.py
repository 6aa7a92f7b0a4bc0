"""The index of a WARC file that replay tools read (CDXJ): a line a record, sorted by address and time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from surt import surt

from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.warc import ANSWERS, answer_of

if TYPE_CHECKING:
    from scraper.warc import Record


def cdxj_line(record: Record, filename: str, offset: int, length: int) -> str | None:
    """Return the line of a record, ``None`` for one that is no answer.

    Args:
        record: the record.
        filename: the file that holds it.
        offset: where it begins there, in bytes.
        length: how long it is there, in bytes.
    """
    if record.type not in ANSWERS:
        return None
    facts: dict[str, Any] = {"url": record.url}
    try:
        answer = answer_of(record, decode=False)
    except (ArchiveError, BodyError):
        return None
    content_type = "warc/revisit" if record.type == "revisit" else answer.header("Content-Type")
    if content_type is not None:
        facts["mime"] = content_type.partition(";")[0].strip()
    facts["status"] = str(answer.status)
    digest = record.header("WARC-Payload-Digest")
    if digest is not None:
        facts["digest"] = digest
    facts |= {"length": str(length), "offset": str(offset), "filename": filename}
    return f"{surt(record.url)} {record.date:%Y%m%d%H%M%S} {json.dumps(facts, ensure_ascii=False)}"
