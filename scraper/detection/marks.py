"""By which mark a CMS family was recognised, in words that a person can look up in the page's source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.vietnamese import collapse, fold

if TYPE_CHECKING:
    from scraper.extract.page import Page
    from scraper.families.generic import Generic

_LONGEST = 80


def mark_of(family: type[Generic], page: Page) -> str:
    """Return the mark by which a family recognises a page.

    It is the page's generator tag where that names the CMS, else the first of the ids (``id_marks``: how they begin) or
    scripts (``script_marks``: a pattern) of the CMS that the page carries, else what the family says of itself.
    """
    generator = page.metadata.get("generator")
    if generator and fold(family.name) in fold(generator).replace(" ", ""):
        return f'<meta name="generator" content="{generator[:_LONGEST]}">'
    beginnings = getattr(family, "id_marks", ())
    for element in page.tree.iterfind(".//*[@id]") if beginnings else ():
        if (element.get("id") or "").startswith(beginnings):
            return f'an element with the id "{(element.get("id") or "")[:_LONGEST]}"'
    pattern = getattr(family, "script_marks", None)
    if pattern is not None:
        for script in page.tree.iter("script"):
            if found := pattern.search(script.text or ""):
                return f"a script that says {found.group()[:_LONGEST]}"
    said = collapse((family.recognises.__doc__ or "its own marks").split("\n\n")[0]).rstrip(".")
    return said.removeprefix("Tell by ")
