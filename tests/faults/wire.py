"""A web server that leaves every byte of an answer to whoever gives it: libraries are too polite to misbehave."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.portals.server import Asked

HTML = "text/html; charset=utf-8"
_LONGEST_HEAD = 65_536
_BACKLOG = 64
# Seconds after which a connection that nobody uses any more is given up.
_IDLE = 120.0


@dataclass
class Exchange:
    """One request, and the bare socket that it is answered on.

    ``count`` is how often the path has been asked for before. The connection is closed after the answer unless that
    was whole and said how long it is (:meth:`send`).
    """

    connection: socket.socket
    path: str
    headers: dict[str, str]
    count: int
    stopped: threading.Event
    goes_on: bool = field(default=False, init=False)

    def send(self, body: bytes, status: str = "200 OK", kind: str = HTML, **headers: str) -> None:
        """Send a whole answer as a good server does; ``headers`` are written with ``_`` for ``-``."""
        lines = {"Content-Type": kind, "Content-Length": str(len(body))}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.raw(head(status, lines) + body)
        self.goes_on = True

    def raw(self, data: bytes) -> None:
        """Put bytes on the wire as they are."""
        self.connection.sendall(data)

    def drip(self, data: bytes, pause: float) -> None:
        """Send a byte at a time with a pause of so many seconds between two."""
        for number in range(len(data)):
            self.raw(data[number : number + 1])
            if self.stopped.wait(pause):
                return

    def pieces(self, pieces: Iterable[bytes]) -> None:
        """Send pieces until there are no more, or the other side has had enough."""
        with suppress(OSError):
            for piece in pieces:
                self.raw(piece)

    def hang(self) -> None:
        """Say nothing more, and keep the connection open until the other side gives up."""
        self.connection.settimeout(0.2)
        while not self.stopped.is_set():
            try:
                if not self.connection.recv(1):
                    return
            except TimeoutError:
                continue

    def reset(self) -> None:
        """Break the connection off with RST, as a machine does that knows nothing of it."""
        # with a linger of 0 closing sends RST
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Answering = Callable[[Exchange], None]


def head(status: str, headers: dict[str, str]) -> bytes:
    """Return the first lines of an answer, the empty one included."""
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


class BareServer:
    """Answers at one address of loopback while the context lasts, a thread a connection.

    Args:
        host: the address.
        port: the port, kept by whoever made it (:func:`tests.portals.server.reserved_port`).
        answering: answers a request.
        context: speaks TLS with it.
        greeting: what is sent before anybody has asked for anything; the connection is closed then.

    Attributes:
        asked: the requests in their order; the status of each is 0, for answers are nobody's business but the kind's.
    """

    def __init__(
        self, host: str, port: int, answering: Answering, context: ssl.SSLContext | None = None, greeting: bytes = b""
    ) -> None:
        self.asked: list[Asked] = []
        self._address = (host, port)
        self._answering = answering
        self._context = context
        self._greeting = greeting
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._listener: socket.socket | None = None

    def __enter__(self) -> Self:
        listener = self._listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(self._address)
        listener.listen(_BACKLOG)
        threading.Thread(target=self._listen, args=(listener,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        if self._listener is not None:
            with suppress(OSError):  # wakes the thread that waits in accept
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()

    def _listen(self, listener: socket.socket) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(_IDLE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if self._greeting:
                connection.sendall(self._greeting)
                return
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            while (exchange := self._read(connection)) is not None:
                self._answering(exchange)
                if not exchange.goes_on:
                    return
        except OSError:
            return  # the other side has gone, or did not like the certificate
        finally:
            connection.close()

    def _read(self, connection: socket.socket) -> Exchange | None:
        """Return the next request, ``None`` where the other side asks for nothing more."""
        received = b""
        while b"\r\n\r\n" not in received and len(received) < _LONGEST_HEAD:
            piece = connection.recv(8_192)
            if not piece:
                return None
            received += piece
        first, *lines = received.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        path = first.split(" ")[1]
        with self._lock:
            count = self._counts[path]
            self._counts[path] += 1
            self.asked.append(Asked(path, headers, 0, time.monotonic()))
        return Exchange(connection, path, headers, count, self._stopped)

    def times_asked(self, path: str) -> int:
        """Return how often a path has been asked for."""
        return self._counts[path]
