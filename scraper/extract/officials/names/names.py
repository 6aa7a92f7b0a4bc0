"""Names: how a person's name is written, and what only looks like one.

A Kinh name is a family name, middle names and a given name, two to five syllables, each with a capital. Names of the
minorities and of foreigners follow no such list: after an honorific or a rank any run of capitalised words is a name;
without one the run must begin with a family name. The lists are drawn from the shares published by Lê Trung Hoa
(2005), from samples of southern and northern names, and from names of officials on the portals.
"""

from __future__ import annotations

from scraper.extract.officials.text.phrases import phrase_set, word_set
from scraper.extract.officials.text.tokens import Shape, Tokens

# Family names that are hardly ever anything else at the beginning of a run of capitals.
FIRM_FAMILY_NAMES = word_set(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý trịnh đinh lâm phùng mai tô đào trương "
    "vương tạ thái lưu nông hứa quách khưu lương chu lã lò giàng sùng vừ thào lường quàng tòng cầm đèo bế lăng doãn "
    "tống khổng nghiêm đàm cù chẩu tráng siu ksor kpă rmah niê mlô điểu thạch liêu vi mùa lâu lầu bàn rơ rah "
    "ayun huynh "
    "văn"
)
# Family names that are also a title, a place or a common word: they need more around them.
LOOSE_FAMILY_NAMES = word_set(
    "hà đoàn châu cao triệu quan kiều từ viên đồng trường quảng tào ninh thân la lục ma âu kim sơn danh cà bạc "
    "lô vì lù "
    "mè vàng hạng cứ hầu ly chá chảo tẩn chế đàng nay byă êban kbuôr alăng zơrâm coor arất y a u k tôn mạc ông phí "
    "trà hàn mã giang tăng vạn phương bá lại khương khúc thi tiêu ân âu quản lại nhữ cung thẩm ngụy đậu đổng "
    "bạch mẫn ung uông viết cấn kha khuất lỗ cái đới thiều thang ngọ hùng tất nhan trang đan nhâm phù hờ xồng lữ lương "
    "lang hoa thành phó h bríu pơloong brôl blúp bling hôih hiên clâu rơchâm đinh y lềm moong cụt xeo seo hà sằn tằng "
    "tiết hình lạc mao nhạc nhiếp ôn sái sử tiền trác trầm tưởng ty ứng vưu giáp hạ kỷ lai liễu lư mang mộc nhan thịnh "
    "chử vòng biện lều ngạc tạc tán tao vùi phàn chiêm mạch cái từ bàng hàng tướng bồ cam chương cổ diêm diệp "
    "dư lộc sầm chau néang neang cil kră bon pang ya bnướch hốih "
    # Rarer ones of Tày, Nùng, Thái, Mông, Dao, Hoa, Khơ Mú, Chăm, Raglai, K'Ho, Chu Ru, Ê Đê, Gia Rai and Cơ Tu; those
    # that begin the names of many places ("Krông", "Kon", "Sa", "Lùng") are left out.
    "linh lành hoắc ngần nình trạc chắng voòng chìu phoong hủn viềng pịt chích xên xổng dềnh nhia tênh sìn lằm sẩm sằm "
    "sộng thèn chẻo lèo lìm lừu lự khoàng toan lài phồng mâu mậu giản khiếu nghê đái bành điêu viêng khà giảng "
    "thập trượng dụng não chamaléa katơr pinăng pilao patâu pupur tain taro mấu krajan dagout dagút bondong cill chil "
    "kriêng ntơr touneh rơông rơyam adrơng ayŭn ênuôl êñuôl hđơk hwing hmok kđoh kđăm knul rya prăk hiao rahlan rcom "
    "blup briu riáh ríah rapát tơngôl kray "
    "chướng chíu lồ thền phàn cháng ngải củng pờ lỳ tòng lèng mông quang bình kpuih"
)
FAMILY_NAMES = FIRM_FAMILY_NAMES | LOOSE_FAMILY_NAMES
MIDDLE_NAMES = word_set(
    "văn thị hữu đình đức xuân ngọc minh quang thanh công a bá mạnh trọng như thế tuấn quốc duy hồng kim thúy "
    "mỹ viết sỹ "
    "tiến trung huy anh đăng khắc thành hoài phước tấn gia bích thu seo"
)

# Words written with a capital that begin or are a body, a post, a group or an occasion, never a person's first word.
NOT_A_NAME = word_set(
    "ban bí bộ các cán câu chi chánh chính chủ công cơ cục đảng đại đồn đội giám hội huyện khối khu lãnh liên mặt nhà "
    "nhân phòng phó quốc quận sở thường thủ tỉnh toàn tổ tổng trung trưởng ủy viện xã ubnd hđnd mttq bch btv "
    "bác trạm ấp "
    "sáng chiều tối tại trong ngày năm tháng theo việt ngân phường thôn bản hợp nghị quyết kế chương dự phát kết khai "
    "điều với cùng nguyên quyền cựu chỉ tham ảnh tin nguồn"
)
# Runs of capitals that begin like a name and are something else.
NOT_NAMES = phrase_set(
    ["đoàn thanh", "đoàn công", "đoàn kinh", "đoàn đại", "đoàn kiểm", "đoàn giám", "đoàn khối", "đoàn chủ", "đoàn xã",
     "đoàn thể", "đoàn phường", "đoàn luật", "đồng chí", "trường tiểu", "trường trung", "trường thcs", "trường thpt",
     "trường chính", "trường đại", "trường cao", "trường mầm", "trường sơn", "hà nội", "hà tĩnh", "hà giang", "hà nam",
     "châu âu", "châu á", "hồ tây", "cao bằng", "cao đẳng", "kiên giang", "quang cảnh", "quảng nam", "quảng ninh",
     "quảng ngãi", "quảng bình", "quảng trị", "bình dương", "bình định", "bình thuận", "bình phước", "thái nguyên",
     "thái bình", "thái lan", "lâm đồng", "lạng sơn", "sơn la", "ninh bình", "ninh thuận", "vạn tượng", "hàn quốc",
     "hoa kỳ", "thành phố", "thành ủy", "thành đoàn", "thị ủy", "thị đoàn", "văn phòng", "văn hóa", "văn bản",
     "thanh tra",
     "thanh niên", "thanh hóa", "nông dân", "nông thôn", "nông nghiệp", "viên chức", "quan hệ", "công an", "kim ngân",
     "đường hồ", "y tế", "đào tạo", "lưu ý", "trung quốc", "hoàng sa", "trường sa", "vũ trang", "mai táng", "bà rịa",
     "la hán", "từ liêm", "phương án", "lương thực", "lý luận", "hồ sơ", "đặng tộc", "hoa lư", "trà vinh"]
)  # fmt: skip
# Between the names of Europeans and Arabs.
_PARTICLES = word_set("van von de den der del dos bin ibn al")
# The family names of the Nguyễn dynasty's descendants, which take several words.
ROYAL_NAMES = phrase_set(
    ["công tằng tôn nữ", "công huyền tôn nữ", "huyền tôn nữ", "tôn nữ", "công tôn nữ", "tôn thất", "công tôn"]
)
_ROYAL_FIRST = ROYAL_NAMES.first_words
_NOT_NAMES_FIRST = NOT_NAMES.first_words
_MARRED_BY = word_set(
    "bản ấp buôn làng xóm khóm phường xã đường phố trường thcs thpt học tiểu công giải quỹ cầu ngõ huyện quận thôn"
)
_LONGEST_KINH = 5
_LONGEST_SYLLABLE = 14
HISTORICAL = frozenset(
    {"hồ chí minh", "nguyễn ái quốc", "nguyễn tất thành", "nguyễn sinh cung", "các mác", "lê nin", "lênin", "bác hồ"}
)
_LAST_OF_HISTORICAL = frozenset(name.split()[-1] for name in HISTORICAL)


def syllable(tokens: Tokens, at: int, *, caps: bool = False) -> bool:
    """Tell whether the token is written like a part of a name: a capital, then small letters (or all capitals)."""
    shape = tokens.shapes[at]
    if shape == Shape.CAPS:
        return caps and len(tokens.keys[at]) <= _LONGEST_SYLLABLE and tokens.keys[at].isalpha()
    if shape != Shape.CAPITAL:
        return False
    key = tokens.keys[at]
    return len(key) <= _LONGEST_SYLLABLE and (key.isalpha() or key.replace("'", "").isalpha())


def royal(tokens: Tokens, at: int, limit: int) -> int | None:
    """Return the end of a dynasty's family name at ``at`` ("Công Tằng Tôn Nữ"), ``None`` where none stands."""
    if tokens.keys[at] not in _ROYAL_FIRST:
        return None
    found = ROYAL_NAMES.match(tokens, at, limit)
    return found[0] if found is not None else None


def no_name(tokens: Tokens, at: int, limit: int) -> bool:
    """Tell whether something else than a name is written like one at ``at`` ("Đoàn Thanh niên", "Hà Nội")."""
    return tokens.keys[at] in _NOT_NAMES_FIRST and NOT_NAMES.match(tokens, at, limit) is not None


def hyphened(tokens: Tokens, at: int, limit: int) -> int:
    """Return the end of the syllable at ``at``, glued hyphens with a small letter after them included (Sỉ-vi-lay)."""
    end = at + 1
    while (
        end + 1 < limit
        and tokens.keys[end] == "-"
        and tokens.shapes[end + 1] == Shape.LOWER
        and tokens.glued(end)
        and tokens.glued(end + 1)
    ):
        end += 2
    return end


def past_particles(tokens: Tokens, at: int, limit: int) -> int | None:
    """Return where a foreign name goes on after the particles at ``at`` ("van den Berg"), ``None`` where none do."""
    end = at
    while end < limit and tokens.keys[end] in _PARTICLES and tokens.shapes[end] == Shape.LOWER:
        end += 1
    return end if at < end < limit and tokens.shapes[end] == Shape.CAPITAL else None


def is_family_name(tokens: Tokens, at: int) -> bool:
    """Tell whether the token is a family name, firm or loose."""
    return tokens.keys[at] in FAMILY_NAMES or "'" in tokens.keys[at][:3]


def surely_personal(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether the second syllable is one that only names of persons have: "Ban Thị Xoan"."""
    return end - start >= 3 and tokens.keys[start + 1] in {"thị", "văn"} and tokens.shapes[start + 2] == Shape.CAPITAL


def surely_personal_at(tokens: Tokens, at: int) -> bool:
    """Tell whether a family name stands at ``at`` and "Thị" or "Văn" after it."""
    return is_family_name(tokens, at) and tokens.keys[at + 1 : at + 2] in (["thị"], ["văn"])


def firm(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a run reads as a Kinh name by itself: a firm family name, or a loose one with a usual middle."""
    behind = royal(tokens, start, end) if start < end else None
    if behind is not None:
        return 1 <= end - behind <= 3
    if not 2 <= end - start <= _LONGEST_KINH:
        return False
    if tokens.keys[start] in FIRM_FAMILY_NAMES:
        return True
    return tokens.keys[start] in LOOSE_FAMILY_NAMES and end - start >= 3 and tokens.keys[start + 1] in MIDDLE_NAMES


def marred(tokens: Tokens, start: int) -> bool:
    """Tell whether the word before makes the run a street, school, ward ... named after somebody."""
    return start > 0 and tokens.keys[start - 1] in _MARRED_BY


def is_post_like(tokens: Tokens, start: int, at: int, end: int, limit: int) -> bool:
    """Tell whether the words of a post at ``at`` to ``end`` are rather a given name: "ông Trần Bí Thư, nguyên ...".

    They are where each has a capital, a firm family name alone stands before them, and nothing follows that the post
    could be held in.
    """
    if at - start != 1 or tokens.keys[start] not in FIRM_FAMILY_NAMES or end - at > _LONGEST_KINH - 1:
        return False
    if any(shape != Shape.CAPITAL for shape in tokens.shapes[start:end]):
        return False
    return end >= limit or tokens.keys[end] in {",", "-", "(", ".", ";"}


def historical(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether the run is a historical leader, who is spoken of but takes no part."""
    return tokens.keys[end - 1] in _LAST_OF_HISTORICAL and " ".join(tokens.keys[start:end]) in HISTORICAL
