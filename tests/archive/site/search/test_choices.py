"""What the form of a search offers."""

from __future__ import annotations

from lxml import html

from archive.site.search.choices import read_choices
from tests.archive.site.search.archives import empty


def _options(markup: str) -> list[tuple[str, str, bool]]:
    select = html.fromstring(f"<select>{markup}</select>")
    return [(one.get("value"), one.text, "selected" in one.attrib) for one in select.iter("option")]


def test_portals_are_options_by_name_with_the_one_that_is_asked_for() -> None:
    connection = empty()
    connection.execute("INSERT INTO portals (id, name, url, unit) VALUES ('a\"<', 'A & <b>', 'https://a.example', 'x')")
    choices = read_choices(connection)
    assert choices.portals == 3
    assert _options(choices.portal_options(None)) == [
        ('a"<', "A & <b>", False),
        ("p", "Cổng thị xã Gió", False),
        ("q", "Cổng xã Nắng", False),
    ]
    assert [key for key, _, chosen in _options(choices.portal_options('a"<')) if chosen] == ['a"<']
    assert [key for key, _, chosen in _options(choices.portal_options("nope")) if chosen] == []


def test_another_name_is_offered_as_soon_as_it_is_written() -> None:
    connection = empty()
    read_choices(connection)
    connection.execute("UPDATE portals SET name = 'Cổng mới', unit = 'xã <Nắng>' WHERE id = 'q'")
    choices = read_choices(connection)
    assert ("q", "Cổng mới", False) in _options(choices.portal_options(None))
    assert choices.units == "<option>xã &lt;Nắng&gt;"


def test_an_archive_without_portals_offers_none() -> None:
    connection = empty()
    connection.execute("DELETE FROM portals")
    assert read_choices(connection).portals == 0
    assert read_choices(connection).portal_options("p") == ""
