"""Personal ranks in full: "PGS.TS" is "Phó Giáo sư, Tiến sĩ", "BSCKII" a "Bác sĩ chuyên khoa II".

Titles of honour are written as in the law on emulation and commendation ("Nghệ sĩ ưu tú").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import Phrases

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_GRADES = {"thiếu": "Thiếu", "trung": "Trung", "thượng": "Thượng", "đại": "Đại", "chuẩn": "Chuẩn"}
_SERVICE = {
    f"{folded} {rank}": f"{grade} {rank}" for folded, grade in _GRADES.items() for rank in ("úy", "tá", "tướng")
} | {"chuẩn đô đốc": "Chuẩn Đô đốc", "phó đô đốc": "Phó Đô đốc", "đô đốc": "Đô đốc", "thượng sĩ": "Thượng sĩ",
     "trung sĩ": "Trung sĩ", "hạ sĩ": "Hạ sĩ"}  # fmt: skip
_SPECIALIST_I, _SPECIALIST_II = "Bác sĩ chuyên khoa I", "Bác sĩ chuyên khoa II"
_LEARNED = {
    **dict.fromkeys(("phó giáo sư", "pgs"), "Phó Giáo sư"),
    **dict.fromkeys(("giáo sư", "gs"), "Giáo sư"),
    **dict.fromkeys(("tiến sĩ", "tiến sỹ", "ts"), "Tiến sĩ"),
    **dict.fromkeys(("tiến sĩ khoa học", "tiến sỹ khoa học", "tskh"), "Tiến sĩ khoa học"),
    **dict.fromkeys(("thạc sĩ", "thạc sỹ", "ths", "th . s"), "Thạc sĩ"),
    **dict.fromkeys(("bác sĩ", "bác sỹ", "bs"), "Bác sĩ"),
    **dict.fromkeys(("dược sĩ", "dược sỹ", "ds"), "Dược sĩ"),
    **dict.fromkeys(("luật sư", "ls"), "Luật sư"),
    **dict.fromkeys(("kỹ sư", "ks"), "Kỹ sư"),
    **dict.fromkeys(("kiến trúc sư", "kts"), "Kiến trúc sư"),
    **dict.fromkeys(("cử nhân",), "Cử nhân"),
    **dict.fromkeys(("nhà giáo nhân dân", "ngnd"), "Nhà giáo nhân dân"),
    **dict.fromkeys(("nhà giáo ưu tú", "ngưt"), "Nhà giáo ưu tú"),
    **dict.fromkeys(("thầy thuốc nhân dân", "ttnd"), "Thầy thuốc nhân dân"),
    **dict.fromkeys(("thầy thuốc ưu tú", "ttưt"), "Thầy thuốc ưu tú"),
    **dict.fromkeys(("nghệ sĩ nhân dân", "nghệ sỹ nhân dân", "nsnd"), "Nghệ sĩ nhân dân"),
    **dict.fromkeys(("nghệ sĩ ưu tú", "nghệ sỹ ưu tú", "nsưt"), "Nghệ sĩ ưu tú"),
    **dict.fromkeys(
        ("anh hùng llvt", "anh hùng llvtnd", "anh hùng lực lượng vũ trang", "anh hùng lực lượng vũ trang nhân dân",
         "ahllvt", "ahllvtnd"),
        "Anh hùng Lực lượng vũ trang nhân dân",
    ),
    "anh hùng lao động": "Anh hùng Lao động", "ahlđ": "Anh hùng Lao động",
}  # fmt: skip


def _specialists() -> dict[str, str]:
    found: dict[str, str] = {}
    for doctor in ("bác sĩ", "bác sỹ", "bs", "bs ."):
        for way in ("chuyên khoa", "chuyên khoa cấp", "ck", "chuyên khoa bậc"):
            for numbers, rank in ((("i", "1"), _SPECIALIST_I), (("ii", "2"), _SPECIALIST_II)):
                for number in numbers:
                    found[f"{doctor} {way} {number}"] = rank
        for glued, rank in (("cki", _SPECIALIST_I), ("ck1", _SPECIALIST_I), ("ckii", _SPECIALIST_II),
                            ("ck2", _SPECIALIST_II)):  # fmt: skip
            found[f"{doctor} {glued}"] = rank
    return found | {"bscki": _SPECIALIST_I, "bsck1": _SPECIALIST_I, "bsckii": _SPECIALIST_II, "bsck2": _SPECIALIST_II,
                    "bsck i": _SPECIALIST_I, "bsck ii": _SPECIALIST_II, "cki": _SPECIALIST_I, "ckii": _SPECIALIST_II,
                    "bsck": "Bác sĩ chuyên khoa"}  # fmt: skip


_RANKS: Phrases[str] = Phrases(_SERVICE | _LEARNED | _specialists())
_MARKS = frozenset({".", ",", "-", "/", ":", "(", ")"})


def rank_in_full(tokens: Tokens) -> str | None:
    """Return a personal rank, or a row of them, in full words; ``None`` where the title is anything else."""
    found: list[str] = []
    index, end = 0, len(tokens)
    while index < end:
        if tokens.keys[index] in _MARKS:
            index += 1
            continue
        match = _RANKS.match(tokens, index, end)
        if match is None:
            return None
        index, rank = match
        found.append(rank)
    return ", ".join(dict.fromkeys(found)) or None
