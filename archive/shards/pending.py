"""Shards that are still to be brought home, for the program that was to do it was stopped or killed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from archive.shards.loading import load_shard
from archive.shards.shard import shards_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

logger = logging.getLogger(__name__)


def load_pending(db: Database, directory: Path) -> None:
    """Bring home what earlier crawls on a cluster have left.

    What their tasks had not finished is an open crawl, as after any run that was stopped.

    Args:
        db: the archive, open for writing.
        directory: its folder.

    Raises:
        ArchiveError: as for :func:`archive.shards.loading.load_shard`.
    """
    for shard in shards_of(directory):
        if load_shard(db, directory, shard).is_new:
            logger.warning("the crawl of %s on a cluster was stopped; what it had kept was taken in",
                           ", ".join(shard.portals))  # fmt: skip
