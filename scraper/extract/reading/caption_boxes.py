"""The boxes that hold a picture and its words: figures, small tables, and any element made like one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.wording import MAX_CAPTION, ends_sentence, sentences, shows_something
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_FRAME_TEXT = 700  # characters up to which a table or figure is a picture's frame, not the page's layout
_HIGHEST_FRAME, _HIGHEST_BOX = 8, 5  # elements around a picture among which its frame, or box, is looked for
_PARAGRAPH = 90  # characters of a full sentence from which it is a paragraph sooner than a caption
_MORE = 80  # characters that may follow the caption in its box: the photographer's name
_MOST_ELEMENTS = 400  # of a table that are looked at: a page's layout is told long before
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "th"})
_TEXTS = frozenset({"p", "td", "div", "li"})
_TEXTS_OF_PICTURE = 3  # texts of a picture in its table: caption, photographer, source
_MOST_TEXTS = 60  # pieces of text of a box that are looked at
_PAGE = frozenset({"body", "html", "main", "article"})
_HIGHEST_ALBUM = 2  # elements around an album among which that of the article is looked for
_OVER_HEADLINE = 4  # lines over the headline among which the article's picture may stand


def frame(line: Line) -> etree._Element | None:
    """Return the figure or small table that a picture or caption stands in."""
    node: etree._Element | None = line.node
    for _ in range(_HIGHEST_FRAME):
        if node is None:
            return None
        if node.tag == "figure":
            return node
        if node.tag == "table":
            return node if _frames_pictures(node) else None
        node = node.getparent()
    return None


def _frames_pictures(table: etree._Element) -> bool:
    """Tell whether a table holds pictures with their words: little text, no heading, not more texts than they have.

    Old portals put a whole article into a table's cell, and a short one with several pictures has no more text.
    """
    pictures = blocks = 0
    running = (is_sentence_of_text(text.strip()) for text in islice(table.itertext(), _MOST_ELEMENTS))
    if sum(running) > 1:
        return False
    for element in islice(table.iter("*"), _MOST_ELEMENTS):
        if element.tag in _HEADINGS:
            return False
        pictures += element.tag == "img"
        blocks += element.tag in _TEXTS and bool((element.text or "").strip())
    size = sum(len(text.strip()) for text in islice(table.itertext(), _MOST_ELEMENTS))
    return size <= _FRAME_TEXT and blocks <= max(_TEXTS_OF_PICTURE * pictures, _TEXTS_OF_PICTURE)


def is_sentence_of_text(text: str, *, least: int = 1) -> bool:
    """Tell whether words are long, end as a paragraph does and name nothing that a picture shows.

    Args:
        text: the words, in one line.
        least: how many sentences they have to be.
    """
    is_long = len(text) >= _PARAGRAPH and ends_sentence(text) and sentences(text) >= least
    return is_long and not shows_something(text)


def shares_box(line: Line, picture: Line) -> bool:
    """Tell whether an element holds a picture and a line of text and no other text: a figure by whatever name."""
    if len(line.text) > MAX_CAPTION:
        return False
    box: etree._Element | None = picture.node
    for _ in range(_HIGHEST_BOX):
        if box is None or box.tag in _PAGE:
            return False
        text = _text_of(box)
        if text:
            return text == line.text or (text.startswith(line.text) and len(text) <= len(line.text) + _MORE)
        box = box.getparent()
    return False


def _text_of(element: etree._Element) -> str:
    """Return the first words of an element, more of them than a caption with the photographer's name has."""
    texts = islice(element.itertext("*"), _MOST_TEXTS)
    found: list[str] = []
    size = 0
    for text in texts:
        found.append(text)
        size += len(text.strip())
        if size > MAX_CAPTION + _MORE:
            break
    return collapse(nfc("".join(found)))


def is_on_slide(line: Line, before: Line) -> bool:
    """Tell whether a line stands in a slider of pictures, right under one and in one element with it: its caption."""
    in_slider = line.zone is not None and line.zone.gallery
    return in_slider and before.kind == "image" and shares_box(line, before)


def album_end(lines: Sequence[Line], stop: int, container: etree._Element) -> int:
    """Return the index at which the article's album ends that follows its text at once; ``stop`` where none does.

    It is a slider in the element of the text or beside it, without links, with a caption under each picture. Sliders of
    other news and of partners link, those of advertisements say nothing.

    Args:
        lines: all lines of the page.
        stop: index of the first line behind the text.
        container: the element that holds the text.
    """
    zone = lines[stop].zone if stop < len(lines) else None
    while zone is not None and zone.parent is not None and zone.parent.gallery:
        zone = zone.parent
    if zone is None or not zone.gallery or zone.links:
        return stop
    holder = container.getparent()
    around = {container} if holder is None or holder.tag in _PAGE else {container, holder}
    if around.isdisjoint(islice(zone.element.iterancestors(), _HIGHEST_ALBUM)):
        return stop
    end = stop
    while end + 1 < len(lines) and lines[end].kind == "image" and is_on_slide(lines[end + 1], lines[end]):
        end += 2
    return end


def pictures_over_headline(lines: Sequence[Line], title: Line) -> list[Line]:
    """Return the article's picture with its caption where the two stand right over the headline, in its own box.

    Without a caption it may be a banner, unless the box holds the picture and the headline and nothing else.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
    """
    above = lines[max(title.index - _OVER_HEADLINE, 0) : title.index]
    number = next((number for number, line in enumerate(above) if line.kind == "image" and not line.place), None)
    if number is None:
        return []
    found = above[number:]
    around = set(islice(title.node.iterancestors(), 3))
    is_own = any(
        node in around and node.tag not in {"body", "html"} for node in islice(found[0].node.iterancestors(), 3)
    )
    if is_own and len(found) == 1 and _text_of(found[0].node) == title.text:
        return list(found)
    whole = len(found) > 1 and all(line.kind in {"image", "caption"} for line in found)
    return list(found) if is_own and whole and found[-1].kind == "caption" else []
