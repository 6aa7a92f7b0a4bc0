"""Body tables: how bodies are spelt, which belong to a unit, which to a committee, which to nobody below the centre."""

from __future__ import annotations

from scraper.extract.officials.text.phrases import Phrases, comma_list, phrase_set, word_set

# One spelling a body, the one portals print most.
SPELLINGS: Phrases[str] = Phrases(
    {
        "hội đồng nhân dân": "HĐND", "ủy ban nhân dân": "UBND", "ban chỉ huy quân sự": "Ban CHQS",
        "bch quân sự": "Ban CHQS",
        "bch qs": "Ban CHQS", "ban chqs": "Ban CHQS", "ban chỉ huy qs": "Ban CHQS", "bộ chỉ huy quân sự": "Bộ CHQS",
        "bộ chqs": "Bộ CHQS", "ubmttqvn": "UBMTTQ Việt Nam", "ủy ban mặt trận tổ quốc": "Ủy ban MTTQ",
        "ubmttq vn": "UBMTTQ Việt Nam", "mttqvn": "MTTQ Việt Nam", "mttq vn": "MTTQ Việt Nam", "ub mttq": "UBMTTQ",
        "viện kiểm sát nhân dân": "VKSND", "tòa án nhân dân": "TAND", "tỉnh ủy": "Tỉnh ủy", "thành ủy": "Thành ủy",
        "huyện ủy": "Huyện ủy", "thị ủy": "Thị ủy", "quận ủy": "Quận ủy", "đảng ủy": "Đảng ủy", "đảng bộ": "Đảng bộ",
        "ban dận vận": "Ban Dân vận", "chi bộ": "Chi bộ", "hội cựu chiến binh": "Hội Cựu chiến binh",
        "mặt trận tổ quốc": "MTTQ", "tphcm": "TP Hồ Chí Minh", "tp . hcm": "TP Hồ Chí Minh",
        "tp hcm": "TP Hồ Chí Minh", "ban chấp hành": "Ban Chấp hành", "trung tâm": "Trung tâm",
        "ttbd ct": "Trung tâm Bồi dưỡng Chính trị",
        "gd & đt": "Giáo dục và Đào tạo", "gd - đt": "Giáo dục và Đào tạo", "gdđt": "Giáo dục và Đào tạo",
        "ptnt": "Phát triển nông thôn", "gtvt": "Giao thông vận tải", "nvqs": "nghĩa vụ quân sự",
        "ttyt": "Trung tâm Y tế",
        "lđtb & xh": "Lao động - Thương binh và Xã hội", "lđ - tb & xh": "Lao động - Thương binh và Xã hội",
        "ctđ": "Chữ thập đỏ", "bcđ": "Ban Chỉ đạo", "nhcsxh": "Ngân hàng Chính sách xã hội",
        "thads": "Thi hành án dân sự",
        "hđqt": "Hội đồng quản trị", "kh - đt": "Kế hoạch và Đầu tư", "kh & đt": "Kế hoạch và Đầu tư",
        "khđt": "Kế hoạch và Đầu tư", "tt & tt": "Thông tin và Truyền thông", "tttt": "Thông tin và Truyền thông",
        "vhttdl": "Văn hóa, Thể thao và Du lịch", "vh - tt - dl": "Văn hóa, Thể thao và Du lịch",
        "vh , tt & dl": "Văn hóa, Thể thao và Du lịch", "vhtt & dl": "Văn hóa, Thể thao và Du lịch",
        "vhtt - dl": "Văn hóa, Thể thao và Du lịch", "vh , tt và dl": "Văn hóa, Thể thao và Du lịch",
        "tdp": "Tổ dân phố", "nn & ptnt": "Nông nghiệp và Phát triển nông thôn",
        "nn & mt": "Nông nghiệp và Môi trường", "nn và ptnt": "Nông nghiệp và Phát triển nông thôn",
        "nông nghiệp & ptnt": "Nông nghiệp và Phát triển nông thôn",
        "lđtbxh": "Lao động - Thương binh và Xã hội", "lđ , tb & xh": "Lao động - Thương binh và Xã hội",
        "kh & cn": "Khoa học và Công nghệ", "khcn": "Khoa học và Công nghệ", "kt - xh": "Kinh tế - Xã hội",
        "vh - xh": "Văn hóa - Xã hội", "vhxh": "Văn hóa - Xã hội", "kt - nsnn": "Kinh tế - Ngân sách",
        "vpđkđđ": "Văn phòng Đăng ký đất đai", "nct": "Người cao tuổi", "bpck": "Biên phòng cửa khẩu",
        "đoàn tn": "Đoàn Thanh niên",
        "tn & mt": "Tài nguyên và Môi trường", "tnmt": "Tài nguyên và Môi trường", "vhtt": "Văn hóa - Thông tin",
        "vh - tt": "Văn hóa - Thông tin", "bll": "Ban liên lạc", "hnd": "Hội Nông dân",
        "hội ndvn": "Hội Nông dân Việt Nam", "hpn": "Hội Phụ nữ",
        "hccb": "Hội Cựu chiến binh", "hmtn": "hiến máu tình nguyện", "cn văn phòng": "Chi nhánh Văn phòng",
        "cn vpđkđđ": "Chi nhánh Văn phòng Đăng ký đất đai", "cn ngân hàng": "Chi nhánh Ngân hàng",
        "cn vpđk đất đai": "Chi nhánh Văn phòng Đăng ký đất đai", "bql": "Ban Quản lý", "btg": "Ban Tuyên giáo",
        "bdv": "Ban Dân vận", "btc": "Ban Tổ chức", "bnc": "Ban Nội chính", "vp": "Văn phòng",
        "tncs hcm": "TNCS Hồ Chí Minh", "ttvh": "Trung tâm Văn hóa", "tttm": "Trung tâm Thương mại",
        "trung tâm pvhcc": "Trung tâm Phục vụ hành chính công", "ttpvhcc": "Trung tâm Phục vụ hành chính công",
        "trung tâm phục vụ hcc": "Trung tâm Phục vụ hành chính công", "vpđk đất đai": "Văn phòng Đăng ký đất đai",
        "nn - mt": "Nông nghiệp và Môi trường", "nn - ptnt": "Nông nghiệp và Phát triển nông thôn",
        "tc - kh": "Tài chính - Kế hoạch", "tckh": "Tài chính - Kế hoạch", "tn - mt": "Tài nguyên và Môi trường",
        "tx": "thị xã", "tx .": "thị xã", "tp": "thành phố", "tp .": "thành phố", "tt": "thị trấn",
        "pbgdpl": "phổ biến, giáo dục pháp luật", "pctt": "Phòng chống thiên tai", "tkcn": "Tìm kiếm cứu nạn",
        "ttbdct": "Trung tâm Bồi dưỡng Chính trị",
        "kbnn": "Kho bạc Nhà nước", "mtqg": "mục tiêu quốc gia", "liên minh htx": "Liên minh Hợp tác xã",
        "ban đại diện hđqt": "Ban đại diện HĐQT Ngân hàng Chính sách xã hội",
        "ban đại diện hđqt nhcsxh": "Ban đại diện HĐQT Ngân hàng Chính sách xã hội",
        "tb & xh": "Thương binh và Xã hội", "bdct": "Bồi dưỡng Chính trị", "ca huyện": "Công an huyện",
        "ca xã": "Công an xã", "ca tỉnh": "Công an tỉnh", "ca phường": "Công an phường", "ca tp": "Công an thành phố",
        "ca thị xã": "Công an thị xã", "ca thị trấn": "Công an thị trấn",
        "tt hđnd": "Thường trực HĐND", "tt văn hóa": "Trung tâm Văn hóa",
        "tt y tế": "Trung tâm Y tế", "tt chính trị": "Trung tâm Chính trị", "tt dịch vụ": "Trung tâm Dịch vụ",
    }
)  # fmt: skip
CENTRAL = phrase_set(
    ["trung ương", "chính phủ", "quốc hội", "nhà nước", "nước", "học viện", "quân khu", "quân đoàn", "tổng cục",
    "bộ chính trị",
     "bộ quốc phòng", "bộ tổng tham mưu", "bộ công an", "bộ tư lệnh", "văn phòng chính phủ", "tw", "bộ nội vụ",
     "bộ tài chính"]
)  # fmt: skip
PARTY_BODIES = phrase_set(
    ["ban tổ chức", "ban tuyên giáo", "ban dân vận", "ban nội chính", "ban xây dựng đảng", "ubkt", "ủy ban kiểm tra",
    "btv",
     "ban thường vụ", "bch", "ban chấp hành", "cơ quan ủy ban kiểm tra", "ban dận vận", "btg", "btc", "bdv"]
)  # fmt: skip
COUNCIL_BODIES = phrase_set(
    [
        "ban pháp chế",
        "ban kinh tế",
        "ban kt",
        "ban văn hóa - xã hội",
        "ban vhxh",
        "ban dân tộc",
        "ban đô thị",
        "ban kt - xh",
    ]
)
OF_THE_UNIT = phrase_set(
    ["hđnd", "ubnd", "hội đồng nhân dân", "ủy ban nhân dân", "ubmttq", "ub mttq", "ubmttqvn", "mttq", "ủy ban mttq",
    "đảng ủy",
     "ủy ban mặt trận", "đảng bộ", "ban chqs", "ban chỉ huy", "bch quân sự", "công an", "hội", "đoàn", "ban chỉ đạo",
     "bcđ",
     "ban công tác", "ủy ban bầu cử", "ubbc", "liên đoàn", "lđlđ", "thường trực hđnd", "công đoàn", "ban tổ chức hội",
     "ban vận động", "vksnd", "tand",
     "bộ chỉ huy", "bộ chqs", "ban quản lý", "phòng", "văn phòng", "thanh tra", "sở", "ban chấp hành đảng bộ",
     "bch đảng bộ",
     "viện kiểm sát", "tòa án", "trung tâm", "chi cục", "mặt trận", "bđbp", "bộ đội", "ban", "đảng", "trạm", "tổ đại",
     "tổ giúp việc", "tổ công tác", "khối dân vận", "bệnh xá", "đội quản lý"]
)  # fmt: skip
LONGEST_PLACE = 7  # tokens; hyphens of a foreign place count
NOT_UNITS = (["đội"], ["hội"])
MASS_BODIES = frozenset({"hội", "đoàn", "hợp", "liên", "công"})
DELEGATION = frozenset({"phía", "đoàn", "đạo"})
# Heads without a body, and the words the body begins with in the text around.
BODY_OF_HEAD = {
    "bộ trưởng": ("bộ",), "thứ trưởng": ("bộ",), "chánh án": ("tand", "tòa án nhân dân"),
    "phó chánh án": ("tand", "tòa án nhân dân"), "viện trưởng": ("vksnd", "viện"), "phó viện trưởng": ("vksnd", "viện"),
    "hiệu trưởng": ("trường",), "phó hiệu trưởng": ("trường",), "trạm trưởng": ("trạm",), "trạm phó": ("trạm",),
    "tham mưu trưởng": ("bộ chqs", "bộ chỉ huy quân sự"), "phó tham mưu trưởng": ("bộ chqs", "bộ chỉ huy quân sự"),
    "chính ủy": ("bộ chqs", "bộ chỉ huy quân sự"), "phó chính ủy": ("bộ chqs", "bộ chỉ huy quân sự"),
    "chính trị viên": ("đồn", "ban chqs", "ban chỉ huy quân sự"), "cục trưởng": ("cục",),
    "chính trị viên phó": ("đồn", "ban chqs", "ban chỉ huy quân sự"), "chi cục trưởng": ("chi cục",),
    "tổng biên tập": ("báo",), "đồn trưởng": ("đồn",), "giám thị": ("trại giam", "trại tạm giam"),
    "phó giám thị": ("trại giam", "trại tạm giam"), "kiểm toán trưởng": ("kiểm toán nhà nước",),
    "phó kiểm toán trưởng": ("kiểm toán nhà nước",), "bệnh xá trưởng": ("bệnh xá",), "hạt trưởng": ("hạt",),
    "trưởng khoa": ("khoa",), "đội trưởng": ("đội",), "đội phó": ("đội",), "tổ trưởng": ("tổ",), "tổ phó": ("tổ",),
    "thôn trưởng": ("thôn",), "bản trưởng": ("bản",), "buôn trưởng": ("buôn",), "làng trưởng": ("làng",),
    "ấp trưởng": ("ấp",), "xóm trưởng": ("xóm",), "khóm trưởng": ("khóm",), "cụm trưởng": ("cụm",),
    "trung đoàn trưởng": ("trung đoàn",), "trung đoàn phó": ("trung đoàn",), "phó trung đoàn trưởng": ("trung đoàn",),
    "lữ đoàn trưởng": ("lữ đoàn",), "sư đoàn trưởng": ("sư đoàn",), "tiểu đoàn trưởng": ("tiểu đoàn",),
}  # fmt: skip
# Heads that hold the first word of their body: "Chi cục trưởng Kiểm lâm" heads the "Chi cục Kiểm lâm".
NOUN_OF_HEAD = {
    "chi cục trưởng": "Chi cục",
    "cục trưởng": "Cục",
    "vụ trưởng": "Vụ",
    "hạt trưởng": "Hạt",
    "chi hội trưởng": "Chi hội",
    "chi hội phó": "Chi hội",
    "trưởng khoa": "Khoa",
}
# Heads of one body in the country.
ONLY_BODY = {"thủ tướng": "Chính phủ", "phó thủ tướng": "Chính phủ"}
# Bodies printed by their kind alone, which the text around names in full.
KINDS_OF_BODY = frozenset(
    comma_list(
        "hội đồng,ban chỉ đạo,trung ương hội,kho bạc,"
        "sở,bệnh viện,trường,nhà trường,trung tâm,đảng ủy khối,trạm,trạm y tế,chi bộ,xóm,"
        "thôn,bản,ấp,khu phố,"
        "khóm,buôn,phố,khu,viện,cục,"
        "bộ,công ty,đồn,vùng,quân khu,quân đoàn,sư đoàn,lữ đoàn,trung đoàn,tiểu đoàn,tổ dân phố,khối phố,làng,chi cục"
    )
)
# Kinds whose full name goes on with a unit in small letters: "TAND huyện Long Mỹ".
NAMED_BY_UNIT = frozenset({"trại giam", "trại tạm giam", "kiểm toán nhà nước", "đảng ủy khối",
                            "chi bộ", "tand", "vksnd", "bộ chqs", "ban chqs", "tòa án nhân dân",
                            "bộ chỉ huy quân sự", "ban chỉ huy quân sự"})  # fmt: skip
SMALL_UNITS = word_set("số xóm thôn bản ấp khóm buôn làng khu phố")
# Bodies that others are inside of, printed after a comma.
# Nouns of units in letters, where a body prints them so ("Đoàn TT", "UBND TX Kỳ Anh").
NOUNS_IN_LETTERS = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
OUTER_BODIES = phrase_set(
    ["công an tỉnh", "công an thành phố", "công an huyện", "công an thị xã", "công an quận", "công an tp",
     "ban tổ chức tỉnh ủy", "ban tổ chức thành ủy", "ban tuyên giáo", "ban dân vận", "sở", "cục", "chi cục", "bộ",
     "bộ chqs", "bộ chỉ huy", "văn phòng ubnd", "văn phòng hđnd", "văn phòng tỉnh ủy", "vksnd tỉnh", "tand tỉnh",
     "bệnh viện", "kho bạc", "học viện", "bảo hiểm xã hội", "trung tâm y tế", "thuế tỉnh", "thuế thành phố",
     "tổng cục", "quân khu", "phòng tham mưu", "phòng chính trị", "phòng hậu cần"]
)  # fmt: skip
# The first words of departments that every district and, since 1 July 2025, every commune has (decrees 37/2014 and
# 150/2025); a "phòng" of another name is inside of some bigger institution.
DEPARTMENTS_OF_UNITS = word_set("nội tư tài lao văn giáo y thanh kinh nông dân công hạ thi tôn xây khoa hành bảo thống")
# Bodies below the commune, and the places they are of.
SMALL_PLACES = ("tổ dân phố", "khu dân cư", "khối phố", "khu phố", "thôn", "bản", "ấp", "khóm", "xóm", "buôn", "làng")
PROVINCIAL = ("sở ", "ban quản lý khu kinh tế ", "ban quản lý các khu công nghiệp ",
              "tỉnh đoàn", "đảng ủy khối ", "chi cục kiểm lâm", "chi cục trồng trọt", "chi cục chăn nuôi",
              "chi cục thủy lợi", "chi cục bảo vệ", "chi cục an toàn", "chi cục quản lý", "chi cục dân số",
              "chi cục phát triển", "đảng ủy sở ", "đoàn đbqh", "đoàn đại biểu quốc hội", "thuế cơ sở ")  # fmt: skip
# Departments that associations have, and no party committee or council.
DEPARTMENTS_OF_ASSOCIATIONS = frozenset({
    "ban tổ chức - kiểm tra", "ban xây dựng hội", "ban xây dựng tổ chức hội", "ban gia đình - xã hội",
    "ban công tác phụ nữ", "ban phong trào", "ban chính sách luật pháp", "ban chính sách - luật pháp",
    "ban dân chủ - pháp luật", "ban tuyên giáo - nữ công",
})  # fmt: skip
UNITS_OWN = ("chi cục ", "thuế cơ sở ", "hạt ", "đảng ủy sở ", "đoàn đbqh")
# Nouns of places below the commune that are also the last words of others: "phố", but not "thành phố".
SMALL_AND_LARGE = {
    "phố": frozenset({"thành", "khu", "khối", "dân"}),
    "khu": frozenset({"quân", "đặc", "phân", "liên"}),
    "khối": frozenset({"ủy", "các"}),
}
MEMBER_WORDS = phrase_set(["ban thường vụ", "btv", "thường vụ", "thường trực", "ban chấp hành", "bch"])
