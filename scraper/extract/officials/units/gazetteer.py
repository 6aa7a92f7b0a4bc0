"""Gazetteer: provinces, districts and communes by name and by what an address spells ("krongpa.gialai.gov.vn").

A view of :mod:`scraper.units` for the grammar, which reads texts of all years: the units of all times count. Names are
compared folded (:func:`scraper.vietnamese.fold_tone`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scraper.extract.officials.text.phrases import word_set
from scraper.units import COMMUNE, DISTRICT, PROVINCE, gazetteer, territory
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.units import Unit

CENTRAL_CITIES = ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế")
# The first words of the provinces of Laos, Cambodia and China that delegations come from.
PROVINCES_ABROAD = word_set(
    "hủa xiêng luông luang luổng phông bò bo bô u oudomxay xay viêng khăm khammouane sa sava savan savannakhet sê "
    "sekong sara saravan salavan chăm champa champasak champassak át attapeu bolikhamxay xaysomboun kan kandal tà "
    "takeo prey svay kam kampot kampong mondulkiri ratanakiri stung vân quảng hải tứ hồ quý giang phúc an hà sơn "
    "liêu cát chiết"
)
# What addresses spell otherwise than the name.
_SHORT_PROVINCES = {
    "brvt": "bariavungtau", "tphcm": "hochiminh", "hcm": "hochiminh", "hochiminhcity": "hochiminh",
    "hcmcity": "hochiminh", "thuathienhue": "thuathienhue",
}  # fmt: skip


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """Return a name as an address spells it: "Krông Pa" gives "krongpa"."""
    return "".join(character for character in fold(name) if character.isalnum())


@cache
def province_names() -> frozenset[str]:
    """Return the folded names of all provinces there have been, as the data spell them."""
    return frozenset(fold_tone(unit.name) for unit in gazetteer().of_level(PROVINCE))


@cache
def provinces_by_spelling() -> dict[str, tuple[str, str]]:
    """Return noun and name of each province by what an address spells; of two of a name the city goes before."""
    units = sorted(gazetteer().of_level(PROVINCE), key=lambda unit: unit.kind, reverse=True)
    found = {spelling(unit.name): (unit.kind, unit.name) for unit in units}
    return found | {short: found[full] for short, full in _SHORT_PROVINCES.items()}


@lru_cache(maxsize=1 << 12)
def longest_known(noun: str, words: tuple[str, ...]) -> str | None:
    """Return the longest name that the first of some words are and a unit with this noun bears or bore.

    Args:
        noun: the unit's noun ("thành phố").
        words: the words after it, as printed, capitals too.

    Returns:
        the name as the gazetteer spells it, ``None`` where no unit with this noun is called so.
    """
    for length in range(len(words), 0, -1):
        named = gazetteer().named(" ".join(words[:length]), noun)
        if named:
            return named[-1].name
    return None


class District(NamedTuple):
    """A unit of district level: its noun, its name, and the province's noun and name."""

    noun: str
    name: str
    province: tuple[str, str]


@cache
def district_names() -> frozenset[str]:
    """Return the folded names of all districts."""
    return frozenset(fold_tone(unit.name) for unit in gazetteer().of_level(DISTRICT))


@cache
def place_names() -> frozenset[str]:
    """Return the folded names of all provinces and districts."""
    return province_names() | district_names()


@lru_cache(maxsize=1024)
def district_spelt(word: str, province: str | None) -> District | None:
    """Return the district that an address spells, the province's own where it is known.

    Args:
        word: the spelling ("krongpa").
        province: the name of the province, which tells apart districts of the same name.
    """
    units = [unit for unit in _spelt(word, DISTRICT) if province is None or _is_in(unit, province)]
    # A district whose rank was raised is one unit a rank, and the last of them tells the noun.
    units.sort(key=lambda unit: unit.valid_to or "9", reverse=True)
    one_place = bool(units) and len({_story(unit) for unit in units}) == 1
    return _district(units[0]) if one_place or (units and province is not None) else None


@lru_cache(maxsize=1024)
def commune_spelt(word: str, noun: str | None, above: tuple[str, ...]) -> tuple[str, str] | None:
    """Return noun and name of the commune that an address spells within a unit; ``None`` where none or several are.

    Args:
        word: the spelling ("songtri").
        noun: the noun that the address spells with it, if it does ("phường").
        above: spellings of the district and the province that the address names too, the nearest first; communes are
            looked for only inside one, for there are thousands.
    """
    units = [unit for unit in _spelt(word, COMMUNE) if noun is None or unit.kind == noun]
    for place in above:
        lands = {identifier for unit in gazetteer().spelt(place) if unit.level != COMMUNE
                 for identifier in territory(unit.id)}  # fmt: skip
        inside = [unit for unit in units if lands.intersection(_line(unit))]
        if inside:
            names = {(unit.kind, unit.name) for unit in inside}
            return names.pop() if len(names) == 1 else None
    return None


def province_of_district(noun: str, name: str) -> tuple[str, str] | None:
    """Return the province of a district, ``None`` where there is none or several of that name."""
    units = [unit for unit in gazetteer().named(name) if unit.level == DISTRICT and noun in {unit.kind, "huyện"}]
    provinces = {_district(unit).province for unit in units}
    return provinces.pop() if len(provinces) == 1 else None


@lru_cache(maxsize=4096)
def province_of_commune(noun: str, name: str, label: str) -> tuple[str, str] | None:
    """Return noun and name of the province that a commune lies or lay in; ``None`` where none or several bear its name.

    Args:
        noun: the commune's noun ("phường").
        name: its name.
        label: the first label of the host, which tells one of several if it begins with its name ("huengaynay").
    """
    provinces = {(own.kind, own.name) for own in map(gazetteer().province, gazetteer().named(name, noun))}
    if len(provinces) > 1:
        provinces = {own for own in provinces if label.startswith(spelling(own[1]))}
    return provinces.pop() if len(provinces) == 1 else None


@lru_cache(maxsize=4096)
def district_of_commune(noun: str, name: str, province: str | None) -> tuple[str, str] | None:
    """Return noun and name of the district that a commune lay in; ``None`` where there is none or several.

    Args:
        noun: the commune's noun ("xã").
        name: its name.
        province: the name of the province, which tells apart communes of the same name.
    """
    units = [unit for unit in gazetteer().named(name, noun) if province is None or _is_in(unit, province)]
    above = [gazetteer().above(unit) for unit in units if unit.level == COMMUNE]
    districts = {(line[0].kind, line[0].name) for line in above if line[0].level == DISTRICT}
    return districts.pop() if len(districts) == 1 else None


def _spelt(word: str, level: str) -> list[Unit]:
    return [unit for unit in gazetteer().spelt(word) if unit.level == level and spelling(unit.name) == word]


def _is_in(unit: Unit, province: str) -> bool:
    """Tell whether a unit lies or lay in a province of that name: a district of 2012 in the province of today."""
    own = gazetteer().province(unit)
    return any(other.id in territory(own.id) for other in _provinces(province))


@lru_cache(maxsize=128)
def _provinces(name: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in gazetteer().named(name) if unit.level == PROVINCE)


def _line(unit: Unit) -> Iterable[str]:
    return (unit.id, *(other.id for other in gazetteer().above(unit)))


def _story(unit: Unit) -> tuple[str, str]:
    return fold_tone(unit.name), gazetteer().province(unit).code or ""


def _district(unit: Unit) -> District:
    province = gazetteer().province(unit)
    return District(unit.kind, unit.name, (province.kind, province.name))
