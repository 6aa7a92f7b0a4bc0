"""What stands around the articles of a portal: menus of hundreds of links, links to others, styles and scripts.

None of it changes from page to page; what does is in :class:`Changing`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from random import Random

SECTIONS = (
    ("tin-tuc-su-kien", "Tin tức - Sự kiện"),
    ("hoat-dong-cua-lanh-dao", "Hoạt động của lãnh đạo"),
    ("kinh-te-xa-hoi", "Kinh tế - Xã hội"),
    ("xay-dung-dang", "Xây dựng Đảng"),
    ("an-ninh-quoc-phong", "An ninh - Quốc phòng"),
    ("nong-thon-moi", "Nông thôn mới"),
    ("cai-cach-hanh-chinh", "Cải cách hành chính"),
    ("thong-bao", "Thông báo"),
)
STANDING = (
    ("gioi-thieu-chung", "Giới thiệu chung"),
    ("lich-su-hinh-thanh", "Lịch sử hình thành"),
    ("co-cau-to-chuc", "Cơ cấu tổ chức"),
    ("chuc-nang-nhiem-vu", "Chức năng, nhiệm vụ"),
    ("dieu-kien-tu-nhien", "Điều kiện tự nhiên"),
    ("lien-he", "Liên hệ"),
    ("so-do-cong", "Sơ đồ cổng"),
    ("hoi-dap", "Hỏi đáp"),
)
_OFFICES = (
    "Dịch vụ công trực tuyến", "Thủ tục hành chính", "Công báo", "Văn bản chỉ đạo điều hành", "Lịch công tác",
    "Đường dây nóng", "Phản ánh kiến nghị", "Tra cứu hồ sơ", "Thư điện tử công vụ", "Hệ thống quản lý văn bản",
    "Báo cáo trực tuyến", "Bản đồ quy hoạch", "Đấu thầu mua sắm công", "Chiến lược phát triển", "Công khai ngân sách",
    "Dự án đầu tư", "Thông tin tuyên truyền", "Phổ biến pháp luật", "Tiếp công dân", "Số liệu thống kê",
)  # fmt: skip
_UNITS = ("Xã", "Phường", "Thị trấn", "Sở", "Ban", "Trường", "Trạm", "Hội")
_SYLLABLES = ("Tân", "Hòa", "Phú", "Bình", "Sơn", "Thạch", "Kỳ", "Cẩm", "Long", "Mỹ", "Thượng", "Hạ", "Yên", "Đồng")
_CSS = ("margin", "padding", "width", "height", "border-radius", "line-height", "top", "left", "font-size")
_WORDS = (
    "slider",
    "menu",
    "item",
    "widget",
    "box",
    "header",
    "footer",
    "news",
    "hot",
    "tab",
    "gallery",
    "banner",
    "poll",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu; those without an address are ``#`` or a script's."""

    address: str
    words: str


def menu(random: Random, sections: list[Link], standing: list[Link], count: int) -> list[Link]:
    """Return a menu of so many links: the portal's own, twice (wide and narrow screens), and services of others."""
    links = [*sections, *standing]
    while len(links) < count - len(sections):
        words = f"{random.choice(_OFFICES)} {len(links)}"
        kind = random.random()
        if kind < 0.25:
            address = random.choice(("#", "javascript:void(0)", "#menu"))
        elif kind < 0.4:
            address = random.choice(sections).address
        else:
            address = f"https://dichvu{random.randrange(40)}.example.vn/{random.choice(_WORDS)}/{len(links)}.html"
        links.append(Link(address, words))
    return links + sections


def web_links(random: Random, count: int) -> list[Link]:
    """Return links to other portals, by name."""
    found = []
    for number in range(count):
        name = f"{random.choice(_UNITS)} {random.choice(_SYLLABLES)} {random.choice(_SYLLABLES)}"
        found.append(Link(f"https://donvi{number}.example.vn/", name))
    return found


def style(random: Random, size: int) -> str:
    """Return about so many bytes of rules."""
    rules, length = [], 0
    while length < size:
        pairs = "".join(f"{random.choice(_CSS)}:{random.randint(1, 90)}px;" for _ in range(random.randint(1, 4)))
        rules.append(f".{random.choice(_WORDS)}-{random.choice(_WORDS)}{random.randrange(40)}{{{pairs}}}")
        length += len(rules[-1]) + 1
    return "\n".join(rules)


def script(random: Random, size: int) -> str:
    """Return about so many bytes of statements."""
    lines, length = [], 0
    while length < size:
        word, other = random.choice(_WORDS), random.choice(_WORDS)
        lines.append(
            f"jQuery('#{word}{random.randrange(90)}').{random.choice(('slick', 'tabs', 'hover', 'lazyload'))}"
            f"({{{other}: {random.randrange(900)}, speed: {random.randint(1, 9)}00, autoplay: true}});"
        )
        length += len(lines[-1]) + 1
    return "\n".join(lines)


class Changing:
    """What differs between two answers to one request: counters, tokens, clocks, boxes.

    Args:
        seed: of the portal and page.
        tick: which answer it is.
    """

    def __init__(self, seed: str, tick: int) -> None:
        self._seed, self._tick = seed, tick
        self.random = Random(f"{seed} {tick}")
        self.visits = 318_400 + 7 * tick + self.random.randrange(7)
        self.online = self.random.randint(3, 160)
        self.token = hashlib.sha256(f"{seed} {tick}".encode()).hexdigest()[:40]
        self.clock = f"{tick // 60 % 24:02d}:{tick % 60:02d}"

    def view_state(self, size: int, kept: bytes, own: bytes) -> str:
        """Return a ``__VIEWSTATE`` of so many bytes, as ASP.NET writes one that is not encrypted.

        It is the state of the controls in their order, in base64: menus, what the page shows, boxes, and 32 bytes that
        sign all of it. So what is the same on every page stands at another place in a group of three bytes where what
        comes before is of another length.

        Args:
            size: of the whole.
            kept: state of the controls that are the same on every page of the portal, repeated as often as is needed.
            own: what the page shows.
        """
        length = max(0, size * 3 // 4 - len(own) - 32)
        kept = (kept * (length // len(kept) + 1))[:length]
        menus = length * 2 // 3
        state = kept[:menus] + own + kept[menus:]
        return base64.b64encode(state + hashlib.sha256(self.token.encode() + own).digest()).decode()


def control_state(links: list[Link]) -> bytes:
    """Return what a view state keeps of controls that show links."""
    form = b"\x0f\x02%c\x66\x64\x02\x05\x0f\x16\x04\x1e\x04%s\x05%s"
    return b"".join(form % (place % 251, one.words.encode(), one.address.encode()) for place, one in enumerate(links))
