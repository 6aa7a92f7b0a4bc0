"""Who wrote an article and where it comes from, told by its lines from the end and by the facts under its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.pieces import parted
from scraper.extract.reading.bylines import WRITERS_PAGE, author_beside, credit_below, links_to_writer
from scraper.extract.reading.caption_boxes import is_on_slide
from scraper.extract.reading.credits import (
    Credit,
    bare_name,
    closing_credit,
    head_credit,
    is_no_name,
    labelled_credit,
)
from scraper.extract.reading.fact_lines import facts_of, menu_of
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.wording import is_info_line, is_name_line
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line

_DASH = regex(r"^[-–—]\s+")
_LONGEST_SIGNATURE, _LONGEST_NAME = 60, 80  # characters
_OVER = 6  # lines over the headline in which a class may name the writer
_MOST_AFTERWORDS = 3  # lines behind the writer's name
_BY = regex(r"(?:được )?(?:đăng |viết |gửi )?bởi|by|tác giả|người (?:viết|đăng)")
_FACTS = frozenset({"", "tools", "aside", "footer"})  # where a page builder puts the facts about an article


def origin(lines: Sequence[Line], kept: list[Line], begin: int, first: int) -> Credit:
    """Return author and source of an article, and take the lines that say them out of ``kept``.

    The end of the text is believed first, then the facts between headline and text.

    Args:
        lines: all lines of the page.
        kept: the article's own lines.
        begin: index of the first line after the headline.
        first: index of the first line of running text.
    """
    _drop_afterwords(kept, first)
    credit = _closing(kept, first)
    over = [line for line in lines[max(begin - _OVER, 0) : begin] if line.hints.author or _is_labelled_stamp(line)]
    for number, line in [*((line.index, line) for line in over), *enumerate(lines[begin:first], start=begin)]:
        if line.place not in _FACTS or line.kind in {"image", "caption"}:
            continue
        if line.linked and not _links_writer(line, lines[max(number - 1, 0)]):
            continue
        found = head_credit(line)
        credit.author = credit.author or found.author
        credit.source = credit.source or found.source
    if credit.author is None and 0 < begin <= first:
        credit.author = facts_of(lines, lines[begin - 1], first, menu_of(lines)).author
    if (credit.author is None or credit.source is None) and kept:
        title = lines[begin - 1] if 0 < begin <= first else None
        found = credit_below(lines, title, kept[-1], max(line.index for line in kept) + 1)
        credit.author = credit.author or found.author or (author_beside(lines) if credit.source is None else None)
        credit.source = credit.source or found.source
    return credit


def _is_labelled_stamp(line: Line) -> bool:
    """Tell whether a line over the headline prints a stamp and, with a label, the source or the writer."""
    labelled = not line.place and bool(labelled_credit(parted(line.text, line.pieces)))
    return labelled and line_stamp(line, None) is not None


def _links_writer(line: Line, before: Line) -> bool:
    """Tell whether a link names the writer: it leads to the writer's page, or "by" stands right before it."""
    leads = WRITERS_PAGE.search((line.href or "").lower()) is not None
    return (leads or line.hints.author or _BY.fullmatch(fold_tone(before.text).strip(" :")) is not None) and (
        is_name_line(line.text)
    )


def _drop_afterwords(kept: list[Line], first: int) -> None:
    """Take out what stands behind the writer's name in another sort of box than the text: an advertisement, a call."""
    for position in range(len(kept) - 1, max(len(kept) - 1 - _MOST_AFTERWORDS, 0), -1):
        line, before = kept[position], kept[position - 1]
        if line.kind != "text" or line.align == "right" or closing_credit(line):
            return
        if before.align == "right" and closing_credit(before):
            text = {_box(one) for one in kept[:position] if one.prose and one.index >= first}
            if not text & {_box(after) for after in kept[position:]}:
                del kept[position:]
            return


def _box(line: Line) -> tuple[str, str]:
    return str(line.node.tag), line.node.get("class") or ""


def _closing(kept: list[Line], first: int) -> Credit:
    """Take credits out of ``kept``: labelled ones anywhere at the edges of the text, unlabelled ones at its end."""
    credit = Credit()
    closing = True
    for position in range(len(kept) - 1, -1, -1):
        line = kept[position]
        if line.kind in {"image", "caption", "table"}:
            closing = closing and line.kind != "table"
            continue
        before = kept[max(position - 1, 0) : position]
        if before and is_on_slide(line, before[0]):
            continue
        if closing and not labelled_credit(line.text) and line_stamp(line, None) is not None:
            del kept[position]  # the article's stamp stands under its writer's name
            continue
        if closing and _names_photographer(line) and not any(one.kind in {"image", "caption"} for one in before):
            del kept[position]
            continue
        found = _credit_on(line, before, first, closing=closing)
        signed = found and not labelled_credit(line.text) and _signs(before)
        if not found or signed or _names_photographer(line):
            closing = False
            continue
        if credit.author is None or (_is_post_under_name(credit.author, found.author) and closing):
            credit.author = found.author or credit.author
        credit.source = credit.source or found.source
        del kept[position]
    return credit


def _is_post_under_name(post: str, name: str | None) -> bool:
    """Tell whether what was taken for the writer is the post that stands under the writer's name."""
    return name is not None and is_name_line(name) and not is_name_line(post) and not name.isupper()


def _credit_on(line: Line, before: Sequence[Line], first: int, *, closing: bool) -> Credit:
    """Return what a line says of the article's origin: by its form at the end, by its label or class at the edges.

    Args:
        line: the line.
        before: the line before it.
        first: index of the first line of running text.
        closing: whether nothing but credits stands between the line and the end.
    """
    if links_to_writer(line):
        return Credit(author=line.text)
    at_edge = closing or line.index < first or line.hints.author or line.hints.source
    found = closing_credit(line) if closing else labelled_credit(line.text) if at_edge else Credit()
    if not found and at_edge and not line.prose:
        found = _by_its_class(line)
    if closing and not found and not any(_DASH.match(one.text) for one in before):
        found = _after_dash(line)
    return Credit() if closing and line.kind == "item" and not labelled_credit(line.text) else found


def _names_photographer(line: Line) -> bool:
    """Tell whether a line that reads as a credit stands under a picture and names its photographer."""
    return line.text.lower().startswith(("ảnh:", "ảnh :", "(ảnh:", "hình:", "nguồn ảnh"))


def _signs(before: Sequence[Line]) -> bool:
    """Tell whether a name is the signature under a notice: an office or "(Đã ký)" in capitals stands over it."""
    return any(
        (line.text.isupper() and line.kind != "heading" and len(line.text) < _LONGEST_SIGNATURE)
        or "đã ký" in line.text.lower()
        for line in before
    )


def _by_its_class(line: Line) -> Credit:
    """Return what a line is whose class says author or source, and which prints neither label nor a CMS's account."""
    if is_no_name(line.text) or is_info_line(line.text) or len(line.text) > _LONGEST_NAME:
        return Credit()
    if line.hints.author:
        return Credit(author=bare_name(line.text))
    return Credit(source=bare_name(line.text)) if line.hints.source else Credit()


def _after_dash(line: Line) -> Credit:
    """Return the name on a last line that a dash sets apart ("- Thanh Hà"); several such lines are a list."""
    bare = _DASH.sub("", line.text)
    return Credit(author=bare_name(bare)) if bare != line.text and is_name_line(bare) else Credit()
