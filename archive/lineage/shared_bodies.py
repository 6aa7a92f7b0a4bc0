"""Two portals that begin to serve the same page: one was replaced or merged, or a server mixes up its hosts.

Looked for when a visit ends: is the start page, in these days, that of another portal, and was it not at the visit
before? Are there articles whose pages changed into pages of another portal, byte for byte? A start page carries clocks
and counters, so it is compared by its words. Pages that say little (errors, empty shells), portals without articles and
single articles that both publish are no such case.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from archive.lineage.shingles import packed, shared_by_estimate, shingles, sketch_of, unpacked
from archive.lineage.words import words_of
from scraper.clock import timestamp
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.extract import read_page as read_reading
from scraper.pages import StoredPage, read_page

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_SAME_DAYS = timedelta(days=3)  # between the looks at two portals
_FEWEST_WORDS = 60  # of a page that is more than an error or an empty shell
_ALIKE = 22  # of the 24 smallest numbers of both pages: all but a counter, a clock, a line of news
_FEWEST_ARTICLES = 3  # whose pages became those of another portal; one or two may be meant to be the same


class Look(NamedTuple):
    """A start page as it was seen once: its address, the time (UTC), the SHA-256 of its bytes."""

    url: str
    fetched_at: str
    digest: str


class SharedPage(NamedTuple):
    """The page of an article that is also another portal's: when it was fetched (UTC), and where it stands there."""

    article: int
    fetched_at: str
    url: str
    other_url: str
    digest: str


class Row(NamedTuple):
    """What names a row of ``shared_bodies``, and whether it tells of start pages or of articles."""

    portal: str
    other: str
    since: str
    is_of_start_page: int


# Of several looks in one visit the last one with a page counts.
_LAST_OF_VISIT = (
    "c.id = (SELECT max(id) FROM captures WHERE crawl = c.crawl AND start_page = 'answered' AND digest IS NOT NULL)"
)
_ROW = (
    "s.portal, s.other, s.since, "
    "EXISTS (SELECT 1 FROM captures WHERE url = s.url AND portal = s.portal AND start_page IS NOT NULL)"
)


def note_shared_pages(connection: sqlite3.Connection, folder: Path, portal: str, crawl: int) -> None:
    """Note which portals a portal shares its start page or articles with since this visit, and with which no more.

    Runs inside the caller's transaction, before the balance of the visit is drawn.

    Args:
        connection: the archive.
        folder: where the stored pages are.
        portal: the portal visited.
        crawl: the visit.
    """
    now = _look(connection, portal, "w.id = ?", crawl)
    if now is not None:
        _note_start_page(connection, folder, portal, now, _look(connection, portal, "w.id <> ?", crawl))
    _note_articles(connection, portal, crawl)


def shared_page_doubts(connection: sqlite3.Connection, portal: str, crawl: int) -> list[str]:
    """Return what speaks against a visit since which a portal serves another one's pages.

    Nothing does where the one is known to have followed the other: then it is as it should be.
    """
    rows = connection.execute(
        "SELECT note FROM shared_bodies s WHERE :portal IN (portal, other) AND until IS NULL "
        "AND since >= (SELECT started FROM crawls WHERE id = :crawl) AND NOT EXISTS (SELECT 1 FROM portal_successors p "
        "WHERE (p.portal, p.successor) IN ((s.portal, s.other), (s.other, s.portal))) ORDER BY portal, other",
        {"portal": portal, "crawl": crawl},
    )
    return [note for (note,) in rows]


def _look(connection: sqlite3.Connection, portal: str, which: str, crawl: int) -> Look | None:
    """Return the last look at the start page in the newest visit in which it answered, ``None`` where there is none.

    Args:
        connection: the archive.
        portal: the portal's id.
        which: the condition on ``w.id`` under which a visit counts, with the only parameter ``crawl``.
        crawl: a visit.
    """
    row = connection.execute(
        "SELECT c.url, c.fetched_at, c.digest FROM crawls w JOIN captures c ON c.id = "  # nosec B608 # noqa: S608  ours
        "(SELECT max(id) FROM captures WHERE crawl = w.id AND start_page = 'answered' AND digest IS NOT NULL) "
        f"WHERE w.portal = ? AND {which} ORDER BY w.id DESC LIMIT 1",
        (portal, crawl),
    ).fetchone()
    return None if row is None else Look(*row)


def _near(connection: sqlite3.Connection, portal: str, moment: str) -> Look | None:
    """Return the look at a portal's start page in the days around a moment, the nearest of them.

    Of two portals that are one and change every day, yesterday's page of the one is today's page of neither.
    """
    middle = datetime.fromisoformat(moment)
    rows = connection.execute(
        "SELECT c.url, c.fetched_at, c.digest FROM captures c WHERE c.portal = ? AND c.start_page = 'answered' "  # nosec B608 # noqa: S608
        f"AND c.fetched_at BETWEEN ? AND ? AND {_LAST_OF_VISIT} ORDER BY c.crawl DESC",
        (portal, timestamp(middle - _SAME_DAYS), timestamp(middle + _SAME_DAYS)),
    )
    looks = map(Look._make, rows)
    return min(looks, key=lambda look: abs(datetime.fromisoformat(look.fetched_at) - middle), default=None)


def _note_start_page(connection: sqlite3.Connection, folder: Path, portal: str, now: Look, before: Look | None) -> None:
    for other in _others(connection, folder, portal, now):
        theirs = _near(connection, other, now.fetched_at)
        if theirs is None:
            continue
        alike = _alike(connection, folder, (portal, now), (other, theirs))
        lasting = _lasting(connection, portal, other)
        if lasting is not None and lasting.is_of_start_page and not alike:
            _end(connection, lasting, now.fetched_at)
        elif lasting is None and alike and before is not None:
            then = _near(connection, other, before.fetched_at)
            if then is None or _alike(connection, folder, (portal, before), (other, then)):
                continue  # nobody knows, or it has always been so
            stayed = _alike(connection, folder, (portal, before), (portal, now))
            changed, whose = (other, portal) if stayed else (portal, other)
            said = f"the start page of {changed} is that of {whose} now; on {before.fetched_at[:10]} they were two"
            _write(connection, (portal, other, now.fetched_at, now.url, theirs.url, now.digest, said))


# The start pages that other portals with articles showed around a day. Their portals lead: looks are found by their
# portals and days, however many years of them there are.
_NEAR_PAGES = f"""
SELECT p.id, s.sketch FROM portals p CROSS JOIN captures c ON c.portal = p.id AND c.start_page = 'answered'
    AND c.fetched_at BETWEEN :first AND :last
LEFT JOIN start_page_sketches s ON s.digest = c.digest
WHERE p.id <> :portal AND {_LAST_OF_VISIT}
    AND EXISTS (SELECT 1 FROM articles WHERE portal = p.id) AND EXISTS (SELECT 1 FROM articles WHERE portal = :portal)
ORDER BY p.id
"""  # nosec B608 # noqa: S608
_ONE_DAY = timedelta(days=1)  # by which the days are widened: here they are compared as they are written


def _others(connection: sqlite3.Connection, folder: Path, portal: str, now: Look) -> list[str]:
    """Return the other portals with articles of which something may have to be noted, where the portal has any itself.

    These are those that showed a page with as many of its own numbers in these days, those of which it is said that
    they share a page, and those whose page has not been looked into. A whole country of portals is gone through when
    each visit ends, so all but a look at two sketches is left to one statement.
    """
    middle = datetime.fromisoformat(now.fetched_at)
    days = _SAME_DAYS + _ONE_DAY
    pages = connection.execute(
        _NEAR_PAGES,
        {"portal": portal, "first": timestamp(middle - days), "last": timestamp(middle + days)},
    ).fetchall()
    if not pages:
        return []
    lasting = {row.other if row.portal == portal else row.portal for row in _all_lasting(connection, portal)}
    ours = frozenset(_sketch(connection, folder, portal, now))
    found = dict.fromkeys(
        other for other, theirs in pages
        if other in lasting or theirs is None or len(ours.intersection(unpacked(theirs))) >= _ALIKE
    )  # fmt: skip
    return list(found)


def _lasting(connection: sqlite3.Connection, portal: str, other: str) -> Row | None:
    """Return the row that says that two portals share a page still."""
    row = connection.execute(
        f"SELECT {_ROW} FROM shared_bodies s WHERE until IS NULL AND (portal, other) IN ((?, ?), (?, ?))",  # nosec B608 # noqa: S608
        (portal, other, other, portal),
    ).fetchone()
    return None if row is None else Row(*row)


def _all_lasting(connection: sqlite3.Connection, portal: str) -> list[Row]:
    """Return the rows that say that a portal and others share a page still."""
    sql = f"SELECT {_ROW} FROM shared_bodies s WHERE until IS NULL AND ? IN (portal, other)"  # nosec B608 # noqa: S608
    return list(map(Row._make, connection.execute(sql, (portal,))))


def _lasting_of_articles(connection: sqlite3.Connection, portal: str) -> list[Row]:
    """Return the rows that say that a portal and others share articles still."""
    return [row for row in _all_lasting(connection, portal) if not row.is_of_start_page]


def _end(connection: sqlite3.Connection, row: Row, until: str) -> None:
    connection.execute(
        "UPDATE shared_bodies SET until = ? WHERE portal = ? AND other = ? AND since = ?",
        (until, row.portal, row.other, row.since),
    )


def _write(connection: sqlite3.Connection, row: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO shared_bodies (portal, other, since, url, other_url, digest, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
        row,
    )


# --- how alike two start pages are ---


def _alike(connection: sqlite3.Connection, folder: Path, one: tuple[str, Look], other: tuple[str, Look]) -> bool:
    ours, theirs = (_sketch(connection, folder, *page) for page in (one, other))
    if len(ours) < _ALIKE or len(theirs) < _ALIKE:
        return False
    return one[1].digest == other[1].digest or shared_by_estimate(ours, theirs) >= _ALIKE


def _sketch(connection: sqlite3.Connection, folder: Path, portal: str, look: Look) -> tuple[int, ...]:
    """Return the sketch of a start page's words, made when it is first needed; empty where it says little."""
    row = connection.execute("SELECT sketch FROM start_page_sketches WHERE digest = ?", (look.digest,)).fetchone()
    if row is not None:
        return unpacked(row[0])
    words = _words(connection, folder, portal, look.digest)
    sketch = sketch_of(shingles(words)) if len(words) >= _FEWEST_WORDS else ()
    connection.execute("INSERT INTO start_page_sketches (digest, sketch) VALUES (?, ?)", (look.digest, packed(sketch)))
    return sketch


def _words(connection: sqlite3.Connection, folder: Path, portal: str, digest: str) -> tuple[str, ...]:
    """Return the words of a stored page, none where it cannot be read: then nothing is said of it."""
    row = connection.execute(
        "SELECT c.url, c.warc, c.warc_offset, c.warc_length, c.fetched_at FROM crawls w "
        "CROSS JOIN captures c INDEXED BY captures_start_page ON c.crawl = w.id AND c.start_page IS NOT NULL "
        "WHERE w.portal = ? AND c.digest = ? AND c.outcome = 'stored' AND c.warc IS NOT NULL "
        "ORDER BY w.id DESC, c.id DESC LIMIT 1",
        (portal, digest),
    ).fetchone()
    if row is None:
        return ()
    url, warc, offset, length, fetched_at = row
    try:
        answer = read_page(folder, StoredPage(warc, offset, length), datetime.fromisoformat(fetched_at))
    except (ArchiveError, BodyError):
        return ()
    _, page = read_reading(answer.body, url, headers=dict(answer.headers))
    if page is None:
        return ()
    return words_of(None, None, "\n".join(line.text for line in page.lines if line.kind != "image")).folded


# --- articles whose pages became those of another portal ---


def _note_articles(connection: sqlite3.Connection, portal: str, crawl: int) -> None:
    shared = _shared_now(connection, crawl)
    for other, pages in shared.items():
        became = [page for page in pages.values() if _has_become(connection, page, crawl, other)]
        if len(became) >= _FEWEST_ARTICLES and _lasting(connection, portal, other) is None:
            first = became[0]
            said = f"the pages of {len(became)} articles of {portal} have become pages of {other}, byte for byte"
            _write(connection, (portal, other, first.fetched_at, first.url, first.other_url, first.digest, said))
    for row in _lasting_of_articles(connection, portal):
        other = row.other if row.portal == portal else row.portal
        if other not in shared and (since := _own_again(connection, crawl, other)):
            _end(connection, row, since)


def _shared_now(connection: sqlite3.Connection, crawl: int) -> dict[str, dict[int, SharedPage]]:
    """Return which articles a visit found to be pages of other portals in these days: portal to article to page.

    A page that has not changed (304) is still one; one that says that nothing is there is its system's, and no article.
    """
    rows = connection.execute(
        "SELECT o.portal, c.article, c.fetched_at, c.url, o.url, c.digest FROM captures c JOIN captures o "
        "ON o.digest = c.digest AND o.article IS NOT NULL AND o.portal <> c.portal AND o.outcome <> 'gone' "
        "WHERE c.crawl = ? AND c.article IS NOT NULL AND c.digest IS NOT NULL AND c.outcome <> 'gone' "
        "AND abs(julianday(o.fetched_at) - julianday(c.fetched_at)) <= ? ORDER BY c.fetched_at, c.url, o.url",
        (crawl, _SAME_DAYS.days),
    )
    found: dict[str, dict[int, SharedPage]] = {}
    for other, article, *page in rows:
        found.setdefault(other, {}).setdefault(article, SharedPage(article, *page))
    return found


def _has_become(connection: sqlite3.Connection, page: SharedPage, crawl: int, other: str) -> bool:
    """Tell whether an article was another page before this visit, and none of the other portal's."""
    before = connection.execute(
        "SELECT digest FROM captures WHERE article = ? AND digest IS NOT NULL AND crawl <> ? AND fetched_at < ? "
        "ORDER BY fetched_at DESC, id DESC LIMIT 1",
        (page.article, crawl, page.fetched_at),
    ).fetchone()
    if before is None or before[0] == page.digest:
        return False
    theirs = connection.execute(
        "SELECT 1 FROM captures WHERE digest = ? AND article IS NOT NULL AND portal = ? LIMIT 1", (before[0], other)
    ).fetchone()
    return theirs is None


def _own_again(connection: sqlite3.Connection, crawl: int, other: str) -> str | None:
    """Return when a visit found an article that had been a page of another portal to be none; ``None`` for never.

    Nobody knows where that page was not looked at in these days: it may have been edited there as well.
    """
    row = connection.execute(
        "SELECT min(c.fetched_at) FROM captures c WHERE c.crawl = :crawl AND c.article IS NOT NULL "
        "AND c.digest IS NOT NULL AND c.outcome <> 'gone' AND NOT EXISTS (SELECT 1 FROM captures o "
        "WHERE o.digest = c.digest AND o.article IS NOT NULL AND o.portal = :other) "
        "AND EXISTS (SELECT 1 FROM captures b JOIN captures o ON o.digest = b.digest AND o.article IS NOT NULL "
        "AND o.portal = :other JOIN captures n ON n.article = o.article "
        "AND abs(julianday(n.fetched_at) - julianday(c.fetched_at)) <= :days "
        "WHERE b.article = c.article AND b.crawl <> c.crawl AND b.fetched_at < c.fetched_at)",
        {"crawl": crawl, "other": other, "days": _SAME_DAYS.days},
    ).fetchone()
    since: str | None = row[0]
    return since
