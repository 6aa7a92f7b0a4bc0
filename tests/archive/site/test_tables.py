"""Tables as people read them: cards, facets in words, filters as a sentence, heads that say what a column means."""

from __future__ import annotations

import sqlite3
from urllib.parse import urlencode

import pytest
from lxml import html

from archive.site.cards import CARDS
from archive.site.catalogue import has_message
from archive.site.columns import column_name
from archive.site.metadata import DATABASE, load_metadata
from tests.archive.site.samples import ATTACK, Site

TABLES = load_metadata()["databases"][DATABASE]["tables"]
SHOWN = [name for name, table in TABLES.items() if table.get("allow") is not False and not table.get("hidden")]


def _page(site: Site, address: str) -> html.HtmlElement:
    answer = site.get(address)
    assert answer.status == 200, address
    return html.fromstring(answer.text)


def _conditions(page: html.HtmlElement) -> list[tuple[str, str]]:
    """What a page says it is narrowed to, and where each condition's cross leads."""
    found = page.xpath("//div[@class='conditions']//li")
    return [(" ".join(item.text_content().split()).removesuffix(" ✕"), item.find("a").get("href")) for item in found]


@pytest.mark.parametrize("table", CARDS)
def test_every_row_is_a_card_and_a_row_of_the_table(table: str, site: Site) -> None:
    with sqlite3.connect(site.directory / "archive.db") as connection:
        count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    cards = _page(site, f"/archive/{table}").xpath("//ol[@class='cards']/li")
    rows = _page(site, f"/archive/{table}?_view=table").xpath("//table[@class='rows-and-columns']/tbody/tr")
    assert len(cards) == len(rows) == count
    assert all(card.text_content().strip() for card in cards)


@pytest.mark.parametrize("table", CARDS)
def test_a_card_does_without_any_column(table: str, site: Site) -> None:
    """A page may be asked for without some of its columns."""
    with sqlite3.connect(site.directory / "archive.db") as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if not row[5]]  # no keys
    for column in columns:
        assert site.get(f"/archive/{table}?_nocol={column}").status == 200, column
    assert site.get(f"/archive/{table}?_col={columns[0]}").status == 200


def test_what_pages_wrote_is_no_markup_of_a_card(site: Site) -> None:
    for table in CARDS:
        for language in ("", "/en"):
            assert ATTACK not in site.get(f"{language}/archive/{table}").text, table
    assert "&lt;script&gt;" in site.get("/archive/articles").text


@pytest.mark.parametrize("language", ["", "/en"])
def test_conditions_are_said_in_the_language_of_the_page_with_names_for_numbers(language: str, site: Site) -> None:
    person = site.people["Lê Thị Mây"]
    asked = {"person": str(person), "day__gte": "2021-03", "in_caption_only": "0", "portal": "gio"}
    page = _page(site, f"{language}/archive/official_mentions?{urlencode(asked)}")
    said = [words for words, _ in _conditions(page)]
    expected = {
        "": ["Người là “Lê Thị Mây”", "Ngày từ 2021-03", "Chỉ ở chú thích ảnh là “không”", "Cổng là “Cổng thị xã Gió”"],
        "/en": [
            "Person is “Lê Thị Mây”",
            "Day from 2021-03",
            "In captions only is “no”",
            "Portal is “Cổng thị xã Gió”",
        ],
    }
    assert sorted(said) == sorted(expected[language])


def test_a_condition_is_dropped_alone(site: Site) -> None:
    page = _page(site, "/en/archive/articles?kind=article&published__gte=2021&_search=hop&_sort=title")
    dropped = dict(_conditions(page))
    assert set(dropped) == {"Kind is “article”", "Published from 2021", "the words “hop” occur"}
    for words, address in dropped.items():
        assert address.startswith("/en/archive/articles?"), words
        left = {said for said, _ in _conditions(_page(site, address))}
        assert left == set(dropped) - {words}
        assert "_sort=title" in address


def test_every_comparison_has_words(site: Site) -> None:
    page = _page(site, "/archive/articles")
    options = page.xpath("//select[@name='_filter_op']/option")
    assert len(options) > 20
    for option in options:
        key = option.get("value").removesuffix("__1")
        assert has_message(f"comparison-{key}") and has_message(f"filter-{key}"), key
        assert not option.text.startswith("comparison-")


def test_facets_say_what_the_table_says(site: Site) -> None:
    page = _page(site, "/archive/official_mentions?_facet=portal&_facet=in_caption_only")
    names = {facet.get("id"): facet.xpath("h2/text()")[0].strip() for facet in page.xpath("//div[@class='facet-info']")}
    assert (names["facet-portal"], names["facet-in_caption_only"]) == ("Cổng", "Chỉ ở chú thích ảnh")
    portal, caption = (page.xpath(f"//div[@id='facet-{name}']//li/a/text()") for name in ("portal", "in_caption_only"))
    assert portal == ["Cổng thị xã Gió"]
    assert set(caption) <= {"có", "không"} and caption
    english = _page(site, "/en/archive/articles").xpath("//div[@id='facet-kind']//li/a/text()")
    assert set(english) == {"article", "document"}


def test_the_next_page_and_the_facets_stay_in_the_language(site: Site) -> None:
    text = site.get("/en/archive/articles?_size=1").text
    assert "/en/en/" not in text
    page = html.fromstring(text)
    (following,) = page.xpath("//a[@rel='next']/@href")
    assert following.startswith("http://localhost/en/archive/articles?")
    for address in page.xpath("//div[@class='facet-results']//a/@href"):
        assert "/en/archive/articles?" in address


@pytest.mark.parametrize("table", SHOWN)
def test_a_column_is_called_something_in_both_languages(table: str, site: Site) -> None:
    for language in ("", "/en"):
        page = _page(site, f"{language}/archive/{table}?_view=table")
        heads = page.xpath("//table[@class='rows-and-columns']/thead//th")
        for head in heads:
            code = head.xpath("*[@class='code']")
            if code and code[0].tag == "a":  # it leads to what the column means, on the same page
                assert page.xpath(f"//dt[@id='{code[0].get('href')[1:]}']"), head.text_content()
    missing = [column for column in TABLES[table].get("columns", {}) if not has_message(f"column-{column}")]
    assert missing == []


def test_a_column_that_nobody_named_keeps_its_name() -> None:
    assert column_name("nobody_knows") == "nobody_knows"
    assert column_name('a b"c') == 'a b"c'
    assert column_name("title", "tenures") == "Chức danh"
    assert column_name("title", "articles") == "Tiêu đề"


def test_a_long_record_is_whole_on_its_row_and_short_in_the_table(archive_directory: object, site: Site) -> None:
    from archive.site.cells import render

    record = '{"title": "Dài", "text": "' + "chữ " * 5_000 + '"}'
    cell = render({}, record, "record", "revisions", None)
    assert cell is not None and len(cell) < 3_000
    revision = _page(site, "/archive/former_readings")  # the table's page stands without rows, too
    assert revision.xpath("//h1")
