"""What a page is, where boxes with other news stand around everything."""

from __future__ import annotations

import pytest

from scraper.extract import read_page
from tests.scraper.extract.reading.portal_page import FETCHED, MENU, PARAGRAPHS, TITLE, URL, article, read
from tests.scraper.extract.reading.structures import Structure

_FILM = "<p>05/03/2026 08:10</p><iframe src='https://video.example/embed/1'></iframe><p>Bản tin số 12.</p>"
_STAMP = "<p>05/03/2026 08:10</p>"
_NEWS = [f"Hội nghị tổng kết công tác năm học mới lần thứ {number}" for number in range(8)]
_FACTS = (
    ("Số ký hiệu", "12/QĐ-UBND"),
    ("Trích yếu", PARAGRAPHS[1]),
    ("Ngày ban hành", "05/03/2026"),
    ("Người ký", "Lê A"),
)

_ROWS = "".join(f"<div><a href='/b{n}'>{text}</a><i>05/03/2026</i></div>" for n, text in enumerate(_NEWS))
_CARDS = "".join(f"<a href='/b{n}'><img src='/u/{n}.jpg'><h3>{text}</h3></a>" for n, text in enumerate(_NEWS))
_DOCUMENT = "".join(f"<div><div>{name}</div><div>{value}</div></div>" for name, value in _FACTS)
_TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
_SUMMARIES = "".join(f"<h4><a href='/b{n}'>{text}</a></h4><p>{PARAGRAPHS[n % 3]}</p>" for n, text in enumerate(_NEWS))
_PROCEDURE = "".join(
    f"<h4>{part}</h4><p>{PARAGRAPHS[1]}</p>"
    for part in ("Trình tự thực hiện", "Thành phần hồ sơ", "Thời hạn giải quyết", "Căn cứ pháp lý")
)


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        (f"<h1>{TITLE}</h1>{_STAMP}<iframe src='https://video.example/embed/1'></iframe>", "article"),
        (f"<h1>{TITLE}</h1>{_STAMP}" + "".join(f"<p><img src='/u/{n}.jpg'></p>" for n in range(5)), "article"),
        (f"<h1>{TITLE}</h1>{_STAMP}<iframe src='/u/tb.pdf'></iframe>", "article"),
        ("<h1>Nông nghiệp</h1>" + _ROWS, "listing"),
        ("<h1>Nông nghiệp</h1>" + _CARDS, "listing"),
        ("<h1>Quyết định</h1>" + _DOCUMENT, "document"),
        ("<h1>Nông nghiệp</h1><p>Chưa có bài viết nào trong chuyên mục này.</p>", "other"),
        ("<h1>Thông báo</h1><p>Nội dung đang được cập nhật</p>", "other"),
        ("<h1>Rất tiếc!</h1><p>Bài viết bạn tìm đã bị xóa.</p><h3>Có thể bạn chưa đọc</h3>" + _SUMMARIES, "other"),
        ("<h1>Thủ tục đăng ký giám hộ</h1>" + _PROCEDURE, "other"),
        ("<h1>Quá trình hình thành và phát triển</h1>" + _TEXT, "other"),
        ("<h1>Quá trình hình thành và phát triển</h1>" + _STAMP + _TEXT, "article"),
        (f"<h1>{TITLE}</h1>{_STAMP}{_TEXT}<ul><li><a href='/x'>{_NEWS[0]}</a></li></ul>{_TEXT}", "article"),
    ],
)  # fmt: skip
def test_kinds(main: str, kind: str) -> None:
    assert read(main).kind == kind


@pytest.mark.parametrize(
    ("title", "under", "kind"),
    [
        ("Đăng ký học bơi miễn phí cho thiếu nhi", _STAMP, "article"),
        ("Tìm kiếm ngư dân mất tích trên vùng biển xã", _STAMP, "article"),
        ("Đăng ký học bơi miễn phí cho thiếu nhi", "", "other"),
        ("Góp ý trực tuyến", _STAMP, "other"),
        ("Đăng ký tài khoản", _STAMP, "other"),
        ("Lịch công tác của Thường trực tuần tới", _STAMP, "other"),
    ],
)
def test_a_headline_may_begin_with_the_name_of_a_fixed_page(title: str, under: str, kind: str) -> None:
    assert read(f"<h1>{title}</h1>{under}{_TEXT}", title=title).kind == kind


def test_a_poll_in_an_articles_box_does_not_make_it_one() -> None:
    body = "".join(f"<p>{text}</p>" for text in [*PARAGRAPHS, *PARAGRAPHS])
    poll = "".join(f"<li>{answer}: {n} phiếu</li>" for n, answer in ((412, "Có"), (203, "Không"), (61, "Khác")))
    assert read(f"<h1>{TITLE}</h1><div>{body}</div><div><b>Thăm dò</b><ul>{poll}</ul></div>").kind == "article"


@pytest.mark.parametrize(
    ("url", "main", "kind"),
    [
        ("/accessibility-info", f"<h1>Thông tin hỗ trợ truy cập</h1>{_TEXT}", "other"),
        ("/anh?b_start:int=20", "<h1>Ảnh hoạt động</h1>" + "<p><img src='/u/1.jpg'></p>" * 3, "listing"),
        ("/anh?b_start%3Aint=20", f"<h1>Ảnh hoạt động</h1>{_STAMP}" + "<p><img src='/u/1.jpg'></p>" * 3, "listing"),
        ("/tin/hoi-nghi?page=2", f"<h1>{TITLE}</h1>{_STAMP}{_TEXT}", "article"),
    ],
)
def test_the_address_tells_pages_that_a_cms_makes_of_itself(url: str, main: str, kind: str) -> None:
    assert read(main, url=f"https://xa.example.gov.vn{url}").kind == kind


def test_an_introduction_of_a_topic_does_not_make_an_article_of_its_list() -> None:
    introduction = f"<h1>Nước sạch nông thôn</h1><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p><h3>Tiêu điểm</h3>"
    assert read(introduction + _SUMMARIES, url="https://xa.example.gov.vn/chuyen-de/nuoc-sach").kind == "listing"


_ROWS = "".join(
    f"<tr><td><a href='/vb/{n}.aspx'>{n}/QĐ-UBND</a></td><td>0{n % 9 + 1}/03/2026</td><td>Về việc phê duyệt kế hoạch "
    f"sử dụng đất và dự toán kinh phí của xã đợt {n} trong năm nay</td></tr>"
    for n in (12, 15, 19, 23)
)
_HEAD = "<tr><th>Văn bản</th><th>Hôm nào</th><th>Về việc gì</th></tr>"


@pytest.mark.parametrize("head", ["", _HEAD])
def test_a_register_of_documents_is_a_list_whatever_its_columns_are_called(head: str) -> None:
    reading = read(
        f"<div><h1>Văn bản của xã</h1><table>{head}{_ROWS}</table></div>", url="https://xa.example.gov.vn/p.aspx"
    )
    assert (reading.kind, reading.title) == ("listing", "Văn bản của xã")


def test_an_article_may_hold_a_register() -> None:
    assert article(inside=f"<table>{_ROWS}</table>").kind == "article"


@pytest.mark.parametrize(
    "said", ["404", "Lỗi 404", "404 - Không có trang", "Trang bạn tìm không tồn tại hoặc đã bị xóa"]
)
def test_a_page_that_says_sorry_is_no_article_with_a_clock_beside_it(said: str) -> None:
    words = "<p>Vui lòng thử lại hoặc tìm theo tên bài viết trong ô trên đầu trang của cổng thông tin.</p>"
    assert read(f"<h1>{said}</h1><p>05/05/2026 09:59</p>{words}").kind == "other"


def test_an_entry_s_text_does_not_name_a_list() -> None:
    entries = "".join(
        f"<div><a href='/pa/{n}'>Nắp cống bật lên trước cổng trường mầm non số {n}</a>"
        f"<p>Người gửi: N.V.A - 1{n}/05/2025 06:40</p>"
        f"<p>Đề nghị xử lý gấp vì nhiều cháu nhỏ đi qua</p>"
        f"<p>Trả lời: Đội Đô thị đã thay nắp mới lúc 9 giờ ngày {n}.</p></div>"
        for n in range(1, 6)
    )
    page = Structure("entries under a head that has the site's name", f"<div>{entries}</div>")
    reading, _ = read_page(page.html.encode(), "https://xa.example.gov.vn/phan-anh", captured_at=FETCHED)
    assert (reading.kind, reading.title) == ("listing", None)


def test_a_folder_of_pictures_is_no_article_though_each_has_a_sentence() -> None:
    rows = "".join(
        f"<div><h3><a href='/anh/anh-{n}.jpg/view'>anh-{n}.jpg</a></h3><span>— cập nhật 26/11/2025 04:41</span>"
        f"<p>Đồng chí Võ Đình Ví trao cúp cho đội vô địch giải bóng chuyền nữ xã lần thứ {n}.</p>"
        f"<img src='/anh/anh-{n}.jpg'></div>"
        for n in range(20, 32)
    )
    assert read(f"<h1>anh</h1><div>{rows}</div>", url="https://xa.example.gov.vn/anh?b_start:int=20").kind == "listing"


def test_a_headline_that_a_tree_of_the_site_names_is_none_the_less_the_page_s() -> None:
    """Plone's navigation names the page one is on; a unit's name before a colon is part of the headline."""
    title = "Phường Đông Trấn: triệt phá nhóm trộm cắp liên xã"
    url = "https://xa.example.gov.vn/quoc-phong/tin-19"
    body = (
        f"<html><head><title>{title} — Thị xã Lạng Khê</title></head><body><main><article><h1>{title}</h1>"
        f"<p class='lead'>{PARAGRAPHS[0]}</p><div id='content-core'><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></div>"
        f"</article></main><nav><ul><li><a href='{url}'>{title}</a></li></ul></nav></body></html>"
    )
    reading, _ = read_page(body.encode(), url)
    assert (reading.kind, reading.title, reading.lead) == ("article", title, PARAGRAPHS[0])


@pytest.mark.parametrize("day", ["(17/06/2025)", "17/06/2025"])
def test_a_list_of_one_entry_whose_link_has_the_day_is_a_list(day: str) -> None:
    entry = f"<div><a href='/tin/b1'>{_NEWS[0]} <span>{day}</span></a><div>{PARAGRAPHS[0]}</div></div>"
    assert read(f"<div>An ninh - Quốc phòng</div>{entry}", head="Cổng thông tin").kind == "listing"


def test_an_article_with_a_link_to_another_under_its_day_is_one() -> None:
    link = f"<p><a href='/tin/b1'>{_NEWS[0]} (17/06/2025)</a></p>"
    assert read(f"<h1>{TITLE}</h1>{_STAMP}{link}{_TEXT}").kind == "article"


@pytest.mark.parametrize(
    ("under", "kind"),
    [
        ("<div>Người hỏi: Bà N.T.H - Ngày hỏi: 02/06/2025</div>{}<div><b>Trả lời:</b>{}</div>", "other"),
        ("<p>Họ tên người hỏi: N.T.H</p>{}<p>Cơ quan trả lời: Văn phòng</p>{}", "other"),
        ("<p>02/06/2025</p><p>Hỏi: Nộp hồ sơ ở đâu?</p>{}<p>Trả lời:</p>{}", "article"),
        ("<p>02/06/2025</p><p>Người hỏi và người trả lời đều hài lòng.</p>{}{}", "article"),
    ],
)
def test_a_citizens_question_is_no_news(under: str, kind: str) -> None:
    assert read(f"<h1>{TITLE}</h1>{under.format(_TEXT, _TEXT)}").kind == kind


@pytest.mark.parametrize(
    ("address", "asks", "answers", "kind"),
    [
        ("hoi-dap/cau-hoi-3", "Kính gửi xã, tôi xin hỏi", "Nội dung này xã trả lời như sau: tờ khai.", "other"),
        ("HoiDap/tabid/75/QuestionID/3/Default.aspx", "Cho tôi hỏi", "Trả lời: hồ sơ gồm tờ khai.", "other"),
        ("tin-tuc/bai-3.html", "Kính gửi xã, tôi xin hỏi", "Về nội dung này, xã trả lời như sau: tờ khai.", "article"),
        ("hoi-dap/ra-mat-chuyen-muc.html", "Xã mở chuyên mục mới", "Người dân gửi thư từ hôm nay.", "article"),
    ],
)  # fmt: skip
def test_a_question_without_labels_is_told_by_its_module_and_both_voices(
    address: str, asks: str, answers: str, kind: str
) -> None:
    main = f"<h1>{TITLE}</h1>{_STAMP}<p>{asks}. {PARAGRAPHS[0]}</p><p>{answers}</p>{_TEXT}"
    assert read(main, url=f"https://xa.example.gov.vn/{address}").kind == kind


@pytest.mark.parametrize(
    ("address", "under", "kind"),
    [
        ("lanh-dao/dong-chi-1", _TEXT, "other"),
        ("lanh-dao-ubnd-xa/chu-tich.html", _TEXT, "other"),
        ("lanh-dao/chu-tich-tiep-dan", _STAMP + _TEXT, "article"),
        ("hoat-dong-cua-lanh-dao/tiep-dan", _TEXT, "article"),
        ("video/ban-tin-so-12", _FILM, "other"),
        ("video/ban-tin-so-12", _STAMP + _TEXT, "article"),
        ("tin/ban-tin-so-12", _FILM, "article"),
    ],
)  # fmt: skip
def test_lives_of_leaders_and_films_without_a_text_are_told_by_where_they_stand(
    address: str, under: str, kind: str
) -> None:
    assert read(f"<h1>{TITLE}</h1>{under}", url=f"https://xa.example.gov.vn/{address}").kind == kind


def test_an_introduction_is_one_under_whatever_path_the_portal_lives() -> None:
    main = f"<h1>Giới thiệu</h1>{_TEXT}"
    assert read(main, url="https://tinh.example.gov.vn/xa-a/gioi-thieu/", title="Giới thiệu").kind == "other"


def test_buttons_between_headline_and_text_are_no_headline_of_another_article() -> None:
    buttons = (
        "<div><a href='javascript:window.print()'>In bài viết</a> <a href='#'>Gửi email</a> <a href='#'>A-</a> "
        "<a href='#'>A+</a> Chia sẻ: <a href='#'>Facebook</a></div>"
    )
    box = f"<div class=g1><ul><li><a href='/t/8'>{_NEWS[0]}</a></li><li><a href='/t/9'>{_NEWS[1]}</a></li></ul></div>"
    lead, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    main = f"<h1>Tin tức - Sự kiện</h1><h1><a href='{URL}'>{TITLE}</a></h1>{buttons}<div><b>{lead}</b></div>"
    html = f"<html><head><title>{TITLE} - Xã</title></head><body>{MENU}<main>{main}<section>{box.join(rest)}</section>"
    assert read_page(html.encode(), URL, captured_at=FETCHED)[0].kind == "article"
