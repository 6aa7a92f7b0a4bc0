"""A crawl that kills its own process at a moment that is told: run as ``python -m tests.archive.replay.dying``.

The moments that matter lie between two statements, where a signal from outside meets them once in a thousand: a record
that is half written, one that is written and not kept, one that is kept and not committed, a group that was committed
just now.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from archive import group_commit
from archive.crawl_store import ArchiveCrawlStore
from archive.group_commit import Group
from scraper.pages import PageWriter
from tests.portals.command import HANGS

_PARTS = 3  # of a group: those of a second are as many as the machine is quick
MOMENTS = ("half written", "written", "kept", "committed")


def die() -> None:
    """End as a process ends that is killed: nothing is closed, nothing is told."""
    os.kill(os.getpid(), signal.SIGKILL)


def arrange(moment: str, number: int) -> None:
    """Have this process die at the ``number``-th time that it comes to a moment."""
    times = count(1)
    if moment == "committed":
        group_commit.MOST_PARTS = _PARTS
        commit: Any = Group.commit

        def commit_and_die(group: Group) -> None:
            was_open = group.is_open
            commit(group)
            if was_open and next(times) == number:
                die()

        Group.commit = commit_and_die  # type: ignore[method-assign]
        return
    if moment == "kept":
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


def crawl_and_die(url: str, archive: Path, moment: str, number: int, *options: str, now: str) -> None:
    """Crawl in a process that kills itself; fail where it does not.

    Args:
        url: the portal's address.
        archive: the archive's folder.
        moment: one of :data:`MOMENTS`.
        number: how often the process comes to it before it dies there.
        options: further options of ``congtin crawl``.
        now: the command's clock (ISO 8601).
    """
    words = ["crawl", url, "--archive", str(archive), "--allow-loopback", "--delay", "0", *options]
    done = subprocess.run(
        [sys.executable, "-m", "tests.archive.replay.dying", moment, str(number), *words],
        env=os.environ | {"CONGTIN_NOW": now}, capture_output=True, text=True, timeout=HANGS, check=False,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr


if __name__ == "__main__":
    _, told, which, *words = sys.argv
    arrange(told, int(which))
    sys.argv = ["congtin", *words]
    from archive.cli import main

    main()
