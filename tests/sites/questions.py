"""Made-up questions of citizens with the office's answers, which portals keep beside their news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.sites.stories import Locality

_TITLES = (
    "Thủ tục cấp lại giấy khai sinh cho người dân {place} gồm những gì",
    "Hỏi về mức hỗ trợ hộ nghèo sửa nhà tại {hamlet}",
    "Khi nào đường vào {hamlet} được sửa chữa",
    "Đăng ký hộ kinh doanh tại {place} cần giấy tờ gì",
    "Đề nghị xử lý trại chăn nuôi gây mùi ở {hamlet}",
)
_QUESTION = (
    "Kính gửi {unit}, gia đình tôi ở {hamlet} đã nộp hồ sơ từ ngày {day} nhưng đến nay chưa nhận được kết quả. Xin hỏi "
    "cần bổ sung giấy tờ gì, nộp ở đâu và bao lâu thì có kết quả? Tôi xin cảm ơn."
)
_ANSWER = (
    "Về nội dung này, {unit} trả lời như sau: căn cứ Luật Đất đai năm 2024 và các văn bản hướng dẫn thi hành, hồ sơ có "
    "tờ khai theo mẫu, bản sao giấy tờ tùy thân và giấy tờ chứng minh nơi cư trú tại {place}.",
    "Công dân nộp hồ sơ trực tiếp tại bộ phận tiếp nhận và trả kết quả hoặc qua Cổng dịch vụ công; thời hạn giải quyết "
    "là 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.",
    "Trường hợp của gia đình ông (bà) ở {hamlet}, cán bộ chuyên môn sẽ liên hệ để hướng dẫn bổ sung trước ngày {day}. "
    "Mọi thắc mắc xin gọi số 0999 000 111 trong giờ hành chính.",
)


@dataclass(frozen=True)
class Question:
    """A question as its page prints it."""

    number: int
    title: str
    asker: str
    asked: date
    question: str
    answer: tuple[str, ...]


def questions(count: int, locality: Locality) -> list[Question]:
    """Return made-up questions, the newest first."""
    made = []
    for place in range(count):
        random = Random(f"{locality.unit} question {place}")

        def fill(pattern: str, random: Random = random) -> str:
            return pattern.format(
                unit=locality.unit,
                place=random.choice(locality.places),
                hamlet=random.choice(locality.hamlets),
                day=f"{random.randint(1, 28)}/{random.randint(1, 12)}/2025",
            )

        asker = ("Nguyễn Văn Bảy", "Trần Thị Út", "Vàng A Tủa")[place % 3]
        asked = date(2025, 6, 2) - timedelta(days=9 * place)
        title = fill(_TITLES[place % len(_TITLES)])
        made.append(Question(count - place, title, asker, asked, fill(_QUESTION), tuple(map(fill, _ANSWER))))
    return made
