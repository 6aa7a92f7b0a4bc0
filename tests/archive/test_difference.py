from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.difference import Piece, word_difference

WORDS = st.lists(st.sampled_from(["ông", "bà", "Đảng bộ", "họp", "\n", "\n\n", " ", "95%"]), max_size=40).map(" ".join)


def shown(old: str, new: str) -> str:
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-", "skipped": "<{}>"}
    return "".join(marks[piece.change].format(piece.text) for piece in word_difference(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Bà Mây họp.", "Bà Mây họp.", "Bà Mây họp."),
        ("Bà Mây họp.", "Bà Nắng họp.", "Bà -Mây -+Nắng +họp."),
        ("Bà Mây họp.", "Sáng nay bà Mây họp.", "-Bà -+Sáng nay bà +Mây họp."),
        ("", "Bà Mây", "+Bà Mây+"),
        ("Bà Mây", "", "-Bà Mây-"),
        ("", "", ""),
        ("một\nhai\nba", "một\nhai mươi\nba", "một\nhai +mươi\n+ba"),
        ("a b", "a  b", "a  b"),  # white space is no edit
    ],
)
def test_what_changed(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_long_unchanged_runs_are_shortened() -> None:
    words = " ".join(f"từ{number}" for number in range(100))
    pieces = word_difference(f"{words} cũ {words}", f"{words} mới {words}")
    assert [piece.change for piece in pieces] == ["skipped", "same", "removed", "added", "same", "skipped"]
    assert pieces[0] == Piece("skipped", "88")


@settings(max_examples=200)
@given(old=WORDS, new=WORDS)
def test_pieces_add_up_to_both_texts(old: str, new: str) -> None:
    pieces = word_difference(old, new)
    skipped = sum(int(piece.text) for piece in pieces if piece.change == "skipped")
    for text, other in ((old, "added"), (new, "removed")):
        kept = [word for piece in pieces if piece.change not in {other, "skipped"} for word in piece.text.split()]
        if not skipped:
            assert kept == text.split()
        else:
            remaining = iter(text.split())
            assert all(word in remaining for word in kept)  # in this order


@pytest.mark.parametrize("vocabulary", [2, 30, 60, 200])
def test_what_would_keep_it_busy_is_shown_as_replaced_as_a_whole(vocabulary: int) -> None:
    chance = random.Random(vocabulary)
    old, new = (" ".join(f"từ{chance.randrange(vocabulary)}" for _ in range(20_000)) for _ in range(2))
    for size in (9_000, len(old)):
        assert [piece.change for piece in word_difference(old[:size], new[:size])][:2] == ["removed", "added"]


def test_of_too_many_paragraphs_all_are_shown_as_replaced() -> None:
    old, new = "x\n" * 2_100, "x\ny\n" * 1_100
    assert word_difference(old, new) == [Piece("removed", old), Piece("added", new)]
