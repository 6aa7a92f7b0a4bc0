"""The whole way from a plain-text dump to its record: what ``congtin extract --text`` gives, against the gold texts.

The other suites hand each part its own clean input; here a caption that is taken for a paragraph, or an author's line
that stays in the text, costs what it costs a user.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract import extract_text
from scraper.vietnamese import collapse, fold_tone, nfc
from tests.evaluation.dumps import gold_captions
from tests.evaluation.events import SETS
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.items import Article, Official

GOLD = Path(__file__).parent.parent / "gold" / "officials"


def evaluate() -> list[Score]:
    """Score each set of gold texts that is there."""
    return [score for name in SETS if (GOLD / f"{name}.jsonl").exists() for score in _scores(name)]


def _scores(name: str) -> Iterator[Score]:
    names, pairs, roles, events, captions = Counts(), Counts(), Counts(), Counts(), Counts()
    misses: dict[str, list[str]] = {"names": [], "titles": [], "events": [], "captions": []}
    whole = officials = strangers = 0
    texts = gold_texts(name)
    for gold in texts:
        article = extract_text(gold["text"].encode(), gold["url"] or "")
        found = {comparable(official.name): official for official in article.officials}
        wanted = {comparable(official["name"]): official for official in gold["officials"]}
        names.add(wanted.keys(), found.keys())
        pairs.add(_gold_pairs(wanted), _found_pairs(found))
        roles.add(
            [(key, role) for key, official in wanted.items() for role in official["roles"]],
            [(key, role) for key, official in found.items() for role in official.roles],
        )
        events.add(_gold_days(gold), [event.start for event in article.events])
        printed = [comparable(caption.text) for caption in article.captions]
        captions.add([comparable(caption) for caption in gold_captions(gold)], printed)
        strangers += sum(comparable(person["name"]) in found for person in gold["other_persons"])
        officials += len(wanted)
        whole += sum(_is_whole(official, found.get(key)) for key, official in wanted.items())
        _note(misses, gold, article, wanted, found)
    hidden = "held" in name
    shown = {key: [] if hidden else rows for key, rows in misses.items()}
    basis = f"{officials} officials in {len(texts)} texts"
    yield Score(f"{name}: names F1", names.f1, basis, shown["names"])
    yield Score(f"{name}: name and title F1", pairs.f1, f"{pairs.right + pairs.missed} titles", shown["titles"])
    yield Score(f"{name}: roles F1", roles.f1, f"{roles.right + roles.missed} roles")
    yield Score(f"{name}: whole officials", whole / officials, "name, titles, organisations and roles exact")
    yield Score(f"{name}: no strangers", 1 - strangers / max(1, officials), f"{strangers} authors, citizens ...")
    yield Score(f"{name}: event days F1", events.f1, f"{events.right + events.missed} events", shown["events"])
    yield Score(f"{name}: captions F1", captions.f1, f"{captions.right + captions.missed} captions", shown["captions"])


def gold_texts(name: str) -> list[dict[str, Any]]:
    """Return the annotated texts of a set (``dev``, ``own-dev``, ``own-held``)."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def comparable(text: str) -> str:
    """Return a text as it is compared: NFC, case and tone placement folded, white space and kinds of dash unified."""
    return collapse(fold_tone(nfc(text)).replace("–", "-"))


def _gold_days(gold: dict[str, Any]) -> list[str | None]:
    """The first day of each event; "?-09-13" says that the year cannot be known, which the record says with null."""
    return [None if event["start"] and event["start"].startswith("?") else event["start"] for event in gold["events"]]


def _gold_pairs(wanted: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    return [(key, comparable(title["raw"])) for key, official in wanted.items() for title in official["titles"]]


def _found_pairs(found: dict[str, Official]) -> list[tuple[str, str]]:
    return [(key, comparable(title.text)) for key, official in found.items() for title in official.titles]


def _is_whole(gold: dict[str, Any], found: Official | None) -> bool:
    if found is None:
        return False
    key = comparable(found.name)
    if sorted(_gold_pairs({key: gold})) != sorted(_found_pairs({key: found})):
        return False
    organisations = sorted(comparable(title["org"] or "") for title in gold["titles"])
    return (
        organisations == sorted(comparable(title.organization or "") for title in found.titles)
        and set(gold["roles"]) == set(found.roles)
    )  # fmt: skip


def _note(
    misses: dict[str, list[str]],
    gold: dict[str, Any],
    article: Article,
    wanted: dict[str, dict[str, Any]],
    found: dict[str, Official],
) -> None:
    where = gold["id"]
    misses["names"] += [f"{where}: missed {name}" for name in wanted.keys() - found.keys()]
    misses["names"] += [f"{where}: no official is {name}" for name in found.keys() - wanted.keys()]
    both = wanted.keys() & found.keys()
    asked = set(_gold_pairs({key: wanted[key] for key in both}))
    given = set(_found_pairs({key: found[key] for key in both}))
    misses["titles"] += [f"{where}: missed {pair}" for pair in asked - given]
    misses["titles"] += [f"{where}: wrong {pair}" for pair in given - asked]
    days, read = _gold_days(gold), [event.start for event in article.events]
    if sorted(map(str, days)) != sorted(map(str, read)):
        misses["events"].append(f"{where}: {days} read as {read}")
    printed = {comparable(caption) for caption in gold_captions(gold)}
    cut = {comparable(caption.text) for caption in article.captions}
    misses["captions"] += [f"{where}: missed {text}" for text in printed - cut]
    misses["captions"] += [f"{where}: no caption is {text}" for text in cut - printed]
