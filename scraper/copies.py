"""Which addresses lead to articles that are known under another one: learned from those that turned out to.

An article has one address and any number of others: under another section, with a parameter more, for print. Each
copy that was read is a witness of which part of an address makes no difference (the folder, ``tabid``, ``PageIndex``)
or of a form of addresses that only ever leads to copies. An address is taken for a copy only where it is *explained*:
an article is known whose address is the same but for an idle part, or has the same slug or number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from scraper.address_traits import traits, url_pattern, without_language
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from scraper.store import KnownPage

# Copies that have to agree on which part of an address makes no difference.
WITNESSES = 2
# Copies of known articles that are read before addresses of their form count as addresses of copies.
FORM_WITNESSES = 3

_HOST = re.compile(r"[^/?]{0,300}")
_NAME = re.compile(r"(?<![a-z0-9-])[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){3,40}|(?<![a-z0-9])\d{3,18}(?![a-z0-9])")
_LAST = re.compile(r"[^/]*?((?:\.[a-z0-9]{2,5})?)$", re.IGNORECASE)
_LONGEST_KEY = 1_000


@dataclass(slots=True)
class Copies:
    """What the copies of one portal's articles tell of its addresses."""

    _articles: set[int] = field(default_factory=set)  # hashes of articles' keys, whole and with one part left open
    _claimed: dict[str, None] = field(default_factory=dict)  # keys that a copy names as its article's, not yet read
    _claims: Counter[int] = field(default_factory=Counter)  # the same hashes of those
    _names: set[int] = field(default_factory=set)  # hashes of the slugs and numbers in articles' addresses
    _short_names: set[int] = field(default_factory=set)  # of slugs apart from the number they begin or end with
    _idle: Counter[str] = field(default_factory=Counter)
    _decisive: set[str] = field(default_factory=set)
    _forms: Counter[str] = field(default_factory=Counter)
    _originals: set[str] = field(default_factory=set)

    def knows(self, hashes: frozenset[int]) -> bool:
        """Tell whether one of some hashed keys is that of an article."""
        return not self._articles.isdisjoint(hashes)

    def note_article(self, page: KnownPage) -> None:
        """Take into account an address that an article is kept under."""
        self.withdraw(page.key)
        self._originals.update(traits(page.url))
        for _, rule, open_key in open_keys(page.key):
            if hash(open_key) in self._articles:
                self._decisive.add(rule)  # two articles differ in this part and in nothing else
        self._articles.update(_hashes(page.key))
        names = _names(page.key)
        self._names.update(map(hash, names))
        self._short_names.update(hash(short) for name in names for short in _shortened(name))

    def note_copy(self, page: KnownPage, original: str | None) -> None:
        """Take into account an address that turned out to lead to an article that has another one.

        Args:
            page: the address.
            original: the key of the article's own address, ``None`` where it is not known.
        """
        self._forms.update(traits(page.url))
        own = {hash(open_key) for _, _, open_key in open_keys(original)} | {hash(original)} if original else set()
        for _, rule, open_key in open_keys(page.key):
            if hash(open_key) in own or hash(open_key) in self._articles:
                self._idle[rule] += 1
        if original and hash(original) not in self._articles and original not in self._claimed:
            self._claimed[original] = None
            self._claims.update(_hashes(original))

    def withdraw(self, key: str) -> None:
        """Forget what a copy claimed of an address: it has been read by now, or cannot be."""
        if key in self._claimed:
            del self._claimed[key]
            self._claims.subtract(_hashes(key))

    def doubt(self, key: str, url: str) -> str | None:
        """Return why an address is one of a known article, ``None`` where nothing says so."""
        if key in self._claimed:
            return None
        for part, rule, open_key in open_keys(key):
            if self._idle[rule] >= WITNESSES and rule not in self._decisive and self._is_article(hash(open_key)):
                return f"other addresses of known articles (they differ in {part} only)"
        for trait in traits(url):
            if self._forms[trait] >= FORM_WITNESSES and trait not in self._originals and self._is_explained(key):
                return f"addresses like {trait} (they are copies of known articles)"
        return None

    def _is_article(self, hashed: int) -> bool:
        return hashed in self._articles or self._claims[hashed] > 0

    def _is_explained(self, key: str) -> bool:
        """Tell whether the slug or number that stands last in an address is that of a known article.

        One of the two may have a number more in it (``12-tin-hay`` and ``tin-hay``), not both: ``lan-thu-2`` is not
        ``lan-thu-3``.
        """
        names = _names(key)
        if not names:
            return False
        own = hash(names[-1])
        return (
            own in self._names
            or own in self._short_names
            or any(hash(short) in self._names for short in _shortened(names[-1]))
        )


def _hashes(key: str) -> set[int]:
    return {hash(key), *(hash(open_key) for _, _, open_key in open_keys(key))}


@lru_cache(maxsize=1_024)
def _names(key: str) -> tuple[str, ...]:
    """Return the slugs (four words and more) and numbers (three digits and more) of an address, in its order."""
    start = _HOST.match(key)
    return tuple(_NAME.findall(fold(unquote(key[start.end() if start else 0 : _LONGEST_KEY]))))


def _shortened(name: str) -> list[str]:
    """Return a slug without the number that it begins or ends with, and that number where it has three digits."""
    head, _, rest = name.partition("-")
    front, _, tail = name.rpartition("-")
    numbers = [(rest, head), (front, tail)]
    found = [part for part, number in numbers if number.isdigit() and part.count("-") > 1]
    return found + [number for part, number in numbers if part and number.isdigit() and len(number) > 2]


@lru_cache(maxsize=1_024)  # a key is looked at when it is judged and again when its page has been read
def open_keys(key: str) -> tuple[tuple[str, str, str], ...]:
    """Return a key with each of its parts left open in turn: the part's name, the rule it stands for, the open key.

    Parts are the folders of the path, the language it begins with, and the parameters. A parameter or language that
    is left open may be missing altogether.
    """
    parts = urlsplit(f"//{key}")
    segments = parts.path.split("/")
    query = f"?{parts.query}" if parts.query else ""
    found = []
    for index in range(1, len(segments) - 1):
        path = "/".join("*" if place == index else segment for place, segment in enumerate(segments))
        found.append(("the path", f"{index} {_rule(path, query)}", f"{parts.netloc}{path}{query}"))
    plain = "/".join(["", *without_language(segments[1:])])
    found.append(("the language", f"language {_rule(plain, query)}", f"{parts.netloc}{plain}{query}#language"))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name in dict.fromkeys(name for name, _ in pairs):
        rest = urlencode([pair for pair in pairs if pair[0] != name])
        address = f"{parts.netloc}{parts.path}{'?' if rest else ''}{rest}"
        found.append((name, f"{name} {url_pattern(f'//{address}')}", address))
    return tuple(found)


def _rule(path: str, query: str) -> str:
    """Return the pattern of an open path; what stands last is a slug unless a query says what is shown."""
    if query:
        return url_pattern(f"//x{path}{query}")
    folder, _, last = path.rpartition("/")
    ending = _LAST.fullmatch(last)
    return f"{url_pattern(f'//x{folder}/')}...{ending[1] if ending else ''}"
