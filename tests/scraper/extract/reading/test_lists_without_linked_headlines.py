"""Lists whose headlines are no links are lists, however an entry is opened; articles with such links stay articles."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import PARAGRAPHS, TITLE, article, assert_whole, read

URL = "https://xa.example.gov.vn/nn"
_NEWS = [f"Hội nghị tổng kết công tác năm học mới lần thứ {number}" for number in range(4)]
_DAY = "<i>05/03/2026</i>"
_WAYS = {
    "read on in the summary": "<b>{text}</b><p>{summary} <a href='/nn/{n}.html'>Xem tiếp</a></p>",
    "read on below it": "<h3>{text}</h3>{day}<p>{summary}</p><a href='/nn/{n}.html'>Chi tiết »</a>",
    "read on in brackets": "<p>{text}</p><p>{summary}</p><div>[<a href='?id={n}'>Đọc tiếp...</a>]</div>",
    "a click on the headline": "<h3 onclick=\"location.href='/nn/{n}'\">{text}</h3><p>{summary}</p>",
    "a click on the card": "<div onclick=\"window.location='/nn/{n}'\"><div><h3>{text}</h3>{day}"
    "<p>{summary}</p></div></div>",
    "a script for all cards": "<div class='c4' data-href='/nn/{n}'><h3>{text}</h3>{day}<p>{summary}</p></div>",
    "a picture": "<div><a href='/nn/{n}'><img src='/u/{n}.jpg'></a><br>{text}</div>",
    "a picture beside it": "<table><tr><td><a href='/nn/{n}'><img src='/u/{n}.jpg'></a></td><td><b>{text}</b> {day}<br>"
    "{summary}</td></tr></table>",
}


def entries(way: str) -> str:
    """Return the entries of a list."""
    return "".join(
        _WAYS[way].format(n=n, text=text, day=_DAY, summary=PARAGRAPHS[n % 3]) for n, text in enumerate(_NEWS)
    )


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("heading", ["<h1>Nông nghiệp</h1>", ""])
def test_a_list_whose_headlines_are_no_links(way: str, heading: str) -> None:
    reading = read(heading + entries(way), title="Nông nghiệp", url=URL)
    assert reading.kind == "listing"
    assert reading.title not in _NEWS


@pytest.mark.parametrize(
    "inside",
    [
        "<p><a href='/vb/1.pdf'>Xem chi tiết</a> <a href='/vb/2.pdf'>Xem chi tiết</a> "
        "<a href='/vb/3.pdf'>Chi tiết</a></p>",
        "<p><a href='/u/1.jpg'><img src='/u/1.jpg'></a></p><p>Quang cảnh hội nghị của xã sáng 12/3</p>" * 3,
        "<p><a href='https://khac.example.vn/1'>Xem thêm</a></p><p><a href='https://khac.example.vn/2'>Thêm</a></p>",
    ],
)
def test_an_article_with_links_to_files_pictures_and_elsewhere(inside: str) -> None:
    assert article(inside=inside).kind == "article"


def test_an_article_over_a_box_whose_headlines_are_no_links() -> None:
    reading = article(below=f"<div><h3>Tin liên quan</h3>{entries('read on below it')}</div>")
    assert (reading.kind, reading.title) == ("article", TITLE)
    assert_whole(article(below=f"<div>{entries('a picture')}</div>"))


@pytest.mark.parametrize("way", ["a click on the headline", "a click on the card", "a script for all cards"])
def test_a_box_of_entries_to_click_on_is_no_part_of_the_article(way: str) -> None:
    assert_whole(article(below=f"<div><h3>Tin liên quan</h3>{entries(way)}</div>"))
    assert_whole(article(after=f"<div><h3>Tin liên quan</h3>{entries(way)}</div>"))


def test_a_table_whose_rows_are_clicked_on_is_no_article() -> None:
    rows = "".join(f"<tr data-href='/nn/{n}'><td>{n}</td><td>{text}</td></tr>" for n, text in enumerate(_NEWS))
    assert read(f"<h1>Nông nghiệp</h1><table>{rows}</table>", title="Nông nghiệp", url=URL).kind != "article"
