"""Head bodies: what the head of a post tells of the body that it does not print ("Hiệu trưởng": the school's)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies import body_tables as tables
from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.bodies.body import Body
from scraper.extract.officials.text.tokens import Shape
from scraper.extract.officials.units.villages import nearest_village

if TYPE_CHECKING:
    from scraper.extract.officials.bodies.named_bodies import NamedBodies
    from scraper.extract.officials.bodies.printed_bodies import PrintedBodies
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

_SHORTLY = 60  # tokens
_LONGEST_GROUP = 14  # tokens of the body whose people are listed
_OPENS_GROUP = frozenset({"có", "gồm", ":"})
# The bodies that somebody who is only called "Chủ tịch" in a list of their people can be the head of.
_CHAIRED = (
    "ubnd", "hđnd", "ủy ban", "ubmttq", "mttq", "hội", "liên đoàn", "lđlđ", "công đoàn", "liên minh", "mặt trận",
)  # fmt: skip
_LED = {
    "chủ tịch": _CHAIRED, "pct": _CHAIRED,
    "bí thư": ("đoàn", "huyện đoàn", "tỉnh đoàn", "thành đoàn", "thị đoàn", "quận đoàn"),
    "giám đốc": ("sở", "trung tâm", "bệnh viện", "bảo hiểm", "bhxh", "kho bạc", "chi nhánh", "nhcsxh", "ban quản lý"),
}  # fmt: skip
GENERIC = ("ban", "phòng", "khoa", "hạt", "đội")


class HeadBodies:
    """Finds the bodies of posts that print none by what their heads are called.

    Args:
        tokens: the field.
        printed: reads the field's bodies.
        named: finds bodies by their kind.
    """

    def __init__(self, tokens: Tokens, printed: PrintedBodies, named: NamedBodies) -> None:
        self._tokens = tokens
        self._printed = printed
        self._named = named

    def of(self, span: TitleSpan) -> Body | None:
        """Return the body that a post's head means: one that stands shortly before, else one that the text names."""
        head = " ".join(self._tokens.keys[span.head_start : span.head_end])
        kinds = tables.BODY_OF_HEAD.get(head.removeprefix("phó "), ("",))
        return self.just_named(span, kinds[0]) or self._antecedent(span, head)

    def of_group(self, span: TitleSpan) -> Body | None:
        """Return the body whose people are listed, where the post can head it.

        "Về phía Ủy ban MTTQ thành phố có ông N, Phó Chủ tịch", "Lãnh đạo UBND phường: Bà N - Chủ tịch; ông M - ...".
        """
        keys = self._tokens.keys
        if span.start and keys[span.start - 1] == "làm" and keys[span.head_end - 1] == "thư":
            return self._cell_before(span)
        led = _LED.get(" ".join(keys[span.head_start : span.head_end]).removeprefix("phó "))
        if led is None:
            return None
        for at in range(span.start - 1, max(0, span.start - _SHORTLY), -1):
            if keys[at] in {".", "\n"}:
                return None
            of_leaders = keys[at - 1 : at + 1] == ["lãnh", "đạo"]
            if keys[at] == "phía" or of_leaders:
                return self._listed_of(at + 1, led, of_leaders=of_leaders)
        return None

    def _cell_before(self, span: TitleSpan) -> Body | None:
        """Return the party cell or youth branch of "Chi bộ thôn Đông do ông N làm Bí thư", ``None`` where none is."""
        keys = self._tokens.keys
        first = max(0, span.start - _SHORTLY)
        end = next((at for at in range(span.start - 1, first, -1) if keys[at] == "do"), first)
        for at in range(end - 1, max(first, end - _LONGEST_GROUP) - 1, -1):
            if keys[at] in {".", ";", "\n"}:
                return None
            if keys[at : at + 2] in (["chi", "bộ"], ["chi", "đoàn"]):
                return self._printed.alone(at, end)
        return None

    def _listed_of(self, start: int, led: tuple[str, ...], *, of_leaders: bool) -> Body | None:
        """Return the body named from token ``start`` on up to the word that opens the list of its people."""
        keys = self._tokens.keys
        last = min(len(keys), start + _LONGEST_GROUP)
        end = next((at for at in range(start, last) if keys[at] in _OPENS_GROUP), None)
        if end is None or end == start or (of_leaders and keys[end] != ":"):
            return None
        if {",", "và", ";", "-"} & set(keys[start:end]):
            return None  # of several bodies nothing tells whose head it is
        if not f"{' '.join(keys[start:end])} ".startswith(tuple(f"{body} " for body in led)):
            return None
        return self._printed.alone(start, end)

    def just_named(self, span: TitleSpan, kind: str) -> Body | None:
        """Return the body of a kind that stands shortly before: "Ban Tổ chức lễ tang do ông A làm Trưởng ban".

        Args:
            span: the post.
            kind: one of ``GENERIC``; for any other there is none.
        """
        tokens, keys = self._tokens, self._tokens.keys
        if kind not in GENERIC:
            return None
        for at in range(span.start - 1, max(-1, span.start - _SHORTLY), -1):
            if keys[at] == "." and at + 1 < len(keys) and tokens.shapes[at + 1] != Shape.LOWER:
                return None
            if keys[at] == kind and tokens.shapes[at] != Shape.LOWER and keys[at - 1] not in {"trưởng", "phó"}:
                end, _ = read_body(tokens, at, span.start, may_name=False)
                return self._printed.alone(at, end) if end > at + 1 else None
        return None

    def _antecedent(self, span: TitleSpan, head: str) -> Body | None:
        """Return the body that the text names in full, of the kind that a head is of."""
        if head in tables.ONLY_BODY:
            return Body(tables.ONLY_BODY[head], printed_unit=True)
        if head.removesuffix(" trưởng") in tables.SMALL_UNITS:
            village = nearest_village(self._tokens, span.start)
            return Body(village, printed_unit=True) if village is not None else None
        for kind in tables.BODY_OF_HEAD.get(head) or tables.BODY_OF_HEAD.get(head.removeprefix("phó "), ()):
            found = self._named.of_kind(kind)
            if found is not None:
                return found
        return None
