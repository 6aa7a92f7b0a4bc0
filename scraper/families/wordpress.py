"""WordPress: classic themes, block themes, and the themes of shops and newspapers that communes put it under.

Themes differ, but WordPress itself writes the body's classes, which say what a page is (a post, a page, an archive, a
picture's own page), the categories' ``rel``, and the classes of galleries and captions; nearly every theme keeps the
starter themes' ``entry-title``, ``entry-content`` and ``entry-date``. Its Vietnamese prints a date as "Tháng Tám 10,
2017 lúc 5:22 chiều". Facts: the core's templates and those of common themes (docs/design.md).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from scraper.extract.images import picture
from scraper.extract.reading.credits import is_no_name
from scraper.extract.stats import number
from scraper.extract.wording import is_name_line
from scraper.families.marked_up import (
    from_its_beginning,
    moments_of,
    open_with_pictures,
    printed_text,
    read_moment,
)
from scraper.families.marks import body_classes, is_generated_by, loads_files
from scraper.families.templates import Templated
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scraper.extract.document import Reading
    from scraper.extract.page import Page
    from scraper.extract.reading.flow import Flow
    from scraper.extract.reading.moments import Moments
    from scraper.extract.reading.region import Region
    from scraper.items import Kind, Stats

_PUBLISHED = (
    "time.entry-date.published, [itemprop=datePublished]",
    "time.published, .td-post-date time, .posted-on time, time.entry-date",
    ".entry-header time[datetime], .entry-meta time[datetime], .post-meta time[datetime]",
    ".wp-block-post-date:not(.wp-block-post-date__modified-date) time",
    ".entry-date, .post-date, .entry > .date, .post > .date, .meta > .date",
)
_UPDATED = (
    "time.updated:not(.entry-date):not(.published), [itemprop=dateModified]",
    ".wp-block-post-date__modified-date time",
)
_CATEGORY = "a[rel~=category], .cat-links a, .taxonomy-category a, .entry-category a, .td-category a"
_BYLINE = ".byline .author, .author.vcard, .wp-block-post-author-name, .wp-block-post-author__name, .entry-author"
_SOURCE = ".td-post-source-via a"
# Other posts shown inside a post's own element.
_OTHERS = ".jp-relatedposts, .wp-block-query, .related-posts, .comments-area, #comments, .widget, .post-navigation"
_LISTS = frozenset({"archive", "category", "tag", "author", "date", "search", "blog"})
_GENERATORS = ("wordpress", "elementor", "powered by wpbakery")  # the last two build pages on it
_FILES = ("/wp-content/themes/", "/wp-content/plugins/", "/wp-includes/", "https://api.w.org/")
_BODY_CLASSES = ("postid-", "page-id-", "single-format-", "wp-theme-")
_POST_CLASSES = etree.XPath("boolean(//*[contains(@class, 'type-post') and contains(@class, 'status-publish')])")
# Over the comments, in the core's translation and, where a site has left it in English, in the original.
_COUNT = regex(r"(\d[\d.,]{0,8}|một|one) (?:bình luận|phản hồi|suy nghĩ|comment|response|thought|reply|replies)")


class WordPress(Templated):
    """Portals on WordPress."""

    name: ClassVar[str] = "wordpress"
    templates: ClassVar[tuple[Mapping[str, str], ...]] = (
        {"title": "h1.wp-block-post-title", "body": ".wp-block-post-content"},
        {"title": "h1.entry-title", "body": ".td-post-content"},
        {"title": "h1.entry-title", "body": ".single .hentry .entry-content"},
        {"title": "h1.entry-title", "body": ".entry-content"},
        {"title": "h1.post-title", "body": ".post-content"},
        {"body": ".single .hentry > .entry"},
    )
    furniture_selector: ClassVar[str] = (
        ".sharedaddy, .jp-relatedposts, .kk-star-ratings, .addtoany_share_save_container, .td-post-sharing, "
        ".heateor_sss_sharing_container, .wp-block-social-links, #ez-toc-container, .lwptoc, .yarpp-related, "
        ".wp-block-query, .td-a-rec, .author-box-wrap, .wp-block-post-navigation-link, .post-navigation, .page-links, "
        ".wp-block-comments, .blog-share, .crp_related, .entry-content .post-views, "
        ".entry-content .screen-reader-text"
    )

    @classmethod
    def recognises(cls, page: Page) -> bool:
        """Tell by the generator tag, the core's and themes' files, or the classes that a saved page keeps."""
        if is_generated_by(page, *_GENERATORS) or loads_files(page, _FILES):
            return True
        classes = body_classes(page.tree)
        if classes & {"single-post", "page"} and any(name.startswith(_BODY_CLASSES) for name in classes):
            return True
        return any("status-publish" in name for name in page.classes) and bool(_POST_CLASSES(page.tree))

    # ------------------------------------------------------------------ what the page is

    def kind(self) -> Kind:
        """Return what the page is: the body's classes say so; a page that is no post is no news."""
        found = super().kind()
        classes = body_classes(self.page.tree)
        if found == "document" or not classes:
            return found
        if classes & {"error404", "attachment"}:
            return "other"
        if "single-post" in classes:
            return "article" if self.title else found
        if "home" in classes or classes & _LISTS:
            return "listing"
        is_static = "page" in classes and any(name.startswith("page-id-") for name in classes)
        return "other" if is_static and found == "article" else found

    # ------------------------------------------------------------------ its parts

    def article(self) -> Reading:
        """Return what a post says; its account's name is an author's only where it is a person's."""
        reading = super().article()
        names = [printed_text(element) for element in self._all(_BYLINE)]
        if reading.author is None or reading.author in names:
            reading.author = next((name for name in names if _is_person(name)), None)
        if reading.source is None:
            reading.source = next((text for text in map(printed_text, self._all(_SOURCE)) if text), None)
        return reading

    def flow(self) -> Flow:
        """Return the post's blocks, with the featured picture that some themes show over the headline."""
        flow = super().flow()
        line, _ = self.headline
        elements = self._all("img.wp-post-image")  # the core's class
        featured = {one.src for element in elements if (one := picture(element, self.page.base_url)) is not None}
        if line is not None and featured:
            over = self.lines[: line.index]
            at = [one.index for one in over if one.image is not None and one.image.src in featured]
            captions = [one for one in over if one.kind == "caption" and one.index - 1 in at]
            open_with_pictures(flow, sorted([*(over[index] for index in at), *captions], key=lambda one: one.index))
        return flow

    @cached_property
    def region(self) -> Region | None:
        """Where the text stands; in the content's element it begins with the first line."""
        found = super().region
        return found if self.named.first("body") is None else from_its_beginning(found, self.lines)

    @cached_property
    def moments(self) -> Moments:
        """What the theme's elements of time mark up; the generic reading where it has none."""
        found, portal = super().moments, self.page.portal
        if portal is not None and "date" in portal.selectors:
            return found
        return moments_of(self._moment(_PUBLISHED), self._moment(_UPDATED), found)

    def _moment(self, selectors: tuple[str, ...]) -> tuple[str, str] | None:
        for selector in selectors:
            for element in self._all(selector):
                moment = read_moment(element, self.page.captured_at)
                if moment is not None:
                    return moment
        return None

    def section(self) -> str | None:
        """Return the section: the breadcrumb's, else the first category that the post is in."""
        if self.named.text("section") or self.crumbs or self.page.metadata.crumbs:
            return super().section()
        category = next((text for text in map(printed_text, self._all(_CATEGORY)) if text), None)
        return category or super().section()

    def stats(self, kind: Kind) -> Stats:
        """Return the counters; comments as the heading over them says."""
        stats = super().stats(kind)
        printed = _COUNT.match(
            fold_tone(self.text_of(".comments-title, .wp-block-comments-title, #comments > h3") or "")
        )
        if printed is not None and stats.comments is None:
            stats.comments = number(printed[1]) if printed[1][0].isdecimal() else 1
        return stats

    # ------------------------------------------------------------------ elements

    @cached_property
    def _own(self) -> etree._Element:
        """The element of the post: the nearest around its headline that themes keep for posts, else the page."""
        line, _ = self.headline
        around = [] if line is None else [line.node, *line.node.iterancestors()]
        own = (one for one in around if one.tag in {"article", "main"} or "hentry" in (one.get("class") or "").split())
        return next(own, self.page.tree)

    @cached_property
    def _not_own(self) -> set[etree._Element]:
        """The elements inside the article's that are other posts', or readers' comments."""
        return {element for other in self.elements(_OTHERS, self._own) for element in other.iter()}

    def _all(self, selector: str) -> list[etree._Element]:
        """Return the article's own elements of a selector."""
        return [element for element in self.elements(selector, self._own) if element not in self._not_own]


def _is_person(name: str) -> bool:
    """Tell whether a byline is a person's name and no account's ("bbt", "thanhphuc.vhxh") or office's ("BBT")."""
    return name[:1].isupper() and not name.isupper() and is_name_line(name) and not is_no_name(name)
