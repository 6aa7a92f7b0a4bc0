"""Sentences that the archive keeps in English, said in Vietnamese: reasons, evidence, what links of articles rest on.

The archive keeps each as one English sentence with names, days and addresses in it, for a row says why it is there
without a program. A form is that sentence with its parts open; a sentence of no known form stays English.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from archive.readable import vn_day

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAYS = frozenset({"day", "other_day"})  # parts that are days, ISO 8601
_NESTED = "reason"  # a part that is a sentence of the same forms
_LONGEST = 2_000  # characters; pages' words may stand in a sentence, and sentences in one another


def in_vietnamese(text: str, forms: Mapping[str, str]) -> str | None:
    """Return ``text`` in Vietnamese, ``None`` where it is of no known form.

    Two sentences may be joined by ``"; "``; each has to be known.

    Args:
        text: what is stored.
        forms: English form to Vietnamese form, open parts written ``{name}``, the more special before the more general.
    """
    return None if len(text) > _LONGEST else _sentence(text, forms) or _two_sentences(text, forms)


def _sentence(text: str, forms: Mapping[str, str]) -> str | None:
    for english, vietnamese in forms.items():
        parts = _parts(text, english)
        said = {name: _said(name, part, forms) for name, part in (parts or {}).items()}
        if parts is not None and None not in said.values():
            return vietnamese.format_map(said)
    return None


def _two_sentences(text: str, forms: Mapping[str, str]) -> str | None:
    """Two sentences in Vietnamese; the second may hold what joins them."""
    first, joined, rest = text.partition("; ")
    said = _sentence(first, forms) if joined else None
    further = _sentence(rest, forms) if said else None
    return f"{said}; {further}" if further else None


def _said(name: str, part: str, forms: Mapping[str, str]) -> str | None:
    """Return a part as it is said in Vietnamese, ``None`` where it is a sentence that has no known form."""
    if name == _NESTED:
        return _sentence(part, forms)
    return (vn_day(part) or part) if name in _DAYS else part


def _parts(text: str, form: str) -> dict[str, str] | None:
    """Return the parts of a sentence by their names in a form, ``None`` where it is not of that form.

    A part ends where the words after it begin first, so that no text is looked through more than once a form.
    """
    parts: dict[str, str] = {}
    rest, name = text, None
    for words, following, _, _ in Formatter().parse(form):
        part = ""
        if name is None:
            is_there, rest = rest.startswith(words), rest[len(words) :]
        elif following is None:  # the last words
            is_there, part, rest = rest.endswith(words), rest[: len(rest) - len(words)], ""
        else:
            part, found, rest = rest.partition(words)
            is_there = bool(found)
        if not is_there or (name is not None and not part):
            return None
        if name is not None:
            parts[name] = part
        name = following
    if name is not None:
        parts[name] = rest
    return parts if (name is None) == (not rest) else None
