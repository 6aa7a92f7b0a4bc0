"""For which rarities of a name what its mentions came to stands, and what is read where it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.people.deciding import merge
from archive.people.facts import read_mentions, read_portals
from archive.people.rarity import NameShares, namesakes, rare_enough
from archive.people.resolver import resolve_people
from archive.people.spans import Rarities, Span
from tests.archive.people.worlds import COMMON, Named, count_read, load, resolve, state

CHAIR = "Chủ tịch UBND | UBND | xã Gio Hải"
DISTRICT = "Trưởng phòng | Phòng Nội vụ | huyện Mây"
OFFICE = "Chánh Văn phòng | Văn phòng HĐND | huyện Nắng"
ELSEWHERE = "Giám đốc | Trung tâm Y tế | huyện Nắng"
HUNG = "nguyễn văn hùng"
OTHER = "Trần Hòa"


@given(st.floats(0.5, 1e6), st.floats(0.01, 10.0), st.integers(-10, 60))
def test_a_name_is_rare_enough_from_one_rarity_on(officials: float, most: float, rarity: int) -> None:
    assert (namesakes(rarity, officials) <= most) == (rarity >= rare_enough(officials, most))


@given(st.lists(st.integers(1, 30)), st.integers(0, 30), st.integers(0, 30))
def test_a_span_holds_the_rarities_of_which_every_answer_is_the_same(asked: list[int], known: int, other: int) -> None:
    span = Span()
    for least in asked:
        span = span.narrowed(least, reached=known >= least)
    assert span.holds(known)
    assert span.holds(other) == all((known >= least) == (other >= least) for least in asked)


def test_each_place_of_a_name_has_a_span_of_its_own(db: Database) -> None:
    load(db, [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2021-01-01", (CHAIR,), "nang")])
    one, other = read_mentions(db.conn, read_portals(db.conn), [HUNG])[0][HUNG]
    rarities = Rarities({HUNG: 12})
    assert [rarities.reaches(one, 0), *rarities.spans()] == [True], "every name is as rare as that"
    assert [rarities.reaches(one, least) for least in (10, 15, 11)] == [True, False, True]
    assert rarities.reaches(other, 12)
    assert sorted(rarities.spans()) == [(HUNG, "cao bằng", (12, None)), (HUNG, "hà tĩnh", (11, 14))]


def test_the_order_of_the_links_of_several_names_is_another_with_any_rarity() -> None:
    assert list(Rarities({"a b": 5, "c d": 9}).spans()) == [("a b", "", (5, 5)), ("c d", "", (9, 9))]


def spans(db: Database) -> list[tuple[Any, ...]]:
    """What is kept."""
    return db.execute("SELECT name_key, place, lowest, highest FROM rarity_spans ORDER BY name_key, place").fetchall()


def test_of_a_name_whose_rarity_moves_is_read_where_it_matters(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: two posts of a province are a link, two of a district a stronger one, the same post no link.

    2,800 officials of one gender in a province, 280 in a district: at most 8 namesakes stand to be expected of a name
    as rare as 9 and 6, at most 0.2 as 14 and 11.
    """
    rarities = {HUNG: 9}
    monkeypatch.setattr(NameShares, "rarity", lambda _, name: rarities.get(name, 20))
    world = [Named("a", "2021-01-01", (DISTRICT,)), Named("b", "2022-01-01", (ELSEWHERE,)),
             Named("c", "2021-01-01", (OFFICE,), "nang"), Named("d", "2022-01-01", (ELSEWHERE,), "nang"),
             *(Named(f"n{n}", f"202{n}-02-01", (CHAIR,), "ha-nam") for n in range(5))]  # fmt: skip
    resolve(db, archive_directory, world)
    assert spans(db) == [(HUNG, "cao bằng", 6, 10), (HUNG, "hà tĩnh", 9, 13)]
    read = count_read(monkeypatch)
    for rarity, seen, candidates in ((10, 0, 2), (14, 4, 0), (40, 0, 0), (13, 2, 1), (8, 4, 1), (6, 0, 1), (5, 2, 0),
                                     (4, 0, 0), (9, 4, 2)):  # fmt: skip
        rarities[HUNG] = rarity
        read.clear()
        resolve(db, archive_directory, [Named(f"new-{rarity}", "2023-01-01", (), "may", OTHER)])
        others = db.execute("SELECT count(*) FROM mentions WHERE name_key <> ?", (HUNG,)).fetchone()[0]
        assert (len(read) - others, db["person_candidates"].count) == (seen, candidates), rarity
    assert spans(db) == [(HUNG, "cao bằng", 6, 10), (HUNG, "hà tĩnh", 9, 13)]


def test_names_that_a_decision_joins_stand_for_no_other_rarity(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rarities = {HUNG: 11, "trần hòa": 12}
    monkeypatch.setattr(NameShares, "rarity", lambda _, name: rarities.get(name, 20))
    resolve(db, archive_directory, [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2021-02-01", (CHAIR,)),
                                    Named("c", "2022-01-01", (CHAIR,), name=OTHER),
                                    Named("d", "2022-02-01", (CHAIR,), name=OTHER)])  # fmt: skip
    assert spans(db) == []
    merge(db.conn, archive_directory, [row[0] for row in db.execute("SELECT id FROM people ORDER BY id")], "một người")
    assert spans(db) == [(HUNG, "", 11, 11), ("trần hòa", "", 12, 12)]
    rarities[HUNG] = 10
    resolve(db, archive_directory, [Named("new", "2023-01-01", (), "may", "Lê Thị Xa")])
    assert spans(db) == [(HUNG, "", 10, 10), ("trần hòa", "", 12, 12)]


def test_a_name_of_an_older_archive_is_resolved_again_when_its_rarity_moves(
    archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing tells for which rarities else its outcome stands, until it has been resolved once."""
    rarities = {HUNG: 11}
    monkeypatch.setattr(NameShares, "rarity", lambda _, name: rarities.get(name, 20))
    with writing(archive_directory) as db:
        resolve(db, archive_directory, [Named(f"a{n}", f"202{n}-01-01", (CHAIR,)) for n in range(3)])
        with transaction(db.conn):
            db.conn.execute("DROP TABLE rarity_spans")
            db.conn.execute("ALTER TABLE resolved_names ADD COLUMN rarity INTEGER NOT NULL DEFAULT 11")
            db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm039_rarity_spans'")
    with writing(archive_directory) as db:
        assert spans(db) == [(HUNG, "", 11, 11)]
        assert [name for (name,) in db.execute("SELECT name FROM pragma_table_info('resolved_names')")] == [
            "name_key", "candidates"]  # fmt: skip
        before, read = state(db), count_read(monkeypatch)
        load(db, [Named("b", "2023-01-01", (), "may", OTHER)])
        resolve_people(db.conn, archive_directory)
        assert len(read) == 1, "its rarity has not moved"
        rarities[HUNG] = 12
        load(db, [Named("c", "2023-02-01", (), "may", OTHER)])
        resolve_people(db.conn, archive_directory)
        assert len(read) == 1 + 2 + 3
        assert spans(db) == [], "one post of three articles is one person's, however common the name"
        assert [row for row in state(db)["mentions"] if row in before["mentions"]] == before["mentions"]
    assert COMMON.lower() == HUNG
