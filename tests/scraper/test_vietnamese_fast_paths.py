"""The short ways through folding, collapsing and joining give what the long ways give."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from scraper.canonical import absolute_url
from scraper.vietnamese import collapse, fold, fold_tone, nfc, with_new_tones

_TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("Đđ ảỷ\u0301\u0323\u200b\ufeff\xa0\n\tUuYy")))
_PATH = st.text(alphabet="abZ09/.-_~?=&%,;+ #:", max_size=30)


@given(_TEXT)
def test_fold(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text.lower())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    assert fold(text) == bare.replace("đ", "d")


@given(st.text(alphabet="oòóỏõọuùúaàáảãạeèéẻẽẹyỳýỷỹỵqQOUÒAÀÝđĐ n"))
def test_the_new_tone_placement_keeps_the_capitals(text: str) -> None:
    placed = with_new_tones(text)
    assert placed.lower() == fold_tone(text)
    assert list(map(str.isupper, placed)) == list(map(str.isupper, text))


@given(_TEXT)
def test_collapse(text: str) -> None:
    assert collapse(text) == re.sub("[\\s\u200b\u200c\u200d\u2060\ufeff]+", " ", text).strip()


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_nfc_of_ascii(text: str) -> None:
    assert nfc(text) == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


@given(_PATH)
def test_an_address_that_needs_no_resolving(path: str) -> None:
    base = "https://xa.example.gov.vn/tin/1.html?x=1"
    reference = f"/{path.strip()}"
    joined = absolute_url(base, reference)
    if joined is not None and not reference.startswith("//"):
        assert joined == urljoin(base, reference.strip()).split("#")[0]
