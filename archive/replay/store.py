"""The store of a crawl whose answers are stored already: it refers to their records, and writes none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from archive.captures import Captures
from archive.crawl_store import ArchiveCrawlStore
from archive.database import PAGES_NAME
from scraper.clock import now, standing, timestamp
from scraper.pages import StoredPage
from scraper.store import FoundLink, Target

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from sqlite_utils import Database

    from archive.captures import EarlierCapture
    from archive.crawl_log import Action, RunEvent
    from archive.replay.events import Event
    from archive.visits import VisitOptions
    from scraper.store import PageResult

_TAKEN_AS_WRITTEN = 3  # the priority of an address that this version would not have found: behind seeds and menus


class Numbers:
    """The numbers of crawls and captures: those of the notes, others where the archive has given these away.

    Args:
        connection: the archive.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._others: dict[tuple[str, str, int], int] = {}

    def known(self, table: Literal["captures", "crawls"], portal: str, noted: int) -> int:
        """Return the number that a row has which was noted under another one, or under its own."""
        return self._others.get((table, portal, noted), noted)

    def next(self, table: Literal["captures", "crawls"], portal: str, noted: int) -> int:
        """Return the number for a new row."""
        taken = self._connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (noted,)).fetchone()  # nosec B608 # noqa: S608
        if taken is None:
            return noted
        row = self._connection.execute(f"SELECT max(id) + 1 FROM {table}").fetchone()  # nosec B608 # noqa: S608  names are ours
        self._others[table, portal, noted] = int(row[0])
        return int(row[0])


class RecordedCaptures(Captures):
    """Keeps captures whose pages are stored; see :class:`archive.captures.Captures`.

    Args:
        connection: the archive.
        folder: where the stored pages are.
        portal: the portal's id.
        event: the event that is being replayed.
        numbers: which numbers rows get.
    """

    def __init__(
        self, connection: sqlite3.Connection, folder: Path, portal: str, event: Event, numbers: Numbers
    ) -> None:
        super().__init__(connection, folder, portal)
        self.event = event
        self._numbers = numbers

    def open(self) -> None:
        """Do nothing: nothing is appended."""

    def last_good(self, key: str) -> EarlierCapture | None:
        """Return the last good copy of an address; where that is lost which the answer is the same as, nobody's.

        An answer that is the same as a page which is lost says nothing of the pages before that.
        """
        noted = self.event.said.get("same_as")
        if noted is not None:
            number = self._numbers.known("captures", self._portal, int(noted))
            row = (number, self._portal)
            if not self._connection.execute("SELECT 1 FROM captures WHERE id = ? AND portal = ?", row).fetchone():
                return None
        return super().last_good(key)

    def next_number(self) -> int:
        """Return the number that the capture was given when it was made."""
        return self._numbers.next("captures", self._portal, int(self.event.said["capture"]))

    def note_action(self, action: Action, crawl: int) -> None:  # noqa: ARG002  the parent's
        """Do nothing but remember how far the file is known, where the action has a record of its own."""
        if self.event.kind == "actions":
            self._know_file(self.event.file.name, self.event.end)

    def note_event(self, event: RunEvent, url: str, said: dict[str, Any]) -> None:  # noqa: ARG002  the parent's
        """Do nothing but remember how far the file is known."""
        self._know_file(self.event.file.name, self.event.end)

    def _know_file(self, name: str, size: int) -> None:
        """Remember how far a file is known; the beginning of a run that goes on lies before what is known already."""
        known = self._connection.execute("SELECT size FROM warc_files WHERE name = ?", (name,)).fetchone()
        super()._know_file(name, max(size, known[0]) if known else size)

    def _store(
        self,
        result: PageResult,  # noqa: ARG002  the parent's arguments
        crawl: int,  # noqa: ARG002
        capture: int,  # noqa: ARG002
        same: EarlierCapture | None,  # noqa: ARG002
        body_digest: str | None,  # noqa: ARG002
    ) -> StoredPage:
        record, name = self.event.record, self.event.file.name
        self._know_file(name, self.event.end)
        return StoredPage(name, record.offset, record.length)


class ReplayStore(ArchiveCrawlStore):
    """The archive as the store of a replayed run; see :class:`archive.crawl_store.ArchiveCrawlStore`.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        visit: what the user had wanted of the visit.
        begun: the event with which the run began.
        numbers: which numbers rows get.
    """

    def __init__(self, db: Database, directory: Path, visit: VisitOptions, begun: Event, numbers: Numbers) -> None:
        self._event = begun
        self._numbers = numbers
        self._recorded: RecordedCaptures | None = None
        super().__init__(db, directory, visit=visit)

    def replay(self, event: Event) -> None:
        """Take note of the event that is to be kept next, and do with addresses what was done before it."""
        self._event = event
        if self._recorded is not None:
            self._recorded.event = event
        for action in event.actions:
            self._do(action)

    def _captures_of(self, portal: str) -> Captures:
        folder = self._directory / PAGES_NAME
        self._recorded = RecordedCaptures(self._connection, folder, portal, self._event, self._numbers)
        return self._recorded

    def _open_crawl(self) -> int:
        """Go on with the crawl that the run went on with, or begin the one that it began."""
        noted = int(self._event.said["crawl"])
        number = self._numbers.known("crawls", self._portal, noted)
        known = self._connection.execute(
            "SELECT 1 FROM crawls WHERE id = ? AND portal = ?", (number, self._portal)
        ).fetchone()
        if known is None:
            return self._begin_crawl(self._numbers.next("crawls", self._portal, noted))
        self._connection.execute("UPDATE crawls SET outcome = NULL, note = NULL WHERE id = ?", (number,))
        return number

    def _do(self, action: Action) -> None:
        if action[0] == "last":
            self.put_last(self._target(action[1]), action[2])
        elif action[0] == "out":
            with standing(datetime.fromisoformat(action[3])):
                self.leave_out(self._target(action[1]), action[2])
        elif action[0] == "ended":
            with self._writing():
                self._frontier.leave_out_list(action[1], self._crawl, action[2])
                self._captures.note_action(action, self._crawl)
        elif action[0] == "browser":
            with standing(datetime.fromisoformat(action[1])):
                self.keep_to_browser()

    def _target(self, key: str) -> Target:
        return self._frontier.take(key) or Target(key, key, 0)

    def target(self) -> Target:
        """Return the address that the event is an answer of, as it stands in the frontier.

        Where the replay does not know it, for another version found other addresses or the page that led there is
        damaged, it is queued as it is written.
        """
        said, url = self._event.said, self._event.said.get("url") or self._event.record.url
        key, depth, found_on = str(said["key"]), int(said["depth"]), said.get("found_on")
        target = self._frontier.take(key)
        if target is None:
            source = Target(found_on, found_on, depth) if found_on else None
            link = FoundLink(key, url, _TAKEN_AS_WRITTEN, depth)
            with standing(self._event.moment), self._writing():
                self._frontier.queue([link], self._crawl, timestamp(now()), source)
            target = self._frontier.take(key) or Target(key, url, depth)
        probe = target.probe or said.get("probe")
        return replace(target, url=url, depth=depth, tries=int(said.get("tries", 0)), probe=probe)
