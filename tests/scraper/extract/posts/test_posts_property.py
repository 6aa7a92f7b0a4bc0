"""Whatever is printed as a title: its normal form is stable, in NFC, and raises nothing."""

from __future__ import annotations

import unicodedata
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.posts import normalise, organisation_key
from scraper.extract.posts.organisation import full_organisation
from scraper.extract.posts.post_tables import POSTS_BY_WORDING
from scraper.extract.posts.spellings import LONGEST
from scraper.items import Level, TitleKind
from tests.scraper.extract.posts.test_posts import CASES

_WORDS = sorted({word for case in CASES for cell in (case[0], case[2]) if cell for word in cell.split()})
_PHRASES = sorted(POSTS_BY_WORDING)
_PIECES = st.one_of(st.sampled_from(_WORDS), st.sampled_from(_PHRASES), st.sampled_from([",", "-", "–", "kiêm", "("]))
_TITLES = st.one_of(st.lists(_PIECES, min_size=1, max_size=8).map(" ".join), st.text(max_size=60))
_BODIES = st.none() | _TITLES | st.sampled_from([case[2] for case in CASES])
_UNITS = st.none() | st.sampled_from(["xã Kỳ Hoa", "thị xã Kỳ Anh", "quận 6", "tỉnh Hà Tĩnh", "thành phố Huế", "bậy"])
_KINDS = st.sampled_from(get_args(TitleKind))


@given(_TITLES, _KINDS, _BODIES, _UNITS, st.booleans())
def test_it_never_raises_and_gives_nfc(
    text: str, kind: TitleKind, body: str | None, unit: str | None, hue: bool
) -> None:
    post = normalise(text, kind, body, unit, hue_is_central=hue)
    assert unicodedata.is_normalized("NFC", post.canonical)
    assert post.canonical == " ".join(post.canonical.split())
    assert post.organisation is None or unicodedata.is_normalized("NFC", post.organisation)
    assert post.level is None or post.level in get_args(Level)


@given(st.sampled_from(_WORDS + _PHRASES), _KINDS)
def test_a_text_taken_for_a_title_is_read_no_further_than_a_title_can_be(word: str, kind: TitleKind) -> None:
    text = f"{word} " * 20_000
    post = normalise(text, kind, text, "xã Kỳ Hoa")
    most = 20 * LONGEST  # a short form stands for at most so many times its letters
    assert len(post.canonical) <= most < len(text)
    assert len(organisation_key(text)) <= most


@given(st.lists(_PIECES, min_size=1, max_size=8).map(" ".join), _KINDS, _BODIES)
def test_the_normal_form_is_its_own(text: str, kind: TitleKind, body: str | None) -> None:
    once = normalise(text, kind, body)
    twice = normalise(once.canonical, kind, body)
    assert twice.canonical == once.canonical


@given(_BODIES, _UNITS)
def test_a_full_name_is_its_own(body: str | None, unit: str | None) -> None:
    once = full_organisation(body, unit)
    assert full_organisation(once, unit) == once


@given(st.sampled_from([case[2] for case in CASES if case[2]]))
def test_decomposed_letters_and_case_make_no_other_body(name: str) -> None:
    assert organisation_key(unicodedata.normalize("NFD", name)) == organisation_key(name)
