"""Body words: what bodies are for, in small letters, and which words after "và" are people instead."""

from __future__ import annotations

from scraper.extract.officials.text.phrases import phrase_set, word_set

TOPICS = phrase_set(
    ["chống", "khen thưởng", "thể thao", "thể dục", "du lịch", "thương binh", "xã hội", "gia đình", "môi trường",
    "công nghệ",
     "truyền thông", "nhân đạo", "cứu nạn", "tìm kiếm", "cứu hộ", "chữa cháy", "hạ tầng", "đô thị", "dịch vụ",
     "thủy sản",
     "lâm nghiệp", "ngư nghiệp", "kỹ thuật", "tôn giáo", "an ninh", "ngân sách", "nhiệm vụ", "khoa học", "đào tạo",
     "khuyến tài", "tiêu cực", "lãng phí", "chuyển đổi số", "đề án", "kế hoạch", "nông thôn", "trẻ mồ côi", "bảo trợ",
     "người khuyết tật", "phát thanh", "truyền hình", "thông tin", "nghệ thuật", "học nghề", "giải phóng mặt bằng",
     "giáo dục", "hỗ trợ", "tái định cư", "chăm sóc", "phương tiện", "trước bạ", "đổi mới", "đảng viên", "bảo hiểm",
        "giải quyết", "giám định", "dân số", "đối ngoại", "biển đảo", "thủy lợi", "kế toán", "thống kê", "y tế",
        "văn hóa", "việc làm", "cải cách", "bảo vệ", "phát triển", "xây dựng đảng", "nội vụ",
     "công nghiệp", "tội phạm", "tệ nạn", "ma túy", "kiểm soát", "quản lý", "hợp tác", "hành chính", "tư pháp",
     "pháp chế", "pháp luật", "dạy nghề", "thương mại", "đầu tư", "năng lượng", "khoáng sản", "sáng tạo", "tin học",
     "ngoại ngữ", "bồi dưỡng", "nghiên cứu", "ứng dụng", "chuyển giao", "khuyến nông", "thú y", "chăn nuôi",
     "bảo tồn", "di sản", "điện ảnh", "thư viện", "nhi đồng", "người nghèo", "người lao động", "giao thông",
     "phòng thủ", "phòng chống", "thủ tục", "xúc tiến", "an toàn", "vệ sinh", "dân tộc", "kinh tế", "tài chính",
     "chính sách", "môi sinh", "biến đổi khí hậu", "trang trí", "thủy văn", "trồng trọt", "nuôi trồng", "quy hoạch",
     "kiến trúc", "xây dựng", "vật tư", "thiết bị", "doanh nghiệp", "hộ kinh doanh",
     "hậu cần", "động viên", "giữ gìn", "cải tạo", "phân hạng", "xếp hạng", "phân loại", "thẩm định",
     "nghiệm thu", "sinh vật", "tạm giam", "kiểm sát", "thi hành án"]
)  # fmt: skip
# After "và" these begin a group of people, not what a body is for besides.
AND_PEOPLE = word_set(
    "các những lãnh đại một toàn nhân cán bà nhiều hơn trên gần đông thành đồng ông quý phu gia tập học người "
    "hai ba bốn "
    "chính cùng đoàn khách bạn cộng"
)
# "Phòng Quản lý phương tiện và người lái", "Trung tâm Chăm sóc trẻ mồ côi và người cao tuổi": whom a body serves.
PEOPLE_SERVED = word_set("lái lao có tiêu cao khuyết nộp bệnh sử")
# Words of bodies that end or begin like a word which ends a body ("nhân", "tư").
WORDS_WITH_STOPS = phrase_set(
    [
        "mua bán người",
        "cá nhân",
        "tư nhân",
        "công nhân",
        "bệnh nhân",
        "quân nhân",
        "doanh nhân",
        "thương nhân",
        "phạm nhân",
    ]
)
# What people do or feel next in the sentence, though it gives no role: it ends a body.
MORE_STOPS = phrase_set(
    [
        "đầu tiên",
        "nghỉ hưu",
        "nghỉ công tác",
        "đạt chuẩn",
        "đạt danh",
        "hỏi thăm",
        "hỏi han",
        "ân cần",
        "thân mật",
        "xúc động",
        "phấn khởi",
        "bàn giao",
        "thừa nhận",
        "lý giải",
        "giải thích",
        "nhận xét",
        "dặn dò",
        "hồ hởi",
        "tâm sự",
        "nghẹn ngào",
        "trăn trở",
        "băn khoăn",
        "lo lắng",
        "khuyến cáo",
        "kiến nghị",
        "cảnh báo",
        "vận động người",
        "cùng vợ",
        "cùng chồng",
        "tái cử",
        "chuyển công",
        "được điều",
        "giải tỏa",
        "tháo dỡ",
        "cắm mốc",
        "bố trí",
        "sắp xếp lại",
        "khắc phục",
        "thu hồi",
    ]
)
