"""Documents of block editors: each editor's shape gives the same HTML."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.script_data.blocks import MAX_NODES, document_html, is_document

FIGURE = '<figure><img src="/a.jpg" alt=""><figcaption>Lãnh đạo xã</figcaption></figure>'
WANTED = f"<h2>Kết quả</h2><p>Sáng <b>5/3</b></p>{FIGURE}<ul><li>Một</li></ul>"

PROSEMIRROR = {
    "type": "doc",
    "content": [
        {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Kết quả"}]},
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Sáng "},
                {"type": "text", "text": "5/3", "marks": [{"type": "bold"}]},
            ],
        },
        {"type": "image", "attrs": {"src": "/a.jpg", "caption": "Lãnh đạo xã"}},
        {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "text", "text": "Một"}]}]},
    ],
}
LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "heading", "tag": "h2", "children": [{"type": "text", "text": "Kết quả", "format": 0}]},
            {
                "type": "paragraph",
                "children": [
                    {"type": "text", "text": "Sáng ", "format": 0},
                    {"type": "text", "text": "5/3", "format": 1},
                ],
            },
            {"type": "upload", "value": {"url": "/a.jpg", "caption": "Lãnh đạo xã"}},
            {
                "type": "list",
                "listType": "bullet",
                "children": [{"type": "listitem", "children": [{"type": "text", "text": "Một"}]}],
            },
        ],
    }
}
EDITOR_JS = {
    "time": 1,
    "blocks": [
        {"type": "header", "data": {"text": "Kết quả", "level": 2}},
        {"type": "paragraph", "data": {"text": "Sáng <b>5/3</b>"}},
        {"type": "image", "data": {"file": {"url": "/a.jpg"}, "caption": "Lãnh đạo xã"}},
        {"type": "list", "data": {"style": "unordered", "items": ["Một"]}},
    ],
}
STRAPI = [
    {"type": "heading", "level": 2, "children": [{"type": "text", "text": "Kết quả"}]},
    {
        "type": "paragraph",
        "children": [{"type": "text", "text": "Sáng "}, {"type": "text", "text": "5/3", "bold": True}],
    },
    {"type": "image", "image": {"url": "/a.jpg", "alternativeText": "", "caption": "Lãnh đạo xã"}},
    {
        "type": "list",
        "format": "unordered",
        "children": [{"type": "list-item", "children": [{"type": "text", "text": "Một"}]}],
    },
]
PORTABLE_TEXT = [
    {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Kết quả"}]},
    {
        "_type": "block",
        "style": "normal",
        "children": [{"_type": "span", "text": "Sáng "}, {"_type": "span", "text": "5/3", "marks": ["strong"]}],
    },
    {"_type": "image", "asset": {"url": "/a.jpg"}, "caption": "Lãnh đạo xã"},
    {"_type": "block", "style": "normal", "listItem": "bullet", "children": [{"_type": "span", "text": "Một"}]},
]
CONTENTFUL = {
    "nodeType": "document",
    "data": {},
    "content": [
        {"nodeType": "heading-2", "data": {}, "content": [{"nodeType": "text", "value": "Kết quả", "marks": []}]},
        {
            "nodeType": "paragraph",
            "data": {},
            "content": [
                {"nodeType": "text", "value": "Sáng ", "marks": []},
                {"nodeType": "text", "value": "5/3", "marks": [{"type": "bold"}]},
            ],
        },
        {
            "nodeType": "embedded-asset-block",
            "data": {"target": {"fields": {"file": {"url": "/a.jpg"}, "caption": "Lãnh đạo xã"}}},
            "content": [],
        },
        {
            "nodeType": "unordered-list",
            "data": {},
            "content": [
                {"nodeType": "list-item", "data": {}, "content": [{"nodeType": "text", "value": "Một", "marks": []}]}
            ],
        },
    ],
}
DRAFT_JS = {
    "blocks": [
        {"type": "header-two", "text": "Kết quả", "depth": 0},
        {"type": "unstyled", "text": "Sáng 5/3", "depth": 0},
        {"type": "unordered-list-item", "text": "Một", "depth": 0},
    ],
    "entityMap": {},
}

JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "content", "children", "text", "data", "attrs", "level", "items"]), inner
        )
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    "document",
    [PROSEMIRROR, LEXICAL, EDITOR_JS, STRAPI, PORTABLE_TEXT, CONTENTFUL],
    ids=["prosemirror", "lexical", "editorjs", "strapi", "portable text", "contentful"],
)
def test_editors(document: Any) -> None:
    assert is_document(document)
    assert document_html(document) == WANTED


def test_draft_js() -> None:
    assert is_document(DRAFT_JS)
    assert document_html(DRAFT_JS) == "<h2>Kết quả</h2><p>Sáng 5/3</p><ul><li>Một</li></ul>"


def test_texts_are_escaped_and_tables_kept() -> None:
    document = [
        {"type": "paragraph", "children": [{"type": "text", "text": "a < b & c"}]},
        {"type": "table", "data": {"content": [["Tên", "Số"], ["Xã", "3"]]}},
    ]
    assert document_html(document) == (
        "<p>a &lt; b &amp; c</p><table><tr><td>Tên</td><td>Số</td></tr><tr><td>Xã</td><td>3</td></tr></table>"
    )


def test_a_type_that_nobody_knows_gives_its_children() -> None:
    document = {
        "type": "doc",
        "content": [
            {"type": "callout", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Lưu ý"}]}]}
        ],
    }
    assert document_html(document) == "<p>Lưu ý</p>"


@pytest.mark.parametrize(
    "value", [None, "x", 3, [], {}, ["a"], [{"title": "x"}], {"content": "<p>x</p>"}, [{"type": "tin", "id": 3}]]
)
def test_other_values_are_no_documents(value: Any) -> None:
    assert not is_document(value)


@given(JSON)
def test_any_value_is_written(value: Any) -> None:
    is_document(value)
    assert isinstance(document_html(value), str)


def test_a_document_that_holds_its_nodes_many_times_has_an_end() -> None:
    node: Any = {"type": "paragraph", "text": "x"}
    for _ in range(40):
        node = {"type": "section", "children": [node, node]}
    assert document_html(node).count("<p>") <= MAX_NODES
