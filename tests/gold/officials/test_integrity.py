"""The gold texts of our own say what they point at: every surface stands at its span, every value is a known one."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
TITLE_TYPES = {
    "party_rank",
    "military_rank",
    "academic",
    "position",
    "former_position",
    "acting_position",
    "new_position",
}
PERSONAL_RANKS = {"military_rank", "academic"}
PARTS_OF_DAY = {None, "sáng", "trưa", "chiều", "tối"}
BASES = {"in_event_string", "inferred_from_text", "publication_stamp", "relative", "unknown"}
ROLES = {
    "attended",
    "directed",
    "chaired",
    "co_chaired",
    "moderated",
    "opened",
    "concluded",
    "spoke",
    "reported",
    "led_delegation",
    "accompanied",
    "received_delegation",
    "inspected",
    "supervised",
    "visited",
    "dialogue",
    "met_voters",
    "presented",
    "received",
    "elected",
    "re_elected",
    "appointed",
    "dismissed",
    "answered",
    "pictured",
}
SHARED_WORDS = 16  # a chain of two long titles, or of a jubilee and its dates, is shorter


def records(file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / file).read_text(encoding="utf-8").splitlines()]


# Each file with the letter that its ids begin with and the number of its texts.
FILES = {
    "own-dev.jsonl": ("d", 50),
    "own-dev2.jsonl": ("e", 60),
    "own-dev3.jsonl": ("h", 50),
    "own-dev4.jsonl": ("f", 70),
    "own-dev5.jsonl": ("k", 70),
    "own-dev6.jsonl": ("m", 60),
    "own-dev7.jsonl": ("g", 60),
    "own-dev8.jsonl": ("p", 50),
    "own-dev9.jsonl": ("q", 50),
    "own-held.jsonl": ("n", 50),
}
HELD = "own-held.jsonl"
THERE = [file for file in FILES if (FOLDER / file).exists()]
OPEN = [file for file in THERE if file != HELD]
ALL = [record for file in THERE for record in records(file)]
by_id = pytest.mark.parametrize("record", ALL, ids=[record["id"] for record in ALL])


def collapsed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", " ", unicodedata.normalize("NFC", text)).strip()


@pytest.mark.parametrize("file", THERE)
def test_each_file_holds_its_texts_with_ids_of_their_own(file: str) -> None:
    letter, count = FILES[file]
    assert [record["id"] for record in records(file)] == [f"{letter}{number:03}" for number in range(1, count + 1)]


@by_id
def test_names_and_titles_stand_at_their_spans(record: dict[str, Any]) -> None:
    for official in record["officials"]:
        assert official["mentions"]
        for start, end in official["mentions"]:
            assert collapsed(record["text"][start:end]).casefold() == official["name"].casefold()
        for title in official["titles"]:
            start, end = title["span"]
            assert collapsed(record["text"][start:end]) == title["raw"]
    for person in record["other_persons"]:
        for start, end in person["mentions"]:
            assert collapsed(record["text"][start:end]).casefold() == person["name"].casefold()


@by_id
def test_titles_and_roles_are_known_and_none_is_listed_twice(record: dict[str, Any]) -> None:
    for official in record["officials"]:
        assert set(official["roles"]) <= ROLES
        assert len(official["roles"]) == len(set(official["roles"]))
        for title in official["titles"]:
            assert title["type"] in TITLE_TYPES
            assert (title["org"] is None) == (title["type"] in PERSONAL_RANKS)
        surfaces = [(title["raw"].casefold(), title["org"]) for title in official["titles"]]
        assert len(surfaces) == len(set(surfaces))


@by_id
def test_no_one_is_both_an_official_and_not(record: dict[str, Any]) -> None:
    officials = {official["name"] for official in record["officials"]}
    assert not officials & {person["name"] for person in record["other_persons"]}


@by_id
def test_events_are_in_the_text_and_their_dates_exist(record: dict[str, Any]) -> None:
    text = collapsed(record["text"])
    for event in record["events"]:
        assert event["raw"] in text
        assert event["part_of_day"] in PARTS_OF_DAY
        assert event["year_basis"] in BASES
        assert event["start"].startswith("?") == (event["year_basis"] == "unknown")
        start, end = (date.fromisoformat(event[key].replace("?", "2000")) for key in ("start", "end"))
        assert start <= end


@by_id
def test_marked_lines_are_whole_lines(record: dict[str, Any]) -> None:
    text = record["text"]
    for key in ("captions", "junk", "meta_lines", "author_lines"):
        for line in record[key]:
            start, end = line["span"]
            assert text[start:end] == line["text"]
            assert start == 0 or text[start - 1] == "\n"
            assert end == len(text) or text[end] == "\n"


@by_id
def test_headline_and_stamp_are_in_the_text(record: dict[str, Any]) -> None:
    text = collapsed(record["text"])
    assert record["title"] in text
    if record["publication"]:
        assert record["publication"]["raw"] in unicodedata.normalize("NFC", record["text"])


def test_the_held_back_texts_are_not_the_others_in_other_words() -> None:
    def runs(record: dict[str, Any]) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", collapsed(record["text"]).casefold())
        return {tuple(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1)}

    def names(file: str) -> set[str]:
        return {official["name"] for record in records(file) for official in record["officials"]}

    held = {record["id"]: runs(record) for file in THERE if file == HELD for record in records(file)}
    for file in OPEN:
        seen = set().union(*(runs(record) for record in records(file)))
        assert not [number for number, words in held.items() if words & seen]
    for one, other in itertools.combinations(THERE, 2):
        assert not names(one) & names(other)
