"""Reading: the officials of one article, field by field and sentence by sentence."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.completion import Completion
from scraper.extract.officials.bodies.organiser import find_organiser
from scraper.extract.officials.introduction import Introduction, Sentence, TitleUse
from scraper.extract.officials.introductions import Reader
from scraper.extract.officials.names import ranks
from scraper.extract.officials.people.historical import is_venerated
from scraper.extract.officials.people.known import Known
from scraper.extract.officials.people.people import NamedTitle, Person
from scraper.extract.officials.people.plausible import doubtful_from
from scraper.extract.officials.people.staff import is_staff
from scraper.extract.officials.roles.evidence import evidence_of, leading
from scraper.extract.officials.roles.lists import (
    Opening,
    answer,
    goes_on,
    is_interview,
    is_numbered,
    is_signature,
    mark_elected,
    opening,
    posts_besides,
    sign,
    signing_post,
)
from scraper.extract.officials.roles.roles import Attribution
from scraper.extract.officials.scan import Scanner
from scraper.extract.officials.text.passages import passages
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.titles.registers import Register, read_register
from scraper.extract.officials.units.units import find_units
from scraper.items import Mention, Problem, Title
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.document import Context
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan
    from scraper.items import Official


# A part played at an event, not a post.
_PART_IN_DELEGATION = frozenset({"trưởng đoàn", "phó trưởng đoàn"})
# Who did this is the subject of the sentence, and "Đồng chí" in the next one.
_SUBJECTS = frozenset({"spoke", "concluded", "opened", "directed", "chaired"})
# Before a name that no pronoun after it means: "đến thăm gia đình liệt sỹ N".
_FAMILY_OF = frozenset({"đình", "sỹ", "sĩ", "binh"})
# In all texts of a page: a sentence takes about a millisecond. The longest golden article has 225 lines; a page of so
# many is noise or a book, and must not hold up a crawl.
_MOST_SENTENCES = 1_500


class Article:
    """The officials of one article.

    Args:
        fields: names and tokens of its fields.
        context: what is known before.
    """

    def __init__(self, fields: Sequence[tuple[str, Tokens]], context: Context) -> None:
        self._fields = fields
        self._context = context
        self._known = Known()
        self._people = self._known.people
        self._spoken_of: Person | None = None
        self._problems: list[Problem] = []
        self._opening = Opening()
        self._signing: TitleSpan | None = None
        self._register = Register()
        self._interview = False
        self._named = 0  # where the last sentence that names somebody ends

    def read(self) -> tuple[list[Official], list[Problem]]:
        """Return the officials and what is doubtful."""
        anchored = [(name, tokens, passages(tokens)) for name, tokens in self._fields]
        if not any(found for _, _, found in anchored):
            return [], []
        all_tokens = [tokens for _, tokens in self._fields]
        units = find_units(self._context, all_tokens)
        organiser = self._find_organiser
        before: list[Completion] = []
        left = _MOST_SENTENCES
        self._register = read_register(self._fields, units, organiser)
        for name, tokens, found in anchored:
            caption = name.startswith("captions")
            if caption and not found:
                continue  # nobody is named in it, and no other field looks into a caption
            scanner = Scanner(tokens, units.places)
            completion = Completion(tokens, units, organiser, tuple(before))
            if not caption:
                before.append(completion)
            self._opening, self._signing, self._named = Opening(), None, 0
            self._interview = is_interview(tokens)
            if len(found) > left:
                reason = f"{name} has {len(found)} sentences that may name somebody; the first {left} were read"
                self._problems.append(Problem("officials", reason))
            for start, end, opener in found[:left]:
                if opener is not None:
                    said = opening(tokens, scanner.scan(*opener), opener[0])
                    if said != Opening() or not is_numbered(tokens, opener[0]):
                        self._opening = said
                self._sentence(name, tokens, scanner, completion, start, end)
            left = max(left - len(found), 0)
        return self._officials()

    @cached_property
    def _organiser(self) -> str | None:
        """Whose meeting it is; few titles need it."""
        return find_organiser([tokens for _, tokens in self._fields])

    def _find_organiser(self) -> str | None:
        return self._organiser

    def _sentence(
        self, name: str, tokens: Tokens, scanner: Scanner, completion: Completion, start: int, end: int
    ) -> None:
        items = scanner.scan(start, end)
        if not items:  # one in eight: nobody is named, and nothing is done
            self._opening, self._signing = Opening(), None
            return
        move = self._opening.move
        move = move if self._register.seat is None else None  # who is elected to it holds the post beside the name
        held = move is not None and all(item.verb is None or item.verb.sort == "step" for item in items)
        people = Reader(tokens, items, move if held else None).read()
        mark_elected(tokens, people, end)
        self._on_signature(tokens, items, people, start, end)
        if not people:
            for post in posts_besides(tokens, items, start):
                self._add_post(name, tokens, completion, post, start)
        under_lead = name == "text" and any(field == "lead" for field, _ in self._fields)
        if is_signature(tokens, people, start, end, under_lead=under_lead):
            return
        holders: dict[int, Person] = {}
        spoken_of = self._spoken_of
        for introduction in people:
            person = self._gather(name, tokens, completion, introduction, start)
            if person is not None:
                holders[introduction.name_start] = person
                besides = tokens.keys[max(0, introduction.name_start - 1)]
                along = introduction.start > start and tokens.keys[introduction.start - 1] == "cùng"
                if not along and (person.titles or introduction.honorific or besides not in _FAMILY_OF):
                    self._spoken_of = person
        sentence = Sentence(name, tokens, start, end, items, people, self._named)
        self._named = end if people else self._named
        self._go_on_with_list(sentence, holders)
        if not self._listed(sentence, holders):
            self._attribute(sentence, holders, spoken_of)

    def _listed(self, sentence: Sentence, holders: dict[int, Person]) -> bool:
        """Give what a list's headline or an interview's label says; tell whether that is all the sentence says."""
        if self._register.lists(sentence):
            for person in holders.values():
                person.add_roles(self._register.told)
                if (seat := self._register.seat) is not None:
                    elected = Introduction(0, 0, 0, seat.title.end, titles=[TitleUse(seat.title, "new")])
                    self._add_titles(person, seat.field, seat.tokens, seat.completion, elected, 0)
        said = answer(sentence, interview=self._interview)
        if said is None or said.start not in holders:
            return False
        holders[said.start].add_roles(evidence_of(sentence.field, sentence.tokens, said))
        return True

    def _attribute(self, sentence: Sentence, holders: dict[int, Person], spoken_of: Person | None) -> None:
        """Give the sentence's roles to the people named in it and to those it speaks of; ``spoken_of`` before it."""
        tokens = sentence.tokens
        absent: dict[int, Person] = {}

        def find_absent(item: Item) -> Introduction | None:
            person = self._known.meant(item, tokens, spoken_of)
            if person is None:
                return None
            stand_in = Introduction(0, -1 - len(absent), 0, 0)
            absent[stand_in.name_start] = person
            return stand_in

        attribution = Attribution(sentence, find_absent)
        for introduction, told in attribution.attribute():
            person = holders.get(introduction.name_start) or absent.get(introduction.name_start)
            if person is not None:
                person.add_roles(evidence_of(sentence.field, tokens, told))
            if person is not None and person.name and _SUBJECTS.intersection(told.roles):
                self._spoken_of = person
        if attribution.listing is not None and not self._opening.told:
            self._opening = Opening((attribution.listing,))

    def _on_signature(
        self, tokens: Tokens, items: Sequence[Item], people: Sequence[Introduction], start: int, end: int
    ) -> None:
        """Give a post in capitals to the name under it."""
        if self._signing is not None:
            sign(self._signing, people, start, end)
        self._signing = signing_post(tokens, items, start, end)

    def _add_post(self, field: str, tokens: Tokens, completion: Completion, post: TitleSpan, start: int) -> None:
        """Give the person spoken of one more post: "Kiêm Phó Chủ tịch Hội Luật gia"."""
        if self._spoken_of is not None:
            also = Introduction(start, start, start, post.end, titles=[TitleUse(post, post.kind)])
            self._add_titles(self._spoken_of, field, tokens, completion, also, start)

    def _go_on_with_list(self, sentence: Sentence, holders: dict[int, Person]) -> None:
        """Let a sentence without a verb, after one that opened a list ("Về dự có:"), go on with the list."""
        if not goes_on(sentence):
            if self._opening.move is None:
                if self._opening.told or self._opening.people:
                    self._opening = Opening()
                return
            held = sentence.people and all(item.verb is None or item.verb.sort == "step" for item in sentence.items)
            self._opening = Opening(move=self._opening.move if held else None)
            return
        self._opening.give(sentence, holders.values())

    def _gather(
        self, field: str, tokens: Tokens, completion: Completion, introduction: Introduction, sentence: int
    ) -> Person | None:
        """Add a mention to its person and return the person."""
        printed = tokens.printed(introduction.name_start, introduction.name_end)
        if introduction.given_name:
            return self._known.by_given_name(printed)
        if introduction.name_end - introduction.name_start == 2 and (key := fold_tone(printed)) not in self._people:
            known = [person for full, person in self._people.items() if full.endswith(f" {key}")]
            if len(known) == 1 and not introduction.titles:
                return known[0]  # "ông Sơn Ca" after "ông Huỳnh Thanh Sơn Ca"
        name = printed if tokens.shapes[introduction.name_start] != Shape.CAPS else printed.title()
        titles = [(tokens.printed(use.span.start, use.span.end), use.kind) for use in introduction.titles]
        person = self._known.bearer(name, introduction.honorific, [] if introduction.moves else titles)
        if person.honorific is None:
            person.honorific = introduction.honorific
        person.clergy |= introduction.clergy
        person.impostor |= introduction.impostor
        if introduction.ranks and not introduction.titles:
            person.venerated |= is_venerated(tokens, introduction.start, introduction.name_end)
        start, end = tokens.starts[introduction.name_start], tokens.ends[introduction.name_end - 1]
        person.mentions.append(Mention(start, end, field))
        for rank_start, rank_end in introduction.ranks:
            rank = tokens.printed(rank_start, rank_end)
            officer = ranks.OFFICERS_RANKS.match(tokens, rank_start, rank_end) is not None
            person.service |= officer and not is_staff(tokens, introduction.name_end)
            if not any(f"{fold_tone(known)} ".startswith(f"{fold_tone(rank).rstrip('.')}") for known in person.ranks):
                person.ranks.append(rank)
        self._add_titles(person, field, tokens, completion, introduction, sentence)
        return person

    def _add_titles(
        self,
        person: Person,
        field: str,
        tokens: Tokens,
        completion: Completion,
        introduction: Introduction,
        sentence: int,
    ) -> None:
        if not introduction.titles:
            return
        doubtful = doubtful_from([tokens.printed(use.span.start, use.span.end) for use in introduction.titles])
        if doubtful is not None and all(use.kind == "position" for use in introduction.titles[doubtful:]):
            left = tokens.printed(introduction.titles[doubtful].span.start, introduction.titles[-1].span.end)
            self._problems.append(
                Problem("officials", f"“{left}” stands after {person.name}, but can hardly be the same person's post")
            )
            introduction.titles = introduction.titles[:doubtful]
        bodies = completion.bodies(introduction, sentence)
        completion.settle([use.span for use in introduction.titles], bodies)
        for use, body in zip(introduction.titles, bodies, strict=True):
            text = tokens.printed(use.span.start, use.span.end)
            folded = fold_tone(text)
            if folded in _PART_IN_DELEGATION and body.name is None:
                if not folded.startswith("phó"):
                    person.add_roles(evidence_of(field, tokens, leading(use)))
                continue
            unit = str(body.unit) if body.unit is not None else None
            head = " ".join(tokens.keys[use.span.head_start : use.span.head_end])
            again = use.kind == "new" and any("re_elected" in told.roles for told in introduction.moves)
            person.add_title(NamedTitle(Title(text, use.kind, body.name or None, unit), head, again))
            if folded.startswith("trưởng đoàn") and "đại biểu" not in folded and "đbqh" not in folded:
                person.add_roles(evidence_of(field, tokens, leading(use)))

    def _officials(self) -> tuple[list[Official], list[Problem]]:
        self._known.settle()
        found = []
        public = [person.holds_public_post() for person in self._people.values()]
        titled = any(public)
        for person, in_post in zip(self._people.values(), public, strict=True):
            if person.impostor or person.is_of_history():
                continue
            if (
                in_post
                or (person.service and not person.clergy)
                or (titled and person.honorific is not None and fold_tone(person.honorific).endswith("đại biểu"))
            ):
                found.append(person.official())
            elif person.is_comrade() and person.told and not person.clergy:
                self._problems.append(
                    Problem("officials", f"{person.name} is named as a comrade, but the text tells no post")
                )
        return found, self._problems
