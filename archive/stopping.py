"""How a command is stopped from outside, and that it ends in order then.

SIGTERM (systemd, ``kill``, a machine that shuts down) and SIGHUP (a terminal or a connection that is closed) end a
command as Ctrl-C does: what is open is undone, what is kept stays kept, and a sentence says what stopped it. A crawl
has handlers of its own, Scrapy's, while it asks portals: it draws its balance before it ends.
"""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_STOPPING = ("SIGINT", "SIGTERM")
_ENDING = ("SIGTERM", "SIGHUP")


class StoppedError(KeyboardInterrupt):
    """A signal has stopped the command; ``str()`` of it is the signal's name."""


def end_in_order() -> None:
    """Have SIGTERM and SIGHUP end this command as Ctrl-C does; a signal that the caller has shut out stays so (nohup).

    Only the main thread of a process can arrange that.
    """
    signal.signal(signal.SIGTERM, _stop)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    hang_up = getattr(signal, "SIGHUP", None)  # Windows has none
    if hang_up is not None and signal.getsignal(hang_up) is not signal.SIG_IGN:
        signal.signal(hang_up, _stop_as_by_term)


@contextmanager
def handlers_kept() -> Iterator[None]:
    """Give back, after the block, the handlers of signals that a library put its own in the place of.

    Scrapy leaves those of an engine that has ended: nothing would stop what comes after a crawl.
    """
    before = {number: signal.getsignal(number) for number in map(signal.Signals.__getitem__, _STOPPING)}
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)


def shut_out_signals() -> None:
    """Have further signals of that kind change nothing: the command is ending, and its exit code is to tell the truth.

    Python gives signals back to the system as it ends, and one that came then would be told as the cause of the end.
    """
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, signal.SIG_IGN)


def _stop(number: int, _frame: FrameType | None) -> None:
    shut_out_signals()  # what is being undone is undone once
    raise StoppedError(signal.Signals(number).name)


def _stop_as_by_term(_number: int, _frame: FrameType | None) -> None:
    """Be stopped by whatever SIGTERM stops now: a crawl draws its balance then."""
    os.kill(os.getpid(), signal.SIGTERM)
