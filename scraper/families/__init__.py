"""The CMS families: who reads a page.

A family is a small class that knows how one CMS marks up its pages. The portal's description names one; without it the
page's own marks tell, and the generic family reads what none of them recognises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.named import NamedElements
from scraper.families.dnn import Dnn
from scraper.families.generic import Generic
from scraper.families.hatinh import HaTinh
from scraper.families.joomla import Joomla
from scraper.families.laravel import Laravel
from scraper.families.liferay import Liferay
from scraper.families.nextjs import NextJs
from scraper.families.nukeviet import NukeViet
from scraper.families.sharepoint import SharePoint
from scraper.families.webforms import WebForms
from scraper.families.wordpress import WordPress

if TYPE_CHECKING:
    from scraper.extract.page import Page
    from scraper.portal import Portal

FAMILIES: dict[str, type[Generic]] = {
    family.name: family
    for family in (
        Generic,
        HaTinh,
        Liferay,
        NextJs,
        NukeViet,
        WordPress,
        Joomla,
        Laravel,
        SharePoint,
        Dnn,
        WebForms,
    )
}


def family_for(page: Page, portal: Portal | None) -> type[Generic]:
    """Return the family that reads ``page``.

    It is the one that the portal names, where the page looks like that CMS's: it carries its marks, or its selectors
    find title or text. Portals are rebuilt without notice, and nobody knows to the day when an era ended: a page that
    looks otherwise is read by the first family that recognises it, else by the generic one, rather than lost.
    """
    named = FAMILIES[portal.family] if portal is not None and portal.family is not None else None
    if named is not None and (named is Generic or _fits(named, page, portal)):
        return named
    return recognised(page) or Generic


def recognised(page: Page) -> type[Generic] | None:
    """Return the first family whose CMS's marks ``page`` carries, ``None`` where nobody knows them."""
    return next((one for one in FAMILIES.values() if one is not Generic and one.recognises(page)), None)


def _fits(family: type[Generic], page: Page, portal: Portal | None) -> bool:
    if family.recognises(page):
        return True
    named = NamedElements(page.tree, family.selectors_on(page), portal.selectors if portal else {}, page.names)
    return named.first("title") is not None or named.first("body") is not None
