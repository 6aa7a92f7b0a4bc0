"""The suite is left out unless it is asked for: it needs the extra and a Chromium, and takes a minute."""

from __future__ import annotations

import os
from importlib.util import find_spec

import pytest

from scraper.browser.chromium import VARIABLE as CHROMIUM
from scraper.browser.chromium import find_chromium, missing
from tests import apt

# unset: these tests are not collected; "try": skip with the reason what is missing; "required": fail then.
VARIABLE = "CONGTIN_BROWSER"
_SHELL = "chromium-headless-shell"
_WANTED = os.environ.get(VARIABLE, "") in {"try", "required"}
collect_ignore_glob = [] if _WANTED else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Say so where somebody names this folder."""
    return None if _WANTED else f"pages in a browser are left out: {VARIABLE} is not set (make browser sets it)"


@pytest.fixture(scope="session", autouse=True)
def chromium() -> str:
    """The path of Chromium, installed from Debian where it is missing."""
    failure = _installed() if find_spec("playwright") is not None else None
    lacking = missing()
    path = find_chromium()
    if lacking is None and path is not None:
        return path
    message = f"pages cannot be read in a browser here: {lacking}" + (f"; {failure}" if failure else "")
    if os.environ.get(VARIABLE) == "required":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def _installed() -> str | None:
    """Install Debian's Chromium where there is none; returns why that failed.

    Where the suite is required, as in CI, the headless shell is had beside the whole browser, which takes longer.
    """
    found = find_chromium()
    if found is not None and (os.environ.get(VARIABLE) != "required" or CHROMIUM in os.environ or _SHELL in found):
        return None
    failure = None
    for package in (_SHELL, "chromium"):
        try:
            apt.install(package)
        except apt.CannotInstallError as error:
            failure = str(error)
        if find_chromium() is not None:
            return None
    return failure
