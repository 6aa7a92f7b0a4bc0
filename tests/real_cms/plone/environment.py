"""Plone's own virtual environment: the versions of constraints.txt, from wheels only."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from tests.apt import CannotInstallError
from tests.real_cms.debian import STORE

_CONSTRAINTS = Path(__file__).with_name("constraints.txt")
# Releases ask for "at least" an alpha of each other, so that pip takes alphas where nothing pins them: all is pinned.
_REQUIREMENT = "Products.CMFPlone"


def python() -> Path:
    """Return the interpreter of an environment that holds Plone; raises :class:`CannotInstallError` without one."""
    root = STORE / "plone"
    wanted = hashlib.sha256(_CONSTRAINTS.read_bytes() + sys.version.encode()).hexdigest()
    complete, interpreter = root / "complete", root / "bin" / "python"
    if complete.exists() and complete.read_text() == wanted:
        return interpreter
    shutil.rmtree(root, ignore_errors=True)
    _run(sys.executable, "-m", "venv", str(root))
    pip = (str(interpreter), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run(*pip, "--upgrade", "pip")
    _run(*pip, "--only-binary", ":all:", "--constraint", str(_CONSTRAINTS), _REQUIREMENT)
    complete.write_text(wanted)
    return interpreter


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-3:]
        raise CannotInstallError(f"{' '.join(command[1:4])} ... failed: {' / '.join(last)}")


if __name__ == "__main__":
    print(python())
