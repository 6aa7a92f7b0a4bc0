"""What a command that crawls loads before its first request: 1,200 modules and 800 patterns, two thirds of a second."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scrapy keeps former names of two classes in here, and to find out where it does so it looks at every module that is
# loaded by then, once for each caller up the stack: first of all that costs a third of what it costs later.
_FIRST = "scrapy.core.downloader.contextfactory"


@contextmanager
def loaded_at_once() -> Iterator[None]:
    """Import inside the block what a crawl needs; none of it is looked through by the garbage collector, then or later.

    Nearly all that an import makes stays until the process ends, so the collector's rounds find nothing there.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        import_module(_FIRST)
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()
