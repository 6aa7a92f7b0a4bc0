"""How much of a page is read: far more than any author wrote, and no more than a parser in C gets through in a moment.

libxml2 compares the attributes of an element with one another, and holds an end tag that ends nothing against all that
is open; a hundred thousand of either keep it busy for half a minute, and nothing stops a parser in C from outside. So
what it is given is bounded before. The largest pages of portals have 2,000 tags and a few hundred lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.nesting import flattened
from scraper.patterns import regex

if TYPE_CHECKING:
    import re

MAX_CHARACTERS = 3_000_000  # of a page that are read, comments and endless scripts apart
MAX_TAGS = 100_000  # of a page that are read
MAX_ATTRIBUTES = 128  # of an element that are read
MAX_DEPTH = 120  # levels; real pages have up to 60, and a walk takes four calls a level of the thousand that Python has
KEPT_LEVELS = MAX_DEPTH - 20  # of mark-up; a parser puts in elements of its own
_LONGEST_SCRIPT = 1_000_000  # characters; the data of a front end have some hundred thousand
_RAW = regex(r"(?is)<(?=[s!])(?:!--.*?(?:-->|\Z)|(script|style)\b.*?(?:</\1\s{0,9}>|\Z))")
_MAY_HAVE_TOO_MANY = 40_000  # characters: in fewer there is no room for attributes that take long
_MANY_TAGS = 20_000  # from which they are looked at one by one
# As HTML has them; every repeat is possessive, so nothing is read twice.
_ATTRIBUTE = r"""(?>[\s/]*+=?[^\s/>=]++(?>\s*+=\s*+(?>"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+)"""
# What nearly all of a page is, passed over in one go: text, end tags, and tags as tools write them. They are read just
# as they would be by what follows; their sets are those that the engine looks up and does not compare.
_SPACE = r"[ \t\n\r\f/]"
_PLAIN_TAG = (
    r"<(?:/[^<>]*+|(?![STst](?i:cript|tyle|extarea|itle)[\s>])[A-Za-z][A-Za-z0-9:-]*+"
    rf"""(?:{_SPACE}++[A-Za-z0-9_:-]++(?:="[^"]*+")?+){{0,{MAX_ATTRIBUTES}}}+{_SPACE}*+)>"""
)
_TAG = regex(
    rf"(?s)(?=<[A-Za-z/!])(?:(?:{_PLAIN_TAG}[^<]*+)++|(?i:<(?=[a-z!])(?:!--.*?(?:-->|\Z)|"
    r"(script|style|textarea|title)(?=[\s>])[^<]*+(?:<(?!/\1\s{0,9}>)[^<]*+)*+(?:</\1\s{0,9}>|\Z)|"
    rf"([a-z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+)((?:{_ATTRIBUTE})*+))))"
)


def bounded(text: str) -> tuple[str, str | None]:
    """Return as much of a page's mark-up as is read, and what was left out, in words; ``None`` for nothing.

    Args:
        text: the page's mark-up, well formed or not.
    """
    left_out = []
    if len(text) > MAX_CHARACTERS:
        text = _RAW.sub(_short_raw_text, text)
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        left_out.append(f"what stands behind its first {MAX_CHARACTERS:,} characters")
    if text.count("<") > _MANY_TAGS:
        text, is_whole = flattened(text, KEPT_LEVELS, MAX_TAGS)
        if not is_whole:
            left_out.append(f"what stands behind its first {MAX_TAGS:,} tags")
    if len(text) > _MAY_HAVE_TOO_MANY:
        shorter = _TAG.sub(_first_attributes, text)
        if len(shorter) != len(text):
            left_out.append(f"all but the first {MAX_ATTRIBUTES} attributes of an element")
            text = shorter
    if not left_out:
        return text, None
    return text, f"the page is larger than any that is read whole; left out: {', '.join(left_out)}"


def _short_raw_text(found: re.Match[str]) -> str:
    """Return a script as it stands, an endless one or a comment as nothing: no text of the page is in them."""
    return found[0] if found[1] and len(found[0]) <= _LONGEST_SCRIPT else " "


def _first_attributes(found: re.Match[str]) -> str:
    return f"<{found[2]}" if found[3] else found[0]
