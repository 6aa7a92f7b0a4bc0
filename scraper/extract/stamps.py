"""Publication and update stamps: what a portal prints about when an article went up.

:func:`parse_stamp` reads an element that should be a stamp, :func:`find_stamps` looks for stamps in a longer text (a
plain-text dump, the head of an article), :func:`choose_stamps` says which is the publication and which the update, and
:func:`parse_machine_date` reads the values of meta tags, ``<time datetime>`` and JSON-LD.

Times are local (+07:00; Vietnam has no summer time). Where a day alone is printed the value is a day alone.

*Cập nhật* ("updated") is what many portals print in place of a publication date, and the only stamp they have. So it is
read as kind ``updated``, and :func:`choose_stamps` makes it the publication stamp where no other stands on the page.
A line that says today's date ("Hôm nay: ...", "Thứ 3, Ngày 16/07/2024 -" over everything else) is kind ``clock``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from scraper.clock import VIETNAM
from scraper.extract.date_digits import real_date
from scraper.extract.dates import WEEKDAYS, lowered
from scraper.extract.machine_dates import EARLIEST_YEAR, parse_machine_date
from scraper.extract.stamp_forms import is_american, span_as_printed, usual_form
from scraper.patterns import regex
from scraper.vietnamese import collapse

__all__ = ["Stamp", "choose_stamps", "find_stamps", "parse_machine_date", "parse_stamp"]

MAX_STAMP = 160  # characters: a longer text is no stamp
MAX_ACRONYM = 8
SHOWN_ANEW = timedelta(minutes=45)  # how far a page's clock may be from the moment the page was fetched
Kind = Literal["published", "updated", "clock", "unknown"]


@dataclass(slots=True)
class Stamp:
    """A printed stamp: ISO value, words as printed, what it is, where it stands, and how far to trust it (0-100)."""

    value: str
    text: str
    kind: Kind
    start: int
    end: int
    score: int = 50


_TIME = (
    r"(?P<{0}h>[0-9]{{1,2}})(?:\s?[:h]\s?|\s?giờ\s?|"
    r"\s?g(?=[0-9]))(?P<{0}m>[0-9]{{1,2}})?(?::(?P<{0}s>[0-9]{{2}})(?:\.[0-9]{{1,7}})?)?"
    r"(?:\s?(?:phút|p(?![.m])|'))?(?:\s{{0,2}}(?P<{0}x>a\.?m\b\.?|p\.?m\b\.?|sa\b|ch\b|sáng\b|chiều\b|tối\b|trưa\b))?(?![0-9:])"
)
_BETWEEN = r"[\s,;|@\-–—•·/.]{0,6}"
_WEEKDAY = (
    r"(?:thứ\s?(?:hai|ba|tư|năm|sáu|b[ảẩ]y|[2-7])|chủ\s?nhật|cn|t[2-7]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)(?![^\W_])"
)
_LABEL = (
    r"(?P<updated>(?:lần\s)?cập\snhật(?:\s(?:lần\scuối|cuối|mới\snhất|tin|bài|ngày|lúc|vào|thời\sgian)){0,3}"
    r"|ngày\s(?:cập\snhật|sửa(?:\sđổi)?|chỉnh\ssửa|hiệu\schỉnh)|(?:chỉnh\s)?sửa(?:\sđổi)?(?:\slần\scuối)?(?:\s(?:ngày|lúc|vào)){0,2}\s?(?=[:：]|lúc|ngày|vào|thứ|chủ|[0-9])|lần\ssửa\scuối|"
    r"thời\sgian\scập\snhật|(?:last\s)?(?:updated?|modified)(?:\s(?:on|at|date))?)"
    r"|(?P<clock>(?:hôm\snay|bây\sgiờ|today|date\s(?:and|&)\stime|now|giờ\shệ\sthống|hiện\stại)(?:\s?(?:là|is))?)"
    r"|(?P<published>(?:ngày|thời\sgian|giờ|đã|được|tin|bài)?\s?(?:đăng|xuất\sbản|phát\s(?:hành|sóng)|gửi|đưa|viết|"
    r"tạo)(?:\s(?:tin|bài|tải|lên))?"
    r"(?:\s(?:ngày|lúc|vào|bởi|hồi|trên)){0,2}|thời\sgian|ngày|date|time|(?:date\s)?(?:publish|post|"
    r"creat)(?:ed)?(?:\s(?:date|on|at|time))?)"
)
_DAY = (
    r"(?:(?P<d>[0-9]{1,2})(?:(?P<sep>\s{0,2}[/.\-–]\s{0,2})(?P<mo>[0-9]{1,2})\s{0,2}[/.\-–]\s{0,2}(?P<y>20[0-9]{2}|"
    r"199[0-9]|[0-4][0-9](?=\s|$|,))"
    r"|\s{0,2},?\s{0,2}tháng\s{0,2}(?P<wm>[0-9]{1,2})\s{0,2}(?:,?\s{0,2}năm\s{0,2}|[/.\-,]\s?|"
    r"\s{1,2})(?P<wy>20[0-9]{2}|199[0-9]))"
    r"|(?P<iy>20[0-9]{2}|199[0-9])[\-/.](?P<im>[0-9]{1,2})[\-/.](?P<id>[0-9]{1,2}))(?![0-9])"
)
_ZONE = r"(?:\s?[(\[]{0,2}(?:gmt|utc)\s?\+?\s?0?7(?::?00)?[)\]]{0,2}|\+07:?00)?"
_STAMP = regex(
    rf"(?P<open>[\(\[]\s?)?(?:(?:{_LABEL})\s?[:：]?\s{{0,3}}(?:vào\s|lúc\s|"
    rf"ngày\s?[:：]?\s?){{0,2}})?(?:{_WEEKDAY}{_BETWEEN})?"
    rf"(?:(?:vào\s)?(?:lúc\s?:?\s?|hồi\s)?{_TIME.format('a')}(?:\s?,?\s?ngày\s?|"
    rf"{_BETWEEN}))?(?:{_WEEKDAY}{_BETWEEN})?(?:ngày\s?[:：]?\s?)?{_DAY}"
    rf"(?:(?:\s?t|{_BETWEEN}(?:vào\s)?(?:lúc\s?:?\s?|hồi\s)?){_TIME.format('b')})?{_ZONE}(?P<close>\s?[\)\]])?"
)
_DIGITS = regex(r"(?:20|199)[0-9]|[/.\-–]\s{0,2}[0-4][0-9](?![0-9])")  # every stamp holds a year
# What may stand beside a stamp on its line without making it a sentence.
_BESIDE = regex(
    r"(?:số\s)?(?:lượt\s(?:xem|đọc|truy\scập)|lượt|đã\s(?:xem|đọc)|xem|views?(?:\scount)?|"
    r"đọc)\s?(?:bài\sviết)?\s?:?\s?[0-9.,]*(?:\slượt(?:\sxem)?)?"
    r"|[0-9.,]{1,12}\s?(?:lượt(?:\s(?:xem|đọc|truy\scập))?|views?|reads?|hits?|bình\sluận|phản\shồi|comments?|"
    r"phút\sđọc)"
    r"|(?:đọc|nghe)\s(?:bài(?:\sviết)?|nội\sdung|audio|podcast)|phát\sâm\sthanh|giọng\s(?:nam|nữ|đọc)|"
    r"lưu\sbài(?:\sviết)?|copy\slink|sao\schép\sliên\skết"
    r"|(?:tác\sgiả|người\s(?:đăng|viết|gửi)|nguồn(?:\stin)?|bởi|by|chuyên\smục|đăng\sbởi|biên\stập)\s?:?[^|]{0,60}"
    r"|(?:bình\sluận|phản\shồi|comments?|print|in\s(?:bài(?:\sviết)?|ra|trang|tin)|in|gửi\s(?:email|bài)|email|"
    r"chia\ssẻ|cỡ\schữ|a[+\-]|mặc\sđịnh\scỡ\schữ)\s?:?\s?[0-9.]*"
)
# Counters of views, comments and likes, whose icons a dump has lost ("10/12/2025 08:12 30 0").
_BESIDE_NUMBER = regex(r"[0-9.,]{1,12}(?:\s[0-9.,]{1,12}){0,2}")
# A dateline before a stamp with a time: the place of writing and nothing else ("Tuyên Quang, 11/10/2025 | 09:00").
_DATELINE = regex(r"\(?[^\W\d_]{1,9}(?:\s[^\W\d_]{1,9}){0,3}\)?\s?[,–|-]\s?")
_TRIM = " \t\r\n\xa0|-–—,;:•·()[]"
_TRAILING_DASH = regex(r"\s?[\-–|]\s*\Z")
_LEADING_WEEKDAY = regex(rf"\s*{_WEEKDAY}")
# A label that says by itself that a stamp follows, whatever else stands on the line.
_SURE_LABEL = regex(
    r"[\(\[]?\s?(?:(?:ngày|thời\sgian|giờ)\s(?:đăng|cập\snhật|xuất\sbản)(?:\s\w{2,4}){0,2}|"
    r"cập\snhật(?:\s\w{2,4}){0,2})\s?:"
)


def parse_stamp(text: str, *, not_after: datetime | None = None) -> Stamp | None:
    """Read ``text`` (NFC), a string that is a stamp and little else; ``None`` rather than a wrong date.

    ``not_after`` is the moment of capture: a stamp more than a day later is rejected, and a bare weekday and day equal
    to it is taken for the page's clock.
    """
    if not text or len(text) > MAX_STAMP or not any(map(str.isdigit, text)):
        return None
    stamp = _parse(text, not_after) if not is_american(text) else None
    if stamp is not None or (usual := usual_form(text)) == text:
        return stamp
    stamp = _parse(usual, not_after)
    if stamp is None:
        return None
    start, end = span_as_printed(text, usual, stamp.start, stamp.end)
    return replace(stamp, text=collapse(text[start:end]), start=start, end=end)


def _parse(text: str, not_after: datetime | None) -> Stamp | None:
    low = lowered(text)
    if not _DIGITS.search(low):
        return None
    found = _STAMP.search(low)
    if found is None:
        return None
    before, after = low[: found.start()].strip(_TRIM), low[found.end() :].strip(_TRIM)
    opening = text[: found.start()]
    if _is_acronym(opening.strip(_TRIM)) or (_is_dateline(opening) and _time(found)):
        before = ""
    if not (_is_beside(before) and _is_beside(after)) and not _SURE_LABEL.match(found.group()):
        return None
    return _stamp(text, low, found, not_after)


def find_stamps(text: str, *, not_after: datetime | None = None) -> list[Stamp]:
    """Return the stamps among the lines of ``text`` (NFC), most trusted first, offsets into ``text``.

    A line is a stamp when :func:`parse_stamp` reads it; a line that opens the text with a weekday and ends in a dash,
    or stands before a labelled stamp, is the page's clock.
    """
    stamps: list[Stamp] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        if 6 <= len(line) <= MAX_STAMP and (stamp := parse_stamp(line, not_after=not_after)):
            stamps.append(replace(stamp, start=stamp.start + offset, end=stamp.end + offset))
        offset += len(line)
    labelled = [stamp for stamp in stamps if stamp.score >= 80]
    for stamp in stamps:
        if labelled and stamp.start < labelled[0].start and _LEADING_WEEKDAY.match(stamp.text.lower()):
            stamp.kind, stamp.score = "clock", 5
    return sorted(stamps, key=lambda stamp: (-stamp.score, stamp.start))


def choose_stamps(stamps: list[Stamp]) -> tuple[Stamp | None, Stamp | None]:
    """Return (publication, update) out of ``stamps``; a lone "Cập nhật" is the publication, a clock is neither."""
    usable = sorted((s for s in stamps if s.kind != "clock"), key=lambda s: (-s.score, s.start))
    published = next((s for s in usable if s.kind != "updated"), None)
    updated = next((s for s in usable if s.kind == "updated"), None)
    if updated is not None and (published is None or (published.score < 80 and published.value > updated.value)):
        return updated, None
    return published, updated


def _is_acronym(rest: str) -> bool:
    """Tell whether an acronym of the portal or its office stands before a stamp: "TTH - 20:41 26/03/2024"."""
    return len(rest) <= MAX_ACRONYM and rest.isalpha() and rest.isupper()


def _is_dateline(rest: str) -> bool:
    """Tell whether the place of writing stands before a stamp; in a table of people it is a name, without a time."""
    return rest.istitle() and _DATELINE.fullmatch(rest) is not None


def _is_beside(rest: str) -> bool:
    """Tell whether what stands beside a stamp is page furniture and no sentence."""
    if not rest:
        return True
    if _BESIDE_NUMBER.fullmatch(rest):
        return True
    return all(
        not (p := part.strip(_TRIM)) or _BESIDE.fullmatch(p) or _BESIDE_NUMBER.fullmatch(p) for part in rest.split("|")
    )


def _stamp(text: str, low: str, found: re.Match[str], not_after: datetime | None) -> Stamp | None:
    day = _day(found)
    if day is None:
        return None
    time = _time(found)
    value = (
        day.strftime("%Y-%m-%d")
        if time is None
        else day.replace(hour=time[0], minute=time[1], second=time[2]).isoformat()
    )
    if not_after is not None and day.replace(tzinfo=VIETNAM) > _local(not_after) + timedelta(days=1):
        return None
    start, end = found.span()
    if found["open"] and not found["close"]:
        start = start + len(found["open"])
    if found["close"] and not found["open"]:
        end -= len(found["close"])
    kind, score = _kind(low, found, day, time, not_after)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stamp(value, collapse(text[start:end]), kind, start, end, score)


def _day(found: re.Match[str]) -> datetime | None:
    year, month, day = (
        (found["iy"], found["im"], found["id"]) if found["iy"]
        else (found["y"] or found["wy"], found["mo"] or found["wm"], found["d"])
    )  # fmt: skip
    number = int(year) + (2000 if len(year) == 2 else 0)
    real = real_date(number, int(month), int(day))
    if real is None or real.year < EARLIEST_YEAR:
        return None
    return datetime(real.year, real.month, real.day, tzinfo=VIETNAM)


def _time(found: re.Match[str]) -> tuple[int, int, int] | None:
    """Return the clock time of a stamp; AM and PM are heeded where they make sense ("15:30 PM" is 15:30)."""
    for side in "ab":
        if found[side + "h"] is None:
            continue
        hour, minute, second = int(found[side + "h"]), int(found[side + "m"] or 0), int(found[side + "s"] or 0)
        suffix = (found[side + "x"] or "").replace(".", "").strip()
        if suffix in ("pm", "ch", "chiều", "tối") and hour < 12:
            hour += 12
        elif suffix in ("am", "sa", "sáng") and hour == 12:
            hour = 0
        if hour > 23 or minute > 59 or second > 59:
            return None
        return hour, minute, second
    return None


def _kind(
    low: str, found: re.Match[str], day: datetime, time: tuple[int, int, int] | None, not_after: datetime | None
) -> tuple[Kind, int]:
    """Say what a stamp is and how far to trust it."""
    if found["clock"]:
        return "clock", 0
    if found["updated"]:
        return "updated", 90
    if found["published"] and found["published"].strip() != "ngày":
        return "published", 100
    weekday = _LEADING_WEEKDAY.match(low[found.start() :]) is not None
    captured_today = not_after is not None and _is_now(day, time, _local(not_after))
    if weekday and (_TRAILING_DASH.search(low) or (captured_today and " - " not in found.group())):
        return "clock", 5
    score = 40 + (25 if time else 0) + (5 if found["open"] or weekday else 0)
    if weekday and not _weekday_agrees(found.group(), day):
        score -= 20
    return "published", score


def _is_now(day: datetime, time: tuple[int, int, int] | None, captured: datetime) -> bool:
    """Tell whether a stamp may be a page's clock: of the day it was fetched, and about the time where it has one."""
    if time is None or day.date() != captured.date():
        return day.date() == captured.date()
    return abs(day.replace(hour=time[0], minute=time[1], second=time[2]) - captured) <= SHOWN_ANEW


def _weekday_agrees(words: str, day: datetime) -> bool:
    found = re.search(r"thứ\s?(\w+)|(chủ)\s?nhật|(cn)\b", words)
    name = next((group for group in found.groups() if group), "") if found else ""
    return name not in WEEKDAYS or WEEKDAYS[name] == day.weekday()


def _local(moment: datetime) -> datetime:
    """Return ``moment`` in Vietnamese time; a moment without zone is taken for local."""
    return moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
