"""Places in lines of capitals ("HOẠT ĐỘNG CỦA LÃNH ĐẠO XÃ BA TRI"): only what the gazetteer has is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scraper.extract.place_ends import known_length
from scraper.items import Place
from scraper.patterns import regex
from scraper.units import gazetteer
from scraper.vietnamese import collapse

if TYPE_CHECKING:
    from collections.abc import Iterator

# As written -> the unit's kind; a committee's unit by the first word of its name.
_KINDS = {
    "TỈNH": "tỉnh", "THÀNH PHỐ": "thành phố", "TP": "thành phố", "HUYỆN": "huyện", "QUẬN": "quận", "THỊ XÃ": "thị xã",
    "XÃ": "xã", "PHƯỜNG": "phường", "THỊ TRẤN": "thị trấn", "ĐẶC KHU": "đặc khu", "TỈNH ỦY": "tỉnh",
    "THÀNH ỦY": "thành phố", "THỊ ỦY": "thị xã", "HUYỆN ỦY": "huyện", "QUẬN ỦY": "quận",
}  # fmt: skip
_NOUN = regex(r"(?<![^\W_])(?:" + "|".join(sorted(_KINDS, key=len, reverse=True)) + r")\.? (?=[^\W_])")
_READ = 2_000  # characters: headlines are written in capitals, pages of them are not read
_LONGEST = 5  # words of a name that are looked at


def named_in_capitals(text: str) -> Iterator[Place]:
    """Yield the units that a text in capitals names, in normal form with the name as the gazetteer writes it."""
    text = collapse(text[:_READ].replace("UỶ", "ỦY"))
    for found in _NOUN.finditer(text):
        kind = _KINDS[found.group().strip(" .")]
        words = re.split(r"[ ,.;:()\n]", text[found.end() : found.end() + 60])[:_LONGEST]
        length = known_length(kind, tuple(words[: words.index("")] if "" in words else words))
        name = " ".join(words[:length])
        if length > 1 or name.isdigit():
            unit = gazetteer().named(name, kind)[0]
            yield Place(name if "ỦY" in found.group() else found.group() + name, f"{kind} {unit.name}")
