"""What a page prints about itself: views of the article, visits of the portal, who is online, comments, rating.

A dot or comma between groups of three digits is a thousands separator (644.092 is 644,092). A label without a number
says nothing: null, not 0.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.items import Stats
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUM = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,3}(?: \d{3}){2,3}|\d(?: \d){3,9}|\d{1,12})(?![\d%/]|[.,:-]\d)"
_GAP = r"\s{0,3}[:：]?\s{0,3}\(?"
# A total of something else than visits.
_NOT_OF = r"(?!\s?(?:phiếu|ý kiến|văn bản|tin|bài|trang|hồ sơ|kết quả|bản ghi|mục|thủ tục|câu hỏi|đồng|tỷ|tỉ|triệu)\b)"
_SINCE = r"(?: từ (?:ngày )?[\d/.-]{4,10})?"
_WHO = r"(?:khách|người(?: dùng| xem| truy cập)?|thành viên|users?|guests?|visitors?|bạn đọc)"
_HERE = r"(?:(?:đang )?(?:online|trực tuyến)|đang (?:truy cập|xem|ghé thăm))"
_VISITED = r"(?:truy cập|ghé thăm|viếng thăm|tham quan|xem trang)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "views",
        regex(
            rf"(?:(?:số )?lượt (?:xem|đọc|view)(?: tin| bài(?: viết)?)?|đã (?:xem|đọc)|view count|views?|hits|"
            rf"(?<!người )(?<!đang )xem|"
            rf"số lần (?:được )?(?:xem|đọc)|người (?:xem|đọc)){_GAP}{_NUM}|"
            rf"(?:đọc|xem) {_NUM} lần|(?:^|[(|;•·-]\s?)đọc\s?:\s?{_NUM}|👁\ufe0f?{_GAP}{_NUM}|"
            rf"{_NUM} (?:lượt (?:xem|đọc)|lần (?:xem|đọc)|views?\b|người đã (?:xem|đọc))(?!\s?:)"
        ),
    ),
    (
        "visits",
        regex(
            rf"(?:thống kê(?: truy cập)?|(?:tổng )?(?:số )?(?:lượt |người |lượt người |lượng )(?:đã )?{_VISITED}|"
            rf"tổng (?:số |cộng )?(?:đã )?{_VISITED}|"
            rf"(?<!đang )(?<!người )đã {_VISITED}|tổng (?:cộng|lượt|số(?: lượt| khách)?)|total(?: visit(?:ed|s|ors)?|"
            rf" hits| page ?views?)?|tất cả|all(?: days)?|"
            rf"khách truy cập|visitors?|(?:^|[|;•] ?)truy cập(?: tổng(?: số| cộng)?)?){_SINCE}{_GAP}{_NUM}{_NOT_OF}|"
            rf"{_NUM} lượt (?:{_VISITED})(?!\s?:)|(?:người|khách|lượt) (?:{_VISITED} )?thứ{_GAP}{_NUM}|(?:^|"
            rf"[|;,•\d–-]\s?)tổng\s?:\s?{_NUM}|^từ(?: ngày| tháng)? [\d/]{{4,10}}\s?:\s?{_NUM}"
        ),
    ),
    (
        "online",
        regex(
            rf"(?:(?:số )?(?:{_WHO} )?(?:đang )?(?:online|trực tuyến)|(?:số )?(?:{_WHO} )?đang (?:truy cập|xem)|"
            rf"(?:users?|guests?|visitors?) online|online (?:users?|guests?|visitors?))"
            rf"{_GAP}{_NUM}|{_NUM} {_WHO}(?: và \d{{1,6}} {_WHO})? {_HERE}"
        ),
    ),
    (
        "comments",
        regex(
            rf"(?:bình luận|ý kiến (?:bạn đọc|phản hồi|độc giả)|phản hồi|comments?){_GAP}{_NUM}|"
            rf"ý kiến \({_NUM}\)|{_NUM} (?:bình luận|"
            rf"phản hồi|ý kiến|comments?\b)"
        ),
    ),
    (
        "rating_count",
        regex(
            rf"(?:lượt (?:đánh giá|bình chọn)|số (?:lượt )?(?:đánh giá|phiếu|bình chọn)){_GAP}{_NUM}|\b(?:trong|"
            rf"trên) {_NUM} đánh giá|"
            rf"/\s?5\s?\(\s?{_NUM} lượt|{_NUM} (?:(?:lượt )?(?:đánh giá|bình chọn|bỏ phiếu)|phiếu(?: bầu)?|votes?\b)"
        ),
    ),
)
_AVERAGE = regex(
    r"(?:trung bình|xếp hạng|điểm đánh giá|đánh giá)\s{0,3}[:：]?\s{0,3}(\d(?:[.,]\d{1,2})?)(?![\d.,]*\d|\s?(?:lượt|"
    r"đánh giá|sao trở|người))"
    r"|(\d(?:[.,]\d{1,2})?)\s?[★⭐]|(\d(?:[.,]\d{1,2})?)\s?/\s?5(?:\s?(?:sao|điểm|-|\(|$))"
)
# NukeViet's sum of the points, and by how many readers.
_POINTS = regex(r"tổng số điểm(?: của bài viết)?(?: là)?\s{0,3}[:：]?\s{0,3}(\d{1,6}) trong (\d{1,5}) đánh giá")
# Counts of a day, a week, a month are no totals; what follows them on the line may be one.
_PERIOD = regex(r"(?:trong |truy cập )?(?:hôm nay|hôm qua|(?:trong )?(?:ngày|tuần|tháng|năm))\b")
_PERIOD_COUNT = regex(
    r"(?:trong |truy cập )?(?:hôm nay|hôm qua|(?:trong )?(?:ngày|tuần|tháng|năm)(?: này| trước| qua|"
    r" hiện tại)?)\s?:?\s?[\d.,]+(?: lượt(?: truy cập)?)?"
)
_ALONE = regex(r"\s?\(?(\d{1,3}(?:[.,]\d{3})+|\d{1,3}(?: \d{3}){2,3}|\d(?: \d){3,9}|\d{1,12})\)?\s?")
_LABEL = regex(
    r"(?P<views>(?:số )?lượt (?:xem|đọc))|(?P<visits>(?:tổng )?(?:số )?(?:lượt )?truy cập|tổng(?: số|"
    r" lượt)?(?: truy cập)?|tất cả|thống kê(?: truy cập)?|đã truy cập)(?: từ (?:ngày |tháng )?[\d/.-]{4,10})?"
    r"|(?P<online>(?:đang )?(?:online|trực tuyến|truy cập))|(?P<comments>bình luận)"
)
# One of these stands on every line that prints a counter; most lines of a page are told by that.
_WORDS = (
    "xem", "đọc", "view", "hits", "truy cập", "thăm", "tham quan", "thống kê", "tổng", "total", "tất cả", "all",
    "khách", "người", "visit", "từ", "online", "trực tuyến", "users", "guests", "bình luận", "ý kiến", "phản hồi",
    "comment", "👁", "đánh giá", "bình chọn", "phiếu", "vote", "trung bình", "xếp hạng", "/5", "/ 5", "★", "⭐",
)  # fmt: skip
# "Tổng lượt truy cập : | 9.870.204": a label, with its colon, in a cell; a count ("95 lượt xem | In tin") is no label.
_CELL_END = regex(r"(\d (?:lượt|lần|views?|bình luận|phản hồi|ý kiến|comments?)[^|:\d]{0,30})?(?: ?:)? \| ")
_MONEY = regex(r"\d (?:đồng|vnđ|vnd)\b")  # what a service costs that is asked for online
_FIRST_NUMBER = regex(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,12})")
_BEST = 5.0  # stars
_MAX_LINE = 200


def find_stats(lines: Iterable[str]) -> Stats:
    """Return the counters printed on the lines of a page; the first of each kind counts.

    Args:
        lines: short lines of the page, outside the article's text, in reading order; a table's rows are parted by line
            breaks. A number alone on the line after its label, or before it where none follows, belongs to the label.
    """
    found: dict[str, int] = {}
    average: float | None = None
    folded = [_labelled(fold_tone(row)) for line in lines for row in line.split("\n") if len(row) <= _MAX_LINE]
    alone = [_ALONE.fullmatch(row) for row in folded]
    used: set[int] = set()
    for index, row in enumerate(folded):
        label = _lone_label(row)
        if label is not None and label not in found:
            beside = _number_of(index, folded, alone, used)
            if beside is not None:
                found[label] = number(alone[beside][1])  # type: ignore[index]
                used.add(beside)
        counts, own_average = _counts_on(row)
        for name, count in counts:
            found.setdefault(name, count)
        average = own_average if average is None else average
    average = _average_of_points(folded) if average is None else average
    if not found.get("rating_count", 1):  # nobody has rated: that is no rating of 0
        found.pop("rating_count")
        average = None
    return Stats(**found, rating_average=average)


def _labelled(folded: str) -> str:
    """Return a row with a colon behind each cell that is a label; one that is a count keeps its bar."""
    return _CELL_END.sub(lambda end: end[0] if end[1] else ": ", folded) if " | " in folded else folded


@lru_cache(maxsize=4_096)  # counters and boxes of a portal stand on every one of its pages
def _counts_on(row: str) -> tuple[tuple[tuple[str, int], ...], float | None]:
    """Return the counters that a folded line prints, by name, and the average rating."""
    if not any(map(str.isdigit, row)) or not any(word in row for word in _WORDS) or _MONEY.search(row):
        return (), None
    row, _, online = row.partition("people online")
    if online and (count := _FIRST_NUMBER.search(online)):  # "People Online: Visitors: 21; Total: 21": those of now
        return (*_counts_on(row)[0], ("online", number(count[1]))), None
    if _PERIOD.match(row):
        row = _PERIOD_COUNT.sub(" ", row)
    matches = ((name, pattern.search(row)) for name, pattern in _PATTERNS)
    counts = tuple((name, number(_first_group(match))) for name, match in matches if match is not None)
    return counts, _average_on(row)


def _average_on(row: str) -> float | None:
    """Return the average rating that a folded line prints; none of more than five."""
    average = _AVERAGE.search(row)
    value = float(_first_group(average).replace(",", ".")) if average else None
    return None if value is None or value > _BEST else value


def _average_of_points(rows: Iterable[str]) -> float | None:
    """Return the average rating that a printed sum of points comes to."""
    points = next((found for row in rows if (found := _POINTS.search(row)) is not None), None)
    return round(int(points[1]) / int(points[2]), 1) if points is not None and int(points[2]) else None


def _first_group(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _number_of(index: int, lines: list[str], alone: list[re.Match[str] | None], used: set[int]) -> int | None:
    """Return the line of the number that belongs to the lone label at ``index``.

    It is the next line, or in a list that has the numbers first the one before.
    """
    after = index + 1 if index + 1 < len(lines) and alone[index + 1] else None
    before = index - 1 if index and alone[index - 1] and index - 1 not in used else None
    if before is not None and after is not None:
        numbers_first = index + 2 < len(lines) and _lone_label(lines[index + 2]) is not None
        return before if numbers_first else after
    return after if after is not None else before


@lru_cache(maxsize=4_096)
def _lone_label(folded: str) -> str | None:
    match = _LABEL.fullmatch(folded.strip(" :•-–"))
    return match.lastgroup if match else None


def number(text: str) -> int:
    """Return a printed whole number: "644.092" and "644,092" are 644092."""
    return int(re.sub(r"[., ]", "", text))
