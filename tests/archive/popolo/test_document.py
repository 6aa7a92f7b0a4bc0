"""The file as a whole: persons, organisations and areas, references, the same bytes each time, selections."""

from __future__ import annotations

import copy
import json
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.database import reading
from archive.popolo import Selection, export_popolo
from archive.popolo.bodies import label
from scraper.errors import ArchiveError
from scraper.units import gazetteer
from tests.archive.people.worlds import COMMON, PORTALS, RARE, Named
from tests.archive.popolo.checks import faults, left_out
from tests.archive.popolo.worlds import Article, build, exported

SECRETARY = "Bí thư | Thị ủy Gió | thị xã Gió"
HA_TINH, KY_ANH = "42-2023", "449-2023"
POSTS = (
    SECRETARY, f"{SECRETARY} | former", f"{SECRETARY} | new", f"{SECRETARY} | acting", "Trưởng ban",
    "Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió", "Tỉnh ủy viên | Tỉnh ủy Hà Tĩnh | tỉnh Hà Tĩnh | rank",
    "Trưởng ban | Ban Dân vận Thị ủy Gió | thị xã Gió", "Trưởng phòng |  | ", "Đại tá |  |  | rank",
)  # fmt: skip


def test_the_units_that_the_tests_name_are_in_the_gazetteer() -> None:
    assert gazetteer().unit(KY_ANH).parent == HA_TINH  # type: ignore[union-attr]


def test_a_person_has_spellings_gender_and_identifiers(archive_directory: Path) -> None:
    build(
        archive_directory,
        [
            Article(Named("a", "2021-01-01", (SECRETARY,), name="Trần Thị Hoà", honorific="bà")),
            Article(Named("b", "2021-02-01", (SECRETARY,), name="TRẦN THỊ HÒA", honorific="đồng chí")),
            Article(Named("c", "2021-03-01", (SECRETARY,), name="Trần Thị Hòa")),
        ],
    )
    [person] = exported(archive_directory)["persons"]
    assert person["name"] == "Trần Thị Hoà"
    assert person["other_names"] == [{"name": "Trần Thị Hòa"}]
    assert person["gender"] == "female"
    assert person["identifiers"] == [{"scheme": "congtin", "identifier": person["id"].removeprefix("person:")}]
    assert [source["observed"] for source in person["sources"]] == ["2021-01-01", "2021-02-01", "2021-03-01"]
    assert all("note" not in source for source in person["sources"])  # the membership has the sentences


def test_honorifics_that_disagree_tell_no_gender(archive_directory: Path) -> None:
    build(
        archive_directory,
        [
            Article(Named("a", "2021-01-01", (SECRETARY,), name=RARE, honorific="ông")),
            Article(Named("b", "2021-01-02", (SECRETARY,), name=RARE, honorific="bà")),
        ],
    )
    assert all("gender" not in person or person["articles"] == 1 for person in exported(archive_directory)["persons"])


def test_a_department_is_part_of_its_committee(archive_directory: Path) -> None:
    posts = (SECRETARY, "Trưởng ban | Ban Dân vận Thị ủy Gió | thị xã Gió", "Bí thư | Thị ủy Mây | thị xã Mây")
    build(archive_directory, [Article(Named("a", "2021-01-01", posts, name=RARE))])
    document = exported(archive_directory)
    bodies = {body["name"]: body for body in document["organizations"]}
    assert bodies["Ban Dân vận Thị ủy Gió"]["parent_id"] == bodies["Thị ủy Gió"]["id"]
    assert "parent_id" not in bodies["Thị ủy Gió"] and "parent_id" not in bodies["Thị ủy Mây"]
    assert bodies["Thị ủy Gió"]["classification"] == "party"
    assert "Trưởng Ban Dân vận Thị ủy Gió" in {post["label"] for post in document["posts"]}


def test_communes_of_one_name_are_two_and_one_of_no_known_unit_is_the_only_one_there_is(
    archive_directory: Path,
) -> None:
    post = "Chủ tịch | Ủy ban nhân dân xã Tân Lập | xã Tân Lập"
    units = [unit for unit in gazetteer().named("Tân Lập", "xã") if unit.valid_to is not None][:2]
    articles = [
        Article(Named("a", "2021-01-01", (post,), "gio", name="Trần Văn Nắng"), units=(units[0].id,)),
        Article(Named("b", "2021-01-01", (post,), "nang", name="Lê Văn Mưa"), units=(units[1].id,)),
        Article(Named("c", "2021-02-01", (post,), "gio", name="Hồ Thị Sương")),  # same portal, unit not found
    ]
    build(archive_directory, articles)
    document = exported(archive_directory)
    areas = sorted(body["area_id"] for body in document["organizations"])
    assert areas == sorted(f"area:{unit.id}" for unit in units)
    known = {area["id"]: area for area in document["areas"]}
    for unit in units:
        area = known[f"area:{unit.id}"]
        assert (area["name"], area["valid_to"], area["identifier"]) == (unit.full_name, unit.valid_to, unit.code)
        assert area["parent_id"] in known


def test_bodies_without_a_unit_are_one_on_a_portal_and_towns_one_in_a_province(archive_directory: Path) -> None:
    hamlet, town = "Tổ trưởng | Tổ dân phố 5 | ", "Bí thư | Thị ủy Gió | thị xã Gió"
    names = ("Trần Văn Nắng", "Lê Thị Mây", "Hồ Thị Sương", "Hồ Văn Sấm")
    build(
        archive_directory,
        [
            Article(Named("a", "2021-01-01", (hamlet, town), "gio", name=names[0])),
            Article(Named("b", "2021-02-01", (hamlet,), "gio", name=names[1])),
            Article(Named("c", "2021-03-01", (hamlet, town), "may", name=names[2])),  # another portal, same province
            Article(Named("d", "2021-04-01", (town,), "nang", name=names[3])),  # another province
        ],
    )
    document = exported(archive_directory)
    said = Counter(body["name"] for body in document["organizations"])
    assert said == {"Tổ dân phố 5": 2, "Thị ủy Gió": 2}
    of = {one["person_id"] + one["role"]: one["organization_id"] for one in document["memberships"]}
    ids = {person["name"]: person["id"] for person in document["persons"]}
    first, second, third, fourth = (ids[name] for name in names)
    assert of[first + "Tổ trưởng"] == of[second + "Tổ trưởng"] != of[third + "Tổ trưởng"]
    assert of[first + "Bí thư"] == of[third + "Bí thư"] != of[fourth + "Bí thư"]


def test_short_and_full_names_are_one_organisation(archive_directory: Path) -> None:
    article = Article(Named("a", "2021-01-01", ("Chủ tịch | Ủy ban nhân dân thị xã Gió | thị xã Gió",), name=RARE))
    short = Article(Named("b", "2021-02-01", ("Chủ tịch | UBND thị xã Gió | thị xã Gió",), name=RARE))
    build(archive_directory, [article, short])
    document = exported(archive_directory)
    assert len(document["memberships"]) == len(document["organizations"]) == len(document["posts"]) == 1


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Bí thư", "Thị ủy Gió", "Bí thư Thị ủy Gió"),
        ("Trưởng ban", "Ban Dân vận Thị ủy Gió", "Trưởng Ban Dân vận Thị ủy Gió"),
        ("Trưởng Công an", "Công an thị xã Gió", "Trưởng Công an thị xã Gió"),
        ("Thị ủy viên", "Thị ủy Gió", "Thị ủy viên, Thị ủy Gió"),
        ("Chủ tịch", "Chủ tịch", "Chủ tịch"),
    ],
)
def test_words_that_post_and_organisation_share_stand_once(title: str, body: str, expected: str) -> None:
    assert label(title, body) == expected


def test_an_empty_archive_is_an_empty_document(archive_directory: Path) -> None:
    build(archive_directory, [])
    document = exported(archive_directory)
    assert [document[name] for name in ("persons", "memberships", "organizations", "posts", "areas")] == [[]] * 5


_NAMED = st.builds(
    Named,
    path=st.sampled_from("abcdefgh"),
    day=st.dates().map(lambda day: f"{2018 + day.year % 8}-{day.month:02}-{day.day:02}"),
    posts=st.lists(st.sampled_from(POSTS), max_size=3, unique=True).map(tuple),
    portal=st.sampled_from(sorted(PORTALS)),
    name=st.sampled_from([COMMON, RARE]),
    honorific=st.sampled_from([None, "ông", "bà", "đồng chí"]),
    roles=st.lists(st.sampled_from(["elected", "appointed", "dismissed", "re_elected"]), max_size=1).map(tuple),
)


@settings(max_examples=10)
@given(named=st.lists(_NAMED, min_size=1, max_size=8, unique_by=lambda one: one.url), seed=st.integers(0, 9))
def test_any_world_is_valid_and_complete_and_the_same_bytes_in_any_order_of_arrival(
    named: list[Named], seed: int
) -> None:
    articles = [Article(one) for one in named]
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one"), Path(folder, "other")
        build(one, articles)
        build(other, articles, seed=seed)
        document = exported(one)
        assert left_out(one, document) == []
        exported(other)
        assert (one / "popolo.json").read_bytes() == (other / "popolo.json").read_bytes()


def test_the_checks_find_what_is_wrong(archive_directory: Path) -> None:
    build(archive_directory, [Article(Named("a", "2021-01-01", (SECRETARY,), name=RARE))])
    document = exported(archive_directory)
    for spoil in (
        {"organization_id": "organization:1"},
        {"end_date": "2021-01-02"},
        {"end_date": "02/01/2021"},
        {"start_date": None},
        {"roles": "Bí thư"},
        {"sources": []},
        {"id": document["persons"][0]["id"]},
    ):
        spoilt = copy.deepcopy(document)
        spoilt["memberships"][0].update(spoil)
        assert faults(spoilt), spoil
    spoilt = copy.deepcopy(document)
    spoilt["memberships"].clear()
    assert faults(spoilt)  # an organisation of nobody
    assert left_out(archive_directory, spoilt)


def names(directory: Path, **asked: str) -> set[str]:
    return {person["name"] for person in exported(directory, Selection(**asked))["persons"]}


@pytest.fixture
def selectable(archive_directory: Path) -> Path:
    commune = next(unit for unit in gazetteer() if unit.parent == KY_ANH)
    build(
        archive_directory,
        [
            Article(Named("a", "2021-01-01", ("Bí thư | Thị ủy Kỳ Anh | thị xã Kỳ Anh",), "gio", name="Trần Văn Nắng"),
                    units=(KY_ANH,)),
            Article(Named("b", "2022-01-01", (f"Bí thư | Đảng ủy {commune.full_name} | {commune.full_name}",), "may",
                          name="Lê Thị Mây"), units=(commune.id,)),
            Article(Named("c", "2023-01-01", (SECRETARY,), "nang", name="Hồ Thị Sương")),
            Article(Named("d", "2023-01-02", (), "nang", name="Hồ Văn Sấm")),
        ],
    )  # fmt: skip
    return archive_directory


def test_a_portal_a_unit_with_what_lies_in_it_or_a_span_of_days(selectable: Path) -> None:
    assert names(selectable) == {"Trần Văn Nắng", "Lê Thị Mây", "Hồ Thị Sương", "Hồ Văn Sấm"}
    assert names(selectable, portal="may") == {"Lê Thị Mây"}
    inside = {"Trần Văn Nắng", "Lê Thị Mây"}
    assert [names(selectable, unit=unit) for unit in ("thị xã Kỳ Anh", "thi xa ky anh", KY_ANH)] == [inside] * 3
    assert names(selectable, unit="Gió") == {"Hồ Thị Sương"}  # a unit that no gazetteer knows, as printed
    assert names(selectable, since="2022-01-01", until="2022-12-31") == {"Lê Thị Mây"}
    assert names(selectable, unit="Hà Tĩnh", until="2021-06-01") == {"Trần Văn Nắng"}


def test_a_person_alone_is_as_in_the_whole_file(selectable: Path) -> None:
    whole = exported(selectable)
    for person in whole["persons"]:
        identifier = int(person["identifiers"][0]["identifier"])
        alone = exported(selectable, Selection(person=identifier))
        assert alone["persons"] == [{name: value for name, value in person.items() if name != "possibly_same_as"}]
        assert alone["memberships"] == [one for one in whole["memberships"] if one["person_id"] == person["id"]]
        for name in ("organizations", "posts", "areas"):
            ids = {one["id"] for one in alone[name]}
            assert [one["id"] for one in whole[name] if one["id"] in ids] == [one["id"] for one in alone[name]]


def test_a_selection_says_so_in_the_file(selectable: Path) -> None:
    assert "selection" not in exported(selectable)["meta"]
    assert exported(selectable, Selection(unit="Gió"))["meta"]["selection"] == {"unit": "Gió"}


@pytest.mark.parametrize(
    ("selection", "words"),
    [(Selection(portal="no"), "'no' is no portal"), (Selection(unit="Anh"), "no unit is called 'Anh'"),
     (Selection(unit=" "), "no unit is called"), (Selection(person=1), "1 is nobody in this archive")],
)  # fmt: skip
def test_what_is_not_there_is_an_error_and_no_file(selectable: Path, selection: Selection, words: str) -> None:
    output = selectable / "x.json"
    with reading(selectable) as db, pytest.raises(ArchiveError, match=words):
        export_popolo(db, output, selection)
    assert list(selectable.glob("*x.json*")) == []


def test_a_record_is_a_line(selectable: Path) -> None:
    document = exported(selectable)
    lines = (selectable / "popolo.json").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line.rstrip(",")) for line in lines if line.startswith('{"id"')]
    assert [one["id"] for one in records] == [
        one["id"] for name in ("persons", "memberships", "organizations", "posts", "areas") for one in document[name]
    ]
