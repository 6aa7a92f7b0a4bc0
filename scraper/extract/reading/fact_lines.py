"""The row of facts beside an article's stamp: who wrote it, which section it stands in, in whatever order and boxes.

Portals print "Văn hóa · Lê Hoa · 05/03/2026 · 77 lượt xem" on one line, in chips or in a list. Links say by their
address what they name, labels say it; of the rest names and offices are writers, and what the menu knows is a section.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from scraper.extract.reading.bylines import WRITERS_PAGE
from scraper.extract.reading.caption_boxes import shares_box
from scraper.extract.reading.credits import is_no_name
from scraper.extract.reading.line_stamps import line_stamp, line_stamps
from scraper.extract.reading.region import is_headline_of_another
from scraper.extract.reading.site_names import is_generic, is_site
from scraper.extract.reading.stamp_attributes import says_ago
from scraper.extract.stats import find_stats
from scraper.extract.wording import (
    ends_sentence,
    is_controls,
    is_info_line,
    is_junk,
    is_name_line,
    is_office_line,
    key,
)
from scraper.items import Stats
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone, nfc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_OVER, _BESIDE = 6, 4  # lines over the headline, and lines on each side of the stamp's, that may hold facts
_LONGEST_LINE, _LONGEST_FACT = 120, 60  # characters of a line of facts, of one of them
_MOST_LINKED = 2  # lines of a row that are links: the writer, the section; more of them are a menu
_MOST_LINKS = 12  # links of a block that are looked at; a block may be the whole page
_NEVER = frozenset({"related", "pager", "hidden", "nav", "header"})
_SEPARATORS = regex(r"[|•·●▪›»;]|/(?<=\s/)(?=\s)")
# Blanks are taken from the first of them on, and given back to nobody: tried from each, many would cost their square.
_DASH = regex(r"(?<!\s)\s++[-–—]\s++")
_EDGES = " \t\xa0|•·●▪›»«-–—/,;:()[]♦◆■★*"
_SECTIONS_PAGE = regex(
    r"/(?:category|categories|chuyen-?muc|danh-?muc|the-loai|topics?|section)s?(?:/|\?|$)|[?&](?:cat|category|cm|catid)="
)
_BY = regex(r"(?:được )?(?:đăng |viết |gửi )?(?:bởi|by)\s?:?\s+|written by\s+|(?:tác giả|người (?:viết|đăng))\s?:\s*")
_RANKED = regex(
    r"(?:(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy|uý)|(?:gs|pgs|ts|ths|bs|ks|cn|ds|ls|ckii?|bsck(?:ii?|[12]))\.?|"
    r"nhà báo|luật sư|bác sĩ|kỹ sư|phóng viên|pv|ctv)\s?[.:]?\s(?=\w)"
)
_POST = regex(r"(?P<name>[^,]{4,40}), (?P<post>[^,.;:|]{4,60})")
_NO_SECTION = regex(
    r"\d{3}|^\d|\d[:/h%]|:|^(?:in|print|e?mail|chia sẻ|share|quay lại|trở (?:lại|về)|back|bản in|đọc|nghe|xem|cỡ chữ|"
    r"toàn văn|trực tiếp|đang (?:phát|trực tiếp)|thứ \w{2,4}$|chủ nhật$|sáng$|chiều$|tối$|gmt|phút đọc|tiêu điểm|"
    r"tin (?:mới|nóng|nhanh)|nổi bật|mới$|biên tập|soạn|viết|đăng|gửi|cập nhật|(?:chỉnh )?sửa|xóa|edit|số điện thoại|"
    r"nguồn|chưa có|đánh giá|hot|new$|tất cả|trong$|bởi|theo|người|tác giả|lượt|views?|comments?|bình luận|reading|"
    r"read)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of a row: its words, and where it leads if it is a link."""

    text: str
    href: str | None = None
    rel: str = ""


@dataclass(slots=True)
class Facts:
    """Whom and which section a row of facts names, as printed; ``None`` where it does not say."""

    author: str | None = None
    section: str | None = None


def menu_of(lines: Sequence[Line]) -> frozenset[str]:
    """Return the keys of what a page's menus link to: names of sections, not of people."""
    return frozenset(
        key(text)
        for line in lines
        if line.linked and line.place in {"nav", "header"}
        for text in (line.pieces or (line.text,))
        if 2 <= len(text.strip()) <= _LONGEST_FACT
    )


def facts_of(lines: Sequence[Line], title: Line, first: int, menu: Collection[str]) -> Facts:
    """Return what the lines beside the stamp at the headline say.

    Args:
        lines: all lines of the page.
        title: the line that prints the headline.
        first: index of the first line of running text.
        menu: what :func:`menu_of` gives.
    """
    facts = Facts()
    unknown: list[str] = []
    for line in _row(lines, title, first):
        for part in parts_of(line):
            _take(facts, part, menu, unknown, by_class=bool(line.hints.author))
    if facts.section is None and unknown:
        facts.section = unknown[-1]
    return facts


def parts_of(line: Line) -> Iterator[Part]:
    """Yield the facts of a line one by one, without its stamp, its counters and its buttons."""
    stamp = line_stamp(line, None)
    printed = stamp.text if stamp is not None else ""
    links = {_words(link): link for link in islice(line.node.iter("a"), _MOST_LINKS)}
    before = ""
    for piece in _pieces(line):
        link = links.get(piece)
        is_post = before.endswith(",") and link is None  # "Lê Hoa, giáo viên trường ..."
        before = piece
        if is_post:
            continue
        if link is None and printed:
            piece = collapse(piece.replace(printed, " | "))
        for text in [piece] if link is not None else _parted(piece):
            bare = text.strip(_EDGES)
            if len(bare) < 2 or (printed and bare in printed) or _is_furniture(bare):
                continue
            if link is None and len(links) == 1 and line.linked and not line.pieces:
                link = next(iter(links.values()))
            yield Part(
                bare,
                link.get("href") if link is not None else None,
                (link.get("rel") or "") if link is not None else "",
            )


def _parted(text: str) -> Iterator[str]:
    """Yield the facts of a piece of text; a dash stands within names of sections, but behind a writer's it parts."""
    for part in _SEPARATORS.split(text):
        name, dash, rest = part.strip(_EDGES).partition(" - ")
        if dash and ((is_name_line(name) and not name.isupper()) or _DASH.search(rest)):
            yield from _DASH.split(part)
        else:
            yield part


def is_section_name(text: str, *, linked: bool = False) -> bool:
    """Tell whether a fact may be a section's name: short, no button, no number, no sentence, no site's name.

    What is printed alone may name a kind of page ("Thông báo"); where it is ``linked``, it is a section of that name.
    """
    if not 2 <= len(text) <= _LONGEST_FACT or len(text.split()) > 9 or ends_sentence(text):
        return False
    if text.islower() and " " not in text:
        return False  # an account
    names_site = is_site(text) if linked else is_generic(text)
    return not (_NO_SECTION.search(fold_tone(text)) or _is_furniture(text) or names_site or says_ago(text))


def _row(lines: Sequence[Line], title: Line, first: int) -> list[Line]:
    """Return the lines of facts: those next to the stamp, over or under the headline."""
    window = [
        line for line in lines[max(title.index - _OVER, 0) : first] if line is not title and line.place not in _NEVER
    ]
    stamped = next(
        (line for line in sorted(window, key=lambda one: one.index < title.index) if line_stamps(line, None)), None
    )
    if stamped is None:
        return []
    side = [line for line in window if (line.index < title.index) == (stamped.index < title.index)]
    at = side.index(stamped)
    row = [stamped]
    for step, beside in ((-1, reversed(side[max(at - _BESIDE, 0) : at])), (1, side[at + 1 : at + 1 + _BESIDE])):
        for line in beside:
            if line.kind in {"image", "caption"} and not line.text:
                continue
            if not _is_fact(line) or _is_of_menu(lines, line) or _is_under_picture(lines, line):
                break
            row.insert(0 if step < 0 else len(row), line)
    return row


def _is_fact(line: Line) -> bool:
    text = line.text
    if line.kind in {"table", "heading", "caption"} or len(text) > _LONGEST_LINE or line.hints.lead:
        return False
    return not (is_headline_of_another(line) or ends_sentence(text) or line.place == "breadcrumb")


def _is_under_picture(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is a picture's caption: right under one in its box, and no link, as a writer's name is."""
    before = lines[max(line.index - 1, 0)]
    return before.kind == "image" and not line.linked and shares_box(line, before)


def _is_of_menu(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is one of several links one under another in an element: a menu, a list of tags."""
    around = lines[max(line.index - 2, 0) : line.index + 3]
    holder = _holder(line)
    return line.linked and sum(one.linked and _holder(one) is holder for one in around) > _MOST_LINKED


def _holder(line: Line) -> etree._Element | None:
    parent = line.node.getparent()
    return parent.getparent() if parent is not None and parent.tag == "li" else parent


def _take(facts: Facts, part: Part, menu: Collection[str], unknown: list[str], *, by_class: bool) -> None:
    """Take what one fact says; what says nothing by itself is left in ``unknown``."""
    by = _BY.match(fold_tone(part.text))
    text = part.text[by.end() :].strip(_EDGES) if by is not None else part.text
    href = (part.href or "").lower()
    if by is not None or by_class or WRITERS_PAGE.search(href):
        if facts.author is None and _may_be_author(text):
            facts.author = text
    elif "category" in part.rel.lower().split() or _SECTIONS_PAGE.search(href) or key(text) in menu:
        if facts.section is None and is_section_name(text):
            facts.section = text
    elif (writer := _writer(text)) is not None:
        facts.author = facts.author or writer
    elif part.href is not None and is_section_name(text) and not href.startswith("#"):
        facts.section = facts.section or text
    elif is_section_name(text):
        unknown.append(text)


def _writer(text: str) -> str | None:
    """Return the writer that a fact names by its form: a name, with rank or post, or an office."""
    post = _POST.fullmatch(text)
    name = post["name"] if post is not None else text
    if is_no_name(name) or name.isupper():
        return None
    ranked = _RANKED.match(fold_tone(name))
    if is_name_line(name[ranked.end() :] if ranked is not None else name) and len(name.split()) >= 2:
        return name
    return text if is_office_line(text) and not text.isupper() else None


def _may_be_author(text: str) -> bool:
    if is_no_name(text) or text.isupper():
        return False
    return is_name_line(text) or _writer(text) is not None or (len(text.split()) >= 2 and is_section_name(text))


def _is_furniture(text: str) -> bool:
    return is_junk(text) or is_controls(text) or is_info_line(text) or text.isdigit() or find_stats([text]) != Stats()


def _pieces(line: Line) -> list[str]:
    pieces = [collapse(piece) for piece in line.pieces] or [line.text]
    return [piece for piece in pieces if piece]


def _words(element: etree._Element) -> str:
    return collapse(nfc("".join(element.itertext())))
