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
    """Tell whether a generator tag opens with one of some lower-case names; a page builder may write a second one."""
    said = [page.metadata.get("generator") or ""]
    said += [meta.get("content") or "" for meta in page.tree.iter("meta") if meta.get("name") == "generator"]
    return any(text.lower().startswith(names) for text in said)


def loads_files(tree: etree._Element, parts: Collection[str]) -> bool:
    """Tell whether a page's styles, scripts or interfaces come from an address that holds one of some parts.

    An interface's kind is an address, too (``rel="https://api.w.org/"``). Pictures and links do not count: other sites
    show and link to a portal's files.
    """
    for element in tree.iter("link", "script"):
        addresses = (element.get("href"), element.get("src"), element.get("rel"))
        if any(part in address for address in addresses if address for part in parts):
            return True
    return False
