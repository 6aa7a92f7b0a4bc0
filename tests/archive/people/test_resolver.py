"""The resolver on an archive: any order of arrival, any stop in between, whatever changes beside the mentions."""

from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.database import transaction, writing
from archive.load import load_article
from archive.migrations import former_mentions, migrations, parts_of_names, people, rarity_spans, shares_of_names
from archive.people import reasons, resolution, resolver
from archive.people.constraints import Constraints
from archive.people.facts import read_mentions, read_portals
from archive.people.resolver import resolve_people
from archive.people.rows import person_behind
from archive.people.spans import Rarities
from archive.readings import replace_record
from tests.archive.people.worlds import (
    COMMON,
    PORTALS,
    RARE,
    Named,
    declare_portals,
    load,
    persons,
    record,
    resolve,
    state,
)

UNITS = ("thị xã Gió", "huyện Mây", "xã Gió Lên")
POSTS = [f"{post} | {body} {unit} | {unit}" for unit in UNITS for post, body in (
    ("Chủ tịch", "Ủy ban nhân dân"), ("Phó Chủ tịch", "Ủy ban nhân dân"), ("Bí thư", "Đảng ủy"),
    ("Ủy viên Ban Thường vụ", "Đảng ủy"), ("Trưởng Công an", "Công an"),
)] + ["Bí thư", "Bộ trưởng | Bộ Nội vụ"]  # fmt: skip


@st.composite
def articles(draw: st.DrawFn) -> list[Named]:
    """Articles that name a few people of a few names, with any posts, on any portal, on any day."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from([COMMON, RARE, "NGUYỄN VĂN HÙNG", "Trần Hoà"]),
                st.lists(st.sampled_from(POSTS), max_size=3, unique=True),
                st.sampled_from(list(PORTALS)),
                st.integers(2019, 2026),
                st.sampled_from(["01-05", "07-20"]),
                st.sampled_from([None, "ông", "bà"]),
                st.sampled_from(["", "former", "new"]),
                st.booleans(),
            ),
            min_size=2,
            max_size=9,
        )
    )
    return [
        Named(
            str(number),
            f"{year}-{day}",
            tuple(f"{post} | {kind}" if kind and post.count("|") == 2 else post for post in posts),
            portal,
            name,
            honorific,
            others=(POSTS[0],) if twice else (),
        )
        for number, (name, posts, portal, year, day, honorific, kind, twice) in enumerate(drawn)
    ]


@settings(max_examples=40)
@given(world=articles(), order=st.randoms(use_true_random=False), stops=st.sets(st.integers(0, 8)))
def test_persons_do_not_depend_on_the_order_of_arrival(world: list[Named], order: Any, stops: set[int]) -> None:
    shuffled = world.copy()
    order.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        with writing(Path(one)) as db:
            resolve(db, Path(one), world)
            at_once = state(db)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            resolve_people(db.conn, Path(one), everything=True)
            assert state(db) == at_once
        with writing(Path(other)) as db:
            for number, named in enumerate(shuffled):
                load(db, [named])
                if number in stops:
                    resolve_people(db.conn, Path(other))
            ids = {row[0] for row in db.execute("SELECT id FROM people JOIN identifications")}
            resolve_people(db.conn, Path(other))
            assert state(db) == at_once
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
            assert all(person_behind(db.conn, key) is not None for key in ids)


def test_who_was_the_same_before_the_crawl_ended_is_looked_into_when_it_ends(
    db: Database, archive_directory: Path
) -> None:
    """While loading, the same name on the same portal is the same person; the resolver parts the two."""
    world = [Named("a", "2021-01-01", (POSTS[0],)), Named("b", "2021-06-01", (POSTS[5],)),
             Named("c", "2022-01-01", (POSTS[0],)), Named("d", "2022-06-01", (POSTS[5],))]  # fmt: skip
    load(db, world)
    assert persons(db) == [{"a", "b", "c", "d"}]
    assert db.execute("SELECT name_key FROM names_to_resolve").fetchall() == [("nguyễn văn hùng",)]
    assert resolve_people(db.conn, archive_directory).moved == 2
    assert persons(db) == [{"a", "c"}, {"b", "d"}]
    assert resolve_people(db.conn, archive_directory).names == 0


def test_a_process_that_is_killed_leaves_the_rest_to_the_next(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"Trần Văn {word}" for word in ("An", "Bình", "Chung", "Dung")]
    load(db, [Named(str(number), "2021-01-01", (POSTS[0],), name=name) for number, name in enumerate(names)])
    monkeypatch.setattr(resolver, "_AT_ONCE", 1)
    kept = resolver.keep
    calls = []

    def killed(*arguments: Any) -> int:
        calls.append(arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return kept(*arguments)

    monkeypatch.setattr(resolver, "keep", killed)
    with pytest.raises(KeyboardInterrupt):
        resolve_people(db.conn, archive_directory)
    assert db["identifications"].count == 2
    assert len(set(db.execute("SELECT name_key FROM names_to_resolve").fetchall())) == 2
    assert resolve_people(db.conn, archive_directory).names == 2
    assert db["identifications"].count == 4


def test_the_earliest_article_gives_the_identifier_and_old_ones_lead_on(db: Database, archive_directory: Path) -> None:
    later = Named("later", "2022-01-01", (POSTS[0],))
    resolve(db, archive_directory, [later])
    [(old,)] = db.execute("SELECT id FROM people").fetchall()
    resolve(db, archive_directory, [Named("earlier", "2021-01-01", (POSTS[0],), "may")])
    [(new,)] = db.execute("SELECT id FROM people").fetchall()
    assert new != old
    assert db["person_aliases"].count == 0, "its mention stands, and leads on"
    assert person_behind(db.conn, old) == person_behind(db.conn, new) == new
    resolve(db, archive_directory, [Named("earliest", "2020-01-01", (POSTS[0],))])
    [(newest,)] = db.execute("SELECT id FROM people").fetchall()
    assert {person_behind(db.conn, key) for key in (old, new)} == {newest}
    assert person_behind(db.conn, 1) is None


def test_within_a_day_the_address_gives_the_identifier_not_the_minute(archive_directory: Path) -> None:
    """A crawl that was killed and went on another way asked for the same pages, in another order."""
    found = []
    for number, hours in enumerate([(8, 9), (9, 8)]):
        folder = archive_directory / str(number)
        with writing(folder) as db:
            declare_portals(db)
            for path, hour in zip("ab", hours, strict=True):
                item = record(Named(path, "2021-01-01", (POSTS[0],)))
                with transaction(db.conn):
                    load_article(db.conn, item, seen_at=f"2021-01-01T{hour:02}:00:00+00:00", capture=None)
            resolve_people(db.conn, folder)
            found.append(state(db))
    assert found[0] == found[1]


def test_an_identifier_of_an_archive_that_was_built_otherwise_leads_to_the_person(
    db: Database, archive_directory: Path
) -> None:
    resolve(db, archive_directory, [Named("a", "2021-01-01", (POSTS[0],)), Named("b", "2022-01-01", (POSTS[0],))])
    [(person,)] = db.execute("SELECT id FROM people").fetchall()
    assert db["person_aliases"].count == 0
    [(seed,)] = db.execute("SELECT seed FROM mentions WHERE seed <> person").fetchall()
    assert person_behind(db.conn, seed) == person


def test_a_better_reading_that_names_nobody_takes_the_person_away(db: Database, archive_directory: Path) -> None:
    named = Named("a", "2021-01-01", (POSTS[0],))
    resolve(db, archive_directory, [named, Named("b", "2022-01-01", (POSTS[0],))])
    [(old, article)] = db.execute("SELECT p.id, m.article FROM people p JOIN mentions m ON m.seed = p.id").fetchall()
    with transaction(db.conn):
        assert replace_record(db.conn, article, record(named) | {"officials": []})
    resolve_people(db.conn, archive_directory)
    assert persons(db) == [{"b"}]
    [(now,)] = db.execute("SELECT id FROM people").fetchall()
    assert person_behind(db.conn, old) == now != old
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_portal_that_turns_out_to_be_of_another_province_is_looked_into_again(
    db: Database, archive_directory: Path
) -> None:
    world = [Named("a", "2021-01-01", (POSTS[0],)), Named("b", "2022-01-01", (POSTS[0],), "nang")]
    assert resolve(db, archive_directory, world) == [{"a"}, {"b"}]
    db.execute("UPDATE portals SET province = 'tỉnh Hà Tĩnh' WHERE id = 'nang'")
    resolve_people(db.conn, archive_directory)
    assert persons(db) == [{"a", "b"}]


def test_a_portal_that_turns_out_to_be_a_communes_is_looked_into_again(db: Database, archive_directory: Path) -> None:
    """Of a name on the portal of one commune fewer are to be expected than on one that anybody might have."""
    world = [Named("a", "2021-01-01", (POSTS[0],)), Named("b", "2023-01-01", (POSTS[5],))]
    assert resolve(db, archive_directory, world) == [{"a"}, {"b"}]
    db.execute("UPDATE portals SET unit = 'xã Gió Lên' WHERE id = 'gio'")
    resolve_people(db.conn, archive_directory)
    assert persons(db) == [{"a", "b"}]


def test_a_name_that_turns_out_to_be_common_is_looked_into_again(db: Database, archive_directory: Path) -> None:
    name = "Mạc Tấn Khuê"
    world = [Named("a", "2021-01-01", (POSTS[0],), name=name), Named("b", "2022-01-01", (POSTS[5],), "may", name)]
    assert resolve(db, archive_directory, world) == [{"a", "b"}]
    syllables = ("An", "Bảo", "Chí", "Đại", "Gia", "Hữu", "Kiên", "Lâm", "Minh", "Nhật")
    kin = [f"Mạc {one} {other} Khuê" for one in syllables for other in syllables]
    kin += [f"{one} Tấn {other}" for one in ("Mạc", "Lê") for other in syllables]
    load(db, [Named(f"k{number}", "2021-01-01", name=other) for number, other in enumerate(kin)])
    resolve_people(db.conn, archive_directory)
    assert [group for group in persons(db) if group & {"a", "b"}] == [{"a"}, {"b"}]


def test_other_rules_look_into_every_name(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve(db, archive_directory, [Named("a", "2021-01-01"), Named("b", "2021-01-01", name=RARE)])
    monkeypatch.setattr(resolver, "RULES", "of the future")
    assert resolve_people(db.conn, archive_directory).names == 2
    assert resolve_people(db.conn, archive_directory).names == 0


def test_twenty_thousand_mentions_of_a_name_are_compared_a_bounded_number_of_times(
    db: Database, archive_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: what is held against what."""
    counts = {"link_between": 0, "may_be_one_from": 0}

    def counting(name: str) -> Any:
        inner = getattr(resolution, name)

        def counted(*arguments: Any, **named: Any) -> Any:
            counts[name] += 1
            return inner(*arguments, **named)

        return counted

    load(db, [Named("a", "2021-01-01", (POSTS[0],))])
    sample = read_mentions(db.conn, read_portals(db.conn), ["nguyễn văn hùng"])[0]["nguyễn văn hùng"][0]
    mentions = [
        sample._replace(
            mention=number,
            seed=number,
            article=number,
            order=("2021", f"u{number:05}", 0),
            day=sample.day + number % 3000,
            posts=(dataclasses.replace(sample.posts[0], body=f"ubnd xã {number % 2000}", unit=f"xã {number % 2000}"),),
        )
        for number in range(20_000)
    ]
    for name in counts:
        monkeypatch.setattr(resolution, name, counting(name))
    found = resolution.resolve(mentions, Rarities({"nguyễn văn hùng": 10}), Constraints())
    assert sum(len(person.mentions) for person in found.persons) == 20_000
    assert counts["link_between"] <= 2000 * 6
    assert counts["may_be_one_from"] <= 2000 * 6 * 2
    assert len(found.candidates) <= 200


def test_who_is_named_without_a_post_is_held_against_those_whom_the_portal_names(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: how often what somebody has come to is looked up."""
    load(db, [Named("a", "2021-01-01", (POSTS[0],))])
    sample = read_mentions(db.conn, read_portals(db.conn), ["nguyễn văn hùng"])[0]["nguyễn văn hùng"][0]
    mentions = []
    for number in range(400):
        body = f"ubnd xã {number}"
        post = dataclasses.replace(sample.posts[0], body=body, unit=f"xã {number}")
        common = {"portal": f"p{number}", "day": sample.day + number}
        for place, posts in enumerate(((post,), ())):
            own = {"mention": 2 * number + place + 1, "article": 2 * number + place, "posts": posts}
            mentions.append(sample._replace(**common, **own, order=("2021", f"u{number:05}", place)))
    inner, asked = resolution._Block.find, []

    def counted(block: Any, number: int) -> int:
        asked.append(number)
        return inner(block, number)

    monkeypatch.setattr(resolution._Block, "find", counted)
    found = resolution.resolve(mentions, Rarities({"nguyễn văn hùng": 8}), Constraints())
    assert all(len(person.mentions) >= 2 for person in found.persons), "each is whom the portal names"
    assert len(asked) <= 400 * 40


def test_why_the_mentions_of_a_group_stand_there_is_put_together_once(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(db, [Named("a", "2021-01-01", (POSTS[0],))])
    sample = read_mentions(db.conn, read_portals(db.conn), ["nguyễn văn hùng"])[0]["nguyễn văn hùng"][0]
    mentions = [
        sample._replace(mention=number, seed=number, article=number, order=("2021", f"u{number:05}", 0))
        for number in range(1_000)
    ]
    inner, asked = reasons.words_since, []

    def counted(days: Iterable[int]) -> str:
        asked.append(days)
        return inner(days)

    monkeypatch.setattr(reasons, "words_since", counted)
    [person] = resolution.resolve(mentions, Rarities({"nguyễn văn hùng": 10}), Constraints()).persons
    assert [why.rule for _, why in person.mentions] == ["first", *["same_post"] * 999]
    assert len(asked) == 1


def test_a_mention_is_read_with_whose_it_is_and_why(db: Database, tmp_path: Path) -> None:
    load(db, [Named("a", "2021-01-01", (POSTS[0],))])
    found, before = read_mentions(db.conn, read_portals(db.conn), ["nguyễn văn hùng"])
    [seen] = found["nguyễn văn hùng"]
    assert before == {seen.mention: (seen.seed, None, None)}, "nobody has resolved it"
    resolve_people(db.conn, tmp_path)
    [(person, rule, reason)] = read_mentions(db.conn, read_portals(db.conn), ["nguyễn văn hùng"])[1].values()
    assert (person, rule) == (seen.seed, "first")
    assert reason is not None
    assert reason.startswith("first named as: ")


def test_tenures_are_one_walk_along_an_index(db: Database) -> None:
    plan = " ".join(row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM tenures").fetchall())
    assert "USING COVERING INDEX titles_tenure" in plan
    assert "USE TEMP B-TREE FOR GROUP BY" not in plan


def test_an_archive_of_before_is_brought_up_to_date(archive_directory: Path) -> None:
    """The step fills in what older rows lack, so that the resolver can take them up."""
    old = Database(memory=True)
    for step in migrations.pending(old):
        if step.name == "m011_people":
            break
        step.fn(old)
    old.execute("INSERT INTO portals (id, name, url) VALUES ('p', 'P', 'https://p.example/')")
    old.execute(
        "INSERT INTO articles (id, portal, kind, url, text, first_seen, last_seen) "
        "VALUES (1, 'p', 'article', 'https://p.example/1', '', '2026-01-01', '2026-01-01')"
    )
    old.execute("INSERT INTO people (id, name, name_folded, portal) VALUES (5, 'Trần Hoà', 'tran hoa', 'p')")
    old.execute(
        "INSERT INTO mentions (id, article, person, position, day, name, in_caption_only, spans) "
        "VALUES (7, 1, 5, 0, '2026-01-01', 'Trần Hoà', 0, '[]')"
    )
    old.execute(
        "INSERT INTO titles (mention, position, text, kind, person, article, day) "
        "VALUES (7, 0, 'Bí thư', 'position', 5, 1, '2026-01-01')"
    )
    people.m011_people(old)
    former_mentions.m019_former_mentions(old)
    parts_of_names.m037_parts_of_names(old)
    rarity_spans.m039_rarity_spans(old)
    shares_of_names.m042_shares_of_names(old)
    assert old.execute("SELECT name_key, seed FROM mentions").fetchall() == [("trần hòa", 7)]
    assert old.execute("SELECT name_key FROM people").fetchall() == [("trần hòa",)]
    assert old.execute("SELECT post_id > 0 FROM titles").fetchall() == [(1,)]
    assert old.execute("SELECT name_key, portal FROM names_to_resolve").fetchall() == [("trần hòa", "")]
    resolve_people(old.conn, archive_directory)
    assert old.execute("SELECT id FROM people").fetchall() == [(7,)]


def test_loading_counts_no_article_twice(db: Database) -> None:
    """A tenure's articles are articles, however often one names the post."""
    named = Named("a", "2021-01-01", (POSTS[0],), others=(POSTS[0],))
    load(db, [named])
    with transaction(db.conn):
        load_article(db.conn, record(named), seen_at="2021-02-01T00:00:00+00:00", capture=None)
    assert db.execute("SELECT articles FROM tenures").fetchall() == [(1,)]


def test_a_mention_may_not_point_at_nobody(db: Database) -> None:
    load(db, [Named("a", "2021-01-01")])
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("DELETE FROM people")
