"""The news of a made-up town: what happened, when, and which pictures there are. No system's mark-up yet."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.real_cms.phrases import COMMON, ENDINGS, PEOPLE, PLACES, POSTS, STREETS, SUBJECTS, Subject

TOWN = "Thị xã Lạng Khê"
SECTIONS = {
    "xay-dung-dang": "Xây dựng Đảng",
    "kinh-te": "Kinh tế",
    "van-hoa": "Văn hóa - Xã hội",
    "quoc-phong": "Quốc phòng - An ninh",
}
# The newest article and the first visit of a crawler, Vietnam's time. Both are fixed: a figure must not depend on the
# day of its measurement.
NEWEST = datetime(2025, 6, 30, 16, 40)
FIRST_VISIT = "2025-07-01T08:00:00+07:00"


@dataclass(frozen=True)
class Picture:
    """A picture's file name and the words printed under it, empty where there are none."""

    name: str
    caption: str


@dataclass(frozen=True)
class NewsItem:
    """One article. ``published`` is Vietnam's time; ``number`` counts from the oldest."""

    number: int
    section: str
    title: str
    published: datetime
    lead: str
    paragraphs: tuple[str, ...]
    pictures: tuple[Picture, ...]


def news(count: int) -> list[NewsItem]:
    """Return ``count`` articles of the four sections, the oldest first; the same ones at every call."""
    dice = random.Random(20250630)
    titles: set[str] = set()
    items: list[NewsItem] = []
    moment = NEWEST - timedelta(days=4 * count)
    for number in range(1, count + 1):
        step = (NEWEST - moment) / (count - number + 1)
        moment += step * dice.uniform(0.6, 1.0) if number < count else step
        items.append(_item(number, moment.replace(second=dice.randrange(60), microsecond=0), dice, titles))
    return items


def _item(number: int, moment: datetime, dice: random.Random, titles: set[str]) -> NewsItem:
    section = list(SECTIONS)[number % len(SECTIONS)]
    while True:
        subject = dice.choice(SUBJECTS[section])
        words = _words(moment, dice)
        title = dice.choice(subject[0]).format(**words)
        if title not in titles:
            titles.add(title)
            return _written(number, section, title, moment, subject, words, dice)


def _written(
    number: int,
    section: str,
    title: str,
    moment: datetime,
    subject: Subject,
    words: dict[str, str],
    dice: random.Random,
) -> NewsItem:
    _, leads, body, captions = subject
    chosen = [*body[:1], *dice.sample(body[1:], dice.randint(2, len(body) - 1)), *dice.sample(COMMON, 2)]
    chosen += dice.sample(ENDINGS, dice.randint(0, 1))
    paragraphs = tuple(text.format(**words) for text in chosen)
    shown = dice.sample(captions, min(len(captions), number % 4))
    pictures = tuple(
        Picture(f"anh-{number}-{place}.jpg", text.format(**words)) for place, text in enumerate(shown, start=1)
    )
    return NewsItem(number, section, title, moment, dice.choice(leads).format(**words), paragraphs, pictures)


def _words(moment: datetime, dice: random.Random) -> dict[str, str]:
    place, (who, other) = dice.choice(PLACES), dice.sample(PEOPLE, 2)
    honorific = "Đồng chí" if dice.random() < 0.7 else "Ông"
    day = moment - timedelta(days=dice.randint(0, 2))
    return {
        "place": place, "Place": place[0].upper() + place[1:],
        "who": f"{honorific.lower()} {who}", "Who": f"{honorific} {who}", "other": other,
        "post": dice.choice(POSTS), "street": dice.choice(STREETS),
        "n": str(dice.randint(5, 29)), "m": str(dice.randint(2, 9)), "day": f"{day.day}/{day.month}",
    }  # fmt: skip
