"""Unit ids of a record: at the day that the article speaks of, near its publisher, on both sides of 1 July 2025."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.document import Context, Field
from scraper.extract.places import find_places
from scraper.extract.unit_ids import assign_units
from scraper.items import Article, Official, Title
from scraper.units import gazetteer

URL = "https://kyanh.hatinh.gov.vn/tin-bai-1.html"


def ids(text: str, day: str | None, url: str = URL, **context: str) -> dict[str, str | None]:
    known = Context(url=url, **context)
    fields = [Field("text", text)]
    article = Article(url=url, canonical_url=url, places=find_places(fields, known))
    assign_units(article, fields, known, day)
    return {place.unit or place.text: place.unit_id for place in article.places}


@pytest.mark.parametrize(("day", "found"), [
    ("2025-06-30", {"thị xã Kỳ Anh": "449-2023", "phường Hưng Trí": "18754-2023"}),
    ("2025-07-02", {"thị xã Kỳ Anh": "449-2023", "phường Hưng Trí": "18754-2023"}),
    ("2014-01-01", {"thị xã Kỳ Anh": None, "phường Hưng Trí": None}),
    (None, {"thị xã Kỳ Anh": "449-2023", "phường Hưng Trí": "18754-2023"}),
])  # fmt: skip
def test_a_name_means_the_unit_that_bears_or_bore_it(day: str | None, found: dict[str, str | None]) -> None:
    assert ids("Lãnh đạo thị xã Kỳ Anh thăm phường Hưng Trí.", day) == found


def test_one_name_on_both_sides_of_the_reform() -> None:
    text = "Hội nghị tại xã Kỳ Hoa, tỉnh Hà Tĩnh."
    before, after = ids(text, "2025-06-30"), ids(text, "2025-07-01")
    assert before["tỉnh Hà Tĩnh"] == after["tỉnh Hà Tĩnh"]
    assert before["xã Kỳ Hoa"] == "18829-2023"
    assert after["xã Kỳ Hoa"] == "18814-2025-07"
    assert ids("Hội nghị tại xã Kỳ Hoa (cũ).", "2025-09-01")["xã Kỳ Hoa"] == "18829-2023"


def test_a_commune_lies_in_the_district_named_after_it() -> None:
    found = ids("Đoàn thăm xã Tân Lập, huyện Lục Ngạn, tỉnh Bắc Giang.", "2023-05-05")
    above = gazetteer().above(gazetteer().unit(found["xã Tân Lập"] or ""))  # type: ignore[arg-type]
    assert [unit.full_name for unit in above] == ["huyện Lục Ngạn", "tỉnh Bắc Giang"]


def test_the_publisher_tells_namesakes_apart() -> None:
    text = "Hội nghị của xã Tân Lập."
    assert ids(text, "2023-05-05", url="https://songlo.vinhphuc.gov.vn/x")["xã Tân Lập"] is not None
    assert ids(text, "2023-05-05", url="https://example.vn/x")["xã Tân Lập"] is None
    described = ids(text, "2023-05-05", url="https://example.vn/x", unit="huyện Sông Lô", province="tỉnh Vĩnh Phúc")
    assert described == ids(text, "2023-05-05", url="https://songlo.vinhphuc.gov.vn/x")


def test_titles_get_the_same_units_as_places() -> None:
    titles = [Title("Bí thư Thị ủy", "position", "Thị ủy Kỳ Anh", "thị xã Kỳ Anh"), Title("Đại tá", "rank")]
    article = Article(url=URL, canonical_url=URL, officials=[Official("A", titles=titles)])
    assign_units(article, [], Context(url=URL), "2023-01-01")
    assert [title.unit_id for title in titles] == ["449-2023", None]


PIECES = st.sampled_from([
    "xã ", "Tân Lập", ", ", "huyện ", "Kỳ Anh", "phường ", "3", "quận ", "TP ", "Huế", "tỉnh ", "Hà Tĩnh", " cũ",
    " (cũ)", "đặc khu ", "\n", "'", "Đắk ", "Phú Quốc",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([None, "", "2024-01-01", "2026-01-01"]), st.text())
def test_any_text_is_answered_with_known_units(text: str, day: str | None, host: str) -> None:
    for name, found in ids(text, day, url=f"https://{host}").items():
        assert found is None or gazetteer().unit(found) is not None, name
