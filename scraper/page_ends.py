"""Whether a page came to its end, where nothing else tells: no length was announced, or a script died in the middle.

Mark-up has an end of its own: ``</html>``, with nothing behind it but scripts and comments. A text that never opened a
document is a fragment, which has none; it is cut where it stops within a tag.
"""

from __future__ import annotations

import re

from scraper.patterns import regex

_TAIL = 4_096  # bytes at the end of a page in which its end tag has to stand, if more than scripts follow it
# What opens a document, and what may close it. A cut behind </body> loses nothing, but is one.
_OPENED = ((regex(rb"<html[\s>]"), (b"</html",)), (regex(rb"<body[\s>]"), (b"</body", b"</html")))
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n\f"  # byte order marks and blanks
_MOST_ASIDE = 1_000  # scripts and comments behind an end; each costs some microseconds
_ASIDE = (b"script", b"style", b"noscript")
_BLANK = regex(rb"\s*")
# The last words of a script that died: PHP's, where its errors are displayed, and those of classic ASP, which has sent
# what it had by then. Neither sends a byte behind them but the end tags of its own.
_DIED = regex(
    rb"(?:(?:fatal|parse) error(?:</b>)?: .{1,1500}? on line (?:<b>)?\d{1,7}|"
    rb"microsoft (?:vbscript|jscript|ole db|odbc|jet database|access database)[^<>]{0,80}(?:<[^<>]{0,80}>\s{0,9}){1,9}"
    rb"error '[0-9a-f]{8}'.{1,1000}?, line \d{1,7})(?:</?(?:b|br|font|p)\b[^<>]{0,80}>|\s){0,9}$",
    re.DOTALL,
)


def stops_within(body: bytes) -> bool:
    """Tell whether a page, the length of which nobody announced, stops before its end.

    Args:
        body: the page, decoded.
    """
    page = _in_small_letters(body)
    first = page.lstrip(_BEFORE)[:1]
    if first in {b"{", b"["} or (first != b"<" and b"<html" not in page[:_TAIL]):
        return False  # no mark-up, text or a file
    for opening, closings in _OPENED:
        if opening.search(page):
            return not _is_closed(page, closings)
    return page.rfind(b"<") > page.rfind(b">")


def died_within(body: bytes) -> bool:
    """Tell whether a page ends with the last words of the script that made it, and not with its own end tag.

    Args:
        body: the page, decoded.
    """
    tail = _in_small_letters(body[-_TAIL:])
    return (
        b"</html" not in tail and _DIED.search(tail[-_TAIL:]) is not None and b"<body" in body[:-_TAIL].lower() + tail
    )


def _in_small_letters(body: bytes) -> bytes:
    return body.replace(b"\0", b"").lower()  # of UTF-16 as well


def _is_closed(page: bytes, closings: tuple[bytes, ...]) -> bool:
    end = max(page.rfind(closing) for closing in closings)
    return end >= 0 and (len(page) - end <= _TAIL or _is_aside(page, end))


def _is_aside(page: bytes, position: int) -> bool:
    """Tell whether nothing but scripts, styles and comments stands behind the end tag at a position."""
    for _ in range(2 * _MOST_ASIDE):  # each has a tag at its end
        position = page.find(b">", position) + 1
        if not position:
            return False
        blank = _BLANK.match(page, position)
        position = blank.end() if blank else position
        if position == len(page):
            return True
        if page.startswith(b"<!--", position):
            position = page.find(b"-->", position)
        else:
            name = next((name for name in _ASIDE if page.startswith(b"<" + name, position)), None)
            position = page.find(b"</" + name, position) if name is not None else -1
        if position < 0:
            return False
    return False
