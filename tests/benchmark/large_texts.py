"""Articles of the portals of :mod:`tests.benchmark.large_people`, as records, with names where they stand in the text.

Words follow one another as they do in the gold texts, so that a few stand in most articles and most in few. Behind
those come words that hardly anybody uses: numbers of decisions, and thirty thousand made-up ones by Zipf's law, the
last of which stand in a handful of articles or in one.
"""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from scraper.clock import VIETNAM
from scraper.items import (
    Article,
    Attachment,
    Caption,
    Event,
    Image,
    Mention,
    Official,
    Place,
    Problem,
    RoleEvidence,
    Stats,
    Title,
)
from tests.benchmark.articles import chain, followers
from tests.benchmark.large_people import zipf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmark.large_people import Holder
    from tests.benchmark.large_people import Place as Portal

_RARE = 30_000
_COPIED, _RECENT = 0.02, 200  # of all articles are one of the last ones without captions, taken over word for word
_SECTIONS = ("Tin tức - Sự kiện", "Xây dựng Đảng", "Hoạt động của lãnh đạo", "Kinh tế - Xã hội", "Nông thôn mới",
             "An ninh - Quốc phòng", "Văn hóa - Thể thao", "Thông báo", "Chuyển đổi số", "Tin từ cơ sở")  # fmt: skip
# What somebody does in a sentence: role, the words before the name, the words that tell the role.
_DOES = (
    ("chaired", "", "chủ trì hội nghị"),
    ("attended", "Tham dự có ", ""),
    ("spoke", "", "phát biểu tại buổi làm việc"),
    ("directed", "Phát biểu chỉ đạo, ", "yêu cầu các đơn vị"),
    ("visited", "Dịp này, ", "đã đến thăm"),
    ("attended", "Cùng dự còn có ", ""),
)
_DAY_PARTS = (("Sáng", "morning"), ("Chiều", "afternoon"), ("Tối", "evening"), ("Ngày", None))
SYLLABLES = ("ka", "lo", "mi", "ver", "san", "ti", "ro", "ben", "du", "fel", "gor", "ha", "jin", "po", "qua", "zu")


@dataclass(slots=True)
class _Text:
    """A text that grows, and where things stand in it."""

    parts: list[str]
    length: int = 0

    def add(self, words: str) -> int:
        """Append words; returns where they begin."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start


class Writer:
    """Writes records; the same ones for one seed."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)
        self._words = followers()
        self._starts = sorted(word for word in self._words if word[0].isupper() and word.isalpha())
        self._recent: list[Article] = []  # that another portal may take over
        self._rare = ["".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4))) for _ in range(_RARE)]

    def apart(self, seed: str) -> Writer:
        """Return a writer with the same words whose records depend on a seed of its own and on no other writer's."""
        other = copy(self)
        other._random, other._recent = Random(seed), []
        return other

    def record(self, number: int, portal: Portal, day: date, above: Sequence[Portal]) -> dict[str, Any]:
        """Return the record of an article of a portal, published that day.

        Args:
            number: its own, which its address ends in.
            portal: who publishes it.
            day: when.
            above: other portals whose people may be named too.
        """
        random = self._random
        url = f"{portal.url}tin-tuc/bai-viet-{number}.html"
        officials = self._officials(portal, day, above)
        pictures = [Image(f"{portal.url}uploads/{day.year}/{number}-{place}.jpg", None, place + 1)
                    for place in range(random.choice((0, 1, 1, 2, 2, 3, 5)))]  # fmt: skip
        event, sentence = self._event(day)
        text = self._text(sentence, officials)
        captions = self._captions(pictures, officials)
        is_undated, is_document = random.random() < 0.015, random.random() < 0.03
        stamp = datetime.combine(day, time(random.randint(6, 20), random.randrange(60)), VIETNAM).isoformat()
        article = Article(
            url=url, canonical_url=url, portal=portal.id, kind="document" if is_document else "article",
            title=self._sentence(8, 17), lead=self._sentence(18, 42) if random.random() < 0.85 else None, text=text,
            author=random.choice(("Ban Biên tập", "Văn phòng HĐND - UBND", "Trung tâm Truyền thông", None)),
            section=_SECTIONS[zipf(random, len(_SECTIONS))], published=None if is_undated else stamp,
            published_text=None if is_undated else f"{day:%d/%m/%Y}", images=pictures, captions=captions,
            attachments=[Attachment(f"{portal.url}van-ban/{number}.pdf", "Toàn văn")] if is_document else [],
            events=[event] if event else [], officials=list(officials), places=self._places(portal),
            stats=Stats(views=int(random.paretovariate(0.9) * 20)),
            problems=[Problem("published", "no date of publication was found on the page")] if is_undated else [],
        )  # fmt: skip
        if self._recent and random.random() < _COPIED:
            _take_over(article, random.choice(self._recent))
        elif not article.captions:
            self._recent = [*self._recent[-_RECENT:], article]
        return article.to_dict()

    def edited(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record as its portal edits it: a sentence more at the end, or another headline."""
        if self._random.random() < 0.7:
            return record | {"text": f"{record['text']}\n\n{self._sentence(12, 30)}"}
        return record | {"title": self._sentence(8, 17)}

    def _sentence(self, least: int, most: int) -> str:
        words = list(chain(self._random, self._words, self._starts, self._random.randint(least, most)))
        return " ".join(words).rstrip(".,;:")

    def _officials(self, portal: Portal, day: date, above: Sequence[Portal]) -> list[Official]:
        found: dict[str, Holder] = {}
        for _ in range(self._random.choice((1, 2, 2, 3, 3, 4, 5, 7))):
            of = self._random.choice(above) if above and self._random.random() < 0.15 else portal
            if (holder := of.named_on(day, self._random)) is not None:
                found.setdefault(holder.name, holder)
        return [Official(one.name, one.honorific, titles=[_copy(one.title)]) for one in found.values()]

    def _event(self, day: date) -> tuple[Event | None, str]:
        """Return when something happened, and the sentence that the text begins with."""
        if self._random.random() < 0.25:
            return None, self._sentence(20, 40) + "."
        happened = day - timedelta(zipf(self._random, 6))
        word, part = self._random.choice(_DAY_PARTS)
        said = f"{word} {happened.day}/{happened.month}"
        event = Event(said, happened.isoformat(), happened.isoformat(), part, "publication_stamp")  # type: ignore[arg-type]
        return event, f"{said}, {self._sentence(15, 35)}."

    def _text(self, sentence: str, officials: Sequence[Official]) -> str:
        """Return the text; what the officials do in it is noted in them."""
        random, text = self._random, _Text([])
        text.add(sentence)
        waiting = list(officials)
        for _ in range(max(1, min(int(random.lognormvariate(1.5, 0.6)), 40))):
            text.add("\n\n")
            text.add(self._sentence(25, 60))
            text.add(f" {self._rare_words()}. " if random.random() < 0.5 else ". ")
            if waiting:
                self._name(text, waiting.pop())
        for official in waiting:
            text.add("\n\n")
            self._name(text, official)
        return "".join(text.parts).rstrip()

    def _rare_words(self) -> str:
        if self._random.random() < 0.3:
            return f"theo Quyết định số {self._random.randint(1, 9_999)}/QĐ-UBND"
        return self._rare[zipf(self._random, _RARE, 0.8)]

    def _name(self, text: _Text, official: Official) -> None:
        """Let an official do something at the end of the text."""
        role, before, does = self._random.choice(_DOES)
        text.add(before)
        text.add(f"{official.honorific} ")
        start = text.add(official.name)
        official.mentions.append(Mention(start, text.length, "text"))
        text.add(f" - {', '.join(title.text for title in official.titles)}")
        official.roles.append(role)
        if does:
            text.add(" ")
            start = text.add(does)
            official.role_evidence.append(RoleEvidence(role, start, text.length, "text"))
        text.add(f" {' '.join(chain(self._random, self._words, self._starts, self._random.randint(3, 9)))}.")

    def _captions(self, pictures: Sequence[Image], officials: list[Official]) -> list[Caption]:
        found: list[Caption] = []
        for picture in pictures[:3]:
            if self._random.random() < 0.45:
                continue
            words = self._sentence(6, 18)
            if officials and self._random.random() < 0.5:
                official = self._random.choice(officials)
                words = f"{official.name} và các đại biểu {words.lower()}"
                official.mentions.append(Mention(0, len(official.name), f"captions[{len(found)}]"))
            found.append(Caption(picture.src, words))
        return found

    def _places(self, portal: Portal) -> list[Place]:
        units = [portal.unit, *self._random.sample(portal.below, min(len(portal.below), self._random.randint(0, 3)))]
        return [Place(unit.full_name, unit.full_name, unit.id) for unit in units]


def _copy(title: Title) -> Title:
    return Title(title.text, title.kind, title.organization, title.unit, title.unit_id, title.canonical,
                 title.organization_full, title.level)  # fmt: skip


def _take_over(article: Article, original: Article) -> None:
    """Let an article say what another one says."""
    article.title, article.lead, article.text = original.title, original.lead, original.text
    article.officials, article.captions, article.source = original.officials, [], original.portal


def by_province(portals: Sequence[Portal]) -> dict[str, list[Portal]]:
    """Return the portals of provinces and districts by the identifier of their province: whom others name too."""
    found: dict[str, list[Portal]] = defaultdict(list)
    for portal in portals:
        if portal.unit.level != "commune":
            found[portal.province.id].append(portal)
    return found
