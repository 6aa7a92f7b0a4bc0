"""Units: which administrative unit an elided "phường", "huyện ủy", "tỉnh" of an article means.

In this order: what the portal's description says, what the page's address spells, what the text names most.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.officials.text.tokens import tokenise
from scraper.extract.officials.units import gazetteer
from scraper.extract.officials.units.addresses import (
    commune_of,
    district_of,
    labels_of,
    province_of,
    speaks_for_province,
    spelt_by_host,
    units_above,
)
from scraper.extract.officials.units.own_unit import district_of_branches, own_unit
from scraper.extract.officials.units.spoken_nouns import noun_spoken_of
from scraper.extract.officials.units.unit import COMMUNE, DISTRICT, LEVELS, PROVINCE, Unit, parse_unit
from scraper.extract.officials.units.unit_mentions import unit_mentions
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.document import Context
    from scraper.extract.officials.text.tokens import Tokens

_FOREIGN = regex(r"\w-\w")  # "tỉnh Sa-vẳn-na-khệt": a guest's unit, never the publisher's
_FURNITURE = 4_000  # characters: site name, breadcrumb and footer, not a long menu


class Places:
    """Names of places, folded: all provinces and districts, and what an article adds to them."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._met = set(names)
        self._known = gazetteer.place_names()

    def add(self, name: str) -> None:
        """Add a folded name."""
        self._met.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._met or name in self._known


@dataclass(slots=True)
class Units:
    """What is known of the units of one article.

    ``host`` is the publishing unit; ``by_level`` the unit each level means where it is elided; ``nouns`` the unit each
    noun means; ``places`` every unit that was met; ``label`` the first label of the publisher's host.
    """

    host: Unit | None = None
    by_level: dict[str, Unit] = field(default_factory=dict)
    nouns: dict[str, Unit] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    label: str = ""

    def for_noun(self, noun: str) -> Unit | None:
        """Return the unit that "phường", "huyện" ... alone means in the article."""
        if noun in self.nouns:
            return self.nouns[noun]
        level = LEVELS.get(noun)
        unit = self.by_level.get(level) if level else None
        if noun == "thành phố" and unit is None:
            province = self.by_level.get(PROVINCE)
            return province if province is not None and province.noun == noun else None
        return unit if unit is not None and unit.noun == noun else None


def find_units(context: Context, tokens: Sequence[Tokens]) -> Units:
    """Return the units of an article.

    Args:
        context: what the portal's description, the address and the page's furniture tell.
        tokens: the fields.
    """
    counts = unit_mentions(tokens)
    if context.unit is None and context.furniture:
        # The page around the article names its publisher, but also others: it counts less than the article.
        # Its lines are no paragraph wrapped: "... tỉnh Vĩnh Khê", and under it "Người chịu trách nhiệm".
        lines = context.furniture[:_FURNITURE].replace("\n", "\n\n")
        for unit, count in unit_mentions([tokenise(lines)]).items():
            counts[unit] = counts.get(unit, 0) + count * 0.5
    labels = labels_of(context.url)
    units = Units(places=Places(fold_tone(unit.name) for unit in counts), label=labels[0] if labels else "")
    described = parse_unit(context.unit)
    province = parse_unit(context.province) or province_of(labels)
    counts = {unit: count for unit, count in counts.items() if not _FOREIGN.search(unit.name)}
    for unit, _count in sorted(counts.items(), key=lambda item: -item[1]):
        units.nouns.setdefault(unit.noun, unit)
        units.by_level.setdefault(unit.level, unit)
    spelt = None if described else _spelt(labels, counts, province, tokens)
    province = province or _province_above(described or spelt, counts) or _province_around(units.label, counts)
    # From the least to the most certain: what is set last stands.
    for known in (province, *units_above(labels, counts, spelt, province), spelt, described):
        if known is not None:
            units.by_level[known.level] = known
            units.nouns[known.noun] = known
            units.places.add(fold_tone(known.name))
    units.host = described or spelt or _likeliest_host(labels, counts, province)
    above = None if DISTRICT in units.by_level else _elided_district(units, labels, tokens)
    if above is not None:
        units.by_level[DISTRICT] = units.nouns[above.noun] = above
    return units


def _spelt(
    labels: Sequence[str], counts: dict[Unit, float], province: Unit | None, tokens: Sequence[Tokens]
) -> Unit | None:
    """Return the unit that the host spells: one that the text names, else one of the gazetteer."""
    printed = spelt_by_host(labels, counts, tokens)
    if printed is not None:
        return printed
    names_commune = any(unit.level == COMMUNE for unit in counts)
    known = commune_of(labels, province, tokens, names_commune=names_commune) or district_of(labels, province, tokens)
    # Portals misspell, and units have been merged: whom the text itself speaks for goes before the gazetteer.
    return (own_unit(tokens, known.level) or known) if known is not None else None


def _elided_district(units: Units, labels: Sequence[str], tokens: Sequence[Tokens]) -> Unit | None:
    """Return the district that an article means by "huyện" and does not name, ``None`` where none can be told.

    It is what the publishing commune lay in, what the host spells beside a commune of the same name, what branches are
    called after. Beside a commune of a city under central government "thành phố" means that city, not one in it.
    """
    province = units.by_level.get(PROVINCE)
    found = (
        _district_above(units.by_level.get(COMMUNE), province)
        or district_of(labels, province, tokens)
        or _district_of_branches(tokens)
    )
    return None if found is not None and province is not None and found.noun == province.noun else found


def _district_above(commune: Unit | None, province: Unit | None) -> Unit | None:
    """Return the district that a commune lay in."""
    if commune is None:
        return None
    found = gazetteer.district_of_commune(commune.noun, commune.name, province.name if province else None)
    return Unit(*found) if found is not None else None


def _district_of_branches(tokens: Sequence[Tokens]) -> Unit | None:
    """Return the district that only the names of branches tell, where the article speaks of a district's bodies."""
    noun = noun_spoken_of(tokens)
    return district_of_branches(tokens, noun) if noun is not None and LEVELS[noun] == DISTRICT else None


def _province_above(host: Unit | None, counts: dict[Unit, float]) -> Unit | None:
    """Return the province of the host's district, or of the district that the article names most."""
    named = sorted((unit for unit in counts if unit.level == DISTRICT), key=lambda unit: -counts[unit])
    for unit in (host, *named[:1]):
        if unit is not None and unit.level == DISTRICT:
            above = gazetteer.province_of_district(unit.noun, unit.name)
            if above is not None:
                return Unit(*above)
    return None


def _province_around(label: str, counts: dict[Unit, float]) -> Unit | None:
    """Return the province of the commune that the article names most, where all of its name lie in one."""
    communes = [unit for unit in counts if unit.level == COMMUNE and not unit.name.isdigit()]
    if not communes:
        return None
    most = max(communes, key=lambda unit: counts[unit])
    found = gazetteer.province_of_commune(most.noun, most.name, label)
    return Unit(*found) if found is not None else None


def _likeliest_host(labels: Sequence[str], counts: dict[Unit, float], province: Unit | None) -> Unit | None:
    """Return who publishes where neither the description nor the host's spelling tells.

    A host that is a province's own or one of its departments' speaks for the province; else the unit named most does.
    """
    if province is not None and labels and speaks_for_province(labels[0]):
        return province
    named = sorted((unit for unit, count in counts.items() if count > 0), key=lambda unit: -counts[unit])
    return named[0] if named else province
