"""The addresses of what a script lists by words and numbers alone, made as the list's own page makes them.

A framework's list (Laravel with Vue, Next, Nuxt) is sent with its first entries as links, and what "load more" asks for
holds the others as data: ``{"id": 5, "slug": "khanh-thanh-cau", ...}``. The script puts the addresses together. How it
does, the first entries show: their links read as their titles, whose words stand in their addresses, with or without a
number.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scraper.extract.links import Link
from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scraper.extract.json_entries import UnlinkedEntry

WITNESSES = 3  # links of a page that have to agree on how addresses are made
_FEWEST_HYPHENS = 3  # a title of four words: shorter ones are sections'
_BETWEEN = regex(r"[^a-z0-9]+")
_BEFORE = regex(r"(?:\d{1,12}-)?")
_AFTER = regex(r"(?:-[a-z]{0,6}\d{1,12})?(?:\.[a-z]{2,5})?")
_NUMBER = regex(r"\d+")
_MOST_LISTS = 5_000


@dataclass(slots=True)
class EntryAddresses:
    """How the lists of one portal make the addresses of their entries."""

    _forms: dict[int, str] = field(default_factory=dict)  # hash of a list's key -> "/bai-viet/{slug}-{number}.html"

    def learn(self, key: str, links: Iterable[Link]) -> None:
        """Take into account how a page that loads more by a script addresses what it lists.

        Args:
            key: the page's key.
            links: its links.
        """
        links = list(links)
        if not any(link.place == "more" for link in links):
            return
        forms = Counter(form for link in links if (form := _form(link)) is not None)
        if forms:
            form, witnesses = forms.most_common(1)[0]
            if witnesses >= WITNESSES:
                self._take(key, form)

    def links(self, key: str, found_on: str | None, entries: Iterable[UnlinkedEntry]) -> list[Link]:
        """Return links to what an answer lists without addresses, none where nothing tells how they are made.

        Args:
            key: the answer's key; what it goes on with is addressed alike.
            found_on: the key of the page or answer that led to it.
            entries: what it lists.
        """
        form = self._forms.get(hash(found_on)) or self._only_one()
        if form is None:
            return []
        self._take(key, form)
        made = ((entry, entry.slug or slug_of(entry.title)) for entry in entries)
        return [
            Link(form.format(slug=slug, number=entry.number), entry.title, "list")
            for entry, slug in made
            if slug and (entry.number or "{number}" not in form)
        ]

    def _take(self, key: str, form: str) -> None:
        if len(self._forms) < _MOST_LISTS:
            self._forms[hash(key)] = form

    def _only_one(self) -> str | None:
        """Return the form that all lists share, ``None`` where they differ: each names its section."""
        forms = set(self._forms.values())
        return forms.pop() if len(forms) == 1 else None


def slug_of(title: str) -> str:
    """Return a title as portals put it into addresses: its words without marks, joined by hyphens."""
    return _BETWEEN.sub("-", fold(title)).strip("-")


def _form(link: Link) -> str | None:
    """Return how the address of a link is made of its words, ``None`` where it is not."""
    slug = slug_of(link.text)
    parts = urlsplit(link.url)
    folder, _, last = parts.path.rpartition("/")
    if slug.count("-") < _FEWEST_HYPHENS or parts.query or slug not in last or "{" in parts.path:
        return None
    before, _, after = last.partition(slug)
    if not _BEFORE.fullmatch(before) or not _AFTER.fullmatch(after):
        return None
    before, after = (_NUMBER.sub("{number}", part) for part in (before, after))
    return f"{parts.scheme}://{parts.netloc}{folder}/{before}{{slug}}{after}"
