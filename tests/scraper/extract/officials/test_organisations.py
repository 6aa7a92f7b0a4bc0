"""Organisations completed with their units."""

from __future__ import annotations

import pytest

from scraper.extract.document import Context, Field
from scraper.extract.officials import find_officials

TOWN = Context(unit="thị xã Kỳ Lâm", province="tỉnh Hà Tĩnh")
WARD = Context(unit="phường Phú Vân", province="tỉnh Ninh Bình")


def bodies(titles: str, context: Context, before: str = "") -> list[tuple[str | None, str | None]]:
    officials, _ = find_officials([Field("text", f"{before}Đồng chí Lê Thị Sen, {titles} dự hội nghị.")], context)
    return [(title.organization, title.unit) for title in officials[0].titles]


@pytest.mark.parametrize(
    ("titles", "context", "expected"),
    [
        ("Bí thư Thị ủy", TOWN, [("Thị ủy Kỳ Lâm", "thị xã Kỳ Lâm")]),
        ("TUV", TOWN, [("Tỉnh ủy Hà Tĩnh", "tỉnh Hà Tĩnh")]),
        ("ThUV", TOWN, [("Thị ủy Kỳ Lâm", "thị xã Kỳ Lâm")]),
        ("Chủ tịch HĐND thị xã", TOWN, [("HĐND thị xã Kỳ Lâm", "thị xã Kỳ Lâm")]),
        (
            "UVBTV, Trưởng Ban Tổ chức Thị ủy",
            TOWN,
            [("Thị ủy Kỳ Lâm", "thị xã Kỳ Lâm"), ("Ban Tổ chức Thị ủy Kỳ Lâm", "thị xã Kỳ Lâm")],
        ),
        ("Bí thư Đảng ủy cơ quan Thị ủy", TOWN, [("Đảng ủy cơ quan Thị ủy Kỳ Lâm", "thị xã Kỳ Lâm")]),
        (
            "Phó Bí thư, Chủ tịch UBND phường",
            WARD,
            [("Đảng ủy phường Phú Vân", "phường Phú Vân"), ("UBND phường Phú Vân", "phường Phú Vân")],
        ),
        ("ĐUV", WARD, [("Đảng ủy phường Phú Vân", "phường Phú Vân")]),
        ("Chủ tịch Hội đồng nhân dân tỉnh", WARD, [("HĐND tỉnh Ninh Bình", "tỉnh Ninh Bình")]),
        ("Bí thư Huyện ủy Đầm Sen", WARD, [("Huyện ủy Đầm Sen", "huyện Đầm Sen")]),
        ("Ủy viên Bộ Chính trị", WARD, [("Bộ Chính trị", None)]),
        ("Ủy viên Trung ương Đảng", WARD, [("Ban Chấp hành Trung ương Đảng", None)]),
        ("Chỉ huy trưởng Ban Chỉ huy Quân sự phường", WARD, [("Ban CHQS phường Phú Vân", "phường Phú Vân")]),
    ],
)
def test_completion(titles: str, context: Context, expected: list[tuple[str | None, str | None]]) -> None:
    assert bodies(titles, context) == expected


def test_a_personal_rank_has_no_organisation() -> None:
    officials, _ = find_officials([Field("text", "Đại tá Lê Văn Sơn, Giám đốc Công an tỉnh dự.")], WARD)
    assert [(title.kind, title.organization) for title in officials[0].titles] == [
        ("rank", None),
        ("position", "Công an tỉnh Ninh Bình"),
    ]
    assert officials[0].ranks == ["Đại tá"]


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        ("http://phuvan.ninhbinh.gov.vn/a", "UBND phường Phú Vân họp. ", "UBND phường Phú Vân"),
        ("https://krongpa.gialai.gov.vn/a", "", "UBND huyện Krông Pa"),
        ("https://x.vn/web/tx-tu-son", "", "UBND thành phố Từ Sơn"),
    ],
    ids=["named in the text", "only spelt by the host", "spelt by the path"],
)
def test_the_unit_is_found_without_a_description(url: str, text: str, expected: str) -> None:
    noun = expected.split(maxsplit=1)[1].rsplit(maxsplit=2)[0]
    assert bodies(f"Chủ tịch UBND {noun}", Context(url=url), text)[0][0] == expected


def test_the_unit_is_found_in_the_furniture() -> None:
    context = Context(furniture="Trang thông tin điện tử phường Phú Vân - tỉnh Ninh Bình")
    assert bodies("Chủ tịch UBND phường", context) == [("UBND phường Phú Vân", "phường Phú Vân")]


def test_a_delegation_keeps_its_own_units() -> None:
    text = (
        "Về phía huyện Mường Sen có đồng chí Lò Văn Inh, Bí thư Huyện ủy. "
        "Về phía huyện Quế Lâm có đồng chí Lê Văn Giáp, Phó Bí thư Huyện ủy."
    )
    officials, _ = find_officials([Field("text", text)], Context())
    assert [official.titles[0].organization for official in officials] == ["Huyện ủy Mường Sen", "Huyện ủy Quế Lâm"]
