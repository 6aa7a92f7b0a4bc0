"""The queries that list who held a post, held against going through every title, where more hold one than are shown."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import defaultdict
from typing import Any

import pytest

from archive.people.posts import post_id
from archive.site.metadata import DATABASE, load_metadata
from scraper.vietnamese import fold, fold_tone
from tests.archive.site.search.archives import empty

QUERIES: dict[str, Any] = load_metadata()["databases"][DATABASE]["queries"]
HOLDERS, MOST = 800, 500
KINDS = ("position", "acting", "new", "rank", "former", "candidate")
POSTS = ("Chủ tịch", "Phó Chủ tịch", "Bí thư")
TITLE_COLUMNS = ("mention", "position", "text", "kind", "organization", "unit", "person", "article", "day", "unit_id",
                 "canonical", "organization_full", "level", "post_id")  # fmt: skip


@pytest.fixture(scope="module")
def connection() -> sqlite3.Connection:
    """800 people in posts of forty communes, several times each, with posts written in two ways and unlike units."""
    chance = random.Random(1)
    connection = empty()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO units (id, name, kind, level, province, basis) "
                       "VALUES ('42-2025', 'tỉnh Gió', 'tỉnh', 'province', '42-2025', '')")  # fmt: skip
    for person in range(1, HOLDERS + 1):
        name = f"Lê Thị {chr(65 + person % 26)}{person}"
        row = (person, name, fold(name), fold_tone(name))
        connection.execute("INSERT INTO people (id, name, name_folded, name_key, portal) VALUES (?, ?, ?, ?, 'p')", row)
        for number in range(chance.randrange(1, 6)):
            mention = article = person * 10 + number
            commune = f"xã Nắng {person % 40}"
            body = chance.choice([None, f"UBND {commune}"])
            title = {
                "text": chance.choice(POSTS), "kind": chance.choice(KINDS), "organization": body,
                "unit": commune, "unit_id": chance.choice([None, "42-2025"]), "level": "commune",
                "canonical": chance.choice([None, POSTS[person % 3]]),
                "organization_full": chance.choice([None, f"Ủy ban nhân dân {commune}"]),
            }  # fmt: skip
            day = f"{chance.randrange(2000, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            values = title | {"mention": mention, "position": 0, "person": person, "article": article, "day": day,
                              "post_id": post_id(title)}  # fmt: skip
            connection.execute(
                "INSERT INTO articles (id, portal, kind, url, text, first_seen, last_seen) "
                "VALUES (?, 'p', 'article', ?, '', ?, ?)",
                (article, f"https://p.example/{article}", day, day),
            )
            connection.execute(
                "INSERT INTO mentions (id, article, person, position, day, name, name_key, in_caption_only, spans) "
                "VALUES (?, ?, ?, 0, ?, ?, ?, 0, '[]')",
                (mention, article, person, day, name, fold_tone(name)),
            )
            marks = ", ".join(f":{column}" for column in TITLE_COLUMNS)
            connection.execute(f"INSERT INTO titles ({', '.join(TITLE_COLUMNS)}) VALUES ({marks})", values)
            if chance.random() < 0.1:
                connection.execute(
                    "INSERT INTO announced_changes (mention, position, change, title, words, sentence) "
                    "VALUES (?, 0, 'elected', 0, '', '')",
                    (mention,),
                )
    return connection


def _titles(connection: sqlite3.Connection, is_meant: Any) -> list[dict[str, Any]]:
    """Every title of a post of which a spelling is meant, with the name of whom it was said of."""
    rows = [
        dict(row)
        for row in connection.execute(
            "SELECT t.*, p.name, r.name AS province, c.change FROM titles t JOIN people p ON p.id = t.person "
            "LEFT JOIN units r ON r.id = t.unit_id LEFT JOIN announced_changes c ON c.mention = t.mention"
        )
    ]
    meant = {row["post_id"] for row in rows if is_meant(row)}
    return [row for row in rows if row["post_id"] in meant]


def _holders(connection: sqlite3.Connection, title: str, unit: str) -> list[tuple[Any, ...]]:
    def is_meant(row: dict[str, Any]) -> bool:
        post, body, full = row["canonical"] or row["text"], row["organization"] or "", row["organization_full"] or ""
        called = (row["text"], f"{post} {full}", f"{post} {body}")
        return any(fold(one).startswith(fold(title)) for one in called) and (
            fold(unit) in fold(row["unit"]) or fold(unit) in fold(full)
        )

    said = _titles(connection, is_meant)
    groups = defaultdict(list)
    for row in said:
        if row["kind"] in {"position", "acting", "new", "rank"}:
            post, body = row["canonical"] or row["text"], row["organization_full"] or row["organization"]
            groups[row["person"], row["name"], post, body, row["unit_id"], row["province"]].append(row)
    found = []
    for (person, name, post, body, _, province), rows in groups.items():
        days = [row["day"] for row in rows]
        changes = sorted({row["day"] for row in said if row["person"] == person and row["change"]})
        announced = "; ".join(f"elected {day}" for day in changes) or None
        found.append((min(days), max(days), name, person, len(rows), announced, post, body, province))
    return sorted(found, key=lambda one: one[:4])


@pytest.mark.parametrize(
    ("title", "unit", "are_more"),
    [("chu tich", "", True), ("", "xã nắng", True), ("Bí thư", "", True), ("pho chu tich ubnd", "", False),
     ("chủ tịch", "nang 7", False), ("", "nang 7", False)],
)  # fmt: skip
def test_those_named_first_are_listed(connection: sqlite3.Connection, title: str, unit: str, are_more: bool) -> None:
    found = [
        (row["first_seen"], row["last_seen"], row["name"], row["person"], row["articles"], row["announced"],
         row["title"], row["organization"], row["province"])
        for row in connection.execute(QUERIES["holders_of_a_post"]["sql"], {"title": title, "unit": unit})
    ]  # fmt: skip
    expected = _holders(connection, title, unit)
    assert (len(expected) > MOST) is are_more
    assert len(found) == min(len(expected), MOST) > 0
    if are_more:  # who follows whom on one day at the end of the list is open
        last = expected[MOST - 1][0]
        found, expected = ([one for one in some if one[0] < last] for some in (found, expected))
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert [one[:2] for one in found] == [one[:2] for one in expected]


@pytest.mark.parametrize(("organization", "are_more"), [("nang", True), ("ubnd xa nang 7", False)])
def test_those_of_an_organization_are_listed(connection: sqlite3.Connection, organization: str, are_more: bool) -> None:
    rows = connection.execute(QUERIES["tenures_of_an_organization"]["sql"], {"organization": organization}).fetchall()
    said = _titles(
        connection,
        lambda row: any(fold(organization) in fold(row[name] or "") for name in ("organization", "organization_full")),
    )
    bodies: dict[int, str] = {}
    groups = defaultdict(list)
    for row in said:
        groups[row["person"], row["post_id"]].append(row)
        body = row["organization_full"] or row["organization"]
        if body:
            bodies[row["post_id"]] = min(body, bodies.get(row["post_id"], body))
    expected = sorted(
        (bodies[post], min(one["day"] for one in rows), rows[0]["name"], max(one["day"] for one in rows), len(rows))
        for (_, post), rows in groups.items()
    )
    assert (len(expected) > 300) is are_more
    found = [(row["organization"], row["first_seen"], row["name"], row["last_seen"], row["articles"]) for row in rows]
    assert found == expected[:300]


@pytest.mark.parametrize("name", ["holders_of_a_post", "tenures_of_an_organization"])
def test_no_title_is_read_but_those_that_are_shown(connection: sqlite3.Connection, name: str) -> None:
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {QUERIES[name]['sql']}", {
        "title": "a", "unit": "b", "organization": "c"})]  # fmt: skip
    read = [step for step in plan if re.search(r" (t|s|titles) USING", step)]
    assert not [step for step in plan if re.match(r"SCAN (t|s|titles)\b", step)]
    assert {"COVERING" in step or "person=?" in step or "(mention=?)" in step for step in read} == {True}, read
