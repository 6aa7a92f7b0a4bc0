"""The file of runs, ``logs/runs.jsonl``: a line of JSON a run, in the order of their ends."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from archive.on_disk import sync

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LOGS_NAME = "logs"
RUNS_NAME = "runs.jsonl"
# A line of one portal has about 400 bytes: 10,000 runs at least are kept, of many portals at a time some thousand.
_MOST_BYTES = 4 << 20
_KEPT = 1  # files of older lines beside the present one

_COLUMNS = ("command", "schedule", "started", "finished", "outcome", "exit_code", "version", "note", "log")


@dataclass(slots=True)
class RunLine:
    """One run of a command.

    Attributes:
        command: the words that started it, without the paths of this machine.
        schedule: name of the schedule, ``None`` where it was started by hand.
        started, finished: moments, UTC; ``finished`` is ``None`` while it runs, and where it was interrupted.
        outcome: ``ok``, ``suspect``, ``incomplete`` or ``failed``; ``None`` while it runs.
        exit_code: what it ended with.
        version: of congtin.
        note: what people should know of it, on one line.
        log: the log of its schedule, relative to the archive's folder.
        crawls: ids of the crawls that it began or went on with.
        number: its row in ``runs``, ``None`` where it has none.
    """

    command: str
    schedule: str | None
    started: str
    version: str
    finished: str | None = None
    outcome: str | None = None
    exit_code: int | None = None
    note: str | None = None
    log: str | None = None
    crawls: list[int] = field(default_factory=list)
    number: int | None = None


def append_line(directory: Path, line: RunLine) -> None:
    """Add the line of a run; where the file has grown large, it becomes the older one, in the place of the last.

    Raises:
        OSError: it cannot be written.
    """
    path = directory / LOGS_NAME / RUNS_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > _MOST_BYTES:
        path.replace(_older(path))
    with path.open("ab") as file:
        if file.tell() and not _ends_a_line(path):  # what a full disk or a failure of the power left of the last one
            file.write(b"\n")
        file.write(json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n")
    sync(path)


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def _older(path: Path) -> Path:
    return path.with_name(f"{path.stem}.{_KEPT}{path.suffix}")


def read_lines(directory: Path) -> Iterator[RunLine]:
    """Yield every run that the files tell of, the older ones first; a line that is none is passed over."""
    path = directory / LOGS_NAME / RUNS_NAME
    for file in (_older(path), path):
        try:
            lines = file.read_bytes().split(b"\n")
        except OSError:  # there is none
            continue
        for line in lines:
            found = _run_line(line)
            if found is not None:
                yield found


def _run_line(line: bytes) -> RunLine | None:
    try:
        found: Any = json.loads(line)
        made = RunLine(**found)
    except (ValueError, TypeError):
        return None
    texts = (made.command, made.started, made.version)
    return made if all(isinstance(value, str) for value in texts) and isinstance(made.crawls, list) else None


def insert(connection: sqlite3.Connection, line: RunLine) -> int:
    """Insert the row of a run and return its number: the line's own, or the next one where it has none."""
    values: list[Any] = [line.number, *(getattr(line, name) for name in _COLUMNS)]
    cursor = connection.execute(
        f"INSERT INTO runs (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)})",  # nosec B608 # noqa: S608  names are ours
        values,
    )
    return int(cursor.lastrowid or 0)


def update(connection: sqlite3.Connection, line: RunLine) -> None:
    """Bring the row of a run up to its line."""
    values: list[Any] = [*(getattr(line, name) for name in _COLUMNS), line.number]
    connection.execute(
        f"UPDATE runs SET {', '.join(f'{name} = ?' for name in _COLUMNS)} WHERE id = ?",  # nosec B608 # noqa: S608  names are ours
        values,
    )


def note_crawls(connection: sqlite3.Connection, number: int, crawls: Sequence[int]) -> None:
    """Note which crawls a run made, of those that the database has."""
    connection.executemany(
        "INSERT OR IGNORE INTO run_crawls (run, crawl) SELECT ?, id FROM crawls WHERE id = ?",
        [(number, crawl) for crawl in crawls],
    )


def refill(connection: sqlite3.Connection, directory: Path) -> int:
    """Fill the tables of runs, empty in a database that was made anew, from the lines; returns how many there are.

    Two lines with one number (the archive was put back to an earlier state in between) are two runs: the later one
    gets the next free number.

    Args:
        connection: the new database, in a transaction.
        directory: the archive's folder.
    """
    used: set[int] = set()
    later = []
    for line in read_lines(directory):
        if line.number is None or line.number in used:
            later.append(line)
            continue
        used.add(line.number)
        note_crawls(connection, insert(connection, line), line.crawls)
    for line in later:
        line.number = None
        note_crawls(connection, insert(connection, line), line.crawls)
    return len(used) + len(later)
