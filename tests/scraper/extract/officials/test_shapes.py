"""Every shape of an introduction, with made-up people."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials
from scraper.items import Official

WARD = Context(unit="phường Vĩnh Tường", province="tỉnh Hà Nam")


def read(text: str, context: Context = WARD, field: str = "text") -> list[Official]:
    return find_officials([Field(field, text)], context)[0]


def named(text: str) -> dict[str, list[str]]:
    return {official.name: [title.text for title in official.titles] for official in read(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Đồng chí Lê Thị Hồng Sen, Tỉnh ủy viên, Bí thư Huyện ủy chủ trì hội nghị.",
            {"Lê Thị Hồng Sen": ["Tỉnh ủy viên", "Bí thư Huyện ủy"]},
            id="1: name, titles after commas",
        ),
        pytest.param(
            "Dự có ông Trần Quang Bửu – Phó Bí thư Đảng ủy, Chủ tịch UBND phường; bà Vũ Thị Nhài- ĐUV.",
            {"Trần Quang Bửu": ["Phó Bí thư Đảng ủy", "Chủ tịch UBND phường"], "Vũ Thị Nhài": ["ĐUV"]},
            id="2: dashes, spaced or not",
        ),
        pytest.param(
            "Tới dự có đồng chí Mai Xuân Dần - Ủy viên Ban thường vụ - Trưởng ban Dân vận Huyện ủy.",
            {"Mai Xuân Dần": ["Ủy viên Ban thường vụ", "Trưởng ban Dân vận Huyện ủy"]},
            id="3: dashes between titles",
        ),
        pytest.param(
            "Đồng chí Bùi Thế Vinh Phó Bí thư Đảng ủy phát biểu; đồng chí Đỗ Mạnh Hà PCT UBND huyện kết luận.",
            {"Bùi Thế Vinh": ["Phó Bí thư Đảng ủy"], "Đỗ Mạnh Hà": ["PCT UBND huyện"]},
            id="4: no separator",
        ),
        pytest.param(
            "Dự có ông Ngô Đức An –, Phó Chủ tịch UBND thị xã; ông Lý Văn Tám , Bí thư Đảng ủy.",
            {"Ngô Đức An": ["Phó Chủ tịch UBND thị xã"], "Lý Văn Tám": ["Bí thư Đảng ủy"]},
            id="5: stray space and separator",
        ),
        pytest.param(
            "Bí thư Huyện ủy Quảng Văn Lạc; Phó Bí thư, Chủ tịch UBND huyện Tào Thị Bích Liễu dự lễ.",
            {"Quảng Văn Lạc": ["Bí thư Huyện ủy"], "Tào Thị Bích Liễu": ["Phó Bí thư", "Chủ tịch UBND huyện"]},
            id="6: titles before the name",
        ),
        pytest.param(
            "Phát biểu tại lễ, Chủ tịch UBND phường Vĩnh Tường Nguyễn Việt Khánh đề nghị các khu phố.",
            {"Nguyễn Việt Khánh": ["Chủ tịch UBND phường Vĩnh Tường"]},
            id="6: a place between title and name",
        ),
        pytest.param(
            "Đến dự có Bí thư Huyện ủy Tháp Mười – Nguyễn Văn Vũ Long.",
            {"Nguyễn Văn Vũ Long": ["Bí thư Huyện ủy Tháp Mười"]},
            id="6: a dash between title and name",
        ),
        pytest.param(
            "Đón tiếp có đồng chí Phó Chủ tịch HĐND huyện Phạm Thị Tuyết.",
            {"Phạm Thị Tuyết": ["Phó Chủ tịch HĐND huyện"]},
            id="7: honorific, title, name",
        ),
        pytest.param(
            "Tham dự có các đồng chí: Hà Văn Sáu, Bí thư Đảng ủy; Vi Thị Mận, Phó Chủ tịch HĐND xã; "
            "Lâu Bá Chò - Chủ tịch UBND xã và các đồng chí ủy viên.",
            {
                "Hà Văn Sáu": ["Bí thư Đảng ủy"],
                "Vi Thị Mận": ["Phó Chủ tịch HĐND xã"],
                "Lâu Bá Chò": ["Chủ tịch UBND xã"],
            },
            id="8: a list",
        ),
        pytest.param(
            "Dự lễ có các đồng chí Phó Chủ tịch UBND tỉnh: Trần Văn Lĩnh; Hoàng Thị Đào.",
            {"Trần Văn Lĩnh": ["Phó Chủ tịch UBND tỉnh"], "Hoàng Thị Đào": ["Phó Chủ tịch UBND tỉnh"]},
            id="9: a post in the header is everybody's",
        ),
        pytest.param(
            "Dự có Phó Giáo sư, Tiến sĩ Đoàn Minh Trí, Giám đốc Sở Y tế; Thượng tá Lò Văn Pản, Trưởng Công an huyện.",
            {
                "Đoàn Minh Trí": ["Phó Giáo sư, Tiến sĩ", "Giám đốc Sở Y tế"],
                "Lò Văn Pản": ["Thượng tá", "Trưởng Công an huyện"],
            },
            id="10: ranks before the name",
        ),
        pytest.param(
            "Đoàn do đồng chí Võ Hữu Thọ, Ủy viên BTV Tỉnh ủy, Phó Chủ tịch UBND tỉnh làm Trưởng đoàn đến thăm xã.",
            {"Võ Hữu Thọ": ["Ủy viên BTV Tỉnh ủy", "Phó Chủ tịch UBND tỉnh"]},
            id="11: leader of a delegation",
        ),
        pytest.param(
            "Ông Đặng Công Lý, Phó Chủ tịch HĐND xã trúng cử chức vụ Chủ tịch UBND xã.",
            {"Đặng Công Lý": ["Phó Chủ tịch HĐND xã", "Chủ tịch UBND xã"]},
            id="12: a post after the verb",
        ),
        pytest.param(
            "Chủ trì hội nghị: Đồng chí: Phan Thị Hạnh – Bí thư Đảng ủy.",
            {"Phan Thị Hạnh": ["Bí thư Đảng ủy"]},
            id="13: colons",
        ),
        pytest.param(
            "(Ông Nguyễn Anh Tú - Bí thư Đảng uỷ - Chủ tịch UBND phường đang giải trình ý kiến của cử tri)",
            {"Nguyễn Anh Tú": ["Bí thư Đảng uỷ", "Chủ tịch UBND phường"]},
            id="14: brackets around all",
        ),
        pytest.param(
            "Các đồng chí Đảng ủy viên, Bí thư, phó bí thư các chi bộ, lãnh đạo các sở và Cục trưởng Cục Thuế tham dự.",
            {},
            id="16: posts of people who are not named",
        ),
    ],
)
def test_shape(text: str, expected: dict[str, list[str]]) -> None:
    assert named(text) == expected


def test_a_later_mention_by_given_name_adds_its_role() -> None:
    (official,) = read("Ông Trần Quang Bửu, Chủ tịch UBND phường dự hội nghị. Ông Bửu đề nghị các khu phố vào cuộc.")
    assert official.roles == ["attended", "spoke"]
    assert len(official.mentions) == 1


def test_a_post_or_an_honorific_alone_is_the_person_named_before() -> None:
    text = "Đồng chí Lê Thị Sen, Bí thư Đảng ủy dự lễ. {} kết luận hội nghị."
    assert read(text.format("Bí thư Đảng ủy"))[0].roles == ["attended", "concluded"]
    assert read(text.format("Đồng chí"))[0].roles == ["attended", "concluded"]


def test_posts_that_one_person_cannot_hold_are_a_problem_and_no_title() -> None:
    text = (
        "Dự có đồng chí Trần Hữu Lam, Phó Bí thư Huyện ủy, Chủ tịch Ủy ban MTTQ huyện, Phó Chủ tịch UBND huyện cùng "
        "lãnh đạo các phòng."
    )
    officials, problems = find_officials([Field("text", text)], WARD)
    assert [title.text for title in officials[0].titles] == ["Phó Bí thư Huyện ủy"]
    assert problems[0].field == "officials"
    assert "Trần Hữu Lam" in problems[0].reason


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("Trưởng Ban chỉ đạo phòng, chống dịch bệnh xã", True),
        ("Chủ tịch Hội đồng thi đua, khen thưởng tỉnh", True),
        ("Trưởng Ban Kinh tế - Ngân sách HĐND tỉnh", True),
        ("Giám đốc Sở Văn hóa, Thể thao và Du lịch", True),
        ("Phó Chỉ huy trưởng – Tham mưu trưởng Ban CHQS huyện", True),
        ("Chính ủy, Bộ chỉ huy quân sự tỉnh", True),
        ("Phó trưởng Ban, phụ trách Ban Tuyên giáo Thị ủy", True),
        ("Trưởng phòng Giáo dục và Đào tạo huyện", True),
        ("Trưởng phòng Quản lý phương tiện và người lái", True),
        ("Trưởng phòng Thanh tra, kiểm tra và Giải quyết khiếu nại số 2", True),
        ("Trưởng phòng Tham mưu, Công an tỉnh", True),
        ("Tổ trưởng Tổ giúp việc Ban Chỉ đạo về phát triển khoa học, công nghệ và chuyển đổi số", True),
        ("Phó Trưởng Ban Chỉ đạo các chương trình mục tiêu quốc gia huyện", True),
        ("Phó Hiệu trưởng phụ trách trường", True),
        ("Bí thư Đảng ủy, Chủ tịch HĐND xã", False),
        ("Bí thư Đảng bộ - Chủ tịch UBND xã", False),
    ],
)
def test_a_separator_inside_a_body_starts_no_title(title: str, *, whole: bool) -> None:
    texts = named(f"Dự có đồng chí Lê Văn Tâm, {title} và các đại biểu.")["Lê Văn Tâm"]
    assert (texts == [title]) is whole


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ông Hà Văn Lợi, nguyên Chủ tịch UBND xã dự lễ.", ["former"]),
        ("Ông Hà Văn Lợi, Quyền Chủ tịch UBND xã dự lễ.", ["acting"]),
        ("Ông Hà Văn Lợi, Phó Giám đốc phụ trách Sở Tài chính dự lễ.", ["acting"]),
        ("Ông Hà Văn Lợi, TUV, Bí thư Huyện ủy dự lễ.", ["rank", "position"]),
        ("Ông Hà Văn Lợi, Phó Chánh Văn phòng Huyện ủy được bổ nhiệm giữ chức Trưởng phòng Nội vụ.",
         ["position", "new"]),
        ("HĐND miễn nhiệm chức vụ Chủ tịch UBND xã nhiệm kỳ 2021 - 2026 đối với ông Hà Văn Lợi.", ["former"]),
        ("Đại tá Hà Văn Lợi, Giám đốc Công an tỉnh dự lễ.", ["rank", "position"]),
    ],
)  # fmt: skip
def test_kind(text: str, kinds: list[str]) -> None:
    (official,) = read(text)
    assert [title.kind for title in official.titles] == kinds


def test_a_title_counts_once_over_all_mentions_however_it_is_printed() -> None:
    text = (
        "Đồng chí Phan Duy Thịnh, Phó Bí thư Thường trực Thị uỷ dự. Đồng chí Phan Duy Thịnh, Phó Bí thư Thường thực "
        "Thị ủy phát biểu. Đồng chí Phan Duy Thịnh - PBT Thường trực Thị ủy kết luận."
    )
    (official,) = read(text)
    assert [title.text for title in official.titles] == ["Phó Bí thư Thường trực Thị uỷ"]
    assert len(official.mentions) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Dự có ông Nguyễn\nXuân Bách - UVTV Đảng uỷ, Chủ\ntịch HĐND phường.",
        "Dự có ông Nguyễn\u00a0Xuân  Bách - UVTV Đảng uỷ, Chủ tịch HĐND  phường.",
        "Dự có ông Nguye\u0302\u0303n Xua\u0302n Ba\u0301ch - UVTV Đảng uỷ, Chủ tịch HĐND phường.",
        "Dự có đồng chíNguyễn Xuân Bách - UVTV Đảng uỷ, Chủ tịch HĐND phườngđã chủ trì.",
    ],
    ids=["hard wraps", "white space", "decomposed letters", "glued words"],
)
def test_spelling_and_white_space(text: str) -> None:
    assert named(text) == {"Nguyễn Xuân Bách": ["UVTV Đảng uỷ", "Chủ tịch HĐND phường"]}
