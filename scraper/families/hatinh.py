"""The seed's family: the web2py CMS of Hà Tĩnh's portals."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scraper.families.generic import Generic

if TYPE_CHECKING:
    from scraper.extract.page import Page


class HaTinh(Generic):
    """Portals of Hà Tĩnh's towns, districts and communes on its web2py CMS."""

    name: ClassVar[str] = "hatinh"

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the misspelt Dublin Core tag that only this CMS writes."""
        return "dc.inditifier" in page.metadata.names
