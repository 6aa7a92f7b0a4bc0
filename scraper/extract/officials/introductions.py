"""Introductions: from the items of a sentence to the people it names, each with the titles that are his or hers.

The shapes are those of the portals: name before titles, titles before name, an honorific or a rank before either, lists
divided by semicolons, a rank in the list's header that all share, a post that is given by a verb ("được bầu giữ chức").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Introduction, TitleUse
from scraper.extract.officials.surroundings import (
    appositive,
    before_name,
    gap_between,
    give_elected,
    honorific_text,
    is_credited,
    is_impostor,
    named_chain,
)
from scraper.extract.officials.text.gaps import LINKS, in_the_past, without_term
from scraper.extract.officials.titles.movements import FAR, Movements
from scraper.extract.officials.titles.sharing import go_on_giving, holders, led_by_group, rejoins, share_post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.items import TitleKind

_CLOSING = frozenset({";", "\n", ")"})  # marks behind which another person, or none, is spoken of
_OBJECT_MARKERS = frozenset({"với", "gặp", "của"})
_MOST_TITLES = 40  # nobody has more; a sentence that says more is noise
_TO_LIST = frozenset({"gồm", "có", "là"})  # from a list's header to its people
_TOGETHER = frozenset({"và", "cùng"})
_OVER_FROM_POST = frozenset({"đối", "với", "cho", "của", "do"})


class Reader:
    """Reads the introductions off the items of one sentence.

    Args:
        tokens: the field.
        items: the sentence's items.
        opener: the verb that the list the sentence is of was opened with ("Miễn nhiệm:").
    """

    def __init__(self, tokens: Tokens, items: Sequence[Item], opener: Item | None = None) -> None:
        self._tokens = tokens
        self._items = items
        self.people: list[Introduction] = []
        self._current: Introduction | None = None
        self._honorific: Item | None = None
        self._pending: list[TitleUse] = []
        self._ranks: list[tuple[int, int]] = []
        self._shared: list[TitleUse] = []
        self._clergy = False
        self._carried = False
        self._plural = False
        self._list_start = 0
        self._start: int | None = None
        self._moves = Movements(tokens, items, opener)
        self._in_turn: list[Introduction] = []  # who still waits for a post: "lần lượt giữ chức A, B và C"
        self._kind: TitleKind | None = None
        self._last = items[0].start if items else 0

    def read(self) -> list[Introduction]:
        """Return the people of the sentence, in order."""
        for position, item in enumerate(self._items):
            if item.kind == "mark":
                if item.mark in _CLOSING:
                    self._on_mark(item)
                continue
            self._on(position, item)
            self._last = item.end
        if self._moves.told:
            go_on_giving(self._tokens, self._items, self.people)
            give_elected(self._tokens, self._items, self.people, self._moves.verb, self._moves.moved())
        return self.people

    def _on(self, position: int, item: Item) -> None:
        if item.kind == "honorific":
            self._on_honorific(position, item)
        elif item.kind == "clergy":
            self._on_clergy(item)
        elif item.kind == "rank":
            self._on_rank(position, item)
        elif item.kind == "title":
            self._on_title(position, item)
        elif item.kind == "verb":
            self._on_verb(item)
        else:
            self._on_name(item)

    def _on_mark(self, item: Item) -> None:
        if item.mark in {";", "\n"}:
            self._close()
        elif item.mark == ")" and self._current is not None and gap_between(self._tokens, self._current.end, item.end):
            self._current = None

    def _close(self) -> None:
        self._current = None
        self._pending, self._ranks = [], []
        self._honorific, self._clergy, self._start, self._kind = None, False, None, None
        self._carried = False

    def _on_honorific(self, position: int, item: Item) -> None:
        gap = gap_between(self._tokens, self._last, item.start)
        given = self._moves.told and bool(gap) and set(without_term(gap)) <= _OVER_FROM_POST
        since = gap_between(self._tokens, self._pending[-1].span.end, item.start) if self._pending else gap
        since = without_term(since)
        before_name = since in ([], ["là"]) and not item.plural and not self._plural
        named = bool(self._pending) and self._moves.names_holder(self._pending[-1].span.end, item.start)
        if named:  # "Phó Trưởng Ban Dân vận được bổ nhiệm là bà N"
            self._pending[-1].kind = "new"
        carried = self._pending if given or before_name or named else []
        self._close()
        self._pending, self._carried = carried, bool(carried)
        self._honorific, self._start = item, item.start
        self._plural = item.plural or (self._plural and bool(self.people) and not gap)
        if item.plural:
            self._shared, self._list_start = [], len(self.people)
        elif position and self._items[position - 1].kind != "mark" and gap:
            self._shared = []

    def _on_clergy(self, item: Item) -> None:
        self._current = None
        self._clergy = True
        self._start = item.start if self._start is None else self._start

    def _on_rank(self, position: int, item: Item) -> None:
        following = self._items[position + 1] if position + 1 < len(self._items) else None
        leads = following is not None and following.kind in {"name", "given_name"} and following.start - item.end <= 1
        if following is not None and following.mark == "," and self._current is None:
            following = self._items[position + 2] if position + 2 < len(self._items) else None
            leads = following is not None and following.kind == "rank"  # "Anh hùng LLVT nhân dân, Đại tá N"
        leads = leads or (following is not None and following.kind in {"rank", "title"} and self._current is None)
        if self._current is not None and not leads and not gap_between(self._tokens, self._current.end, item.start):
            self._current.ranks.append((item.start, item.end))
            self._current.end = item.end
            return
        if not leads:
            return
        if self._current is not None:
            self._current, self._honorific = None, None
            self._pending, self._start = [], None
        self._ranks.append((item.start, item.end))
        self._start = item.start if self._start is None else self._start

    def _on_verb(self, item: Item) -> None:
        if item.verb is None:
            return
        self._kind = None
        if not self._moves.on_verb(item, somebody=bool(self.people)):
            self._current, self._pending, self._honorific, self._start = None, [], None, None

    def _on_title(self, position: int, item: Item) -> None:
        span = item.title
        if span is None or (self._is_object(item) and not named_chain(self._items, position)):
            return
        use = TitleUse(span, span.kind)
        person = self._current
        gap = gap_between(self._tokens, person.end, item.start) if person is not None else []
        past = bool(gap) and in_the_past(gap)
        if past:
            use.kind = "former"
        if person is not None and (
            past or set(without_term(gap)) <= LINKS or appositive(self._tokens, person.end, item.start)
        ):
            if self._in_turn:
                self._give_post(span, [self._in_turn.pop(0)])
                return
            if not self._leads_to_next(position, person):
                self._attach(person, use)
                return
            self._current, self._honorific = None, None
            self._pending, self._start = [], None
        elif rejoins(self._tokens, self._items, position, self.people):
            self._current = self.people[-1]
            self._attach(self._current, use)
            return
        elif self.people and self._moves.near(item, self.people):
            everybody = holders(self._tokens, self.people, self._list_start, self._moves.active_at())
            if len(everybody) > 1 and "lượt" in self._tokens.keys[everybody[-1].end : item.start]:
                self._in_turn, everybody = everybody[1:], everybody[:1]
            self._give_post(span, everybody)
            return
        elif self._pending and gap_between(self._tokens, self._pending[-1].span.end, item.start) not in ([], ["kiêm"]):
            self._pending = []
        if not self.people and self._moves.near(item, self.people):
            use.kind = "former" if self._moves.ending() else "new"
        if self._current is not None:
            self._current = None
        self._pending = [*self._pending[-_MOST_TITLES:], use]
        self._start = item.start if self._start is None else self._start

    def _give_post(self, span: TitleSpan, people: Sequence[Introduction]) -> None:
        """Give a post to people of whom the verb before it speaks."""
        kind = self._moves.kind_given(span)
        for holder in people:
            holder.titles.append(TitleUse(span, kind))
            holder.moves.append(self._moves.moved() or self._moves.held(span, self._last))
            holder.end = span.end
            self._current, self._kind = holder, kind

    def _attach(self, person: Introduction, use: TitleUse) -> None:
        if self._kind is not None and use.kind in {"position", "acting"}:
            use.kind = self._kind
        if self.people and self.people[-1] is person:  # whom a credit names is nobody's neighbour
            share_post(self._tokens, self.people, self._list_start if self._plural else None, use)
        if len(person.titles) < _MOST_TITLES:
            person.titles.append(use)
        person.end = use.span.end

    def _is_object(self, item: Item) -> bool:
        """Tell whether something is done to who holds the post: "gặp Chủ tịch xã", "trao hoa cho tân Chánh án"."""
        before = self._tokens.keys[max(0, item.start - 2) : item.start]
        return before[-1:] != [] and (before[-1] in _OBJECT_MARKERS or before == ["cho", "tân"])

    def _leads_to_next(self, position: int, person: Introduction) -> bool:
        """Tell whether the title at ``position`` is one before the next person's name, not of the open person."""
        item, keys = self._items[position], self._tokens.keys
        following = self._items[position + 1] if position + 1 < len(self._items) else None
        if following is not None and following.kind == "honorific" and keys[item.end : following.start] == ["là"]:
            return True  # "trưởng bản là anh A, Bí thư Chi bộ là ông B"
        joined = not _TOGETHER.isdisjoint(keys[person.end : item.start])
        if joined and [other.kind for other in self._items[position + 1 : position + 4]] == ["mark", "rank", "name"]:
            return self._items[position + 1].mark in {",", "-"}  # "N và Trưởng Công an xã, Thiếu tá M"
        length = named_chain(self._items, position)
        return length is not None and (length == 1 or person.title_first)

    def _on_name(self, item: Item) -> None:
        pending = self._pending
        if (
            pending
            and not self._carried
            and set(
                gap_between(
                    self._tokens, pending[-1].span.end, before_name(item, self._honorific, self._ranks, pending)
                )
            )
            - (_TO_LIST if self._plural else set())
        ):
            pending = []
        if led_by_group(self._tokens, self._honorific, pending):
            pending, self._plural = pending[1:], False
        if self._ranks and gap_between(self._tokens, self._ranks[-1][1], item.start) and not pending:
            self._ranks = []
        honorific = self._honorific
        if (
            honorific is not None
            and not pending
            and gap_between(self._tokens, honorific.end, item.start)
            and not self._ranks
        ):
            gap = gap_between(self._tokens, honorific.end, item.start)
            honorific = honorific if honorific.plural and len(gap) <= FAR else None
        person = Introduction(
            start=self._start if self._start is not None and (pending or honorific or self._ranks) else item.start,
            name_start=item.start,
            name_end=item.end,
            end=item.end,
            honorific=honorific_text(self._tokens, honorific, self.people if self._plural else []),
            ranks=self._ranks,
            titles=pending,
            listed=self._plural,
            clergy=self._clergy or self._tokens.keys[item.start] == "thích",
            impostor=is_impostor(self._tokens, item),
            title_first=bool(pending),
        )
        if self._carried and pending and (moved := self._moves.moved()) is not None:
            person.moves.append(moved)
        self._share_header(person)
        person.given_name = item.kind == "given_name"
        if not is_credited(self._tokens, item.start):
            self.people.append(person)
        self._current = person
        self._pending, self._ranks, self._honorific, self._clergy, self._start = [], [], None, False, None
        self._kind = None

    def _share_header(self, person: Introduction) -> None:
        """Let a post in a list's header be everybody's: "các đồng chí Phó Chủ tịch UBND tỉnh: N; N"."""
        if self._plural and person.titles and len(self.people) == self._list_start:
            before = self._tokens.keys[person.titles[-1].span.end : person.name_start]
            if self._honorific is not None and (":" in before or person.titles[-1].span.name_at is not None):
                self._shared = list(person.titles)
                return
        if self._shared and self._plural and person.listed and not person.titles:
            person.titles = [TitleUse(use.span, use.kind) for use in self._shared]
