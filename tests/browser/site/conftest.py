"""A site with everything on it that a researcher asks for, and a browser."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from archive.database import transaction, writing
from tests.archive.serving.served import serving
from tests.benchmark.large_archive import large_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

_ARTICLES = 1_500  # some ten seconds; enough for several pages of everything


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """An archive, made by the first process that asks for it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared if worker_id == "master" else shared.parent
    directory = shared / "researchers"
    with FileLock(shared / "researchers.lock"):
        if not directory.exists():
            large_archive(directory, _ARTICLES)
            _have_one_fail(directory)
    return directory


def _have_one_fail(directory: Path) -> None:
    """The last visit to a portal that was well came to nothing."""
    with writing(directory) as db, transaction(db.conn):
        db.conn.execute(
            "UPDATE crawls SET outcome = 'failed', articles_new = 0, note = 'the connection timed out (tried 3 times)' "
            "WHERE id = (SELECT max(id) FROM crawls WHERE portal = (SELECT portal FROM portal_health "
            "WHERE outcome = 'ok' AND gone = 0 ORDER BY articles DESC, portal LIMIT 1))"
        )


@pytest.fixture(scope="session")
def rows(archive: Path) -> Iterator[sqlite3.Connection]:
    """The archive's database, to find out what there is to be found."""
    connection = sqlite3.connect(f"file:{archive / 'archive.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def site(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, with a slash at its end."""
    with serving(archive, tmp_path_factory.mktemp("site")) as served:
        yield f"http://127.0.0.1:{served.port}/"


# Of a module: while it lives no other test of the process can have an event loop of its own.
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as player:
        launched = player.chromium.launch(executable_path=chromium, args=arguments)
        yield launched
        launched.close()
