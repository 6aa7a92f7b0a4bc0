"""Crawls portals as a crawl on a cluster does, without a cluster: each in a shard and a process of its own.

``python -m tests.archive.shards.sharded ARCHIVE [--leave] PORTAL...``; ``--leave``: the shards are left where they are,
as by a program that was killed before it brought them home.
"""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from archive.after_run import complete
from archive.crawl import CrawlOptions, find_portals
from archive.database import writing
from archive.shards import Seeder, load_shard
from archive.shards.crawling import crawl_shard


def main(archive: Path, names: list[str], *, leave: bool = False) -> None:
    """Crawl portals on loopback."""
    options = CrawlOptions(delay=0, allow_loopback=True)
    with writing(archive) as db:
        seeder = Seeder(db, archive)
        portals = find_portals(names, [])
        shards = [seeder.begin([portal.id]) for portal in portals]
        seeder.close()
        for portal, shard in zip(portals, shards, strict=True):
            process = multiprocessing.get_context("spawn").Process(
                target=crawl_shard, args=(shard.directory, [portal], options)
            )
            process.start()
            process.join()
            assert process.exitcode == 0
        if not leave:
            for shard in shards:
                assert load_shard(db, archive, shard).is_new
            complete(db, archive)


if __name__ == "__main__":
    folder, *rest = sys.argv[1:]
    main(Path(folder), [word for word in rest if word != "--leave"], leave="--leave" in rest)
