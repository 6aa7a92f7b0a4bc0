"""Movements: what the verbs of a sentence say of posts, who is given one and who leaves one.

"Được bầu giữ chức T", "miễn nhiệm chức danh T đối với N", "thôi giữ chức T để nhận nhiệm vụ T2".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told
from scraper.extract.officials.roles.verbs import Verb
from scraper.extract.officials.scan import Item
from scraper.extract.officials.surroundings import gap_between, given_by, person_between, title_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.items import TitleKind

# Words that lead from a verb of election to the post.
_TO_POST = frozenset({"là", "làm", "chức", "vụ", "danh", "giữ", "trí", "nhiệm", "nhận", "gia", "kiêm"})
# Words of posts that nobody is elected to.
_NEVER_ELECTED = frozenset({"giám", "phòng", "chánh", "hiệu", "cục", "hạt", "đồn", "huy"})
_PASSIVE = frozenset({"được", "trúng", "tái", "đắc", "tiếp", "về"})
_LONGEST_NOMINATION = 10  # tokens from "giới thiệu" to the election
FAR = 14  # a post that is given stands within so many words of the verb
_APPOINTED = Verb(("appointed",), "move")
_ELECTED = Verb(("elected",), "move")
_AGAIN = ("re_elected",)


class Movements:
    """The verbs of posts of one sentence, up to the item that is being read.

    Args:
        tokens: the field.
        items: the sentence's items.
        opener: the verb that the list the sentence is of was opened with ("Miễn nhiệm:").
    """

    def __init__(self, tokens: Tokens, items: Sequence[Item], opener: Item | None = None) -> None:
        self._tokens = tokens
        self._items = items
        self.verb: Verb | None = opener.verb if opener is not None else None
        self._item = opener
        self._spoken = False
        first = items[0].start if items else 0
        self._post_verb = Item("verb", first, first, verb=self.verb) if self.verb is not None else None

    @property
    def told(self) -> bool:
        """Whether a verb said that a post is given or left."""
        return self._post_verb is not None

    def on_verb(self, item: Item, *, somebody: bool) -> bool:
        """Take in a verb; tell whether it is one of posts (any other ends what is being introduced).

        Args:
            item: the verb.
            somebody: whether the sentence has named somebody.
        """
        verb = item.verb
        if verb is None:
            return True
        if verb.sort == "move" and self._nominates(item):
            return True
        if verb.sort in {"move", "end"}:
            self.verb, self._item, self._post_verb = verb, item, item
            return True
        if verb.sort == "step":
            # A post that somebody speaks of: "nêu rõ ... kiện toàn chức danh Chủ tịch UBND".
            if not (self._spoken and self.verb is None):
                self._on_step(item)
            return True
        self._spoken = self._spoken or (verb.sort == "speech" and somebody)
        return False

    def _nominates(self, item: Item) -> bool:
        """Tell whether somebody is only put forward: "giới thiệu để HĐND xã bầu Chủ tịch UBND xã"."""
        words = self._tokens.keys[max(0, item.start - _LONGEST_NOMINATION) : item.start]
        if "giới" not in words:
            return False
        at = len(words) - 1 - words[::-1].index("giới")
        return words[at + 1 : at + 2] == ["thiệu"] and "," not in words[at:]

    def _on_step(self, item: Item) -> None:
        ended = self.verb is not None and self.verb.sort == "end"
        if ended and title_between(self._items, self._post_verb, item):
            # "thôi giữ chức ..., nhận nhiệm vụ ...": the second post is given
            self.verb, self._item = _APPOINTED, item
        again = self._item if self.verb is not None and self.verb.roles == _AGAIN else None
        if again is not None and person_between(self._items, again.end, item):
            # "ông A tái cử Chủ tịch UBND; ông B giữ chức Phó Chủ tịch": B is elected for the first time
            self.verb, self._item = _ELECTED, item
        self._post_verb = item

    def moved(self) -> Told | None:
        """Return what the sentence's verb of election, appointment or dismissal tells of its person."""
        if self.verb is None or self._item is None:
            return None
        return Told(self.verb.roles, self._item.start, self._item.end)

    def held(self, post: TitleSpan, reached: int) -> Told:
        """Return what a post tells that somebody only "holds" now ("giữ chức"); the words are those of holding.

        Args:
            post: the post.
            reached: the end of what has been read.
        """
        appointed = not _NEVER_ELECTED.isdisjoint(self._tokens.keys[post.head_start : post.head_end])
        roles = ("appointed",) if appointed else given_by(self._tokens, self._items[0].start, reached)
        words = self._post_verb or self._items[0]
        return Told(roles, words.start, words.end)

    def active_at(self) -> int | None:
        """Return where the verb begins that gives a post to those named after it, ``None`` for one in the passive."""
        item = self._item
        return None if item is None or self._tokens.keys[item.start] in _PASSIVE else item.start

    def names_holder(self, post_end: int, at: int) -> bool:
        """Tell whether who is given the post that ends at ``post_end`` is named at ``at``: "T được bổ nhiệm là N"."""
        item, keys = self._item, self._tokens.keys
        if item is None or self.verb is None or self.verb.sort != "move" or keys[at - 1] != "là":
            return False
        return keys[item.start] in _PASSIVE and item.start == post_end and at == item.end + 1

    def kind_given(self, span: TitleSpan) -> TitleKind:
        """Return the kind of a post that the verb gives, leaves or lets somebody keep ("tiếp tục làm")."""
        if self.ending():
            return "former"
        if "tục" in self._tokens.keys[max(0, span.start - 3) : span.start]:
            return "position"
        return "acting" if span.kind == "acting" else "new"  # "được giao phụ trách Phòng Y tế"

    def ending(self) -> bool:
        """Tell whether the post at hand is one that is left."""
        last = self._post_verb.verb if self._post_verb is not None else None
        ended = self.verb is not None and self.verb.sort == "end"
        return ended and (last is None or last.sort != "move")

    def near(self, item: Item, people: Sequence[Introduction]) -> bool:
        """Tell whether a title stands where the post of the verb is said, nobody else being spoken of in between."""
        verb_item = self._post_verb
        if verb_item is None or verb_item.verb is None:
            return False
        start = max([verb_item.end, *(person.end for person in people[-1:])])
        gap = gap_between(self._tokens, start, item.start)
        if len(gap) > FAR or person_between(self._items, start, item):
            return False
        if not gap:
            return start == verb_item.end
        return verb_item.verb.sort in {"move", "end", "step"} and gap[-1] in _TO_POST
