"""Readers of a site that is served: so many at once, one page after the other, each on one connection."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from types import TracebackType
from typing import Self

from datasette.utils import tilde_encode

from archive.database import reading

_HANGS = 120.0  # seconds; guards against a hang only
_ROWS = 40  # of each kind that are visited


@dataclass(frozen=True, slots=True)
class Visit:
    """One page asked for: its kind, address, status (0: none), seconds, and what went wrong."""

    kind: str
    address: str
    status: int
    seconds: float
    trouble: str = ""

    @property
    def failed(self) -> bool:
        return self.status != 200 or bool(self.trouble)


@dataclass
class Visitors:
    """Visitors without a pause, while the context lasts.

    Attributes:
        port: of the site, on loopback.
        pages: kind -> its addresses; a visitor takes the kinds in turn, and another address of it every time.
        count: how many there are.
        visits: what they asked for.
        connections: how many they opened; those that are kept alive are one a visitor.
    """

    port: int
    pages: Mapping[str, Sequence[str]]
    count: int
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        assert all(self.pages.values()), self.pages
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(self.count)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def failed(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.failed]

    def _read(self, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_HANGS)
        turns = {kind: cycle([*addresses[number:], *addresses[:number]]) for kind, addresses in self.pages.items()}
        kinds = list(turns)
        for kind in cycle([*kinds[number % len(kinds) :], *kinds[: number % len(kinds)]]):
            if self._stop.is_set():
                break
            self.visits.append(self._visit(connection, kind, next(turns[kind])))
        connection.close()

    def _visit(self, connection: http.client.HTTPConnection, kind: str, address: str) -> Visit:
        began = time.monotonic()
        try:
            status, trouble = self._asked(connection, address)
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            status, trouble = 0, f"{type(error).__name__}: {error}"
        return Visit(kind, address, status, time.monotonic() - began, trouble)

    def _asked(self, connection: http.client.HTTPConnection, address: str, hops: int = 2) -> tuple[int, str]:
        is_kept = connection.sock is not None
        self.connections += not is_kept
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            if not is_kept:
                raise
            # A connection that was left alone for as long as the server keeps one: a browser opens another.
            connection.close()
            return self._asked(connection, address, hops)
        body = answer.read()
        if answer.status == 302 and address.startswith("/archive/people/") and hops:
            # A crawl found out who it is: the former number leads to the present one, and a browser follows.
            return self._asked(connection, answer.getheader("location", ""), hops - 1)
        whole = not answer.getheader("content-type", "").startswith("text/html") or b"</html>" in body
        return answer.status, "" if body and whole else "the page has no end"


def pages_of(directory: Path) -> dict[str, list[str]]:
    """Return the addresses of an archive's pages by their kinds, as its readers come upon them.

    It needs a few articles and somebody who is named.
    """
    with reading(directory) as db:
        articles, captures, portals = (
            [row[0] for row in db.conn.execute(f"SELECT id FROM {table} ORDER BY id LIMIT {_ROWS}")]
            for table in ("articles", "captures", "portals")
        )
        named = f"SELECT person FROM mentions GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {_ROWS}"
        people = [row[0] for row in db.conn.execute(named)]
    return {
        "home": ["/"],
        "data": ["/archive"],
        "article": [f"/archive/articles/{key}" for key in articles],
        "official": [f"/archive/people/{key}" for key in people],
        "portal": [f"/archive/portals/{tilde_encode(key)}" for key in portals],
        "search": ["/search?q=duong", "/search?q=%22uy+ban%22", "/search?q=nh%C3%A2n+d%C3%A2n&sort=newest"],
        "people": ["/people", "/people?q=nguyen"],
        "cards": ["/archive/articles", "/archive/articles?_search=uy+ban"],
        "table": ["/archive/article_list", "/archive/captures", "/archive/problems"],
        "capture": [f"/archive/captures/{key}" for key in captures],
        "health": ["/health", "/archive/portal_health"],
        "JSON": ["/archive/tenures.json", "/archive/articles.json?_shape=array"],
    }


def percentile(visits: Sequence[Visit], part: float) -> float:
    """Return the seconds within which so much (0 to 1) of the visits, one at least, were answered."""
    took = sorted(visit.seconds for visit in visits)
    return took[min(int(len(took) * part), len(took) - 1)]
