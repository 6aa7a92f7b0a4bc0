"""Waiting for the network of a machine that has just been started, when missed runs are made up for."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from archive.schedule.log import LOG

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 300.0
_LOOKS_EVERY = 10.0


def wait_for_network(urls: Sequence[str], seconds: float = _SECONDS, every: float = _LOOKS_EVERY) -> bool:
    """Wait until the name of any host can be looked up, and tell whether one could.

    Where none ever can, the run begins all the same, and says of each portal what hindered it.

    Args:
        urls: addresses of what is to be asked.
        seconds: how long at most.
        every: seconds between two looks.
    """
    hosts = list(dict.fromkeys(filter(None, (urlsplit(url).hostname for url in urls))))
    gives_up = time.monotonic() + seconds
    said = False
    while not any(_is_found(host) for host in hosts):
        if time.monotonic() >= gives_up:
            return False
        if not said:
            LOG.info("waits for the network: no portal's name can be looked up")
            said = True
        time.sleep(every)
    return True


def _is_found(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False
