"""Whole records: the seed as its dump and as its page, and every page of the sample portal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.extract import extract, extract_text
from scraper.sample_portal import gold_records, sample_portal_description
from scraper.sample_portal.pages import Site
from tests.evaluation.records import comparable
from tests.evaluation.scoring import Counts, Score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.items import Article

ORIGIN = "http://127.0.0.1:8790"
SEED = Path(__file__).parent.parent / "gold" / "seed"
_CAPTURED_AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def evaluate() -> list[Score]:
    """Score the seed and the sample portal."""
    return [_seed_as_text(), _seed_as_page(), *_sample()]


def _seed_as_text() -> Score:
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    dump = next(SEED.glob("*.txt")).read_bytes()
    return _share("seed, dump: fields right", _seed_checks(extract_text(dump), gold))


def _seed_as_page() -> Score:
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
    path = next(path for path, record in gold_records(1).items() if "Đặng Văn Thành" in (record.get("lead") or ""))
    article = _read(path)
    checks = _seed_checks(article, gold) | {
        "every caption has its picture": all(caption.image for caption in article.captions),
        "published": article.published == gold_records(1)[path]["published"],
    }
    del checks["title"]  # the page prints one, the dump does not
    return _share("seed, page: fields right", checks)


def _seed_checks(article: Article, gold: dict[str, Any]) -> dict[str, bool]:
    found = {official.name: official for official in article.officials}
    checks = {
        "title": article.title is None,
        "lead": comparable(article.lead or "") == comparable(gold["lead"]),
        "paragraphs": [comparable(text) for text in article.text.split("\n\n")]
        == [comparable(text) for text in gold["body_paragraphs"]],
        "captions": [comparable(caption.text) for caption in article.captions]
        == [comparable(caption["text"]) for caption in gold["captions"]],
        "event": [(event.start, event.part_of_day) for event in article.events] == [(gold["event"]["date"], "morning")],
        "names": list(found) == [official["name"] for official in gold["officials"]],
        "visits": article.stats.visits == gold["page_stats"]["visitors_total"],
        "online": article.stats.online == gold["page_stats"]["online"],
        "rating": article.stats.rating_count is None and article.stats.rating_average is None,
        "junk": not any(block["text"] in article.text for block in gold["junk_blocks"]),
    }
    for official in gold["officials"]:
        read = found.get(official["name"])
        checks[official["name"]] = read is not None and (
            [(comparable(title["raw"]), comparable(title["org"])) for title in official["titles_merged"]],
            sorted(official["roles"]),
            len(official["mentions"]),
        ) == (
            [(comparable(title.text), comparable(title.organization or "")) for title in read.titles],
            sorted(read.roles),
            len(read.mentions),
        )
    return checks


def _share(name: str, checks: dict[str, bool]) -> Score:
    wrong = [key for key, right in checks.items() if not right]
    return Score(name, 1 - len(wrong) / len(checks), f"{len(checks)} fields", wrong)


def _sample() -> Iterator[Score]:
    names, pairs, organizations, roles, events = Counts(), Counts(), Counts(), Counts(), Counts()
    whole: list[bool] = []
    misses: list[str] = []
    for path, gold in gold_records(1).items():
        article = _read(path).to_dict()
        for counts, of in ((names, _name), (pairs, _pairs), (organizations, _organizations), (roles, _roles)):
            counts.add(*([item for official in side["officials"] for item in of(official)] for side in (gold, article)))
        events.add(*([(event["text"], event["start"]) for event in side.get("events", [])] for side in (gold, article)))
        found = {official["name"]: official for official in article["officials"]}
        for official in gold["officials"]:
            same = _is_same(official, found.get(official["name"]))
            whole.append(same)
            if not same:
                misses.append(f"{path.rsplit('/', 1)[-1]}: {official['name']}")
    yield Score("sample: names F1", names.f1, f"{len(whole)} officials")
    yield Score("sample: name and title F1", pairs.f1, f"{pairs.right + pairs.missed} titles")
    yield Score("sample: organisations F1", organizations.f1, f"{organizations.right + organizations.missed} titles")
    yield Score("sample: roles F1", roles.f1, f"{roles.right + roles.missed} roles")
    yield Score("sample: events F1", events.f1, f"{events.right + events.missed} events")
    yield Score("sample: whole officials", sum(whole) / len(whole), "name, titles, organisations and roles", misses)


def _read(path: str) -> Article:
    page = Site(1, ORIGIN).page(path)
    portal = sample_portal_description(f"{ORIGIN}/")
    return extract(page.body, ORIGIN + path, portal=portal, captured_at=_CAPTURED_AT)


def _name(official: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(comparable(official["name"]),)]


def _pairs(official: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(comparable(official["name"]), comparable(title["text"]), title["kind"]) for title in official["titles"]]


def _organizations(official: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (comparable(official["name"]), comparable(title["text"]), comparable(title["organization"] or ""))
        for title in official["titles"]
    ]


def _roles(official: dict[str, Any]) -> list[tuple[str, ...]]:
    return [(comparable(official["name"]), role) for role in official["roles"]]


def _is_same(gold: dict[str, Any], found: dict[str, Any] | None) -> bool:
    return found is not None and all(
        sorted(of(gold)) == sorted(of(found)) for of in (_name, _pairs, _organizations, _roles)
    )
