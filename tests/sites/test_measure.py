"""What is measured moves when what it measures does: perfect records are scored full, every spoilt one is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.sites.measure import discovery, outside, reading, second_visit
from tests.sites.nukeviet import NukeVietCommune
from tests.sites.site import Asked
from tests.sites.visits import Kept, Visit


@pytest.fixture
def site() -> NukeVietCommune:
    made = NukeVietCommune()
    made.origin = "http://portal.example"
    return made


def _perfect(site: NukeVietCommune) -> Visit:
    kept = [
        Kept(
            site.address(story),
            "article",
            str(story.number),
            {
                "kind": "article",
                "title": story.title,
                "lead": story.lead,
                "text": story.text,
                "published": f"{story.published:%Y-%m-%dT%H:%M}:00+07:00",
                "captions": [{"image": site.origin + image, "text": words} for image, words in story.captions],
            },
            gone=False,
            revisions=1,
        )
        for story in site.stories.values()
    ]
    log = [Asked("/robots.txt", "robots", ""), Asked("/vi/", "home", "")]
    return Visit(log + [Asked(one.address, "article", one.identity) for one in kept], kept, 0, "")


def _figures(site: NukeVietCommune, visit: Visit) -> dict[str, float]:
    return {score.name: score.value for score in [*discovery(site, visit), *reading(site, visit), outside(visit)]}


def test_perfect_records_are_scored_full(site: NukeVietCommune) -> None:
    figures = _figures(site, _perfect(site))
    assert figures.pop("outside, first visit") == pytest.approx(1 / 98)
    assert set(figures.values()) == {1.0}


def _longest(record: dict[str, Any]) -> None:
    record["text"] += "\n\n" + "Những tin mới hơn"


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("title", lambda record: record.update(title=record["title"] + " - Xã Đồng Mây")),
        ("published, day", lambda record: record.update(published="2025-06-10T09:00:00+07:00")),
        ("published, minute", lambda record: record.update(published=record["published"][:10])),
        ("lead", lambda record: record.update(lead=None)),
        ("text F1", lambda record: record.update(text=record["text"][40:])),
        ("text clean", _longest),
        ("captions F1", lambda record: record.update(captions=[{"image": None, "text": "Ảnh"}])),
        ("precision", lambda record: record.update(kind="document")),
    ],
)
def test_a_spoilt_record_lowers_its_figure(
    site: NukeVietCommune, name: str, spoil: Callable[[dict[str, Any]], object]
) -> None:
    visit = _perfect(site)
    if name == "precision":
        visit.kept.append(Kept("/vi/contact/", "other", "x", dict(visit.kept[0].record), gone=False, revisions=1))
    else:
        spoil(visit.kept[40].record)
    assert _figures(site, visit)[name] < 1


def test_what_is_missing_or_twice_is_told(site: NukeVietCommune) -> None:
    visit = _perfect(site)
    gone = visit.kept.pop()
    visit.kept.append(visit.kept[0])
    scores = {score.name: score for score in discovery(site, visit)}
    assert scores["found"].value == pytest.approx(95 / 96)
    assert gone.address in scores["found"].misses[0] and "asked for" in scores["found"].misses[0]
    assert scores["stored once"].value == pytest.approx(94 / 95)


def test_a_second_request_for_a_page_is_outside(site: NukeVietCommune) -> None:
    visit = _perfect(site)
    visit.log += [visit.log[-1], Asked("/vi/news/print/x-1.html", "article", visit.kept[0].identity)]
    assert outside(visit).value == pytest.approx(3 / 100)


def test_a_second_visit_may_ask_at_doors_only_and_once(site: NukeVietCommune) -> None:
    first = _perfect(site)
    doors = [Asked("/vi/", "home", ""), Asked("/vi/news/giao-duc/", "section", "giao-duc 1")]
    at_doors = Visit(doors, first.kept, 0, "")
    beyond = Visit([*doors, doors[1], Asked("/vi/news/x-1.html", "article", "1")], first.kept, 0, "")
    assert next(second_visit(site, first, at_doors)).value == 0
    assert next(second_visit(site, first, beyond)).value == 2
