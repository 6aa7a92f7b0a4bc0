"""Servers end with the test that started them, whatever ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.real_cms.processes import KEPT_LOGS, ServerFailedError, server

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked for in /proc")
_PATIENCE = 60  # seconds; for what hangs
# A server whose child outlives it, as PHP's workers do.
_PARENT = ["sh", "-c", "sleep 600 & echo up; wait"]
_STARTER = """
import sys, time
from pathlib import Path
from tests.real_cms.processes import server
log = Path(sys.argv[1])
with server({command!r}, log, lambda: b"up" in log.read_bytes()):
    print("started", flush=True)
    time.sleep(600)
"""


def test_a_server_and_its_children_end_with_the_context(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with server(_marked(tmp_path), log, lambda: b"up" in log.read_bytes()):
        assert _living(tmp_path)
    assert _have_ended(tmp_path)


def test_a_server_and_its_children_end_when_the_test_is_killed(tmp_path: Path) -> None:
    script = _STARTER.format(command=_marked(tmp_path))
    starter = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "log")], stdout=subprocess.PIPE)
    assert starter.stdout is not None
    assert starter.stdout.readline() == b"started\n"
    assert _living(tmp_path)
    starter.send_signal(signal.SIGKILL)
    starter.communicate(timeout=_PATIENCE)
    assert _have_ended(tmp_path)


def test_a_server_that_exits_is_told_with_its_last_words(tmp_path: Path) -> None:
    broken = server(["sh", "-c", "echo no such database; exit 3"], tmp_path / "log", lambda: False)
    with pytest.raises(ServerFailedError, match="no such database"), broken:
        pass


def test_what_a_server_wrote_is_kept_where_that_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEPT_LOGS, str(tmp_path / "kept"))
    log = tmp_path / "of-a-site" / "out.log"
    log.parent.mkdir()
    broken = server(["sh", "-c", "echo no such database; exit 3"], log, lambda: False)
    with pytest.raises(ServerFailedError), broken:
        pass
    assert (tmp_path / "kept" / "of-a-site-out.log").read_text() == "no such database\nsh exited with 3\n"


def _marked(folder: Path) -> list[str]:
    """Return the command with the test's own folder in it, by which its processes are known."""
    return [*_PARENT[:2], _PARENT[2].replace("sleep", str(_sleeper(folder)))]


def _sleeper(folder: Path) -> Path:
    program = folder / "sleeper"
    if not program.exists():
        program.write_text(f"#!{sys.executable}\nimport sys, time\ntime.sleep(float(sys.argv[1]))\n")
        program.chmod(0o755)
    return program


def _have_ended(folder: Path) -> bool:
    """Tell whether all processes of a test end: they were killed, and a busy machine takes its time to do it."""
    end = time.monotonic() + _PATIENCE
    while _living(folder) and time.monotonic() < end:
        time.sleep(0.05)
    return not _living(folder)


def _living(folder: Path) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder / "sleeper").encode() in command.split(b"\0"):
                found.append(int(entry.name))
    return found
