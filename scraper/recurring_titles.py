"""Slugs that several articles of a portal may have: notices, schedules and plans are named alike in every commune.

"Thông báo lịch tiếp công dân tháng 5" stands in the section of each commune, "Kế hoạch cải cách hành chính" in each
year's, all with texts of their own. A number of the article in the slug tells them apart.
"""

from __future__ import annotations

from scraper.patterns import regex

# How texts that recur begin: the kinds of administrative documents (Decree 30/2020/NĐ-CP, article 7) and of notices.
_KINDS = regex(
    r"(?:\d{1,3}-)?(?:thong-bao|thong-cao|thong-tin|lich|ke-hoach|bao-cao|quyet-dinh|nghi-quyet|chi-thi|cong-van|"
    r"cong-dien|cong-khai|cong-bo|chuong-trinh|huong-dan|quy-che|quy-dinh|to-trinh|bien-ban|giay-moi|thu-moi|moi-hop|"
    r"danh-sach|ket-qua|ket-luan|phuong-an|de-an|du-thao|du-bao|ban-tin|tin-van|tin-van-ban|tong-hop|niem-yet|"
    r"tuyen-dung|tuyen-sinh|moi-thau|dau-gia|tb|kh|bc|qd)-"
)
# A letter or digit first: hyphens alone would be held against every word.
_PERIOD = regex(
    r"-(?=[a-z0-9])(?:(?:thang|tuan|quy|dot|ky|so|nam|ngay|lan|lan-thu)-(?:\d{1,4}|[ivx]{1,4})|\d\d?-thang|(?:19|20)\d\d)(?=-|$)"
)
_PERIOD_WORDS = 9  # a longer headline with a month or year in it tells of one event
_NUMBERS = regex(r"\d{4,18}")
_YEAR = regex(r"(?:19|20)\d\d(?:\d{4})?")  # or a day, 20240501


def may_recur(slug: str) -> bool:
    """Tell whether several articles may have a slug (folded, words joined by hyphens): no number of its own tells it.

    A slug that begins as a kind of document or notice may, and a short one with a month, a year or a count.
    """
    if any(not _YEAR.fullmatch(number) for number in _NUMBERS.findall(slug)):
        return False
    return bool(_KINDS.match(slug)) or (slug.count("-") < _PERIOD_WORDS and bool(_PERIOD.search(slug)))
