"""Which addresses lead to articles that are known under another one: learned from those that turned out to.

An article has one address and any number of others: under another section, with a parameter more, for print. Each
copy that was read is a witness of which part of an address makes no difference (the folder, ``tabid``, ``PageIndex``)
or of a form of addresses that only ever leads to copies. An address is taken for a copy only where it is *explained*:
an article is known whose address is the same but for an idle part, or has the same slug or number. Where two articles
may well have the same slug (a notice that every commune has, a plan of every year) it is asked for all the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.address_traits import traits
from scraper.hashes import Hashes
from scraper.joined_parts import JoinedParts
from scraper.linked_parts import LinkedParts
from scraper.open_keys import YEAR, names_in, open_keys
from scraper.patterns import regex
from scraper.recurring_titles import may_recur

if TYPE_CHECKING:
    from scraper.store import KnownPage

# Copies that have to agree on which part of an address makes no difference.
WITNESSES = 2
# Copies of known articles that are read before addresses of their form count as addresses of copies.
FORM_WITNESSES = 3

_LONG_NUMBERS = regex(r"(?:(?<=-)|(?<![a-z0-9-]))\d{3,18}(?![a-z0-9])")


@dataclass(slots=True)
class Copies:
    """What the copies of one portal's articles tell of its addresses.

    Attributes:
        links: what fills the open parts of addresses in the links that pages had so far.
    """

    links: LinkedParts = field(default_factory=LinkedParts)
    _articles: Hashes = field(default_factory=Hashes)  # hashes of articles' keys, whole and with one part left open
    _claimed: dict[str, None] = field(default_factory=dict)  # keys that a copy names as its article's, not yet read
    _claims: Counter[int] = field(default_factory=Counter)  # the same hashes of those
    _slugs: Hashes = field(default_factory=Hashes)  # hashes of the slugs and numbers in articles' addresses
    _short_names: Hashes = field(default_factory=Hashes)  # of slugs apart from the number they begin or end with
    _idle: Counter[str] = field(default_factory=Counter)
    _idle_forms: dict[str, Counter[str]] = field(default_factory=dict)  # parameter -> rules in which it was idle
    _joined: JoinedParts = field(default_factory=JoinedParts)  # folders that stand for one another
    _anywhere: set[str] = field(default_factory=set)  # rules that copies of articles which are not named have shown
    _decisive: set[str] = field(default_factory=set)
    _won: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # rule, part of an article's own address, of
    _lost: Counter[tuple[str, str]] = field(default_factory=Counter)  # a copy ("": of any); rule, part of a copy
    _forms: Counter[str] = field(default_factory=Counter)
    _originals: Hashes = field(default_factory=Hashes)  # traits
    _declared: dict[int, int] = field(default_factory=dict)  # hash of a key -> of the article's that names it its own

    def knows(self, hashes: frozenset[int]) -> bool:
        """Tell whether one of some hashed keys is that of an article."""
        return not self._articles.isdisjoint(hashes)

    def note_article(self, page: KnownPage) -> None:
        """Take into account an address that an article is kept under."""
        self.withdraw(page.key)
        self._originals.update(map(hash, traits(page.url)))
        for _, rule, open_key, value in open_keys(page.key):
            if hash(open_key) in self._articles:
                self._decisive.add(rule)  # two articles differ in this part and in nothing else
            if self._idle[rule] >= WITNESSES:
                for other in self.links.filling(open_key):
                    self._prefer(rule, value, other)
        self._articles.update(_hashes(page.key))
        names = names_in(page.key)
        self._slugs.update(map(hash, names))
        self._short_names.update(hash(short) for name in names for short in _shortened(name))

    def note_copy(self, page: KnownPage, original: str | None) -> None:
        """Take into account an address that turned out to lead to an article that has another one.

        Args:
            page: the address.
            original: the key of the article's own address, ``None`` where it is not known.
        """
        self._forms.update(traits(page.url))
        own = {hash(open_key) for _, _, open_key, _ in open_keys(original)} | {hash(original)} if original else set()
        named = {open_key: value for _, _, open_key, value in open_keys(original)} if original else {}
        for part, rule, open_key, value in open_keys(page.key):
            if hash(open_key) in own or hash(open_key) in self._articles:
                self._idle[rule] += 1
                if part not in {"the path", "the language"}:
                    self._idle_forms.setdefault(part, Counter())[rule] += 1
                if original is None:
                    self._anywhere.add(rule)
            if open_key in named:
                self._prefer(rule, named[open_key], value)
                self._joined.join(rule, named[open_key], value)
        if original and hash(original) not in self._articles and original not in self._claimed:
            self._claimed[original] = None
            self._claims.update(_hashes(original))

    def declare(self, key: str, article: str) -> None:
        """Take note that the page of an article names an address as a shorter one of its own (``rel=shortlink``).

        An address that two articles name is a fault of the template, and says nothing.

        Args:
            key: the address's key.
            article: the key of the article's own address.
        """
        if key != article and self._declared.setdefault(hash(key), hash(article)) != hash(article):
            self._declared[hash(key)] = 0

    def has_likelier(self, key: str) -> bool:
        """Tell whether an address that differs in an idle part only is likelier the article's own.

        It is where pages link to it that are not of its section, and where copies stood in the other's section before.
        """
        for _, rule, open_key, value in open_keys(key):
            if self._idle[rule] >= WITNESSES and rule not in self._decisive:
                seen = self.links.filling(open_key)
                own = seen.get(value, False)
                for other, vouched in seen.items():
                    if other != value and (vouched if vouched != own else self._is_likelier(rule, other, value)):
                        return True
        return False

    def _prefer(self, rule: str, own: str, other: str) -> None:
        if own != other:
            self._won[rule, own, other] += 1
            self._won[rule, own, ""] += 1
            self._lost[rule, other] += 1

    def _is_likelier(self, rule: str, one: str, other: str) -> bool:
        """Tell whether one part stands in articles' own addresses rather than another: by the two, else by all."""
        ahead = self._won[rule, one, other] - self._won[rule, other, one]
        return ahead > 0 if ahead else self._share(rule, one) > self._share(rule, other)

    def _share(self, rule: str, part: str) -> float:
        won = self._won[rule, part, ""]
        return (won + 1) / (won + self._lost[rule, part] + 2)

    def withdraw(self, key: str) -> None:
        """Forget what a copy claimed of an address: it has been read by now, or cannot be."""
        if key in self._claimed:
            del self._claimed[key]
            self._claims.subtract(_hashes(key))

    def doubt(self, key: str, url: str) -> str | None:
        """Return why an address is one of a known article, ``None`` where nothing says so."""
        if key in self._claimed:
            return None
        if self._declared.get(hash(key)):
            return "short addresses that known articles name as theirs"
        if _may_be_anothers(key):
            return None
        for part, rule, open_key, value in open_keys(key):
            if rule in self._decisive or not (self._idle[rule] >= WITNESSES or self._is_idle_elsewhere(part)):
                continue
            if any(self._is_article(hash(one)) for one in self._filled(part, rule, open_key, value)):
                return f"other addresses of known articles (they differ in {part} only)"
        for trait in traits(url):
            if self._forms[trait] >= FORM_WITNESSES and hash(trait) not in self._originals and self._is_explained(key):
                return f"addresses like {trait} (they are copies of known articles)"
        return None

    def _is_idle_elsewhere(self, parameter: str) -> bool:
        """Tell whether a parameter has been idle in addresses of several forms, and made no difference to articles."""
        forms = self._idle_forms.get(parameter, Counter[str]())
        return len(forms) >= WITNESSES and sum(forms.values()) >= FORM_WITNESSES and not self._decides(parameter)

    def _decides(self, parameter: str) -> bool:
        return any(rule.startswith(f"{parameter} ") for rule in self._decisive)

    def _filled(self, part: str, rule: str, open_key: str, value: str) -> list[str]:
        """Return the keys that an open key stands for: of a path, those with folders known to stand for its own."""
        is_any = rule in self._anywhere or self._joined.are_many(rule) or _has_own_number(open_key)
        if part != "the path" or is_any:
            return [open_key]
        place = "/**/" if "/**/" in open_key else "/*/"
        return [open_key.replace(place, f"/{one}/", 1) for one in self._joined.like(rule, value)]

    def _is_article(self, hashed: int) -> bool:
        return hashed in self._articles or self._claims[hashed] > 0

    def _is_explained(self, key: str) -> bool:
        """Tell whether the slug or number that stands last in an address is that of a known article.

        One of the two may have a number more in it (``12-tin-hay`` and ``tin-hay``), not both: ``lan-thu-2`` is not
        ``lan-thu-3``.
        """
        names = names_in(key)
        if not names:
            return False
        own = hash(names[-1])
        return (
            own in self._slugs
            or own in self._short_names
            or any(hash(short) in self._slugs for short in _shortened(names[-1]))
        )


def _has_own_number(key: str) -> bool:
    """Tell whether the last part of a path is a slug with an article's number in it, which no other article has."""
    slugs = [name for name in names_in(key) if "-" in name]
    numbers = _LONG_NUMBERS.findall(slugs[-1]) if slugs else ()
    return any(not YEAR.fullmatch(number) for number in numbers)


def _may_be_anothers(key: str) -> bool:
    """Tell whether an address may be that of an article of its own although another has the same slug."""
    names = names_in(key)
    return (
        bool(names)
        and "-" in names[-1]
        and not any(name.isdigit() and not YEAR.fullmatch(name) for name in names)
        and may_recur(names[-1])
    )


def _hashes(key: str) -> set[int]:
    return {hash(key), *(hash(open_key) for _, _, open_key, _ in open_keys(key))}


def _shortened(name: str) -> list[str]:
    """Return a slug without the number that it begins or ends with, and that number where it has three digits."""
    head, _, rest = name.partition("-")
    front, _, tail = name.rpartition("-")
    numbers = [(rest, head), (front, tail)]
    found = [part for part, number in numbers if number.isdigit() and part.count("-") > 1]
    return found + [number for part, number in numbers if part and number.isdigit() and len(number) > 2]
