"""Scrapy's list of spiders: one a declared portal, all of the one spider class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scraper.portal import Portal, load_portals
from scraper.spiders.portal import PortalSpider

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.settings import BaseSettings


class PortalSpiderLoader:
    """Makes ``scrapy list`` and ``scrapy crawl <portal>`` know the declared portals.

    The setting ``CONGTIN_PORTALS`` names further TOML files or folders of them.
    """

    def __init__(self, portals: dict[str, Portal]) -> None:
        self._portals = portals

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Read the portals.

        Raises:
            PortalError: a file is wrong; says which, and how.
        """
        return cls(load_portals(Path(path) for path in settings.getlist("CONGTIN_PORTALS")))

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider class bound to a portal.

        Raises:
            KeyError: no portal of that name is declared.
        """
        return spider_class(self._portals[spider_name])

    def list(self) -> list[str]:
        """Return the ids of all declared portals."""
        return sorted(self._portals)

    def find_by_request(self, request: Request) -> list[str]:  # type: ignore[valid-type]  # list is the method above
        """Return the portals that serve the request's host."""
        from scraper.portal import bare_host

        host = bare_host(request.url)
        return [name for name, portal in self._portals.items() if portal.host == host]


def spider_class(portal: Portal) -> type[PortalSpider]:
    """Return the one spider class, bound to ``portal``."""
    return type("PortalSpider", (PortalSpider,), {"name": portal.id, "portal": portal})
