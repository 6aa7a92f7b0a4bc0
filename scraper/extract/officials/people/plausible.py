"""Plausible: posts that one person does not hold at a time.

After the last person of a list portals go on with posts of people they do not name ("N, Phó Bí thư, Chủ tịch Ủy ban
MTTQ huyện, Phó Chủ tịch UBND huyện cùng ..."). Where two posts do not go together, the first of them is where those
people begin.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHAIR = regex(r"^(?:phó |p\. ?)?(?:chủ tịch|ct|pct|bí thư)\b|^pct\b|^(?:phó )?trưởng công an\b")
_LONGEST_TITLE = 300  # characters that are looked at
_LEVEL = regex(r"\b(tỉnh|huyện|xã|phường|thị xã|thành phố|quận|thị trấn)\b")


@lru_cache(maxsize=1 << 12)
def _seat(title: str) -> tuple[str, str] | None:
    """Return which of the exclusive seats a title is, and on which level it says."""
    text = fold_tone(title[:_LONGEST_TITLE])
    if not _CHAIR.search(text):
        return None
    body = next(
        (
            name
            for name, words in (
                ("front", ("mttq", "mặt trận")),
                ("people's committee", ("ubnd", "ủy ban nhân dân")),
                ("council", ("hđnd", "hội đồng nhân dân")),
                ("police", ("công an",)),
            )
            if any(word in text for word in words)
        ),
        None,
    )
    if body is None or "đảng ủy" in text:
        return None
    level = _LEVEL.search(text)
    return body, level.group(1) if level else ""


def doubtful_from(titles: Sequence[str]) -> int | None:
    """Return the index of the first title of a pair that does not go together, ``None`` where all do.

    Where the pair begins with the very first title, that one is the person's, and the other is doubtful.
    """
    if len(titles) < 2:
        return None
    seats: list[tuple[int, str, str]] = []
    for index, title in enumerate(titles):
        seat = _seat(title)
        if seat is None:
            continue
        for earlier, body, level in seats:
            if (
                body != seat[0]
                and {body, seat[0]} != {"council", "front"}
                and (level == seat[1] or not level or not seat[1])
            ):
                return earlier if earlier > 0 else index
        seats.append((index, *seat))
    return None
