"""The articles of a town and of an office before and after July 2025: what each says, and how editors save it anew."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.history.texts import post

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLE = ("Văn", "Thị", "Quang", "Đức", "Thanh", "Hữu", "Xuân")
_GIVEN = ("Hòa", "Thúy", "Khánh", "Toàn", "Bình", "Loan", "Hóa", "Thùy", "Dũng", "Oánh", "Khoa", "Tuấn", "Xòe")
_POSTS = (
    "Phó Bí thư Thị ủy, Chủ tịch UBND thị xã",
    "Ủy viên Ban Thường vụ Thị ủy, Trưởng Ban Tổ chức Thị ủy",
    "Thị ủy viên, Phó Chủ tịch HĐND thị xã",
    "Phó Chủ tịch UBND thị xã",
    "Thị ủy viên, Chủ tịch Ủy ban MTTQ Việt Nam thị xã",
)
_SAID = (
    'Phát biểu tại buổi làm việc, đồng chí {name}, {post} đề nghị các đơn vị hưởng ứng phong trào "{motto}".',
    'Đến dự có ông {name} - {post}, cùng đại diện các hộ dân đã ký cam kết "{motto}".',
    'Thay mặt lãnh đạo thị xã, bà {name}, {post} trao quà cho các gia đình tiêu biểu trong cuộc vận động "{motto}".',
)
_MOTTOES = ("Nhà sạch, vườn đẹp", "Ngày thứ bảy tình nguyện", "Tiếng kẻng an ninh", "Biến rác thành tiền")
# The mark on the first or on the second vowel: both are taught, and programs of the same name write either.
_MARKS = (
    ("òa", "oà"),
    ("óa", "oá"),
    ("òe", "oè"),
    ("úy", "uý"),
    ("ùy", "uỳ"),
    ("ủy", "uỷ"),
    ("ỏa", "oả"),
    ("ọa", "oạ"),
)


@dataclass(frozen=True)
class Item:
    """One article. ``ident`` is the number in its address, which stays when it is filed or named anew.

    ``saved`` says how the editor that saved its text last writes paragraphs: ``p``, ``div`` or ``word``.
    """

    number: int
    ident: int
    section: int
    title: str
    slug: str
    published: str
    lead: str
    paragraphs: tuple[str, ...]
    author: str
    image: str = ""
    caption: str = ""
    file: str = ""
    saved: str = "p"
    tags: tuple[str, ...] = field(default=("thị xã", "dân vận"))


def item(number: int, seed: int, published: datetime) -> Item:
    """Return an article, always the same of a number and seed: one in three has a picture, one in seven a file."""
    made = post(number + seed, 4, published.isoformat(timespec="seconds"))
    name = f"{_SURNAMES[(number + seed) % 11]} {_MIDDLE[number % 7]} {_GIVEN[(number * 5 + seed) % 13]}"
    said = _SAID[number % 3].format(name=name, post=_POSTS[number % 5], motto=_MOTTOES[number % 4])
    lead, *others = made.paragraphs
    return Item(
        number, number + 400, number % 4, made.title, made.slug, made.published, lead, (said, *others),
        f"{_SURNAMES[number % 11]} {_GIVEN[number % 13]}",
        image=f"anh-{number}.jpg" if number % 3 == 0 else "",
        caption=f"Quang cảnh buổi làm việc do {name} chủ trì" if number % 3 == 0 else "",
        file=f"ke-hoach-{number}.pdf" if number % 7 == 0 else "",
    )  # fmt: skip


def items(first: int, last: int, seed: int, newest: datetime, apart: int = 4) -> dict[int, Item]:
    """Return articles by number; the last one is the newest, the others some days and hours older, one by one."""
    return {
        number: item(number, seed, newest - timedelta(days=apart * (last - number), minutes=37 * (last - number) % 600))
        for number in range(first, last + 1)
    }


def worded(one: Item, old: str, new: str) -> Item:
    """Return an article in whose paragraphs other words stand; it fails where the old ones do not."""
    paragraphs = tuple(text.replace(old, new) for text in one.paragraphs)
    assert paragraphs != one.paragraphs, (one.number, old)
    return replace(one, paragraphs=paragraphs)


def respelt(one: Item, spell: str) -> Item:
    """Return an article of which every text is written in other characters that say the same.

    ``spell`` is ``marks`` (the tone mark on another vowel), ``NFD``, ``NFC``, ``quotes`` (curly ones) or ``spaces`` (no
    break between a number and its measure, two blanks, a zero-width space behind a full stop).
    """
    changed = {name: _spelt(getattr(one, name), spell) for name in ("title", "lead", "caption")}
    return replace(one, **changed, paragraphs=tuple(_spelt(text, spell) for text in one.paragraphs))


def _spelt(text: str, spell: str) -> str:
    if spell in ("NFD", "NFC"):
        return unicodedata.normalize(spell, text)  # type: ignore[arg-type]
    if spell == "quotes":
        return re.sub(r'"([^"]+)"', "“\\1”", text)
    if spell == "spaces":
        return re.sub(r"(\d) ", "\\1\N{NO-BREAK SPACE}", text).replace(". ", ".\N{ZERO WIDTH SPACE}  ")
    for first, second in _MARKS:
        text = re.sub(rf"{first}\b", second, text)
        text = re.sub(rf"{first.capitalize()}\b", second.capitalize(), text)
    return text
