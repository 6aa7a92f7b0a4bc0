"""A reader of pages that one page takes along, with its process; ``CONGTIN_BEGINS_WITH`` names this module.

It is so wherever :data:`DIES` says how it dies.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from typing import Any

from scraper import page_reading

DEADLY = "/tin/bai-3.html"
DIES = "CONGTIN_TESTED_DEATH"  # "crash" or "exit"

_analyse = page_reading.analyse


def begin() -> None:
    """Have this module's head run in the process that tries a page, too: it begins with its parent's main module."""
    sys.modules["__main__"].__spec__ = find_spec(__name__)


def _deadly(body: bytes, url: str, **options: Any) -> Any:
    if url.endswith(DEADLY):
        if os.environ[DIES] == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        os._exit(7)
    return _analyse(body, url, **options)


if DIES in os.environ:
    page_reading.analyse = _deadly
