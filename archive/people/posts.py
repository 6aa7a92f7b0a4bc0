"""Posts in the form in which they are compared: which post, of which body, of which unit, and what else fits beside it.

The normal form is the extractor's (``canonical``, ``organization_full``); where a title has none, as in records of
older extractors, abbreviations are spelt out here and the words of the organisation taken off the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from archive.identity import stable_id
from archive.people.regions import Region, is_city, region_of_unit
from scraper.vietnamese import collapse, fold_tone

if TYPE_CHECKING:
    from collections.abc import Mapping

# Abbreviations of posts and bodies that the portals print, after shared fact sheets on the portals.
_SPELT_OUT = {
    "pct": "phó chủ tịch", "ct": "chủ tịch", "pbt": "phó bí thư", "bt": "bí thư", "uvbtv": "ủy viên ban thường vụ",
    "uvtv": "ủy viên ban thường vụ", "tuv": "tỉnh ủy viên", "huv": "huyện ủy viên", "quv": "quận ủy viên",
    "đuv": "đảng ủy viên", "btv": "ban thường vụ", "bch": "ban chấp hành", "tt": "thường trực", "cht": "chỉ huy trưởng",
    "tw": "trung ương",
}  # fmt: skip
_SAME_BODY = (
    ("ủy ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd"), ("ủy ban mặt trận tổ quốc", "ủy ban mttq"),
    ("ubmttq", "ủy ban mttq"), ("mặt trận tổ quốc", "mttq"), (" việt nam", ""), ("ban chỉ huy quân sự", "ban chqs"),
    ("bộ chỉ huy quân sự", "bộ chqs"), ("liên hiệp phụ nữ", "lhpn"), ("cựu chiến binh", "ccb"),
    ("thường trực hđnd", "hđnd"), ("–", "-"), ("thành phố", "tp"), ("tp.", "tp "),
)  # fmt: skip
# Posts beside a full-time one: seats in committees, councils, delegations and boards for one task.
_BESIDE = (
    "ủy viên", "tỉnh ủy viên", "thành ủy viên", "huyện ủy viên", "thị ủy viên", "quận ủy viên", "đảng ủy viên",
    "đại biểu", "thành viên", "trưởng đoàn", "phó trưởng đoàn", "tổ trưởng", "tổ phó", "phó tổ trưởng", "bí thư chi bộ",
    "phó bí thư chi bộ", "chi ủy viên", "hội viên", "báo cáo viên", "ứng cử viên", "đảng viên", "trưởng tiểu ban",
)  # fmt: skip
_BODIES_BESIDE = ("ban chỉ đạo", "hội đồng nghĩa vụ", "hội đồng thi đua", "ban tổ chức hội", "ban tổ chức lễ",
                  "ban tổ chức giải", "ban chỉ huy phòng", "tổ ", "đoàn ", "hội đồng bầu cử", "ủy ban bầu cử",
                  "ban bầu cử", "hội khuyến học", "ban đại diện")  # fmt: skip
_BRANCHES = (
    ("police", ("công an", "cơ quan csđt", "đồn công an")),
    ("army", ("bộ chqs", "ban chqs", "bộ tư lệnh", "quân khu", "bđbp", "đồn biên phòng", "ban chỉ huy phòng thủ",
              "bộ chỉ huy", "trung đoàn", "sư đoàn")),
    ("council", ("hđnd", "ban pháp chế", "ban kinh tế", "ban văn hóa - xã hội hđnd", "đoàn đbqh", "quốc hội")),
    ("government", ("ubnd", "chính phủ")),
    ("front", ("ủy ban mttq", "mttq", "hội ", "đoàn tncs", "tỉnh đoàn", "thành đoàn", "huyện đoàn", "thị đoàn",
               "liên đoàn", "lđlđ")),
    ("party", ("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "đảng ủy", "đảng bộ", "ban thường vụ",
               "ban chấp hành", "ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban nội chính", "ủy ban kiểm tra",
               "ubkt", "văn phòng tỉnh ủy", "văn phòng huyện ủy", "bộ chính trị", "ban bí thư", "chi bộ")),
)  # fmt: skip

_LEADERS = ("bí thư", "phó bí thư", "chủ tịch", "phó chủ tịch")
_LEADING_BRANCHES = frozenset({"party", "government", "council"})


@dataclass(frozen=True, slots=True)
class Post:
    """A post or seat as it is compared.

    ``head`` and ``body`` are folded ("phó chủ tịch", "ubnd thị xã kỳ anh"), ``unit`` the folded unit or "",
    ``level`` that of the body or "", ``branch`` one of party, government, council, front, police, army, other, ``kind``
    that of the title. ``shown`` is for people, ``unit_id`` the unit in the gazetteer where it is known.
    """

    head: str
    body: str
    unit: str
    region: Region
    level: str
    branch: str
    kind: str
    shown: str
    unit_id: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What posts that are the same share; the kind does not count: a former holder was the holder."""
        return self.head, self.body, self.region.merged

    @property
    def is_current(self) -> bool:
        """Tell whether the post is held on the day of the text."""
        return self.kind != "former"

    @property
    def fills_the_day(self) -> bool:
        """Tell whether the post is one that nobody holds in two units at once."""
        if self.kind == "rank" or self.head.startswith(_BESIDE):
            return False
        return not self.body.startswith(_BODIES_BESIDE)

    @property
    def leads_the_unit(self) -> bool:
        """Tell whether the post is at the head of the unit's committee, council or administration."""
        return self.branch in _LEADING_BRANCHES and self.head.startswith(_LEADERS) and self.fills_the_day

    @property
    def is_seat(self) -> bool:
        """Tell whether it is a seat in a committee of the party."""
        return self.branch == "party" and self.head.startswith(_BESIDE)

    def is_of_unit_of(self, other: Post) -> bool:
        """Tell whether two posts are of one unit, as far as its name and province tell."""
        return self.unit == other.unit and self.region.merged == other.region.merged


def post_of(title: Mapping[str, Any]) -> str:
    """Return the post of a title in the words that all spellings of it share; as printed where none are known."""
    return str(title.get("canonical") or collapse(title["text"]))


def body_of(title: Mapping[str, Any]) -> str | None:
    """Return the full name of the organisation of a title, ``None`` where nothing tells it."""
    return title.get("organization_full") or title.get("organization")


def post_id(title: Mapping[str, Any]) -> int:
    """Return the identifier of a post of a body as held in one way (``kind``): what a tenure is of.

    A post that a text gives to somebody (kind "new") is the one that later texts name: both are one tenure.

    Args:
        title: a title of a record or a row of ``titles``.
    """
    kind = "position" if title["kind"] == "new" else title["kind"]
    return stable_id("post", same_words(post_of(title)), same_body(body_of(title) or ""), kind)


@lru_cache(maxsize=1 << 14)
def same_words(text: str) -> str:
    """Return the words of a post for comparison: folded, abbreviations spelt out."""
    words = fold_tone(collapse(text)).replace("–", "-").split()
    return " ".join(_SPELT_OUT.get(word.strip("."), word) for word in words)


@lru_cache(maxsize=1 << 14)
def same_body(text: str) -> str:
    """Return the name of a body for comparison: folded, one of several usual ways of writing it."""
    folded = fold_tone(collapse(text))
    for long, short in _SAME_BODY:
        folded = folded.replace(long, short)
    return collapse(folded)


@lru_cache(maxsize=1 << 14)
def head_of(post: str, body: str) -> str:
    """Return the post without the words of its body: ("Bí thư Thị ủy", "Thị ủy Kỳ Anh") gives "bí thư".

    Args:
        post: the post, in normal form or as printed.
        body: the full name of its organisation, "" where there is none.
    """
    words = same_body(same_words(post)).split()
    rest = same_body(body).split()
    for start in range(1, len(words)):
        tail = words[start:]
        if " ".join(rest).startswith(" ".join(tail)) or _is_part(tail, rest):
            return " ".join(words[:start])
    return " ".join(words)


def _is_part(tail: list[str], body: list[str]) -> bool:
    """Tell whether the last words of a post stand in the body's name, in its order, the first of them at its start."""
    if not body or tail[0] != body[0]:
        return False
    rest = iter(body)
    return all(word in rest for word in tail)


def read_post(title: Mapping[str, Any], portal: Region, day: str) -> Post | None:
    """Return a title as a post, ``None`` for personal ranks and where no organisation is known.

    Args:
        title: a row of ``titles``.
        portal: the region of the portal that the article stands on: that of units whose province the text leaves out.
        day: ISO date of the mention.
    """
    post, body = post_of(title), body_of(title)
    if not body:
        return None
    folded = same_body(body)
    unit = fold_tone(title["unit"] or "")
    level = title["level"] or _level(unit, folded)
    region = region_of_unit(unit, level, folded, portal, day)
    head = head_of(post, body)
    shown = post if fold_tone(body) in fold_tone(post) else f"{post}, {body}"
    return Post(head, folded, unit, region, level, _branch(folded), title["kind"], shown, title["unit_id"])


@lru_cache(maxsize=1 << 12)
def _branch(body: str) -> str:
    for branch, starts in _BRANCHES:
        if body.startswith(starts):
            return branch
    return "other"


@lru_cache(maxsize=1 << 12)
def _level(unit: str, body: str) -> str:
    central = ("trung ương", "quốc hội", "chính phủ", "bộ chính trị", "ban bí thư", "bộ ")
    told = level_of_unit(unit)
    return told or ("central" if not unit and (body.startswith(central) or "trung ương" in body) else "")


@lru_cache(maxsize=1 << 12)
def level_of_unit(unit: str) -> str:
    """Return the level of a unit by its noun ("xã Gió Lên": "commune"), "" for what begins with no unit's noun."""
    folded = fold_tone(unit)
    if folded.startswith(("xã ", "phường ", "thị trấn ", "đặc khu ")):
        return "commune"
    if folded.startswith("tỉnh ") or is_city(folded):
        return "province"
    return "district" if folded.startswith(("huyện ", "quận ", "thị xã ", "thành phố ")) else ""
