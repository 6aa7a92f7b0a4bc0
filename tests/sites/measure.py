"""What three visits to a portal brought, held against what the portal knows of itself."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from scraper.vietnamese import collapse, nfc
from tests.evaluation.scoring import Counts, Score
from tests.sites.site import DOORS, WANTED, Asked, Changes, Site, SiteServer
from tests.sites.stories import Story
from tests.sites.visits import Kept, Visit, visit

LARGE = 500  # articles: from here on a second visit is measured by its share, below by the doors it may ask at


@dataclass
class Pair:
    """An article of the site and what the archive says of it."""

    story: Story
    address: str
    record: dict[str, Any]


def measure(site: Site, seen: Callable[[Visit], None] = lambda _: None) -> list[Score]:
    """Visit a site three times and return the figures; ``seen`` is given each visit as it ends."""
    with SiteServer(site) as server, tempfile.TemporaryDirectory(prefix="congtin-sites-") as folder:
        first = visit(server, Path(folder), 0)
        seen(first)
        scores = [*discovery(site, first), *reading(site, first), outside(first)]
        second = visit(server, Path(folder), 1)
        seen(second)
        scores += second_visit(site, first, second)
        numbers = {kept.address: kept.identity for kept in first.kept}
        changes = site.week_later()
        third = visit(server, Path(folder), 24 * 7)
        seen(third)
        scores += week_later(changes, third, numbers)
        well = [done for done in (first, second, third) if done.exit_code == 0]
        scores.append(_share("visits that end well", len(well), 3, "exit code 0", []))
    return scores


def _share(name: str, right: int, of: int, basis: str, misses: list[str]) -> Score:
    return Score(name, right / of if of else 1.0, f"{right} of {of} {basis}", misses)


def discovery(site: Site, first: Visit) -> Iterator[Score]:
    """Yield what was found of the site's articles, what else is kept as one, what twice, under which address."""
    articles = [kept for kept in first.kept if kept.is_article]
    stored = Counter(kept.identity for kept in articles if kept.role == "article")
    missing = [site.address(story) for number, story in site.stories.items() if not stored[str(number)]]
    asked = {entry.identity for entry in first.log if entry.role == "article"}
    notes = [f"{address} ({'asked for' if _number(site, address) in asked else 'never asked'})" for address in missing]
    yield _share("found", len(site.stories) - len(missing), len(site.stories), "articles", notes)
    wrong = [kept for kept in articles if kept.role != "article"]
    notes = [f"{kept.address} is {kept.role} {kept.identity}: {kept.record['title']!r}" for kept in wrong]
    yield _share("precision", len(articles) - len(wrong), len(articles), "kept as article", notes)
    twice = [number for number, times in stored.items() if times > 1]
    notes = [f"{[kept.address for kept in articles if kept.identity == number]}" for number in twice]
    yield _share("stored once", len(stored) - len(twice), len(stored), "articles", notes)
    own = [kept for kept in articles if kept.role == "article"]
    odd = [kept.address for kept in own if kept.address != site.address(site.stories[int(kept.identity)])]
    yield _share("canonical address", len(own) - len(odd), len(own), "articles", odd)
    documents = {kept.identity for kept in first.kept if kept.role == "document" and not kept.is_article}
    there = {entry.identity for entry in first.log if entry.role == "document"}
    yield _share(
        "documents kept as such", len(documents & there), len(there), "documents asked for", sorted(there - documents)
    )


def _number(site: Site, address: str) -> str:
    return site.ask(address).identity


def reading(site: Site, first: Visit) -> Iterator[Score]:
    """Yield how the articles that were found are read, field by field."""
    pairs = _pairs(site, first)
    yield _field("title", pairs, lambda pair: (nfc(pair.story.title), collapse(pair.record["title"] or "")))
    yield _field("published, day", pairs, lambda pair: _stamp(site, pair, 10))
    yield _field("published, minute", pairs, lambda pair: _stamp(site, pair, 16))
    yield _field("lead", pairs, lambda pair: (nfc(pair.story.lead), collapse(pair.record["lead"] or "")))
    values = [(_text_f1(pair), pair.address) for pair in pairs]
    misses = [f"{value:.3f} {address}" for value, address in sorted(values) if value < 1]
    mean = sum(value for value, _ in values) / len(values) if values else 0.0
    yield Score("text F1", mean, f"{len(values)} articles", misses)
    yield _clean(site, pairs)
    yield _captions(site, pairs)


def _pairs(site: Site, first: Visit) -> list[Pair]:
    """Return each article once: where it is stored more than once, the record of its own address."""
    pairs: dict[str, Pair] = {}
    for kept in first.kept:
        if kept.role == "article" and kept.is_article:
            story = site.stories[int(kept.identity)]
            if kept.identity not in pairs or kept.address == site.address(story):
                pairs[kept.identity] = Pair(story, kept.address, kept.record)
    return list(pairs.values())


def _field(name: str, pairs: list[Pair], compared: Callable[[Pair], tuple[str, str]]) -> Score:
    misses = []
    for pair in pairs:
        wanted, got = compared(pair)
        if wanted != got:
            misses.append(f"{pair.address}: wanted {wanted!r}, got {got!r:.200}")
    return _share(name, len(pairs) - len(misses), len(pairs), "articles", misses)


def _stamp(site: Site, pair: Pair, length: int) -> tuple[str, str]:
    wanted = f"{pair.story.published:%Y-%m-%dT%H:%M}"[: length if site.prints_time else 10]
    return wanted[:length], (pair.record["published"] or "")[:length]


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", nfc(text))


def _text_f1(pair: Pair) -> float:
    counts = Counts()
    counts.add(
        _tokens(f"{pair.story.lead} {pair.story.text}"), _tokens(f"{pair.record['lead'] or ''} {pair.record['text']}")
    )
    return counts.f1


def _clean(site: Site, pairs: list[Pair]) -> Score:
    """Return the share of articles whose lead and text hold no caption, no author and nothing of the page around."""
    misses = []
    for pair in pairs:
        said = nfc(f"{pair.record['lead'] or ''}\n\n{pair.record['text']}")
        paragraphs = {collapse(text) for text in said.split("\n\n")}
        junk = [words for words in site.furniture if nfc(words) in said]
        alone = [*(caption for _, caption in pair.story.captions), pair.story.author, *site.author_lines(pair.story)]
        junk += [words for words in alone if collapse(nfc(words)) in paragraphs]
        junk += [
            other.title for other in site.stories.values() if other is not pair.story and other.title in paragraphs
        ]
        if junk:
            misses.append(f"{pair.address}: {junk}")
    return _share("text clean", len(pairs) - len(misses), len(pairs), "articles", misses)


def _captions(site: Site, pairs: list[Pair]) -> Score:
    counts, misses = Counts(), []
    for pair in pairs:
        wanted = [(urljoin(site.origin, image), collapse(nfc(words))) for image, words in pair.story.captions]
        got = [(found["image"], collapse(found["text"])) for found in pair.record["captions"]]
        counts.add(wanted, got)
        if Counter(wanted) != Counter(got):
            lost, added = Counter(wanted) - Counter(got), Counter(got) - Counter(wanted)
            misses.append(f"{pair.address}: lost {list(lost)}, added {list(added)}")
    return Score("captions F1", counts.f1, f"{counts.right + counts.missed} captions with their pictures", misses)


def outside(first: Visit) -> Score:
    """Return the share of requests that were neither an article's, a document's nor a list page's first."""
    inside: set[tuple[str, str]] = set()
    outside: list[Asked] = []
    for entry in first.log:
        page = (entry.role, entry.identity)
        if entry.role in WANTED and page not in inside:
            inside.add(page)
        else:
            outside.append(entry)
    misses = [f"{entry.address} ({entry.role} {entry.identity})" for entry in outside]
    share = len(outside) / len(first.log) if first.log else 1.0
    return Score("outside, first visit", share, f"{len(outside)} of {len(first.log)} requests", misses)


def second_visit(site: Site, first: Visit, second: Visit) -> Iterator[Score]:
    """Yield what a visit with nothing new asked for, and what it took for a change."""
    if len(site.stories) >= LARGE:
        share = len(second.log) / max(len(first.log), 1)
        misses = [f"{entry.address} ({entry.role} {entry.identity})" for entry in second.log]
        yield Score("second visit, share", share, f"{len(second.log)} of {len(first.log)} requests", misses)
    else:
        doors: set[tuple[str, str]] = set()
        beyond: list[str] = []
        for entry in second.log:
            page = (entry.role, entry.identity)
            if entry.role in DOORS and page not in doors:
                doors.add(page)
            else:
                beyond.append(f"{entry.address} ({entry.role} {entry.identity})")
        yield Score("second visit, beyond doors", float(len(beyond)), f"of {len(second.log)} requests", beyond)
    changed = len(second.kept) - len(first.kept) + sum(kept.revisions > 1 or kept.gone for kept in second.kept)
    yield Score("second visit, changes", float(changed), "rows new, revised or gone with nothing new", [])


def week_later(changes: Changes, third: Visit, numbers: dict[str, str]) -> Iterator[Score]:
    """Return 1 or 0 for each of the four things that happened."""
    by_number: dict[str, Kept] = {}
    for kept in third.kept:
        by_number[numbers.get(kept.address, kept.identity)] = kept
    added, inserted = by_number.get(str(changes.added)), by_number.get(str(changes.inserted))
    edited, removed = by_number.get(str(changes.edited)), by_number.get(str(changes.removed))
    basis = f"{len(third.log)} requests"
    yield Score("week later: new on top found", float(added is not None), basis)
    yield Score("week later: put in on page 3 found", float(inserted is not None), basis)
    yield Score("week later: edit is a revision", float(edited is not None and edited.revisions > 1), basis)
    yield Score("week later: removed is gone", float(removed is not None and removed.gone), basis)
    still = {str(number) for number in (changes.added, changes.inserted, changes.edited, changes.removed)}
    wrong = [
        kept.address for number, kept in by_number.items() if number not in still and (kept.gone or kept.revisions > 1)
    ]
    yield Score("week later: untouched changed", float(len(wrong)), f"{len(by_number)} kept", wrong)
