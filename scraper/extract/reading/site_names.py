"""Titles that name the site, a unit, an office or a kind of page, and no article."""

from __future__ import annotations

from functools import lru_cache

from scraper.extract.wording import tells_a_deed
from scraper.patterns import regex
from scraper.vietnamese import fold, fold_tone

# Parts of <title> that name the site, and names that a CMS gives to its page of details or of a section.
_SITE = regex(
    r"(?:cổng|trang) (?:thông tin|tin|điện tử|tttđt|ttđt)|trang (?:chủ|nhất|đầu)$|home(?: ?page)?$|website\b|null$|"
    r"chi tiết(?: (?:bài viết|tin(?: tức)?|văn bản|bài))?$|welcome\b|default$|index$|untitled|"
    r"ứng dụng xuất bản nội dung$|xuất bản (?:thông tin|nội dung)$|(?:trình )?hiển thị nội dung(?: web)?$|"
    r"asset publisher$"
)
_SECTION = regex(
    r"tin tức(?: (?:-|và|&) sự kiện)?$|(?:tìm thấy|có) [\d.]{1,9} kết quả\b|(?:tin bài|tin|bài viết|nội dung|"
    r"văn bản|news|detail|document|thông báo)$"
)
# A committee's or council's name and nothing else is a site's name: "UBND xã Kỳ Lộc".
_OFFICE = regex(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng bộ|(?:Huyện|Thị|Thành|Tỉnh|Đảng) (?:ủy|uỷ))"
    r" (?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn)(?: [^\W\d_a-zà-ỹđ]\w*){1,4}",
)
# A unit's or committee's name alone, in whatever spelling: "THI TRAN QUE PHONG", "Thành ủy Cửa Đại".
_PLACE = regex(
    r"(?:(?:ubnd|hdnd|dang bo|dang uy) )?(?:xa|phuong|thi tran|huyen|thi xa|quan|tinh|thanh pho|(?:huyen|thi|thanh|"
    r"tinh|quan) uy)"
    r"(?P<name>(?: [a-z0-9]{1,8}){1,4})"
)
_TRIM = " .:-–|"
# Offices whose portals give their name to every page, up to the unit's name: "Công an huyện Krông Nô".
_OFFICE_OF_UNIT = regex(
    r"(?:công an|sở|ban|phòng|văn phòng|chi cục|cục|trung tâm|đài|hội|liên đoàn|liên hiệp|tỉnh đoàn|đoàn|thanh tra|"
    r"mặt trận|ubmttq|ubnd|hđnd|đảng bộ|đảng uỷ|đảng ủy|trường|bệnh viện|bảo hiểm xã hội|toà án|tòa án|viện kiểm sát|"
    r"bộ chỉ huy|ban chỉ huy|ban quản lý)\b"
    r"(?P<of>[\w ,&-]{0,60}?) ?(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn) (?P<name>[\w ]{2,30})"
)
_MOST_CAPITALS = 3  # syllables of a unit's name where capitals do not tell it from other words


def _is_office(text: str) -> bool:
    """Tell whether a title is nothing but an office's name with its unit's."""
    folded = fold_tone(text).strip(_TRIM)
    found = _OFFICE_OF_UNIT.fullmatch(folded)
    if found is None or tells_a_deed(found["of"]) or tells_a_deed(found["name"]):
        return False
    words = text.strip(_TRIM).split()[-len(found["name"].split()) :]
    return all(word[:1].isupper() or word[:1].isdigit() for word in words) and (
        not text.isupper() or len(words) <= _MOST_CAPITALS
    )


@lru_cache(maxsize=4_096)
def is_generic(text: str) -> bool:
    """Tell whether a title names the site or a kind of page, and no article."""
    return is_site(text) or _SECTION.match(fold_tone(text).strip(_TRIM)) is not None


def is_site(text: str) -> bool:
    """Tell whether a part of a title names the site, the unit or the office whose it is."""
    if _is_office(text):
        return True
    place = _PLACE.fullmatch(fold(text).strip(_TRIM))
    if place is not None:
        name = text.strip(_TRIM).split()[-len(place["name"].split()) :]
        return all(word[:1].isupper() or word[:1].isdigit() for word in name)
    folded = fold_tone(text).strip(_TRIM)
    return len(folded) < 3 or _SITE.match(folded) is not None or _OFFICE.fullmatch(text.strip(_TRIM)) is not None
