"""What tells reference managers that a page is an article to be cited: ``meta`` elements in its head.

Dublin Core and the names that Google Scholar asks for; Zotero, Mendeley and others read both. ``DC.type`` says that it
is a web page: by ``citation_title`` alone Zotero takes it for an article of a journal. The address is the portal's, as
in every other form of the citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from archive.site.html import filled
from archive.site.wording import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.citation import Citation

_LINE = Markup("\n")
_LONGEST_ABSTRACT = 600  # characters


def citation_head(citation: Citation | None, abstract: str | None, files: str) -> Markup:
    """Return the elements for the head of a page, nothing where there is nothing to cite.

    Args:
        citation: of the revision that the page shows.
        abstract: the article's lead.
        files: the address of the citation's files without their ending.
    """
    if citation is None:
        return Markup()
    tags = [filled('<meta name="%s" content="%s">', name, value) for name, value in _tags(citation, abstract)]
    links = [
        filled('<link rel="alternate" type="%s" href="%s.%s?revision=%s">', kind, files, ending, citation.revision)
        for kind, ending in (
            ("application/x-bibtex", "bib"),
            ("application/x-research-info-systems", "ris"),
            ("application/vnd.citationstyles.csl+json", "json"),
        )
    ]
    return _LINE.join([*tags, *links])


def _tags(citation: Citation, abstract: str | None) -> Iterator[tuple[str, Any]]:
    yield "DC.type", "webpage"
    yield from _both("title", "title", citation.title)
    if citation.author:
        yield from _both("creator", "author", citation.author)
    if citation.published_day:
        yield "DC.date", "-".join(citation.published_day)
        yield "citation_publication_date", "/".join(citation.published_day)
    yield from _both("publisher", "publisher", citation.portal)
    yield from _both("language", "language", "vi")
    if web_address(citation.url):
        yield from _both("identifier", "public_url", citation.url)
    if citation.captured_day:
        yield "citation_online_date", "/".join(citation.captured_day)
    if abstract:
        yield "DC.description", " ".join(abstract.split())[:_LONGEST_ABSTRACT]
    yield "DCTERMS.provenance", citation.provenance


def _both(core: str, highwire: str, value: str) -> Iterator[tuple[str, str]]:
    yield f"DC.{core}", value
    yield f"citation_{highwire}", value
