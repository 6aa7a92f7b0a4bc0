"""Which headline that is a link leads to the page itself."""

from __future__ import annotations

import pytest

from scraper.extract import read_page

_HEADLINE = "Hội nghị tổng kết công tác năm học mới"
_LIST = "https://xa.example.gov.vn/web/xa/an-ninh-quoc-phong"
_BACK = "https%3A//xa.example.gov.vn/web/xa/an-ninh-quoc-phong"


@pytest.mark.parametrize(
    ("url", "href", "leads_elsewhere"),
    [
        (_LIST, _LIST, False),
        (_LIST, f"/web/xa/-/content/hoi-nghi-tong-ket-cong-tac?redirect={_BACK}", True),
        (_LIST, f"/web/xa/-/content/hoi-nghi-tong-ket-cong-tac?id=3&p_l_back_url={_BACK}", True),
        ("https://xa.example.gov.vn/?id=233:hoi-nghi-tong-ket-cong-tac", "/tin/233-hoi-nghi-tong-ket-cong-tac", False),
        (
            f"https://xa.example.gov.vn/hoi-nghi-tong-ket-cong-tac?redirect={_BACK}",
            "/hoi-nghi-tong-ket-cong-tac",
            False,
        ),
    ],
)
def test_the_way_back_in_an_address_is_not_where_it_leads(url: str, href: str, leads_elsewhere: bool) -> None:
    body = f"<body><div><h3><a href='{href}'>{_HEADLINE}</a></h3><p>17/06/2025</p></div></body>"
    _, page = read_page(body.encode(), url)
    assert page is not None
    assert [line.linked for line in page.lines if line.text == _HEADLINE] == [leads_elsewhere]
