"""Asking a web archive: one request at a time with a pause, patient with ``Retry-After``, behind the address guard.

The archive may be anybody's address, so the guard is where the connection is made: a name that resolves into this
machine or its network is not asked, whatever it resolved to a moment ago.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore

from scraper.clock import now
from scraper.content_encoding import MAX_BODY_BYTES
from scraper.errors import CongtinError
from scraper.guarded_network import GuardedNetwork
from scraper.public_addresses import RefusedHostError, refusal
from scraper.retry_after import retry_after
from scraper.settings import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

MAX_TRIES = 4
LONGEST_WAIT = 900.0  # seconds; who asks to wait longer is asked again in another run
_TIMEOUT = 60.0
_TEMPORARY = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_FIRST_WAIT = 5.0  # seconds before the second try; four times as long before each further one


class WebArchiveError(CongtinError):
    """A web archive cannot be asked, or gives no usable answer; says what happened and what to do."""


class WebArchiveRestError(WebArchiveError):
    """A web archive asks to be left alone for long, or the budget is used up: the rest is for another run."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, headers as sent, body in the encoding in which it came."""

    status: int
    headers: list[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)

    def header(self, name: str) -> str | None:
        """Return the first header of that name, ``None`` where there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)


class ArchiveClient:
    """Asks one web archive; to be used as a context manager.

    Args:
        delay: the pause between two requests, in seconds.
        budget: the most requests.
        allow_loopback: let addresses on this machine through (demo and tests).
        sleep: waits so many seconds.

    Attributes:
        requests: how many have been made.
    """

    def __init__(
        self, *, delay: float, budget: int, allow_loopback: bool = False, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._delay = delay
        self._budget = budget
        self._sleep = sleep
        self._allow_loopback = allow_loopback
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=1,
            network_backend=GuardedNetwork(allow_loopback=allow_loopback),
        )
        self.requests = 0

    def __enter__(self) -> Self:
        """Nothing is connected yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._pool.close()

    def get(self, url: str, *, limit: int = MAX_BODY_BYTES) -> Reply:
        """Ask for an address until an answer comes that is worth something, with pauses in between.

        Args:
            url: the address; redirects are not followed.
            limit: the largest body, in bytes.

        Raises:
            WebArchiveRestError: the archive asks to be left alone for long, or the budget is used up.
            WebArchiveError: nothing came after all tries, more than the limit, or the address is none.
        """
        wait, reason = _FIRST_WAIT, ""
        for attempt in range(1, MAX_TRIES + 1):
            try:
                reply = self._ask(url, limit)
            except RefusedHostError as error:
                raise WebArchiveError(str(error)) from None
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
                reply, reason = None, f"{type(error).__name__}: {error}"
            if reply is not None and (reply.status not in _TEMPORARY or _is_captured(reply)):
                return reply
            asked = retry_after(reply.header("Retry-After"), now()) if reply else None
            if reply is not None:
                reason = f"status {reply.status}"
            if asked is not None and asked > LONGEST_WAIT:
                raise WebArchiveRestError(
                    f"{_host(url)} asks to be left alone for {asked / 60:.0f} minutes ({reason}); run the command "
                    "again later, it goes on where it stopped"
                )
            if attempt < MAX_TRIES:
                self._sleep(max(asked or 0.0, wait * min(self._delay, 1.0)))
                wait *= 4
        raise WebArchiveError(f"{url}: no answer after {MAX_TRIES} tries ({reason}); run it again later")

    def _ask(self, url: str, limit: int) -> Reply:
        """Make one request."""
        address = _address(url, allow_loopback=self._allow_loopback)
        if self.requests >= self._budget:
            raise WebArchiveRestError(
                f"the run's budget of {self._budget} requests is used up; run the command again to go on"
            )
        if self.requests:
            self._sleep(self._delay)
        self.requests += 1
        fields = [("Host", urlsplit(url).netloc), ("User-Agent", USER_AGENT), ("Accept", "*/*"),
                  ("Accept-Encoding", "identity")]  # fmt: skip
        timeouts = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _TIMEOUT)}
        with self._pool.stream("GET", address, headers=fields, extensions=timeouts) as response:
            pieces: list[bytes] = []
            size = 0
            for piece in response.iter_stream():
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    raise WebArchiveError(f"{url}: the answer is larger than {limit // (1 << 20)} MB")
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers]
            return Reply(response.status, headers, b"".join(pieces))


def _address(url: str, *, allow_loopback: bool) -> httpcore.URL:
    """Return an address as one that can be asked; raises :class:`WebArchiveError` where it is none."""
    try:
        address = httpcore.URL(url)
    except (TypeError, ValueError) as error:
        raise WebArchiveError(f"{url}: is no address that can be asked ({error})") from None
    if address.scheme not in {b"http", b"https"}:
        raise WebArchiveError(f"{url}: is no address of the web; write it as https://web.archive.org/cdx/search/cdx")
    if (why_not := refusal(url, allow_loopback=allow_loopback)) is not None:
        raise WebArchiveError(why_not)
    return address


def _is_captured(reply: Reply) -> bool:
    """Tell whether an error is that of the captured page, not of the web archive."""
    return reply.header("Memento-Datetime") is not None


def _host(url: str) -> str:
    return urlsplit(url).netloc
