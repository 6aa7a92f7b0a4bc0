"""The first page of a list under the address that its pager has for it: ``?page=1`` beside the list's own address.

Portals begin to count at 1 or at 0, so the number alone tells nothing: a page is taken for the list's first only once
others with the same parameter and number have turned out to name what the list itself names, and none anything else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.canonical import canonical_key
from scraper.page_addresses import is_further_page

if TYPE_CHECKING:
    from collections.abc import Iterator

# Lists that have to name the same on their own address and on page "1" or "0" before others are believed to.
WITNESSES = 2
_FIRST = frozenset({"0", "1"})


@dataclass(slots=True)
class FirstPages:
    """Which parameters of a portal lead to the first page of a list with a number, as far as has been seen."""

    _contents: dict[int, int] = field(default_factory=dict)  # hash of a list's key -> hash of what it names
    _same: Counter[str] = field(default_factory=Counter)
    _other: set[str] = field(default_factory=set)

    def note(self, key: str, url: str, content: int) -> None:
        """Take into account what a list names (a hash of it)."""
        self._contents[hash(key)] = content
        for rule, base in _bases(url):
            known = self._contents.get(hash(base))
            if known == content:
                self._same[rule] += 1
                return
            if known is not None:
                self._other.add(rule)

    def doubt(self, url: str) -> str | None:
        """Return why an address is that of a first page which is known already, ``None`` where nothing says so."""
        for rule, base in _bases(url):
            if self._same[rule] >= WITNESSES and rule not in self._other and hash(base) in self._contents:
                return f"first pages of lists under a number (?{rule}); they name what the list itself names"
        return None


def _bases(url: str) -> Iterator[tuple[str, str]]:
    """Yield the parameter and number of a page that may be a first one, with the keys its list may have without.

    Liferay's parameters have the name of the portlet in them (``_101_INSTANCE_x_cur``), and others beside them that a
    list's own address lacks.
    """
    parts = urlsplit(url)
    if not parts.query or not is_further_page(url):
        return
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        if value in _FIRST and is_further_page(f"?{name}={value}"):
            rule = f"{name.rpartition('_')[2] or name}={value}"
            rest = urlencode([pair for pair in pairs if pair[0] != name])
            without = canonical_key(parts._replace(query=rest).geturl())
            bare = canonical_key(parts._replace(query="").geturl())
            yield rule, without
            if bare != without:
                yield rule, bare
