"""What Sphinx and furo leave to be done for people who use a keyboard or have pages read to them.

Found by axe on the built pages: headings of the table of contents without a level, two landmarks that are called the
same, boxes that scroll and cannot be reached, cells of a table's head without words, a search without a heading.
"""

from __future__ import annotations

import re

_MENDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r'role="heading"(?![^>]*aria-level)'), 'role="heading" aria-level="2"'),
    (re.compile(r'<aside class="sidebar-drawer">'), '<aside class="sidebar-drawer" aria-label="Pages">'),
    (re.compile(r'<aside class="toc-drawer( [^"]*)?">'), r'<aside class="toc-drawer\1" aria-label="On this page">'),
    (re.compile(r"<pre>"), '<pre tabindex="0">'),
    (re.compile(r'<div class="table-wrapper ([^"]*)">'), r'<div class="table-wrapper \1" tabindex="0">'),
    (re.compile(r'<th class="head"><p></p></th>'), "<td></td>"),
    (re.compile(r'(?<!</h1>)<div id="search-results">'), '<h1>Search</h1><div id="search-results">'),
)


def mended(page: str) -> str:
    """Return an HTML page as people without a mouse need it; what is mended already stays."""
    for pattern, better in _MENDS:
        page = pattern.sub(better, page)
    return page
