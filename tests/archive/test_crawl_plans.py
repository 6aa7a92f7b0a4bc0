"""What a crawl asks the archive costs what the crawl brings: no statement walks through a table that grows with it."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from archive.database import opened
from archive.search import register_functions
from tests.archive.plans import EXPLAINED, READ_WHOLE, SMALL, scanned
from tests.portals.command import HANGS
from tests.portals.server import reserved_port

pytestmark = pytest.mark.long

# Runs a command, and writes down each form of statement that any connection of it is sent.
_TRACED = """
import atexit, json, sys
from archive import database
from archive.cli import main
from tests.archive.plans import form_of

asked = {}
connect = database._connect

def traced(path):
    db = connect(path)
    db.conn.set_trace_callback(lambda sql: asked.setdefault(form_of(sql.strip()), sql.strip()))
    return db

database._connect = traced
place = sys.argv.pop(1)
atexit.register(lambda: open(place, "w").write(json.dumps(list(asked.values()))))
main()
"""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The sample portal's archive after two visits, the second of which finds changes; and all that was asked."""
    folder = tmp_path_factory.mktemp("traced")
    (folder / "archive").mkdir()
    with opened(folder / "archive"):
        pass  # its tables: what makes them is no part of a crawl
    asked: dict[str, None] = {}
    port = str(reserved_port())
    for visit in range(2):
        place = folder / f"asked-{visit}.json"
        words = ["demo", "--archive", str(folder / "archive"), "--no-serve", "--sample-port", port]
        command = [sys.executable, "-c", _TRACED, str(place), *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        of_visit = dict.fromkeys(json.loads(place.read_text()))
        assert visit == 0 or not _FIRST_TIME.keys() & of_visit.keys()
        asked |= of_visit
    ours = [sql for sql in asked if sql.startswith(EXPLAINED) and "'main'." not in sql]  # FTS5 writes its names so
    return folder / "archive", ours


# Table -> why it is walked through all the same.
_KNOWN = READ_WHOLE | {
    "captures": "from its end on, to the newest answer to a crawl: only an import's answers are passed over",
    "shared_bodies": "a row for two portals that serve the same pages",
}
# What walks through its table once in the life of an archive, and why; a later visit may not ask it.
_FIRST_TIME = {
    "SELECT DISTINCT name_key FROM mentions": "all names are counted where none has been",
    "INSERT OR IGNORE INTO names_to_resolve (name_key) SELECT DISTINCT name_key FROM mentions": "they are resolved by "
    "other rules than the last time, or for the first time",
}


def test_no_statement_of_a_crawl_walks_through_a_table_that_grows(crawled: tuple[Path, list[str]]) -> None:
    directory, asked = crawled
    connection = sqlite3.connect(directory / "archive.db")
    register_functions(connection)
    assert _FIRST_TIME.keys() <= set(asked)
    walked = {table: sql for sql in asked if sql not in _FIRST_TIME for table in scanned(connection, sql)}
    assert len(asked) > 200
    assert {table: sql for table, sql in walked.items() if table not in SMALL | _KNOWN.keys()} == {}
    assert _KNOWN.keys() <= walked.keys(), "what is no longer walked through is to be no exception either"
