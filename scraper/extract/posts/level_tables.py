"""Level tables: which words of a body's name tell the level that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.text.phrases import Phrases, phrase_set, word_set
from scraper.extract.officials.units.unit import LEVELS

if TYPE_CHECKING:
    from scraper.items import Level

LONGEST_PROVINCE = 5  # tokens: "Bà Rịa - Vũng Tàu"

# Bodies of the party's committees name their level themselves.
COMMITTEES: Phrases[str] = Phrases(
    {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "thị ủy": "thị xã", "huyện ủy": "huyện", "quận ủy": "quận",
     "khu ủy": "tỉnh", "tỉnh đoàn": "tỉnh", "thành đoàn": "thành phố", "thị đoàn": "thị xã", "huyện đoàn": "huyện",
     "quận đoàn": "quận", "tỉnh hội": "tỉnh"}
)  # fmt: skip
UNIT_NOUNS: Phrases[str] = Phrases({noun: noun for noun in LEVELS})
NO_UNITS = phrase_set(["xã hội", "hợp tác xã", "thông tấn xã"])
# What stands below the commune; the noun counts before a name or a number only ("khu 5", not "Khu kinh tế").
SMALL = phrase_set(
    ["thôn", "ấp", "khóm", "bản", "buôn", "làng", "xóm", "tổ dân phố", "khu phố", "khối phố", "khu dân cư", "tiểu khu",
     "khối", "khu", "bon", "plei", "phum", "sóc", "tổ", "cụm dân cư", "phố"]
)  # fmt: skip
# Party organisations stand where the institution stands that they are in: "Chi bộ Trường ...", "Đảng ủy Quân khu".
PARTY_IN = phrase_set(["chi bộ", "chi ủy", "đảng ủy", "đảng bộ"])
INSTITUTIONS = phrase_set(
    ["trường", "ban", "công an", "quân sự", "phòng", "trạm", "cơ quan", "văn phòng", "trung tâm", "sở", "bệnh viện",
     "quân khu", "quân đoàn", "quân chủng", "khối", "tòa án", "viện", "chi cục", "cục", "tổng cục", "bộ", "thanh tra",
     "ủy ban", "hội", "các cơ quan", "hội đồng", "công ty", "tổng công ty", "kho bạc", "ngân hàng", "đồn",
     "thuế", "hải quan", "trại", "đội", "báo", "đài"]
)  # fmt: skip
# A border post stands in a village, under the province's command (officials: positions x organisations).
SMALL_BODIES = phrase_set(
    [
        "đồn biên phòng",
        "đại đội biên phòng",
        "chi bộ",
        "chi ủy",
        "chi hội",
        "chi đoàn",
        "ban công tác mặt trận",
        "đảng bộ bộ phận",
    ]
)
# What took the place of the districts' courts, procuracies and commands in 2025 stands where they stood.
REGIONAL_BODIES = phrase_set(
    ["ban chỉ huy phòng thủ khu vực", "tòa án nhân dân khu vực", "viện kiểm sát nhân dân khu vực", "thuế cơ sở",
     "chi cục thuế khu vực"]
)  # fmt: skip
# Agencies of the centre with a branch in every province and every district, often named by the place alone.
BRANCHES = phrase_set(
    ["kho bạc nhà nước", "bảo hiểm xã hội", "ngân hàng chính sách xã hội", "viện kiểm sát nhân dân", "tòa án nhân dân",
     "chi cục thi hành án dân sự", "chi cục thuế", "trung tâm y tế", "trung tâm chính trị", "điện lực",
     "trung tâm bồi dưỡng chính trị"]
)  # fmt: skip
# Named after a province without its noun: "Báo Nghệ An", "Trường Đại học Phú Yên".
OF_PROVINCES = phrase_set(
    ["báo", "đài", "trường đại học", "trường cao đẳng", "trường chính trị", "chi cục", "ban quản lý khu kinh tế",
     "bảo tàng", "thư viện", "nhà xuất bản", "đài phát thanh"]
)  # fmt: skip
# Bodies of one level wherever they are: schools of the commune or the province, the commune's block of mass work.
BY_KIND: Phrases[Level] = Phrases(
    {"trường mầm non": "commune", "trường mẫu giáo": "commune", "trường tiểu học": "commune",
     "trường trung học cơ sở": "commune", "trường phổ thông dân tộc bán trú": "commune", "trạm y tế": "commune",
     "trường trung học phổ thông": "province", "trường phổ thông dân tộc nội trú": "province",
     "trường trung cấp": "province", "trường cao đẳng": "province", "trường chính trị": "province",
     "khối dân vận": "commune", "đồn biên phòng": "below", "trại giam": "central",
     "hạt kiểm lâm": "district"}
)  # fmt: skip
PROVINCE_BODIES = phrase_set(
    ["sở", "đoàn đại biểu quốc hội", "đảng ủy sở", "thanh tra sở", "văn phòng sở", "liên hiệp các hội"]
)
CENTRAL_BODIES = phrase_set(
    ["ban chấp hành trung ương", "ban bí thư", "bộ chính trị", "chính phủ", "quốc hội", "ủy ban thường vụ quốc hội",
     "văn phòng chính phủ", "văn phòng quốc hội", "văn phòng chủ tịch nước", "văn phòng trung ương", "nhà nước",
     "tổng cục", "vụ", "cục", "quân khu", "quân đoàn", "quân chủng", "binh chủng", "binh đoàn", "quân ủy trung ương",
     "bộ tư lệnh", "bộ đội biên phòng", "bộ tổng tham mưu", "đại sứ quán", "tổng lãnh sự quán", "thanh tra chính phủ",
     "kiểm toán nhà nước", "ngân hàng nhà nước", "thông tấn xã", "đài truyền hình việt nam", "thông tấn xã việt nam",
     "đài tiếng nói việt nam", "học viện chính trị quốc gia", "đảng ủy công an trung ương", "hội đồng lý luận",
     "tòa án nhân dân tối cao", "viện kiểm sát nhân dân tối cao", "tổng liên đoàn", "nước"]
)  # fmt: skip
# Forces that no province has, wherever they stand in a name: "Vùng 2 Hải quân".
CENTRAL_FORCES = phrase_set(["hải quân", "cảnh sát biển", "quân khu", "quân đoàn", "quân chủng", "bộ tư lệnh"])
OF_AN_OCCASION = phrase_set(
    ["ban tổ chức", "ban lễ tang", "ban giám khảo", "ban chỉ đạo", "hội đồng thi", "tổ công tác", "tổ giúp việc",
     "đoàn công tác", "đoàn kiểm tra", "đoàn giám sát", "tổ bầu cử", "ban bầu cử", "tổ xây dựng", "hội đồng",
     "tiểu ban"]
)  # fmt: skip
# "Bộ Nội vụ" is a ministry; these begin like one and are no ministry.
NO_MINISTRY = word_set("chỉ đội phận môn")
