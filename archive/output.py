"""What a command writes for others: under its name only when it is complete, or to standard output, or an error."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from scraper.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable


def deliver(write: Callable[[IO[bytes]], int], what: str, output: Path | None) -> int:
    """Let ``write`` write to a file or to standard output, and return what it returns.

    Args:
        write: writes all there is to a binary stream; returns how many things that were.
        what: what is written, for the sentence of an error.
        output: the file; it appears under its name only when ``write`` has come to its end. ``None`` for standard
            output.

    Raises:
        ArchiveError: the output cannot be written, or not to its end.
    """
    if output is None:
        return _to_standard_output(write, what)
    try:
        descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    except OSError as error:
        raise ArchiveError(f"{output}: cannot be written: {error.strerror}") from None
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            count = write(file)
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(output)
    except OSError as error:
        raise ArchiveError(f"{output}: cannot be written: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _to_standard_output(write: Callable[[IO[bytes]], int], what: str) -> int:
    try:
        return write(sys.stdout.buffer)
    except OSError as error:
        # What Python holds back for standard output must not be written at exit: it would fail once more, unasked.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise ArchiveError(f"{what}: the output was closed before everything was written") from None
        raise ArchiveError(f"{what}: the output cannot be written: {error.strerror}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
