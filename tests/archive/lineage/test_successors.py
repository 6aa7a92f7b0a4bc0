"""Which portal followed which: what descriptions, units, redirects and articles say, and what says nothing."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from archive.lineage import redirects
from archive.lineage.descent import Descent
from archive.lineage.run import trace_lineage
from archive.lineage.successors import note_successors
from tests.archive.lineage.rows import add_article, add_portal, links

JUNE, JULY, AUGUST = "2025-06-01T01:00:00+00:00", "2025-07-03T01:00:00+00:00", "2025-08-03T01:00:00+00:00"


def steps(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    note_successors(connection)
    return connection.execute("SELECT portal, successor, basis, since FROM portal_successors").fetchall()


def add_capture(connection: sqlite3.Connection, portal: str, url: str, at: str, **more: Any) -> None:
    """Write a capture: by default a page, with ``location`` a redirect."""
    led = more.get("location") is not None
    row = {"status": 302 if led else 200, "outcome": "redirect" if led else "stored", "location": None, **more}
    connection.execute(
        "INSERT INTO captures (portal, url, fetched_at, status, outcome, location) VALUES (?, ?, ?, ?, ?, ?)",
        (portal, url, at, row["status"], row["outcome"], row["location"]),
    )


# --- descriptions ---


def test_either_of_two_descriptions_may_say_so(connection: sqlite3.Connection) -> None:
    add_portal(connection, "a", successors=["b"], valid_to="2025-06-30")
    add_portal(connection, "b", valid_from="2025-07-01")
    add_portal(connection, "c", predecessors=["b", "nobody-has-it"])
    assert steps(connection) == [
        ("a", "b", "declared", "2025-07-01"),
        ("b", "c", "declared", None),
        ("nobody-has-it", "c", "declared", None),
    ]


def test_what_a_description_does_not_say_any_more_is_gone(connection: sqlite3.Connection) -> None:
    add_portal(connection, "a", successors=["b"])
    assert len(steps(connection)) == 1
    connection.execute("UPDATE portals SET description = NULL")
    assert steps(connection) == []


# --- units ---


def test_a_town_became_its_wards_in_july_2025(connection: sqlite3.Connection) -> None:
    province = {"province": "tỉnh Hà Tĩnh"}
    add_portal(connection, "kyanh", unit="thị xã Kỳ Anh", valid_to="2025-06-30", **province)
    add_portal(connection, "songtri", unit="phường Sông Trí", valid_from="2025-07-01", **province)
    add_portal(connection, "haininh", unit="phường Hải Ninh", valid_from="2025-07-01", **province)
    add_portal(connection, "canloc", unit="huyện Can Lộc", valid_to="2025-06-30", **province)
    add_portal(connection, "soyte", unit="Sở Y tế", valid_from="2025-07-01", **province)
    assert steps(connection) == [
        ("kyanh", "haininh", "unit", "2025-07-01"),
        ("kyanh", "songtri", "unit", "2025-07-01"),
    ]
    assert connection.execute("SELECT DISTINCT line FROM portal_lineage").fetchall() == [("haininh",)]


def test_two_portals_of_one_unit_follow_only_where_their_times_do_not_meet(connection: sqlite3.Connection) -> None:
    unit = {"unit": "huyện Can Lộc", "province": "tỉnh Hà Tĩnh"}
    add_portal(connection, "first", valid_to="2018-12-31", **unit)
    add_portal(connection, "second", valid_from="2019-01-01", valid_to="2025-06-30", **unit)
    add_portal(connection, "party", valid_to="2025-06-30", **unit)
    assert steps(connection) == [("first", "second", "unit", "2019-01-01")]


# --- redirects ---


@pytest.fixture
def two(connection: sqlite3.Connection) -> sqlite3.Connection:
    add_portal(connection, "a", url="http://www.a.example.vn/")
    add_portal(connection, "b", url="https://b.example.vn/")
    return connection


def test_a_start_page_that_leads_to_another_portal_since_it_does(two: sqlite3.Connection) -> None:
    add_capture(two, "a", "http://www.a.example.vn/", JUNE)
    add_capture(two, "a", "http://www.a.example.vn/", JULY, location="https://b.example.vn/")
    add_capture(two, "a", "http://www.a.example.vn/", AUGUST, location="https://b.example.vn/trang-chu")
    assert steps(two) == [("a", "b", "redirect", JULY)]


def test_one_that_answers_by_itself_again_has_no_successor(two: sqlite3.Connection) -> None:
    add_capture(two, "a", "http://www.a.example.vn/", JUNE, location="https://b.example.vn/")
    assert len(steps(two)) == 1
    add_capture(two, "a", "http://www.a.example.vn/", JULY)
    assert steps(two) == []
    add_capture(two, "a", "http://www.a.example.vn/", AUGUST, location="https://b.example.vn/")
    assert steps(two) == [("a", "b", "redirect", AUGUST)]


def test_a_failure_does_not_undo_it(two: sqlite3.Connection) -> None:
    add_capture(two, "a", "http://www.a.example.vn/", JUNE, location="https://b.example.vn/")
    add_capture(two, "a", "http://www.a.example.vn/", JULY, status=None, outcome="failed")
    assert steps(two) == [("a", "b", "redirect", JUNE)]


def test_nor_does_a_host_that_is_shut_after_it_led_on(two: sqlite3.Connection) -> None:
    add_capture(two, "a", "http://www.a.example.vn/", JUNE, location="https://b.example.vn/")
    add_capture(two, "a", "http://www.a.example.vn/", JULY, status=404, outcome="gone")
    add_capture(two, "a", "http://www.a.example.vn/", AUGUST, status=503, outcome="failed")
    assert steps(two) == [("a", "b", "redirect", JUNE)]


@pytest.mark.parametrize(
    "location",
    [
        "https://a.example.vn/", "https://www.a.example.vn/", "http://a.example.vn/web/guest/home",  # itself
        "https://sso.example.vn/dang-nhap.aspx?service=a", "https://sso.example.vn/?return=a", "https://c.example.vn/x.html",
        "http://10.0.0.1/", "http://192.168.1.10/", "http://[fe80::1]/",  # a host that is set up wrong
    ],
)  # fmt: skip
def test_https_another_path_and_pages_for_signing_in_are_no_successors(two: sqlite3.Connection, location: str) -> None:
    add_capture(two, "a", "http://www.a.example.vn/", JULY, location=location)
    assert steps(two) == []


def test_a_successor_that_the_archive_has_nothing_of_is_named_after_its_host(two: sqlite3.Connection) -> None:
    add_capture(two, "a", "http://a.example.vn/", JULY, location="https://new.example.vn/")
    assert steps(two) == [("a", "new.example.vn", "redirect", JULY)]
    row = two.execute("SELECT line, name, predecessors FROM portal_lineage WHERE portal = 'new.example.vn'").fetchone()
    assert row == ("a", None, f"a (redirect, {JULY})")


def test_half_of_the_articles_and_three_at_least_speak_for_a_portal(two: sqlite3.Connection) -> None:
    for number in range(6):
        add_article(two, number, "a", f"Bài {number}")
    for number in range(2):
        add_capture(two, "a", f"http://a.example.vn/{number}", JULY, location=f"https://b.example.vn/{number}")
    assert steps(two) == []
    add_capture(two, "a", "http://a.example.vn/2", AUGUST, location="https://b.example.vn/2")
    assert steps(two) == [("a", "b", "redirect", JULY)]
    for number in range(6, 20):
        add_article(two, number, "a", f"Bài {number}")
    assert steps(two) == []


def test_what_a_moved_portal_costs_does_not_grow_with_the_portals_of_the_archive(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: how often an address is held against a portal."""
    for number in range(40):
        add_portal(connection, f"p{number}")
    for number in range(30):
        url, location = (f"https://{portal}.example.vn/bai-{number}" for portal in ("p1", "p2"))
        add_capture(connection, "p1", url, JULY, location=location)
    inner = redirects._is_own
    asked: list[str] = []

    def counted(portal: Any, url: str) -> bool:
        asked.append(url)
        return inner(portal, url)

    monkeypatch.setattr(redirects, "_is_own", counted)
    assert steps(connection) == [("p1", "p2", "redirect", JULY)]
    assert len(asked) <= 30 * 4


# --- articles ---


def _shares(connection: sqlite3.Connection, own: int, shared: int) -> None:
    for number in range(shared):
        text = f"Chuyện thứ {number} kể rằng {' '.join(f'tiếng{number}x{place}' for place in range(60))}."
        for portal, offset, seen in (("a", 0, JUNE), ("b", 100, JULY)):
            day = f"2024-03-{number + 1:02}"
            add_article(connection, offset + number, portal, text, published=day, first_seen=seen)
    for number in range(own):
        text = f"Việc riêng {number} của xã, {' '.join(f'lời{number}x{place}' for place in range(60))}."
        add_article(connection, 200 + number, "b", text, published=f"2024-04-{number + 1:02}", first_seen=JULY)


@pytest.mark.parametrize(("own", "shared", "follows"), [(2, 5, True), (0, 4, False), (6, 5, False)])
def test_most_older_articles_and_five_at_least_make_a_successor(
    connection: sqlite3.Connection, own: int, shared: int, follows: bool
) -> None:
    add_portal(connection, "a", valid_to="2025-06-30")
    add_portal(connection, "b", valid_from="2025-07-01")
    _shares(connection, own, shared)
    trace_lineage(connection)
    found = connection.execute("SELECT portal, successor, basis, since FROM portal_successors").fetchall()
    assert found == ([("a", "b", "content", "2025-07-01")] if follows else [])
    relations = connection.execute("SELECT DISTINCT relation FROM similar_articles").fetchall()
    assert relations == [("moved" if follows else "copy",)]


def test_a_portal_that_only_passes_on_what_another_one_says_does_not_follow_it(connection: sqlite3.Connection) -> None:
    add_portal(connection, "a")
    add_portal(connection, "b")
    _shares(connection, own=0, shared=8)
    trace_lineage(connection)
    assert connection.execute("SELECT * FROM portal_successors").fetchall() == []


@pytest.mark.parametrize(("confirmed_at", "expected"), [(AUGUST, [("a", "b", "content", "2025-07-03")]), (None, [])])
def test_a_portal_that_is_gone_ended_when_it_was_and_for_good(
    connection: sqlite3.Connection, confirmed_at: str | None, expected: list[tuple[str, ...]]
) -> None:
    add_portal(connection, "a", gone_at=JULY, gone_confirmed_at=confirmed_at)
    add_portal(connection, "b")
    _shares(connection, own=0, shared=8)
    trace_lineage(connection)
    found = connection.execute("SELECT portal, successor, basis, since FROM portal_successors").fetchall()
    assert found == expected


def _stands_on(connection: sqlite3.Connection, portal: str, first: int, count: int) -> None:
    """Put some articles on a portal, and on ``new`` with the same stamps."""
    for number in range(first, first + count):
        text = f"Chuyện thứ {number} kể rằng {' '.join(f'tiếng{number}x{place}' for place in range(60))}."
        for there, offset, seen in ((portal, 0, JUNE), ("new", 1_000, JULY)):
            add_article(connection, offset + number, there, text, published=f"2024-03-{number % 28 + 1:02}",
                        first_seen=seen)  # fmt: skip


@pytest.mark.parametrize(("goes_on", "follows"), [(None, {"one", "two", "three"}), ("three", {"one", "two"})])
def test_of_several_portals_that_ended_one_portal_shows_a_part_each_and_most_of_its_past_together(
    connection: sqlite3.Connection, goes_on: str | None, follows: set[str]
) -> None:
    """Of a portal that goes on, what others show of it is no past of theirs."""
    for portal in ("one", "two", "three"):
        add_portal(connection, portal, **({} if portal == goes_on else {"valid_to": "2025-06-30"}))
    add_portal(connection, "new", valid_from="2025-07-01")
    _stands_on(connection, "one", 0, 9)
    _stands_on(connection, "two", 20, 8)
    _stands_on(connection, "three", 40, 7)
    trace_lineage(connection)
    found = connection.execute("SELECT portal, successor, basis FROM portal_successors").fetchall()
    assert found == sorted((portal, "new", "content") for portal in follows)


def test_what_a_portal_shows_of_others_that_lead_to_it_is_its_past_as_well(connection: sqlite3.Connection) -> None:
    """Half of what it shows is of a portal that is gone, half of one that leads to it: each alone were too little."""
    add_portal(connection, "one", gone_at=JULY, gone_confirmed_at=AUGUST)
    add_portal(connection, "two")
    add_portal(connection, "new")
    _stands_on(connection, "one", 0, 7)
    _stands_on(connection, "two", 20, 7)
    trace_lineage(connection)
    assert connection.execute("SELECT count(*) FROM portal_successors").fetchone() == (0,)
    add_capture(connection, "two", "https://two.example.vn/", AUGUST, location="https://new.example.vn/")
    trace_lineage(connection)
    found = connection.execute("SELECT portal, successor, basis FROM portal_successors").fetchall()
    assert found == [("one", "new", "content"), ("two", "new", "redirect")]
    assert {relation for relation, _ in links(connection).values()} == {"moved"}


def test_no_content_speaks_against_a_portal_that_leads_to_its_successor(connection: sqlite3.Connection) -> None:
    """The successor is gone in its turn: that its articles stand on the older portal makes that no successor of it."""
    add_portal(connection, "a")
    add_portal(connection, "b", gone_at=AUGUST, gone_confirmed_at=AUGUST)
    _shares(connection, own=0, shared=8)
    add_capture(connection, "a", "https://a.example.vn/", JULY, location="https://b.example.vn/")
    trace_lineage(connection)
    found = connection.execute("SELECT portal, successor, basis FROM portal_successors").fetchall()
    assert found == [("a", "b", "redirect")]


# --- lines ---


def test_ancestors_over_several_steps_and_no_siblings() -> None:
    descent = Descent([("a", "b", "2019-01-01"), ("b", "c", None), ("b", "d", "2025-07-01"), ("x", "d", "2025-06-01")])
    assert descent.ancestors("d") == {"a", "b", "x"}
    assert descent.is_line("a", "c") and descent.is_line("c", "a")
    assert not descent.is_line("c", "d")
    assert [descent.generation(portal) for portal in "abc"] == [0, 1, 2]
    assert descent.since("d") == "2025-06-01" and descent.since("c") is None


def test_portals_said_to_follow_each_other_do_not_go_round_for_ever() -> None:
    descent = Descent([("a", "b", None), ("b", "a", None)])
    assert descent.ancestors("a") == {"b"} and descent.is_line("a", "b")


def test_what_changed_between_two_states_of_knowledge() -> None:
    before, after = Descent([("a", "b", None)]), Descent([("a", "b", "2025-07-01"), ("b", "c", None)])
    assert before.changed(after) == {"b", "c"}
    assert before.changed(Descent([("a", "b", None)])) == set()
