"""What transactions put off until they end, the search has then as if it had been made anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.database import writing
from archive.group_commit import Group, group_of
from archive.search import index, index_article, index_changes, reindex
from archive.transactions import WritingConnection, transaction
from archive.verify.integrity import check_search

WORDS = ("Đảng", "uỷ", "ủy", "họp", "phường", "Sông", "Trí", "đường", "đương", "2024", "hòa", "hoà", "bình")
DAYS = ("2024-05-06T07:00:00+07:00", "2024-05-06T09:00:00+07:00", "2025-01-01", None)
ARTICLES = range(1, 6)

steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "edit", "look", "delete"]), st.sampled_from(ARTICLES), st.integers(0, 99), st.booleans()
    ),
    max_size=12,
)


class NoPages:
    """A portal that has no stored pages."""

    def begin_transaction(self) -> None: ...

    def take_back(self) -> None: ...

    def written(self) -> int:
        return 0

    def sync(self) -> None: ...

    def close(self) -> None: ...


class UndoneError(Exception):
    """A step that is undone."""


@contextmanager
def undone_where(is_undone: bool) -> Iterator[None]:
    try:
        yield
    except UndoneError:
        assert is_undone


def take(connection: WritingConnection, step: str, article: int, seed: int) -> None:
    """Do to an article what a crawl may do to it."""
    chance = random.Random(seed)
    text = " ".join(chance.choices(WORDS, k=6))
    known = connection.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone()
    if step == "put" and known is None:
        connection.execute(
            "INSERT INTO articles (id, portal, kind, url, title, text, published, first_seen, last_seen) "
            "VALUES (?, 'p', 'article', ?, ?, ?, ?, '2026-01-01', '2026-01-01')",
            (article, f"https://p.example/{article}", text[:9], text, chance.choice(DAYS)),
        )
        index_article(connection, article)
        return
    with index_changes(connection, article):
        if step == "edit":
            row = (text, chance.choice(DAYS), chance.choice((None, "Tin")), article)
            connection.execute("UPDATE articles SET text = ?, published = ?, section = ? WHERE id = ?", row)
        elif step == "delete":
            connection.execute("DELETE FROM articles WHERE id = ?", (article,))


def words_of(connection: WritingConnection) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return every word of both indexes with its article and place; keys of a day may have been given in any order."""
    for name in ("articles_fts", "article_search_words"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.of_{name} USING fts5vocab ('main', '{name}', 'instance')")
    marked = connection.execute("SELECT term, doc, col, offset FROM of_articles_fts ORDER BY 1, 2, 3, 4").fetchall()
    plain = connection.execute(
        "SELECT term, article, key >> 20 FROM of_article_search_words JOIN article_search_days ON key = doc "
        "ORDER BY 1, 2"
    ).fetchall()
    for name in ("articles_fts", "article_search_words"):
        connection.execute(f"DROP TABLE temp.of_{name}")
    return marked, plain


def holds_what_it_should(connection: WritingConnection) -> None:
    assert list(check_search(connection)) == []
    kept = words_of(connection)
    with transaction(connection):
        reindex(connection)
    assert words_of(connection) == kept


@pytest.fixture
def connection(archive_directory: Path) -> Iterator[WritingConnection]:
    with writing(archive_directory) as db:
        db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
        yield db.conn


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups=st.lists(st.tuples(steps, st.booleans()), max_size=4))
def test_after_any_steps_the_indexes_are_those_made_anew(
    connection: WritingConnection, groups: list[tuple[list[tuple[str, int, int, bool]], bool]]
) -> None:
    """Steps in savepoints, some of them undone, in groups that are committed together, some of those undone too."""
    with transaction(connection):
        for article in ARTICLES:
            take(connection, "delete", article, 0)
    for parts, is_group_undone in groups:
        with undone_where(is_group_undone), transaction(connection) if is_group_undone else group_of(connection).held():
            for step, article, seed, is_undone in parts:
                if is_group_undone:
                    take(connection, step, article, seed)
                else:
                    in_a_part(group_of(connection), connection, step, article, seed, is_undone)
            if is_group_undone:
                raise UndoneError
    holds_what_it_should(connection)


def in_a_part(group: Group, connection: WritingConnection, step: str, article: int, seed: int, is_undone: bool) -> None:
    with undone_where(is_undone), group.part(NoPages()):
        take(connection, step, article, seed)
        if is_undone:
            raise UndoneError


def test_many_are_written_a_few_at_a_time(connection: WritingConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_AT_A_TIME", 3)
    monkeypatch.setattr(index, "_MOST_HELD", 2)
    with transaction(connection):
        for article in range(1, 20):
            take(connection, "put", article, article)
    with transaction(connection):
        for article in range(1, 20):
            take(connection, "edit", article, article + 50)
    holds_what_it_should(connection)


def test_nothing_is_written_to_the_indexes_while_a_transaction_is_open(connection: WritingConnection) -> None:
    with group_of(connection).held():
        in_a_part(group_of(connection), connection, "put", 1, 1, is_undone=False)
        assert connection.execute("SELECT count(*) FROM article_search_days").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM article_search_days").fetchone() == (1,)
