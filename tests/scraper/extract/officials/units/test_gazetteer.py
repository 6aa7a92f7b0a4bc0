"""The grammar's gazetteer: what addresses spell, and what lies in what."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.extract.officials.units.addresses import labels_of, units_spelt
from scraper.extract.officials.units.gazetteer import (
    commune_spelt,
    district_of_commune,
    district_spelt,
    place_names,
    province_names,
    province_of_district,
    provinces_by_spelling,
)


def test_provinces_of_all_years() -> None:
    assert {"hà tây", "thừa thiên huế", "bình dương", "hà tĩnh", "huế"} <= province_names() <= place_names()
    assert provinces_by_spelling()["hatinh"] == ("tỉnh", "Hà Tĩnh")
    assert provinces_by_spelling()["hue"] == ("thành phố", "Huế")
    assert provinces_by_spelling()["tphcm"] == ("thành phố", "Hồ Chí Minh")


@pytest.mark.parametrize(("word", "province", "name"), [
    ("krongpa", None, "Krông Pa"), ("bacha", None, "Bắc Hà"), ("chauthanh", None, None),
    ("chauthanh", "Bến Tre", "Châu Thành"), ("hoanhbo", "Quảng Ninh", "Hoành Bồ"), ("xyz", None, None),
    ("quynhon", "Gia Lai", "Quy Nhơn"),  # Bình Định is in Gia Lai since July 2025
])  # fmt: skip
def test_districts_that_addresses_spell(word: str, province: str | None, name: str | None) -> None:
    found = district_spelt(word, province)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(("word", "noun", "above", "found"), [
    ("songtri", "phường", ("hatinh",), ("phường", "Sông Trí")),
    ("kyninh", "xã", ("kyanh", "hatinh"), ("xã", "Kỳ Ninh")),
    ("kyninh", None, ("kyanh",), None),  # xã and phường
    ("linhxuan", None, ("thuduc",), ("phường", "Linh Xuân")),
    ("songtri", None, (), None),
    ("songtri", None, ("nghean",), None),
])  # fmt: skip
def test_communes_are_looked_for_inside_a_unit(word, noun, above, found) -> None:
    assert commune_spelt(word, noun, above) == found


def test_what_lies_in_what() -> None:
    assert province_of_district("thị xã", "Kỳ Anh") == ("tỉnh", "Hà Tĩnh")
    assert province_of_district("huyện", "Châu Thành") is None
    assert district_of_commune("xã", "Thanh An", "Quảng Ngãi") == ("huyện", "Minh Long")
    assert district_of_commune("xã", "Tân Lập", None) is None
    assert district_of_commune("xã", "Không Có", None) is None


@pytest.mark.parametrize(("url", "names"), [
    ("https://kyanh.hatinh.gov.vn/", ["huyện Kỳ Anh", "tỉnh Hà Tĩnh"]),
    ("https://phuongsongtri.hatinh.gov.vn/x", ["phường Sông Trí", "tỉnh Hà Tĩnh"]),
    ("https://hatinh.gov.vn/", ["tỉnh Hà Tĩnh"]),
    ("https://example.org/", []),
    ("no address", []),
])  # fmt: skip
def test_units_that_an_address_spells(url: str, names: list[str]) -> None:
    found = [str(unit) for unit in units_spelt(labels_of(url))]
    assert found == names


@pytest.mark.parametrize(("url", "text", "organization"), [
    ("http://linhxuan.thuduc.example.vn/x", "Đồng chí Nguyễn Thanh An, Chủ tịch UBND phường phát biểu.",
     "UBND phường Linh Xuân"),
    ("https://phuongsongtri.hatinh.gov.vn/x", "Đồng chí Nguyễn Thanh An, Chủ tịch UBND phường phát biểu.",
     "UBND phường Sông Trí"),
    ("http://tuoitre.quangngai.gov.vn/x", "Lễ ra quân tại xã Thanh An. Anh Nguyễn Thanh Bình, Chủ tịch UBND huyện dự.",
     "UBND huyện Minh Long"),
    ("https://dienbiendong.dienbien.gov.vn/x", "Đồng chí Nguyễn Thanh An, Chủ tịch UBND huyện phát biểu.",
     "UBND huyện Điện Biên Đông"),
])  # fmt: skip
def test_an_elided_unit_is_the_gazetteers(url: str, text: str, organization: str) -> None:
    officials, _ = find_officials([Field("text", text)], Context(url=url))
    assert [title.organization for official in officials for title in official.titles] == [organization]
