"""Judging an answer that is a list for machines, or should have been one: a feed, a sitemap, a script's JSON."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scraper.canonical import canonical_key, over_tls
from scraper.extract.fragments import json_links, next_links
from scraper.extract.json_entries import unlinked_entries
from scraper.feeds import read_feed
from scraper.items import Article, Problem
from scraper.machine_lists import MachineListError, list_kind
from scraper.pages import digest
from scraper.sitemaps import Sitemap
from scraper.store import FoundLink, PageResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.discovery import Discovery
    from scraper.machine_lists import ListedAddress, ListKind
    from scraper.store import Answer, Target

_GZIP = b"\x1f\x8b"
_LAST = 9  # priority of what is never asked for


@dataclass(frozen=True, slots=True)
class ListedLinks:
    """The links of a feed or sitemap, made as they are iterated, so that a million of them need no room.

    Entries outside the portal are one link that is cut: its reason has their number, its address is the first of them.
    """

    entries: Iterable[ListedAddress]
    discovery: Discovery
    target: Target
    kind: ListKind
    is_index: bool = False

    def __iter__(self) -> Iterator[FoundLink]:
        """Yield the links to queue in the order of the list, at its end what lies outside."""
        outside, example, depth = 0, "", self.target.depth
        for entry in self.entries:
            url = over_tls(entry.url, self.target.url)
            if self.is_index:
                yield replace(self.discovery.lists.link(url, depth), modified=entry.modified)
            elif not self.discovery.is_inside(url):
                outside, example = outside + 1, example or url
            elif link := self.discovery.listed_link(url, depth, entry.modified, self.kind):
                yield link
        if outside:
            reason = f"{outside} addresses in a {self.kind} that lie outside the portal"
            yield FoundLink(canonical_key(example), example, _LAST, depth + 1, reason)


def list_result(target: Target, answer: Answer, discovery: Discovery) -> PageResult | None:
    """Return what an answer comes to that is a list for machines or was named as one, ``None`` for any other.

    A page in place of a feed is a page where nothing but its address promised a feed (``/rss/`` is a page about feeds
    on many portals), and so is whatever stands where a sitemap was only guessed. A sitemap with the bytes that were
    read before is one that has not changed, whether its server says so (304) or not: nothing in it is looked at again.
    """
    if target.digest is not None and target.digest == digest(answer.body):
        return PageResult(target, answer, "unchanged")
    kind = _found_kind(answer)
    declared = discovery.lists.kind(target.url)
    if kind is None and declared == "sitemap" and _is_plain(answer):
        kind = "sitemap"
    if kind is None:
        return _missing(target, answer, discovery, declared) if declared else None
    try:
        return _read(target, answer, discovery, kind)
    except MachineListError as error:
        if declared is None:
            return PageResult(target, answer, "stored", str(error))
        kept = declared if discovery.lists.is_declared(target.key) else None
        return PageResult(target, answer, "failed", str(error), machine_list=kept)


def _found_kind(answer: Answer) -> ListKind | None:
    packed = answer.body.startswith(_GZIP)
    return "sitemap" if packed and ".xml" in answer.url.lower() else list_kind(answer.body)


def _is_plain(answer: Answer) -> bool:
    """Tell whether an answer is plain text or empty: a sitemap may be a list of addresses, one a line."""
    content_type = (answer.header("Content-Type") or "").lower()
    return content_type.startswith("text/plain") or not answer.body.strip()


def _missing(target: Target, answer: Answer, discovery: Discovery, declared: ListKind) -> PageResult | None:
    named = discovery.lists.is_declared(target.key)
    is_page = b"<html" in answer.body[:4096].lower() or b"<!doctype html" in answer.body[:4096].lower()
    if is_page and not named:
        return None
    what = "an HTML page stands in its place" if is_page else "it is no XML"
    kept = declared if named else None  # so that a later run knows that it was named as a list
    return PageResult(target, answer, "failed", f"the {declared} cannot be read: {what}", machine_list=kept)


def _read(target: Target, answer: Answer, discovery: Discovery, kind: ListKind) -> PageResult:
    problems: list[Problem] = []
    entries: Iterable[ListedAddress]
    is_index = False
    if kind == "feed":
        feed = read_feed(answer.body, answer.url, answer.header("Content-Type"))
        entries = feed.entries
        if feed.broken:
            problems.append(Problem("feed", f"the feed could be read in part only: {feed.broken}"))
    else:
        sitemap = Sitemap(answer.body, answer.url)
        entries, is_index = sitemap, sitemap.is_index
        if sitemap.broken:
            problems.append(Problem("sitemap", f"the sitemap could be read in part only: {sitemap.broken}"))
    links = ListedLinks(entries, discovery, target, kind, is_index)
    if next(iter(entries), None) is None:
        problems.append(Problem(kind, f"the {kind} lists nothing"))
    article = Article(answer.url, answer.url, discovery.portal.id, problems=problems) if problems else None
    reason = problems[0].reason if problems else None
    return PageResult(target, answer, "stored", reason, article=article, machine_list=kind, links=links)


def script_answer(target: Target, answer: Answer, discovery: Discovery) -> PageResult:
    """Return what a script's answer comes to: a list, where it holds addresses, in whatever form."""
    links = json_links(answer.body, answer.url)
    if all(link.place == "more" for link in links) and (entries := unlinked_entries(answer.body)):
        made = discovery.entries.links(target.key, target.found_on, entries)
        if not made:
            reason = f"a script's answer lists {len(entries)} entries without addresses; they may be missing"
            unread = Article(answer.url, answer.url, discovery.portal.id, problems=[Problem("list", reason)])
            return PageResult(target, answer, "stored", reason, article=unread)
        links = [*made, *(links or next_links(answer.body, answer.url))]
    if not links:
        return PageResult(target, answer, "stored", "no page: JSON without addresses")
    article = Article(answer.url, answer.url, discovery.portal.id, kind="listing")
    found = discovery.worth_asking(links, target.depth, "listing")
    return PageResult(target, answer, "stored", article=article, links=found)
