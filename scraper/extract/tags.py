"""HTML's tags by what they do to the text: which begin a line, which hold none, which are pictures."""

from __future__ import annotations

# fmt: off
BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "marquee", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})
SKIPPED_TAGS = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select",
    "option", "textarea", "button", "head", "title", "link", "meta", "map", "audio", "video", "input", "xml",
    "datalist", "frameset", "noframes", "amp-ad", "amp-embed", "amp-sticky-ad",
})
# fmt: on
_INLINE = ("-icon", "-icons", "-link", "-time")


def begins_line(tag: str) -> bool:
    """Tell whether an element begins a line of its own: HTML's blocks, and the elements that script frameworks define.

    Angular, Ionic and web components name their parts with a hyphen (``mat-card-title``, ``app-news-list``), which no
    tag of HTML has; nearly all of them are boxes. Icons, links and moments stand in the line.
    """
    return tag in BLOCK_TAGS or ("-" in tag and not tag.endswith(_INLINE))


def role_of(tag: str) -> str:
    """Return what the name of a framework's element says it is, without the project's prefix: "app-footer" is a footer.

    "" for an element of HTML.
    """
    return tag.partition("-")[2]


EMBEDDED_TAGS = frozenset({"iframe", "object", "embed"})
IMAGE_TAGS = frozenset({"img", "amp-img"})
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
BOLD_TAGS = frozenset({"b", "strong"})
ITALIC_TAGS = frozenset({"i", "em", "cite"})
