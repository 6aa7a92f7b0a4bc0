"""What went wrong on the server's side, for its owner: a line each, and so many an hour.

Datasette prints a traceback of every exception that it did not foresee, also of those that :mod:`archive.site.mistakes`
answers as the asker's, and every statement that SQLite refuses, with its parameters. So strangers write the log of a
public site, as long as they like. Here a mistake of theirs leaves nothing, and a fault of ours one line with the place
in the code: enough to find it, and the same address asked for again gives the next.
"""

from __future__ import annotations

import logging
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.plugins import pm

if TYPE_CHECKING:
    from collections.abc import Callable

LOGGER = "congtin.serve"
MOST_LINES = 60  # an hour: half a megabyte a day at most
LONGEST_LINE = 600  # characters
_HOUR = 3600.0  # seconds
_LONGEST_ADDRESS = 200  # characters
_FRAMES = 3


class OneLine(logging.Formatter):
    """Writes a record as one line: when, what, and of an exception its kind, its words and the innermost places."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what strangers wrote cannot begin another one, nor speak to a terminal."""
        words = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            words = f"{words}: {_told(record.exc_info[1])}"
        printable = "".join(sign if sign.isprintable() else " " for sign in words[: 2 * LONGEST_LINE])
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(record.created))
        return f"{moment} {' '.join(printable.split())}"[:LONGEST_LINE]


def _told(exception: BaseException) -> str:
    frames = traceback.extract_tb(exception.__traceback__)[-_FRAMES:]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(exception).__name__} at {places or 'an unknown place'}: {str(exception)[:_LONGEST_ADDRESS]}"


class Rationed(logging.Filter):
    """Lets ``most`` records an hour pass; the first of the next hour says how many did not.

    Args:
        most: how many.
        clock: seconds that only go forward.
    """

    def __init__(self, most: int = MOST_LINES, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._most = most
        self._clock = clock
        self._began = clock()
        self._count = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether the record is written."""
        if self._clock() - self._began >= _HOUR:
            left_out = max(0, self._count - self._most)
            self._began, self._count = self._clock(), 0
            if left_out:
                record.msg, record.args = f"({left_out} lines were left out before this) {record.getMessage()}", ()
        self._count += 1
        return self._count <= self._most


def set_up_log() -> None:
    """Send what this process's server has to say to its error stream, in lines and not too many of them."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    handler.addFilter(Rationed())
    for name in (LOGGER, "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False


def note_fault(request: Any, exception: Exception) -> None:
    """Log a fault of the server's: what was asked for, and the exception."""
    address = request.path + (f"?{request.query_string}" if request.query_string else "")
    error = (type(exception), exception, exception.__traceback__)
    logging.getLogger(LOGGER).error("%s", address[:_LONGEST_ADDRESS], exc_info=error)


def silence_datasette() -> None:
    """Keep Datasette from printing exceptions, in colours (where rich is installed) or not; they are noted here."""
    module = pm.get_plugin("datasette.handle_exception")
    module.rich = None
    module.traceback = _Silent


class _Silent:
    """Stands where Datasette's handler has the module ``traceback``."""

    @staticmethod
    def print_exc() -> None:
        """Print nothing."""
