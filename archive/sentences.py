"""The sentence in which a name or the words of a role stand, as evidence beside every mention and role."""

from __future__ import annotations

import re
from typing import Any

_END = re.compile(r"[.!?…](?=[\s”\"]|$)|\n")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|GS|PGS|TS|ThS|BS|CN|KS|Q|P|TX|TT|Mr|Mrs|Đ/c)|\b[A-ZĐ])$")
_LONGEST = 600  # characters; a run-on list of guests is cut around the name


def field_text(record: dict[str, Any], field: str) -> str:
    """Return the text of a record's field as mentions name it (``title``, ``lead``, ``text``, ``captions[i]``)."""
    if field.startswith("captions["):
        position = int(field[len("captions[") : -1])
        return str(record["captions"][position]["text"])
    return str(record[field] or "")


def sentence_around(record: dict[str, Any], mention: dict[str, Any]) -> str:
    """Return the sentence of the record in which a mention, or the words of a role, stand: 600 characters at most."""
    text = field_text(record, mention["field"])
    start = 0
    end = len(text)
    for match in _END.finditer(text, max(0, mention["start"] - 2 * _LONGEST), mention["end"] + 2 * _LONGEST):
        if match.group() == "." and _ABBREVIATION.search(text[max(0, match.start() - 4) : match.start()]):
            continue
        if match.end() <= mention["start"]:
            start = match.end()
        elif match.start() >= mention["end"]:
            end = match.end()
            break
    if end - start > _LONGEST:
        start = max(start, mention["start"] - _LONGEST // 2)
        end = min(end, start + _LONGEST)
    return " ".join(text[start:end].split())
