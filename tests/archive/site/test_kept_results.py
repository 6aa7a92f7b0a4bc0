"""What was counted once holds until something is written, and takes up no more memory than figures do."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from archive.site.kept_results import _LARGEST, _MOST, KeptResults


@dataclass
class Result:
    rows: list[tuple[Any, ...]] = field(default_factory=list)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("CREATE TABLE t (x)")
    return tmp_path / "a.db"


def test_a_figure_is_kept_until_something_is_written(path: Path) -> None:
    kept = KeptResults(str(path))
    figure = Result([(3,)])
    kept.keep(("q",), figure, kept.version())
    assert kept.get(("q",)) is figure
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    assert kept.get(("q",)) is None
    kept.close()


def test_what_was_read_before_a_write_is_not_kept(path: Path) -> None:
    kept = KeptResults(str(path))
    before = kept.version()
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO t VALUES (1)")
    kept.keep(("q",), Result([(3,)]), before)
    assert kept.get(("q",)) is None
    kept.close()


def test_large_results_and_very_many_are_not_kept(path: Path) -> None:
    kept = KeptResults(str(path))
    kept.keep(("texts",), Result([("a" * _LARGEST, 1)]), kept.version())
    assert kept.get(("texts",)) is None
    for number in range(_MOST + 1):
        kept.keep((number,), Result([(number,)]), kept.version())
    assert kept.get((0,)) is None
    assert kept.get((_MOST,)) is not None
    kept.close()
