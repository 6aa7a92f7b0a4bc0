"""An archive that is made many times over is one that congtin would have written: keys, counts and search hold."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from archive.verify.check import Report, verify
from scraper.vietnamese import fold, fold_tone
from tests.benchmark.large_archive import large_archive
from tests.benchmark.multiplied_archive import multiplied_archive

_ARTICLES, _TIMES = 60, 3


def test_copies_are_whole_and_differ(tmp_path: Path) -> None:
    large_archive(tmp_path / "one", _ARTICLES)
    multiplied_archive(tmp_path / "one", tmp_path / "many", _TIMES)
    assert list(verify(tmp_path / "many", Report())) == []
    with closing(sqlite3.connect(tmp_path / "many" / "archive.db")) as connection:

        def count(sql: str) -> int:
            return int(connection.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0])

        assert count("SELECT 1 FROM articles") == _TIMES * _ARTICLES
        assert count("SELECT DISTINCT url FROM articles") == _TIMES * _ARTICLES
        assert count("SELECT DISTINCT province FROM portals") == 2 * _TIMES
        for name, folded, key in connection.execute("SELECT name, name_folded, name_key FROM people"):
            assert (fold(name), fold_tone(name)) == (folded, key)
        for name, text, spans in connection.execute(
            "SELECT m.name, a.text, m.spans FROM mentions m JOIN articles a ON a.id = m.article"
        ):
            for span in (one for one in json.loads(spans) if one["field"] == "text"):
                assert text[span["start"] : span["end"]] == name
