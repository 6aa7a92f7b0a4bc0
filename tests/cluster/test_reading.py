"""Stored pages read again on a cluster come to the same as in processes here, whether nodes see them or not."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.cluster.reading import ReadingTasks, read_there
from archive.layout import PAGES_NAME
from archive.reextraction.worklist import Scope, Worklist
from tests.cluster.nodes import nodes
from tests.portals.command import congtin, crawl, tables
from tests.portals.server import LoopbackPortal
from tests.portals.town import Town


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("read") / "archive"
    with LoopbackPortal() as portal:
        portal.pages = Town.of(30).pages(portal.url.rstrip("/"))
        assert crawl(portal.url, directory).returncode == 0
    with closing(sqlite3.connect(directory / "archive.db")) as connection, connection:
        connection.execute("UPDATE revisions SET record = json_set(record, '$.author', 'Ai đó'), extractor = 'older'")
    return directory


def test_what_is_written_is_the_same(archive: Path, tmp_path: Path) -> None:
    here, there = (Path(shutil.copytree(archive, tmp_path / name)) for name in ("here", "there"))
    assert congtin("reextract", "--archive", here, "--jobs", "1").returncode == 0
    with nodes(2) as cluster:
        done = congtin("reextract", "--archive", there, "--json", "--cluster", cluster.address)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["pages"] == 30
    ignored = frozenset({"replaced_at"})
    assert tables(there, ignored) == tables(here, ignored)


def test_a_node_that_does_not_see_the_pages_is_sent_their_records(archive: Path, tmp_path: Path) -> None:
    from archive.portal_rows import kept_portal

    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        [(portal,)] = connection.execute("SELECT id FROM portals").fetchall()
        worklist = Worklist(connection, Scope([kept_portal(connection, portal)], everything=True))
        [batch, *_] = list(worklist.batches())
        worklist.close()
    tasks = ReadingTasks(archive / PAGES_NAME, "here")
    size = tasks._size_of(batch)
    assert read_there(tmp_path / "elsewhere", size, batch, None) is None
    sent = read_there(tmp_path / "elsewhere", size, batch, tasks._records(batch))
    assert sent == read_there(archive / PAGES_NAME, size, batch, None)
    assert {outcome.state for outcome in sent or []} <= {"same", "other"}
