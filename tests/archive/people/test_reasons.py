"""Why a mention is whose it is: the words, and how long they stand."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive.manifests import seal
from archive.people.resolver import resolve_people
from tests.archive.people.worlds import RARE, Named, reasons, resolve, state

CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
DEPUTY = "Phó Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
SECRETARY = "Bí thư | Thị ủy Gió | thị xã Gió"
FRONT = "Chủ tịch | Ủy ban Mặt trận Tổ quốc Việt Nam thị xã Gió | thị xã Gió"
ELSEWHERE = "Chủ tịch | Ủy ban nhân dân huyện Mây | huyện Mây"


def said_of_people(db: Database) -> dict[str, list[Any]]:
    """Return, by the address of the article, whose its mentions are and why."""
    found: dict[str, list[Any]] = {}
    for url, *row in db.execute(
        "SELECT a.url, m.id, m.person, i.rule, i.reason FROM articles a JOIN mentions m ON m.article = a.id "
        "JOIN identifications i ON i.mention = m.id ORDER BY m.id"
    ):
        found.setdefault(url, []).append(row)
    return found


def test_reasons_in_the_words_of_an_older_congtin_are_said_as_they_are_said_now(
    db: Database, archive_directory: Path
) -> None:
    """A run that brings nothing else says them anew, all of them: a rebuild from the pages says the same."""
    resolve(db, archive_directory, [Named("a", "2021-03-01", (CHAIR,)), Named("b", "2022-01-01", (CHAIR,)),
                                    Named("c", "2021-05-01", (CHAIR,), name=RARE)])  # fmt: skip
    anew = state(db)
    db.execute("UPDATE identifications SET reason = replace(reason, 'since 2021-03', '2021-03 to 2022-01')")
    db.execute("UPDATE resolver_state SET value = '3' WHERE name = 'rules'")
    assert state(db) != anew
    assert resolve_people(db.conn, archive_directory).moved == 0
    assert state(db) == anew


def test_a_newer_article_leaves_the_rows_and_seals_of_the_older_ones_as_they_are(
    db: Database, archive_directory: Path
) -> None:
    """Whoever is named on, in whatever way mentions came to be somebody's: nothing is said anew of the older ones."""
    known = [
        Named("first", "2019-02-01", (CHAIR,)),
        Named("same-group", "2021-01-01", (CHAIR,)),
        Named("other-portal", "2021-05-01", (CHAIR,), "may"),
        Named("stray", "2021-06-01"),
        Named("linked", "2022-03-01", (SECRETARY,)),
        Named("without", "2020-01-05", name="Trần Hoà"),
        Named("perhaps", "2022-06-01", (ELSEWHERE,), "may", "Nguyễn Văn Nam"),
    ]
    left = Named("left", "2021-01-01", (CHAIR,), name="Nguyễn Văn Nam")
    resolve(db, archive_directory, [*known, left])
    seal(db.conn, archive_directory)
    assert not db["unsealed"].count
    assert set(reasons(db).values()) == {"first", "same_post", "named_here", "same_unit"}
    [offered] = db.execute("SELECT * FROM person_candidates").fetchall()
    before = said_of_people(db)
    new = [dataclasses.replace(one, path=f"new-{one.path}", day=f"2024-0{number + 1}-11")
           for number, one in enumerate(known)]  # fmt: skip
    resolve(db, archive_directory, new)
    after = said_of_people(db)
    assert {url: rows for url, rows in after.items() if url in before} == before
    assert db.execute("SELECT * FROM person_candidates").fetchall() == [offered]
    added = {row[0] for row in db.execute("SELECT id FROM articles WHERE url LIKE '%/new-%'")}
    assert {key for (key,) in db.execute("SELECT key FROM unsealed WHERE kind = 'officials'")} == added
    assert {key for (key,) in db.execute("SELECT key FROM unsealed WHERE kind = 'person'")}.isdisjoint(offered[:2])


def test_an_older_article_moves_the_month_since_which_a_post_is_named(db: Database, archive_directory: Path) -> None:
    resolve(db, archive_directory, [Named("a", "2021-03-01", (CHAIR,)), Named("b", "2022-01-01", (CHAIR,))])
    resolve(db, archive_directory, [Named("older", "2019-05-01", (CHAIR,))])
    said = {row[0] for row in db.execute("SELECT reason FROM identifications WHERE rule = 'same_post'")}
    assert said == {"same post: Chủ tịch, Ủy ban nhân dân thị xã Gió, since 2019-05"}


@pytest.mark.parametrize(
    ("day", "told"),
    [("2019-07-01", f"{DEPUTY}, since 2020-01"), ("2020-07-01", f"{DEPUTY}, since 2020-01"),
     ("2022-07-01", f"{CHAIR}, since 2021-01"), ("2025-01-01", f"{SECRETARY}, since 2024-01")],
)  # fmt: skip
def test_who_is_named_without_a_post_is_told_with_the_post_of_that_time(
    db: Database, archive_directory: Path, day: str, told: str
) -> None:
    """Neither with one that came later, nor with one that is told as a former one."""
    career = [
        Named("a", "2020-01-01", (DEPUTY,)),
        Named("b", "2021-01-01", (CHAIR,)),
        Named("c", "2024-01-01", (SECRETARY, f"{CHAIR} | former")),
        Named("d", "2024-06-01", (SECRETARY, f"{FRONT} | former")),
    ]
    resolve(db, archive_directory, [*career, Named("stray", day)])
    [reason] = [row[0] for row in db.execute("SELECT reason FROM identifications WHERE rule = 'named_here'")]
    post, _, since = told.rpartition(", ")
    shown = ", ".join(post.split(" | ")[:2])
    assert reason == f"no post is told; whom this portal names at the time: {shown}, {since}"
