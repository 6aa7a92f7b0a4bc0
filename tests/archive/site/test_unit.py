"""A unit's page: who was named in which post, in a year and in all, with the units before and after."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.search import register_functions
from archive.site.holders import posts_of_unit
from archive.site.unit import MOST_ROWS, UnitRequest, read_unit
from archive.site.units import UnitsRequest, read_units
from tests.archive.site.samples import HOME, Site, official, record, title

TOWN, WARD = "449-2023", "18754-2025-07"  # thị xã Kỳ Anh, which became wards in 2025
ATTACK = "<script>alert(1)</script>"
SEEN = "2026-01-01T00:00:00+00:00"
# day, name, post, body, kind, unit
HELD = [
    ("2020-05-01", "Lê Thị Mây", "Bí thư", "Thị ủy Kỳ Anh", "position", TOWN),
    ("2022-05-01", "Lê Thị Mây", "Bí thư", "Thị ủy Kỳ Anh", "position", TOWN),
    ("2021-02-01", "Trần Văn Nắng", "Chủ tịch", "Ủy ban nhân dân thị xã Kỳ Anh", "acting", TOWN),
    ("2021-03-01", "Trần Văn Nắng", "Chủ tịch", "Ủy ban nhân dân thị xã Kỳ Anh", "position", TOWN),
    ("2021-03-01", "Vũ Thị Cũ", "Bí thư", "Thị ủy Kỳ Anh", "former", TOWN),
    ("2021-06-01", ATTACK, "Trưởng phòng", f"Phòng {ATTACK}", "position", TOWN),
    ("2025-09-01", "Đặng Thị Sương", "Bí thư", "Đảng ủy phường Sông Trí", "position", WARD),
]


def fill(connection: Any) -> None:
    connection.execute("INSERT INTO portals (id, name, url, unit_id) VALUES ('gio', 'Cổng Gió', ?, ?)", (HOME, TOWN))
    for number, (day, name, post, body, kind, unit) in enumerate(HELD):
        held = title(f"{post} {body}", kind, body, canonical=post, organization_full=body, unit_id=unit)
        item = record(f"{number}.html", published=day, text=f"{name} nói.", officials=[official(name, titles=[held])])
        load_article(connection, item, seen_at=SEEN, capture=None)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unit") / "archive"
    with writing(folder) as db, transaction(db.conn):
        names = dict(db.execute("SELECT id, name FROM units WHERE id IN (?, ?)", (TOWN, WARD)).fetchall())
        assert names == {TOWN: "thị xã Kỳ Anh", WARD: "phường Sông Trí"}
        fill(db.conn)
    return folder


@pytest.fixture
def connection(directory: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(directory / "archive.db")
    connection.row_factory = sqlite3.Row
    register_functions(connection)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def served(directory: Path) -> Site:
    return Site(directory, {}, {})


def table(page: str) -> list[list[str]]:
    """The cells of the page's first table of holders, as text."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.S)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    return [[html.unescape(re.sub(r"<[^>]*>", "", cell)).strip() for cell in row] for row in cells]


def test_leading_posts_first_and_former_holders_not_at_all(connection: sqlite3.Connection) -> None:
    posts = posts_of_unit(connection, TOWN, "thị xã Kỳ Anh", 2021)
    assert [(post.title, post.leads, [one.name for one in post.holders]) for post in posts] == [
        ("Bí thư", True, ["Lê Thị Mây"]),
        ("Chủ tịch", True, ["Trần Văn Nắng"]),
        ("Trưởng phòng", False, [ATTACK]),
    ]
    (chair,) = posts[1].holders  # acting, then in the post: one holder of one post
    assert (chair.first, chair.last, chair.articles, chair.year_articles) == ("2021-02-01", "2021-03-01", 2, 2)
    assert chair.kinds == {"acting", "position"} and len(chair.tenures) == 2


def test_a_year_has_who_was_seen_in_it_and_who_was_seen_before_and_after(connection: sqlite3.Connection) -> None:
    (secretary, chair, _) = posts_of_unit(connection, TOWN, "thị xã Kỳ Anh", 2021)
    assert [one.name for one in secretary.in_year(2021)] == ["Lê Thị Mây"]
    assert secretary.in_year(2021)[0].year_articles == 0
    (secretary, chair, _) = posts_of_unit(connection, TOWN, "thị xã Kỳ Anh", 2022)
    assert [one.year_first for one in secretary.in_year(2022)] == ["2022-05-01"]
    assert chair.in_year(2022) == [] and chair.in_year(2020) == []


def test_the_line_is_read_with_the_unit_unless_it_is_asked_for_alone(connection: sqlite3.Connection) -> None:
    found = read_unit(connection, TOWN, UnitRequest())
    assert found is not None
    assert WARD in {row["id"] for row in found["after"]}
    assert [one.row["id"] for one in found["held"]] == [TOWN, WARD]
    alone = read_unit(connection, TOWN, UnitRequest(alone=True))
    assert alone is not None and [one.row["id"] for one in alone["held"]] == [TOWN]
    of_ward = read_unit(connection, WARD, UnitRequest())
    assert of_ward is not None and TOWN in {row["id"] for row in of_ward["before"]}
    assert [portal["id"] for portal in of_ward["portals"]] == ["gio"]
    assert read_unit(connection, "no-such", UnitRequest()) is None


@pytest.mark.parametrize(
    ("query", "year", "alone"),
    [({}, None, False), ({"year": "2021", "alone": "1"}, 2021, True), ({"year": "20x1"}, None, False),
     ({"year": "99999"}, None, False), ({"year": ""}, None, False)],
)  # fmt: skip
def test_what_makes_no_sense_is_not_asked(query: dict[str, str], year: int | None, alone: bool) -> None:
    assert UnitRequest.from_query(query) == UnitRequest(year, alone)


@pytest.mark.parametrize("public", [False, True])
def test_who_was_secretary_in_a_year(served: Site, public: bool) -> None:
    answer = served.get(f"/archive/units/{TOWN}?year=2022", public=public)
    assert answer.status == 200
    (row,) = table(answer.text)
    assert row[:4] == ["Bí thư · Thị ủy Kỳ Anh".replace(" · ", " "), "Lê Thị Mây", "01/05/2022", "01/05/2022"]
    assert "<option selected>2022</option>" in answer.text
    asked = re.search(r'href="(/archive/tenure_mentions\?[^"]*day__startswith=2022-)"', answer.text)
    assert asked is not None
    sentences = served.get(html.unescape(asked[1]), public=public).text
    assert "01/05/2022" in sentences and "01/05/2020" not in sentences


def test_a_year_of_which_nothing_is_known_says_so(served: Site) -> None:
    page = served.get(f"/archive/units/{TOWN}?year=1990").text
    assert "Năm 1990 không có bài nào nêu ai với chức danh ở đây." in page
    assert "In 1990 no article names anybody" in served.get(f"/en/archive/units/{TOWN}?year=1990").text


def test_the_page_draws_and_escapes(served: Site) -> None:
    page = served.get(f"/archive/units/{TOWN}").text
    assert page.count('<svg class="row"') == 3  # the leading posts: two of the town, one of the ward
    assert ATTACK not in page and html.escape(ATTACK) in page
    assert f'name="unit" value="{TOWN}"' in page
    file = re.search(r'href="(/archive/posts_in_a_unit\.csv\?[^"]*)"', page)
    assert file is not None
    lines = served.get(html.unescape(file[1])).text.splitlines()
    assert len(lines) == 1 + 5  # acting and in the post are two rows of the query, the former holder none


def test_the_query_of_posts_in_a_unit_knows_years(served: Site) -> None:
    rows = json.loads(served.get(f"/archive/posts_in_a_unit.json?_shape=array&unit={TOWN}&year=2022").text)
    assert [(row["name"], row["title"], row["unit_id"]) for row in rows] == [("Lê Thị Mây", "Bí thư", TOWN)]


def test_no_page_has_more_rows_than_it_says(tmp_path: Path) -> None:
    with writing(tmp_path) as db, transaction(db.conn):
        db.execute("INSERT INTO portals (id, name, url) VALUES ('gio', 'Cổng Gió', ?)", (HOME,))
        people = []
        for number in range(MOST_ROWS + 30):
            held = title("Phó Chủ tịch", "position", "UBND", canonical="Phó Chủ tịch", unit_id=TOWN,
                         organization_full="Ủy ban nhân dân thị xã Kỳ Anh")  # fmt: skip
            name = f"Lê {chr(65 + number // 26)}{chr(97 + number % 26)}"
            people.append(official(name, titles=[held]))
        load_article(db.conn, record("a.html", published="2021-01-01", officials=people), seen_at=SEEN, capture=None)
    page = Site(tmp_path, {}, {}).get(f"/archive/units/{TOWN}").text
    assert len(table(page)) == MOST_ROWS
    assert len(page) < 200_000


def test_units_are_found_without_marks_those_with_records_first(connection: sqlite3.Connection) -> None:
    found = read_units(connection, UnitsRequest("ky anh"))
    assert found.listed[0]["id"] == TOWN and found.listed[0]["has_portal"] and found.listed[0]["has_posts"]
    assert found.count == len(found.listed) > 2
    assert {row["name"].split(" ", 1)[0] for row in found.listed} <= {"thị", "xã", "huyện", "phường", "thành"}
    assert read_units(connection, UnitsRequest("kỳ ánh")).count == 0  # marks that are typed are respected
    assert read_units(connection, UnitsRequest("' OR 1=1 --")).count == 0


def test_units_are_narrowed_and_paged(connection: sqlite3.Connection) -> None:
    every = read_units(connection, UnitsRequest())
    assert every.more and every.count > 15_000 and {row["id"] for row in every.listed[:2]} == {TOWN, WARD}
    provinces = read_units(connection, UnitsRequest(level="province", standing=True))
    assert provinces.count == 34
    inside = read_units(connection, UnitsRequest(province="42-2023", level="district"))
    assert 0 < inside.count < 40 and {row["province_name"] for row in inside.listed} == {"tỉnh Hà Tĩnh"}
    second = read_units(connection, UnitsRequest(page=2))
    assert not {row["id"] for row in second.listed} & {row["id"] for row in every.listed}


@pytest.mark.parametrize("public", [False, True])
def test_the_index_of_units(served: Site, public: bool) -> None:
    page = served.get("/units?q=ky+anh&level=district", public=public)
    assert page.status == 200 and f'href="/archive/units/{TOWN}"' in page.text
    assert "Không có nơi nào tên như thế." in served.get("/units?q=zzzz", public=public).text
    assert ATTACK not in served.get(f"/units?q={ATTACK}&province={ATTACK}", public=public).text
    more = served.get("/en/units?level=commune").text
    following = re.search(r'rel="next" href="([^"]*)"', more)
    assert following is not None and html.unescape(following[1]) == "/en/units?level=commune&page=2"
