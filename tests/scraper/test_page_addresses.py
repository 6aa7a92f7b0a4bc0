from __future__ import annotations

import pytest

from scraper.page_addresses import gathers_others, is_further_page, is_no_page, is_view_label

HOME = "https://songlam.example.vn/"


@pytest.mark.parametrize(
    "path",
    ["Pages/in-tin.aspx?ItemID=7054", "index.php?mod=news&act=print&id=3", "tin/content/bai?viewMode=print",
     "index.php?mod=sendmail&id=3", "bai-viet/print", "in-bai-viet/12", "print.aspx?id=3", "print-12.html",
     "?attachment_id=12", "tin/bai/attachment/anh-1/", "anh/anh-1.jpg/view", "@@search?Subject:list=x",
     "tin/bai/sendto_form", "tin?print=1",
     "bai?set_language=en", "pdf/664", "print/pdf/node/12", "node/12/pdf", "tin/hop-giao-ban/pdf",
     "vi/comment/reply/node/12/comment",
     "?q=h%C3%A8+2024", "?q=user/login", "index.php?q=search/node", "tim?q=bão", "index.php?module=user&action=login",
     "index.php?module=news&action=comment&id=3", "vi/user/login?destination=/vi/node/12",
     "LinkClick.aspx?fileticket=k2j%3d&tabid=80", "LinkClick.aspx?tabid=36&link=https%3a%2f%2ftinh.example",
     "Download.aspx?id=7", "GetFile.ashx?tep=7"],
)  # fmt: skip
def test_views_of_pages_and_pictures_and_actions_are_no_pages(path: str) -> None:
    assert is_no_page(HOME + path)


@pytest.mark.parametrize(
    "path",
    ["in-tin-nhan-phan-anh-cua-nguoi-dan.html", "tin/in-an-xuat-ban", "van-ban/quyet-dinh-12.pdf/view", "print-media-1",
     "tin?act=view&id=3", "?p=12", "tin/inbound", "news?mod=news&id=1", "van-ban/quyet-dinh-pdf", "kinh-te/pdf.html",
     "f/pdf", "index.php?module=News&action=view&id=12", "tin.asp?action=chitiet&id=5", "index.php?q=node/12",
     "?q=taxonomy/term/3&page=2", "?q=tin-tuc", "?q=tin-tuc/le-ra-quan-2012", "vi/user/12",
     "tin/gui-email-cho-lanh-dao-xa-3.html", "LinkClick.aspx?link=57&tabid=36", "tin/tai-ve-que-huong.html"],
)  # fmt: skip
def test_words_that_only_begin_so_are_pages(path: str) -> None:
    assert not is_no_page(HOME + path)


@pytest.mark.parametrize(
    "label",
    ["In", "In bài viết", "Bản in", "Print", "Gửi email", "  In trang này ", "[In]", "Tải về PDF", "Viết bình luận"],
)  # fmt: skip
def test_labels_of_views(label: str) -> None:
    assert is_view_label(label)


@pytest.mark.parametrize(
    "label", ["Tin", "In ấn tài liệu tuyên truyền", "Trang chủ", "", "Gửi gắm niềm tin", "Bình luận phiên tòa"]
)
def test_labels_of_pages(label: str) -> None:
    assert not is_view_label(label)


@pytest.mark.parametrize(
    "path",
    ["Pages/lich.aspx?ngay=2025-06-01", "index.php?mod=lich&d=1&m=6&y=2025", "tin/itemlist/date/2025/6/1",
     "tin/itemlist/tag/an%20ninh", "2025/6", "2025/06/01/", "tin?sort_on=Date", "vi/lich/2025-06-10",
     "su-kien/1-6-2025", "vi/luu-tru-tin/202506", "HoiDap/tabid/75/QuestionID/3/Default.aspx", "hoi-dap/cau-hoi-3",
     "ThuVienAnh/tabid/81/Default.aspx?AlbumID=2", "vi/videos/le-hoi", "tham-do-y-kien", "thu-vien-anh.html"],
)  # fmt: skip
def test_days_months_keywords_and_orders_gather_what_other_lists_have(path: str) -> None:
    assert gathers_others(HOME + path)


@pytest.mark.parametrize(
    "path",
    [
        "tin/2025-khoi-cong",
        "nhiem-ky/2021-2026",
        "tin/6/1",
        "tin?id=6",
        "Pages/lich-su.html?x=1",
        "dulich.aspx",
        "tin/hoi-dap-ve-luat-dat-dai",
        "media/tin-tuc",
        "anh-hung/ho-so",
        "tin/video-ca-nhac.html",
    ],
)
def test_other_addresses_do_not(path: str) -> None:
    assert not gathers_others(HOME + path)


def test_plones_pager_counts_entries() -> None:
    assert is_further_page(f"{HOME}anh?b_start:int=20")
    assert is_further_page(f"{HOME}anh?b_start%3Aint=20")
