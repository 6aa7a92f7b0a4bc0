"""The SQL of the manual, run on the demo's archive: each statement of SQL by example finds something there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.search import register_functions
from tests.docs import pages
from tests.portals.command import congtin
from tests.portals.server import reserved_port

EXAMPLES = pages.DOCS / "sql-by-example.md"
BLOCKS = [block for file in pages.FILES for block in pages.blocks(file) if block.info == "sql"]
# What SQLite itself does not know; the page has to say so.
OURS = ("search_expression(", "fold(")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The archive after both visits of ``make demo``."""
    directory = tmp_path_factory.mktemp("demo") / "demo"
    port = reserved_port()
    for _ in range(2):
        done = congtin("demo", "--archive", directory, "--no-serve", "--sample-port", port)
        assert done.returncode == 0, done.stdout + done.stderr
    yield directory


@pytest.fixture
def connection(demo: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(f"file:{demo / 'archive.db'}?mode=ro", uri=True)
    yield opened
    opened.close()


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_it_runs_and_finds_something(block: pages.Block, connection: sqlite3.Connection) -> None:
    assert sqlite3.complete_statement(block.body), "readers copy the whole block: it ends with a semicolon"
    needs_ours = any(name in block.body for name in OURS)
    if needs_ours:
        register_functions(connection)
    rows = connection.execute(block.body).fetchall()
    if block.file == EXAMPLES:
        assert rows
        assert any(any(value is not None for value in row) for row in rows)


def test_there_are_enough_for_a_beginning() -> None:
    assert len([block for block in BLOCKS if block.file == EXAMPLES]) >= 12


def test_what_needs_functions_of_ours_says_so() -> None:
    text = pages.text(EXAMPLES)
    for block in BLOCKS:
        if block.file == EXAMPLES and any(name in block.body for name in OURS):
            before = text[: text.index(block.body)].rstrip("`sql \n").rpartition("\n\n")[2]
            assert "congtin's own" in before, block
