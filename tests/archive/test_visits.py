"""What a visit of a large portal asks for beside its fronts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import writing
from archive.lists import Lists
from archive.revisits import LARGE, budget
from archive.visits import queue_what_is_due

DUE, FOUND = "2020-01-02T00:00:00+00:00", "2020-01-01T{:02}:{:02}:00+00:00"


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        opened.execute("INSERT INTO portals (id, name, url) VALUES ('songlam', 'Sông Lam', 'https://songlam.vn/')")
        opened.execute("INSERT INTO crawls (id, portal, started) VALUES (1, 'songlam', ?)", [DUE])
        yield opened


def known(db: Database, kind: str, count: int) -> None:
    """Make so many addresses of a kind known and due, one found a minute after the other."""
    db["frontier"].insert_all(
        {"portal": "songlam", "key": f"{kind}/{number:04}", "url": f"https://songlam.vn/{kind}/{number:04}",
         "state": "done", "outcome": "stored", "crawl": 1, "kind": kind, "priority": 9, "depth": 3, "due_at": DUE,
         "found_at": FOUND.format(*divmod(number, 60))}
        for number in range(count)
    )  # fmt: skip


def test_articles_that_showed_nothing_have_a_tenth_of_the_budget_and_the_newest_come_first(db: Database) -> None:
    known(db, "article", LARGE)
    known(db, "listing", 200)
    known(db, "other", 300)
    queue_what_is_due(db.conn, "songlam", Lists(db.conn, "songlam"))
    rows = db.execute("SELECT kind, key FROM frontier WHERE state = 'queued' ORDER BY key").fetchall()
    allowed = budget(LARGE + 500)
    others = [key for kind, key in rows if kind == "other"]
    assert len(rows) == allowed
    assert others == [f"other/{number:04}" for number in range(300 - allowed // 10, 300)]
    assert sum(kind == "listing" for kind, _ in rows) == (allowed - len(others)) // 3


def test_a_standing_page_that_named_first_what_lists_name_too_is_no_list(db: Database) -> None:
    """The box of the most read names other articles at each look."""
    known(db, "article", 4)
    known(db, "other", 2)
    known(db, "listing", 1)
    db.execute("UPDATE frontier SET due_at = '9999-01-01', fetched_at = '9999-01-01'")
    db.execute("UPDATE frontier SET priority = 2, found_on = NULL WHERE kind <> 'article'")
    db.execute("UPDATE frontier SET found_on = 'other/0000' WHERE key IN ('article/0000', 'article/0001')")
    db.execute("UPDATE frontier SET found_on = 'other/0001' WHERE key IN ('article/0002', 'article/0003')")
    db["list_pages"].insert({
        "portal": "songlam", "list": "listing/0000", "key": "listing/0000", "crawl": 1, "labels": "[]",
        "entries": '["article/0000", "article/0001", "article/0002"]', "pager": "",
    })  # fmt: skip
    queue_what_is_due(db.conn, "songlam", Lists(db.conn, "songlam"))
    rows = db.execute("SELECT key FROM frontier WHERE state = 'queued' ORDER BY key").fetchall()
    assert [key for (key,) in rows] == ["listing/0000", "other/0001"], "article/0003 stands in no list"
