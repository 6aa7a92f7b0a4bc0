from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.wayback.cdx import read_cdx
from scraper.wayback.index import replay_of

LINE = "vn,example)/a 20210304050607 https://example.vn/a text/html 200 ABCD 123"
ELEVEN = "vn,example)/a 20210304050607 https://example.vn/a text/html 200 ABCD - - 123 4 f.warc"


def test_each_form_says_the_same() -> None:
    names = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
    pywb = {"url": "https://example.vn/a", "mime": "text/html", "status": "200", "digest": "sha1:ABCD"}
    forms = [
        f"{LINE}\n",
        json.dumps([names, LINE.split()]),
        f"vn,example)/a 20210304050607 {json.dumps(pywb)}\n",
        json.dumps({"urlkey": "vn,example)/a", "timestamp": "20210304050607", **pywb}) + "\n",
        f" CDX N b a m s k r M S V g\n{ELEVEN}\n",
        f"{ELEVEN}\n",
    ]  # fmt: skip
    first, *others = [read_cdx(form) for form in forms]
    assert (first.lines[0].url, first.lines[0].status, first.lines[0].digest) == ("https://example.vn/a", 200, "ABCD")
    for other in others:
        assert other == first


@pytest.mark.parametrize("text", ["", "[]", "\n", "[[]]"])
def test_an_index_without_captures(text: str) -> None:
    assert read_cdx(text).lines == []


def test_the_key_to_go_on_with() -> None:
    assert read_cdx(f"{LINE}\n\nvn,example)/b+2021\n").resume_key == "vn,example)/b+2021"
    table = [["timestamp", "original"], ["20210304050607", "https://example.vn/a"], [], ["vn,example)/b"]]
    assert read_cdx(json.dumps(table)).resume_key == "vn,example)/b"
    assert read_cdx(f"{LINE}\n").resume_key is None


@pytest.mark.parametrize("text", ["[[1, 2", "{}", "one word", "a 20211304050607 https://example.vn/ text/html 200 A 1",
                                  "dns:x 20210304050607 dns:x text/dns 200 A 1", '[{"a": 1}]'])  # fmt: skip
def test_lines_that_cannot_be_read_are_counted(text: str) -> None:
    answer = read_cdx(text)
    assert (answer.lines, answer.unreadable) == ([], 1)


@pytest.mark.parametrize("text", ["[[1, 2", '[{"a": 1}]', f"{LINE}\nvn,example)/b 2021030", f'{LINE}\n{{"url": "ht'])
def test_an_answer_that_stops_in_the_middle_is_told_from_a_whole_one(text: str) -> None:
    assert read_cdx(text).is_broken
    for whole in ("", "[]", LINE, f"{LINE}\n", f"one word\n{LINE}", "one word\n"):
        assert not read_cdx(whole).is_broken


@pytest.mark.parametrize("tail", ["\r\nWARC-Type: warcinfo", "\n", "\x00", "\x9b2J"])
def test_an_address_with_controls_in_it_is_none(tail: str) -> None:
    said = {"timestamp": "20210304050607", "url": f"https://example.vn/a{tail}"}
    answer = read_cdx(json.dumps(said) + "\n")
    assert (answer.lines, answer.unreadable) == ([], 1)


def test_what_an_index_leaves_open_is_no_text() -> None:
    said = {"timestamp": "20210304050607", "url": "https://example.vn/a", "status": None, "digest": None}
    (line,) = read_cdx(json.dumps(said) + "\n").lines
    assert (line.status, line.digest, line.mime) == (None, None, "")


@pytest.mark.parametrize("text", ["[" * 100_000, f"[{'[' * 100_000}]", f'{{"a": {"[" * 100_000}'])
def test_what_is_nested_without_end_is_no_answer(text: str) -> None:
    answer = read_cdx(text)
    assert (answer.lines, answer.unreadable, answer.is_broken) == ([], 1, True)


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    for before in ("", "[", "{", "a 20210304050607 {", f"{LINE}\n"):
        read_cdx(before + text)


@pytest.mark.parametrize(
    ("index", "replay"),
    [
        ("https://web.archive.org/cdx/search/cdx", "https://web.archive.org/web"),
        ("https://archive.example/coll/cdx", "https://archive.example/coll"),
        ("https://archive.example/coll-cdx", "https://archive.example/coll"),
        ("https://archive.example/coll/index?x=1", "https://archive.example/coll"),
        ("https://archive.example/", "https://archive.example/web"),
    ],
)
def test_where_captures_are_given_out(index: str, replay: str) -> None:
    assert replay_of(index) == replay
