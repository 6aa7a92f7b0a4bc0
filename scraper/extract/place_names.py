"""What is known of the names of places without a gazetteer: provinces, family names that also begin places, stop words.

All words are folded (:func:`scraper.vietnamese.fold_tone`).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _names(text: str) -> frozenset[str]:
    return frozenset(" ".join(name.split()) for name in text.split(","))


# The provinces of 1997 to today. Without them the name after "Chủ tịch UBND tỉnh" may be anyone's.
PROVINCES = _names(
    """an giang, bà rịa, bạc liêu, bắc giang, bắc kạn, bắc cạn, bắc ninh, bến tre, bình dương, bình định,
    bình phước, bình thuận, cà mau, cao bằng, đắk lắk, đăk lăk, đắc lắc, đắk nông, đăk nông, đắc nông,
    điện biên, đồng nai, đồng tháp, gia lai, hà giang, hà nam, hà tây, hà tĩnh, hải dương, hậu giang, hòa bình,
    hưng yên, khánh hòa, kiên giang, kon tum, lai châu, lạng sơn, lào cai, lâm đồng, long an, nam định,
    nghệ an, ninh bình, ninh thuận, phú thọ, phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị,
    sóc trăng, sơn la, tây ninh, thái bình, thái nguyên, thanh hóa, thừa thiên huế, thừa thiên, tiền giang,
    trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái"""
)
# Districts and cities whose names look like a person's; the others of three syllables do not.
LIKE_PEOPLE = ("hồ chí minh", "trần văn thời", "dương minh châu", "hoàng su phì")
FAMILY_NAMES = _words(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh trương đoàn đào lương mai tô
    cao tạ thái đàm nghiêm doãn tống phùng vi lò lường quàng giàng vàng thào sùng nông hứa triệu lưu quách hà chu lâm
    châu khưu đậu kiều từ la lục tăng thân mạc bạch tôn"""
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
