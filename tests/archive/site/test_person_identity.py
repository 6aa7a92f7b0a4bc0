"""The page of a person says why it is one person, who else it might be, and leads on from former identifiers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from archive.database import transaction, writing
from archive.load import load_article
from archive.people.deciding import merge
from archive.people.resolver import resolve_people
from archive.serve import open_datasette
from tests.archive.people.worlds import COMMON, Named, load, record, resolve

CHAIR = "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió"
ELSEWHERE = "Chủ tịch | Ủy ban nhân dân huyện Mây | huyện Mây"
SECRETARY = "Bí thư | Huyện ủy Mây | huyện Mây"


@dataclass(frozen=True)
class Served:
    """An archive that is served, and the person of each article."""

    directory: Path
    people: dict[str, int]
    former: int

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(open_datasette(self.directory).client.get(path))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("identity") / "archive"
    world = [
        Named("a", "2021-01-01", (CHAIR,)),
        Named("b", "2022-03-01", (ELSEWHERE,), "may"),
        Named("c", "2022-01-01", (CHAIR,), "may"),
        Named("d", "2022-06-01", (f"{SECRETARY} | new",), "may", roles=("elected",)),
        Named("e", "2022-07-01"),
        Named("x", "2019-01-01", ("Trưởng phòng | Phòng Nội vụ huyện Nắng | huyện Nắng",), "nang"),
        Named("y", "2018-01-01", ("Trưởng phòng | Phòng Nội vụ huyện Nước | huyện Nước",), "nang"),
    ]
    with writing(directory) as db:
        resolve(db, directory, world)
        rows = db.execute("SELECT a.url, m.person FROM mentions m JOIN articles a ON a.id = m.article").fetchall()
        people = {url.rpartition("/")[2].removesuffix(".html"): person for url, person in rows}
        merge(db.conn, directory, [people["x"], people["y"]], "một người")
    yield Served(directory, people, people["x"])


@pytest.mark.parametrize(
    ("table", "stored", "word"),
    [
        ("identifications", "first", "kho thấy trước nhất"),
        ("person_decisions", "merge", "gộp"),
        ("announced_changes", "elected", "được bầu"),
    ],
)
def test_facets_are_in_words(served: Served, table: str, stored: str, word: str) -> None:
    facets = served.get(f"/archive/{table}").text.partition('class="facet-results"')[2].partition("<table")[0]
    assert f">{word}</a>" in facets and f">{stored}</a>" not in facets


def test_every_mention_shows_why(served: Served) -> None:
    page = served.get(f"/archive/people/{served.people['a']}").text
    assert "kho thấy trước nhất, với chức danh: Chủ tịch, Ủy ban nhân dân thị xã Gió" in page
    assert "cùng chức danh: Chủ tịch, Ủy ban nhân dân thị xã Gió, từ 2021-01" in page
    assert "không nêu chức danh; người mà cổng này nêu lúc ấy:" in page
    english = served.get(f"/en/archive/people/{served.people['a']}").text
    assert "same post: Chủ tịch, Ủy ban nhân dân thị xã Gió, since 2021-01" in english
    assert "Chưa xét là ai" not in page


def test_all_portals_of_the_person_stand_above(served: Served) -> None:
    page = served.get(f"/archive/people/{served.people['a']}").text
    kicker = page.split('<p class="kicker">')[1].split("</p>")[0]
    assert re.findall(r'href="/archive/portals/(\w+)"', kicker) == ["gio", "may"]
    listed = served.get("/people?q=hung&portal=may").text
    assert "và 1 cổng khác" in listed


def test_changes_stand_with_the_post_and_lead_to_the_article(served: Served) -> None:
    page = served.get(f"/archive/people/{served.people['d']}").text
    assert '<span class="kind">được bầu</span>' in page and 'class="mark"' in page
    found = re.findall(r'href="/archive/tenure_mentions(\?person=[0-9]+&amp;tenure=[0-9-]+)"', page)
    addresses = list(dict.fromkeys(found))  # each bar's, beside it, and in the table
    assert len(found) == 3 * len(addresses)
    [address] = addresses[1:]
    [mention] = served.get(f"/archive/tenure_mentions.json{address.replace('&amp;', '&')}&_shape=array").json()
    assert (mention["title"], mention["kind"], mention["sentence"]) == ("Bí thư", "new", f"{COMMON} dự.")


def test_who_is_perhaps_the_same_is_offered_with_the_reason(served: Served) -> None:
    page = served.get(f"/archive/people/{served.people['a']}").text
    offered = page.split("Có thể là cùng một người")[1].split("</section>")[0]
    assert f"/archive/people/{served.people['b']}" in offered
    assert "các chức trong cùng một tỉnh:" in offered
    assert "Ủy ban nhân dân huyện Mây" in offered  # what tells the other apart
    assert f"congtin people merge {served.people['a']}" in offered


@pytest.mark.parametrize("suffix", ["", ".json", ".json?_shape=array"])
def test_a_former_identifier_leads_to_the_person(served: Served, suffix: str) -> None:
    answer = served.get(f"/archive/people/{served.former}{suffix}")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/archive/people/{served.people['y']}{suffix}"
    assert served.get(answer.headers["location"]).status_code == 200


def test_what_never_was_anybody_stays_unknown(served: Served) -> None:
    assert served.get("/archive/people/17").status_code == 404
    assert served.get("/archive/people/99999999999999999999").status_code == 404


def test_a_name_that_is_not_resolved_yet_says_so(tmp_path: Path) -> None:
    with writing(tmp_path) as db:
        load(db, [Named("a", "2021-01-01", (CHAIR,))])
        person = db.execute("SELECT id FROM people").fetchone()[0]
    served = Served(tmp_path, {"a": person}, person)
    assert "Chưa xét là ai" in served.get(f"/archive/people/{person}").text


def test_text_of_strangers_in_reasons_is_escaped(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>"
    with writing(tmp_path) as db:
        load(db, [])
        with transaction(db.conn):
            item = record(Named("a", "2021-01-01", (f"{attack} | {attack} xã X | xã X",)))
            load_article(db.conn, item, seen_at="2021-01-01T00:00:00+00:00", capture=None)
        resolve_people(db.conn, tmp_path)
        person = db.execute("SELECT id FROM people").fetchone()[0]
    page = Served(tmp_path, {}, person).get(f"/archive/people/{person}").text
    assert attack not in page
    assert "&lt;script&gt;" in page
