"""Stamps where facts about an article share a row with others, stand in attributes, or beside what is not theirs."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

_DAY, _TIME = "2026-03-05", "2026-03-05T08:10:00+07:00"
_LEAD_PICTURE = "<figure><img src=/a.jpg><figcaption>Quang cảnh hội nghị tại nhà văn hóa</figcaption></figure>"


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        # One row with the breadcrumb, with links, with the writer.
        ({"over": "<div class=breadcrumb><a href=/>Trang chủ</a> / <a href=/nn>Nông nghiệp</a>"
                  "<div>Thứ năm, 05/03/2026, 08:10</div></div>"}, _TIME),
        ({"over": "<table><tr><td><a href=/>Trang chủ</a> &gt; <a href=/nn>Nông nghiệp</a></td>"
                  "<td align=right>08:10 | 05/03/2026</td></tr></table>"}, _TIME),
        ({"over": "<div><span>08:10 | 05/03/2026</span> <a href=/>Trang chủ</a> - <a href=/nn>Nông nghiệp</a></div>"},
         _TIME),
        ({"under": "<div><a href=/nn>Nông nghiệp</a> · <a href=/tac-gia/12>Lê Hoa</a> · 05.03.2026 08:10</div>"},
         _TIME),
        ({"under": "<div class=nav-info><a href=/nn>Nông nghiệp</a> | <a href=/in>Bản in</a> | 05/03/2026 08:10</div>"},
         _TIME),
        ({"under": "<div>Thứ Năm, 05.03.2026 | 08:10 - Lê Thị Hoa, cán bộ văn hóa xã</div>"}, _TIME),
        ({"under": "<div>05.03.2026</div>"}, _DAY),
        ({"under": "<div><span>Lê Thị Hoa</span><i>•</i><span>05-03-2026</span><i>•</i><span>2 phút đọc</span></div>"},
         _DAY),
        # Over the headline, with the picture, the lead or the writer between the two.
        ({"over": f"<div>Chủ nhật, ngày 05/03/2026 lúc 8 giờ 10 phút</div>{_LEAD_PICTURE}"}, _TIME),
        ({"over": "<div>05/03/2026 08:10</div><div>Lê Thị Hoa</div><div>1.204 lượt xem</div>"}, _TIME),
        ({"over": "<div>Nông nghiệp</div><div>Đăng ngày 05/03/2026</div><div>Cỡ chữ A- A+</div>"}, _DAY),
        # In attributes.
        ({"under": "<div>Người đăng: Lê Thị Hoa · <span title='05/03/2026 08:10'>2 tháng trước</span></div>"}, _TIME),
        ({"under": "<p>Lê Hoa, công chức xã · <span data-time='2026-03-05T08:10:00+07:00'>61 ngày trước</span></p>"},
         _TIME),
        ({"under": "<span data-timestamp='1772673000'>2 tháng trước</span>"}, _TIME),
        ({"under": "<div data-published='2026-03-05 08:10:00'>Hội Nông dân xã</div>"}, _TIME),
        # Day and time in elements of their own.
        ({"under": "<ul><li><i></i>05/03/2026</li><li><i></i>8:10 sáng</li></ul>"}, _TIME),
        ({"under": "<div>Ngày đăng: 05/03/2026</div><div>Giờ đăng: 08:10</div>"}, _TIME),
        ({"under": "<div><div>08:10</div><div>05/03/2026</div></div>"}, _TIME),
        ({"under": "<div><p>Lúc 08:10 | 05/03/2026 (GMT+7)</p></div>"}, _TIME),
        # What ASP.NET prints where nobody has set the language.
        ({"under": "<div>3/25/2026 8:10:00 AM</div>"}, "2026-03-25T08:10:00+07:00"),
        # Words.
        ({"under": "<div>Tháng Ba 5, 2026 lúc 8:10 sáng</div>"}, _TIME),
        ({"under": "<div>Ngày đăng tin: 05 Tháng 03 2026</div>"}, _DAY),
        # The foot of the article.
        ({"below": "<footer class=entry-footer><span>Đăng ngày 05/03/2026 08:10</span></footer>"}, _TIME),
        ({"after": "<p align=right>Lê Thị Hoa</p><p align=right><i>Ngày 05/03/2026</i></p>"}, _DAY),
    ],
)  # fmt: skip
def test_the_stamp_is_found(parts: dict[str, str], published: str) -> None:
    reading = article(**parts)
    assert reading.published == published
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS


@pytest.mark.parametrize(
    "parts",
    [
        # The page's clock, over everything and over the headline.
        {"over": "<div>Thứ ba, 05/05/2026 10:00</div>"},
        {"over": "<div>Hôm nay: 05/05/2026</div>"},
        {"over": "<div>Thứ ba, ngày 05 tháng 05 năm 2026 | 09:59</div>"},
        # Dates of other articles.
        {"below": "<div><h4><a href=/t/9>Hội Phụ nữ xã trao quà cho hộ nghèo</a></h4><p>02/03/2026</p></div>"},
        {"below": "<ul><li><a href=/t/9>Hội Phụ nữ xã trao quà cho hộ nghèo đầu năm</a> (02/03/2026)</li>"
                  "<li><a href=/t/8>Đoàn xã ra quân làm sạch bờ biển đầu xuân</a> (01/03/2026)</li></ul>"},
        # Comments of readers.
        {"below": "<h3>Bình luận (1)</h3><div><b>Trần Văn B</b> <span>06/03/2026 09:00</span><p>Hay quá</p></div>"},
        # Days that the text tells, one a line.
        {"inside": "<p>12/02/2026</p><p>Ra quân đợt một tại thôn Đông, cả thôn đắp xong hai đoạn kênh nội đồng.</p>"
                   "<p>14/02/2026</p><p>Ra quân đợt hai tại thôn Đoài, bà con nạo vét xong con mương cấp ba.</p>"},
    ],
)  # fmt: skip
def test_no_date_of_anything_else_is_the_articles(parts: dict[str, str]) -> None:
    assert article(**parts).published is None


@pytest.mark.parametrize(
    ("parts", "published", "updated"),
    [
        ({"under": "<div>05/03/2026 08:10</div>",
          "after": "<p class=post-modified-info>Cập nhật lần cuối: <time datetime='2026-03-10T11:47:07+07:00'>"
                   "10/03/2026 11:47</time></p>"}, _TIME, "2026-03-10T11:47:00+07:00"),
        ({"head": '<meta property="article:published_time" content="2026-03-05T08:10:00+07:00">',
          "inside": "<p class=post-modified-info>Cập nhật lần cuối: 10/03/2026 11:47</p>"}, _TIME,
         "2026-03-10T11:47:00+07:00"),
        ({"head": '<meta property="article:published_time" content="2026-03-05T08:10:00+07:00">',
          "under": "<p>Cập nhật lần cuối: 10/03/2026 11:47</p>"}, _TIME, "2026-03-10T11:47:00+07:00"),
        ({"under": "<div><span class=documentPublished><span>published</span> <span>05/03/2026</span></span>, "
                   "<span class=documentModified><span>last modified</span> <span>10/03/2026</span></span></div>"},
         _DAY, "2026-03-10"),
        ({"under": "<div><span>Đăng: 05/03/2026 08:10</span> <span>Sửa đổi: 06/03/2026 10:10</span></div>"}, _TIME,
         "2026-03-06T10:10:00+07:00"),
        ({"under": "<div>Xuất bản 05/03/2026</div><div>Chỉnh sửa lần cuối 05/03/2026 16:20</div>"}, _DAY,
         "2026-03-05T16:20:00+07:00"),
        ({"under": "<div>Ngày cập nhật 05/03/2026 08:10</div>"}, _TIME, None),
    ],
)  # fmt: skip
def test_an_edit_is_told_from_the_publication(parts: dict[str, str], published: str, updated: str | None) -> None:
    reading = article(**parts)
    assert (reading.published, reading.updated) == (published, updated)
    assert_whole(reading)


@pytest.mark.parametrize("stamp", ["12/03/2026 | 18h30", "(12.03.2026)", "(12/03/2026 16:46) | Lượt xem: 495"])
def test_a_stamp_without_a_label_under_the_lead_is_no_text(stamp: str) -> None:
    lead, *rest = PARAGRAPHS
    body = "".join(f"<p>{text}</p>" for text in rest)
    reading = read(f"<h1>{TITLE}</h1><div><b>{lead}</b></div><div><i>{stamp}</i></div><div>{body}</div>")
    assert [reading.lead, *reading.paragraphs] == PARAGRAPHS
    assert (reading.published or "").startswith("2026-03-12")


def test_an_anniversary_in_brackets_is_the_headlines_own_and_no_stamp() -> None:
    title = "Xã họp mặt kỷ niệm 96 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2026)"
    text = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    reading = read(f"<h2>{title}</h2><p>04/02/2026 08:10</p><div>{text}</div>", title="Cổng thông tin")
    assert (reading.title, reading.published) == (title, "2026-02-04T08:10:00+07:00")
    undated = read(f"<h2>{title}</h2><div>{text}</div>", title="Cổng thông tin")
    assert (undated.title, undated.published) == (title, None)
