"""Pages of portals in structures that no golden page has, to be read whole and alone.

Those of ``structures.toml`` have heads and addresses that say nothing of the article, as on many a portal: a reading
has the page itself to go by. Those of ``titles_and_leads.toml`` say by halves what it is, or another thing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

URL = "https://condau.example.gov.vn/Default.aspx?tabid=71&mid=402&ItemID=918"
TITLE = "Bắc xong cầu phao nối đôi bờ sông Cái trước mùa lũ"
LEAD = (
    "Cây cầu phao dài 86 mét do xã và hai thôn góp sức làm, thay cho chuyến đò ngang mỗi ngày chỉ chạy được bốn lượt."
)
TEXT = (
    "Từ tờ mờ sáng, hơn năm mươi người của hai thôn đã có mặt ở bến, người khiêng ván, người kéo cáp, người nấu cơm; "
    "đến trưa thì nhịp phao cuối cùng đã nằm đúng chỗ giữa dòng.",
    "Ông Trịnh Văn Lợi, trưởng thôn Đoài, kể rằng mùa lũ năm kia cả thôn bị cắt rời suốt chín ngày, học sinh "
    "phải nghỉ, người ốm phải chờ nước rút mới đưa được ra trạm y tế ở bên kia sông.",
    "Kinh phí 310 triệu đồng gồm phần của xã, phần dân góp và 40 ngày công của dân quân, thanh niên.",
    "Xã giao mỗi thôn một tổ trông cầu, khi nước lên quá mức báo động hai thì kéo phao vào bờ, chuyển sang đi thuyền.",
)
#: Headlines of other articles, each with its summary behind it.
NEWS = (
    "Chốt danh sách hộ vay vốn nuôi bò sinh sản đợt hai",
    "Ngân hàng và hội phụ nữ rà từng hộ, ưu tiên nhà có đất trồng cỏ và lao động.",
    "Lớp xóa mù chữ ban đêm ở thôn Thượng đón 27 học viên",
    "Giáo viên trẻ tình nguyện dạy ba buổi mỗi tuần, bàn ghế mượn của nhà văn hóa thôn.",
    "Đội bóng chuyền nữ giành cúp sau ba năm chờ đợi",
    "Trận chung kết kéo dài năm hiệp, khán giả đứng kín hai bên sân trường trung học cơ sở.",
    "Vườn thuốc nam của trạm y tế có thêm 40 loại cây",
    "Mỗi cây được gắn biển tên, công dụng và liều dùng để người dân tự nhận biết khi cần.",
)
_PAIRS = tuple(zip(NEWS[::2], NEWS[1::2], strict=True))
_CARD = "<div class=k1><img src='/t/{0}.jpg'><h3><a href='/n/{0}'>{1}</a></h3><p>{2}</p></div>"
_LINK = "<li><a href='/n/{0}'>{1}</a> (0{0}/02/2026)</li>"
_BLOCKS = {
    "menu": (
        "<div class=m0><a href='/'>Trang chủ</a> <a href='/gioi-thieu'>Giới thiệu</a> <a href='/hoc-tap'>Học tập và "
        "làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh</a> <a href='/kt'>Kinh tế - Xã hội</a> "
        "<a href='/vb'>Văn bản</a> <a href='/lh'>Liên hệ</a></div>"
    ),
    "cards": "".join(_CARD.format(number, *pair) for number, pair in enumerate(_PAIRS)),
    "links": f"<ul>{''.join(_LINK.format(number, *pair) for number, pair in enumerate(_PAIRS))}</ul>",
    "big": (
        f"<div class=k2><a href='/n/8'><img src='/t/8.jpg'></a><a href='/n/8'>{NEWS[0]}</a>"
        f"<div>{NEWS[1]} {NEWS[3]}</div></div>"
    ),
    "paragraphs": "".join(f"<p>{text}</p>" for text in TEXT),
    "stamp": "05/03/2026 08:10",
}
_FOOT = (
    "<div class=z9><p>Trang thông tin điện tử xã Cồn Dâu</p><p>Địa chỉ: thôn Đoài - Điện thoại: 0239 3888 777</p></div>"
)


@dataclass(frozen=True)
class Structure:
    """A page by the name of its structure, and what should be read off it."""

    name: str
    main: str
    title: str = TITLE
    lead: str = LEAD
    text: tuple[str, ...] = TEXT
    head: str = "Cổng thông tin điện tử xã Cồn Dâu"
    meta: str = ""
    url: str = URL

    @property
    def html(self) -> str:
        """The page."""
        main = self.main.format(title=self.title, lead=self.lead, text=TEXT, news=NEWS, **_BLOCKS)
        head = f"<head><meta charset=utf-8><title>{self.head}</title>{self.meta}</head>"
        return f"<html>{head}<body>{_BLOCKS['menu']}{main}{_FOOT}</body></html>"


def structures() -> list[Structure]:
    """Return the pages of both files."""
    declared = []
    for name in ("structures.toml", "titles_and_leads.toml"):
        declared += tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["structure"]
    return [
        Structure(**{**one, "text": tuple(text.format(text=TEXT) for text in one.get("text", TEXT))})
        for one in declared
    ]
