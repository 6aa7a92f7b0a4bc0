"""The stamp on a line of a page, however the line prints it: with buttons and counters beside it, in boxes, as a badge.

:mod:`scraper.extract.stamps` reads the words of a stamp; here is what portals print around and instead of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.pieces import parted
from scraper.extract.reading.stamp_attributes import elements_of, exact_moment, says_ago, stamp_of_words_ago
from scraper.extract.stamps import MAX_STAMP, Stamp, parse_machine_date, parse_stamp
from scraper.extract.walked import MAX_LINES
from scraper.extract.wording import ends_sentence
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from scraper.extract.lines import Line

# Buttons, counters and the name of who put it up, which stand on the stamp's line.
_BESIDE = regex(
    r"\b(?:được )?(?:gửi|viết|đăng) bởi\s[^|,:\d]{2,40}?\s(?:lúc|vào|ngày)\b|"
    r"\b(?:In (?:bài viết|trang|bài|tin|ấn)|Bản in|Gửi (?:bài viết|email|mail)|Chia sẻ|Lưu bài(?: viết)?|Đọc bài|"
    r"Nghe)\b"
    r"|[|•·-]?\s?\b\d[\d.,]{0,11}\s(?:(?:lượt|lần)\s(?:xem|đọc)|views?)\b.{0,40}$|[|•·-]?\s?\b(?:số\s)?lượt (?:xem|"
    r"đọc)\s?:?\s?[\d.,]*",
    re.IGNORECASE,
)
_DIGIT = regex(r"\d")
# An anniversary, or days from one to the other: "(3/2/1930 - 3/2/2020)". Such a line is no stamp.
SPAN_OF_DAYS = regex(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s?[-–—]\s?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
_DAY = regex(
    r"\d{1,2}\s?(?:[/.-]\s?\d{1,2}\s?[/.-]|,?\s?tháng\s)|tháng \w{1,5}(?: \w{3,4})? \d|"
    r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}|\b\d{1,2} [A-Z][a-z]{2,8},? \d{4}",
    re.IGNORECASE,
)
# A dash between time and day ("20:15 - 11/05/2025") parts nothing.
_PARTS = regex(r"\s?[|·•/]\s|\s[|·•]\s?|(?<![:h]\d\d)\s[-–]\s|(?<=[:h]\d\d)\s[-–]\s(?!\d)")
# A badge: the day in one element, month and year in the next ("03", "09/2026"; "15", "Th8", "2026").
_BADGE = regex(
    r"(?P<day>\d{1,2}) (?:tháng |thg |th\.?|t)?(?P<month>\d{1,2})(?:\s?[/.,-]\s?|\s)(?P<year>20\d\d)", re.IGNORECASE
)
# The sentence that WordPress's first themes print under a text; what follows the stamp is about feeds and comments.
_SENTENCE = regex(
    r"(?:bài (?:này|viết này)|this (?:entry|post)) (?:(?:đã )?được|đã|was) (?:viết|đăng|gửi|posted|written|published)"
    r"(?: (?:bởi|by) [^\d,]{2,40}?)?,?(?: (?:vào|lúc|on))? "
    r"(?P<stamp>(?:(?:ngày|thứ|chủ nhật|[a-z]{3,9}day)\b,? ?)?.{6,50}?)"
    r"(?=,? (?:trong|và|and|in|is|under)\b|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
_LONGEST_SENTENCE = 170  # characters of it that are looked at
_BADGE_PIECES = 4
_MOST_PARTS = 8  # of a line between separators
BADGE_LINES, LONGEST_BADGE = 3, 24  # lines of a badge, its characters
_TIME_ALONE = regex(
    r"(?:(?:giờ|thời gian)(?: (?:đăng|xuất bản))?\s?:?\s|lúc\s?:?\s)?"
    r"(?P<time>\d{1,2}(?::|h|\sgiờ\s)\d{2}(?:\sphút)?(?::\d{2})?(?:\s?(?:[ap]\.?m\.?|sa|ch|sáng|trưa|chiều|tối))?)"
    r"(?:\s?\(gmt\s?\+7\))?",
    re.IGNORECASE,
)
# 🕒 👁, and the names of Material's icons, which its font draws as pictures.
_GLYPHS = regex(
    "[\U0001f300-\U0001faff\u2300-\u23ff\u2600-\u27bf\ufe0f]{1,8}|"
    r"\b(?:schedule|access_time|event|today|date_range|calendar_(?:today|month)|visibility|remove_red_eye|person)\b"
)
_CREATED = regex(r"(?:được|ngày) tạo\b")
_LONGEST = 120  # characters
_DAY_ALONE = len("2026-03-05")
_LONGEST_LABEL = 40  # characters


def stamp_over_lines(lines: Sequence[Line], captured_at: datetime | None) -> Stamp | None:
    """Return the day that a badge prints over two or three lines ("05", "Tháng 3", "2026")."""
    for count in range(2, len(lines) + 1):
        text = " ".join(line.text for line in lines[:count])
        if len(text) > LONGEST_BADGE:
            return None
        if (stamp := _badge(text, captured_at)) is not None:
            return stamp
    return None


def _badge(text: str, captured_at: datetime | None) -> Stamp | None:
    badge = _BADGE.fullmatch(text)
    if badge is None:
        return None
    stamp = parse_stamp(f"{badge['day']}/{badge['month']}/{badge['year']}", not_after=captured_at)
    return replace(stamp, text=text) if stamp is not None else None


def with_time(stamp: Stamp, beside: str, captured_at: datetime | None) -> Stamp:
    """Return the stamp of a day with the time that stands alone on the line after or before it."""
    found = _TIME_ALONE.fullmatch(beside.strip(" |-–•·"))
    if found is None:
        return stamp
    exact = parse_stamp(f"{stamp.text} {found['time']}", not_after=captured_at)
    return exact if exact is not None and exact.kind == stamp.kind else stamp


def _stamp_of_sentence(text: str, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp in the sentence of WordPress's first themes ("Bài này được viết vào ngày ... lúc ...")."""
    found = _SENTENCE.match(text[:_LONGEST_SENTENCE])
    return parse_stamp(found["stamp"], not_after=captured_at) if found is not None else None


def _told_apart(line: Line, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp of a line that prints it otherwise: "2 năm trước" with a tooltip, a day over its month."""
    if says_ago(line.text):
        return stamp_of_words_ago(line, captured_at)
    if len(line.text) > _LONGEST_LABEL or not _DIGIT.search(line.text):
        return None
    for element in elements_of(line):  # "5 Thg3 2026" for people, the moment for machines
        value = parse_machine_date(element.get("datetime") or "") if element.tag == "time" else None
        stamp = parse_stamp(_usual_form(value), not_after=captured_at) if value else None
        if stamp is not None:
            return replace(stamp, text=collapse("".join(element.itertext())))
    pieces = [piece for piece in map(collapse, line.pieces) if piece]
    return _badge(" ".join(pieces), captured_at) if 2 <= len(pieces) <= _BADGE_PIECES else None


def _usual_form(value: str) -> str:
    """Return a machine's date as stamps are printed."""
    return value[: len("2026-03-05T08:10:00")].replace("T", " ")


# Where the next stamp of a line begins: a label behind the digits of the one before.
_NEXT_STAMP = regex(
    r"(?:(?<=[\dMm)'])|(?<=sáng)|(?<=trưa)|(?<=chiều)|(?<=tối))[\s,;|•·/(–—-]{0,6}"
    r"(?=(?:ngày |lần |thời gian |được |đã |last )?(?:cập nhật|chỉnh sửa|sửa|"
    r"hiệu chỉnh|đăng|xuất bản|tạo|updated?|modified|published)\b)",
    re.IGNORECASE,
)


def line_stamps(line: Line, captured_at: datetime | None) -> list[Stamp]:
    """Return all stamps on a line: that of the publication and that of the last edit may stand side by side.

    Args:
        line: the line.
        captured_at: when the page was fetched.
    """
    if len(line.text) <= MAX_STAMP and _DIGIT.search(line.text) and len(_DAY.findall(line.text)) > 1:
        for texts in ((parted(line.text, line.pieces),), line.pieces):
            parts = [collapse(part) for text in texts for part in _NEXT_STAMP.split(text)]
            several = [stamp for part in parts if (stamp := printed_stamp(part, captured_at)) is not None]
            if len(several) > 1 and len({stamp.kind for stamp in several}) > 1:
                return several
    stamp = line_stamp(line, captured_at)
    return [] if stamp is None else [_to_the_minute(stamp, line)]


def _to_the_minute(stamp: Stamp, line: Line) -> Stamp:
    """Return a stamp that prints the day alone with the moment that its own element holds for machines."""
    if len(stamp.value) > _DAY_ALONE:
        return stamp
    value = exact_moment(line, stamp.value)
    return replace(stamp, value=value) if value else stamp


def line_stamp(line: Line, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp on a line: of the whole of it, else of the longest run of the pieces it is put together from.

    Args:
        line: the line.
        captured_at: when the page was fetched.
    """
    if len(line.text) <= MAX_STAMP and not _DIGIT.search(line.text):  # as nearly every line of a page
        return stamp_of_words_ago(line, captured_at)
    # A row of a table of facts: the label is a cell of its own.
    text = line.text.partition(": ")[2] or line.text if line.node.tag == "table" else parted(line.text, line.pieces)
    stamp = (
        printed_stamp(text, captured_at) or _told_apart(line, captured_at) or _stamp_of_sentence(line.text, captured_at)
    )
    if not line.pieces or not _DAY.search(line.text) or (stamp is not None and len(stamp.value) > _DAY_ALONE):
        return stamp
    if stamp is None and len(line.text) > _LONGEST and ends_sentence(line.text):
        return None
    of_pieces = _stamp_of_pieces(line, captured_at)
    # "Headline (21:35 | 16/10/2015)": the bar parts the time from the day as well.
    return of_pieces if stamp is None or (of_pieces and of_pieces.value.startswith(stamp.value)) else stamp


def _stamp_of_pieces(line: Line, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp of the longest run of a line's pieces, with its time where a shorter run prints that, too."""
    pieces = [text for piece in line.pieces if (text := collapse(piece))]
    runs = (
        " ".join(pieces[start : start + size])
        for size in range(len(pieces), 0, -1)
        for start in range(len(pieces) - size + 1)
    )
    found = [stamp for run in runs if (stamp := printed_stamp(run, captured_at)) is not None]
    return max(found, key=lambda stamp: _tells_more(stamp, found[0]), default=None)


def _tells_more(stamp: Stamp, first: Stamp) -> bool:
    """Tell whether a stamp prints a time, and is of the same day as the one that would be taken."""
    return len(stamp.value) > _DAY_ALONE and stamp.value.startswith(first.value[:_DAY_ALONE])


# Every line is asked for several times on the way through a page: with less, each pass drops what the next one needs.
@lru_cache(maxsize=2 * MAX_LINES)
def printed_stamp(text: str, captured_at: datetime | None) -> Stamp | None:
    """Return the stamp on a line, whatever buttons and counters of the CMS stand beside it; ``None`` in a sentence.

    Args:
        text: the line.
        captured_at: when the page was fetched.
    """
    if len(text) > MAX_STAMP or not _DIGIT.search(text) or SPAN_OF_DAYS.search(text):
        return None
    stamp = parse_stamp(text, not_after=captured_at)
    if stamp is not None:
        return _of_a_draft(stamp) if _CREATED.match(fold_tone(stamp.text)) else stamp
    if len(text) > _LONGEST or not _DAY.search(text):
        return None
    bare = collapse(_BESIDE.sub(" ", _GLYPHS.sub(" | ", text))).strip(" •·|-–")
    stamp = parse_stamp(bare, not_after=captured_at) if bare != text else None
    if stamp is not None:
        return _of_a_draft(stamp) if _CREATED.match(fold_tone(bare)) else stamp
    stamps = (parse_stamp(part, not_after=captured_at) for part in _runs(bare) if _DAY.search(part))
    return next((stamp for stamp in stamps if stamp is not None), None)


def _runs(text: str) -> Iterator[str]:
    """Yield the parts of a line between separators, the longest runs of them first: day and time may be two parts."""
    bounds = [(0, 0), *(found.span() for found in _PARTS.finditer(text)), (len(text), len(text))][: _MOST_PARTS + 1]
    for size in range(len(bounds) - 2, 0, -1):
        for start in range(len(bounds) - size):
            yield text[bounds[start][1] : bounds[start + size][0]].strip()


def _of_a_draft(stamp: Stamp) -> Stamp:
    """Return a stamp of the day a draft was made: it counts where that of the publication does not stand beside it."""
    return replace(stamp, score=stamp.score - 15)
