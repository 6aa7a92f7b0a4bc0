"""How much memory a process takes, as the system saw it."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from subprocess import Popen, TimeoutExpired


def watched(process: Popen[str], timeout: float) -> tuple[str, str, int]:
    """Wait until a process ends; returns its output, its errors and the most megabytes that it has held.

    Raises:
        subprocess.TimeoutExpired: it has not ended after ``timeout`` seconds.
    """
    with ThreadPoolExecutor(1) as beside:
        most = beside.submit(_most_memory, process.pid)
        try:
            output, errors = process.communicate(timeout=timeout)
        except TimeoutExpired:
            process.kill()  # else it would be watched for ever
            raise
        return output, errors, most.result()


def _most_memory(pid: int) -> int:
    """Return the most megabytes that a process holds until it ends; watches it for so long.

    What the system tells of a child that has ended counts the moment before it began, when it was its parent's copy.
    """
    most = 0
    with suppress(FileNotFoundError, ProcessLookupError):
        while (held := _high_water(pid)) is not None:  # a process that has only begun holds less than one
            most = held
            time.sleep(0.05)
    return most


def held_at_most(pid: int | str = "self") -> int:
    """Return the most megabytes that a process has held until now, none where it has ended.

    ``resource.getrusage`` is no witness: a process begins with its parent's figure.
    """
    return _high_water(pid) or 0


def _high_water(pid: int | str) -> int | None:
    held = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("utf-8"))
    return int(held[1]) // 1024 if held else None
