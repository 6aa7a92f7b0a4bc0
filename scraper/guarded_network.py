"""The address guard for connections that Scrapy does not make: a network for httpcore's clients.

``httpcore.ConnectionPool(network_backend=GuardedNetwork())`` connects to what may be asked only, by exactly the
addresses that were looked at. httpcore obeys no proxy of the environment and follows no redirects by itself; whoever
follows them asks :func:`scraper.public_addresses.refusal` about each.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpcore

from scraper.host_names import ascii_host
from scraper.public_addresses import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to addresses that may be asked, one after the other until one answers.

    Args:
        allow_loopback: let 127.0.0.0/8 through.
    """

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._allow_loopback = allow_loopback
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host by name or address; ``timeout`` is in seconds, for each of its addresses.

        Raises:
            RefusedHostError: none of its addresses may be asked.
            httpcore.ConnectError: it has no address, or none answers.
            httpcore.ConnectTimeout: the last one that was tried does not answer in time.
        """
        try:
            addresses = resolved(ascii_host(host), port, allow_loopback=self._allow_loopback)
        except socket.gaierror as error:
            raise httpcore.ConnectError(f"the name {host} is not known ({error.strerror or error})") from None
        for found in addresses[:-1]:
            try:
                return self._network.connect_tcp(str(found[4][0]), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._network.connect_tcp(str(addresses[-1][4][0]), port, timeout, local_address, socket_options)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._network.sleep(seconds)
