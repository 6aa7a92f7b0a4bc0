"""Leaders of private bodies and of history are no officials; those of public bodies with like names are."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.extract.officials.people.historical import is_historical
from scraper.extract.officials.people.private_posts import is_anybodys, is_private


def names(text: str) -> list[str]:
    return [official.name for official in find_officials([Field("text", text)], Context())[0]]


@pytest.mark.parametrize(
    "text",
    [
        "Chị Đoàn Thị Nhạn, tổ trưởng tổ sản xuất số 2 của hợp tác xã, phấn khởi vì được mùa.",
        "Anh Trần Văn Dũng, tổ trưởng tổ cơ điện của Công ty than Đông Bắc, bị thương.",
        "Bà Vũ Thị Thìn được bầu làm Chủ nhiệm Câu lạc bộ dưỡng sinh thôn Hạ.",
        "Ông Nguyễn Hữu Đồng, Trưởng Ban liên lạc đồng hương xã tại Hà Nội, tặng quà.",
        "Ông Nhâm Đức Lưu, tổ trưởng đầu tiên, bán con trâu mua chiếc xuồng máy cũ.",
        "Đội xã Bình Hòa thắng 3-1. Cầu thủ Đinh Công Mạnh lập cú đúp, đội trưởng Hà Văn Tài ghi bàn còn lại.",
        "Học sinh Lê Thị Na, Bí thư chi đoàn 12A1 phát biểu.",
        "Ông Kim Sung Ho, Tổng Giám đốc Hansol Vina phát biểu.",
        "Hội thảo về vua Quang Trung và Đô đốc Bùi Thị Xuân.",
        "Đội trưởng Lê Thị Xuyến, chủ công Đoàn Thị Hồng thi đấu tốt.",
        "Anh Dương Văn Phấn, Trưởng ban đại diện cha mẹ học sinh, báo cáo thu chi.",
        "Thi công: Công ty Trường Sơn, giám đốc Hoàng Vĩnh Khoa.",
        "Đại tướng Võ Nguyên Giáp chỉ huy chiến dịch Điện Biên Phủ.",
        "Ông Phạm Đức Thịnh, Chủ tịch Hội đồng thành viên Công ty TNHH Đồng Tiến phát biểu.",
    ],
)
def test_leaders_of_private_bodies_are_no_officials(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đồng chí Lê Văn Tám, Đội trưởng chỉ đạo lực lượng.", "Lê Văn Tám"),
        ("Ông Lê Văn Tám, Tổ trưởng Tổ dân phố 12 điều hành cuộc họp.", "Lê Văn Tám"),
        ("Ông Lê Văn Tám, Đội trưởng Đội thi hành án dân sự phát biểu.", "Lê Văn Tám"),
        ("Ông Lê Văn Tám, Giám đốc Cơ sở cai nghiện ma túy tỉnh phát biểu.", "Lê Văn Tám"),
        ("Ông Lê Văn Tám, Tổng Giám đốc Bảo hiểm xã hội Việt Nam phát biểu.", "Lê Văn Tám"),
        ("Anh Lê Văn Tám, Bí thư Chi đoàn thôn Hạ phát biểu.", "Lê Văn Tám"),
        ("Ông Lê Văn Tám, Chủ nhiệm UBKT Huyện ủy phát biểu.", "Lê Văn Tám"),
        ("Ông Phạm Văn Đồng, Chủ tịch UBND xã phát biểu.", "Phạm Văn Đồng"),
        ("Ông Lê Văn Tám, Chủ tịch Liên minh Hợp tác xã tỉnh phát biểu.", "Lê Văn Tám"),
    ],
)
def test_leaders_of_public_bodies_with_like_names_are(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_director_of_the_firm_who_also_sits_in_the_council_is_an_official() -> None:
    assert names("Bà Lý Ngọc Bích, Giám đốc Công ty TNHH An Phát, Phó Chủ tịch HĐND xã dự họp.") == ["Lý Ngọc Bích"]


def test_what_fits_a_body_is_told_by_how_its_name_begins() -> None:
    assert is_private("Giám đốc", "Công ty TNHH Hà An")
    assert not is_private("Đội trưởng", "Đội thiếu niên tiền phong")  # "đội thi" begins nothing here
    assert is_anybodys("Trưởng ban", "Hội làng Đông Kỵ")
    assert not is_anybodys("Trưởng ban", "Ban Quản lý chợ Cao Lãnh")
    assert is_anybodys("trưởng nhóm", "Nhóm thiện nguyện")
    assert not is_anybodys("Bí thư", None)


def test_a_namesake_of_a_historical_leader_bears_another_post() -> None:
    assert is_historical("Võ Nguyên Giáp", ["Đại tướng"])
    assert not is_historical("Võ Nguyên Giáp", ["Đại tướng", "Chủ tịch UBND xã"])
    assert not is_historical("Võ Nguyên Giáp", [])
    assert not is_historical("Võ Nguyên Hoàng", ["Đại tướng"])


def test_a_recruit_is_no_official_but_an_officer_is() -> None:
    assert names("Trung sĩ Nguyễn Thái Duy có sáng kiến lớp học bơi.") == []
    assert names("Trung sĩ Nguyễn Thái Duy, Bí thư Đoàn xã Tân Lập phát biểu.") == ["Nguyễn Thái Duy"]
    assert names("Đại úy Nguyễn Thái Duy có sáng kiến lớp học bơi.") == ["Nguyễn Thái Duy"]


def test_a_post_behind_a_credit_is_nobodys() -> None:
    assert names("Tin và ảnh: Trần Văn An - Chủ tịch UBND xã.") == []


def test_whom_a_temple_is_built_for_is_no_officer() -> None:
    assert names("Lễ hội nhắc công lao của Đô đốc Thái Bá Du mà đền thờ phụng từ thế kỷ XVII.") == []
    assert names("Đại tá Thái Bá Du dâng hương tại đền thờ, nơi thờ các vị vua.") == ["Thái Bá Du"]
    assert names("Thiếu tướng Thái Bá Du dâng hương tại đền thờ, nơi thờ các vị vua.") == ["Thái Bá Du"]
    assert names("Đại tá Thái Bá Du, Chính ủy Bộ CHQS tỉnh dâng hương tại đền thờ vua Lê.") == ["Thái Bá Du"]
