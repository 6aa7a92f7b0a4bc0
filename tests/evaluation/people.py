"""Who is who across articles: mentions of gold worlds brought to persons, scored by B-cubed.

A world is a set of articles of several portals in which every named official is somebody: namesakes, people who change
posts, mentions without a post. The articles are annotated by the real extractor, loaded by the real loader, one after
the other, and resolved by the real resolver. A mention is the one that its article makes of the name; a gold mention
that the extractor does not find is a person of its own nobody is taken for, and so costs recall.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.database import transaction, writing
from archive.load import load_article
from archive.people.resolver import resolve_people
from scraper.extract.annotate import annotate_record
from scraper.extract.document import Reading
from scraper.extract.record import record_of
from scraper.items import Caption
from scraper.portal import Portal
from scraper.vietnamese import fold_tone, nfc
from tests.evaluation.scoring import Score

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

GOLD = Path(__file__).parents[1] / "gold" / "people"
_SEEN_AT = "2026-01-{day:02}T{hour:02}:{minute:02}:00+00:00"


@dataclass(slots=True)
class World:
    """What the resolver made of a world: gold person and resolved person of each mention, and the reasons."""

    gold: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    lost: int = 0


def evaluate() -> list[Score]:
    """Score every gold world that is there; of the held ones only figures are shown."""
    scores: list[Score] = []
    for path in sorted(GOLD.glob("*.jsonl")):
        part = list(_scores(path.stem, read_world(path)))
        if "held" in path.stem:
            for score in part:
                score.misses = []
        scores += part
    return scores


def read_world(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a world in their order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _scores(name: str, articles: list[dict[str, Any]]) -> Iterator[Score]:
    world = resolved_world(articles)
    precision, recall = b_cubed(world.gold, world.found)
    basis = f"{len(world.gold)} mentions of {len(set(world.gold))} persons in {len(articles)} articles"
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    yield Score(f"{name}: B-cubed precision", precision, basis)
    yield Score(f"{name}: B-cubed recall", recall, f"{world.lost} mentions not found by the extractor")
    yield Score(f"{name}: B-cubed F1", f1, basis, list(_misses(world)))


def b_cubed(gold: list[str], found: list[str]) -> tuple[float, float]:
    """Return B-cubed precision and recall (Bagga and Baldwin 1998) of two clusterings of the same items.

    Args:
        gold: the true cluster of each item.
        found: the cluster that each item was given.
    """
    both, of_gold, of_found = defaultdict(int), defaultdict(int), defaultdict(int)
    for one, other in zip(gold, found, strict=True):
        both[one, other] += 1
        of_gold[one] += 1
        of_found[other] += 1
    if not gold:
        return 1.0, 1.0
    precision = sum(count * count / of_found[other] for (_, other), count in both.items()) / len(gold)
    recall = sum(count * count / of_gold[one] for (one, _), count in both.items()) / len(gold)
    return precision, recall


def resolved_world(articles: Iterable[dict[str, Any]]) -> World:
    """Load a world into an archive of its own and resolve its people."""
    articles = list(articles)
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder)) as db:
        with transaction(db.conn):
            for number, gold in enumerate(articles):
                _load(db.conn, gold, number)
        resolve_people(db.conn, Path(folder))
        return _compare(db.conn, articles)


def _load(connection: sqlite3.Connection, gold: dict[str, Any], number: int) -> None:
    portal = gold["portal"]
    connection.execute(
        "INSERT OR IGNORE INTO portals (id, name, url, unit, province) VALUES (:id, :unit, :url, :unit, :province)",
        {"unit": None, "province": None} | portal,
    )
    described = Portal(
        id=portal["id"], name=portal["id"], url=portal["url"], unit=portal.get("unit"), province=portal.get("province")
    )
    reading = Reading(
        kind="article",
        title=gold["title"],
        paragraphs=gold["text"].split("\n\n"),
        published=gold["published"],
        captions=[Caption(None, text) for text in gold.get("captions", [])],
    )
    article = record_of(reading, gold["url"], described)
    annotate_record(article, reading, described, None)
    seen_at = _SEEN_AT.format(day=1 + number // 1440, hour=number // 60 % 24, minute=number % 60)
    load_article(connection, article.to_dict(), seen_at=seen_at, capture=None)


def _compare(connection: sqlite3.Connection, articles: list[dict[str, Any]]) -> World:
    """Match mentions by name; of namesakes in one article the first with the first, all with the only one found."""
    world = World()
    for gold in articles:
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for key, person, rule, reason in connection.execute(
            "SELECT m.name_key, m.person, i.rule, i.reason FROM mentions m JOIN articles a ON a.id = m.article "
            "JOIN identifications i ON i.mention = m.id WHERE a.url = ? ORDER BY m.position",
            (gold["url"],),
        ):
            found[key].append((person, f"{rule}: {reason}"))
        for mention in gold["mentions"]:
            named = found[fold_tone(nfc(mention["name"]))]
            label = f"{gold['id']} {mention['name']} ({gold['published'][:10]}, {gold['portal']['id']})"
            world.gold.append(mention["person"])
            if named:
                person, why = named.pop(0) if len(named) > 1 else named[0]
                world.found.append(str(person))
                world.labels.append(f"{label} {why}")
            else:
                world.lost += 1
                world.found.append(f"lost {gold['id']} {mention['name']}")
                world.labels.append(f"{label} not found by the extractor")
    return world


def _misses(world: World) -> Iterator[str]:
    """Yield what is wrong: persons in several pieces, and pieces of several persons."""
    for word, one, other in (("split", world.gold, world.found), ("mixed", world.found, world.gold)):
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for key, part, label in zip(one, other, world.labels, strict=True):
            groups[key][part].append(label)
        for key, parts in groups.items():
            if len(parts) > 1:
                yield f"{word}: {key}"
                for part, labels in parts.items():
                    yield f"    {part}:"
                    yield from (f"        {label}" for label in labels)
