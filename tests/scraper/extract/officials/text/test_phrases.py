"""Phrases: what is found in one look over a text is what a look at every word finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.officials.text.phrases import Phrases
from scraper.extract.officials.text.tokens import tokenise

WORDS = ("phó", "bí", "thư", "thường", "trực", "xã", ",")
PHRASES = Phrases({"bí thư": 1, "phó bí thư": 2, "thường trực": 3, "xã": 4, "xã thường trực": 5})


@given(st.lists(st.sampled_from(WORDS), max_size=24), st.integers(0, 8), st.integers(0, 8))
def test_phrases_everywhere_are_those_at_each_word(words: list[str], start: int, left_out: int) -> None:
    tokens = tokenise(" ".join(words))
    limit = max(0, len(tokens) - left_out)
    one_by_one = [(at, *found) for at in range(start, limit) if (found := PHRASES.match(tokens, at, limit)) is not None]
    assert list(PHRASES.everywhere(tokens, start, limit)) == one_by_one
