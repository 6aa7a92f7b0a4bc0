"""How posts are spelt is kept by triggers, whatever is written to titles, and is what a rebuild would make."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.migrations import spellings
from archive.verify.counts import check_counts
from tests.archive.sealed import copy_of

_WORDS = ("canonical", "organization_full", "text", "organization", "unit", "post_id")


@pytest.fixture
def connection(sealed: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of an archive with rows in every table, open for writing."""
    with writing(copy_of(sealed, tmp_path / "archive")) as db:
        db.conn.execute("PRAGMA foreign_keys = OFF")
        yield db.conn


def spelt(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT total(titles) FROM post_spellings").fetchone()[0])


@pytest.mark.parametrize("seed", range(3))
def test_spellings_follow_what_is_written(connection: sqlite3.Connection, seed: int) -> None:
    chance = random.Random(seed)
    assert spelt(connection) > 0
    for step in range(40):
        with transaction(connection):
            column = chance.choice(_WORDS)
            value = chance.choice((None, "Bí thư", "Thị ủy")) if column not in ("text", "post_id") else step % 3
            connection.execute(f"UPDATE titles SET {column} = ? WHERE rowid % 3 = ?", (value, step % 3))
            connection.execute("UPDATE titles SET day = '2020-01-01'")  # says nothing of how they are spelt
            if chance.random() < 0.3:
                connection.execute("DELETE FROM titles WHERE rowid % 5 = ?", (chance.randrange(5),))
        assert list(check_counts(connection)) == []
        assert spelt(connection) == connection.execute("SELECT count(*) FROM titles").fetchone()[0]


def test_an_older_archive_is_counted_when_it_is_brought_up_to_date(connection: sqlite3.Connection) -> None:
    before = spelt(connection)
    with transaction(connection):
        for name in spellings.TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP TABLE post_spellings")
        connection.execute("DROP INDEX titles_post_id")
        connection.execute("CREATE INDEX titles_words ON titles (post_id, canonical)")
        spellings.m036_spellings(connection)  # type: ignore[arg-type]  # of a database it asks for ``execute`` alone
    assert spelt(connection) == before
    assert list(check_counts(connection)) == []
