"""Strangers: who is taken for an official and is none, on pages and texts made to mislead.

Each page or text goes the whole way (:func:`scraper.extract.extract`, :func:`~scraper.extract.extract_text`). Whoever
comes out and is not among its officials is a stranger: authors with a post, people of boxes beside the article,
readers, citizens, heads of firms, clergy, the dead that streets are named after. Officials that are not found are
counted too, for nobody is a stranger to a program that finds no one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract import extract, extract_text
from scraper.vietnamese import fold_tone
from tests.evaluation.officials import read_gold
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from scraper.items import Article

GOLD = Path(__file__).parents[1] / "gold" / "strangers"
HELD = "held_"


@dataclass(slots=True)
class Tally:
    """Counts over the pages or texts of one file."""

    names: Counts = field(default_factory=Counts)
    clean: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, record: dict[str, Any]) -> None:
        """Read one page or text the whole way and compare whom it gives."""
        found = {fold_tone(official.name): official for official in _read(record).officials}
        either = {fold_tone(name) for name in record.get("either", [])}
        wanted = {fold_tone(name) for name in record["officials"]}
        strangers = found.keys() - wanted - either
        self.names.add(wanted, found.keys() - either)
        self.total += 1
        self.clean += not strangers
        for name in sorted(strangers):
            titles = [title.text for title in found[name].titles]
            self.misses.append(f"[{record['id']}] no official of this page: {found[name].name} {titles}")
        self.misses += [f"[{record['id']}] not found: {name}" for name in sorted(wanted - found.keys())]

    def scores(self, name: str) -> list[Score]:
        """Return the figures; those of the held half come without misses."""
        misses = [] if name.startswith(HELD) else self.misses
        there = self.names.right + self.names.missed
        return [
            Score(f"{name}: free of strangers", self.clean / self.total, f"{self.total}, {self.names.wrong} strangers"),
            Score(f"{name}: officials found", self.names.recall, f"{there} officials", misses),
        ]


def _read(record: dict[str, Any]) -> Article:
    if "html" in record:
        return extract(record["html"].encode(), record["url"])
    return extract_text(record["text"].encode(), record["url"])


def evaluate() -> list[Score]:
    """Score both halves; of the held one only figures are shown."""
    scores: list[Score] = []
    for path in sorted(GOLD.glob("*.jsonl")):
        tally = Tally()
        for record in read_gold(path):
            tally.add(record)
        scores += tally.scores(path.stem)
    return scores
