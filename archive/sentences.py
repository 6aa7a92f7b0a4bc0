"""The sentence in which a name or the words of a role stand, as evidence beside every mention and role."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Any

from scraper.patterns import regex

_END = regex(r"[.!?…](?=[\s”\"]|$)|\n")
_ABBREVIATION = regex(r"(?:\b(?:TP|GS|PGS|TS|ThS|BS|CN|KS|Q|P|TX|TT|Mr|Mrs|Đ/c)|\b[A-ZĐ])$")
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
    ends = _ends(text)  # each behind its one mark
    before, behind = bisect_right(ends, mention["start"]), bisect_right(ends, mention["end"])
    start = ends[before - 1] if before else 0
    end = ends[behind] if behind < len(ends) else len(text)
    if end - start > _LONGEST:
        start = max(start, mention["start"] - _LONGEST // 2)
        end = min(end, start + _LONGEST)
    return " ".join(text[start:end].split())


@lru_cache(maxsize=16)  # an article's officials are looked for in the same few texts
def _ends(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end, behind the mark or the line break."""
    return tuple(
        match.end()
        for match in _END.finditer(text)
        if match.group() != "." or not _ABBREVIATION.search(text[max(0, match.start() - 4) : match.start()])
    )
