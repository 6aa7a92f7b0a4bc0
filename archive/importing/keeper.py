"""The second pass of an import: the answers of one portal, brought to its captures, articles and frontier.

What an answer comes to is judged as in a crawl, and its article's history takes it in wherever its time lies. What
differs is that an import does not ask: no address is queued, and what an answer says of the portal now is only believed
where nothing later is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from archive.aliases import settle_alias
from archive.captures import EarlierCapture, body_digest_of, capture_row
from archive.importing.known import KnownAddress, know
from archive.importing.start_pages import StartPages
from archive.portal_rows import keep_portal
from archive.recording import Recording
from archive.rows import insert
from archive.templates import known_template
from scraper.canonical import canonical_key
from scraper.clock import timestamp
from scraper.store import KEPT_KINDS, Target
from scraper.visit import Visit, our_failure

if TYPE_CHECKING:
    from archive.importing.index import Entry
    from archive.importing.run import ImportRun
    from scraper.portal import Portal
    from scraper.store import Answer, PageResult


class PortalImport:
    """Takes the answers of one portal in, in the order of their times; runs inside the caller's transaction.

    Args:
        run: the import.
        portal: the portal.
    """

    def __init__(self, run: ImportRun, portal: Portal) -> None:
        self._connection = run.connection
        self._portal = portal
        self._begun: int | None = None
        self._number = run.summary.number
        self._moment = run.moment
        self._index = run.index
        self._recording = Recording(run.connection, portal.id)
        self._template = known_template(run.connection, portal.id)
        self._visits: dict[str, Visit] = {}
        self._start_pages = StartPages(run.connection, portal)

    def known(self, answer: Answer, entry: Entry) -> Literal["of this record", "of another record"] | None:
        """Tell whether the archive has a capture that says the same of the same moment.

        Where that was made of this very record, by this import, the import was interrupted and goes on.
        """
        digest = body_digest_of(answer)
        row = self._connection.execute(
            "SELECT import, warc, warc_offset FROM captures WHERE portal = ? AND url = ? AND fetched_at = ? "
            "AND status IS ? AND (digest IS ? OR ? IS NULL) ORDER BY id LIMIT 1",
            (self._portal.id, answer.url, timestamp(answer.fetched_at), answer.status, digest, digest),
        ).fetchone()
        if row is None:
            return None
        is_same = row == (self._number, entry.place.file, entry.place.offset)
        return "of this record" if is_same else "of another record"

    def judge(self, answer: Answer) -> PageResult:
        """Return what an answer comes to, as a crawl of its day would have judged it."""
        key = canonical_key(answer.url)
        known = KnownAddress.read(self._connection, self._portal.id, key)
        # Whether it is a first try or the last one, and what the portal asked for then, is nothing to an import.
        depth = 0 if self._visit(answer).discovery.is_start_page(answer.url) else 1
        kind = known.kind if known else None
        if kind is None and answer.status == 304 and self._earlier(answer) is not None:
            kind = "other"  # lists and the like are no addresses of an import, but they have been read
        target = Target(key, answer.url, depth, kind=kind, asked_before=True, tries=1)
        try:
            result = self._visit(answer).judged(target, answer, 0.0)
        except Exception as error:  # a page must not end an import; it is told with its reason
            result = our_failure(target, answer, error)
        result.retry_after = result.pause = None
        result.ends_run = False
        if result.outcome == "stored":
            result.alias_of = result.alias_of or self._recording.same_words.find(result)
        return result

    def waits(self, result: PageResult) -> bool:
        """Tell whether a page is to be taken in when its article's own address has been: it is among the files."""
        canonical = result.alias_of
        if result.outcome != "stored" or canonical is None:
            return False
        known = KnownAddress.read(self._connection, self._portal.id, canonical.key)
        return (known is None or known.kind is None) and self._index.holds_page(self._portal.id, canonical.key)

    def keep(self, entry: Entry, result: PageResult, original: EarlierCapture | None) -> str | None:
        """Take an answer in: capture, record, and what is known of its address.

        Args:
            entry: where its record stands.
            result: what it comes to.
            original: the capture that has the body of a revisit of the same address, ``None`` for any other answer.

        Returns:
            The count of ``crawls`` that it adds to beside its outcome (``articles_new`` ...), ``None`` for none.
        """
        self._settle_alias(result)
        seen_at = timestamp(result.answer.fetched_at)
        earlier = original or self._earlier(result.answer)
        if original is not None or (earlier is not None and result.outcome == "stored"
                                    and earlier.digest == body_digest_of(result.answer)):  # fmt: skip
            result.outcome, result.alias_of = "unchanged", None
        if original is not None:
            result.reason = None  # it was judged without the body, which says what it said the first time
        crawl = self._crawl()
        capture = self._capture(entry, result, crawl, earlier)
        known = KnownAddress.read(self._connection, self._portal.id, result.target.key)
        is_latest = known is None or known.fetched_at is None or known.fetched_at <= seen_at
        article, news = self._recording.record(result, crawl, capture, earlier, seen_at, is_latest=is_latest)
        know(self._connection, self._portal.id, result, crawl, capture, article, self._moment)
        self._count(crawl, result, news)
        self._start_pages.note(result, crawl, capture, original)
        return news

    def _crawl(self) -> int:
        """Return the crawl that stands for this import of the portal, ended from the beginning.

        It begins with the first answer that is taken in, so that an import which brings nothing new leaves no trace.
        """
        if self._begun is not None:
            return self._begun
        row = self._connection.execute(
            "SELECT crawl FROM captures WHERE portal = ? AND import = ? LIMIT 1", (self._portal.id, self._number)
        ).fetchone()  # an import that was interrupted goes on with its own
        if row is None:
            keep_portal(self._connection, self._portal)
            cursor = self._connection.execute(
                "INSERT INTO crawls (portal, started, finished, outcome, note) VALUES (?, ?, ?, 'ok', ?)",
                (self._portal.id, self._moment, self._moment, f"import {self._number}"),
            )
            row = (cursor.lastrowid,)
        self._begun = int(row[0] or 0)
        return self._begun

    def _settle_alias(self, result: PageResult) -> None:
        """Decide whose record it is. An address that nobody has captured has none, so the page keeps it."""
        if result.outcome != "stored" or result.alias_of is None or result.article is None:
            return
        known = KnownAddress.read(self._connection, self._portal.id, result.alias_of.key)
        if known is None or known.kind not in KEPT_KINDS:
            result.article.canonical_url = result.target.url
            result.alias_of = None
        else:
            settle_alias(self._connection, self._portal.id, result)

    def _earlier(self, answer: Answer) -> EarlierCapture | None:
        """Return the last good copy of the address of an answer that was captured before it."""
        row = self._connection.execute(
            "SELECT id, url, fetched_at, digest FROM captures WHERE portal = ? AND url = ? AND digest IS NOT NULL "
            "AND outcome IN ('stored', 'unchanged', 'alias') AND fetched_at <= ? ORDER BY fetched_at DESC, id DESC "
            "LIMIT 1",
            (self._portal.id, answer.url, timestamp(answer.fetched_at)),
        ).fetchone()
        return None if row is None else EarlierCapture(*row)

    def _capture(self, entry: Entry, result: PageResult, crawl: int, earlier: EarlierCapture | None) -> int:
        capture = int(self._connection.execute("SELECT coalesce(max(id), 0) + 1 FROM captures").fetchone()[0])
        same = earlier.digest if earlier is not None and result.outcome == "unchanged" else None
        row = {
            "id": capture, **capture_row(result, self._portal.id, crawl, body_digest_of(result.answer) or same),
            "warc": entry.place.file, "warc_offset": entry.place.offset, "warc_length": entry.place.length,
            "imported_at": self._moment, "import": self._number,
        }  # fmt: skip
        insert(self._connection, "captures", row)
        return capture

    def _count(self, crawl: int, result: PageResult, news: str | None) -> None:
        names = ["requests", result.outcome, *([news] if news else [])]
        assignments = ", ".join(f"{name} = {name} + 1" for name in names)
        self._connection.execute(f"UPDATE crawls SET {assignments} WHERE id = ?", (crawl,))  # nosec B608 # noqa: S608

    def _visit(self, answer: Answer) -> Visit:
        """Return what is known of the portal as it was then: on another host, with another CMS."""
        then = self._portal.at(answer.fetched_at)
        visit = self._visits.get(then.url)
        if visit is None:
            visit = self._visits[then.url] = Visit(self._portal.model_copy(update={"url": then.url}))
            visit.template = self._template
        return visit
