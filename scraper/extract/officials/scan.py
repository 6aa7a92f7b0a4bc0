"""Scan: a sentence as a row of honorifics, ranks, titles, names, verbs and separators, the words between left out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Any, Literal

from scraper.extract.officials import heads, names, ranks
from scraper.extract.officials.honorifics import HONORIFICS, honorific_at
from scraper.extract.officials.name_ends import NOISE, name_end
from scraper.extract.officials.phrases import Beginnings, positions
from scraper.extract.officials.runs import begins_person_or_post
from scraper.extract.officials.titles import TitleSpan, read_title
from scraper.extract.officials.tokens import Shape
from scraper.extract.officials.verbs import NOT_VERBS, VERBS, Verb

if TYPE_CHECKING:
    from collections.abc import Container

    from scraper.extract.officials.phrases import Phrases
    from scraper.extract.officials.tokens import Tokens

ItemKind = Literal["honorific", "clergy", "rank", "title", "name", "given_name", "verb", "mark", "team"]
_MEMORY = 40  # items looked back for the person that is being introduced
_OTHER_WORDS = 4  # more than any link between a name and its post ("hiện đang giữ chức")
_OF_ONE = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "thầy", "cụ"})
_QUOTES = {"“": "”", "«": "»", '"': '"'}
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


_TABLES: tuple[Phrases[Any], ...] = (
    HONORIFICS,
    heads.HEADS,
    heads.FORMER,
    heads.ACTING,
    VERBS,
    NOT_VERBS,
    ranks.CLERGY,
    ranks.SERVICE_RANKS,
    ranks.LEARNED_RANKS,
)


def _beginnings(*tables: Phrases[Any]) -> Beginnings:
    found = Beginnings(*tables)
    # A post in the middle of ACTING and FORMER follows them directly: any second word is possible.
    for word in heads.FORMER.first_words | heads.ACTING.first_words:
        found.add(word, None)
    return found


_TITLES = _beginnings(heads.HEADS, heads.FORMER, heads.ACTING)
_RANKS = Beginnings(ranks.CLERGY, ranks.SERVICE_RANKS, ranks.LEARNED_RANKS)
_ITEMS = _beginnings(*_TABLES)
_ITEMS.add("các", None)
_FIRST_WORDS = _ITEMS.first_words
# A sentence without one of these, and without a name, names nobody in a post.
_ANCHORS = _beginnings(HONORIFICS, heads.HEADS, ranks.CLERGY, ranks.SERVICE_RANKS, ranks.LEARNED_RANKS)
_ANCHOR_WORDS = _ANCHORS.first_words | names.FIRM_FAMILY_NAMES | {"đoàn"}


def anchors(tokens: Tokens) -> list[int]:
    """Return where an honorific, a post, a rank or a name may begin: only sentences that hold such are scanned."""
    keys, shapes = tokens.keys, tokens.shapes
    last = len(keys) - 1
    found: list[int] = []
    for index in positions(keys, _ANCHOR_WORDS):
        if index < last:
            named = shapes[index] == Shape.CAPITAL == shapes[index + 1] and keys[index] in names.FIRM_FAMILY_NAMES
            team = keys[index] == "đoàn" and keys[index + 1] == "đã"  # "Đoàn đã đến thăm ...": its leader did
            if named or team or _ANCHORS.at(keys, index, last + 1):
                found.append(index)
    return found


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
            if index >= reached:
                reached = self._on_mark(index) if shapes[index] >= Shape.MARK else self._on_word(index)
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
        """Take in what begins with the word at ``at``; return where to go on."""
        tokens, limit = self._tokens, self._limit
        shape = tokens.shapes[at]
        if _ITEMS.at(tokens.keys, at, limit):
            item = self._read(at)
            if item is not None:
                self._items.append(item)
                return item.end
            skipped = NOT_VERBS.match(tokens, at, limit)
            if skipped and shape == Shape.LOWER:
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

    def _read(self, at: int) -> Item | None:
        tokens, limit = self._tokens, self._limit
        key = tokens.keys[at]
        if found := honorific_at(tokens, at, limit):
            return self._honorific(at, found[0], plural=found[1])
        if key == "các" and at + 1 < limit and heads.read_head(tokens, at + 1, limit):
            return Item("honorific", at, at + 1, plural=True)
        verb = VERBS.match(tokens, at, limit)
        if verb and not NOT_VERBS.match(tokens, at, limit) and not self._named_like_verb(at, verb[0]):
            return Item("verb", at, verb[0], verb=verb[1])
        if key == "chủ" and at > 0 and tokens.keys[at - 1] == "đoàn":
            return None  # "Đoàn Chủ tịch": a body
        if _TITLES.at(tokens.keys, at, limit):
            title = read_title(tokens, at, limit, may_name=self._may_name(at), places=self._places)
            if title is not None:
                return Item("title", at, title.end, title=title)
        if not _RANKS.at(tokens.keys, at, limit):
            return None
        clergy = ranks.CLERGY.match(tokens, at, limit)
        if clergy and (tokens.shapes[at] != Shape.LOWER or self._after_honorific(at)):
            return Item("clergy", at, clergy[0])
        rank = ranks.read_rank(tokens, at, limit)
        if rank is not None and (tokens.shapes[at] != Shape.LOWER or self._family_name_at(rank)):
            return Item("rank", at, rank)
        return None

    def _named_like_verb(self, at: int, end: int) -> bool:
        """Tell whether a word that is a verb too is a family name here: "ông Hứa Văn Luân"."""
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
        return self._tokens.keys[at - 1] == "," and VERBS.match(self._tokens, end, self._limit) is not None

    def _after_honorific(self, at: int) -> bool:
        last = self._items[-1] if self._items else None
        if last is not None and last.kind == "mark" and last.mark == ":" and len(self._items) > 1:
            last = self._items[-2]
        return last is not None and last.kind in {"honorific", "rank", "clergy"} and at - last.end <= 1

    def _after_one(self) -> bool:
        """Tell whether an honorific of one person stands before: no body follows "ông", whatever the word ("Ban")."""
        return bool(self._items) and self._items[-1].kind == "honorific" and not self._items[-1].plural

    def _may_name(self, at: int) -> bool:
        """Tell whether a title may be one before a name: nobody is being introduced, or the last was in that way."""
        if at > 0 and self._tokens.keys[at - 1] == "và" and self._items and self._items[-1].kind == "name":
            return True  # "bà N và phó chi cục trưởng N"
        for item in reversed(self._items[-_MEMORY:]):
            if item.kind == "name":
                return self._title_first(item) or self._sentence_goes_on(item.end, at)
            if item.kind == "honorific" or (item.kind == "mark" and item.mark in {";", "\n"}) or item.kind == "verb":
                return True
        return True

    def _sentence_goes_on(self, start: int, at: int) -> bool:
        """Tell whether words that lead to no post of the same person stand between a name and a title."""
        recent = self._items[-_MEMORY:]
        told = next((item.end for item in reversed(recent) if item.kind == "title" and item.start >= start), start)
        words = self._tokens.keys[max(told, at - _MEMORY) : at]
        return sum(word.isalpha() for word in words) >= _OTHER_WORDS

    def _title_first(self, name: Item) -> bool:
        recent = self._items[-2 * _MEMORY :]
        position = recent.index(name) - 1
        while position > 0 and recent[position].kind == "rank":
            position -= 1 + (recent[position - 1].mark == "-")  # "Chỉ huy trưởng - Đại tá N"
        return position >= 0 and recent[position].kind == "title"

    def _read_name(self, at: int) -> int:
        """Read a name at ``at`` if one stands there; return where to go on."""
        tokens, limit = self._tokens, self._limit
        strong = self._after_honorific(at)
        announced = strong or self._title_just_before(at)
        royal = names.ROYAL_NAMES.match(tokens, at, limit)
        if not (announced or royal) and (
            tokens.keys[at] in names.NOT_A_NAME or at + 1 == limit or not tokens.shapes[at + 1]
        ):
            return at + 1
        end = name_end(self._tokens, at, self._limit)
        if end == at:
            return at + 1
        if end - at >= NOISE:
            return end
        length = end - at
        if names.NOT_NAMES.match(tokens, at, limit) and not (length >= 3 and names.firm(tokens, at, end)):
            return at + 1
        if length == 1 and strong and tokens.keys[at - 1] in _OF_ONE:  # "bà Hội", whatever the word means elsewhere
            self._items.append(Item("given_name", at, end))
            return end
        personal = names.surely_personal(tokens, at, end) or (length >= 3 and self._after_one())
        if tokens.keys[at] in names.NOT_A_NAME and not (royal or (strong and personal)):
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
        if (firm and not caps) or ((firm or not caps) and self._post_follows(at, end)):
            self._items.append(Item("name", at, end))
            return end
        return end if caps else at + 1

    def _title_just_before(self, at: int) -> bool:
        last = self._items[-1] if self._items else None
        return last is not None and last.kind == "title" and last.title is not None and last.title.name_at == at

    def _post_follows(self, at: int, end: int) -> bool:
        """Tell whether a title follows the run of capitals, and the run stands where a person of a list would."""
        tokens, limit = self._tokens, self._limit
        index = end
        while index < limit and tokens.keys[index] in {",", "-", ":", "("}:
            index += 1
        if index == end or (heads.read_head(tokens, index, limit) or heads.read_former(tokens, index, limit)) is None:
            return False
        if end - at >= 3 and names.is_family_name(tokens, at):
            return True
        last = self._items[-1] if self._items else None
        if last is None or last.kind != "mark":
            return False
        labelled = last.mark == ")" and len(tokens.keys[last.start - 1]) == 1  # "b) Thị Khuyên, Phó Trưởng phòng"
        return labelled or last.mark in {";", ":", ",", "\n"}
