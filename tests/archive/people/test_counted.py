"""The counts of articles a person, kept by triggers, are what counting the mentions gives, whatever was written."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.migrations import counted_people, roles_of_people
from tests.archive.site.samples import HOME, official, record, title

NAMES = ("Lê Thị Mây", "Trần Văn Nắng", "Nguyễn Văn Gió", "Đặng Thị Sương")
SEEN = "2026-01-01T00:00:00+00:00"
COUNTED = {
    "person_figures": "SELECT person, count(DISTINCT article) FROM mentions GROUP BY 1 ORDER BY 1",
    "person_portals": "SELECT m.person, a.portal, count(DISTINCT m.article) FROM mentions m "
    "JOIN articles a ON a.id = m.article GROUP BY 1, 2 ORDER BY 1, 2",
    "person_roles": "SELECT m.person, r.role, count(*) FROM roles r JOIN mentions m ON m.id = r.mention "
    "GROUP BY 1, 2 ORDER BY 1, 2",
    "person_changes": "SELECT DISTINCT c.mention, m.person FROM announced_changes c "
    "JOIN mentions m ON m.id = c.mention ORDER BY 1, 2",
}
TRIGGERS = ("person_named", "person_unnamed", "person_no_longer_meant", "person_meant", "people_of_article_moved",
            "role_had", "role_not_had", "roles_moved", "change_announced", "change_taken_back")  # fmt: skip
ROLES = ["spoke", "chaired", "attended"]


def assert_counted(connection: Any) -> None:
    for table, sql in COUNTED.items():
        assert (
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() == connection.execute(sql).fetchall()
        )


def item(number: int, chosen: list[str]) -> dict[str, Any]:
    held = [title("Chủ tịch", organization="UBND xã Gió")]
    return record(
        f"{number}.html",
        published=f"20{number % 20 + 10}-01-01",
        text=f"Bài {number} {chosen}",
        officials=[
            official(name, titles=held if len(name) % 2 else [], roles=ROLES[: (number + len(name)) % 4])
            for name in chosen
        ],
    )


def announce(connection: Any, part: int) -> None:
    """Let a third of the mentions announce a change, two in some, and take it back from another third."""
    for position in (0, 1):
        connection.execute(
            "INSERT OR IGNORE INTO announced_changes (mention, position, change, words, sentence) "
            "SELECT id, ?1, 'elected', '', '' FROM mentions WHERE id % 3 = ?2 AND id % 2 >= ?1",
            (position, part),
        )
    connection.execute("DELETE FROM announced_changes WHERE position = 0 AND mention % 3 = ?", ((part + 1) % 3,))


@pytest.fixture
def filled(archive_directory: Path) -> Any:
    with writing(archive_directory) as db:
        with transaction(db.conn):
            for portal in ("gio", "mua"):
                db.execute("INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, HOME + portal))
        yield db


@pytest.mark.parametrize("seed", range(4))
def test_counts_follow_what_is_written(filled: Any, seed: int) -> None:
    chance = random.Random(seed)
    connection = filled.conn
    for step in range(60):
        with transaction(connection):
            number = chance.randrange(12)
            # The same name twice in one article: it counts once.
            load_article(
                connection, item(number, chance.choices(NAMES, k=chance.randrange(4))), seen_at=SEEN, capture=None
            )
            if chance.random() < 0.2:
                moved = chance.choice(("gio", "mua"))
                connection.execute("UPDATE articles SET portal = ? WHERE id % 3 = ?", (moved, chance.randrange(3)))
            if chance.random() < 0.2:
                connection.execute(
                    "UPDATE mentions SET person = (SELECT min(id) FROM people) WHERE id % 4 = ?", (step % 4,)
                )
            announce(connection, step % 3)
        assert_counted(connection)
    for table in ("person_figures", "person_roles"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    with transaction(connection):
        for table in ("identifications", "announced_changes", "roles", "titles", "mentions"):
            connection.execute(f"DELETE FROM {table}")
    assert_counted(connection)
    assert connection.execute("SELECT count(*) FROM person_figures").fetchone()[0] == 0


def test_an_article_that_an_upsert_moves_is_counted_where_it_is_now(filled: Any) -> None:
    connection = filled.conn
    with transaction(connection):
        for number in range(4):
            load_article(connection, item(number, list(NAMES[:2])), seen_at=SEEN, capture=None)
        connection.execute("DELETE FROM articles_to_compare")  # whose own trigger takes no upsert twice
        connection.execute(
            "INSERT INTO articles SELECT * FROM articles WHERE true ON CONFLICT DO UPDATE SET portal = 'mua'"
        )
    assert_counted(connection)
    assert connection.execute("SELECT DISTINCT portal FROM person_portals").fetchall() == [("mua",)]


def test_an_older_archive_is_counted_when_it_is_brought_up_to_date(filled: Any) -> None:
    connection = filled.conn
    with transaction(connection):
        for number in range(6):
            load_article(connection, item(number, [NAMES[number % 3], NAMES[3]]), seen_at=SEEN, capture=None)
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        for thing in (*(f"TABLE {table}" for table in COUNTED), "INDEX titles_canonical", "INDEX articles_section",
                      "INDEX mentions_article"):  # fmt: skip
            connection.execute(f"DROP {thing}")
        counted_people.m024_counted_people(filled)
        roles_of_people.m027_roles_of_people(filled)
    assert_counted(connection)
    assert connection.execute("SELECT count(*) FROM person_portals").fetchone()[0] > 3
