"""What a process and all that descend from it take while they run, as the system tells of them (Linux).

Processes that read are no children of the command's own: what the system adds up for a parent leaves them out.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import Self


class Watch(ABC):
    """Looks again and again, in a thread of its own, for as long as the block lasts.

    Args:
        every: seconds between two looks.
    """

    def __init__(self, every: float) -> None:
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @abstractmethod
    def look(self) -> None:
        """Look once."""

    def _watch(self) -> None:
        self.look()
        while not self._ended.wait(self._every):
            self.look()


class ProcessTree(Watch):
    """Looks at the processes for as long as the block lasts.

    Args:
        pid: the first of them.
        every: seconds between two looks.
        together: whether to look at what all of them hold together, too, which takes the system longer.

    Attributes:
        cpu: user and system seconds by process.
        memory: the most resident memory in MB by process.
        most: the most memory in MB that all held together, what they share counted once (PSS).
    """

    def __init__(self, pid: int, *, every: float = 0.25, together: bool = False) -> None:
        super().__init__(every)
        self.cpu: dict[int, float] = {}
        self.memory: dict[int, float] = {}
        self.most = 0.0
        self._pid = pid
        self._together = together

    def look(self) -> None:
        """Look at each of them."""
        waiting, held = [self._pid], 0.0
        while waiting:
            with suppress(OSError, ValueError, IndexError):  # it has just ended
                pid = waiting.pop()
                waiting += self._look_at(pid)
                held += _share(pid) if self._together else 0.0
        self.most = max(self.most, held)

    def _look_at(self, pid: int) -> list[int]:
        """Note what a process has used, and return its children."""
        folder = Path(f"/proc/{pid}")
        fields = (folder / "stat").read_text().rpartition(") ")[2].split()
        self.cpu[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        resident = int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        self.memory[pid] = max(self.memory.get(pid, 0.0), resident)
        return [int(child) for task in (folder / "task").iterdir() for child in (task / "children").read_text().split()]


def _share(pid: int) -> float:
    """Return a process's share (PSS) of the memory in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1_024
