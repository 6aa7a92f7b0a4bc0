"""Gazetteer: provinces and districts by name, for what an address spells and a text elides ("krongpa.gialai.gov.vn").

The districts were abolished on 1 July 2025; the portals' pages of the years before are full of them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from scraper.extract.officials.phrases import comma_list
from scraper.vietnamese import fold, fold_tone

# The units of first level: the 63 until 30 June 2025, which the 34 since then are drawn from.
PROVINCES = comma_list(
    "An Giang,Bà Rịa - Vũng Tàu,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,Bình Thuận,"
    "Cà Mau,Cao Bằng,Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,Hà Giang,Hà Nam,Hà Tĩnh,Hải Dương,Hậu Giang,"
    "Hòa Bình,Hưng Yên,Khánh Hòa,Kiên Giang,Kon Tum,Lai Châu,Lạng Sơn,Lào Cai,Lâm Đồng,Long An,Nam Định,Nghệ An,"
    "Ninh Bình,"
    "Ninh Thuận,Phú Thọ,Phú Yên,Quảng Bình,Quảng Nam,Quảng Ngãi,Quảng Ninh,Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,"
    "Thái Bình,"
    "Thái Nguyên,Thanh Hóa,Thừa Thiên Huế,Tiền Giang,Trà Vinh,Tuyên Quang,Vĩnh Long,Vĩnh Phúc,Yên Bái"
)
CENTRAL_CITIES = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế")
PROVINCE_NAMES = frozenset(fold_tone(name) for name in (*PROVINCES, *CENTRAL_CITIES))


def spelling(name: str) -> str:
    """Return a name as an address spells it: "Krông Pa" gives "krongpa"."""
    return "".join(character for character in fold(name) if character.isalnum())


# From the spelling in an address to (noun, name).
PROVINCES_BY_SPELLING = (
    {spelling(name): ("tỉnh", name) for name in PROVINCES}
    | {spelling(name): ("thành phố", name) for name in CENTRAL_CITIES}
    | {
        "brvt": ("tỉnh", "Bà Rịa - Vũng Tàu"),
        "tphcm": ("thành phố", "Hồ Chí Minh"),
        "hcm": ("thành phố", "Hồ Chí Minh"),
        "hochiminhcity": ("thành phố", "Hồ Chí Minh"),
        "hcmcity": ("thành phố", "Hồ Chí Minh"),
        "hue": ("thành phố", "Huế"),
    }
)


class District(NamedTuple):
    """A unit of district level: its noun, its name, and the province's noun and name."""

    noun: str
    name: str
    province: tuple[str, str]


@cache
def _districts() -> dict[str, tuple[District, ...]]:
    found: dict[str, tuple[District, ...]] = {}
    text = files("scraper.extract.officials").joinpath("districts.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        province, _, groups = line.partition(": ")
        above = _noun_and_name(province)
        for group in groups.split("; "):
            noun, names = _noun_and_name(group)
            for name in names.split(", "):
                key = spelling(name)
                found[key] = (*found.get(key, ()), District(noun, name, above))
    return found


def _noun_and_name(text: str) -> tuple[str, str]:
    words = text.split()
    length = 2 if words[0] in {"thành", "thị"} else 1
    return " ".join(words[:length]), " ".join(words[length:])


@cache
def district_names() -> frozenset[str]:
    """Return the folded names of all districts."""
    return frozenset(fold_tone(district.name) for group in _districts().values() for district in group)


@cache
def place_names() -> frozenset[str]:
    """Return the folded names of all provinces and districts."""
    return PROVINCE_NAMES | district_names()


def district_spelt(word: str, province: str | None) -> District | None:
    """Return the district that an address spells, the province's own where it is known.

    Args:
        word: the spelling ("krongpa").
        province: the name of the province, which tells apart districts of the same name.
    """
    group = _districts().get(word, ())
    inside = [district for district in group if province is None or district.province[1] == province]
    # A district whose rank was raised stands in the list once a rank: it is one place.
    one_place = len({(district.name, district.province) for district in inside}) == 1
    return inside[0] if one_place or (inside and province is not None) else None


def province_of_district(noun: str, name: str) -> tuple[str, str] | None:
    """Return the province of a district, ``None`` where there is none or several of that name."""
    provinces = {d.province for d in _districts().get(spelling(name), ()) if d.noun == noun or noun == "huyện"}
    return provinces.pop() if len(provinces) == 1 else None
