"""The replay of whole files: into an archive that does not know their portals, or of all that an archive has."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from archive.after_run import complete
from archive.crawl_log import moment_text
from archive.group_commit import group_of
from archive.importing import import_notes, read_note, repeat_import
from archive.layout import PAGES_NAME
from archive.replay.events import OwnFile, events_of, own_file, run_order
from archive.replay.notes import ReplayNote, replay_notes, write_replay_note
from archive.replay.runs import PortalRuns
from archive.replay.store import Numbers
from scraper.clock import now, standing
from scraper.errors import ArchiveError
from scraper.page_rests import refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    from archive.replay.events import Event
    from scraper.warc import Damage


@dataclass(slots=True)
class ReplayOutcome:
    """What a replay came to.

    Attributes:
        portals: ids of the portals whose runs were replayed.
        captures: answers, and requests that brought none.
        otherwise: answers that this version of congtin judges otherwise than the one that made the pages.
        damaged: what could not be read of our own files.
        imports: imports that were repeated; ``damaged_in_imports`` records of theirs could not be read.
        notes: what people should know of who is who.
    """

    portals: set[str] = field(default_factory=set)
    captures: int = 0
    otherwise: int = 0
    damaged: list[Damage] = field(default_factory=list)
    imports: int = 0
    damaged_in_imports: int = 0
    notes: list[str] = field(default_factory=list)


class _Replay:
    """Replays events one after the other.

    Args:
        db: an archive, open for writing.
        directory: its folder.
        outcome: counts.
        on_event: called after each event.
    """

    def __init__(
        self, db: Database, directory: Path, outcome: ReplayOutcome, on_event: Callable[[Event], None] | None
    ) -> None:
        self._db = db
        self._directory = directory
        self._outcome = outcome
        self._on_event = on_event
        self._numbers = Numbers(db.conn)
        self._runs: dict[str, PortalRuns] = {}

    def replay(self, event: Event) -> None:
        """Do once more what an event tells of."""
        portal = event.file.portal
        if portal not in self._runs:
            self._runs[portal] = PortalRuns(self._db, self._directory, portal, self._numbers)
            self._outcome.portals.add(portal)
        result = self._runs[portal].replay(event)
        if result is not None:
            self._outcome.captures += 1
            self._outcome.otherwise += result.outcome != event.said["outcome"]
        if self._on_event is not None:
            self._on_event(event)


def replay_files(
    db: Database, directory: Path, files: Sequence[Path], on_event: Callable[[Event], None] | None = None
) -> ReplayOutcome:
    """Replay files of stored pages that crawls of congtin wrote; they are kept under the names that they were given.

    Into an empty archive, that makes the rows of the archive that they come from. In one that holds pages already,
    crawls and captures get numbers that are free.

    Args:
        db: an archive, open for writing, that knows none of the files' portals.
        directory: its folder.
        files: the files, wherever they lie; those from elsewhere are copied into the archive's folder of pages first.
        on_event: called after each event, for a progress display.

    Raises:
        ArchiveError: a file cannot be read or copied or is none of ours, its portal is known, or the archive cannot be
            written.
    """
    _refuse_known(db, [_own(path) for path in files])
    own = [_in_place(_own(path), directory) for path in files]
    last: int | None = db.conn.execute("SELECT max(id) FROM captures").fetchone()[0]
    if last is not None:
        sizes = {file.name: file.path.stat().st_size for file in own}
        write_replay_note(directory / PAGES_NAME, ReplayNote(last, now(), sizes))
    outcome = ReplayOutcome()
    moment = _replay_all(db, directory, own, outcome, on_event)
    _complete(db, directory, outcome, moment)
    return outcome


def replay_archive(
    db: Database,
    directory: Path,
    own: Sequence[OwnFile],
    on_event: Callable[[Event], None] | None = None,
    counts: Mapping[str, int] | None = None,
) -> ReplayOutcome:
    """Replay all that lies in an archive's folder of pages, crawls and imports in the order in which they were made.

    Args:
        db: a new database, open for writing.
        directory: the archive's folder.
        own: the files that crawls of congtin wrote.
        on_event: called after each event of a crawl, for a progress display.
        counts: up to which byte a file counts, by its name, where that is not its end
            (:mod:`archive.replay.uncommitted`).

    Raises:
        ArchiveError: a file or a note cannot be read, or the database cannot be written.
    """
    outcome = ReplayOutcome()
    others = _taken_in(db, directory, own, outcome, on_event)
    came_with = {name: size for note in replay_notes(directory / PAGES_NAME) for name, size in note.files.items()}
    replay = _Replay(db, directory, outcome, on_event)
    moment: datetime | None = None
    with group_of(db.conn).held():
        for event in events_of(own, outcome.damaged.append, counts):
            if event.record.offset < came_with.get(event.file.name, 0):
                continue
            while others and others[0][0] < event.order:
                others.pop(0)[1]()
            replay.replay(event)
            moment = event.moment
    for _, take_in in others:
        take_in()
    _complete(db, directory, outcome, moment)
    return outcome


def _taken_in(
    db: Database,
    directory: Path,
    own: Sequence[OwnFile],
    outcome: ReplayOutcome,
    on_event: Callable[[Event], None] | None,
) -> list[tuple[tuple[int, int, str], Callable[[], None]]]:
    """Return what was taken in beside the archive's own crawls, each with its place in their order."""
    pages = directory / PAGES_NAME

    def repeat(path: Path) -> None:
        summary = repeat_import(db, directory, path)
        outcome.imports += 1
        outcome.damaged_in_imports += summary.damaged

    def replay(note: ReplayNote) -> None:
        files = [file for file in own if file.name in note.files]
        block = ReplayOutcome()  # what is damaged is told when the whole of the files is read
        _replay_all(db, directory, files, block, on_event, note.files)
        outcome.portals |= block.portals
        outcome.captures += block.captures
        outcome.otherwise += block.otherwise

    found: list[tuple[tuple[int, int, str], Callable[[], None]]] = [
        (run_order(made.after, moment_text(made.moment)), partial(repeat, path))
        for path in import_notes(pages)
        for made in [read_note(path)]
    ]
    found += [(run_order(note.after, moment_text(note.moment)), partial(replay, note)) for note in replay_notes(pages)]
    return sorted(found, key=itemgetter(0))


def _replay_all(
    db: Database,
    directory: Path,
    files: Sequence[OwnFile],
    outcome: ReplayOutcome,
    on_event: Callable[[Event], None] | None,
    sizes: Mapping[str, int] | None = None,
) -> datetime | None:
    """Replay files, each up to a size where one is given; returns the moment of the last event."""
    replay = _Replay(db, directory, outcome, on_event)
    moment: datetime | None = None
    with group_of(db.conn).held():
        for event in events_of(files, outcome.damaged.append):
            if sizes is None or event.record.offset < sizes[event.file.name]:
                replay.replay(event)
                moment = event.moment
    return moment


def _complete(db: Database, directory: Path, outcome: ReplayOutcome, moment: datetime | None) -> None:
    if moment is not None:
        with standing(moment):
            outcome.notes = complete(db, directory)


def _own(path: Path) -> OwnFile:
    own = own_file(path)
    if own is None:
        raise ArchiveError(f"{path}: was not written by a crawl of congtin; import it with: congtin import")
    return own


def _in_place(own: OwnFile, directory: Path) -> OwnFile:
    """Return a file as it lies in the archive's folder of pages, where it is copied to if it does not lie there.

    Raises:
        ArchiveError: it cannot be copied, or another file lies there.
    """
    place = directory / PAGES_NAME / own.name
    try:
        if place.exists():
            if not place.samefile(own.path) and not filecmp.cmp(place, own.path, shallow=False):
                raise ArchiveError(f"{place}: another file of stored pages lies here already; {own.path} was not taken")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            half = place.with_name(f"{place.name}.part")
            shutil.copyfile(own.path, half)
            half.replace(place)
    except OSError as error:
        raise ArchiveError(f"{place}: cannot be written: {error.strerror}") from None
    return OwnFile(place, own.portal, own.name)


def refuse_interrupted(db: Database, directory: Path, files: Sequence[OwnFile]) -> None:
    """Refuse files in the archive's folder of pages of which it does not have all, as it has after a whole replay.

    Args:
        db: the archive.
        directory: its folder.
        files: files of stored pages that lie there; their paths do not count.

    Raises:
        ArchiveError: the replay of one was interrupted, or it cannot be read.
    """
    known = dict(db.conn.execute("SELECT name, size FROM warc_files").fetchall())
    for file in files:
        place = directory / PAGES_NAME / file.name
        try:
            refuse_unknown(place, known.get(file.name, 0))
        except OSError as error:
            raise ArchiveError(f"{place}: cannot be read: {error.strerror}") from None


def _refuse_known(db: Database, files: Sequence[OwnFile]) -> None:
    for portal in sorted({file.portal for file in files}):
        if db.conn.execute("SELECT 1 FROM captures WHERE portal = ? LIMIT 1", (portal,)).fetchone():
            raise ArchiveError(f"portal {portal!r} is in the archive already: its pages are imported, not replayed")
