"""What a run touches is noted, whatever statement does it; what another program does is not."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.manifests.covered import BY_STEPS, NEVER, covered_tables
from tests.archive.sealed import copy_of, other_hand

PORTAL = "INSERT {how} INTO portals (id, name, url) VALUES ('gio', '{name}', 'u') {then}"


def noted(connection: sqlite3.Connection) -> set[tuple[str, object]]:
    return set(connection.execute("SELECT kind, key FROM unsealed"))


@pytest.mark.parametrize(
    "statement",
    [
        PORTAL.format(how="", name="a", then=""),
        PORTAL.format(how="OR IGNORE", name="a", then=""),
        PORTAL.format(how="OR REPLACE", name="a", then=""),
        PORTAL.format(how="", name="a", then="ON CONFLICT (id) DO UPDATE SET name = excluded.name"),
    ],
)
def test_every_kind_of_insert_notes_a_unit_once_and_again(archive_directory: Path, statement: str) -> None:
    with writing(archive_directory) as db:
        db.conn.execute(statement)
        assert noted(db.conn) == {("portal", "gio")}
        for name in ("b", "c"):  # noted already: an upsert is not to fail for it
            db.conn.execute(
                PORTAL.format(how="", name=name, then="ON CONFLICT (id) DO UPDATE SET name = excluded.name")
            )
            db.conn.execute(PORTAL.format(how="OR REPLACE", name=name, then=""))
        assert noted(db.conn) == {("portal", "gio")}
    with writing(archive_directory) as db:
        assert noted(db.conn) == set()
        db.conn.execute("UPDATE portals SET name = 'd'")
        assert noted(db.conn) == {("portal", "gio")}
    with writing(archive_directory) as db:
        db.conn.execute("DELETE FROM portals")
        assert noted(db.conn) == {("portal", "gio")}


def test_a_note_goes_with_the_transaction_that_made_it(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        with pytest.raises(RuntimeError), transaction(db.conn):
            db.conn.execute(PORTAL.format(how="", name="a", then=""))
            raise RuntimeError
        assert noted(db.conn) == set()


def test_a_row_that_changes_its_owner_notes_both(sealed: Path, tmp_path: Path) -> None:
    with writing(copy_of(sealed, tmp_path / "archive")) as db:
        one, other = (row[0] for row in db.execute("SELECT id FROM articles ORDER BY id LIMIT 2"))
        db.conn.execute(
            "UPDATE captions SET article = ?, position = 77 WHERE article = ? AND position = 90", (other, one)
        )
        assert noted(db.conn) == {("parts", one), ("parts", other)}


def test_every_row_of_every_table_is_noted_when_it_changes_or_goes(sealed: Path, tmp_path: Path) -> None:
    """Rows of a list stand or fall together: that a row in its middle goes alone is nothing that congtin does."""
    with writing(copy_of(sealed, tmp_path / "archive")) as db:
        db.conn.execute("PRAGMA foreign_keys = OFF")
        for kind, table in covered_tables():
            if kind in BY_STEPS:
                continue
            owner = table.owner.format(row="t")
            column = next(
                row[1] for row in db.execute(f"PRAGMA table_info({table.name})") if row[1] not in table.without
            )
            owners = {(kind, key) for (key,) in db.execute(f"SELECT DISTINCT {owner} FROM {table.name} t")}
            db.conn.execute(f"UPDATE {table.name} SET {column} = {column}")
            assert noted(db.conn) == owners, table.name
            db.conn.execute("DELETE FROM unsealed")
            if table.comes_with != NEVER and kind != "officials":
                stands_for_all = table.comes_with.format(row="t") or "true"
                first = {
                    (kind, key)
                    for (key,) in db.execute(f"SELECT DISTINCT {owner} FROM {table.name} t WHERE {stands_for_all}")
                }
                with pytest.raises(RuntimeError), transaction(db.conn):
                    db.conn.execute(f"DELETE FROM {table.name}")
                    assert noted(db.conn) >= first, table.name
                    raise RuntimeError
        db.conn.execute("DELETE FROM unsealed")


def test_sealing_the_size_of_a_file_is_no_news_of_it(sealed: Path, tmp_path: Path) -> None:
    with writing(copy_of(sealed, tmp_path / "archive")) as db:
        db.conn.execute("UPDATE warc_files SET sealed = sealed")
        assert noted(db.conn) == set()


def test_what_another_program_does_is_not_noted(sealed: Path, tmp_path: Path) -> None:
    archive = copy_of(sealed, tmp_path / "archive")
    with other_hand(archive) as connection:
        connection.execute("UPDATE articles SET title = 'khác'")
        assert noted(connection) == set()
