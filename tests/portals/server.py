"""A web server on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import hashlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast


@dataclass
class Reply:
    """One answer. ``wire`` is sent instead of everything else, byte for byte, and the connection closed.

    ``delay`` is seconds before the answer, ``drip`` seconds between two of its bytes. With ``conditional`` a page has
    an ETag and a request that knows it is answered 304.
    """

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    wire: bytes | None = None
    reset: bool = False
    conditional: bool = False
    drip: float = 0.0


@dataclass
class Asked:
    """One request as the server saw it, and the status it answered (0: none). ``client`` is the connection's port."""

    path: str
    headers: dict[str, str]
    status: int
    at: float
    client: int = 0


Answering = Reply | Callable[[int], Reply]  # a function is given how often the path has been asked for before

_HANDSHAKE = b"\x16"  # the first byte of TLS, never that of a request in plain HTTP

_RESERVED: list[socket.socket] = []


def reserved_port(host: str = "127.0.0.1") -> int:
    """Return a port of ``host`` that is kept for this process until it ends; nothing answers there by itself.

    A port that was merely found free is given to whoever asks next, such as a test beside this one. Here the system
    knows it as taken, yet servers that may use an address again (all of Python's HTTP servers) come and go on it.
    """
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind((host, 0))
    _RESERVED.append(held)
    return int(held.getsockname()[1])


def page(body: str, status: int = 200, **headers: str) -> Reply:
    """Return an HTML page in UTF-8."""
    return Reply(body.encode(), status, {"Content-Type": "text/html; charset=utf-8", **headers}, conditional=True)


def redirect(location: str, status: int = 301) -> Reply:
    return Reply(b"", status, {"Location": location})


class LoopbackPortal:
    """Serves ``pages`` (path with query -> answer) on loopback while the context lasts; 404 for all else."""

    def __init__(
        self, pages: dict[str, Answering] | None = None, port: int = 0, delay: float = 0.0, host: str = "127.0.0.1"
    ) -> None:
        self.pages: dict[str, Answering] = dict(pages or {})
        self.delay = delay
        self.asked: list[Asked] = []
        self._counts: dict[str, int] = {}
        self.only_secure = False
        self._server = ThreadingHTTPServer((host, port), _handler(self))
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://{host}:{self.port}/"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS; the address is ``https`` then."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def wrap_beside_plain(self, context: ssl.SSLContext) -> None:
        """Speak TLS to whoever begins with it, and lead whoever asks plainly to the same address by TLS.

        So one host and port have both, as a portal's name has that was moved from http to https.
        """
        self.only_secure = True
        self._server.socket = cast(socket.socket, _EitherWay(self._server.socket, context))

    def reply_over(self, connection: socket.socket, path: str, host: str) -> Reply:
        if self.only_secure and not isinstance(connection, ssl.SSLSocket):
            return redirect(f"https://{host}{path}")
        return self.reply(path)

    def reply(self, path: str) -> Reply:
        count = self._counts.get(path, 0)
        self._counts[path] = count + 1
        answer = self.pages.get(path)
        if answer is None:
            return Reply(b"<html><body>404</body></html>", 404, {"Content-Type": "text/html"})
        return answer(count) if callable(answer) else answer

    def times_asked(self, path: str) -> int:
        return sum(asked.path == path for asked in self.asked)


class _EitherWay:
    """A listening socket of which each connection speaks TLS where its first byte begins a handshake."""

    def __init__(self, listening: socket.socket, context: ssl.SSLContext) -> None:
        self._listening = listening
        self._context = context

    def accept(self) -> tuple[socket.socket, Any]:
        connection, address = self._listening.accept()
        if connection.recv(1, socket.MSG_PEEK) == _HANDSHAKE:
            return self._context.wrap_socket(connection, server_side=True), address
        return connection, address

    def fileno(self) -> int:
        return self._listening.fileno()

    def close(self) -> None:
        self._listening.close()


def _handler(portal: LoopbackPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else a body waits 40 ms for the client to acknowledge the head

        def do_GET(self) -> None:
            reply = portal.reply_over(self.connection, self.path, self.headers["Host"])
            tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
            same = reply.conditional and reply.status == 200 and self.headers.get("If-None-Match") == tag
            status = 304 if same else reply.status
            known = {name.lower(): value for name, value in self.headers.items()}
            client = self.client_address[1]
            portal.asked.append(Asked(self.path, known, 0 if reply.reset else status, time.monotonic(), client))
            time.sleep(reply.delay or portal.delay)
            if reply.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True  # with a linger of 0 closing sends RST
                return
            if reply.wire is not None:
                self.wfile.write(reply.wire)
                self.close_connection = True
                return
            self.send_response(status)
            headers = dict(reply.headers)
            if reply.conditional and reply.status == 200:
                headers["ETag"] = tag
            body = b"" if same else reply.body
            headers.setdefault("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.drip:
                self.wfile.write(body)
            for number in range(len(body) if reply.drip else 0):
                self.wfile.write(body[number : number + 1])
                time.sleep(reply.drip)

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, ValueError, OSError):
                return  # the client has gone, or a test closed the connection

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Stay silent."""

    return Handler
