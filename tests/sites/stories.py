"""Made-up articles: what each says, block by block, when it was published, where on its site it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from scraper.vietnamese import fold
from tests.sites.subjects import GENERAL, HEADINGS, ITEMS, SUBJECTS, Subject

FIRST_VISIT = datetime(2025, 6, 10, 9, 0)
_SHORT = 0.07  # of all articles are a lead, a sentence and a picture
_POSTS = ("Bí thư Đảng ủy", "Chủ tịch UBND", "Phó Chủ tịch HĐND", "Chủ tịch Ủy ban MTTQ", "Phó Bí thư Thường trực")


@dataclass(frozen=True)
class Block:
    """A piece of an article's body: a paragraph, a sub-heading, a list, a table, or a picture."""

    kind: str  # text, heading, list, table, picture
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    image: str = ""
    caption: str = ""  # of a picture; empty where none is printed

    @property
    def words(self) -> str:
        """What the block adds to the article's text."""
        if self.kind == "list":
            return "\n\n".join(f"- {item}" for item in self.items)
        if self.kind == "table":
            return "\n\n".join(" | ".join(row) for row in self.rows)
        return "" if self.kind == "picture" else self.text


@dataclass
class Story:
    """One article. ``sections`` are keys of its site's sections, its own first."""

    number: int
    title: str
    lead: str
    blocks: list[Block]
    published: datetime
    sections: list[str]
    author: str
    views: int
    files: list[tuple[str, str]] = field(default_factory=list)  # address, label
    pinned: bool = False
    tag: str = ""

    @property
    def slug(self) -> str:
        """The title as portals put it into addresses."""
        return "-".join("".join(letter if letter.isalnum() else " " for letter in fold(self.title)).split())

    @property
    def text(self) -> str:
        """Body in reading order without captions, paragraphs joined by a blank line."""
        return "\n\n".join(block.words for block in self.blocks if block.words)

    @property
    def captions(self) -> list[tuple[str, str]]:
        """(image path, words) of every caption that is printed."""
        return [(block.image, block.caption) for block in self.blocks if block.caption]


@dataclass(frozen=True)
class Locality:
    """Who publishes, and the made-up places and people that its news are about."""

    unit: str
    places: tuple[str, ...]
    hamlets: tuple[str, ...]
    people: tuple[str, ...]


class Newsroom:
    """Writes the articles of one site; the same ones every time."""

    def __init__(self, locality: Locality, images: str, max_pictures: int = 3) -> None:
        """Take the locality and the pattern of a picture's address (``{number}`` and ``{place}`` are filled in)."""
        self.locality = locality
        self._images = images
        self._max_pictures = max_pictures
        self._titles: set[str] = set()

    def write(self, number: int, published: datetime, sections: list[str]) -> Story:
        """Write article ``number``; no two of a newsroom share a headline."""
        random = Random(f"{self.locality.unit} {number}")
        subject = random.choice(SUBJECTS)
        title = self._fill(random, random.choice(subject.titles))
        while title in self._titles:
            subject = random.choice(SUBJECTS)
            title = self._fill(random, random.choice(subject.titles))
        self._titles.add(title)
        title = title[0].upper() + title[1:]
        lead = self._fill(random, random.choice(subject.leads))
        blocks = list(self._blocks(random, subject, number))
        author = random.choice(self.locality.people)
        story = Story(number, title, lead, blocks, published, sections, author, random.randint(12, 4000))
        story.tag = random.choice(("nông thôn mới", "chuyển đổi số", "an ninh", "văn hóa", "khuyến học"))
        if random.random() < 0.12:
            story.files.append((f"tai-lieu-{number}.pdf", f"Tài liệu kèm theo tin {number}.pdf"))
        return story

    def _blocks(self, random: Random, subject: Subject, number: int) -> Iterator[Block]:
        if random.random() < _SHORT:
            yield Block("text", self._sentence(random, random.choice(subject.facts)))
            yield self._picture(random, subject, number, 0)
            return
        facts = [*subject.facts, *random.sample(GENERAL, random.randint(4, 8))]
        random.shuffle(facts)
        paragraphs = []
        while facts:
            taken, facts = facts[: random.randint(1, 3)], facts[3 if len(facts) < 5 else 2 :]
            paragraphs.append(" ".join(self._sentence(random, text) for text in taken))
        pictures = random.randint(0, self._max_pictures)
        for place, text in enumerate(paragraphs):
            if place and place % 3 == 0 and random.random() < 0.3:
                yield Block("heading", random.choice(HEADINGS))
            yield Block("text", text)
            if place < pictures:
                yield self._picture(random, subject, number, place)
            if place == 1 and random.random() < 0.15:
                yield Block("list", items=tuple(self._fill(random, item) for item in random.sample(ITEMS, 3)))
            if place == 2 and random.random() < 0.08:
                yield Block("table", rows=self._table(random))

    def _picture(self, random: Random, subject: Subject, number: int, place: int) -> Block:
        source = self._images.format(number=number, place=place + 1)
        caption = self._fill(random, subject.captions[place]) if random.random() < 0.8 else ""
        return Block("picture", image=source, caption=caption)

    def _table(self, random: Random) -> tuple[tuple[str, ...], ...]:
        hamlets = random.sample(self.locality.hamlets, 3)
        return (("Đơn vị", "Số hộ", "Kết quả"), *((one, str(random.randint(40, 400)), "Đạt") for one in hamlets))

    def _sentence(self, random: Random, pattern: str) -> str:
        text = self._fill(random, pattern)
        return text[0].upper() + text[1:]

    def _fill(self, random: Random, pattern: str) -> str:
        return pattern.format(
            place=random.choice(self.locality.places),
            unit=self.locality.unit,
            who=random.choice(self.locality.people),
            post=random.choice(_POSTS),
            hamlet=random.choice(self.locality.hamlets),
            n=random.randint(2, 38),
            m=random.randint(41, 990),
            day=f"{random.randint(1, 28)}/{random.randint(1, 12)}",
        )


def calendar(seed: str, count: int, until: datetime = FIRST_VISIT) -> list[datetime]:
    """Return ``count`` moments of publication in working hours, the newest first, no two the same."""
    random = Random(seed)
    moment, moments = until - timedelta(hours=3), []
    for _ in range(count):
        moments.append(moment.replace(hour=random.randint(7, 20), minute=random.randint(0, 59)))
        moment -= timedelta(days=random.randint(1, 5))
    if moments:
        moments[0] = moments[0].replace(hour=6)
    return moments
