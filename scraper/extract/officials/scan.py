"""Scan: a sentence as a row of honorifics, ranks, titles, names, verbs and separators, the words between left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from scraper.extract.officials.expected import (
    after_honorific,
    after_one,
    ends_with_person,
    may_name,
    post_follows,
    title_just_before,
)
from scraper.extract.officials.names import names, ranks
from scraper.extract.officials.names.honorifics import HONORIFICS, honorific_at
from scraper.extract.officials.names.name_ends import NOISE, name_end
from scraper.extract.officials.names.runs import begins_person_or_post
from scraper.extract.officials.roles.verbs import DEEDS, NOT_VERBS, VERBS, Verb
from scraper.extract.officials.text.phrases import Beginnings, positions
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles import heads
from scraper.extract.officials.titles.titles import TitleSpan, read_title

if TYPE_CHECKING:
    from collections.abc import Container

    from scraper.extract.officials.text.phrases import Phrases
    from scraper.extract.officials.text.tokens import Tokens

ItemKind = Literal["honorific", "clergy", "rank", "title", "name", "given_name", "verb", "mark", "team"]
_ANNOUNCING = frozenset({"honorific", "rank", "clergy", "mark"})  # what a person's name may follow; a mark is a colon
_OF_ONE = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "thầy", "cụ"})
_QUOTES = {"“": "”", "«": "»", '"': '"'}
_RECEIVES = Verb(("received_delegation",), "act")
_BEFORE_OTHER_WORDS = frozenset({"trực", "gián", "liên", "kế", "giao"})  # "trực tiếp" ...
_MARKS = frozenset({",", ";", "-", ":", "(", ")", "\n", "."})


@dataclass(slots=True, eq=False)  # an item is itself: no two stand in one place
class Item:
    """A piece of a sentence that the grammar of introductions speaks of; tokens ``start`` to ``end`` (exclusive)."""

    kind: ItemKind
    start: int
    end: int
    plural: bool = False
    title: TitleSpan | None = None
    verb: Verb | None = None
    mark: str = ""


# What a word may begin, as bits.
_HONORIFIC, _TITLE, _VERB, _NOT_VERB, _RANK, _OTHER = 1, 2, 4, 8, 16, 32
_RANKS: tuple[Phrases[Any], ...] = (ranks.CLERGY, ranks.SERVICE_RANKS, ranks.LEARNED_RANKS)


def _beginnings(tables: dict[int, tuple[Phrases[Any], ...]]) -> Beginnings:
    found = Beginnings(tables)
    # A post in the middle of ACTING and FORMER follows them directly: any second word is possible.
    for word in heads.FORMER.first_words | heads.ACTING.first_words:
        found.add(word, _TITLE)
    return found


_ITEMS = _beginnings(
    {_HONORIFIC: (HONORIFICS,), _TITLE: (heads.HEADS,), _VERB: (VERBS,), _NOT_VERB: (NOT_VERBS,), _RANK: _RANKS}
)
for _word in ("các", "tiếp"):
    _ITEMS.add(_word, _OTHER)
_FIRST_WORDS = _ITEMS.first_words
# A sentence without one of these, and without a name, names nobody in a post.
_ANCHORS = _beginnings({_HONORIFIC: (HONORIFICS,), _TITLE: (heads.HEADS,), _RANK: _RANKS})
_TEAM_DID = frozenset({"đã", "cũng", "tiếp", "tặng", "trao", "thăm", "đến"})
_FIRST_OF_ANCHORS = _ANCHORS.first_words
_ANCHOR_WORDS = _FIRST_OF_ANCHORS | names.FIRM_FAMILY_NAMES | {"đoàn"}


def anchor_words(tokens: Tokens) -> list[int]:
    """Return where the first word of an honorific, a post, a rank or a name stands; see :func:`is_anchor`."""
    return positions(tokens.keys, _ANCHOR_WORDS, 0, len(tokens) - 1)


def is_anchor(tokens: Tokens, at: int) -> bool:
    """Tell whether an honorific, a post, a rank or a name may begin at one of the :func:`anchor_words`.

    Only sentences that hold such a word are scanned.
    """
    keys, shapes = tokens.keys, tokens.shapes
    key = keys[at]
    if key in names.FIRM_FAMILY_NAMES and shapes[at] == Shape.CAPITAL == shapes[at + 1]:
        return True
    if key == "đoàn":  # "Đoàn (công tác) đã đến thăm ...": its leader did
        did = at + 3 if keys[at + 1 : at + 3] == ["công", "tác"] else at + 1
        if keys[did : did + 1] != [] and keys[did] in _TEAM_DID:
            return True
    return key in _FIRST_OF_ANCHORS and _ANCHORS.at(keys, at, len(keys)) != 0


class Scanner:
    """Scans sentences of one field.

    Args:
        tokens: the field.
        places: folded names of places known from the article.
    """

    def __init__(self, tokens: Tokens, places: Container[str]) -> None:
        self._tokens = tokens
        self._places = places
        self._items: list[Item] = []
        self._limit = 0

    def scan(self, start: int, limit: int) -> list[Item]:
        """Return the items of the sentence from token ``start`` to ``limit``."""
        self._items, self._limit = [], limit
        keys, shapes = self._tokens.keys, self._tokens.shapes
        reached = start
        # Words in small letters that no phrase begins with are most of a text: they are left out at once.
        told = map(or_, shapes[start:limit], map(_FIRST_WORDS.__contains__, keys[start:limit]))
        for index in compress(range(start, limit), told):
            if index < reached:
                continue
            shape = shapes[index]
            if shape >= Shape.MARK:
                reached = self._on_mark(index)
            elif keys[index] in _FIRST_WORDS:
                reached = self._on_word(index)
            elif shape != Shape.DIGIT:
                reached = self._read_name(index)
        return self._items

    def _on_mark(self, at: int) -> int:
        """Take in the mark at ``at``; return where to go on."""
        key = self._tokens.keys[at]
        if key in _QUOTES:
            return self._past_quotation(at)
        if key in _MARKS and self._items:
            self._items.append(Item("mark", at, at + 1, mark=key))
        return at + 1

    def _on_word(self, at: int) -> int:
        """Take in what begins with the word at ``at``, the first of some phrase; return where to go on."""
        tokens, limit = self._tokens, self._limit
        shape = tokens.shapes[at]
        if kinds := _ITEMS.at(tokens.keys, at, limit):
            item = self._read(at, kinds)
            if item is not None:
                self._items.append(item)
                return item.end
            if kinds & _NOT_VERB and shape == Shape.LOWER and (skipped := NOT_VERBS.match(tokens, at, limit)):
                return skipped[0]
        if shape == Shape.CAPITAL or shape == Shape.CAPS:
            return self._read_name(at)
        return at + 1

    def _past_quotation(self, at: int) -> int:
        """Return where to go on after a quotation mark: behind the quotation, whose words are of nobody here."""
        closing = _QUOTES[self._tokens.keys[at]]
        keys = self._tokens.keys
        for index in range(at + 1, self._limit):
            if keys[index] == closing:
                return index + 1
        return at + 1

    def _read(self, at: int, kinds: int) -> Item | None:
        """Read the item at ``at``, where one of these kinds may begin."""
        tokens, limit = self._tokens, self._limit
        key = tokens.keys[at]
        if kinds & _HONORIFIC and (found := honorific_at(tokens, at, limit)):
            return self._honorific(at, found[0], plural=found[1])
        if key == "các" and at + 1 < limit and heads.read_head(tokens, at + 1, limit):
            return Item("honorific", at, at + 1, plural=True)
        verb = VERBS.match(tokens, at, limit) if kinds & _VERB else None
        if verb and not NOT_VERBS.match(tokens, at, limit) and not self._named_like_verb(at, verb[0]):
            return Item("verb", at, verb[0], verb=verb[1])
        if key == "tiếp" and self._receives(at):
            return Item("verb", at, at + 1, verb=_RECEIVES)
        if key == "chủ" and at > 0 and tokens.keys[at - 1] == "đoàn":
            return None  # "Đoàn Chủ tịch": a body
        if kinds & _TITLE:
            title = self._title(at)
            if title is not None:
                return Item("title", at, title.end, title=title)
        if not kinds & _RANK:
            return None
        clergy = ranks.CLERGY.match(tokens, at, limit)
        if clergy and (tokens.shapes[at] != Shape.LOWER or after_honorific(self._items, at)):
            return Item("clergy", at, clergy[0])
        rank = ranks.read_rank(tokens, at, limit)
        if rank is not None and (tokens.shapes[at] != Shape.LOWER or self._family_name_at(rank)):
            return Item("rank", at, rank)
        return None

    def _receives(self, at: int) -> bool:
        """Tell whether "tiếp" is receiving somebody ("tiếp Đại sứ N"), not a part of another word."""
        tokens, limit = self._tokens, self._limit
        if at + 1 >= limit or (at > 0 and tokens.keys[at - 1] in _BEFORE_OTHER_WORDS):
            return False
        return tokens.shapes[at + 1] != Shape.LOWER and begins_person_or_post(tokens, at + 1, limit)

    def _title(self, at: int) -> TitleSpan | None:
        """Read the title at ``at``, with a name behind it where one may stand there, or surely does."""
        tokens, limit, places = self._tokens, self._limit, self._places
        named = may_name(tokens, self._items, at)
        title = read_title(tokens, at, limit, may_name=named, places=places)
        if title is not None and not named and ends_with_person(tokens, title):
            return read_title(tokens, at, limit, may_name=True, places=places)
        return title

    def _named_like_verb(self, at: int, end: int) -> bool:
        """Tell whether a word that is a verb too is a name here: "ông Hứa Văn Luân", "Ông Tặng cho biết"."""
        if (
            end == at + 1
            and self._tokens.shapes[at] == Shape.CAPITAL
            and after_one(self._items)
            and self._items[-1].end == at
        ):
            return True
        return end == at + 1 and self._family_name_at(at) and self._family_name_goes_on(end)

    def _family_name_goes_on(self, at: int) -> bool:
        return at < self._limit and self._tokens.shapes[at] == Shape.CAPITAL

    def _family_name_at(self, at: int) -> bool:
        tokens = self._tokens
        return at < self._limit and tokens.shapes[at] == Shape.CAPITAL and names.is_family_name(tokens, at)

    def _honorific(self, at: int, end: int, *, plural: bool) -> Item | None:
        """An honorific stands before a capital, a post or a colon; elsewhere the word means something else."""
        tokens = self._tokens
        if tokens.keys[at] in _OF_ONE:
            following = end < self._limit and tokens.shapes[end] in {Shape.CAPITAL, Shape.CAPS}
            if not (
                following
                or (end < self._limit and (tokens.keys[end] == ":" or begins_person_or_post(tokens, end, self._limit)))
            ):
                alone = end - at == 1 and (tokens.shapes[at] == Shape.CAPITAL or self._is_subject(at, end))
                return Item("honorific", at, end, plural=plural) if alone else None
        return Item("honorific", at, end, plural=plural)

    def _is_subject(self, at: int, end: int) -> bool:
        """Tell whether a pronoun is the subject of the verb right after it: "Nhận nhiệm vụ, ông hứa ..."."""
        keys = self._tokens.keys
        if keys[at - 1] != ",":
            return False
        return VERBS.match(self._tokens, end, self._limit) is not None or tuple(keys[end : end + 2]) in DEEDS

    def _read_name(self, at: int) -> int:
        """Read a name at ``at`` if one stands there; return where to go on."""
        tokens, limit = self._tokens, self._limit
        no_name = tokens.keys[at] in names.NOT_A_NAME
        before = self._items[-1].kind if self._items else None
        strong = before in _ANNOUNCING and after_honorific(self._items, at)
        announced = strong or (before == "title" and title_just_before(self._items, at))
        royal = names.royal(tokens, at, limit)
        if (no_name or at + 1 == limit or not tokens.shapes[at + 1]) and not (announced or royal):
            return at + 1
        end = name_end(self._tokens, at, self._limit)
        if end == at:
            return at + 1
        if end - at >= NOISE:
            return end
        length = end - at
        if names.no_name(tokens, at, limit) and not (length >= 3 and names.firm(tokens, at, end)):
            return at + 1
        if length == 1 and strong and tokens.keys[at - 1] in _OF_ONE:  # "bà Hội", whatever the word means elsewhere
            self._items.append(Item("given_name", at, end))
            return end
        personal = names.surely_personal(tokens, at, end) or (length >= 3 and after_one(self._items))
        if no_name and not (royal or (strong and personal)):
            return at + 1
        if names.historical(tokens, at, end):
            return end
        if length == 1:
            if strong:
                self._items.append(Item("given_name", at, end))
            return end
        if announced:
            self._items.append(Item("name", at, end))
            return end
        return self._read_bare_name(at, end)

    def _read_bare_name(self, at: int, end: int) -> int:
        """Read a name that nothing before it announces; return where to go on."""
        tokens = self._tokens
        if names.marred(tokens, at):
            return end
        firm, caps = names.firm(tokens, at, end), tokens.shapes[at] == Shape.CAPS
        if (firm and not caps) or ((firm or not caps) and post_follows(tokens, self._items, at, end, self._limit)):
            self._items.append(Item("name", at, end))
            return end
        return end if caps else at + 1
