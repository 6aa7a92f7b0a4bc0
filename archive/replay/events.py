"""What the stored pages tell, in the order in which it happened: runs that begin and end, and answers between them."""

from __future__ import annotations

import heapq
import json
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, get_args

from scraper.errors import ArchiveError
from scraper.page_names import page_file_name
from scraper.page_records import LOG_VERSION, NOTE_HEADER
from scraper.store import Outcome
from scraper.warc import Damage, read_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from archive.crawl_log import Action
    from scraper.warc import Record

_CAPTURE, _RUN = 0, 1  # what comes first of two events behind the same capture
# What stands in the note of each kind of event as a number.
_NUMBERS = {
    "begin": ("crawl",),
    "capture": ("crawl", "capture", "depth"),
    "actions": ("crawl",),
    "end": ("crawl", "limit"),
}
_MAX_NUMBER = (1 << 63) - 1  # the database holds no larger one
_MAX_DELAY = 1e9  # seconds, thirty years; what a portal asks for is cut far below (scraper.answers)
_OUTCOMES = frozenset(get_args(Outcome))


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of stored pages that a crawl of congtin wrote: where it lies now, its portal, and its name in an archive.

    ``name`` is relative to an archive's folder of pages.
    """

    path: Path
    portal: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: ``said`` is the note of it, ``record`` where an answer stands.

    ``actions`` is what was done with addresses: then, or before it in files of an older log. ``order`` puts events of
    several portals in a row.
    """

    kind: Literal["begin", "capture", "actions", "end"]
    file: OwnFile
    record: Record
    said: dict[str, Any]
    actions: tuple[Action, ...]
    order: tuple[int, int, str]

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return datetime.fromisoformat(self.said["at"])

    @property
    def end(self) -> int:
        """Where its record ends in the file, in bytes."""
        return self.record.offset + self.record.length


def run_order(after: int, moment: str) -> tuple[int, int, str]:
    """Return the place of what is no answer among all events.

    Args:
        after: the last capture before it.
        moment: when it was, as notes have it.
    """
    return after, _RUN, moment


def own_file(path: Path, name: str | None = None) -> OwnFile | None:
    """Return what a web-archive file is as one of our own, ``None`` where somebody else made it.

    Args:
        path: the file.
        name: where it lies in an archive's folder of pages, where it does: that tells what it is where the record that
            it begins with is damaged.

    Raises:
        ArchiveError: it cannot be read, or was written by a newer congtin.
    """
    records = read_records(path)
    first = next(records, None)
    if isinstance(first, Damage) and name is not None:
        return _by_its_place(path, name, records)
    if first is None or isinstance(first, Damage) or first.type != "warcinfo":
        return None
    fields = dict(_lines(first.content))
    version, portal, called = fields.get("congtin-log"), fields.get("isPartOf"), first.header("WARC-Filename")
    if version is None or portal is None or called is None or page_file_name(f"{portal}/{called}") is None:
        return None
    if not version.isdecimal() or int(version) > LOG_VERSION:
        raise ArchiveError(f"{path}: was written by a newer congtin (its log has version {version}); update congtin")
    return OwnFile(path, portal, f"{portal}/{called}")


def _by_its_place(path: Path, name: str, records: Iterator[Record | Damage]) -> OwnFile | None:
    """Return a file whose beginning is damaged as one of our own, where its name and the first of its notes say so."""
    if page_file_name(name) is None:
        return None
    readable = next((record for record in records if not isinstance(record, Damage)), None)
    is_own = readable is not None and readable.header(NOTE_HEADER) is not None
    return OwnFile(path, name.partition("/")[0], name) if is_own else None


def _lines(content: bytes) -> Iterator[tuple[str, str]]:
    for line in content.decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()


def events_of(
    files: Iterable[OwnFile], on_damage: Callable[[Damage], None], counts: Mapping[str, int] | None = None
) -> Iterator[Event]:
    """Yield all that files of any number of portals tell, in the order in which it happened.

    Args:
        files: the files; those of one portal are read one after the other, by name.
        on_damage: told of what cannot be read.
        counts: up to which byte a file counts, by its name, where that is not its end
            (:mod:`archive.replay.uncommitted`).

    Raises:
        ArchiveError: a file cannot be read at all.
    """
    ordered = sorted(files, key=lambda file: (file.portal, file.name))
    streams = [
        _of_portal(list(own), on_damage, counts or {}) for _, own in groupby(ordered, key=lambda file: file.portal)
    ]
    return heapq.merge(*streams, key=lambda event: event.order)


def _of_portal(files: list[OwnFile], on_damage: Callable[[Damage], None], counts: Mapping[str, int]) -> Iterator[Event]:
    actions: list[Action] = []
    for file in files:
        end = counts.get(file.name)
        for record in read_records(file.path):
            if end is not None and record.offset >= end:
                break
            if isinstance(record, Damage):
                on_damage(record)
                continue
            try:
                event = _event(file, record, actions)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                reason = f"the note of the record cannot be read: {type(error).__name__}: {error}"
                on_damage(Damage(file.path, record.offset, reason, record.url or None))
                continue
            if event is not None:
                actions = []
                yield event


def _event(file: OwnFile, record: Record, actions: list[Action]) -> Event | None:
    """Return what a record tells, ``None`` where it is none of the log; actions are added to those before it.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: its note is damaged.
    """
    header = record.header(NOTE_HEADER)
    if header is None:
        return None
    note: dict[str, Any] = json.loads(header)
    kind = note.get("event")
    if kind is None:
        order = (int(note["capture"]), _CAPTURE, "")
        return _checked(Event("capture", file, record, note, tuple(actions), order))
    said = json.loads(record.content)
    if kind == "actions":
        actions += [tuple(action) for action in said["actions"]]
        if "after" not in said:  # written before the answer that follows it
            return None
    elif kind not in {"begin", "end"}:
        raise ValueError(f"an event {kind!r} is not known")
    order = run_order(int(said["after"]), said["at"])
    return _checked(Event(kind, file, record, said, tuple(actions), order))


def _checked(event: Event) -> Event:
    """Return an event whose note holds what a replay needs of it; it may come from anybody.

    Raises:
        KeyError, TypeError, ValueError: the note does not.
    """
    said = event.said
    if event.moment.tzinfo is None:
        raise ValueError("its moment has no zone")
    for name in _NUMBERS[event.kind]:
        _check_number(said[name])
    if event.kind == "capture":
        if not isinstance(said["key"], str):
            raise TypeError(f"the key {said['key']!r} is none")
        if said["outcome"] not in _OUTCOMES:
            raise ValueError(f"an outcome {said['outcome']!r} is not known")
        _check_number(said.get("tries", 0))
        _check_number(said["same_as"] if event.record.type == "revisit" else said.get("same_as", 0))
        if not 0 <= said.get("retry_after", 0) <= _MAX_DELAY:
            raise ValueError(f"a delay of {said['retry_after']!r} s is none")
        if not isinstance(said.get("tls", {}), dict):
            raise TypeError(f"what it says of TLS is {said['tls']!r}")
    return event


def _check_number(value: object) -> None:
    """Raise ``ValueError`` unless a value of a note is a whole number that the database can hold."""
    if type(value) is not int or not 0 <= value <= _MAX_NUMBER:
        raise ValueError(f"{value!r} is no number")
