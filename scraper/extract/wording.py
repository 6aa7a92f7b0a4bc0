"""What a line of a page is, told by its words: caption, file name, heading of related news, page junk, a bare name.

The cues are facts of the language and of the portals' templates (docs/design.md names the fact sheets); none of them
knows a portal. All functions take one line, NFC, white space collapsed; comparison folds case and tone placement.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.vietnamese import fold, fold_tone

# A portal's pages repeat their menus, boxes and feet line by line: what was found out about a line is kept.
_kept = lru_cache(maxsize=8_192)

_UPPER = "A-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_SENTENCE_END = re.compile(r"[.!?…]\s*/?\.?\s*[\"”’')\]]*$|\.\s*/\s*\.?$")
_TIME_OPENER = re.compile(
    r"(?:vào |lúc |đúng |từ |trong |nhân |thực hiện |theo |sau |trước |tiếp |cũng |phát biểu (?:tại|khai mạc|"
    r"kết luận|chỉ)|"
    r"kết luận |dự và |tham dự |đến dự |tới dự |tại |để |với |qua |trên |nhằm |bên cạnh |ngoài ra|đồng thời|được biết)"
    r"|(?:rạng |trưa |sáng |chiều |tối |đêm )?(?:ngày|hôm|nay|qua|mai)? ?\d{1,2}\s?[/.-]\s?\d"
    r"|(?:sáng|trưa|chiều|tối|đêm|ngày|hôm) (?:nay|qua|ngày|\(?\d)"
)

# ---------------------------------------------------------------------------------------------- captions

_SHOW = re.compile(
    r"\(?(?:toàn cảnh|quang cảnh|khung cảnh|cảnh |hình ảnh |một số hình ảnh|một số tiết mục|ảnh(?: tư liệu|"
    r" minh họa)?\s?:|"
    r"(?:các|một số|đông đảo|toàn thể) (?:vị )?(?:đại biểu|cử tri|học sinh|em học sinh|đoàn viên|hội viên|đảng viên|"
    r"cán bộ|lãnh đạo|vị khách)\b|"
    r"đại biểu (?:dự|tham dự|chụp)|đoàn viên, |lãnh đạo |chụp (?:ảnh|hình) lưu niệm|ban tổ chức (?:trao|tặng)|"
    r"tiết mục |nghi thức |đoàn chủ tịch |chủ tọa |chủ toạ )"
)
_HONORIFIC = re.compile(
    r"\(?(?:(?:các )?(?:đồng chí|đ/c|ông|bà|anh|chị|vị)\b|đại biểu [" + _UPPER.lower() + r"]|"
    r"(?:đại|thượng|trung|thiếu) (?:tá|tướng|úy)\b|(?:gs|pgs|ts|ths|bs)\.)\s*:?"
)
_OFFICE = re.compile(
    r"\(?(?:phó )?(?:bí thư|chủ tịch|chủ nhiệm|trưởng|giám đốc|chánh|chỉ huy trưởng|tổng bí thư|thủ tướng|bộ trưởng)\b"
)
_EVENT = (
    r"(?:buổi |cuộc |lễ |chương trình |phiên )?(?:hội nghị|hội thảo|kỳ họp|kì họp|phiên họp|buổi lễ|buổi làm việc|"
    r"buổi họp|cuộc họp|"
    r"đại hội|lễ [\w ]{2,30}|buổi [\w ]{2,40}|chương trình|tọa đàm|toạ đàm|diễn đàn|hội thi|ngày hội|hội trường|"
    r"làm việc|"
    r"tiếp xúc cử tri|gặp mặt|ra quân)"
)
_AT_THE_EVENT = re.compile(
    r"(?:tại|chủ trì|điều hành|dự|tham dự|khai mạc|kết luận|bế mạc|chúc mừng|chỉ đạo) " + _EVENT + r"[.\s)\]]*"
    r"(?:\([^()]{0,60}\)|(?:ảnh|nguồn|tin)\s?:[^.]{0,60})?[.\s)\]]*$"
)
_SHOWN_VERB = re.compile(
    r"\b(?:phát biểu|trình bày|báo cáo|trao|tặng|chụp ảnh|chủ trì|điều hành|kết luận|khai mạc|bế mạc|đọc|thông qua|"
    r"giải trình|"
    r"trả lời|kiểm tra|thăm|dâng hương|viếng|bắt tay|chúc mừng|ký kết|cắt băng|thực hiện nghi thức|tham quan|"
    r"khảo sát|ra mắt|"
    r"tiếp thu|thảo luận|bỏ phiếu|đánh trống|chúc tết|động viên|đón|nhận|dự)\b"
)
_SAID = re.compile(
    r"\b(?:cho biết|cho rằng|nhấn mạnh|khẳng định|yêu cầu|đề nghị|ghi nhận|đánh giá cao|mong muốn|biểu dương|nêu rõ|"
    r"lưu ý|"
    r"cảm ơn|chia sẻ|đồng thời|cùng dự|đến dự|tới dự|tham dự có|sẽ )\b"
)
_PHOTO_CREDIT = re.compile(r"[(\[]?\b(?:ảnh|hình ảnh|photo|nguồn ảnh)\s?:\s?[^:]{2,50}$")
_POSITION_NOTE = re.compile(
    r"\((?:người )?(?:thứ|đứng|ngồi|bên|ngoài cùng|giữa|áo|bìa|hàng)[^()]{0,40}\)|từ (?:trái|phải) (?:sang|qua)"
)
MAX_CAPTION = 420  # characters; longer lines are text even under a picture


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence of running text does (full stop, "./.", ellipsis, closing quote)."""
    return bool(_SENTENCE_END.search(text[-12:]))


def opens_with_time(text: str) -> bool:
    """Tell whether a line opens as a sentence of running text does: with a time, a place, an occasion."""
    return bool(_TIME_OPENER.match(fold_tone(text[:60])))


def is_caption_shaped(text: str, *, styled: bool = False) -> bool:
    """Tell whether a line that follows a picture is its caption, not a paragraph of the text.

    Args:
        text: the line.
        styled: the page sets it apart (italic, centred, small), which leaves little doubt.
    """
    if not text or len(text) > MAX_CAPTION:
        return False
    if sentences(text) > (4 if styled else 2):
        return False
    if styled:
        return not (len(text) > 250 and opens_with_time(text) and ends_sentence(text))
    if not ends_sentence(text):
        return len(text) < 300 and not text.endswith((":", ";"))
    return shows_something(text)


def shows_something(text: str) -> bool:
    """Tell whether a line says by its words that it describes a picture (who is seen doing what, where)."""
    if len(text) > MAX_CAPTION or sentences(text) > 2:
        return False
    folded = fold_tone(text)
    if _PHOTO_CREDIT.search(folded[-70:]) or _POSITION_NOTE.search(folded):
        return not opens_with_time(text)
    if _SHOW.match(folded):
        return len(text) < 220 and not _SAID.search(folded)
    if not (_HONORIFIC.match(folded) or _OFFICE.match(folded)):
        return bool(_AT_THE_EVENT.search(folded)) and len(text) < 160 and not opens_with_time(text)
    if _SAID.search(folded):
        return False
    return bool(_AT_THE_EVENT.search(folded)) or not ends_sentence(text) or bool(_SHOWN_VERB.search(folded))


def names_the_event_only_as_such(text: str) -> bool:
    """Tell whether a line ends in "phát biểu tại Hội nghị" and the like, as captions do."""
    return bool(_AT_THE_EVENT.search(fold_tone(text)))


def opens_with_person(text: str) -> bool:
    """Tell whether a line opens with an honorific and a name ("Đồng chí ...", "Ông ...", "Thượng tá ...")."""
    return bool(_HONORIFIC.match(fold_tone(text[:40])))


def is_show_opener(text: str) -> bool:
    """Tell whether a line opens as only captions do ("Toàn cảnh ...", "Quang cảnh ...", "Một số hình ảnh ...")."""
    return bool(_SHOW.match(fold_tone(text[:60])))


_SENTENCE_BREAK = re.compile(r"[.!?…]\s+(?=[“\"(]?[" + _UPPER + r"])")
_ABBREVIATION = re.compile(r"\b(?:TP|Tp|TS|GS|PGS|ThS|BS|Th\.S|P|Q|H|X|TX|TT|Mr|Dr|[" + _UPPER + r"])\.\s")


def sentences(text: str) -> int:
    """Return how many sentences a line seems to hold (at least 1 where there is text)."""
    if not text:
        return 0
    return 1 + len(_SENTENCE_BREAK.findall(_ABBREVIATION.sub("x ", text)))


# ---------------------------------------------------------------------------------------------- file names

_FILE_NAME = re.compile(
    r"(?:(?:img|dsc[nf]?|p|pic|image|photo|hinh|anh|hình|ảnh|screenshot|fb img|wp|received|video|viber|zalo|thumb|"
    r"unnamed|untitled|"
    r"z|file|scan|capture|hình ảnh|no image|noimage|avatar|logo|icon|banner|image alt|alt|default)"
    r"[\s_.()\d-]*(?:image|img)?[\s_.()\d\w-]{0,3})"
    r"|leftcenterrightdel|[\w-]+\.(?:jpe?g|png|gif|bmp|webp|tiff?|jfif)"
    r"|z?\d{6,}(?:[\s_-]+[0-9a-f]{4,})*|[0-9a-f]{8}(?:[\s_-]?[0-9a-f]{4,12})+|[\d\s_.()x-]+",
    re.IGNORECASE,
)
_IMAGE_SUFFIX = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp|tiff?|jfif)$", re.IGNORECASE)
_FILE_LIKE = re.compile(r"(?=.*\d{4,})[a-z0-9_.-]+(?: [a-z0-9_.-]+){0,4}", re.IGNORECASE)


@_kept
def is_file_name(text: str) -> bool:
    """Tell whether an image's text is only a file name or a dummy ("IMG 20170123 144936", "hình ảnh", a uuid)."""
    stripped = text.strip(" .:-_()[]")
    if len(stripped) < 3:
        return True
    if len(stripped) > 120:
        return False
    if _FILE_NAME.fullmatch(stripped) or (_IMAGE_SUFFIX.search(stripped) and " " not in stripped):
        return True
    return (
        stripped.isascii()
        and len(stripped) < 80
        and bool(_FILE_LIKE.fullmatch(stripped))
        and _digit_share(stripped) > 0.3
    )


def _digit_share(text: str) -> float:
    return sum(character.isdigit() for character in text) / len(text)


# ---------------------------------------------------------------------------------------------- furniture

_RELATED = re.compile(
    r"(?:[-–+*»•#]\s*)?(?:(?:các |những |một số )?(?:tin|bài|bài viết|tin tức|tin bài|bài báo|thông tin|nội dung|"
    r"văn bản|tin liên)"
    r"(?: tức| bài| viết)?(?:,? bài)? (?:liên quan|khác|cùng (?:chuyên mục|chủ đề|loại|danh mục|mục)|mới(?: hơn|"
    r" nhất| cập nhật| đăng)?|cũ(?: hơn)?|"
    r"đã (?:đưa|đăng)(?: ngày)?|nổi bật|tiêu điểm|trước|sau|tiếp theo|đọc nhiều|xem nhiều|trong chuyên mục)"
    r"|(?:các |những )?(?:thông báo|album|bộ ảnh|ảnh|hình ảnh|video|clip|phóng sự|sự kiện|câu hỏi|dự án|chuyên mục|"
    r"(?:cuộc )?(?:thăm dò|khảo sát|bình chọn)) (?:khác|trước|liên quan|mới(?: nhất)?|cùng chuyên mục)"
    r"|xem thêm(?: tin)?|đọc thêm|có thể (?:bạn|quý vị) quan tâm|cùng chuyên mục|cùng chủ đề|liên quan|bài viết cùng|"
    r"mới cập nhật|"
    r"tin cùng|chuyên mục khác|tin đọc nhiều|đọc nhiều nhất|xem nhiều nhất|tin nóng|related (?:news|posts|articles)|"
    r"other news|bài mới)"
)


@_kept
def is_related_heading(text: str) -> bool:
    """Tell whether a line heads a list of other articles ("Tin liên quan", "Những tin cũ hơn")."""
    if len(text) > 60:
        return False
    folded = fold_tone(text).strip(" :.…-–»>|•")
    match = _RELATED.match(folded)
    return match is not None and len(folded) - match.end() <= 24


_JUNK = re.compile(
    r"(?:đánh giá\s?:?$|lượt đánh giá|tổng số điểm của bài viết|click để đánh giá|xếp hạng\s?:|bình luận\s?(?::|"
    r"\(?\d|$)|mã (?:xác thực|an toàn|bảo mật|kiểm tra|captcha)|"
    r"bản đồ |liên kết (?:web|website|trang)|thống kê|online\s?:|đang (?:online|truy cập|trực tuyến)|đã truy cập|"
    r"trực tuyến\s?:?|"
    r"(?:số |tổng )?(?:số )?lượt (?:truy cập|xem|đọc|view)|tổng (?:lượt|số) (?:truy cập|lượt)|lượt truy cập|"
    r"truy cập\s?(?::|hôm nay|trong|tuần|tháng|nội dung)|hôm nay\s?:?\s?[\d.,]+$|hôm qua\s?:?\s?[\d.,]+$|"
    r"(?:trong )?(?:tuần|tháng)(?: này| trước)?\s?:?\s?[\d.,]+$|tất cả\s?:\s?[\d.,]+$|khách(?: viếng thăm|"
    r" online)?\s?:|thành viên online|máy chủ tìm kiếm|"
    r"user online|access in|total visit|visitor tracking|view count|qr code|(?:mặc định )?cỡ chữ|skip to |"
    r"truy cập nội dung|"
    r"xuất bản thông tin|chi tiết bài viết|chi tiết tin|null |ý kiến (?:thăm dò|bạn đọc|của bạn)|thăm dò ý kiến|"
    r"góp ý|gửi (?:bình luận|ý kiến|phản hồi|bài viết|email)|"
    r"bạn quan tâm đến|cơ quan chủ quản|giấy phép(?: số| thiết lập| hoạt động)|địa chỉ\s?:|điện thoại\s?:|đt\s?:|"
    r"fax\s?:|e-?mail\s?:|hotline|chịu trách nhiệm(?: chính| nội dung)?\s?:|"
    r"bản quyền|copyright|©|ghi rõ nguồn|designed by|thiết kế (?:bởi|và)|phát triển bởi|trang chủ\b|đăng nhập|"
    r"đăng ký|tìm kiếm|chia sẻ(?: bài viết)?\s?:?$|chia sẻ (?:qua|lên|trên) |in (?:trang|bài viết|tin)|bản in|in$|"
    r"nhập (?:địa chỉ )?e-?mail|đăng ký nhận|theo dõi (?:chúng tôi|fanpage|kênh|trang|cổng)|quét mã|chia sẻ bài viết|"
    r"đánh giá bài viết|(?:bài viết|thông tin|nội dung|trang)(?: này)? có (?:hữu ích|giúp ích)|hãy là người đầu tiên|"
    r"quay lại|trở (?:lại|về|lên)|về đầu trang|lên đầu trang|share\b|tweet\b|facebook|zalo|youtube|twitter|print\b|"
    r"email this|gửi tin|"
    r"(?:lên )?đầu trang|trang trước|trang sau|xem tiếp|tải về$|download$|đọc bài|nghe (?:bài|đọc|nội dung)|"
    r"giọng đọc|tắt/bật|phóng to|thu nhỏ|từ khóa|từ khoá|tags?\s?:|thẻ\s?:|"
    r"văn bản chỉ đạo|văn bản mới|thủ tục hành chính|dịch vụ công|thông báo mới|video clip|thư viện (?:ảnh|hình|"
    r"video)|hình ảnh hoạt động|"
    r"javascript|loading|(?:nội dung chính|mục lục(?: bài viết)?|trong bài(?: này| viết)?)$|(?:url|địa chỉ|link|"
    r"đường dẫn)(?: của)? (?:bài viết|trang)|đóng cửa sổ|chào mừng (?:bạn|"
    r"quý vị|các bạn)?[\w ,]{0,20}đến với|đang tải|please |vui lòng |your browser|bạn phải đăng nhập|"
    r"họ (?:và )?tên\s?(?::|$|\*)|nội dung\s?(?::$|$|\*)|tiêu đề\s?(?::$|$|\*))"
)


@_kept
def is_junk(text: str) -> bool:
    """Tell whether a short line is page furniture: counters, rating, forms, buttons, address of the office, QR code."""
    if len(text) > 160:
        return False
    folded = fold_tone(text).strip(" •·|-–»:*")
    return not folded or _JUNK.match(folded) is not None


_COMMENTS = re.compile(
    r"(?:(?:các )?(?:ý kiến|bình luận|phản hồi)(?: (?:phản hồi|bạn đọc|độc giả|của bạn đọc|bình luận|bài viết)){0,2}|"
    r"gửi (?:ý kiến|bình luận|phản hồi)"
    r"|\d{1,4} (?:bình luận|phản hồi|ý kiến)|(?:viết|để lại)(?: một)? (?:bình luận|phản hồi)|leave a (?:reply|"
    r"comment)|comments?)\s?:?\s?(?:\(\d{1,4}\))?"
)


@_kept
def is_comment_heading(text: str) -> bool:
    """Tell whether a line heads the comments of readers ("Ý kiến bạn đọc", "Bình luận (3)")."""
    return len(text) < 50 and _COMMENTS.fullmatch(fold_tone(text).strip(" :.-")) is not None


_INFO = re.compile(
    r"(?:tác giả\s?:|nguồn(?: tin)?\s?:|được (?:tạo|đăng|viết)|viết bởi|đăng bởi|người đăng|"
    r"cập nhật(?: lần cuối)?(?: ngày| lúc|\s?:)|danh mục(?: cha)?\s?:|chuyên mục\s?:|"
    r"ngày (?:đăng|tạo|xuất bản)|thời gian đăng|đăng (?:ngày|lúc|bởi)|publish(?:ed)? (?:date|on|by)|written by|"
    r"(?:số )?lượt (?:xem|đọc)|chi tiết$|bởi$|by$|\d[\d.,]* lượt (?:xem|đọc))"
)


@_kept
def is_info_line(text: str) -> bool:
    """Tell whether a line under a headline says when, by whom and where it was put up, in words of a CMS."""
    return len(text) < 120 and _INFO.match(fold_tone(text).lstrip(" (-|•")) is not None


_OWNER = re.compile(
    r"cơ quan chủ quản|giấy phép (?:số|thiết lập|hoạt động)|ghi rõ nguồn|chịu trách nhiệm (?:chính|nội dung|"
    r"xuất bản)|bản quyền (?:thuộc|©)|©|"
    r"điện thoại\s?:?\s?\(?[\d.() -]{7,}|fax\s?:?\s?\(?[\d.() -]{6,}|all rights reserved|trụ sở\s?:"
)


@_kept
def is_owner_line(text: str) -> bool:
    """Tell whether a line is the portal's imprint: owner, licence, address, telephone."""
    return len(text) < 500 and _OWNER.search(fold_tone(text)) is not None


# ---------------------------------------------------------------------------------------------- names

_WORD = re.compile(rf"[{_UPPER}][\w’'ʼ.-]*")
_NAME = re.compile(rf"[{_UPPER}][\w’'ʼ.]*(?:[ -]{{1,2}}[{_UPPER}][\w’'ʼ.]*){{1,4}}")
_NAME_LIST = re.compile(rf"(?:{_NAME.pattern})(?:\s?(?:[-–/,&;]|và)\s?(?:{_NAME.pattern}|[{_UPPER}]{{2,8}}))*")
_NO_NAME = re.compile(
    r"(?:phường|xã|huyện|thị|tỉnh|thành|quận|ủy|uỷ|ban|hội|đảng|trường|công|cổng|trang|văn phòng|phòng|sở|trung tâm|"
    r"đồng chí|việt nam|"
    r"ubnd|hđnd|ubmttq|mttq|tin|bài|ảnh|kính|ngày|toàn cảnh|quang cảnh|chủ tịch|bí thư|thông báo|kế hoạch|nghị quyết|"
    r"khu phố|thôn|lễ|"
    r"kết quả|hội nghị|đại hội|tổ quốc|chương trình|quyết định|báo cáo)\b"
)


def is_name_line(text: str) -> bool:
    """Tell whether a line is nothing but a name or a few ("Lý Vân", "Minh Chính- Quang Huy", "Thu Hà - PVHTT")."""
    if not 4 <= len(text) <= 60:
        return False
    stripped = re.sub(r"\s*([-–/])\s*", r" \1 ", text.strip(" .;()[]")).strip()
    return _NAME_LIST.fullmatch(stripped) is not None and not _NO_NAME.match(fold_tone(stripped))


_OFFICE_NAME = re.compile(
    r"(?:văn phòng|vp|phòng|ban|trung tâm|tt|đài|hội|ubnd|ubmttq|mttq|công an|ca|bch|ban chqs|đoàn|cổng ttđt|"
    r"trang ttđt|tổ|trạm|chi cục|sở|"
    r"thường trực|huyện đoàn|liên đoàn|nhà văn hóa|trường)\b[^.:;!?]{2,60}"
)


def is_office_line(text: str) -> bool:
    """Tell whether a short line is nothing but an office's name ("Văn phòng HĐND và UBND phường")."""
    return (
        len(text) <= 64 and not ends_sentence(text) and _OFFICE_NAME.fullmatch(fold_tone(text).strip(" ()")) is not None
    )


_NAME_AND_POST = re.compile(rf"({_NAME.pattern})\s?[-–,(]\s?([^.!?:;]{{2,60}})")
_POST_OF_WRITER = re.compile(
    r"(?:công chức|cán bộ|phóng viên|pv|ctv|cộng tác viên|bt|ban biên tập|tt |trung tâm|phòng |văn phòng|đài |mttq|"
    r"ubmttq|hội |đoàn |"
    r"vhxh|vh-xh|vhtt|pvhtt|tc-kh|ubnd|vp|văn hóa|văn hoá|công an|ban chqs|bch|trạm|tuyên giáo|btg|chi cục|sở |"
    r"trường |theo )"
)


@_kept
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


_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")


@_kept
def key(text: str) -> str:
    """Return a line's letters and digits without marks, for "is this the same text" questions."""
    return "".join(_LETTERS_AND_DIGITS.findall(fold(text)))
