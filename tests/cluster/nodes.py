"""A Ray cluster of several nodes on this machine, each with processes of its own that can be killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
# How soon a node that is silent is taken for dead; one whose process was killed is noticed at once.
os.environ.setdefault("RAY_health_check_initial_delay_ms", "1000")
os.environ.setdefault("RAY_health_check_period_ms", "1000")


class Nodes:
    """A head that runs no task, and nodes that do."""

    def __init__(self, count: int, cores: int) -> None:
        from ray.cluster_utils import Cluster

        self._cluster: Any = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
        self.nodes = [self._cluster.add_node(num_cpus=cores) for _ in range(count)]
        self.address: str = self._cluster.address

    def kill(self, node: Any) -> None:
        """Kill a node's processes as a machine that loses its power does: the raylet, and every worker of it."""
        [raylet] = node.all_processes["raylet"]
        for process in [*_descendants(raylet.process.pid), raylet.process.pid]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def close(self) -> None:
        with suppress(Exception):  # of a node that was killed
            self._cluster.shutdown()


@contextmanager
def nodes(count: int, cores: int = 1) -> Iterator[Nodes]:
    """Lend a cluster of nodes with so many cores each."""
    made = Nodes(count, cores)
    try:
        yield made
    finally:
        made.close()


def wait_for(what: Any, seconds: float = 120.0) -> None:
    """Wait until a condition holds."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "what was waited for did not come about"
        time.sleep(0.05)


def _descendants(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                found += [child, *_descendants(child)]
    return found
