"""One portal's runs, replayed: each begins, brings its answers, and ends, at the moments at which it did."""

from __future__ import annotations

import json
import logging
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from archive.database import PAGES_NAME
from archive.replay.store import ReplayStore
from archive.visits import VisitOptions
from scraper.clock import standing
from scraper.content_encoding import wrongly_labelled
from scraper.errors import ArchiveError, CongtinError
from scraper.page_records import ENCODING_AS_SENT
from scraper.pages import StoredPage, read_page
from scraper.portal import Portal
from scraper.store import Answer, PageResult
from scraper.visit import Visit, our_failure
from scraper.warc import answer_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from archive.replay.events import Event
    from archive.replay.store import Numbers
    from scraper.store import Target

logger = logging.getLogger(__name__)

# Only whether there is a pause matters: how long it was is noted.
_RETRY_DELAY = 1.0


class PortalRuns:
    """The runs of one portal, one after the other; a run that was killed ends where the next one begins.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        portal: the portal's id.
        numbers: which numbers rows get.
    """

    def __init__(self, db: Database, directory: Path, portal: str, numbers: Numbers) -> None:
        self._db = db
        self._directory = directory
        self._id = portal
        self._numbers = numbers
        self._portal: Portal | None = None
        self._crawl: int | None = None  # as noted; None between two runs
        self._store: ReplayStore | None = None
        self._visit: Visit | None = None

    def replay(self, event: Event) -> PageResult | None:
        """Do once more what an event tells of; returns what its answer came to, ``None`` where it is none.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        if event.kind == "begin":
            self._begin(event, event.said)
            return None
        if event.kind == "actions" and self._portal is None:
            return None  # the record of the beginning is lost, and no answer tells yet what the portal is
        store, visit = self._run_of(event)
        store.replay(event)
        for action in event.actions:
            if action[0] == "sitemaps":
                visit.announce(action[1], store)
        if event.kind == "end":
            with standing(event.moment):
                store.finish(str(event.said["reason"]), int(event.said["limit"]))
            self._crawl = None
            return None
        if event.kind == "actions":
            return None
        return self._answer(event, store, visit)

    def go_on(self, begun: Event) -> None:
        """Go on with a run of which the archive knows the beginning, and what came of it up to now.

        Args:
            begun: the event with which it began.

        Raises:
            ArchiveError: the archive cannot be written.
        """
        self._begin(begun, begun.said)

    def _run_of(self, event: Event) -> tuple[ReplayStore, Visit]:
        """Return the run that an event belongs to; where the record of its beginning is lost, it begins here."""
        if self._store is None or self._visit is None or self._crawl != event.said["crawl"]:
            self._begin(event, {"crawl": event.said["crawl"], "portal": self._described(event)})
        assert self._store is not None  # noqa: S101  typing
        assert self._visit is not None  # noqa: S101
        return self._store, self._visit

    def _described(self, event: Event) -> dict[str, Any]:
        if self._portal is not None:
            return self._portal.model_dump(mode="json", exclude_defaults=True)
        parts = urlsplit(event.record.url)
        return {"id": self._id, "name": self._id, "url": f"{parts.scheme}://{parts.netloc}/"}

    def _begin(self, event: Event, said: dict[str, Any]) -> None:
        try:
            self._portal = Portal.model_validate_json(json.dumps(said["portal"]))
            since = said.get("since")
            options = VisitOptions(bool(said.get("full")), date.fromisoformat(since) if since else None)
        except (KeyError, TypeError, ValueError) as error:
            raise ArchiveError(
                f"{event.file.path}: how a run of portal {self._id!r} begins at byte {event.record.offset} cannot be "
                f"read: {error}"
            ) from None
        self._crawl = int(said["crawl"])
        self._store = ReplayStore(self._db, self._directory, options, event, self._numbers)
        self._visit = Visit(self._portal)
        with standing(event.moment):
            self._visit.begin(self._store)

    def _answer(self, event: Event, store: ReplayStore, visit: Visit) -> PageResult:
        target = store.target()
        with standing(event.moment):
            result = self._result(event, target, visit)
            for _ in visit.queue_ahead(result, store):
                pass
            visit.keep(result, store)
        return result

    def _result(self, event: Event, target: Target, visit: Visit) -> PageResult:
        """Return what an answer comes to; what came of a request without one is taken as it was written."""
        said = event.said
        if event.record.type == "metadata":
            nothing = Answer(event.record.url, event.moment)
            result = PageResult(target, nothing, said["outcome"], said.get("reason"))
            result.retry_after, result.pause = said.get("retry_after"), said.get("pause")
            return result
        answer = self._stored(event)
        if event.record.type == "revisit" and answer.status == 200 and not self._fill_in(answer, int(said["same_as"])):
            return PageResult(target, answer, "unchanged")  # what it read as was known of the earlier page alone
        try:
            # A version that would have asked again where the one that ran did not has this answer and no other.
            result = visit.judged(target, answer, _RETRY_DELAY, is_last="retry_after" not in said)
        except Exception as error:
            logger.debug("%s: the answer could not be judged", answer.url, exc_info=True)
            return our_failure(target, answer, error)
        if result.retry_after is not None:
            result.retry_after = float(said["retry_after"])
        if "pause" in said:  # that of a host which answers nothing is no matter of one answer
            result.pause = float(said["pause"])
        return result

    def _stored(self, event: Event) -> Answer:
        """Return an answer as its record has it."""
        said, tls = event.said, event.said.get("tls", {})
        answer = answer_of(event.record, decode=False)
        answer.fetched_at = event.moment
        answer.partial = bool(said.get("partial"))
        answer.tls_ok, answer.tls_protocol, answer.tls_cipher = (tls.get(name) for name in ("ok", "protocol", "cipher"))
        answer.rendered, answer.not_rendered = said.get("rendered"), said.get("not_rendered")
        answer.unread = said.get("unread")
        return answer

    def _fill_in(self, answer: Answer, noted: int) -> bool:
        """Give an answer the body of a capture, in the encoding that its header names; false where that is lost."""
        row = self._db.conn.execute(
            "SELECT warc, warc_offset, warc_length FROM captures WHERE id = ? AND portal = ?",
            (self._numbers.known("captures", self._id, noted), self._id),
        ).fetchone()
        if row is None or row[0] is None:
            logger.warning("%s: capture %d, which has the body, is lost", answer.url, noted)
            return False
        try:
            page = read_page(self._directory / PAGES_NAME, StoredPage(*row), answer.fetched_at)
        except CongtinError as error:
            logger.warning("%s: %s", answer.url, error)
            return False
        answer.raw_body = page.raw_body
        encoding, named = page.header("Content-Encoding"), answer.header("Content-Encoding")
        is_decoded = page.header(ENCODING_AS_SENT) is not None
        if encoding is None and not is_decoded and wrongly_labelled(page.raw_body, named) is not None:
            encoding = named  # it was so of both, and is no longer said of the page that was read
        answer.headers = [(name, value) for name, value in answer.headers if name.lower() != "content-encoding"]
        if encoding:
            answer.headers.append(("Content-Encoding", encoding))
        return True
