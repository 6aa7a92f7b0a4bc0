"""Joomla 1.5 to 5: its own articles under any template, and K2's items.

Templates differ in looks, but the component writes ``dl.article-info`` with a class a fact, and K2 ``item...`` classes;
both are found whatever the template's labels. Captions may stand in the title of an ``img.caption`` alone (a script of
Joomla's shows them). Templates of JoomShaper show the picture over the headline. A print view names the article's own
address as its base. Facts: the layouts of com_content and K2, templates of common makers (docs/design.md).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from scraper.canonical import absolute_url
from scraper.extract.metadata import sane_canonical
from scraper.extract.reading.counters import find_counters
from scraper.extract.reading.credits import is_no_name
from scraper.extract.reading.kind import is_home
from scraper.extract.stats import number
from scraper.extract.wording import is_name_line
from scraper.families.marked_up import (
    from_its_beginning,
    from_the_lead,
    moments_of,
    open_with_pictures,
    printed_text,
    read_moment,
)
from scraper.families.marks import body_classes, is_generated_by, loads_files
from scraper.families.templates import Templated
from scraper.items import Caption
from scraper.patterns import regex
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.document import Reading
    from scraper.extract.page import Page
    from scraper.extract.reading.flow import Flow
    from scraper.extract.reading.moments import Moments
    from scraper.extract.reading.region import Region
    from scraper.items import Kind, Stats

_ITEM = ".item-page, #k2Container.itemView, .itemView"
_INFO = ".item-page .article-info"
_PUBLISHED = (
    f"{_INFO} .published, .item-page time[itemprop=datePublished]",
    f"{_INFO} .create, .item-page time[itemprop=dateCreated], .item-page .createdate",
    ".itemView .itemDateCreated",
)
_UPDATED = f"{_INFO} .modified, .item-page time[itemprop=dateModified], .itemView .itemDateModified"
_EDITED_IN_TEXT = ".itemView .itemBody > .itemDateModified"  # no block of its own
_AUTHOR = f"{_INFO} .createdby [itemprop=name], {_INFO} .createdby, .itemView .itemAuthor a"
_HITS = f"{_INFO} .hits, .itemView .itemHits"
_ALL_HITS = ".article-info .hits, .itemView .itemHits, .list-hits"  # of a list's entries too
_TITLES = ", ".join(
    f".item-page {head} {level}"
    for head in (".page-header", ".entry-header", ".article-header", ">")
    for level in ("h1", "h2")
)
_OVER = ".item-image, .entry-image.full-image, .full-image"
_LISTS = frozenset({"view-category", "view-categories", "view-featured", "view-archive", "view-search", "view-tag"})
_COMPONENTS = frozenset({"com_content", "com-content", "com_k2", "com-k2"})
_FILES = ("/components/com_k2/", "/media/system/js/", "/media/jui/js/", "/media/templates/site/")
_K2 = "k2Container"  # the id of its component's element
_BY = regex(r"^(?:được )?(?:viết|đăng|tạo) bởi\s?:?\s*", re.IGNORECASE)
_DIGITS = regex(r"\d[\d.,]{0,14}")


class Joomla(Templated):
    """Portals on Joomla, with or without K2."""

    name: ClassVar[str] = "joomla"
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {
            "title": ".itemView .itemTitle",
            "lead": ".itemView .itemIntroText",
            "body": ".itemView .itemBody",
            "caption": ".itemView .itemImageCaption",
            "section": ".itemView .itemCategory a",
        },
        {
            "title": _TITLES,
            "body": ".item-page .com-content-article__body, .item-page [itemprop=articleBody]",
            "section": f"{_INFO} .category-name a",
        },
        {"title": _TITLES, "body": ".item-page", "section": f"{_INFO} .category-name a"},
    )
    furniture_selector: ClassVar[str] = (
        f"{_INFO}, .item-page .actions, .item-page .icons, .item-page .pagenav, .item-page .pagenavigation, "
        ".item-page .extravote, .item-page .content_rating, .item-page .content_vote, .item-page .tags, "
        ".com-content-article__tags, .itemView .itemDateModified, .itemView .itemToolbar, .itemView .itemRatingBlock, "
        ".itemView .itemExtraFields, .itemView .itemNavigation, .itemView .itemAuthorLatest, .itemView .itemRelated"
    )

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the generator tag, or its files' and components' names where a site has taken the tag out."""
        if is_generated_by(page, "joomla!") or loads_files(page, _FILES):
            return True
        return bool(body_classes(page.tree) & _COMPONENTS) or _K2 in page.ids

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        edited = {printed_text(element) for element in self.elements(_EDITED_IN_TEXT)}
        for line in self.lines if edited else []:
            if line.text in edited:
                line.place = "tools"

    def kind(self) -> Kind:
        """Return what the page is: the component's element is an article's, the body's classes name lists."""
        if self.facts.is_document:
            return "document"
        found = super().kind()
        # Pages about the unit are articles of the same component, without a day.
        is_item = self.named.first("title") is not None and self.text_of(_ITEM) is not None
        if is_item and self.moments.published is not None and not is_home(self.page.url):
            return "article"
        classes = body_classes(self.page.tree)
        return "listing" if classes & _LISTS and classes & _COMPONENTS else found

    def article(self) -> Reading:
        """Return what an article says; the info block's author only where the text names none."""
        reading = super().article()
        reading.author = reading.author or self._named_author()
        return reading

    def flow(self) -> Flow:
        """Return the article's blocks, with the picture over its headline and the captions in pictures' titles."""
        flow = super().flow()
        line, _ = self.headline
        if line is not None:
            open_with_pictures(flow, [one for one in self.lines_in(_OVER) if one.index < line.index])
        captioned = {caption.image for caption in flow.captions}
        for image in flow.images:
            words = self._titles.get(image.src)
            if words and image.src not in captioned:
                flow.captions.append(Caption(image.src, words))
        order = {image.src: number for number, image in enumerate(flow.images)}
        flow.captions.sort(key=lambda caption: order.get(caption.image or "", len(order)))
        return flow

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The captions that Joomla's script shows under a picture, by its address."""
        found: dict[str, str] = {}
        for image in self.page.tree.iterfind(".//img[@title]"):
            source = absolute_url(self.page.base_url, image.get("src") or "")
            if source and "caption" in (image.get("class") or "").split():
                found[source] = collapse(nfc(image.get("title") or ""))
        return found

    @cached_property
    def region(self) -> Region | None:
        """Where the text stands; in the body's element it begins with the first line."""
        found = super().region
        return found if self.named.first("body") is None else from_its_beginning(found, self.lines)

    @cached_property
    def file_lines(self) -> set[int]:
        """Indexes of the lines that list the article's files; tags and pagers under it list none."""
        return {index for index in super().file_lines if self.lines[index].place != "tools"}

    def canonical_url(self) -> str | None:
        """Return the address the page gives as its own; of a print view it is the article's, which ``<base>`` keeps."""
        base = self.page.metadata.base if "tmpl=component" in self.page.url else None
        return sane_canonical(base, self.page.url) or super().canonical_url()

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Index of the first line of lead or text, and of the first line after the article."""
        return from_the_lead(super().bounds, self.named.lines("lead", self.lines))

    @cached_property
    def moments(self) -> Moments:
        """What the info block says, an element a fact; the generic reading where a template leaves it out."""
        found, portal = super().moments, self.page.portal
        if portal is not None and "date" in portal.selectors:
            return found
        published = next((moment for selector in _PUBLISHED if (moment := self._moment(selector))), None)
        return moments_of(published, self._moment(_UPDATED), found)

    def _moment(self, selector: str) -> tuple[str, str] | None:
        found = (read_moment(element, self.page.captured_at) for element in self.elements(selector))
        return next((moment for moment in found if moment is not None), None)

    def _named_author(self) -> str | None:
        """Return the author's name in the info block, ``None`` where it is an account's."""
        for element in self.elements(_AUTHOR):
            name = _BY.sub("", printed_text(element)).strip(" :")
            if len(name.split()) > 1 and is_name_line(name) and not is_no_name(name):
                return name
        return None

    def stats(self, kind: Kind) -> Stats:
        """Return the counters; hits are an article's views, though their label may be that of the portal's visits."""
        hits_of_entries = {line.index for line in self.lines_in(_ALL_HITS)}
        lines = [replace(line, text="") if line.index in hits_of_entries else line for line in self.lines]
        first, stop = self.bounds
        last = self.region.last if self.region and kind == "article" else first - 1
        stats = find_counters(lines, self.headline[0], first, last, stop)
        hits = _DIGITS.search(self.text_of(_HITS) or "")
        if hits is not None:
            stats.views = number(hits[0])
        return stats
