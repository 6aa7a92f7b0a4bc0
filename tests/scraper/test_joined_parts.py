"""Folders stand for one another by what copies have shown: a pair for itself, many pairs for all of their place."""

from __future__ import annotations

from scraper.joined_parts import JoinedParts


def test_a_pair_speaks_for_itself_alone() -> None:
    parts = JoinedParts()
    parts.join("1 /*/", "tin-moi", "xa-an-binh")
    parts.join("1 /*/", "tin-moi", "xa-hoa-lac")
    assert parts.like("1 /*/", "xa-an-binh") == ("tin-moi",)
    assert not parts.are_many("1 /*/")


def test_the_same_pair_again_is_one_pair() -> None:
    parts = JoinedParts()
    for _ in range(20):
        parts.join("1 /*/", "a", "b")
        parts.join("1 /*/", "b", "a")
    assert not parts.are_many("1 /*/")


def test_many_pairs_speak_for_all_folders_of_their_place() -> None:
    parts = JoinedParts()
    for number in range(6):
        parts.join("1 /*/", f"muc-{number}", f"muc-{number + 1}")
    assert parts.are_many("1 /*/")
    assert not parts.are_many("2 /*/*/")
