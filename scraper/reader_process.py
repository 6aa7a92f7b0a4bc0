"""The other end of :mod:`scraper.readers`: processes that read the pages they are sent, until nobody sends any more.

The first of them loads what reading needs (:mod:`scraper.reading_server`) and is forked for each of the others, so that
they share what was there by then, and nobody keeps it ready beside them. Where the system cannot fork (Windows) each
is a process of its own, and so is one that takes the place of a dead one: none of the crawl's own memory is in them.

What is said is a length and so many bytes, one page and one answer at a time: the event loop of the crawl can wait for
many at once. A pool of Python's does the same by three threads a process, which the crawl's own thread has to wait for.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import socket
from contextlib import suppress
from importlib import import_module
from struct import Struct
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from scraper.reading_processes import tidied
from scraper.reading_trial import LONGEST_READING, ending_after

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.process import BaseProcess

    from scraper.page_reading import Sent

LENGTH = Struct("!Q")  # of what follows, in bytes


def start(number: int) -> tuple[list[socket.socket], list[BaseProcess]]:
    """Start processes that read; each ends when our end of its line is closed.

    Args:
        number: how many.

    Returns:
        Our ends of their lines, and what is to be joined when all of them are closed.

    Raises:
        OSError: no process can be started.
    """
    pairs = [socket.socketpair() for _ in range(number)]
    theirs = [their for _, their in pairs]
    together = [theirs] if hasattr(os, "fork") else [[their] for their in theirs]
    context = multiprocessing.get_context("spawn")  # nothing of ours is in them: no threads, no files, no memory
    processes: list[BaseProcess] = [context.Process(target=serve, args=(lines,), daemon=True) for lines in together]
    for process in processes:
        process.start()
    for line in theirs:
        line.close()
    return [our for our, _ in pairs], processes


def serve(lines: Sequence[socket.socket]) -> None:
    """Read what comes on one line, and have a fork for each of the others; returns when all of them have ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    import_module("scraper.reading_server")
    gc.disable()
    forks = []
    for place in range(1, len(lines)):
        fork = os.fork()
        if fork == 0:
            _be_a_fork(lines, place)
        lines[place].close()
        forks.append(fork)
    _answer(lines[0])
    for fork in forks:
        os.waitpid(fork, 0)


def _be_a_fork(lines: Sequence[socket.socket], place: int) -> NoReturn:
    try:
        for line in (*lines[:place], *lines[place + 1 :]):
            line.close()
        _answer(lines[place])
    finally:
        os._exit(0)


def _answer(line: socket.socket) -> None:
    """Read each page that comes on a line and send what it says, or the exception that it came to."""
    with suppress(OSError), line, line.makefile("rb") as stream:  # OSError: nobody waits for the answer any more
        while (asked := _next(stream)) is not None:
            found: Any
            try:
                found = tidied(_read, 1, pickle.loads(asked))  # noqa: S301  # nosec B301  our own process has sent it
            except Exception as error:
                found = error
            said = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
            line.sendall(LENGTH.pack(len(said)) + said)


def _next(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _read(page: tuple[Any, ...]) -> Sent:
    from scraper.page_reading import read_to_send  # what serves has it: see above

    with ending_after(LONGEST_READING):
        return read_to_send(*page)
