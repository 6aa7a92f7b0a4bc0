"""Pictures in a row: photo reports, the galleries below a text, and captions that a gallery prints glued together.

There a caption needs no cue of its own: it stands where only captions stand.
"""

from __future__ import annotations

from scraper.extract.wording import is_show_opener, opens_with_time, shows_something
from scraper.patterns import regex
from scraper.vietnamese import CAPITAL_LETTERS, collapse, fold_tone

_SHORTCODE = regex(r"\[/?caption[^\]]{0,300}\]")
_GLUED = regex(
    r"(?<=[.!?])(?=(?:Các )?[Đđ]ồng chí|Ông |Bà |Các (?:đồng chí|đại biểu)|Toàn cảnh|Quang cảnh"
    r"|Đoàn (?:Chủ tịch|đại biểu)|Đại biểu |Lãnh đạo )"
)
# Glued captions need no opener to be cut apart once the line is known to hold captions: a full stop and, without a
# space, a capital; or a small letter and an honorific ("cắt băngĐ/c Lữ Hoài Bão trao hoa").
_SMALL = rf"[^\W{CAPITAL_LETTERS}_]"  # or a digit
_CUT = regex(
    rf"(?<={_SMALL}{_SMALL}[.!?])(?=[{CAPITAL_LETTERS}](?:{_SMALL}|/c))|(?<={_SMALL})(?=(?:Các )?Đ(?:/c|ồng chí) )"
)
_PHOTO_REPORT = regex(r"[\[(]?(?:chùm|phóng sự|album) (?:hình )?ảnh\b")
_PHOTO_REPORT_NOTE = regex(r"[\[(](?:chùm ảnh|phóng sự ảnh|photo|ảnh|hình ảnh)[\])]")
_GALLERY = regex(
    r"\(?(?:(?:sau đây|dưới đây)(?: là)? )?(?:một số|những|một vài|chùm|vài) (?:hình )?ảnh\b"
    r"|hình ảnh (?:tại|về|trong|của|buổi|hội)\b"
)
_ANNOUNCED = regex(r"\b(?:một số|những|một vài|chùm|vài) (?:hình )?ảnh\b[^.;:]{0,80}:$")
_LONGEST_ANNOUNCED = 120  # characters at the end of a line
MAX_HEADING = 200  # characters
_LONGEST_GALLERY = 20_000  # characters of captions glued to one line
_GLUED_PIECE = 140  # characters: a shorter piece between glued captions is one, whatever it says


def has_shortcode(text: str) -> bool:
    """Tell whether a line opens with the shortcode that WordPress puts around a caption."""
    return _SHORTCODE.match(text) is not None


def is_photo_report(title: str) -> bool:
    """Tell whether a headline says that pictures follow ("[Chùm ảnh] Diễn tập chữa cháy rừng")."""
    folded = fold_tone(title)
    return _PHOTO_REPORT.match(folded) is not None or _PHOTO_REPORT_NOTE.search(folded) is not None


def is_gallery_heading(text: str) -> bool:
    """Tell whether a line announces the pictures that follow it ("Một số hình ảnh tại buổi lễ:")."""
    return text.endswith(":") and len(text) <= MAX_HEADING and _GALLERY.match(fold_tone(text)) is not None


def announces_gallery(text: str) -> bool:
    """Tell whether a line ends in the announcement of pictures ("... ghi lại một số hình ảnh tại kỳ họp:")."""
    return text.endswith(":") and _ANNOUNCED.search(fold_tone(text[-_LONGEST_ANNOUNCED:])) is not None


def split_captions(text: str) -> list[str]:
    """Return the captions of a caption line: without WordPress shortcode, those glued without a space apart."""
    if len(text) > _LONGEST_GALLERY:
        return [text]
    stripped = collapse(_SHORTCODE.sub(" ", text))
    pieces = [collapse(piece) for piece in _CUT.split(stripped)]
    return [piece for piece in pieces if piece]


def is_glued(text: str) -> bool:
    """Tell whether a line holds three or more captions glued without spaces (as picture galleries print them)."""
    pieces = _GLUED.split(text) if len(text) <= _LONGEST_GALLERY else []
    return (
        len(pieces) >= 3
        and not opens_with_time(text)
        and all(shows_something(piece) or is_show_opener(piece) or len(piece) < _GLUED_PIECE for piece in pieces)
    )
