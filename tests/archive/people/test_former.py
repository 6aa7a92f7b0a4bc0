"""Former identifiers lead to the same people however often people were resolved in between."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.load import load_article
from archive.migrations import former_mentions
from archive.people.deciding import merge, undo
from archive.people.resolver import resolve_people
from archive.people.rows import person_behind
from tests.archive.people.worlds import COMMON, RARE, Named, declare_portals, record, resolve, state

CHAIR = "Chủ tịch UBND | UBND | xã Gio Hải"
SECRETARY = "Bí thư Đảng ủy | Đảng ủy | xã Gio Hải"
ELSEWHERE = "Giám đốc | Sở Nội vụ | tỉnh Cao Bằng"
POSTS = (CHAIR, SECRETARY, ELSEWHERE, "Phó Chủ tịch UBND | UBND | xã Gio Hải | former", "Chủ tịch UBND")


def edit(db: Database, named: Named, day: str, **changes: Any) -> None:
    """Load what an article says from a day on; an empty name names nobody."""
    said = record(named) | changes
    with transaction(db.conn):
        load_article(db.conn, said, seen_at=f"{day}T12:00:00+00:00", capture=None)


def nobody(db: Database, named: Named, day: str) -> None:
    """Have an article name nobody any more."""
    edit(db, named, day, officials=[], text="Tin đã được sửa.")


def told(db: Database) -> dict[str, list[Any]]:
    """All that resolving comes to, with the former identifiers and what they rest on."""
    return state(db) | {
        "aliases": db.execute("SELECT id, person FROM person_aliases ORDER BY id").fetchall(),
        "former": db.execute("SELECT * FROM former_mentions ORDER BY seed").fetchall(),
        "resolved": db.execute("SELECT * FROM rarity_spans ORDER BY name_key, place").fetchall(),
    }


def person_of(db: Database, path: str) -> int:
    """The person whom the article at a path names first."""
    sql = "SELECT m.person FROM mentions m JOIN articles a ON a.id = m.article WHERE a.url LIKE ? ORDER BY m.position"
    return int(db.execute(sql, (f"%/{path}.html",)).fetchone()[0])


def test_an_identifier_whose_article_was_edited_leads_to_who_holds_the_post(
    db: Database, archive_directory: Path
) -> None:
    first, other = Named("a", "2021-01-01", (CHAIR,)), Named("b", "2021-01-02", (ELSEWHERE,), "nang")
    resolve(db, archive_directory, [first, other, Named("c", "2021-02-01", (CHAIR,)), Named("d", "2021-02-02")])
    old, namesake = person_of(db, "a"), person_of(db, "b")
    assert old == person_of(db, "c") != namesake
    nobody(db, first, "2022-01-01")
    resolve_people(db.conn, archive_directory)
    assert person_of(db, "c") not in {old, namesake}
    assert db.execute("SELECT id, person FROM person_aliases").fetchall() == [(old, person_of(db, "c"))]
    assert person_behind(db.conn, old) == person_of(db, "c")
    nobody(db, other, "2022-01-01")
    resolve_people(db.conn, archive_directory)
    assert person_behind(db.conn, namesake) is None, "no other article names that one"


def test_what_is_said_again_is_nobodys_former_identifier(db: Database, archive_directory: Path) -> None:
    first = Named("a", "2021-01-01", (CHAIR,))
    resolve(db, archive_directory, [first, Named("b", "2021-02-01", (CHAIR,))])
    old = person_of(db, "a")
    nobody(db, first, "2022-01-01")
    resolve_people(db.conn, archive_directory)
    assert db["former_mentions"].count == db["person_aliases"].count == 1
    edit(db, first, "2022-02-01")
    resolve_people(db.conn, archive_directory)
    assert db["former_mentions"].count == db["person_aliases"].count == 0
    assert person_of(db, "a") == person_of(db, "b") == old


def test_an_identifier_of_somebody_who_is_named_nowhere_leads_on_once_he_is_named_again(
    db: Database, archive_directory: Path
) -> None:
    first = Named("a", "2021-01-01", (CHAIR,))
    resolve(db, archive_directory, [first])
    old = person_of(db, "a")
    nobody(db, first, "2022-01-01")
    resolve_people(db.conn, archive_directory)
    assert person_behind(db.conn, old) is None
    resolve(db, archive_directory, [Named("b", "2022-02-01", (CHAIR,))])
    assert person_behind(db.conn, old) == person_of(db, "b")


def test_who_was_joined_by_a_decision_is_led_on_to_by_it_when_his_article_is_edited(
    db: Database, archive_directory: Path
) -> None:
    other = Named("b", "2021-02-01", (ELSEWHERE,), "nang")
    resolve(db, archive_directory, [Named("a", "2021-01-01", (CHAIR,)), other])
    old, person = person_of(db, "b"), person_of(db, "a")
    assert old != person
    decision = merge(db.conn, archive_directory, [old, person], "cùng ngày sinh")
    assert person_behind(db.conn, old) == person
    nobody(db, other, "2022-01-01")
    resolve_people(db.conn, archive_directory)
    assert person_behind(db.conn, old) == person
    undo(db.conn, archive_directory, decision.number, "hai người")
    assert person_behind(db.conn, old) is None


def test_an_identifier_of_before_the_schema_knew_why_leads_on(db: Database, archive_directory: Path) -> None:
    """An older archive kept former identifiers of which no revision tells any more."""
    resolve(db, archive_directory, [Named("b", "2021-02-01", (CHAIR,))])
    db.execute("INSERT INTO person_aliases VALUES (4711, ?)", (person_of(db, "b"),))
    db.conn.commit()
    resolve(db, archive_directory, [Named("a", "2021-01-01", (CHAIR,))])
    assert person_behind(db.conn, 4711) == person_of(db, "b") == person_of(db, "a")


texts = st.builds(
    lambda names, posts: [(name, post) for name, post in zip(names, posts, strict=False)],
    st.lists(st.sampled_from([COMMON, RARE, "Lê Thị Hoa"]), max_size=3),
    st.lists(st.sampled_from([*POSTS, ""]), min_size=3, max_size=3),
)
visits = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["gio", "may", "nang"]), texts), min_size=3, max_size=10
)


def _played(folder: str, events: Sequence[tuple[str, str, list[tuple[str, str]]]], stops: set[int]) -> Any:
    """What an archive tells in which articles were edited one after the other, people resolved after some of it."""
    with writing(Path(folder)) as db:
        declare_portals(db)
        for number, (path, portal, said) in enumerate(events):
            officials = [record(Named(path, "", (post,) if post else (), portal, name))["officials"][0]
                         for name, post in said]  # fmt: skip
            edit(db, Named(path, "2021-01-01", (), portal), f"2021-02-{number + 1:02}",
                 officials=officials, text=f"Bản {said}.")  # fmt: skip
            if number in stops:
                resolve_people(db.conn, Path(folder))
        resolve_people(db.conn, Path(folder))
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        found = told(db)
        resolve_people(db.conn, Path(folder), everything=True)
        assert told(db) == found, "resolved anew, all is as it was"
        db.execute("DROP TABLE former_mentions")
        former_mentions.m019_former_mentions(db)
        of_revisions = db.execute("SELECT * FROM former_mentions ORDER BY seed").fetchall()
        assert of_revisions == found["former"], "an older archive's revisions tell the same"
    return found


@given(visits, st.sets(st.integers(0, 9)))
@settings(max_examples=25)
def test_people_resolved_in_between_or_only_at_the_end_is_the_same(
    events: list[tuple[str, str, list[tuple[str, str]]]], stops: set[int]
) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        assert _played(one, events, stops) == _played(other, events, set())


def test_edits_of_everything_in_every_visit(archive_directory: Path) -> None:
    """Each visit gives each article the people of the next one, as a portal whose numbers are off by one."""
    said = [[(COMMON, post), (RARE, "")] for post in POSTS[:3]] + [[(RARE, POSTS[1])]]
    events = [("abcd"[n % 4], ("gio", "may")[n % 2], said[(n + n // 4) % 4]) for n in range(20)]
    kept = [_played(str(archive_directory / name), events, stops)
            for name, stops in (("each", set(range(20))), ("some", {3, 11}), ("end", set()))]  # fmt: skip
    assert kept[0] == kept[1] == kept[2]
    assert [row[2] for row in kept[0]["former"]] == ["nguyễn văn hùng"], "one article names him no more"


def test_every_former_identifier_of_a_person_who_is_still_named_leads_somewhere(
    db: Database, archive_directory: Path
) -> None:
    world = [Named(str(n), f"2021-01-{n + 1:02}", (CHAIR,)) for n in range(12)]
    resolve(db, archive_directory, world)
    given_out = set()
    for n, named in enumerate(world[:-1]):
        given_out.add(person_of(db, "11"))
        nobody(db, named, f"2022-01-{n + 1:02}")
        resolve_people(db.conn, archive_directory)
    assert len(given_out) == 11
    assert {person_behind(db.conn, key) for key in given_out} == {person_of(db, "11")}
