"""Who wrote an article, told outside its text: in the author's box under it, in a field of the CMS, beside the stamp.

Ghost, WordPress and Drupal print the writer under the text, behind tags, files and even related news; Odoo and Hugo in
the column at the side. What stands there may be others' just as well, so a line counts only where a label, its class or
its link says that it names a writer, or where it stands in the element that holds the headline, in no list.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.markup import names_of
from scraper.extract.reading.credits import (
    Credit,
    bare_name,
    closing_credit,
    is_initials,
    is_no_name,
    labelled_credit,
    lone_label,
)
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.region import heads_related, is_headline_of_another
from scraper.extract.wording import is_comment_heading, is_info_line, is_name_line, is_office_line
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

WRITERS_PAGE = regex(
    r"/(?:author|tac-?gia|user|u|profile|writer|but-danh|nguoi-?dung|thanh-vien|member)s?(?:/|\?|$)|[?&](?:author|tg)="
)
_FAR = 40  # lines under a text, lists of others among them, in which its writer may be named
_BESIDE = 2  # lines beside the stamp at the side
_OTHERS = 2  # headlines of others behind which no label is the article's
_LONGEST = 80  # characters of a line that names a writer
_LONGEST_FACTS, _MOST_LINKS = 200, 10  # characters, and links, of a line of facts that links the writer among others
_NEVER = frozenset({"nav", "header", "related", "pager", "hidden", "breadcrumb"})
_WHOLE = frozenset({"html", "body", "form", "table", "tbody", "tr", "main"})  # what holds more than the article
_NO_WRITER = frozenset({"image", "caption", "table"})
_READERS = regex(r"comment|binh-?_?luan|phan-?_?hoi|respond|cmt")


def links_to_writer(line: Line) -> bool:
    """Tell whether a line is nothing but a name that leads to the writer's page."""
    return line.linked and WRITERS_PAGE.search((line.href or "").lower()) is not None and is_name_line(line.text)


def credit_below(lines: Sequence[Line], title: Line | None, text: Line, stop: int) -> Credit:
    """Return whom the lines under a text name as its writer and its source; readers' comments end the search.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        text: a line of the text.
        stop: index of the first line under the text.
    """
    holders = _holders(title)
    around = text.node.getparent()
    credit = Credit()
    others = 0
    for line in lines[stop : stop + _FAR]:
        if is_comment_heading(line.text) or _READERS.search(names_of(line.node).lower()):
            break
        others += is_headline_of_another(line) or line.place == "related" or heads_related(line)
        if line.kind in _NO_WRITER or line.place in _NEVER:
            continue
        if not others and credit.author is None and 0 < line.link_chars < len(line.text) <= _LONGEST_FACTS:
            credit.author = _writer_linked_in(line)
        if len(line.text) > _LONGEST:
            continue
        found = _said(lines, line) if others < _OTHERS else Credit()
        in_text = not others and around is not None and line.node.getparent() is around
        if not found and (in_text or _stands_in(line, holders)):
            found = _signature(line)
        credit.author = credit.author or found.author
        credit.source = credit.source or found.source
        if credit.author is not None and credit.source is not None:
            break
    return credit


def author_beside(lines: Sequence[Line]) -> str | None:
    """Return the name that stands next to the only stamp in a column at the side, in one box with it."""
    stamped = [
        line for line in lines if line.place == "aside" and not line.linked and line_stamp(line, None) is not None
    ]
    if len(stamped) != 1:
        return None
    stamp = stamped[0]
    box = stamp.node.getparent()
    near = lines[max(stamp.index - _BESIDE, 0) : stamp.index + _BESIDE + 1]
    names = (
        line.text
        for line in near
        if line is not stamp
        and line.node.getparent() is box
        and (not line.link_chars or links_to_writer(line))
        and _may_be_writer(line.text)
    )
    return next(names, None)


def _said(lines: Sequence[Line], line: Line) -> Credit:
    """Return what a label on a line or on the line before it, the line's link or its class says."""
    labelled = labelled_credit(line.text)
    if labelled or line.place in {"aside", "footer"}:
        return labelled
    before = lines[line.index - 1] if line.index else line
    role = lone_label(before.text)
    if role is not None and line_stamp(line, None) is None and not is_no_name(line.text):
        return Credit(**{role: bare_name(line.text)})
    if links_to_writer(line) or (
        line.hints.author and not line.linked and (_may_be_writer(line.text) or is_initials(line.text))
    ):
        return Credit(author=bare_name(line.text))
    return Credit()


def _writer_linked_in(line: Line) -> str | None:
    """Return the writer's name, where a line of facts under a text links it (``rel="author"`` of WordPress' themes)."""
    for anchor in islice(line.node.iter("a"), _MOST_LINKS):
        if "author" in (anchor.get("rel") or "").lower().split():
            name = bare_name(collapse("".join(anchor.itertext())))
            return name if name and name in line.text and not is_no_name(name) else None
    return None


def _signature(line: Line) -> Credit:
    """Return whom a line in the article's own element names by its class, its look or its words."""
    if line.place or line.linked or line.kind == "item" or line.prose or line_stamp(line, None) is not None:
        return Credit()
    if line.hints.author or line.hints.source:
        bare = bare_name(line.text)
        if is_info_line(line.text) or is_no_name(bare):
            return Credit()
        return Credit(author=bare) if line.hints.author else Credit(source=bare)
    return closing_credit(line)


def _holders(title: Line | None) -> set[etree._Element]:
    """Return the elements that hold a headline and not the whole page."""
    if title is None:
        return set()
    return {element for element in title.node.iterancestors() if element.tag not in _WHOLE}


def _stands_in(line: Line, holders: set[etree._Element]) -> bool:
    """Tell whether a line stands right in one of some elements, in no list within them."""
    parent = line.node.getparent()
    return parent is not None and (parent in holders or (len(parent) == 1 and parent.getparent() in holders))


def _may_be_writer(text: str) -> bool:
    if is_no_name(text) or text.isupper() or len(text.split()) < 2:
        return False
    return is_name_line(text) or is_office_line(text) or fold_tone(text).startswith(("bbt ", "ban biên tập"))
