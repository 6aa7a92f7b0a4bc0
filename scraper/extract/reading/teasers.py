"""Lists whose headlines are no links: what leads to an entry is "Xem tiếp" under it, or its picture.

Without this such a list reads as one article of many summaries. What counts is where the links lead: to several other
pages of the same portal, about as many as the list has texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.canonical import absolute_url
from scraper.extract.attachments import is_file_link
from scraper.extract.images import is_picture_file
from scraper.extract.reading.region import weight
from scraper.extract.script_links import clicked_address
from scraper.page_addresses import is_no_page
from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.extract.lines import Anchor, Line
    from scraper.extract.reading.region import Region

_READ_ON = regex(
    r"(?:xem|doc)(?: tiep| them| chi tiet| ngay| bai viet| toan van| noi dung)(?: bai viet| chi tiet| tin)?|"
    r"chi tiet(?: tin| bai viet)?|(?:read|view|see)(?: more| details?)?|more|details?|continue reading"
)
_AROUND = " .…:›»>+[](){}-–→\xa0"
_LONGEST_READ_ON = 30  # characters
_FEW, _FEWEST = 2, 3  # entries that make a list under a section's name, and under anything
_TEXTS = 0.45  # entries a text at least; an entry's headline may count as a text
_HEADLINE = 25  # characters from which what stands under a picture reads as a headline
_BEHIND = 2  # lines behind the last text in which the link to its entry stands


def lists_teasers(
    lines: Sequence[Line], anchors: Sequence[Anchor], region: Region | None, url: str, *, tells: bool
) -> bool:
    """Tell whether a page's main part is a list of entries that are led to by something else than their headlines.

    Args:
        lines: all lines of the page.
        anchors: its links, frames and embedded objects.
        region: where most of its text stands, ``None`` where it has none.
        url: the page's address.
        tells: whether the page has a headline of its own that is longer than a section's name. Then pictures with
            words under them may be an article's, and two links "Chi tiết" do not make a list.
    """
    begin, end = (region.start, region.last + 1) if region is not None else (0, len(lines))
    inside = [anchor for anchor in anchors if begin <= anchor.index < end + _BEHIND and not anchor.place]
    main = [line for line in lines[begin:end] if not line.place]
    fewest = max(_FEWEST if tells else _FEW, _TEXTS * sum(1 for line in main if weight(line)))
    if _count_pages((_address(anchor) for anchor in inside if _reads_on(anchor)), url) >= fewest:
        return True
    pictures = (_address(anchor) for anchor in inside if _is_over_headline(lines, anchor))
    return not tells and _count_pages(pictures, url) >= fewest


def _count_pages(references: Iterable[str], url: str) -> int:
    """Return how many other pages of the same host some references lead to."""
    host = urlsplit(url).hostname
    found = {
        absolute_url(url, one) for one in references if one and not is_file_link(one, "") and not is_picture_file(one)
    }
    return sum(
        one is not None and one != url and urlsplit(one).hostname == host and not is_no_page(one) for one in found
    )


def _address(anchor: Anchor) -> str:
    return (anchor.element.get("href") or "").strip() or clicked_address(anchor.element)


def _reads_on(anchor: Anchor) -> bool:
    words = anchor.words
    return 0 < len(words) <= _LONGEST_READ_ON and _READ_ON.fullmatch(fold(words).strip(_AROUND)) is not None


def _is_over_headline(lines: Sequence[Line], anchor: Anchor) -> bool:
    """Tell whether a link is around a picture and words without a link stand right under it."""
    if anchor.element.tag != "a" or anchor.words or next(anchor.element.iter("img"), None) is None:
        return False
    under = next((line for line in lines[anchor.index : anchor.index + 2] if line.kind != "image"), None)
    return under is not None and not under.linked and len(under.text) >= _HEADLINE
