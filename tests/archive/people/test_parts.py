"""Only what a new mention can touch is read, and what comes of it is what resolving everything anew gives."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import opened, transaction, writing
from archive.layout import DATABASE_NAME
from archive.load import load_article
from archive.mentions import delete_officials
from archive.people import parts, resolution
from archive.people.deciding import merge, split, undo
from archive.people.rarity import NameShares
from archive.people.resolver import resolve_people
from scraper.errors import CongtinError
from scraper.vietnamese import fold_tone
from tests.archive.people.worlds import (
    COMMON,
    RARE,
    Named,
    count_read,
    declare_portals,
    persons,
    reasons,
    record,
    resolve,
    state,
)

CHAIR = "Chủ tịch UBND | UBND | xã Gio Hải"
SECRETARY = "Bí thư Đảng ủy | Đảng ủy | xã Gio Hải"
FORMER = "Phó Chủ tịch UBND | UBND | xã Gio Hải | former"
CLERK = "Chánh Văn phòng | Văn phòng UBND | thị xã Gió"
ELSEWHERE = "Giám đốc | Sở Nội vụ | tỉnh Cao Bằng"
ABOVE = "Ủy viên | Trung ương Đảng"
NAMES = [COMMON, RARE, "Trần Hòa"]
POSTS = [CHAIR, SECRETARY, FORMER, CLERK, ELSEWHERE, ABOVE, "Chủ tịch UBND"]
RARITIES: dict[str, int] = {}  # of names that have turned out to be so rare
# Two of one province, one of another, two that became one in 2025, and three of which no province is known.
PROVINCES = {"gio": "tỉnh Hà Tĩnh", "may": "tỉnh Hà Tĩnh", "nang": "tỉnh Cao Bằng", "ha-nam": "tỉnh Hà Nam",
             "ninh-binh": "tỉnh Ninh Bình", "lang": None, "pho": None, "cho": None}  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with portals and nothing else."""
    folder = tmp_path_factory.mktemp("empty")
    with writing(folder) as db:
        declare_portals(db)
        for key in ("lang", "pho", "cho"):
            db.execute("INSERT INTO portals (id, name, url) VALUES (?1, ?1, 'https://' || ?1 || '.example/')", (key,))
    return folder


def told(db: Database) -> dict[str, list[Any]]:
    """All that resolving comes to, and what is kept of it to spare reading."""
    return state(db) | {
        "aliases": db.execute("SELECT id, person FROM person_aliases ORDER BY id").fetchall(),
        "resolved": db.execute("SELECT * FROM resolved_names ORDER BY name_key").fetchall(),
        "spans": db.execute("SELECT * FROM rarity_spans ORDER BY name_key, place").fetchall(),
        "names": db.execute("SELECT name_key FROM counted_names ORDER BY name_key").fetchall(),
        "words": db.execute("SELECT * FROM name_words ORDER BY place, word").fetchall(),
        "places": db.execute("SELECT * FROM person_places ORDER BY name_key, person, place").fetchall(),
    }


def anew(db: Database, directory: Path) -> dict[str, list[Any]]:
    """What comes of resolving everything anew, in a copy."""
    copy = Database(memory=True)
    db.conn.backup(copy.conn)
    copy.conn.execute("PRAGMA foreign_keys = ON")
    assert resolve_people(copy.conn, directory, everything=True).moved == 0
    found = told(copy)
    copy.close()
    return found


def says(db: Database, path: str, portal: str, officials: list[tuple[str, list[str]]], day: int) -> None:
    """Load what an article says on a day of 2025; what it says earlier than that may come later."""
    named = [record(Named(path, "", tuple(posts), "gio", name))["officials"][0] for name, posts in officials]
    said = record(Named(path, "", (), "gio")) | {"portal": portal, "published": None, "officials": named}
    with transaction(db.conn):
        load_article(
            db.conn, said | {"text": f"Bản {officials}."}, seen_at=f"2025-{day:02}-01T12:00:00+00:00", capture=None
        )


def moves(db: Database, portal: str, province: str | None) -> None:
    """Let a portal turn out to be of another province."""
    with transaction(db.conn):
        db.conn.execute("UPDATE portals SET province = ? WHERE id = ?", (province, portal))


def turns_out(db: Database, name: str, rarity: int) -> None:
    """Let a name count as so rare from now on: a new article names somebody whom the archive had not."""
    RARITIES[fold_tone(name)] = rarity
    number = db["articles"].count
    says(db, f"new-{number}", "gio", [(f"Lò Thị {number}", [])], 1)


def decides(db: Database, directory: Path, verb: str, one: int, other: int) -> None:
    """Take a decision on some people, or undo one, where it may be taken."""
    people = [key for (key,) in db.execute("SELECT DISTINCT person FROM mentions ORDER BY person")]
    try:
        if verb == "undo":
            undo(db.conn, directory, one % 4 + 1, "nhầm")
        elif people and verb == "merge":
            merge(db.conn, directory, [people[one % len(people)], people[other % len(people)]], "một người")
        elif people:
            person = people[one % len(people)]
            mentions = [key for (key,) in db.execute("SELECT id FROM mentions WHERE person = ? ORDER BY id", (person,))]
            split(db.conn, directory, person, "hai người", mentions=[mentions[other % len(mentions)]])
    except CongtinError:
        pass


_portals = st.sampled_from(list(PROVINCES))
_posts = st.lists(st.sampled_from(POSTS), max_size=2, unique=True)
_officials = st.lists(st.tuples(st.sampled_from(NAMES), _posts), min_size=1, max_size=3)
_articles = st.tuples(st.just(says), st.sampled_from("abcdefghijkl"), _portals, _officials, st.integers(1, 12))
_rarely = st.one_of(
    st.tuples(st.just(moves), _portals, st.sampled_from([*PROVINCES.values()])),
    st.tuples(st.just(decides), st.sampled_from(["merge", "split", "undo"]), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.just(says), st.sampled_from("abcdefghijkl"), _portals, st.just([]), st.integers(1, 12)),
)
_events = st.integers(0, 5).flatmap(lambda number: _articles if number else _rarely)


_turns = st.tuples(st.just(turns_out), st.sampled_from(NAMES), st.integers(4, 22))
_moving = st.lists(st.one_of(_turns, _turns, _turns, _events), min_size=1, max_size=3)


@settings(max_examples=40)
@given(
    st.lists(_articles, min_size=6, max_size=12),
    st.one_of(
        st.lists(st.lists(_events, min_size=1, max_size=2), min_size=2, max_size=6),
        st.lists(_moving, min_size=2, max_size=6),
    ),
    st.sampled_from([2, 200]),
)
def test_what_was_resolved_in_parts_is_what_everything_gives(
    empty: Path, known: list[tuple[Any, ...]], runs: list[list[tuple[Any, ...]]], most: int
) -> None:
    """Run after run, with what changes beside the mentions, and with names that count as rarer or more common."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        directory = Path(folder)
        for module in (parts, resolution):
            patched.setattr(module, "MOST_CANDIDATES", most)
        natural = NameShares.rarity
        patched.setattr(NameShares, "rarity", lambda of, name: RARITIES.get(name) or natural(of, name))
        RARITIES.clear()
        shutil.copy(empty / DATABASE_NAME, directory)
        with opened(directory) as db:
            for run in [known, *runs]:
                for happens, *what in run:
                    happens(db, *([directory] if happens is decides else []), *what)
                resolve_people(db.conn, directory)
                assert told(db) == anew(db, directory)
                assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_no_more_is_read_than_a_new_mention_can_touch(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: mentions that are read of a name that three provinces know."""
    portals = ("gio", "nang", "ha-nam")
    resolve(db, archive_directory, [Named(f"{portal}-{n}", f"2021-0{n}-01", (CHAIR,), portal)
                                    for portal in portals for n in range(1, 5)])  # fmt: skip
    read = count_read(monkeypatch)
    resolve(db, archive_directory, [Named("new", "2022-01-01", (CHAIR,))])
    assert len(read) == 5, "those of its province"
    assert told(db) == anew(db, archive_directory)
    read.clear()
    resolve(db, archive_directory, [Named("away", "2022-02-01", (ELSEWHERE,), "ha-nam")])
    assert len(read) == 4 + 1 + 4, "those of the portal's province, and of the province of the post that it names"
    assert told(db) == anew(db, archive_directory)
    read.clear()
    resolve(db, archive_directory, [Named("tied", "2022-03-01", (CHAIR,), "nang")])
    assert len(read) == 4 + 5 + 1, "the two provinces hang together now"
    read.clear()
    person = db.execute("SELECT person FROM mentions WHERE seed = person ORDER BY person").fetchone()[0]
    mention = db.execute("SELECT id FROM mentions WHERE person = ? ORDER BY id", (person,)).fetchone()[0]
    split(db.conn, archive_directory, person, "hai người", mentions=[mention])
    assert len(read) == 15, "a decision binds the whole name"


def test_the_limit_of_candidates_binds_the_whole_name(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (parts, resolution):
        monkeypatch.setattr(module, "MOST_CANDIDATES", 3)
    posts = [f"Giám đốc | Trung tâm {number} | huyện Mây" for number in range(2)]
    world = [Named(f"{portal}-{n}", f"202{n}-01-01", (post,), portal)
             for portal in ("gio", "nang") for n, post in enumerate(posts)]  # fmt: skip
    resolve(db, archive_directory, world)
    assert db["person_candidates"].count == 2, "a pair in each province"
    resolve(db, archive_directory, [Named("new", "2023-01-01", ("Giám đốc | Trung tâm 3 | huyện Mây",), "nang")])
    assert db["person_candidates"].count == 3, "the strongest of four"
    assert told(db) == anew(db, archive_directory)


def test_a_name_of_which_one_person_is_left_is_looked_at_whole(db: Database, archive_directory: Path) -> None:
    resolve(db, archive_directory, [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2021-01-01", (CHAIR,), "nang")])
    assert db["person_places"].count == 2
    with transaction(db.conn):
        delete_officials(db.conn, db.execute("SELECT id FROM articles WHERE portal = 'gio'").fetchone()[0])
        db.conn.execute("DELETE FROM former_mentions")
    resolve_people(db.conn, archive_directory)
    assert told(db) == anew(db, archive_directory)
    assert db["person_places"].count == db["resolved_names"].count == 0, "nobody shares the name any more"


def test_an_article_that_comes_to_be_another_portals_has_its_names_looked_at_whole(
    db: Database, archive_directory: Path
) -> None:
    resolve(db, archive_directory, [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2021-02-01", (CHAIR,), "nang"),
                                    Named("c", "2021-03-01", (CHAIR,), "nang")])  # fmt: skip
    assert len(set(map(frozenset, persons(db)))) == 2
    with transaction(db.conn):
        db.conn.execute("UPDATE articles SET portal = 'nang' WHERE portal = 'gio'")
    assert db.execute("SELECT * FROM names_to_resolve").fetchall() == [("nguyễn văn hùng", "")]
    resolve_people(db.conn, archive_directory)
    assert persons(db) == [{"a", "b", "c"}]
    assert told(db) == anew(db, archive_directory)


def test_a_post_of_no_known_province_ties_the_portals_that_name_it(db: Database, archive_directory: Path) -> None:
    """Whether an article mixes two people is told by who else names their posts, on whatever portal."""
    declare_portals(db)
    db.execute("UPDATE portals SET province = NULL")
    one, other = (f"Chủ tịch | UBND xã {name} | xã {name}" for name in ("Một", "Hai"))
    resolve(db, archive_directory, [Named("both", "2021-06-01", (one, other)), Named("b1", "2021-01-01", (other,)),
                                    Named("b2", "2022-01-01", (other,))])  # fmt: skip
    assert reasons(db)["both"] == "same_post"
    resolve(db, archive_directory, [Named(str(n), f"202{n}-01-02", (one,), "nang") for n in (1, 2)])
    assert reasons(db)["both"] == "mixed_posts"
    assert told(db) == anew(db, archive_directory)
