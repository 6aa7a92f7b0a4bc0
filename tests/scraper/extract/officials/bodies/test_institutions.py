"""Bodies inside other bodies, and what a portal's address says of them; made-up people and places."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.extract.officials.bodies.institutions import kind_of_host


def organisations(text: str, url: str = "https://xuanbinh.hanam.gov.vn", unit: str | None = None) -> list[str | None]:
    officials, _ = find_officials([Field("text", text)], Context(url=url, unit=unit, province="tỉnh Hà Nam"))
    return [title.organization for official in officials for title in official.titles if title.kind != "rank"]


@pytest.mark.parametrize(
    ("text", "url", "expected"),
    [
        ("Sở Giao thông vận tải đại hội. Ông Lê Văn An, Phó Bí thư Đảng ủy, Giám đốc Sở dự.", "sogtvt.hanam.gov.vn",
         ["Đảng ủy Sở Giao thông vận tải tỉnh Hà Nam", "Sở Giao thông vận tải tỉnh Hà Nam"]),
        ("Sở Y tế họp. Bà Vũ Thị Ba, Chánh Thanh tra Sở dự.", "soyte.hanam.gov.vn", ["Thanh tra Sở Y tế tỉnh Hà Nam"]),
        ("Công an tỉnh họp. Đại tá Lê Văn An, Trưởng phòng Tham mưu dự.", "congan.hanam.gov.vn",
         ["Phòng Tham mưu Công an tỉnh Hà Nam"]),
        ("Thượng tá Lê Văn An, Phó Trưởng phòng Cảnh sát giao thông dự.", "xuanbinh.hanam.gov.vn",
         ["Phòng Cảnh sát giao thông Công an tỉnh Hà Nam"]),
        ("Công an huyện Lý Nhân họp. Trung tá Lê Văn An, Phó Thủ trưởng Cơ quan CSĐT dự.", "hanam.gov.vn",
         ["Cơ quan CSĐT Công an huyện Lý Nhân"]),
        ("Dự có ông Lê Văn An, Trưởng phòng Giáo dục pháp luật (Sở Tư pháp).", "xuanbinh.hanam.gov.vn",
         ["Phòng Giáo dục pháp luật Sở Tư pháp tỉnh Hà Nam"]),
        ("Dự có bà Vũ Thị Ba, Giám đốc Sở Y tế Hà Nam.", "xuanbinh.hanam.gov.vn", ["Sở Y tế tỉnh Hà Nam"]),
        ("Dự có bà Vũ Thị Ba, Giám đốc Sở TT&TT.", "xuanbinh.hanam.gov.vn",
         ["Sở Thông tin và Truyền thông tỉnh Hà Nam"]),
        ("Dự có ông Lê Văn An, Phó Thủ tướng.", "xuanbinh.hanam.gov.vn", ["Chính phủ"]),
        ("Dự có ông Lê Văn An, Chi cục trưởng Kiểm lâm.", "xuanbinh.hanam.gov.vn", ["Chi cục Kiểm lâm tỉnh Hà Nam"]),
        ("Dự có ông Lê Văn An, Trưởng phòng Tài nguyên và Môi trường huyện Lý Nhân.", "hanam.gov.vn",
         ["Phòng Tài nguyên và Môi trường huyện Lý Nhân"]),
    ],
)  # fmt: skip
def test_organisation(text: str, url: str, expected: list[str]) -> None:
    assert organisations(text, f"https://{url}") == expected


def test_a_party_committee_is_of_the_commune_spoken_of_last() -> None:
    text = "Đảng ủy xã Kỳ Sen họp. Ông Lê Văn An, Bí thư Đảng ủy; bà Vũ Thị Ba, Chủ tịch UBND xã chủ trì."
    assert organisations(text, unit="huyện Lý Nhân") == ["Đảng ủy xã Kỳ Sen", "UBND xã Kỳ Sen"]


def test_a_guests_committee_is_not_the_hosts() -> None:
    text = "Đoàn đại biểu cấp cao tỉnh Sa-la-van do ông Khăm-la Xi-phăn, Bí thư Tỉnh ủy dẫn đầu đến thăm."
    assert organisations(text) == ["Tỉnh ủy Sa-la-van"]


def test_a_new_post_is_not_in_the_unit_of_the_one_that_is_left() -> None:
    text = "Ông Lê Văn An thôi giữ chức Chủ tịch UBND xã Kỳ Sen; giữ chức Giám đốc Trung tâm Văn hóa xã."
    assert organisations(text, unit="xã Xuân Bình")[1] == "Trung tâm Văn hóa xã Xuân Bình"


def test_social_affairs_are_no_unit() -> None:
    text = "Dự có ông Lê Văn An, Trưởng phòng LĐTB&XH."
    assert organisations(text, unit="huyện Lý Nhân") == ["Phòng Lao động - Thương binh và Xã hội huyện Lý Nhân"]


@pytest.mark.parametrize(
    ("label", "kind"),
    [("sogtvt", "sở"), ("congan", "công an"), ("chicucthuyloi", "chi cục"), ("sonla", None), ("songhinh", None),
     ("truongsa", None), ("truongchinhtri", "trường"), ("xuanbinh", None)],
)  # fmt: skip
def test_kind_of_host(label: str, kind: str | None) -> None:
    assert kind_of_host(label) == kind
