"""Sentences that the archive keeps in English, said in the language of the page: reasons, evidence, findings.

The archive keeps each as one English sentence with names, days and addresses in it, for a row says why it is there
without a program. A form is that sentence with its parts open: the message of the English catalogue; the message of
the same name in another language says it there. A sentence of no known form stays English.
"""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from archive.site.catalogue import messages, say_text
from archive.site.formats import day
from archive.site.html import filled
from archive.site.language import spoken
from scraper.patterns import regex

if TYPE_CHECKING:
    from markupsafe import Markup

# Columns that hold such sentences; their forms are the messages said-COLUMN-...
COLUMNS = frozenset({"evidence", "note", "basis", "reason", "finding", "mistake"})
_NOTE, _FINDING = "note", "finding"
_KEPT_IN = "en"
_DAYS = frozenset({"day", "other_day"})  # parts that are days, ISO 8601
_POSTS = "posts"  # a part that is posts, each with the month since which it was named, "since 2021-03"
_MONTH = regex(r"since ([0-9]{4}-[0-9]{2})")
_MONTHS = regex(r"([0-9]{4}-[0-9]{2}) to ([0-9]{4}-[0-9]{2})")  # as archives tell it that no run has resolved anew
_CAUSE = "cause"  # a part that is a sentence of the column ``reason``, or words that nobody has foreseen
_NESTED = frozenset({"reason", "other_reason"})  # parts that are sentences of the same forms
_UNKNOWN_DAY = "on an unknown day"  # as archive.people.facts tells it of posts without a day
_LONGEST = 2_000  # characters; pages' words may stand in a sentence, and sentences in one another


def sentence(text: str | None, column: str) -> str | None:
    """Return the sentence of a column in the language of the page, ``None`` where there are no words for it.

    Two sentences may be joined by ``"; "``; each has to be known. A note may be what the balance of a visit says, a
    line a finding; a line that has no known form stays as it is, where others have one.

    Args:
        text: what is stored.
        column: its column, or what kind of sentence it is (:data:`COLUMNS`).
    """
    if not text or column not in COLUMNS or len(text) > _LONGEST:
        return None
    if spoken() == _KEPT_IN:
        return text
    said = _sentence(text, column) or _two_sentences(text, column)
    return _lines(text) if said is None and column == _NOTE else said


def told(text: str, column: str) -> Markup:
    """Return the sentence of a column in the language of the page where there are words for it, else as it is kept.

    Args:
        text: what is stored.
        column: as in :func:`sentence`.
    """
    words = sentence(text, column)
    return filled("%s", words) if words else filled('<span lang="en">%s</span>', text)


@cache
def forms(column: str) -> dict[str, str]:
    """Return the forms of a column's sentences by the names of their messages, open parts written ``{name}``.

    The more special stand before the more general, as they do in the catalogue.
    """
    return messages(_KEPT_IN, f"said-{column}-")


def _sentence(text: str, column: str) -> str | None:
    for message, form in forms(column).items():
        parts = _parts(text, form)
        said = {name: _said(name, part, column) for name, part in (parts or {}).items()}
        if parts is not None and None not in said.values():
            return say_text(message, **said)
    return None


def _lines(text: str) -> str | None:
    """The lines of a note, each as a finding is said."""
    lines = text.split("\n")
    said = [_sentence(line, _FINDING) or _two_sentences(line, _FINDING) for line in lines]
    return "\n".join(words or line for words, line in zip(said, lines, strict=True)) if any(said) else None


def _two_sentences(text: str, column: str) -> str | None:
    """Two sentences; the second may hold what joins them."""
    first, joined, rest = text.partition("; ")
    said = _sentence(first, column) if joined else None
    further = _sentence(rest, column) if said else None
    return f"{said}; {further}" if further else None


def _said(name: str, part: str, column: str) -> str | None:
    """Return a part as it is said, ``None`` where it is a sentence that has no known form."""
    if name in _NESTED:
        return _sentence(part, column)
    if name == _CAUSE:
        return _sentence(part, "reason") or part
    if name == _POSTS:
        part = _MONTHS.sub(lambda span: say_text("span-of-months", first=span[1], last=span[2]), part)
        part = _MONTH.sub(lambda since: say_text("since-month", first=since[1]), part)
        return part.replace(_UNKNOWN_DAY, say_text("on-an-unknown-day"))
    return (day(part) or part) if name in _DAYS else part


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
