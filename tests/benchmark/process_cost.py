"""What a command costs with all that it starts: CPU seconds (user and system), seconds on a clock, memory.

The system adds up for a process what those cost that it has waited for. A command may leave some that it has not: they
go to the nearest process above that says it takes them, which is the one this module runs as
(``python -m tests.benchmark.process_cost OUTPUT COMMAND...``, Linux). It waits for all of them.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        cpu: seconds of user and system time, of all its processes.
        wall: seconds on a clock.
        memory: the most that one of its processes held, in MB.
        status: the exit code.
        said: what it printed, both streams.
    """

    cpu: float
    wall: float
    memory: float
    status: int
    said: str


def process_cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and return what it and all that it started cost."""
    with tempfile.TemporaryDirectory(prefix="congtin-benchmark-") as folder:
        output = Path(folder) / "cost.json"
        subprocess.run(
            [sys.executable, "-m", "tests.benchmark.process_cost", str(output), *command],
            check=True, env={**os.environ, **(environment or {})}, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        return Cost(**json.loads(output.read_text(encoding="utf-8")))


def _measure(command: Sequence[str]) -> Cost:
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    began = time.monotonic()
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed)
        status = process.wait()
        while True:
            try:
                os.wait()
            except ChildProcessError:  # none is left
                break
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        printed.seek(0)
        said = printed.read().decode("utf-8", "replace")
    cpu = used.ru_utime + used.ru_stime
    return Cost(cpu, time.monotonic() - began, used.ru_maxrss / 1024, status, said)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asdict(_measure(sys.argv[2:]))), encoding="utf-8")
