"""An answer read by a process of its own, to learn whether a process survives it (:mod:`scraper.reading_guard`)."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.extract.template import Template
    from scraper.portal import Portal
    from scraper.store import Answer, Target

logger = logging.getLogger(__name__)

LONGEST_READING = 60.0  # seconds of CPU; the dearest pages that are known take three
_PATIENCE = 10  # seconds for each of CPU that a busy machine may take


@contextmanager
def ending_after(seconds: float) -> Iterator[None]:
    """End the process, whatever it is doing, where the block takes more CPU than so many seconds.

    The signal is the system's own for that (``SIGPROF``), and nothing handles it: code in C that never comes back to
    Python is ended as well, and a machine that is busy or asleep ends nothing. Where there is no such clock (Windows),
    nothing is ended.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def death_of(
    target: Target, answer: Answer, portal: Portal, template: Template, seconds: float = LONGEST_READING
) -> str | None:
    """Return how a process dies that reads an answer, in words; ``None`` where it lives.

    The process is started afresh (``spawn``): that of a crawl has threads, which a fork would not take along.

    Args:
        target: the address that was asked for.
        answer: what came back, with a status.
        portal: the portal's description.
        template: what its articles are known to share.
        seconds: of CPU that it has.
    """
    process = multiprocessing.get_context("spawn").Process(
        target=_read, args=(target, answer, portal, template, seconds), daemon=True
    )
    try:
        process.start()
    except OSError as error:  # no room for another process: nothing is learnt
        logger.warning("%s: no process can be started to try this page: %s", answer.url, error)
        return None
    process.join(seconds * _PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return _no_end(seconds)
    code = process.exitcode or 0
    return _no_end(seconds) if code == -getattr(signal, "SIGPROF", 0) else _words(code)


def _no_end(seconds: float) -> str:
    return f"it comes to no end within {seconds:.0f} seconds of CPU"


def _words(code: int) -> str | None:
    if code == 0:
        return None
    if code > 0:
        return f"exit code {code}"
    try:
        return f"{signal.Signals(-code).name}: {signal.strsignal(-code)}"
    except ValueError:
        return f"signal {-code}"


def _read(target: Target, answer: Answer, portal: Portal, template: Template, seconds: float) -> None:
    """Read an answer as a crawl does, all that comes of it included; what it raises kills no process."""
    from scraper.answers import judged
    from scraper.discovery import Discovery

    with suppress(Exception), ending_after(seconds):
        result = judged(target, answer, Discovery(portal), 1.0, template)
        result.annotate()
        for _ in result.links:
            pass
