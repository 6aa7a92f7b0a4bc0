"""The rows of an archive against what its manifests say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.manifests.chain import all_seals, lines_of, path_of
from archive.manifests.covered import UNITS, covered_tables
from archive.manifests.rows import Rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from archive.manifests.rows import Unit

_AT_ONCE = 10_000  # lines of manifests that are taken in together


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit that is not as its newest manifest has it.

    Attributes:
        kind: of which kind the unit is (:data:`archive.manifests.covered.UNITS`).
        key: its key.
        manifest: the number of the manifest that sealed it last, ``None`` where none does.
        offset: where its line begins in that manifest.
        now: the unit as it stands, ``None`` where no row of it is left.
    """

    kind: str
    key: Any
    manifest: int | None
    offset: int
    now: Unit | None


def take_in_seals(connection: sqlite3.Connection, directory: Path) -> list[tuple[int, int]]:
    """Note what each unit's newest manifest says of it in the temporary table ``seals``.

    Returns:
        Number and line of everything that cannot be read as a line of a manifest. Files that cannot be read at all are
        passed over: whoever checks the chain tells of them.
    """
    connection.execute("DROP TABLE IF EXISTS temp.seals")
    connection.execute(
        "CREATE TEMP TABLE seals (kind TEXT NOT NULL, key NOT NULL, manifest INTEGER NOT NULL, "
        "offset INTEGER NOT NULL, sha256 TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID"
    )
    unreadable: list[tuple[int, int]] = []
    batch: list[tuple[Any, ...]] = []
    for seal in all_seals(connection):
        try:
            for number, offset, line in lines_of(path_of(directory, seal)):
                if line is None:
                    unreadable.append((seal.number, number))
                elif "unit" in line:
                    kind = _readable(str(line["unit"]))
                    batch.append((kind, _plain(line.get("key")), seal.number, offset, _digest(line)))
                if len(batch) >= _AT_ONCE:
                    _keep(connection, batch)
        except OSError:
            continue
    _keep(connection, batch)
    return unreadable


def _keep(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> None:
    connection.executemany("INSERT OR REPLACE INTO temp.seals VALUES (?, ?, ?, ?, ?)", batch)
    batch.clear()


def _plain(key: Any) -> Any:
    """Return a key as SQLite takes it, whatever a damaged manifest has in its place."""
    return key if type(key) is int and abs(key) < 1 << 63 else _readable(str(key))


def _readable(text: str) -> str:
    """Return a text that SQLite takes: bytes of a damaged manifest that are no UTF-8 are written out."""
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(line: dict[str, Any]) -> str | None:
    return None if line.get("gone") is True else _readable(str(line.get("sha256")))


def differences(
    connection: sqlite3.Connection,
    advance: Callable[[int], None] | None = None,
    kinds: Collection[str] = UNITS.keys(),
) -> Iterator[Difference]:
    """Yield every unit that differs from its seal, or has none, except those noted as unsealed.

    Args:
        connection: the archive, after :func:`take_in_seals`, inside :func:`archive.manifests.rows.as_it_is_stored`.
        advance: told how many units have been looked at since it was told last.
        kinds: the kinds of units that are looked at.
    """
    rows = Rows(connection)
    for kind in filter(kinds.__contains__, UNITS):
        cursor = connection.execute(
            "SELECT s.key, s.manifest, s.offset, s.sha256 FROM temp.seals s WHERE s.kind = ? AND NOT EXISTS "
            "(SELECT 1 FROM main.unsealed u WHERE u.kind = s.kind AND u.key = s.key) ORDER BY s.key",
            (kind,),
        )
        for count, (key, manifest, offset, sha256) in enumerate(cursor, 1):
            unit = rows.unit(kind, key)
            if (unit.sha256 if unit is not None else None) != sha256:
                yield Difference(kind, key, manifest, offset, unit)
            if advance is not None and count % 500 == 0:
                advance(500)
    yield from _without_seal(connection, rows, kinds)


def _without_seal(connection: sqlite3.Connection, rows: Rows, kinds: Collection[str]) -> Iterator[Difference]:
    """Yield the units that have rows, though no manifest names them and no run has noted that it wrote them."""
    existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")} | {"sqlite_schema"}
    told: set[tuple[str, Any]] = set()
    for kind, table in covered_tables():
        if kind not in kinds or table.name not in existing:
            continue
        owner = table.owner.format(row="t")
        # The plus takes the column's type away, so that keys are compared as they are, along the index.
        unsealed = (
            f"SELECT DISTINCT {owner} FROM main.{table.name} t WHERE {owner} IS NOT NULL AND NOT EXISTS "  # nosec B608 # noqa: S608
            f"(SELECT 1 FROM temp.seals s WHERE s.kind = ? AND s.key = +{owner}) AND NOT EXISTS "
            f"(SELECT 1 FROM main.unsealed u WHERE u.kind = ? AND u.key = +{owner})"
        )
        for (key,) in connection.execute(unsealed, (kind, kind)):
            if (kind, key) not in told and not _is_of_sqlite(kind, key):
                told.add((kind, key))
                yield Difference(kind, key, None, 0, rows.unit(kind, key))


def _is_of_sqlite(kind: str, key: Any) -> bool:
    """Tell whether it is a table that SQLite keeps for itself: ANALYZE makes ``sqlite_stat1``."""
    return kind == "schema" and str(key).startswith("sqlite_stat")
