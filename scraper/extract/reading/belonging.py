"""Which lines between headline and foot are the article's own, and which a CMS's, a box's or another article's."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from scraper.extract.attachments import heads_its_files, is_file_heading, is_file_link
from scraper.extract.images import is_picture_file
from scraper.extract.reading.boxes import box_of
from scraper.extract.reading.caption_boxes import album_end, is_on_slide, shares_box
from scraper.extract.reading.credits import closing_credit, head_credit, labelled_credit
from scraper.extract.reading.line_stamps import line_stamp, line_stamps
from scraper.extract.reading.named import Inside
from scraper.extract.reading.region import heads_related, is_headline_of_another, leads_within, links_follow
from scraper.extract.reading.site_names import is_site
from scraper.extract.wording import (
    ends_sentence,
    is_controls,
    is_info_line,
    is_junk,
    is_owner_line,
    is_page_numbers,
    is_shortcode,
    key,
)
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.reading.region import Region
    from scraper.extract.zones import Zone

_BOXES = frozenset({"div", "section", "aside", "header", "footer", "td", "form", "fieldset", "center"})
_QUOTATIONS = frozenset({"blockquote", "q", "aside"})
_LONGEST_CLASS = 400  # characters
_SAYS_QUOTATION = regex(r"quote|pull|trich-?dan", re.IGNORECASE)
_LONGEST_STAMP, _SURE = 90, 80  # characters of a stamp's line; the trust in a stamp that has a label
_UNDER_LEAD = 2  # lines under the first of the text in which a stamp without a label stands
_NEAR, _SHORTEST_QUOTATION = 8, 15  # lines around a quotation; letters and digits of one
_LISTS = frozenset({"ul", "ol", "li", "table", "tbody", "tr", "td", "blockquote", "dl"})


class ArticleLines:
    """Tells the lines of one article from those around them.

    Args:
        lines: all lines of the page.
        region: where the text stands.
        title: the headline; a CMS may print it again.
        files: the indexes of the lines that list its files.
        others: the indexes of lines that are other people's.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        region: Region,
        title: str | None,
        files: Collection[int] = frozenset(),
        others: Collection[int] = frozenset(),
    ) -> None:
        self.lines = lines
        self.region = region
        self.title_key = key(title or "")
        # Short lines after the last paragraph are text only where the paragraphs are, not in boxes below them.
        around = _around_paragraphs(lines, region)
        self._beside_last = Inside(around)
        self._paragraph_tags = {str(line.node.tag) for line in lines[region.first : region.last + 1] if line.prose}
        self._files = files
        self._others = others

    @cached_property
    def _news(self) -> set[Zone]:
        """The parts of the page with links to other articles."""
        return {line.zone for line in self.lines if line.zone is not None and is_headline_of_another(line)}

    def kept(self, begin: int) -> Iterator[Line]:
        """Yield the lines that are the article's text, pictures and credits."""
        in_files = in_related = ended = False
        box: Inside | None = None  # what holds a heading of related news and its links
        album = album_end(self.lines, self.region.stop, self.region.container)
        for line in self.lines[begin : max(self.region.tail, album)]:
            if self.region.stop <= line.index < album:
                yield line
                continue
            if line.index in self._others or (line.place and not self._shows_pictures(line)):
                continue
            if line.kind == "image":
                if not (in_related or self._is_of_a_teaser(line)) and (
                    line.index < self.region.stop or self._follows_as_gallery(line)
                ):
                    yield line
                continue
            if line.index in self._files or is_file_heading(line.text):
                in_files = True
                continue
            if heads_related(line):
                in_related = links_follow(self.lines, line)
                box = box_of(self.lines, line.index, self.region.container)
                continue
            if box is not None and not box(line.node):
                in_related, box = False, None
            if (in_files or in_related) and (line.linked or not line.prose):
                if labelled_credit(line.text):
                    yield line
                continue
            in_files = in_related = False
            if self._belongs(line) and (not ended or closing_credit(line) or self._is_on_slide(line)):
                yield line
            ended = ended or self._ends(line)

    def _ends(self, line: Line) -> bool:
        """Tell whether a line behind the last paragraph ends the text: a credit, a stamp, furniture."""
        if line.index <= self.region.last:
            return False
        if line_stamps(line, None) or is_junk(line.text) or is_controls(line.text) or is_info_line(line.text):
            return True
        return line.kind != "item" and bool(closing_credit(line))

    def _is_of_a_teaser(self, line: Line) -> bool:
        """Tell whether a picture leads to another article together with the headline beside it: a box amid the text."""
        if not line.href or is_picture_file(line.href):
            return False
        before = next((one for one in reversed(self.lines[: line.index]) if one.kind != "image"), None)
        after = next((one for one in self.lines[line.index + 1 :] if one.kind != "image"), None)
        return any(one is not None and one.href == line.href and is_headline_of_another(one) for one in (before, after))

    def _follows_as_gallery(self, line: Line) -> bool:
        """Tell whether a picture right behind the text's element is one of the article's album: a viewer opens it."""
        between = self.lines[self.region.stop : line.index]
        return bool(line.note) and all(one.kind in {"image", "caption"} for one in between)

    def _shows_pictures(self, line: Line) -> bool:
        """Tell whether a line stands in a slider of the article's pictures: within the text, and no list of links.

        Right over the text it is the article's where it stands beside the text in one element and holds no link.
        """
        zone = line.zone
        if zone is None or not zone.gallery or zone in self._news or line.index >= self.region.stop:
            return False
        if line.index > self.region.first and line.index >= self.region.start:
            return True
        links = zone.links
        while zone.parent is not None and zone.parent.gallery:
            zone = zone.parent
            links += zone.links
        return not links and zone.element.getparent() is self.region.container.getparent()

    def _is_on_slide(self, line: Line) -> bool:
        """Tell whether a line belongs to a picture of an album, which stands behind the writer's name at times."""
        return is_on_slide(line, self.lines[line.index - 1])

    def _belongs(self, line: Line) -> bool:
        text, region = line.text, self.region
        if not text or (line.index <= region.first and self.title_key and key(text) == self.title_key):
            return False
        if _is_no_text(text) or (leads_within(line) and line.index <= region.last):
            return False
        if line.index >= region.stop:  # after the container: credits only
            return bool(labelled_credit(text)) or (line.index <= region.stop + 2 and bool(closing_credit(line)))
        if labelled_credit(text):
            return True
        if is_headline_of_another(line) or (line.linked and (is_junk(text) or is_file_link(line.href, text))):
            return False
        if region.first <= line.index <= region.last:
            if self._repeats_text(line) or _is_labelled_stamp(line) or self._is_stamp_under_lead(line):
                return False
            return not (is_junk(text) and len(text) < 40 and line.node.tag != "p")
        if line_stamps(line, None) or is_junk(text) or is_owner_line(text) or is_info_line(text):
            return False
        if line.index < region.first:
            return self._opens(line)
        return self._closes(line)

    def _is_stamp_under_lead(self, line: Line) -> bool:
        """Tell whether a line right under the lead is the article's stamp: in brackets, or with an hour."""
        if line.prose or line.linked or not 0 < line.index - self.region.first <= _UNDER_LEAD:
            return False
        if any(one.prose for one in self.lines[self.region.first + 1 : line.index]):
            return False
        stamp = line_stamp(line, None)
        return stamp is not None and (line.text.startswith(("(", "[")) or "T" in stamp.value)

    def _opens(self, line: Line) -> bool:
        """Tell whether a line between headline and first paragraph is text."""
        under_picture = self.lines[line.index - 1].kind == "image"
        if self._is_short_lead(line):
            return True
        if (line.kind == "item" and not line.prose) or (self._stands_apart(line) and not under_picture):
            return False  # a list of facts with icons, a widget; no text begins with a list
        if under_picture and shares_box(line, self.lines[line.index - 1]):
            return True
        return self._opens_inside(line) and not head_credit(line).author

    def _closes(self, line: Line) -> bool:
        """Tell whether a line between the last paragraph and the container's end is text."""
        if is_site(line.text) or (line.level and self._heads_others(line)):
            return False
        if line.linked or (self._stands_apart(line) and not line.prose):
            return False if line.linked else bool(closing_credit(line))
        under_picture = self.lines[line.index - 1].kind == "image"
        return self._beside_last(line.node) or under_picture or bool(closing_credit(line))

    def _heads_others(self, line: Line) -> bool:
        """Tell whether a heading behind the last paragraph heads what is other people's, in words we do not know."""
        following = next((one for one in self.lines[line.index + 1 :] if one.kind != "image"), None)
        return following is None or bool(following.place or following.linked or following.index in self._others)

    def _repeats_text(self, line: Line) -> bool:
        """Tell whether a quotation set apart repeats words of a paragraph near it."""
        if line.node.tag not in _QUOTATIONS and not _SAYS_QUOTATION.search(
            (line.node.get("class") or "")[:_LONGEST_CLASS]
        ):
            return False
        words = key(line.text)
        near = self.lines[max(line.index - _NEAR, self.region.first) : line.index + _NEAR]
        return len(words) >= _SHORTEST_QUOTATION and any(
            one is not line and one.prose and words in key(one.text) for one in near
        )

    def _stands_apart(self, line: Line) -> bool:
        """Tell whether a short line at an edge of the text stands in another sort of box than the paragraphs."""
        hinted = line.hints.lead or line.hints.author or line.hints.source
        is_box = line.kind == "text" and str(line.node.tag) in _BOXES and not line.prose and not hinted
        return is_box and not self._paragraph_tags & _BOXES

    def _is_short_lead(self, line: Line) -> bool:
        """Tell whether a short sentence right over the text is its lead: set apart by its look, under a fact."""
        if line.index + 1 != self.region.first or not (line.bold or line.italic) or line.kind != "text":
            return False
        over = self.lines[line.index - 1]
        return (
            ends_sentence(line.text) and not line.linked and not line.hints.date and line_stamp(over, None) is not None
        )

    def _opens_inside(self, line: Line) -> bool:
        """Tell whether a line over the first paragraph is text by itself; a short one only inside the container."""
        if line.kind == "caption" or line.prose or line.hints.lead or line.hints.author or line.hints.source:
            return True
        return line.index >= self.region.start and not line.linked and not line.hints.date and len(line.text) > 3


def _around_paragraphs(lines: Sequence[Line], region: Region) -> etree._Element:
    """Return the element around the last paragraph: that of the one before, too, where each has a box of its own."""
    prose = [line for line in lines[region.first : region.last] if line.prose and not line.place]
    before = set(prose[-1].node.iterancestors()) if prose else set()
    around = lines[region.last].node
    while around is not region.container and (parent := around.getparent()) is not None:
        around = parent
        if str(around.tag) not in _LISTS and (not before or around in before):
            break
    return around


def _is_no_text(text: str) -> bool:
    """Tell whether a line is no text wherever it stands: marks alone ("* * *"), a shortcode, labels of controls."""
    return not any(map(str.isalnum, text)) or is_shortcode(text) or is_controls(text) or is_page_numbers(text)


def _is_labelled_stamp(line: Line) -> bool:
    """Tell whether a line amid the text is a stamp by its label ("Lần sửa cuối vào ..."), and no sentence."""
    return len(line.text) <= _LONGEST_STAMP and any(stamp.score >= _SURE for stamp in line_stamps(line, None))


def file_lines(lines: Sequence[Line], linking: Collection[int]) -> set[int]:
    """Return the indexes of the lines that list files: those under a heading like "Tệp đính kèm", or behind it.

    Args:
        lines: the lines to look in.
        linking: the indexes of the lines that hold a link; of a table's row only a cell may.
    """
    found: set[int] = set()
    under = may_be_table = False
    holder: etree._Element | None = None  # the list, where the first file stands in one
    for line in lines:
        if line.kind == "image":
            continue
        links = line.index in linking
        may_be_table = may_be_table and line.kind == "table"  # right under the heading
        if is_file_heading(line.text) or (links and heads_its_files(line.text)):
            under, holder = True, None
            may_be_table = not links
            if links and not line.linked:
                found.add(line.index)
        elif under and links and (may_be_table or (line.linked and line.kind != "table")) and not is_junk(line.text):
            around = line.node.getparent()
            if holder is not None and around is not holder and not is_file_link(line.href, line.text):
                under = False
                continue
            holder = around
            found.add(line.index)
        else:
            under = False
    return found
