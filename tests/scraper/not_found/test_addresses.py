"""Error pages by their names, and addresses that cannot exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.canonical import canonical_key
from scraper.not_found.addresses import (
    asks_to_log_in,
    error_address,
    impossible_address,
    is_folder_around,
    is_home_with_query,
    names_an_article,
    same_program,
)

HOST = "https://trungha.example.vn"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/404", "missing"), ("/404.aspx", "missing"), ("/404.html?aspxerrorpath=/tin/1", "missing"),
        ("/error/404", "missing"), ("/404-Error-Page", "missing"), ("/khong-tim-thay", "missing"),
        ("/Không-tìm-thấy", "missing"), ("/trang-khong-ton-tai.html", "missing"), ("/notfound", "missing"),
        ("/Pages/PageNotFoundError.aspx?requestUrl=x", "missing"), ("/error.aspx?code=404", "missing"),
        ("/loi-404/", "missing"), ("/loi.html", "error"), ("/error", "error"), ("/ErrorPage.aspx", "error"),
        ("/thong-bao-loi", "error"), ("/default.aspx?aspxerrorpath=/tin/1", "error"),
        ("/error/500", None), ("/error.aspx?code=503", None), ("/bao-tri.html", None),
        ("/error.aspx?msg=bao-tri", None), ("/tin/khac-phuc-loi-he-thong.html", None), ("/tin/loi", "error"),
        ("/muc/404-doanh-nghiep-moi", None), ("/", None), ("/thong-bao/lich-hop-404.html", None),
        ("/errors-in-the-register-of-land", None), ("/" + "404/" * 400, None),
    ],
)  # fmt: skip
def test_what_the_name_of_an_address_says(path: str, said: str | None) -> None:
    assert error_address(HOST + path) == said


@pytest.mark.parametrize(
    ("path", "is_login"),
    [("/dang-nhap?ReturnUrl=/tin/1", True), ("/Login.aspx", True), ("/Account/Login", True), ("/sso/", True),
     ("/_login/default.aspx?ReturnUrl=%2f", True), ("/_layouts/15/Authenticate.aspx?Source=%2F", True),
     ("/wp-login.php?redirect_to=x", True), ("/login_form", True), ("/index.php?nv=users&op=login", True),
     ("/Default.aspx?ctl=Login&returnurl=%2f", True), ("/?s=dang+nhap", False), ("/login-bao-ve-tai-khoan", False),
     ("/huong-dan-dang-nhap-dich-vu-cong", False), ("/tin/1", False)],
)  # fmt: skip
def test_a_login_page_is_known_by_its_address(path: str, is_login: bool) -> None:
    assert asks_to_log_in(HOST + path) == is_login


@pytest.mark.parametrize(
    ("folder", "is_around"),
    [("/tin-tuc-su-kien/", True), ("/tin-tuc-su-kien", True), ("/tin-tuc-su-kien.html", True), ("/vi/", False),
     ("/tin-tuc-su-kien/xa", True), ("/tin-tuc-su", False), ("/", False), ("/tin-tuc-su-kien/xa/hop-416.html", False)],
)  # fmt: skip
def test_a_folder_is_around_what_stands_in_it(folder: str, is_around: bool) -> None:
    assert is_folder_around(HOST + folder, f"{HOST}/tin-tuc-su-kien/xa/hop-416.html") == is_around


@pytest.mark.parametrize(
    ("path", "does"),
    [("/tin-tuc", False), ("/muc/kinh-te", False), ("/tin-tuc?page=2", False), ("/", False), ("/tin/trang-2", False),
     ("/tin/4512", True), ("/tin/hop-giao-ban-thang-5.html", True), ("/xem.php?id=12", True),
     ("/Default.aspx?tabid=31&ItemID=7", True), ("/Default.aspx?tabid=131", False)],
)  # fmt: skip
def test_what_names_an_article(path: str, does: bool) -> None:
    assert names_an_article(HOST + path) == does


@pytest.mark.parametrize(
    ("path", "is_it"),
    [("/?p=47", True), ("?p=47", True), ("/cong/?p=47", True), ("/", False), ("/cong/", False),
     ("/xem.php?id=4", False), ("/tin/4512/?in=1", False)],
)  # fmt: skip
def test_what_is_the_home_page_with_a_query(path: str, is_it: bool) -> None:
    assert is_home_with_query(HOST + path) == is_it


SLUG = "congtin-[b-x]{10}"
NUMBER = "9[0-9]{8}"


@pytest.mark.parametrize(
    ("path", "impossible"),
    [
        ("/chinh-tri/bai-viet-12.html", f"/chinh-tri/{SLUG}-{NUMBER}.html"),
        ("/2024/05/12/hoi-nghi-tong-ket/", f"/2024/05/12/{SLUG}/"),
        ("/tin/12345/hop-giao-ban.html", f"/tin/{NUMBER}/{SLUG}.html"),
        ("/tin/hop-post12345.html", f"/tin/{SLUG}-post{NUMBER}.html"),
        ("/index.php/tin/123-tong-ket-2024", f"/index.php/tin/{NUMBER}-{SLUG}"),
        ("/tin/20240512083012345", f"/tin/{NUMBER}7{{8}}"),
        ("/a/4f3c2b1a-1234-4abc-9def-0123456789ab", "/a/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("/a/5f3c2b1a12344abc9def0123", "/a/[0-9a-f]{24}"),
        ("/web/guest/tin-tuc/-/hop", f"/web/guest/tin-tuc/-/{SLUG}"),
        ("/-/view_content/content/12345/hop", f"/-/view_content/content/{NUMBER}/{SLUG}"),
        ("/Default.aspx?tabid=120&ItemID=4567", f"/Default.aspx\\?tabid=120&ItemID={NUMBER}"),
        ("/Pages/tin.aspx?ItemID=12&CategoryId=3", f"/Pages/tin.aspx\\?ItemID={NUMBER}&CategoryId=3"),
        ("/index.php?nv=news&op=kinh-te/hop-giao-ban-123", f"/index.php\\?nv=news&op=kinh-te/{SLUG}-{NUMBER}"),
        ("/xem-tin.php?id=5", f"/xem-tin.php\\?id={NUMBER}"),
        ("/?p=12", f"/\\?p={NUMBER}"),
        ("/xem-tin.html?lang=vi", f"/{SLUG}.html\\?lang=vi"),
    ],
)
def test_an_impossible_address_differs_in_what_names_the_article_alone(path: str, impossible: str) -> None:
    import re

    made = impossible_address(HOST + path)
    assert made is not None
    assert re.fullmatch(re.escape(HOST) + impossible, made.url), made.url
    assert made == impossible_address(HOST + path), "a replay asks for the same"


@pytest.mark.parametrize("path", ["/", "", "/?lang=vi"])
def test_a_front_page_has_no_impossible_address(path: str) -> None:
    assert impossible_address(HOST + path) is None


def test_addresses_of_one_shape_differ_in_numbers_of_folders_and_in_what_names_the_article() -> None:
    def shape(path: str) -> str:
        made = impossible_address(HOST + path)
        assert made is not None
        return made.shape

    assert shape("/2024/05/hop-giao-ban") == shape("/2021/12/khai-mac-hoi-thi-tieng-hat")
    assert shape("/tin/12-a-b.html") == shape("/tin/987-c.html")
    assert shape("/tin/12-a-b.html") != shape("/tin/12-a-b.aspx")
    assert shape("/tin/12-a-b.html") != shape("/muc/12-a-b.html")
    assert shape("/xem.php?id=1") != shape("/xem.php?id=1&loai=2")


@given(st.text(alphabet="abc0-_./?=&%:đă", max_size=60))
def test_any_address_has_an_impossible_one_of_its_own_or_none(rest: str) -> None:
    url = f"{HOST}/{rest}"
    made = impossible_address(url)
    if made is not None:
        assert canonical_key(made.url) != canonical_key(url)
        assert made.url.startswith(HOST)
    error_address(url), names_an_article(url), asks_to_log_in(url)


@pytest.mark.parametrize(
    ("shape", "other", "is_one"),
    [
        ("/chi-tiet.aspx?CateID=3&ItemID=9", "/chi-tiet.aspx?CateID=1&ItemID=9", True),
        ("/index.php?mod=tin&id=9", "/index.php?mod=van-ban&id=9", False),
        ("/tin/kinh-te/9", "/tin/van-hoa/9", False),
        ("/tin/2/9", "/tin/3/9", False),
        ("/tin/2/9", "/tin/2/9", True),
    ],
)
def test_shapes_of_one_program_differ_in_numbers_of_the_query(shape: str, other: str, is_one: bool) -> None:
    assert same_program(shape, other) == is_one
