"""A better reading of a stored page takes the place of a record, and nothing else changes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.load import load_article
from archive.portal_rows import keep_portal, kept_portal, reader, reader_of
from archive.readings import different_fields, replace_reading, replace_record
from scraper.extract.version import extractor_version
from scraper.items import Article, Mention, Official, Stats
from scraper.portal import Portal

PORTAL = Portal(id="songlam", name="Sông Lam", url="https://songlam.example.vn/")
URL = "https://songlam.example.vn/bai-1.html"
DAYS = ("2026-03-01T01:00:00+00:00", "2026-03-08T01:00:00+00:00", "2026-03-15T01:00:00+00:00")


def record(text: str = "Ông Trần Văn Thử dự lễ.", **changes: Any) -> dict[str, Any]:
    article = Article(URL, URL, "songlam", "article", title="Lễ khánh thành", text=text, stats=Stats(views=10))
    return json.loads(json.dumps(article.to_dict() | changes))  # type: ignore[no-any-return]


def named(name: str = "Trần Văn Thử") -> list[dict[str, Any]]:
    official = Official(name, "Ông", mentions=[Mention(4, 4 + len(name), "text")], roles=["attended"])
    return [Article(URL, URL, officials=[official]).to_dict()["officials"][0]]


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        keep_portal(opened.conn, PORTAL)
        yield opened


def loaded(db: Database, *records: dict[str, Any]) -> tuple[int, list[int]]:
    """Load an article's records on one day after the other; return its id and those of its revisions."""
    with transaction(db.conn):
        for day, one in zip(DAYS, records, strict=False):
            article = load_article(db.conn, one, seen_at=day, capture=None).article
    return article, [number for (number,) in db.execute("SELECT id FROM revisions ORDER BY number")]


def values(db: Database, sql: str, *arguments: Any) -> list[Any]:
    return [row[0] if len(row) == 1 else row for row in db.execute(sql, arguments).fetchall()]


def test_a_new_reading_replaces_the_record_and_keeps_the_former_one(db: Database) -> None:
    article, [revision] = loaded(db, record())
    before = db.execute("SELECT id, number, seen_at, extractor, record FROM revisions").fetchone()
    changed = replace_reading(db.conn, revision, record(section="Tin tức", officials=named()))
    assert changed == ("section", "officials")
    assert values(db, "SELECT count(*) FROM revisions") == [1]
    assert db.execute("SELECT id, number, seen_at FROM revisions").fetchone() == before[:3]
    assert values(db, "SELECT revision, number, extractor, record, changed FROM former_readings") == [
        (revision, 1, before[3], before[4], '["section", "officials"]')
    ]
    assert values(db, "SELECT section FROM articles WHERE id = ?", article) == ["Tin tức"]
    assert values(db, "SELECT name FROM mentions WHERE article = ?", article) == ["Trần Văn Thử"]


def test_search_and_children_say_what_is_read_now(db: Database) -> None:
    article, [revision] = loaded(db, record(captions=[{"image": None, "text": "Chú thích cũ"}]))
    replace_reading(db.conn, revision, record("Bà Lê Thị Mẫu dự lễ.", captions=[{"image": None, "text": "Quang cảnh"}]))
    assert values(db, "SELECT text FROM captions") == ["Quang cảnh"]
    found = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    assert values(db, found, '"mẫu"') == [article]
    assert values(db, found, '"thử"') == values(db, found, '"cũ"') == []


def test_every_further_reading_is_kept_with_its_number(db: Database) -> None:
    _, [revision] = loaded(db, record())
    for section in ("Tin tức", "Chính trị", None):
        replace_reading(db.conn, revision, record(section=section))
    former = values(db, "SELECT number, json_extract(record, '$.section') FROM former_readings ORDER BY number")
    assert former == [(1, None), (2, "Tin tức"), (3, "Chính trị")]


def test_the_same_reading_is_no_former_one_but_has_a_new_reader(db: Database) -> None:
    _, [revision] = loaded(db, record())
    db.execute("UPDATE revisions SET extractor = '0.0.1'")
    assert replace_reading(db.conn, revision, record()) == ()
    assert values(db, "SELECT count(*) FROM former_readings") == [0]
    assert values(db, "SELECT extractor FROM revisions") == [reader(PORTAL)]


def test_a_better_reading_of_an_older_revision_leaves_the_article_as_it_is(db: Database) -> None:
    article, [first, _] = loaded(db, record("Một."), record("Hai."))
    replace_reading(db.conn, first, record("Một, đọc lại."))
    assert values(db, "SELECT text FROM articles WHERE id = ?", article) == ["Hai."]
    assert values(db, "SELECT json_extract(record, '$.text') FROM revisions ORDER BY number") == [
        "Một, đọc lại.",
        "Hai.",
    ]


def test_what_changed_is_worked_out_again_for_both_neighbours(db: Database) -> None:
    _, [_, second, _] = loaded(db, record("Một. Lượt 1"), record("Một. Lượt 2"), record("Hai. Lượt 3"))
    replace_reading(db.conn, second, record("Một. Lượt 2", author="Minh Sắc"))
    assert values(db, "SELECT changed FROM revisions ORDER BY number") == [
        "[]", '["text", "author"]', '["text", "author"]',
    ]  # fmt: skip


def test_revisions_that_say_the_same_now_stay_and_show_it(db: Database) -> None:
    _, revisions = loaded(db, record("Một. Lượt 1"), record("Một. Lượt 2"), record("Hai."))
    for revision in revisions[:2]:
        replace_reading(db.conn, revision, record("Một."))
    assert values(db, "SELECT id FROM revisions ORDER BY number") == revisions
    assert values(db, "SELECT changed FROM revisions ORDER BY number") == ["[]", "[]", '["text"]']


def test_a_later_counter_and_the_address_are_not_for_a_reading_to_say(db: Database) -> None:
    article, [revision] = loaded(db, record())
    load_article(db.conn, record(stats=record()["stats"] | {"views": 99}), seen_at=DAYS[1], capture=None)
    other = "https://songlam.example.vn/khac.html"
    changed = replace_reading(
        db.conn, revision, record(section="Tin tức", canonical_url=other, stats=record()["stats"] | {"views": 11})
    )
    assert changed == ("section", "stats")
    assert values(db, "SELECT views, url FROM articles WHERE id = ?", article) == [(99, URL)]


def test_a_counter_that_was_misread_is_mended_where_no_later_look_has_brought_another(db: Database) -> None:
    _, [revision] = loaded(db, record())
    replace_reading(db.conn, revision, record(stats=record()["stats"] | {"views": 1_234}))
    assert values(db, "SELECT views FROM articles") == [1_234]


def test_problems_of_the_record_follow_and_others_stay(db: Database) -> None:
    old = record(problems=[{"field": "published", "reason": "no stamp"}])
    article, [revision] = loaded(db, old)
    db.conn.executemany(
        "INSERT INTO problems (portal, article, url, field, reason, seen_at) VALUES ('songlam', ?, ?, ?, ?, ?)",
        [(article, URL, "published", "no stamp", DAYS[0]), (article, URL, "answer", "status 500", DAYS[0])],
    )
    replace_reading(db.conn, revision, record(problems=[{"field": "family", "reason": "another CMS"}]))
    assert values(db, "SELECT field, reason FROM problems ORDER BY field") == [
        ("answer", "status 500"),
        ("family", "another CMS"),
    ]


@pytest.mark.parametrize(("earlier", "kept"), [(False, 0), (True, 1)])
def test_what_the_same_visit_has_learnt_leaves_no_former_reading(db: Database, earlier: bool, kept: int) -> None:
    with transaction(db.conn):
        crawls = [db.execute("INSERT INTO crawls (portal, started) VALUES ('songlam', ?)", [day]).lastrowid
                  for day in (DAYS[:2] if earlier else DAYS[:1])]  # fmt: skip
        capture = db.execute(
            "INSERT INTO captures (url, portal, crawl, fetched_at, outcome) VALUES (?, 'songlam', ?, ?, 'stored')",
            [URL, crawls[0], DAYS[0]],
        ).lastrowid
        article = load_article(db.conn, record(), seen_at=DAYS[0], capture=capture).article
        assert replace_record(db.conn, article, record("Ông Trần Văn Thử."))
        assert not replace_record(db.conn, article, record("Ông Trần Văn Thử."))
    assert values(db, "SELECT count(*) FROM former_readings") == [kept]


def test_the_reader_is_the_extractor_and_how_the_portal_is_to_be_read() -> None:
    described = PORTAL.model_copy(update={"selectors": {"author": ".tac-gia"}})
    assert reader(PORTAL) == extractor_version()
    assert reader(described).startswith(f"{extractor_version()}.")
    assert reader(described) != reader(described.model_copy(update={"selectors": {"author": ".nguoi-viet"}}))
    # Where to look for pages and what people call the portal decides no record.
    assert reader(described) == reader(described.model_copy(update={"sections": ["/tin"], "name": "Khác"}))


def test_a_portal_can_be_read_again_as_it_was_described(db: Database) -> None:
    described = Portal.model_validate(
        {"id": "kyho", "name": "Kỳ Hồ", "url": "https://kyho.example.vn/", "family": "generic",
         "unit": "xã Kỳ Hồ", "selectors": {"author": ".tac-gia"}, "valid_from": "2020-01-01",
         "eras": [{"until": "2021-06-30", "family": "joomla"}]}, strict=False,
    )  # fmt: skip
    keep_portal(db.conn, described)
    assert kept_portal(db.conn, "kyho") == described
    assert reader_of(db.conn, "kyho") == reader(described)


FIELDS = st.dictionaries(st.sampled_from(sorted(record())), st.integers(0, 2), max_size=6)


@given(old=FIELDS, new=FIELDS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_different_fields_are_exactly_those_that_differ(old: dict[str, int], new: dict[str, int]) -> None:
    first, second = record() | old, record() | new
    expected = {name for name in first if first[name] != second[name]}
    assert set(different_fields(first, second)) == expected
    assert different_fields(first, first) == ()
