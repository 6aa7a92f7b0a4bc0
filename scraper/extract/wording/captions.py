"""Whether a line describes a picture."""

from __future__ import annotations

from scraper.extract.wording.sentences import UPPER, ends_sentence, opens_with_time, sentences
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_SHOW = regex(
    r"\(?(?:toàn cảnh|quang cảnh|khung cảnh|cảnh |hình ảnh |một số hình ảnh|một số tiết mục|ảnh(?: tư liệu|"
    r" minh họa)?\s?:|"
    r"(?:các|một số|đông đảo|toàn thể) (?:vị )?(?:đại biểu|cử tri|học sinh|em học sinh|đoàn viên|hội viên|đảng viên|"
    r"cán bộ|lãnh đạo|vị khách)\b|"
    r"đại biểu (?:dự|tham dự|chụp)|đoàn viên, |lãnh đạo |chụp (?:ảnh|hình) lưu niệm|ban tổ chức (?:trao|tặng)|"
    r"tiết mục |nghi thức |đoàn chủ tịch |chủ tọa |chủ toạ )"
)
_HONORIFIC = regex(
    r"\(?(?:(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị|cụ|vị|nghệ nhân|nghệ sĩ|bác sĩ)\b|đại biểu ["
    + UPPER.lower()
    + r"]|"
    r"(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy)\b|(?:gs|pgs|ts|ths|bs)\.)\s*:?"
)
_OFFICE = regex(
    r"\(?(?:phó )?(?:bí thư|chủ tịch|chủ nhiệm|trưởng|giám đốc|chánh|chỉ huy trưởng|tổng bí thư|thủ tướng|bộ trưởng)\b"
)
_EVENT = (
    r"(?:buổi |cuộc |lễ |chương trình |phiên )?(?:hội nghị|hội thảo|kỳ họp|kì họp|phiên họp|buổi lễ|buổi làm việc|"
    r"buổi họp|cuộc họp|"
    r"đại hội|lễ [\w ]{2,30}|buổi [\w ]{2,40}|chương trình|tọa đàm|toạ đàm|diễn đàn|hội thi|ngày hội|hội trường|"
    r"làm việc|"
    r"tiếp xúc cử tri|gặp mặt|ra quân)"
)
_AT_THE_EVENT = regex(
    r"(?:tại|chủ trì|điều hành|dự|tham dự|khai mạc|kết luận|bế mạc|chúc mừng|chỉ đạo) " + _EVENT + r"[.\s)\]]*+"
    r"(?:\([^()]{0,60}\)|(?:ảnh|nguồn|tin)\s?:[^.]{0,60})?[.\s)\]]*$"
)
_SHOWN_VERB = regex(
    r"\b(?:phát biểu|trình bày|báo cáo|trao|tặng|chụp ảnh|chủ trì|điều hành|kết luận|khai mạc|bế mạc|đọc|thông qua|"
    r"giải trình|"
    r"trả lời|kiểm tra|thăm|dâng hương|viếng|bắt tay|chúc mừng|ký kết|cắt băng|thực hiện nghi thức|tham quan|"
    r"khảo sát|ra mắt|"
    r"tiếp thu|thảo luận|bỏ phiếu|đánh trống|chúc tết|động viên|đón|nhận|dự)\b"
)
_SAID = regex(
    r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|yêu cầu|đề nghị|ghi nhận|đánh giá cao|mong muốn|biểu dương|nêu rõ|"
    r"lưu ý|"
    r"cảm ơn|chia sẻ|đồng thời|cùng dự|đến dự|tới dự|tham dự có|sẽ )\b"
)
_PHOTO_CREDIT = regex(r"[(\[]?\b(?:ảnh|hình ảnh|photo|nguồn ảnh)\s?:\s?[^:]{2,50}$")
_POSITION_NOTE = regex(
    r"\((?:người )?(?:thứ|đứng|ngồi|bên|ngoài cùng|giữa|áo|bìa|hàng)[^()]{0,40}\)|từ (?:trái|phải) (?:sang|qua)"
)
MAX_CAPTION = 420  # characters; longer lines are text even under a picture
_PLAIN_SENTENCE = 150  # characters from which a full sentence that nothing sets apart is one of the text


def is_caption_shaped(text: str, *, styled: bool = False) -> bool:
    """Tell whether a line that follows a picture is its caption, not a paragraph of the text.

    Args:
        text: the line.
        styled: the page sets it apart (italic, centred, small), which leaves little doubt.
    """
    if len(text) > MAX_CAPTION or not any(map(str.isalpha, text)):
        return False  # "13:10" heads the next part of what is told as it happens
    if sentences(text) > (4 if styled else 2):
        return False
    if styled:
        return not (len(text) > 250 and opens_with_time(text) and ends_sentence(text))
    if not ends_sentence(text):
        return len(text) < 300 and not text.endswith((":", ";"))
    return shows_something(text) and (len(text) < _PLAIN_SENTENCE or _tells_of_photo(fold_tone(text)))


def shows_something(text: str) -> bool:
    """Tell whether a line says by its words that it describes a picture (who is seen doing what, where)."""
    if len(text) > MAX_CAPTION or sentences(text) > 2:
        return False
    folded = fold_tone(text)
    if _tells_of_photo(folded):
        return not opens_with_time(text)
    if _SHOW.match(folded):
        return len(text) < 220 and not _SAID.search(folded)
    if not (_HONORIFIC.match(folded) or _OFFICE.match(folded)):
        return bool(_AT_THE_EVENT.search(folded)) and len(text) < 160 and not opens_with_time(text)
    if _SAID.search(folded):
        return False
    return bool(_AT_THE_EVENT.search(folded)) or not ends_sentence(text) or bool(_SHOWN_VERB.search(folded))


def _tells_of_photo(folded: str) -> bool:
    """Tell whether folded words name the photographer or where in the picture somebody stands."""
    return bool(_PHOTO_CREDIT.search(folded[-70:]) or _POSITION_NOTE.search(folded))


def names_the_event_only_as_such(text: str) -> bool:
    """Tell whether a line ends in "phát biểu tại Hội nghị" and the like, as captions do."""
    return bool(_AT_THE_EVENT.search(fold_tone(text[-MAX_CAPTION:])))


def opens_with_person(text: str) -> bool:
    """Tell whether a line opens with an honorific and a name ("Đồng chí ...", "Ông ...", "Thượng tá ...")."""
    return bool(_HONORIFIC.match(fold_tone(text[:40])))


def is_show_opener(text: str) -> bool:
    """Tell whether a line opens as only captions do ("Toàn cảnh ...", "Quang cảnh ...", "Một số hình ảnh ...")."""
    return bool(_SHOW.match(fold_tone(text[:60])))
