"""How much speaks for a line to be the headline: its mark-up, what stands beside it, and where it stands.

A head that knows the headline is believed (:mod:`.page_names`). Where it does not - and it is the site's name on many
portals - the look of a line says little: slogans, sections and sub-headings have the greater tags. So its place counts:
the stamp under it, no menu and no list of other articles between it and the text, no picture whose caption it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.reading.caption_boxes import frame, shares_box
from scraper.extract.reading.line_stamps import line_stamp, printed_stamp
from scraper.extract.reading.region import leads_within, weight
from scraper.extract.reading.site_names import is_generic
from scraper.extract.wording import (
    ends_sentence,
    is_controls,
    is_info_line,
    is_junk,
    is_name_line,
    is_notice,
    is_owner_line,
    is_related_heading,
)
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.reading.page_names import PageNames

SHORTEST, SHORTEST_MARKED, LONGEST = 8, 4, 350  # characters of a headline, of one that is marked
_FARTHEST = 80  # lines of the main part between headline and text
_LEVEL_SCORE = {1: 24, 2: 22, 3: 20, 4: 16, 5: 10, 6: 8}
_SURE = 60  # agreement with the head from which a line is the headline whatever its words
_BARRIER = 30  # what it speaks against a line that a menu or a list of other articles parts from the text
_LEAD_WITHIN, _MOST_LEADS = 6, 2  # lines over the text in which a lead stands, and how many lines it has
_LEAD, _LONG_LEAD = 60, 80  # characters of a lead, of one that a stamp parts from the text
_WHOLE = frozenset({"html", "body", "form", "table", "tbody", "tr"})  # what frames a whole page
_LONGEST_BOX_HEADING = 40  # characters
_MENU = 3  # linked lines in a row that make one
_LONGEST_BESIDE = 80  # characters of a stamp in brackets
_STAMP_BESIDE = regex(r"[(\[][^()\[\]]{0,30}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()\[\]]{0,24}[)\]]$")
_LABELLED = regex(r"[^\W\d_][^:.]{1,24}:\s?[^.:;]{1,50}")
_TRAILING_DAY = regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[^()]{0,24}[)\]]?$")
_NUMBERED = regex(
    r"(?:[IVX]{1,5}|\d{1,2}|[a-zA-Z])\s?[.)/]\s|(?:phần|chương|mục) (?:[ivx]{1,5}|\d{1,2}|thứ)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may print the headline.

    ``score``: what speaks for it; ``said``: how much of that is the head's or the address's word. ``over_fact``: a
    stamp or another fact of the CMS stands right under it.
    """

    line: Line
    score: float
    said: float
    over_fact: bool


def candidates(lines: Sequence[Line], before: int, names: PageNames) -> list[Candidate]:
    """Return the lines over a text that may print its headline, from the text upwards.

    Args:
        lines: all lines of the page.
        before: index of the first line of running text.
        names: what the page calls itself.
    """
    before = top_of_text(lines, before)
    found: list[Candidate] = []
    distance = 0
    below: Line | None = None  # the next line of the main part
    way = _Way(lines[before] if before < len(lines) else None)
    levels = _levels_within(lines, before)
    boxes = _classes_of_box_headings(lines)
    for line in reversed(lines[:before]):
        if distance > _FARTHEST:
            break
        way.pass_by(line)
        agrees = names.agreement(line.text) if _may_print_it(line, names) else 0.0
        score = _score(line, agrees, names) - min(distance, 20)
        if score > -50:
            named = names.in_address(line.text)
            score += named + _beside_stamp(line, below, lines) - _against_its_place(line, lines, levels)
            score -= _BARRIER if way.parts(line) or (agrees < _SURE and line.node.get("class") in boxes) else 0
            found.append(Candidate(line, score, agrees + named, below is not None and is_fact(below)))
        if line.place == "" and line.kind != "image" and not _is_labelled_item(line):
            below = below if line.linked else line  # "In <headline>", a share button
            distance += 0 if is_fact(line) else 1
    return found


def top_of_text(lines: Sequence[Line], first: int) -> int:
    """Return the index of the first line of a text with the lead that stands over it in a box of its own.

    Behind a stamp a line is the lead only where it is too long for a headline and another line stands over it.

    Args:
        lines: all lines of the page.
        first: index of the first line of running text.
    """
    top, passed_fact, left = first, False, _MOST_LEADS
    for line in reversed(lines[max(first - _LEAD_WITHIN, 0) : first]):
        if line.kind in {"image", "caption"} or line.place in {"tools", "related"}:
            continue
        if is_fact(line):
            passed_fact = True
            continue
        over = next((one for one in reversed(lines[: line.index]) if one.kind != "image" and not is_fact(one)), None)
        is_lead = line.prose >= (_LONG_LEAD if passed_fact else _LEAD) and ends_sentence(line.text) and line.level != 1
        has_headline = over is not None and not over.linked and not over.place and not ends_sentence(over.text)
        if not left or not is_lead or line.place or line.linked or not has_headline or not weight(line):
            break
        top, left = line.index, left - 1
    return top


class _Way:
    """What has been passed on the way from the text upwards."""

    def __init__(self, text: Line | None) -> None:
        self._is_barred = False
        self._links = 0
        self._around = set(text.node.iterancestors()) if text is not None else set()

    def pass_by(self, line: Line) -> None:
        """Take a line; those above a menu or a list of other articles stand apart from the text."""
        if line.kind == "image" or line.place in {"breadcrumb", "related"} or leads_within(line):
            return
        self._links = self._links + 1 if line.linked else 0
        if (line.place == "nav" and line.linked) or self._links >= _MENU:
            self._is_barred = True

    def parts(self, line: Line) -> bool:
        """Tell whether a line stands beyond a menu or list, and in no element with the text but the page's frame."""
        around = line.node.getparent()
        return self._is_barred and (around is None or around.tag in _WHOLE or around not in self._around)


def is_fact(line: Line) -> bool:
    """Tell whether a line is a stamp, a fact of the CMS, the writer's name or labels of controls."""
    return is_info_line(line.text) or is_stamp(line) or is_controls(line.text) or is_name_line(line.text)


def _is_labelled_item(line: Line) -> bool:
    """Tell whether a line of a list is a fact with its label in words that no CMS shares ("Lĩnh vực: Giao thông")."""
    return line.kind == "item" and _LABELLED.fullmatch(line.text) is not None


def is_stamp(line: Line) -> bool:
    """Tell whether a line is a stamp, and no headline with one behind it in brackets."""
    return line_stamp(line, None) is not None and not _STAMP_BESIDE.search(
        line.text[len(line.text) // 2 :][-_LONGEST_BESIDE:]
    )


def _is_printed_stamp(text: str) -> bool:
    return printed_stamp(text, None) is not None and without_stamp_in_brackets(text) == text


def without_stamp_in_brackets(text: str) -> str:
    """Return a headline without a stamp that stands in brackets behind it ("... (Cập nhật: 01-03-2021)")."""
    found = _STAMP_BESIDE.search(text[-_LONGEST_BESIDE:])
    if found is None:
        return text
    start = max(0, len(text) - _LONGEST_BESIDE) + found.start()
    if start < SHORTEST or printed_stamp(found[0].strip(" ()[]"), None) is None:
        return text
    return text[:start].rstrip()


def _may_print_it(line: Line, names: PageNames) -> bool:
    """Tell whether a line may be a headline at all; one of two short words is by its tag or the head's word."""
    is_marked = " " in line.text and (line.level == 1 or line.text in names.heads)
    shortest = SHORTEST_MARKED if is_marked else SHORTEST
    if line.kind in {"image", "table", "caption"} or not shortest <= len(line.text) <= LONGEST:
        return False
    return not line.shared and line.place not in {"nav", "breadcrumb", "footer", "hidden", "pager"}


def _score(line: Line, agrees: float, names: PageNames) -> float:
    """Return what a line's words and mark-up speak for it."""
    if not _may_print_it(line, names):
        return -100
    text = line.text
    if agrees < _SURE and (is_generic(text) or names.is_section(text) or is_related_heading(text)):
        return -100
    if agrees < _SURE and (_is_labelled_item(line) or is_name_line(text)):
        return -100
    if names.is_in_menu(text) and not names.in_address(text):
        return -100  # a head that has nothing but the section's name agrees with it
    if agrees < _SURE and (
        is_junk(text) or is_notice(text) or is_info_line(text) or is_owner_line(text) or _is_printed_stamp(text)
    ):
        return -100
    score = agrees + _LEVEL_SCORE.get(line.level, 0)
    score += 14 if line.hints.title else 0
    score += 5 if line.bold else 0
    score -= 45 if line.linked else 0
    score -= 20 if line.place else 0
    score += 5 if len(text) >= 30 else -8 if len(text) < 20 else 0
    score -= 12 if line.hints.lead or line.hints.date else 0
    if len(text) > 60 and text.rstrip().endswith("."):
        score -= 25
    return score


def _levels_within(lines: Sequence[Line], before: int) -> set[tuple[int, object]]:
    """Return level and parent of the headings in the text: those of its sub-headings."""
    return {(line.level, line.node.getparent()) for line in lines[before : before + _FARTHEST] if line.level}


def _classes_of_box_headings(lines: Sequence[Line]) -> set[str]:
    """Return the classes of what heads boxes: they head several, one of them of a name that such boxes have everywhere.

    The section's name over an article has the same look, in a heading's tag or not. A class of longer lines or links is
    no such class.
    """
    heads: Counter[str] = Counter()
    named: set[str] = set()
    others: set[str] = set()
    for line in lines:
        name = line.node.get("class") if line.kind in {"text", "heading"} else None
        if not name:
            continue
        if line.linked or len(line.text) > _LONGEST_BOX_HEADING:
            others.add(name)
            continue
        heads[name] += 1
        if is_generic(line.text) or is_related_heading(line.text):
            named.add(name)
    return {name for name in named - others if heads[name] > 1}


def _against_its_place(line: Line, lines: Sequence[Line], levels: set[tuple[int, object]]) -> float:
    """Return what speaks against a line: a sub-heading's number or like, a picture that it is the caption of."""
    score = 0.0
    if line.level and not line.hints.title and (line.level, line.node.getparent()) in levels:
        score += 25 if _NUMBERED.match(line.text) else 12
    elif _NUMBERED.match(line.text):
        score += 12
    if not line.level and (_is_caption(lines, line) or _is_in_pictures_box(lines, line)):
        score += 60
    return score


def _is_in_pictures_box(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is all that a box says under its picture; a headline there has its stamp right under it."""
    over = lines[line.index - 1] if line.index else None
    below = lines[line.index + 1] if line.index + 1 < len(lines) else None
    if over is None or over.kind != "image" or line.hints.title or (below is not None and is_fact(below)):
        return False
    return shares_box(line, over)


def _is_caption(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line shares a small table, a figure or its block with the picture over or under it, and no text.

    A table with stamp or lead in it as well is a headline's with a picture beside it.
    """
    beside = [lines[index] for index in (line.index - 1, line.index + 1) if 0 <= index < len(lines)]
    for picture in beside:
        if picture.kind != "image":
            continue
        if picture.node is line.node and str(line.node.tag) in {"p", "figure", "center"}:
            return True
        shared = frame(picture)
        if shared is not None and shared is frame(line):
            others = lines[max(line.index - 3, 0) : line.index + 4]
            return all(one is line or one.kind == "image" or frame(one) is not shared for one in others)
    return False


def _beside_stamp(line: Line, below: Line | None, lines: Sequence[Line]) -> float:
    """Return what it speaks for a line that the stamp, or the text itself, stands right under or over it."""
    if below is None or is_fact(below) or _TRAILING_DAY.search(line.text[-40:]):
        return 14
    over = next((one for one in reversed(lines[: line.index]) if one.kind != "image"), None)
    return 8 if over is not None and not over.place and is_fact(over) else 0
