"""The gazetteer in the archive: the units of :mod:`scraper.units` as rows, brought up to date with the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.manifests.touched import note_all
from scraper.clock import now, timestamp
from scraper.units import COMMUNE, DISTRICT, PROVINCE, gazetteer, shipped_version

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from scraper.units import Unit

_COLUMNS = ("id", "code", "name", "kind", "level", "parent", "province", "valid_from", "valid_to", "basis")
_KINDS = ("units", "unit_data")  # what is sealed of it (archive.manifests.covered)


def units_are_current(connection: sqlite3.Connection) -> bool:
    """Tell whether the archive has the units of the data at hand."""
    row = connection.execute("SELECT 1 FROM unit_data WHERE version = ?", (shipped_version(),)).fetchone()
    return row is not None


def bring_units_up_to_date(connection: sqlite3.Connection) -> None:
    """Write the units of the data at hand, in the caller's transaction; all of them are sealed anew.

    To be called before :func:`archive.manifests.touched.note_what_is_touched`: noting each of thirty thousand rows by
    a trigger takes longer than writing them. Units are changed and added, never deleted: rows of articles refer to
    them, and ids last (see ``scraper/units``).
    """
    units = list(gazetteer())
    note_all(connection, _KINDS)  # what is there before, for it may go
    insert = f"INSERT INTO units ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # nosec B608 # noqa: S608
    # A new archive has none, and without the clause it takes half the time.
    if connection.execute("SELECT 1 FROM units LIMIT 1").fetchone():
        insert += " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])  # nosec B608 # names of our columns
    connection.executemany(insert, _rows(units))
    connection.execute("DELETE FROM unit_successors")
    pairs = sorted((unit.id, successor) for unit in units for successor in unit.successors)
    connection.executemany("INSERT INTO unit_successors (unit, successor) VALUES (?, ?)", pairs)
    connection.execute("DELETE FROM unit_data")
    connection.execute(
        "INSERT INTO unit_data (version, read_at) VALUES (?, ?)", (gazetteer().version, timestamp(now()))
    )
    note_all(connection, _KINDS)


def _rows(units: Iterable[Unit]) -> Iterator[tuple[str | None, ...]]:
    """Yield a row a unit, what is above first: rows refer to it."""
    by_level: dict[str, list[Unit]] = {PROVINCE: [], DISTRICT: [], COMMUNE: []}
    for unit in units:
        by_level[unit.level].append(unit)
    province: dict[str, str] = {}
    for level in by_level.values():
        for unit in sorted(level):  # in the order of the ids, the table's own
            province[unit.id] = province[unit.parent] if unit.parent else unit.id
            yield (unit.id, unit.code, unit.full_name, unit.kind, unit.level, unit.parent, province[unit.id],
                   unit.valid_from, unit.valid_to, unit.basis)  # fmt: skip
