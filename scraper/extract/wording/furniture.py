"""Whether a line belongs to the page around an article: heading of a box, counter, button, a CMS's fact, imprint."""

from __future__ import annotations

from scraper.extract.wording.sentences import kept
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_RELATED = regex(
    r"(?:[-–+*»•#]\s*)?(?:(?:các |những |một số )?(?:tin|bài|bài viết|tin tức|tin bài|bài báo|thông tin|nội dung|"
    r"văn bản|tin liên)"
    r"(?: tức| bài| viết)?(?:,? bài)? (?:liên quan|khác|cùng (?:chuyên mục|chủ đề|loại|danh mục|mục)|mới(?: hơn|"
    r" nhất| cập nhật| đăng| nhận)?|cũ(?: hơn)?|"
    r"đã (?:đưa|đăng)(?: ngày)?|nổi bật|tiêu điểm|trước|sau|tiếp theo|đọc nhiều|xem nhiều|trong chuyên mục)"
    r"|(?:các |những )?(?:thông báo|album|bộ ảnh|ảnh|hình ảnh|video|clip|phóng sự|sự kiện|câu hỏi|dự án|chuyên mục|"
    r"(?:cuộc )?(?:thăm dò|khảo sát|bình chọn)) (?:khác|trước|liên quan|mới(?: nhất)?|cùng chuyên mục)"
    r"|xem thêm(?: tin)?|đọc thêm|có thể (?:bạn|quý vị) quan tâm|cùng chuyên mục|cùng chủ đề|liên quan|bài viết cùng|"
    r"mới (?:cập nhật|nhất|hơn|đăng)|cũ hơn|"
    r"tin cùng|chuyên mục khác|tin đọc nhiều|đọc nhiều nhất|xem nhiều nhất|tin nóng|related (?:news|posts|articles)|"
    r"other news|bài mới)"
)


@kept
def is_related_heading(text: str) -> bool:
    """Tell whether a line heads a list of other articles ("Tin liên quan", "Những tin cũ hơn")."""
    if len(text) > 60:
        return False
    folded = fold_tone(text).strip(" :.…-–»>|•")
    match = _RELATED.match(folded)
    return match is not None and len(folded) - match.end() <= 24


_MOST_READ = regex(
    r"(?:(?:các|những) )?(?:(?:tin|bài)(?: (?:tức|bài|viết))? )?(?:được )?"
    r"(?:(?:đọc|xem|quan tâm|truy cập|chia sẻ|bình luận)(?: nhiều(?: nhất)?| nhất))(?: trong (?:ngày|tuần|tháng|năm))?"
    r"|(?:most|top) (?:read|viewed|popular)(?: (?:news|posts|articles))?|popular (?:news|posts|articles)"
)


@kept
def is_most_read_heading(text: str) -> bool:
    """Tell whether a line heads a list of what is read most ("Tin xem nhiều"): others at each look, in any order."""
    return len(text) <= 60 and _MOST_READ.fullmatch(fold_tone(text).strip(" :.…-–»>|•")) is not None


_JUNK = regex(
    r"(?:đánh giá\s?:?\s?(?:\d|$)|\d(?:[.,]\d{1,2})?\s?(?:/\s?5|★|⭐)[\s-]{0,3}\(\d|"
    r"lượt đánh giá|tổng số điểm của bài viết|click để đánh giá|xếp hạng\s?:|bình luận\s?(?::|"
    r"\(?\d|$)|mã (?:xác thực|an toàn|bảo mật|kiểm tra|captcha)|"
    r"bản đồ |liên kết (?:web|website|trang)|thống kê|online\s?:|đang (?:online|truy cập|trực tuyến)|đã truy cập|"
    r"đã (?:xem|đọc)\s?:?\s?\d|"
    r"trực tuyến\s?:?|"
    r"(?:số |tổng )?(?:số )?lượt (?:người )?(?:truy cập|xem|đọc|view)|tổng (?:(?:lượt|số) )?(?:truy cập|lượt)|"
    r"lượt truy cập|"
    r"truy cập\s?(?::|hôm nay|trong|tuần|tháng|nội dung)|hôm nay\s?:?\s?[\d.,]+$|hôm qua\s?:?\s?[\d.,]+$|"
    r"(?:trong )?(?:tuần|tháng)(?: này| trước)?\s?:?\s?[\d.,]+$|tất cả\s?:\s?[\d.,]+$|khách(?: viếng thăm|"
    r" online)?\s?:|thành viên online|máy chủ tìm kiếm|"
    r"user online|access in|total visit|visitor tracking|view count|qr code|"
    r"(?:(?:mặc định|xem(?: với)?|đổi|chọn) )?cỡ chữ|skip to |"
    r"truy cập nội dung|"
    r"xuất bản thông tin|chi tiết bài viết|chi tiết tin|null |ý kiến (?:thăm dò|bạn đọc|của bạn)|thăm dò ý kiến|"
    r"số ký tự|bình chọn\s?:|góp ý(?! (?:với|cho|vào|tại|thêm|thẳng|để|trực tiếp|đối với)\b)|"
    r"gửi (?:bình luận|ý kiến|phản hồi|bài viết|email)|"
    r"bạn quan tâm đến|cơ quan chủ quản|giấy phép(?: số| thiết lập| hoạt động)|địa chỉ\s?:|điện thoại\s?:|đt\s?:|"
    r"fax\s?:|e-?mail\s?:|hotline|(?:phó )?trưởng ban biên tập\s?:|(?:phó )?tổng biên tập\s?:|người phát ngôn\s?:|"
    r"(?:người )?(?:kiểm )?duyệt(?: bài| tin)?\s?:|chịu trách nhiệm(?: chính| nội dung)?\s?:|"
    r"bản quyền|copyright|©|ghi rõ nguồn|designed by|thiết kế (?:bởi|và)|phát triển bởi|trang chủ\b|đăng nhập|"
    r"đăng ký|nhận (?:bản )?tin (?:hằng|hàng|mỗi|mới|qua)\b|tìm kiếm|"
    r"chia sẻ(?: bài viết| tin này| bài này)?\s?:?\s?(?:$|facebook|zalo|twitter|email|link|qua|lên|"
    r"trên)|in (?:trang|bài viết|tin)|bản in|in$|"
    r"nhập (?:địa chỉ )?e-?mail|đăng ký nhận|theo dõi (?:chúng tôi|fanpage|kênh|trang|cổng)|quét mã|chia sẻ bài viết|"
    r"đánh giá (?:bài viết|trung bình)|điểm đánh giá|"
    r"(?:bài viết|thông tin|nội dung|trang)(?: này)? (?:có )?(?:hữu ích|giúp ích)|hãy là người đầu tiên|"
    r"quay lại|trở (?:lại|về|lên)|về đầu trang|lên đầu trang|share\b|tweet\b|facebook|zalo|youtube|twitter|print\b|"
    r"email this|gửi tin|"
    r"(?:lên )?đầu trang|trang trước|trang sau|xem tiếp|tải về$|download$|đọc bài|nghe (?:bài|đọc|nội dung)|"
    r"giọng đọc|tắt/bật|phóng to|thu nhỏ|từ khóa|từ khoá|tags?\s?:|thẻ\s?:|"
    r"văn bản chỉ đạo|văn bản mới|thủ tục hành chính|dịch vụ công|thông báo mới|video clip|thư viện (?:ảnh|hình|"
    r"video)|hình ảnh hoạt động|"
    r"javascript|loading|(?:nội dung chính|mục lục(?: bài viết)?|trong bài(?: này| viết)?)$|(?:url|địa chỉ|link|"
    r"đường dẫn)(?: của)? (?:bài viết|trang)|đóng cửa sổ|chào mừng (?:bạn|"
    r"quý vị|các bạn)?[\w ,]{0,20}đến với|đang tải|"
    r"quảng cáo(?:$| (?:đang|sẽ|bên|phía|này|đóng|bỏ qua|tắt)\b)|please |vui lòng |your browser|bạn phải đăng nhập|"
    r"họ (?:và )?tên\s?(?::|$|\*)|nội dung\s?(?::$|$|\*)|tiêu đề\s?(?::$|$|\*))"
)


@kept
def is_junk(text: str) -> bool:
    """Tell whether a short line is page furniture: counters, rating, forms, buttons, address of the office, QR code."""
    if len(text) > 160:
        return False
    folded = fold_tone(text).strip(" •·|-–»:*")
    return not folded or _JUNK.match(folded) is not None


# What pages say to every reader: cookies, an assistant that chats, help for those who hear the page read.
_NOTICE = regex(
    r"\bcookies?\b|trợ lý (?:ảo|số)|\bchatbot\b|(?:nhấn|bấm|ấn) (?:phím|tổ hợp)|khiếm thị|"
    r"chính sách (?:bảo mật|quyền riêng tư|dữ liệu cá nhân|riêng tư)|tôi (?:có thể|sẽ) (?:giúp|hỗ trợ)|"
    r"(?:trình duyệt|thiết bị) của bạn"
)
_LONGEST_NOTICE = 200  # characters


@kept
def is_notice(text: str) -> bool:
    """Tell whether a line speaks to whoever uses the page, whatever page it is: of cookies, keys, an assistant."""
    return len(text) <= _LONGEST_NOTICE and _NOTICE.search(fold_tone(text)) is not None


# Digits of one run are one number to it, of whatever length: cut into several, a line of noughts fits in endless ways.
_FURTHER_NUMBER = r"(?:\s?[|/,·•-]\s?|\s{1,2})?(?:(?:trang|phần|kỳ) )?(?<!\d)\d{1,9}"
_PAGES = regex(
    r"(?:(?:trang|phần|kỳ)\s?:?\s)?(?:(?:trang|phần|kỳ) )?"
    rf"(?:\d{{2,9}}(?:{_FURTHER_NUMBER}){{0,30}}|\d(?:{_FURTHER_NUMBER}){{1,30}})"
    r"(?:\s?[»›>]{1,2}|\s?(?:tiếp|sau|cuối))?"
)
_LONGEST_PAGES = 80  # characters


def is_page_numbers(text: str) -> bool:
    """Tell whether a line leads to the pages or parts of a text ("Trang: 1 2 3", "Phần 1 | Phần 2")."""
    if len(text) > _LONGEST_PAGES or not any(map(str.isdigit, text)):
        return False
    folded = fold_tone(text).strip(" :|")
    return _PAGES.fullmatch(folded) is not None and ("trang" in folded or "phần" in folded or "kỳ" in folded)


# What a plugin that is gone leaves in the text: "[facebook_like_button]", "[gallery ids=1,2]".
_SHORTCODE = regex(
    r"\[/?(?:[a-z]{2,20}(?:[_-][a-z]{1,20}){1,4}(?:\s[^\[\]]{0,200})?|[a-z]{2,20}\s[^\[\]]{0,200}=[^\[\]]{0,200})\]"
)


def is_shortcode(text: str) -> bool:
    """Tell whether a line is nothing but a CMS's shortcode that nobody has expanded."""
    return text[:1] == "[" and _SHORTCODE.fullmatch(text.lower()) is not None


_COMMENTS = regex(
    r"(?:(?:các )?(?:ý kiến|bình luận|phản hồi)(?: (?:phản hồi|bạn đọc|độc giả|của bạn đọc|bình luận|bài viết)){0,2}|"
    r"gửi (?:ý kiến|bình luận|phản hồi)"
    r"|\d{1,4} (?:bình luận|phản hồi|ý kiến)|(?:viết|để lại)(?: một)? (?:bình luận|phản hồi)|leave a (?:reply|"
    r"comment)|comments?)\s?:?\s?(?:\(\d{1,4}\))?"
)


@kept
def is_comment_heading(text: str) -> bool:
    """Tell whether a line heads the comments of readers ("Ý kiến bạn đọc", "Bình luận (3)")."""
    return len(text) < 50 and _COMMENTS.fullmatch(fold_tone(text).strip(" :.-")) is not None


_INFO = regex(
    r"(?:tác giả\s?:|nguồn(?: tin)?\s?:|được (?:tạo|đăng|viết|gửi)|(?:viết|đăng|gửi) bởi|người đăng|"
    r"cập nhật(?: lần cuối)?(?: ngày| lúc|\s?:)|lần (?:sửa|cập nhật)(?: lần)? cuối|sửa lần cuối|"
    r"danh mục(?: cha)?\s?:|chuyên mục\s?:|"
    r"ngày (?:đăng|tạo|xuất bản)|thời gian đăng|đăng (?:ngày|lúc|bởi)|publish(?:ed)? (?:date|on|by)|written by|"
    r"(?:số )?lượt (?:xem|đọc)|chi tiết$|bởi$|by$|\d[\d.,]* lượt (?:xem|đọc))"
)


@kept
def is_info_line(text: str) -> bool:
    """Tell whether a line under a headline says when, by whom and where it was put up, in words of a CMS."""
    return len(text) < 120 and _INFO.match(fold_tone(text).lstrip(" (-|•")) is not None


_OWNER = regex(
    r"cơ quan chủ quản|giấy phép (?:số|thiết lập|hoạt động)|ghi rõ nguồn|chịu trách nhiệm (?:chính|nội dung|"
    r"xuất bản)|bản quyền (?:thuộc|©)|©|"
    r"điện thoại\s?:?\s?\(?[\d.() -]{7,}|fax\s?:?\s?\(?[\d.() -]{6,}|all rights reserved|trụ sở\s?:"
)


@kept
def is_owner_line(text: str) -> bool:
    """Tell whether a line is the portal's imprint: owner, licence, address, telephone."""
    return len(text) < 500 and _OWNER.search(fold_tone(text)) is not None
