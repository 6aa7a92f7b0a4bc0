"""Whatever is sent to the site, it answers, in its bounds, and others meanwhile (``make faults``)."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.serving.hostile_requests import Kind, kinds
from tests.archive.serving.served import IS_LONG, MOST_MEMORY, READER, Served, large_archive, serving, statuses

pytestmark = pytest.mark.faults

KINDS = 400  # at least
CLIENTS = 4
# Who is not the owner cannot ask the private profile; it gets every kind on demand.
EVERY = {"public": 1, "private": 1 if IS_LONG else 4}
MOST_LOG = 20_000  # bytes of the error stream
# What no HTTP is need not be answered: the connection may just end.
_UNANSWERED = {"no HTTP: a lone CR"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    large_archive(folder, 150, large=40)
    return folder


@pytest.fixture(params=["public", "private"])
def profile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(directory: Path, profile: str, tmp_path: Path) -> Iterator[Served]:
    with serving(directory, tmp_path, *(["--public"] if profile == "public" else [])) as served:
        yield served


def faults_of(kind: Kind, answer: bytes) -> list[str]:
    """What is wrong with an answer to a hostile request."""
    found = [f"{kind.name}: {status}" for status in statuses(answer) if status >= 500]
    if not statuses(answer) and kind.name not in _UNANSWERED:
        found.append(f"{kind.name}: no answer")
    head = answer.partition(b"\r\n\r\n")[0].lower()
    if b"\r\nserver:" in head or b"\r\nset-cookie: x" in head or b"access-control-allow" in head:
        found.append(f"{kind.name}: {head!r}")
    return found


def test_no_kind_of_request_is_a_fault_of_the_server(server: Served, profile: str) -> None:
    """Four at a time, a reader beside them who is always answered; strangers do not fill the log."""
    every, faults, waits = kinds(), [], []
    assert len(every) >= KINDS
    waiting = iter(every[:: EVERY[profile]])
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
    told = server.errors.read_text(encoding="utf-8", errors="replace")
    assert faults == [], told
    assert len(waits) > 10
    print(f"{len(waits)} readings, half of them within {statistics.median(waits):.2f} s")
    assert server.memory() <= MOST_MEMORY
    assert "Traceback" not in told
    assert len(told) <= MOST_LOG
