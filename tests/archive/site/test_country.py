"""Pages of an archive that has a portal of each commune of the country."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from tests.archive.site.samples import Site, official, record, title

COMMUNES = 3_321
SEEN = "2026-04-01T00:00:00+00:00"
MOST_CHARACTERS = 150_000  # of a page; with its styles and the bytes of its marks it stays under 200 kB


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Site:
    directory: Path = tmp_path_factory.mktemp("country")
    names = [f"xã Phước Thạnh {number}" for number in range(COMMUNES - 2)] + ["phường Gió", "phường Gió"]
    with writing(directory) as db, transaction(db.conn):
        db.conn.executemany(
            "INSERT INTO portals (id, name, url, unit) VALUES (?, ?, ?, ?)",
            (
                (f"commune-{number}", f"Trang thông tin điện tử {name}", f"https://c{number}.gov.example/", name)
                for number, name in enumerate(names)
            ),
        )
        for number in (7, COMMUNES - 1):
            held = [title("Chủ tịch", "position", "UBND xã", canonical="Chủ tịch")]
            item = record(f"{number}.html", published="2026-03-01", officials=[official("Lê Thị Mây", titles=held)])
            item |= {"portal": f"commune-{number}", "url": f"https://c{number}.gov.example/a.html", "title": "Tin gió"}
            load_article(db.conn, item, seen_at=SEEN, capture=None)
    return Site(directory, {}, {})


@pytest.mark.parametrize(
    "path", ["/", "/search", "/search?q=tin", "/people", "/health", "/units", "/archive", "/archive/articles"]
)
def test_no_page_grows_with_the_country(country: Site, path: str) -> None:
    answer = country.get(path)
    assert answer.status == 200
    assert len(answer.text) < MOST_CHARACTERS


@pytest.mark.parametrize(
    ("typed", "portal"),
    [
        ("Trang+thong+tin+dien+tu+xa+Phuoc+Thanh+7", "commune-7"),
        ("c7.gov.example", "commune-7"),
        ("thanh+7", "commune-7"),
    ],
)
def test_a_portal_is_asked_for_by_what_is_typed(country: Site, typed: str, portal: str) -> None:
    assert 'name="portal"' in country.get("/search?q=tin").text
    answer = country.get(f"/search?q=tin&portal={typed}")
    assert answer.headers["location"] == f"/search?q=tin&portal={portal}"
    page = country.get(answer.headers["location"]).text
    assert f'<input type="hidden" name="portal" value="{portal}">' in page
    assert "<b>1</b> bài" in page
    people = country.get(f"/people?portal={typed}").text
    assert "Lê Thị Mây" in people
    assert 'name="portal" value="Trang thông tin điện tử xã Phước Thạnh 7"' in people


def test_of_several_that_are_called_so_one_is_chosen(country: Site) -> None:
    page = country.get("/en/search?q=tin&portal=phuong+gio").text
    assert "Several portals are called so; choose one:" in page and 'class="cards results"' not in page
    choices = [unescape(one) for one in re.findall(r'href="([^"]*portal=commune-[^"]*)"', page)]
    assert choices == [f"/en/search?q=tin&portal=commune-{number}" for number in (COMMUNES - 2, COMMUNES - 1)]
    assert 'value="phuong gio"' in page  # still to be typed otherwise
    people = country.get("/en/people?q=may&portal=phuong+gio").text
    assert "Several portals are called so; choose one:" in people and "Lê Thị Mây" not in people
    assert f'href="/en/people?q=may&amp;portal=commune-{COMMUNES - 1}"' in people
    assert "Lê Thị Mây" in country.get(f"/en/people?q=may&portal=commune-{COMMUNES - 1}").text


def test_a_portal_that_is_not_there_is_said_so(country: Site) -> None:
    assert "No portal is called so." in country.get("/en/search?q=tin&portal=paris").text
    people = country.get("/en/people?portal=paris").text
    assert "No portal is called so." in people and "Lê Thị Mây" not in people


def test_data_and_files_know_a_portal_by_its_name_too(country: Site) -> None:
    assert '"total": 1' in country.get("/search.json?q=tin&portal=thanh+7").text
    undecided = country.get("/search.json?q=tin&portal=phuong+gio").text
    assert '"hits": []' in undecided and '"key": "commune-3320"' in undecided
    assert country.get("/search.csv?q=tin&portal=phuong+gio").text.count("\n") == 1
