"""Roles: who did what in a sentence.

A verb before its people opens a list ("Tham dự có ...") or stands in front of its subject ("Phát biểu tại hội nghị,
đồng chí ..."); a verb after them is their predicate. Verbs inside a speech ("đề nghị các đơn vị kiểm tra") or inside a
noun ("buổi tiếp xúc cử tri", "Đoàn kiểm tra") are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.officials.phrases import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scraper.extract.officials.introductions import Introduction
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.titles import TitleSpan
    from scraper.extract.officials.tokens import Tokens
    from scraper.extract.officials.verbs import Verb

_ADVERBS = word_set(
    "đã đang cũng sẽ vừa trực tiếp tục cùng và có lời bài còn đều đến tới về tham gia lên xuống sang đi được "
    "vinh dự long "
    "trọng lần lượt nay hiện chính thức nhiệt liệt vui mừng thay mặt xúc động rất đồng thời ý kiến một số nội "
    "dung là người "
    "tham buổi nhanh trên thực địa làm xin phần"
)
_BEFORE_CLAUSE = frozenset({",", ";", "và", "thời", "cũng", ":", "-", "dự", "viên"})
# A verb after one of these is a noun.
_NOUN_MAKERS = word_set(
    "buổi cuộc nghị đoàn ban tác việc sự kế hoạch phiên lễ các kiến quả trình qua chuyên tổ giấy văn báo những sau dung"
)
_OBJECT_MARKERS = frozenset({"cho", "với", "tới", "đến", "gặp", "mời", "bởi", "nhờ"})
_GROUPS = frozenset({"các", "toàn", "lãnh", "đại", "cùng", "thành", "và", "tập", "thường"})
_CONTENT = frozenset({"đề nghị", "yêu cầu", "nhấn mạnh", "khẳng định", "cho biết", "cho rằng", "lưu ý", "mong muốn",
"căn dặn",
                      "kêu gọi", "chỉ rõ", "nhắc nhở", "cho hay", "nêu rõ", "chia sẻ", "thông tin",
                      "đề xuất"})  # fmt: skip
_MOTION = frozenset({"đến", "tới", "về", "xuống", "lên", "đi"})
_SAYING = frozenset({"cho biết", "cho hay", "cho rằng", "nói", "nói rõ", "nêu rõ", "nêu", "chỉ rõ"})
_BEHALF = 12  # words: on whose behalf somebody speaks
_REPORTING = frozenset({"reported", "answered"})
_REACH = 60  # words between a subject and a verb that can still be its predicate
_LIST_OPENERS = frozenset({"có", "gồm", ":"})


@dataclass(slots=True)
class _Subject:
    """Somebody who may do something: a person named here, or one spoken of by post or honorific alone."""

    person: Introduction
    end: int


@dataclass(slots=True)
class _Clause:
    subjects: list[_Subject] = field(default_factory=list)
    fronted: list[Item] = field(default_factory=list)
    listing: bool = False
    verbs: list[Item] = field(default_factory=list)


class Attribution:
    """Gives the verbs of one sentence to its people.

    Args:
        tokens: the field.
        start: the first token of the sentence.
        items: the sentence's items.
        people: the sentence's introductions.
        absent: finds the person that a title alone means, or (given ``None``) an honorific alone.
    """

    def __init__(
        self,
        tokens: Tokens,
        start: int,
        items: Sequence[Item],
        people: Sequence[Introduction],
        absent: Callable[[TitleSpan | None], Introduction | None],
    ) -> None:
        self._tokens = tokens
        self._start = start
        self._items = items
        self._people = people
        self._absent = absent
        self.roles: list[tuple[Introduction, str]] = []
        self._clause = _Clause()
        self._noun_end: int | None = None
        self.listing: tuple[str, ...] = ()

    def attribute(self) -> list[tuple[Introduction, str]]:
        """Return (person, role) pairs in the order of the text."""
        by_name = {person.name_start: person for person in self._people}
        used = {use.span.start for person in self._people for use in person.titles}
        for position, item in enumerate(self._items):
            if item.kind in {"name", "given_name"} and item.start in by_name:
                self._on_person(by_name[item.start])
            elif item.kind == "verb" and item.verb is not None:
                self._on_verb(item, item.verb)
            elif self._stands_alone(position, item, used):
                person = self._absent(item.title)
                if person is not None:
                    self._clause = _Clause([_Subject(person, item.end)], self._clause.fronted)
                    self._apply_fronted(person, item.start)
            elif item.kind == "title" and item.start in used and self._clause.subjects:
                self._clause.subjects[-1].end = max(self._clause.subjects[-1].end, item.end)
        for person in self._people:
            self.roles += [(person, role) for role in person.moves]
        return self.roles

    def _stands_alone(self, position: int, item: Item, used: set[int]) -> bool:
        """Tell whether an honorific or a title without a name is the subject of the verb after it."""
        if item.kind not in {"honorific", "title"} or item.plural or item.start in used:
            return False
        following = self._items[position + 1] if position + 1 < len(self._items) else None
        if following is None or following.kind != "verb" or following.start - item.end > 4:
            return False
        if (
            item.kind == "honorific"
            and item.start > self._start
            and self._tokens.keys[item.start - 1] not in {",", ":", ";"}
        ):
            return False
        return set(self._tokens.keys[item.end : following.start]) <= _ADVERBS

    def _on_person(self, person: Introduction) -> None:
        clause = self._clause
        before = self._tokens.keys[person.start - 1] if person.start > self._start else ""
        if clause.verbs or (clause.fronted and not clause.subjects):
            last = (clause.verbs or clause.fronted)[-1]
            if self._is_object(last, person, before):
                self._chaired_by(last, person, before)
                return
        if self._said_by(person, before):
            self._give(person, ("spoke",))
        if clause.verbs:
            clause = self._clause = _Clause([], clause.fronted if clause.listing else [], clause.listing)
        clause.subjects.append(_Subject(person, person.end))
        if before == "do" and "đoàn" in self._tokens.keys[self._start : person.start]:
            self._give(person, ("led_delegation",))
        self._apply_fronted(person, person.start)

    def _is_object(self, verb: Item, person: Introduction, before: str) -> bool:
        if before in _OBJECT_MARKERS or before == "của":
            return True
        if verb.verb is None or verb.verb.sort not in {"act", "move", "end", "speech"}:
            return False
        return person.start == verb.end and verb.verb.roles != ("reported",)

    def _said_by(self, person: Introduction, before: str) -> bool:
        """As in "Theo Giám đốc Sở N, ...": what follows is what N said."""
        return before == "theo" and person.start - self._start <= 1

    def _chaired_by(self, verb: Item, person: Introduction, before: str) -> None:
        """As in "dưới sự chủ trì của đồng chí N": the noun's holder does it."""
        if before != "của" or verb.verb is None or verb.end != person.start - 1:
            if (
                verb.verb is not None
                and verb.verb.sort in {"move", "end"}
                and person.start == verb.end
                and not person.moves
            ):
                person.moves = verb.verb.roles
            return
        keys = self._tokens.keys
        roles = verb.verb.roles
        if verb.verb.sort == "chair" or {"directed", "moderated", "reported", "opened", "concluded"} & set(roles):
            if keys[verb.start - 2 : verb.start] == ["ý", "kiến"] and roles == ("directed",):
                roles = ("directed", "spoke")
            self._give(person, (*roles, "spoke") if {"opened", "concluded"} & set(roles) else roles)
            self._clause.subjects.append(_Subject(person, person.end))

    def _apply_fronted(self, person: Introduction, start: int) -> None:
        clause = self._clause
        fronted = [item for item in clause.fronted if self._leads(item, start)]
        if not fronted:
            if not clause.fronted and clause.subjects and self._on_behalf_of_side():
                self._give(person, ("attended",))
            return
        for item in fronted:
            between = self._tokens.keys[item.end : start]
            listing = bool(_LIST_OPENERS & set(between)) or clause.listing
            first = len(clause.subjects) <= 1
            if listing:
                clause.listing = True
                if item.verb is not None and item.verb.sort == "attend":
                    self.listing = item.verb.roles
            if item.verb is not None and (first or (listing and item.verb.sort != "speech")):
                self._give(person, self._roles_of(item))

    def _roles_of(self, item: Item) -> tuple[str, ...]:
        roles = item.verb.roles if item.verb is not None else ()
        if item.verb is not None and item.verb.sort in {"move", "end", "step"}:
            return ()
        return roles

    def _on_behalf_of_side(self) -> bool:
        keys = self._tokens.keys[self._start : self._start + 4]
        return "phía" in keys

    def _leads(self, item: Item, start: int) -> bool:
        """Tell whether a verb before its subject can be the subject's: it begins the sentence or a clause of it."""
        keys = self._tokens.keys
        before = keys[item.start - 1] if item.start > self._start else ","
        verb = item.verb
        if verb is None:
            return False
        if self._clause.listing and verb.sort == "attend":
            return True  # however long the list
        if start - item.end > _REACH:
            return False
        if keys[item.end : item.end + 1] == ["có"] and item.end + 1 == start:
            return True
        if before in _NOUN_MAKERS and not (verb.sort == "attend" and before in {"phần", "biểu"}):
            return False
        if keys[start - 1] == "là" and item.start - self._start <= 1:
            return True  # "Đón đoàn ở cầu cảng là Trung tá N"
        between = set(keys[item.end : start])
        if verb.sort == "attend" and _LIST_OPENERS & between:
            return True
        if (
            before in _BEFORE_CLAUSE
            or item.start - self._start <= 1
            or keys[item.start - 2 : item.start] == ["sau", "đó"]
        ):
            return True
        previous = [other for other in self._clause.fronted if other.end <= item.start]
        if previous and set(keys[previous[-1].end : item.start]) <= {"và", ",", "viên", "động"}:
            return True
        return verb.sort in {"chair", "attend"} and ":" in between

    def _on_verb(self, item: Item, verb: Verb) -> None:
        clause = self._clause
        if clause.subjects and self._names_its_subject(item):
            clause = self._clause = _Clause()
        if verb.sort == "attend" and (clause.subjects or clause.fronted) and self._opens_list(item):
            clause = self._clause = _Clause()
        if not clause.subjects:
            clause.fronted.append(item)
            return
        if self._follows_noun(item) or not self._is_predicate(item, verb):
            self._noun_end = item.end
            return
        if clause.listing and not clause.verbs and len(clause.subjects) > 1 and verb.sort != "attend":
            # "Dự có A; B phát biểu": what comes after a list opened by a verb is the last one's.
            clause.subjects = clause.subjects[-1:]
        clause.verbs.append(item)
        if verb.sort in {"move", "end", "step"}:
            if verb.sort != "step" and self._tokens.keys[item.start] not in {
                "bầu",
                "bổ",
                "điều",
                "chỉ",
                "phân",
                "miễn",
                "tiếp",
            }:
                for subject in clause.subjects[-1:]:
                    subject.person.moves = subject.person.moves or verb.roles
            return
        roles = verb.roles
        if " ".join(self._tokens.keys[item.start : item.end]) in _SAYING and self._is_reporting():
            return
        if roles == ("chaired",) and len(clause.subjects) > 1:
            roles = ("co_chaired",)
        for subject in clause.subjects:
            self._give(subject.person, roles)
        if verb.sort == "lead":
            self._team_of_leader(clause)

    def _follows_noun(self, item: Item) -> bool:
        """Tell whether the verb goes on with a row of nouns: "công tác kiểm tra, giám sát"."""
        if self._noun_end is None:
            return False
        return self._tokens.keys[self._noun_end : item.start] in ([","], ["và"], [])

    def _names_its_subject(self, item: Item) -> bool:
        """Tell whether the subject comes after the verb: "...; điều hành là bà N"."""
        if self._tokens.keys[item.end : item.end + 1] != ["là"]:
            return False
        return any(person.start == item.end + 1 for person in self._people)

    def _is_reporting(self) -> bool:
        """Tell whether the sentence began with reporting: or answering: what the subject "says" then is the report."""
        verbs = [*self._clause.fronted, *self._clause.verbs[:-1]]
        return any(item.verb is not None and _REPORTING & set(item.verb.roles) for item in verbs)

    def _opens_list(self, item: Item) -> bool:
        """Tell whether people are about to be listed after the verb ("cùng đi có ...")."""
        for key in self._tokens.keys[item.end : item.end + 8]:
            if key in {"có", "gồm"}:
                return True
            if key in {",", ";", "."}:
                return False
        return False

    def _team_of_leader(self, clause: _Clause) -> None:
        """As in "Đoàn kiểm tra ... do đồng chí N làm Trưởng đoàn": the leader did what the team is for."""
        keys = self._tokens.keys
        for index in range(self._start, clause.subjects[0].person.start):
            if keys[index] == "đoàn" and keys[index + 1 : index + 3] in (["kiểm", "tra"], ["khảo", "sát"]):
                self._give(clause.subjects[0].person, ("inspected",))
            elif keys[index] == "đoàn" and keys[index + 1 : index + 3] == ["giám", "sát"]:
                self._give(clause.subjects[0].person, ("supervised",))

    def _is_predicate(self, item: Item, verb: Verb) -> bool:
        clause = self._clause
        keys = self._tokens.keys
        last_end = clause.verbs[-1].end if clause.verbs else clause.subjects[-1].end
        gap = _without_brackets(keys[last_end : item.start])
        before = keys[item.start - 1]
        if len(gap) > _REACH or self._is_content(item, verb, gap):
            return False
        plain = [key for key in gap if key not in {",", "-", "(", ")", ";", ":"}]
        if set(plain) <= _ADVERBS and before not in {"buổi"}:
            return True
        if before in _NOUN_MAKERS and keys[item.start - 2 : item.start] != ["cùng", "đoàn"]:
            return False
        if not clause.verbs:
            return self._first_predicate(plain, before, verb)
        spoken = any(" ".join(keys[v.start : v.end]) in _CONTENT for v in clause.verbs)
        if verb.sort == "speech":
            if spoken and "reported" in verb.roles:
                return False  # what others are asked to do
            behalf = keys[clause.verbs[-1].start] == "thay"
            return before in _BEFORE_CLAUSE or (behalf and len(gap) <= 25)
        if keys[clause.verbs[-1].start] == "thay" and len(gap) <= 14:
            return True
        if spoken:
            return before in {";", "thời"} and verb.sort == "act"
        led = clause.verbs[-1].verb is not None and clause.verbs[-1].verb.sort == "lead"
        return (
            (before in {",", "và"} and len(gap) <= 14)
            or (led and len(gap) <= 14)
            or (before == "để" and len(gap) <= 18)
        )

    def _is_content(self, item: Item, verb: Verb, gap: Sequence[str]) -> bool:
        """Tell whether the verb stands in what another verb says or names: it is nobody's then.

        "yêu cầu kiểm tra", "nêu rõ ... chất vấn và trả lời chất vấn", "tặng hoa chúc mừng".
        """
        if not self._clause.verbs:
            return False
        last, keys = self._clause.verbs[-1], self._tokens.keys
        if last.verb is None:
            return False
        if " ".join(keys[last.start : last.end]) in _CONTENT:
            return (not gap and verb.sort != "speech") or verb.roles == ("answered",)
        return not gap and last.verb.roles == ("presented",) and keys[item.start : item.end] == ["chúc", "mừng"]

    def _first_predicate(self, plain: list[str], before: str, verb: Verb) -> bool:
        if verb.sort == "speech":
            if plain[:2] == ["đại", "diện"] and len(plain) <= _BEHALF:
                return True  # "ông N, đại diện 312 hộ, phát biểu"
            together = plain[:1] == ["cùng"] and verb.roles == ("answered",)
            return together or before in _BEFORE_CLAUSE or before in _ADVERBS
        if plain and plain[0] in _GROUPS:
            return True
        if before == "để":
            return bool(_MOTION & set(plain))
        return before in {"đã", ","} or len(plain) <= 3

    def _give(self, person: Introduction, roles: tuple[str, ...]) -> None:
        self.roles += [(person, role) for role in roles]


def _without_brackets(keys: Sequence[str]) -> list[str]:
    """Return the words outside brackets and quotations ("(thứ 2 từ trái sang)")."""
    kept: list[str] = []
    depth = 0
    for key in keys:
        if key in {"(", "“"}:
            depth += 1
        elif key in {")", "”"}:
            depth = max(0, depth - 1)
        elif depth == 0:
            kept.append(key)
    return kept
