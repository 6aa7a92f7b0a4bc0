"""Predicates: whether a verb behind the people of a clause is their doing.

It is, unless it stands in a noun, in what is said, behind a denial, or too far off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.roles.clauses import ADVERBS, BEFORE_CLAUSE, MOTION, NOUN_MAKERS, REACH
from scraper.extract.officials.roles.verbs import DEEDS
from scraper.extract.officials.text.gaps import outside_brackets, without_term
from scraper.extract.officials.text.phrases import word_set
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.officials.roles.clauses import Clause
    from scraper.extract.officials.roles.verbs import Verb
    from scraper.extract.officials.scan import Item
    from scraper.extract.officials.text.tokens import Tokens

# "Ban CHQS quân sự", "nhân sự": the last syllable of a word, no maker of nouns.
_BEFORE_SU = frozenset({"quân", "dân", "nhân", "hình", "tâm", "thời", "chính"})
_NEGATIONS = frozenset({"không", "chưa", "sẽ"})
# Verbs of saying that stand in no row of nouns: "tiếp thu ý kiến chỉ đạo và tri ân".
_NEVER_NOUNS = word_set("tri cảm cám chúc hứa nhấn khẳng bày căn cho nêu chỉ mong lưu ghi")
_BEFORE_DEED = frozenset({"đã", "đang", "cũng", "trực", "tiếp", "vừa", "rồi"})
_TENSES = frozenset({"đã", "đang"})  # "thông tin đã kêu gọi 1.873 tàu vào bờ"
_GROUPS = frozenset({"các", "toàn", "lãnh", "đại", "cùng", "thành", "và", "tập", "thường"})
_CONTENT = frozenset({"đề nghị", "yêu cầu", "nhấn mạnh", "khẳng định", "cho biết", "cho rằng", "lưu ý", "mong muốn",
"căn dặn",
                      "kêu gọi", "chỉ rõ", "nhắc nhở", "cho hay", "nêu rõ", "chia sẻ", "thông tin",
                      "đề xuất", "nhận xét"})  # fmt: skip
# What a report or an answer goes on with; "cho biết" and "cho hay" are told of whoever speaks, there too.
_GOES_ON = frozenset({"kiến nghị", "cho rằng", "nói", "nói rõ", "nêu rõ", "chỉ rõ", "hứa"})
_BEHALF = 12  # words: on whose behalf somebody speaks
_REPORTING = frozenset({"reported", "answered"})
_ON_THE_SPOT = frozenset({"inspected", "supervised", "visited", "presented", "directed"})
_SHORT_GAP = 14  # words from one predicate to the next
_LONG_DEED = 20  # words of a deed without a role before the one that goes on with it
_LONG_OCCASION = 30  # words of what is attended before what is given there: "dự lễ ... và trao 10 suất quà"


class Predicates:
    """Tells which verbs are the predicates of the people before them.

    Args:
        tokens: the field.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def is_predicate(self, clause: Clause, item: Item, verb: Verb) -> bool:
        """Tell whether a verb is the predicate of the clause's subjects."""
        keys = self._tokens.keys
        last_end = clause.verbs[-1].end if clause.verbs else clause.subjects[-1].end
        gap = without_term(outside_brackets(keys[last_end : item.start]))
        before = gap[-1] if gap else keys[item.start - 1]
        if len(gap) > REACH or self._is_content(clause, item, verb, gap) or self._is_of_others(clause, item, verb, gap):
            return False
        plain = [key for key in gap if key not in {",", "-", "(", ")", ";", ":"}]
        if set(plain) <= ADVERBS and before not in {"buổi"}:
            return True
        behalf = bool(clause.verbs) and keys[clause.verbs[-1].start] == "thay" and verb.roles == ("spoke",)
        if self._makes_noun(item, before) and not (behalf and before == "tổ"):  # "thay mặt các tổ phát biểu"
            return False
        if not clause.verbs:
            return self._first_predicate(plain, before, verb)
        return self._further_predicate(clause, item, verb, gap)

    def _is_of_others(self, clause: Clause, item: Item, verb: Verb, gap: Sequence[str]) -> bool:
        """Tell whether what a verb says is ordered, denied, or done by those on whose behalf somebody speaks."""
        keys = self._tokens.keys
        if clause.verbs and keys[clause.verbs[-1].start] == "thay" and keys[item.start] == "được":
            return True  # "thay mặt các đồng chí được trao Huy hiệu phát biểu"
        if (verb.sort in {"act", "chair"} or "reported" in verb.roles) and "giao" in gap:  # "giao Sở N kiểm tra"
            return True
        if verb.sort == "attend" and keys[item.end : item.end + 2] == ["ít", "nhất"]:
            return True  # "Bí thư chi bộ dự ít nhất một buổi họp mỗi quý": a duty
        if "reported" in verb.roles and gap[-1:] == ["được"]:
            return True  # "vướng mắc đã được báo cáo cấp trên"
        return not clause.verbs and self._is_denied(gap)

    def _further_predicate(self, clause: Clause, item: Item, verb: Verb, gap: Sequence[str]) -> bool:
        """Tell whether a verb goes on with what the subjects did first; ``gap`` are the words from there to it."""
        keys, last = self._tokens.keys, clause.verbs[-1]
        before = gap[-1] if gap else keys[item.start - 1]
        spoken = any(" ".join(keys[v.start : v.end]) in _CONTENT for v in clause.verbs)
        behalf = keys[last.start] == "thay"
        if verb.sort == "speech":
            if spoken and "reported" in verb.roles:
                return False  # what others are asked to do
            return before in BEFORE_CLAUSE or (behalf and len(gap) <= 25)
        if behalf and len(gap) <= _SHORT_GAP:
            return True
        if spoken:
            return before in {";", "thời"} and verb.sort == "act"
        sort = last.verb.sort if last.verb is not None else None
        given = verb.roles == ("presented",) and self._tokens.shapes[item.end : item.end + 1] == [Shape.DIGIT]
        if sort == "attend" and given and before == "và":
            return len(gap) <= _LONG_OCCASION
        if gap[-2:] == ["đồng", "thời"]:
            return len(gap) <= _LONG_OCCASION
        parted = before == ";" and verb.sort == "act"  # "ghi nhận tấm lòng của ...; trao bảng vàng"
        near = len(gap) <= _SHORT_GAP and (before in {",", "và"} or sort == "lead")
        near = near or (parted and len(gap) <= _LONG_OCCASION)
        return near or (before == "để" and len(gap) <= 18)

    def _makes_noun(self, item: Item, before: str) -> bool:
        """Tell whether the word before a verb makes it a noun: "buổi tiếp xúc cử tri"."""
        keys, start = self._tokens.keys, item.start
        if before == "sự" and keys[start - 2] in _BEFORE_SU:
            return False
        if before in {"buổi", "cuộc"} and keys[start - 2] == "có":
            return False  # "có buổi tiếp xã giao Đại sứ"
        if keys[start - 4 : start] == ["cùng", "đoàn", "công", "tác"]:
            return False  # "ông N cùng đoàn công tác khảo sát ..."
        return before in NOUN_MAKERS and keys[start - 2 : start] != ["cùng", "đoàn"]

    @staticmethod
    def _is_denied(gap: Sequence[str]) -> bool:
        """Tell whether what a subject does first is denied, or only planned: "ông N không tham dự", "sẽ đối thoại"."""
        last = [at for at, key in enumerate(gap) if key in {",", ";", "-"}]
        said = gap[last[-1] + 1 :] if last else gap
        return any(
            key in _NEGATIONS and said[at + 1 : at + 2] not in (["chuyên"], ["những"], ["chỉ"])
            for at, key in enumerate(said)
        )

    def _is_content(self, clause: Clause, item: Item, verb: Verb, gap: Sequence[str]) -> bool:
        """Tell whether the verb stands in what another verb says or names: it is nobody's then.

        "yêu cầu kiểm tra", "nêu rõ ... chất vấn và trả lời chất vấn", "tặng hoa chúc mừng".
        """
        if not clause.verbs:
            return False
        last, keys = clause.verbs[-1], self._tokens.keys
        if last.verb is None:
            return False
        if not gap and _REPORTING & set(last.verb.roles):
            return True  # "báo cáo kết quả trả lời kiến nghị"
        if ":" in gap and ("reported" in last.verb.roles or (gap[0] == ":" and last.verb.sort == "speech")):
            return True
        if " ".join(keys[last.start : last.end]) in _CONTENT:
            if gap[-2:] == ["đồng", "thời"] and "," in gap:
                return False  # "cho biết ..., đồng thời giải đáp thắc mắc"
            return set(gap) <= _TENSES or verb.roles == ("answered",) or ":" in gap
        return (
            not gap
            and last.verb.roles in {("presented",), ("received",)}
            and keys[item.start : item.end] == ["chúc", "mừng"]
        )

    def _first_predicate(self, plain: list[str], before: str, verb: Verb) -> bool:
        if verb.sort == "speech":
            if plain[:2] in (["đại", "diện"], ["thừa", "ủy"], ["thành", "viên"]) and len(plain) <= _BEHALF:
                return True  # "ông N, đại diện 312 hộ, phát biểu"
            together = plain[:1] == ["cùng"] and verb.roles == ("answered",)
            return together or before in BEFORE_CLAUSE or before in ADVERBS
        if plain and plain[0] in _GROUPS:
            return True
        if before == "để":
            return bool(MOTION & set(plain))
        going = next((at for at, key in enumerate(plain) if key not in _BEFORE_DEED), len(plain))
        plain = plain[going:]
        if plain and plain[0] in MOTION and _ON_THE_SPOT & set(verb.roles):
            return len(plain) <= _SHORT_GAP  # "đến Trung tâm Y tế huyện kiểm tra"
        if before in {"và", "rồi"} and tuple(plain[:2]) in DEEDS:
            return len(plain) <= _LONG_DEED
        return before in {"đã", ","} or len(plain) <= 3

    def is_of_report(self, clause: Clause, item: Item) -> bool:
        """Tell whether a verb only goes on with a report or an answer: "Báo cáo với đoàn, ông N nêu rõ ..."."""
        if " ".join(self._tokens.keys[item.start : item.end]) not in _GOES_ON:
            return False
        verbs = [*clause.fronted, *clause.verbs[:-1]]
        return any(other.verb is not None and _REPORTING & set(other.verb.roles) for other in verbs)

    def follows_noun(self, noun_end: int | None, item: Item, verb: Verb) -> bool:
        """Tell whether a verb goes on with a row of nouns: "công tác kiểm tra, giám sát".

        Args:
            noun_end: where the last noun ends, ``None`` where there was none.
            item: the verb's place.
            verb: the verb.
        """
        if noun_end is None or (verb.sort == "speech" and self._tokens.keys[item.start] in _NEVER_NOUNS):
            return False
        gap = self._tokens.keys[noun_end : item.start]
        return gap in ([","], ["và"]) or (not gap and verb.sort != "speech")
