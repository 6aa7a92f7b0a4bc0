"""How a line opens and ends: as a sentence of running text, or not; and what two lines have in common."""

from __future__ import annotations

from functools import lru_cache

from scraper.patterns import regex
from scraper.vietnamese import fold, fold_tone

# A portal's pages repeat their menus, boxes and feet line by line: what was found out about a line is kept.
kept = lru_cache(maxsize=8_192)

UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SENTENCE_END = regex(r"[.!?…]\s*/?\.?\s*[\"”’')\]]*$|\.\s*/\s*\.?$")
_TIME_OPENER = regex(
    r"(?:vào |lúc |đúng |từ |trong |nhân (?!dân |viên )|thực hiện |theo |sau |trước |tiếp |cũng |"
    r"phát biểu (?:tại|khai mạc|"
    r"kết luận|chỉ)|"
    r"kết luận |dự và |tham dự |đến dự |tới dự |tại |để |với |qua |trên |nhằm |bên cạnh |ngoài ra|đồng thời|được biết)"
    r"|(?:rạng |trưa |sáng |chiều |tối |đêm )?(?:ngày|hôm|nay|qua|mai)? ?\d{1,2}\s?[/.-]\s?\d"
    r"|(?:sáng|trưa|chiều|tối|đêm|ngày|hôm) (?:nay|qua|ngày|\(?\d)"
)
# The acronym of who reports, in brackets: "(GLO)- Tối 29-4, ...".
_AGENCY = regex(rf"\([{UPPER}]{{2,8}}\)\s?[-–]?\s?")
_LONGEST_COUNTED = 5_000  # characters of a line whose sentences are counted: it has many, if any
_SENTENCE_BREAK = regex(r"[.!?…]\s+(?=[“\"(]?[" + UPPER + r"])")
# Opens with its letters and looks behind them then: searched so it is several times as fast.
_ABBREVIATION = regex("[" + UPPER + r"](?<!\w.)(?:(?<=T)(?:[PpSXT]|hS|h\.S)|(?<=G)S|(?<=P)GS|(?<=B)S|(?<=[MD])r)?\.\s")
_LETTERS_AND_DIGITS = regex(r"[^\W_]+")


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence of running text does (full stop, "./.", ellipsis, closing quote)."""
    return bool(_SENTENCE_END.search(text[-12:]))


def opens_with_time(text: str) -> bool:
    """Tell whether a line opens as a sentence of running text does: with a time, a place, an occasion."""
    opening = text[:60]
    if opening[:1] == "(" and (agency := _AGENCY.match(opening)):
        opening = opening[agency.end() :]
    return bool(_TIME_OPENER.match(fold_tone(opening)))


def sentences(text: str) -> int:
    """Return how many sentences a line seems to hold (at least 1 where there is text)."""
    if not text:
        return 0
    return 1 + len(_SENTENCE_BREAK.findall(_ABBREVIATION.sub("x ", text[:_LONGEST_COUNTED])))


@kept
def key(text: str) -> str:
    """Return a line's letters and digits without marks, for "is this the same text" questions."""
    return "".join(_LETTERS_AND_DIGITS.findall(fold(text)))
