"""A shard is crawled: what a task on a cluster does, by the crawl that every run is made of."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive.behind import catch_up
from archive.crawl import crawl_side_by_side
from archive.database import opened
from archive.troubles import told
from archive.writer_lock import locked
from scraper.clock import steady
from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from archive.crawl import CrawlOptions
    from scraper.portal import Portal
    from scraper.store import CrawlSummary, PageResult

_PATIENCE = 60.0  # seconds for the process of a task whose node has died to end: it looks for its node every second
_LOOKS_EVERY = 0.5  # seconds


@dataclass(slots=True)
class ShardRun:
    """What a run in a shard came to.

    Attributes:
        summaries: the balance of each portal.
        asked: requests of the run by portal.
    """

    summaries: list[CrawlSummary]
    asked: Counter[str] = field(default_factory=Counter)


def crawl_shard(directory: Path, portals: Sequence[Portal], options: CrawlOptions) -> ShardRun:
    """Crawl a shard's portals, or go on where a process was killed; a process can do this once.

    Args:
        directory: the shard's folder.
        portals: its portals, in the order in which their balances are wanted.
        options: what the user wants.

    Raises:
        ArchiveError: the shard cannot be written, or another process still writes to it.
    """
    asked: Counter[str] = Counter()

    def count(portal: Portal, _result: PageResult) -> None:
        asked[portal.id] += 1

    with ExitStack() as stack:
        stack.enter_context(steady())
        _wait_for_lock(stack, directory)
        stack.enter_context(told(directory))
        db = stack.enter_context(opened(directory))
        catch_up(db, directory)
        return ShardRun(crawl_side_by_side(db, directory, portals, options, count), asked)


def _wait_for_lock(stack: ExitStack, directory: Path) -> None:
    """Take the shard's lock, once a former task's process that is still ending has let go of it."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            stack.enter_context(locked(directory))
        except ArchiveError:
            if time.monotonic() >= until:
                raise
            time.sleep(_LOOKS_EVERY)
        else:
            return
