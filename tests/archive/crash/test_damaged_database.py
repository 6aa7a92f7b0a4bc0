"""A database that was damaged: told in a sentence with what to do, and what it says to do mends it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from archive.database import reading, writing
from archive.quick_check import damage_of
from archive.troubles import trouble_with
from tests.archive.crash.killing import run, seeded, times
from tests.archive.replay.archives import differences
from tests.portals.command import crawl, rows
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("whole") / "archive"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(6).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, archive).returncode == 0
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return archive


def flip_a_page_of(table: str) -> Callable[[Path], None]:
    """Return what makes the first page of a table another one."""

    def flip(archive: Path) -> None:
        [(page,)] = rows(archive, "SELECT rootpage FROM sqlite_schema WHERE name = ? AND type = 'table'", table)
        [(size,)] = rows(archive, "PRAGMA page_size")
        with (archive / "archive.db").open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(bytes(255 - byte for byte in range(256)) * (size // 256))

    return flip


def cut_in_half(archive: Path) -> None:
    path = archive / "archive.db"
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def overwrite_the_beginning(archive: Path) -> None:
    with (archive / "archive.db").open("r+b") as file:
        file.write(b"PK\x03\x04" * 32)


def empty(archive: Path) -> None:
    with (archive / "archive.db").open("r+b") as file:
        file.truncate(0)


@pytest.mark.parametrize(
    "damage", [flip_a_page_of("captures"), flip_a_page_of("frontier"), cut_in_half, overwrite_the_beginning],
    ids=["captures", "frontier", "half", "beginning"],
)  # fmt: skip
def test_damage_is_told_and_a_rebuild_mends_it(damage: Callable[[Path], None], whole: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    shutil.copytree(whole, archive)
    damage(archive)
    with LoopbackPortal() as portal:
        crawled = run("crawl", portal.url, "--archive", archive, "--allow-loopback", "--delay", "0", "--quiet")
    checked = run("check", "--archive", archive)
    for done in (crawled, checked):
        assert done.code == 1, done.output
        assert "Traceback" not in done.output
    assert "congtin rebuild" in checked.output, checked.output
    assert str(archive) in checked.output
    for path in archive.glob("pages/127.0.0.1-*"):  # what the crawl of another portal may have begun
        if not (whole / "pages" / path.name).exists():
            shutil.rmtree(path)
    mended = run("rebuild", "--archive", archive)
    assert mended.code == 0, mended.output
    assert differences(whole, archive) == {}


def test_pages_damaged_at_random_end_a_crawl_in_a_sentence(tmp_path: Path) -> None:
    """Wherever a crawl comes upon them: when it begins, keeps an answer, or ends."""
    seed, chance = seeded()
    town, whole = Town.of(6), tmp_path / "whole"
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        assert crawl(portal.url, whole).returncode == 0
        with closing(sqlite3.connect(whole / "archive.db")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        portal.pages = Town.of(8).pages(portal.url.rstrip("/"))
        [(size,)], [(count,)] = rows(whole, "PRAGMA page_size"), rows(whole, "PRAGMA page_count")
        for number in range(times(2)):
            archive = tmp_path / str(number)
            shutil.copytree(whole, archive)
            with (archive / "archive.db").open("r+b") as file:
                for page in chance.sample(range(1, count), max(1, count // 10)):
                    file.seek(page * size)
                    file.write(chance.randbytes(size))
            done = crawl(portal.url, archive)
            said = f"CONGTIN_SEED={seed}:\n{done.stdout}{done.stderr}"
            assert done.returncode == 1, said
            assert "Traceback" not in said
            assert "congtin rebuild" in said
            assert str(archive / "archive.db") in said


def test_a_sound_database_is_no_damage_and_a_budget_that_is_used_up_is_none(whole: Path) -> None:
    with reading(whole) as db:
        assert damage_of(db.conn, whole / "archive.db") is None
        assert damage_of(db.conn, whole / "archive.db", budget=-1.0) is None
        assert db.execute("SELECT count(*) FROM articles").fetchone() == (6,), "the budget was that of the check"


def test_what_was_asked_wrongly_is_no_trouble_of_the_disk(archive_directory: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), writing(archive_directory) as db:
        db.execute("SELECT * FROM recipes")
    error = sqlite3.OperationalError("no such table: recipes")
    assert trouble_with(archive_directory / "archive.db", error) is None
