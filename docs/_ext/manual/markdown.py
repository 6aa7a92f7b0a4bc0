"""Pieces of Markdown from texts that were not written as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~$^])")
# What is code in our own docstrings: what stands between grave accents, and options.
_LITERAL = re.compile(r"(?::\w+:`~?|``)([^`]+)``?|(?<![\w-])(--[a-z][a-z-]*[a-z])")


def plain(text: str) -> str:
    """Return Markdown that shows ``text`` as it is; line breaks become blanks."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def prose(text: str) -> str:
    """Return Markdown for a sentence of a docstring, whose literals stay literals."""
    text, shown, behind = " ".join(text.split()), [], 0
    for found in _LITERAL.finditer(text):
        shown += [plain(text[behind : found.start()]), code(found[1] or found[2])]
        behind = found.end()
    return "".join((*shown, plain(text[behind:])))


def code(text: str) -> str:
    """Return ``text`` as code, also in the cell of a table."""
    fence = "``" if "`" in text else "`"
    return fence + text.replace("|", r"\|") + fence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def label(kind: str, name: str) -> str:
    """Return the line before a heading that lets other pages lead to it: ``[](#kind-name)``."""
    return f"({anchor(kind, name)})="


def anchor(kind: str, name: str) -> str:
    """Return the name under which a heading is led to."""
    return f"{kind}-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}"


def both(text: str, divider: str = " / ") -> tuple[str, str]:
    """Return the Vietnamese and the English half of a text of the metadata.

    Raises:
        ValueError: it does not have both.
    """
    vietnamese, found, english = (part.strip() for part in text.partition(divider))
    if not (vietnamese and found and english):
        raise ValueError(f"not in both languages: {text!r}")
    return vietnamese, english


def two_lines(text: str) -> str:
    """Return a cell with the Vietnamese half over the English one."""
    vietnamese, english = both(text)
    return f'<span lang="vi">{plain(vietnamese)}</span><br>{plain(english)}'
