"""Posts on gold titles: the canonical title and the level of the body, for itself and at the end of the whole way.

For itself: the gold's own title, kind and organisation are given, so that only the normal form is measured. The whole
way: the officials are read from the text, and a title that was not found counts as wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scraper.extract.document import Context
from scraper.extract.officials import find_officials
from scraper.extract.posts import complete_posts, normalise
from scraper.vietnamese import collapse, fold_tone
from tests.evaluation.officials import GOLD, KINDS, gold_fields, read_gold
from tests.evaluation.scoring import Score

if TYPE_CHECKING:
    from scraper.items import Title


@dataclass(slots=True)
class Tally:
    """What was right of each title, by figure, and what was not."""

    right: dict[str, list[bool]] = field(default_factory=dict)
    misses: dict[str, list[str]] = field(default_factory=dict)

    def add(self, figure: str, where: str, wanted: str | None, got: str | None) -> None:
        """Count one title in one figure."""
        self.right.setdefault(figure, []).append(wanted == got)
        if wanted != got:
            self.misses.setdefault(figure, []).append(f"{where}: {wanted}, read {got}")

    def scores(self, prefix: str) -> list[Score]:
        """Return the share of titles that were right in each figure."""
        return [
            Score(f"{prefix}: {figure}", sum(right) / len(right), f"{len(right)} titles", self.misses.get(figure, []))
            for figure, right in self.right.items()
        ]


def evaluate() -> list[Score]:
    """Score the normal forms on every gold file that holds them; of the held ones only figures are shown."""
    scores: list[Score] = []
    for path in sorted((GOLD / "officials").glob("*.jsonl")):
        tally = Tally()
        for record in read_gold(path):
            _by_itself(record, tally)
            _whole_way(record, tally)
        part = tally.scores(path.stem)
        if "held" in path.stem:
            for score in part:
                score.misses = []
        scores += part
    return scores


def _titles(record: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (collapse(official["name"]), title)
        for official in record["officials"]
        for title in official["titles"]
        if "canonical" in title
    ]


def _by_itself(record: dict[str, Any], tally: Tally) -> None:
    for _, title in _titles(record):
        where = f"[{record['id']}] {title['raw']} · {title.get('org')}"
        post = normalise(collapse(title["raw"]), KINDS[title["type"]], title.get("org"))
        tally.add("canonical title", where, title["canonical"], post.canonical)
        tally.add("level of the organisation", where, title.get("org_level"), post.level)


def _whole_way(record: dict[str, Any], tally: Tally) -> None:
    wanted = _titles(record)
    if not wanted:
        return
    officials, _ = find_officials(
        gold_fields(record).fields, Context(url=record.get("url") or record.get("portal") or "")
    )
    days = [event["start"] for event in record["events"] if event["start"]]
    complete_posts(officials, day=min(days, default=None))
    read: dict[tuple[str, str], Title] = {
        (official.name, fold_tone(title.text)): title for official in officials for title in official.titles
    }
    for name, title in wanted:
        found = read.get((name, fold_tone(collapse(title["raw"]))))
        where = f"[{record['id']}] {name}, {title['raw']}"
        tally.add("canonical title, whole way", where, title["canonical"], found.canonical if found else "no title")
        tally.add("level, whole way", where, title.get("org_level"), found.level if found else "no title")
