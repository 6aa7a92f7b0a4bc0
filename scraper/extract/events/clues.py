"""What an article's texts say of the year in which it was written: clues, not yet weighed.

Full dates, months and quarters with their year, years beside a plan or a review, anniversaries, school years, the names
of years in the old calendar, terms of party congresses. Which clue counts: :mod:`scraper.extract.events.years`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from scraper.extract.date_digits import real_date
from scraper.extract.dates import find_dates
from scraper.extract.events.candidates import OLDEST_YEAR
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.dates import DateMention

LATEST_YEAR = 2099

Kind = Literal["neutral", "plan", "review", "weak"]
_YEAR = r"(19[0-9]{2}|20[0-9]{2})(?![0-9])"
_ANY_YEAR = regex(r"[12][0-9]{3}")
# Patterns that open with a letter, its boundary checked behind it, are searched much faster.
_YEAR_WORD = regex(rf"năm(?<!\wnăm)\s{{1,2}}(?:học\s)?{_YEAR}(?:\s?[-–]\s?(20[0-9]{{2}})(?![0-9]))?")
_MONTH = regex(rf"tháng(?<!\wtháng)\s{{0,2}}(1[0-2]|0?[1-9])(?:\s?[/.-]\s?|\s(?:năm\s)?){_YEAR}")
_NOT_THIS_MONTH = regex(r"[0-9]\s?,?\s?$|\b(?:từ|đến|trước|hết|sinh|cuối)\s$")
_QUARTER = regex(rf"quý(?<!\wquý)\s(iv|iii|ii|i|[1-4])\s?(?:[/-]\s?|(?:năm\s)){_YEAR}")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SCHOOL_YEAR = regex(rf"\bnăm học\s?:?\s?{_YEAR}\s?[-–/]\s?(20[0-9]{{2}})")
# One pattern a word: those that open with the same letters in every match are searched by them.
_TET = tuple(
    regex(
        rf"{word}(?<!\w{word}){more}\s(?:mới\s)?(giáp|ất|bính|đinh|mậu|k[ỷỉ]|canh|tân|nhâm|quý)"
        r"\s(tý|tí|sửu|dần|mão|mẹo|thìn|t[ỵị]|ngọ|mùi|thân|dậu|tuất|hợi)\b"
    )
    for word, more in (("xuân", ""), ("tết", "(?: nguyên đán)?"), ("năm", ""))
)
_SPRING_YEAR = regex(r"(?:xuân|tết|năm mới)(?:\s[^\W\d_]{2,6}+){0,3}+\s[–-]?\s?(20[0-9]{2})(?![0-9])")
_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_JUBILEE = regex(
    r"([0-9](?<![0-9][0-9])[0-9]{0,2})\s(?:năm|\(?th\)?)\s(?:ngày\s|lễ\s|truyền thống\s|kỷ niệm\s){0,3}"
    r"([^.,;()0-9]{8,80})"
)
_FOUNDED: tuple[tuple[str, date], ...] = (
    ("quân đội nhân dân", date(1944, 12, 22)),
    ("quốc phòng toàn dân", date(1989, 12, 22)),
    ("đảng cộng sản việt nam", date(1930, 2, 3)),
    ("quốc khánh", date(1945, 9, 2)),
    ("cách mạng tháng tám", date(1945, 8, 19)),
    ("công an nhân dân", date(1945, 8, 19)),
    ("bảo vệ an ninh tổ quốc", date(2005, 8, 19)),
    ("liên hiệp phụ nữ việt nam", date(1930, 10, 20)),
    ("lhpn việt nam", date(1930, 10, 20)),
    ("hội nông dân việt nam", date(1930, 10, 14)),
    ("đoàn tncs hồ chí minh", date(1931, 3, 26)),
    ("đoàn thanh niên cộng sản", date(1931, 3, 26)),
    ("mặt trận", date(1930, 11, 18)),
    ("mttq", date(1930, 11, 18)),
    ("thương binh", date(1947, 7, 27)),
    ("giải phóng miền nam", date(1975, 4, 30)),
    ("chủ tịch hồ chí minh", date(1890, 5, 19)),
    ("nhà giáo việt nam", date(1982, 11, 20)),
    ("công đoàn việt nam", date(1929, 7, 28)),
    ("cựu chiến binh việt nam", date(1989, 12, 6)),
    ("báo chí cách mạng", date(1925, 6, 21)),
    ("dân quân tự vệ", date(1935, 3, 28)),
    ("bộ đội biên phòng", date(1959, 3, 3)),
    ("biên phòng toàn dân", date(1989, 3, 3)),
    ("thầy thuốc việt nam", date(1955, 2, 27)),
    ("điện biên phủ", date(1954, 5, 7)),
    ("gia đình việt nam", date(2001, 6, 28)),
    ("dân số", date(1961, 12, 26)),
    ("công tác tuyên giáo", date(1930, 8, 1)),
    ("ngành tuyên giáo", date(1930, 8, 1)),
    ("ngành tổ chức xây dựng đảng", date(1930, 10, 14)),
    ("ngành kiểm tra", date(1948, 10, 16)),
    ("công tác dân vận", date(1930, 10, 15)),
)
# Party congresses are held within the first year of their term, which is a multiple of five.
_CONGRESS = regex(
    rf"\bđại hội (?:đại biểu )?(?:các )?đảng bộ[^.;\n]{{0,90}}\bnhiệm kỳ\s{_YEAR}\s?[-–]\s?(20[0-9]{{2}})"
)
# "19/5/1890 - 19/5/2024", searched from the first year on: of days and months a text may have any number. A long number
# is looked into once, at its first digit.
_ANNIVERSARY = regex(rf"1(?<![0-9]1)[0-9]{{3}}\s?[-–]\s?([0-9]{{1,2}})\s?[/.]\s?([0-9]{{1,2}})\s?[/.]\s?{_YEAR}")
_FIRST_DAY = regex(r"([0-9]{1,2})\s?[/.]\s?([0-9]{1,2})\s?[/.]\s?$")
_NOT_THIS_YEAR = regex(
    r"(?:\b(?:từ|đến|tới|trước|sau|hết|giai đoạn|tầm nhìn|sinh|khóa|so với|cùng kỳ|vào|mục tiêu"
    r"|hướng tới|đến hết|kể từ|những"
    r"|các|nhiệm kỳ|lần thứ|(?:luật|nghị định|thông tư|hiến pháp|nghị quyết (?:số|trung ương|đại hội)"
    r"|quyết định số)[^,.;]{0,60})\s)$"
)
_UNTIL = regex(r"\b(?:từ|đến|tới|trước|sau|hết|vào) (?:cuối|đầu|giữa|hết)\s$")
_PLAN = regex(
    r"\b(?:nhiệm vụ|phương hướng|kế hoạch|dự toán|chương trình (?:giám sát|công tác|hành động)|triển khai"
    r"|giải pháp|mục tiêu|chỉ tiêu|giao ước|"
    r"nghị quyết lãnh đạo|chuẩn bị|đón|chào (?:đón|năm)|giám sát|ký kết|tuyển quân|gọi công dân|nhập ngũ"
    r"|năm mới)[^.;\n]{0,60}$"
)
_REVIEW = regex(
    r"\b(?:tổng kết|kết quả|thành tích|đánh giá|xếp loại|kiểm điểm|tuyên dương|biểu dương|khen thưởng"
    r"|vinh danh|giải (?:báo chí|thưởng|búa)|công nhận|"
    r"danh hiệu|tiêu biểu|xuất sắc|quyết toán|báo cáo|sơ kết|bình xét|công tác|hoạt động|đạt (?:chuẩn|được)"
    r"|tình hình)[^.;\n]{0,80}$"
)
# What takes place in the very year that its name gives.
_HELD = regex(
    r"\b(?:(?:lễ )?ra quân|khai giảng|giao quân|phát động|diễn tập|hội thi|hội thao|giải (?:bóng|cầu|việt dã"
    r"|vô địch|thể thao)|lễ hội|ngày hội|liên hoan"
    r"|huấn luyện|tập huấn|lớp bồi dưỡng|tết trồng cây|tháng (?:thanh niên|an toàn|hành động)|hội xuân"
    r"|hội diễn|cuộc thi|trại hè)[^.,;\n]{0,60}$"
)
_MONTHS_OF_YEAR = regex(r"\b(?:0?[1-9]|1[0-2]|sáu|chín|ba) tháng (?:đầu|cuối)\s$")


@dataclass(slots=True)
class YearHint:
    """A year that the text names, with what it says of an event in a given month."""

    year: int
    kind: Kind
    head: bool  # in title, lead or first paragraph
    held: bool = False  # the year is part of the name of what takes place in it

    def for_month(self, month: int) -> int | None:
        """Return the year of an event in ``month``; ``None`` where the hint does not say."""
        if self.kind == "plan":  # "nhiệm vụ năm 2024" is resolved upon late in 2023, and carried out in 2024
            return self.year - 1 if month >= 11 else self.year if month <= 9 else None
        if self.kind == "review":  # "tổng kết năm 2023" is late in 2023 or early in 2024; in between it may be either
            return self.year if month >= 7 else self.year + 1 if month <= 2 else None
        return self.year


@dataclass(slots=True)
class Clues:
    """Everything in an article that tells of its year, but the years that it names beside the news."""

    full: list[date] = field(default_factory=list)
    months: list[tuple[int, int]] = field(default_factory=list)  # (year, month) as printed: "tháng 5/2023"
    jubilees: list[date] = field(default_factory=list)
    springs: list[int] = field(default_factory=list)  # years whose Tết is named
    schools: list[int] = field(default_factory=list)  # first years of school years
    congresses: list[int] = field(default_factory=list)


def find_hints(texts: Iterable[tuple[str, str, bool]]) -> list[YearHint]:
    """Return the years that the texts name with the word "năm"; arguments as for :func:`find_clues`."""
    found = [_hint(folded, match, head) for _, folded, head in texts for match in _YEAR_WORD.finditer(folded)]
    return [hint for hint in found if hint is not None]


def find_clues(texts: Iterable[tuple[str, str, bool]]) -> Clues:
    """Return what the texts say of their year.

    Args:
        texts: (text, the same folded, whether it belongs to the head: title, lead, first paragraphs).
    """
    found = Clues()
    for text, folded, _ in texts:
        for mention in find_dates(text):
            _take_full_date(found, mention, folded)
        _take_years(found, folded)
        _take_occasions(found, folded)
    return found


_OLD_DOCUMENT = regex(r"\b(?:luật|nghị định|thông tư|hiến pháp|pháp lệnh|[0-9-](?:nq|ct|kl|qđ)[-/]tw|/qh[0-9]|-cp\b)")
_ANNIVERSARY_REACH = 60  # characters
_LIFE = regex(r"\b(?:sinh|mất|từ trần|nhập ngũ|kết nạp|thành lập|ra đời|khởi công|kể từ|nhiệm kỳ)[^.;,]{0,30}$")


def _take_full_date(found: Clues, mention: DateMention, folded: str) -> None:
    if mention.year is None or not OLDEST_YEAR <= mention.year <= LATEST_YEAR:
        return
    left = folded[max(0, mention.start - 90) : mention.start]
    # An anniversary gives its own rule; laws and lives are as old as they are.
    if _OLD_DOCUMENT.search(left) or _LIFE.search(left) or _speaks_of_anniversary(left):
        return
    if days := mention.days():
        found.full.append(days[0])


def _speaks_of_anniversary(left: str) -> bool:
    """Tell whether a date is that of an anniversary: the word stands some words before it, in its own sentence."""
    _, word, between = left.replace("kỉ niệm", "kỷ niệm").rpartition("kỷ niệm")
    return bool(word) and len(between) <= _ANNIVERSARY_REACH and not {".", ";"} & set(between)


def _take_years(found: Clues, folded: str) -> None:
    if not _ANY_YEAR.search(folded):
        return
    for match in _SCHOOL_YEAR.finditer(folded) if "năm học" in folded else ():
        if int(match[2]) == int(match[1]) + 1:
            found.schools.append(int(match[1]))
    for match in _MONTH.finditer(folded):
        if int(match[2]) >= OLDEST_YEAR and not _NOT_THIS_MONTH.search(
            folded[max(0, match.start() - 24) : match.start()]
        ):
            found.months.append((int(match[2]), int(match[1])))
    for match in _QUARTER.finditer(folded) if "quý" in folded else ():
        left = folded[max(0, match.start() - 60) : match.start()]
        if not _PLAN.search(left) and int(match[2]) >= OLDEST_YEAR:
            found.months.append((int(match[2]), 3 * _QUARTERS[match[1]]))


def _hint(folded: str, match: re.Match[str], head: bool) -> YearHint | None:
    year = int(match[1])
    left = folded[max(0, match.start() - 110) : match.start()]
    if (
        year < OLDEST_YEAR
        or match[2]
        or "học" in match.group()
        or re.search(r"(?:[0-9]|tháng [0-9]{1,2}|ngày)\s$", left[-12:])
    ):
        return None
    if _MONTHS_OF_YEAR.search(left):
        return YearHint(year, "neutral", head)
    if _NOT_THIS_YEAR.search(left) or _UNTIL.search(left):
        return None
    if left.endswith("trong "):  # "mong sớm ký trong năm 2019": the year at hand, mostly
        return YearHint(year, "weak", head)
    held = _HELD.search(left) is not None and _REVIEW.search(left) is None and _PLAN.search(left) is None
    plan, review = _PLAN.search(left), _REVIEW.search(left)
    if plan and (not review or plan.start() > review.start()):
        return YearHint(year, "plan", head)
    return YearHint(year, "review" if review else "neutral", head, held)


def _take_occasions(found: Clues, folded: str) -> None:
    for match in _ANNIVERSARY.finditer(folded):
        first = _FIRST_DAY.search(folded[max(0, match.start() - 12) : match.start()])
        if first is None or first.groups() != match.groups()[:2]:
            continue
        day = real_date(int(match[3]), int(match[2]), int(match[1]))
        if day is not None:
            found.jubilees.append(day)
    for match in _JUBILEE.finditer(folded):
        for name, founded in _FOUNDED:
            if name in match[2]:
                found.jubilees.append(founded.replace(year=founded.year + int(match[1])))
                break
    for match in _SPRING_YEAR.finditer(folded) if "xuân" in folded or "tết" in folded or "năm mới" in folded else ():
        found.springs.append(int(match[1]))
    for pattern in _TET:
        years = (_sexagenary_year(match[1], match[2]) for match in pattern.finditer(folded))
        found.springs += [year for year in years if year is not None]
    for match in _CONGRESS.finditer(folded) if "đảng bộ" in folded else ():
        if int(match[1]) % 5 == 0 and int(match[2]) == int(match[1]) + 5:
            found.congresses.append(int(match[1]))


def _sexagenary_year(stem: str, branch: str) -> int | None:
    """Return the year from 1997 to 2056 that the old calendar calls by this name ("giáp thìn" is 2024)."""
    stems = _STEMS.index(stem.replace("ỉ", "ỷ"))
    branches = _BRANCHES.index({"tí": "tý", "mẹo": "mão", "tị": "tỵ"}.get(branch, branch))
    for year in range(OLDEST_YEAR, OLDEST_YEAR + 60):
        if (year - 4) % 10 == stems and (year - 4) % 12 == branches:
            return year
    return None
