"""The suite is left out unless it is asked for: it needs the extra and a Chromium, and takes a minute."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec

import pytest

from scraper.browser.chromium import find_chromium, missing

# unset: these tests are not collected; "try": skip with the reason what is missing; "required": fail then.
VARIABLE = "CONGTIN_BROWSER"
_WANTED = os.environ.get(VARIABLE, "") in {"try", "required"}
collect_ignore_glob = [] if _WANTED else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Say so where somebody names this folder."""
    return None if _WANTED else f"pages in a browser are left out: {VARIABLE} is not set (make browser sets it)"


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The path of Chromium, installed from Debian where it is missing."""
    failure = None
    if find_chromium() is None and find_spec("playwright") is not None:
        failure = _install()
    lacking = missing()
    path = find_chromium()
    if lacking is None and path is not None:
        return path
    message = f"pages cannot be read in a browser here: {lacking}" + (f"; {failure}" if failure else "")
    if os.environ.get(VARIABLE) == "required":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _install() -> str | None:
    """Install Debian's Chromium; returns why that failed."""
    if shutil.which("apt-get") is None:
        return "this is no Debian or one of its children (apt-get not found)"
    if os.geteuid() != 0:
        return "only root may install packages"
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    for command in (
        ["apt-get", "update", "--quiet"],
        ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium"],
    ):
        try:
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
        except subprocess.TimeoutExpired:
            return f"{' '.join(command)} took too long"
        if done.returncode:
            return f"{' '.join(command)} failed: {(done.stderr or done.stdout).strip()[-300:]}"
    return None
