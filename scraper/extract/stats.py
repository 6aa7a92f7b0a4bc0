"""What a page prints about itself: views of the article, visits of the portal, who is online, comments, rating.

A dot or comma between groups of three digits is a thousands separator (644.092 is 644,092). A label without a number
says nothing: null, not 0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.items import Stats
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUM = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,3}(?: \d{3}){2,3}|\d(?: \d){3,9}|\d{1,12})(?![\d%/]|[.,:-]\d)"
_GAP = r"\s{0,3}[:：]?\s{0,3}\(?"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "views",
        re.compile(
            rf"(?:(?:số )?lượt (?:xem|đọc|view)(?: tin| bài(?: viết)?)?|đã xem|view count|views?|xem|số lần (?:xem|đọc)|người xem){_GAP}{_NUM}"
            rf"|{_NUM} (?:lượt (?:xem|đọc)|lần xem|views?\b|người đã (?:xem|đọc))"
        ),
    ),
    (
        "visits",
        re.compile(
            rf"(?:thống kê(?: truy cập)?|(?:tổng )?(?:số )?lượt truy cập|(?:tổng|số) (?:số )?(?:lượt |người )?truy cập|đã truy cập|"
            rf"tổng (?:cộng|lượt(?: truy cập)?)|total(?: visit(?:ed|s|ors)?)?|tất cả|lượng truy cập|khách truy cập|visitors?){_GAP}{_NUM}"
            rf"|{_NUM} lượt truy cập|(?:^|[|;,•\d]\s?)tổng(?: số| cộng| lượt)?\s?:\s?{_NUM}"
        ),
    ),
    (
        "online",
        re.compile(
            rf"(?:(?:users? )?online|đang (?:online|truy cập|trực tuyến|xem)|(?:số (?:người )?)?(?:người |khách )?trực tuyến|"
            rf"(?:số người |khách )online){_GAP}{_NUM}|{_NUM} (?:khách|người)(?: dùng)? (?:đang )?(?:online|trực tuyến)"
        ),
    ),
    ("comments", re.compile(rf"(?:bình luận|ý kiến bạn đọc|comments?){_GAP}{_NUM}|{_NUM} (?:bình luận|comments?\b)")),
    (
        "rating_count",
        re.compile(
            rf"(?:lượt đánh giá|số (?:lượt )?đánh giá){_GAP}{_NUM}|\b(?:trong|trên) {_NUM} đánh giá|{_NUM} (?:lượt )?đánh giá"
        ),
    ),
)
_AVERAGE = re.compile(
    r"(?:trung bình|xếp hạng|điểm đánh giá|đánh giá)\s{0,3}[:：]?\s{0,3}(\d(?:[.,]\d{1,2})?)(?![\d.,]*\d|\s?(?:lượt|đánh giá|sao trở|người))"
    r"|(\d(?:[.,]\d{1,2})?)\s?/\s?5(?:\s?(?:sao|điểm|-|\(|$))"
)
# Counts of a day, a week, a month are no totals; what follows them on the line may be one.
_PERIOD = re.compile(r"(?:trong |truy cập )?(?:hôm nay|hôm qua|(?:trong )?(?:ngày|tuần|tháng|năm))\b")
_PERIOD_COUNT = re.compile(r"(?:trong |truy cập )?(?:hôm nay|hôm qua|(?:trong )?(?:ngày|tuần|tháng|năm)(?: này| trước| qua| hiện tại)?)\s?:?\s?[\d.,]+(?: lượt(?: truy cập)?)?")
_ALONE = re.compile(r"\s?\(?(\d{1,3}(?:[.,]\d{3})+|\d{1,3}(?: \d{3}){2,3}|\d(?: \d){3,9}|\d{1,12})\)?\s?")
_LABEL = re.compile(
    r"(?P<views>(?:số )?lượt (?:xem|đọc))|(?P<visits>(?:tổng )?(?:số )?(?:lượt )?truy cập|tổng(?: số| lượt)?(?: truy cập)?|tất cả|thống kê(?: truy cập)?|đã truy cập)"
    r"|(?P<online>(?:đang )?(?:online|trực tuyến|truy cập))|(?P<comments>bình luận)"
)
_MAX_LINE = 200


def find_stats(lines: Iterable[str]) -> Stats:
    """Return the counters printed on the lines of a page; the first of each kind counts.

    Args:
        lines: short lines of the page, outside the article's text, in reading order; a table's rows are parted by line
            breaks. A number alone on the line after its label, or before it where none follows, belongs to the label.
    """
    found: dict[str, int] = {}
    average: float | None = None
    folded = [fold_tone(row.replace(" | ", ": ")) for line in lines for row in line.split("\n") if len(row) <= _MAX_LINE]
    alone = [_ALONE.fullmatch(row) for row in folded]
    used: set[int] = set()
    for index, row in enumerate(folded):
        label = _lone_label(row)
        if label is not None and label not in found:
            for beside in (index + 1, index - 1):
                match = alone[beside] if 0 <= beside < len(alone) and beside not in used else None
                if match is not None:
                    found[label] = number(match[1])
                    used.add(beside)
                    break
        if not any(map(str.isdigit, row)):
            continue
        if _PERIOD.match(row):
            row = _PERIOD_COUNT.sub(" ", row)
        for name, pattern in _PATTERNS:
            if name not in found and (match := pattern.search(row)):
                found[name] = number(next(group for group in match.groups() if group))
        if average is None and (match := _AVERAGE.search(row)):
            average = float(next(group for group in match.groups() if group).replace(",", "."))
    return Stats(**found, rating_average=average)


def _lone_label(folded: str) -> str | None:
    match = _LABEL.fullmatch(folded.strip(" :•-–"))
    return match.lastgroup if match else None


def number(text: str) -> int:
    """Return a printed whole number: "644.092" and "644,092" are 644092."""
    return int(re.sub(r"[., ]", "", text))
