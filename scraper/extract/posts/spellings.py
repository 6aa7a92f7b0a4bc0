"""Spellings: the full words of what portals print short in the name of a body.

The one table of abbreviations of organisations. The left side is folded (see :func:`scraper.vietnamese.fold_tone`), a
mark a word of its own, as :func:`scraper.extract.officials.text.tokens.tokenise` cuts it; the right side is the name in
full. Where portals print one body under several full names ("Ủy ban MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam") the
right side is the one of the law or of the body's own statutes.

Sources: the notes on how portals name officials (acronyms, positions x organisations), the bodies of the gold texts,
the laws on the organisation of local government and on the Fatherland Front.
"""

from __future__ import annotations

from scraper.extract.officials.text.phrases import Phrases
from scraper.vietnamese import fold_tone

LONGEST = 400  # characters: the longest name of a body in the gold has half of them; longer ones are texts gone astray
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam"
YOUTH = "Đoàn Thanh niên Cộng sản Hồ Chí Minh"
WOMEN = "Hội Liên hiệp Phụ nữ"
VETERANS = "Hội Cựu chiến binh"
AGRICULTURE = "Nông nghiệp và Phát triển nông thôn"
LABOUR = "Lao động - Thương binh và Xã hội"
CULTURE = "Văn hóa, Thể thao và Du lịch"

# State, party and people's bodies of every level.
_BODIES = {
    "hđnd": "Hội đồng nhân dân", "hdnd": "Hội đồng nhân dân", "hội đồng nhân dân": "Hội đồng nhân dân",
    "tt hđnd": "Thường trực Hội đồng nhân dân",
    "tthđnd": "Thường trực Hội đồng nhân dân", "tt . hđnd": "Thường trực Hội đồng nhân dân",
    "ubnd": "Ủy ban nhân dân", "ủy ban nhân dân": "Ủy ban nhân dân", "ubhc": "Ủy ban hành chính",
    "ubkt": "Ủy ban Kiểm tra", "ub kiểm tra": "Ủy ban Kiểm tra", "ủy ban kiểm tra": "Ủy ban Kiểm tra",
    "ubbc": "Ủy ban bầu cử", "ub bầu cử": "Ủy ban bầu cử", "ủy ban bầu cử": "Ủy ban bầu cử",
    "đu": "Đảng ủy", "đảng ủy": "Đảng ủy", "đảng bộ": "Đảng bộ", "chi bộ": "Chi bộ", "chi ủy": "Chi ủy",
    "tỉnh ủy": "Tỉnh ủy", "thành ủy": "Thành ủy", "thị ủy": "Thị ủy", "huyện ủy": "Huyện ủy", "quận ủy": "Quận ủy",
    "btv": "Ban Thường vụ", "ban thường vụ": "Ban Thường vụ", "bch": "Ban Chấp hành",
    "ban chấp hành": "Ban Chấp hành", "ban bí thư": "Ban Bí thư", "bộ chính trị": "Bộ Chính trị",
    "dận vận": "Dân vận", "btg": "Ban Tuyên giáo", "ban tuyên giáo": "Ban Tuyên giáo", "btc": "Ban Tổ chức",
    "ban tổ chức": "Ban Tổ chức",
    "bdv": "Ban Dân vận", "ban dân vận": "Ban Dân vận", "ban dận vận": "Ban Dân vận", "bnc": "Ban Nội chính",
    "ban nội chính": "Ban Nội chính", "ban xây dựng đảng": "Ban Xây dựng Đảng", "bcđ": "Ban Chỉ đạo",
    "ban chỉ đạo": "Ban Chỉ đạo", "bll": "Ban liên lạc", "ban liên lạc": "Ban liên lạc", "bql": "Ban Quản lý",
    "ban quản lý": "Ban Quản lý", "ban qlda": "Ban Quản lý dự án", "ban ql": "Ban Quản lý", "qlda": "Quản lý dự án",
    "ban pháp chế": "Ban Pháp chế", "ban dân tộc": "Ban Dân tộc", "kt - ns": "Kinh tế - Ngân sách",
    "ban kt - ns": "Ban Kinh tế - Ngân sách", "kt - nsnn": "Kinh tế - Ngân sách", "kt - xh": "Kinh tế - Xã hội",
    "ktxh": "Kinh tế - Xã hội", "ktns": "Kinh tế - Ngân sách", "vh - xh": "Văn hóa - Xã hội",
    "vhxh": "Văn hóa - Xã hội", "văn phòng": "Văn phòng", "vp": "Văn phòng", "thanh tra": "Thanh tra",
    "đoàn đbqh": "Đoàn đại biểu Quốc hội", "đbqh": "đại biểu Quốc hội",
    "đoàn đại biểu quốc hội": "Đoàn đại biểu Quốc hội", "vksnd": "Viện Kiểm sát nhân dân",
    "viện ksnd": "Viện Kiểm sát nhân dân", "vks nd": "Viện Kiểm sát nhân dân", "vks": "Viện Kiểm sát nhân dân",
    "viện kiểm sát nhân dân": "Viện Kiểm sát nhân dân", "viện kiểm sát": "Viện Kiểm sát nhân dân",
    "tand": "Tòa án nhân dân", "tòa án nhân dân": "Tòa án nhân dân", "tòa án": "Tòa án nhân dân",
    "dbqh": "đại biểu Quốc hội", "hđqt": "Hội đồng quản trị", "hđtv": "Hội đồng thành viên", "tw": "Trung ương",
    "t . ư": "Trung ương",
    "t . w": "Trung ương", "trung ương": "Trung ương", "bqlda": "Ban Quản lý dự án",
    "ttbd ct": "Trung tâm Bồi dưỡng chính trị", "ttbdct": "Trung tâm Bồi dưỡng chính trị",
    "trung tâm bồi dưỡng chính trị": "Trung tâm Bồi dưỡng chính trị", "trung tâm chính trị": "Trung tâm Chính trị",
    "ttct": "Trung tâm Chính trị", "ttyt": "Trung tâm Y tế", "trung tâm y tế": "Trung tâm Y tế",
    "trung tâm": "Trung tâm", "tthcc": "Trung tâm Phục vụ hành chính công", "hcc": "hành chính công",
    "ttpvhcc": "Trung tâm Phục vụ hành chính công", "nhcsxh": "Ngân hàng Chính sách xã hội",
    "ngân hàng csxh": "Ngân hàng Chính sách xã hội", "csxh": "Chính sách xã hội", "kbnn": "Kho bạc Nhà nước",
    "bhxh": "Bảo hiểm xã hội", "thads": "Thi hành án dân sự", "cc thads": "Chi cục Thi hành án dân sự",
    "vpđkđđ": "Văn phòng Đăng ký đất đai", "cn vpđkđđ": "Chi nhánh Văn phòng Đăng ký đất đai",
    "văn phòng đăng ký đất đai": "Văn phòng Đăng ký đất đai", "đkđđ": "Đăng ký đất đai",
}  # fmt: skip
_FRONT_AND_UNIONS = {
    **dict.fromkeys(
        ("ubmttq", "ub mttq", "ubmttqvn", "ubmttq vn", "ub mttqvn", "ub mttq vn", "ubmt", "mttq", "mttqvn", "mttq vn",
         "ubmttq việt nam", "ub mttq việt nam", "ủy ban mttq", "ủy ban mttq vn", "ủy ban mttqvn", "mttq việt nam",
         "ủy ban mttq việt nam", "ủy ban mặt trận", "ủy ban mặt trận tổ quốc", "ủy ban mặt trận tổ quốc việt nam",
         "mặt trận tổ quốc", "mặt trận tổ quốc việt nam", "ủy ban mặt trận tổ quốc vn", "mặt trận tổ quốc vn",
         "ub mặt trận tổ quốc", "ub mặt trận tổ quốc việt nam", "mặt trận"),
        FRONT,
    ),
    **dict.fromkeys(
        ("ủy ban trung ương mttq", "ủy ban trung ương mttq việt nam", "ủy ban tw mttq việt nam", "ubtw mttq việt nam",
         "ubtwmttq việt nam", "ub tw mttq việt nam", "ủy ban trung ương mặt trận tổ quốc việt nam",
         "trung ương mttq việt nam", "ủy ban trung ương mttqvn", "ủy ban trung ương mặt trận tổ quốc"),
        "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    ),
    **dict.fromkeys(
        ("ban ctmt", "ban công tác mặt trận", "ban công tác mttq"), "Ban Công tác Mặt trận"
    ),
    "ctmt": "Công tác Mặt trận",
    **dict.fromkeys(
        ("hội lhpn", "hội liên hiệp phụ nữ", "hội phụ nữ", "hội pn", "hlhpn", "hpn"), WOMEN
    ),
    **dict.fromkeys(("hội lhtn", "hội liên hiệp thanh niên"), "Hội Liên hiệp Thanh niên"),
    **dict.fromkeys(("hội ccb", "hội cựu chiến binh", "hccb"), VETERANS),
    **dict.fromkeys(("hội nd", "hnd", "hội nông dân"), "Hội Nông dân"),
    **dict.fromkeys(("hội ctđ", "hội chữ thập đỏ"), "Hội Chữ thập đỏ"),
    **dict.fromkeys(("hội nct", "hội người cao tuổi"), "Hội Người cao tuổi"),
    **dict.fromkeys(("hội tnxp", "hội cựu tnxp", "hội cựu thanh niên xung phong"), "Hội Cựu thanh niên xung phong"),
    **dict.fromkeys(("lđlđ", "ldld", "liên đoàn lđ", "liên đoàn lao động"), "Liên đoàn Lao động"),
    **dict.fromkeys(("cđcs", "công đoàn cơ sở"), "Công đoàn cơ sở"),
    "htx": "Hợp tác xã",
    **dict.fromkeys(("hội khuyến học", "hkh"), "Hội Khuyến học"),
    **dict.fromkeys(
        ("đoàn tn", "đoàn tncs", "đtn", "đoàn tncshcm", "đoàn tncs hcm", "đoàn tncs hồ chí minh", "đoàn thanh niên",
         "đoàn thanh niên cộng sản", "đoàn thanh niên cộng sản hcm", "đoàn thanh niên cộng sản hồ chí minh"),
        YOUTH,
    ),
}  # fmt: skip
_ARMED = {
    **dict.fromkeys(
        ("ban chqs", "ban ch quân sự", "bch quân sự", "bch qs", "bchqs", "ban chỉ huy quân sự", "ban chỉ huy qs",
         "ban cqhs"),
        "Ban Chỉ huy Quân sự",
    ),
    **dict.fromkeys(
        ("bộ chqs", "bộ ch quân sự", "bộ chỉ huy quân sự", "bộ chỉ huy qs"), "Bộ Chỉ huy Quân sự"
    ),
    **dict.fromkeys(
        ("bch bđbp", "bộ chỉ huy bđbp", "bộ chỉ huy bộ đội biên phòng", "bộ ch bđbp"),
        "Bộ Chỉ huy Bộ đội Biên phòng",
    ),
    "bđbp": "Bộ đội Biên phòng", "bộ đội biên phòng": "Bộ đội Biên phòng", "đồn bp": "Đồn Biên phòng",
    "đồn biên phòng": "Đồn Biên phòng", "bpck": "Biên phòng cửa khẩu", "biên phòng cửa khẩu": "Biên phòng cửa khẩu",
    **{f"ca {noun}": f"Công an {noun}" for noun in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")},
    "ca tp": "Công an thành phố", "ca thị trấn": "Công an thị trấn", "ca tx": "Công an thị xã",
    "chqs": "Chỉ huy Quân sự", "llvt": "lực lượng vũ trang", "cand": "Công an nhân dân", "công an": "Công an",
    "qđnd": "Quân đội nhân dân", "csgt": "Cảnh sát giao thông", "csđt": "Cảnh sát điều tra",
    "cảnh sát điều tra": "Cảnh sát điều tra", "cshs": "Cảnh sát hình sự", "qlhc": "Quản lý hành chính",
    "pccc": "phòng cháy, chữa cháy", "cnch": "cứu nạn, cứu hộ", "anqg": "an ninh quốc gia", "bqp": "Bộ Quốc phòng",
    "bca": "Bộ Công an", "nvqs": "nghĩa vụ quân sự", "antt": "an ninh trật tự", "qp - an": "quốc phòng - an ninh",
    "qpan": "quốc phòng - an ninh", "ptds": "phòng thủ dân sự", "kvpt": "khu vực phòng thủ",
}  # fmt: skip
# Departments, as named before and after the mergers of 2025.
_DEPARTMENTS = {
    **dict.fromkeys(
        ("gd & đt", "gd - đt", "gdđt", "gd và đt", "gd , đt", "giáo dục - đào tạo", "giáo dục và đào tạo",
         "giáo dục & đào tạo", "giáo dục đào tạo"),
        "Giáo dục và Đào tạo",
    ),
    **dict.fromkeys(
        ("nn & ptnt", "nn và ptnt", "nnptnt", "nn - ptnt", "nông nghiệp và ptnt", "nông nghiệp & ptnt",
         "nông nghiệp và phát triển nông thôn", "nông nghiệp - ptnt", "nông nghiệp ptnt"),
        AGRICULTURE,
    ),
    **dict.fromkeys(
        ("nn & mt", "nn và mt", "nnmt", "nn - mt", "nông nghiệp & môi trường", "nông nghiệp và môi trường",
         "nông nghiệp và mt"),
        "Nông nghiệp và Môi trường",
    ),
    **dict.fromkeys(
        ("lđtb & xh", "lđ - tb & xh", "lđtbxh", "lđ , tb & xh", "lđ - tbxh", "lđtb và xh", "lđ - tb - xh",
         "lđ - tb và xh", "lao động tb & xh", "lao động , thương binh và xã hội",
         "lao động - thương binh và xã hội", "lao động thương binh và xã hội", "lao động - tb & xh",
         "lao động - tbxh", "lao động , tb & xh", "lao động - thương binh & xã hội", "lđ , tb và xh"),
        LABOUR,
    ),
    **dict.fromkeys(
        ("tn & mt", "tn và mt", "tnmt", "tn - mt", "tài nguyên - môi trường", "tài nguyên & môi trường",
         "tài nguyên và môi trường", "tài nguyên môi trường"),
        "Tài nguyên và Môi trường",
    ),
    **dict.fromkeys(
        ("kh & đt", "kh - đt", "khđt", "kh và đt", "kế hoạch - đầu tư", "kế hoạch & đầu tư", "kế hoạch và đầu tư",
         "kế hoạch đầu tư"),
        "Kế hoạch và Đầu tư",
    ),
    **dict.fromkeys(
        ("kh & cn", "kh - cn", "khcn", "kh và cn", "khoa học - công nghệ", "khoa học & công nghệ",
         "khoa học và công nghệ", "khoa học công nghệ"),
        "Khoa học và Công nghệ",
    ),
    **dict.fromkeys(
        ("tt & tt", "tt - tt", "tttt", "tt và tt", "thông tin - truyền thông", "thông tin & truyền thông",
         "thông tin và truyền thông", "thông tin truyền thông"),
        "Thông tin và Truyền thông",
    ),
    **dict.fromkeys(
        ("vhttdl", "vh - tt - dl", "vh , tt & dl", "vhtt & dl", "vhtt - dl", "vh , tt và dl", "vhtt và dl",
         "vh - tt & dl", "vh - tt và dl", "văn hóa - thể thao - du lịch", "văn hóa , thể thao và du lịch",
         "văn hóa - thể thao và du lịch", "văn hóa thể thao và du lịch", "văn hóa , thể thao & du lịch",
         "văn hóa , tt & dl", "văn hóa , tt và dl"),
        CULTURE,
    ),
    "ptnt": "Phát triển nông thôn", "gtvt": "Giao thông vận tải", "giao thông vận tải": "Giao thông vận tải",
    "giao thông - vận tải": "Giao thông vận tải",
    "sở vhtt": "Sở Văn hóa và Thể thao", "sở vh & tt": "Sở Văn hóa và Thể thao",
    "phòng vhtt": "Phòng Văn hóa và Thông tin", "phòng vh & tt": "Phòng Văn hóa và Thông tin",
    "phòng vh - tt": "Phòng Văn hóa và Thông tin", "phòng văn hóa - thông tin": "Phòng Văn hóa và Thông tin",
    "phòng văn hóa & thông tin": "Phòng Văn hóa và Thông tin",
    "phòng văn hóa và thông tin": "Phòng Văn hóa và Thông tin",
    "phòng văn hóa thông tin": "Phòng Văn hóa và Thông tin",
    "vhtt": "Văn hóa - Thông tin", "vh - tt": "Văn hóa - Thông tin", "vhttth": "Văn hóa - Thông tin và Thể thao",
    "tckh": "Tài chính - Kế hoạch", "tc - kh": "Tài chính - Kế hoạch", "tài chính kế hoạch": "Tài chính - Kế hoạch",
    "tài chính và kế hoạch": "Tài chính - Kế hoạch",
    "kt & ht": "Kinh tế và Hạ tầng", "kt - ht": "Kinh tế và Hạ tầng", "ktht": "Kinh tế và Hạ tầng",
    "kinh tế - hạ tầng": "Kinh tế và Hạ tầng", "kinh tế & hạ tầng": "Kinh tế và Hạ tầng",
    "kinh tế hạ tầng": "Kinh tế và Hạ tầng", "qlđt": "Quản lý đô thị", "hạ tầng kt": "Hạ tầng kỹ thuật",
    "ntm": "nông thôn mới", "xdntm": "xây dựng nông thôn mới", "mtqg": "mục tiêu quốc gia",
    "atgt": "an toàn giao thông",
    "tđkt": "thi đua, khen thưởng", "hmtn": "hiến máu tình nguyện", "dtts": "dân tộc thiểu số",
    "sở nv": "Sở Nội vụ", "sở tc": "Sở Tài chính", "sở tp": "Sở Tư pháp", "sở xd": "Sở Xây dựng",
    "sở yt": "Sở Y tế", "sở ct": "Sở Công Thương", "sở công thương": "Sở Công Thương", "phòng nv": "Phòng Nội vụ",
    "phòng tp": "Phòng Tư pháp", "phòng gd": "Phòng Giáo dục và Đào tạo",
    "phòng giáo dục": "Phòng Giáo dục và Đào tạo", "phòng tnmt": "Phòng Tài nguyên và Môi trường",
}  # fmt: skip
_OTHERS = {
    "nct": "Người cao tuổi", "ctđ": "Chữ thập đỏ", "ccb": "Cựu chiến binh", "lhpn": "Liên hiệp Phụ nữ",
    "thpt": "Trung học phổ thông", "thcs": "Trung học cơ sở", "ptdtnt": "Phổ thông dân tộc nội trú",
    "ptdtbt": "Phổ thông dân tộc bán trú", "gdtx": "Giáo dục thường xuyên", "gdnn": "Giáo dục nghề nghiệp",
    "cđ": "Cao đẳng", "đh": "Đại học", "đhqg": "Đại học Quốc gia", "ndcm": "Nhân dân cách mạng",
    "chdcnd": "Cộng hòa dân chủ nhân dân", "vn": "Việt Nam", "bv": "Bệnh viện", "bvđk": "Bệnh viện Đa khoa",
    "bệnh viện đa khoa": "Bệnh viện Đa khoa", "tp hcm": "thành phố Hồ Chí Minh", "tp . hcm": "thành phố Hồ Chí Minh",
    "tphcm": "thành phố Hồ Chí Minh", "tp . hồ chí minh": "thành phố Hồ Chí Minh", "&": "và",
    "tdp": "tổ dân phố", "tổ dân phố": "tổ dân phố", "kdc": "khu dân cư", "khu dân cư": "khu dân cư",
}  # fmt: skip
# "TT" is a centre before these words, else a town ("UBND TT Kế Thành").
_CENTRES = {
    f"tt {short}": f"Trung tâm {full}"
    for short, full in {
        "y tế": "Y tế", "văn hóa": "Văn hóa", "vh": "Văn hóa", "chính trị": "Chính trị", "bdct": "Bồi dưỡng chính trị",
        "gdnn": "Giáo dục nghề nghiệp", "gdtx": "Giáo dục thường xuyên", "phục vụ": "Phục vụ", "hcc": "Hành chính công",
        "dịch vụ": "Dịch vụ", "dvnn": "Dịch vụ nông nghiệp", "khuyến nông": "Khuyến nông", "phát triển": "Phát triển",
        "giáo dục": "Giáo dục", "kiểm soát": "Kiểm soát", "truyền thông": "Truyền thông",
    }.items()
}  # fmt: skip
# The unit's noun in small letters: "UBND TỈNH", "UBND Huyện", "TP. Cần Thơ", "TX Kỳ Anh". "xã hội" is no unit.
_UNITS = {
    "tp": "thành phố", "tp .": "thành phố", "t . p": "thành phố", "thành phố": "thành phố", "tx": "thị xã",
    "tx .": "thị xã", "thị xã": "thị xã", "tỉnh": "tỉnh", "huyện": "huyện", "quận": "quận", "phường": "phường",
    "xã": "xã", "thị trấn": "thị trấn", "tt .": "thị trấn", "tt": "thị trấn", "tt thị trấn": "thị trấn",
    "đặc khu": "đặc khu", "p .": "phường", "x .": "xã",
    "h .": "huyện", "q .": "quận",
}  # fmt: skip
# Words that hold a unit's noun and are none; they stay as printed.
KEPT = "\0"
_NO_UNITS = {
    "xã hội": KEPT, "hợp tác xã": "Hợp tác xã", "thông tấn xã": "Thông tấn xã", "mặt trận lào": KEPT,
}  # fmt: skip


def _of_departments(entries: dict[str, str]) -> dict[str, str]:
    """Return every field of work with "Sở" and "Phòng" before it, so that "Phòng GD" is not found in "Phòng GD&ĐT"."""
    nouns = {"sở": "Sở", "phòng": "Phòng"}
    fields = {key: name for key, name in entries.items() if key.split()[0] not in nouns}
    return {f"{key} {field}": f"{noun} {name}" for key, noun in nouns.items() for field, name in fields.items()}


def _with_themselves(entries: dict[str, str]) -> dict[str, str]:
    """Add every full name as a spelling of itself, so that no shorter spelling is found inside of it."""
    names = {fold_tone(name).replace(",", " ,"): name for name in entries.values() if name is not KEPT}
    return names | entries


FULL: Phrases[str] = Phrases(
    _with_themselves(
        _BODIES
        | _FRONT_AND_UNIONS
        | _ARMED
        | _of_departments(_DEPARTMENTS)
        | _DEPARTMENTS
        | _OTHERS
        | _CENTRES
        | _UNITS
        | _NO_UNITS
    )
)
