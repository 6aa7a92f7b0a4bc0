"""Made-up legal documents, which portals keep in a section of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_ABOUT = (
    "Về việc thành lập Ban Chỉ đạo chuyển đổi số",
    "Về việc phê duyệt quy hoạch chi tiết khu dân cư mới",
    "Về việc tăng cường công tác phòng cháy, chữa cháy rừng mùa khô",
    "Ban hành Quy chế làm việc nhiệm kỳ 2021 - 2026",
    "Về việc công bố thủ tục hành chính được sửa đổi",
    "Về việc triển khai tháng hành động vì trẻ em",
)
_TYPES = (("Quyết định", "QĐ-UBND"), ("Kế hoạch", "KH-UBND"), ("Công văn", "UBND-VP"))


@dataclass(frozen=True)
class Document:
    """A document as its page prints it."""

    number: int
    kind: str
    symbol: str
    about: str
    issued: date
    signer: str


def documents(count: int, signer: str) -> list[Document]:
    """Return made-up documents, the newest first."""
    made = []
    for place in range(count):
        kind, suffix = _TYPES[place % len(_TYPES)]
        issued = date(2025, 5, 30) - timedelta(days=17 * place)
        made.append(
            Document(count - place, kind, f"{311 - 7 * place}/{suffix}", _ABOUT[place % len(_ABOUT)], issued, signer)
        )
    return made
