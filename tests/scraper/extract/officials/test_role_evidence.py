"""Each role but ``pictured`` is borne out by words of the text: the first that tell it."""

from __future__ import annotations

import unicodedata

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

A = "đồng chí Lê Thị Sen, Bí thư Đảng ủy"
B = "đồng chí Vũ Văn Tâm, Chủ tịch UBND xã"


def evidence(*texts: str) -> list[list[tuple[str, str, str]]]:
    """Return for each official (role, words, field); the second text is a caption, and so on."""
    names = ["text", *(f"captions[{index}]" for index in range(len(texts) - 1))]
    fields = dict(zip(names, texts, strict=True))
    officials, _ = find_officials([Field(name, value) for name, value in fields.items()], Context())
    return [
        [(said.role, fields[said.field][said.start : said.end], said.field) for said in official.role_evidence]
        for official in officials
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Đ{A[1:]} chủ trì hội nghị.", [[("chaired", "chủ trì")]]),
        (f"Dự và chỉ đạo hội nghị có {A}.", [[("attended", "Dự"), ("directed", "chỉ đạo")]]),
        (f"Tham dự hội nghị có {A}; {B}.", [[("attended", "Tham dự")], [("attended", "Tham dự")]]),
        (f"Về dự có:\n- Đ{A[1:]};\n- Đ{B[1:]};", [[("attended", "Về dự")], [("attended", "Về dự")]]),
        (f"Thành phần:\n- Đ{A[1:]};", [[("attended", "Thành phần")]]),
        (
            f"Phát biểu khai mạc, {A} nhấn mạnh ý nghĩa.",
            [[("opened", "Phát biểu khai mạc"), ("spoke", "Phát biểu khai mạc")]],
        ),
        (
            f"Đoàn kiểm tra do {A} làm Trưởng đoàn đã đến xã.",
            [[("led_delegation", "làm Trưởng đoàn"), ("inspected", "kiểm tra")]],
        ),
        (
            f"Đ{A[1:]} dự hội nghị. Đồng chí Bí thư Đảng ủy kết luận hội nghị.",
            [[("attended", "dự hội nghị"), ("concluded", "kết luận")]],
        ),
        ("Ông Lê Văn Sơn, Bí thư Đảng ủy dự. Ông Sơn báo cáo.", [[("attended", "dự"), ("reported", "báo cáo")]]),
        (f"Đại hội bầu {A[:19]} giữ chức Chủ tịch Hội Nông dân xã.", [[("elected", "bầu")]]),
        ("Miễn nhiệm:\na) Chủ tịch HĐND huyện đối với ông Bùi Quang Minh;", [[("dismissed", "Miễn nhiệm")]]),
        (
            "Ông Lê Văn Sơn, Phó Bí thư Huyện ủy được bổ nhiệm giữ chức Giám đốc Sở Nội vụ.",
            [[("appointed", "được bổ nhiệm")]],
        ),
        ("Kết quả:\nLê Văn Sơn: Chủ tịch UBND xã, 24/25 phiếu.", [[("elected", "phiếu")]]),
        (f"Hội nghị diễn ra dưới sự chủ trì của {A}.", [[("chaired", "chủ trì")]]),
        (
            f"Đ{A[1:]} dẫn đầu đoàn kiểm tra trật tự đô thị.",
            [[("led_delegation", "dẫn đầu"), ("inspected", "kiểm tra")]],
        ),
        (f"Về dự chung vui với bà con có {A}.", [[("attended", "Về dự")]]),
        (f"Về phía huyện có {A}.", [[("attended", "Về phía")]]),
        (f"Theo {A}, xã đã đạt chuẩn.", [[("spoke", "Theo")]]),
    ],
)
def test_the_words_that_tell_a_role(text: str, expected: list[list[tuple[str, str]]]) -> None:
    assert evidence(text) == [[(role, words, "text") for role, words in said] for said in expected]


def test_the_first_place_counts() -> None:
    text = f"Đ{A[1:]} phát biểu. Đồng chí Lê Thị Sen nhấn mạnh nhiều nội dung."
    assert evidence(text, "Đồng chí Lê Thị Sen phát biểu") == [[("spoke", "phát biểu", "text")]]


def test_a_caption_tells_too() -> None:
    assert evidence("Hội nghị giao ban.", f"Đ{A[1:]} phát biểu tại hội nghị") == [
        [("spoke", "phát biểu", "captions[0]")]
    ]


def test_a_picture_needs_no_words() -> None:
    assert evidence("Hội nghị giao ban.", f"Đ{A[1:]} tại hội nghị") == [[]]


def test_words_of_a_person_named_later() -> None:
    text = "Bí thư Đảng ủy kết luận hội nghị."
    assert evidence(text, f"Đ{A[1:]} tại hội nghị") == [[("concluded", "kết luận", "text")]]


def test_decomposed_letters() -> None:
    text = unicodedata.normalize("NFD", f"Đ{A[1:]} chủ trì hội nghị.")
    ((role, words, _),) = evidence(text)[0]
    assert (role, unicodedata.normalize("NFC", words)) == ("chaired", "chủ trì")
