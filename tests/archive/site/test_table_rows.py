"""The rows of a table: what stands in a cell is read back from the HTML as it was, and nothing of it is mark-up."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup, escape

from archive.serve import open_datasette
from archive.site.html import filled
from archive.site.table_rows import table_rows
from tests.archive.site.samples import Site

# What HTML can hold: no control characters, no surrogates, and no line ends, which its readers make one of.
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30)
# The archive's own columns have names for readers, and Hypothesis draws texts that stand in our modules.
_COLUMNS = _TEXTS.map("¤{}".format)


def _cell(column: str, value: Any, raw: Any = "x", **more: Any) -> dict[str, Any]:
    return {"column": column, "value": value, "raw": raw, "value_type": type(raw).__name__, **more}


def _read(rows: Markup) -> Any:
    return html.fromstring(f"<table><tbody>{rows}</tbody></table>")


@given(st.lists(st.lists(st.tuples(_COLUMNS, _TEXTS), min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_text_is_a_text(table: list[list[tuple[str, str]]]) -> None:
    found = _read(table_rows([[_cell(column, value) for column, value in row] for row in table]))
    assert [
        [(cell.get("data-label"), cell.text_content()) for cell in row.findall("td")] for row in found.iter("tr")
    ] == table
    assert {each.tag for each in found.iter()} == {"table", "tbody", "tr", "td"}


@given(_TEXTS, _TEXTS)
def test_values_in_html_are_escaped_as_markup_does(first: str, second: str) -> None:
    template = '<a title="%s">%s</a>%s'
    values = (first, second, Markup("<b>"))
    assert filled(template, *values) == Markup(template) % values
    assert isinstance(filled(template, *values), Markup)


@pytest.mark.parametrize(("raw", "blank"), [(None, True), ("", True), (0, False), (" ", False), ("0", False)])
def test_what_is_blank(raw: Any, blank: bool) -> None:
    (cell,) = _read(table_rows([[_cell("số", Markup("&nbsp;"), raw)]])).iter("td")
    assert ("blank" in cell.get("class").split()) is blank
    assert f"type-{type(raw).__name__}" in cell.get("class")
    assert cell.get("class").startswith("col-s-")


def test_a_row_without_a_key_of_one_column_is_led_to_by_a_word() -> None:
    """Its address is the one in Datasette's link, escaped once; the key is a title."""
    address = escape('/archive/roles/a&b,"c')
    link = Markup('<a href="%s">%s</a>') % (address, 'a&b,"c')
    (cell,) = _read(table_rows([[_cell("Link", link, 'a&b,"c', is_special_link_column=True)]])).iter("td")
    assert cell.get("data-label") == "hàng"
    assert (cell[0].get("href"), cell[0].get("title")) == ('/archive/roles/a&b,"c', 'a&b,"c')
    assert cell.text_content() == "xem"


def test_a_row_is_no_work_of_the_templates(site: Site) -> None:
    """Each piece that a template makes goes through all that it extends: the same number for one row and for many."""
    datasette = open_datasette(site.directory)

    async def pieces(rows: int) -> int:
        await datasette.invoke_startup()
        template = datasette.jinja_env.get_template("_table.html")
        shown = [[_cell("id", "1"), _cell("name", "Gió")]] * rows
        context = {"display_rows": shown, "display_columns": [], "table": "places", "database": "archive"}
        return len([piece async for piece in template.generate_async(context)])

    one, many = asyncio.run(pieces(1)), asyncio.run(pieces(50))
    assert one == many
