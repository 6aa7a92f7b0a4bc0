from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.hashes import Hashes

VALUES = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(VALUES), st.lists(VALUES))
def test_it_holds_what_a_set_holds(taken_in: list[int], asked_for: list[int]) -> None:
    hashes, plain = Hashes(taken_in), set(taken_in)
    assert len(hashes) == len(plain)
    assert all(value in hashes for value in taken_in)
    assert [value in hashes for value in asked_for] == [value in plain for value in asked_for]
    assert hashes.isdisjoint(asked_for) == plain.isdisjoint(asked_for)


def test_hashes_that_fall_on_one_slot_are_told_apart() -> None:
    crowded = [number << 40 for number in range(1, 200)]
    hashes = Hashes(crowded)
    assert len(hashes) == 199
    assert 200 << 40 not in hashes


def test_nothing_is_in_an_empty_one() -> None:
    assert 7 not in Hashes()
    assert Hashes().isdisjoint([7])
