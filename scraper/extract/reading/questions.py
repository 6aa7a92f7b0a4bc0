"""Citizens' questions: pages of a module for questions and answers, which are no news.

The module prints who asked, under a label of its own, and the answer under another. Articles that answer readers'
questions print neither a label for who asked nor one for the day of the question; they say "Hỏi:" at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line

_ASKED = regex(
    r"(?:người (?:hỏi|đặt câu hỏi|gửi câu hỏi)|(?:công dân|bạn đọc) hỏi|(?:họ(?: và)? )?tên người hỏi|"
    r"ngày (?:hỏi|gửi câu hỏi|đặt câu hỏi))(?: ?:|$)"
)
_ANSWERED = regex(r"(?:(?:nội dung )?(?:câu )?trả lời|(?:cơ quan|đơn vị|người|ngày) trả lời)(?: ?:|$)")
_LONGEST_LABEL = 40  # characters of a line in which a label is looked for


def is_question(lines: Sequence[Line]) -> bool:
    """Tell whether a page shows one citizen's question and what was answered, by the labels of both."""
    said = [
        fold_tone(row[:_LONGEST_LABEL].strip())
        for line in lines
        if not line.place and not line.linked
        for row in line.text.split("\n")
    ]
    asked = next((number for number, row in enumerate(said) if _ASKED.match(row)), None)
    return asked is not None and any(_ANSWERED.match(row) for row in said[asked:])
