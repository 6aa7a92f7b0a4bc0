"""Who publishes a portal: its name, its unit and the province above, as its pages say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.officials.unit import PROVINCE, parse_unit
from scraper.extract.places import normal_unit
from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.page import Page

_BETWEEN = re.compile(r"\s+[|»·–—-]\s+|\s*\|\s*|:\s+")
# Parts of a home page's title that name the page and not the portal, folded.
_PAGE_NAMES = frozenset({"trang chu", "home", "homepage", "tin tuc", "index", "welcome", "trang nhat", "default"})
_SAYS_PORTAL = re.compile(r"cong thong tin|trang thong tin|trang tin|website|cong tin")
_FURNITURE = frozenset({"header", "footer", "breadcrumb"})
_MOST_LINES, _FOOT_LINES = 200, 12


def names_of(page: Page) -> list[str]:
    """Return what a home page calls the portal, the likeliest first; for none an empty list."""
    given = [page.metadata.site_name, *page.metadata.titles()]
    parts = [collapse(part) for name in given if name for part in (name, *_BETWEEN.split(name))]
    named = [part for part in dict.fromkeys(parts) if part and fold(part) not in _PAGE_NAMES]
    return sorted(named, key=lambda part: (not _SAYS_PORTAL.search(fold(part)), bool(_BETWEEN.search(part))))


def unit_and_province(page: Page, names: Iterable[str]) -> tuple[str | None, str | None]:
    """Return the unit that publishes and the province above it, each ``None`` where the page does not say it.

    The unit is the first that the portal's name names; the province the first in the name or around the page.
    """
    names = list(names)
    foot = len(page.lines) - _FOOT_LINES  # old templates do not mark their foot as one
    around = [
        line.text
        for line in page.lines
        if line.kind != "image" and (line.place in _FURNITURE or (line.index >= foot and not line.linked))
    ]
    unit = next((found for name in names if (found := normal_unit(name))), None)
    parts = [part for text in (*names, *around[:_MOST_LINES]) for part in re.split(r"[,;–|-]", text)]
    provinces = (normal for part in parts if (normal := normal_unit(part)) and is_province(normal))
    return unit, next(provinces, None)


def is_province(unit: str) -> bool:
    """Tell whether a unit stands directly under the state: "tỉnh Hà Tĩnh", "thành phố Hải Phòng"."""
    parsed = parse_unit(unit)
    return parsed is not None and parsed.level == PROVINCE
