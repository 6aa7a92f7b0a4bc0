"""Which kinds of units steps of the schema may rewrite."""

from __future__ import annotations

import copy
import json

import pytest
from sqlite_utils import Database

from archive.manifests.covered import UNITS
from archive.manifests.rewritten import kinds_of, note_writes, rewritten_kinds
from archive.migrations import migrations

STEPS = [step.name for step in migrations.pending(Database(memory=True))]


def _from(name: str) -> list[str]:
    return STEPS[STEPS.index(name) :]


@pytest.mark.parametrize(
    ("first", "kinds"),
    [("m020_lineage_anew", set(UNITS)), ("m035_near_articles", {"parts"}), ("m036_spellings", set())],
)
def test_what_our_steps_may_rewrite(first: str, kinds: set[str]) -> None:
    assert rewritten_kinds(migrations, _from(first)) == kinds


def test_rows_make_no_step_write_elsewhere() -> None:
    steps = _from("m021_runs")
    db = Database(memory=True)
    migrations.apply(db, stop_before=steps[0])
    db.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    db.execute("INSERT INTO articles (id, portal, kind, url, text, first_seen, last_seen, title) "
               "VALUES (1, 'p', 'article', 'https://p.example/1', 'x', '2026', '2026', 'x')")  # fmt: skip
    db.execute("INSERT INTO people (id, name, name_folded, name_key, portal) VALUES (1, 'A B', 'a b', 'a b', 'p')")
    db.execute("INSERT INTO mentions (id, article, person, position, day, name, name_key, in_caption_only, spans) "
               "VALUES (1, 1, 1, 0, '2026-01-01', 'A B', 'a b', 0, '[]')")  # fmt: skip
    db.execute("INSERT INTO captions (article, position, text) VALUES (1, 0, 'x')")
    for number, officials in enumerate(([{"name": "A B", "titles": []}], []), 1):
        db.execute(
            "INSERT INTO revisions (article, number, seen_at, changed, digest, extractor, record) "
            "VALUES (1, ?, '2026-01-01', '[]', '', '', ?)",
            (number, json.dumps({"officials": officials})),
        )
    written = note_writes(db.conn)
    migrations.apply(db)
    assert kinds_of(written) == rewritten_kinds(migrations, steps) == {"parts"}


@pytest.mark.parametrize(
    ("statement", "kinds"),
    [
        ("CREATE INDEX more ON articles (lead)", set()),
        ("CREATE TABLE more AS SELECT * FROM articles", set()),
        ("CREATE VIEW more AS SELECT 1", set()),
        ("UPDATE captures SET status = status + 0", {"capture"}),
        ("DELETE FROM titles WHERE 0", {"officials"}),
        ("ALTER TABLE problems ADD COLUMN more", {"problem"}),
        ("DROP TABLE aliases", {"alias"}),
        ("DELETE FROM list_pages", set()),
    ],
)
def test_what_a_statement_may_rewrite(statement: str, kinds: set[str]) -> None:
    more = copy.deepcopy(migrations)

    def m999_more(db: Database) -> None:
        db.execute(statement)

    more()(m999_more)
    assert rewritten_kinds(more, ["m999_more"]) == kinds


def test_what_a_trigger_does_counts() -> None:
    more = copy.deepcopy(migrations)

    def m999_more(db: Database) -> None:
        db.execute("CREATE TRIGGER more AFTER DELETE ON list_pages BEGIN UPDATE crawls SET note = 'x'; END")
        db.execute("DELETE FROM list_pages")

    more()(m999_more)
    assert rewritten_kinds(more, ["m999_more"]) == {"crawl"}
