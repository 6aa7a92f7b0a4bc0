"""The CMS families: who reads a page.

A family is a small class that knows how one CMS marks up its pages. The portal's description names one; without it the
page's own marks tell, and the generic family reads what none of them recognises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.families.generic import Generic
from scraper.families.hatinh import HaTinh

if TYPE_CHECKING:
    from scraper.extract.page import Page
    from scraper.portal import Portal

FAMILIES: dict[str, type[Generic]] = {family.name: family for family in (Generic, HaTinh)}


def family_for(page: Page, portal: Portal | None) -> type[Generic]:
    """Return the family that reads ``page``: the one the portal names, else the first that recognises the page."""
    if portal is not None and portal.family is not None:
        return FAMILIES[portal.family]
    recognising = (family for family in FAMILIES.values() if family is not Generic and family.recognises(page))
    return next(recognising, Generic)
