"""Places on gold texts: which units an article names, and which units of the gazetteer they are.

A gold text lists its units in normal form. A unit that the gazetteer has in the text's province, or in one that the
text names, must be told by its id, and the one of that day; an id that is told for a made-up unit is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.extract.document import Context, Field
from scraper.extract.places import find_places
from scraper.extract.unit_ids import assign_units
from scraper.items import Article
from scraper.units import PROVINCE, gazetteer, take_apart, territory
from scraper.vietnamese import collapse, fold_tone, nfc
from tests.evaluation.officials import GOLD, gold_fields, read_gold
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from pathlib import Path


def normal(unit: str) -> str:
    """Return a unit's name for comparison; the gold writes some cities with their noun's letters, as printed."""
    folded = fold_tone(collapse(nfc(unit)))
    return f"thành phố {folded[3:]}" if folded.startswith("tp ") else folded


def _resolvable(unit: str, provinces: list[str], day: str | None) -> frozenset[str]:
    """Return the ids that a unit may have: of its name and kind, in one of the provinces, on the day where one was."""
    kind, name = take_apart(unit)
    lands = {
        identifier
        for province in provinces
        for own in gazetteer().named(province)
        if own.level == PROVINCE
        for identifier in territory(own.id)
    }
    known = [
        own for own in gazetteer().named(name, kind) if own.level == PROVINCE or gazetteer().province(own).id in lands
    ]
    then = [own for own in known if day is not None and own.is_valid(day)]
    return frozenset(own.id for own in then or known)


def _day(record: dict[str, Any]) -> str | None:
    days = [event["start"] for event in record["events"] if event.get("start")]
    stamp = (record.get("publication") or {}).get("value")
    return min(days) if days else (stamp[:10] if stamp else None)


def _score(path: Path) -> list[Score]:
    named, units = Counts(), Counts()
    misses: list[str] = []
    for record in read_gold(path):
        if "places" not in record:
            continue
        fields = [Field(field.name, nfc(field.text)) for field in gold_fields(record).fields]
        context = Context(url=record.get("url") or "")
        article = Article(context.url, context.url, places=find_places(fields, context))
        day = _day(record)
        assign_units(article, fields, context, day)
        gold = {normal(place["unit"]) for place in record["places"] if place["unit"]}
        found = {normal(place.unit): place.unit_id for place in article.places if place.unit}
        named.add(gold, list(found))
        if gold != found.keys():
            misses.append(
                f"[{record['id']}] missed {sorted(gold - found.keys())}, too many {sorted(found.keys() - gold)}"
            )
        provinces = [take_apart(unit).name for unit in (record["province"], *gold)]
        for unit in sorted(gold & found.keys()):
            right, told = _resolvable(unit, provinces, day), found[unit]
            if right or told is not None:
                units.add([unit] if right else [], [unit if told in right else f"{unit}: {told}"] if told else [])
            if (told not in right) if right else told is not None:
                misses.append(f"[{record['id']}] {unit} is {told}, may be {sorted(right)}")
    basis = f"{named.right + named.missed} units named"
    return [
        Score(f"{path.stem}: units named (F1)", named.f1, basis, misses),
        Score(f"{path.stem}: units of the gazetteer (F1)", units.f1, f"{units.right + units.missed} known units"),
    ]


def evaluate() -> list[Score]:
    """Score the places of every gold file that lists them; of held ones only figures are shown."""
    scores: list[Score] = []
    for path in sorted((GOLD / "officials").glob("*.jsonl")):
        if any("places" in record for record in read_gold(path)):
            part = _score(path)
            for score in part:
                score.misses = [] if "held" in path.stem else score.misses
            scores += part
    return scores
