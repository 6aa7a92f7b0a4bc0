"""The words of an article by which it is compared: folded, as printed, and what two texts are aligned by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.lineage.words import words_of
from scraper.vietnamese import fold

_TEXTS = st.text(st.sampled_from("Đđắ aÀ1.,\n-İßﬁ́₫") | st.characters(codec="utf-8"), max_size=60)


def test_what_is_aligned_are_the_words_that_are_shown_without_their_marks() -> None:
    words = words_of(None, "Sáng 5/3,", "UBND thị xã Kỳ Anh họp.")
    assert words.shown == ["Sáng", "5", "3", "UBND", "thị", "xã", "Kỳ", "Anh", "họp"]
    assert words.aligned == ("sang", "5", "3", "ubnd", "thi", "xa", "ky", "anh", "hop")


@given(_TEXTS)
def test_there_is_one_word_to_align_by_for_each_that_is_shown(text: str) -> None:
    words = words_of(None, None, text)
    assert tuple(words.aligned) == tuple(fold(word) for word in words.shown)
