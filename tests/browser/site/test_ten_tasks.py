"""The ten things that a researcher does, each in three clicks from the home page, by what stands on the pages.

In both languages, at the width of a desk and of a telephone; on the telephone without scripts. What is right is read
from the archive itself, not from the pages.
"""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import bibtexparser
import openpyxl
import pytest

from scraper.vietnamese import fold
from tests.browser.site.researcher import LANGUAGES, WIDTHS, Researcher, researcher

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Locator

MOST_CLICKS = 3
_SPEECHES = ("spoke", "reported", "opened", "concluded", "answered")


@pytest.fixture(params=[(language, width) for language in LANGUAGES for width in WIDTHS], ids="-".join)
def somebody(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Researcher]:
    """A researcher at the home page; when she is done she has clicked three times at most, and asked nobody else."""
    language, width = request.param
    with researcher(browser, site, language, width, scripts=width == "desk") as she:
        she.comes()
        yield she
        she.pictures(request.node.originalname.removeprefix("test_"))
        assert she.page.get_attribute("html", "lang") == language
        assert she.clicks <= MOST_CLICKS
        assert she.elsewhere == []


def box(she: Researcher) -> Locator:
    """The search box of the home page."""
    return she.page.locator("main input[name=q]").first


def link(she: Researcher, path: str) -> Locator:
    """What leads to an address: ``path`` is how it goes on behind the site's own beginning, to its end."""
    return she.page.locator(f'main a[href$="/{path}"]').first


def test_find_an_article_by_half_remembered_words_without_marks(somebody: Researcher, rows: sqlite3.Connection) -> None:
    article = rows.execute(
        "SELECT id, title FROM articles WHERE length(title) BETWEEN 40 AND 90 AND title GLOB '*[đĐ]*' "
        "AND title NOT GLOB '*[^ -~À-ỹ]*' ORDER BY id LIMIT 1"
    ).fetchone()
    words = [word for word in re.findall(r"\w+", fold(article["title"])) if len(word) > 1]
    somebody.types_and_sends(box(somebody), " ".join(words[1:7]))
    assert somebody.page.locator("main mark").count() > 0
    somebody.click(link(somebody, f"archive/articles/{article['id']}"))
    assert somebody.page.locator("h1").inner_text().strip() == article["title"]


def test_who_was_party_secretary_in_2021(somebody: Researcher, rows: sqlite3.Connection) -> None:
    holder = rows.execute(
        "SELECT p.name, t.unit, t.unit_id, count(*) AS times FROM titles t JOIN people p ON p.id = t.person "
        "JOIN units u ON u.id = t.unit_id "
        "WHERE t.canonical = 'Bí thư' AND t.kind = 'position' AND t.day BETWEEN '2021-01-01' AND '2021-12-31' "
        "AND u.level = 'district' GROUP BY t.person, t.unit_id ORDER BY times DESC, p.name LIMIT 1"
    ).fetchone()
    somebody.types_and_sends(box(somebody), holder["unit"])
    somebody.click(link(somebody, f"archive/units/{holder['unit_id']}"))
    form = somebody.page.locator("main form:has(select[name=year])").first
    form.locator("select[name=year]").select_option("2021")
    somebody.click(form.locator("button[type=submit]"))
    secretary = somebody.page.locator("main tbody tr", has_text=holder["name"]).filter(has_text="Bí thư").first
    assert secretary.is_visible()
    assert "2021" in secretary.inner_text()


def test_what_did_this_page_say_before(somebody: Researcher, rows: sqlite3.Connection) -> None:
    edited = rows.execute(
        "SELECT a.id, a.title, o.record AS before FROM revisions r JOIN articles a ON a.id = r.article "
        "JOIN revisions o ON o.article = r.article AND o.number = r.number - 1 "
        "WHERE r.number = 2 AND r.changed LIKE '%\"title\"%' ORDER BY a.id LIMIT 1"
    ).fetchone()
    somebody.types_and_sends(box(somebody), f'"{edited["title"]}"')
    somebody.click(link(somebody, f"archive/articles/{edited['id']}"))
    before = somebody.page.locator("main .links a, main header a").filter(
        has_text=re.compile("trước|before", re.IGNORECASE)
    )
    somebody.click(before.first)
    removed = " ".join(somebody.page.locator("main del").all_inner_texts())
    added = " ".join(somebody.page.locator("main ins").all_inner_texts())
    assert removed and added
    words = set(re.findall(r"\w+", edited["title"]))
    assert words & set(re.findall(r"\w+", added))
    assert any(word in edited["before"] for word in re.findall(r"\w+", removed))


def test_all_speeches_of_an_official_as_csv(somebody: Researcher, rows: sqlite3.Connection) -> None:
    speaker = rows.execute(
        "SELECT p.id, p.name FROM roles r JOIN mentions m ON m.id = r.mention JOIN people p ON p.id = m.person "
        "WHERE r.role = 'spoke' AND p.name_folded NOT IN "
        "(SELECT name_folded FROM people GROUP BY name_folded HAVING count(*) > 1) "
        "GROUP BY p.id ORDER BY count(*) DESC, p.id LIMIT 1"
    ).fetchone()
    somebody.types_and_sends(box(somebody), fold(speaker["name"]))
    somebody.click(link(somebody, f"archive/people/{speaker['id']}"))
    file = somebody.downloads(somebody.page.locator('main a[href*=".csv"][href*="spoke"]').first)
    found = table(file)
    marks = ", ".join("?" * len(_SPEECHES))
    wanted = rows.execute(
        f"SELECT DISTINCT m.article, m.sentence FROM roles r JOIN mentions m ON m.id = r.mention "
        f"WHERE m.person = ? AND r.role IN ({marks})",
        (speaker["id"], *_SPEECHES),
    ).fetchall()
    assert {row["article"] for row in found} == {str(row["article"]) for row in wanted}
    assert {row["sentence"].lstrip("'") for row in found if row["sentence"]} == {
        row["sentence"] for row in wanted if row["sentence"]
    }


def test_open_it_in_a_spreadsheet_with_vietnamese_intact(somebody: Researcher, rows: sqlite3.Connection) -> None:
    file = somebody.downloads(somebody.page.locator('main a[href*="/tenure_list.xlsx"]').first)
    book = openpyxl.load_workbook(io.BytesIO(Path(file.path()).read_bytes()), read_only=True)
    sheet = book.worksheets[0]
    lines = sheet.iter_rows(values_only=True)
    heads = next(lines)
    column = heads.index("name")
    names = {line[column] for line in lines}
    assert names == {name for (name,) in rows.execute("SELECT DISTINCT name FROM tenure_list")}
    assert any("đ" in name.lower() for name in names)
    assert len(book.worksheets) > 1, "no dictionary"


def test_cite(somebody: Researcher, rows: sqlite3.Connection) -> None:
    newest = somebody.page.locator('main h3 a[href*="/archive/articles/"]').first
    address = str(newest.get_attribute("href"))
    somebody.click(newest)
    article = rows.execute("SELECT * FROM articles WHERE id = ?", (int(address.rpartition("/")[2]),)).fetchone()
    shown = somebody.page.locator("#cite").inner_text()
    assert article["url"] in shown and article["title"] in shown
    file = somebody.downloads(somebody.page.locator('#cite a[href*=".bib"]').first)
    (entry,) = bibtexparser.loads(Path(file.path()).read_text(encoding="utf-8")).entries
    assert entry["url"].replace("\\", "") == article["url"]
    assert entry["year"] == article["published"][:4]


def test_which_portals_are_failing(somebody: Researcher, rows: sqlite3.Connection) -> None:
    failing = rows.execute(
        "SELECT p.name FROM crawls c JOIN portals p ON p.id = c.portal WHERE c.outcome = 'failed' "
        "AND c.note LIKE '%timed out%' AND c.id = (SELECT max(id) FROM crawls WHERE portal = c.portal)"
    ).fetchone()
    somebody.click(somebody.page.locator('main a[href$="/health"]').first)
    first = somebody.page.locator("main tbody tr").first
    assert failing["name"] in first.inner_text(), "the worst is not the first"
    assert first.locator(".tag-failed").is_visible()
    assert re.search("kết nối quá lâu|timed out", first.inner_text()), "why is not said"


def test_articles_that_disappeared(somebody: Researcher, rows: sqlite3.Connection) -> None:
    somebody.click(
        somebody.page.locator('main .figures a[href*="disappeared_articles"], main a[href*="gone_at"]').first
    )
    (gone,) = rows.execute("SELECT count(*) FROM disappearances").fetchone()
    assert gone > 0
    shown = somebody.page.locator("main .count").first.inner_text()
    assert re.sub(r"\D", "", shown.splitlines()[0].split(" ")[0]) == str(gone)
    assert somebody.page.locator('main a[href*="/archive/articles/"]').count() > 5


def test_share_a_search(somebody: Researcher, browser: Browser) -> None:
    somebody.types_and_sends(box(somebody), "hội nghị")
    bar = somebody.page.locator('main a[href*="year="]').first
    chosen = re.search(r"year=(\d{4})", str(bar.get_attribute("href")))
    assert chosen
    somebody.click(bar)
    address = somebody.page.url
    titles = somebody.page.locator("main h3").all_inner_texts()
    days = somebody.page.locator("main ol.results time").all_inner_texts()
    assert titles and all(chosen[1] in day for day in days)
    context = browser.new_context()
    try:
        other = context.new_page()
        other.goto(address)
        assert other.locator("main h3").all_inner_texts() == titles
        assert other.locator("main input[name=q]").first.input_value() == "hội nghị"
    finally:
        context.close()


def test_a_chart_by_year(somebody: Researcher, rows: sqlite3.Connection) -> None:
    somebody.types_and_sends(box(somebody), "hội nghị")
    assert somebody.page.locator("main figure svg").first.is_visible()
    figures = somebody.page.locator("main figure details:has(table)").first
    somebody.unfolds(figures)
    cells = [re.sub(r"\D", "", text) for text in figures.locator("td").all_inner_texts()]
    assert sum(int(cell) for cell in cells if cell) > 0
    (undated,) = rows.execute("SELECT count(*) FROM articles WHERE published IS NULL").fetchone()
    found = int(re.sub(r"\D", "", somebody.page.locator("main .count b").first.inner_text()))
    counted = sum(int(cell) for cell in cells if cell)
    assert found - undated <= counted <= found


def table(file: Download) -> list[dict[str, str]]:
    """The rows of a CSV that was downloaded; it says that it is UTF-8."""
    data = Path(file.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
