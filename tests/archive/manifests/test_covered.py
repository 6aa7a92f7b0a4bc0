"""Every table is sealed, or it is said why not."""

from __future__ import annotations

from pathlib import Path

from archive.database import reading, writing
from archive.manifests.covered import BY_STEPS, NOT_COVERED, UNITS, covered_tables, is_left_out
from archive.manifests.rows import Rows


def test_every_table_of_the_schema_is_covered_or_left_out_for_a_reason(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        existing = set(db.table_names())
    covered = {table.name for _, table in covered_tables()} - {"sqlite_schema"}
    assert {name for name in existing if name not in covered and not is_left_out(name)} == set()
    assert covered - existing == set()
    assert covered & set(NOT_COVERED) == set()
    assert set(NOT_COVERED) - existing == set()


def test_the_rows_of_a_unit_are_those_whose_owner_it_is(sealed: Path) -> None:
    with reading(sealed) as db:
        for _, table in covered_tables():
            owner = table.owner.format(row="t")
            for key, count in db.execute(f"SELECT {owner}, count(*) FROM {table.name} t GROUP BY 1").fetchall():
                found = db.execute(f"SELECT count(*) FROM {table.name} WHERE {table.where}", [key]).fetchone()
                assert found == (count,), (table.name, key)


def test_the_rows_of_a_unit_are_found_along_an_index(sealed: Path) -> None:
    """Else sealing a visit would cost what the archive holds, not what the visit brought."""
    with reading(sealed) as db:
        rows = Rows(db.conn)
        scanned = {
            (kind, step[3])
            for kind in UNITS.keys() - set(BY_STEPS)
            for table in UNITS[kind]
            for step in db.execute(f"EXPLAIN QUERY PLAN {rows.query(table)}", [1]).fetchall()
            if "SCAN" in step[3]
        }
    assert scanned == set()
