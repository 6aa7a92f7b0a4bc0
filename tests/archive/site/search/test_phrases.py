"""Looking at texts tells the same of an article as asking the index with places for what was typed."""

from __future__ import annotations

import sqlite3

import pytest

from archive.search import match_expression, register_functions
from archive.search.query import terms
from archive.site.search import matches
from archive.site.search.asked import Asked
from archive.site.search.matches import Matches
from archive.site.search.narrowing import Narrowed
from archive.site.search.phrases import PhraseCheck
from tests.archive.site.samples import Site

_QUERIES = (
    "họp", "hop", '"Đảng bộ Thị ủy"', '"dang bo thi uy"', '"Thị uỷ"', '"thị ủy"', '"Thi ủy"', "đang", "Dang",
    '"Lê Thị Mây" -"không có"', '-"Thị ủy"', "họp -Đảng", '"bí thư thị"*', '"bi thu th"*', "hoà*", "<script>", '"a" b',
    '"văn nắng, chủ tịch"', "'\"( họp", "lê thị mây", '"mây thị lê"',
)  # fmt: skip


@pytest.fixture
def connection(site: Site) -> sqlite3.Connection:
    opened = sqlite3.connect(site.directory / "archive.db")
    opened.row_factory = sqlite3.Row
    register_functions(opened)
    return opened


@pytest.mark.parametrize("respect_marks", [True, False])
@pytest.mark.parametrize("query", _QUERIES)
def test_texts_and_index_tell_the_same(connection: sqlite3.Connection, query: str, respect_marks: bool) -> None:
    keys = dict(map(tuple, connection.execute("SELECT article, key FROM article_search_days").fetchall()))
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    found = connection.execute(sql, (match_expression(query, respect_marks=respect_marks),)).fetchall()
    check = PhraseCheck(terms(query), respect_marks=respect_marks)
    assert check.holding(connection, list(keys.values())) == {keys[row[0]] for row in found}


@pytest.mark.parametrize("query", _QUERIES)
def test_whichever_way_is_taken_the_same_is_found(
    connection: sqlite3.Connection, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = list(Matches(connection, Narrowed(Asked(query))).newest_first())
    monkeypatch.setattr(matches, "_FEW", 0)
    for as_long in (0, 1 << 30):
        monkeypatch.setattr(matches, "_AS_LONG", as_long)
        assert list(Matches(connection, Narrowed(Asked(query))).newest_first()) == looked_at
