"""A page that takes the process with it that reads it: a library in C crashes, hangs, or wants all the memory.

Nothing in a process can catch that, and a crawl that goes on begins with the same page: it would never come to an end.
So which address is being read stands in a file, which outlives the process, until it has been read. An address at which
two processes have ended is read by one of its own first. Where that dies as well, the page is at fault: it is kept as
it came, unread, with the reason. Where it lives, the others were killed from outside, and the page is read. A reading
that comes to no end is ended by a watchdog, so that it is a death like any other.

The file is written in place and not flushed to the disk: it is for the death of a process, not of a machine.
"""

from __future__ import annotations

import logging
import os
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.disk_space import in_words
from scraper.errors import ArchiveError
from scraper.reading_trial import LONGEST_READING, death_of, ending_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scraper.extract.template import Template
    from scraper.portal import Portal
    from scraper.store import Answer, Target

    # Returns how a process dies that reads an answer, ``None`` where it lives.
    Trial = Callable[[Target, Answer, Portal, Template], str | None]

logger = logging.getLogger(__name__)

TRIED_FROM = 2  # deaths at an address from which it is read by a process of its own first
GIVEN_UP_FROM = 4  # deaths at an address from which it is not read, although a process of its own came through
_LINE = 2_048  # bytes of the line that says what is being read
_MOST_KNOWN = 1_000  # addresses at which processes have ended


class ReadingGuard:
    """Keeps a page at which processes have ended from taking every further one with it.

    Args:
        path: the file in which it stands, one a portal; it is made where it is missing.
        portal: the portal.
        trial: how an answer is tried.

    Raises:
        ArchiveError: the file cannot be read or written.
    """

    def __init__(self, path: Path, portal: Portal, trial: Trial = death_of) -> None:
        self._path = path
        self._portal = portal
        self._trial = trial
        with self._told():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            weakref.finalize(self, os.close, self._file)
            self._deaths = self._taken_up(os.pread(self._file, _LINE * (_MOST_KNOWN + 1), 0))

    def _taken_up(self, said: bytes) -> dict[bytes, int]:
        """Return how many processes have ended at which addresses, the last of them with it."""
        lines = [line.partition(b" ") for line in said[_LINE:].splitlines()]
        deaths = {key: int(count) for count, _, key in lines if key and count.isdigit()}
        left = said[:_LINE].strip()
        if left:
            deaths[left] = deaths.pop(left, 0) + 1
            self._keep(deaths)
            self._note(b"")
        return deaths

    def why_unread(self, target: Target, answer: Answer, template: Template) -> str | None:
        """Return why an answer is not to be read, ``None`` where it is.

        Args:
            target: the address that was asked for.
            answer: what came back.
            template: what the portal's articles are known to share.
        """
        if not self.is_suspected(target):
            return None
        deaths = self._deaths[_name(target)]
        logger.warning("%s: %d processes ended at this page; another one tries it first", answer.url, deaths)
        how = self._trial(target, answer, self._portal, template)
        if how is None and deaths >= GIVEN_UP_FROM:
            how = f"{deaths} processes ended while they read it"
            self._count(_name(target), deaths - 1)  # at the next visit it has one more chance
        if how is None:
            return None
        return f"reading this page ends the process ({how}); it is kept as it came, unread, until the next visit"

    @contextmanager
    def reading(self, target: Target) -> Iterator[None]:
        """Note what is read while the block reads it; the process ends where that takes beyond all measure.

        Args:
            target: the address whose answer is read.

        Raises:
            ArchiveError: it cannot be noted.
        """
        name = _name(target)
        self._note(name)
        try:
            with ending_after(LONGEST_READING):
                yield
        finally:
            self._note(b"")

    def came_through(self, target: Target) -> None:
        """Take note that all that was to be read of an answer has been read: nothing is left of earlier deaths.

        Args:
            target: the address that was asked for.

        Raises:
            ArchiveError: it cannot be noted.
        """
        self._count(_name(target), 0)

    def note_death(self, target: Target) -> None:
        """Take note that a process ended that read an answer for this one (:mod:`scraper.readers`).

        Args:
            target: the address that was asked for.

        Raises:
            ArchiveError: it cannot be noted.
        """
        name = _name(target)
        self._count(name, self._deaths.get(name, 0) + 1)

    def is_suspected(self, target: Target) -> bool:
        """Tell whether so many processes have ended at an address that :meth:`why_unread` tries it first."""
        return self._deaths.get(_name(target), 0) >= TRIED_FROM

    def _count(self, name: bytes, deaths: int) -> None:
        if self._deaths.get(name, 0) == deaths:
            return
        self._deaths.pop(name, None)
        if deaths:
            self._deaths[name] = deaths
        with self._told():
            self._keep(self._deaths)

    def _keep(self, deaths: dict[bytes, int]) -> None:
        lines = [b"%d %s\n" % (count, key) for key, count in deaths.items()]
        os.ftruncate(self._file, _LINE)
        os.pwrite(self._file, b"".join(lines[-_MOST_KNOWN:]), _LINE)

    def _note(self, said: bytes) -> None:
        try:
            os.pwrite(self._file, said.ljust(_LINE - 1) + b"\n", 0)
        except OSError as error:
            raise self._unwritable(error) from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> ArchiveError:
        return ArchiveError(f"{self._path}: cannot be written: {error.strerror} ({in_words(self._path.parent)})")


def _name(target: Target) -> bytes:
    """Return an address as it stands in the file."""
    return b" ".join(target.key.encode("utf-8", "replace").split())[: _LINE - 1]
