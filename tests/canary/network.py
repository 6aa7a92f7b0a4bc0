"""A network made up for one process, and ``congtin`` in it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections import Counter
from dataclasses import asdict, dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from scraper import public_addresses
from tests.portals.command import congtin
from tests.portals.prefork import BEGINS_WITH

_SELF = "CONGTIN_MADE_UP_NETWORK"


@dataclass
class Network:
    """What the process finds.

    Attributes:
        names: by name what each look-up brings, one after the other; the last one stays.
        routes: the port on 127.0.0.1 at which a public address is served, whatever port of it is asked.
        notes: the file to which every other connection that is tried is written, a line each.
        is_guarded: whether congtin's guard is in force. Without it, the canary has to sing.
    """

    notes: str
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    routes: dict[str, int] = field(default_factory=dict)
    is_guarded: bool = True

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run ``congtin`` in this network to its end, with proxies in its environment that lead to the canary."""
        proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:3128")
        none_past_it = {"no_proxy": "", "NO_PROXY": ""}
        here = {BEGINS_WITH: "tests.canary.network", _SELF: json.dumps(asdict(self))}
        return congtin(*arguments, environment=proxies | none_past_it | here)

    def tried(self) -> set[str]:
        """Return the addresses, with their ports, that were to be connected to and are no portal's."""
        notes = Path(self.notes)
        return set(notes.read_text("utf-8").splitlines()) if notes.exists() else set()


class _Within:
    """The network from inside: stands in for what Python's ``socket`` does."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._looked_up: Counter[str] = Counter()
        self._getaddrinfo = socket.getaddrinfo

    def getaddrinfo(self, host: Any, port: Any, *rest: Any, **named: Any) -> Any:
        """Resolve a made-up name; numbers in any form are left to the C library, which asks nobody for them."""
        name = (host.decode("ascii") if isinstance(host, bytes) else str(host)).lower()
        answers = self._network.names.get(name)
        if answers is None and name.rstrip(".").endswith("localhost"):
            answers = [["::1", "127.0.0.1"]]
        if answers is None:
            flags = {"flags": socket.AI_NUMERICHOST}
            return self._getaddrinfo(host, port, *rest[:3], **(named | flags))
        turn = min(self._looked_up[name], len(answers) - 1)
        self._looked_up[name] += 1
        found: list[Any] = []
        for address in answers[turn]:
            found += self._getaddrinfo(address, port, *rest[:3], **(named | {"flags": socket.AI_NUMERICHOST}))
        return found

    def place(self, sock: socket.socket, address: Any) -> Any:
        """Return where a connection really goes, ``None`` where there is nothing; notes what no portal is."""
        if sock.family not in {socket.AF_INET, socket.AF_INET6} or sock.type & socket.SOCK_DGRAM == socket.SOCK_DGRAM:
            return address
        host, port = str(address[0]), address[1]
        if host in self._network.routes:
            return ("127.0.0.1", self._network.routes[host])
        with Path(self._network.notes).open("a", encoding="utf-8") as notes:
            notes.write(f"{host} {port}\n")
        return address if ip_address(host.partition("%")[0]).is_loopback else None

    def install(self) -> None:
        """Have every socket of the process be one of this network."""
        connect, connect_ex, within = socket.socket.connect, socket.socket.connect_ex, self

        def connecting(sock: socket.socket, address: Any) -> None:
            place = within.place(sock, address)
            if place is None:
                raise OSError(101, "Network is unreachable")
            connect(sock, place)

        def connecting_ex(sock: socket.socket, address: Any) -> int:
            place = within.place(sock, address)
            return 101 if place is None else connect_ex(sock, place)

        socket.getaddrinfo = self.getaddrinfo
        socket.gethostbyname = lambda name: self.getaddrinfo(name, 0, socket.AF_INET)[0][4][0]
        socket.socket.connect, socket.socket.connect_ex = connecting, connecting_ex  # type: ignore[method-assign]


def begin() -> None:
    """Have the process of a command be in the network that its environment describes."""
    network = Network(**json.loads(os.environ[_SELF]))
    _Within(network).install()
    if not network.is_guarded:
        public_addresses.is_public = lambda address, **_: True  # type: ignore[assignment]
        public_addresses._is_own = lambda _: False
