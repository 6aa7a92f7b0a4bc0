"""Made-up articles as twenty portals print them: nearly all of their own, some copied, a few filled into one form.

Most of an article is a chain of words in which each follows one that it follows in the gold texts, the rest are
sentences that many articles have: what two articles of one office share by chance, and what finds nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from scraper.vietnamese import nfc
from tests.sites.subjects import GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

PORTALS = 20
COPIED = 0.04  # of all articles are another one's, as an editor changes it or word for word
FORMS = 0.01  # of all are one form filled in anew
_GOLD = Path(__file__).parents[1] / "gold" / "officials"
_FIRST_DAY = date(2015, 1, 1)
_DAYS = 3_800
_FORM = (
    "Theo Trung tâm Khí tượng Thủy văn, ngày {day} khu vực xã nhiều mây, có mưa rào nhẹ vài nơi, trưa chiều giảm mây "
    "trời nắng. Nhiệt độ thấp nhất {low} độ, cao nhất {high} độ. Gió đông bắc cấp 3. Bà con nông dân chú ý chăm sóc "
    "lúa và hoa màu, phòng trừ sâu bệnh, che chắn chuồng trại cho gia súc, gia cầm; tàu thuyền hoạt động bình thường."
)


@dataclass(frozen=True, slots=True)
class Made:
    """An article: the number of its portal, headline, lead, text, day of its stamp (ISO 8601)."""

    portal: int
    title: str
    lead: str
    text: str
    published: str


def made_articles(count: int, seed: str = "articles") -> Iterator[Made]:
    """Yield so many articles, the same ones for one seed; of another seed others."""
    random, words = Random(seed), followers()
    starts = sorted(word for word in words if word[0].isupper())
    earlier: list[Made] = []
    for _ in range(count):
        kind = random.random()
        if kind < COPIED and earlier:
            yield _copy(random, random.choice(earlier))
            continue
        if kind < COPIED + FORMS:
            yield _form(random)
            continue
        made = Made(
            random.randrange(PORTALS),
            " ".join(chain(random, words, starts, random.randint(8, 16))),
            " ".join(chain(random, words, starts, random.randint(20, 40))),
            "\n\n".join(_paragraphs(random, words, starts)),
            _day(random),
        )
        if len(earlier) < 1_000:
            earlier.append(made)
        yield made


def followers() -> dict[str, list[str]]:
    """Return each word of the gold texts that everyone may read with the words that follow it, as often as they do."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in ("own-dev", "own-dev2", "own-dev3", "own-dev4"):
        for line in (_GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            words = nfc(json.loads(line)["text"]).split()
            for word, after in zip(words, [*words[1:], words[0]], strict=True):
                found[word].append(after)
    return found


def chain(random: Random, words: dict[str, list[str]], starts: list[str], length: int) -> Iterator[str]:
    """Yield so many words, each one that follows the one before it in :func:`followers`."""
    word = random.choice(starts)
    for _ in range(length):
        yield word
        word = random.choice(words[word])


def _paragraphs(random: Random, words: dict[str, list[str]], starts: list[str]) -> Iterator[str]:
    """Yield paragraphs of three to six hundred syllables in all, each with a sentence that others have as well."""
    for _ in range(random.randint(5, 10)):
        shared = random.choice(GENERAL).format_map(_Filled(random))
        yield f"{' '.join(chain(random, words, starts, random.randint(30, 60)))}. {shared}"


class _Filled(dict[str, str]):
    """What the gaps of a sentence are filled with."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self._random = random

    def __missing__(self, gap: str) -> str:
        return str(self._random.randint(2, 990)) if len(gap) == 1 else f"xã Tân {self._random.choice('ABCDEGH')}"


def _copy(random: Random, original: Made) -> Made:
    """Return an article as another portal takes it over: as it is, with a word changed, or with another end."""
    paragraphs = original.text.split("\n\n")
    how = random.randrange(3)
    if how == 1:
        paragraphs[0] = paragraphs[0].replace(" và ", " cùng ")
    elif how == 2:
        paragraphs[-1] = "Bài và ảnh của cộng tác viên đài truyền thanh cơ sở."
    portal = (original.portal + random.randrange(1, PORTALS)) % PORTALS
    return Made(portal, original.title, original.lead, "\n\n".join(paragraphs), original.published)


def _form(random: Random) -> Made:
    low, day = random.randint(8, 28), _day(random)
    text = _FORM.format(day=f"{day[8:]}/{day[5:7]}", low=low, high=low + random.randint(3, 9))
    return Made(random.randrange(PORTALS), "Dự báo thời tiết hôm nay", "", text, day)


def _day(random: Random) -> str:
    return (_FIRST_DAY + timedelta(days=random.randrange(_DAYS))).isoformat()
