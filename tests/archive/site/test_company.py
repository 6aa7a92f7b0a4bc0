"""With whom somebody is named and where, counted in the newest articles; and the lists that each figure leads to."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.site import company
from archive.site.company import read_company
from archive.site.person import SPEECHES
from tests.archive.site.samples import HOME, Site, official, record

TOWN = "449-2023"
SEEN = "2026-01-01T00:00:00+00:00"
# day, who (with roles), places
ARTICLES: list[tuple[str, dict[str, list[str]], list[str | None]]] = [
    ("2021-01-01", {"Lê Thị Mây": ["spoke"], "Trần Văn Nắng": []}, [TOWN]),
    ("2022-01-01", {"Lê Thị Mây": ["chaired", "concluded"], "Trần Văn Nắng": ["spoke"], "Vũ Gió": []}, [TOWN, None]),
    ("2023-01-01", {"Lê Thị Mây": ["attended"], "Vũ Gió": []}, []),
    ("2024-01-01", {"Trần Văn Nắng": ["spoke"]}, [TOWN]),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    directory: Path = tmp_path_factory.mktemp("company") / "archive"
    with writing(directory) as db, transaction(db.conn):
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng Gió', ?)", (HOME,))
        for number, (day, named, places) in enumerate(ARTICLES):
            item = record(
                f"{number}.html",
                published=day,
                text=f"Bài {number}",
                officials=[official(name, roles=roles) for name, roles in named.items()],
                places=[{"text": "Kỳ Anh", "unit": "thị xã Kỳ Anh", "unit_id": unit} for unit in places],
            )
            load_article(db.conn, item, seen_at=SEEN, capture=None)
        people = {name: key for key, name in db.execute("SELECT id, name FROM people")}
    return Site(directory, {}, people)


@pytest.fixture
def connection(site: Site) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_who_and_where_with_counts_and_years(site: Site, connection: sqlite3.Connection) -> None:
    found = read_company(connection, site.people["Lê Thị Mây"])
    assert found.articles == 3
    assert [(one["name"], one["articles"], one["first_day"], one["last_day"]) for one in found.people] == [
        ("Trần Văn Nắng", 2, "2021-01-01", "2022-01-01"),
        ("Vũ Gió", 2, "2022-01-01", "2023-01-01"),
    ]
    assert [(one["id"], one["articles"]) for one in found.units] == [(TOWN, 2)]


def test_only_the_newest_articles_are_read(
    site: Site, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company, "MOST_ARTICLES", 2)
    found = read_company(connection, site.people["Lê Thị Mây"])
    assert found.articles == 2
    assert [(one["name"], one["articles"]) for one in found.people] == [("Vũ Gió", 2), ("Trần Văn Nắng", 1)]
    page = site.get(f"/archive/people/{site.people['Lê Thị Mây']}").text
    assert "Đếm trong 2 bài mới nhất có nêu người này." in page


@pytest.mark.parametrize("public", [False, True])
def test_every_count_leads_to_as_many_articles(site: Site, public: bool) -> None:
    page = html.unescape(site.get(f"/archive/people/{site.people['Lê Thị Mây']}", public=public).text)
    together = re.findall(r'href="/archive/named_together(\?[^"]*)">(\d+) bài', page)
    assert len(together) == 2
    for query, count in together:
        rows = json.loads(site.get(f"/archive/named_together.json{query}&_shape=array", public=public).text)
        assert len({row["article"] for row in rows}) == int(count)
    roles = re.findall(
        r'href="/archive/roles_of_an_official(\?person=\d+&roles=\w+)">[^<]*</a> <span class="times">(\d+)', page
    )
    assert len(roles) == 4
    for query, count in roles:
        rows = json.loads(site.get(f"/archive/roles_of_an_official.json{query}&_shape=array", public=public).text)
        assert len(rows) == int(count)


@pytest.mark.parametrize("language", ["", "/en"])
def test_all_speeches_as_csv(site: Site, language: str) -> None:
    page = html.unescape(site.get(f"{language}/archive/people/{site.people['Lê Thị Mây']}").text)
    (address,) = re.findall(rf'href="({language}/archive/roles_of_an_official\.csv\?[^"]*{",".join(SPEECHES)})"', page)
    lines = site.get(address).text.splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == ["concluded", "spoke"]
    assert [line[:10] for line in lines[1:]] == ["2022-01-01", "2021-01-01"]
