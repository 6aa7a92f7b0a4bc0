"""By which mark a CMS family was recognised, in words that a person can look up in the page's source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from scraper.extract.page import Page
    from scraper.families.generic import Generic

_LONGEST = 80


def mark_of(family: type[Generic], page: Page) -> str:
    """Return the mark by which a family recognises a page.

    It is the page's generator tag where that names the CMS, else the first of the family's ``marks`` (CSS selectors)
    or ``script_marks`` (a pattern) that the page carries, else what the family says of itself.
    """
    generator = page.metadata.get("generator")
    if generator and fold(family.name) in fold(generator).replace(" ", ""):
        return f'<meta name="generator" content="{generator[:_LONGEST]}">'
    for selector in _selectors(getattr(family, "marks", "")):
        if _matches(page.tree, selector):
            return f"an element {selector}"
    pattern = getattr(family, "script_marks", None)
    if isinstance(pattern, re.Pattern):
        for script in page.tree.iter("script"):
            if found := pattern.search(script.text or ""):
                return f"a script that says {found.group()[:_LONGEST]}"
    said = collapse((family.recognises.__doc__ or "its own marks").split("\n\n")[0]).rstrip(".")
    return said.removeprefix("Tell by ")


def _selectors(marks: object) -> list[str]:
    return [one.strip() for one in marks.split(",") if one.strip()] if isinstance(marks, str) else []


def _matches(tree: etree._Element, selector: str) -> bool:
    try:
        return bool(etree.XPath(HTMLTranslator().css_to_xpath(selector))(tree))
    except (SelectorError, etree.XPathError):
        return False
