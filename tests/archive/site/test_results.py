"""Results of queries as they are shown: how many rows they have, and what their columns are called."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from archive.site.columns import told_of
from tests.archive.site.samples import Site

OWN = "/en/archive?sql="


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_number_of_rows_in_ones_own_sql_is_asked_for(site: Site) -> None:
    page = site.get(OWN + quote("select id, title, first_seen from articles order by id limit 2")).text
    assert "2 rows" in words(page)
    assert "The first 2 rows" not in words(page)
    assert "the files have all of them" not in words(page)


def test_the_chart_of_ones_own_sql_counts_the_rows_that_it_asks_for(site: Site) -> None:
    sql = "select id, first_seen from articles order by id limit 2"
    chart = site.get(f"{OWN}{quote(sql)}&_chart=first_seen").text
    figures = re.findall(r'<th scope="row">[^<]*</th><td>(\d+)</td>', chart)
    assert sum(map(int, figures)) == 2


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (["title", "organization", "person"], "tenures"),
        (["title", "published"], None),
        (["organization"], None),
        ([], None),
    ],
)
def test_a_title_beside_a_body_is_that_of_a_post(columns: list[str], table: str | None) -> None:
    assert told_of(columns) == table


def test_posts_are_not_called_headlines(site: Site) -> None:
    page = site.get("/archive/holders_of_a_post?title=&unit=").text
    head = re.findall(r'<th class="col-title" scope="col">([^<]*)<', page)
    assert head == ["Chức danh"]
    assert re.findall(r"<label[^>]*><b>([^<]*)</b> <code>title</code>", page) == ["Chức danh"]
    assert set(re.findall(r'<td class="col-title[^"]*" data-label="([^"]*)"', page)) == {"Chức danh"}
    articles = site.get("/archive/newest_articles").text
    assert re.findall(r'<th class="col-title" scope="col">([^<]*)<', articles) == ["Tiêu đề"]


def test_what_a_problem_is_about_is_said_in_the_language_of_the_page(site: Site) -> None:
    rows = site.get(OWN + quote("select 'stored_page' as field, 'attended, spoke' as other_roles")).text
    assert re.findall(r'<span class="tag tag-(?:stored-page|attended|spoke)">([^<]*)</span>', rows) == [
        "stored page", "attended", "spoke",
    ]  # fmt: skip


def test_a_note_stands_line_by_line(site: Site) -> None:
    sql = "select 'not one article was found' || char(10) || '1 left out: status 404 (https://a.vn/1)' as note"
    page = site.get("/archive?sql=" + quote(sql)).text
    assert re.findall(r'<span class="lines" title="[^"]*">([^<]*)</span>', page) == [
        "không thấy bài nào\n1 địa chỉ để lại: cổng trả lời 404: không có trang này (https://a.vn/1)"
    ]


@pytest.mark.parametrize(
    ("sql", "vietnamese"),
    [
        ("select nope from articles", "không có cột nào tên nope"),
        ("select 1 from nope", "không có bảng nào tên nope"),
        ("select nope(1)", "không có hàm nào tên nope"),
        ("select id from articles, portals", "cột id có ở nhiều bảng: hãy ghi tên bảng trước tên cột"),
        ("select 1 from articles where", "câu lệnh chưa hết"),
        ("select 1 from where", "sai cú pháp ở gần &#34;where&#34;"),
        ("select (", "câu lệnh chưa hết"),
    ],
)
def test_what_is_wrong_with_sql_is_said_in_the_language_of_the_page(site: Site, sql: str, vietnamese: str) -> None:
    page = site.get("/archive?sql=" + quote(sql)).text
    assert re.findall(r'<p class="message-error" role="alert">(.*?)</p>', page) == [vietnamese]


def test_parameters_stand_as_the_question_has_them(site: Site) -> None:
    page = site.get("/archive/named_together").text
    assert re.findall(r'<input type="search" id="qp[0-9]" name="([a-z]+)"', page) == ["person", "other"]
    assert "Gõ <b>Người</b>, <b>Bên kia</b> rồi bấm" in page


def test_a_moment_stands_as_it_is_kept_beside_vietnams(site: Site) -> None:
    page = site.get("/archive/crawls/1").text
    shown = r'<time datetime="([^"]*)"[^>]*>[^<]*</time> <small class="stored">([^<]*)</small>'
    found = re.findall(shown, page)
    assert len(found) == 2  # started, finished
    assert all(kept == stored for kept, stored in found)
