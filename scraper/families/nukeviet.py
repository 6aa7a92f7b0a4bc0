"""NukeViet 3 and 4: the commonest open-source CMS of Vietnamese agencies, its themes for computers and telephones.

Its pages are told by their script's variables: ``nv_func_name`` says what a page is. Traps: ``datePublished`` is
overwritten with the time of the last edit, so it counts as an edit; the picture of the lead is on the page twice, once
in a hidden preview; a print view names the article's own address at its foot, and its canonical link is its own.
Facts: the templates of the themes default, mobile_default, modern and egov (docs/design.md).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from scraper.canonical import absolute_url
from scraper.extract.machine_dates import parse_machine_date
from scraper.extract.metadata import sane_canonical
from scraper.extract.reading.moments import Moments
from scraper.families.marks import is_generated_by
from scraper.families.whole_body import WholeBody
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scraper.extract.page import Page
    from scraper.items import Kind

# A page's function in the module for news, as the themes' script names it: lists of a category, a topic, a tag ...
_LISTS = frozenset({"main", "viewcat", "topic", "groups", "tag", "search", "author", "rss"})
_VARIABLE = regex(r"\bnv_(?:base_siteurl|siteroot|name_variable) ?=")
_FUNCTION = regex(r"\bnv_func_name ?= ?[\"']([a-z0-9_-]{1,40})[\"']", re.IGNORECASE)
_ENTRIES = ".news_column h2 a, .news_column h3 a, .news_column h4 a, .news_column .show"
_FEWEST_ENTRIES = 3
_STATIC = "#page-bodyhtml"
_ADDRESS = regex(r"https?://[^\s<>\"]{4,400}")
_PRINT = "#print > #content"
_MOST_SCRIPT = 20_000  # characters in which the theme's variables stand


class NukeViet(WholeBody):
    """Portals on NukeViet."""

    name: ClassVar[str] = "nukeviet"
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {
            "title": ".news_column h1",
            "lead": ".news_column .hometext",
            "body": "#news-bodyhtml",
            "caption": ".news_column figure.article figcaption",
        },
        {
            "title": ".news_column h1, #news_detail > h1",
            "lead": "#hometext",
            "body": ".news_column .bodytext",
            "caption": "#imghome p, #hometext .imghome em.show, p.imgalt",
        },
        # Vendors' themes head the article in elements of their own, and keep the editor's.
        {"lead": ".hometext", "body": "#news-bodyhtml"},
        {"title": f"{_PRINT} > h1", "lead": "#hometext", "body": "#bodytext", "caption": ".imghome p"},
    )
    furniture_selector: ClassVar[str] = (
        "#imgpreview, #imagemodal, #form3B, #idcomment, .news_column .copyright, .news_column .keywords, "
        ".news_column .alert, .newsdetailmetatop .list-inline, #news_detail .control"
    )

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the generator tag, or the variables of the themes' script where a site has taken the tag out."""
        return is_generated_by(page, "nukeviet") or any(_VARIABLE.search(text) for text in _scripts(page))

    def kind(self) -> Kind:
        """Return what the page is: documents are told by their facts, lists by the script's name of their function."""
        if self.facts.is_document:
            return "document"
        if self.named.first("body") is not None and self.title:
            return "article"
        found = super().kind()
        if found == "article" and self.elements(_STATIC):
            return "other"  # the module for pages about the unit
        lists = self._function in _LISTS and len(self.elements(_ENTRIES)) >= _FEWEST_ENTRIES
        return "listing" if lists else found

    @cached_property
    def moments(self) -> Moments:
        """What readers are shown; where that is nothing, what the head says of the publication, but no edit."""
        found = super().moments
        if found.is_shown:
            return found
        names = self.page.metadata
        published = parse_machine_date(names.get("article:published_time") or "")
        edits = (names.get("article:modified_time"), names.get("itemprop:datepublished"), found.published)
        moments = [moment for moment in (parse_machine_date(edit or "") for edit in edits) if moment]
        edited = max(moments, default=None)
        return Moments(published, edited if edited and edited > (published or "") else None)

    def section(self) -> str | None:
        """Return the section; a print view has none, only the site's address."""
        return None if self._is_print_view else super().section()

    def canonical_url(self) -> str | None:
        """Return the address the page gives as its own; a print view prints the article's at its foot."""
        printed = _ADDRESS.search(self.text_of("#print #url") or "") if self._is_print_view else None
        address = absolute_url(self.page.url, printed[0]) if printed else None
        return sane_canonical(address, self.page.url) or super().canonical_url()

    @cached_property
    def _is_print_view(self) -> bool:
        return self.text_of(_PRINT) is not None

    @cached_property
    def _function(self) -> str | None:
        found = (_FUNCTION.search(text) for text in _scripts(self.page))
        return next((match[1].lower() for match in found if match), None)


def _scripts(page: Page) -> Iterator[str]:
    """Yield the scripts of a page that name a variable of the CMS, no longer than they are read."""
    for script in page.tree.iter("script"):
        text = (script.text or "")[:_MOST_SCRIPT]
        if "nv_" in text:
            yield text
