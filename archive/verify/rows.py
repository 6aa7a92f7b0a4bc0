"""The rows against the newest manifest that names them: what differs, in which column, what is missing or too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.layout import MANIFESTS_NAME
from archive.manifests.chain import all_seals, line_at, name_of, path_of
from archive.manifests.compare import differences
from archive.manifests.covered import UNITS
from archive.manifests.rows import ROW_BYTES, Rows, marks_of
from archive.verify.finding import Finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from archive.manifests.compare import Difference
    from archive.manifests.covered import Table


def check_rows(
    connection: sqlite3.Connection, directory: Path, advance: Callable[[int], None] | None = None
) -> Iterator[Finding]:
    """Yield the rows that are not as they were sealed.

    Args:
        connection: the archive, after :func:`archive.manifests.compare.take_in_seals`, inside
            :func:`archive.manifests.rows.as_it_is_stored`.
        directory: its folder.
        advance: told how many units have been looked at since it was told last.
    """
    rows = Rows(connection)
    newest_missing = max(
        (seal.number for seal in all_seals(connection) if not path_of(directory, seal).exists()), default=0
    )
    untold = 0
    for difference in differences(connection, advance):
        if (difference.manifest or 0) < newest_missing:  # the manifest that is missing may have it as it stands
            untold += 1
        else:
            yield from _located(rows, directory, difference)
    if untold:
        yield Finding(
            "rows",
            f"rows of {untold} units are in no manifest, or otherwise: whether they are as they were written cannot be "
            f"told without {MANIFESTS_NAME}/{name_of(newest_missing)} and others that are missing",
            f"{MANIFESTS_NAME}/{name_of(newest_missing)}",
        )


def _located(rows: Rows, directory: Path, difference: Difference) -> Iterator[Finding]:
    """Yield what differs in a unit, row by row; the unit itself where its marks do not show it."""
    before = _sealed_marks(directory, difference)
    now = difference.now.marks if difference.now is not None else {}
    told = 0
    for table in UNITS[difference.kind]:
        places = list(_places(before.get(table.name, []), now.get(table.name, [])))
        keys = rows.keys(table, difference.key) if places else []
        for place in places:
            told += 1
            yield _finding(keys, rows, table, difference, place)
    if not told:
        table = UNITS[difference.kind][0]
        names = ", ".join(one.name for one in UNITS[difference.kind])
        yield Finding(
            "rows",
            f"{names}: rows of {difference.kind} {difference.key} are not those that {_sealed_by(difference)} holds",
            table=table.name,
            key={difference.kind: difference.key},
        )


def _sealed_by(difference: Difference) -> str:
    return f"{MANIFESTS_NAME}/{name_of(difference.manifest or 0)}"


def _sealed_marks(directory: Path, difference: Difference) -> dict[str, list[str]]:
    """Return the marks of a unit's newest manifest by table, none where it has none or cannot be read."""
    if difference.manifest is None:
        return {}
    try:
        line = line_at(directory / MANIFESTS_NAME / name_of(difference.manifest), difference.offset)
    except OSError:
        return {}
    found = (line or {}).get("rows", {})
    if not isinstance(found, dict):
        return {}
    return {name: [str(mark) for mark in marks] for name, marks in found.items() if isinstance(marks, list)}


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that differs: its place among those sealed and among those there are, and both marks."""

    before: int | None
    now: int | None
    mark_before: str = ""
    mark_now: str = ""


def _places(before: Sequence[str], now: Sequence[str]) -> Iterator[_Place]:
    """Yield the rows that differ, both lists in the order of the key; what stands alike at both ends is left aside."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(before), len(now)) - start and before[-1 - end] == now[-1 - end]:
        end += 1
    for offset in range(max(len(before), len(now)) - end - start):
        place = start + offset
        is_before, is_now = place < len(before) - end, place < len(now) - end
        if is_before and is_now and before[place] == now[place]:
            continue
        yield _Place(
            place if is_before else None,
            place if is_now else None,
            before[place] if is_before else "",
            now[place] if is_now else "",
        )


def _finding(
    keys: Sequence[dict[str, Any]], rows: Rows, table: Table, difference: Difference, place: _Place
) -> Finding:
    if place.now is None or place.now >= len(keys):
        key: dict[str, Any] = {difference.kind: difference.key}
        where = f"row {(place.before or 0) + 1} of {difference.kind} {difference.key}, in the order of its key,"
        sentence = f"{table.name}: {where} is missing; {_sealed_by(difference)} holds it"
        return Finding("rows", sentence, table=table.name, key=key)
    key = keys[place.now] or {difference.kind: difference.key}
    named = f"{table.name}: the row {_words(key)}"
    if place.before is None:
        sentence = f"{named} was added by another hand: no manifest holds it, and no run has noted that it wrote it"
        return Finding("rows", sentence, table=table.name, key=key)
    columns = _columns(rows.columns(table), place)
    of = f" (column {', '.join(columns)})" if columns else ""
    sentence = f"{named} is not as it was written{of}: {_sealed_by(difference)} holds another"
    return Finding("rows", sentence, table=table.name, key=key, columns=columns)


def _words(key: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in key.items())


def _columns(names: Sequence[str], place: _Place) -> tuple[str, ...]:
    """Return the columns whose bytes in the two marks differ; a column that came later has no byte in the older one."""
    try:
        before, now = (marks_of(mark)[ROW_BYTES:] for mark in (place.mark_before, place.mark_now))
    except ValueError:
        return ()
    return tuple(
        name
        for number, name in enumerate(names)
        if (before[number] if number < len(before) else 0) != (now[number] if number < len(now) else 0)
    )
