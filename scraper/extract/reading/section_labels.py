"""What names the section at a headline: a label, a link or an unmarked breadcrumb over it, a word beside the stamp."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.markup import names_of
from scraper.extract.reading.fact_lines import is_section_name
from scraper.extract.reading.line_stamps import line_stamp
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.wording import ends_sentence, is_controls, is_info_line, is_junk, is_name_line, is_office_line, key
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lxml import etree

    from scraper.extract.lines import Anchor, Line

SEPARATOR = regex(r"\s?(?:[>»›→/\\|]+|::|(?<=\s):(?=\s)|\s[-–]\s(?=trang chủ))\s?", re.IGNORECASE)
HOME = regex(
    r"(?:(?:về )?trang (?:chủ|nhất|đầu)|đầu trang|home(?:page)?|(?:cổng|trang) (?:thông tin|tin|ttđt|tttđt)\b.*|"
    r"bạn đang (?:ở|"
    r"xem)(?: đây)?|chi tiết(?: (?:tin|bài viết|bài|tin tức|văn bản))?|"
    r"you are here|vị trí(?: hiện tại)?|xem tin|nội dung|skip to.*)\s*:?"
)
HOST = regex(r"(?:[a-z0-9-]{1,63}\.){1,6}(?:vn|com|net|org|info)")
OVER = 6  # lines over the headline in which a link may name its section
_TOOLS = frozenset({"quay lại", "trở lại", "in", "in trang", "in bài viết", "english", "đăng nhập", "a-", "a+", "rss"})
_EDGES = " \t\xa0/|»›«>‹<←→↩⟵♦◆■●•★*–—-"
_PICTURES = frozenset({"image", "caption"})
_LONGEST_ITEM = 60  # characters
_LONGEST_TRAIL = 300  # characters of a breadcrumb
_LONGEST_LABEL = 40  # characters of a label over the headline that is set apart by nothing
_TAGS = 2  # pieces of a line that are several tags
_MOST_SKIPPED = 3  # lines of buttons, names and kickers over the headline
_MOST_UNMARKED = 3  # links between the home page and the headline, each on a line of its own; more of them are a menu
_FARTHEST = 12  # lines over the headline that are looked at


def name_over(
    lines: Sequence[Line], title: Line, anchors: Sequence[Anchor], heads: Collection[str], *, labels: bool = False
) -> str | None:
    """Return what stands over the headline and names the section.

    It is a lone link or heading, the name of a link of the menu, or an unmarked breadcrumb. A longer run of links is a
    menu, unless it begins with the home page.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        anchors: the page's links.
        heads: the keys of the titles in the head.
        labels: whether a plain short line that stands by itself counts, too.
    """
    run: list[str] = []
    menu = {*heads} | {
        key(anchor.words) for anchor in anchors if anchor.index < title.index - OVER and anchor.element.tag == "a"
    }
    home = named = False
    in_list: bool | None = None
    skipped = 0
    begin = _first_index(lines, title)
    for line in reversed(lines[max(begin - _FARTHEST, 0) : begin]):
        if not run:
            if (beside := beside_stamp(line) or _trail_in_menu(line) or _tag_at(title, line)) is not None:
                return beside
            if fold_tone(line.text).strip(_EDGES) in _TOOLS or _is_fact(line):
                continue
            if skipped < _MOST_SKIPPED and _is_no_label(line, menu):
                skipped += 1
                continue
        if line.kind in _PICTURES:
            continue
        if line.place or not 2 <= len(line.text) <= _LONGEST_ITEM or _in_another_column(line, title):
            break
        if HOME.fullmatch(fold_tone(line.text).strip(_EDGES)) or (line.linked and (line.href or "").strip() == "/"):
            home = True  # by its words, or as the site's name
            break
        is_menus = line.kind == "item" and in_list is False  # right over a link that stands by itself
        in_list = line.kind == "item"
        if is_menus or (not line.linked and (run or not _may_name(line, title, menu, lines if labels else ()))):
            break
        run.append(SEPARATOR.split(line.text.strip(_EDGES))[-1])
        if len(run) == 1 and not (named := is_section_name(run[0], linked=line.linked)):
            break
        alone = line.kind == "heading" or line.text[0] in "/|»>›←‹«" or SEPARATOR.search(line.text)
        if len(run) == 1 and (not line.linked or alone):
            break  # it says so by itself; what stands over it is a menu
    is_menu = len(run) > _MOST_UNMARKED or (len(run) > 1 and (skipped or not home))
    return run[0] if named and not is_menu else None


def _first_index(lines: Sequence[Line], title: Line) -> int:
    """Return the index of the first line of a heading that line breaks part."""
    index = title.index
    while title.level and index and lines[index - 1].node is title.node:
        index -= 1
    return index


def _tag_at(title: Line, line: Line) -> str | None:
    """Return the one tag that a blog's system (Ghost) prints over the headline, in one element with it.

    The tags under a text are many, and sort it otherwise; the one over the headline is what the entry is filed under.
    """
    around = title.node.getparent()
    if line.place != "tools" or not line.linked or around is None or around.tag == "body":
        return None
    is_tag = line.node.getparent() is around and "tag" in names_of(line.node).lower() and len(line.pieces) < _TAGS
    return line.text if is_tag and is_section_name(line.text, linked=True) else None


def _may_name(line: Line, title: Line, menu: Collection[str], lines: Sequence[Line]) -> bool:
    """Tell whether a line that is no link may name the section; as a plain label only where ``lines`` are given."""
    return _names_section(line, title, menu) or _is_trail(line.text) or (len(lines) > 0 and _is_lone_label(line, lines))


def _is_no_label(line: Line, menu: Collection[str]) -> bool:
    """Tell whether a short line over the headline is a button, a kicker or the writer's name, and names no section."""
    if line.kind in _PICTURES:
        return False
    if line.place == "tools":
        return True
    if line.place or len(line.text) > _LONGEST_ITEM or any(map(str.isdigit, line.text)) or is_headline_of_another(line):
        return False
    text = collapse(SEPARATOR.split(line.text.strip(_EDGES))[-1])
    is_name = is_name_line(text) and not text.isupper() and text == line.text.strip(_EDGES)
    return (
        key(text) not in menu
        and (is_name or not is_section_name(text, linked=line.linked))
        and not HOME.fullmatch(fold_tone(text))
    )


def _is_trail(text: str) -> bool:
    """Tell whether a short line is a breadcrumb by its marks alone ("Tin tức » Tin kinh tế")."""
    return any(mark in text for mark in "»›>→")


def _is_fact(line: Line) -> bool:
    """Tell whether a line over a headline is a stamp, a fact or a button ("In trang này"), and names no section."""
    if line.kind in _PICTURES:
        return False
    if is_info_line(line.text) or is_junk(line.text) or HOST.fullmatch(line.text.lower()):
        return True
    return line_stamp(line, None) is not None


def _in_another_column(line: Line, title: Line) -> bool:
    """Tell whether a line stands in another cell of the row of a layout table in which the headline stands."""
    around: set[etree._Element] = {title.node, *title.node.iterancestors("td", "tr")}
    inner = line.node
    for node in (line.node, *line.node.iterancestors()):
        if node in around:
            return node.tag == "tr" and inner.tag == "td"
        inner = node
    return False


def _names_section(line: Line, title: Line, menu: Collection[str]) -> bool:
    """Tell whether a line over the headline that is no link names a section by its look, its place or the menu."""
    sibling = line.node.getparent() is title.node.getparent() and line.node is not title.node
    return (
        line.kind == "heading"
        or (line.bold and line.text.isupper())
        or (sibling and not ends_sentence(line.text))
        or key(line.text) in menu
    )


def _is_lone_label(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a short line over the headline stands by itself: no other plain short line is right above it."""
    if len(line.text) > _LONGEST_LABEL or not is_section_name(line.text.strip(_EDGES)):
        return False
    above = lines[max(line.index - 1, 0) : line.index]
    return not any(
        one.kind == "text"
        and not one.linked
        and len(one.text) <= _LONGEST_LABEL
        and one.node.getparent() is line.node.getparent()
        for one in above
    )


def _trail_in_menu(line: Line) -> str | None:
    """Return the last step of a breadcrumb that mark-up takes for a menu: it begins with the home page."""
    if line.place != "nav" or len(line.text) > _LONGEST_TRAIL:
        return None
    steps = [part for part in SEPARATOR.split(line.text) if part]
    if not 2 <= len(steps) <= _MOST_UNMARKED + 1 or not HOME.fullmatch(fold_tone(steps[0])) or "|" in line.text:
        return None
    return steps[-1] if is_section_name(steps[-1]) else None


def beside_stamp(line: Line) -> str | None:
    """Return the short label that stands on one line before the stamp ("Đô thị 06/01/2026 11:21").

    It is a link, or an element of its own that is no name: a name there is the writer's.
    """
    stamp = line_stamp(line, None) if line.pieces else None
    if stamp is None:
        return None
    rest = collapse(" ".join(line.pieces).replace(stamp.text, " ")).strip(" ·•|-–,/()[]")
    if not 2 <= len(rest) <= 40 or is_controls(rest):
        return None
    if line.link_chars:
        return rest if abs(len(rest) - line.link_chars) <= 2 else None
    first = next((piece for piece in map(collapse, line.pieces) if piece), "")
    is_label = first.strip(" ·•|-–,/()[]") == rest and not is_info_line(first) and not is_junk(first)
    is_writer = is_name_line(rest) or is_office_line(rest)
    return rest if is_label and not is_writer and not any(map(str.isdigit, rest)) else None
