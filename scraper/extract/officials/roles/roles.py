"""Roles: who did what in a sentence.

A verb before its people opens a list ("Tham dự có ...") or stands in front of its subject ("Phát biểu tại hội nghị,
đồng chí ..."); a verb after them is their predicate. Verbs inside a speech ("đề nghị các đơn vị kiểm tra") or inside a
noun ("buổi tiếp xúc cử tri", "Đoàn kiểm tra") are nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.introduction import Told
from scraper.extract.officials.roles.alone import is_joined, stands_alone, titles_in_row
from scraper.extract.officials.roles.chairs import share_the_chair
from scraper.extract.officials.roles.clauses import (
    LIST_OPENERS,
    Clause,
    ClauseRules,
    Subject,
    helps,
)
from scraper.extract.officials.roles.companions import done_along
from scraper.extract.officials.roles.delegations import leaders_came_for, names_delegation, purposes, told_of_leader
from scraper.extract.officials.roles.nouns import guests, held_by, is_source
from scraper.extract.officials.roles.patients import (
    is_done_to,
    is_handed_too,
    is_retirement,
    retires,
    told_of_object,
)
from scraper.extract.officials.roles.predicates import Predicates

if TYPE_CHECKING:
    from collections.abc import Callable

    from scraper.extract.officials.introduction import Introduction, Sentence
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item

_FAR_HOLDER = 8  # words between a report that is heard and whose it is
_ACTIVE = frozenset({"bầu", "hiệp", "bổ", "điều", "chỉ", "phân", "miễn", "tiếp"})  # "bổ nhiệm ông N"


class Attribution:
    """Gives the verbs of one sentence to its people.

    Args:
        sentence: with the people it names.
        absent: finds whom a title alone or an honorific alone means, of those named before the sentence.
    """

    def __init__(self, sentence: Sentence, absent: Callable[[Item], Introduction | None]) -> None:
        self._sentence, self._tokens, self._start = sentence, sentence.tokens, sentence.start
        self._rules = ClauseRules(sentence.tokens, sentence.start, sentence.people)
        self._predicates = Predicates(sentence.tokens)
        self._items = sentence.items
        self._people = sentence.people
        self._absent = absent
        self._told: list[tuple[Introduction, Told]] = []
        self._purposes: list[tuple[Introduction, Told]] = []  # told by the name of a team, if by no verb
        self._source: Introduction | None = None  # of "Theo Giám đốc Sở N, ..."
        self._held: list[Told] = []  # what nouns say of the listed people they are "của"
        self._handed: tuple[Told, Introduction] | None = None  # what the last person was handed
        self._clause = Clause()
        self._noun_end: int | None = None
        self._row_end = 0  # of titles that are the subjects of one verb
        self.listing: Told | None = None

    def attribute(self) -> list[tuple[Introduction, Told]]:
        """Return who has which roles by which words, in the order of the text; sets ``listing`` for a list."""
        by_name = {person.name_start: person for person in self._people}
        used = {use.span.start for person in self._people for use in person.titles}
        for position, item in enumerate(self._items):
            kind = item.kind
            if kind == "mark":
                continue
            if kind in {"name", "given_name"} and item.start in by_name:
                self._on_person(by_name[item.start])
            elif kind == "verb" and item.verb is not None:
                if not helps(item, self._after(position)):
                    self._on_verb(item, item.verb)
            elif kind == "title" and item.start in used and self._clause.subjects:
                self._clause.subjects[-1].take_in(item)
            elif item.start not in used and item.start >= self._row_end:
                self._on_alone(position, item)
        if self._source is not None:
            self._give(self._source, ("spoke",), self._source.start - 1, self._source.start)
        share_the_chair(self._told)
        if self._purposes:
            done = {(id(person), told.roles) for person, told in self._told}
            self._told += [(leader, told) for leader, told in self._purposes if (id(leader), told.roles) not in done]
        self._told += list(leaders_came_for(self._told, self._sentence))
        for person in self._people:
            self._told += [(person, told) for told in person.moves]
        return self._told

    def _after(self, position: int) -> Item | None:
        return self._items[position + 1] if position + 1 < len(self._items) else None

    def _on_alone(self, position: int, item: Item) -> None:
        """Take in a title or an honorific without a name, or several titles, as the subject of a verb."""
        row = titles_in_row(self._sentence, position) if item.kind == "title" else []
        if not row and stands_alone(self._tokens, self._start, item, self._after(position), self._clause):
            row = [item]
        meant = [(person, one) for one in row if (person := self._meant(one)) is not None]
        if not meant:
            return
        self._row_end = row[-1].end
        together = self._clause.subjects if is_joined(self._tokens, item, self._clause) else []
        self._clause = Clause([*together], self._clause.fronted, patient=self._patient(item.start))
        for person, one in meant:
            self._clause.subjects.append(Subject(person, one.end))
            self._apply_fronted(person, one.start)

    def _meant(self, item: Item) -> Introduction | None:
        """Return whom a title alone or an honorific alone means: an honorific the last one named in the sentence."""
        if item.kind == "honorific":
            named = [person for person in self._people if person.name_end <= item.start]
            if named:
                return named[-1]
        return self._absent(item)

    def _on_person(self, person: Introduction) -> None:
        if self._rules.is_accused(person):
            return
        if self._rules.begins_anew(self._clause, person):
            self._clause = Clause()
        clause = self._clause
        before = self._tokens.keys[person.start - 1] if person.start > self._start else ""
        retired = retires(self._tokens.keys, self._items, person, before)
        if retired is not None and not person.moves:
            self._told.append((person, retired))
            return
        if self._handed is not None and is_handed_too(self._sentence, self._handed[1], person):
            self._told.append((person, self._handed[0]))
            self._handed = (self._handed[0], person)
            return
        if clause.verbs or (clause.fronted and not clause.subjects):
            last = (clause.verbs or clause.fronted)[-1]
            if self._rules.is_object(last, person, before):
                self._on_object(last, person, before)
                return
        if is_source(self._tokens.keys, self._start, person.start):
            self._source = person
        self._told += [(person, told) for told in done_along(self._items, clause, person, before)]
        if clause.verbs:
            together = clause.subjects if before == "cùng" else []  # "A phát biểu; cùng bà B trao cờ"
            clause = self._clause = Clause([*together], clause.fronted if clause.listing else [], clause.listing)
        if self._held and before in ({"và", ",", ";"} if person.listed else {"và", ";"}):
            self._told += [(person, told) for told in self._held]
            return
        if before == "giao" and self._is_charged(person):
            return
        self._on_subject(person, before)

    def _is_charged(self, person: Introduction) -> bool:
        """Tell whether a person behind "giao" is given work by another: "Đồng chí N giao đồng chí M chủ trì"."""
        if any(use.kind == "acting" for use in person.titles):
            person.moves = person.moves or [Told(("appointed",), person.start - 1, person.start)]
        return bool(self._clause.subjects)

    def _on_subject(self, person: Introduction, before: str) -> None:
        """Take in a person who does what comes."""
        if before in {"mời", "nghe"} and self._clause.subjects:
            self._clause = Clause()  # "Đồng chí N mời ông M báo cáo thêm"
        patient = self._patient(person.start)
        if patient is not None:
            self._clause = Clause(patient=patient)
        self._clause.subjects.append(Subject(person, person.end))
        if before == "do" and names_delegation(self._tokens.keys[self._start : person.start]):
            self._told.append((person, told_of_leader(self._items, person)))
        self._apply_fronted(person, person.start)

    def _on_object(self, item: Item, person: Introduction, before: str) -> None:
        """Take in a person to whom a verb is done, or whose doing it is: "dưới sự chủ trì của đồng chí N"."""
        verb = item.verb
        if verb is None:
            return
        keys = self._tokens.keys
        heard = keys[item.start - 1] == "nghe" and person.start - item.end <= _FAR_HOLDER
        if before == "của" and (item.end == person.start - 1 or heard):
            row = held_by(keys, item, [*self._clause.fronted, *self._clause.verbs][:-1])
            self._told += [(person, one) for one in row]
            if row and (person.listed or keys[row[0].start - 1] == "sự"):
                self._held = row
        elif verb.sort in {"move", "end"} and person.start == item.end and not person.moves:
            person.moves = [Told(verb.roles, item.start, item.end)]
        else:
            done = told_of_object(keys, item, verb, person)
            if done is not None:
                self._told.append((person, done))
                self._handed = (done, person)
        if self._rules.goes_on_as_subject(person):
            self._clause = Clause([Subject(person, person.end)])

    def _patient(self, start: int) -> Introduction | None:
        """Return to whom whoever is named at ``start`` does something: "ông N được Chủ tịch UBND tỉnh M tặng ..."."""
        clause = self._clause
        if not clause.subjects or clause.verbs or self._tokens.keys[start - 1] != "được":
            return None
        return clause.subjects[-1].person

    def _apply_fronted(self, person: Introduction, start: int) -> None:
        clause = self._clause
        fronted = [item for item in clause.fronted if self._rules.leads(self._clause, item, start)]
        clause.leading = clause.leading or [item.start for item in fronted]
        if not fronted:
            if clause.fronted or not clause.subjects:
                return
            present = guests(self._tokens.keys, self._start, self._people[0].start if self._people else start)
            if present is not None:
                self._told.append((person, present))
            return
        for item in fronted:
            between = self._tokens.keys[item.end : start]
            listing = bool(LIST_OPENERS & set(between)) or between[-1:] in ([], ["là"]) or clause.listing
            first = len(clause.subjects) <= 1
            if listing:
                clause.listing = True
                if item.verb is not None and item.verb.sort == "attend":
                    self.listing = Told(item.verb.roles, item.start, item.end)
            of_all = self._rules.is_of_all(clause, item, person)
            if item.verb is not None and item.verb.sort == "move" and item.end + 1 == start and between == ["là"]:
                person.moves = person.moves or [Told(item.verb.roles, item.start, item.end)]  # "được bổ nhiệm là bà N"
            if first or not listing or of_all:
                self._give(person, self._roles_of(item), item.start, item.end)

    def _roles_of(self, item: Item) -> tuple[str, ...]:
        roles = item.verb.roles if item.verb is not None else ()
        if item.verb is not None and item.verb.sort in {"move", "end", "step"}:
            return ()
        return roles

    def _on_verb(self, item: Item, verb: Verb) -> None:
        clause = self._clause
        begun = bool(clause.subjects or clause.fronted)
        apart = not clause.fronted or clause.fronted[-1].end < item.start
        opens_list = verb.sort == "attend" and begun and apart and self._rules.opens_list(item)
        if opens_list or (clause.subjects and (self._rules.names_its_subject(item) or self._rules.leads_next(item))):
            clause = self._clause = Clause()
        team = self._rules.team(item) if not begun else None
        leader = self._absent(team) if team is not None else None
        if team is not None and leader is not None:
            clause.subjects.append(Subject(leader, team.end))
        if not clause.subjects:
            clause.fronted.append(item)
            return
        if is_done_to(self._tokens.keys, clause, item):
            clause.verbs.append(item)
            if verb.roles == ("presented",):
                for subject in clause.subjects:
                    self._give(subject.person, ("received",), item.start, item.end)
        elif self._predicates.follows_noun(self._noun_end, item, verb) or not self._predicates.is_predicate(
            self._clause, item, verb
        ):
            self._noun_end = item.end
        else:
            self._on_predicate(clause, item, verb)

    def _on_predicate(self, clause: Clause, item: Item, verb: Verb) -> None:
        """Give a verb to the subjects of its clause."""
        if clause.listing and not clause.verbs and len(clause.subjects) > 1 and verb.sort != "attend":
            # "Dự có A; B phát biểu": what comes after a list opened by a verb is the last one's.
            clause.subjects = clause.subjects[-1:]
        clause.verbs.append(item)
        if verb.sort in {"move", "end", "step"}:
            self._move(clause.subjects[-1].person, item, verb)
            return
        if verb.sort == "speech" and self._source is clause.subjects[-1].person:
            self._source = None  # "Theo ông N báo cáo, ...": the verb says it better
        roles = verb.roles
        if self._predicates.is_of_report(clause, item):
            return
        if roles == ("chaired",) and len(clause.subjects) > 1:
            roles = ("co_chaired",)
        if roles == ("dismissed",) and not is_retirement(self._tokens.keys, clause.subjects[-1], item):
            return
        if self._tokens.keys[item.start - 1] == "(":
            self._in_brackets(clause, item, roles)
            return
        for subject in clause.subjects:
            self._give(subject.person, roles, item.start, item.end)
        if clause.patient is not None and roles == ("presented",):
            self._give(clause.patient, ("received",), item.start, item.end)
        if verb.sort == "lead":
            leader = clause.subjects[0].person
            self._purposes += [(leader, told) for told in purposes(self._tokens.keys, self._start, leader, item)]

    def _in_brackets(self, clause: Clause, item: Item, roles: tuple[str, ...]) -> None:
        """Give what stands in brackets behind a person to that one alone: "Đi thăm có bà N và Đại tá N (đi cùng)"."""
        person = clause.subjects[-1].person
        if roles == ("accompanied",):  # whoever comes along does what the others came for only by the way
            fronted = {other.start for other in clause.fronted}
            self._told = [(who, told) for who, told in self._told if who is not person or told.start not in fronted]
        self._give(person, roles, item.start, item.end)

    def _move(self, person: Introduction, item: Item, verb: Verb) -> None:
        """Let a person be elected, appointed ... by a verb in the passive: the active ones have an object."""
        if verb.sort != "step" and self._tokens.keys[item.start] not in _ACTIVE:
            person.moves = person.moves or [Told(verb.roles, item.start, item.end)]

    def _give(self, person: Introduction, roles: tuple[str, ...], start: int, end: int) -> None:
        """Give roles that tokens ``start`` to ``end`` (exclusive) tell."""
        if roles:
            self._told.append((person, Told(roles, start, end)))
