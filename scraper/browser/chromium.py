"""Chromium as the system has it: where it is, what is missing, and how it is started."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

from scraper.settings import USER_AGENT

if TYPE_CHECKING:
    from typing import Any

VARIABLE = "CONGTIN_CHROMIUM"
# Chromium's headless shell first: the same engine without what a person at a screen has. Starting it and opening pages
# takes it a third to a half of the whole browser's processor time (docs/performance/ci.md).
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LAUNCH_SECONDS = 60.0  # a cold disk is slow

# No network: names are not resolved (that of the proxy neither), and nothing but the proxy is ever asked. What a page
# needs is handed in (scraper.browser.parts). The rest saves work and opens nothing.
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://no-network.invalid:9",
    "--proxy-bypass-list=<-loopback>",  # loopback is asked through the proxy too: by default it is not
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--block-new-web-contents",  # no popups
    "--disable-gpu",
    "--disable-dev-shm-usage",  # 64 MB in a container: pages crash there
    "--mute-audio",
)


def find_chromium() -> str | None:
    """Return the path of the system's Chromium, ``None`` where there is none.

    The environment's ``CONGTIN_CHROMIUM`` names it; else it is looked for on ``PATH``.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def missing() -> str | None:
    """Return in words what to install before a page can be read in a browser, ``None`` where all is there."""
    wanted = []
    if find_spec("playwright") is None or find_spec("scrapy_playwright") is None:
        wanted.append("congtin's extra [browser] (pip install 'congtin[browser]')")
    if find_chromium() is None:
        named = os.environ.get(VARIABLE)
        wanted.append(
            f"the program that {VARIABLE} names ({named}), which is not there"
            if named
            else "Chromium (Debian: apt-get install chromium-headless-shell; Ubuntu: apt-get install chromium; "
            f"elsewhere name its program in {VARIABLE})"
        )
    return f"install {' and '.join(wanted)}" if wanted else None


def launch_options(path: str) -> dict[str, Any]:
    """Return Playwright's options for starting the Chromium at ``path``.

    Its sandbox is on, except for root: there Chromium refuses to start with it (a process of root's could leave it).
    Signals are left to the crawl, which closes the browser when it has kept what it has.
    """
    return {
        "executable_path": path,
        "headless": True,
        "chromium_sandbox": os.geteuid() != 0,
        "args": list(_ARGUMENTS),
        "handle_sigint": False,
        "handle_sigterm": False,
        "handle_sighup": False,
        "timeout": _LAUNCH_SECONDS * 1000,
    }


def context_options() -> dict[str, Any]:
    """Return Playwright's options for a portal's context: the crawl's user agent, a reader in Vietnam, no powers."""
    return {
        "user_agent": USER_AGENT,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 2400},
        "accept_downloads": False,
        "service_workers": "block",
        "permissions": [],
        "reduced_motion": "reduce",  # texts that are faded in stand at once
    }
