"""Texts of the grammar's own words in any order, as hypothesis makes them: what rules are for, out of its place.

The words are taken from the grammar's tables, so a phrase that is added there is tried here.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from hypothesis import strategies as st

from scraper.extract.officials.bodies.body_tables import CENTRAL, OUTER_BODIES, PARTY_BODIES, SPELLINGS
from scraper.extract.officials.names.honorifics import HONORIFICS
from scraper.extract.officials.names.names import FAMILY_NAMES, MIDDLE_NAMES
from scraper.extract.officials.names.ranks import CLERGY, LEARNED_RANKS, SERVICE_RANKS
from scraper.extract.officials.roles.verbs import STOPS, VERBS
from scraper.extract.officials.text.phrases import Phrases
from scraper.extract.officials.titles.heads import ACTING, FORMER, HEADS, MODIFIERS


def words_of(table: Phrases[Any]) -> list[str]:
    """Return the phrases of a table as text, their marks set as they are printed ("đ/c", "Q.")."""
    alone = list(table._alone)
    longer = [
        " ".join(words) for following in table._by_two.values() for found in following.values() for _, words, _ in found
    ]
    return sorted(phrase.replace(" / ", "/").replace(" . ", ".").replace(" .", ".") for phrase in alone + longer)


def _any_case(word: str) -> st.SearchStrategy[str]:
    return st.sampled_from([word, word[:1].upper() + word[1:], word.title(), word.upper()])


@cache  # what is drawn from is made once, not for every text
def _of(*tables: Phrases[Any]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted({word for table in tables for word in words_of(table)})).flatmap(_any_case)


_FAMILIES = sorted(word.capitalize() for word in FAMILY_NAMES)
_MIDDLES = sorted(word.capitalize() for word in MIDDLE_NAMES)
_GIVEN = ["An", "Sen", "Hưng", "Quý", "Thuỷ", "Hoà", "Đức", "Ánh", "Y", "Páo", "H’Linh", "Thu Hà", "K'Brơi", "-Yên"]
NAMES = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(_FAMILIES), st.sampled_from(["", *_MIDDLES]), st.sampled_from(_GIVEN),
).flatmap(lambda name: st.sampled_from([name, name, name.upper(), name.lower()]))  # fmt: skip
UNITS = st.builds(
    lambda noun, name: f"{noun} {name}",
    st.sampled_from(
        ["xã", "phường", "thị xã", "huyện", "quận", "TP.", "tỉnh", "thị trấn", "Q.", "P.", "thôn", "đặc khu", "T.P"]
    ),
    st.sampled_from(["Kỳ Hoa", "Sông Trí", "Kỳ Anh", "10", "Ea Súp", "Huế", "Bà Rịa - Vũng Tàu", "Hoà Bình", "HUẾ"]),
)  # fmt: skip
DAYS = st.sampled_from(
    ["Sáng 5/3", "ngày 04/3/2021", "sáng nay", "cùng ngày", "từ ngày 5 đến 7/3", "nhiệm kỳ 2020-2025", "30/2",
    "1/13/24",
     "(14/7)", "80 năm ngày", "mùng 8 tháng Giêng", "chiều qua (21.12)", "năm 2024", "10 giờ 30", "Luật số 5/2013/QH13",
     "dự kiến", "sẽ", "thứ năm", "29/2/2023", "31-4", "ngày", "tháng", "00/00/0000", "99/99/9999", "khóa XI"]
)  # fmt: skip
MARKS = st.sampled_from(
    [",", ";", ":", ".", "-", "–", "(", ")", "“", "”", "/", "!", "...", "./.", "|", "*", "+", "và", "kiêm", "là", "của",
     "gồm có", "thay", "cho", "với", "\n", "\n\n", "\r\n", "\t", "- ", "1.", "Ảnh:", "Tác giả:", "•", "TM."]
)  # fmt: skip
# What editors' programs leave in texts: spaces that are none, marks of direction, pieces of letters, pictures.
JUNK = st.sampled_from(
    ["\u00a0", "\u200b", "\u200e", "\u202e", "\u2060", "\ufeff", "\u00ad", "\u0301", "\u0323", "\u2028", "\x85", "\x00",
     "\x1f", "👨‍👩‍👧", "🇻🇳", "א", "ﷺ", "İ", "ß", "ﬁ", "Å", "K", "\U0010ffff", "\ufffd", "𝐍", "ǅ", "'", "’"]
)  # fmt: skip
PIECES = st.one_of(
    _of(HEADS), _of(HEADS), _of(HONORIFICS), NAMES, NAMES, NAMES, UNITS, MARKS, MARKS, DAYS, JUNK, st.text(max_size=4),
    _of(SERVICE_RANKS, LEARNED_RANKS, CLERGY), _of(VERBS), _of(FORMER, ACTING, MODIFIERS, STOPS),
    _of(SPELLINGS, PARTY_BODIES, CENTRAL, OUTER_BODIES),
)  # fmt: skip


def _joined(pieces: list[str], joints: list[str]) -> str:
    return "".join(piece + joint for piece, joint in zip(pieces, joints, strict=True))


# Whole shapes of introduction, so that much of a text is read and not passed over; what stands beside them is any word.
_PLURALS = st.sampled_from(["Các đồng chí", "các ông", "Dự có các đ/c"])
_BODIES = st.one_of(UNITS, _of(SPELLINGS, PARTY_BODIES))
_SHAPES = st.sampled_from(
    [
        "{honour} {name}, {head} {body} {verb}", "{honour} {name} - {head} {body}, {head}",
        "{head} {body} {name} {verb}",
        "{head} {body} {honour} {name}", "{plural}: {name}, {head}; {name2}, {head2} {body}", "{name} ({head} {body})",
        "{verb} {honour} {name}", "{plural} {head}: {name}, {name2}", "{name}\n{head} {body}", "{rank} {name}, {head}",
        "{honour} {name2} {verb} {honour} {name}", "- {name}: {head} {body}", "{head}\n\n(Đã ký)\n\n{name}",
    ]
)  # fmt: skip


@st.composite
def introductions(draw: st.DrawFn) -> str:
    """Return a person introduced in one of the shapes that portals use, of any words."""
    return draw(_SHAPES).format(
        honour=draw(_of(HONORIFICS)), plural=draw(_PLURALS),
        name=draw(NAMES), name2=draw(NAMES), head=draw(_of(HEADS)), head2=draw(_of(HEADS)),
        body=draw(_BODIES), rank=draw(_of(SERVICE_RANKS, LEARNED_RANKS)),
        verb=draw(_of(VERBS)),
    )  # fmt: skip


_SOME = st.one_of(PIECES.map(str), introductions())  # mapped, lest one_of take each of the pieces for an equal
_JOINTS = st.sampled_from([" ", " ", " ", ", ", ". ", "", "\u00a0", "\n"])


@st.composite
def texts(draw: st.DrawFn, longest: int = 30) -> str:
    """Return up to ``longest`` pieces, mostly with blanks between them, at times in one form of Unicode or another."""
    least = draw(st.integers(0, longest * 2 // 3))  # left alone, lists are short
    pieces = draw(st.lists(_SOME, min_size=least, max_size=longest))
    text = _joined(pieces, draw(st.lists(_JOINTS, min_size=len(pieces), max_size=len(pieces))))
    return draw(st.sampled_from([text, text, text, text.upper(), unicodedata.normalize("NFD", text)]))
