"""A server for portals that are a function of host and path: many names at one port, any text, no connection kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], str]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def serving(answer: Callable[[str, str], Answer], host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """Serve ``answer(host, path)`` on an address of loopback; gives the port. Connections are not kept."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, text = answer(self.headers.get("Host", ""), self.path)
            body = text.encode("utf-8")
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body)), "Connection": "close"}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_HEAD = do_GET  # noqa: N815  the handler's names

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
            """Stay silent."""

    class Server(_Server):
        address_family = 10 if ":" in host else 2  # AF_INET6, AF_INET

    server = Server((host, port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
