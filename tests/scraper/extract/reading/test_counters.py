"""How portals print the views of an article, the visits of the site, and who is online."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import article, assert_whole, read

_VISITS = 1_234_567


def _row(*cells: str) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


@pytest.mark.parametrize(
    ("foot", "visits", "online"),
    [
        (f"<table>{_row('Đang truy cập', '12')}{_row('Hôm nay', '300')}{_row('Tổng truy cập', '1.234.567')}</table>",
         _VISITS, 12),
        ("<div>Lượt truy cập</div><div>" + "".join(f"<span>{n}</span>" for n in "1234567") + "</div>", _VISITS, None),
        ("<div>1.234.567</div><div>Tổng truy cập</div><div>12</div><div>Đang online</div>", _VISITS, 12),
        ("<p>Bạn là người truy cập thứ 1234567</p>", _VISITS, None),
        ("<p>Online users: 12</p><p>Total visitors: 1,234,567</p>", _VISITS, 12),
        ("<p>Tổng số truy cập từ 01/01/2015: 1.234.567</p>", _VISITS, None),
        ("<p>Hiện có 12 khách và 0 thành viên trực tuyến</p><p>Đã có 1.234.567 lượt truy cập</p>", _VISITS, 12),
        ("<p>Lượt truy cập hôm nay: 99</p><p>Tổng số lượt truy cập: 1234567</p>", _VISITS, None),
        ("<span>Membership: Latest New User: admin; People Online: Visitors: 21; Total: 21</span>", None, 21),
        ("<p>Tổng cộng: 705 phiếu</p>", None, None),
        ("<p>Tổng số: 318 văn bản</p>", None, None),
    ],
)  # fmt: skip
def test_the_portals_counters(foot: str, visits: int | None, online: int | None) -> None:
    reading = article(foot=f"<div>{foot}</div>")
    assert reading.stats is not None
    assert (reading.stats.visits, reading.stats.online) == (visits, online)


@pytest.mark.parametrize(
    "line",
    [
        '<p><i class="far fa-eye"></i> 1.077</p>',
        '<p><span class="bi bi-eye"></span><span>1077</span></p>',
        '<p><span title="Lượt xem"><i class=x></i> 1077</span></p>',
        '<p><i class="material-icons">visibility</i> 1077</p>',
        "<p><mat-icon>schedule</mat-icon> 05/03/2026, 07:30 <mat-icon>visibility</mat-icon> 1.077</p>",
        '<p><svg class="icon-eye"></svg> 1077</p>',
        '<p><span><i class="fa fa-user"></i> Lam Giang</span><span><i class="fa fa-eye"></i> 1.077</span></p>',
        '<ul><li><img src="/i/x.png" alt="Lượt xem"> 1.077</li></ul>',
        "<p>05/03/2026 08:10 Lượt xem: 1077 Cỡ chữ</p>",
        "<p>05/03/2026 (1077 lượt đọc)</p>",
    ],
)
def test_the_articles_views(line: str) -> None:
    reading = article(under=line)
    assert reading.stats is not None
    assert reading.stats.views == 1077
    assert_whole(reading)


@pytest.mark.parametrize(
    ("line", "count", "average"),
    [
        ("<p>5/5 - (3 bình chọn)</p>", 3, 5.0),
        ("<div>4.5 ★ (12 đánh giá)</div>", 12, 4.5),
        ("<div>Điểm đánh giá trung bình: 4,5 (12 lượt đánh giá)</div>", 12, 4.5),
        ("<div>Đánh giá: 0/5 (0 phiếu)</div>", None, None),
    ],
)
def test_the_rating(line: str, count: int | None, average: float | None) -> None:
    reading = article(after=line)
    assert reading.stats is not None
    assert (reading.stats.rating_count, reading.stats.rating_average) == (count, average)
    assert_whole(reading)


def test_the_votes_of_a_poll_are_no_rating() -> None:
    rows = "".join(
        f"<tr><td>{answer}</td><td>{n} phiếu</td></tr>" for n, answer in ((412, "Có"), (203, "Không"), (61, "Khác"))
    )
    reading = read(
        f"<h2>Ông bà có hài lòng về thái độ của cán bộ xã?</h2><table>{rows}</table><p>Tổng cộng: 676 phiếu</p>"
    )
    assert reading.kind == "other"
    assert reading.stats is not None
    assert (reading.stats.visits, reading.stats.rating_count) == (None, None)


@pytest.mark.parametrize(
    ("parts", "name", "value"),
    [
        ({"below": "<p>Chủ đề: <a href=/t/x>đời sống văn hóa cơ sở 2024</a></p><p>Lượt xem: 588</p>"}, "views", 588),
        ({"after": "<div class=cm><b>Ý kiến (4)</b></div>"}, "comments", 4),
        ({"foot": "<table><tr><td>Trực tuyến :</td><td>23</td></tr></table>"}, "online", 23),
        ({"foot": "<table><tr><td>Trực tuyến</td><td>4.000 đồng</td></tr></table>"}, "online", None),
    ],
)  # fmt: skip
def test_counters_under_a_topic_in_brackets_and_in_cells(parts: dict[str, str], name: str, value: int | None) -> None:
    stats = article(**parts).stats
    assert stats is not None
    assert getattr(stats, name) == value
