"""A portal to try congtin on: the seed's CMS with the seed's article among others that were written for it.

Its people, wards and communes are made up, except those of the seed's own article. ``congtin demo`` serves it on
loopback; so does ``python -m scraper.sample_portal``. :func:`gold_records` says what should be read off its pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.sample_portal.content import APP, DOCUMENT_FOLDER, FOLDERS, documents, stories
from scraper.sample_portal.gold import gold_records
from scraper.sample_portal.pages import PAGE_LENGTH
from scraper.sample_portal.server import SamplePortal

if TYPE_CHECKING:
    from scraper.portal import Portal

__all__ = [
    "SamplePortal",
    "alias_paths",
    "article_paths",
    "document_paths",
    "gold_records",
    "listing_paths",
    "sample_portal_description",
]


def sample_portal_description(url: str) -> Portal:
    """Return the description of the sample portal served at ``url``, for a crawl."""
    from scraper.portal import Portal

    return Portal(
        id="sample",
        name="Cổng thông tin điện tử thị xã Kỳ Anh (mẫu)",
        url=url,
        family="hatinh",
        unit="thị xã Kỳ Anh",
        province="tỉnh Hà Tĩnh",
        basis="the sample portal that ships with congtin",
    )


def article_paths(visit: int = 1) -> list[str]:
    """Return the path of every article that stands at a visit, each once, newest first."""
    return [story.path() for story in stories(visit)]


def alias_paths(visit: int = 1) -> dict[str, str]:
    """Return the further paths of articles listed in several folders, and the path that each is an alias of."""
    return {story.path(folder): story.path() for story in stories(visit) for folder in story.folders[1:]}


def document_paths() -> list[str]:
    """Return the path of every legal document."""
    return [document.path() for document in documents()]


def listing_paths(visit: int = 1) -> list[str]:
    """Return the path of every page of every list; a folder's first page by its bare address."""
    paths = ["/"]
    for folder in (*FOLDERS, DOCUMENT_FOLDER):
        count = sum(folder in story.folders for story in stories(visit))
        bare = f"{APP}/portal/folder/{folder}"
        paths += [bare, *(f"{bare}/{page}.html" for page in range(2, -(-count // PAGE_LENGTH) + 1))]
    return paths
