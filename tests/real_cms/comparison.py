"""An archive held against the database of the system that was crawled: figures, and every miss in words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from scraper.canonical import canonical_key
from tests.evaluation.scoring import Counts
from tests.portals.command import rows
from tests.real_cms.truth import TrueArticle, full_size, same_words

_SHOWN = 4  # misses a figure


@dataclass
class Figure:
    """A share with what missed it, for people: ``address: wanted ... got ...``."""

    right: int = 0
    of: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, right: bool, miss: str) -> None:
        self.of += 1
        self.right += right
        if not right:
            self.misses.append(miss)

    @property
    def share(self) -> float:
        """The share that is right; of nothing, all is."""
        return self.right / self.of if self.of else 1.0


@dataclass
class Comparison:
    """What an archive has of a site. ``missing``, ``twice`` and ``beside`` are addresses."""

    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    figures: dict[str, Figure] = field(default_factory=dict)
    text_f1: dict[str, float] = field(default_factory=dict)
    captions: Counts = field(default_factory=Counts)
    caption_misses: list[str] = field(default_factory=list)

    @property
    def mean_text_f1(self) -> float:
        return sum(self.text_f1.values()) / len(self.text_f1) if self.text_f1 else 0.0

    def figure(self, name: str) -> Figure:
        return self.figures.setdefault(name, Figure())

    def report(self) -> str:
        """Return the figures and the first misses of each as lines for people."""
        lines = [f"  missing {len(self.missing)}, twice {len(self.twice)}, beside {len(self.beside)}"]
        lines += [f"    missing {url}" for url in self.missing[:_SHOWN]]
        lines += [f"    twice {url}" for url in self.twice[:_SHOWN]]
        lines += [f"    beside {url}" for url in self.beside[:_SHOWN]]
        lines.append(f"  text F1 {self.mean_text_f1:.4f}")
        worst = sorted(self.text_f1.items(), key=lambda pair: pair[1])[:_SHOWN]
        lines += [f"    {value:.3f} {url}" for url, value in worst if value < 1]
        lines.append(f"  captions F1 {self.captions.f1:.4f} ({self.captions})")
        lines += [f"    {miss}" for miss in self.caption_misses[:_SHOWN]]
        for name, figure in self.figures.items():
            lines.append(f"  {name} {figure.share:.4f} ({figure.right} of {figure.of})")
            lines += [f"    {miss}" for miss in figure.misses[:_SHOWN]]
        return "\n".join(lines)


def compare(archive: Path, articles: Iterable[TrueArticle]) -> Comparison:
    """Hold what an archive keeps as articles and documents, and has not marked as gone, against the database."""
    result = Comparison()
    kept = _kept(archive)
    by_key: dict[str, list[dict[str, Any]]] = {}
    for record in kept:
        by_key.setdefault(canonical_key(record["canonical_url"]), []).append(record)
    for true in articles:
        records = by_key.pop(canonical_key(true.url), [])
        if not records:
            result.missing.append(true.url)
            continue
        _judge(true, records[0], result)
    result.beside = [record["canonical_url"] for records in by_key.values() for record in records]
    result.twice = _twice(kept)
    return result


def _twice(kept: list[dict[str, Any]]) -> list[str]:
    """Return the addresses of articles that say what another one says."""
    said = Counter((record["title"], record["text"]) for record in kept)
    return [record["canonical_url"] for record in kept if said[record["title"], record["text"]] > 1]


def _kept(archive: Path) -> list[dict[str, Any]]:
    latest = "SELECT max(number) FROM revisions WHERE article = a.id"
    found = rows(
        archive,
        "SELECT r.record FROM articles a JOIN revisions r ON r.article = a.id "
        f"WHERE a.gone_at IS NULL AND r.number = ({latest})",
    )
    return [json.loads(record) for (record,) in found]


def _judge(true: TrueArticle, record: dict[str, Any], result: Comparison) -> None:
    where = true.url

    def count(name: str, right: bool, wanted: object, got: object) -> None:
        result.figure(name).count(right, f"{where}: wanted {wanted!r}, got {got!r}")

    count("kind article", record["kind"] == "article", "article", record["kind"])
    count("title", record["title"] == " ".join(true.title.split()), true.title, record["title"])
    published, updated = record["published"] or "", record["updated"]
    count("published as printed", published[:16] == true.published, true.published, published)
    if true.updated:
        count("updated where printed", (updated or "")[:16] == true.updated, true.updated, updated)
    else:
        right = updated is None or updated[:16] == true.published
        count("no update where none is printed", right, None, updated)
    section = record["section"] or ""
    count("section", any(same_words(section, own) for own in true.sections), true.sections, record["section"])
    files = [unquote(entry["url"]) for entry in record["attachments"]]
    count("attachments", sorted(files) == sorted(true.files), true.files, files)
    got = "\n".join(part for part in (record["lead"], record["text"]) if part)
    result.text_f1[where] = _token_f1(true.text, got)
    _judge_captions(true, record, result)


def _judge_captions(true: TrueArticle, record: dict[str, Any], result: Comparison) -> None:
    found = [(full_size(caption["image"] or ""), caption["text"]) for caption in record["captions"]]
    wanted = list(true.captions)
    # Words are compared as people read them: WordPress makes quotes and dashes typographic on the way to the page.
    paired = [
        next((other for other in wanted if other[0] == image and same_words(other[1], text)), (image, text))
        for image, text in found
    ]
    result.captions.add(wanted, paired)
    if Counter(wanted) != Counter(paired):
        missed, wrong = Counter(wanted) - Counter(paired), Counter(paired) - Counter(wanted)
        result.caption_misses.append(f"{true.url}: missed {list(missed)}, wrong {list(wrong)}")


def _token_f1(wanted: str, got: str) -> float:
    counts = Counts()
    counts.add(_tokens(wanted), _tokens(got))
    return counts.f1


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
