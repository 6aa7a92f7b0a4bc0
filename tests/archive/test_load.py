from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.load import load_article, note_absence, note_sighting
from archive.said import COMPARED
from scraper.items import Article, Attachment, Caption, Event, Image, Mention, Official, Place, Stats, Title

URL = "https://songlam.example.vn/bai-{}.html"


def record(number: int = 1, **changes: Any) -> dict[str, Any]:
    """Return an article's record with one of everything."""
    text = "Sáng 4/3, đồng chí Trần Văn Thử, Bí thư Thị ủy, dự lễ.\n\nLễ kết thúc lúc 10 giờ."
    article = Article(
        url=URL.format(number),
        canonical_url=URL.format(number),
        portal="songlam",
        kind="article",
        title="Lễ khánh thành",
        text=text,
        published="2024-03-04T08:30:00+07:00",
        images=[Image("https://songlam.example.vn/a.jpg")],
        captions=[Caption("https://songlam.example.vn/a.jpg", "Quang cảnh buổi lễ")],
        attachments=[Attachment("https://songlam.example.vn/a.pdf", "Kế hoạch")],
        events=[Event("Sáng 4/3", "2024-03-04", "2024-03-04", "morning", "publication_stamp")],
        officials=[
            Official(
                "Trần Văn Thử", "đồng chí", [], [Title("Bí thư Thị ủy", "position", "Thị ủy Sông Lam")], ["attended"],
                mentions=[Mention(20, 32, "text")],
            )
        ],
        places=[Place("Sông Lam")],
        stats=Stats(views=10),
    )  # fmt: skip
    found = article.to_dict() | changes
    return json.loads(json.dumps(found))


def event(start: str | None) -> dict[str, Any]:
    return {"text": "hôm ấy", "start": start, "end": start, "part_of_day": None, "basis": "relative"}


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        opened.execute(
            "INSERT INTO portals (id, name, url) VALUES ('songlam', 'Sông Lam', 'https://songlam.example.vn/')"
        )
        yield opened


def load(db: Database, item: dict[str, Any], day: int) -> str:
    with transaction(db.conn):
        return load_article(db.conn, item, seen_at=f"2026-11-{day:02}T01:00:00+00:00", capture=None).state


def everything(db: Database) -> dict[str, list[Any]]:
    names = [name for name in db.table_names() if not name.startswith(("_", "sqlite"))]
    return {name: sorted(map(repr, db.execute(f"SELECT * FROM [{name}]").fetchall())) for name in names}


def test_every_part_of_a_record_is_a_row(db: Database) -> None:
    assert load(db, record(), 1) == "new"
    counts = {name: db[name].count for name in ("articles", "revisions", "images", "captions", "attachments", "events",
                                                "places", "people", "mentions", "titles", "roles")}  # fmt: skip
    assert set(counts.values()) == {1}
    [mention] = db.query("SELECT * FROM official_mentions")
    assert mention["titles"] == "Bí thư Thị ủy"
    assert mention["event_date"] == "2024-03-04"
    assert mention["sentence"].startswith("Sáng 4/3")
    [tenure] = db.query("SELECT * FROM tenures")
    assert (tenure["title"], tenure["organization"], tenure["first_seen"], tenure["articles"]) == (
        "Bí thư Thị ủy", "Thị ủy Sông Lam", "2024-03-04", 1,
    )  # fmt: skip
    assert json.loads(db.execute("SELECT record FROM revisions").fetchone()[0]) == record()


def test_a_role_is_kept_with_its_words_and_their_sentence(db: Database) -> None:
    item = record()
    text = item["text"]
    said = {"role": "attended", "start": text.index("dự lễ"), "end": text.index("dự lễ") + 2, "field": "text"}
    item["officials"][0] |= {"roles": ["attended", "pictured"], "role_evidence": [said]}
    load(db, item, 1)
    told, pictured = db.query("SELECT * FROM roles ORDER BY role")
    assert (told["words"], text[told["start"] : told["end"]], told["field"]) == ("dự", "dự", "text")
    assert told["sentence"] == "Sáng 4/3, đồng chí Trần Văn Thử, Bí thư Thị ủy, dự lễ."
    assert (pictured["role"], pictured["words"], pictured["sentence"]) == ("pictured", None, None)


def test_the_same_record_twice_changes_nothing_but_when_it_was_last_seen(db: Database) -> None:
    load(db, record(), 1)
    before = everything(db)
    assert load(db, record(), 1) == "same"
    assert everything(db) == before
    assert load(db, record(), 2) == "same"
    assert db.execute("SELECT first_seen, last_seen FROM articles").fetchone() == (
        "2026-11-01T01:00:00+00:00", "2026-11-02T01:00:00+00:00",
    )  # fmt: skip


@pytest.mark.parametrize("field", COMPARED)
def test_whatever_the_page_says_differently_is_a_revision_that_names_it(db: Database, field: str) -> None:
    load(db, record(), 1)
    other: Any = {"kind": "document", "published": "2024-03-05", "updated": "2024-03-05", "images": [],
                  "captions": [{"image": None, "text": "Khác"}], "attachments": []}.get(field, "Khác")  # fmt: skip
    assert load(db, record(officials=[], **{field: other}), 2) == "changed"
    assert json.loads(db.execute("SELECT changed FROM revisions WHERE number = 2").fetchone()[0]) == [field]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_counters_and_our_own_readings_are_no_revision(db: Database) -> None:
    load(db, record(), 1)
    stats = record()["stats"] | {"views": 99, "visits": 7}
    assert load(db, record(stats=stats, published_text="x", officials=[], events=[], places=[]), 2) == "same"
    assert db.execute("SELECT views FROM articles").fetchone() == (99,)
    assert db["mentions"].count == 1


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, "2024-03-04"),
        ({"events": [event("2024-03-07"), event(None), event("2024-03-05")]}, "2024-03-05"),
        ({"events": [event(None)], "published": "2024-03-09T08:30:00+07:00"}, "2024-03-09"),
        ({"events": [], "published": None}, "2026-11-03"),
    ],
)
def test_a_mention_is_of_the_day_the_article_speaks_of(db: Database, changes: dict[str, Any], day: str) -> None:
    load(db, record(**changes), 3)
    days = (
        "SELECT m.day, t.day, t.article = m.article, t.person = m.person FROM mentions m JOIN titles t ON mention = id"
    )
    assert db.execute(days).fetchall() == [(day, day, 1, 1)]


def test_the_day_moves_back_with_the_first_sight(db: Database) -> None:
    item = record(events=[], published=None)
    load(db, item, 3)
    load(db, item, 2)
    assert db.execute("SELECT first_seen, last_seen, articles FROM tenures").fetchall() == [("2026-11-02",) * 2 + (1,)]
    load(db, item | {"text": "Đồng chí khác."}, 5)
    assert db.execute("SELECT day FROM mentions").fetchall() == [("2026-11-02",)]


def test_a_picture_that_only_moved_is_no_revision(db: Database) -> None:
    moved = [[image | {"after": place} for image in record()["images"]] for place in (0, 2)]
    load(db, record(images=moved[0]), 1)
    assert db.execute("SELECT after FROM images").fetchall() == [(0,)]
    assert load(db, record(images=moved[1]), 2) == "same"
    assert load(db, record(images=moved[1], text="Khác.\n\nHai."), 3) == "changed"
    assert db.execute("SELECT after FROM images").fetchall() == [(2,)]


_FILES = {"images": "src", "captions": "image", "attachments": "url"}


def with_files(*, here: str, query: str = "") -> dict[str, Any]:
    """Return a record whose picture and file stand at addresses that begin with ``here`` and end with ``query``."""
    found = record()
    for field, address in _FILES.items():
        for item in found[field]:
            item[address] = here + item[address].rpartition("/")[2] + query
    return found


@pytest.mark.parametrize(
    ("here", "query", "changed"),
    [
        ("http://songlam.example.vn/", "", []),
        ("https://www.songlam.example.vn/", "", []),
        ("https://songlam.example.vn/", "?PHPSESSID=0f8a1b2c3d4e5f60718293a4b5", []),
        ("https://songlam.example.vn/", "?width=600&height=400", ["attachments"]),
        ("https://songlam.example.vn/", "?itok=Zx81kQ", ["attachments"]),
        ("https://songlam.example.vn/2026/", "", list(_FILES)),
        ("https://files.example.vn/", "", list(_FILES)),
        ("https://songlam.example.vn/", "?t=1762131600", list(_FILES)),
        ("https://songlam.example.vn/", "?id=12", list(_FILES)),
        ("https://songlam.example.vn/", "?12345", list(_FILES)),
    ],
)
def test_https_and_sessions_make_no_other_files_nor_sizes_other_pictures_another_address_does(
    db: Database, here: str, query: str, changed: list[str]
) -> None:
    load(db, record(), 1)
    assert load(db, with_files(here=here, query=query), 2) == ("changed" if changed else "same")
    told = db.execute("SELECT changed FROM revisions ORDER BY number DESC LIMIT 1").fetchone()[0]
    assert json.loads(told) == changed


def test_a_digest_of_a_congtin_that_compared_more_begins_no_revision(db: Database) -> None:
    load(db, record(), 1)
    known = db.execute("SELECT digest FROM revisions").fetchone()
    db.execute("UPDATE revisions SET digest = 'of before'")
    assert load(db, record(), 2) == "same"
    assert db.execute("SELECT digest FROM revisions").fetchall() == [known]
    assert load(db, record(text="Khác."), 3) == "changed"


def test_there_and_back_is_three_revisions(db: Database) -> None:
    states = [load(db, record(title=title), day) for day, title in enumerate(["A", "B", "A", "A"], 1)]
    assert states == ["new", "changed", "changed", "same"]
    assert db["revisions"].count == 3
    assert db.execute("SELECT revision_count, title FROM articles").fetchone() == (3, "A")


def test_gone_and_back(db: Database) -> None:
    load(db, record(), 1)
    [(article,)] = db.execute("SELECT id FROM articles").fetchall()
    days = [f"2026-11-{day:02}T0{hour}:00:00+00:00" for day, hour in ((2, 1), (2, 5), (3, 1), (4, 1))]
    assert [note_absence(db.conn, article, day, None, "status 404") for day in days[:3]] == [True, False, False]
    assert db.execute("SELECT gone_at, gone_confirmed_at FROM articles").fetchone() == (days[0], days[2])
    assert note_sighting(db.conn, article, days[3], None).state == "same"
    assert db.execute("SELECT gone_at, gone_confirmed_at FROM articles").fetchone() == (None, None)
    assert db.execute("SELECT * FROM disappearances").fetchall() == [
        (article, days[0], days[2], days[3], "status 404", None)
    ]
    assert note_absence(db.conn, 12345, days[0], None, "status 404") is False


def test_one_article_under_every_spelling_of_its_address(db: Database) -> None:
    load(db, record(), 1)
    other = record(canonical_url="http://www.songlam.example.vn/bai-1.html?utm_source=x#top")
    assert load(db, other, 2) == "same"
    assert db["articles"].count == 1


def test_an_earlier_revision_is_put_in_and_never_overwrites_a_later_one(db: Database) -> None:
    load(db, record(title="B"), 5)
    [(newest,)] = db.execute("SELECT id FROM revisions").fetchall()
    assert load(db, record(title="A"), 2) == "older"
    assert db.execute("SELECT title, first_seen, revision_count FROM articles").fetchone() == (
        "B", "2026-11-02T01:00:00+00:00", 2,
    )  # fmt: skip
    told = db.execute("SELECT id, number, changed, seen_at FROM revisions ORDER BY number").fetchall()
    assert [row[1:] for row in told] == [
        (1, "[]", "2026-11-02T01:00:00+00:00"), (2, '["title"]', "2026-11-05T01:00:00+00:00"),
    ]  # fmt: skip
    assert told[1][0] == newest, "what was known keeps its id"


def test_a_capture_leads_to_its_article_and_to_the_revision_it_shows(db: Database) -> None:
    captures = played(db, [(1, "A"), (2, "A"), (3, "-"), (4, "B"), (5, "A")], [0, 1, 2, 3, 4])
    [(article,)] = db.execute("SELECT id FROM articles").fetchall()
    first, second, third = [row[0] for row in db.execute("SELECT id FROM revisions ORDER BY number").fetchall()]
    assert db.execute("SELECT id, article, revision FROM captures ORDER BY id").fetchall() == [
        (captures[0], article, first), (captures[1], article, first), (captures[2], article, None),
        (captures[3], article, second), (captures[4], article, third),
    ]  # fmt: skip


def test_unchanged_since_a_capture_is_what_that_showed(db: Database) -> None:
    """A 304 is unchanged since the last crawl's capture, whatever was imported of the time between."""
    first, _, third = captures = played(db, [(1, "A"), (3, "B"), (5, "?")], [0, 1])
    [(article,)] = db.execute("SELECT id FROM articles").fetchall()
    with transaction(db.conn):
        loaded = note_sighting(db.conn, article, day_of(5), third, like=first)
    assert (loaded.state, loaded.changed) == ("changed", ("title",))
    assert db.execute("SELECT title, revision_count, capture FROM articles").fetchone() == ("A", 3, third)
    assert db.execute("SELECT r.capture FROM captures c JOIN revisions r ON r.id = c.revision").fetchall() == [
        (capture,) for capture in captures
    ]


def test_an_earlier_capture_leaves_counters_and_the_row_of_the_article_as_the_newest_has_them(db: Database) -> None:
    newest = record(title="B") | {"stats": record()["stats"] | {"views": 900}}
    capture = captured(db, 5, "stored")
    with transaction(db.conn):
        load_article(db.conn, newest, seen_at=day_of(5), capture=capture)
    before = db.execute("SELECT title, views, capture, last_seen FROM articles").fetchall()
    earlier = captured(db, 2, "stored")
    with transaction(db.conn):
        assert load_article(db.conn, record(title="A"), seen_at=day_of(2), capture=earlier).state == "older"
    assert db.execute("SELECT title, views, capture, last_seen FROM articles").fetchall() == before
    same = captured(db, 4, "stored")
    with transaction(db.conn):
        assert load_article(db.conn, record(title="B"), seen_at=day_of(4), capture=same).state == "same"
    assert db.execute("SELECT title, views, capture FROM articles").fetchall() == [("B", 900, same)]


def test_the_id_of_a_revision_and_what_was_read_of_it_stay_when_it_is_seen_to_have_begun_earlier(db: Database) -> None:
    played(db, [(1, "A"), (4, "B")], [0, 1])
    [(old,)] = db.execute("SELECT id FROM revisions WHERE number = 2").fetchall()
    db.execute("INSERT INTO former_readings (revision, number, replaced_at, extractor, changed, digest, record) "
               "VALUES (?, 1, '2026-11-20', 'x', '[]', 'y', '{}')", [old])  # fmt: skip
    played(db, [(2, "A"), (3, "B")], [0])
    assert db.execute("SELECT id FROM revisions WHERE number = 2").fetchall() == [(old,)]
    played(db, [(3, "B")], [0])
    [(new, begun)] = db.execute("SELECT id, seen_at FROM revisions WHERE number = 2").fetchall()
    assert begun == day_of(3)
    assert db.execute("SELECT revision FROM former_readings").fetchall() == [(new,)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_a_better_reading_made_equal_stays_two_revisions(db: Database) -> None:
    played(db, [(1, "A"), (4, "B")], [0, 1])
    [(first, record_of_it, digest)] = db.execute("SELECT id, record, digest FROM revisions WHERE number = 1").fetchall()
    db.execute("UPDATE revisions SET record = ?, digest = ?, changed = '[]' WHERE number = 2", [record_of_it, digest])
    ids = db.execute("SELECT id, number FROM revisions ORDER BY number").fetchall()
    played(db, [(3, "A"), (2, "-")], [0, 1])
    assert db.execute("SELECT id, number FROM revisions ORDER BY number").fetchall() == ids
    assert ids[0] == (first, 1)


def day_of(day: int) -> str:
    return f"2026-11-{day:02}T01:00:00+00:00"


def captured(db: Database, day: int, outcome: str, crawl: int | None = None) -> int:
    """Make a capture of the article's address and return its number."""
    cursor = db.execute(
        "INSERT INTO captures (url, portal, crawl, fetched_at, outcome) VALUES (?, 'songlam', ?, ?, ?)",
        [URL.format(1), crawl, day_of(day), outcome],
    )
    return int(cursor.lastrowid or 0)


def played(db: Database, steps: list[tuple[int, str]], order: list[int]) -> list[int]:
    """Capture an article day by day (``-``: gone), and load the captures in an order; returns their numbers."""
    captures = [captured(db, day, "gone" if said == "-" else "stored") for day, said in steps]
    for place in order:
        day, said = steps[place]
        if said == "-":
            article = db.execute("SELECT id FROM articles").fetchone() or (0,)
            note_absence(db.conn, article[0], day_of(day), captures[place], None)
        else:
            load_article(db.conn, record(title=said), seen_at=day_of(day), capture=captures[place])
    return captures


_OF_ARTICLES = ("articles", "revisions", "disappearances", "captures", "captions", "images", "attachments", "events",
                "places", "mentions", "titles", "roles", "people")  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    said=st.lists(st.tuples(st.integers(1, 7), st.sampled_from("AABC--")), min_size=1, max_size=7),
    data=st.data(),
)
def test_any_order_of_loading_gives_the_rows_of_the_order_in_time(
    db: Database, said: list[tuple[int, str]], data: st.DataObject
) -> None:
    steps = sorted(said, key=lambda step: step[0])
    found = []
    for order in (list(range(len(steps))), data.draw(st.permutations(range(len(steps))))):
        db.execute("BEGIN")
        try:
            played(db, steps, order)
            found.append({name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in _OF_ARTICLES})
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('integrity-check')")
            searched = db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'marker : article'")
            assert searched.fetchone()[0] == db["articles"].count
        finally:
            db.execute("ROLLBACK")
    assert found[0] == found[1]


STEPS = st.lists(st.tuples(st.integers(1, 3), st.sampled_from("ABC"), st.booleans()), min_size=1, max_size=8)


@settings(max_examples=25)
@given(steps=STEPS)
def test_loading_any_history_twice_equals_loading_it_once(steps: list[tuple[int, str, bool]]) -> None:
    history = [
        (record(number, title=title, captions=[] if bare else record()["captions"], officials=[]), day)
        for day, (number, title, bare) in enumerate(steps, 1)
    ]
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder)) as db:
        db.execute("INSERT INTO portals (id, name, url) VALUES ('songlam', 'x', 'https://songlam.example.vn/')")
        for item, day in history:
            load(db, item, day)
        once = everything(db)
        for item, day in history:
            load(db, item, day)
        assert everything(db) == once


@settings(max_examples=25)
@given(
    title=st.text(max_size=40),
    text=st.text(max_size=200),
    name=st.text(min_size=1, max_size=30),
)
def test_any_text_is_kept_as_it_is(title: str, text: str, name: str) -> None:
    item = record(title=title, text=text, lead=text or None)
    item["officials"][0] |= {"name": name, "mentions": [{"start": 0, "end": min(len(text), 3), "field": "text"}]}
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder)) as db:
        db.execute("INSERT INTO portals (id, name, url) VALUES ('songlam', 'x', 'https://songlam.example.vn/')")
        load(db, item, 1)
        assert db.execute("SELECT title, text FROM articles").fetchone() == (title, text)
        assert db.execute("SELECT name FROM mentions").fetchone() == (name,)


@pytest.mark.parametrize(
    ("view", "condition"),
    [
        ("article_list", "portal = 'songlam'"),
        ("article_list", "id = 5"),
        ("official_mentions", "person = 5"),
        ("official_mentions", "article = 5"),
        ("tenures", "person = 5"),
        ("tenures", "organization = 'Thị ủy'"),
        ("portal_health", "portal = 'songlam'"),
    ],
)
def test_a_view_scans_no_table_again_for_every_row(db: Database, view: str, condition: str) -> None:
    plan = db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE {condition}").fetchall()
    parents = {identifier: detail for identifier, _, _, detail in plan}
    subqueries = {detail.split()[-1] for *_, detail in plan if detail.startswith(("CO-ROUTINE", "MATERIALIZE"))}
    inner = [
        detail
        for _, parent, _, detail in plan
        if detail.startswith("SCAN") and "CORRELATED" in parents.get(parent, "") and "USING" not in detail
        if detail.split()[1] not in subqueries
    ]
    assert inner == []
