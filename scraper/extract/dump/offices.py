"""Offices that sign an article: "Phòng Tổng hợp", "BHXH huyện An Bình", "CC Văn phòng - Thống kê", "PBGDPL".

Offices are named out of few words: what kind of body it is, its field, its unit. So a line is an office's name where it
opens with the kind and every further word is of such names, a name's (with a capital) or an acronym. What an office is
seen doing ("Đoàn thanh niên phường quét dọn ngõ") holds a word that is none of these, whatever the verb.
"""

from __future__ import annotations

from scraper.patterns import regex
from scraper.vietnamese import fold_tone

MAX_OFFICE = 80  # characters
_PLACE = 4  # words of the name behind the noun of a unit, in a line of capitals
# The kind of body; what it does belongs to its name right behind the kind only ("Ban quản lý", "Ủy ban Kiểm tra").
_KIND = regex(
    r"(?:(?:văn phòng|bbt|ban biên tập|vp|ub(?:nd|kt|mttq)|hđnd|mttq|btg|btc|bch|bhxh|vksnd|tand|lđlđ|cđcs|ccb|cc|ctv"
    r"|pv|cdc|ttyt|tt|vhxh|vh-xh|vhtt|vh-tt|pvhtt|ttvh|công an|ca|cah|bảo hiểm xã hội|tòa án|viện kiểm sát|kho bạc"
    r"|thanh tra|chi (?:cục|nhánh|bộ|đoàn|hội)|công đoàn|liên đoàn|công chức|cổng (?:thông tin|tt)"
    r"|trang (?:thông tin|tin)|(?:huyện|tỉnh|thị|thành|quận|xã) đoàn|(?:huyện|tỉnh|thị|thành|quận|đảng) ủy|mặt trận"
    r"|đồn|hạt|trạm|khối|nhóm|đài|sở|phòng|ủy ban|hội đồng|trung tâm|bộ phận|báo"
    r"|hội(?! (?:nghị|thi|thảo|trại|diễn|chợ|họp|làng|thao)\b)|đoàn(?! (?:kết|viên|kiểm)\b)"
    r"|ban(?! (?:hành|đầu|ngày)\b)|tổ(?! (?:quốc|chức)\b)"
    r"|trường (?=th|mầm|mn|tiểu|trung|cao đẳng|đại học|chính trị|pt|ptdt))\b"
    r"(?: (?:quản lý|tổ chức|kiểm tra|bảo vệ|xây dựng|phục vụ|tuyên truyền|điều tra|phổ biến|chỉ đạo|chỉ huy"
    r"|hỗ trợ)\b)?)"
)
_UNITS = frozenset({"xã", "phường", "thị trấn", "huyện", "quận", "tỉnh", "thị xã", "thành phố", "đặc khu", "khu vực"})
# Bodies, fields and ranks of which names of offices are made; no word here is a verb of news.
_OF_NAMES = """
ban, phòng, sở, ủy, văn phòng, trung tâm, đài, hội, đoàn, trạm, chi cục, chi nhánh, bộ phận, và, nhân dân,
chấp hành, thường trực, thường vụ, mặt trận, tổ quốc, việt nam, công an, quân sự, biên phòng, cửa khẩu, tòa án,
kiểm sát, thanh tra, nhà nước, bảo hiểm, thuế, thống kê, hải quan, ngân hàng, chính sách, tuyên giáo, dân vận,
nội chính, tổ chức, kiểm tra, cơ quan, đảng bộ, đảng ủy, huyện ủy, thị ủy, thành ủy, quận ủy, tỉnh ủy, đảng,
chuyên trách, tổng hợp, hành chính, quản trị, công, phục vụ hành chính công, văn hóa, văn hoá, thông tin, thể thao,
thể dục, du lịch, truyền thông, truyền thanh, truyền hình, phát thanh, khoa học, công nghệ, giáo dục, đào tạo, y tế,
dân số, kế hoạch, lao động, thương binh, xã hội, nông nghiệp, phát triển, nông thôn, môi trường, tài nguyên,
tài chính, ngân sách, kinh tế, hạ tầng, đô thị, xây dựng, công thương, tư pháp, pháp chế, pháp luật, hộ tịch, nội vụ,
dân tộc, tôn giáo, nghiệp vụ, biên tập, điện tử, cổng, trang, lễ tang, liên lạc, đại diện, dịch vụ, thiếu niên,
nhi đồng, thanh niên, thanh thiếu niên, phụ nữ, nông dân, cựu chiến binh, cựu giáo chức, chữ thập đỏ,
người cao tuổi, khuyến học, luật gia, văn học, nghệ thuật, liên hiệp, cộng sản, công đoàn, cơ sở, khối, chuyên môn,
địa chính, địa phương, nhà trường, mầm non, tiểu học, trung học, thời sự, chuyên đề, phóng viên, cộng tác viên,
tác giả, ngữ văn, toán, tự nhiên, tin học, ngoại ngữ, một cửa, kiểm lâm, rừng phòng hộ, phòng hộ, thi hành án, dân sự,
hình sự, hội đồng, ủy ban, công nghệ số, chuyển đổi số, bệnh viện, kiểm soát bệnh tật, quản lý, đất đai"""
_WORDS = _UNITS | frozenset(" ".join(_OF_NAMES.split()).split(", "))
_LONGEST = 4  # words of one entry
_SHAPE = regex(r"[\w\s,&/.()–-]{2,80}")
_WORD = regex(r"[^\W_]+")
_ACRONYM = regex(r"[A-ZĐ]{2,8}(?:[&./-][A-ZĐ]{2,8}){0,3}")


def is_office(text: str) -> bool:
    """Tell whether a line (white space collapsed) is nothing but an office's name, or an acronym of one."""
    line = text.strip(" .;/()[]")
    if len(line) > MAX_OFFICE or not _SHAPE.fullmatch(line):
        return False
    kind = _KIND.match(fold_tone(line))
    if kind is None:
        return _ACRONYM.fullmatch(line) is not None
    in_capitals, place = line.isupper(), 0
    words = _WORD.findall(line[kind.end() :])
    while words:
        entry = _entry(words)
        if entry:
            place = _PLACE if fold_tone(" ".join(words[:entry])) in _UNITS else place
        elif in_capitals and place:
            place -= 1
        elif in_capitals or words[0][0].islower():
            return False
        del words[: entry or 1]
    return True


def _entry(words: list[str]) -> int:
    """Return how many of the first ``words`` are one entry of the words of names; 0 where they open with none."""
    return next((n for n in range(min(_LONGEST, len(words)), 0, -1) if fold_tone(" ".join(words[:n])) in _WORDS), 0)
