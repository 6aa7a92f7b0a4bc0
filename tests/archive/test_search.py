from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.migrations import migrations
from archive.search import (
    best_expression,
    index_article,
    index_changes,
    match_expression,
    register_functions,
    reindex,
    tokens,
    unindex_article,
)
from archive.search.by_day import keys_of_year, year_of
from archive.verify.integrity import check_search
from scraper.vietnamese import fold, fold_tone, nfc


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles SET title = 'Tiêu đề khác', text = 'Thân bài khác' WHERE id = 1",
        "UPDATE articles SET published = '2024-05-06T07:00:00+07:00', section = 'Tin' WHERE id = 1",
        "UPDATE articles SET views = 7 WHERE id = 1",
        "DELETE FROM articles WHERE id = 1",
    ],
)
def test_changes_of_rows_are_taken_up_as_by_an_index_made_anew(statement: str) -> None:
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    for article, (title, text) in TEXTS.items():
        add(db.conn, article, title, text)
    written = db.conn.total_changes
    with index_changes(db.conn, 1):
        db.execute("UPDATE articles SET views = 3 WHERE id = 1")
    assert db.conn.total_changes == written + 1  # nothing that is searched has changed, nothing is written
    with index_changes(db.conn, 1):
        db.execute(statement)
    days = db.execute("SELECT * FROM article_search_days ORDER BY key").fetchall()
    kept = terms_of(db.conn), tokens_of(db.conn)
    assert found_wrong(db.conn) == set()
    reindex(db.conn)
    assert (terms_of(db.conn), tokens_of(db.conn)) == kept
    assert db.execute("SELECT * FROM article_search_days ORDER BY key").fetchall() == days


TEXTS = {
    1: ("Đảng bộ Thị uỷ họp phiên thứ nhất", "Sáng nay, con đường mới được khánh thành."),
    2: ("Bí thư Đảng ủy làm việc với dân", "Theo dương lịch, công trình sẽ hoàn thành. Ông Đức dự."),
    3: (None, "Bà quý khách ở phường Hòa Bình; 20/10/2023."),
}


def add(connection: sqlite3.Connection, article: int, title: str | None, text: str) -> None:
    connection.execute(
        "INSERT INTO articles (id, portal, kind, url, title, text, first_seen, last_seen) "
        "VALUES (?, 'p', 'article', ?, ?, ?, '2026-01-01', '2026-01-01')",
        (article, f"https://p.example/{article}", title, text),
    )
    index_article(connection, article)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    for article, (title, text) in TEXTS.items():
        add(db.conn, article, title, text)
    register_functions(db.conn)
    yield db.conn
    db.conn.close()


def found(connection: sqlite3.Connection, query: str) -> set[int]:
    expression = best_expression(connection, query)
    return {row[0] for row in connection.execute("SELECT rowid FROM articles_fts(?)", (expression,))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dang bo thi uy", {1}),
        ("Đảng bộ Thị ủy", {1}),  # written uỷ there
        ("ĐẢNG BỘ THỊ UỶ", {1}),
        ("duong", {1, 2}),
        ("đường", {1}),
        ("dương", {2}),
        ("đuong", {1, 2}),  # some marks left out: nothing is spelled so, so without
        ("dang uy", {1, 2}),
        ('"dang uy"', {2}),
        ("“Đảng ủy”", {2}),
        ("«dang uy»", {2}),
        ('"dang uy', {2}),  # the closing quote is missing
        ("duc", {2}),
        ("-đường", {2, 3}),
        ("duong -lich", {1}),
        ('duong -"con duong"', {2}),
        ("hoà", {3}),
        ("hoà*", {2, 3}),  # Hòa, hoàn
        ("than*", {1, 2}),  # thành, khánh is none
        ('"cong tri"*', {2}),
        ("20/10/2023", {3}),
        ("quý", {3}),
        (unicodedata.normalize("NFD", "Đảng bộ"), {1}),
        ("bà", {3}),
        ("", {1, 2, 3}),
        ('  !!! -- * "" ', {1, 2, 3}),
        ("dang AND bo", set()),  # words, not operators
        ("không có gì như thế", set()),
    ],
)
def test_what_is_found(connection: sqlite3.Connection, query: str, expected: set[int]) -> None:
    assert found(connection, query) == expected


HOSTILE = [
    '"', '""', '"""', "'", "''", "' OR 1=1 --", '" OR "a', "*", "**", "a*", "*a", "a**b", "-", "--", "-a", "- a", "a-",
    "-\"", "-\"a", "AND", "OR", "NOT", "NEAR", "NEAR(", "NEAR(a b, 2)", "a NOT", "NOT a", "a AND", "OR OR", "(", ")",
    "((", "a)", "{", "}", "{title}:a", "title:a", "title : a", ":", "::", "a:b", "^", "^a", "+", "a + b", "C#", "C++",
    ".NET", "@", "#", "%", "_", "\\", "\\\"", "/", "?", "$1", "a\x00b", "\ud800", "\u200b", "\u0301", "a\u0301\u0301",
    "𝔞", "😀", "😀 a", "-😀", "İ", "ß", "ﬁ", "١٢٣", "中文", "\ufeff", "“”", "„“ «", "\n\t", "a" * 10_000,
    "a " * 10_000, '"' * 9_999, "-a " * 5_000, "a* " * 5_000, "(" * 5_000, "𞤀 duong", "ệ" * 3_000, "1e999", "nan",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:20]))
def test_nothing_that_is_typed_is_an_error(connection: sqlite3.Connection, query: str) -> None:
    for expression in (match_expression(query), match_expression(query, respect_marks=False)):
        connection.execute("SELECT rowid FROM articles_fts(?)", (expression,)).fetchall()
    found(connection, query)


@settings(max_examples=300)
@given(query=st.text(max_size=60) | st.text(alphabet='ab"*- đĐ()^:{}“”', max_size=30))
def test_any_text_is_a_query(connection: sqlite3.Connection, query: str) -> None:
    found(connection, query)


def test_words_are_shown_as_written(connection: sqlite3.Connection) -> None:
    sql = "SELECT snippet(articles_fts, -1, '[', ']', '…', 12) FROM articles_fts(?)"
    rows = connection.execute(sql, (match_expression("thi uy"),)).fetchall()
    assert rows == [("Đảng bộ [Thị] [uỷ] họp phiên thứ nhất",)]


def test_sql_functions(connection: sqlite3.Connection) -> None:
    assert connection.execute("SELECT fold('Đảng ủy'), fold_tone('Thị uỷ'), fold(NULL)").fetchone() == (
        "dang uy",
        "thị ủy",
        None,
    )
    for name in ("search_expression", "escape_fts"):
        sql = f"SELECT count(*) FROM articles_fts WHERE articles_fts MATCH {name}(?)"
        assert connection.execute(sql, ("đuong",)).fetchone() == (2,)
        assert connection.execute(sql, (None,)).fetchone() == (3,)


def officials(connection: sqlite3.Connection, article: int, name: str, title: str) -> None:
    connection.execute("INSERT OR IGNORE INTO people (id, name, name_folded, portal) VALUES (1, ?, 'x', 'p')", (name,))
    connection.execute(
        "INSERT INTO mentions (id, article, person, day, position, name, in_caption_only, spans) "
        "VALUES (?, ?, 1, '2026-01-01', 0, ?, 0, '[]')",
        (article, article, name),
    )
    connection.execute(
        "INSERT INTO titles (mention, position, text, kind, organization, person, article, day) "
        "VALUES (?, 0, ?, 'position', 'UBND phường Gió', 1, ?, '2026-01-01')",
        (article, title, article),
    )


def test_an_index_kept_up_to_date_equals_a_fresh_one() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    connection = db.conn
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    for article, (title, text) in TEXTS.items():
        add(connection, article, title, text)
    # Changed with everything that hangs on it, then one removed, then one that never was.
    unindex_article(connection, 1)
    connection.execute("UPDATE articles SET title = 'Tiêu đề khác', text = 'Thân bài khác' WHERE id = 1")
    connection.execute("INSERT INTO captions VALUES (1, 0, NULL, 'Quang cảnh lễ hội')")
    officials(connection, 1, "Lê Thị Mây", "Chủ tịch")
    index_article(connection, 1)
    unindex_article(connection, 2)
    connection.execute("DELETE FROM articles WHERE id = 2")
    unindex_article(connection, 99)
    index_article(connection, 99)

    queries = ["thi uy", "Thị ủy", "khác", "quang canh", "Chủ tịch", "phuong gio", "may", "duong", "-khac", ""]
    kept = [found(connection, query) for query in queries]
    assert kept == [set(), set(), {1}, {1}, {1}, {1}, {1}, set(), {3}, {1, 3}]
    words = terms_of(connection)
    assert ("đảng", 1) not in words
    assert found_wrong(connection) == set()
    tokens = tokens_of(connection)
    assert ("đảng", 1) not in tokens and ("thân", 1) in tokens
    assert reindex(connection) == 2
    assert terms_of(connection) == words
    assert tokens_of(connection) == tokens
    assert [found(connection, query) for query in queries] == kept
    connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 0)")


def terms_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Every word of the index with the row, column and place where it stands."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, articles_fts, instance)"
    )
    return sorted(connection.execute("SELECT term, doc, col, offset FROM temp.vocabulary").fetchall())


def tokens_of(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Every token of the index by day with the number of articles that have it, private ones too."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.tokens USING fts5vocab(main, article_search_words, row)"
    )
    return sorted(connection.execute("SELECT term, doc FROM temp.tokens").fetchall())


def found_wrong(connection: sqlite3.Connection) -> set[str | None]:
    """The indexes that ``congtin verify`` finds to be other than the rows; looked at in a copy, as it does."""
    connection.commit()
    copy = sqlite3.connect(":memory:")
    connection.backup(copy)
    return {finding.table for finding in check_search(copy)}


KEPT = {
    "text": "UPDATE articles SET text = 'khác hẳn' WHERE id = 1",
    "section": "UPDATE articles SET section = 'Kinh tế' WHERE id = 1",
    "kind": "UPDATE articles SET kind = 'document' WHERE id = 1",
    "place": "INSERT INTO places VALUES (1, 0, 'TX. Gió', 'thị xã Gió', NULL)",
    "unit": "INSERT INTO places VALUES (1, 0, 'mới', NULL, '449-2023')",
    "caption": "INSERT INTO captions VALUES (1, 0, NULL, 'Quang cảnh')",
    "role": "INSERT INTO roles (mention, role) VALUES (2, 'spoke')",
}


@pytest.mark.parametrize("change", KEPT)
def test_a_change_that_was_not_indexed_is_told(change: str) -> None:
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    db.execute("INSERT INTO portals (id, name, url) VALUES ('q', 'Q', 'https://q.example/')")
    for article, (title, text) in TEXTS.items():
        add(db.conn, article, title, text)
    unindex_article(db.conn, 2)
    officials(db.conn, 2, "Lê Thị Mây", "Chủ tịch")
    index_article(db.conn, 2)
    assert found_wrong(db.conn) == set()
    db.execute(KEPT[change])
    assert "article_search_words" in found_wrong(db.conn)
    reindex(db.conn)
    assert found_wrong(db.conn) == set()


def test_keys_are_days_in_order_and_undated_ones_come_first() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    days = ["2021-03-05T08:00:00+07:00", "2021-03-05", None, "1999-12-31", "0001-01-01", "không rõ", "2021-03-06"]
    for article, day in enumerate(days, 1):
        db.execute(
            "INSERT INTO articles (id, portal, kind, url, text, published, first_seen, last_seen) "
            "VALUES (?, 'p', 'article', ?, 'bài', ?, '2026-01-01', '2026-01-01')",
            (article, f"https://p.example/{article}", day),
        )
        index_article(db.conn, article)
    rows = db.execute("SELECT key, article FROM article_search_days ORDER BY key").fetchall()
    assert [article for _, article in rows] == [3, 5, 6, 4, 1, 2, 7]
    assert [year_of(key) for key, _ in rows] == [None, None, None, 1999, 2021, 2021, 2021]
    low, high = keys_of_year(2021)
    assert [low <= key < high for key, _ in rows] == [False] * 4 + [True] * 3


def test_keys_do_not_depend_on_the_order_of_arrival() -> None:
    found = []
    for order in ((1, 2, 3, 1 + (1 << 20)), (3, 2, 1, 1 + (1 << 20))):
        db = Database(memory=True)
        migrations.apply(db)
        db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
        for article in order:
            db.execute(
                "INSERT INTO articles (id, portal, kind, url, text, published, first_seen, last_seen) "
                "VALUES (?, 'p', 'article', ?, 'bài', '2021-03-05', '2026-01-01', '2026-01-01')",
                (article, f"https://p.example/{article}"),
            )
            index_article(db.conn, article)
        found.append(db.execute("SELECT key, article FROM article_search_days ORDER BY key").fetchall())
        assert len({key for key, _ in found[-1]}) == 4 and {year_of(key) for key, _ in found[-1]} == {2021}
    assert found[0] == found[1]


def test_a_migrated_archive_is_searched_as_one_of_now() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    for article, (title, text) in TEXTS.items():
        add(db.conn, article, title, text)
    expected = terms_of(db.conn), tokens_of(db.conn)
    for name in ("vocabulary", "tokens"):
        db.execute(f"DROP TABLE temp.{name}")
    for name in ("articles_fts", "article_search_words", "article_search_days"):
        db.execute(f"DROP TABLE {name}")
    db.executescript(
        "DROP VIEW article_search; CREATE VIEW article_search AS SELECT id, title FROM articles;"
        "CREATE VIRTUAL TABLE articles_fts USING fts5 (title);"
        "DELETE FROM _sqlite_migrations WHERE name = 'm025_search_by_day'"
    )
    migrations.apply(db)
    assert (terms_of(db.conn), tokens_of(db.conn)) == expected
    assert found_wrong(db.conn) == set()


def test_segments_are_written_together_when_eight_are_alike() -> None:
    """In an archive that is made, and in one that has been there before the step."""
    db = Database(memory=True)
    migrations.apply(db)
    names = ("articles_fts", "article_search_words")
    asked = " UNION ALL ".join(f"SELECT v FROM {name}_config WHERE k = 'automerge'" for name in names)
    assert db.execute(asked).fetchall() == [(8,), (8,)]
    for name in names:
        db.execute(f"DELETE FROM {name}_config WHERE k = 'automerge'")
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm044_segments_of_search'")
    migrations.apply(db)
    assert db.execute(asked).fetchall() == [(8,), (8,)]


@settings(max_examples=200)
@given(text=st.text(max_size=40))
def test_a_token_is_one_token_of_sqlite(text: str) -> None:
    """What FTS5 took apart would be a phrase, which an index without places refuses."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (w, tokenize='unicode61 remove_diacritics 0')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    for word in tokens.words(fold_tone(nfc(text))) + tokens.words(fold(nfc(text))):
        for token in (word, tokens.in_title(word), tokens.pair(word, word), tokens.of_section(text)):
            connection.execute("DELETE FROM t")
            connection.execute("INSERT INTO t VALUES (?)", (token,))
            assert connection.execute("SELECT term FROM v").fetchall() == [(token,)]


def test_datasette_and_sqlite_utils_find_the_search_table() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    assert db.table("articles").detect_fts() == "articles_fts"
