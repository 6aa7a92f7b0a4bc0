"""What a system's own database says of its site, in the terms of our records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from scraper.vietnamese import fold

_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "tr", "div", "blockquote", "pre", "figure", "ul", "ol", "br"})


@dataclass(frozen=True)
class TrueArticle:
    """One published article.

    ``published`` and ``updated`` are local time to the minute (``2025-06-30T16:40``); ``updated`` is ``None`` where no
    page prints it. ``captions`` are (address of the picture in full size, words); ``sections`` all that it is in.
    """

    url: str
    title: str
    published: str
    updated: str | None
    sections: tuple[str, ...]
    text: str
    captions: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


@dataclass
class Body:
    """An article's body taken apart: running text and captions as they are rendered."""

    text: str
    captions: list[tuple[str, str]] = field(default_factory=list)


def take_apart(markup: str, printed_captions: Mapping[str, str]) -> Body:
    """Return the text and the captions of a body as its system renders it.

    ``printed_captions`` maps a picture's address to the words its record has for it. A caption is what stands in a
    ``figcaption``, or a paragraph that says just what the record of the picture before it says.
    """
    tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    captions: list[tuple[str, str]] = []
    for figure in tree.xpath(".//figure[figcaption][.//img][not(.//figure[figcaption])]"):
        captions.append((_source(figure.xpath(".//img")[0]), _words(figure.xpath("./figcaption")[0])))
    for paragraph in tree.xpath(".//p[preceding::img][not(.//img)][not(ancestor::figure)]"):
        source = _source(paragraph.xpath("preceding::img[1]")[0])
        words = _words(paragraph)
        if words and words == " ".join(printed_captions.get(full_size(source), "").split()):
            captions.append((source, words))
            paragraph.drop_tree()
    # Pictures are no text, and a line that is but a link to a file is an attachment.
    for gone in tree.xpath(
        ".//figure[.//img] | .//p[a][normalize-space()=normalize-space(a)] | .//*[@class='wp-block-file']"
    ):
        gone.drop_tree()
    text = "\n".join(line for line in (" ".join(line.split()) for line in _lines(tree)) if line)
    return Body(text, [(full_size(source), words) for source, words in captions])


def full_size(source: str) -> str:
    """Return the address of a picture whatever the size it is shown in.

    WordPress puts a smaller one's size before the extension; Plone serves all sizes of ``X`` below ``X/@@images``.
    """
    source = source.partition("/@@images")[0]
    head, dot, extension = source.rpartition(".")
    stem, dash, size = head.rpartition("-")
    width, cross, height = size.partition("x")
    return f"{stem}{dot}{extension}" if dash and cross and width.isdigit() and height.isdigit() else source


def same_words(left: str, right: str) -> bool:
    """Tell whether two lines say the same but for spaces and typographic quotes."""
    return _plain(left) == _plain(right)


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def _source(image: HtmlElement) -> str:
    return image.get("src", "")


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _lines(tree: HtmlElement) -> list[str]:
    pieces: list[str] = []
    for event, element in _walk(tree):
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            pieces.append("\n")
        elif element.tag in {"td", "th"}:
            pieces.append(" ")
        pieces.append((element.text if event == "start" else element.tail if element is not tree else "") or "")
    return "".join(pieces).split("\n")


def _walk(tree: HtmlElement) -> list[tuple[str, HtmlElement]]:
    return [
        (event, element)
        for event, element in etree.iterwalk(tree, events=("start", "end"))
        if isinstance(element.tag, str)
    ]
