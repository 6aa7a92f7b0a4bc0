"""Decisions of people: they beat the resolver, survive everything, and contradict nobody silently."""

from __future__ import annotations

import json
import resource
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.people.deciding import merge, split, undo
from archive.people.decisions import FILE_NAME, Anchor, Decision, append_decision, joined_by, read_decisions
from archive.people.resolver import resolve_people
from archive.readings import replace_record
from scraper.errors import ArchiveError, DecisionError
from tests.archive.people.worlds import COMMON, Named, load, persons, reasons, record, resolve, state

CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
ELSEWHERE = "Chủ tịch | Ủy ban nhân dân huyện Mây | huyện Mây"
TWO = [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-01-01", (ELSEWHERE,), "may")]
ONE = [Named("a", "2021-01-01", (CHAIR,)), Named("b", "2022-01-01", (CHAIR,)), Named("c", "2022-06-01", (CHAIR,))]


def ids(db: Database) -> dict[str, int]:
    """The person of each article."""
    sql = "SELECT a.url, m.person FROM mentions m JOIN articles a ON a.id = m.article"
    return {url.rpartition("/")[2].removesuffix(".html"): person for url, person in db.execute(sql)}


def mentions(db: Database) -> dict[str, int]:
    """The mention of each article."""
    sql = "SELECT a.url, m.id FROM mentions m JOIN articles a ON a.id = m.article"
    return {url.rpartition("/")[2].removesuffix(".html"): mention for url, mention in db.execute(sql)}


@pytest.fixture
def two(db: Database, archive_directory: Path) -> Database:
    assert resolve(db, archive_directory, TWO) == [{"a"}, {"b"}]
    return db


@pytest.fixture
def one(db: Database, archive_directory: Path) -> Database:
    assert resolve(db, archive_directory, ONE) == [{"a", "b", "c"}]
    return db


def test_a_merge_holds_says_why_and_can_be_undone(two: Database, archive_directory: Path) -> None:
    before, people = state(two), ids(two)
    decision = merge(two.conn, archive_directory, [people["b"], people["a"]], "cùng ngày sinh")
    assert persons(two) == [{"a", "b"}]
    assert reasons(two)["b"] == "decision"
    [(reason,)] = two.execute("SELECT reason FROM identifications WHERE rule = 'decision'").fetchall()
    assert reason == "decision 1: cùng ngày sinh"
    resolve_people(two.conn, archive_directory, everything=True)
    assert persons(two) == [{"a", "b"}]
    assert two.execute("SELECT person FROM person_aliases WHERE id = ?", (people["b"],)).fetchall() == [(people["a"],)]
    undo(two.conn, archive_directory, decision.number, "hai người")
    assert state(two) == before
    assert two.execute("SELECT number, verb, because, undone_by FROM person_decisions").fetchall() == [
        (1, "merge", "cùng ngày sinh", 2), (2, "undo", "hai người", None),
    ]  # fmt: skip


def test_a_split_holds_and_nothing_but_a_decision_joins_what_was_set_apart(
    one: Database, archive_directory: Path
) -> None:
    before = state(one)
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", mentions=[mentions(one)["b"]])
    assert persons(one) == [{"a", "c"}, {"b"}]
    resolve(one, archive_directory, [Named("d", "2021-06-01", (CHAIR,))])
    assert persons(one) == [{"a", "c", "d"}, {"b"}]
    resolve(one, archive_directory, [Named("e", "2020-01-01", (ELSEWHERE,), "may")])
    merge(one.conn, archive_directory, [ids(one)["b"], ids(one)["e"]], "là người này")
    assert persons(one) == [{"e", "b"}, {"a", "c", "d"}]
    undo(one.conn, archive_directory, 2, "nhầm")
    undo(one.conn, archive_directory, 1, "nhầm")
    assert persons(one)[-1] == {"a", "b", "c", "d"}
    assert set(before["mentions"]) <= set(state(one)["mentions"])


def test_an_article_names_all_its_mentions(one: Database, archive_directory: Path) -> None:
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", articles=[ONE[1].url])
    article = one.execute("SELECT id FROM articles WHERE url = ?", (ONE[2].url,)).fetchone()[0]
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", articles=[str(article)])
    assert persons(one) == [{"a"}, {"b"}, {"c"}]


def test_decisions_hold_in_an_archive_built_again_in_another_order(two: Database, archive_directory: Path) -> None:
    people = ids(two)
    merge(two.conn, archive_directory, list(people.values()), "một người")
    with tempfile.TemporaryDirectory() as folder:
        again = Path(folder)
        (again / FILE_NAME).write_bytes((archive_directory / FILE_NAME).read_bytes())
        with writing(again) as db:
            assert resolve(db, again, reversed(TWO)) == [{"a", "b"}]
            assert state(db) == state(two)


def test_a_decision_joins_names_that_are_spelt_otherwise(db: Database, archive_directory: Path) -> None:
    world = [Named("a", "2021-01-01", (CHAIR,), name="Trần Văn Hưng"),
             Named("b", "2020-01-01", (CHAIR,), name="Trần Văn Hừng")]  # fmt: skip
    resolve(db, archive_directory, world)
    merge(db.conn, archive_directory, list(ids(db).values()), "lỗi chính tả")
    assert persons(db) == [{"a", "b"}]
    assert db.execute("SELECT name FROM people").fetchall() == [("Trần Văn Hừng",)]
    resolve(db, archive_directory, [Named("c", "2022-01-01", (CHAIR,), name="Trần Văn Hưng")])
    assert persons(db) == [{"a", "b", "c"}]
    undo(db.conn, archive_directory, 1, "hai người")
    assert persons(db) == [{"b"}, {"a", "c"}]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_decision_on_an_article_that_is_missing_is_kept_and_told(two: Database, archive_directory: Path) -> None:
    merge(two.conn, archive_directory, list(ids(two).values()), "một người")
    article = two.execute("SELECT id FROM articles WHERE url = ?", (TWO[1].url,)).fetchone()[0]
    with transaction(two.conn):
        replace_record(two.conn, article, record(TWO[1]) | {"officials": []})
    notes = resolve_people(two.conn, archive_directory).notes
    assert notes == [f"decision 1: no article names {COMMON} in {TWO[1].url} now; the decision is kept"]
    assert two.execute("SELECT missing FROM person_decisions").fetchall() == [(f"{COMMON} in {TWO[1].url}",)]
    with transaction(two.conn):
        replace_record(two.conn, article, record(TWO[1]))
    assert resolve_people(two.conn, archive_directory).notes == []
    assert persons(two) == [{"a", "b"}]


def test_a_decision_that_a_killed_process_only_wrote_down_is_carried_out_by_the_next(
    two: Database, archive_directory: Path
) -> None:
    anchors = tuple(Anchor(named.url, COMMON) for named in TWO)
    append_decision(archive_directory, Decision(1, "2026-01-01T00:00:00+00:00", "merge", "một người", anchors))
    resolve_people(two.conn, archive_directory)
    assert persons(two) == [{"a", "b"}]


def test_what_contradicts_a_standing_decision_is_refused(one: Database, archive_directory: Path) -> None:
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", mentions=[mentions(one)["b"]])
    people = ids(one)
    with pytest.raises(DecisionError, match=r"decision 1 keeps \d+ and \d+ apart \(trùng tên\); undo it first"):
        merge(one.conn, archive_directory, [people["a"], people["b"]], "một người")
    assert len(read_decisions(archive_directory).all) == 1


def test_a_merge_over_a_third_does_not_get_round_a_split(one: Database, archive_directory: Path) -> None:
    resolve(one, archive_directory, [Named("x", "2010-01-01", (ELSEWHERE,), "may")])
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", mentions=[mentions(one)["b"]])
    merge(one.conn, archive_directory, [ids(one)["b"], ids(one)["x"]], "là người này")
    with pytest.raises(DecisionError, match="decision 1 keeps"):
        merge(one.conn, archive_directory, [ids(one)["x"], ids(one)["a"]], "một người")


@pytest.mark.parametrize("first_seen", ["2010-01-01", "2024-01-01"])
def test_who_was_set_apart_and_joined_with_somebody_brings_nobody_along(
    one: Database, archive_directory: Path, first_seen: str
) -> None:
    """The others with the same post stay whose they were, whichever of the two was seen first."""
    resolve(one, archive_directory, [Named("x", first_seen, (ELSEWHERE,), "may")])
    split(one.conn, archive_directory, ids(one)["a"], "trùng tên", mentions=[mentions(one)["a"]])
    merge(one.conn, archive_directory, [ids(one)["a"], ids(one)["x"]], "là người này")
    assert sorted(map(sorted, persons(one))) == [["a", "x"], ["b", "c"]]


def test_a_split_of_what_a_merge_has_joined_is_refused(two: Database, archive_directory: Path) -> None:
    merge(two.conn, archive_directory, list(ids(two).values()), "một người")
    with pytest.raises(DecisionError, match="decision 1 says that these mentions are one person's; undo it first"):
        split(two.conn, archive_directory, ids(two)["a"], "trùng tên", mentions=[mentions(two)["b"]])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"mentions": []}, "name what is somebody else's"),
        ({"mentions": [1]}, "mention 1 is not this person's"),
        ({"articles": ["https://x.example/"]}, "this article does not name the person"),
        ({"articles": [named.url for named in ONE]}, "these are all mentions"),
    ],
)
def test_a_split_that_means_nothing_is_refused(
    one: Database, archive_directory: Path, arguments: dict[str, Any], words: str
) -> None:
    with pytest.raises(DecisionError, match=words):
        split(one.conn, archive_directory, ids(one)["a"], "trùng tên", **arguments)
    assert not (archive_directory / FILE_NAME).exists()


def test_a_merge_of_one_or_of_nobody_and_a_decision_without_reason_are_refused(
    two: Database, archive_directory: Path
) -> None:
    people = ids(two)
    with pytest.raises(DecisionError, match="one person's already"):
        merge(two.conn, archive_directory, [people["a"], people["a"]], "x")
    with pytest.raises(ArchiveError, match="7: nobody has this identifier"):
        merge(two.conn, archive_directory, [people["a"], 7], "x")
    with pytest.raises(DecisionError, match="say why"):
        merge(two.conn, archive_directory, list(people.values()), "  ")
    with pytest.raises(DecisionError, match="there is no decision 1"):
        undo(two.conn, archive_directory, 1, "x")


def test_what_is_undone_is_not_undone_again(two: Database, archive_directory: Path) -> None:
    merge(two.conn, archive_directory, list(ids(two).values()), "một người")
    undo(two.conn, archive_directory, 1, "nhầm")
    with pytest.raises(DecisionError, match="undone already, by decision 2"):
        undo(two.conn, archive_directory, 1, "nhầm")
    with pytest.raises(DecisionError, match="decision 2 undoes another"):
        undo(two.conn, archive_directory, 2, "nhầm")


def test_what_a_killed_process_left_of_a_line_is_told_and_cut_off_by_the_next_decision(
    two: Database, archive_directory: Path
) -> None:
    (archive_directory / FILE_NAME).write_text('{"number": 1, "at": "2026-0', encoding="utf-8")
    [note] = resolve_people(two.conn, archive_directory).notes
    assert note.endswith("line 1: was not written to its end and is left out")
    assert merge(two.conn, archive_directory, list(ids(two).values()), "một người").number == 1
    assert read_decisions(archive_directory).notes == []


def test_a_decision_whose_line_an_editor_has_left_without_its_end_stands_beside_the_next(
    archive_directory: Path,
) -> None:
    archive_directory.mkdir()
    anchors = (Anchor("https://x.example/1", COMMON), Anchor("https://x.example/2", COMMON))
    append_decision(archive_directory, Decision(1, "", "merge", "một người", anchors))
    path = archive_directory / FILE_NAME
    path.write_text(path.read_text(encoding="utf-8").removesuffix("\n"), encoding="utf-8")
    assert [one.number for one in read_decisions(archive_directory).standing] == [1]
    append_decision(archive_directory, Decision(2, "", "undo", "nhầm", undoes=1))
    assert [one.number for one in read_decisions(archive_directory).all] == [1, 2]


def test_a_decision_for_which_the_disk_has_no_room_is_not_taken_for_written(archive_directory: Path) -> None:
    """A file may take a part of what is written and say so only when asked for more."""
    archive_directory.mkdir()
    append_decision(archive_directory, Decision(1, "", "undo", "x", undoes=1))
    size = (archive_directory / FILE_NAME).stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10, hard))
    try:
        with pytest.raises(ArchiveError, match="the decision cannot be written"):
            append_decision(archive_directory, Decision(2, "", "undo", "x", undoes=1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [one.number for one in read_decisions(archive_directory).all] == [1]


@pytest.mark.parametrize("line", ["{}", "[]", '{"number": 1, "at": "", "verb": "guess", "because": ""}', "x"])
def test_a_line_that_is_no_decision_names_itself(archive_directory: Path, line: str) -> None:
    archive_directory.mkdir()
    (archive_directory / FILE_NAME).write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"people-decisions.jsonl, line 2: is no decision"):
        read_decisions(archive_directory)


def test_a_file_of_decisions_is_plain_json_by_article_and_name(two: Database, archive_directory: Path) -> None:
    merge(two.conn, archive_directory, list(ids(two).values()), "một\n người")
    [line] = (archive_directory / FILE_NAME).read_text(encoding="utf-8").splitlines()
    said = json.loads(line)
    assert said["because"] == "một người"
    assert {anchor["url"] for anchor in said["mentions"]} == {named.url for named in TWO}
    assert {anchor["name"] for anchor in said["mentions"]} == {COMMON}


def test_namesakes_in_one_article_are_told_apart_by_their_number(db: Database, archive_directory: Path) -> None:
    named = Named("a", "2021-01-01", (CHAIR,), others=(ELSEWHERE,))
    resolve(db, archive_directory, [named, Named("b", "2019-01-01", (ELSEWHERE,), "nang")])
    second = db.execute("SELECT person FROM mentions WHERE position = 1").fetchone()[0]
    merge(db.conn, archive_directory, [second, ids(db)["b"]], "một người")
    assert persons(db) == [{"b", "a"}, {"a"}]
    assert db.execute("SELECT person FROM mentions WHERE position = 1").fetchone()[0] == ids(db)["b"]


def test_merges_tie_over_several_steps() -> None:
    one, two, three, four = (Anchor(f"https://x.example/{n}", COMMON) for n in range(4))
    decisions = [
        Decision(1, "", "merge", "", (one, two)),
        Decision(2, "", "merge", "", (three, four)),
        Decision(3, "", "merge", "", (two, three)),
        Decision(4, "", "split", "", (one,), four),
    ]
    assert joined_by(decisions)[one] == {1, 2, 3}
    assert joined_by(decisions[:2])[one] == {1}


def test_loading_more_of_a_decided_name_keeps_the_decision(two: Database, archive_directory: Path) -> None:
    merge(two.conn, archive_directory, list(ids(two).values()), "một người")
    load(two, [Named("c", "2023-01-01", (ELSEWHERE,), "may")])
    resolve_people(two.conn, archive_directory)
    assert persons(two) == [{"a", "b", "c"}]
