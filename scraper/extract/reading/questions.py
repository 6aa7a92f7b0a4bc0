"""Citizens' questions: pages of a module for questions and answers, which are no news.

The module prints who asked, under a label of its own, and the answer under another. Articles that answer readers'
questions print neither a label for who asked nor one for the day of the question; they say "Hỏi:" at most. Where the
module prints no labels, its address names it, somebody asks the office and the office answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.lines import Line

_ASKED = regex(
    r"(?:người (?:hỏi|đặt câu hỏi|gửi câu hỏi)|(?:công dân|bạn đọc) hỏi|(?:họ(?: và)? )?tên người hỏi|"
    r"ngày (?:hỏi|gửi câu hỏi|đặt câu hỏi))(?: ?:|$)"
)
_ANSWERED = regex(r"(?:(?:nội dung )?(?:câu )?trả lời|(?:cơ quan|đơn vị|người|ngày) trả lời)(?: ?:|$)")
_MODULE = regex(
    r"/(?:hoi-?dap|cau-?hoi|hoi-?dap-(?:phap-?luat|truc-?tuyen)|q-and-a|faqs?)(?:[/.?]|$)|"
    r"[?&/](?:question|cau-?hoi|hoi-?dap)_?id[=/]\d"
)
_ASKS = regex(
    r"(?:kính gửi|kính thưa|(?:xin|muốn|được) hỏi|cho (?:tôi|em|mình|hỏi)|tôi (?:có|muốn|xin)|mong (?:được|nhận được)|"
    r"đề nghị)\b"
)
_ANSWERS = regex(r"trả lời(?: (?:như sau|câu hỏi|ông|bà|anh|chị|bạn|công dân)\b| ?:)|đáp ?:")
_LONGEST_ROW = 1_000  # characters of a paragraph in which it is looked for who asks and who answers
_LONGEST_LABEL = 40  # characters of a line in which a label is looked for


def is_question(lines: Sequence[Line], url: str = "") -> bool:
    """Tell whether a page shows one citizen's question and what was answered.

    Args:
        lines: all lines of the page.
        url: its address.
    """
    rows = [
        fold_tone(row[:_LONGEST_ROW].strip())
        for line in lines
        if not line.place and not line.linked
        for row in line.text.split("\n")
    ]
    if _follow([row[:_LONGEST_LABEL] for row in rows], _ASKED.match, _ANSWERED.match):
        return True
    return _MODULE.search(url.lower()) is not None and _follow(rows, _ASKS.search, _ANSWERS.search)


def _follow(rows: Sequence[str], asks: Callable[[str], object], answers: Callable[[str], object]) -> bool:
    """Tell whether a row asks, and one from there on answers."""
    asked = next((number for number, row in enumerate(rows) if asks(row)), None)
    return asked is not None and any(map(answers, rows[asked:]))
