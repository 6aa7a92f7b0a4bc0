"""Wraps: which line ends of a text end a paragraph, and which only break a line of it (plain-text dumps)."""

from __future__ import annotations

import re

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_WRAP_SHARE = 0.6  # a line that was wrapped is not much shorter than its neighbours
_TERMINAL = frozenset('.!?:;"”…')
_LINE_OPENERS = frozenset(
    {"đồng", "đ", "ông", "bà", "các", "toàn", "quang", "lãnh", "ảnh", "tin", "sáng", "chiều", "tối", "ngày", "tại",
     "cùng", "sau", "thay", "đến", "tới", "đêm", "trưa", "phát", "tham", "dự", "nguồn", "tác", "theo", "lễ"}
)  # fmt: skip
# A line that ends in the middle of a name, and one that begins in the middle of a title.
_LIST_ITEM = regex(r"[-*+•●–]|\d{1,3}(?:[.)]| [-–])\s")
_NAME_BEGUN = regex(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[;:])(?: [A-ZÀ-ỸĐ][^\W\d_A-ZĐ]{1,7}){1,2}$")
_POST_BEGUN = regex(r"(?:[Cc]hủ tịch|[Bb]í thư|[Gg]iám đốc|[Cc]hủ nhiệm|[Tt]rưởng|[Ủủ]y viên)$")
_DEPUTY_BEGUN = regex(r"\b[Pp]hó$")
_POST = regex(
    r"(?:(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) [uủ][ỷy] viên|[Ủủ]y viên|TUV|HUV|ĐUV|ThUV|UVBTV|PBT|PCT"
    r"|(?:Phó )?(?:Bí thư|Chủ tịch|Trưởng|Giám đốc|Chánh|Hiệu trưởng|Chỉ huy|Viện trưởng|Cục trưởng|Tổng))\b"
)
# Three syllables may be a whole name; that one more follows shows where a post stands right after it.
_NAME_OF_THREE = regex(r"(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à)(?: [A-ZÀ-ỸĐ][^\W\d_A-ZĐ]{1,7}){3}$")
_GIVEN_NAME_AND_POST = regex(r"[A-ZÀ-ỸĐ][^\W\d_A-ZĐ]{1,7}(?:,| [-–])? (?=" + _POST.pattern + ")")
# A page of leaders prints the name alone on a line, the posts under it.
_NAME_LINE = regex(
    r"(?:(?:\d{1,2}[.)]|[-+•]) ?)?(?:Ông|Bà|Đồng chí|Đ/c|Anh|Chị):? (?:[A-ZÀ-ỸĐ]\w{0,9} ){1,4}[A-ZÀ-ỸĐ]\w{0,9}"
)
# An obituary goes on under the name: "Sinh năm 1939; quê quán: ...;" and on the next line "Nguyên Phó Chủ tịch ...".
_BIOGRAPHY = regex(r"(?:Sinh|Quê|Nguyên) ")
_POSTS_LEFT = regex(r"[Nn]guyên (?:Ủy viên|Uỷ viên|Bí thư|Phó|Chủ tịch|Trưởng|Giám đốc|Tỉnh|Huyện|Thị|Thành|Đảng)\b")
_BODY = regex(r"(?:Hội|Đoàn|Ban|Sở|Phòng|Mặt trận|Liên|Trung tâm|Công an|Công đoàn|Ủy ban|Hội đồng)\b")
_GOES_ON = regex(r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) [uủ][ỷy]\b|(?:UBND|HĐND|MTTQ|UBMTTQ)\b(?! [A-ZĐ]{2})")


class Wraps:
    """Which line ends of a text are paragraph ends, and which only wrap a paragraph (plain-text dumps)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def hard(self, at: int) -> bool:
        """Tell whether the line end at offset ``at`` ends something."""
        text = self._text
        if text.startswith("\n", at + 1) or text.endswith("\n", 0, at):
            return True
        before_at = text.rfind("\n", max(0, at - 400), at) + 1
        after_to = text.find("\n", at + 1, at + 400)
        before = text[max(before_at, at - 400) : at].strip()
        after = text[at + 1 : after_to if after_to >= 0 else at + 400].strip()
        if before.endswith(";") and _POSTS_LEFT.match(after):
            return False
        if not before or not after or before[-1] in _TERMINAL:
            return True
        if after[0].islower():
            return False
        if _LIST_ITEM.match(after) or before.endswith("%"):  # a line of an election's results
            return True
        if before.isupper():
            return True
        if _POST_BEGUN.search(before) and _BODY.match(after):
            return False
        if _POST.match(after) and (_DEPUTY_BEGUN.search(before) or _NAME_LINE.fullmatch(before)):
            return False
        if _BIOGRAPHY.match(after) and _NAME_LINE.fullmatch(before):
            return False
        if before.endswith((",", "-", "–")) or _goes_on(before, after):
            return False
        opener = fold_tone(re.split(r"[\s/]", after, maxsplit=1)[0])
        if opener.rstrip(":,") in _LINE_OPENERS:
            return True
        # Wrapped lines are about as long as each other; a heading or a line of its own is shorter.
        return len(before) < _WRAP_SHARE * 80 or len(before) > 140


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line goes on with a name or a body that the one before begins."""
    if _NAME_BEGUN.search(before) or _GOES_ON.match(after):
        return True
    return _NAME_OF_THREE.search(before) is not None and _GIVEN_NAME_AND_POST.match(after) is not None
