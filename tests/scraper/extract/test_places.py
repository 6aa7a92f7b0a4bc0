"""Places: units in normal form, hamlets, lists, and where a name ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.document import Context, Field
from scraper.extract.places import find_places, normal_unit


def places_of(text, **context):
    return [(place.text, place.unit) for place in find_places([Field("text", text)], Context(**context))]


_WRITTEN_OUT = (
    "tỉnh", "thành phố", "Thành Phố", "huyện", "quận", "thị xã", "thị trấn", "phường", "xã", "Xã", "xã đảo", "đặc khu",
    "Đặc Khu", "khu phố", "Khu Phố", "thôn", "buôn", "bản", "Bản", "làng", "khóm", "xóm", "Xóm", "bon", "Bon", "plei",
    "TDP", "ấp", "Ấp", "Huyện ủy", "Thị uỷ",
)  # fmt: skip
_SHORTENED = ("TP", "Tp", "TX", "Tx", "TT", "T.P", "T.X")
_ONE_LETTER = ("P", "Q", "H")


@pytest.mark.parametrize(
    ("noun", "gap"),
    [
        *((noun, gap) for noun in _WRITTEN_OUT for gap in (" ", "  ", "\xa0")),
        *((noun, gap) for noun in _SHORTENED for gap in (" ", "\xa0", ".", ". ", ".\xa0")),
        *((noun, gap) for noun in _ONE_LETTER for gap in (".", ". ", ".\xa0")),
    ],
)
def test_every_noun_is_found_over_every_gap(noun: str, gap: str) -> None:
    [(text, _)] = places_of(f"Tại {noun}{gap}Kỳ Hoa hôm nay")
    assert text.endswith("Kỳ Hoa")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("xã Thuận Hòa", "xã Thuận Hòa"),
        ("Phường Phù Vân", "phường Phù Vân"),
        ("P. Phù Vân", "phường Phù Vân"),
        ("TP Hà Tĩnh", "thành phố Hà Tĩnh"),
        ("Tp. Hà Tĩnh", "thành phố Hà Tĩnh"),
        ("TX. Kỳ Anh", "thị xã Kỳ Anh"),
        ("Thị  xã Kỳ Anh", "thị xã Kỳ Anh"),
        ("TPHCM", "thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("Quận 6", "quận 6"),
        ("Q.1", "quận 1"),
        ("phường 3", "phường 3"),
        ("tỉnh Bà Rịa - Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu"),
        ("thành phố Huế", "thành phố Huế"),
        ("xã Đăk N'Teng", "xã Đăk N'Teng"),
        ("huyện Trần Văn Thời", "huyện Trần Văn Thời"),
        ("phường Trần Thành Ngọ", "phường Trần Thành Ngọ"),
        ("đặc khu Phú Quốc", "đặc khu Phú Quốc"),
        ("tỉnh Attapeu", "tỉnh Attapeu"),
    ],
)
def test_a_unit_in_normal_form(text, unit):
    assert places_of(f"tại {text}, đoàn kiểm tra")[0][1] == unit
    assert normal_unit(text) == unit


@pytest.mark.parametrize("text", ["thôn 3", "tổ 5", "tổ dân phố Hưng Lợi", "khu phố 4", "ấp Suối Cao A", "bản Nà Lếch"])
def test_below_the_commune_there_is_no_unit(text):
    assert places_of(f"tại {text}, đoàn kiểm tra") == [(text, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Chủ tịch UBND xã Kỳ Hoa Nguyễn Văn A phát biểu", ["xã Kỳ Hoa"]),
        ("Bí thư Đảng ủy phường Phú Xuân Nguyễn Việt Bằng phát biểu", ["phường Phú Xuân"]),
        ("Chủ tịch UBND tỉnh Nguyễn Văn A phát biểu", []),
        ("Chủ tịch UBND tỉnh Tôn Thất Vĩnh A phát biểu", []),
        ("Chủ tịch UBND tỉnh Thừa Thiên Huế Tôn Thất A phát biểu", ["tỉnh Thừa Thiên Huế"]),
        ("Chủ tịch UBND thành phố Lê Trung A phát biểu", []),
        ("lãnh đạo xã Kỳ Hoa Đồng chí Nguyễn Văn A", ["xã Kỳ Hoa"]),
        ("đại diện xã Kỳ Hoa UBND huyện", ["xã Kỳ Hoa"]),
        ("HĐND phường Khóa IV", []),
        ("P.Chủ tịch UBND xã; Bản đồ; Xã hội; Tổ Đại biểu số 3", []),
        ("học sinh khối 10; tổ 5/10 hộ", []),
        ("Quỹ khuyến học xã 20 triệu đồng", []),
        ("Tổ đại biểu HĐND phường số 2 gặp gỡ cử tri", []),
        ("ở xã Xím Vàng, Hang Chú, thị trấn Bắc Yên", ["xã Xím Vàng", "xã Hang Chú", "thị trấn Bắc Yên"]),
        ("ở xã Kỳ Hoa, Kỳ Anh, Hà Tĩnh", ["xã Kỳ Hoa"]),
        ("Phó Chủ tịch UBND huyện Tào Quốc Sỹ Hải phát biểu", []),
        ("UBND huyện Châu Thành B", ["huyện Châu Thành B"]),
        ("Trưởng ban HĐND huyện Đặng Quý Bình trình bày báo cáo", []),
        ("Chủ tịch UBND xã Lô Văn Thao Lý kiến nghị", []),
        ("Chủ tịch UBND huyện Trần Văn Thời Nguyễn Văn A", ["huyện Trần Văn Thời"]),
        ("Bí thư Huyện ủy Bù Gia Mập Lý Trọng Nhân kiến nghị", ["huyện Bù Gia Mập"]),
        ("Bí thư Huyện ủy Trần Hoàng phát biểu", []),
        ("Huyện Ủy Kỳ Anh và Tỉnh Uỷ Hà Tĩnh", ["huyện Kỳ Anh", "tỉnh Hà Tĩnh"]),
        ("Thường trực Huyện uỷ Tương Lam làm việc", ["huyện Tương Lam"]),
        ("Thành ủy TP. Hồ Chí Minh và Quận ủy 3", ["thành phố Hồ Chí Minh", "quận 3"]),
        ("huyện Lắk, thị xã Chũ và huyện Nguyễn", ["huyện Lắk", "thị xã Chũ"]),
        ("phường Xuân Hương - Đà Lạt và phường 1 - Đà Lạt", ["phường Xuân Hương - Đà Lạt", "phường 1"]),
        (
            "phường Văn Miếu - Quốc Tử Giám, phường Kỳ Anh - Nguyễn Văn A",
            ["phường Văn Miếu - Quốc Tử Giám", "phường Kỳ Anh"],
        ),
        ("tỉnh Bà Rịa – Vũng Tàu, tỉnh Thừa Thiên - Huế", ["tỉnh Bà Rịa – Vũng Tàu", "tỉnh Thừa Thiên - Huế"]),
    ],
)
def test_where_a_name_ends(text, found):
    assert [unit for _, unit in places_of(text)] == found


def test_lists_share_their_noun():
    assert [unit for _, unit in places_of("các xã Kỳ Hoa, Kỳ Tân và Kỳ Thư")] == ["xã Kỳ Hoa", "xã Kỳ Tân", "xã Kỳ Thư"]
    assert [unit for _, unit in places_of("phường Quảng Thọ và Quảng Long")] == [
        "phường Quảng Thọ",
        "phường Quảng Long",
    ]
    assert [unit for _, unit in places_of("xã Kỳ Hoa, Nguyễn Văn A")] == ["xã Kỳ Hoa"]


def test_each_place_once_whatever_its_spelling():
    assert places_of("xã Thuận Hoà; Xã Thuận Hòa; xã Thuận Hòa") == [("xã Thuận Hoà", "xã Thuận Hoà")]


def test_a_bare_noun_is_the_publishing_unit():
    text = "trên địa bàn thị xã hiện nay; trên địa bàn thị xã"
    assert places_of(text, unit="thị xã Kỳ Anh") == [("thị xã", "thị xã Kỳ Anh")]
    assert places_of(text, furniture="Bản đồ thị xã Kỳ Anh\nOnline: 104") == [("thị xã", "thị xã Kỳ Anh")]
    assert places_of(text, furniture="thị xã Kỳ Anh, thị xã Hồng Lĩnh") == []
    assert places_of(text, unit="huyện Kỳ Anh") == []
    assert places_of("trên địa bàn tỉnh", unit="thị xã Kỳ Anh", province="tỉnh Hà Tĩnh") == [("tỉnh", "tỉnh Hà Tĩnh")]


def test_a_named_unit_is_not_also_a_bare_one():
    assert places_of("trên địa bàn thị xã Hồng Lĩnh", unit="thị xã Kỳ Anh") == [
        ("thị xã Hồng Lĩnh", "thị xã Hồng Lĩnh")
    ]


def test_names_do_not_cross_lines():
    assert places_of("tại xã Kỳ Hoa\n\nĐến dự có ông A") == [("xã Kỳ Hoa", "xã Kỳ Hoa")]


def test_in_capitals_the_gazetteer_tells_the_end():
    assert places_of("PHƯỜNG SÔNG TRÍ TỔ CHỨC HỘI NGHỊ") == [("PHƯỜNG SÔNG TRÍ", "phường Sông Trí")]
    assert places_of("THỊ UỶ KỲ ANH LÀM VIỆC VỚI XÃ KỲ HOA") == [
        ("KỲ ANH", "thị xã Kỳ Anh"),
        ("XÃ KỲ HOA", "xã Kỳ Hoa"),
    ]
    assert places_of("XÃ HỘI HÓA; PHƯỜNG KHÔNG CÓ TÊN; TỈNH") == []


PIECES = st.sampled_from(
    [
        "xã ",
        "TP ",
        "P. ",
        "các ",
        "Kỳ ",
        "Hoa",
        " Nguyễn",
        " Văn",
        ", ",
        " và ",
        "3",
        "tỉnh ",
        "TPHCM",
        "\n",
        "UBND ",
        "-",
        "số ",
        "thôn ",
        "'",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_gives_places_that_stand_in_it(text):
    for place in find_places([Field("text", text)], Context(unit="xã Kỳ Hoa")):
        assert place.text in " ".join(text.split())
        assert place.unit is None or " " in place.unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("công nhân quê Kiên Giang đang điều trị", [("Kiên Giang", "tỉnh Kiên Giang")]),
        ("thăm, tặng quà tại Cà Mau.", [("Cà Mau", "tỉnh Cà Mau")]),
        ("TAND khu vực 3 - Cà Mau ra mắt", [("Cà Mau", "tỉnh Cà Mau")]),
        ("Thanh Hoá đón đoàn", [("Thanh Hoá", "tỉnh Thanh Hóa")]),
        ("đại biểu Tô Xuân Lượng (Tiền Hải) hỏi", [("Tiền Hải", "huyện Tiền Hải")]),
        ("theo Báo Cà Mau", []),
        ("ông Nguyễn Thái Bình dự", []),
        ("đường Hòa Bình đoạn qua trường Hòa Bình", []),
        ("các phường Vĩnh Phước, Khánh Hòa", [("phường Vĩnh Phước", "phường Vĩnh Phước"),
                                               ("Khánh Hòa", "phường Khánh Hòa")]),
        ("học tập tấm gương đạo đức Hồ Chí Minh", []),
        ("ở thành phố Cà Mau", [("thành phố Cà Mau", "thành phố Cà Mau")]),
    ],
)  # fmt: skip
def test_provinces_and_districts_without_their_noun(text, found):
    assert places_of(text) == found


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Hội LHPN xã Phú Hòa 1 kỷ niệm", "xã Phú Hòa 1"),
        ("Bộ CHQS tỉnh Hà\nGiang hỗ trợ", "tỉnh Hà Giang"),
        ("HĐND phường Pleiku nhiệm kỳ mới", "phường Pleiku"),
        ("ra huyện đảo Lý Sơn", "huyện Lý Sơn"),
        ("ra xã đảo Tiên Hải (thành phố Hà Tiên)", "xã Tiên Hải"),
        ("Ban Thường vụ Huyện đoàn Minh Long ra quân", "huyện Minh Long"),
        ("Tỉnh đoàn Sóc Trăng ra quân", "tỉnh Sóc Trăng"),
        ("trường nội trú huyện Bua-la-pha được xây", "huyện Bua-la-pha"),
        ("Chủ tịch HĐND xã Phú Mỹ Dư Minh Tặng dự", "xã Phú Mỹ"),
        ("đoàn đại biểu huyện Mường Mày, tỉnh Phong Sa Lỳ (Lào) thăm", "tỉnh Phong Sa Lỳ"),
        ("huyện Xay Khăm, tỉnh Bô-ly-khăm-xay (Lào)", "tỉnh Bô-ly-khăm-xay"),
    ],
)
def test_where_names_end_that_the_language_alone_does_not_tell(text, unit):
    assert unit in [found for _, found in places_of(text)]


@pytest.mark.parametrize(
    "text", ["xã Kỳ Hoa\nĐồng chí Lê Văn A dự", "huyện Lệ Thủy 2 tỷ đồng", "Bí thư xã Ba Nguyễn Văn A"]
)
def test_what_follows_a_name_is_no_part_of_it(text):
    assert places_of(text)[0][1] in {"xã Kỳ Hoa", "huyện Lệ Thủy", "xã Ba"}


@pytest.mark.parametrize(
    "text",
    ["Chủ tịch UBND huyện Đặng Thị Bạch Yến dự", "Bí thư Đảng ủy phường Vương Thùy Ngọc Điệp trao đổi với người dân"],
)
def test_whoever_holds_a_post_of_an_unnamed_unit_is_no_unit(text):
    assert places_of(text) == []


def test_brackets_around_the_name_of_a_province_and_its_city_name_the_province():
    assert ("Thái Bình", "tỉnh Thái Bình") in (found := places_of("xã Vũ Hòa, huyện Kiến Xương (Thái Bình) chúc thọ"))
    assert "thành phố Thái Bình" not in [unit for _, unit in found]
