"""Pages of a crawl read in other processes, while the crawl goes on with other portals.

Each process has one page at a time, so that it is known which page one died of: that page alone is told so, and another
process takes the dead one's place. What a page reads as is a function of the page: it does not matter who reads it,
nor in which order pages of different portals come back.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from scraper import reader_process
from scraper.page_reading import received
from scraper.reader_process import LENGTH, ReaderDiedError, question, read_in_time

if TYPE_CHECKING:
    import socket
    from multiprocessing.process import BaseProcess
    from types import TracebackType
    from typing import Self

    from scraper.page_reading import PageRead, PageToRead, Sent

# Seconds in which a portal answers, at the least; with the pause it tells how many pages come at most.
_ANSWERS_IN = 0.1
# Pages a second. What comes slower is read by the crawl's own process in a fraction of its time: a server of processes
# and the first of them cost a second of CPU and 60 MB. The second figure is what one process reads with ease.
_NONE_BELOW, _BY_EACH = 25.0, 60.0
# Pages that may be before one in the process that knows its portal, where another process has none; one that takes very
# long holds up no more portals than that.
_MOST_BEFORE = 3
_AT_A_TIME = 1 << 18  # bytes of an answer that are taken at once; most have a tenth of it


def readers_needed(portals: int, delay: float, cores: int) -> int:
    """Return how many processes are to read for portals that are crawled side by side; 0: the crawl's own does.

    Args:
        portals: how many there are at a time. One portal has one page at a time: nothing could be read beside it.
        delay: the pause between two requests to each, in seconds.
        cores: how many processes the machine runs at a time.
    """
    pages = portals / (delay + _ANSWERS_IN)
    if portals < 2 or cores < 2 or pages < _NONE_BELOW:
        return 0
    return min(cores, ceil(pages / _BY_EACH))


@dataclass(slots=True)
class _Reader:
    """A process that reads, whose turn it is, and how many pages are with it or wait for it.

    ``line`` is our end of what we say to it and it to us, ``None`` where there is no process now.
    """

    line: socket.socket | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    pages: int = 0

    def take(self, line: socket.socket) -> None:
        """Go on with a process that has been asked nothing."""
        line.setblocking(False)
        self.line = line

    def let_go(self) -> None:
        """Have the process end when it is at the end of its page; another one is asked for the next."""
        if self.line is not None:
            self.line.close()
            self.line = None


class Readers:
    """Processes that read pages; use as a context.

    A portal's pages go to the same process, which knows what they have in common
    (:mod:`scraper.extract.shared_parts`), unless others wait for that one: what a page reads as does not depend on it.

    Args:
        jobs: how many there are.

    Attributes:
        deaths: how many have died and were replaced.
    """

    def __init__(self, jobs: int) -> None:
        self.deaths = 0
        self._readers = [_Reader() for _ in range(jobs)]
        self._own: dict[str, _Reader] = {}  # by portal
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> Self:
        """Have the processes started; nobody waits for them.

        Raises:
            OSError: the system cannot start another process.
        """
        self._start(self._readers)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        for reader in self._readers:
            reader.let_go()
        for process in self._processes:
            process.join()

    async def read(self, page: PageToRead, described: bytes) -> PageRead:
        """Read a page as :func:`scraper.page_reading.read` does.

        Args:
            page: what is to be read.
            described: its portal and template, as :func:`scraper.page_reading.packed` returns them.

        Raises:
            ReaderDiedError: the process that read it died.
        """
        reader = self._reader_of(page.portal.id)
        reader.pages += 1
        try:
            async with reader.turn:
                sent = await self._sent(reader, page, described)
        finally:
            reader.pages -= 1
        return received(sent)

    def _reader_of(self, portal: str) -> _Reader:
        own = self._own.setdefault(portal, self._readers[len(self._own) % len(self._readers)])
        idle = min(self._readers, key=lambda reader: reader.pages)
        return idle if own.pages > idle.pages + _MOST_BEFORE else own

    async def _sent(self, reader: _Reader, page: PageToRead, described: bytes) -> Sent:
        if reader.line is None:
            self._start([reader])
        asked = question(read_in_time, 1, page.body, page.url, page.headers, described, page.captured_at, page.is_front)
        try:
            said = await _answer(reader, asked)
        except (OSError, EOFError):
            reader.let_go()
            self.deaths += 1
            raise ReaderDiedError from None
        except BaseException:  # whoever asked was stopped: what comes on this line is an answer to nobody
            reader.let_go()
            raise
        found: Sent = reader_process.answer(said)
        return found

    def _start(self, readers: list[_Reader]) -> None:
        lines, processes = reader_process.start(len(readers))
        self._processes += processes
        for reader, line in zip(readers, lines, strict=True):
            reader.take(line)


async def _answer(reader: _Reader, asked: bytes) -> memoryview:
    """Return what a process says to what it is asked.

    Raises:
        EOFError: it died.
        OSError: it died, and has not read what it was asked.
    """
    loop, line = asyncio.get_running_loop(), reader.line
    if line is None:
        raise EOFError
    await loop.sock_sendall(line, asked)
    said = bytearray(await _some(loop, line))
    while len(said) < LENGTH.size:
        said += await _some(loop, line)
    size = LENGTH.size + LENGTH.unpack_from(said)[0]
    while len(said) < size:
        said += await _some(loop, line)
    return memoryview(said)[LENGTH.size :]


async def _some(loop: asyncio.AbstractEventLoop, line: socket.socket) -> bytes:
    some = await loop.sock_recv(line, _AT_A_TIME)
    if not some:
        raise EOFError
    return some
