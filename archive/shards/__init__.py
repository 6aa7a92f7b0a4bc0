"""Shards: a part of an archive's portals as an archive of its own, crawled elsewhere and brought home.

A shard begins from what the archive knows of its portals (:mod:`archive.shards.seeding`): their rows under the same
ids, and the files of stored pages to append to, at the same places. Numbers of what is new come from a range that is
the shard's own. So a shard that comes home needs no number changed: the bytes that its files have more are appended to
the archive's, and the units that it touched take the place of the archive's (:mod:`archive.shards.loading`).
"""

from archive.shards.loading import Loaded, load_shard
from archive.shards.pending import load_pending
from archive.shards.seeding import Seeder
from archive.shards.shard import NumbersTaken, Shard, shards_of

__all__ = ["Loaded", "NumbersTaken", "Seeder", "Shard", "load_pending", "load_shard", "shards_of"]
