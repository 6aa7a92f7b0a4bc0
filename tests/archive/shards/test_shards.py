"""Portals crawled in shards: the archive is the one that a plain crawl makes, and each shard comes home once."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from archive import database
from archive.database import opened, writing
from archive.layout import SHARDS_NAME
from archive.manifests.covered import NOT_COVERED, UNITS
from archive.shards import Seeder, load_shard, loading, shards_of
from archive.shards.shard import Shard
from archive.shards.tables import STAYS, TAKEN
from scraper.errors import ArchiveError
from tests.portals.command import HANGS, books_balance, congtin, crawl, one, rows, tables
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

VISITS = [f"2026-11-{day:02}T08:00:00+07:00" for day in (2, 3, 4)]
EDITED, REMOVED = 2, 5
# Numbers and moments that differ from run to run, and with them ids that are made of moments.
_NUMBERS = frozenset({"capture", "crawl", "sitemap_crawl", "revision"})
_OF_A_MOMENT = {"revisions", "former_readings", "problems"}


def crawl_in_shards(archive: Path, *words: str, now: str | None = None) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.archive.shards.sharded", archive, *words],
        env=os.environ | ({"CONGTIN_NOW": now} if now else {}),
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stderr


def contents(archive: Path) -> dict[str, list[str]]:
    """What an archive says of portals, without when in the hour and under which number."""
    found = {}
    for name, lines in tables(archive, _NUMBERS).items():
        if name not in {"unit_data", "unsealed"}:
            plain = (re.sub(r"T\d\d:\d\d:\d\d\+00:00", "", line) for line in lines)
            found[name] = sorted(re.sub(r"^\(\d+, ", "(", line) if name in _OF_A_MOMENT else line for line in plain)
    return found


def test_every_table_is_taken_along_or_stays() -> None:
    known = {table.name for tables in UNITS.values() for table in tables} | set(NOT_COVERED)
    assert {taken.table for taken in TAKEN} | STAYS == known
    assert not {taken.table for taken in TAKEN} & STAYS
    sealed = {table.name: kind for kind, tables in UNITS.items() for table in tables}
    for taken in TAKEN:
        if not taken.added_only and taken.kind and taken.table in sealed:
            assert taken.kind == sealed[taken.table]


@pytest.mark.long
def test_the_archive_is_that_of_a_plain_crawl(tmp_path: Path) -> None:
    plain, sharded = tmp_path / "plain", tmp_path / "sharded"
    town = Town.of(12)
    with LoopbackPortal() as portal:
        for number, now in enumerate(VISITS):
            if number == 1:
                town.stories[EDITED].extra = "Ông Nguyễn Văn Mười, Bí thư Thị ủy, phát biểu kết luận."
            portal.pages = town.pages(portal.url.rstrip("/"))
            if number >= 1:
                del portal.pages[town.stories[REMOVED].path]
            for crawled in (plain, sharded):
                portal._counts.clear()
                if crawled is plain:
                    assert crawl(portal.url, plain, now=now).returncode == 0
                else:
                    crawl_in_shards(sharded, portal.url, now=now)
            assert contents(sharded) == contents(plain)
            books_balance(sharded)
    assert one(sharded, "SELECT count(*) FROM warc_files") == 1
    done = congtin("verify", "--archive", sharded)
    assert done.returncode == 0, done.stdout
    before = contents(sharded)
    done = congtin("rebuild", "--archive", sharded)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: contents(sharded)[name] for name in ("articles", "revisions", "mentions")} == {
        name: before[name] for name in ("articles", "revisions", "mentions")
    }
    assert congtin("reextract", "--archive", sharded, "--all", "--jobs", "1").returncode == 0


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose crawl in shards was never brought home: two portals of eight articles."""
    archive = tmp_path_factory.mktemp("left") / "archive"
    with LoopbackPortal(host="127.0.0.2") as one_portal, LoopbackPortal(host="127.0.0.3") as other:
        for portal in (one_portal, other):
            portal.pages = Town.of(8).pages(portal.url.rstrip("/"))
        crawl_in_shards(archive, one_portal.url, other.url, "--leave")
    return archive


@pytest.fixture
def archive(left_behind: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(left_behind, tmp_path / "archive"))


@contextmanager
def the_archive(archive: Path) -> Iterator[database.Database]:
    """The archive as a run has it that brings shards home by itself."""
    with database.locked(archive), opened(archive) as db:
        yield db


def counts(archive: Path) -> tuple[int, ...]:
    return tuple(one(archive, f"SELECT count(*) FROM {name}") for name in ("articles", "revisions", "captures"))


def test_what_a_stopped_crawl_has_left_comes_home_with_the_next_command_that_writes(archive: Path) -> None:
    assert counts(archive) == (0, 0, 0)
    with writing(archive):
        pass
    assert counts(archive)[:2] == (16, 16)
    assert shards_of(archive) == []
    done = congtin("verify", "--archive", archive)
    assert done.returncode == 0, done.stdout


def test_a_shard_that_is_loaded_twice_changes_nothing(archive: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(archive / SHARDS_NAME, tmp_path / "copy")
    with writing(archive):
        pass
    before, pages = contents(archive), [path.read_bytes() for path in sorted((archive / "pages").glob("*/*"))]
    shutil.copytree(copy, archive / SHARDS_NAME, dirs_exist_ok=True)
    with the_archive(archive) as db:
        assert [load_shard(db, archive, shard).is_new for shard in shards_of(archive)] == [False, False]
    assert contents(archive) == before
    assert [path.read_bytes() for path in sorted((archive / "pages").glob("*/*"))] == pages
    assert rows(archive, "SELECT * FROM unsealed") == []


@pytest.mark.parametrize("moment", ["_take_rows", "judge_again"])
def test_a_load_that_was_killed_goes_on(archive: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loading, moment, killed)
        with pytest.raises(KeyboardInterrupt), writing(archive):
            pass
    assert counts(archive) == (0, 0, 0)
    with writing(archive):
        pass
    assert counts(archive)[:2] == (16, 16)
    assert congtin("verify", "--archive", archive).returncode == 0


def test_a_shard_that_was_loaded_and_not_removed_is_only_removed(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Shard, "remove", lambda shard: None)
        with writing(archive):
            pass
    before = counts(archive)
    with writing(archive):
        pass
    assert counts(archive) == before
    assert shards_of(archive) == []


def test_a_shard_of_another_state_of_the_archive_is_refused_and_stays(archive: Path) -> None:
    first, _ = shards_of(archive)
    with closing(sqlite3.connect(archive / "archive.db")) as connection, connection:
        connection.execute("INSERT INTO portals (id, name, url) VALUES (?, '', '')", first.portals)
        connection.execute(
            "INSERT INTO warc_files (name, portal, size) VALUES (? || '/x.warc.gz', ?, 7)", first.portals * 2
        )
    with pytest.raises(ArchiveError, match="another state of this archive"), writing(archive):
        pass
    assert first in shards_of(archive)


def test_a_shard_that_is_written_to_is_refused(archive: Path) -> None:
    first, _ = shards_of(archive)
    with database.locked(first.directory), pytest.raises(ArchiveError, match="another congtin"), writing(archive):
        pass


def test_a_folder_without_a_note_was_never_begun(archive: Path) -> None:
    first, second = shards_of(archive)
    (first.directory / "shard.json").unlink()
    assert shards_of(archive) == [second]
    assert not first.directory.exists()


def test_numbers_of_shards_never_meet(archive: Path) -> None:
    with the_archive(archive) as db:
        seeder = Seeder(db, archive)
        begun = [seeder.begin(["a.example.vn", "b.example.vn"]), seeder.begin(["c.example.vn"])]
        seeder.close()
    ranges = [(shard.after, shard.after + (len(shard.portals) << 20)) for shard in shards_of(archive)]
    assert all(end <= start for (_, end), (start, _) in pairwise(ranges))
    assert all(shard in shards_of(archive) for shard in begun)
