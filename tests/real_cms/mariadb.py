"""A MariaDB of our own: its data and its socket in one temporary folder, no network, no service."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real_cms.processes import server


@dataclass(frozen=True)
class MariaDB:
    """A running server; root needs no password, for only its socket leads to it."""

    socket: Path

    def execute(self, sql: str) -> str:
        """Run statements, return what they print (columns between tabs)."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--batch", "--silent"]
        done = subprocess.run(command, input=sql, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout


@contextmanager
def mariadb(folder: Path) -> Iterator[MariaDB]:
    """Create a server in ``folder`` (its path has to be short: a socket's may have 107 bytes) and run it."""
    data, socket = folder / "data", folder / "db.sock"
    user = ["--user=root"] if os.geteuid() == 0 else []
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
         "--skip-test-db", *user],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    command = [
        "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={socket}", f"--pid-file={folder / 'db.pid'}",
        "--skip-networking", "--skip-log-bin", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=64M",
        *user,
    ]  # fmt: skip
    found = MariaDB(socket)
    with server(command, folder / "mariadb.log", lambda: _answers(found)):
        yield found


def _answers(database: MariaDB) -> bool:
    try:
        return database.socket.exists() and database.execute("SELECT 1").strip() == "1"
    except subprocess.SubprocessError:
        return False
