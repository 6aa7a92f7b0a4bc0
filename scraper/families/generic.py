"""The generic family: reads a page of a portal that nobody has described."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scraper.extract.document import Reading

if TYPE_CHECKING:
    from scraper.extract.page import Page


class Generic:
    """Reads any page by its text, links and position; other families override what they know better."""

    name: ClassVar[str] = "generic"

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def recognises(cls, page: Page) -> bool:  # noqa: ARG003  what other families override
        """Tell whether the page carries this CMS's marks."""
        return False

    def read(self) -> Reading:
        """Return what the page says."""
        paragraphs = [line.text for line in self.page.lines if line.prose and not line.place]
        kind = "article" if len(paragraphs) > 2 else "other"
        titles = self.page.metadata.titles()
        return Reading(kind=kind, title=titles[0] if titles else None, paragraphs=paragraphs)
