"""Where portals say which section an article stands in."""

from __future__ import annotations

import pytest

from tests.scraper.extract.reading.portal_page import MENU, TITLE, article, assert_whole

_HOME, _LINK = '<a href="/">Trang chủ</a>', '<a href="/nn">Nông nghiệp</a>'
_ITEM = '<li itemprop="itemListElement">'
_LD = '<script type="application/ld+json">{}</script>'
_CRUMBS = (
    '{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":['
    '{"@type":"ListItem","position":1,"name":"Trang chủ","item":"/"},'
    '{"@type":"ListItem","position":2,"name":"Nông nghiệp","item":"/nn"},'
    f'{{"@type":"ListItem","position":3,"name":"{TITLE}"}}]}}'
)
_GRAPH = (
    '{"@graph":[{"@type":["BreadcrumbList"],"itemListElement":[{"item":{"@id":"/","name":"Home"}},'
    '{"item":{"@id":"/nn","name":"Nông nghiệp"}}]}]}'
)
_ACTIVE = MENU.replace('<li><a href="/nn">', '<li class="active"><a href="/nn">')
_LEVELS = MENU.replace(
    '<li><a href="/tin">Tin tức</a></li><li><a href="/nn">Nông nghiệp</a></li>',
    '<li class="nav-item active"><a href="/tin">Tin tức</a><ul>'
    '<li class="active"><a href="/nn">Nông nghiệp</a></li></ul></li>',
)


@pytest.mark.parametrize(
    "parts",
    [
        {"over": '<ol><li><a href="/">Trang chủ</a></li><li><a href="/nn">Nông nghiệp</a></li></ol>'},
        {"over": '<div><a href="/">Trang chủ</a> &raquo; <a href="/nn">Nông nghiệp</a></div>'},
        {"over": f"<div>Bạn đang ở: {_HOME} <img src='/i/b.png' alt='>'> {_LINK}</div>"},
        {"over": "<p>Tin tức &gt; Nông nghiệp</p>"},
        {"over": f"<div aria-label=breadcrumb>{_HOME}<i></i>{_LINK}<i></i><b>{TITLE}</b></div>"},
        {"over": f"<ul itemscope itemtype='https://schema.org/BreadcrumbList'>{_ITEM}{_HOME}</li>{_ITEM}{_LINK}</li></ul>"},
        {"head": _LD.format(_CRUMBS)},
        {"head": _LD.format(_GRAPH)},
        {"head": '<meta property="article:section" content="Nông nghiệp">'},
        {"menu": _ACTIVE},
        {"menu": _LEVELS},
        {"menu": MENU.replace('<a href="/nn">', '<a aria-current="page" href="/nn">')},
        {"under": f"<dl><dt>Chuyên mục</dt><dd>{_LINK}</dd><dt>Ngày đăng</dt><dd>05/03/2026</dd></dl>"},
        {"under": '<div>Chuyên mục: <a href="/nn">Nông nghiệp</a> | 05/03/2026 08:10</div>'},
        {"under": '<p>Đăng trong <a href="/nn">Nông nghiệp</a> ngày 05/03/2026</p>'},
        {"under": "<div><span>Nông nghiệp</span> <span>05/03/2026 08:10</span></div>"},
        {"under": '<div><a href="/nn">Nông nghiệp</a> - <span>05/03/2026 08:10</span></div>'},
        {
            "over": "<div><span>Nông nghiệp</span></div>",
            "under": '<div><span>Ngày đăng: 09:12 | 05/03/2026</span><span><a href="#">In bài</a></span></div>',
        },
        {"over": "<div><b>Nông nghiệp</b> <i>(Ngày 05/03/2026)</i></div>"},
        {"over": "<table><tr><td><font color=red>Nông nghiệp</font></td></tr></table>"},
    ],
)  # fmt: skip
def test_the_section_is_found(parts: dict[str, str]) -> None:
    reading = article(**parts)
    assert reading.section == "Nông nghiệp"
    assert_whole(reading)


@pytest.mark.parametrize(
    "parts",
    [
        {"menu": MENU.replace("<li>", '<li class="active">', 1)},  # the home page, which templates mark always
        {"menu": MENU.replace("<li>", '<li class="active">')},  # tabs, all of them
        {"under": "<div><span>Lê Văn Hòa</span> <span>05/03/2026 08:10</span></div>"},
        {"under": "<div>Lượt xem: 12 | 05/03/2026</div>"},
        {"under": "<div>05/03/2026</div><div><img src=/u/a.jpg width=600><div>Các đại biểu dự hội nghị</div></div>"},
        {"under": '<div><span>09:12 | 05/03/2026</span><span><a href="#">In bài</a></span></div>'},
        {},
    ],
)
def test_what_is_no_section(parts: dict[str, str]) -> None:
    assert article(**parts).section is None


def test_a_last_item_that_shortens_the_headline_is_no_section() -> None:
    over = f'<div class="breadcrumb">{_HOME} / {_LINK} / <a>Triển khai nhiệm vụ</a></div>'
    assert article(over=over).section == "Nông nghiệp"


def test_a_section_with_words_of_the_headline_stays_one() -> None:
    over = f'<div class="breadcrumb">{_HOME} / {_LINK} / <a href="/nv">Nhiệm vụ trọng tâm</a></div>'
    assert article(over=over).section == "Nhiệm vụ trọng tâm"


def test_a_kind_of_page_names_the_section_where_it_is_a_link() -> None:
    menu = f"<nav>{MENU}</nav>"
    assert article(over='<div><a href="/tb">Thông báo</a></div>', menu=menu).section == "Thông báo"
    assert article(over="<h4>Thông báo</h4>", menu=menu).section is None


def test_a_link_by_itself_under_a_menu_without_a_name_is_the_section() -> None:
    assert article(over='<div><a href="/nn">Nông nghiệp</a></div>').section == "Nông nghiệp"
    assert article(over="").section is None
