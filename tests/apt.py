"""Packages of Debian that tests need: one ``apt-get`` at a time, for suites that install run side by side."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

# apt waits for nobody who holds its lists; of processes that are none of ours it waits for the installing itself.
_LOCK = Path(tempfile.gettempdir()) / f"congtin-tests-apt-{os.geteuid()}.lock"
_OPTIONS = ("--quiet", "--option", "DPkg::Lock::Timeout=300")
_PATIENCE = 600  # seconds a command may take; guards against a hang


class CannotInstallError(Exception):
    """Something is not to be had here; the message says what and why."""


def install(*packages: str) -> None:
    """Install those of ``packages`` that are missing, with nothing that they only recommend.

    Raises:
        CannotInstallError: they cannot be installed here.
    """
    needs("apt-get", "dpkg-query")
    with FileLock(_LOCK):
        missing = [name for name in packages if not _is_installed(name)]
        if not missing:
            return
        if os.geteuid() != 0:
            raise CannotInstallError(f"only root may install packages; install {' '.join(missing)} and try again")
        run("apt-get", *_OPTIONS, "update")
        run("apt-get", *_OPTIONS, "--yes", "--no-install-recommends", "install", *missing)


def refresh() -> None:
    """Have apt read which packages there are; raises :class:`CannotInstallError` where it cannot."""
    with FileLock(_LOCK):
        run("apt-get", *_OPTIONS, "update")


def needs(*programs: str) -> None:
    """Raise :class:`CannotInstallError` where a program of Debian's is not there."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise CannotInstallError(f"this is no Debian or one of its children ({', '.join(missing)} not found)")


def run(*command: str, cwd: Path | None = None) -> str:
    """Return what a command prints; raises :class:`CannotInstallError` where it fails or comes to no end."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise CannotInstallError(f"{' '.join(command)} took longer than {error.timeout:.0f} s") from None
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise CannotInstallError(f"{' '.join(command)} failed: {' / '.join(last)}")
    return done.stdout


def _is_installed(name: str) -> bool:
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", name], capture_output=True, text=True)
    return asked.stdout.strip() == "install ok installed"
