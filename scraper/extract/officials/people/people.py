"""People: the mentions of an article brought together, one official a name, each title once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from scraper.extract.officials.names.honorifics import COMRADES
from scraper.extract.officials.people.historical import is_historical
from scraper.extract.officials.people.private_posts import is_anybodys, is_private
from scraper.items import Mention, Official, RoleEvidence, Title
from scraper.patterns import regex
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterable

# One word for each way to write a post, so that "PBT Thị ủy" is "Phó Bí thư Thị ủy" again.
_EXPANSIONS = {
    "pbt": "phó bí thư", "pct": "phó chủ tịch", "ct": "chủ tịch",
    "uvbtv": "ủy viên ban thường vụ", "uvtv": "ủy viên ban thường vụ",
    "uv btv": "ủy viên ban thường vụ", "btv": "ban thường vụ", "tuv": "tỉnh ủy viên", "huv": "huyện ủy viên",
    "đuv": "đảng ủy viên", "thuv": "thị ủy viên", "bch": "ban chấp hành", "uv": "ủy viên", "phó ct": "phó chủ tịch",
    "hội đồng nhân dân": "hđnd", "ủy ban nhân dân": "ubnd", "ban chỉ huy quân sự": "ban chqs",
    "mặt trận tổ quốc": "mttq",
    "ubmttqvn": "ubmttq", "ubmttq": "ủy ban mttq", "mttqvn": "mttq", "việt nam": "",
    "ủy viên thường vụ": "ủy viên ban thường vụ",
    "phó ban": "phó trưởng ban", "bộ chỉ huy quân sự": "bộ chqs", "đ": "đảng", "tw": "trung ương",
}  # fmt: skip
_WHOLE_WORDS = tuple((f" {short} ", f" {long} ") for short, long in _EXPANSIONS.items())
_WORD = regex(r"[^\W_]+")
# The public bodies that people of religion sit in; their other posts are in their own communities.
_CIVIC = ("mttq", "mặt trận", "hđnd", "hội đồng nhân dân", "quốc hội", "đại biểu", "chữ thập đỏ")
_OF_MEN = frozenset({"ông", "anh", "chú", "thầy"})
_OF_WOMEN = frozenset({"bà", "chị", "cô"})
_COMRADES = frozenset(honorific.replace(" ", "") for honorific in COMRADES)
_SHORTEST_SLIP = 4
_MOST_TITLES = 40  # nobody has more; a page that prints more is noise


@dataclass(slots=True)
class NamedTitle:
    """A title ready for the record, with what it is compared by.

    ``again`` is for a post that its holder is elected to once more: the post held and the one given are two. ``key``
    are the title's words with abbreviations written out.
    """

    title: Title
    head: str
    again: bool = False
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = title_key(self.title.text)


@dataclass(slots=True, eq=False)
class Person:
    """Everything gathered of one name; one person is another where they are the same object."""

    name: str
    honorific: str | None = None
    ranks: list[str] = field(default_factory=list)
    titles: list[NamedTitle] = field(default_factory=list)
    told: dict[str, RoleEvidence] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    service: bool = False
    clergy: bool = False
    impostor: bool = False
    venerated: bool = False

    def add_title(self, new: NamedTitle) -> None:
        """Add a title unless it is one of the person's already, printed in another way; the first print is kept."""
        if len(self.titles) >= _MOST_TITLES:
            return
        for known in self.titles:
            if same_title(known, new):
                if known.title.kind == "position":
                    known.title.kind = new.title.kind
                if known.title.organization is None or (known.title.unit is None and new.title.unit is not None):
                    known.title.organization, known.title.unit = new.title.organization, new.title.unit
                return
        self.titles.append(new)

    def add_roles(self, evidence: Iterable[RoleEvidence]) -> None:
        """Add roles, each with the words of the first place that tells it."""
        for new in evidence:
            known = self.told.get(new.role)
            if known is None or (known.field == new.field and new.start < known.start):
                self.told[new.role] = new

    def share_the_chair(self) -> None:
        """Make one who chairs one of several who do: "Chủ trì hội nghị:" over a list."""
        said = self.told.pop("chaired", None)
        if said is not None:
            self.told["co_chaired"] = RoleEvidence("co_chaired", said.start, said.end, said.field)

    def holds_public_post(self) -> bool:
        """Tell whether one of the titles is a public post or a party rank."""
        posts = [named for named in self.titles if not is_private(named.title.text, named.title.organization)]
        if not (self.service or self.ranks or self.is_comrade()):
            posts = [named for named in posts if not is_anybodys(named.title.text, named.title.organization)]
        if self.clergy:
            posts = [named for named in posts if _is_of(named, _CIVIC)]
        return bool(posts)

    def is_of_history(self) -> bool:
        """Tell whether the person is a leader of history, of whom the text speaks."""
        return (self.venerated and not self.titles) or is_historical(
            self.name, [*self.ranks, *(named.title.text for named in self.titles)]
        )

    def is_comrade(self) -> bool:
        """Tell whether the honorific is one of the party's."""
        return self.honorific is not None and fold_tone(self.honorific).replace(" ", "") in _COMRADES

    def may_be_called(self, honorific: str) -> bool:
        """Tell whether an honorific does not speak against the person's own: a woman is no "ông"."""
        own, other = (fold_tone(word or "") for word in (self.honorific, honorific))
        return not (own in _OF_MEN and other in _OF_WOMEN) and not (own in _OF_WOMEN and other in _OF_MEN)

    def official(self) -> Official:
        """Return the record."""
        roles = list(self.told)
        captions_only = bool(self.mentions) and all(mention.field.startswith("captions") for mention in self.mentions)
        if not roles and any(mention.field.startswith("captions") for mention in self.mentions):
            roles = ["pictured"]
        return Official(
            name=self.name,
            honorific=self.honorific,
            ranks=self.ranks,
            titles=[Title(rank, "rank") for rank in self.ranks] + [named.title for named in self.titles],
            roles=roles,
            in_caption_only=captions_only,
            mentions=self.mentions,
            role_evidence=list(self.told.values()),
        )


def _is_of(named: NamedTitle, words: tuple[str, ...]) -> bool:
    text = fold_tone(named.title.text)
    return any(word in text for word in words)


@lru_cache(maxsize=1 << 13)
def title_key(text: str) -> str:
    """Return a title's words folded, abbreviations written out, marks between them dropped."""
    key = f" {' '.join(_WORD.findall(fold_tone(text)))} "
    for short, long in _WHOLE_WORDS:
        if short in key:
            key = key.replace(short, long)
    return " ".join(key.split())


def same_title(one: NamedTitle, other: NamedTitle) -> bool:
    """Tell whether two prints are the same title: abbreviated, with or without its unit, or with a slip."""
    first, second = one.key, other.key
    if first == second:
        return True
    if {one.title.kind, other.title.kind} == {"former", "new"}:
        return False  # "Chủ tịch Hội khóa V", elected again for the next term
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(f"{shorter} ") and title_key(one.head) == title_key(other.head):
        if shorter == title_key(one.head):
            bodies = {fold_tone(named.title.organization or "") for named in (one, other)}
            if one.again or other.again:
                return one.title.kind == other.title.kind  # "N, Bí thư Chi bộ ... N tái cử chức danh Bí thư"
            return {one.title.kind, other.title.kind} != {"new", "position"} or len(bodies) == 1
        known = {fold_tone(t.title.organization) for t in (one, other) if t.title.organization}
        rest = longer[len(shorter) :].split()[0]
        return (
            len(known) < 2
            or rest in {"tỉnh", "huyện", "xã", "phường", "thị", "thành", "tp", "quận"}
            or any(a != b and (a.startswith(b) or b.startswith(a)) for a in known for b in known)
        )
    return _slip(first.split(), second.split())


def _slip(first: list[str], second: list[str]) -> bool:
    """Tell whether two word rows differ in one slip of the pen: a mark, or a letter of a longer word."""
    if len(first) != len(second):
        return False
    different = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(different) != 1:
        return False
    a, b = (fold(word) for word in different[0])
    return a == b or (min(len(a), len(b)) >= _SHORTEST_SLIP and _one_letter_apart(a, b))


def _one_letter_apart(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    for index, letter in enumerate(a):
        if letter != b[index]:
            return a[index:] == b[index + 1 :] if len(a) < len(b) else a[index + 1 :] == b[index + 1 :]
    return True
