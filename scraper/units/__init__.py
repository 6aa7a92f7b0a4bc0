"""Units: the administrative units of Vietnam, each with the time in which it was one and the same.

The country had 63 provinces with districts and communes until 30 June 2025 and has 34 provinces with communes since 1
July 2025; before that units were merged, renamed and raised in rank all the time. A name or an official code therefore
means a unit only together with a day. :func:`resolve` tells which, :func:`gazetteer` gives them all.

Pure: no network, no clock. The data stand beside the code; ``README.md`` here names their sources and licences, and
:mod:`scraper.units.build` makes them.
"""

from scraper.units.gazetteer import Gazetteer, gazetteer, shipped_version, territory
from scraper.units.kinds import COMMUNE, DISTRICT, LEVEL_OF, PROVINCE, UnitLevel
from scraper.units.names import bare_key, name_key, take_apart
from scraper.units.resolve import resolve
from scraper.units.unit import Unit

__all__ = [
    "COMMUNE", "DISTRICT", "LEVEL_OF", "PROVINCE", "Gazetteer", "Unit", "UnitLevel", "bare_key", "gazetteer",
    "name_key", "resolve", "shipped_version", "take_apart", "territory",
]  # fmt: skip
