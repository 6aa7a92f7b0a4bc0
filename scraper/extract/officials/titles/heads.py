"""Heads: the words a title begins with ("Phó Bí thư", "TUV"), and what may stand before and after them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scraper.extract.officials.text.phrases import Phrases, comma_list, phrase_set
from scraper.extract.officials.text.tokens import Shape
from scraper.vietnamese import fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.extract.officials.text.tokens import Tokens

Sort = Literal["party_rank", "member", "party", "state", "body", "office", "delegate", "charge"]


@dataclass(frozen=True, slots=True)
class Head:
    """What a title head tells.

    ``sort``: a party rank by itself ("TUV"), a member ("Ủy viên ..."), a party post ("Bí thư"), a chair ("Chủ tịch"), a
    post whose body is named in the head ("Trưởng Ban": ``body`` words belong to the organisation), any other office, a
    delegate, or being in charge ("phụ trách Ban ..."). ``scope`` is the committee of a party rank: "tỉnh", "huyện" ...
    """

    sort: Sort
    body: int = 0
    scope: str | None = None


_OFFICES = comma_list(
    "giám đốc,tổng giám đốc,viện trưởng,cục trưởng,tổng cục trưởng,chi cục trưởng,vụ trưởng,hiệu trưởng,tổ trưởng,"
    "đội trưởng,bộ trưởng,chỉ huy trưởng,tham mưu trưởng,tổng tham mưu trưởng,chính ủy,chính trị viên,đồn trưởng,"
    "trạm trưởng,trung đoàn trưởng,sư đoàn trưởng,lữ đoàn trưởng,tiểu đoàn trưởng,đại đội trưởng,hải đội trưởng,"
    "tổng biên tập,tỉnh trưởng,thị trưởng,tư lệnh,tổng thư ký,thủ tướng,thôn trưởng,ấp trưởng,bản trưởng,khối trưởng,"
    "chi hội trưởng,chánh án,tổng kiểm toán,đại sứ,tổng lãnh sự,hạt trưởng,"
    "hội trưởng,phân hội trưởng,chi đoàn trưởng,khu đội trưởng,xã đội trưởng,thôn đội trưởng,kế toán trưởng,"
    "trưởng khoa,phố trưởng,"
    "quận trưởng,huyện trưởng,xã trưởng,thủ trưởng,giám thị,tổng quản lý,viện phó,tổng chỉ huy,đại đội trưởng,"
    "hải quan trưởng,công an trưởng,kiểm toán trưởng,bệnh xá trưởng,người phát ngôn,tham tán,tư lệnh trưởng,"
    "phân đội trưởng,phân viện trưởng,cụm trưởng,buôn trưởng,làng trưởng,xóm trưởng,khóm trưởng,"
    # The political, supply and technical chiefs of a command are named by their service, not by a body of it.
    "chủ nhiệm chính trị,chủ nhiệm hậu cần,chủ nhiệm kỹ thuật,chủ nhiệm hậu cần - kỹ thuật"
)
_DEPUTIES = comma_list(
    "tổ phó,đội phó,chỉ huy phó,hiệu phó,chính trị viên phó,thôn phó,ấp phó,thứ trưởng,đồn phó,trạm phó,chi hội phó,"
    "hội phó,phó trưởng khoa,xã đội phó,thôn đội phó,trung đoàn phó,sư đoàn phó,phó tham mưu trưởng,"
    "phó tổng giám đốc,phó tổng biên tập,phó chánh án,chi đoàn phó,phó viện,cụm phó,buôn phó,làng phó"
)
# Bodies that make a post with "Trưởng", "Phó trưởng" or "Phó" before them.
_BODIES = comma_list(
    "ban,bll,bcđ,btc,ubbc,phòng,đoàn,công an,thôn,khu phố,phố,trạm,bản,ấp,khóm,buôn,làng,xóm,khối,tiểu khu,tiểu ban,"
    "bộ môn,ca,thuế cơ sở,đội,đồn,văn phòng,"
    "chi nhánh,bộ phận,khu dân cư,khối phố,tổ dân phố,bon,plei,khu,phân ban,hạt,ngành,phum,sóc,cụm,cơ quan,điểm"
)
_PARTY_RANKS = {
    "tuv": "tỉnh", "thuv": "thị", "huv": "huyện", "quv": "quận", "đuv": "đảng",
    "tỉnh ủy viên": "tỉnh", "thành ủy viên": "thành", "thị ủy viên": "thị", "huyện ủy viên": "huyện",
    "quận ủy viên": "quận", "đảng ủy viên": "đảng", "chi ủy viên": "chi",
    "ủy viên quận ủy": "quận", "ủy viên tỉnh ủy": "tỉnh", "ủy viên huyện ủy": "huyện", "ủy viên thị ủy": "thị",
    "ủy viên thành ủy": "thành", "ủy viên đảng ủy": "đảng", "tỉnh ủy viên dự khuyết": "tỉnh",
    "uvt . ư đảng": "trung ương", "uvt . ư": "trung ương", "uvtw đảng": "trung ương", "uvtw": "trung ương",
    "uvtư đảng": "trung ương", "uvtư": "trung ương",
    "thường vụ tỉnh ủy": "tỉnh", "thường vụ thành ủy": "thành", "thường vụ thị ủy": "thị",
    "thường vụ huyện ủy": "huyện",
    "thường vụ quận ủy": "quận", "thường vụ đảng ủy": "đảng",
}  # fmt: skip
_MEMBERS = ("ủy viên", "uv", "uv . btv", "uv . bch", "uvbtv", "uvtv", "uvbch", "uvttx", "uvub", "uvubkt", "uvtt")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DELEGATES = ("đại biểu quốc hội", "đbqh", "đại biểu hđnd", "đại biểu hội đồng nhân dân")


def _entries() -> Iterator[tuple[str, Head]]:
    for phrase, scope in _PARTY_RANKS.items():
        yield phrase, Head("party_rank", scope=scope)
    for phrase in _MEMBERS:
        yield phrase, Head("member")
    for phrase in ("bí thư", "phó bí thư", "tổng bí thư", "bt", "pbt", "phó bt", "p . bí thư"):
        yield phrase, Head("party")
    for phrase in (
        "chủ tịch",
        "phó chủ tịch",
        "chủ nhiệm",
        "phó chủ nhiệm",
        "pct",
        "ct",
        "phó ct",
        "p . chủ tịch",
        "p . ct",
    ):
        yield phrase, Head("state")
    for phrase in _OFFICES:
        yield phrase, Head("office")
        yield f"phó {phrase}", Head("office")
    for phrase in ("chánh văn phòng", "phó chánh văn phòng", "chánh thanh tra", "phó chánh thanh tra"):
        yield phrase, Head("office", 2)
    for phrase in (*_DEPUTIES, "pgđ", "gđ", "cht", "phó cht", "pcht", "phó gđ", "p . giám đốc", "thư ký tòa soạn"):
        yield phrase, Head("office")
    for body in _BODIES:
        words = len(body.split())
        for prefix in ("trưởng", "phó trưởng", "phó", "p . trưởng"):
            yield f"{prefix} {body}", Head("body", words)
    for phrase in _DELEGATES:
        yield phrase, Head("delegate", len(phrase.split()) - (2 if phrase.startswith("đại") else 0))
    for body in (
        "ban",
        "phòng",
        "sở",
        "chi cục",
        "trung tâm",
        "văn phòng",
        "công an",
        "trường",
        "điều hành",
        "ubnd",
        "hội",
        "đoàn",
        "đảng ủy",
        "huyện ủy",
        "thị ủy",
        "chi bộ",
    ):
        yield f"phụ trách {body}", Head("charge", len(body.split()))


def _toneless(word: str) -> str:
    """Return a syllable without its tone, its vowel kept: "huyện" gives "huyên"."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))


def _with_slips(entries: Iterator[tuple[str, Head]]) -> dict[str, Head]:
    """Add what is printed when marks are forgotten in one syllable ("Bí thu", "Chủ tich", "Huyên ủy viên")."""
    known = {fold_tone(phrase): head for phrase, head in entries}
    for phrase, head in list(known.items()):
        words = phrase.split()
        if head.sort not in {"party", "party_rank", "state", "office"} or len(words) < 2:
            continue
        for index, word in enumerate(words):
            toneless = _toneless(word) if head.sort == "party_rank" else word  # "viện trưởng" is no "viên trưởng"
            for slip in {fold(word), toneless} - {word}:
                known.setdefault(" ".join([*words[:index], slip, *words[index + 1 :]]), head)
    return known


HEADS: Phrases[Head] = Phrases(_with_slips(_entries()))
# Before "Thường vụ": the body, or a member of it whose post begins further left.
_OF_THE_STANDING = frozenset({"ban", "viên", "uv", "b", "và", "tập", "do", "của", "bởi",
                               "mặt", "diện"})  # fmt: skip
FORMER = phrase_set(["nguyên", "nguyên là", "cựu", "cố"])
ACTING = phrase_set(["quyền", "q .", "phụ trách", "điều hành", "q"])
IN_CHARGE = frozenset({"phụ", "điều"})
MODIFIERS = phrase_set(
    ["thường trực", "thường thực", "thường trự", "thuờng trực", "thương trực", "tt", "thứ nhất", "thứ hai",
    "chuyên trách",
     "không chuyên trách", "lâm thời", "danh dự", "kiêm nhiệm", "dự khuyết", "phụ trách", "điều hành"]
)  # fmt: skip


def read_head(tokens: Tokens, at: int, limit: int) -> tuple[int, Head] | None:
    """Return the end of the title head at ``at`` and what it tells, ``None`` where no title begins."""
    found = HEADS.match(tokens, at, limit)
    if found is None:
        return None
    end, head = found
    keys, first = tokens.keys, tokens.keys[at]
    if first == "đại" and tokens.follows(at, "đại", "sứ", "quán"):
        return None
    if first == "thường" and at > 0 and keys[at - 1] in _OF_THE_STANDING:
        return None  # "Ban Thường vụ Huyện ủy": the body itself
    if keys[end - 1] == "ca" and tokens.shapes[end - 1] != Shape.CAPS:
        return None  # "Trưởng CA huyện" heads the police, a "trưởng ca" a shift
    if first == "bt" and (tokens.shapes[at] != Shape.CAPS or tokens.keys[at + 1 : at + 2] in ([":"], ["-"], [])):
        return None  # "Bt: N" and "BT - N" name an editor
    if first == "ct" and (tokens.shapes[at] != Shape.CAPS or (at > 0 and tokens.shapes[at - 1] == Shape.CAPS)):
        return None  # "Giám đốc TTBD CT huyện"
    return None if _of_many(tokens, end, head, limit) else (end, head)


def _of_many(tokens: Tokens, end: int, head: Head, limit: int) -> bool:
    """Tell whether a post has many holders and so names nobody: "phó trưởng các ban", "Bí thư 14 chi bộ"."""
    if end >= limit or tokens.keys[end] in {"các", "những"}:
        return end < limit
    counted = head.sort in {"party", "state"} and tokens.shapes[end] == Shape.DIGIT
    return counted and end + 1 < limit and tokens.shapes[end + 1] == Shape.LOWER


def read_former(tokens: Tokens, at: int, limit: int) -> int | None:
    """Return the end of "nguyên", "cựu" ... at ``at`` where a title head follows it."""
    found = FORMER.match(tokens, at, limit)
    return found[0] if found and read_head(tokens, found[0], limit) else None
