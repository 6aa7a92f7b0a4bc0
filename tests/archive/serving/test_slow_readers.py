"""Those who ask slowly, read slowly or never stop asking keep nobody else out (``make faults``)."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from archive.site.listener import HEAD_SECONDS, MOST_CONNECTIONS
from tests.archive.serving.hostile_requests import get, kinds
from tests.archive.serving.served import (
    IS_LONG,
    MOST_MEMORY,
    PATIENCE,
    READER,
    Served,
    large_archive,
    read_all,
    serving,
    statuses,
)

pytestmark = pytest.mark.faults

CLIENTS = 4
LONG_PATIENCE = 4 * PATIENCE  # sixty large answers are made before: 5 s of a core, and others may want it
SECONDS = 60.0 if IS_LONG else 8.0
# What listens is the same in both profiles.
PROFILES = [["--public"], []] if IS_LONG else [["--public"]]


@pytest.fixture(scope="module", params=PROFILES, ids=lambda words: "public" if words else "private")
def server(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("slow") / "archive"
    large_archive(directory, 60, large=20)
    with serving(directory, tmp_path_factory.mktemp("errors"), *request.param) as served:
        yield served


def test_those_who_never_finish_asking_keep_nobody_out(server: Served) -> None:
    """More connections than there may be, each with a letter now and then (slowloris)."""
    slow = [
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) for _ in range(MOST_CONNECTIONS + 40)
    ]
    for connection in slow:
        try:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")
        except ConnectionError:
            continue  # pushed out already
    assert statuses(server.ask(READER)) == [200]
    ends = time.monotonic() + HEAD_SECONDS + PATIENCE
    while time.monotonic() < ends and slow:
        slow = [connection for connection in slow if _is_open(connection)]
        time.sleep(0.5)
    assert slow == []


def _is_open(connection: socket.socket) -> bool:
    try:
        connection.settimeout(0.001)
        connection.sendall(b"a")
        return connection.recv(1) != b""
    except TimeoutError:
        return True
    except OSError:
        return False


def test_those_who_never_read_keep_nobody_out(server: Served) -> None:
    """Large answers, of which nobody takes a byte; the memory they wait in is bounded."""
    large = get("/archive/articles.json?_size=2&_shape=array&_sort=id")
    assert statuses(server.ask(large)) == [200]
    held = []
    for _ in range(60):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(large)
        held.append(connection)
    assert statuses(server.ask(READER, patience=LONG_PATIENCE)) == [200]
    for connection in held:
        connection.close()
    assert server.memory() <= MOST_MEMORY


def test_four_clients_read_while_it_is_attacked(server: Served) -> None:
    """For a minute with CONGTIN_FAULTS=long, some seconds in CI: 0 errors."""
    attacks = [kind.sent for kind in kinds() if "CSV" not in kind.name and "SQL" not in kind.name][::5]
    ends = time.monotonic() + SECONDS
    faults: list[list[int]] = []

    def attack() -> None:
        while time.monotonic() < ends:
            for sent in attacks:
                server.ask(sent)
                if time.monotonic() > ends:
                    return

    def read() -> None:
        while time.monotonic() < ends:
            found = statuses(server.ask(READER))
            if found != [200]:
                faults.append(found)

    threads = [threading.Thread(target=work) for work in (attack, *[read] * CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert server.memory() <= MOST_MEMORY


def test_a_connection_is_used_again(server: Served) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
        for _ in range(3):
            connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
            answer = b""
            while b"Disallow: /cite/\n" not in answer:
                answer += (data := connection.recv(1 << 16))
                assert data, answer
            assert statuses(answer) == [200]
        connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert statuses(read_all(connection)) == [200]
