"""The lead in every form that editors and CMSs give it, and what stands before it and is none."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, read

_LEAD = "Ngày 4/3, xã An Lộc ra quân làm thủy lợi, nạo vét hơn 3 km kênh mương nội đồng để chuẩn bị cho vụ hè thu."
_NO_STOP = "Sau ba tháng thi công, cây cầu dân sinh nối hai thôn đã được đưa vào sử dụng trong niềm vui của người dân"
_DATELINE = "(Cổng TTĐT) - Chiều 4/3, đồng chí Phó Chủ tịch UBND huyện đã đi kiểm tra tiến độ thi công tại xã An Lộc."


@pytest.mark.parametrize("lead", [_LEAD, _NO_STOP, _DATELINE])
@pytest.mark.parametrize(
    "form",
    [
        "<div class='sapo'>{}</div>",
        "<p><strong>{}</strong></p>",
        "<p><b><i>{}</i></b></p>",
        "<h2 class='desc'>{}</h2>",
        "<h3>{}</h3>",
        "<blockquote>{}</blockquote>",
        "<div style='font-weight:bold'>{}</div>",
        "<em>{}</em><br>",
        "<table><tr><td class='summary'>{}</td></tr></table>",
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_lead_is_found(form: str, lead: str, inside: bool) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    opening = form.format(lead)
    main = f"<div class=b1>{opening}{body}</div>" if inside else f"{opening}<div class=b1>{body}</div>"
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026 08:10</p>{main}")
    assert (reading.title, reading.lead) == (TITLE, lead)
    assert reading.paragraphs == PARAGRAPHS


def test_a_sub_heading_that_opens_the_text_is_no_lead() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026</p><div><p><b>I. Kết quả đạt được</b></p>{body}</div>")
    assert reading.lead == PARAGRAPHS[0]
    assert reading.paragraphs == ["I. Kết quả đạt được", *PARAGRAPHS[1:]]


def test_a_paragraph_that_opens_a_list_is_the_lead_of_a_notice() -> None:
    first = "Căn cứ Kế hoạch số 214/KH-UBND của UBND tỉnh, Hội đồng tuyển dụng thông báo chỉ tiêu tuyển dụng như sau:"
    items = "<ul><li>Cấp tỉnh: 28 chỉ tiêu;</li><li>Cấp huyện: 35 chỉ tiêu.</li></ul>"
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026</p><div><p>{first}</p>{items}<p>{PARAGRAPHS[1]}</p></div>")
    assert reading.lead == first
    assert reading.paragraphs == ["- Cấp tỉnh: 28 chỉ tiêu;", "- Cấp huyện: 35 chỉ tiêu.", PARAGRAPHS[1]]


def test_what_holds_the_whole_text_is_no_lead_by_its_name() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    reading = read(f"<h1>{TITLE}</h1><p>05/03/2026 08:10</p><div class='desc'>{body}</div>")
    assert (reading.lead, reading.paragraphs) == (PARAGRAPHS[0], PARAGRAPHS[1:])
