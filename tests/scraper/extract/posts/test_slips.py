from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.posts import normalise
from scraper.extract.posts.committee_ranks import RANKS_BY_WORDING
from scraper.extract.posts.post_tables import POSTS_BY_WORDING
from scraper.extract.posts.slips import distance_is_one, misspelt_modifier, misspelt_post
from scraper.vietnamese import fold

_LONG = sorted(wording for wording in POSTS_BY_WORDING if len(wording.split()) > 1)
_BY_BARE: dict[str, set[str]] = {}
for _wording, _post in (RANKS_BY_WORDING | POSTS_BY_WORDING).items():
    _BY_BARE.setdefault(fold(_wording), set()).add(_post)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("phó Bi thư", "Phó Bí thư"),
        ("Bí thu", "Bí thư"),
        ("chủ tich", "Chủ tịch"),
        ("Phó Chủ tich Thường thực", "Phó Chủ tịch Thường trực"),
        ("Phó Bí thư thường trự", "Phó Bí thư Thường trực"),
        ("Trưởg phòng", "Trưởng phòng"),
        ("Phó Gám đốc", "Phó Giám đốc"),
        ("Chánh Văn phòg", "Chánh Văn phòng"),
        ("Huyên ủy viên", "Huyện ủy viên"),
        ("Ủy viên ban thường vu", "Ủy viên Ban Thường vụ"),
        ("Phó Chủ tịch chuyên trach", "Phó Chủ tịch chuyên trách"),
    ],
)
def test_slips_that_portals_print(printed: str, meant: str) -> None:
    assert normalise(printed).canonical == meant


@pytest.mark.parametrize("printed", ["Chủ thể", "Bạn đọc", "Giám khảo", "Thư viện", "Trưởng thành", "Chủ hộ"])
def test_other_words_are_no_slips_of_posts(printed: str) -> None:
    assert misspelt_post(printed.lower().split()) is None


def test_other_words_are_no_slips_of_modifiers() -> None:
    for words in (["thường", "vụ"], ["thường", "xuyên"], ["phụ", "nữ"], ["thứ", "hai"], ["lâm", "nghiệp"], ["thường"]):
        assert misspelt_modifier(words) is None, words


@given(st.sampled_from(_LONG), st.data())
def test_a_syllable_without_its_marks_changes_no_post(wording: str, data: st.DataObject) -> None:
    words = wording.split()
    place = data.draw(st.integers(0, len(words) - 1))
    typed = " ".join([*words[:place], fold(words[place]), *words[place + 1 :]])
    if len(_BY_BARE[fold(wording)]) == 1 and typed not in POSTS_BY_WORDING | RANKS_BY_WORDING:
        assert misspelt_post(typed.split()) == (POSTS_BY_WORDING[wording], len(words))


@given(st.text("abcdđươ", max_size=8), st.text("abcdđươ", max_size=8))
def test_the_distance_is_one_both_ways_and_never_of_a_word_to_itself(word: str, other: str) -> None:
    assert distance_is_one(word, other) == distance_is_one(other, word)
    assert not distance_is_one(word, word)
