"""Unit ids: which units of the gazetteer the names in a record mean, on the day that the article speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.units.addresses import labels_of, units_spelt
from scraper.patterns import regex
from scraper.units import COMMUNE, Unit, gazetteer, resolve, take_apart
from scraper.units.publisher import publisher_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.document import Context, Field
    from scraper.items import Article, Place

# What a text says of a unit that is no more: "xã Kỳ Hoa (cũ)", "thị xã Kỳ Anh trước đây", "xã Kỳ Hoa cũ".
# Two patterns, for one that opens with letters is searched many times as fast ("cũng" is everywhere).
_FORMER = (regex(r"cũ(?![^\W_])"), regex(r"trước (?:đây|sắp xếp|sáp nhập)(?![^\W_])"))
_LONGEST_PLACE = 60  # characters
_MOST_HINTS = 12  # districts and provinces that a text names; lists of all of a country's tell nothing


def assign_units(article: Article, fields: Sequence[Field], context: Context, day: str | None) -> None:
    """Fill ``unit_id`` of the places and titles of a record; it stays ``None`` where no one unit can be told.

    A name is looked for near the publisher's unit (as the portal is described, else as its address spells it) and the
    districts and provinces that the text names. A commune that is named before its district lies in that one.

    Args:
        article: the record with its events, officials and places; changed in place.
        fields: its texts.
        context: what is known of the publisher.
        day: the day that the article speaks of, ISO 8601; ``None`` where none is known.
    """
    if not article.places and not any(title.unit for official in article.officials for title in official.titles):
        return
    publisher = _publisher(context, day)
    former = _former(article.places, fields)
    named: dict[str, str | None] = {}
    hints = list(publisher)
    for place in reversed(article.places):  # a commune comes after what it lies in: "xã A, huyện B, tỉnh C"
        if place.unit and _is_above_commune(place.unit):
            unit = resolve(place.unit, day, publisher, former=place.text in former)
            named[place.unit] = unit.id if unit else None
            if unit is not None and len(hints) < _MOST_HINTS:
                hints.append(unit)
    for index, place in enumerate(article.places):
        if place.unit and place.unit not in named:
            unit = _commune(place, _following(article.places, index, named), hints, day, former=place.text in former)
            named[place.unit] = unit.id if unit else None
        place.unit_id = named.get(place.unit) if place.unit else None
    for official in article.officials:
        for title in official.titles:
            if title.unit and title.unit not in named:
                found = resolve(title.unit, day, hints)
                named[title.unit] = found.id if found else None
            title.unit_id = named[title.unit] if title.unit else None


def _publisher(context: Context, day: str | None) -> list[Unit]:
    if context.unit or context.province:
        return publisher_units(context.unit, context.province, day)
    units: list[Unit] = []
    for spelt in reversed(units_spelt(labels_of(context.url))):  # the province first: it tells the others apart
        unit = resolve(str(spelt), day, units)
        if unit is not None:
            units.append(unit)
    return units


def _is_above_commune(name: str) -> bool:
    return take_apart(name).kind not in {"xã", "phường", "thị trấn", "đặc khu"}


def _following(places: Sequence[Place], index: int, named: dict[str, str | None]) -> list[Unit]:
    """Return the district or province that is named right after a commune, which may be what it lies in."""
    after = places[index + 1].unit if index + 1 < len(places) else None
    unit = gazetteer().unit(named.get(after) or "") if after else None
    return [unit] if unit is not None else []


def _commune(
    place: Place, following: list[Unit], hints: Iterable[Unit], day: str | None, *, former: bool
) -> Unit | None:
    name = place.unit or ""
    if following:
        unit = resolve(name, day, following, former=former)
        if unit is not None and unit.level == COMMUNE and following[0] in gazetteer().above(unit):
            return unit
    return resolve(name, day, hints, former=former)


def _former(places: Sequence[Place], fields: Sequence[Field]) -> set[str]:
    """Return the places, as written, that the text calls a unit of the past."""
    written = {place.text for place in places}
    found: set[str] = set()
    for field in fields:
        for pattern in _FORMER:
            for said in pattern.finditer(field.text):
                before = field.text[max(0, said.start() - _LONGEST_PLACE) : said.start()].rstrip(" (\xa0")
                starts = [0, *(at + 1 for at, letter in enumerate(before) if letter in " \n(")]
                found |= written.intersection(before[at:] for at in starts)
    return found
