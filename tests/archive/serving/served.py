"""The site as its readers have it: the real command, in a process of its own, asked over sockets."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.database import transaction, writing
from tests.archive.serving.hostile_requests import get
from tests.archive.site.samples import FIRST, HOME, load, official, record, title

STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3}) ")
PATIENCE = 60.0  # seconds; guards against a hang only
MOST_MEMORY = 512 << 20
IS_LONG = os.environ.get("CONGTIN_FAULTS") == "long"
# What somebody asks for who reads while others attack.
READER = get("/archive/articles.json?_size=5&_shape=array&_sort=id&_col=title")


@dataclass(frozen=True)
class Served:
    """A server: its port, its process, and what it has written to its error stream so far."""

    port: int
    pid: int
    errors: Path

    def ask(self, sent: bytes, *, patience: float = PATIENCE) -> bytes:
        """Send bytes, end the sending, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as connection:
            with contextlib.suppress(ConnectionError):
                connection.sendall(sent)
            return read_all(connection)

    def memory(self) -> int:
        """Bytes of memory that the process has had at most."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+([0-9]+) kB", status)[1]) << 10  # type: ignore[index]


def statuses(answer: bytes) -> list[int]:
    """The status of each answer that a connection brought."""
    return [int(status) for status in STATUS.findall(answer)]


def read_all(connection: socket.socket) -> bytes:
    """Everything until the other end closes, its head alone where it is long."""
    kept, length = b"", 0
    with contextlib.suppress(ConnectionError):
        while data := connection.recv(1 << 16):
            length += len(data)
            if length <= 1 << 20:
                kept += data
    return kept


@contextlib.contextmanager
def serving(directory: Path, folder: Path, *words: str) -> Iterator[Served]:
    """Run ``congtin serve`` on an archive."""
    errors = folder / "errors"
    command = [
        sys.executable,
        "-c",
        "from archive.cli import main; main()",
        "serve",
        "--archive",
        str(directory),
        "--port",
        "0",
        *words,
    ]
    with errors.open("wb") as stream:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=stream, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    try:
        assert process.stdout
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:([0-9]+)/", line)
        assert found, (line, errors.read_text())
        yield Served(int(found[1]), process.pid, errors)
        assert process.poll() is None, errors.read_text()
    finally:
        process.terminate()
        process.wait()
        if process.stdout:
            process.stdout.close()


def large_archive(directory: Path, articles: int, *, large: int = 0) -> None:
    """An archive of that many articles, of which ``large`` have 4.6 MB of text each in memory."""
    with writing(directory) as db, transaction(db.conn):
        db.conn.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng thị xã Gió', ?)", (HOME,))
        db.conn.execute(
            "INSERT INTO crawls (id, portal, started, finished, outcome) VALUES (1, 'gio', ?, ?, 'ok')", (FIRST, FIRST)
        )
        for number in range(articles):
            text = f"Bà Lê Thị Mây chủ trì phiên {number}. " + "Quang cảnh buổi họp. " * 80
            item = record(
                f"bai-{number}.html",
                title=f"Thị uỷ họp phiên {number}",
                text=text,
                published=f"20{10 + number % 16}-0{1 + number % 9}-11T08:00:00+07:00",
                section=f"Mục {number % 7}",
                officials=[official("Lê Thị Mây", (3, 13, "text"), honorific="Bà", roles=["chaired"],
                                    titles=[title("Bí thư Thị uỷ", organization="Thị uỷ Gió")])],
            )  # fmt: skip
            load(db.conn, item, 1, FIRST)
        # Not by loading them: what answers cost is their size, and reading megabytes of text for names takes long.
        longer = "UPDATE articles SET text = text || ? WHERE id IN (SELECT id FROM articles ORDER BY id LIMIT ?)"
        db.conn.execute(longer, ("Quang cảnh buổi họp 𠀀. " * 50_000, large))  # four bytes a character
