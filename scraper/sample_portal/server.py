"""The sample portal on loopback: a small web server that behaves as a good one does."""

from __future__ import annotations

import gzip
import hashlib
import sys
import threading
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from scraper.sample_portal.content import VISITS
from scraper.sample_portal.pages import Site

if TYPE_CHECKING:
    from types import TracebackType


# When the pages last changed, by visit: the counters in their feet have. Files never change.
_CHANGED = {1: datetime(2025, 6, 20, 1, 0, tzinfo=UTC), 2: datetime(2025, 6, 27, 1, 0, tzinfo=UTC)}
_FILES_CHANGED = datetime(2025, 1, 2, 1, 0, tzinfo=UTC)


class SamplePortal:
    """The sample portal, served in a thread while the context lasts.

    Args:
        visit: 1, or 2 for the state in which one article is edited and one is gone.
        port: port on 127.0.0.1, 0 for any that is free.

    Attributes:
        url: address of its home page.
        requests: (method, path, status) of every request, in the order of the answers.

    Raises:
        OSError: the port is taken.
        ValueError: there is no such visit.
    """

    def __init__(self, visit: int = 1, port: int = 0) -> None:
        if visit not in VISITS:
            raise ValueError(f"no visit {visit}: there are {VISITS}")
        self.visit = visit
        self.requests: list[tuple[str, str, int]] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.portal = self
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> SamplePortal:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Serve until the server is shut down."""
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    portal: SamplePortal

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent about a client that has gone (a crawl that was killed); anything else is our mistake."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Rocket"  # web2py's own server
    sys_version = ""
    disable_nagle_algorithm = True  # else the body waits 40 ms for the client to acknowledge the head
    timeout = 60

    @property
    def portal(self) -> SamplePortal:
        assert isinstance(self.server, _Server)  # noqa: S101  typing
        return self.server.portal

    def do_GET(self) -> None:
        """Answer with the page, with 304 where the client has it already."""
        host = self.headers.get("Host") or self.portal.url.removeprefix("http://").rstrip("/")
        page = Site(self.portal.visit, f"http://{host}").page(self.path)
        changed = _CHANGED[self.portal.visit] if page.is_page else _FILES_CHANGED
        # Weak: one tag for the page as it is and for the page in gzip (RFC 9110, 8.8.1).
        tag = f'W/"{hashlib.sha256(page.body).hexdigest()[:24]}"'
        fields = {"Vary": "Accept-Encoding"}
        if page.status == 200:
            fields |= {"ETag": tag, "Last-Modified": format_datetime(changed, usegmt=True)}
        if page.status == 200 and self._client_has(tag, changed):
            self._answer(304, fields, b"")
            return
        body = page.body
        if _accepts_gzip(self.headers.get("Accept-Encoding", "")) and not page.media_type.startswith("image/"):
            body = gzip.compress(body, 6, mtime=0)
            fields["Content-Encoding"] = "gzip"
        fields |= {"Content-Type": page.media_type, "Content-Length": str(len(body))}
        self._answer(page.status, fields, body)

    do_HEAD = do_GET  # noqa: N815

    def _client_has(self, tag: str, changed: datetime) -> bool:
        """Tell whether the client's copy is good; the tag outranks the date (RFC 9110)."""
        if tags := self.headers.get("If-None-Match"):
            known = {candidate.strip().removeprefix("W/") for candidate in tags.split(",")}
            return tag.removeprefix("W/") in known or "*" in known
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
        except ValueError:
            return False
        return since.replace(tzinfo=since.tzinfo or UTC) >= changed

    def _answer(self, status: int, fields: dict[str, str], body: bytes) -> None:
        self.portal.requests.append((self.command, self.path, status))
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Stay silent: :attr:`SamplePortal.requests` is the log."""


def _accepts_gzip(accepted: str) -> bool:
    """Tell whether an Accept-Encoding field takes gzip (``gzip;q=0`` refuses it)."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
