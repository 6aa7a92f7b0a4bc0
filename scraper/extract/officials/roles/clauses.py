"""Clauses: which verb is whose in a sentence.

A verb in front of its subject leads it where it begins the sentence or a clause; of the verbs after it see
``predicates``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.extract.officials.scan import Item
from scraper.extract.officials.text.gaps import outside_brackets
from scraper.extract.officials.text.phrases import word_set
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.introduction import Introduction
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.text.tokens import Tokens

ADVERBS = word_set(
    "đã đang cũng sẽ vừa trực tiếp tục cùng và có lời bài còn đều đến tới về tham gia lên xuống sang đi được "
    "vinh dự long "
    "trọng lần lượt nay hiện chính thức nhiệt liệt vui mừng thay mặt xúc động rất đồng thời ý kiến một số nội "
    "dung là người "
    "tham buổi nhanh trên thực địa làm xin phần ủy quyền ân cần thân mật đăng đàn"
)
BEFORE_CLAUSE = frozenset({",", ";", "và", "thời", "cũng", ":", "-", "dự", "viên", "rồi"})
# A verb after one of these is a noun.
NOUN_MAKERS = word_set(
    "buổi cuộc nghị đoàn ban tác việc sự kế hoạch phiên lễ các kiến quả trình qua chuyên tổ giấy văn báo những sau "
    "dung luận"
)
_OBJECT_MARKERS = frozenset({"cho", "với", "tới", "đến", "gặp", "mời", "bởi", "nhờ"})
_PUNISHED = frozenset({("kỷ", "luật"), ("khiển", "trách"), ("cảnh", "cáo"), ("cách", "chức"), ("khai", "trừ")})
# After these "có" has no person to list: "dự và có bài phát biểu".
_OF_SPEECH = frozenset({"bài", "ý", "lời", "phần"})
MOTION = frozenset({"đến", "tới", "về", "xuống", "lên", "đi", "sang", "ghé"})
_NEAR = 12  # words between a verb and the person it leads to
_OPENING = 8  # words that lead to a team in a sentence: "Nhân dịp này, ..."
_SHARED = frozenset({"answered", "reported"})  # what several do by one verb of saying: "Cùng giải đáp có N; N"
_LEAST_SAID = 3  # words: fewer after a person are the rest of a title
# What a title goes on with: "Tổ trưởng Tổ đại biểu HĐND tỉnh đơn vị huyện N".
_OF_TITLE = word_set("tại ở thuộc của và cùng là đơn huyện xã tỉnh phường thị thành quận khu nhiệm khóa phụ")
REACH = 60  # words between a subject and a verb that can still be its predicate
_BEFORE_MATTER = frozenset({"về", "trước"})  # what others said is answered
LIST_OPENERS = frozenset({"có", "gồm", ":"})


@dataclass(slots=True)
class Subject:
    """Somebody who may do something: a person named here, or one spoken of by post or honorific alone."""

    person: Introduction
    end: int

    def take_in(self, title: Item) -> None:
        """Let the subject reach as far as a title of its person."""
        if any(use.span.start == title.start for use in self.person.titles):
            self.end = max(self.end, title.end)


@dataclass(slots=True)
class Clause:
    """A part of a sentence: who acts in it, the verbs before and after them, whether it lists people.

    ``leading`` are where the verbs before the first subject begin that are that subject's; ``patient`` is to whom the
    subject does what it does.
    """

    subjects: list[Subject] = field(default_factory=list)
    fronted: list[Item] = field(default_factory=list)
    listing: bool = False
    verbs: list[Item] = field(default_factory=list)
    leading: list[int] = field(default_factory=list)
    patient: Introduction | None = None


class ClauseRules:
    """Tells which verb is whose in one sentence.

    Args:
        tokens: the field.
        start: the first token of the sentence.
        people: the sentence's introductions.
    """

    def __init__(self, tokens: Tokens, start: int, people: Sequence[Introduction]) -> None:
        self._tokens = tokens
        self._start = start
        self._people = people
        self._visited = -1  # where the last family that something is done to ends

    def is_object(self, verb: Item, person: Introduction, before: str) -> bool:
        """Tell whether a person after a verb is whom it is done to; ``before`` is the word before the person."""
        keys, start = self._tokens.keys, person.start
        family = keys[start - 2 : start] == ["gia", "đình"]
        if not person.titles and (family or keys[self._visited : start] in ([","], ["và"])):
            self._visited = person.end  # "thăm hỏi gia đình anh A, chị B"
            return True
        if keys[start - 3 : start] == ["trong", "đó", "có"] and verb.verb is not None:
            return verb.verb.roles == ("presented",)  # "tặng Giấy khen cho 5 cá nhân, trong đó có đồng chí N"
        if before in _OBJECT_MARKERS or before == "của" or (keys[start - 2], before) in _PUNISHED:
            return True
        if self._stands_behind_group(person):
            return False
        if verb.verb is None or verb.verb.sort not in {"act", "move", "end", "speech"}:
            return False
        return person.start == verb.end and verb.verb.roles != ("reported",)

    def _stands_behind_group(self, person: Introduction) -> bool:
        """Tell whether a group is done something to, and the person the subject: "Tặng hoa các đồng chí, Bí thư N"."""
        if not (person.title_first and person.titles):
            return False
        keys = self._tokens.keys
        return keys[person.start] == "các" and "," in keys[person.start : person.titles[0].span.start]

    def begins_anew(self, clause: Clause, person: Introduction) -> bool:
        """Tell whether nothing said so far is of a person: a caption glued to the one before, a clause of its own.

        "Bà A buộc chỉ cổ tay cho từng em; ông B tặng hoa": what A does is no verb of ours, and what B does not A's.
        """
        tokens, at = self._tokens, person.start
        if at > self._start and tokens.glued(at) and tokens.shapes[at - 1] < Shape.DIGIT:
            return True
        if not clause.subjects or clause.verbs or clause.listing:
            return False
        last = clause.subjects[-1].end
        gap = tokens.keys[last:at]
        if ";" not in gap:
            return False
        said = [key for key in outside_brackets(gap[: gap.index(";")]) if key != ")"]
        return len(said) >= _LEAST_SAID and said[0].isalpha() and said[0] not in _OF_TITLE

    def goes_on_as_subject(self, person: Introduction) -> bool:
        """Tell whether a person to whom something is done does something next: "cảm ơn ông N đã tới dự"."""
        after = [key for key in self._tokens.keys[person.end : person.end + 3] if key not in {")", ","}]
        return after[:1] in (["đã"], ["lên"]) or (after[0:1] != [] and after[0] in MOTION and after[1:2] == ["dự"])

    def leads(self, clause: Clause, item: Item, start: int) -> bool:
        """Tell whether a verb before its subject can be the subject's: it begins the sentence or a clause of it."""
        keys = self._tokens.keys
        before = keys[item.start - 1] if item.start > self._start else ","
        verb = item.verb
        if verb is None or self._is_of_gift(clause, item):
            return False
        if keys[start - 1] == "do" and "reported" in verb.roles:
            return False  # "Báo cáo do ông N trình bày": the verb says it
        if clause.listing and verb.sort == "attend":
            return True  # however long the list
        if start - item.end > REACH:
            return False
        if clause.listing and item.start in clause.leading:
            return True
        if verb.sort == "act" and before == "qua" and item.start - self._start == 1:
            return True  # "Qua kiểm tra, đồng chí N nhắc ..."
        if verb.sort == "act" and keys[item.start - 2 : item.start] == ["sau", "khi"]:
            return keys[start - 1] == "," and keys[item.end : start].count(",") == 1  # "Sau khi kiểm tra ..., ông N"
        if before in NOUN_MAKERS and not (verb.sort == "attend" and before in {"phần", "biểu"}):
            return False
        if verb.sort == "speech" and before in _BEFORE_MATTER:
            return False  # "Về phản ánh ô nhiễm, ông N ..."
        opens = LIST_OPENERS & set(keys[item.end : start])
        if keys[item.start] == "làm" and verb.roles == ("received_delegation",) and not opens:
            return False  # "Làm việc với đoàn, ông N báo cáo"
        return not self._is_attended(clause, item) and self._begins_clause(clause, item, verb, start)

    def _begins_clause(self, clause: Clause, item: Item, verb: Verb, start: int) -> bool:
        """Tell whether a verb before its subject begins the sentence or a clause of it, or opens a list."""
        keys = self._tokens.keys
        before = keys[item.start - 1] if item.start > self._start else ","
        if keys[item.end : item.end + 1] in (["có"], ["là"]) and item.end + 1 == start:
            return True
        if set(keys[self._start : item.start]) <= ADVERBS:
            return True  # "Tham gia trao học bổng có ông N"
        if verb.sort == "attend" and item.end == start:
            return True  # "Về phía nhà trường có mặt đồng chí N"
        if keys[start - 1] == "là" and keys[self._start : self._start + 2] == ["đại", "diện"]:
            return verb.sort == "act"  # "Đại diện lãnh đạo phường trao cờ cho các đội là ông A và bà B"
        if keys[start - 1] == "là" and item.start - self._start <= 1:
            return True  # "Đón đoàn ở cầu cảng là Trung tá N"
        between = set(keys[item.end : start])
        if verb.sort == "attend" and LIST_OPENERS & between:
            return True
        if (
            before in BEFORE_CLAUSE
            or item.start - self._start <= 1
            or keys[item.start - 2 : item.start] == ["sau", "đó"]
        ):
            return True
        previous = [other for other in clause.fronted if other.end <= item.start]
        if previous and set(keys[previous[-1].end : item.start]) <= {"và", ",", "viên", "động"}:
            return True
        if verb.roles == ("moderated",) and "gồm" in between:
            return True  # "Đoàn Chủ tịch điều hành Đại hội gồm các đồng chí: N; N"
        return verb.sort in {"chair", "attend"} and ":" in between

    @staticmethod
    def _is_of_gift(clause: Clause, item: Item) -> bool:
        """Tell whether a verb only says what a gift is for: "tặng hoa chúc mừng đại hội"."""
        return any(
            other.end == item.start and other.verb is not None and other.verb.roles == ("presented",)
            for other in clause.fronted
        )

    def _is_attended(self, clause: Clause, item: Item) -> bool:
        """Tell whether a verb names what is attended: "Dự khai mạc có ...", "Dự lễ trao quyết định có ..."."""
        if item.verb is None or {"directed", "spoke"} & set(item.verb.roles):
            return False
        if self._tokens.keys[item.start - 1] == "và":
            return False  # "Dự và trao quyết định có ...": both are done
        return any(
            other.end == item.start and other.verb is not None and other.verb.sort == "attend"
            for other in clause.fronted
        )

    def is_accused(self, person: Introduction) -> bool:
        """Tell whether a person stands before a court ("tuyên phạt bị cáo N"), and so does nothing there."""
        return self._tokens.keys[max(0, person.start - 2) : person.start] in (["bị", "cáo"], ["bị", "can"])

    def is_of_all(self, clause: Clause, item: Item, person: Introduction) -> bool:
        """Tell whether everybody listed after a verb does it, and not the first alone.

        "Phát biểu chỉ đạo: N; N", "Phát biểu thảo luận có các đồng chí N; N": nothing else is said of them. Of "Đến dự
        và phát biểu có N; N" only the first speaks.
        """
        if self._tokens.keys[item.end] == ":" or item.verb is None or item.verb.sort != "speech":
            return True
        if not _SHARED.isdisjoint(item.verb.roles):
            return True
        return person.listed and all(other.verb and other.verb.sort == "speech" for other in clause.fronted)

    def leads_next(self, item: Item) -> bool:
        """Tell whether a verb after a semicolon leads to the person after it: "...; phát biểu bế mạc, ông N nhắc"."""
        if self._tokens.keys[item.start - 1] != ";":
            return False
        following = next((person.start for person in self._people if person.start >= item.end), None)
        if following is None or following - item.end > _NEAR or self._tokens.keys[following - 1] != ",":
            return False
        return ";" not in self._tokens.keys[item.end : following]

    def team(self, item: Item) -> Item | None:
        """Return the team whose predicate a verb is: "Đoàn đã đến thăm ..."; its leader is meant."""
        keys, start = self._tokens.keys, self._start
        if item.verb is None or item.verb.sort != "act":
            return None
        comma = next((at for at in range(start, min(start + _OPENING, item.start)) if keys[at] == ","), None)
        at = start
        if keys[start] != "đoàn" and comma is not None:
            at = comma + 1  # "Dịp này, đoàn tặng 300 lá cờ"
        end = at + 3 if keys[at + 1 : at + 3] == ["công", "tác"] else at + 1
        if keys[at] != "đoàn" or item.start < end or not set(keys[end : item.start]) <= ADVERBS:
            return None
        return Item("team", at, end) if end < item.start or "presented" in item.verb.roles else None

    def opens_list(self, item: Item) -> bool:
        """Tell whether people are about to be listed after the verb ("cùng đi có ...")."""
        keys = self._tokens.keys
        for at, key in enumerate(keys[item.end : item.end + 8], item.end):
            if key in {"có", "gồm"}:
                return not (key == "có" and not _OF_SPEECH.isdisjoint(keys[at + 1 : at + 2]))
            if key in {",", ";", "."}:
                return False
        return False

    def names_its_subject(self, item: Item) -> bool:
        """Tell whether the subject comes after the verb: "...; điều hành là bà N", "chủ trì hội nghị là ông N"."""
        keys = self._tokens.keys
        following = next((person.start for person in self._people if person.start > item.end), None)
        if following is None or keys[following - 1] != "là" or following - item.end > _NEAR:
            return False
        return following == item.end + 1 or (
            keys[item.start - 1] in {";", "."} and not {",", ";"} & set(keys[item.end : following])
        )


def helps(item: Item, following: Item | None) -> bool:
    """Tell whether a verb only leads to the one right after it: "Cùng tham gia giải đáp có ..."."""
    if item.verb is None or following is None or following.verb is None or following.start != item.end:
        return False
    return item.verb.roles == ("accompanied",) and following.verb.sort != "attend"
