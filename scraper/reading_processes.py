"""The processes that read stored pages again: started without a copy of the parent.

They are forks of a server that has loaded what reading needs and nothing else (``forkserver``,
:mod:`scraper.reading_server`), so that they share its memory and one that takes the place of a dead one is there at
once; where the system has no such thing (Windows), they are started afresh. Who reads stored pages waits for nothing
else, so that Python's own pool does; a crawl, whose event loop must not wait for a pool's threads, has
:mod:`scraper.reader_process`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.context import BaseContext

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

_TIDY_EVERY = 16  # pages


def reading_pool(jobs: int, preload: Sequence[str]) -> ProcessPoolExecutor:
    """Return a pool of processes that read.

    Args:
        jobs: how many there are.
        preload: the modules that the server of all such processes loads before the first of them; later pools share it.
    """
    return ProcessPoolExecutor(jobs, _context(preload), initializer=_begin)


def _context(preload: Sequence[str]) -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*preload, "scraper.reading_server"])  # the last: it freezes what is loaded by then
    return context


def _begin() -> None:
    """Make a process ready: Ctrl-C is the parent's to answer, and nobody outlives it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    gc.disable()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


_untidied = 0


def tidied(
    read: Callable[_Arguments, _Result], pages: int, /, *arguments: _Arguments.args, **named: _Arguments.kwargs
) -> _Result:
    """Call ``read``, which reads so many pages, and let go now and then of what pages left in circles.

    A page is tens of thousands of small objects that all go at its end: rounds of the collector in the middle of it
    find nothing, and come often. What is left between two pages are tables that pages have had loaded (of units, of
    names): they stay, and are not looked through each time.
    """
    global _untidied
    found = read(*arguments, **named)
    _untidied += pages
    if _untidied >= _TIDY_EVERY:
        gc.collect()
        gc.freeze()
        _untidied = 0
    return found
