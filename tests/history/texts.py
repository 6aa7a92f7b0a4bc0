"""Made-up articles of which no two share more than a turn of phrase, as many as a script needs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from scraper.vietnamese import fold

_PLACES = (
    "xã Hòa Thuận Đông",
    "phường Vĩnh Lộc Nam",
    "xã Tân Khê Hạ",
    "thôn Đá Bạc",
    "khu phố Cầu Mới",
    "xã Bình Sơn Thượng",
    "làng Vạn Phúc Ngoại",
    "phường Hải Yên Tây",
    "tổ dân phố Lò Gạch",
    "xã Cồn Sậy",
)
_WHO = (
    "Hội Nông dân",
    "Đoàn Thanh niên",
    "Ban Chỉ huy Quân sự",
    "Trung tâm Y tế",
    "Phòng Giáo dục",
    "Hợp tác xã Rau sạch",
    "Hội Cựu chiến binh",
    "Đội Thủy nông",
    "Ban Quản lý chợ",
    "Nhà văn hóa",
    "Tổ hòa giải",
    "Câu lạc bộ dưỡng sinh",
)
_DID = (
    "khánh thành",
    "sửa chữa",
    "bàn giao",
    "kiểm kê",
    "quy hoạch lại",
    "nghiệm thu",
    "trồng mới",
    "vận hành thử",
    "tu bổ",
    "khảo sát",
    "mở rộng",
    "cải tạo",
    "quyên góp cho",
    "tổ chức thi đua xây",
)
_WHAT = (
    "con đê ngăn mặn",
    "lớp học xóa mù chữ",
    "giàn hoa bên đường",
    "trạm bơm đầu nguồn",
    "vườn ươm keo lai",
    "sân bóng mini",
    "tủ sách bà con",
    "cây cầu treo cũ",
    "bến đò ngang",
    "nhà bia ghi danh",
    "đường điện chiếu sáng",
    "ao cá cộng đồng",
    "bể chứa nước mưa",
    "khu chợ phiên",
    "nghĩa trang liệt sĩ",
    "lò sấy thuốc lá",
)
_WHEN = (
    "ngay sau rằm",
    "trước mùa lũ",
    "vào phiên họp cuối tháng",
    "giữa lúc nông nhàn",
    "nhân ngày hội đoàn kết",
    "trong ba buổi sáng liền",
    "khi nước triều xuống",
    "lúc vụ đông vừa xong",
)
_WHY = (
    "để bà con đỡ phải đi vòng",
    "vì công trình trước đã xuống cấp",
    "theo nguyện vọng của các cụ cao niên",
    "nhằm đón đoàn khách của tỉnh bạn",
    "sau nhiều năm chờ vốn",
    "do chính các hộ hiến công xây nên",
    "cho kịp năm học tới",
    "với giá chỉ bằng nửa dự toán",
)
_FORMS = (
    "{when}, {who} {place} đã {did} {what} với tổng kinh phí {n} triệu đồng, {why}.",
    "Theo ghi nhận tại {place}, {what} được {n} hộ cùng {did} {when}; phần việc còn lại giao cho {who}.",
    "Bà con {place} kể rằng {what} từng bỏ hoang {n} năm, nay {who} {did} {why}.",
    "Có {n} người tham gia {did} {what} ở {place}, trong đó già nửa là hội viên của {who}, {why}.",
    "Đại diện {who} cho hay sẽ tiếp tục {did} {what} tại {place} {when}, dự kiến mất {n} ngày công.",
    "{when}, một đoàn {n} người đến {place} xem {what} mà {who} vừa {did}, {why}.",
    "Riêng {what} của {place} còn vướng {n} mét đất; {who} hứa {did} xong {when}.",
)


@dataclass
class Post:
    """One article: what it says. ``changed`` is the day of its last edit that its portal owns up to."""

    number: int
    section: int
    title: str
    slug: str
    published: str
    paragraphs: list[str]
    changed: str
    caption: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)


def post(number: int, sections: int, published: str) -> Post:
    """Return the article with a number, always the same; ``published`` is a moment in ISO 8601."""
    dice = random.Random(number * 7919)
    said = [_sentence(dice) for _ in range(12)]
    title = f"{dice.choice(_WHO)} {dice.choice(_PLACES)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_WHEN)}"
    paragraphs = [" ".join(said[start : start + 3]) for start in range(0, 12, 3)]
    slug = "-".join(fold(title).split())
    return Post(number, number % sections, title, slug, published, paragraphs, published)


def _sentence(dice: random.Random) -> str:
    text = dice.choice(_FORMS).format(
        when=dice.choice(_WHEN), who=dice.choice(_WHO), place=dice.choice(_PLACES), did=dice.choice(_DID),
        what=dice.choice(_WHAT), why=dice.choice(_WHY), n=dice.randint(3, 960),
    )  # fmt: skip
    return text[0].upper() + text[1:]
