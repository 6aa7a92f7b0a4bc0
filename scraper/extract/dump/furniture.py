"""What of a dump is no article: menus, site names, counters, the lists of other news, the portal's imprint."""

from __future__ import annotations

import re

from scraper.extract.standing_boxes import heads_standing_box
from scraper.extract.wording import (
    ends_sentence,
    is_comment_heading,
    is_file_name,
    is_junk,
    is_owner_line,
    is_related_heading,
    tells_a_deed,
)
from scraper.patterns import regex
from scraper.vietnamese import CAPITAL_LETTERS, fold_tone

_MOST = 0.3  # share of the running text that stands before a list of related news at least
MAX_ENTRY_WORDS = 4  # of either of two entries
MAX_ENTRY = 32  # characters of an entry of a menu
PROSE = 110  # characters from which a line that ends as a sentence is running text
_NUMBERS = regex(r"[\W\d_]+")
_SITE_NAME = regex(
    r"(?:bạn đang (?:ở|xem)|cổng (?:thông tin|tt)|trang (?:thông tin|tin|web|chủ)|website|báo điện tử"
    r"|tạp chí|cơ quan ngôn luận"
    r"|menu|giới thiệu\b|"
    r"tin tức(?: (?:-|–|và) sự kiện)?$|tin tức sự kiện$|thời sự$|hoạt động (?:của )?(?:lãnh đạo|hđnd|ubnd)$"
    r"|chính trị$|kinh tế$|văn hóa"
    r"(?: (?:-|–) xã hội)?$|sự kiện$|tin (?:trong|hoạt động|địa phương|nổi bật|mới)\b.{0,12}$|english$"
    r"|tiếng việt$|liên hệ$|sơ đồ (?:site|cổng)"
    r"|(?:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đặc khu) \S+(?: \S+){0,2}$"
    # the upper line of a letterhead
    r"|(?:ủy ban nhân dân|hội đồng nhân dân|ban chấp hành|đảng ủy|ủy ban mặt trận tổ quốc(?: việt nam)?)$"
    r"|(?:ubnd|ủy ban nhân dân|đảng bộ|hđnd) (?:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đặc khu)"
    r" \S+(?: \S+){0,2}$)"
)
# A body with its unit and nothing else, in the head of its own page ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO HUYỆN BÀU SEN").
_BODY = regex(
    r"(?:ubnd|ủy ban|hđnd|hội đồng nhân dân|đảng (?:bộ|ủy)|(?:tỉnh|huyện|thị|thành|quận) (?:ủy|đoàn)"
    r"|phòng (?!chống)|sở |công an|liên đoàn lao động"
    r"|ban (?:tuyên giáo|tổ chức|dân vận|nội chính|chỉ huy|quản lý|chqs)|hội (?:lhpn|liên hiệp|nông dân|cựu|ccb|người"
    r"|chữ thập|khuyến|luật)|đoàn (?:thanh niên|tncs|đbqh|đại biểu quốc hội)|trung tâm|trường|mặt trận)\b"
    r"(?: [^\W\d_]{1,8}){0,12} (?:xã|phường|thị trấn|huyện|thị xã|thành phố|quận|tỉnh|đặc khu)"
    r"(?: [^\W_]{1,9}){1,3}"
)
# A link to other news inside the text: "Tin liên quan: ...", "Xem thêm: ...", ">> ...".
_POINTER = regex(r"(?:(?:tin|bài)(?: viết)? liên quan|xem thêm|đọc thêm|mời (?:bạn )?(?:xem|đọc) thêm)\s?:|>>")
_WIDGET = regex(
    r"(?:lịch (?:công tác|làm việc|tiếp công dân)(?! của)|hỏi đáp$|bình chọn|thời tiết|tỷ giá|quảng cáo"
    r"|video(?: nổi bật)?$|album|về trang trước"
    r"|gửi (?:phản hồi|cho bạn)|văn bản(?: (?:pháp luật|mới ban hành|điều hành|qppl))?$|chuyên mục\s?:?$"
    r"|danh mục$|số điện thoại"
    r"|đường dây nóng|lượt (?:truy|xem|đọc)|tổng lượt"
    r"|lãnh đạo (?:ubnd|hđnd|ủy ban|đảng ủy|huyện ủy|thị ủy|thành ủy|tỉnh ủy|xã|phường|huyện|thị xã|thành phố|cơ quan)"
    r"(?: nhân dân| mttq)?(?: (?:xã|phường|huyện|tỉnh|thị xã))?(?: qua các thời kỳ)?$"
    r"|ngày \S{1,10}:? ?[0-9.,]+$|kết nối với|theo dõi (?:trên|chúng)"
    r"|xem nhiều|đọc nhiều|mới nhất$|nổi bật$|tiêu điểm$|phản hồi$|đóng$|các bài (?:khác|viết)|sitemap|rss$"
    r"|menu$|hình ảnh hoạt động|tải (?:về|xuống|file|tệp|văn bản)\b|số lượt tải|(?:file|tệp|tài liệu)(?: tin)? đính kèm"
    r"|gửi câu hỏi|đặt câu hỏi|in trang|lưu bài|(?:số/)?(?:số )?ký hiệu(?: văn bản)?\s?:|trích yếu\s?:|loại văn bản\s?:"
    r"|người ký\s?:|ngày (?:có )?(?:hiệu lực|ban hành|hết hiệu lực)\s?:|tình trạng hiệu lực)"
)
_LEADER_BOX = regex(
    r"(?:[Đđ]ồng [Cc]hí|ĐỒNG CHÍ|Đ/[Cc]|[Ôô]ng|[Bb]à)\s?:?\s?"
    rf"(?P<name>[{CAPITAL_LETTERS}]{{2,9}}(?:\s[{CAPITAL_LETTERS}]{{1,9}}){{1,4}})(?![^\W_])"
)
_ENTRY_MARK = regex(r" [-–] |: ")
_LONGEST_BOX = 300  # characters of a leader's box that are looked at
_DOES = regex(  # the first letters are looked at first: to tell where a word begins costs more
    r"(?=[bcdđkntp])\b(?:phát biểu|trao|tặng|chủ trì|kết luận|khai mạc|thăm|kiểm tra|báo cáo|trình bày|dự|nhận|tại"
    r"|điều hành|chúc|động viên)\b"
)
_CRUMB = regex(r"[>»›❯→]|::|\s/\s|\s\|\s")
_RECIPIENTS = regex(r"nơi nhận\s?:")
_BULLETS = ("-", "–", "+", "*", "•")
_HOME = regex(r"(?:trang chủ|home|trang nhất)$")
_LIFERAY_NULL = regex(r"null\s+", re.IGNORECASE)


def is_prose(text: str) -> bool:
    """Tell whether a line is running text: long, and ended as a sentence, or longer than any title."""
    return (len(text) >= PROSE and ends_sentence(text)) or len(text) > 320


def is_furniture(text: str) -> bool:
    """Tell whether a line is page junk whatever stands around it: counters, buttons, file names, bare numbers."""
    if _NUMBERS.fullmatch(text):
        return True
    if _POINTER.match(fold_tone(text[:40])):
        return True
    if is_prose(text):
        return False
    if "|" in text and all(map(_is_button, text.split("|"))):
        return True
    if is_junk(text) or is_file_name(text) or _WIDGET.match(fold_tone(text[:60])):
        return True
    return is_owner_line(text) and not _is_sentence(text)


def _is_button(part: str) -> bool:
    """Tell whether a part of a row ("In trang | Gửi email | Quay lại") is a button of the page or a number."""
    label = part.strip()
    return (
        not label
        or _NUMBERS.fullmatch(label) is not None
        or is_junk(label)
        or _WIDGET.match(fold_tone(label)) is not None
    )


def is_site_name(text: str) -> bool:
    """Tell whether a line above the article is the name of site or section, or an entry of a menu."""
    if len(text) >= 120:
        return False
    folded = fold_tone(text).strip(" -–|•*:")
    if "|" in folded:  # a row of a menu
        entries = [part.strip() for part in folded.split("|")]
        return all(len(entry) < MAX_ENTRY for entry in entries) and (
            len(entries) > 2 or all(len(entry.split()) <= MAX_ENTRY_WORDS for entry in entries)
        )
    if _BODY.fullmatch(folded) and not _DOES.search(folded) and not tells_a_deed(folded):
        return True
    return len(folded) < 90 and _SITE_NAME.match(folded) is not None


def is_image_mark(text: str) -> bool:
    """Tell whether a line is what a dump prints for a picture: its file name or a dummy text ("hình ảnh")."""
    return not _NUMBERS.fullmatch(text) and is_file_name(text)


def is_leader_box(text: str, article: str) -> bool:
    """Tell whether a line behind the text is a sidebar's box of a leader: a name in capitals, a post, no verb.

    ``article`` is the folded text: whoever it names is no stranger to it, and the line may be a caption.
    """
    found = _LEADER_BOX.match(text)
    if found is None or ends_sentence(text) or _DOES.search(fold_tone(text[:_LONGEST_BOX])):
        return False
    return fold_tone(found["name"]) not in article


def breadcrumb(text: str) -> list[str] | None:
    """Return the steps of a breadcrumb ("Trang chủ > Tin tức > Chính trị") without the home page, else ``None``."""
    if len(text) > 300:
        return None
    steps = [step.strip() for step in _CRUMB.split(text) if step.strip()]
    if len(steps) < 2:
        return None
    home = _HOME.match(fold_tone(steps[0])) is not None
    if not home and "|" in text:  # a menu
        return None
    if not home and (len(steps) < 3 or any(len(step) > 40 for step in steps[:-1])):
        return None
    return steps[1:] if home else steps


def without_null(text: str) -> str:
    """Return a line without the word "null" that Liferay prints where a title has no prefix."""
    return _LIFERAY_NULL.sub("", text, count=1) if _LIFERAY_NULL.match(text) else text


def article_end(lines: list[str]) -> int:
    """Return the index after the last line that can belong to the article.

    The list of related news ends it, and the comments of readers. So does, after the last running text, the first line
    of page junk: what comes then (sidebars, boxes of leaders) is another part of the page.
    """
    prose = [len(line) if is_prose(line) else 0 for line in lines]
    total = sum(prose)
    before = 0
    for index, line in enumerate(lines):
        if (is_related_heading(line) or is_comment_heading(line)) and before >= _MOST * max(total, 1):
            lines = lines[:index]
            break
        before += prose[index]
    last = max((index for index in range(len(lines)) if prose[index]), default=-1)
    article = fold_tone("\n".join(lines[: last + 1]))
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if last < 0:
            break
        junk = (is_furniture(line) and not is_image_mark(line)) or _is_of_standing_box(line)
        if junk or is_leader_box(line, article):
            return index
    return len(lines)


def recipients(lines: list[str]) -> set[int]:
    """Return the lines of the list to whom a document goes: "Nơi nhận:", then items until one is none.

    Every administrative document has it at its foot (decree 30/2020/NĐ-CP, annex I); it says nothing of the matter.
    """
    found: set[int] = set()
    for index, line in enumerate(lines):
        if _RECIPIENTS.match(fold_tone(line[:20])) or (index - 1 in found and line.startswith(_BULLETS)):
            found.add(index)
    return found


def _is_of_standing_box(line: str) -> bool:
    """Tell whether a line heads a standing box, alone or with its first entry ("LÃNH ĐẠO HUYỆN - Bí thư: N")."""
    return heads_standing_box(_ENTRY_MARK.split(line[:_LONGEST_BOX], maxsplit=1)[0])


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and len(text) > 60 and ":" not in text
