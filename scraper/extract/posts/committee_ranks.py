"""Committee ranks: the member of a party committee is called after the committee ("Tỉnh ủy viên", "Thị ủy viên").

"TUV" is the member of a province's committee; in a city under central government it is a "Thành ủy viên". "ThUV" is
the member of a town's, in a provincial city of the city's. "Ủy viên Trung ương Đảng" is a member of the Central
Committee, "Ủy viên Ban Chấp hành" in short. Titles in the long form ("Ủy viên Ban Chấp hành Đảng bộ huyện") keep it;
that it is the post of the "Huyện ủy viên" tells :func:`scraper.extract.posts.post_key`.
"""

from __future__ import annotations

from scraper.extract.officials.text.phrases import Phrases

CENTRAL_MEMBER = "Ủy viên Ban Chấp hành"
CENTRAL_ALTERNATE = "Ủy viên dự khuyết Ban Chấp hành"
_CENTRAL = ("trung ương", "trung ương đảng", "tw đảng", "tw", "bch trung ương", "bch trung ương đảng", "bch tw đảng",
            "bch tw", "ban chấp hành trung ương", "ban chấp hành trung ương đảng", "bch t . ư đảng", "t . ư đảng",
            "t . ư", "bchtw đảng", "bchtw", "ban chấp hành tw đảng", "bch trung ương đảng cộng sản việt nam",
            "ban chấp hành trung ương đảng cộng sản việt nam")  # fmt: skip
MEMBER_OF = {
    "Tỉnh ủy": "Tỉnh ủy viên", "Thành ủy": "Thành ủy viên", "Thị ủy": "Thị ủy viên", "Huyện ủy": "Huyện ủy viên",
    "Quận ủy": "Quận ủy viên", "Đảng ủy": "Đảng ủy viên", "Chi ủy": "Chi ủy viên", "Khu ủy": "Khu ủy viên",
}  # fmt: skip


def _ranks() -> dict[str, str]:
    ranks: dict[str, str] = {}
    for committee, member in MEMBER_OF.items():
        folded = committee.lower()
        for wording in (f"{folded} viên", f"ủy viên {folded}", f"uv {folded}"):
            ranks[wording] = member
        ranks[f"{folded} viên dự khuyết"] = f"{member} dự khuyết"
    ranks |= {"tuv": "Tỉnh ủy viên", "thuv": "Thị ủy viên", "huv": "Huyện ủy viên", "quv": "Quận ủy viên",
              "đuv": "Đảng ủy viên", "cuv": "Chi ủy viên", "t . u . v": "Tỉnh ủy viên",
              "th . uv": "Thị ủy viên"}  # fmt: skip
    for lead in ("ủy viên", "uv"):
        for tail in _CENTRAL:
            ranks[f"{lead} {tail}"] = CENTRAL_MEMBER
            ranks[f"{lead} dự khuyết {tail}"] = CENTRAL_ALTERNATE
            ranks[f"{lead} chính thức {tail}"] = CENTRAL_MEMBER
    for short in ("uvtw", "uvtw đảng", "uvt . ư", "uvt . ư đảng", "uvtư", "uvtư đảng", "uvbchtw đảng", "uvbchtw"):
        ranks[short] = CENTRAL_MEMBER
    return ranks


RANKS_BY_WORDING = _ranks()
RANKS: Phrases[str] = Phrases(RANKS_BY_WORDING)
# Ranks whose short form stands for the committees of several kinds of units, and which those are.
OF_THE_COMMITTEE = {
    "tuv": ("Tỉnh ủy", "Thành ủy"), "t . u . v": ("Tỉnh ủy", "Thành ủy"),
    "thuv": ("Thị ủy", "Thành ủy"), "th . uv": ("Thị ủy", "Thành ủy"),
}  # fmt: skip


def member_of(organisation: str | None) -> str | None:
    """Return what a member of this committee is called, ``None`` where the body is no party committee.

    Args:
        organisation: its full name ("Thị ủy Kỳ Anh").
    """
    if organisation is None:
        return None
    return next((member for head, member in MEMBER_OF.items() if f"{organisation} ".startswith(f"{head} ")), None)


def of_first_level(text: str) -> bool:
    """Tell whether a title is the member of a province's or a central city's committee in the short form ("TUV")."""
    return text.replace(".", "").strip().upper() == "TUV"
