"""Units of texts of any words at addresses of any labels: always units, always found in what was given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.bare_places import bare_places
from scraper.extract.document import Context
from scraper.extract.officials.text.tokens import tokenise
from scraper.extract.officials.units.gazetteer import spelling
from scraper.extract.officials.units.unit import LEVELS
from scraper.extract.officials.units.unit_mentions import mentions, unit_mentions
from scraper.extract.officials.units.units import find_units
from scraper.extract.officials.units.villages import nearest_village

# Words that units are told by, and what may stand between them.
_WORDS = st.sampled_from(
    ["xã", "huyện", "thị", "trấn", "xã", "thành", "phố", "tỉnh", "TP", ".", "Huyện", "ủy", "XÃ", "PHÚ", "HÒA", "Phú",
     "Hòa", "1", "-", "Đà", "Lạt", "Xuân", "Hương", "Nguyễn", "Văn", "Bí", "thư", "Uông", "thôn", "khu", "phố", "bản",
     "Chủ", "tịch", "UBND", "tại", ",", "(", ")", "\n", "Kho bạc Nhà nước", "Hà Nội", "TPHCM", "đảo", "Bua-la-pha"]
)  # fmt: skip
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join)
_LABELS = st.sampled_from(
    ["phuhoa", "xaphuhoa", "uongbi", "dalat", "lamdong", "hanoi", "sonoivu", "", "x" * 70, "1", "-"]
)
_HOSTS = st.lists(_LABELS, max_size=4).map(lambda labels: f"https://{'.'.join(labels)}/web/phuhoa/tin")


@given(_TEXTS, _HOSTS)
def test_what_is_found_are_units(text: str, url: str) -> None:
    tokens = [tokenise(text)]
    units = find_units(Context(url=url), tokens)
    for unit in (units.host, *units.by_level.values(), *units.nouns.values()):
        assert unit is None or (unit.noun in LEVELS and unit.name.strip())
    assert all(units.by_level[level].level == level for level in units.by_level)


@given(_TEXTS)
def test_a_unit_that_is_named_stands_in_the_text(text: str) -> None:
    tokens = tokenise(text)
    bare = spelling(text)
    for index, unit, _after_post in mentions(tokens):
        assert 0 <= index < len(tokens)
        assert unit.name == "Hồ Chí Minh" or spelling(unit.name) in bare
    assert all(count > 0 for count in unit_mentions([tokens]).values())


@given(_TEXTS, st.integers(0, 60))
def test_a_village_stands_before_where_it_is_looked_for(text: str, at: int) -> None:
    tokens = tokenise(text)
    village = nearest_village(tokens, min(at, len(tokens)))
    assert village is None or spelling(village.split()[-1]) in spelling(text)


@given(_TEXTS)
def test_bare_places_stand_in_the_text(text: str) -> None:
    assert all(place.text in text and place.unit for place in bare_places(text))
