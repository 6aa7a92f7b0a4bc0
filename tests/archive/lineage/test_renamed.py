"""An article whose old address leads to its new one moved; one that stands at two addresses is a repeat."""

from __future__ import annotations

import sqlite3

from archive.lineage.renamed import has_led_to, note_redirect
from archive.lineage.run import trace_lineage
from tests.archive.lineage.rows import add_article, add_portal, links
from tests.archive.lineage.test_links import STORY, TITLE

AT = "2025-03-01T02:00:00+00:00"


def add_redirect(connection: sqlite3.Connection, article: int, to: int) -> None:
    """Note that an article's address has led to another one's."""
    connection.execute(
        "INSERT INTO captures (url, portal, fetched_at, status, location, outcome, article) "
        "VALUES (?, 'a', ?, 301, ?, 'redirect', ?)",
        (address(article), AT, address(to), article),
    )
    note_redirect(connection, article)


def address(article: int) -> str:
    return f"https://a.example.vn/bai-{article}"


def add_articles(connection: sqlite3.Connection, *numbers: int) -> None:
    """Write articles of one text, seen one after the other, with their places in the frontier."""
    add_portal(connection, "a")
    connection.execute("INSERT INTO crawls (id, portal, started) VALUES (1, 'a', ?)", (AT,))
    for place, number in enumerate(numbers, 1):
        first_seen = f"2025-02-0{place}T02:00:00+00:00"
        add_article(connection, number, "a", STORY, title=TITLE, published="2024-03-12", first_seen=first_seen)
        connection.execute(
            "INSERT INTO frontier (portal, key, url, state, outcome, crawl, priority, depth, found_at, article) "
            "VALUES ('a', ?, ?, 'done', 'stored', 1, 1, 1, ?, ?)",
            (f"a.example.vn/bai-{number}", address(number), AT, number),
        )


def test_what_leads_to_the_new_address_moved_also_where_that_is_seen_later(connection: sqlite3.Connection) -> None:
    add_articles(connection, 1, 2)
    trace_lineage(connection)
    assert links(connection) == {(2, 1): ("repeat", "same")}
    add_redirect(connection, 1, 2)
    trace_lineage(connection)
    assert links(connection) == {(2, 1): ("moved", "same")}


def test_what_leads_elsewhere_stands_there_twice(connection: sqlite3.Connection) -> None:
    add_articles(connection, 1, 2)
    add_redirect(connection, 1, 9)
    trace_lineage(connection)
    assert links(connection) == {(2, 1): ("repeat", "same")}


def test_renamed_twice_each_address_leads_to_the_next(connection: sqlite3.Connection) -> None:
    add_articles(connection, 1, 2, 3)
    add_redirect(connection, 1, 2)
    add_redirect(connection, 2, 3)
    trace_lineage(connection)
    assert {relation for relation, _ in links(connection).values()} == {"moved"}
    assert has_led_to(connection, 1, 3)
    assert not has_led_to(connection, 3, 1)


def test_addresses_that_lead_in_a_circle_come_to_an_end(connection: sqlite3.Connection) -> None:
    add_articles(connection, 1, 2, 3)
    add_redirect(connection, 1, 2)
    add_redirect(connection, 2, 1)
    assert not has_led_to(connection, 1, 3)
