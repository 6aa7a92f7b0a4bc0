from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands.serve import serve
from archive.database import transaction, writing
from archive.serve import _listen, open_datasette, serve_archive
from scraper.errors import ArchiveError


@pytest.fixture
def archive(archive_directory: Path) -> Path:
    with writing(archive_directory):
        pass
    return archive_directory


def test_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive here"):
        serve_archive(tmp_path, port=0)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_of_a_newer_congtin(archive: Path) -> None:
    connection = sqlite3.connect(archive / "archive.db")
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('congtin', 'm999', 'x')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(ArchiveError, match="newer congtin"):
        serve_archive(archive, port=0)


def test_a_port_that_is_taken(archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ArchiveError, match=f"127.0.0.1:{port}: Address already in use; give another port"):
            serve_archive(archive, port=port)


def test_the_two_profiles(archive: Path) -> None:
    private, public = open_datasette(archive), open_datasette(archive, public=True)
    names = ("default_allow_sql", "allow_download", "suggest_facets", "max_csv_mb")
    assert [private.setting(name) for name in names] == [True, False, False, 0]
    assert [public.setting(name) for name in names] == [False, False, False, 0]
    assert public.setting("sql_time_limit_ms") < private.setting("sql_time_limit_ms")


def test_a_reader_cannot_write(archive: Path) -> None:
    connection = open_datasette(archive).get_database("archive").connect()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM articles")


def test_served_on_loopback_while_a_crawl_writes_until_it_is_stopped(archive: Path) -> None:
    code = "import sys, pathlib, archive.serve; archive.serve.serve_archive(pathlib.Path(sys.argv[1]), port=0)"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(archive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        address = line.partition("open ")[2].split()[0]
        assert address.startswith("http://127.0.0.1:")
        with writing(archive) as db:
            with transaction(db.conn):
                db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'Cổng mới thêm', 'https://p.example/')")
            with urllib.request.urlopen(address, timeout=60) as answer:
                text = answer.read().decode()
        assert "Cổng mới thêm" in text
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert "Traceback" not in errors
        assert process.returncode in {0, -signal.SIGINT}
    finally:
        process.kill()
        process.wait()


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    result = CliRunner().invoke(serve, ["--archive", str(tmp_path), "--port", "0"])
    assert isinstance(result.exception, ArchiveError)


def test_an_answer_goes_out_at_once() -> None:
    """Else the body of each waits for the receipt of its head: 40 ms a page on a connection that is kept alive."""

    async def asked() -> int:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection: socket.socket = writer.get_extra_info("socket")
            told.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with _listen(0) as listener:
            async with await asyncio.start_server(answer, sock=listener):
                _, writer = await asyncio.open_connection("127.0.0.1", listener.getsockname()[1])
                try:
                    return await told
                finally:
                    writer.close()

    assert asyncio.run(asked())
