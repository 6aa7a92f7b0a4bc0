"""What an element is by its tag, names, role and style: what the walk over a page asks for, and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from scraper.extract.class_names import BODY, CAPTION, ZoneKind, said_by
from scraper.extract.tags import (
    BOLD_TAGS,
    EMBEDDED_TAGS,
    HEADINGS,
    IMAGE_TAGS,
    ITALIC_TAGS,
    SKIPPED_TAGS,
    begins_line,
    role_of,
)
from scraper.patterns import regex

if TYPE_CHECKING:
    from lxml import etree

# Styles that a piece of text can stand in, as bits; what is open around it adds up.
LINK, BOLD, ITALIC, SMALL, PRE = (1 << place for place in range(5))

Action = Literal["", "skip", "embed", "break", "image", "table"]
_SEMANTIC: dict[str, ZoneKind] = {"nav": "nav", "footer": "footer", "aside": "aside", "marquee": "aside"}
_ROLES: dict[str, ZoneKind] = {
    "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "aside",
    "dialog": "aside",
}  # fmt: skip
_KNOWN_BETTER = frozenset({"breadcrumb", "pager", "related"})  # what a class says more exactly than a tag
_LINES = frozenset({"p", "span", "em", "i", "small", "b", "strong"})
_WHOLE = frozenset({"body", "html", "main", "article"})  # what is never furniture, whatever its class
_HIDDEN = regex(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")
# Whole names only: Drupal's "field-label-hidden" hides a label, Bootstrap's "d-none d-md-block" only small screens.
_HIDDEN_CLASS = regex(
    r"(?:^|\s)(?:hidden|hide|d-none(?!.{0,60}\bd-(?:sm|md|lg|xl|xxl)-\w)|sr-only|visually-hidden|screen-reader-text|"
    r"visuallyhidden)(?=$|\s)"
)
_SHOWN_TAB = regex(r"(?:^|\s)(?:active|show|in)(?=$|\s)")  # Bootstrap shows one pane of its tabs
_SMALL_FONT = regex(
    r"font-size\s{0,3}:\s{0,3}(?:[1-9]|1[01])(?:\.\d+)?(?:px|pt)|font-size\s{0,3}:\s{0,3}(?:x-)?small|"
    r"font-size\s{0,3}:\s{0,3}(?:[5-8]\d%|0?\.[5-8]\d*em)"
)


class Traits(NamedTuple):
    """What an element is.

    ``action`` is what the walk does with it instead of going through it. ``style`` and ``bits`` are what it adds to
    the styles and hints (:mod:`scraper.extract.class_names`) of the texts in it. ``zone`` is the furniture it is,
    ``declared`` the furniture it would be if it were shown.
    """

    action: Action = ""
    is_block: bool = False
    is_item: bool = False
    is_link: bool = False
    style: int = 0
    align: str = ""
    bits: int = 0
    is_body: bool = False
    zone: ZoneKind = ""
    declared: ZoneKind = ""
    semantic: bool = False
    gallery: bool = False


_SKIP = Traits("skip")
_FIXED: dict[str, Traits] = {
    **dict.fromkeys(SKIPPED_TAGS, _SKIP),
    **dict.fromkeys(EMBEDDED_TAGS, Traits("embed")),
    **dict.fromkeys(IMAGE_TAGS, Traits("image")),
    "br": Traits("break"),
}


def traits_of(element: etree._Element, tag: str) -> Traits:
    """Return what an element is; ``tag`` is the element's."""
    fixed = _FIXED.get(tag)
    if fixed is not None:
        return fixed
    if not element.attrib:
        return _traits(tag, None, None, None, None, None)
    get = element.get
    if tag == "a" and get("href") is None and get("name") and get("onclick") is None:
        tag = "span"  # a place on the page (<a name=top>); old templates leave it open around a headline
    return _traits(tag, get("class"), get("id"), get("style"), get("align"), get("role"))


@lru_cache(maxsize=8_192)
def _traits(
    tag: str, classes: str | None, identifier: str | None, style: str | None, align: str | None, role: str | None
) -> Traits:
    is_block = begins_line(tag)
    looks, side, hidden = _look(tag, style or "", align or "", classes or "")
    if hidden and not is_block:
        return _SKIP  # machine data for search engines, texts for other screens
    if tag == "a":
        looks |= LINK
    elif tag == "pre":
        looks |= PRE
    said = said_by(f"{role_of(tag)} {classes or ''} {identifier or ''}")
    # On a link such names tell of the viewer that it opens ("modal", "popup"), not of a box beside the article.
    declared = "" if tag == "a" and said.zone == "aside" else said.zone
    if declared == "footer" and tag in _LINES:
        declared = "tools"  # a line about copyright under an article is not the page's foot
    by_tag = _SEMANTIC.get(tag) or _ROLES.get(role or "", "")
    other_tab = "tab-pane" in (classes or "") and not _SHOWN_TAB.search(classes or "")
    if other_tab and not declared:
        declared = "tools"  # the article's files may be in it
    if by_tag and declared not in _KNOWN_BETTER:
        declared = by_tag
    elif tag in _WHOLE:
        declared = ""
    # A breadcrumb that is only for machines still says the section.
    zone: ZoneKind = "hidden" if hidden and declared != "breadcrumb" else declared
    return Traits(
        "table" if tag == "table" else "",
        is_block,
        tag == "li",
        tag == "a",
        looks,
        side if is_block else "",
        said.bits | (CAPTION if tag == "figcaption" else 0),
        bool(said.bits & BODY),
        zone,
        declared,
        tag in _SEMANTIC or bool(role) or other_tab,
        said.gallery,
    )


def _look(tag: str, style: str, align: str, classes: str) -> tuple[int, str, bool]:
    """Return the styles, the side the text is set to ("" for the left), and whether an element is hidden."""
    lowered = style.lower().replace(" ", "")
    classes = classes.lower()
    side = "center" if tag == "center" else align.lower()
    for name in ("center", "right"):
        if f"text-align:{name}" in lowered or f"text-{name}" in classes or f"align-{name}" in classes:
            side = name
    looks = 0
    if tag in BOLD_TAGS or any(f"font-weight:{weight}" in lowered for weight in ("bold", "700", "600")):
        looks |= BOLD
    if tag in ITALIC_TAGS or "font-style:italic" in lowered:
        looks |= ITALIC
    if tag == "small" or _SMALL_FONT.search(lowered):
        looks |= SMALL
    hidden = _HIDDEN.search(lowered) is not None or _HIDDEN_CLASS.search(classes) is not None
    return looks, side if side in {"center", "right"} else "", hidden


def text_inside(element: etree._Element) -> str:
    """Return the text of an element and of all in it, as it is written.

    The same as of ``itertext``, in half the time where little is inside. A tree is no deeper than
    :data:`scraper.extract.bounds.MAX_DEPTH`.
    """
    text = element.text or ""
    for child in element:
        text += (text_inside(child) if len(child) else child.text or "") + (child.tail or "")
    return text


def names_of(element: etree._Element) -> str:
    """Return class and id of an element as one string."""
    names = element.get("class") or ""
    identifier = element.get("id")
    return f"{names} {identifier}" if identifier else names


def heading_level(block: etree._Element) -> int:
    """Return the level of a heading, by its tag or by its role (``<div role="heading" aria-level="2">``), else 0."""
    level = HEADINGS.get(str(block.tag), 0)
    if level or block.get("role") != "heading":
        return level
    said = block.get("aria-level") or ""
    return int(said) if said in {"1", "2", "3", "4", "5", "6"} else 2
