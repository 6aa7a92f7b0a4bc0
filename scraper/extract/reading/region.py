"""Where on a page the article's text stands.

Every line of running text gives its length to the elements around it; from the top, the way goes down into the child
that holds most of it. What is left is the smallest element with nearly all of the text: the body. It may lack a lead
set apart, and it may hold a list of related articles; the lines around and in it are judged one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, dropwhile, pairwise
from typing import TYPE_CHECKING

from scraper.extract.attachments import is_file_heading, is_file_link
from scraper.extract.images import is_picture_file
from scraper.extract.reading.boxes import after_box, box_of
from scraper.extract.reading.credits import closing_credit
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.named import Inside
from scraper.extract.wording import (
    ends_sentence,
    is_comment_heading,
    is_controls,
    is_info_line,
    is_junk,
    is_notice,
    is_owner_line,
    is_related_heading,
    sentences,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_MOST = 0.72  # share of an element's text from which a child is followed
_LONGEST = 1_200  # characters of a line that count; one endless line shall not outweigh an article
_SHORT_HEADLINE = 100  # characters up to which a sentence may be a headline
_LONGEST_HEADLINE, _LONGEST_OVER_STAMP = 220, 350  # characters, without a stamp under it and with one
_NAMED_BODY = 1.25  # a line inside an element that is called body or content counts this much more
_HEADLINE = 25  # characters from which a linked line reads as the headline of another article
_LIST = 3  # headlines that make a list
_WITHIN = 5  # lines under a heading in which the first of its links stands, behind pictures and dates
_LONGEST_DATE = 40  # characters of the date beside a link
_LONGEST_LIST_HEAD = 60  # characters of what heads a list of links
_ENTRY = 6  # lines between two headlines of one
_WHOLE = frozenset({"html", "body", "table", "tbody", "tr", "form", "main"})  # what holds more than one article's parts
_LEAVES = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dd", "table", "tr"}
)


@dataclass(slots=True)
class Region:
    """A stretch of lines: the container's are ``start`` to ``stop`` (exclusive), ``first`` is its first running text.

    ``tail`` is where what follows the container and may still belong to the article ends.
    """

    container: etree._Element
    start: int
    stop: int
    first: int
    last: int
    tail: int

    @property
    def surroundings(self) -> etree._Element:
        """The element around the container in which what belongs to the text may stand beside it."""
        around = self.container.getparent()
        return self.container if around is None or around.tag in _WHOLE else around


def weight(line: Line) -> float:
    """Return how much a line speaks for the elements around it to be the article's body."""
    if line.place or line.shared or line.kind in {"caption", "image"} or not line.prose:
        return 0
    if is_owner_line(line.text) or is_junk(line.text) or is_info_line(line.text) or is_notice(line.text):
        return 0
    size = min(line.prose, _LONGEST)
    if line.kind == "table":
        return size / 3
    return size * (_NAMED_BODY if line.hints.body else 1)


def find_region(
    lines: Sequence[Line], within: etree._Element | None = None, *, every: Sequence[Line] | None = None
) -> Region | None:
    """Return where the article's text stands, ``None`` where the page has no running text.

    Args:
        lines: the lines that count.
        within: the element to look in, where a family or a portal names it; all of its lines are the container then.
        every: all lines of the page, where not all of them count.
    """
    every = lines if every is None else every
    if within is not None:
        return _region(every, within)
    sums: dict[etree._Element, float] = {}
    for line in lines:
        gain = weight(line)
        node: etree._Element | None = line.node if gain else None
        while node is not None:
            sums[node] = sums.get(node, 0) + gain
            node = node.getparent()
    if not sums:
        return None
    container = max(sums, key=lambda node: (sums[node], node.getparent() is None))
    while True:
        children = [child for child in container.iterchildren() if child in sums]
        best = max(children, key=sums.__getitem__, default=None)
        if best is None or sums[best] < _MOST * sums[container]:
            break
        container = best
    while str(container.tag) in _LEAVES and (parent := container.getparent()) is not None:
        container = parent
    return _region(every, container)


def _region(lines: Sequence[Line], container: etree._Element) -> Region | None:
    inside = Inside(container)
    indexes = [line.index for line in lines if inside(line.node)]
    if not indexes:
        return None
    start, stop = indexes[0], indexes[-1] + 1
    heavy = [line.index for line in lines[start:stop] if weight(line) and not (line.level or line.hints.title)]
    # A long headline inside the container is no running text, whatever element it stands in.
    running = (index for index in heavy if _reads_on(lines[index]) and not _heads_stamp(lines, index))
    first = next(running, heavy[0] if heavy else start)
    stop = _before_related(lines, first, stop, container)
    heavy = [index for index in heavy if index < stop]
    last = heavy[-1] if heavy else first
    return Region(container, start, stop, first, last, _tail(lines, stop))


def _reads_on(line: Line) -> bool:
    """Tell whether a line is a paragraph and cannot be a headline: it ends as a sentence, or is too long."""
    opens_list = line.text.endswith((":", ";"))
    return ends_sentence(line.text) or opens_list or len(line.text) > _LONGEST_HEADLINE or line.hints.lead


def _heads_stamp(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is a headline for all its full stop, question mark or length: the stamp stands under it."""
    line = lines[index]
    is_long = len(line.text) > (_SHORT_HEADLINE if ends_sentence(line.text) else _LONGEST_OVER_STAMP)
    if is_long or line.hints.lead or sentences(line.text) > 1:
        return False
    following = next((one for one in lines[index + 1 : index + 3] if one.kind != "image"), None)
    return following is not None and line_stamp(following, None) is not None


def is_headline_of_another(line: Line) -> bool:
    """Tell whether a line is a link to another article: what lists of related news are made of."""
    if not line.linked or len(line.text) < _HEADLINE or is_file_link(line.href, line.text):
        return False
    return not (leads_within(line) or is_picture_file(line.href) or is_controls(line.text))


def leads_within(line: Line) -> bool:
    """Tell whether a line is a link to a place on the page itself: a table of contents, a footnote."""
    return line.linked and (line.href or "").strip()[:1] == "#" and (line.href or "").strip() != "#"


def heads_related(line: Line) -> bool:
    """Tell whether a line heads a list of related news; "Xem thêm" as a link leads on to one article instead."""
    if line.kind == "image" or not is_related_heading(line.text) or is_file_heading(line.text):
        return False
    return not (line.linked and line.text.lower().startswith(("xem", "đọc")))


def links_follow(lines: Sequence[Line], heading: Line) -> bool:
    """Tell whether links stand under a heading of related news; a CMS prints it where it has none, too."""
    return any(line.linked for line in lines[heading.index + 1 : heading.index + _WITHIN])


def _before_related(lines: Sequence[Line], first: int, stop: int, container: etree._Element) -> int:
    """Return where the container ends when related news and readers' comments at its end are cut off.

    A heading of related news with an article's worth of text after it stands in the middle of the article; its links
    are left out one by one.
    """
    stop = _before_entries(lines, first, stop)
    total = sum(weight(line) for line in lines[first:stop])
    before = 0.0
    for line in lines[first:stop]:
        if before and is_comment_heading(line.text):
            return line.index
        heads = before > 0.6 * total and heads_related(line) and links_follow(lines, line)
        if heads and not _stands_amid(lines, line, stop, container):
            return line.index
        before += weight(line)
    return _before_links(lines, first, stop)


def _before_links(lines: Sequence[Line], first: int, stop: int) -> int:
    """Return where the links to other articles at the very end begin, with their dates, pictures and heading."""
    end, heads = stop, 0
    for line in reversed(lines[first + 1 : stop]):
        if is_headline_of_another(line):
            heads += 1
        elif not line.place and not (heads and (line.kind == "image" or _is_date(line))):
            return line.index if heads > 1 and _heads_links(line, heads) else end
        end = line.index
    return end


def _is_date(line: Line) -> bool:
    return len(line.text) <= _LONGEST_DATE and line_stamp(line, None) is not None


def _heads_links(line: Line, count: int) -> bool:
    """Tell whether a line over links heads them in other words than we know: "Có thể bạn chưa đọc", "Vừa đăng"."""
    if len(line.text) >= _LONGEST_LIST_HEAD or ends_sentence(line.text) or line.kind == "item":
        return False
    if line.level or line.text.isupper():
        return count >= _LIST
    return line.align != "right" and len(line.text) <= _LONGEST_LIST_HEAD / 2 and not closing_credit(line)


def _stands_amid(lines: Sequence[Line], heading: Line, stop: int, container: etree._Element) -> bool:
    """Tell whether the text goes on behind a heading of related news: behind its box, or behind its links."""
    box = box_of(lines, heading.index, container)
    if box is not None and any(weight(line) for line in lines[after_box(lines, heading.index, box) : stop][:1]):
        return True
    return _reads_on_after(lines[heading.index + 1 : stop])


def _reads_on_after(lines: Sequence[Line]) -> bool:
    """Tell whether the text goes on after a box of related news: behind its links, and without any more of them."""
    rest = list(dropwhile(lambda line: line.linked or not weight(line), lines))
    return bool(rest) and not any(is_headline_of_another(line) for line in rest)


def _before_entries(lines: Sequence[Line], first: int, stop: int) -> int:
    """Return where a list of other articles with a summary under each headline begins, ``stop`` where there is none.

    Such a list weighs as much as an article; what gives it away is the regular return of a linked headline.
    """
    heads = [line.index for line in lines[first:stop] if is_headline_of_another(line) and not line.place]
    own = next((line for line in reversed(lines[max(first - _ENTRY, 0) : first]) if is_headline_of_another(line)), None)
    if own is not None and heads and heads[0] - own.index <= _ENTRY:
        return stop  # the text is the summary of the list's first entry
    gaps = list(pairwise(heads))
    filled = [any(weight(line) for line in lines[before:after]) for before, after in gaps]
    widest = list(accumulate((after - before for before, after in reversed(gaps)), max))[::-1]  # from each head on
    summaries = list(accumulate(reversed(filled)))[::-1]
    for number, index in enumerate(heads[: -_LIST + 1]):
        regular = widest[number] <= _ENTRY and 2 * summaries[number] >= len(gaps) - number
        if regular and filled[number]:
            while index > first and (lines[index - 1].kind == "image" or is_info_line(lines[index - 1].text)):
                index -= 1
            return index if _is_article(lines, first, index) else stop
    return stop


def _is_article(lines: Sequence[Line], first: int, stop: int) -> bool:
    """Tell whether what stands before a list is an article, and not the words that introduce the list."""
    running = sum(1 for line in lines[first:stop] if weight(line))
    stamped = any(line_stamp(line, None) for line in lines[max(first - _ENTRY, 0) : first] if not line.linked)
    return running >= 2 or (running == 1 and stamped)


def _tail(lines: Sequence[Line], stop: int) -> int:
    """Return up to where credits and files of the article may follow its container."""
    for line in lines[stop:]:
        if line.place in {"related", "aside", "footer", "nav", "pager", "header"}:
            return line.index
        if line.place or line.kind == "image":
            continue
        if heads_related(line) or is_headline_of_another(line) or is_owner_line(line.text):
            return line.index
        if line.kind == "heading" and not is_file_heading(line.text):
            return line.index
    return len(lines)
