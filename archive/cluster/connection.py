"""The connection to a Ray cluster, or one that is started on this machine for the length of a command."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from archive.stopping import handlers_kept
from scraper.errors import CongtinError
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = "here"  # in the place of an address: a cluster of this machine alone
_ADDRESS = regex(r"auto|(?:ray://)?[^\s/:]+:\d{1,5}|ray://\[[0-9a-fA-F:]+\]:\d{1,5}")
# What of this process's environment tasks have to share.
_SHARED = ("CONGTIN_NOW",)


class ClusterError(CongtinError):
    """There is no cluster to work on: Ray is not installed, cannot be reached, or has lost what it was given."""


def checked_address(address: str) -> str:
    """Return an address of a cluster.

    Raises:
        ValueError: it is none; the sentence says what one looks like.
    """
    if address != HERE and not _ADDRESS.fullmatch(address):
        raise ValueError(
            f"{address!r} is no address of a Ray cluster: give HOST:PORT of its head, auto for the one that runs on "
            "this machine, or let --cluster stand last for one that is started for this command"
        )
    return address


def load_ray() -> Any:
    """Return the module ``ray``.

    Raises:
        ClusterError: it is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else it tells its makers of every start
    try:
        import ray
    except ImportError:
        raise ClusterError(
            "--cluster needs Ray, which is not installed; install it with: pip install 'congtin[cluster]'"
        ) from None
    return ray


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Lend the module ``ray``, connected to a cluster; tasks that still run when the block is left are ended.

    Args:
        address: of the cluster's head (:func:`checked_address`).

    Raises:
        ClusterError: Ray is not installed, or the cluster cannot be reached.
    """
    ray = load_ray()
    variables = {name: os.environ[name] for name in _SHARED if name in os.environ}
    options: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
    options |= {"include_dashboard": False} if address == HERE else {"address": address}
    options |= {"runtime_env": {"env_vars": variables}} if variables else {}
    try:
        with handlers_kept():
            ray.init(**options)
    except Exception as error:  # a bare one is what Ray raises where its processes take longer to start than it waits
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ClusterError(f"the Ray cluster at {address} cannot be used: {words}") from None
    try:
        yield ray
    finally:
        with suppress(Exception):  # whatever hinders it, this process ends and its tasks with it
            ray.shutdown()
