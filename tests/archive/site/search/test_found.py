"""What is found, in which order, how it is counted and shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import best_expression
from archive.search.query import terms
from archive.site.search.asked import Asked
from archive.site.search.matches import Matches
from archive.site.search.narrowing import Narrowed, narrow
from archive.site.search.results import PAGE_LENGTH, Results, read_results
from archive.site.search.snippets import Run, Snippets
from scraper.units import territory
from tests.archive.site.search.archives import add, empty

KY_ANH = "449-2023"  # thị xã Kỳ Anh, 2015 to 2025; the gazetteer knows what came before and after


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    connection = empty()
    add(connection, 1, "Thị xã họp", "Cán bộ của Thị xã và Đảng ủy phường.", published="2021-01-01", section="Tin tức",
        officials=[(7, "Lê Thị Mây", "Bí thư Thị uỷ", "chaired"), (8, "Trần Nắng", "Chủ tịch", "spoke")])  # fmt: skip
    add(connection, 2, "Họp mặt", "Sáng nay Đảng bộ Thị uỷ tổ chức gặp mặt.", published="2023-01-02", section="Tin Tức",
        officials=[(7, "Lê Thị Mây", "Phó Bí thư Thị uỷ", "spoke")])  # fmt: skip
    add(connection, 3, "Con đường mới", "Đường liên xã thông xe.", published="2023-01-03", portal="q",
        captions=["Ông Đức cắt băng", "Quang cảnh lễ"], places=[("TX. Kỳ Anh", "thị xã Kỳ Anh", KY_ANH)])  # fmt: skip
    add(connection, 4, "Theo dương lịch", "Ngày đầu năm.", published=None, kind="document")
    add(connection, 5, None, "Văn bản số 20/10/2023 về nông nghiệp.", published="2023-02-01", lead="Nông dân được mùa")
    yield connection
    connection.close()


def search(connection: sqlite3.Connection, words: str, **more: Any) -> Results:
    return read_results(connection, Asked(words, **more), 10_000)


def ids(results: Results) -> list[int]:
    return [hit.row["id"] for hit in results.hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dang bo thi uy", {1, 2}), ("Đảng bộ Thị ủy", {1, 2}),
        ("duong", {3, 4}), ("đường", {3}), ("ĐƯỜNG", {3}),
        ('"dang bo"', {2}), ('"thị uỷ"', {1, 2}), ('"Thị ủy tổ chức"', {2}), ('"thi uy to chuc gap mat"', {2}),
        ('"to chuc thi uy"', set()), ("20/10/2023", {5}), ("10/20/2023", set()), ("non*", {5}), ("nông*", {5}),
        ("hop -mat", {1}), ('hop -"thi uy to"', {1}), ('hop -"dang bo"', {1}), ("-hop", {3, 4, 5}), ("duc cat", {3}),
        ("tx ky anh", {3}),
        ("thị xã kỳ anh", {3}), ("le thi may", {1, 2}), ("bi thu", {1, 2}), ("ubnd", {1, 2}),
        ('"quang canh le"', {3}), ('"cat bang quang"', {3}), ("zzz", set()), ("-zzz", {1, 2, 3, 4, 5}),
        ('"thong xe"*', {3}),
        ('"lien xa thon"*', {3}), ("Đảng ủy -Thị", set()),
    ],
)  # fmt: skip
def test_what_is_found(connection: sqlite3.Connection, words: str, expected: set[int]) -> None:
    results = search(connection, words)
    assert set(ids(results)) == expected
    assert results.count == len(expected)
    assert not results.is_upper_bound


def by_full_text(connection: sqlite3.Connection, words: str) -> set[int]:
    sql = (
        "SELECT d.key FROM articles_fts f JOIN article_search_days d ON d.article = f.rowid WHERE articles_fts MATCH ?"
    )
    return {row[0] for row in connection.execute(sql, (best_expression(connection, words),))}


VOCABULARY = [
    "thị",
    "thi",
    "xã",
    "ủy",
    "uỷ",
    "đảng",
    "dang",
    "bộ",
    "đường",
    "duong",
    "họp",
    "20/10",
    "nông*",
    '"',
    "-",
    " ",
    "“",
]


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join) | st.text(max_size=30))
def test_it_finds_what_the_full_text_index_finds(connection: sqlite3.Connection, words: str) -> None:
    short = any(term.prefix and len(term.words) < 2 for term in terms(words))
    found = set(Matches(connection, Narrowed(Asked(words))).newest(100))
    assert found <= by_full_text(connection, words) if short else found == by_full_text(connection, words)


def test_a_beginning_has_two_letters(connection: sqlite3.Connection) -> None:
    assert ids(search(connection, "n*")) == []
    assert ids(search(connection, "nô*")) == [5]


def test_words_that_follow_each_other_come_first(connection: sqlite3.Connection) -> None:
    results = search(connection, "dang bo thi uy")
    assert ids(results) == [2, 1]
    assert Run("Đảng bộ Thị uỷ", True) in results.hits[0].snippet
    assert results.hits[0].place == "body"
    assert results.ranked is None


def test_marks_are_respected_where_typed(connection: sqlite3.Connection) -> None:
    assert not search(connection, "đường").without_marks
    mixed = search(connection, "đuong")
    assert set(ids(mixed)) == {3, 4}
    assert mixed.without_marks
    assert not search(connection, "đuong zzz").without_marks


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({"portal": "q"}, {3}), ({"portal": "nope"}, set()), ({"year": 2023}, {2, 3, 5}), ({"year": 1999}, set()),
        ({"since": "2023-01-03"}, {3, 5}), ({"until": "2021-12-31"}, {1}),
        ({"since": "2023-01-02", "until": "2023-01-02"}, {2}),
        ({"since": "2023-01-01", "year": 2021}, set()), ({"section": "tin tức"}, {1, 2}), ({"kind": "document"}, {4}),
        ({"role": "spoke"}, {1, 2}), ({"role": "chaired"}, {1}), ({"person": 7}, {1, 2}),
        ({"person": 7, "role": "spoke"}, {2}),
        ({"person": 8, "role": "chaired"}, set()), ({"person": 99}, set()), ({"official": "le thi may"}, {1, 2}),
        ({"official": "Lê Thị Mây", "role": "chaired"}, {1}), ({"official": "ai đó"}, set()), ({"unit": KY_ANH}, {3}),
        ({"unit": "thi xa ky anh"}, {3}), ({"unit": "thị xã không có"}, set()), ({"person": 7, "year": 2023}, {2}),
    ],
)  # fmt: skip
def test_narrowed(connection: sqlite3.Connection, narrowed: dict[str, Any], expected: set[int]) -> None:
    results = search(connection, "", **narrowed)
    assert set(ids(results)) == expected
    assert results.count == len(expected)
    for words in ("hop", "duong", "-hop"):
        both = search(connection, words, **narrowed)
        assert set(ids(both)) == expected & set(ids(search(connection, words)))


def test_a_unit_is_its_portals_and_whatever_names_it_before_and_after() -> None:
    connection = empty()
    other = min(territory(KY_ANH) - {KY_ANH})
    connection.execute("UPDATE portals SET unit_id = ? WHERE id = 'q'", (other,))
    add(connection, 1, "Của cổng", portal="q")
    add(connection, 2, "Nêu nơi", places=[("nơi", None, other)])
    add(connection, 3, "Nơi khác", places=[("nơi", None, None)])
    results = search(connection, "", unit=KY_ANH)
    assert set(ids(results)) == {1, 2}
    assert other in results.narrowed.lineage
    assert results.narrowed.portals == ("q",)


def test_a_name_of_several_is_a_choice(connection: sqlite3.Connection) -> None:
    results = search(connection, "hop", unit="ky anh")
    assert results.hits == [] and len(results.narrowed.units) > 1
    assert KY_ANH in {one.key for one in results.narrowed.units}
    assert ids(search(connection, "", unit="TX Kỳ Anh")) == [3]


def test_namesakes_are_a_choice() -> None:
    connection = empty()
    add(connection, 1, "Một", officials=[(1, "Lê Mây", "Chủ tịch"), (2, "Lê Mây", "Bí thư")])
    add(connection, 2, "Hai", officials=[(2, "Lê Mây", "Bí thư")])
    results = search(connection, "", official="le may")
    assert [one.key for one in results.narrowed.people] == ["2", "1"]
    assert results.narrowed.people[0].more == "Bí thư, UBND phường Gió"
    assert results.hits == []


def test_years_are_counted_whatever_year_is_asked_for(connection: sqlite3.Connection) -> None:
    results = search(connection, "xa", year=2021)
    assert ids(results) == [1]
    assert results.years == [("2021", 1), ("2022", 0), ("2023", 1)]
    whole = search(connection, "-zzz")
    assert (whole.years, whole.undated) == ([("2021", 1), ("2022", 0), ("2023", 3)], 1)
    assert search(connection, "", person=7).years == [("2021", 1), ("2022", 0), ("2023", 1)]


def test_newest_first(connection: sqlite3.Connection) -> None:
    assert ids(search(connection, "-zzz", newest_first=True)) == [5, 3, 2, 1, 4]


def test_a_hit_in_the_title_only_shows_the_beginning(connection: sqlite3.Connection) -> None:
    hit = search(connection, "dương lịch").hits[0]
    assert hit.title == [Run("Theo ", False), Run("dương lịch", True)]
    assert hit.snippet == [Run("Ngày đầu năm.", False)]


def test_captions_and_places_are_shown_as_such(connection: sqlite3.Connection) -> None:
    caption = search(connection, "cat bang").hits[0]
    assert (caption.place, caption.snippet[1]) == ("captions", Run("cắt băng", True))
    place = search(connection, '"thị xã kỳ anh"').hits[0]
    assert (place.place, place.snippet) == (
        "places",
        [Run("TX. Kỳ Anh (", False), Run("thị xã Kỳ Anh", True), Run(")", False)],
    )


@pytest.mark.parametrize(
    ("lead", "body", "place", "is_asked"),
    [
        ("Gió về.", "Nắng lên trên đường làng.", "body", False),
        ("Nắng lên.", "Mưa.", "lead", False),
        ("Nắng.", "Nắng rồi mưa.", "captions", True),
        ("Nắng lên.", "", "lead", True),
        ("", "", "captions", True),
    ],
)
def test_texts_beside_an_article_are_read_where_they_may_say_more(
    lead: str, body: str, place: str, is_asked: bool
) -> None:
    read = []

    def others() -> dict[str, str]:
        read.append(True)
        return {"captions": "Cả nhà: nắng lên.", "officials": "nắng, lên", "places": ""}

    snippets = Snippets(terms("nắng lên"), without_marks=False)
    assert snippets.best({"lead": lead, "body": body}, others)[0] == place
    assert bool(read) == is_asked


@pytest.mark.parametrize(
    ("words_before", "is_found"), [(10, True), (12_000, True), (30_000, True), (100_000, False)], ids=str
)
def test_a_passage_is_looked_for_in_the_first_pieces_of_a_very_long_text(words_before: int, is_found: bool) -> None:
    body = "mưa " * words_before + "nắng lên " + "gió " * 60_000
    _, runs = Snippets(terms("nắng lên"), without_marks=False).best({"lead": "", "body": body}, dict)
    assert (Run("nắng lên", True) in runs) is is_found
    assert runs[-1].text.endswith(" …")
    assert (runs[0].text.startswith("… ")) is is_found
    assert sum(len(run.text.split()) for run in runs) < 40


@given(st.integers(0, 40), st.integers(0, 40))
def test_words_are_found_wherever_a_piece_ends(before: int, more: int) -> None:
    """Pieces end between words, and of two words on both sides of the end one at least is shown."""
    body = "mưa " * (12_500 - before) + "nắng " + "gió " * more + "lên" + " mây" * 10
    _, runs = Snippets(terms("nắng lên"), without_marks=False).best({"lead": "", "body": body}, dict)
    assert {word for run in runs if run.found for word in run.text.split()} & {"nắng", "lên"}


def test_what_was_found_does_not_hold_its_text(connection: sqlite3.Connection) -> None:
    (hit,) = search(connection, "duong lien").hits
    assert "text" not in hit.row and hit.row["beginning"]


def test_facets_count_what_is_found(connection: sqlite3.Connection) -> None:
    results = search(connection, "hop")
    assert [(one.key, one.count) for one in results.portals] == [("p", 2)]
    assert {(one.key, one.count) for one in results.sections} == {("Tin Tức", 2)}
    assert {one.name for one in search(connection, "duong").portals} == {"Cổng thị xã Gió", "Cổng xã Nắng"}


def test_pages_of_that_name_are_named(connection: sqlite3.Connection) -> None:
    assert [(one.table, one.key, one.more) for one in search(connection, "le thi may").called] == [
        ("people", "7", "Phó Bí thư Thị uỷ, UBND phường Gió")
    ]
    assert [one.table for one in search(connection, "thi xa gio").called] == ["portals"]
    assert search(connection, "-le").called == []


def test_what_to_try_where_nothing_is_found(connection: sqlite3.Connection) -> None:
    fewer = search(connection, "họp zzz").fewer
    assert [(one.without, one.words, one.count) for one in fewer] == [("zzz", "họp", 2)]
    assert [one.key for one in search(connection, "lê thị mâi").people_like] == ["7"]
    assert search(connection, "họp").fewer == []


def test_what_takes_too_long_is_told(connection: sqlite3.Connection) -> None:
    results = read_results(connection, Asked("duong"), 0)
    assert results.interrupted and results.count is None


def test_no_words_find_nothing_and_count_nothing(connection: sqlite3.Connection) -> None:
    assert (search(connection, "").hits, search(connection, "").count) == ([], 0)


@pytest.fixture(scope="module")
def many() -> Iterator[sqlite3.Connection]:
    """1,300 articles, a third of which have the words in a row, one long ago with them for a title."""
    connection = empty()
    for article in range(1, 1_301):
        words = "Đảng bộ họp ở xã" if article % 3 == 0 else "bộ đội ở xã của Đảng"
        add(
            connection,
            article,
            f"Bài {article}",
            words,
            published=f"{2010 + article % 12}-0{1 + article % 9}-1{article % 9}",
        )
    add(connection, 5_000, "Đảng bộ họp", "Tin cũ.", published="2001-01-01")
    yield connection
    connection.close()


@pytest.mark.parametrize("newest_first", [False, True])
def test_every_hit_stands_on_one_page(many: sqlite3.Connection, newest_first: bool) -> None:
    asked = Asked("dang bo", newest_first=newest_first)
    seen: list[int] = []
    for page in range(1, 100):
        results = read_results(many, replace(asked, page=page), 10_000)
        assert results.count == 1_301
        seen += ids(results)
        if not results.more:
            break
    assert len(seen) == len(set(seen)) == 1_301
    assert page == -(-1_301 // PAGE_LENGTH)


def test_an_old_headline_comes_before_what_is_new(many: sqlite3.Connection) -> None:
    results = search(many, "dang bo hop")
    assert ids(results)[0] == 5_000
    assert results.ranked is not None and results.ranked < 1_301
    points = [hit.points for hit in results.hits]
    assert points == sorted(points, reverse=True)


def test_of_equal_articles_the_newer_comes_first(many: sqlite3.Connection) -> None:
    days = [hit.row["published"] for hit in search(many, "doi dang").hits]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("narrowed", [{}, {"kind": "article"}, {"section": "x"}, {"year": 2013}])
def test_a_phrase_is_counted(many: sqlite3.Connection, narrowed: dict[str, Any]) -> None:
    results = search(many, '"Đảng bộ họp ở"', **narrowed)
    assert not results.is_upper_bound
    expected = by_full_text(many, '"Đảng bộ họp ở"') & set(Matches(many, narrow(many, Asked(**narrowed))).newest(2_000))
    assert results.count == len(expected)
    assert {hit.row["key"] for hit in results.hits} <= expected


def test_a_phrase_that_many_have_is_counted_as_a_bound(many: sqlite3.Connection, monkeypatch: Any) -> None:
    monkeypatch.setattr("archive.site.search.matches.MOST_CHECKED", 300)
    results = search(many, '"Đảng bộ họp ở"')
    assert results.is_upper_bound and results.count == 433
    assert all(hit.row["id"] % 3 == 0 for hit in results.hits)
    narrowed = search(many, '"Đảng bộ họp ở"', year=2013)
    assert narrowed.count is not None and {hit.row["published"][:4] for hit in narrowed.hits} == {"2013"}


def test_a_facet_of_more_hits_than_are_looked_at_has_no_counts(many: sqlite3.Connection, monkeypatch: Any) -> None:
    assert [one.count for one in search(many, "dang bo", year=2013).portals] == [109]
    assert [(one.key, one.count) for one in search(many, "dang bo").portals] == [("p", None)]
    monkeypatch.setattr("archive.site.search.results.MOST_FACETED", 1_301)
    assert [(one.key, one.count) for one in search(many, "dang bo").portals] == [("p", 1_301)]
