"""Where the entries of lists in a page's data lead: a list that the browser fills has no links to follow.

Some entries give their address; most have a slug or a number, and the front end makes the address. How it does so is
learnt from an address that is known: a link that the page prints for one of the entries, or the page's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scraper.canonical import absolute_url
from scraper.extract.script_data.articles import TITLE, containers, fields_of, text_of
from scraper.portal import bare_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_ENTRIES = 500
_ADDRESS = ("url", "link", "href", "path", "permalink", "fullpath", "canonicalurl", "duongdan")
_SLUG = ("slug", "alias", "seoname", "friendlyurl")
_NUMBER = ("id", "articleid", "newsid", "postid", "documentid")
_SHORTEST_SLUG = 8  # characters; a shorter one may stand in an address by chance
_MOST_TRIED = 40  # entries and addresses that are compared to learn how addresses are made
_MOST_KNOWN = 400
_ALIKE = 0.7  # share of the members that two articles of a system have in common


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry without an address: slug, number and title, and the names of all that it has."""

    slug: str
    number: str | None
    title: str
    names: frozenset[str]

    def is_like(self, names: frozenset[str]) -> bool:
        """Tell whether it has much the same members: a section with a slug is no article."""
        return len(self.names & names) >= _ALIKE * len(self.names | names)


def entry_links(data: Sequence[Any], url: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return address and title of the entries of lists in a page's data whose addresses can be told.

    Args:
        data: what :func:`scraper.extract.script_data.read_script_data` gives.
        url: the page's address.
        known: the addresses that the page links to.
    """
    found: dict[str, str] = {}
    nameless: list[_Entry] = []
    for entry in _entries(data):
        title = text_of(next((entry[name] for name in TITLE if name in entry), None))
        address = _given_address(entry, url)
        slug = next((entry[name] for name in _SLUG if isinstance(entry.get(name), str)), None)
        number = next((str(entry[name]) for name in _NUMBER if isinstance(entry.get(name), int | str)), None)
        if title is None:
            continue
        if address is not None:
            found.setdefault(address, title)
        elif slug is not None and len(slug) >= _SHORTEST_SLUG and "/" not in slug:
            nameless.append(_Entry(slug, number, title, frozenset(entry)))
    pattern, shape = _learnt(nameless, [url, *known][:_MOST_KNOWN])
    for one in nameless if pattern else ():
        if one.is_like(shape) and ("{id}" not in pattern or one.number is not None):
            address = absolute_url(url, pattern.replace("{slug}", one.slug).replace("{id}", one.number or ""))
            if address is not None:
                found.setdefault(address, one.title)
    return list(found.items())


def _entries(data: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the fields of objects that have a title and say which they are."""
    count = 0
    for container in containers(data):
        if not isinstance(container, dict):
            continue
        fields = fields_of(container)
        if any(name in fields for name in TITLE) and any(name in fields for name in (*_ADDRESS, *_SLUG)):
            yield fields
            count += 1
            if count >= MAX_ENTRIES:
                return


def _given_address(entry: dict[str, Any], url: str) -> str | None:
    value = next((entry[name] for name in _ADDRESS if isinstance(entry.get(name), str)), None)
    if value is None or not value.startswith(("/", "http://", "https://")):
        return None
    address = absolute_url(url, value)
    return address if address is not None and bare_host(address) == bare_host(url) else None


def _learnt(entries: Sequence[_Entry], known: Sequence[str]) -> tuple[str, frozenset[str]]:
    """Return how an entry's slug, and its number where it is there too, stand in an address, and what it has.

    The address is empty where no known one is an entry's.
    """
    for entry in entries[:_MOST_TRIED]:
        for address in known:
            path = urlsplit(address).path
            if entry.slug in path:
                before, _, after = path.partition(entry.slug)
                if entry.number is not None and len(entry.number) > 1:
                    before, after = (part.replace(entry.number, "{id}") for part in (before, after))
                return f"{before}{{slug}}{after}", entry.names
    return "", frozenset()
