"""Mark-up that is nested deeper than any page that an author wrote, made shallow before it is parsed.

libxml2 stops at 2,048 levels, and what stands behind is gone; code that walks a tree wants far fewer. Deep nesting
comes from editors that never close ``<font>``, from templates that open a ``<div>`` an entry, and from whoever wants
to bring a reader down. What is left out here are tags, never text: a tag too deep goes with its end tag, and where it
would have begun a line of its own, a ``<br>`` stands instead. The costs grow as the text does.
"""

from __future__ import annotations

import sys
from collections import Counter

from scraper.patterns import regex

# Comments, texts of scripts and styles are no mark-up; then the tags. Each of the repeats ends at the next "<" or ">"
# and gives nothing back, or is looked for once from where it stands. Capitals are spelt out where a search begins: to
# compare without case costs twice as much there.
_PIECE = regex(
    r"(?s)<(?=[A-Za-z/!])(?:(?=!--|[Ss][CcTt]|[Tt](?:[Ee][Xx]|[Ii][Tt]))(?:!--.*?(?:-->|\Z)|"
    r"((?i:script|style|textarea|title))\b.*?(?:</(?i:\1)\s{0,9}>|\Z))|"
    r"(/?+)([A-Za-z][A-Za-z0-9:-]{0,40}+)[^<>]*+>)"
)
_VOID = frozenset({
    "area", "base", "basefont", "br", "col", "command", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# What runs on in its line; every other element begins one of its own.
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "st1:place",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
})  # fmt: skip
# Which open elements a start tag ends by itself (HTML, optional tags); a link never stands in a link.
_ENDS = {
    "a": frozenset({"a"}),
    "p": frozenset({"p"}),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "tr": frozenset({"td", "th", "tr", "p"}),
    "option": frozenset({"option"}),
}
_NOTHING: frozenset[str] = frozenset()
_MOST_BREAKS = 2  # one behind the other: an empty line


def flattened(text: str, most: int, most_tags: int = sys.maxsize) -> tuple[str, bool]:
    """Return mark-up without the tags that stand too deep, and whether that is all of it; other text stays as it is.

    Args:
        text: the page's mark-up, well formed or not.
        most: levels that are kept.
        most_tags: tags that are kept; what stands behind them is left out. Empty lines are ended twice at most, so a
            flood of ``<br>`` uses up none of them.
    """
    pieces: list[str] = []
    levels = _Levels(most)
    start = tags = breaks = 0
    for found in _PIECE.finditer(text):
        between = text[start : found.start()]
        start = found.end()
        if between:
            pieces.append(between)
            breaks = breaks if between.isspace() else 0
        if tags >= most_tags:
            return "".join(pieces), False
        name = (found[3] or "").lower()
        if name == "br" or not (name in _VOID or not name or levels.keeps(name, ends=bool(found[2]))):
            most_breaks = _MOST_BREAKS if name == "br" else 0 if name in _INLINE else 1
            if breaks < most_breaks:
                pieces.append("<br>")
                breaks += 1
                tags += 1
            continue
        pieces.append(found[0])
        tags += 1
        breaks = 0
    pieces.append(text[start:])
    return "".join(pieces), True


class _Levels:
    """The elements that are open at a place of the mark-up, and how many are open that were left out."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: list[str] = []
        self._left_out: Counter[str] = Counter()

    def keeps(self, name: str, *, ends: bool) -> bool:
        """Take note of a start tag, or of an end tag, and tell whether it is kept."""
        return self._closes(name) if ends else self._opens(name)

    def _opens(self, name: str) -> bool:
        ends = _ENDS.get(name, _NOTHING)
        while not self._left_out and self._open and self._open[-1] in ends:
            self._open.pop()
        if len(self._open) >= self._most:
            self._left_out[name] += 1
            return False
        self._open.append(name)
        return True

    def _closes(self, name: str) -> bool:
        if self._left_out.get(name):
            self._left_out[name] -= 1
            if not self._left_out[name]:
                del self._left_out[name]
            return False
        if name in self._open:
            while self._open.pop() != name:
                pass
            self._left_out.clear()
        return True
