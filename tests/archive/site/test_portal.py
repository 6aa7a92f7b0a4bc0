"""A portal's page: months, gaps, sections, who is named most."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.site.portal import gaps, read_portal
from tests.archive.site.samples import HOME, Site, official, record, title

SEEN = "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ({}, []),
        ({"2021-01": 1}, []),
        ({"2021-01": 1, "2021-03": 2}, []),  # a single month is no gap
        ({"2021-01": 1, "2021-04": 2}, [("2021-02", "2021-03", 2)]),
        (
            {"2020-11": 1, "2021-02": 1, "2021-03": 5, "2021-09": 1},
            [("2021-04", "2021-08", 5), ("2020-12", "2021-01", 2)],
        ),
    ],
)
def test_gaps(months: dict[str, int], expected: list[tuple[str, str, int]]) -> None:
    assert gaps(months) == expected


def test_a_wrong_date_makes_no_thousand_gaps() -> None:
    assert len(gaps({"0001-01": 1, "2021-01": 1, "2021-02": 3, "9999-12": 1})) <= 12


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    directory: Path = tmp_path_factory.mktemp("portal") / "archive"
    with writing(directory) as db, transaction(db.conn):
        db.execute(
            "INSERT INTO portals (id, name, url, unit, unit_id) VALUES ('gio', 'Cổng Gió', ?, 'Kỳ Anh', '449-2023')",
            (HOME,),
        )
        for number, (month, section) in enumerate(
            [("2021-01", "Tin tức"), ("2021-01", "Tin tức"), ("2021-06", "Đảng & <đoàn>"), ("2022-01", None)]
        ):
            held = [title("Chủ tịch", canonical="Chủ tịch", organization_full="Ủy ban nhân dân xã Gió")]
            named = [official("Lê Thị Mây", titles=held)] + ([official("Trần Văn Nắng")] if number == 1 else [])
            item = record(f"{number}.html", published=f"{month}-05", section=section, text="x", officials=named)
            load_article(db.conn, item, seen_at=SEEN, capture=None)
        people = {name: key for key, name in db.execute("SELECT id, name FROM people")}
    return Site(directory, {}, people)


def test_what_a_portal_has(site: Site) -> None:
    connection = sqlite3.connect(site.directory / "archive.db")
    connection.row_factory = sqlite3.Row
    found = read_portal(connection, "gio")
    assert found is not None
    assert [(row["section"], row["articles"], row["first"], row["last"]) for row in found["sections"]] == [
        ("Tin tức", 2, "2021-01-05", "2021-01-05"),
        (None, 1, "2022-01-05", "2022-01-05"),
        ("Đảng & <đoàn>", 1, "2021-06-05", "2021-06-05"),
    ]
    assert [(row["name"], row["articles"], row["post"]) for row in found["named"]] == [
        ("Lê Thị Mây", 4, "Chủ tịch, Ủy ban nhân dân xã Gió"),
        ("Trần Văn Nắng", 1, None),
    ]
    assert found["gaps"] == [("2021-07", "2021-12", 6), ("2021-02", "2021-05", 4)]
    assert found["unit"]["name"] == "thị xã Kỳ Anh"
    assert read_portal(connection, "nope") is None


@pytest.mark.parametrize("public", [False, True])
def test_the_page_leads_to_its_unit_its_sections_and_its_people(site: Site, public: bool) -> None:
    page = site.get("/archive/portals/gio", public=public).text
    assert 'href="/archive/units/449-2023">thị xã Kỳ Anh</a>' in page
    assert "<đoàn>" not in page and "Đảng &amp; &lt;đoàn&gt;" in page
    assert "từ 7/2021 đến 12/2021: 6 tháng" in page
    section = re.search(r'href="(/archive/articles\?portal=gio&amp;section=Tin[^"]*)"', page)
    assert section is not None
    assert "2" in site.get(section[1].replace("&amp;", "&"), public=public).text
    assert f'href="/archive/people/{site.people["Lê Thị Mây"]}"' in page
