"""The processes that read stored pages (:mod:`scraper.reading_processes`): fed a few batches ahead, in order.

A process may be killed from outside, or by a page that makes a library crash or needs more memory than there is. What
was on its way then is read again; a page whose process dies each time it is read alone is told as such.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from archive.reextraction.reading import Batch, Outcome, read_batch
from scraper.reading_processes import reading_pool, tidied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    Reader = Callable[[Path, Batch], list[Outcome]]

_AHEAD = 3  # batches a process that wait to be read or fetched: enough for all to be busy, and no more memory than that
_TRIES = 2  # deaths while one page was read alone, after which it is the page's fault
DIED = "the process that read the stored page died each time (killed, out of memory, or a library crashed)"


@dataclass(frozen=True, slots=True)
class _HandedOut:
    batch: Batch
    future: Future[list[Outcome]]
    pool: ProcessPoolExecutor


class ReadingProcesses:
    """Reads batches in processes, in the parent where ``jobs`` is 1; use as a context.

    Args:
        folder: where the stored pages are.
        jobs: how many processes read at a time.
        read: what reads a batch; processes find it by its name, so it must be a module's function.

    Attributes:
        deaths: how often a process died and its pages were read again.
    """

    def __init__(self, folder: Path, jobs: int, read: Reader = read_batch) -> None:
        self.deaths = 0
        self._folder = folder
        self._jobs = jobs
        self._read = read
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start nothing yet: processes come with the first batch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they have not begun is not read."""
        self._end()

    def read(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Outcome]]]:
        """Yield each batch with what its pages came to, in the order of the batches.

        Args:
            batches: taken one at a time, as far ahead as keeps the processes busy.
        """
        if self._jobs == 1:
            for batch in batches:
                yield batch, self._read(self._folder, batch)
            return
        waiting: deque[_HandedOut] = deque()
        for batch in batches:
            waiting.append(self._hand_out(batch))
            if len(waiting) >= _AHEAD * self._jobs:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[_HandedOut]) -> tuple[Batch, list[Outcome]]:
        """Return the batch that has waited longest and its outcomes; after a death the others are handed out anew."""
        first = waiting.popleft()
        try:
            return first.batch, first.future.result()
        except BrokenProcessPool:
            self._bury(first.pool)
        self._end()  # what was handed out since then: whoever dies now dies of the page that is read alone
        pages = [replace(first.batch, pages=(page,)) for page in first.batch.pages]
        outcomes = [outcome for page in pages for outcome in self._alone(page)]
        others = [other.batch for other in waiting]
        waiting.clear()
        waiting.extend(map(self._hand_out, others))
        return first.batch, outcomes

    def _alone(self, batch: Batch) -> list[Outcome]:
        """Read a batch of one page while no other is read."""
        for _ in range(_TRIES):
            handed = self._hand_out(batch)
            try:
                return handed.future.result()
            except BrokenProcessPool:
                self._bury(handed.pool)
        return [Outcome(page.revision, "failed", reason=DIED) for page in batch.pages]

    def _hand_out(self, batch: Batch) -> _HandedOut:
        if self._pool is None:
            self._pool = reading_pool(self._jobs, [read_batch.__module__])
        try:
            future = self._pool.submit(tidied, self._read, len(batch.pages), self._folder, batch)
            return _HandedOut(batch, future, self._pool)
        except BrokenProcessPool:  # a process died since the last one was handed out
            self._bury(self._pool)
            return self._hand_out(batch)

    def _bury(self, pool: ProcessPoolExecutor) -> None:
        """Count a death once, however many batches tell of it, and let go of the processes that were left."""
        if pool is self._pool:
            self.deaths += 1
            self._end()

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
