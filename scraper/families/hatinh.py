"""The seed's family: the web2py CMS of Hà Tĩnh's portals.

Its pages print no date; the Dublin Core tags hold it, with "None" where there is none. Documents are a table whose rows
are named by class. Facts: markup of saved pages and published templates (docs/design.md).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from scraper.canonical import absolute_url
from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.metadata import sane_canonical
from scraper.extract.reading.documents import Facts
from scraper.extract.reading.moments import Moments
from scraper.families.generic import Generic
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from scraper.extract.page import Page
    from scraper.items import Kind

# The class of a row of a document's table, and what we call it.
_ROWS = {
    "So_ky_hieu": "number",
    "Name": "name",
    "Description": "abstract",
    "Co_quan_ban_hanh": "body",
    "Nguoi_ky": "signer",
    "Chuc_vu": "post",
    "Ngay_ky": "issued",
}


class HaTinh(Generic):
    """Portals of Hà Tĩnh's towns, districts and communes on its web2py CMS."""

    name: ClassVar[str] = "hatinh"
    selectors: ClassVar[dict[str, str]] = {
        "title": ".content_new_detail > h4",
        "body": ".content_new_detail",
        "section": "#title_page",
    }
    captions_in_alt: ClassVar[bool] = False

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the misspelt Dublin Core tag that only this CMS writes."""
        return "dc.inditifier" in page.metadata.names

    def kind(self) -> Kind:
        """Return what the page is: articles and documents have an element of their own, everything else is a list."""
        if self.facts.is_document:
            return "document"
        found = super().kind()
        if self.named.first("body") is not None and self.title:
            return "article" if self.region is not None and found != "other" else found
        # The print view has the tags and the text, but not the element.
        if found == "article" and not self.recognises(self.page):
            return "other"
        return found

    @cached_property
    def moments(self) -> Moments:
        """What the Dublin Core tags say; the page prints no date."""
        named = self.page.portal is not None and "date" in self.page.portal.selectors
        names = self.page.metadata
        created = parse_machine_date(names.get("dc.date.created") or "")
        if named or created is None:
            return super().moments
        modified = parse_machine_date(names.get("dc.date.modified") or "")
        return Moments(created, modified if modified and modified > created else None)

    @cached_property
    def facts(self) -> Facts:
        """The rows of the table of a document."""
        facts = Facts()
        for table in self.page.tree.iterfind(".//table[@id='documents']"):
            for row in table.iter("tr"):
                name = _ROWS.get((row.get("class") or "").strip())
                cells = [collapse(nfc(" ".join(cell.itertext()))) for cell in row.iterchildren("td", "th")]
                if name and len(cells) > 1 and cells[-1]:
                    facts.values.setdefault(name, cells[-1])
        return facts

    def canonical_url(self) -> str | None:
        """Return the address in the misspelt tag: one article can stand in several folders."""
        given = self.page.metadata.get("dc.inditifier")
        absolute = absolute_url(self.page.url, given) if given else None
        return sane_canonical(absolute, self.page.url) or super().canonical_url()
