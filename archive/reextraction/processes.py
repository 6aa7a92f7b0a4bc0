"""The processes that read stored pages (:mod:`scraper.reader_process`): fed a few batches ahead, in order.

A process may be killed from outside, or by a page that makes a library crash or needs more memory than there is. What
it had in hand is read again, page by page; a page whose process dies each time it is read alone is told as such.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from archive.reextraction.reading import Batch, Outcome, read_batch
from scraper import reader_process
from scraper.reader_process import ReaderDiedError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess
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
        self._crew: _Crew | None = None

    def __enter__(self) -> Self:
        """Start nothing yet: processes come with the first batch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; what they have not begun is not read."""
        if self._crew is not None:
            self._crew.end()
            self._crew = None

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
        """Return the batch that has waited longest and its outcomes.

        After a death its pages are read one by one, and meanwhile no others: where memory is what was lacking, each has
        all there is.
        """
        first = waiting.popleft()
        try:
            return first.batch, first.future.result()
        except ReaderDiedError:
            self.deaths += 1
        wait([other.future for other in waiting if not other.future.cancel()])
        pages = [replace(first.batch, pages=(page,)) for page in first.batch.pages]
        outcomes = [outcome for page in pages for outcome in self._alone(page)]
        for place, other in enumerate(waiting):
            if other.future.cancelled():
                waiting[place] = self._hand_out(other.batch)
        return first.batch, outcomes

    def _alone(self, batch: Batch) -> list[Outcome]:
        """Read a batch of one page while no other is read."""
        for _ in range(_TRIES):
            try:
                return self._hand_out(batch).future.result()
            except ReaderDiedError:
                self.deaths += 1
        return [Outcome(page.revision, "failed", reason=DIED) for page in batch.pages]

    def _hand_out(self, batch: Batch) -> _HandedOut:
        if self._crew is None:
            self._crew = _Crew(self._jobs)
        return _HandedOut(batch, self._crew.ask(self._read, self._folder, batch))


class _Crew:
    """Processes, and a thread for each that waits for what it says.

    So a process is given its next batch, and what it has read is taken from it, while the parent writes.
    """

    def __init__(self, jobs: int) -> None:
        lines, self._processes = _started(jobs)
        self._threads = ThreadPoolExecutor(jobs)
        self._idle: SimpleQueue[socket.socket | None] = SimpleQueue()  # None: a process has died, and has a successor
        for line in lines:
            self._idle.put(line)

    def ask(self, read: Reader, folder: Path, batch: Batch) -> Future[list[Outcome]]:
        """Have a batch read by the next process that is idle.

        Returns:
            What its pages come to; :class:`ReaderDiedError` where the process died.
        """
        return self._threads.submit(self._asked, read, folder, batch)

    def _asked(self, read: Reader, folder: Path, batch: Batch) -> list[Outcome]:
        line = self._idle.get()  # there is one for each thread
        try:
            if line is None:
                [line], processes = _started(1)
                self._processes += processes
            return reader_process.ask(line, read, len(batch.pages), folder, batch)
        except ReaderDiedError:
            if line is not None:
                line.close()
            line = None
            raise
        finally:
            self._idle.put(line)

    def end(self) -> None:
        """End the processes when they are at the end of what they read; nothing more is begun."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            line = self._idle.get()
            if line is not None:
                line.close()
        for process in self._processes:
            process.join()


def _started(number: int) -> tuple[list[socket.socket], list[BaseProcess]]:
    return reader_process.start(number, [read_batch.__module__])
