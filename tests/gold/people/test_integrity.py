"""The gold worlds of people hold together: names stand in the texts, persons and portals are consistent."""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
DEV, HELD = "dev.jsonl", "held.jsonl"
# Borne by several people in both worlds; every other name belongs to one world alone.
NAMESAKES = {"nguyễn văn hùng", "nguyễn thị hương", "lê văn dũng", "trần văn thành", "phạm thị hà"}
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
DECOMPOSED = 3  # articles in NFD in each world, on purpose
REFORM = date(2025, 7, 1)


def records(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / file).read_text(encoding="utf-8").splitlines()]


WORLDS = {file: records(file) for file in (DEV, HELD)}
ALL = [record for world in WORLDS.values() for record in world]
by_id = pytest.mark.parametrize("record", ALL, ids=[record["id"] for record in ALL])
by_world = pytest.mark.parametrize("file", [DEV, HELD])


def whole(record: dict[str, Any]) -> str:
    return "\n".join([record["title"], record["text"], *record["captions"]])


def is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def fold(name: str) -> str:
    """Case, encoding and the place of a tone mark make no other name; any other mark does."""
    syllables = []
    for syllable in unicodedata.normalize("NFD", name.casefold()).split():
        bare = "".join(letter for letter in syllable if letter not in TONES)
        syllables.append(bare + "".join(letter for letter in syllable if letter in TONES))
    return " ".join(syllables)


def people(file: str) -> dict[str, set[str]]:
    """The folded names of each person of a world."""
    names = defaultdict(set)
    for record in WORLDS[file]:
        for mention in record["mentions"]:
            names[mention["person"]].add(fold(mention["name"]))
    return names


@by_id
def test_every_name_stands_in_its_article(record: dict[str, Any]) -> None:
    assert record["mentions"]
    for mention in record["mentions"]:
        assert mention["name"] in whole(record)


@by_id
def test_a_person_is_listed_once_and_a_namesake_stands_there_as_often(record: dict[str, Any]) -> None:
    persons = [mention["person"] for mention in record["mentions"]]
    assert len(persons) == len(set(persons))
    names = [mention["name"] for mention in record["mentions"]]
    for name in names:
        assert whole(record).count(name) >= names.count(name)


@by_id
def test_no_name_of_the_world_stands_unlisted(record: dict[str, Any]) -> None:
    world = next(world for world in WORLDS.values() if record in world)
    listed = {mention["name"] for mention in record["mentions"]}
    text = whole(record)
    for name in {mention["name"] for other in world for mention in other["mentions"]} - listed:
        assert name not in text or any(name in longer for longer in listed)


@by_id
def test_texts_are_short_articles(record: dict[str, Any]) -> None:
    assert 150 <= len(unicodedata.normalize("NFC", record["text"])) <= 1200
    assert record["title"].strip()
    assert not set("[]{}|$") & set(whole(record))
    assert "  " not in whole(record)


@by_id
def test_portals_and_dates_are_sound(record: dict[str, Any]) -> None:
    portal = record["portal"]
    assert set(portal) == {"id", "url", "unit", "province"}
    assert record["url"].startswith(portal["url"])
    published = date.fromisoformat(record["published"])
    assert date(2017, 1, 1) <= published <= date(2026, 12, 31)
    if portal["unit"].startswith(("huyện ", "thị xã ")):
        assert published < REFORM
    if portal["unit"].startswith(("xã ", "phường ")):
        assert published >= REFORM


@by_world
def test_ids_count_up_in_order_of_publication(file: str) -> None:
    letters = {DEV: "pd", HELD: "ph"}[file]
    world = WORLDS[file]
    assert [record["id"] for record in world] == [f"{letters}{number:03}" for number in range(1, len(world) + 1)]
    assert [record["published"] for record in world] == sorted(record["published"] for record in world)
    assert len({record["url"] for record in world}) == len(world)
    portals = {json.dumps(record["portal"], sort_keys=True) for record in world}
    assert len(portals) == len({record["portal"]["id"] for record in world})


@by_world
def test_a_person_has_one_name_and_the_numbers_have_no_gap(file: str) -> None:
    names = people(file)
    assert [person for person, forms in names.items() if len(forms) != 1] == []
    assert sorted(names) == [f"P{number:03}" for number in range(1, len(names) + 1)]


@by_world
def test_texts_are_composed_except_where_meant(file: str) -> None:
    decomposed = [record for record in WORLDS[file] if not is_composed(whole(record))]
    assert len(decomposed) == DECOMPOSED
    for record in decomposed:
        assert all(not is_composed(mention["name"]) for mention in record["mentions"])


@by_world
def test_what_makes_it_hard_occurs(file: str) -> None:
    world, bearers = WORLDS[file], defaultdict(set)
    for person, forms in people(file).items():
        bearers[next(iter(forms))].add(person)
    assert {fold(name) for name in NAMESAKES} <= {name for name, group in bearers.items() if len(group) > 1}
    assert sum(len(group) > 1 for group in bearers.values()) >= 10
    surfaces = defaultdict(set)
    for record in world:
        for mention in record["mentions"]:
            surfaces[mention["person"]].add(unicodedata.normalize("NFC", mention["name"]))
    assert any(len({surface.casefold() for surface in forms}) > 1 for forms in surfaces.values())  # Hoà, Hòa
    assert any(surface.isupper() for forms in surfaces.values() for surface in forms)
    twice = [record for record in world if len({fold(m["name"]) for m in record["mentions"]}) < len(record["mentions"])]
    assert len(twice) >= 2


def test_the_worlds_share_no_name_but_the_common_ones() -> None:
    names = {file: {name for forms in people(file).values() for name in forms} for file in WORLDS}
    assert names[DEV] & names[HELD] == {fold(name) for name in NAMESAKES}
    assert not {record["portal"]["id"] for record in WORLDS[DEV]} & {r["portal"]["id"] for r in WORLDS[HELD]}


def test_held_back_titles_are_not_those_of_the_others() -> None:
    titles = {file: {record["title"].casefold() for record in world} for file, world in WORLDS.items()}
    assert not titles[DEV] & titles[HELD]
