from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import subprocess
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import httpx
import pytest
from datasette.app import Datasette

from archive.database import transaction, writing
from archive.serve import open_datasette
from archive.site.metadata import load_metadata, metadata_path
from scraper.extract.events.doubts import against
from tests.archive.site.samples import ATTACK, FIRST, HOME, Site

TABLES = load_metadata()["databases"]["archive"]["tables"]
SHOWN = [name for name, table in TABLES.items() if table.get("allow") is not False]
QUERIES = list(load_metadata()["databases"]["archive"]["queries"])


class Page(HTMLParser):
    """What the tests want to know of a page's markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def pages(site: Site) -> list[str]:
    paths = [
        "/",
        "/search",
        "/search?q=dang+bo",
        "/archive",
        "/archive?sql=select+1",
        "/nothing",
        "/archive?_show_hidden=1",
    ]
    paths += [f"/archive/{name}" for name in (*SHOWN, *QUERIES)]
    paths += [f"/archive/articles/{key}" for key in site.articles.values()]
    paths += [f"/archive/people/{key}" for key in site.people.values()]
    paths += ["/archive/portals/gio", "/archive/crawls/1", "/archive/captures/1", "/archive/articles?_view=table"]
    return paths


def test_pages_made_of_a_row_hold_the_row_as_it_is_stored(site: Site) -> None:
    article, person = site.articles["hop.html"], next(iter(site.people.values()))
    for path in (f"/archive/articles/{article}", f"/archive/people/{person}", "/archive/portals/gio",
                 "/archive/captures/1"):  # fmt: skip
        _, _, raw = site.get(path).text.partition('<details class="raw">')
        folded = Page(raw)
        stored = json.loads(site.get(f"{path}.json?_shape=array").text)[0]
        assert len(folded.all("dt")) == len(folded.all("dd")) == len(stored), path
        assert all(str(value) in folded.text for name, value in stored.items() if name in {"id", "url", "name"}), path
        assert any(link["href"] == f"{path}.json" for link in folded.all("a")), path


def test_every_page_is_sound(site: Site) -> None:
    for path in pages(site):
        answer = site.get(path)
        assert answer.status == (404 if path == "/nothing" else 200), path
        page = Page(answer.text)
        assert page.all("html") == [{"lang": "vi"}], path
        assert len(page.all("main")) == 1, path
        assert len(page.all("h1")) == 1, path
        assert ATTACK not in answer.text, path
        assert not page.all("script"), path
        for link in page.all("a"):
            assert urlsplit(urljoin("http://here/", link.get("href") or "")).scheme in {"http", "https"}, (path, link)
        loaded = [a.get("src") for a in page.all("img")] + [a.get("href") for a in page.all("link")]
        assert all((address and not urlsplit(address).netloc) or "localhost" in address for address in loaded), path
        levels = [int(tag[1]) for tag, _ in page.tags if tag in {"h1", "h2", "h3", "h4"}]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        unlabelled = _unlabelled(page)
        assert not unlabelled, (path, unlabelled)


def _unlabelled(page: Page) -> list[dict[str, str | None]]:
    """Controls without aria-label and without a label that names them or encloses them."""
    named = {label.get("for") for label in page.all("label")}
    loose = []
    inside = 0
    for tag, attributes in page.tags:
        if tag == "label":
            inside = 0 if "for" in attributes else 1
        elif tag in {"input", "select", "textarea"} and attributes.get("type") not in {"hidden", "submit"}:
            if "aria-label" not in attributes and attributes.get("id") not in named and not inside:
                loose.append(attributes)
            inside = 0
    return loose


def test_home(site: Site) -> None:
    text = site.get("/").text
    page = Page(text)
    assert "<b>4</b> tin bài" in text
    assert "<b>1</b> lần bài bị sửa" in text
    assert "<b>1</b> bài đã mất" in text
    assert "Cổng thị xã Gió" in page.text
    assert "đáng ngờ" in page.text  # how the last crawl ended
    assert "lần gần nhất 02/04/2026 09:00" in page.text  # its time, in Vietnam
    years = re.findall(r"<title>(\d{4}): (\d+)</title>", text)
    assert years == [("2021", "1"), ("2022", "1"), ("2023", "1")]
    assert "Bài đăng từ 05/03/2021 đến 01/05/2023; thu thập từ" in page.text
    assert "1 bài không rõ ngày đăng" in page.text
    assert 'href="/archive/articles?published__gte=2022&amp;published__lt=2023"' in text  # where the year's bar leads
    examples = [link["href"] or "" for link in page.all("a") if (link["href"] or "").startswith("/search?q=")]
    assert examples and all('<ol class="cards' in site.get(address).text for address in examples)


def test_home_of_an_empty_archive(archive_directory: Path) -> None:
    with writing(archive_directory):
        pass
    answer = Site(archive_directory, {}, {}).get("/")
    assert answer.status == 200
    assert "Kho còn trống" in answer.text


def test_an_article_reads_like_one(site: Site) -> None:
    answer = site.get(f"/archive/articles/{site.articles['hop.html']}")
    page = Page(answer.text)
    mây = f"/archive/people/{site.people['Lê Thị Mây']}"
    assert "Đăng 05/03/2021 08:14" in page.text and "trang in: “Thứ sáu, 05/03/2021 08:14”" in page.text
    named = f'<a class="name" href="{mây}" title="Bí thư Thị uỷ; nguyên Chủ tịch UBND" aria-describedby="titles-0">'
    assert f"Bà {named}Lê Thị Mây</a> chủ trì." in answer.text
    assert [part["lang"] for part in page.all("ul") if part.get("id") == "titles-0"] == ["vi"]
    assert "con đường liên xã mới" in page.text
    assert page.text.index("Sáng 04/3/2021, Đảng bộ") < page.text.index("chủ trì.") < page.text.index("khai mạc")
    figure = answer.text[answer.text.index("<figure>") : answer.text.index("</figure>")]
    assert f'href="{HOME}anh/hop%20moi.jpg"' in figure and "hop moi.jpg" in figure
    assert re.search(r"<figcaption><p>Bà <a [^>]+>Lê Thị Mây</a> khai mạc</p></figcaption>", figure)
    day = '<a class="told-day" id="day-lead-0" href="#event-0" title="đọc là 04/03/2021, sáng; năm có trong câu">'
    assert f'{day}<time datetime="2021-03-04">Sáng 04/3/2021</time></a>, Đảng bộ' in answer.text
    assert '<li id="event-0">' in answer.text and 'href="#day-lead-0"' in answer.text
    assert "Quang cảnh buổi họp" in page.text  # a caption without a picture
    assert "Bí thư Thị uỷ" in page.text and '<span class="kind">nguyên</span> Chủ tịch UBND' in answer.text
    assert '<span class="tag tag-chaired">chủ trì</span>' in answer.text
    assert "04/03/2021, sáng" in page.text
    assert "Nghị quyết" in page.text
    assert "Thứ sáu, 05/03/2021 08:14" in page.text
    assert "5f" * 32 in page.text and "gio-1.warc.gz" in page.text
    assert '<ins><span class="unseen">thêm: </span>liên xã </ins>' in answer.text
    assert f"Hoàng Sương. “Đảng bộ Thị uỷ họp phiên thứ nhất”. Cổng thị xã Gió. 05/03/2021. {HOME}hop.html" in page.text


def test_a_disappearance_that_nobody_has_confirmed_is_told_as_such(site: Site) -> None:
    text = site.get(f"/archive/articles/{site.articles['khong-tieu-de.html']}").text
    assert text.count("chưa thấy mất lần nữa") == 2  # beside the article, and in its history
    english = site.get(f"/en/archive/articles/{site.articles['khong-tieu-de.html']}").text
    assert "found missing once" in english and english.count("not yet confirmed on a later day") == 1
    assert english.count("not confirmed on a later day") == 1


def test_an_article_without_a_title_shows_its_first_words(site: Site) -> None:
    text = site.get(f"/archive/articles/{site.articles['khong-tieu-de.html']}").text
    assert "Những chữ đầu của một bài không có tiêu đề" in text
    assert "Trang không in tiêu đề" in text
    assert "thấy mất lần đầu" in text


def test_what_a_page_wrote_is_shown_and_never_run(site: Site) -> None:
    text = site.get(f"/archive/articles/{site.articles['pha.html']}").text
    assert ATTACK not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 8
    assert 'href="javascript:' not in text


def test_an_official(site: Site) -> None:
    answer = site.get(f"/archive/people/{site.people['Lê Thị Mây']}")
    page = Page(answer.text)
    assert "Được nêu tên trong 1 bài, ngày 04/03/2021" in page.text
    assert "Bà Lê Thị Mây (1)" in page.text
    assert "Bí thư Thị uỷ" in page.text and "Thị uỷ Gió" in page.text
    assert "Bà <mark>Lê Thị Mây</mark> chủ trì." in answer.text
    assert "trong bài" in page.text and "trong chú thích ảnh" in page.text
    assert f"/archive/articles/{site.articles['hop.html']}" in answer.text


def test_json_stays_raw(site: Site) -> None:
    key = site.articles["hop.html"]
    text = site.get(f"/archive/articles/{key}.json?_shape=array").text
    assert '"published": "2021-03-05T08:14:00+07:00"' in text
    assert (
        '"name": "L\\u00ea Th\\u1ecb M\\u00e2y"'
        in site.get(f"/archive/people/{site.people['Lê Thị Mây']}.json?_shape=array").text
    )


@pytest.mark.parametrize("query", ['"', "C#", "AND", "NEAR(", "*", "-", '"a', "a:b", "(", "'", "%", "\x00"])
def test_nothing_typed_into_a_search_is_an_error(site: Site, query: str) -> None:
    for path in ("/archive/articles?_search=", "/search?q=", "/archive/search_articles?words="):
        assert site.get(path + quote(query)).status == 200, path


def test_tables_read_like_pages(site: Site) -> None:
    captions = site.get("/archive/captions").text
    assert f'href="/archive/articles/{site.articles["hop.html"]}"' in captions
    assert "Đảng bộ Thị uỷ họp phiên thứ nhất" in captions
    assert "(không có tiêu đề)" in site.get("/archive/revisions").text  # the label of an article that has none
    mentions = site.get("/archive/official_mentions").text
    assert f'href="/archive/people/{site.people["Lê Thị Mây"]}"' in mentions
    assert "chủ trì" in site.get("/archive/official_mentions?_view=table").text
    assert '<time datetime="2026-03-01T02:00:00+00:00"' in site.get("/archive/crawls").text


def test_articles_are_found_on_the_table_page_without_marks(site: Site) -> None:
    assert "họp phiên thứ nhất" in site.get("/archive/articles?_search=dang+bo+thi+uy").text
    marked = site.get("/archive/articles?_search=dương").text  # not đường
    assert f"/archive/articles/{site.articles['pha.html']}" in marked
    assert f"/archive/articles/{site.articles['hop.html']}" not in marked
    assert "Không có hàng nào hợp với điều kiện ấy" in site.get("/archive/articles?_search=khinh+khí+cầu").text


def test_a_person_or_article_that_is_not_there(site: Site) -> None:
    for path in ("/archive/articles/1", "/archive/people/x", "/archive/articles/99999999999999999999999"):
        assert site.get(path).status == 404


def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY, name TEXT)")
    connection.execute("INSERT INTO recipes VALUES (1, 'Phở')")
    connection.commit()
    connection.close()
    statuses = {}

    async def ask() -> None:
        datasette = Datasette([str(path)])
        for address in ("/", "/recipes", "/recipes/recipes", "/recipes/recipes/1", "/search"):
            statuses[address] = (await datasette.client.get(address)).status_code

    asyncio.run(ask())
    assert statuses == {"/": 200, "/recipes": 200, "/recipes/recipes": 200, "/recipes/recipes/1": 200, "/search": 404}


def test_a_database_of_that_name_without_our_tables(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, name TEXT)")
    connection.execute("INSERT INTO articles VALUES (1, 'Phở')")
    connection.commit()
    connection.close()
    statuses = {}

    async def ask() -> None:
        datasette = Datasette([str(path)])
        for address in ("/", "/archive/articles", "/archive/articles/1"):
            statuses[address] = (await datasette.client.get(address)).status_code

    asyncio.run(ask())
    assert set(statuses.values()) == {200}


def test_it_works_as_datasette_is_usually_started(site: Site) -> None:
    """``datasette archive.db -m datasette_metadata.json``, a process of its own, gives the same pages."""
    command = [str(Path(sys.executable).parent / "datasette"), str(site.directory / "archive.db"), "-p", "0"]
    with subprocess.Popen([*command, "-m", str(metadata_path())], stderr=subprocess.PIPE, text=True) as process:
        try:
            client = httpx.Client(base_url=_announced(process), timeout=60)
            key, person = site.articles["hop.html"], site.people["Lê Thị Mây"]
            for path, words in {
                "/": "Cổng thị xã Gió",
                "/search?q=dang+bo+thi+uy": "<mark>Đảng bộ Thị uỷ</mark>",
                f"/archive/articles/{key}": "<figcaption>",
                f"/archive/people/{person}": "Chức danh theo thời gian",
                "/archive/who_spoke_where?name=nang": "Trần Văn Nắng",
                "/archive/articles?_search=dang+bo": "họp phiên thứ nhất",
            }.items():
                answer = client.get(path)
                assert (answer.status_code, words in answer.text) == (200, True), path
        finally:
            process.terminate()


def _announced(process: subprocess.Popen[str]) -> str:
    """Return the address that uvicorn says it answers at, on a port that the system chose."""
    assert process.stderr is not None
    told = []
    for line in process.stderr:
        told.append(line)
        if found := re.search(r"running on (http://127\.0\.0\.1:\d{1,5})", line):
            return found[1]
    raise AssertionError(f"Datasette did not start:\n{''.join(told)}")


def test_fields_of_a_revision_are_named(site: Site) -> None:
    for path in ("/archive/revisions", "/archive/changed_after_publication"):
        assert '<span class="tag tag-text">Nội dung</span>' in site.get(path).text, path
        assert '<span class="tag tag-text">text</span>' in site.get(f"/en{path}").text, path


def test_under_a_prefix(site: Site) -> None:
    async def ask() -> str:
        datasette = open_datasette(site.directory)
        datasette._settings["base_url"] = "/kho/"
        return (await datasette.client.get("/search?q=dang+bo")).text

    page = Page(asyncio.run(ask()))
    local = [link["href"] for link in page.all("a") if (link.get("href") or "").startswith("/")]
    assert local and all(address.startswith("/kho/") for address in local if address)


def test_a_portal_says_how_it_is(site: Site) -> None:
    page = Page(site.get("/archive/portals/gio").text)
    assert "Tình trạngđáng ngờ" in page.text
    assert "Lần thu thập cuối02/04/2026 09:00" in page.text
    assert "4 bài, 05/03/2021 – 01/05/2023 · 1 đã mất ở cổng · 1 không rõ ngày" in page.text
    assert [link["href"] for link in page.all("a") if "/archive/crawls/" in (link["href"] or "")] == [
        "/archive/crawls/2",
        "/archive/crawls/1",
    ]
    assert "Quyết định số 12" in page.text
    assert site.get("/archive/portals/nope").status == 404


def test_what_a_crawl_says_stands_line_by_line_and_briefly_at_home(archive_directory: Path) -> None:
    note = "first line\nsecond line\nthird line"
    with writing(archive_directory) as db, transaction(db.conn):
        for portal, outcome in (("tot", "ok"), ("hong", "failed")):
            db.execute(
                "INSERT INTO portals (id, name, url) VALUES (?, ?, ?)", (portal, portal, f"https://{portal}.vn/")
            )
            db.execute(
                "INSERT INTO crawls (portal, started, finished, outcome, note) VALUES (?, ?, ?, ?, ?)",
                (portal, FIRST, FIRST, outcome, note),
            )
    made = Site(archive_directory, {}, {})
    home = made.get("/").text
    assert re.findall(r'<p class="note"><span lang="en">([^<]*)</span></p>', home) == ["first line\nsecond line"], (
        "of the failed one"
    )
    for portal, classes in (("tot", "note calm"), ("hong", "note")):
        text = made.get(f"/archive/portals/{portal}").text
        assert f'<p class="{classes}"><span lang="en">{note}</span></p>' in text


def test_reasons_that_differ_in_what_they_quote_are_one(archive_directory: Path) -> None:
    day = "has no date: the publication stamp{} is too far from it"
    days = [date(2024, 10, number) for number in (1, 2, 3)]
    late = [one for first in days for one in against("Sáng nay", (first, first), None, first - timedelta(days=4))]
    early = [one for first in days for one in against("1/10", (first, first), None, date(2025, 12, 9))]
    other_weekday = [one for first in days for one in against("Chủ nhật", (first, first), 6, None)]
    reasons = [
        *(("events", f"“Chiều {number}/3” {day.format(f' (2024-10-0{number})')}") for number in (1, 2, 3)),
        *(("events", doubt.sentence) for doubt in (*late, *early, *other_weekday)),
        ("page", "the page is empty: 0 bytes"),
        ("events", "a day (or two) without a stamp"),
    ]
    with writing(archive_directory) as db, transaction(db.conn):
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Gió', ?)", (HOME,))
        for field, reason in reasons:
            db.execute(
                "INSERT INTO problems (portal, url, field, reason, seen_at) VALUES ('gio', ?, ?, ?, ?)",
                (HOME, field, reason, FIRST),
            )
    made = Site(archive_directory, {}, {})
    expected = {
        (3, "events", f"“…” {day.format('')}"),
        (3, "events", "“…” is later than the publication stamp."),
        (3, "events", "“…” is … days before the publication stamp."),
        (3, "events", "“…” names another weekday than the calendar has for …."),
        (1, "page", "the page is empty: 0 bytes"),
        (1, "events", "a day (or two) without a stamp"),
    }
    listed = re.findall(
        r'<b>(\d+)</b> × (\w+): (?:<span lang="en">)?([^<]*)<', made.get("/en/archive/portals/gio").text
    )
    assert {(int(pages), field, reason) for pages, field, reason in listed} == expected
    rows = json.loads(made.get("/archive/problems_by_reason.json?_shape=objects").text)["rows"]
    assert {(row["pages"], row["field"], row["reason"]) for row in rows} == expected
