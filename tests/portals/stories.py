"""Forty made-up articles of a made-up district: ten subjects, each as four communes lived it, in four sections."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.vietnamese import fold

SECTIONS = {
    "chinh-tri": "Chính trị",
    "kinh-te": "Kinh tế",
    "van-hoa": "Văn hóa - Xã hội",
    "an-ninh": "Quốc phòng - An ninh",
}
_PLACES = ("xã Phú Lương Hạ", "xã Thanh Khê Đông", "phường Vĩnh Sơn Nam", "xã An Bình Tây")
_PEOPLE = ("Trần Văn Thử", "Lê Thị Mẫu", "Nguyễn Hữu Giả", "Phạm Minh Họa")
_SUBJECTS = (
    ("Đại hội Chi bộ khu dân cư ở {place} bầu cấp ủy mới",
     "Tối {day}/3/2024, chi bộ khu dân cư số {n} của {place} tổ chức đại hội nhiệm kỳ mới với 4{n} đảng viên.",
     "Báo cáo của cấp ủy nêu rõ {n} chỉ tiêu đã đạt, trong đó có vận động hiến đất làm đường và lắp đèn chiếu sáng."),
    ("Cánh đồng lúa hữu cơ đầu tiên của {place} vào vụ gặt",
     "Những thửa ruộng đầu tiên trong số 1{n} ha lúa hữu cơ của {place} đã được gặt xong tuần qua, sớm hơn mọi năm.",
     "Theo hợp tác xã, năng suất ước đạt 5{n} tạ một ha, giá bán cao hơn lúa thường và đã được đặt mua hết."),
    ("{place} khai mạc hội thi tiếng hát thiếu nhi mùa hè",
     "Hơn {n}0 em nhỏ từ các thôn đã bước lên sân khấu nhà văn hóa {place} đêm khai mạc hội thi tiếng hát.",
     "Ban tổ chức cho biết các tiết mục năm nay được dàn dựng công phu, nhiều em tự đặt lời mới cho làn điệu dân ca."),
    ("Công an {place} thu hồi nhiều vũ khí thô sơ trong dân",
     "Sau một tháng vận động, lực lượng công an {place} đã tiếp nhận {n} khẩu súng tự chế cùng nhiều công cụ hỗ trợ.",
     "Người dân tự giác giao nộp được ghi nhận, khen ngợi tại cuộc họp thôn và không bị xử lý theo quy định."),
    ("Khởi công tuyến đường liên thôn dài 3 km qua {place}",
     "Tuyến đường mới đi qua {n} thôn của {place} có mặt cắt 6 mét, tổng mức đầu tư 1{n} tỷ đồng từ ngân sách.",
     "Nhà thầu cam kết hoàn thành trong {n} tháng, ưu tiên đoạn qua trường học và chợ để kịp phục vụ năm học mới."),
    ("Trạm y tế {place} tiêm chủng bổ sung cho trẻ dưới năm tuổi",
     "Trong hai ngày cuối tuần, trạm y tế {place} đã tiêm bổ sung vắc xin sởi cho 2{n} trẻ chưa được tiêm đủ mũi.",
     "Các tổ lưu động đến tận những thôn xa nhất, mang theo tủ lạnh chuyên dụng để bảo quản vắc xin đúng nhiệt độ."),
    ("Hội Phụ nữ {place} ra mắt mô hình đổi rác lấy cây xanh",
     "Mỗi ki-lô-gam vỏ chai nhựa mang tới nhà sinh hoạt cộng đồng {place} sẽ được đổi một cây giống do hội viên ươm.",
     "Chỉ trong buổi đầu tiên, mô hình đã thu gom được {n}00 ki-lô-gam rác tái chế và trao tay gần {n}00 cây."),
    ("{place} diễn tập phòng thủ dân sự ứng phó bão lớn",
     "Tình huống giả định là bão cấp 1{n} đổ bộ, nước sông dâng nhanh {n} hộ dân ven sông của {place} phải sơ tán.",
     "Các lực lượng dân quân, y tế, thanh niên xung kích phối hợp nhịp nhàng, đưa người già, trẻ em tới nơi an toàn."),
    ("Bộ phận một cửa {place} trả kết quả tại nhà cho người già",
     "Từ đầu tháng, cán bộ một cửa của {place} mang kết quả hồ sơ đến nhà cho người trên 70 tuổi, người khuyết tật.",
     "Đã có {n}2 hồ sơ được trả theo cách này, chủ yếu là chứng thực, trợ cấp xã hội, cấp đổi thẻ bảo hiểm y tế."),
    ("Làng nghề mây tre đan {place} nhận bằng công nhận truyền thống",
     "Sau hơn {n}0 năm gìn giữ, làng nghề mây tre đan của {place} được trao bằng công nhận truyền thống.",
     "Hiện làng có {n}5 hộ theo nghề, sản phẩm đi khắp các tỉnh miền Trung và đã có đơn hàng đầu tiên từ nước ngoài."),
)  # fmt: skip
_OPINIONS = (
    "Đồng chí {who}, Chủ tịch UBND {place}, cho rằng kết quả này có được là nhờ sự đồng lòng của nhân dân.",
    "Ông {who}, Bí thư Đảng ủy {place}, đề nghị các chi bộ tiếp tục phát huy cách làm, công khai từng khoản đóng góp.",
    "Bà {who}, Phó Chủ tịch HĐND {place}, lưu ý cần theo dõi sát việc thực hiện và báo cáo lại vào kỳ họp giữa năm.",
)
_CLOSINGS = (
    "Thời gian tới, địa phương sẽ nhân rộng cách làm ra {n} thôn còn lại, đồng thời tổng kết kinh nghiệm vào cuối quý.",
    "Nhiều hộ dân cho biết họ mong việc làm ý nghĩa này được duy trì thường xuyên chứ không chỉ đợt cao điểm.",
    "Dịp này, {n} tập thể và cá nhân có thành tích đã được biểu dương, tặng giấy khen của Chủ tịch Ủy ban nhân dân.",
    "Kinh phí thực hiện được huy động từ nhiều nguồn, trong đó nhân dân góp ngày công và hiến {n}00 mét vuông đất.",
)


@dataclass(frozen=True)
class Story:
    """One article: what it says, in which section, and the numbers that address schemes make its address of."""

    number: int
    section: str
    title: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The title as portals put it into addresses."""
        return "-".join("".join(letter if letter.isalnum() else " " for letter in fold(self.title)).split())


def stories(count: int = 40) -> list[Story]:
    """Return made-up articles, the newest first, sections in turn."""
    return [_story(number) for number in range(count, 0, -1)]


def _story(number: int) -> Story:
    subject, place = _SUBJECTS[number % len(_SUBJECTS)], _PLACES[number // len(_SUBJECTS) % len(_PLACES)]
    era = number // (len(_SUBJECTS) * len(_PLACES))  # beyond forty the same happens again, under another headline
    texts = (
        *subject[1:],
        _OPINIONS[number % len(_OPINIONS)],
        _CLOSINGS[number % len(_CLOSINGS)],
        _CLOSINGS[(number // 3 + 1) % len(_CLOSINGS)],
    )
    words = {"place": place, "n": number % 7 + 2 + era, "day": number % 27 + 1, "who": _PEOPLE[number % len(_PEOPLE)]}
    title = subject[0].format(**words) + (f" lần thứ {era + 1}" if era else "")
    return Story(
        number,
        list(SECTIONS)[(number + number // len(_SUBJECTS)) % len(SECTIONS)],
        title[0].upper() + title[1:],
        f"{number % 27 + 1:02}/{number % 12 + 1:02}/2023 {number % 9 + 8:02}:30",
        tuple(text.format(**words) for text in dict.fromkeys(texts)),
    )
