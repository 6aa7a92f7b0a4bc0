"""Honorifics: the words before a name that say a person follows, one or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import Phrases
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_SINGULAR = ("đồng chí", "đ / c", "đc", "đ . c", "ông", "bà", "anh", "chị", "đại biểu", "ngài", "cô", "chú", "thầy",
             "cụ", "cô giáo", "thầy giáo", "quý ông", "quý bà", "các vị")  # fmt: skip
_PLURAL = (
    "các đồng chí", "các đ / c", "các đc", "các ông", "các bà", "các ông , bà", "các ông bà", "các ông , các bà",
    "các anh",
    "các chị", "các anh , chị", "các đại biểu", "hai đồng chí", "02 đồng chí", "2 đồng chí", "ba đồng chí",
    "03 đồng chí",
    "các vị đại biểu", "quý vị đại biểu", "các quý vị", "các vị", "những đồng chí", "các ngài", "03 đ / c", "02 đ / c",
    "quý ông bà", "hai ông", "các cô", "3 đồng chí", "4 đồng chí", "04 đồng chí", "bốn đồng chí", "các phó",
    "các ủy viên",
)  # fmt: skip

# From an honorific to whether several people may follow.
HONORIFICS: Phrases[bool] = Phrases(
    {**dict.fromkeys(_SINGULAR, False), **{p: True for p in _PLURAL if p not in {"các phó", "các ủy viên"}}}
)
# Honorifics of party comrades: their bearer is hardly a bystander.
COMRADES = frozenset({"đồng chí", "đ/c", "đc", "các đồng chí", "các đ/c", "các đc", "đại biểu", "các đại biểu"})
# The person after these is somebody's kin, or helped, or made up.

# One-word honorifics are given names too ("Nguyễn Tuấn Anh"): with a capital they are one only where a clause begins.
_ALSO_NAMES = frozenset({"anh", "bà", "ông", "cô", "chú", "chị", "thầy", "ngài"})


def honorific_at(tokens: Tokens, at: int, limit: int) -> tuple[int, bool] | None:
    """Return the end of the honorific at ``at`` and whether several people may follow; ``None`` where none stands."""
    found = HONORIFICS.match(tokens, at, limit)
    if found is None:
        return None
    if tokens.follows(at, "anh", "hùng"):
        return None  # "Anh hùng LLVT nhân dân": a rank
    if tokens.keys[at] == "đại" and tokens.keys[max(0, at - 2) : at] == ["đại", "hội"]:
        return None  # "Đại hội đại biểu Phụ nữ xã": delegates of whom
    if tokens.keys[at] == "đại" and found[0] < limit and tokens.keys[found[0]] in {"hđnd", "hội", "quốc"}:
        return None  # "đại biểu HĐND": a post
    alone = found[0] - at == 1 and tokens.keys[at] in _ALSO_NAMES
    within_name = at > 0 and tokens.shapes[at] != Shape.LOWER and tokens.shapes[at - 1] in {Shape.CAPITAL, Shape.CAPS}
    if alone and within_name:
        return None
    if alone and at > 0 and tokens.keys[at] == "ông" and tokens.shapes[at] == Shape.CAPITAL:
        # "ông Ông Văn Trí": the second one is a family name.
        return None if tokens.keys[at - 1] in {"ông", "bà", "chí", "c", "anh", "chị"} else found
    return found
