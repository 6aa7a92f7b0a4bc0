"""Processes that read pages: what they are asked comes on a line, a socket, until nobody asks any more.

The first of them loads what reading needs (:mod:`scraper.reading_server`) and is forked for each of the others, so that
they share what was there by then, and nobody keeps it ready beside them. Where the system cannot fork (Windows) each
is a process of its own, and so is one that takes the place of a dead one: none of the parent's own memory is in them.

What is said is a length and so many bytes, one question and one answer at a time, so that it is known what a process
died of. A crawl's event loop waits for many lines at once (:mod:`scraper.readers`); who has a thread for each of them
waits in :func:`ask`. A pool of Python's does the same by three threads a process, for which a crawl's own thread has to
wait, and ends all its processes when one of them dies.
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
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, ParamSpec, TypeVar

from scraper.reading_trial import LONGEST_READING, ending_after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.process import BaseProcess

    from scraper.page_reading import Sent

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

LENGTH = Struct("!Q")  # of what follows, in bytes
_TIDY_EVERY = 16  # pages


class ReaderDiedError(Exception):
    """The process that read a page died, killed from outside or by the page."""


def start(number: int, preload: Sequence[str] = ()) -> tuple[list[socket.socket], list[BaseProcess]]:
    """Start processes that read; each ends when our end of its line is closed.

    Args:
        number: how many.
        preload: modules that they share, beside what every reading needs.

    Returns:
        Our ends of their lines, and what is to be joined when all of them are closed.

    Raises:
        OSError: no process can be started.
    """
    pairs = [socket.socketpair() for _ in range(number)]
    theirs = [their for _, their in pairs]
    together = [theirs] if hasattr(os, "fork") else [[their] for their in theirs]
    context = multiprocessing.get_context("spawn")  # nothing of ours is in them: no threads, no files, no memory
    processes: list[BaseProcess] = [
        context.Process(target=serve, args=(lines, preload), daemon=True) for lines in together
    ]
    for process in processes:
        process.start()
    for line in theirs:
        line.close()
    return [our for our, _ in pairs], processes


def question(
    read: Callable[_Arguments, object], pages: int, /, *arguments: _Arguments.args, **named: _Arguments.kwargs
) -> bytes:
    """Return what is to be said on a line to have ``read`` called at its other end.

    Args:
        read: a module's function, which is found there by its name.
        pages: how many pages it reads.
        arguments: what it is called with.
        named: the same, by name.
    """
    asked = pickle.dumps((read, pages, arguments, named), pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(asked)) + asked


def answer(said: bytes | memoryview) -> Any:
    """Return what came back of a question, without its length.

    Raises:
        Exception: whatever the call has raised.
    """
    found = pickle.loads(said)  # noqa: S301  # nosec B301  our own process has sent it
    if isinstance(found, Exception):
        raise found
    return found


def ask(
    line: socket.socket,
    read: Callable[_Arguments, _Result],
    pages: int,
    /,
    *arguments: _Arguments.args,
    **named: _Arguments.kwargs,
) -> _Result:
    """Have ``read`` called by the process at the other end of a line, as :func:`question` says, and wait for it.

    Raises:
        ReaderDiedError: the process died; nothing is to be asked on this line any more.
        Exception: whatever the call has raised.
    """
    try:
        line.sendall(question(read, pages, *arguments, **named))
        with line.makefile("rb") as stream:
            said = _next(stream)
    except OSError:
        said = None
    except BaseException:  # what comes on this line now is an answer to nobody
        line.close()
        raise
    if said is None:
        raise ReaderDiedError
    found: _Result = answer(said)
    return found


def serve(lines: Sequence[socket.socket], preload: Sequence[str] = ()) -> None:
    """Read what comes on one line, and have a fork for each of the others; returns when all of them have ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    for module in (*preload, "scraper.reading_server"):  # the last freezes what is loaded by then
        import_module(module)
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
    """Do what is asked on a line and send what it comes to, be it an exception, until nobody asks any more."""
    untidied = 0
    with suppress(OSError), line, line.makefile("rb") as stream:  # OSError: nobody waits for the answer any more
        while (asked := _next(stream)) is not None:
            found: Any
            pages = 1
            try:
                read, pages, arguments, named = pickle.loads(asked)  # noqa: S301  # nosec B301  as above
                found = read(*arguments, **named)
            except Exception as error:
                found = error
            said = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
            line.sendall(LENGTH.pack(len(said)) + said)
            untidied += pages
            if untidied >= _TIDY_EVERY:
                _tidy()
                untidied = 0


def _tidy() -> None:
    """Let go of what pages have left in circles.

    A page is tens of thousands of small objects that all go at its end: rounds of the collector in the middle of it
    find nothing, and come often. What is left between two pages are tables that pages have had loaded (of units, of
    names): they stay, and are not looked through each time.
    """
    gc.collect()
    gc.freeze()


def _next(stream: BinaryIO) -> bytes | None:
    """Return what is said next, ``None`` where it ends."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    said = stream.read(size)
    return said if len(said) == size else None


def read_in_time(*page: Any) -> Sent:
    """Read a page as :func:`scraper.page_reading.read_to_send` does; one that comes to no end ends the process."""
    from scraper.page_reading import read_to_send  # what serves has it: see above

    with ending_after(LONGEST_READING):
        return read_to_send(*page)
