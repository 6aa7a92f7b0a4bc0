"""HTTP as it is spoken to strangers: uvicorn's, with an end to every kind of waiting.

uvicorn waits for the head of a request as long as somebody sends a letter now and then (slowloris), and for somebody
who reads an answer as slowly; its bound on connections counts those who wait, and answers all others with 503. Here a
request has seconds to arrive, an answer that nobody takes is dropped, and connections beyond a bound push out the one
that has waited longest without asking anything.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, Any]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]

HEAD_SECONDS = 10.0  # for the head of a request
LONGEST_HEAD = 40 << 10  # bytes; browsers send 1 KB, and a long search (archive.site.gate) 32
MOST_CONNECTIONS = 256
_PIECE = 64 << 10  # bytes handed to the connection at a time
_PIECE_SECONDS = 20.0  # for a piece to be taken: 3 KB/s, a telephone in the mountains
_AT_WORK = 8  # requests that are worked on at the same time; SQL has three threads
_UNSENT = 96 << 20  # bytes of large answers that wait for their readers
_SMALL = 256 << 10  # bytes; for an answer up to here there is always room
_OF_THE_BODY = frozenset({b"content-type", b"content-length", b"content-disposition", b"cache-control"})
_BUSY = "Many large answers are on their way to others; ask again in some seconds, or for less."


class GuardedProtocol(H11Protocol):
    """A connection that ends when nothing is asked in time, and when it stands in the way of others."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, with time for a first request; where there are too many connections, end the idlest."""
        self._since = self.loop.time()
        self._unread: asyncio.TimerHandle | None = None
        super().connection_made(transport)
        self._waiting = self.loop.call_later(HEAD_SECONDS, self._end)
        if len(self.connections) > MOST_CONNECTIONS:
            self._make_room()

    def _make_room(self) -> None:
        idle = [other for other in self.connections if isinstance(other, GuardedProtocol) and other._is_idle()]
        if idle:
            min(idle, key=lambda other: other._since)._end()
        else:
            self._end()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _end(self) -> None:
        if self._is_idle():
            self.connections.discard(self)
            self.transport.abort()

    def handle_events(self) -> None:
        """Read what came; what is asked has been asked in time."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._waiting.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what came. The time for a request runs from its first letter, whatever comes between."""
        if self._is_idle() and self.timeout_keep_alive_task is not None:
            self._since = self.loop.time()
            self._waiting.cancel()
            self._waiting = self.loop.call_later(HEAD_SECONDS, self._end)
        super().data_received(data)

    def pause_writing(self) -> None:
        """Wait for the reader, not for ever."""
        super().pause_writing()
        self._unread = self.loop.call_later(_PIECE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        if self._unread is not None:
            self._unread.cancel()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._waiting.cancel()
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)


def guarded(app: App) -> App:
    """Return ``app`` with a bound on what is worked on at once, and on what waits to be read.

    Answers are handed out in pieces, each when the one before is taken. While they are, others are worked on. The room
    for large answers that are not taken yet is one for all: where it is full, another large one is refused with 429
    (ask again), so that who reads slowly costs nobody else more than that.
    """
    work = asyncio.Semaphore(_AT_WORK)
    room = _Room(_UNSENT)

    async def served(scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        pieces = _Pieces(send, work, room)
        await work.acquire()
        try:
            await app(scope, receive, pieces.send)
        finally:
            pieces.end()

    return served


@dataclass(slots=True)
class _Room:
    """So many bytes of answers that may wait to be taken."""

    left: int


class _Pieces:
    """Sends one answer in pieces."""

    def __init__(self, send: Send, work: asyncio.Semaphore, room: _Room) -> None:
        self._send = send
        self._work: asyncio.Semaphore | None = work
        self._room = room
        self._start: Message | None = None
        self._is_refused = False

    async def send(self, message: Message) -> None:
        """Send a message of ASGI. The status waits for the first of the body, which says whether there is room."""
        if message["type"] == "http.response.start":
            self._start = message
        elif not self._is_refused:
            await self._send_body(message)

    async def _send_body(self, message: Message) -> None:
        body = message.get("body", b"")
        size = len(body) if len(body) > _SMALL else 0
        if size > self._room.left:
            await self._refuse()
            return
        self._room.left -= size
        try:
            if self._start is not None:
                start, self._start = self._start, None
                await self._send(start)
            if size:
                self.end()
            for begin in range(0, len(body) or 1, _PIECE):
                more = begin + _PIECE < len(body) or message.get("more_body", False)
                await self._send({**message, "body": body[begin : begin + _PIECE], "more_body": more})
        finally:
            self._room.left += size

    async def _refuse(self) -> None:
        """Say that there is no room now; where a part was sent already, nothing is left but to stop."""
        self._is_refused = True
        if self._start is None:
            raise ConnectionAbortedError("there is no room for the rest of a large answer")
        kept = [pair for pair in self._start["headers"] if pair[0].lower() not in _OF_THE_BODY]
        headers = [*kept, (b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"10")]
        await self._send(
            {"type": "http.response.start", "status": 429, "headers": [*headers, (b"cache-control", b"no-store")]}
        )
        await self._send({"type": "http.response.body", "body": _BUSY.encode()})

    def end(self) -> None:
        """Let others work."""
        if self._work is not None:
            self._work.release()
            self._work = None
