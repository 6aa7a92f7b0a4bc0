"""Marks of a CMS that are found quickly: a page of a portal that nobody described is looked at by every family."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

    from scraper.extract.page import Page


def body_classes(tree: etree._Element) -> frozenset[str]:
    """Return the class names of a page's body."""
    body = tree.find("body")
    return frozenset((body.get("class") or "").split()) if body is not None else frozenset()


def is_generated_by(page: Page, *names: str) -> bool:
    """Tell whether a generator tag opens with one of some lower-case names."""
    return any(text.startswith(names) for text in page.generators)


def loads_files(page: Page, parts: Collection[str]) -> bool:
    """Tell whether a page's styles, scripts or interfaces come from an address that holds one of some parts.

    An interface's kind is an address, too (``rel="https://api.w.org/"``). Pictures and links do not count: other sites
    show and link to a portal's files.
    """
    return any(part in address for address in page.file_addresses for part in parts)
