from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.lineage.shingles import (
    RUN,
    SKETCH,
    packed,
    shared_by_estimate,
    shingles,
    sketch_of,
    sketch_of_words,
    unpacked,
)
from archive.lineage.words import words_of

GOLD = Path(__file__).parents[2] / "gold" / "similar" / "dev.jsonl"
_WORDS = st.lists(st.sampled_from(["xã", "phường", "họp", "bàn", "việc", "năm", "2024", "dân"]), max_size=60)


@given(_WORDS)
def test_two_texts_share_a_run_exactly_where_they_share_five_words_in_a_row(words: list[str]) -> None:
    runs = {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}
    if len(words) >= RUN:
        assert len(shingles(words)) == len(runs)
        assert shingles(words[3:]) <= shingles(words) or len(words) < RUN + 3


@given(_WORDS, _WORDS)
def test_order_counts_and_nothing_outside_the_run_does(words: list[str], others: list[str]) -> None:
    assert shingles(words) - shingles([*words, *others]) == set() or len(words) < RUN
    assert all(0 <= number < 1 << 32 for number in shingles(words))


def test_numbers_are_the_same_in_every_process() -> None:
    assert sorted(shingles(["ủy", "ban", "nhân", "dân", "thị", "xã", "sông", "lam"]))[0] == 739159256


@given(_WORDS, st.integers(1, 4))
def test_the_smallest_numbers_are_the_same_however_many_are_looked_at(words: list[str], times: int) -> None:
    """A text that repeats itself has few numbers of its own, and none below the bound that its length gives."""
    many = [f"{word}{place % 97}" for place, word in enumerate(words * 9)]
    for text in (words * times, many, many * times):
        assert sketch_of_words(text) == sketch_of(shingles(text))


@given(st.sets(st.integers(0, (1 << 32) - 1), max_size=60))
def test_a_sketch_comes_back_from_the_archive_as_it_went_in(runs: set[int]) -> None:
    sketch = sketch_of(runs)
    assert unpacked(packed(sketch)) == sketch == tuple(sorted(runs)[:SKETCH])


def test_the_estimate_is_near_the_share_of_words_in_common() -> None:
    """What decides whether two texts are compared at all: three numbers of 24 for texts that share an eighth."""
    texts = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    runs = [shingles(words_of(None, one.get("lead"), one["text"]).folded) for one in texts]
    long = [one for one in runs if len(one) > 100]
    for one, other in pairwise(long):
        share = len(one & other) / len(one | other)
        estimate = shared_by_estimate(sketch_of(one), sketch_of(other)) / SKETCH
        assert abs(share - estimate) < 0.4  # four standard deviations of 24 draws
