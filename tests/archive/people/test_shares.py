"""How many names have a word is kept from run to run, and is what counting all names gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive.database import transaction
from archive.mentions import delete_officials
from archive.people import resolver
from archive.people.rarity import NameShares
from archive.people.shares import shares_of_names
from tests.archive.people.worlds import COMMON, RARE, Named, load, resolve

NAMES = [COMMON, RARE, "Nguyễn Văn Tý", "Hòa"]


@pytest.fixture
def statements(db: Database) -> Iterator[list[str]]:
    """What the connection is asked from now on."""
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    yield asked
    db.conn.set_trace_callback(None)


def counted(db: Database) -> NameShares:
    """The shares of all names that are mentioned, counted anew."""
    shares = NameShares()
    shares.count(row[0] for row in db.execute("SELECT DISTINCT name_key FROM mentions"))
    return shares


def kept(db: Database) -> NameShares:
    """The shares that are kept, as a run that has nothing noted finds them."""
    with transaction(db.conn):
        return shares_of_names(db.conn)


def test_names_that_come_and_go_are_counted_as_they_stand(db: Database, archive_directory: Path) -> None:
    for number, name in enumerate(NAMES):
        resolve(db, archive_directory, [Named(str(number), "2021-01-01", (), "gio", name)])
        assert kept(db) == counted(db)
    assert kept(db).names == 3, "a name of one word says nothing"
    with transaction(db.conn):
        for (article,) in db.execute("SELECT id FROM articles WHERE url LIKE '%/2.html'").fetchall():
            delete_officials(db.conn, article)
    resolve(db, archive_directory, [])
    assert kept(db) == counted(db)
    assert db.execute("SELECT names FROM name_words WHERE word = 'tý'").fetchall() == []


def test_all_mentions_are_gone_through_for_names_once(
    db: Database, archive_directory: Path, statements: list[str]
) -> None:
    walk = "SELECT DISTINCT name_key FROM mentions"
    resolve(db, archive_directory, [Named("1", "2021-01-01", ())])
    assert walk in statements
    statements.clear()
    resolve(db, archive_directory, [Named("2", "2021-01-01", (), "gio", RARE)])
    assert "SELECT place, word, names FROM name_words" in statements
    assert walk not in statements


def test_everything_anew_counts_all_names_whatever_has_been_counted(db: Database, archive_directory: Path) -> None:
    resolve(db, archive_directory, [Named("1", "2021-01-01", ())])
    db.conn.execute("INSERT INTO counted_names VALUES ('lò văn a')")
    db.conn.execute("UPDATE name_words SET names = 9")
    with transaction(db.conn):
        assert shares_of_names(db.conn, anew=True) == counted(db)
    assert kept(db) == counted(db)


def test_a_name_that_comes_while_others_are_resolved_is_counted(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may load articles between two transactions; its names are resolved, and no longer noted."""
    blocks = resolver._blocks

    def late(*arguments: Any) -> Iterator[Any]:
        load(db, [Named("late", "2021-01-01", (), "gio", RARE)])
        yield from blocks(*arguments)

    monkeypatch.setattr(resolver, "_blocks", late)
    resolve(db, archive_directory, [Named("1", "2021-01-01", ())])
    assert db.execute("SELECT count(*) FROM names_to_resolve").fetchone() == (0,)
    monkeypatch.undo()
    assert kept(db) == counted(db)
    assert kept(db).names == 2
