"""``congtin crawl --cluster``: a portal a task, and one process that brings home what came of each.

A few more shards are begun than tasks can run at a time, so the folder of shards stays small however many portals
there are. Whatever becomes of a task, its shard at home is whole and is loaded: what was kept stays kept.
"""

from __future__ import annotations

import logging
from collections import deque
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from archive.cluster.connection import connected
from archive.cluster.groups import by_host
from archive.cluster.tasks import Order, crawl_for, fetch, forget
from archive.cluster.travel import bring, pack
from archive.shards import Seeder, load_shard
from archive.writer_lock import locked
from scraper.errors import ArchiveError, CongtinError
from scraper.store import CrawlSummary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from sqlite_utils import Database

    from archive.cluster.tasks import Done
    from archive.crawl import CrawlOptions
    from archive.shards.shard import Shard
    from scraper.portal import Portal

logger = logging.getLogger(__name__)

TRIES_ANEW = 5  # times that Ray starts a task anew whose process or machine has died
_AHEAD = 2  # shards that are begun for every task that can run
_LOOKS_EVERY = 1.0  # seconds; a signal is heard between two looks


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """What the user may say of the cluster.

    Attributes:
        address: of its head (:func:`archive.cluster.connection.checked_address`).
        cores: the share of a core that a task is given; a polite crawl waits most of the time.
    """

    address: str
    cores: float = 0.1


class ClusterCrawl:
    """Crawls portals on a cluster; an instance a run.

    Args:
        options: what the user says of the cluster.
        on_home: called with ids of portals that have come home and the requests that each took in this run.
    """

    def __init__(
        self, options: ClusterOptions, on_home: Callable[[Sequence[str], Mapping[str, int]], None] | None = None
    ) -> None:
        self._options = options
        self._on_home = on_home
        self._ray: Any = None
        self._crawl: Any = None
        self._flying: dict[Any, Order] = {}
        self._summaries: dict[str, CrawlSummary] = {}

    def __call__(
        self, db: Database, directory: Path, portals: Sequence[Portal], options: CrawlOptions
    ) -> list[CrawlSummary]:
        """Crawl portals into an archive and return the balance of each, in their order.

        Args:
            db: the archive, open for writing.
            directory: its folder.
            portals: what is crawled.
            options: what the user wants of the crawls.

        Raises:
            ClusterError: there is no cluster.
            ArchiveError: the archive cannot be written; what tasks have done until then comes home with the next run.
        """
        waiting = deque(by_host(portals))
        with connected(self._options.address) as ray, closing(Seeder(db, directory)) as seeder:
            self._ray = ray
            self._crawl = ray.remote(max_calls=1, max_retries=TRIES_ANEW, num_cpus=self._options.cores)(crawl_for)
            while waiting or self._flying:
                while waiting and len(self._flying) < self._most_flying():
                    group = waiting.popleft()
                    shard = seeder.begin([portal.id for portal in group])
                    self._submit(Order(shard, group, options))
                ready, _ = ray.wait([*self._flying], timeout=_LOOKS_EVERY)
                for reference in ready:
                    self._land(db, directory, reference)
        return [self._summaries[portal.id] for portal in portals]

    def _most_flying(self) -> int:
        """Return how many tasks are handed out at most, by the cores that the cluster has now."""
        return max(1, int(_AHEAD * self._ray.cluster_resources().get("CPU", 1) / self._options.cores))

    def _submit(self, order: Order) -> None:
        self._flying[self._crawl.remote(order)] = order

    def _land(self, db: Database, directory: Path, reference: Any) -> None:
        """Bring home what came of a task; one that asks for the shard's files gets them, and is handed out again."""
        order = self._flying.pop(reference)
        try:
            done: Done = self._ray.get(reference)
            if done.run is None:
                self._send_files(order)
                return
            if done.node is not None:
                self._bring_home(order.shard, done)
        except CongtinError as error:  # of the task, in its sentence
            self._note_failure(order, str(error))
        except (self._ray.exceptions.RayError, OSError) as error:
            logger.warning("the task of %s failed", ", ".join(order.shard.portals), exc_info=True)
            self._note_failure(order, f"its task on the cluster failed: {_first_line(error)}; run it again to go on")
        else:
            self._summaries |= {summary.portal: summary for summary in done.run.summaries}
            if self._on_home is not None:
                self._on_home(order.shard.portals, done.run.asked)
        self._load(db, directory, order.shard)

    def _send_files(self, order: Order) -> None:
        """Hand an order out again with the files of its shard, as they are now.

        A task that saw the folder may have crawled some of it before its machine died.
        """
        with locked(order.shard.directory):
            luggage = pack(order.shard, self._ray.put)
        self._submit(replace(order, luggage=luggage))

    def _bring_home(self, shard: Shard, done: Done) -> None:
        """Write into a shard at home what was crawled on a machine that does not see it, piece by piece."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        there = NodeAffinitySchedulingStrategy(done.node, soft=False)
        on_that_machine = {"num_cpus": 0, "scheduling_strategy": there}
        read = self._ray.remote(max_retries=TRIES_ANEW, **on_that_machine)(fetch)

        def piece(name: str, offset: int, length: int) -> bytes:
            content: bytes = self._ray.get(read.remote(done.directory, name, offset, length))
            return content

        with locked(shard.directory):
            bring(shard, done.parts, piece)
        self._ray.remote(max_retries=0, **on_that_machine)(forget).remote(done.directory)

    def _note_failure(self, order: Order, why: str) -> None:
        for portal in order.portals:
            self._summaries[portal.id] = CrawlSummary(portal.id, 0, "failed", [why], {})

    def _load(self, db: Database, directory: Path, shard: Shard) -> None:
        """Load a shard; what the whole archive tells against a portal's crawl is told of it."""
        try:
            loaded = load_shard(db, directory, shard)
        except ArchiveError as error:
            if not self._is_held(shard):
                raise
            for portal in shard.portals:  # a process that nobody hears of any more is still writing to it
                self._summaries[portal].notes.append(str(error))
                self._summaries[portal].outcome = "failed"
            return
        for portal, doubts in loaded.doubts.items():
            summary = self._summaries[portal]
            if summary.outcome in {"ok", "suspect"}:
                summary.outcome = "suspect"
                summary.notes[:0] = doubts

    @staticmethod
    def _is_held(shard: Shard) -> bool:
        try:
            with locked(shard.directory):
                return False
        except ArchiveError:
            return True


def _first_line(error: Exception) -> str:
    """Return what an exception says first; Ray's have a page of advice behind it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
