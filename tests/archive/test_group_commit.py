"""Answers that are committed together are each kept whole or not at all, and nobody asks for one twice."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import DATABASE_NAME, writing
from archive.group_commit import MOST_PARTS, Group, group_of
from archive.transactions import transaction
from scraper.errors import ArchiveError
from tests.portals.command import HANGS

FACTS = "INSERT INTO names_to_resolve (name_key) VALUES (?)"


class Pages:
    """What stands for the stored pages of a portal: how many there are, how many are on the disk."""

    def __init__(self) -> None:
        self.count = self.before = self.synced = 0
        self.is_closed = False
        self.size = 1

    def begin_transaction(self) -> None:
        self.before = self.count

    def take_back(self) -> None:
        self.count = self.before

    def written(self) -> int:
        return (self.count - self.before) * self.size

    def sync(self) -> None:
        self.synced = self.count

    def close(self) -> None:
        self.is_closed = True


def kept(folder: Path) -> list[str]:
    """Return what another connection sees."""
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as reader:
        return [name for (name,) in reader.execute("SELECT name_key FROM names_to_resolve ORDER BY name_key")]


def keep(group: Group, connection: sqlite3.Connection, pages: Pages, *names: str) -> None:
    with group.part(pages):
        pages.count += 1
        for name in names:
            connection.execute(FACTS, (name,))


def test_without_an_event_loop_each_is_committed_at_once(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        pages = Pages()
        keep(group_of(db.conn), db.conn, pages, "a")
        assert kept(archive_directory) == ["a"]
        assert pages.synced == 1


@pytest.mark.parametrize("seconds", [HANGS, 0.05], ids=["later", "soon"])
def test_in_an_event_loop_they_are_committed_after_a_while(
    seconds: float, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.group_commit.MOST_SECONDS", seconds)

    async def crawl() -> None:
        with writing(archive_directory) as db:
            pages = Pages()
            for name in "abc":
                keep(group_of(db.conn), db.conn, pages, name)
            if seconds == HANGS:
                assert kept(archive_directory) == []
                assert pages.synced == 0
                return
            while group_of(db.conn).is_open:
                await asyncio.sleep(0.01)
            assert kept(archive_directory) == ["a", "b", "c"]
            assert pages.synced == 3

    asyncio.run(crawl())
    assert kept(archive_directory) == ["a", "b", "c"], "the archive is closed behind what was kept"


def test_one_that_fails_is_undone_alone_and_its_page_cut_off(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        group, pages = group_of(db.conn), Pages()
        with group.held():
            keep(group, db.conn, pages, "a")
            with pytest.raises(sqlite3.IntegrityError):
                keep(group, db.conn, pages, "b", "a")
            keep(group, db.conn, pages, "c")
            assert kept(archive_directory) == []
        assert kept(archive_directory) == ["a", "c"]
        assert pages.count == pages.synced == 2


def test_one_that_fails_first_leaves_nothing_open(archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        group, pages = group_of(db.conn), Pages()
        with pytest.raises(sqlite3.IntegrityError):
            keep(group, db.conn, pages, "a", "a")
        assert not db.conn.in_transaction
        assert pages.count == 0


@pytest.mark.parametrize(("size", "most"), [(1, MOST_PARTS), (16 << 20, 2)], ids=["many", "large"])
def test_a_group_ends_when_it_is_large(size: int, most: int, archive_directory: Path) -> None:
    with writing(archive_directory) as db:
        group, pages = group_of(db.conn), Pages()
        pages.size = size
        with group.held():
            for number in range(most):
                assert kept(archive_directory) == []
                keep(group, db.conn, pages, f"{number:02}")
            assert len(kept(archive_directory)) == most


def test_any_other_transaction_commits_it_before(archive_directory: Path) -> None:
    with writing(archive_directory) as db, group_of(db.conn).held():
        keep(group_of(db.conn), db.conn, Pages(), "a")
        with transaction(db.conn):
            assert kept(archive_directory) == ["a"]


def test_what_is_held_is_kept_whatever_ends_the_block(archive_directory: Path) -> None:
    def stopped(group: Group, connection: sqlite3.Connection) -> None:
        with group.held():
            keep(group, connection, Pages(), "a")
            raise KeyboardInterrupt

    with writing(archive_directory) as db:
        with pytest.raises(KeyboardInterrupt):
            stopped(group_of(db.conn), db.conn)
        assert kept(archive_directory) == ["a"]


def test_where_a_group_cannot_be_committed_its_pages_stay_and_all_are_told(archive_directory: Path) -> None:
    class Full(Pages):
        def sync(self) -> None:
            raise ArchiveError("the disk is full")

    def crawl(group: Group, connection: sqlite3.Connection, members: list[Pages]) -> None:
        with group.held():
            for number, pages in enumerate(members):
                keep(group, connection, pages, str(number))

    with writing(archive_directory) as db:
        members = [Pages(), Full()]
        with pytest.raises(ArchiveError, match="the disk is full"):
            crawl(group_of(db.conn), db.conn, members)
        assert kept(archive_directory) == []
        assert [(pages.count, pages.is_closed) for pages in members] == [(1, True), (1, True)]
        with pytest.raises(ArchiveError, match="the disk is full; the next crawl takes in the stored pages"):
            keep(group_of(db.conn), db.conn, Pages(), "c")
        with transaction(db.conn):
            db.conn.execute(FACTS, ("others go on",))
