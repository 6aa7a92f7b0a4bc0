"""Changes of posts that an article announces: elected, appointed, transferred, dismissed, retired, died.

Elections, appointments and dismissals are roles of the record, with the words that tell them. Retirement, death and
transfers are looked for here, in the clause of the name: from the name to the next name or the end of the sentence,
and in an order that stands before it ("quyết định nghỉ hưu đối với đồng chí ..."). Who hands over or reads out an
order, speaks of people in retirement, or goes to a funeral is not whom it is about; nor is who takes the place of one
that retired ("thay người tiền nhiệm đã nghỉ hưu").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from archive.sentences import field_text, sentence_around
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLES = ("elected", "re_elected", "appointed", "dismissed")
_WORDS = {
    "retired": ("nghỉ hưu", "nghỉ chế độ", "nghỉ công tác", "về hưu"),
    "died": ("từ trần", "qua đời", "tạ thế", "lễ truy điệu", "lễ viếng"),
    "transferred": ("điều động", "luân chuyển", "biệt phái"),
    "dismissed": ("thôi giữ", "miễn nhiệm", "cho thôi", "cách chức", "bãi nhiệm"),
}
_CHANGE_OF = {word: change for change, words in _WORDS.items() for word in words}
_NO_DEATH = r"(?! sống| thường)"  # "thể hiện qua đời sống hằng ngày" tells of daily life
_PATTERN = regex(f"(?:{'|'.join(sorted(_CHANGE_OF, key=len, reverse=True))}){_NO_DEATH}")
# A funeral is that of whom its name is followed by; whoever goes to it is named before it, or behind "có các đồng chí".
_CEREMONIES = frozenset({"lễ truy điệu", "lễ viếng"})
_OF_THE_DEAD = regex(r"(?:\s\w{1,12}){0,4}\s?$")
_OF_GUESTS = frozenset({"có", "các", "gồm", "do", "những", "tại"})
_GIVES_ORDERS = regex(r"(?:công bố|trao)\s(?:\w{1,12}\s){0,3}quyết định")
# Takes the place of somebody; not "thay mặt" (on behalf of), "thay đổi", "thay vì".
_IN_PLACE_OF = regex(r"\bthay\b(?! (?:mặt|đổi|vì|lời))")
_RETIRED_PEOPLE = ("cán bộ ", "công chức ", "viên chức ", "đảng viên ", "hội viên ", "người ", "nhà giáo ",
                   "giáo viên ", "chiến sĩ ", "tuổi ")  # fmt: skip
# Without their first letters, which may be capitals: one search of the text a word, no folding of the whole.
_TAILS = tuple(word[1:] for word in _CHANGE_OF)
_END = regex(r"[.;\n]")
_REACH = 240  # characters of a clause
_ORDER_ENDS = regex(r"(?:đối với|cho|của|gồm|viếng|điệu|động|nhiệm)\b[\w\s,:/.]{0,24}$")
_NEW = ("elected", "re_elected", "appointed", "transferred", "taken_up")


@dataclass(frozen=True, slots=True)
class Change:
    """One announced change: what it is, which of the mention's titles (its position) it is about, and the words."""

    change: str
    title: int | None
    words: str
    sentence: str

    def to_row(self) -> dict[str, Any]:
        """Return the columns of ``announced_changes``."""
        return {"change": self.change, "title": self.title, "words": self.words, "sentence": self.sentence}


def may_announce(record: dict[str, Any]) -> bool:
    """Tell, at the cost of a few searches, whether a record may announce a change of anybody's post."""
    for official in record["officials"]:
        if any(role in _ROLES for role in official["roles"]):
            return True
        if any(title["kind"] == "new" for title in official["titles"]):
            return True
    texts = (record["text"], record["lead"] or "", record["title"] or "", *(c["text"] for c in record["captions"]))
    return any(tail in text for text in texts for tail in _TAILS)


def announced_changes(official: dict[str, Any], record: dict[str, Any]) -> list[Change]:
    """Return the changes that a record announces of an official's posts, each with the sentence that tells it.

    Args:
        official: one of the record's officials.
        record: the contract's JSON form.
    """
    told: dict[str, tuple[str, str]] = {}
    for said in official["role_evidence"]:
        if said["role"] in _ROLES:
            words = field_text(record, said["field"])[said["start"] : said["end"]]
            change = _CHANGE_OF.get(next(iter(_PATTERN.findall(fold_tone(words))), ""), said["role"])
            told.setdefault(change, (" ".join(words.split()), sentence_around(record, said)))
    for change, words, mention in _in_clauses(official, record):
        told.setdefault(change, (words, sentence_around(record, mention)))
    for role in official["roles"]:
        if role in _ROLES and not told.keys() & {role, "transferred"} and official["mentions"]:
            told[role] = ("", sentence_around(record, official["mentions"][0]))
    if not told.keys() & set(_NEW) and official["mentions"] and any(t["kind"] == "new" for t in official["titles"]):
        told["taken_up"] = ("", sentence_around(record, official["mentions"][0]))
    return [
        Change(change, position, words, sentence)
        for change, (words, sentence) in told.items()
        for position in _titles_of(change, official["titles"]) or [None]
    ]


def _titles_of(change: str, titles: list[dict[str, Any]]) -> list[int | None]:
    """Return the positions of the titles that a change is about."""
    if change in _NEW:
        kinds = {"new"}
    elif change == "dismissed":
        kinds = {"former"}
    else:
        kinds = {"position", "acting", "former"}
    return [position for position, title in enumerate(titles) if title["kind"] in kinds]


def _in_clauses(official: dict[str, Any], record: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield change, words and mention for what the clauses of the name tell."""
    for mention in official["mentions"]:
        text = field_text(record, mention["field"])
        if not any(tail in text for tail in _TAILS):
            continue
        others = [
            (span["start"], span["end"])
            for other in record["officials"]
            if other is not official
            for span in other["mentions"]
            if span["field"] == mention["field"]
        ]
        start, end = mention["start"], mention["end"]
        stop = min((at for at, _ in others if at >= end), default=len(text))
        after = fold_tone(text[end : min(stop, end + _REACH)])
        ended = _END.search(after)
        after = after[: ended.start()] if ended else after
        from_ = max((until for _, until in others if until <= start), default=0)
        before = fold_tone(text[max(from_, start - _REACH) : start])
        before = before[max((match.end() for match in _END.finditer(before)), default=0) :]
        words = _told_behind(after) or (_told_before(before) if _ORDER_ENDS.search(before) else None)
        if words is not None:
            yield _CHANGE_OF[words], words, mention


def _told_behind(clause: str) -> str | None:
    """Return the words behind a name, to the end of its clause, that tell a change of who bears it."""
    for found in _PATTERN.finditer(clause):
        before = clause[: found.start()]
        gives = _GIVES_ORDERS.search(clause)
        if gives is not None and gives.start() < found.start() and "được" not in before[: gives.start()].split():
            return None
        if _IN_PLACE_OF.search(before):  # what is told from there on is told of the other
            return None
        if found.group() not in _CEREMONIES and not before.endswith(_RETIRED_PEOPLE):
            return found.group()
    return None


def _told_before(clause: str) -> str | None:
    """Return the words of an order before a name, or of a funeral of who bears it."""
    for found in _PATTERN.finditer(clause):
        behind = clause[found.end() :]
        if found.group() in _CEREMONIES:
            if _OF_THE_DEAD.match(behind) and _OF_GUESTS.isdisjoint(behind.split()):
                return found.group()
        elif not clause[: found.start()].endswith(_RETIRED_PEOPLE):
            return found.group()
    return None
