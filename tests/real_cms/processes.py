"""Servers that live as long as a test and no longer, whatever becomes of it; what they wrote may be kept."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

KEPT_LOGS = "CONGTIN_SERVICE_LOGS"
_GUARD = Path(__file__).with_name("guard.py")
_FAREWELL = 20.0  # seconds for the guard to end a server; it is gentle for half of them
_PATIENCE = 90.0  # seconds for a server to come up; a busy machine is slow, a broken one exits at once


class ServerFailedError(Exception):
    """A server did not come up; the message ends with the last lines it wrote."""


@contextmanager
def server(
    command: list[str],
    log: Path,
    ready: Callable[[], bool],
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Iterator[None]:
    """Run a server while the context lasts, and the processes it starts with it; they end even if we are killed.

    ``ready`` tells when it answers; raises :class:`ServerFailedError` where it exits before, or does not answer.
    """
    with log.open("wb") as output:
        guard = subprocess.Popen(
            [sys.executable, str(_GUARD), *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | dict(environment or {}),
            cwd=cwd,
            start_new_session=True,
        )
    try:
        _await(guard, ready, log)
        yield
    finally:
        assert guard.stdin is not None
        guard.stdin.close()
        try:
            guard.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            os.killpg(guard.pid, signal.SIGKILL)
            guard.wait()
        _keep(log)


def _keep(log: Path) -> None:
    """Copy what a server wrote into the folder that ``CONGTIN_SERVICE_LOGS`` names: its own ends with the test."""
    if kept := os.environ.get(KEPT_LOGS):
        Path(kept).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(log, Path(kept) / f"{log.parent.name}-{log.name}")


def free_port() -> int:
    """Return a port of loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Tell whether somebody answers at a port of loopback."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _await(process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        if ready():
            return
        time.sleep(0.1)
    state = f"exited with {process.returncode}" if process.poll() is not None else f"is not up after {_PATIENCE} s"
    tail = log.read_text(errors="replace").splitlines()[-8:]
    raise ServerFailedError("\n".join([f"{process.args!r} {state}; it wrote last:", *tail]))
