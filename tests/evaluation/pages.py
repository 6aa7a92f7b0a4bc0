"""HTML pages to records: golden pages read by the generic family alone, and those of the families by their own as well.

The sample portal, too, is read by its own family and by the generic one.

A golden page is ``NAME.html`` (or ``.html.gz``) beside ``NAME.json``: address, moment of capture, the record it should
give, strings that may stand nowhere in it, fields that nobody has annotated (``not_judged``) and other values that are
right too (``accept``). Pages of the set ``held`` are for figures only: their misses are not shown.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract import read_page
from scraper.items import Stats
from scraper.portal import Portal
from scraper.sample_portal.gold import gold_records
from scraper.sample_portal.pages import Site
from scraper.vietnamese import collapse, nfc
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLD = Path(__file__).parent.parent / "gold" / "pages"
SETS = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10", "held")
FAMILIES = "families"
_ORIGIN = "https://portal.example"
_SAMPLE_UNJUDGED = ("officials", "events", "paragraphs", "published_text")
_STATS = ("views", "visits", "online", "comments", "rating_count", "rating_average")


@dataclass
class GoldPage:
    """A page and what it should give."""

    name: str
    body: bytes
    url: str
    record: dict[str, Any]
    captured_at: datetime | None = None
    portal: Portal | None = None
    not_judged: tuple[str, ...] = ()
    accept: dict[str, list[Any]] = field(default_factory=dict)
    must_not_contain: tuple[str, ...] = ()

    def read(self) -> dict[str, Any]:
        """Return what is read off the page, under the names of the record; people and events are other suites'."""
        reading, _ = read_page(self.body, self.url, portal=self.portal, captured_at=self.captured_at)
        record = asdict(reading)
        record["text"] = "\n\n".join(reading.paragraphs)
        record["stats"] = asdict(reading.stats or Stats())
        record["canonical_url"] = reading.canonical_url or self.url
        return record

    def judges(self, name: str) -> bool:
        """Tell whether a field is annotated."""
        return name in self.record and name not in self.not_judged

    def is_right(self, name: str, value: Any) -> bool:
        """Tell whether a field's value is the annotated one, or another that is right too."""
        return any(plain(value) == plain(one) for one in [self.record[name], *self.accept.get(name, [])])

    @property
    def is_article(self) -> bool:
        """Whether the page is an article."""
        return bool(self.record["kind"] == "article")


def plain(value: Any) -> Any:
    """Return a value as it is compared: texts in NFC with white space collapsed."""
    return collapse(nfc(value)) if isinstance(value, str) else value


def gold_pages(name: str, family: str | None = None) -> list[GoldPage]:
    """Return the golden pages of a set, in the order of their names.

    Args:
        name: the set.
        family: the family that reads them; ``None``: the one that recognises the page.
    """
    pages = []
    for file in sorted((GOLD / name).glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        packed = file.with_suffix(".html.gz")
        body = gzip.decompress(packed.read_bytes()) if packed.exists() else file.with_suffix(".html").read_bytes()
        pages.append(
            GoldPage(
                file.stem,
                body,
                gold["url"],
                gold["record"],
                datetime.fromisoformat(gold["captured_at"]) if gold.get("captured_at") else None,
                Portal(id=file.stem, name=file.stem, url=gold["url"], family=family) if family else None,
                not_judged=tuple(gold.get("not_judged", ())),
                accept=gold.get("accept", {}),
                must_not_contain=tuple(gold.get("must_not_contain", ())),
            )
        )
    return pages


def sample_pages(family: str) -> list[GoldPage]:
    """Return the articles and documents of the sample portal, to be read by a family."""
    portal = Portal(id="sample", name="Sample", url=f"{_ORIGIN}/", family=family)
    unjudged = _SAMPLE_UNJUDGED if family == "hatinh" else (*_SAMPLE_UNJUDGED, "canonical_url")
    site = Site(1, _ORIGIN)
    return [
        GoldPage(path, site.page(path).body, _ORIGIN + path, record, portal=portal, not_judged=unjudged)
        for path, record in gold_records(1, _ORIGIN).items()
    ]


def evaluate() -> list[Score]:
    """Score every set without families, and those of the families and the sample portal with and without."""
    scores = [
        score for name in SETS if (GOLD / name).is_dir() for score in scores_of(name, gold_pages(name, "generic"))
    ]
    scores += scores_of("families own", gold_pages(FAMILIES))
    scores += scores_of("families generic", gold_pages(FAMILIES, "generic"))
    for family in ("hatinh", "generic"):
        scores += scores_of(f"sample {family}", sample_pages(family))
    return scores


def scores_of(name: str, pages: list[GoldPage]) -> Iterator[Score]:
    """Yield the figures of a set of pages, each called by the set; the misses of ``held`` are not shown."""
    found = [(page, page.read()) for page in pages]
    articles = [(page, record) for page, record in found if page.is_article]
    hidden = name == "held"

    def share(label: str, among: list[tuple[GoldPage, dict[str, Any]]], key: str) -> Score:
        judged = [(page, record) for page, record in among if page.judges(key)]
        wrong = [(page, record) for page, record in judged if not page.is_right(key, record[key])]
        misses = [f"{page.name}: {record[key]!r:.200}, not {page.record[key]!r:.200}" for page, record in wrong]
        value = 1 - len(wrong) / len(judged) if judged else 1.0
        return Score(f"{name}: {label}", value, f"{len(judged)} pages", [] if hidden else misses)

    yield share("kind", found, "kind")
    for key in ("title", "lead", "author", "source", "section", "updated", "published_text"):
        yield share(key, articles, key)
    yield from (_hide(score, hidden) for score in (_text(name, articles), _clean(name, found)))
    yield from (_hide(score, hidden) for score in (*_captions(name, articles), _attachments(name, found)))
    yield from (_hide(score, hidden) for score in (_published(name, articles, 10), _published(name, articles, 16)))
    yield _hide(_stats(name, found), hidden)


def _hide(score: Score, hidden: bool) -> Score:
    if hidden:
        score.misses = []
    return score


def _text(name: str, articles: list[tuple[GoldPage, dict[str, Any]]]) -> Score:
    """Return the mean over pages of the F1 of words, lead included."""
    values, misses = [], []
    for page, record in articles:
        if not page.judges("text"):
            continue
        gold = Counter(f"{page.record.get('lead') or ''} {page.record['text']}".split())
        got = Counter(f"{record['lead'] or ''} {record['text']}".split())
        common = sum((gold & got).values())
        value = 2 * common / (gold.total() + got.total()) if gold or got else 1.0
        values.append(value)
        if value < 1:
            wanted, have = page.record["text"].split("\n\n"), record["text"].split("\n\n")
            lost = [text[:60] for text in wanted if text not in have]
            added = [text[:60] for text in have if text not in wanted]
            misses.append(f"{page.name}: {value:.3f} lost {lost[:4]} added {added[:4]}")
    return Score(f"{name}: text F1", sum(values) / len(values) if values else 1.0, f"{len(values)} pages", misses)


def _clean(name: str, found: list[tuple[GoldPage, dict[str, Any]]]) -> Score:
    """Return the share of pages whose record holds none of the strings that belong to the page around."""
    misses = []
    for page, record in found:
        said = nfc(" ".join(_strings(record)))
        junk = [text for text in page.must_not_contain if nfc(text) in said]
        if junk:
            misses.append(f"{page.name}: {junk}")
    return Score(f"{name}: free of furniture", 1 - len(misses) / max(len(found), 1), f"{len(found)} pages", misses)


def _strings(record: dict[str, Any]) -> Iterator[str]:
    """Yield the texts that a reader of the record sees."""
    for key in ("title", "lead", "text", "author", "source", "section", "published_text"):
        yield record[key] or ""
    for caption in record["captions"]:
        yield caption["text"]


def _captions(name: str, articles: list[tuple[GoldPage, dict[str, Any]]]) -> Iterator[Score]:
    counts, misses = Counts(), []
    right = linked = 0
    for page, record in articles:
        if not page.judges("captions"):
            continue
        gold = [plain(caption["text"]) for caption in page.record["captions"]]
        got = [plain(caption["text"]) for caption in record["captions"]]
        counts.add(gold, got)
        pictures = {plain(caption["text"]): caption["image"] for caption in record["captions"]}
        for caption in page.record["captions"]:
            if plain(caption["text"]) in pictures:
                right += 1
                linked += pictures[plain(caption["text"])] == caption["image"]
        if sorted(gold) != sorted(got):
            lost, added = [text for text in gold if text not in got], [text for text in got if text not in gold]
            misses.append(f"{page.name}: lost {lost} added {added}")
    yield Score(f"{name}: captions F1", counts.f1, f"{counts.right + counts.missed} captions", misses)
    yield Score(f"{name}: caption's picture", linked / right if right else 1.0, f"{right} captions")


def _attachments(name: str, found: list[tuple[GoldPage, dict[str, Any]]]) -> Score:
    counts, misses = Counts(), []
    for page, record in found:
        if not page.judges("attachments"):
            continue
        gold = [one["url"] for one in page.record["attachments"]]
        got = [one["url"] for one in record["attachments"]]
        counts.add(gold, got)
        if gold != got:
            misses.append(f"{page.name}: {got}, not {gold}")
    return Score(f"{name}: attachments F1", counts.f1, f"{counts.right + counts.missed} files", misses)


def _published(name: str, articles: list[tuple[GoldPage, dict[str, Any]]], length: int) -> Score:
    """Return the share of articles whose publication is right to the day (10 characters) or the minute (16)."""
    judged, misses = 0, []
    for page, record in articles:
        gold = page.record.get("published")
        if not page.judges("published"):
            continue
        judged += 1
        values = [gold, *page.accept.get("published", [])]
        if (record["published"] or "")[:length] not in [(value or "")[:length] for value in values]:
            misses.append(f"{page.name}: {record['published']}, not {gold}")
    unit = "day" if length == 10 else "minute"
    return Score(f"{name}: published, {unit}", 1 - len(misses) / max(judged, 1), f"{judged} pages", misses)


def _stats(name: str, found: list[tuple[GoldPage, dict[str, Any]]]) -> Score:
    judged, misses = 0, []
    for page, record in found:
        if not page.judges("stats"):
            continue
        judged += 1
        gold, got = page.record["stats"], record["stats"]
        wrong = [key for key in _STATS if got[key] not in [gold.get(key), *page.accept.get(key, [])]]
        if wrong:
            misses.append(f"{page.name}: " + ", ".join(f"{key} {got[key]}, not {gold.get(key)}" for key in wrong))
    return Score(f"{name}: stats", 1 - len(misses) / max(judged, 1), f"{judged} pages", misses)
