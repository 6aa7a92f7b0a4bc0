"""JavaScript literals: what serialisers write is read, everything else refused; nothing makes it hang or crash."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.extract.script_data.literals import MAX_DEPTH, MAX_VALUES, parse_literal
from scraper.extract.script_data.tokens import NotLiteralError

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


def value_of(text: str) -> Any:
    return parse_literal(text)[0]


@given(PLAIN)
def test_json_is_read_as_json(value: Any) -> None:
    assert value_of(json.dumps(value)) == value
    assert value_of(json.dumps(value, ensure_ascii=False)) == value


@given(PLAIN, PLAIN)
def test_parameters_stand_for_arguments(first: Any, second: Any) -> None:
    text = f"(function(a,b){{return {{x:a,y:[b,a]}}}}({json.dumps(first)},{json.dumps(second)}))"
    assert value_of(text) == {"x": first, "y": [second, first]}


@given(st.text(alphabet="{}[]()\"'`\\,:;!-+.=>abnu0fx $", max_size=60))
def test_rubble_is_read_or_refused(text: str) -> None:
    try:
        _, end = parse_literal(text)
    except NotLiteralError as error:
        assert 0 <= error.position <= len(text)
    else:
        assert 0 < end <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a:1,'b':2,\"c\":3,4:5,}", {"a": 1, "b": 2, "c": 3, "4": 5}),
        ("[1,,2]", [1, None, 2]),
        ("[void 0,undefined,NaN,!0,!1,-1,.5,1e3,0x1F,12n]", [None, None, None, True, False, -1, 0.5, 1000.0, 31, 12]),
        (r"'\u003Cp\u003E Ủy ban \x26 \'xã\' \u{1F600} \uD83D\uDE00 \n\/'", "<p> Ủy ban & 'xã' 😀 😀 \n/"),
        ("`a b`", "a b"),
        ("new Date(1743500000000)", 1743500000000),
        ("new Date('2025-04-02')", "2025-04-02"),
        ('JSON.parse("{\\"a\\":[1]}")', {"a": [1]}),
        ("Object.create(null)", {}),
        ("Array(3)", []),
        ("(function(){return {a:1}})()", {"a": 1}),
        ("(function(a){return a}('x'))", "x"),
        ("((a,b)=>({x:a,y:b}))(1,2)", {"x": 1, "y": 2}),
        ("(function(a,b){a.x=b;a.list[0]=2;return {y:a}}({list:[1]},7));", {"y": {"list": [2], "x": 7}}),
        ("(function(a){return {x:(function(b){return [b,a]}('in'))}}('out'))", {"x": ["in", "out"]}),
        ("{a:unknownName}", {"a": None}),
    ],
)  # fmt: skip
def test_what_serialisers_write(text: str, value: Any) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text", ["", "{", "[1", '"a', "{a}", "function(){", "`${x}`", "(function(a){while(1){}}(1))", "'\\u00'"]
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(NotLiteralError):
        parse_literal(text)


def test_an_object_that_holds_itself_is_one_object() -> None:
    value = value_of("(function(a){a.self=a;return {x:a,y:a}}({}))")
    assert value["x"]["self"] is value["x"]
    assert value["y"] is value["x"]


@pytest.mark.parametrize("opening", ["[", "{a:", "(", "!", "-", "(function(){return ", "[(function(a){return a}("])
def test_nesting_has_an_end(opening: str) -> None:
    with pytest.raises(NotLiteralError):
        parse_literal(opening * (MAX_DEPTH * 40))


def test_so_many_values_are_read_and_no_more() -> None:
    within = [0] * (MAX_VALUES - 1)
    assert value_of(f"[{'0,' * len(within)}]") == within
    with pytest.raises(NotLiteralError):
        parse_literal(f"[{'0,' * MAX_VALUES}]")
