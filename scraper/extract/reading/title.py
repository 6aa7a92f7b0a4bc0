"""The headline of an article: as printed over it, not the site's name and not the section's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scraper.extract.reading.captions import frame
from scraper.extract.reading.line_stamps import line_stamp, printed_stamp
from scraper.extract.wording import is_info_line, is_junk, is_owner_line, is_related_heading, key
from scraper.vietnamese import collapse, fold, fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Line
    from scraper.extract.metadata import Metadata

_SHORTEST, _LONGEST = 8, 350  # characters
_LONG_SECTION = 36  # characters from which an item of a breadcrumb is the headline sooner than a section
_FARTHEST = 80  # lines of the main part between headline and text
_ENOUGH = 12  # score from which a line is taken without the head's word for it
_LEVEL_SCORE = {1: 24, 2: 22, 3: 20, 4: 16, 5: 10, 6: 8}
# Parts of <title> that name the site, and names that a CMS gives to its page of details or of a section.
_SITE = re.compile(
    r"(?:cổng|trang) (?:thông tin|tin|điện tử|tttđt|ttđt)|trang (?:chủ|nhất|đầu)$|home(?: ?page)?$|website\b|null$|"
    r"chi tiết(?: (?:bài viết|tin(?: tức)?|văn bản|bài))?$|welcome\b|default$|index$|untitled"
)
_SECTION = re.compile(
    r"tin tức(?: (?:-|và|&) sự kiện)?$|(?:tìm thấy|có) [\d.]{1,9} kết quả\b|(?:tin bài|tin|bài viết|nội dung|"
    r"văn bản|news|detail|document|thông báo)$"
)
# A committee's or council's name and nothing else is a site's name: "UBND xã Kỳ Lộc".
_OFFICE = re.compile(
    r"(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng bộ|(?:Huyện|Thị|Thành|Tỉnh|Đảng) (?:ủy|uỷ))"
    r" (?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Tt]hị xã|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị trấn)(?: [^\W\d_a-zà-ỹđ]\w*){1,4}",
)
_TRAILING_STAMP = re.compile(
    r"\s*(?P<open>[(\[])?\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?\s*[-,|]?\s*)?(?:ngày\s)?"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?P<tail>[^()]{0,24}[)\]]?)$"
)
_SHOWS_TIME = re.compile(r"\d{1,2}[:h]\d{2}")
_PARTED = re.compile(r"[|–—-]$")
_LEADS_TO_DAY = re.compile(
    r"(?:^|\s)(?:từ|đến|tới|ngày|lúc|vào|hết|trước|sau|kể từ|hạn|và|qua|hôm|dịp|sáng|chiều|tối)$"
)
# A unit's or committee's name alone, in whatever spelling: "THI TRAN QUE PHONG", "Thành ủy Cửa Đại".
_PLACE = re.compile(
    r"(?:(?:ubnd|hdnd|dang bo|dang uy) )?(?:xa|phuong|thi tran|huyen|thi xa|quan|tinh|thanh pho|(?:huyen|thi|thanh|"
    r"tinh|quan) uy)"
    r"(?P<name>(?: [a-z0-9]{1,8}){1,4})"
)
_BADGE = re.compile(r"[(\[]?(?:mới|new|hot|nóng|tin mới|tin nóng|nổi bật)!?[)\]]?")
_TRIM = " .:-–|"
_SEPARATOR = re.compile(r"\s+[-–—|»:·•]\s+|\s*[|»]\s*")


# Offices whose portals give their name to every page, up to the unit's name: "Công an huyện Krông Nô".
_OFFICE_OF_UNIT = re.compile(
    r"(?:công an|sở|ban|phòng|văn phòng|chi cục|cục|trung tâm|đài|hội|liên đoàn|liên hiệp|tỉnh đoàn|đoàn|thanh tra|"
    r"mặt trận|ubmttq|ubnd|hđnd|đảng bộ|đảng uỷ|đảng ủy|trường|bệnh viện|bảo hiểm xã hội|toà án|tòa án|viện kiểm sát|"
    r"bộ chỉ huy|ban chỉ huy|ban quản lý)\b"
    r"(?P<of>[\w ,&-]{0,60}?) ?(?:tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn) (?P<name>[\w ]{2,30})"
)
# What an office does makes a headline of its name.
_DOES = re.compile(
    r"\b(?:tại|cho|về|với|trong|đến|từ|ở|để|được|bị|sẽ|đã|trao|tặng|tổ chức|triển khai|họp|thăm|dự|khai mạc|"
    r"tổng kết|sơ kết|"
    r"tập huấn|ra quân|phối hợp|kiểm tra|giám sát|tiếp|bàn giao|công bố|phát động|hướng dẫn|tuyên truyền|thông báo|"
    r"đón|nhận|"
    r"làm việc|tham gia|hưởng ứng|gặp mặt|bắt|phá|xử lý|ký|bầu|kết nạp|chúc|mừng|hỗ trợ|đạt)\b"
)
_MOST_CAPITALS = 3  # syllables of a unit's name where capitals do not tell it from other words


def _is_office(text: str) -> bool:
    """Tell whether a title is nothing but an office's name with its unit's."""
    folded = fold_tone(text).strip(_TRIM)
    found = _OFFICE_OF_UNIT.fullmatch(folded)
    if found is None or _DOES.search(found["of"]) or _DOES.search(found["name"]):
        return False
    words = text.strip(_TRIM).split()[-len(found["name"].split()) :]
    return all(word[:1].isupper() or word[:1].isdigit() for word in words) and (
        not text.isupper() or len(words) <= _MOST_CAPITALS
    )


@lru_cache(maxsize=4_096)
def is_generic(text: str) -> bool:
    """Tell whether a title names the site or a kind of page, and no article."""
    return _is_site(text) or _SECTION.match(fold_tone(text).strip(_TRIM)) is not None


def _is_site(text: str) -> bool:
    if _is_office(text):
        return True
    place = _PLACE.fullmatch(fold(text).strip(_TRIM))
    if place is not None:
        name = text.strip(_TRIM).split()[-len(place["name"].split()) :]
        return all(word[:1].isupper() or word[:1].isdigit() for word in name)
    folded = fold_tone(text).strip(_TRIM)
    return len(folded) < 3 or _SITE.match(folded) is not None or _OFFICE.fullmatch(text.strip(_TRIM)) is not None


def head_titles(metadata: Metadata) -> list[str]:
    """Return what the head gives as title, most specific first, without the names of the site around it."""
    found: list[str] = []
    site = key(metadata.site_name or "")
    for title in metadata.titles():
        before, colon, after = title.partition(": ")
        title = after if colon and after and _is_site(before) else title
        parts = _SEPARATOR.split(title)
        separators = _SEPARATOR.findall(title)
        while len(parts) > 1 and (_is_site(parts[-1]) or (site and key(parts[-1]) == site)):
            parts.pop()
            separators.pop()
        while len(parts) > 1 and (_is_site(parts[0]) or (site and key(parts[0]) == site)):
            parts.pop(0)
            separators.pop(0)
        pairs = zip(parts, [*separators, ""], strict=True)
        cleaned = collapse("".join(part + separator for part, separator in pairs))
        if cleaned and not is_generic(cleaned) and key(cleaned) != site and cleaned not in found:
            found.append(cleaned)
    return found


def find_title(
    lines: Sequence[Line], before: int, heads: Sequence[str], sections: Sequence[str] = (), url: str = ""
) -> tuple[Line | None, str | None]:
    """Return the line that prints the headline, and the headline.

    Args:
        lines: all lines of the page.
        before: index of the first line of running text; the headline stands over it.
        heads: what :func:`head_titles` gives.
        sections: names of sections (breadcrumb), which stand in headings too.
        url: the page's address: many CMSs make it of the headline.

    Returns:
        ``(None, title)`` where only the head has one, ``(None, None)`` where there is none at all.
    """
    keys = [key(head) for head in heads]
    section_keys = {key(section) for section in sections if len(section) < _LONG_SECTION}
    keys += [key(section) for section in sections if len(section) >= _LONG_SECTION]  # a breadcrumb may end in it
    address = _address_key(url)
    best: tuple[float, Line] | None = None
    distance = 0
    below: Line | None = None  # the next line of the main part
    for line in reversed(lines[:before]):
        if distance > _FARTHEST:
            break
        score = _score(line, keys, section_keys) - min(distance, 20)
        if not line.level and _stands_under_picture(lines, line):
            score -= 60
        if score > -50:
            score += _in_address(line.text, address) + _beside_stamp(line, below, lines)
        if line.place == "" and line.kind != "image":
            below = below if line.linked else line  # "In <headline>", a share button
            distance += 0 if _is_info(line) else 1
        if best is None or score > best[0]:
            best = (score, line)
    if best is not None and best[0] >= _ENOUGH:
        whole = _whole(best[1], lines)
        text = " ".join(line.text for line in whole)
        return whole[-1], printed_title(text, heads, whole[-1].pieces)
    return None, heads[0] if heads else None


def _whole(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Return all lines of a headline that line breaks part; a stamp or a CMS's fact in the heading is none of them."""
    found = [line]
    for step in (-1, 1) if line.level else ():
        index = line.index + step
        while 0 <= index < len(lines) and lines[index].node is line.node and lines[index].kind == line.kind:
            if _is_info(lines[index]) or is_generic(lines[index].text):
                break
            found.append(lines[index])
            index += step
    return sorted(found, key=lambda one: one.index) if sum(len(one.text) for one in found) <= _LONGEST else [line]


def printed_title(text: str, heads: Sequence[str] = (), pieces: Sequence[str] = ()) -> str:
    """Return a headline as printed, without a stamp that stands on its line.

    Args:
        text: the line.
        heads: what the head gives as titles; one with the day in it is the headline.
        pieces: the texts of the elements that the line is put together from.
    """
    text = _without_badge(text, pieces)
    found = _TRAILING_STAMP.search(text)
    cut = text[: found.start()].strip() if found else ""
    if found is None or not cut or (heads and key(heads[0]) == key(text)):
        return text
    # A day at the end is the headline's own ("... đến ngày 11/9/2026") unless its form sets it apart.
    last = next((piece for piece in map(collapse, reversed(pieces)) if piece), "")
    set_apart = (
        _TRAILING_STAMP.fullmatch(last)
        or found["open"]
        or found["time"]
        or _SHOWS_TIME.search(found["tail"])
        or _PARTED.search(cut)
    )
    if not set_apart or _LEADS_TO_DAY.search(fold_tone(cut)):
        return text
    return cut.rstrip(_TRIM)


def _without_badge(text: str, pieces: Sequence[str]) -> str:
    """Return a headline without the badge in an element of its own ("Mới", "HOT") that a CMS sets beside it."""
    texts = [piece for piece in map(collapse, pieces) if piece]
    if len(texts) > 1 and _BADGE.fullmatch(texts[0].lower()):
        text = text[len(texts[0]) :].strip()
        texts = texts[1:]
    if len(texts) > 1 and _BADGE.fullmatch(texts[-1].lower()):
        text = text[: -len(texts[-1])].strip()
    return text


def _score(line: Line, heads: Sequence[str], sections: set[str]) -> float:
    if line.kind in {"image", "table", "caption"} or not _SHORTEST <= len(line.text) <= _LONGEST:
        return -100
    if line.shared or line.place in {"nav", "breadcrumb", "footer", "hidden", "pager"}:
        return -100
    text_key = key(line.text)
    agrees = _agreement(text_key, heads)
    if agrees < 60 and (is_generic(line.text) or text_key in sections or is_related_heading(line.text)):
        return -100
    if agrees < 60 and (
        is_junk(line.text) or is_info_line(line.text) or is_owner_line(line.text) or printed_stamp(line.text, None)
    ):
        return -100
    score = agrees + _LEVEL_SCORE.get(line.level, 0)
    score += 14 if line.hints.title else 0
    score += 5 if line.bold else 0
    if line.linked:
        score -= 45
    if line.place:
        score -= 20
    score += 5 if len(line.text) >= 30 else -8 if len(line.text) < 20 else 0
    if line.hints.lead or line.hints.date:
        score -= 12
    if len(line.text) > 60 and line.text.rstrip().endswith("."):
        score -= 25
    return score


def _stands_under_picture(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether a line shares a small table or figure with the picture right over it: its caption."""
    over = lines[line.index - 1] if line.index else line
    shared = frame(over) if over.kind == "image" else None
    return shared is not None and shared is frame(line)


def _is_info(line: Line) -> bool:
    return is_info_line(line.text) or line_stamp(line, None) is not None


def _beside_stamp(line: Line, below: Line | None, lines: Sequence[Line]) -> float:
    """Return what it speaks for a line that the stamp, or the text itself, stands right under or over it."""
    if below is None or _is_info(below) or _TRAILING_STAMP.search(line.text):
        return 14
    over = next((one for one in reversed(lines[: line.index]) if one.kind != "image"), None)
    return 8 if over is not None and not over.place and _is_info(over) else 0


def _address_key(url: str) -> str:
    return key(unquote(urlsplit(url).path)) if url else ""


def _in_address(text: str, address: str) -> float:
    """Return what it speaks for a line that the page's address is made of its words (some CMSs drop each đ)."""
    own = key(text)[:40]
    if len(own) < 15:
        return 0
    without = key(text.replace("đ", "").replace("Đ", ""))[:40]
    return 40 if own in address or (len(without) >= 15 and without in address) else 0


def _agreement(text_key: str, heads: Sequence[str]) -> float:
    """Return how far a line's words are those of a title in the head."""
    best = 0.0
    for rank, head in enumerate(heads):
        if text_key == head:
            found = 100.0
        elif len(text_key) >= 15 and head.startswith(text_key):
            found = 70.0
        elif len(text_key) >= 15 and text_key in head:
            found = 60.0
        elif len(head) >= 15 and text_key.startswith(head):  # cut short in the head, or a stamp on the line
            found = 75.0 if len(text_key) < len(head) + 24 else 40.0
        else:
            continue
        best = max(best, found - 5 * min(rank, 2))
    return best
