"""A shard goes to a machine that does not see the archive, is crawled there, and comes home."""

from __future__ import annotations

import multiprocessing
import shutil
from pathlib import Path

import pytest

from archive.cluster import tasks, travel
from archive.cluster.tasks import Order, crawl_for, fetch, forget
from archive.cluster.travel import FilePart, bring, pack, parts_to_bring, read_piece, unpack
from archive.crawl import CrawlOptions, find_portals
from archive.database import locked, opened
from archive.shards import Seeder, Shard, load_shard, seeding
from archive.shards.crawling import crawl_shard
from archive.visits import VisitOptions
from tests.portals.command import crawl, one
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town


def test_a_file_travels_in_pieces() -> None:
    part = FilePart("x", 5, 5 + 2 * travel.PIECE_BYTES + 1)
    pieces = list(part.pieces())
    assert [length for _, length in pieces] == [travel.PIECE_BYTES, travel.PIECE_BYTES, 1]
    assert pieces[0][0] == 5
    assert pieces[-1] == (part.end - 1, 1)


def test_a_piece_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"abc")
    with pytest.raises(OSError, match="ends before byte 4"):
        read_piece(tmp_path / "short", 1, 3)


@pytest.mark.long
@pytest.mark.parametrize("whole", [True, False], ids=["pages-travel", "a-hole-travels"])
def test_a_shard_is_crawled_elsewhere_and_comes_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """The second visit; where the file of pages is large, only its beginning goes along."""
    monkeypatch.setattr(travel, "PIECE_BYTES", 10_000)
    if not whole:
        monkeypatch.setattr(seeding, "_MOST_BYTES", 1_000)
        monkeypatch.setattr(seeding, "_HEAD_BYTES", 1_000)
    archive, elsewhere = tmp_path / "archive", tmp_path / "elsewhere"
    town = Town.of(8)
    with LoopbackPortal() as portal:
        portal.pages = town.pages(portal.url.rstrip("/"))
        assert crawl(portal.url, archive).returncode == 0
        town.stories[3].extra = "Thêm một đoạn."
        portal.pages = town.pages(portal.url.rstrip("/"))
        [described] = find_portals([portal.url], [])
        with locked(archive), opened(archive) as db:
            seeder = Seeder(db, archive)
            shard = seeder.begin([described.id])
            seeder.close()
            objects: list[bytes] = []

            def put(piece: bytes) -> int:
                objects.append(piece)
                return len(objects) - 1

            away = unpack(pack(shard, put), elsewhere, objects.__getitem__)
            assert (away.portals, away.sizes, away.key) == (shard.portals, shard.sizes, shard.key)
            options = CrawlOptions(delay=0, allow_loopback=True, visit=VisitOptions(full=True))
            process = multiprocessing.get_context("spawn").Process(
                target=crawl_shard, args=(elsewhere, [described], options)
            )
            process.start()
            process.join()
            assert process.exitcode == 0
            parts = parts_to_bring(away)
            assert sum(part.end - part.start for part in parts if part.name.startswith("pages/")) < 40_000
            bring(shard, parts, lambda name, offset, length: fetch(elsewhere, name, offset, length))
            assert load_shard(db, archive, shard).is_new
        forget(elsewhere)
        assert not elsewhere.exists()
    assert one(archive, "SELECT count(*) FROM revisions") == 9
    assert one(archive, "SELECT count(*) FROM crawls") == 2


def test_a_machine_that_sees_no_shard_asks_for_its_files(tmp_path: Path) -> None:
    shard = Shard(tmp_path / "not-here", ("a.example.vn",), 7)
    assert crawl_for(Order(shard, [], CrawlOptions())).run is None


def test_another_archive_under_the_same_path_is_not_taken_for_the_shard(tmp_path: Path) -> None:
    shard, other = (Shard(tmp_path, ("a.example.vn",), 7) for _ in range(2))
    other.write()
    assert not tasks._is_here(shard)
    assert tasks._is_here(other)
    shutil.rmtree(tmp_path)
    assert not tasks._is_here(other)
