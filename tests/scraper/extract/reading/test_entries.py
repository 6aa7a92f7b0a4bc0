"""Short articles beside boxes of other articles that hold more text than they do."""

from __future__ import annotations

from itertools import cycle

import pytest

from scraper.extract import read_page
from scraper.extract.document import Reading
from tests.scraper.extract.reading.portal_page import FETCHED, FOOT, MENU, PARAGRAPHS, TITLE

_NEWS = [f"Hội nghị tổng kết công tác năm học mới lần thứ {number}" for number in range(6)]
_SUMMARIES = [
    "Vượt quãng đường đất trơn trượt, tổ công tác đã đến từng nhà để ghi nhận nguyện vọng và hướng dẫn bà con kê khai.",
    "Ban Tổ chức giải vừa họp lần cuối để chốt nội dung thi đấu, bố trí sân bãi và lực lượng y tế trực tại các điểm.",
]
_ALERT = "<div>Khẩn: đóng cầu tràn Đá Chồng từ 22 giờ ngày 03/03/2026</div>"
_SLIDE = f"<div class=s1><a href='/x/9'><img src='/s.jpg'></a><p>{_SUMMARIES[1]}</p></div>"
_SHORT = f"<h2>{TITLE}</h2>{{stamp}}<p>{PARAGRAPHS[0]}</p>"


def _entries(form: str) -> str:
    return "".join(form.format(n, title, text) for n, (title, text) in enumerate(zip(_NEWS, cycle(_SUMMARIES))))


_FORMS = [
    "<div><img src='/t/{0}.jpg'><h3><a href='/x/{0}'>{1}</a></h3><span>0{0}/02/2026 08:00</span><p>{2}</p></div>",
    "<table><tr><td><b><a href='/x/{0}'>{1}</a></b><br>0{0}/02/2026<br>{2}</td></tr></table>",
    "<div><a href='/x/{0}'><h4>{1}</h4><p>{2}</p></a></div>",
]


def _read(main: str, *, head: str = f"{TITLE} - Xã") -> Reading:
    html = f"<html><head><title>{head}</title></head><body>{MENU}{main}{FOOT}</body></html>"
    return read_page(html.encode(), "https://xa.example.gov.vn/Default.aspx?id=5", captured_at=FETCHED)[0]


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("before", ["", _ALERT, _SLIDE])
@pytest.mark.parametrize("first", [True, False])
def test_a_short_article_is_read_beside_a_longer_box(form: str, before: str, first: bool) -> None:
    box, own = (
        f"<div><h3>Tin mới</h3>{_entries(form)}</div>",
        f"<div>{_SHORT.format(stamp='<p>05/03/2026 08:10</p>')}</div>",
    )
    reading = _read(before + (own + box if first else box + own))
    assert (reading.kind, reading.title) == ("article", TITLE)
    assert (reading.lead, reading.paragraphs) == (PARAGRAPHS[0], [])
    assert reading.published == "2026-03-05T08:10:00+07:00"


@pytest.mark.parametrize("form", _FORMS[:2])
def test_a_section_with_an_introduction_is_a_list(form: str) -> None:
    introduction = f"<h1>Chuyển đổi số</h1><p>{PARAGRAPHS[1]}</p>"
    assert _read(introduction + _entries(form), head="Chuyển đổi số - Xã").kind == "listing"


def test_the_day_of_a_comment_is_not_the_articles() -> None:
    comments = f"<h3>Bình luận (1)</h3><div><b>Văn Nam</b> <span>06/03/2026</span><p>{_SUMMARIES[0]}</p></div>"
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert _read(f"<h1>{TITLE}</h1><div>{body}{comments}</div>").published is None
