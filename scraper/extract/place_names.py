"""What the language tells of the names of places: family names that also begin places, stop words.

All words are folded (:func:`scraper.vietnamese.fold_tone`).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FAMILY_NAMES = _words(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương đoàn đào lương mai tô
    cao tạ thái đàm nghiêm doãn tống phùng vi lò lường quàng giàng vàng thào sùng nông hứa triệu lưu quách hà chu lâm
    châu khưu đậu kiều từ la lục tăng thân mạc bạch tôn vương lữ ngụy khổng
    tiêu nhan phí lã khuất"""
)
# These family names also begin names of places ("Hà Tĩnh", "Cao Lộc", "Mai Sơn"), so that they alone end none.
ALSO_PLACES = _words(
    "hà cao mai lâm châu thái lương hoàng hồ chu từ la vi lục thân bạch dương lý tôn triệu tống đào tăng vàng"
)
# Capitalised words that begin something else than a name: anywhere, or once a name has begun.
NEVER_FIRST = _words("khóa khoá lần nhiệm và các những số rất cùng đến lượt với để tại")
NEVER_LATER = NEVER_FIRST | _words(
    "ông bà ủy uỷ sở chủ giám bí phó hiệu viện tổng cục chánh ngày sáng chiều tối trong năm"
)
