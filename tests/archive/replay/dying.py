"""A crawl that kills its own process at a moment that is told: run as ``python -m tests.archive.replay.dying``.

The moments that matter lie between two statements, where a signal from outside meets them once in a thousand: a record
that is half written, one that is written and not committed, one that was committed just now.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from archive.crawl_store import ArchiveCrawlStore
from scraper.pages import PageWriter

MOMENTS = ("half written", "written", "committed")


def die() -> None:
    """End as a process ends that is killed: nothing is closed, nothing is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def arrange(moment: str, number: int) -> None:
    """Have this process die at the ``number``-th time that it comes to a moment."""
    times = count(1)
    if moment == "committed":
        writing: Any = ArchiveCrawlStore._writing

        @contextmanager
        def dying(store: ArchiveCrawlStore) -> Iterator[None]:
            with writing(store):
                yield
            if next(times) == number:
                die()

        ArchiveCrawlStore._writing = dying  # type: ignore[method-assign]
        return
    write: Any = PageWriter._write

    def write_and_die(pages: PageWriter, record: bytes) -> None:
        if next(times) != number:
            write(pages, record)
            return
        write(pages, record if moment == "written" else record[: len(record) // 2])
        die()

    PageWriter._write = write_and_die  # type: ignore[method-assign]


if __name__ == "__main__":
    _, told, which, *words = sys.argv
    arrange(told, int(which))
    sys.argv = ["congtin", *words]
    from archive.cli import main

    main()
