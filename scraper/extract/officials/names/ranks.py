"""Personal ranks: military, police, academic and medical ones, before a name or among the titles after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import phrase_set

if TYPE_CHECKING:
    from scraper.extract.officials.text.tokens import Tokens

_OFFICERS = [
    *(f"{grade} {rank}" for rank in ("úy", "tá", "tướng") for grade in ("thiếu", "trung", "thượng", "đại")),
    "phó đô đốc", "chuẩn đô đốc", "đô đốc", "chuẩn úy",
]  # fmt: skip
# Who bears one serves the state for life; sergeants are mostly recruits, whom portals name like other citizens.
OFFICERS_RANKS = phrase_set(_OFFICERS)
SERVICE_RANKS = phrase_set([*_OFFICERS, "thượng sĩ", "trung sĩ"])
LEARNED_RANKS = phrase_set(
    ["giáo sư", "phó giáo sư", "gs", "pgs", "ts", "tskh", "ths", "tiến sĩ", "tiến sỹ", "tiến sĩ khoa học", "thạc sĩ",
     "thạc sỹ", "bác sĩ", "bác sỹ", "bs", "bsck", "bscki", "bsckii", "bác sĩ cki", "bác sĩ ckii",
     "bác sĩ chuyên khoa i",
     "bác sĩ chuyên khoa ii", "bác sỹ chuyên khoa i", "bác sỹ chuyên khoa ii", "bs . cki", "bs . ckii", "bs cki",
     "bs ckii", "bác sĩ chuyên khoa cấp i", "bác sĩ chuyên khoa cấp ii", "bác sĩ chuyên khoa 1", "bác sĩ chuyên khoa 2",
     "dược sĩ", "dược sỹ", "luật sư", "kiến trúc sư", "kỹ sư", "nhà giáo nhân dân", "nhà giáo ưu tú", "nsnd", "nsưt",
     "ngnd", "ngưt", "ttnd", "ttưt",
     "thầy thuốc nhân dân", "thầy thuốc ưu tú", "nghệ sĩ nhân dân", "nghệ sĩ ưu tú", "ahllvt", "ahllvtnd",
     "anh hùng llvt", "anh hùng llvt nhân dân",
     "anh hùng llvtnd", "anh hùng lực lượng vũ trang", "anh hùng lực lượng vũ trang nhân dân",
     "anh hùng lao động", "cki", "ckii"]
)  # fmt: skip
# People of religion are named with a rank too, but hold no public post.
CLERGY = phrase_set(
    ["hòa thượng", "thượng tọa", "đại đức", "ni sư", "ni trưởng", "sư cô", "sư thầy", "linh mục", "mục sư", "giám mục",
     "tổng giám mục", "đức cha", "cha xứ",  "ht",  "đđ", "phối sư", "giáo hữu", "đầu sư", "cả sư",
     "hồng y", "sơ", "sư cả", "chức sắc"]
)  # fmt: skip


def read_rank(tokens: Tokens, at: int, limit: int) -> int | None:
    """Return the end of the personal rank at ``at``.

    Learned ranks in a row ("PGS.TS.", "Phó Giáo sư, Tiến sĩ") are one; a service rank stands alone.
    """
    found = SERVICE_RANKS.match(tokens, at, limit)
    if found:
        return found[0]
    found = LEARNED_RANKS.match(tokens, at, limit)
    end = None
    while found:
        end = found[0]
        following = end
        while following < limit and tokens.keys[following] in {".", ",", "-"}:
            following += 1
        found = LEARNED_RANKS.match(tokens, following, limit)
        if found is None and end < limit and tokens.keys[end] == ".":
            end += 1
    return end
