"""Whether a line is made of nothing but the labels of buttons and widgets: sharing, printing, font size, a player."""

from __future__ import annotations

from scraper.extract.wording.sentences import kept
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_LONGEST = 120  # characters
# What the controls around an article are labelled with; longer labels before those that they begin with.
_CONTROL = regex(
    r"\b(?:chia sẻ (?:bài viết|tin này|bài này|liên kết|qua|lên|trên|với|tin|bài)|chia sẻ|"
    r"sao chép (?:liên kết|đường dẫn|link)|copy (?:link|url)|copy|facebook|messenger|zalo|twitter|x\.com|telegram|"
    r"linkedin|pinterest|whatsapp|youtube|tiktok|google ?(?:news|plus|\+)?|print|e-?mail|pdf|share|tweet|like|"
    r"theo dõi (?:cổng ttđt|cổng thông tin điện tử|chúng tôi|báo|trang|kênh)?|trên(?= (?:google|zalo|facebook|"
    r"youtube))|"
    r"(?:in|gửi|lưu|nghe|đọc|xem|tải|phát|dừng|tạm dừng|nghe đọc) (?:bài viết|nội dung|bài|trang|tin|ấn|audio|email|"
    r"mail|file|podcast|âm thanh|văn bản)(?: này)?|(?:gửi )?cho bạn bè|bản in|in ra|tạm dừng|tiếp tục|dừng lại|"
    r"nghe (?:tiếp|lại)|phát âm thanh|phát lại|tốc độ (?:đọc|phát)|tốc độ|"
    r"chọn giọng đọc|giọng (?:đọc|nam|nữ)(?: miền (?:bắc|trung|nam))?|miền (?:bắc|trung|nam)|âm lượng|"
    r"(?:tăng|giảm|xem|đổi|chọn|thay đổi|mặc định)(?= (?:cỡ|kích))|(?:cỡ|kích (?:cỡ|thước)) chữ|mặc định|phóng to|"
    r"thu nhỏ|chữ (?:to|nhỏ|vừa|lớn)|màu nền|tương phản|chế độ (?:tối|sáng|đọc)|"
    r"quay (?:lại|về)|trở (?:lại|về)|về trang trước|(?:lên |về )?đầu trang|lên trên|trang trước|trang sau|"
    r"thích|yêu thích|không thích|quan tâm|báo lỗi|báo xấu|góp ý|phản hồi|bình luận|ý kiến|đánh giá|"
    r"quảng cáo|tài trợ|advertisements?|sponsored|ad|lưu lại|lưu|in|gửi|email|nghe|đọc|xem)\b"
)
_MARKS = regex(r"(?<![^\W\d_])[ax](?:\s?[+-]|(?![^\W_]))|\d{1,3}(?:[.,:]\d{1,2}){0,2}x?(?![^\W_])|[^\w]")


@kept
def is_controls(text: str) -> bool:
    """Tell whether a line holds labels of controls and nothing else ("Cỡ chữ A- A+", "Thích 0 Chia sẻ")."""
    if not 2 <= len(text) <= _LONGEST:
        return False
    folded = fold_tone(text)
    if not _CONTROL.search(folded):
        return False
    return not _MARKS.sub("", _CONTROL.sub(" ", folded))
