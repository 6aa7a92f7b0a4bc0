"""Many portals on one machine, for the benchmark of crawls side by side: a process of its own, a host a portal.

``python -m tests.benchmark.many_hosts`` serves every address of 127.0.0.0/8 on one port, which it prints, until its
standard input ends; then it prints when each host was asked, as JSON. Each host is a portal without end: its home page
is a list, any other address an article of real size (a golden page with a sentence of its own, and no links of its
own), and every article leads on to further ones.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import re
import sys
import time
import zlib
from collections import defaultdict

from tests.benchmark.reextraction import realistic_pages

_LINKS = 12  # of a page, to further articles
_ARTICLE = re.compile(r"/tin-tuc/(\d+)\.html")
_OWN_LINK = re.compile(rb'(?<=href=")(?!https?:)')


class Portals:
    """Answers for all hosts, and remembers when each was asked.

    Attributes:
        asked: the moments of the requests by host (seconds of the monotonic clock).
    """

    def __init__(self) -> None:
        self.asked: dict[str, list[float]] = defaultdict(list)
        self._articles = [_without_links(body) for _, body, _ in realistic_pages()]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while (head := await reader.readuntil(b"\r\n\r\n")) is not None:
                lines = head.decode("latin-1").split("\r\n")
                path = lines[0].split(" ")[1]
                fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
                self.asked[fields["host"]].append(time.monotonic())
                writer.write(self._reply(fields["host"], path))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _reply(self, host: str, path: str) -> bytes:
        found = _ARTICLE.fullmatch(path)
        if found is None and path != "/":
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        number = int(found[1]) if found else 0
        links = "".join(
            f'<li><a href="/tin-tuc/{number * _LINKS + place}.html">Tin số {number * _LINKS + place} của địa phương, '
            "đăng trên cổng thông tin</a></li>"
            for place in range(1, _LINKS + 1)
        )
        if path == "/":
            body = f"<html><head><title>Cổng thông tin {host}</title></head><body><ul>{links}</ul></body></html>"
            packed = gzip.compress(body.encode(), 6)
        else:
            page = self._articles[zlib.crc32(f"{host}{number}".encode()) % len(self._articles)]
            own = f"<p>Bản tin số {number} của {host}.</p><ul>{links}</ul></body>".encode()
            packed = gzip.compress(page.replace(b"</body>", own, 1), 1)
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(packed), packed)
        )


def _without_links(body: bytes) -> bytes:
    """Return a page whose own links lead to one place beside the portal: what is asked for are this server's."""
    return _OWN_LINK.sub(b"https://nguon.example.vn/", body)


async def serve() -> None:
    """Serve until the standard input ends."""
    portals = Portals()
    server = await asyncio.start_server(portals.answer, "0.0.0.0", 0, limit=1 << 16)  # nosec B104
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()
    print(json.dumps(portals.asked))


if __name__ == "__main__":
    asyncio.run(serve())
