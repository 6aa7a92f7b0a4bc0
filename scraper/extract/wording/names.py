"""Whether a line is nothing but a name, an office, or a writer with an office."""

from __future__ import annotations

from scraper.extract.wording.sentences import UPPER, ends_sentence, kept
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_WORD = regex(rf"[{UPPER}][\w’'ʼ.-]*")
_NAME = regex(rf"[{UPPER}][\w’'ʼ.]*(?:[ -]{{1,2}}[{UPPER}][\w’'ʼ.]*){{1,4}}")
# In a list a dash parts names and joins no words of one: with both, "A-B-C-D" could be read in a thousand ways.
_LISTED = _NAME.pattern.replace("[ -]", " ")
_NAME_LIST = regex(rf"(?:{_LISTED})(?:\s?(?:[-–/,&;]|và)\s?(?:{_LISTED}|[{UPPER}]{{2,8}}))*")
_PARTING = regex(r"\s{0,9}([-–/])\s{0,9}")
_NO_NAME = regex(
    r"(?:phường|xã|huyện|thị|tỉnh|thành|quận|ủy|uỷ|ban|hội|đảng|trường|công|cổng|trang|văn phòng|phòng|sở|trung tâm|"
    r"đồng chí|việt nam|"
    r"ubnd|hđnd|ubmttq|mttq|tin|bài|ảnh|kính|ngày|toàn cảnh|quang cảnh|chủ tịch|bí thư|thông báo|kế hoạch|nghị quyết|"
    r"khu phố|thôn|lễ|"
    r"kết quả|hội nghị|đại hội|tổ quốc|chương trình|quyết định|báo cáo)\b"
)


@kept
def is_name_line(text: str) -> bool:
    """Tell whether a line is nothing but a name or a few ("Lý Vân", "Minh Chính- Quang Huy", "Thu Hà - PVHTT")."""
    if not 4 <= len(text) <= 60 or any(map(str.isdigit, text)):
        return False
    stripped = _PARTING.sub(r" \1 ", text.strip(" .;()[]")).strip()
    return _NAME_LIST.fullmatch(stripped) is not None and not _NO_NAME.match(fold_tone(stripped))


_OFFICE_NAME = regex(
    r"(?:văn phòng|vp|phòng|ban|trung tâm|tt|đài|hội|ubnd|ubmttq|mttq|công an|ca|bch|ban chqs|đoàn|cổng ttđt|"
    r"trang ttđt|tổ|trạm|chi cục|sở|"
    r"thường trực|huyện đoàn|liên đoàn|nhà văn hóa|trường)\b[^.:;!?]{2,60}"
)


# What an office does makes a sentence or a headline of its name.
_DEED = regex(
    r"\b(?:tại|cho|về|với|trong|đến|từ|ở|để|được|bị|sẽ|đã|trao|tặng|tổ chức|triển khai|họp|thăm|dự|khai mạc|tổng kết|"
    r"sơ kết|tập huấn|ra quân|phối hợp|kiểm tra|giám sát|tiếp|bàn giao|công bố|phát động|hướng dẫn|tuyên truyền|"
    r"thông báo|đón|nhận|làm việc|tham gia|hưởng ứng|gặp mặt|bắt|phá|xử lý|ký|bầu|kết nạp|chúc|mừng|hỗ trợ|đạt)\b"
)
_GIVES = regex(r"\b(?:trao|tặng|cho|tại|phát biểu|thăm|chụp|ra quân|phát động|khai mạc)\b")


def tells_a_deed(folded: str) -> bool:
    """Tell whether words around an office's name (folded) say what it does."""
    return _DEED.search(folded) is not None


def is_office_line(text: str) -> bool:
    """Tell whether a short line is nothing but an office's name ("Văn phòng HĐND và UBND phường")."""
    if len(text) > 64 or ends_sentence(text):
        return False
    folded = fold_tone(text).strip(" ()")
    return _OFFICE_NAME.fullmatch(folded) is not None and not _GIVES.search(folded)


def is_deed_of_office(text: str) -> bool:
    """Tell whether a line says what an office gives or opens ("Ban tổ chức trao cờ lưu niệm"): a caption, no name."""
    folded = fold_tone(text).strip(" ()")
    return _OFFICE_NAME.fullmatch(folded) is not None and _GIVES.search(folded) is not None


_NAME_AND_POST = regex(rf"({_NAME.pattern})\s?[-–,(]\s?([^.!?:;]{{2,60}})")
_POST_OF_WRITER = regex(
    r"(?:công chức|cán bộ|phóng viên|pv|ctv|cộng tác viên|bt|ban biên tập|tt |trung tâm|phòng |văn phòng|đài |mttq|"
    r"ubmttq|hội |đoàn |"
    r"vhxh|vh-xh|vhtt|pvhtt|tc-kh|ubnd|vp|văn hóa|văn hoá|công an|ban chqs|bch|trạm|tuyên giáo|btg|chi cục|sở |"
    r"trường |theo |sưu tầm|tổng hợp|biên soạn|lược ghi|ghi$|st$|th$)"
)


@kept
def is_writer_line(text: str) -> bool:
    """Tell whether a last line names the writer, alone or with an office ("N - Công chức VHXH xã X")."""
    if is_name_line(text):
        return True
    if len(text) > 90 or ends_sentence(text):
        return False
    match = _NAME_AND_POST.fullmatch(text.strip(" .()[]"))
    if match is None or _NO_NAME.match(fold_tone(match[1])):
        return False
    return _POST_OF_WRITER.match(fold_tone(match[2])) is not None
