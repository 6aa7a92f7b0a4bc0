"""The first pass of an import: every record is read once, and goes into the index, or is counted with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from archive.database import transaction
from archive.importing.files import MembersFile
from archive.importing.index import Place
from archive.importing.pages import is_outside, why_no_answer, why_no_page
from archive.importing.portals import PortalFinder
from scraper.clock import now
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.warc import Damage, answer_of, read_records

if TYPE_CHECKING:
    import sqlite3

    from archive.importing.files import KeptFile
    from archive.importing.run import ImportRun
    from scraper.portal import Portal
    from scraper.warc import Record

# A host that nobody has declared is a portal of its own where it has at least this share of the pages of the largest
# one: pages that others embed (maps, films, counters) are captured along with theirs.
_EMBEDDED_SHARE = 0.02
# A date further ahead than this is wrong; a day is what a wrong time zone makes of the present.
_CLOCKS_DIFFER = timedelta(days=1)


class FirstPass:
    """Indexes the files of an import.

    Args:
        run: the import.

    Attributes:
        portals: the portals that there is anything of, by id.
    """

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._finder = PortalFinder(run.connection, run.options.declared, run.options.only)
        self.portals: dict[str, Portal] = {}

    def read(self, file: KeptFile) -> None:
        """Index the records of a file.

        Raises:
            ArchiveError: it cannot be read at all.
        """
        members = MembersFile(file, self._run.pages, _known_size(self._run.connection, file.members_name))
        with transaction(self._run.connection):
            if file.problem is not None:
                self._run.summary.files_damaged += 1
                self._run.problems.note(file.name, None, None, file.problem)
            for item in read_records(file.path):
                self._run.summary.records += 1
                self._run.options.tell(self._run.summary.records, None)
                if isinstance(item, Damage):
                    self._run.problems.damaged(file.name, item.offset, item.url, item.reason)
                else:
                    self._take(file, item, members)
            members.close()
            if members.size is not None:
                know_file(self._run.connection, file.members_name, members.size)
                self._run.connection.execute(
                    "UPDATE import_files SET members = ? WHERE name = ?", (file.members_name, file.name)
                )

    def _take(self, file: KeptFile, record: Record, members: MembersFile) -> None:
        """Take a record into the index, or count why it is left out."""
        reason = why_no_answer(record)
        if reason is None and record.date > now() + _CLOCKS_DIFFER:
            self._run.problems.damaged(
                file.name, record.offset, record.url, "the record's WARC-Date lies in the future"
            )
            return
        if reason is None and is_outside(record.date, self._run.options.first, self._run.options.last):
            reason = "captured outside the time that is wanted"
        if reason is not None:
            self._run.summary.skipped[reason] += 1
            return
        try:
            answer = answer_of(record, decode=False)
        except (ArchiveError, BodyError) as error:
            self._run.problems.damaged(file.name, record.offset, record.url, str(error))
            return
        reason = why_no_page(record, answer)
        portal = self._finder.find(record.url, record.date) if reason is None else None
        if portal is None:
            self._run.summary.skipped[reason or "a page of another portal"] += 1
            return
        self.portals.setdefault(portal.id, portal)
        place = Place(file.name, record.offset, record.length)
        if record.inner:
            place = Place(file.members_name, *members.append(record))
        self._run.index.add(record, place, answer, portal.id)

    def leave_out_embedded(self) -> None:
        """Leave out hosts that have a few pages among those of another one."""
        pages = self._run.index.pages_of_portals()
        enough = max(pages.values(), default=0) * _EMBEDDED_SHARE
        for name in self._run.index.portals():
            if pages.get(name, 0) < enough and not self._finder.is_declared(self.portals[name]):
                self._run.summary.skipped["a page that others embed"] += self._run.index.drop(name)
                del self.portals[name]


def _known_size(connection: sqlite3.Connection, name: str) -> int:
    """Return the size up to which a file of stored pages is known, 0 for one that is not."""
    row = connection.execute("SELECT size FROM warc_files WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row is not None else 0


def know_file(connection: sqlite3.Connection, name: str, size: int) -> None:
    """Note a file of stored pages that others made, inside the caller's transaction."""
    connection.execute(
        "INSERT INTO warc_files (name, size, origin) VALUES (?, ?, 'import') "
        "ON CONFLICT (name) DO UPDATE SET size = excluded.size",
        (name, size),
    )
