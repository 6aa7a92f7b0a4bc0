"""Data that refers to itself: Nuxt 3's arrays and React's flight rows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.script_data.references import read_flight, unflatten

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**9) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)
NODES = st.integers(-9, 12) | st.sampled_from(
    ["Date", "Set", "Map", "Reactive", "null", "EmptyRef", "x", True, None, 1.5]
)


def flattened(value: Any) -> list[Any]:
    """devalue's format, without sharing."""
    flat: list[Any] = []

    def put(one: Any) -> int:
        index = len(flat)
        flat.append(one)
        if isinstance(one, dict):
            flat[index] = {name: put(child) for name, child in one.items()}
        elif isinstance(one, list):
            flat[index] = [put(child) for child in one]
        return index

    put(value)
    return flat


@given(PLAIN)
def test_references_are_followed(value: Any) -> None:
    assert unflatten(flattened(value)) == value


@given(
    st.lists(NODES | st.lists(NODES, max_size=4) | st.dictionaries(st.text(max_size=3), NODES, max_size=3), max_size=12)
)
def test_rubble_gives_something(flat: list[Any]) -> None:
    unflatten(flat)  # never raises, never hangs


def test_types_of_nuxt() -> None:
    flat = [
        ["ShallowReactive", 1],
        {"post": 2, "none": -1, "tags": 6, "bare": 9},
        ["Reactive", 3],
        {"title": 4, "at": 5},
        "Tin",
        ["Date", "2025-04-02T00:30:00.000Z"],
        ["Set", 7, 8],
        "a",
        "b",
        ["null", "k", 4],
    ]
    assert unflatten(flat) == {
        "post": {"title": "Tin", "at": "2025-04-02T00:30:00.000Z"},
        "none": None,
        "tags": ["a", "b"],
        "bare": {"k": "Tin"},
    }


def test_an_array_that_holds_itself_is_one_value() -> None:
    value = unflatten([{"self": 0, "two": 1}, [0, 0]])
    assert value["self"] is value
    assert value["two"] == [value, value]


def test_wrappers_around_one_another_have_an_end() -> None:
    assert unflatten([["Reactive", 1], ["Reactive", 0]]) is None


def test_flight_rows() -> None:
    body = "<p>Ủy ban: 5 ≥ 3</p>\n2:không là hàng"
    stream = (
        f'1:["$","div",null,{{"post":{{"body":"$2a","at":"$D2025-01-02T03:04:05.000Z","price":"$$5","no":"$undefined"}}}}]\n'
        f'3:I["app.js",["1"],"default"]\n:HL["/a.css","style"]\n2a:T{len(body.encode()):x},{body}'
        f'4:{{"again":"$1:3:post","lazy":"$L3","text":"$Sreact.suspense"}}\n'
    )
    rows = read_flight(stream)
    post = {"body": body, "at": "2025-01-02T03:04:05.000Z", "price": "$5", "no": None}
    assert rows[0][3]["post"] == post
    assert rows[1] == body
    assert rows[2] == {"again": post, "lazy": None, "text": "$Sreact.suspense"}


def test_a_row_that_refers_to_itself_is_one_value() -> None:
    (row,) = read_flight('0:{"me":"$0"}\n')
    assert row["me"] is row


@given(st.text(alphabet='0a1:T,{}[]"$L\n', max_size=80))
def test_any_stream_is_read(stream: str) -> None:
    read_flight(stream)


@pytest.mark.parametrize("stream", ["", "0", "0:", "0:T", "0:Tff,x", "0:{", "zz\n\n\n", "0:" + "[" * 100_000])
def test_cut_streams_are_read(stream: str) -> None:
    assert all(isinstance(value, str | list | dict) for value in read_flight(stream))
