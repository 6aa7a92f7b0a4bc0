"""Standing boxes: what a portal keeps beside every article - who leads it, whom to call, when citizens are received.

Such boxes name officials with their posts, like an article, and often under class names that say nothing. What gives
one away is its heading, in the few words that portals use for it, and that the heading opens an element of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.named import Inside
from scraper.extract.wording import is_related_heading
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_LONGEST_HEADING = 60  # characters
_LONGEST_BARE, _LONGEST = 4, 7  # words of a heading that need not be a name, and with a name
_HIGHEST = 5  # elements around a heading among which its box is looked for
_LONGEST_BOX = 60  # lines
_MOST = 0.75  # share of the page's running text from which a box is no box but what the page is about
_WHOLE = frozenset({"html", "body", "form", "main", "article", "table", "tbody"})
_OFFICE = (
    r"(?: (?:ubnd|hđnd|ubmttq|đảng ủy|huyện ủy|thị ủy|thành ủy|quận ủy|tỉnh ủy|cơ quan|xã|phường|thị trấn|huyện|"
    r"quận|thị xã|thành phố|tỉnh|sở|đơn vị|các xã|và các phòng ban)(?: [^.,:;!?]{1,40})?)?"
)
_HEADING = regex(
    rf"(?:(?:ban |thông tin |danh sách )?lãnh đạo{_OFFICE}|thường trực (?:hđnd|đảng ủy|huyện ủy|ubnd|thị ủy).{{0,30}}|"
    rf"(?:cơ cấu|bộ máy|sơ đồ) tổ chức{_OFFICE}|(?:số )?(?:điện thoại )?đường dây nóng{_OFFICE}|hotline|"
    rf"(?:danh bạ|số)(?: điện thoại)?(?: (?:cần biết|liên hệ|khẩn cấp|nóng|cơ quan))?{_OFFICE}|"
    r"hỏi\s?[-–,&]?\s?(?:và )?đáp(?: (?:pháp luật|trực tuyến|chính sách))?|"
    rf"lịch (?:công tác|làm việc|tiếp (?:công )?dân|trực)(?: (?:lãnh đạo|của lãnh đạo))?{_OFFICE}|"
    r"lịch (?:công tác|làm việc|tiếp (?:công )?dân|trực) (?:tuần|tháng)(?: (?:số )?\d{1,2}(?:/\d{4})?)?|"
    r"phản ánh,?(?: (?:và )?kiến nghị.{0,30})?|thăm dò ý kiến|video(?: clip)?(?: nổi bật)?|"
    r"thư viện (?:ảnh|hình ảnh|video)|"
    r"văn bản (?:chỉ đạo|điều hành|chỉ đạo,? điều hành|qppl)|"
    rf"(?:lịch )?tiếp (?:công )?dân{_OFFICE}|người phát ngôn{_OFFICE}|"
    r"ban biên tập (?:cổng|trang|website).{0,40}|"
    r"ban quản trị(?: (?:cổng|trang|website).{0,40})?|thông tin liên hệ|liên hệ|văn bản (?:mới|vừa ban hành)"
    r"(?: ban hành)?)"
)
_MARKS = " :.•»›|-–"
_FIRST = frozenset(
    {"ban", "thông", "danh", "lãnh", "thường", "cơ", "bộ", "sơ", "số", "điện", "đường", "hotline", "hỏi", "lịch"}
    | {"tiếp", "người", "liên", "văn", "phản", "thăm", "video", "thư"}
)


def heads_standing_box(text: str) -> bool:
    """Tell whether a line heads a box that a portal keeps on its pages ("Đường dây nóng", "Lịch công tác tuần")."""
    if len(text) > _LONGEST_HEADING:
        return False
    bare = text.strip(_MARKS)
    if bare.split(" ", 1)[0].lower() not in _FIRST or _HEADING.fullmatch(fold_tone(bare)) is None:
        return False
    # Behind the office stands its name: "Lãnh đạo phường Trà Nóc", but "Lãnh đạo tỉnh kiểm tra đê điều".
    words = bare.split()
    return len(words) <= _LONGEST_BARE or (len(words) <= _LONGEST and all(map(_is_capital, words[_LONGEST_BARE:])))


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or not word[:1].isalpha()


def judge_standing_boxes(lines: Sequence[Line]) -> None:
    """Tell the lines of standing boxes that their place is beside the article.

    Args:
        lines: all lines of the page, with the places that its mark-up declares.
    """
    heads = [line for line in lines if not line.place and line.kind != "image" and _heads(line)]
    if not heads:
        return
    total = sum(line.prose for line in lines if not line.place)
    for head in heads:
        box = _box(lines, head)
        if box and total and sum(line.prose for line in box) <= _MOST * total:
            for line in box:
                line.place = line.place or "aside"


def _heads(line: Line) -> bool:
    return heads_standing_box(line.text) or is_related_heading(line.text)


def _box(lines: Sequence[Line], head: Line) -> Sequence[Line]:
    """Return the lines of the smallest element that a heading opens and that holds more; none where it is no box."""
    if head.level == 1 or head.index + 1 >= len(lines):
        return ()
    following = lines[head.index + 1].node
    around: etree._Element | None = head.node
    for _ in range(_HIGHEST):
        if around is None or str(around.tag) in _WHOLE:
            return ()
        inside = Inside(around)
        if head.index and inside(lines[head.index - 1].node):
            return ()
        if inside(following):
            stop = head.index + 1
            while stop < len(lines) and inside(lines[stop].node):
                stop += 1
            box = lines[head.index : stop]
            own = any(line.level == 1 or line.kind == "image" for line in box)  # a box of pictures may be its album
            return box if len(box) <= _LONGEST_BOX and not own else ()
        around = around.getparent()
    return ()
