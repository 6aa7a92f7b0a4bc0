"""Lines that only sign: a name or two, with or without an office ("Hồng Hà - Đài TT huyện"), an office alone ("BBT").

Local portals sign in many ways, none of which says anything of anybody: a signature holds no verb. The block at the
foot of a decision or notice ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / (Đã ký) / name") is no author's line: its signer is an
official, and it belongs to the text.
"""

from __future__ import annotations

import re

from scraper.extract.dump.offices import is_office
from scraper.extract.wording import is_writer_line
from scraper.patterns import regex
from scraper.vietnamese import CAPITAL_LETTERS, fold_tone

MAX_SIGNATURE = 80  # characters
MAX_BLOCK = 8  # lines at the foot of a document
# On behalf of, in place of, by order of, authorised by.
_BEHALF = regex(r"(?:T/?M|KT|TL|TUQ|THỪA LỆNH|THAY MẶT)\s?[./:]?\s?(?=[A-ZÀ-ỸĐ])")
_SIGNED = regex(r"\(?\s?đã ký\b")
_OFFICE_CUE = (
    r"(?:bbt|ban biên tập|văn phòng|vp|tt|trung tâm (?:văn|vh|tt|truyền|thông|dịch|y|chính)|đài (?:tt|truyền"
    r"|phát|pt|huyện|xã)"
    r"|phòng (?:văn|vh|nội|tư|lđ|gd|kinh)|btg|btc|ban (?:tuyên|tổ|dân|văn|chqs|chỉ huy|liên lạc|quản lý|đại diện)"
    r"|ubkt|ubnd|hđnd|mttq|ubmttq"
    r"|đoàn (?:thanh|xã|phường|tncs)"
    r"|hội (?:lhpn|liên hiệp|nông|cựu|phụ|ccb|nd|ctđ|chữ thập|người|khuyến|luật|văn)|công an"
    r"|cđcs|công đoàn|liên đoàn|chi (?:bộ|đoàn|hội)|sở |trạm |trường (?:th|mầm|mn)|tổ (?:truyền|công|cnsđ)"
    r"|cổng (?:tt|thông)"
    r"|báo|tuyên giáo|vhxh|vh-xh|vhtt|pvhtt|vh-tt|ttvh|ctv|pv|admin|quản trị|công chức|cán bộ"
    r"|(?:phó )?(?:trưởng|giám đốc) ?(?:phòng|ban|trung|đài)?)"
)
_OFFICE = regex(_OFFICE_CUE)
_REPORTER = regex(
    r"(?:ctv|pv|phóng viên|cộng tác viên|tác giả|người viết|bt|th|(?:tin|bài)\s?(?:,|và|-|&)\s?(?:bài|ảnh))"
    r"[.\s]{1,2}[^\W\d_]{1,8}(?:\s[^\W\d_]{1,8}){1,4}"
)
_VERB = regex(
    r"\b(?:tổ chức|phát biểu|thăm|tặng|trao|dự|kiểm tra|ra quân|chủ trì|nhận|họp|đến|tại|trong|nơi|cùng"
    r"|và các|đại hội|hội nghị"
    r"|lần thứ|báo cáo|khai mạc|làm việc|triển khai|tiếp)\b"
)
_INITIALS = regex(
    rf"(?:[{CAPITAL_LETTERS}]\.\s?){{1,3}}(?:[{CAPITAL_LETTERS}][\w’'ʼ]{{0,9}}\.?)?(?:\s[{CAPITAL_LETTERS}][\w’'ʼ]{{1,9}})?"
)
# Who writes of the office that employs them, with their grade; holders of posts do not sign so.
_OFFICIAL_WRITER = regex(
    r"(?:Kiểm sát|Chuyên|Giáo|Thẩm tra|Chấp hành|Kiểm tra|Biên tập|Phát thanh|Phóng) viên"
    rf"(?: [{CAPITAL_LETTERS}][\w’'ʼ]{{1,9}}){{2,5}}"
)
# Names that open as a body, a place or a page does ("Trường Sơn", "Công Minh", "Thành Nhơn", "Trang Anh").
_PEN_NAME = regex(
    rf"(?:Trường|Công|Thành|Trang) (?!An\b|Ty|Đoàn|Chức|Ủy|Phố|Chủ|Tin|Thông|Mầm|Tiểu|Trung\b|TH|PT|MN)"
    rf"[{CAPITAL_LETTERS}](?!\w?[{CAPITAL_LETTERS}])[\w’'ʼ]{{1,9}}"
)
_RANKED = regex(r"(?:(?:đại|thượng|trung|thiếu) (?:tá|úy|uý)|ths|bs|gv|nhà báo|luật sư)\.?\s", re.IGNORECASE)
_PARTS = regex(r"\s?[-–,/(;]\s?")


def is_signature(text: str) -> bool:
    """Tell whether a line (white space collapsed) is nothing but who signs the article."""
    line = text.strip(" .;/")
    if not line or len(line) > MAX_SIGNATURE:
        return False
    if is_writer_line(line):
        return True
    if is_office(line):
        return True
    folded = fold_tone(line)
    if _VERB.search(folded):
        return False
    bare = folded.strip("()[]")
    if _REPORTER.fullmatch(bare) or _INITIALS.fullmatch(line) or _OFFICIAL_WRITER.fullmatch(line):
        return True
    return _is_name_with_office(line)


def _is_name_with_office(line: str) -> bool:
    """Tell whether a line is names and then an office, in brackets or after a dash, comma or slash."""
    signer = line[ranked.end() :] if (ranked := _RANKED.match(line)) else line
    parts = [part.strip(" ()") for part in _PARTS.split(signer) if part.strip(" ()")]
    if not parts or not _is_name(parts[0]):
        return False
    names = 1
    while names < len(parts) and _is_name(parts[names]):
        names += 1
    rest = parts[names:]
    return not rest or _OFFICE.match(fold_tone(rest[0])) is not None or is_office(rest[0])


def _is_name(part: str) -> bool:
    return _INITIALS.fullmatch(part) is not None or is_writer_line(part) or _PEN_NAME.fullmatch(part) is not None


def sign_block(lines: list[str]) -> int:
    """Return the index from which the last lines are the block that signs a document; their number where none does."""
    for index in range(max(0, len(lines) - MAX_BLOCK), len(lines)):
        if not is_behalf(lines[index]):
            continue
        block = lines[index:]
        signed = any(_SIGNED.match(fold_tone(line)) or is_writer_line(line) for line in block[1:])
        if signed and all(len(line) <= MAX_SIGNATURE for line in block):
            return index
    return len(lines)


def is_behalf(line: str) -> bool:
    """Tell whether a line says only for whom a document is signed ("TM. ỦY BAN BẦU CỬ HUYỆN")."""
    return len(line) <= MAX_SIGNATURE and line.isupper() and _BEHALF.match(line) is not None
