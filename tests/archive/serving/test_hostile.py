"""Whatever is sent to the site, it answers, in its bounds, and others meanwhile (``make faults``)."""

from __future__ import annotations

import os
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.site.listener import HEAD_SECONDS, MOST_CONNECTIONS
from tests.archive.serving.hostile_requests import Kind, get, kinds
from tests.archive.serving.served import PATIENCE, STATUS, Served, large_archive, read_all, serving

pytestmark = pytest.mark.faults

MOST_MEMORY = 512 << 20
READER = get("/archive/articles.json?_size=5&_shape=array&_sort=id&_col=title")
KINDS = 400  # at least
CLIENTS = 4
SECONDS = 60.0 if os.environ.get("CONGTIN_FAULTS") == "long" else 10.0
# What no HTTP is need not be answered: the connection may just end.
_UNANSWERED = {"no HTTP: a lone CR"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    large_archive(folder, 150, large=40)
    return folder


@pytest.fixture(scope="module", params=[["--public"], []], ids=["public", "private"])
def server(
    directory: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Served]:
    with serving(directory, tmp_path_factory.mktemp("errors"), *request.param) as served:
        yield served


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in STATUS.findall(answer)]


def faults_of(kind: Kind, answer: bytes) -> list[str]:
    """What is wrong with an answer to a hostile request."""
    found = [f"{kind.name}: {status}" for status in statuses(answer) if status >= 500]
    if not statuses(answer) and kind.name not in _UNANSWERED:
        found.append(f"{kind.name}: no answer")
    head = answer.partition(b"\r\n\r\n")[0].lower()
    if b"\r\nserver:" in head or b"\r\nset-cookie: x" in head or b"access-control-allow" in head:
        found.append(f"{kind.name}: {head!r}")
    return found


def test_no_kind_of_request_is_a_fault_of_the_server(server: Served) -> None:
    """Four at a time, a reader beside them who is always answered."""
    every, faults, waits = kinds(), [], []
    assert len(every) >= KINDS
    waiting = iter(every)
    lock, is_over = threading.Lock(), threading.Event()

    def send() -> None:
        while True:
            with lock:
                kind = next(waiting, None)
            if kind is None:
                return
            faults.extend(faults_of(kind, server.ask(kind.sent)))

    def read() -> None:
        while not is_over.wait(0.2):
            began = time.monotonic()
            answer = server.ask(READER)
            waits.append(time.monotonic() - began)
            if statuses(answer) != [200]:
                faults.append(f"a reader got {statuses(answer)}")

    clients = [threading.Thread(target=send) for _ in range(CLIENTS)]
    reader = threading.Thread(target=read)
    for thread in (*clients, reader):
        thread.start()
    for thread in clients:
        thread.join()
    is_over.set()
    reader.join()
    assert faults == []
    assert len(waits) > 10
    print(f"{len(waits)} readings, half of them within {statistics.median(waits):.2f} s")
    assert server.memory() <= MOST_MEMORY


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
    large = get("/archive/articles.json?_size=3&_shape=array&_sort=id")
    held = []
    for _ in range(60):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(large)
        held.append(connection)
    assert statuses(server.ask(READER)) == [200]
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
            while not answer.endswith(b"Disallow: /cite/\n"):
                answer += connection.recv(1 << 16)
            assert statuses(answer) == [200]
        connection.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert statuses(read_all(connection)) == [200]
