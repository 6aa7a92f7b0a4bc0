"""Whether the pages of articles are made by another template than before: by the elements they consist of.

A new template is no fault, and most are read as well as the one before. It is told so that whoever sees a field empty
knows why, and so that somebody looks at an article before anything is missed.

A page is known by the kinds of its elements (tag and class names), each in that which holds it, from the element that
holds both headline and text downwards: what stands around them is the portal's frame. A portal may well have several
templates (news, notices, documents), so the template is another one where none of a few pages is like any of those
before. It is read off the stored pages, so that nothing further need be kept.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from archive.health.findings import Finding
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.extract.bounds import bounded
from scraper.extract.decode import decode
from scraper.extract.parse import parse
from scraper.pages import StoredPage, read_page

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SAMPLE, _SAMPLE_BEFORE = 4, 8  # pages of this visit and of the one before, spread over all that it read
_MOST_ROWS = 400  # that a sample is drawn from
_FEWEST = 2  # pages that show that it is no odd one
_ALIKE = 0.5  # of the kinds of elements of two pages are the same: half was rearranged where fewer are
_MOST_ELEMENTS = 5_000  # of a page that are looked at

_SHORT = 40  # letters of a headline or a text that tell where it stands

_PAGES = (
    "SELECT c.warc, c.warc_offset, c.warc_length, c.fetched_at, coalesce(a.title, ''), substr(a.text, 1, 200) "
    "FROM captures c JOIN articles a ON a.id = c.article WHERE c.crawl = ? AND c.outcome = 'stored' "
    "AND c.warc IS NOT NULL AND c.rendered IS NULL AND c.content_type LIKE 'text/html%' ORDER BY c.id DESC LIMIT ?"
)
_Row = tuple[str, int, int, str, str, str]


def layout_findings(
    connection: sqlite3.Connection, pages: Path, crawl: int, earlier: Iterable[int]
) -> Iterator[Finding]:
    """Yield that a visit's articles are of another template than those of the last visit that read any.

    Args:
        connection: the archive, with all that the crawl brought.
        pages: the folder of the stored pages.
        crawl: the crawl.
        earlier: the crawls it is held against, the newest first.
    """
    now = _pages_of(connection, crawl, _SAMPLE)
    if len(now) < _FEWEST:
        return
    found = (_pages_of(connection, number, _SAMPLE_BEFORE) for number in earlier)
    before = next((rows for rows in found if len(rows) >= _FEWEST), None)
    if before is None:  # the first visit: nothing is read for it
        return
    ours, theirs = (_kinds_of_each(pages, rows) for rows in (now, before))
    if min(len(ours), len(theirs)) < _FEWEST:
        return
    share = max(len(one & other) / len(one | other) for one in ours for other in theirs)
    if share < _ALIKE:
        words = f"articles are made by another template: {share:.0%} of the kinds of elements are those of before"
        yield Finding("layout", words, value=share, expected=1.0)


def _pages_of(connection: sqlite3.Connection, crawl: int, count: int) -> list[_Row]:
    """Return so many pages of articles that a crawl stored, spread over all."""
    rows = connection.execute(_PAGES, (crawl, _MOST_ROWS)).fetchall()
    return rows[:: max(1, len(rows) // count)][:count]


def _kinds_of_each(folder: Path, rows: Iterable[_Row]) -> list[set[str]]:
    """Return the kinds of elements of each page that can be read and is any."""
    found = []
    for warc, offset, length, fetched_at, title, text in rows:
        try:
            answer = read_page(folder, StoredPage(warc, offset, length), datetime.fromisoformat(fetched_at))
        except (ArchiveError, BodyError):
            continue
        found.append(_kinds(answer.body, dict(answer.headers), title, text))
    return [kinds for kinds in found if kinds]


def _kinds(body: bytes, headers: dict[str, str], title: str, text: str) -> set[str]:
    """Return the kinds of elements of an article's page, each behind the kind of the one that holds it."""
    decoded = decode(body, headers.get("Content-Type"))
    tree = parse(bounded(decoded.text)[0]) if decoded.readable else None
    if tree is None:
        return set()
    elements = list(islice(tree.iter(etree.Element), _MOST_ELEMENTS))
    article = _article(elements, title, text)
    inside = elements if article is None else islice(article.iter(etree.Element), _MOST_ELEMENTS)
    return {f"{_kind(element.getparent())}>{_kind(element)}" for element in inside}


def _article(elements: list[etree._Element], title: str, text: str) -> etree._Element | None:
    """Return the smallest element that holds headline and text, ``None`` where it cannot be told."""
    headline, words = _begins_with(elements, title), _begins_with(elements, text)
    if headline is None or words is None:
        return None
    around = {*headline.iterancestors(), headline}
    return next((element for element in (words, *words.iterancestors()) if element in around), None)


def _begins_with(elements: list[etree._Element], text: str) -> etree._Element | None:
    """Return the last element whose own text begins as a text does: a page's title stands in its head first."""
    wanted = " ".join(text[: 2 * _SHORT].split())[:_SHORT]
    if not wanted:
        return None
    return next((one for one in reversed(elements) if " ".join((one.text or "").split()).startswith(wanted)), None)


def _kind(element: etree._Element | None) -> str:
    """Return tag and class names of an element, without those that number something."""
    if element is None:
        return ""
    names = [name for name in element.get("class", "").split() if not any(map(str.isdigit, name))]
    return ".".join([str(element.tag), *sorted(names)])
