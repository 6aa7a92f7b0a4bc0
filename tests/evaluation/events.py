"""Events: the day, its end, the part of the day and what the year rests on, against annotated texts and sentences.

The texts come without what is no article (stamps, counters, authors' lines): finding those is what ``dumps`` measures.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract.document import Context, Field
from scraper.extract.events import find_events
from scraper.vietnamese import collapse, nfc
from tests.evaluation.scoring import Counts, Score
from tests.scraper.extract.date_sentences import EVENTS
from tests.scraper.extract.date_traps import DOUBTS, TRAPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.items import Event

GOLD = Path(__file__).parent.parent / "gold" / "officials"
SETS = (
    "dev",
    "own-dev",
    "own-dev2",
    "own-dev3",
    "own-dev4",
    "own-dev5",
    "own-dev6",
    "own-dev7",
    "own-dev8",
    "own-dev9",
    "own-held",
)
_PARTS = {"sáng": "morning", "trưa": "noon", "chiều": "afternoon", "tối": "evening", "đêm": "evening"}


def evaluate() -> list[Score]:
    """Score the annotated sentences and each set of gold texts that is there."""
    scores = [_sentences(), _doubts()]
    for name in SETS:
        if (GOLD / f"{name}.jsonl").exists():
            scores += _texts(name)
    return scores


def gold_events(gold: dict[str, Any]) -> list[tuple[str, str | None, str | None, str | None, str]]:
    """Return the events of an annotated text as (words, start, end, part of day, basis), unknown years as ``None``."""
    return [
        (
            collapse(event["raw"]),
            _known(event["start"]),
            _known(event["end"]),
            _PARTS.get(event["part_of_day"]),
            event["year_basis"],
        )
        for event in gold["events"]
    ]


def gold_article(gold: dict[str, Any]) -> str:
    """Return an annotated text without its stamps, page junk and authors' lines."""
    text = nfc(gold["text"])
    for line in gold["meta_lines"] + gold["junk"] + gold["author_lines"]:
        text = text.replace(nfc(line["text"]), "")
    return text


def _known(day: str | None) -> str | None:
    return None if day is None or "?" in day else day


def _sentences() -> Score:
    misses, right = [], 0
    rows = EVENTS + TRAPS
    for published, text, wanted in rows:
        events, _ = find_events([Field("text", text)], Context(published=published))
        found = [(event.text, event.start, event.end, event.part_of_day) for event in events]
        right += found == wanted
        misses += [] if found == wanted else [f"{text}: {found}"]
    return Score("sentences: all exact", right / len(rows), f"{len(rows)} sentences", misses)


def _doubts() -> Score:
    misses = []
    for published, text, doubt in DOUBTS:
        found = [event.doubt for event in find_events([Field("text", text)], Context(published=published))[0]]
        misses += [] if found == [doubt] else [f"{text}: {found}"]
    return Score("sentences: doubts", 1 - len(misses) / len(DOUBTS), f"{len(DOUBTS)} sentences", misses)


def _texts(name: str) -> Iterator[Score]:
    days, whole = Counts(), Counts()
    misses: list[str] = []
    texts: list[str] = []
    right = bases = parts = exact = events_read = 0
    golds = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]
    for gold in golds:
        events = _read(gold)
        wanted = gold_events(gold)
        starts = [start for _, start, *_ in wanted]
        found = [event.start for event in events]
        right += starts == found
        days.add(starts, found)
        whole.add([event[1:4] for event in wanted], [(event.start, event.end, event.part_of_day) for event in events])
        if starts == found:
            events_read += len(events)
            bases += sum(event.basis == basis for event, (*_, basis) in zip(events, wanted, strict=True))
            parts += sum(event.part_of_day == part for event, (_, _, _, part, _) in zip(events, wanted, strict=True))
            exact += sum(event.text == words for event, (words, *_) in zip(events, wanted, strict=True))
            texts += [
                f"{gold['id']}: “{words}” read as “{event.text}”"
                for event, (words, *_) in zip(events, wanted, strict=True)
                if event.text != words and "held" not in name
            ]
        elif "held" not in name:
            misses.append(f"{gold['id']}: {wanted} read as {[(event.text, event.start) for event in events]}")
    count = f"{sum(len(gold['events']) for gold in golds)} events in {len(golds)} texts"
    yield Score(f"{name}: texts with all days right", right / len(golds), f"{len(golds)} texts", misses)
    yield Score(f"{name}: days F1", days.f1, count)
    yield Score(f"{name}: days, ends and parts F1", whole.f1, count)
    yield Score(f"{name}: part of day", parts / max(1, events_read), f"{events_read} events with the right day")
    yield Score(f"{name}: words exact", exact / max(1, events_read), f"{events_read} events with the right day", texts)
    yield Score(f"{name}: basis of the year", bases / max(1, events_read), f"{events_read} events with the right day")


def _read(gold: dict[str, Any]) -> list[Event]:
    fields = [Field("text", gold_article(gold))]
    if gold["title"]:
        fields.insert(0, Field("title", nfc(gold["title"])))
    published = gold["publication"]["value"] if gold["publication"] else None
    return find_events(fields, Context(published=published))[0]
