"""Pages that send their readers on: refreshes as browsers read them, frames, scripts that do nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.forwards import forwards, framed_pages
from scraper.extract.parse import parse

HOME = "http://songlam.example.gov.vn/"


def found(html: str) -> list[str]:
    tree = parse(html)
    assert tree is not None
    return [address for address, _ in forwards(tree, HOME)]


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("0; url=/vi/", "vi/"),
        ("0;URL='/vi/'", "vi/"),
        ("5, url = vi/trang-chu.html ", "vi/trang-chu.html"),
        ("0;/vi/", "vi/"),
        ('0;url="/vi/?a=1;b=2"', "vi/?a=1;b=2"),
        ("0;url=http://songlam.example.gov.vn/vi/?x=1,2", "vi/?x=1,2"),
    ],
)
def test_a_refresh(content: str, address: str) -> None:
    quote = "'" if '"' in content else '"'
    assert found(f"<head><meta http-equiv=Refresh content={quote}{content}{quote}></head>") == [HOME + address]


@pytest.mark.parametrize("content", ["300", "", "0;", "0; url=", "0; url=javascript:go()", "0;url=/", f"0;url={HOME}"])
def test_a_page_that_loads_itself_again_leads_nowhere(content: str) -> None:
    assert found(f'<head><meta http-equiv="refresh" content="{content}"></head><body><p>x</p></body>') == []


def test_frames_and_scripts() -> None:
    assert found("<frameset><frame src=menu.htm><frame src=/main.htm></frameset>") == [
        f"{HOME}menu.htm",
        f"{HOME}main.htm",
    ]
    assert found("<body><script>window.location = '/vi/';</script></body>") == [f"{HOME}vi/"]
    assert found('<body><script>location.replace("/vi/")</script></body>') == [f"{HOME}vi/"]
    clicked = "<script>function go() { location.href = '/vi/'; }</script>"
    assert found(f"<body>{clicked}<a href='/x'>x</a></body>") == [], "where there are anchors it may wait for a click"
    assert found(f"<body><script>{'x' * 5000};location='/vi/'</script></body>") == [], "a script that does more"


@given(st.text(max_size=80))
def test_whatever_stands_in_a_refresh(content: str) -> None:
    escaped = content.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    for address in found(f'<head><meta http-equiv="refresh" content="{escaped}"></head><body><p>x</p></body>'):
        assert address.startswith(("http://", "https://"))


def test_pages_in_frames_that_may_be_a_list() -> None:
    tree = parse(
        "<iframe src='/ds/tin.aspx?id=3' title='Tin tức'></iframe><iframe data-src='ds2.html'></iframe>"
        "<iframe src='https://www.youtube.com/embed/1'></iframe><iframe src='/ban-do.html'></iframe><iframe></iframe>"
        "<iframe src='/viewer.html?file=/a.pdf'></iframe><iframe src='about:blank'></iframe>"
    )
    assert tree is not None
    assert list(framed_pages(tree, HOME)) == [(f"{HOME}ds/tin.aspx?id=3", "Tin tức"), (f"{HOME}ds2.html", "")]
