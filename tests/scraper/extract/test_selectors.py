"""Selectors that skip what cannot match give what the plain XPath of the whole selector gives."""

from __future__ import annotations

import pytest
from cssselect import HTMLTranslator
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from scraper.extract.selectors import ElementNames, select

COMPOUNDS = st.sampled_from(
    [
        ".a",
        ".b",
        "p.a",
        "div",
        "#x",
        ".a.b",
        "p:not(.c)",
        ".a:not(.z)",
        "p:nth-of-type(1)",
        "[class*=a]",
        "div:has(.b)",
        "[id=x]",
        "p[ID='x']",
        "[id='X' i]",
        "[id$=x]",
        "[id=x].a",
        "p:not([id=x])",
    ]
)
SELECTORS = st.lists(
    st.lists(COMPOUNDS, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([" ", " > ", " + ", " ~ "]).map(lambda between: between.join(parts))
    ),
    min_size=1,
    max_size=4,
).map(", ".join)
PAGES = st.recursive(
    st.sampled_from(
        ["<p class='a'>t</p>", "<p class='b c'>t</p>", "<p id='x'>t</p>", "<b class=' a  b '>t</b>", "<i id='x'>t</i>"]
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"<div class='b'>{''.join(parts)}</div>"),
    max_leaves=12,
)


@given(page=PAGES, selector=SELECTORS)
def test_finds_what_the_whole_selector_finds(page: str, selector: str) -> None:
    tree = html.document_fromstring(f"<html><body>{page}</body></html>")
    plain = etree.XPath(HTMLTranslator().css_to_xpath(selector))(tree)
    assert select(tree, selector, ElementNames(tree)) == plain


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        (".z, .a", ["1", "3"]),
        (".z", []),
        ("p:not(.z)", ["1", "2", "3"]),
        ("div:not(.z) > .a", ["3"]),
        (".a, p", ["1", "2", "3"]),
    ],
)
def test_alternatives_come_in_the_order_of_the_page(selector: str, texts: list[str]) -> None:
    tree = html.document_fromstring("<body><p class='a'>1</p><p>2</p><div><p class='x a'>3</p></div></body>")
    assert [element.text for element in select(tree, selector, ElementNames(tree))] == texts


def test_only_inside_an_element() -> None:
    tree = html.document_fromstring("<body><p class='a'>1</p><div><p class='a'>2</p></div></body>")
    (box,) = select(tree, "div", ElementNames(tree))
    assert [element.text for element in select(box, ".a", ElementNames(tree))] == ["2"]
