"""A database that is behind its stored pages by some answers takes in what it lacks, and the crawl goes on.

It is behind where the process was killed, or the disk was full, before it committed the answers that it kept together
(:mod:`archive.group_commit`), where the power failed, or where somebody put back a copy of it (a snapshot, a backup of
``archive.db`` alone). The pages that it lacks are on the disk, in their order, with all that the crawl knew: they are
replayed, as a rebuild would replay all of them. That is safe only where what is lacking follows on what is known and
nothing but crawls came in between; else nothing is touched and the crawl refuses
(:func:`scraper.page_rests.refuse_unknown`), for a rebuild to find out.

Without a gap it must follow where it is more than a few groups. Of a group that was never committed a failure of the
power leaves what the disk had written by then, at each portal another part: what is there is taken in, and the rest is
asked for again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.group_commit import MOST_PARTS, group_of
from archive.importing import import_notes, read_note
from archive.layout import MANIFESTS_NAME, PAGES_NAME
from archive.manifests.chain import newest_seal
from archive.replay.events import events_of, own_file
from archive.replay.notes import replay_notes
from archive.replay.runs import PortalRuns
from archive.replay.store import Numbers
from scraper.page_rests import is_rest

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    from sqlite_utils import Database

    from archive.replay.events import Event, OwnFile
    from scraper.warc import Damage

logger = logging.getLogger(__name__)

_MOST_TOGETHER = 2 * MOST_PARTS  # events that one group may have left; some answers are two


@dataclass(slots=True)
class _Behind:
    """What a database lacks.

    Attributes:
        begun: by portal, the beginning of the run in the midst of which what is known ends.
        events: what is lacking, in the order in which it happened.
        damaged: what of it cannot be read.
    """

    begun: dict[str, Event] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    damaged: list[Damage] = field(default_factory=list)


def take_in(db: Database, directory: Path, files: Mapping[str, Path], known: dict[str, int]) -> list[str]:
    """Take in what stored pages hold and the database does not know, where that is safe.

    Args:
        db: the archive, open for writing.
        directory: its folder.
        files: all of the portals that have pages which it does not know, by their names.
        known: by the names, how many bytes of each it knows.

    Returns:
        what people should know of it: nothing where it is not safe.

    Raises:
        ArchiveError: a file cannot be read, or the database cannot be written.
    """
    connection: sqlite3.Connection = db.conn
    own = _own_files(files)
    if not own or not _only_crawls_since(connection, directory):
        return []
    behind = _lacking(own, known)
    behind.events = _without_given_away(connection, behind.events, known)
    if not _follows(connection, behind, known):
        return []
    runs: dict[str, PortalRuns] = {}
    numbers = Numbers(connection)
    with group_of(connection).held():
        for event in behind.events:
            portal = event.file.portal
            if portal not in runs:
                runs[portal] = PortalRuns(db, directory, portal, numbers)
                if portal in behind.begun and event.kind != "begin":
                    runs[portal].go_on(behind.begun[portal])
            runs[portal].replay(event)
    pages = sum(event.kind == "capture" for event in behind.events)
    said = (
        f"the database lacked the last {pages} answers that are stored in {directory / PAGES_NAME} (the crawl was "
        "killed, the power failed, or a copy of it was put back); they were taken in"
    )
    logger.warning("%s", said)
    return [said]


def _own_files(files: Mapping[str, Path]) -> list[OwnFile]:
    """Return files as those of ours that they are; none where somebody else made one of them."""
    found = [own_file(path, name) for name, path in files.items()]
    return [] if None in found else [file for file in found if file is not None]


def _only_crawls_since(connection: sqlite3.Connection, directory: Path) -> bool:
    """Tell whether the database knows all imports and manifests that lie in the folder."""
    pages = directory / PAGES_NAME
    files = {name for (name,) in connection.execute("SELECT name FROM warc_files")}
    imported = {name for path in import_notes(pages) for name in read_note(path).files}
    replayed = {name for note in replay_notes(pages) for name in note.files}
    numbers = [int(path.stem) for path in (directory / MANIFESTS_NAME).glob("*.jsonl") if path.stem.isdecimal()]
    seal = newest_seal(connection)
    return imported | replayed <= files and max(numbers, default=0) <= (seal.number if seal is not None else 0)


def _lacking(files: list[OwnFile], known: dict[str, int]) -> _Behind:
    behind = _Behind()
    for event in events_of(files, behind.damaged.append):
        portal = event.file.portal
        if event.record.offset >= known.get(event.file.name, 0):
            behind.events.append(event)
        elif event.kind == "begin":
            behind.begun[portal] = event
        elif event.kind == "end":
            behind.begun.pop(portal, None)
    return behind


def _without_given_away(connection: sqlite3.Connection, events: list[Event], known: dict[str, int]) -> list[Event]:
    """Return the events without what an earlier process left at portals that nobody has crawled since.

    It is the rest of one answer, that never counted; the number of its capture was given to another one since.
    """
    last = _last_capture(connection)
    given = {event.file.portal for event in events if event.order[0] < last + (event.kind == "capture")}
    left = {
        portal
        for portal in given
        if all(
            is_rest(event.file.path, known.get(event.file.name, 0)) for event in events if event.file.portal == portal
        )
    }
    return [event for event in events if event.file.portal not in left]


def _last_capture(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM captures").fetchone()[0])


def _follows(connection: sqlite3.Connection, behind: _Behind, known: dict[str, int]) -> bool:
    """Tell whether what is lacking goes on where what is known ends, and all of it can be read.

    The captures of more than a few groups have all numbers from there on. The record at a file's end may be cut off: it
    was being written when the process ended.
    """
    last, may_have_gaps = _last_capture(connection), len(behind.events) <= _MOST_TOGETHER
    for event in behind.events:
        follows_at = last + (event.kind == "capture")
        if event.order[0] < follows_at or (event.order[0] > follows_at and not may_have_gaps):
            return False
        last = event.order[0]
    ends: dict[str, int] = {}
    for event in behind.events:
        ends[event.file.name] = event.end
    for damage in behind.damaged:
        name = f"{damage.file.parent.name}/{damage.file.name}"
        if known.get(name, 0) <= damage.offset < ends.get(name, 0):
            return False
    opened = set(behind.begun)
    for event in behind.events:
        if event.kind == "begin":
            opened.add(event.file.portal)
        if event.file.portal not in opened:
            return False
    return bool(behind.events)
