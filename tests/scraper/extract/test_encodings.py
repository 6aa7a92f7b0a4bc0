"""Encodings under any label: texts written for this, half of them after the rules, and never mended against."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.decode import Decoded, decode
from scraper.extract.legacy import repaired
from scraper.vietnamese import nfc
from tests.scraper.extract.legacy_texts import cp1258, tcvn3, viscii, vni, vps
from tests.scraper.extract.mutations import golden_pages

SEEN = (
    "Sáng nay, Ủy ban nhân dân xã tổ chức hội nghị sơ kết sáu tháng đầu năm và triển khai nhiệm vụ cuối năm.",
    "Đồng chí Chủ tịch xã chủ trì; dự có các đồng chí trong Ban Thường vụ Đảng ủy, đại diện các đoàn thể.",
    "Đường giao thông nông thôn được bê tông hóa, kênh mương nội đồng được nạo vét kịp thời vụ.",
    "Trường trung học cơ sở có mười bảy học sinh đạt giải cấp huyện, hai em đạt giải cấp tỉnh.",
    "Cử tri kiến nghị sớm sửa chữa cầu treo bị hư hỏng, hỗ trợ giống cây trồng, thuốc thú y.",
    "Giải bóng chuyền nữ thu hút tám đội, kết thúc vào tối thứ bảy với phần thắng thuộc về đội thôn Thượng.",
)
HELD = (
    "Trạm y tế khám sàng lọc huyết áp cho người cao tuổi, phát thuốc miễn phí và tư vấn dinh dưỡng.",
    "Bão gây mưa lớn, nước lũ dâng nhanh làm ngập nhiều diện tích lúa đang trổ bông ở vùng trũng.",
    "Hợp tác xã ký hợp đồng bao tiêu dưa chuột, mỗi sào cho thu nhập gấp rưỡi trồng ngô.",
    "Thư viện huyện tặng năm trăm đầu sách, xây dựng tủ sách lưu động phục vụ thiếu nhi dịp hè.",
    "Nghệ nhân truyền dạy hát ví, giặm cho lớp trẻ nhằm gìn giữ di sản văn hóa quê hương.",
    "Công an xã vận động người dân giao nộp vũ khí tự chế, ký cam kết không đốt pháo nổ dịp Tết.",
)
TITLES = ("Kỳ họp thứ chín Hội đồng nhân dân", "Lễ phát động trồng cây", "Thông báo tuyển dụng viên chức")
LABELS = (
    None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1", "text/html; charset=windows-1258",
    "text/html; charset=utf-16", "text/html; charset=gb2312", "text/html; charset=x-unknown",
)  # fmt: skip
ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16 with its mark": lambda text: text.encode("utf-16"),
    "windows-1258": cp1258,
    "tcvn3": lambda text: tcvn3(text).encode("latin-1"),
    "tcvn3 in utf-8": lambda text: tcvn3(text).encode(),
    "vni": lambda text: vni(text).encode("cp1252"),
    "vni in utf-8": lambda text: vni(text).encode(),
    "viscii": viscii,
    "vps": vps,
}
OLD = ("windows-1258", "tcvn3", "vni", "viscii", "vps")
PAGES = 40


def words(text: str) -> list[str]:
    """Return the words of a page; the capitals of TCVN3 are its small letters in another font."""
    return re.findall(r"\w+", nfc(text).lower())


def made_page(texts: tuple[str, ...], chance: random.Random) -> str:
    body = "".join(f"<p>{text}</p>" for text in chance.sample(texts, chance.randint(2, len(texts))))
    title = chance.choice(TITLES)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


@pytest.mark.parametrize("texts", [SEEN, HELD], ids=["seen", "held"])
@pytest.mark.parametrize("encoding", ENCODERS)
def test_an_encoding_is_told_whatever_the_label(encoding: str, texts: tuple[str, ...]) -> None:
    chance = random.Random(encoding)
    pages = [(made_page(texts, chance), chance.choice(LABELS)) for _ in range(PAGES)]
    right = sum(words(decode(ENCODERS[encoding](page), label).text) == words(page) for page, label in pages)
    assert right >= 0.99 * PAGES


@pytest.mark.parametrize("encoding", OLD)
def test_boxes_of_an_older_system_in_a_page_of_utf_8(encoding: str) -> None:
    chance = random.Random(encoding)
    right = 0
    for _ in range(PAGES):
        page, boxes = made_page(SEEN, chance), chance.choices(HELD, k=chance.randint(1, 6))
        inside = b"".join(b"<div class=box>" + ENCODERS[encoding](box) + b"</div>" for box in boxes)
        decoded = decode(page.encode().replace(b"</body>", inside + b"</body>"), "text/html; charset=utf-8")
        wanted = page.replace("</body>", "".join(f"<div class=box>{box}</div>" for box in boxes) + "</body>")
        right += words(decoded.text) == words(wanted)
    assert right >= 0.99 * PAGES


def test_no_golden_page_and_no_line_of_one_is_converted() -> None:
    pages = [body.decode("utf-8-sig") for body in golden_pages()]
    assert [page[:60] for page in pages if decode(page.encode()).text != nfc(page)] == []
    lines = {line for page in pages for line in re.split(r"<[^<>]*>|\n", page) if len(line) > 15 and not line.isascii()}
    assert len(lines) > 3_000
    assert [line for line in sorted(lines) if decode(f"<p>{line}</p>".encode()).text != nfc(f"<p>{line}</p>")] == []


_PIECES = st.sampled_from(
    ["<p>", "Ủy ban nhân dân xã", "e\u0302\u0301", "a\u0301", "\u0301", "§¶ng bé", "Ñaûng boä ", "¸µ¶·", "\x00", "\x0c",
     "\x7f", "\x85", "\x9f", "\u200e", "\u202e", "\ufeff", "\uffff", "\u00a0", "–", "한국", "\U0001f600",
     "\u212b", "\u2001", "\u2329", "\u1112\u1161\u11ab", "\u0915\u093c", "≠", "=\u0338", "ﬁ"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=12), st.integers(1, 6))
def test_a_page_with_nothing_to_mend_reads_as_one_that_is_looked_at_for_everything(
    pieces: list[str], times: int
) -> None:
    page = "<html><body>" + "".join(pieces) * times + " Tin tức - Sự kiện" * 200 + "</body></html>"
    text, legacy = repaired(nfc(page))
    assert decode(page.encode()) == Decoded(text, legacy or "utf-8")


def test_whatever_character_is_not_in_nfc_is_brought_into_it() -> None:
    pages = (f"<p>Tin tức {chr(code)} e{chr(code)}</p>" for code in range(0xA0, 0x3000))
    assert [page for page in pages if decode(page.encode()).text != repaired(nfc(page))[0]] == []
