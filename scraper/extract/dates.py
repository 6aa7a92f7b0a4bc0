"""Calendar dates as Vietnamese portals print them: a strict grammar, day before month, nothing guessed.

:func:`find_dates` finds every date expression of a text ("Sáng ngày 04/3/2021", "Trong 2 ngày 6 và 7/8", "từ ngày
28/12/2020 đến 03/01/2021") with the words that belong to it. It does not say what a date means (that is
:mod:`scraper.extract.events`) and never swaps day and month, rolls a day over into the next month or adds a year.
The digits are read by :mod:`scraper.extract.date_digits`; days told by speaking ("Chiều nay", "Hôm qua") are found by
:mod:`scraper.extract.near_days`.

The scan starts at digits and looks a bounded way to both sides, so it is linear in the length of the text. Surfaces:
the fact sheet on officials and dates, section 8.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scraper.extract.date_digits import PART_OF_DAY, YEAR, PrintedDay, read_days
from scraper.patterns import regex

if TYPE_CHECKING:
    from datetime import date

    from scraper.items import PartOfDay

PARTS: dict[str, PartOfDay] = {
    "sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "evening", "khuya": "evening",
}  # fmt: skip
WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
    "chủ": 6, "cn": 6,
}  # fmt: skip
_WINDOW = 80  # characters to the left that can belong to a date

# A number that may begin a date. The look-behinds keep out the middle of 192.168.1.1, of 1.234.567 and of 2021/03/04;
# they stand after the first digit because a pattern that opens with a digit is searched much faster, the longer
# one after a look at what follows, which ends most searches at once.
_BEGIN = regex(
    r"[0-9](?<![0-9][0-9])(?=[0-9]?[\s/.\-–—,;&+tvđr])(?<![0-9][./][0-9])[0-9]?(?![0-9])"
    r"(?=\s{0,3}(?:[/.\-–—,;&+]\s{0,3}(?:[0-9]|ngày|tháng)|/?tháng|và\s|đến\s|tới\s|rạng\s))"
)
_NUMBER = r"(?:[0-9]{1,2}(?:[,.]5)?|hai|ba|bốn|năm|sáu|bảy|tám)"
_HOUR = (
    r"(?:[0-9]{1,2}\s?(?:giờ|h|g)\s?(?:[0-9]{1,2}\s?(?:phút|p|')?)?|[0-9]{1,2}:[0-9]{2}"
    r"|[0-9]{1,2}\.[0-9]{2}(?=\s?phút))(?:\s?phút)?"
)
_WEEKDAY = r"(?:thứ\s?(?:hai|ba|tư|năm|sáu|b[ảẩ]y|[2-7])|chủ\s?nhật|cn)(?![^\W0-9_])"
# How the pieces below begin. Most words before a date begin none: they are passed over without trying each piece.
_FIRST_LETTERS = (
    "[0-9(]|vào|lúc|hồi|đúng|từ|đầu|cuối|rạng|buổi|sáng|trưa|trong|chiều|chủ|tối|đêm|khuya|ngày|hôm|nay|qua|thứ|cn"
    "|m[ùồ]ng|giao|suốt|các|những|cả|hai|ba|bốn|năm|sáu|bảy|tám"
)
# What stands before the digits and belongs to the date; every piece may be missing.
_LEFT = regex(
    rf"""(?<![^\W_])(?<![0-9][:.])(?={_FIRST_LETTERS})
    (?:(?P<clock>(?:(?:vào\s{{1,3}})?(?:lúc|hồi|đúng)\s{{1,3}})?(?:từ\s{{1,3}})?{_HOUR}(?:\s?(?:đến|[-–])\s?{_HOUR})?)
       \s{{0,3}}[,;]?\s{{0,3}}(?:của\s)?)?
    (?P<when>(?:(?:đầu|cuối)\s(?:giờ|buổi)\s{{1,3}})?(?:rạng\s|buổi\s)?(?P<part>{PART_OF_DAY})
       (?:\s(?:sớm|muộn|tối(?=\s)))?(?P<second>\s{{0,3}}(?:,|và|đến|[-–])\s{{0,3}}{PART_OF_DAY})?\s{{0,3}}[,:]?\s{{0,3}})?
    (?P<near>(?:ngày\s{{1,3}})?(?:hôm\s{{1,3}})?(?<!vừa\s)(?<!tuần\s)(?<!gian\s)(?<!tháng\s)(?<!năm\s)(?:nay|qua)\s{{0,3}}[,:\-–]?\s{{0,3}})?
    (?P<weekday>(?:ngày\s{{1,3}})?{_WEEKDAY}\s{{0,3}}[,\-–]?\s{{0,3}})?
    (?P<feast>(?:ngày\s{{1,3}})?(?:(?:m[ùồ]ng\s)?[0-9]{{1,2}}|giao\sthừa)\s(?:tháng\s(?:giêng|chạp|[0-9]{{1,2}}\sâm\slịch)|tết|âm\slịch)(?:\s[^\W0-9_]{{1,9}}){{0,3}}\s?(?=\())?
    (?P<open>\(\s?(?:tức\s(?:là\s)?(?=[0-9]|\Z))?)?
    (?P<span>(?:(?:trong|suốt)\s{{1,3}}(?:thời\sgian\s|vòng\s|cả\s)?)?(?:(?:các|những|cả|(?P<many>{_NUMBER}))[^\S\n]{{1,3}})?
       ngày\s{{0,3}}[,:]?\s{{0,3}}(?P<inner>\(\s?)?)?
    (?P<since>(?:trong\sthời\sgian\s)?từ\s{{1,3}}(?P<from>(?P<begun>{PART_OF_DAY})\s{{1,3}})?)?
    (?P<day>(?:các\s{{1,3}})?ngày\s{{0,3}}|hôm\s{{1,3}})?(?P<count>m[ùồ]ng\s{{0,3}})?\Z""",
    re.VERBOSE,
)
_ORDINAL = regex(r"(?:họp|kỳ|kì|lần|khóa|khoá|hội|nghị|phiên|hạng|bậc)\s{1,3}\Z")
_FIRST_OF_YEAR = regex(
    rf"\s?,?\s{{1,3}}ngày\s(?:đầu|cuối)\s?(?:tiên|cùng)?\s(?:của\s)?năm\s(?:mới\s)?(?:dương\slịch\s)?({YEAR})"
)
_BARE_CLOCK = regex(r"[0-9]{1,2}:[0-9]{2}\Z")
_BRACKET = regex(r"\s{0,2}\(\s?[0-9]")
_CLOSE = regex(r"\s?\)")


@dataclass(slots=True)
class DateMention:
    """A date expression: its span with the words that belong to it, its first and last day, and what was said of it.

    ``cued`` is true where a word ("ngày", "sáng", "thứ Năm", "từ") says that the numbers are a date; ``near`` is "nay"
    or "qua" where the text also says so; ``since`` is true for "từ ngày ..."; ``weekday`` is 0 for Monday; ``words`` is
    where the words of the day begin behind a clock ("vào lúc 7h30 sáng 5/9"), -1 for ``start``.
    """

    start: int
    end: int
    first: PrintedDay
    last: PrintedDay
    part_of_day: PartOfDay | None = None
    cued: bool = False
    near: str | None = None
    since: bool = False
    weekday: int | None = None
    counted: bool = False  # "mùng", "mồng": often a day of the lunar month
    words: int = -1

    @property
    def text_start(self) -> int:
        """Where the words of the day begin, without the clock and the like before them."""
        return self.start if self.words < 0 else self.words

    @property
    def year(self) -> int | None:
        """The year printed with the first day."""
        return self.first.year

    def days(self, year: int | None = None) -> tuple[date, date] | None:
        """Return first and last day, in ``year`` where none is printed; ``None`` if there is no such day."""
        first_year = self.first.year or year
        if first_year is None:
            return None
        wraps = (self.last.month, self.last.day) < (self.first.month, self.first.day)
        first, last = self.first.on(first_year), self.last.on(self.last.year or first_year + wraps)
        return (first, last) if first and last and first <= last else None


def lowered(text: str) -> str:
    """Return ``text`` in lower case, zero-width characters as spaces, same length character by character."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals (İ) grow when lowered
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for invisible in "\u200b\u200c\u200d\u2060\ufeff":
        low = low.replace(invisible, " ")
    return low


def find_dates(text: str) -> list[DateMention]:
    """Return the date expressions of NFC ``text`` in order, not overlapping.

    Dates that the calendar does not have ("31/02/2024") are returned too: :meth:`DateMention.days` is ``None`` there.
    """
    low = lowered(text)
    mentions, position, floor = [], 0, 0
    while found := _BEGIN.search(low, position):
        read = read_days(low, found.start())
        if read is None:
            position = found.end()
            continue
        days, end = read
        if days[-1].month == 0 and _BRACKET.match(low, end):  # "mùng 8 tháng Giêng (29/1)": words of the solar day
            position = end
            continue
        mention = _with_words(low, found.start(), end, days, floor)
        mentions.append(mention)
        position = floor = max(mention.end, end)
    return mentions


def _with_words(low: str, begin: int, end: int, days: list[PrintedDay], floor: int) -> DateMention:
    """Add the words around the digits at ``begin`` to ``end`` that belong to the date."""
    offset = max(floor, begin - _WINDOW)
    paragraph = low.rfind("\n\n", offset, begin)
    if paragraph >= 0:  # words of another paragraph belong to no date of this one
        offset = paragraph + 2
    left = _LEFT.search(low[offset:begin])
    if left is None:
        return DateMention(begin, end, days[0], days[-1])
    start, weekday = offset + left.start(), _weekday(left["weekday"])
    if (
        weekday is not None
        and _ORDINAL.search(low[max(0, start - 12) : start])
        and left.start("weekday") == left.start()
    ):
        start, weekday = offset + left.end("weekday"), None  # "kỳ họp thứ ba, ngày 5/3"
    if left["clock"] and _BARE_CLOCK.match(left["clock"]) and "\n" in low[offset + left.end("clock") : begin]:
        # "16:40" at the end of the line above is the time of a stamp.
        start = offset + left.end("clock")
        start += len(low[start:begin]) - len(low[start:begin].lstrip(" ,;\n"))
    if left["open"] and start == offset + left.start("open"):
        start = offset + left.end("open")
    if (left["open"] or left["inner"]) and (close := _CLOSE.match(low, end)) and start < begin:
        end = close.end() if "(" in low[start:begin] else end
    first, last = days[0], days[-1]
    if left["many"] and first is last and start == left.start("many") + offset:  # "ấp 5 ngày 02/02/2023"
        start = offset + left.end("many")
        start += len(low[start:begin]) - len(low[start:begin].lstrip())
    if first is last and first.year is None and (apposed := _FIRST_OF_YEAR.match(low, end)):
        first = last = PrintedDay(first.day, first.month, int(apposed[1]))
        end = apposed.end()
    cued = start < begin
    near = None if left["near"] is None else ("qua" if "qua" in left["near"] else "nay")
    since = left["since"] is not None
    single = first is last
    words = max(start, min(begin, offset + _words_start(left, single=single)))
    return DateMention(
        start,
        end,
        first,
        last,
        _part(left, single=single),
        cued,
        near,
        since,
        weekday,
        left["count"] is not None,
        words,
    )


def _words_start(left: re.Match[str], *, single: bool) -> int:
    """Return where the words of the day begin: behind the clock, "hôm" and what only counts the days."""
    if single and left["from"]:  # "từ đêm 14/1" is that night; "từ ngày 10 đến 14/4" are the days
        return left.start("from")
    if left["since"] and left["span"] and left["span"].rstrip().endswith((",", ":")):
        return left.start("since")  # "Trong ba ngày, từ ngày 21 đến 23/3"
    if left["clock"]:
        pieces = ("when", "near", "weekday", "feast", "open", "span", "since", "day")
        return min((left.start(piece) for piece in pieces if left[piece]), default=left.end())
    if left["day"] and left["day"].startswith("hôm") and left.start("day") == left.start():
        return left.end("day")
    return left.start()


def _weekday(words: str | None) -> int | None:
    if not words:
        return None
    name = words.replace("ngày", "").strip(" ,-–\t\n\xa0").removeprefix("thứ").strip()
    return WEEKDAYS.get(name) if not name.startswith("chủ") else WEEKDAYS["chủ"]


def _part(left: re.Match[str], *, single: bool) -> PartOfDay | None:
    """Return the part of the day that the words or, without them, the hour say; ``None`` where they say two."""
    if single and left["begun"]:
        return PARTS[left["begun"]]
    if left["part"]:
        part = PARTS[left["part"]]
        second = re.findall(PART_OF_DAY, left["second"] or "")
        return part if all(PARTS[word] == part for word in second) else None
    if not left["clock"]:
        return None
    hour = int(re.findall("[0-9]+", left["clock"])[0])
    if hour == 11 or hour > 24:  # said as "sáng" and as "trưa"
        return None
    return "morning" if hour < 11 else "noon" if hour == 12 else "afternoon" if hour < 18 else "evening"
