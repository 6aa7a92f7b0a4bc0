"""The run: pages are handed out and what they come to is written, some hundreds in one transaction.

Which revisions are done is told by ``revisions.extractor``, so a run that was stopped or killed goes on when it is
started again. Nothing is written of a page but what it now reads as: no revision is added, none goes away.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.after_run import complete
from archive.database import DATABASE_NAME, PAGES_NAME, cannot_be_written, reading, transaction, writing
from archive.portal_rows import keep_portal, kept_portal, reader, reader_of
from archive.problems import end_reading_problems, note_reading_problem
from archive.readings import different_fields, note_reader, replace_reading
from archive.reextraction.processes import ReadingProcesses
from archive.reextraction.reading import Outcome, read_answer
from archive.reextraction.report import Report
from archive.reextraction.worklist import Scope, Worklist
from archive.stored_copy import read_stored_copy
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlite_utils import Database

    from archive.cluster.reading import ReadingTasks
    from archive.reextraction.reading import Batch
    from scraper.portal import Portal

_IN_ONE_TRANSACTION = 256  # pages
_NO_ARTICLE = "the stored page reads as no article now (but as {kind}); its record stays the one that {reader} has read"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user may say.

    ``portals`` are ids (none: all), ``everything`` reads also what this version has read, ``limit`` is the most pages,
    ``jobs`` how many processes read (``None``: one a core), ``dry_run`` writes nothing. ``cluster`` is the address of a
    Ray cluster that reads in their place (:func:`archive.cluster.connection.checked_address`).
    """

    portals: Sequence[str] = ()
    everything: bool = False
    limit: int | None = None
    jobs: int | None = None
    dry_run: bool = False
    cluster: str | None = None


def reextract(
    directory: Path,
    options: Options,
    declared: Mapping[str, Portal],
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
    report: Report | None = None,
) -> Report:
    """Read the stored pages of an archive again and keep what reads otherwise.

    Args:
        directory: the folder of the archive.
        options: what is wanted.
        declared: the portals as they are described now, by id; of others the archive's own description holds.
        on_progress: called with how many pages are done and how many there are.
        report: what is counted into, for who wants to see it also where the run is stopped; a fresh one by default.

    Returns:
        What it came to.

    Raises:
        ArchiveError: there is no archive, it cannot be written, or it has no such portal.
    """
    report = report if report is not None else Report(dry_run=options.dry_run)
    began = time.monotonic()
    try:
        with _opened(directory, dry_run=options.dry_run) as db:
            portals = _portals(db.conn, options.portals, declared)
            if not options.dry_run:
                _keep_descriptions(db.conn, portals)
            _Run(db.conn, directory, options, report).read(portals, on_progress)
            if not options.dry_run:
                report.notes += complete(db, directory)
    except sqlite3.OperationalError as error:
        raise cannot_be_written(directory, error) from error
    finally:
        report.seconds = time.monotonic() - began
    return report


def _opened(directory: Path, *, dry_run: bool) -> AbstractContextManager[Database]:
    """Open the archive; where there is none it is not to be made, but to be told."""
    if dry_run or not (directory / DATABASE_NAME).is_file():
        return reading(directory)
    return writing(directory)


def _portals(connection: sqlite3.Connection, wanted: Sequence[str], declared: Mapping[str, Portal]) -> list[Portal]:
    known = [name for (name,) in connection.execute("SELECT id FROM portals ORDER BY id")]
    for name in wanted:
        if name not in known:
            raise ArchiveError(f"the archive has no portal {name!r}; it has {', '.join(known) or 'none'}")
    return [declared.get(name) or kept_portal(connection, name) for name in known if not wanted or name in wanted]


def _keep_descriptions(connection: sqlite3.Connection, portals: Sequence[Portal]) -> None:
    """Note the portals that are to be read otherwise than when they were crawled last."""
    with transaction(connection):
        for portal in portals:
            if reader(portal) != reader_of(connection, portal.id):
                keep_portal(connection, portal)


class _Run:
    """One run; its steps share the archive and the report."""

    def __init__(self, connection: sqlite3.Connection, directory: Path, options: Options, report: Report) -> None:
        self._connection = connection
        self._directory = directory
        self._options = options
        self._report = report

    def read(self, portals: Sequence[Portal], on_progress: Callable[[int, int], None]) -> None:
        """Read everything that is due and write what it comes to."""
        options, report = self._options, self._report
        worklist = Worklist(self._connection, Scope(portals, everything=options.everything, limit=options.limit))
        report.remaining = total = len(worklist)
        on_progress(0, total)
        try:
            with self._readers(total) as processes:
                for batches in _gathered(processes.read(worklist.batches())):
                    self._keep(batches)
                    report.remaining = total - report.pages
                    report.deaths = processes.deaths
                    on_progress(report.pages, total)
        finally:
            worklist.close()

    def _readers(self, total: int) -> ReadingProcesses | ReadingTasks:
        """Return what reads: processes here, or tasks on a cluster."""
        pages = self._directory / PAGES_NAME
        if self._options.cluster is not None:
            from archive.cluster.reading import ReadingTasks

            return ReadingTasks(pages, self._options.cluster)
        return ReadingProcesses(pages, min(self._options.jobs or _cores(), max(1, total)))

    def _keep(self, batches: Sequence[tuple[Batch, list[Outcome]]]) -> None:
        """Write what some batches came to, all or nothing."""
        if self._options.dry_run:
            self._keep_each(batches)
            return
        with transaction(self._connection):
            self._keep_each(batches)

    def _keep_each(self, batches: Sequence[tuple[Batch, list[Outcome]]]) -> None:
        for batch, found in batches:
            outcomes = [self._with_body(batch, outcome) if outcome.state == "no_body" else outcome for outcome in found]
            for outcome in outcomes:
                self._report.count(outcome)
                if outcome.state == "other":
                    self._replace(batch, outcome)
                elif outcome.state != "same":
                    self._note_problem(batch.portal, outcome)
            same = [outcome.revision for outcome in outcomes if outcome.state == "same"]
            if not self._options.dry_run:
                note_reader(self._connection, same, reader(batch.portal))
                end_reading_problems(self._connection, same)

    def _with_body(self, batch: Batch, outcome: Outcome) -> Outcome:
        """Read a page that is stored as a reference to another record, with that one's body."""
        asked = next(page for page in batch.pages if page.revision == outcome.revision)
        connection = sqlite3.connect(self._directory / DATABASE_NAME)
        connection.row_factory = sqlite3.Row
        try:
            capture = connection.execute(
                "SELECT c.* FROM revisions r JOIN captures c ON c.id = r.capture WHERE r.id = ?", (outcome.revision,)
            ).fetchone()
            copy = read_stored_copy(connection, self._directory / PAGES_NAME, capture)
        except ArchiveError as error:
            return Outcome(outcome.revision, "no_page", reason=str(error))
        finally:
            connection.close()
        return read_answer(batch, asked, copy.answer)

    def _replace(self, batch: Batch, outcome: Outcome) -> None:
        revision = outcome.revision
        article, known = self._connection.execute(
            "SELECT article, record FROM revisions WHERE id = ?", (revision,)
        ).fetchone()
        record: dict[str, Any] = json.loads(outcome.record or "{}")
        if self._options.dry_run:
            changed = different_fields(json.loads(known), record)
        else:
            alike = self._count_alike(revision)
            changed = replace_reading(self._connection, revision, record)
            end_reading_problems(self._connection, [revision])
            self._report.alike += self._count_alike(revision) - alike
        self._report.changed(outcome.family, batch.portal.id, article, changed)

    def _count_alike(self, revision: int) -> int:
        """Count, of a revision and the one after it, those that say the same as the one before them."""
        count: int = self._connection.execute(
            "SELECT count(*) FROM revisions r JOIN revisions o ON o.article = r.article "
            "AND o.number BETWEEN r.number AND r.number + 1 WHERE r.id = ? AND o.number > 1 AND o.changed = '[]'",
            (revision,),
        ).fetchone()[0]
        return count

    def _note_problem(self, portal: Portal, outcome: Outcome) -> None:
        url, extractor = self._connection.execute(
            "SELECT coalesce(c.url, a.url), r.extractor FROM revisions r JOIN articles a ON a.id = r.article "
            "LEFT JOIN captures c ON c.id = r.capture WHERE r.id = ?",
            (outcome.revision,),
        ).fetchone()
        reason = outcome.reason or ""
        if outcome.state == "no_article":
            reason = _NO_ARTICLE.format(kind=reason, reader=extractor)
        else:
            self._report.hindered(url, reason)
        if not self._options.dry_run:
            field = "stored_page" if outcome.state == "no_page" else "reading"
            note_reading_problem(self._connection, outcome.revision, portal.id, url, (field, reason))


def _gathered(
    read: Iterator[tuple[Batch, list[Outcome]]],
) -> Iterator[list[tuple[Batch, list[Outcome]]]]:
    """Yield batches in groups that one transaction takes."""
    group: list[tuple[Batch, list[Outcome]]] = []
    for batch, outcomes in read:
        group.append((batch, outcomes))
        if sum(len(found) for _, found in group) >= _IN_ONE_TRANSACTION:
            yield group
            group = []
    if group:
        yield group


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
