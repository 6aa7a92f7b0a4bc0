"""Who publishes a portal: its name, its unit and the province above, as its pages say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.officials.units.unit import NOUN_OF_COMMITTEE, PROVINCE, parse_unit
from scraper.extract.places import normal_unit
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.page import Page

_BETWEEN = regex(r"\s[»·–—-]\s|\||:\s")
_ORNAMENTS = " .:*~|=_<>«»–—-"  # around names in titles: ".:: Xã Sông Lam ::."
# Parts of a home page's title that name the page and not the portal, folded.
_PAGE_NAMES = frozenset({"trang chu", "home", "homepage", "tin tuc", "index", "welcome", "trang nhat", "default"})
_SAYS_PORTAL = regex(r"cong thong tin|trang thong tin|trang tin|website|cong tin")
# How a portal's name begins where a page prints it, folded: with whose it is, for of others there are links.
_PORTAL_NAME = regex(r"(?:cong|trang) (?:thong tin dien tu|thong tin|tin dien tu) (?!khac\b|lien ket\b)\w")
_LONGEST_NAME, _LONGEST_TITLE, _MOST_NAMES = 120, 400, 3
_COMMITTEE = regex(r"\b(tỉnh|thành|thị|huyện|quận) (?:ủy|uỷ) ", re.IGNORECASE)
# Offices that belong to a unit and are not it, folded.
_OFFICE = regex(
    r"\b(?:so|ban|chi cuc|cong an|bo chi huy|hoi(?! dong)|doan|lien doan|truong|vien|trung tam|bao|dai|"
    r"mat tran|phong|toa an|benh vien|quy|van phong)\b(?! nhan dan)"
)
_FURNITURE = frozenset({"header", "footer", "breadcrumb"})
_MOST_LINES, _FOOT_LINES = 200, 12


def names_of(page: Page) -> list[str]:
    """Return what a home page calls the portal, the likeliest first; for none an empty list.

    Its head and the lines of its banner and foot that read like a portal's name are looked at.
    """
    given = [page.metadata.site_name, *page.metadata.titles(), *_lines_that_name(page)]
    names = [name[:_LONGEST_TITLE] for name in given if name]
    parts = [collapse(part).strip(_ORNAMENTS) for name in names for part in (name, *_BETWEEN.split(name))]
    named = [part for part in dict.fromkeys(parts) if part and fold(part) not in _PAGE_NAMES]
    return sorted(named, key=lambda part: (not _SAYS_PORTAL.search(fold(part)), bool(_BETWEEN.search(part))))


def _lines_that_name(page: Page) -> list[str]:
    texts = (line.text for line in page.lines if line.kind != "image" and len(line.text) <= _LONGEST_NAME)
    return [text for text in texts if _PORTAL_NAME.match(fold(text))][:_MOST_NAMES]


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
    unit = next((found for name in names if (found := _unit_in(name))), None)
    parts = [_spelt(part) for text in (*names, *around[:_MOST_LINES]) for part in re.split(r"[,;–|-]", text)]
    provinces = (normal for part in parts if (normal := normal_unit(part)) and is_province(normal))
    return unit, next(provinces, None)


def _unit_in(name: str) -> str | None:
    """Return the unit that a portal's name names as its publisher, ``None`` where it names an office of the unit.

    "Sở Y tế tỉnh Hà Tĩnh" is not the province; who runs the crawl can say what it is.
    """
    text = _COMMITTEE.sub(lambda found: f"{NOUN_OF_COMMITTEE[found[1].lower()]} ", _spelt(name))
    unit = normal_unit(text)
    noun = unit.split(" ")[0] if unit else ""
    before = fold(text).partition(fold(noun))[0] if noun else ""
    return unit if not _OFFICE.search(before) else None


def _spelt(text: str) -> str:
    """Return a text in capitals in small letters with initials, for in capitals a name has no end."""
    return text.title() if text.isupper() else text


def is_province(unit: str) -> bool:
    """Tell whether a unit stands directly under the state: "tỉnh Hà Tĩnh", "thành phố Hải Phòng"."""
    parsed = parse_unit(unit)
    return parsed is not None and parsed.level == PROVINCE
