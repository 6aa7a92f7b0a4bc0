"""The corpus as a site: many portals, each on a loopback address of its own, served by a process of its own."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

import uvicorn

from tests.benchmark.corpus.portals import CorpusPortal

if TYPE_CHECKING:
    from types import TracebackType

    from tests.benchmark.corpus.portals import Answer


class CorpusServer:
    """Portals served while the context lasts, by a process whose CPU is not that of whoever asks.

    Attributes:
        urls: the home pages, in the order of the portals' numbers.
        layouts: which system each is of.
    """

    def __init__(
        self, portals: int, articles: int, *, first: int = 0, delay: float = 0.0, seed: str = "corpus"
    ) -> None:
        """Take how many portals, from which number on, how many articles each, and seconds before each answer."""
        command = [sys.executable, "-m", "tests.benchmark.corpus", "--portals", str(portals), "--articles",
                   str(articles), "--first", str(first), "--delay", str(delay), "--seed", seed]  # fmt: skip
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        began = self._read()
        self.urls: list[str] = began["portals"]
        self.layouts: list[str] = began["layouts"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def served(self) -> dict[str, int]:
        """Return ``requests``, ``bytes`` (of bodies), ``not_modified`` and ``missing`` since the last call."""
        assert self._process.stdin is not None
        self._process.stdin.write("served\n")
        self._process.stdin.flush()
        return {"requests": 0, "bytes": 0, "not_modified": 0, "missing": 0} | self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the corpus server ended with {self._process.wait(30)}")
        found: dict[str, Any] = json.loads(line)
        return found


class CorpusSite:
    """The ASGI application: which portal is asked is told by the address and port that a request came to."""

    def __init__(self, portals: dict[tuple[str, int], CorpusPortal], delay: float) -> None:
        self.counts: Counter[str] = Counter()
        self._portals = portals
        self._delay = delay
        self._ticks: Counter[tuple[str, int]] = Counter()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        host, port = scope["server"]
        query = scope["query_string"].decode("latin-1")
        path = scope["path"] + (f"?{query}" if query else "")
        self._ticks[host, port] += 1
        answer = self._portals[host, port].answer(path, self._ticks[host, port])
        asked = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        status, body = (304, b"") if _is_known(answer, asked) else (answer.status, answer.body)
        self.counts.update(requests=1, bytes=len(body), not_modified=status == 304, missing=status == 404)
        if self._delay:
            await asyncio.sleep(self._delay)
        headers = [(name.lower().encode(), value.encode()) for name, value in answer.headers.items()]
        if status != 304:
            headers.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _is_known(answer: Answer, asked: dict[str, str]) -> bool:
    tag, changed = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    return bool((tag and asked.get("if-none-match") == tag) or (changed and asked.get("if-modified-since") == changed))


async def serve(portals: int, articles: int, *, first: int, delay: float, seed: str) -> None:
    """Serve until standard input ends; print the addresses, and what was served after each line that comes in."""
    sockets, found = [], {}
    for number in range(first, first + portals):
        place = number - first
        listening = socket.socket()
        # 127.0.0.0/8 is this machine: a host each, as politeness counts them.
        listening.bind((f"127.1.{place // 250}.{place % 250 + 1}", 0))
        host, port = listening.getsockname()
        found[host, port] = CorpusPortal(number, articles, f"http://{host}:{port}", seed)
        sockets.append(listening)
    site = CorpusSite(found, delay)
    config = uvicorn.Config(site, log_level="error", lifespan="off", server_header=False, timeout_keep_alive=60)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=sockets))
    while not server.started:
        await asyncio.sleep(0.01)
    began = {"portals": [f"{one.origin}/" for one in found.values()],
             "layouts": [one.layout.name for one in found.values()]}  # fmt: skip
    print(json.dumps(began), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(site.counts), flush=True)
        site.counts.clear()
    server.should_exit = True
    await serving
