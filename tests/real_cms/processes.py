"""Servers that live as long as a test and no longer, whatever becomes of it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 90.0  # seconds for a server to come up; a busy machine is slow, a broken one exits at once


class ServerFailedError(Exception):
    """A server did not come up; the message ends with the last lines it wrote."""


@contextmanager
def server(
    command: list[str], log: Path, ready: Callable[[], bool], environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server while the context lasts, and the processes it starts with it.

    The kernel ends it where the test is killed (``setpriv --pdeathsig``). ``ready`` tells when it answers; raises
    :class:`ServerFailedError` where it exits before, or does not answer.
    """
    guard = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*guard, *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | dict(environment or {}),
            start_new_session=True,
        )
    try:
        _await(process, ready, log)
        yield process
    finally:
        _end(process)


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


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign, patience in ((signal.SIGTERM, 15), (signal.SIGKILL, 15)):
        try:
            os.killpg(process.pid, sign)
        except ProcessLookupError:
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
        if sign is signal.SIGTERM and not _group_lives(process.pid):
            break
    process.wait()


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
