"""The gold of strangers says what it points at: ids in order, every name is printed, nobody is both."""

from __future__ import annotations

import html
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
FILES = {"texts": ("t", 60), "pages": ("p", 40), "held_texts": ("held_t", 60), "held_pages": ("held_p", 40)}


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


ALL = [record for name in FILES for record in records(name)]
by_id = pytest.mark.parametrize("record", ALL, ids=[record["id"] for record in ALL])


@pytest.mark.parametrize("name", FILES)
def test_each_file_holds_its_pieces_with_ids_of_their_own(name: str) -> None:
    prefix, count = FILES[name]
    assert [record["id"] for record in records(name)] == [f"{prefix}{number:03}" for number in range(1, count + 1)]


@by_id
def test_every_name_is_printed_and_nobody_is_official_and_stranger(record: dict[str, Any]) -> None:
    printed = html.unescape(record.get("html") or record["text"])
    folded = unicodedata.normalize("NFC", printed).casefold()
    groups = [record["officials"], record["strangers"], record.get("either", [])]
    for name in [name for group in groups for name in group]:
        assert name.casefold() in folded
    assert len({name for group in groups for name in group}) == sum(map(len, groups))


def test_the_held_back_half_names_nobody_of_the_other() -> None:
    def officials(*names: str) -> set[str]:
        return {official for name in names for record in records(name) for official in record["officials"]}

    assert not officials("texts", "pages") & officials("held_texts", "held_pages")
    assert len(officials(*FILES)) > len(ALL) / 2  # strangers alone would not tell whether officials are lost
