"""Plain-text dumps: title, captions, stamp, author, and what must and must not be in the text, against gold texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from scraper.extract.dump import read_dump
from scraper.extract.dump.galleries import split_captions
from scraper.extract.wording import is_file_name, key
from scraper.vietnamese import collapse, nfc
from tests.evaluation.events import GOLD, SETS
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.extract.document import Reading

_WORD = re.compile(r"\w+")


def evaluate() -> list[Score]:
    """Score each set of gold texts that is there."""
    return [score for name in SETS if (GOLD / f"{name}.jsonl").exists() for score in _scores(name)]


def _scores(name: str) -> Iterator[Score]:
    captions = Counts()
    titles = stamps = stamped = clean = dirty = written = authors = 0
    kept = words = 0
    misses: dict[str, list[str]] = {"title": [], "captions": [], "stamp": [], "clean": [], "authors": [], "kept": []}
    golds = [
        json.loads(nfc(line)) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line
    ]
    for gold in golds:
        reading = read_dump(gold["text"])
        wanted = gold["title"] and collapse(gold["title"])
        titles += reading.title == wanted
        misses["title"] += [] if reading.title == wanted else [f"{gold['id']}: {wanted} read as {reading.title}"]
        cut, printed = [caption.text for caption in reading.captions], gold_captions(gold)
        captions.add(printed, cut)
        misses["captions"] += [] if sorted(cut) == sorted(printed) else [f"{gold['id']}: {printed} read as {cut}"]
        if gold["publication"]:
            stamped += 1
            right = _is_stamp(reading.published, gold["publication"]["value"])
            stamps += right
            misses["stamp"] += [] if right else [f"{gold['id']}: {gold['publication']} read as {reading.published}"]
        left = _left(gold, reading)
        dirty += len(left)
        clean += sum(len(gold[kind]) for kind in ("junk", "meta_lines", "author_lines")) - len(left)
        misses["clean"] += [f"{gold['id']}: {line}" for line in left]
        written += bool(gold["author_lines"])
        authors += bool(gold["author_lines"]) and bool(reading.author or reading.source)
        if gold["author_lines"] and not (reading.author or reading.source):
            misses["authors"].append(f"{gold['id']}: missed {[line['text'] for line in gold['author_lines']]}")
        lost = _lost(gold, reading)
        words += len(_WORD.findall(gold["text"]))
        kept += len(_WORD.findall(gold["text"])) - sum(lost.values())
        misses["kept"] += [f"{gold['id']}: lost {' '.join(lost)[:120]}"] if lost else []
    shown = {key: [] if "held" in name else rows for key, rows in misses.items()}
    count = f"{len(golds)} texts"
    yield Score(f"{name}: title exact or rightly none", titles / len(golds), count, shown["title"])
    yield Score(f"{name}: captions F1", captions.f1, f"{captions.right + captions.missed} captions", shown["captions"])
    yield Score(f"{name}: stamp", stamps / max(1, stamped), f"{stamped} stamps", shown["stamp"])
    yield Score(f"{name}: no junk in the text", clean / max(1, clean + dirty), f"{clean + dirty} lines", shown["clean"])
    signed = f"{written} texts with a line of its author"
    yield Score(f"{name}: author or source", authors / max(1, written), signed, shown["authors"])
    yield Score(f"{name}: words kept", kept / max(1, words), f"{words} words", shown["kept"])


def gold_captions(gold: dict[str, Any]) -> list[str]:
    """Return the captions as the record has them: no file names, no shortcode, two lines of one caption joined, glued
    ones apart.
    """
    texts: list[str] = []
    end = -1
    for caption in gold["captions"]:
        if is_file_name(caption["text"]):
            continue
        adjacent = caption["span"][0] == end + 1 and texts and texts[-1][0].isupper()
        goes_on = adjacent and caption["text"][:1].islower()
        texts[-1:] = [f"{texts[-1]} {caption['text']}"] if goes_on else [*texts[-1:], caption["text"]]
        end = caption["span"][1]
    return [piece for text in texts for piece in split_captions(text)]


def _is_stamp(found: str | None, wanted: str) -> bool:
    """Compare to the minute, or to the day where the gold text gives the day alone."""
    return found is not None and found[: len(wanted[:16])] == wanted[:16]


def _left(gold: dict[str, Any], reading: Reading) -> list[str]:
    """Return the lines of page junk, stamps and authors that are still in lead, text or captions."""
    lines = {key(line) for line in [reading.lead or "", *reading.paragraphs, *(c.text for c in reading.captions)]}
    kinds = ("junk", "meta_lines", "author_lines")
    # The title that a dump repeats is junk there; it stands in the title, not in the text.
    return [
        line["text"] for kind in kinds for line in gold[kind] if line["text"].strip() and key(line["text"]) in lines
    ]


def _lost(gold: dict[str, Any], reading: Reading) -> Counter[str]:
    """Return the words of the article that are nowhere in the record."""
    text = gold["text"]
    for kind in ("junk", "meta_lines", "author_lines"):
        for line in gold[kind]:
            text = text.replace(line["text"], " ", 1)
    for caption in gold["captions"]:
        if is_file_name(caption["text"]):
            text = text.replace(caption["text"], " ", 1)
    text = re.sub(r"\[/?caption[^\]]*\]", " ", text)
    record = [reading.title or "", reading.lead or "", *reading.paragraphs, *(c.text for c in reading.captions)]
    return Counter(_WORD.findall(text)) - Counter(_WORD.findall(" ".join(record)))
