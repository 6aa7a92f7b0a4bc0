"""A Ray cluster of several nodes on this machine, each with processes of its own that can be killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.portals.command import HANGS

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
# A node is asked every second, and taken for dead where it refuses five times: so one that was killed is noticed after
# five seconds. One that is only slow to answer, on a machine with other work, is not dead.
os.environ.setdefault("RAY_health_check_initial_delay_ms", "1000")
os.environ.setdefault("RAY_health_check_period_ms", "1000")
os.environ.setdefault("RAY_health_check_timeout_ms", "60000")
# What Ray waits for while its processes start (30 to 60 s as it comes).
for _wait in ("gcs_server_port_wait_time_s", "gcs_server_request_timeout_seconds", "raylet_start_wait_time_s",
              "worker_register_timeout_seconds"):  # fmt: skip
    os.environ.setdefault(f"RAY_{_wait}", str(int(HANGS)))

_TRIES = 8  # to start a cluster


class Nodes:
    """A head that runs no task, and nodes that do."""

    def __init__(self, count: int, cores: int) -> None:
        self._cluster, self.nodes = _started(count, cores)
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


def _started(count: int, cores: int) -> tuple[Any, list[Any]]:
    """Start a cluster and return it with its nodes; one that does not come up whole is left, and another one started.

    Ray waits 15 seconds for a node's agents and 30 for the node, which no setting changes
    (ray-project/ray issue 65983): on a machine with much other work that is too little now and then.
    """
    from ray.cluster_utils import Cluster

    for tries_left in reversed(range(_TRIES)):
        cluster = Cluster()
        try:
            cluster.add_node(num_cpus=0, include_dashboard=False)
            return cluster, [cluster.add_node(num_cpus=cores) for _ in range(count)]
        except Exception:  # Ray's own is no more special
            if not tries_left:
                raise
            with suppress(Exception):
                cluster.shutdown()
    raise AssertionError("unreachable")


def wait_for(what: Any, seconds: float = HANGS) -> None:
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
