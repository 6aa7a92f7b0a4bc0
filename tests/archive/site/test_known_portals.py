"""The portals that forms offer, and which are meant by what somebody types."""

from __future__ import annotations

import sqlite3

import pytest
from lxml import html

from archive.site.known_portals import MOST_LISTED, read_known_portals
from tests.archive.site.search.archives import empty


def _options(markup: str) -> list[tuple[str, str, bool]]:
    select = html.fromstring(f"<select>{markup}</select>")
    return [(one.get("value"), one.text, "selected" in one.attrib) for one in select.iter("option")]


def _with(*portals: tuple[str, str, str, str | None]) -> sqlite3.Connection:
    connection = empty()
    connection.execute("DELETE FROM portals")
    connection.executemany("INSERT INTO portals (id, name, url, unit) VALUES (?, ?, ?, ?)", portals)
    return connection


def test_portals_are_options_by_name_with_the_one_that_is_asked_for() -> None:
    connection = empty()
    connection.execute("INSERT INTO portals (id, name, url, unit) VALUES ('a\"<', 'A & <b>', 'https://a.example', 'x')")
    known = read_known_portals(connection)
    assert known.are_listed
    assert _options(known.options(None)) == [
        ('a"<', "A & <b>", False),
        ("p", "Cổng thị xã Gió", False),
        ("q", "Cổng xã Nắng", False),
    ]
    assert [key for key, _, chosen in _options(known.options('a"<')) if chosen] == ['a"<']
    assert [key for key, _, chosen in _options(known.options("nope")) if chosen] == []


def test_another_name_is_offered_as_soon_as_it_is_written() -> None:
    connection = empty()
    read_known_portals(connection)
    connection.execute("UPDATE portals SET name = 'Cổng mới', unit = 'xã <Nắng>' WHERE id = 'q'")
    known = read_known_portals(connection)
    assert ("q", "Cổng mới", False) in _options(known.options(None))
    assert known.units == "<option>xã &lt;Nắng&gt;"


def test_an_archive_without_portals_offers_none_and_means_none() -> None:
    known = read_known_portals(_with())
    assert known.portals == ()
    assert known.options("p") == ""
    assert known.meant("p") == []


def test_more_portals_than_a_form_lists_are_named() -> None:
    known = read_known_portals(
        _with(*((f"p{n}", f"Cổng {n}", f"https://p{n}.example/", f"xã {n}") for n in range(MOST_LISTED + 1)))
    )
    assert not known.are_listed
    assert known.options("p7") == known.units == ""
    assert [one.id for one in known.meant("cong 7")] == ["p7"]


GIO = ("gio", "Cổng thông tin thị xã Gió", "https://thixagio.example/", "thị xã Gió")
GIO_PARTY = ("gioparty", "Đảng bộ thị xã Gió", "https://dangbo.gio.example/vi/", "thị xã Gió")
GIOI = ("gioi", "Cổng xã Giỏi", "https://gioi.example", "xã Giỏi")
MUONG = ("muong", "Cổng xã Mường", "https://muong.example/", None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gio", ["gio"]),  # an id, though other names have the word
        ("https://thixagio.example/", ["gio"]),
        ("THIXAGIO.example", ["gio"]),
        ("dangbo.gio.example/vi", ["gioparty"]),
        ("Cổng  thông tin thị xã Gió", ["gio"]),
        ("cong thong tin thi xa gio", ["gio"]),
        ("thị xã gió", ["gio", "gioparty"]),  # the unit of both
        ("gió đảng", ["gioparty"]),  # words in any order
        ("cong", ["gio", "gioi", "muong"]),
        ("xa gioi", ["gioi"]),
        ("cổng giỏi", ["gioi"]),  # marks that are typed count
        ("cổng gioi", ["gioi"]),
        ("cong muòng", ["muong"]),  # none is spelt so
        ("mườ", []),  # no part of a word
        ("thixagio", ["gio"]),  # a part of an address
        ("gio.example/vi", ["gioparty"]),
        ("nắng", []),
        ("", []),
        ("   ", []),
    ],
)
def test_a_portal_is_meant_by_id_address_name_or_words(typed: str, meant: list[str]) -> None:
    known = read_known_portals(_with(GIO, GIO_PARTY, GIOI, MUONG))
    assert sorted(one.id for one in known.meant(typed)) == sorted(meant)


def test_a_query_finds_portals_by_a_part_of_their_names() -> None:
    known = read_known_portals(_with(GIO, GIO_PARTY, GIOI, MUONG))
    assert [one.id for one in known.named("xã giỏ")] == ["gio", "gioi", "gioparty"]
    assert [one.id for one in known.named("muong")] == ["muong"]
    assert known.named("nắng") == []


def test_a_portal_is_typed_by_its_name_unless_others_are_meant_by_it() -> None:
    known = read_known_portals(_with(GIO, GIO_PARTY, ("gio2", GIO[1], "https://cu.thixagio.example/", None)))
    assert known.typed("gioparty") == "Đảng bộ thị xã Gió"
    assert (known.typed("gio"), known.typed("gio2"), known.typed("nope")) == ("gio", "gio2", "nope")
