"""The second pass of an import: the answers are taken in in the order of their times.

So the captures of a page give its revisions one after the other, and what a page refers to has been taken in before
it. A page that names another address as its article's own waits for that one where it is among the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.database import transaction
from archive.importing.keeper import PortalImport
from archive.importing.revisits import Originals
from scraper.content_encoding import BodyError
from scraper.errors import ArchiveError
from scraper.warc import answer_of, read_record, tls_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.captures import EarlierCapture
    from archive.importing.index import Entry
    from archive.importing.run import ImportRun
    from scraper.portal import Portal
    from scraper.store import Answer
    from scraper.warc import Record

_BATCH = 50  # records that are kept in one transaction


class SecondPass:
    """Takes in what the first pass has indexed.

    Args:
        run: the import.
    """

    def __init__(self, run: ImportRun) -> None:
        self._run = run
        self._originals = Originals(run.connection, run.pages, run.index)
        self._whole = len(run.index)
        self._done = 0

    def take_in(self, portals: dict[str, Portal]) -> None:
        """Take all answers in.

        Args:
            portals: the portals that they are of, by id.
        """
        takers = {name: PortalImport(self._run, portals[name]) for name in self._run.index.portals()}
        waiting: list[int] = []
        for batch in _batches(self._run.index.in_order()):
            with transaction(self._run.connection):
                waiting += [one.number for one in batch if not self._take(one, takers[one.portal], may_wait=True)]
        for batch in _batches(self._run.index.in_order(waiting) if waiting else iter(())):
            with transaction(self._run.connection):
                for entry in batch:
                    self._take(entry, takers[entry.portal], may_wait=False)

    def _take(self, entry: Entry, taker: PortalImport, *, may_wait: bool) -> bool:
        """Take one answer in; false where it is to come again later."""
        path = self._run.pages / entry.place.file
        try:
            answer, original = self._answer(read_record(path, entry.place.offset, entry.place.length))
        except (ArchiveError, BodyError) as error:
            reason = str(error).removeprefix(f"{path}: ")
            self._run.problems.damaged(entry.place.file, entry.place.offset, entry.url, reason)
            return True
        known = taker.known(answer, entry)
        if known == "of this record":
            self._run.summary.captures += 1
        elif known == "of another record":
            self._run.summary.skipped["known already"] += 1
        else:
            result = taker.judge(answer)
            if may_wait and taker.waits(result):
                return False
            news = taker.keep(entry, result, original)
            self._run.summary.captures += 1
            self._run.summary.articles[entry.portal] += news == "articles_new"
            self._run.summary.revisions += news == "articles_changed"
        self._done += 1
        self._run.options.tell(self._done, self._whole)
        return True

    def _answer(self, record: Record) -> tuple[Answer, EarlierCapture | None]:
        """Return what a record holds; of a revisit, what it refers to, or the capture of the same address that has it.

        Raises:
            ArchiveError: the record cannot be read, or what it refers to is not there.
            BodyError: the body cannot be decoded.
        """
        answer = answer_of(record)
        answer.tls_protocol, answer.tls_cipher = tls_of(record)
        return self._originals.fill_in(record, answer) if record.type == "revisit" else (answer, None)


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
