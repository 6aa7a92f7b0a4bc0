from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from scraper.content_encoding import ACCEPTED, BodyError, decoded, decoded_or_plain, may_go_on, wrongly_labelled

MEGABYTE = 1024 * 1024
TEXT = "Đảng bộ thị xã ".encode() * 500


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda data: brotli.compress(data, quality=4),
    "zstd": zstd.compress,
}
WAYS = {**ENCODERS, "raw deflate": raw_deflate}  # every form that a body is sent in


def label(way: str) -> str:
    return way.rpartition(" ")[2]


@pytest.mark.parametrize("name", ENCODERS)
@given(body=st.binary(max_size=2000))
def test_round_trip(name: str, body: bytes) -> None:
    assert decoded(ENCODERS[name](body), name) == body


def test_raw_deflate_and_plain_and_stacked() -> None:
    assert decoded(raw_deflate(TEXT), "deflate") == TEXT
    assert decoded(TEXT, None) == TEXT
    assert decoded(TEXT, "identity") == TEXT
    assert decoded(brotli.compress(gzip.compress(TEXT)), "gzip, br") == TEXT
    assert decoded(gzip.compress(TEXT) + gzip.compress(TEXT), "gzip") == TEXT * 2


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("part", range(20))
def test_a_body_cut_anywhere_is_an_error(way: str, part: int) -> None:
    body = WAYS[way](b"".join(bytes(f"{number * 7919 % 10007} ", "ascii") for number in range(4_000)))
    with pytest.raises(BodyError, match="ends before its stream"):
        decoded(body[: 1 + part * (len(body) - 1) // 20], label(way))


@pytest.mark.parametrize("way", WAYS)
@given(body=st.binary(max_size=60))
def test_no_beginning_of_a_small_body_passes_for_the_whole(way: str, body: bytes) -> None:
    sent = WAYS[way](body)
    for end in range(1, len(sent)):
        with pytest.raises(BodyError):
            decoded(sent[:end], label(way))
    assert decoded(sent, label(way)) == body


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_members_in_a_row_are_one_body_and_a_cut_behind_the_first_is_seen(name: str) -> None:
    first, second = ENCODERS[name](TEXT), ENCODERS[name](b"cu")
    assert decoded(first + second, name) == TEXT + b"cu"
    assert decoded(first + b"\0\0\0\0", name) == TEXT, "padding"
    for end in range(1, len(second)):
        with pytest.raises(BodyError, match="ends before its stream"):
            decoded(first + second[:end], name)
    # Between two members nothing in the bytes tells; who judges the answer has to look at the page's own end.
    assert may_go_on(name)
    assert not may_go_on("br")


def test_a_body_of_countless_members_is_an_error() -> None:
    with pytest.raises(BodyError, match="more than 4096 gzip streams"):
        decoded(gzip.compress(b"") * 100_000, "gzip")


@pytest.mark.parametrize("outer", ENCODERS)
@pytest.mark.parametrize("inner", ENCODERS)
def test_a_body_encoded_twice_is_undone_twice_and_its_cut_is_seen(outer: str, inner: str) -> None:
    sent = ENCODERS[outer](ENCODERS[inner](TEXT))
    assert decoded(sent, f"{inner}, {outer}") == TEXT
    with pytest.raises(BodyError, match="ends before its stream"):
        decoded(sent[:-1], f"{inner}, {outer}")
    with pytest.raises(BodyError, match=f"the {inner} body ends before its stream"):
        decoded(ENCODERS[outer](ENCODERS[inner](TEXT)[:-1]), f"{inner}, {outer}")


def test_a_body_encoded_all_too_often_is_an_error() -> None:
    with pytest.raises(BodyError, match="encoded 5 times"):
        decoded(TEXT, "gzip, " * 5)


@pytest.mark.parametrize("name", ENCODERS)
def test_a_false_label_is_an_error(name: str) -> None:
    with pytest.raises(BodyError):
        decoded(b"<html>" + TEXT, name)


@pytest.mark.parametrize("way", WAYS)
def test_a_bomb_is_an_error_and_is_never_held_whole(way: str) -> None:
    sent = WAYS[way](b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(BodyError, match="larger than 1 MB"):
        decoded(sent, label(way), limit=MEGABYTE)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert held < 4 * MEGABYTE


def test_a_bomb_in_a_bomb_is_an_error() -> None:
    inner = gzip.compress(b"\0" * 50_000_000)
    with pytest.raises(BodyError, match="times its size"):
        decoded(gzip.compress(inner), "gzip, gzip")


@pytest.mark.parametrize("way", ["br", "zstd"])
def test_what_unpacks_to_more_than_any_page_does_is_an_error(way: str) -> None:
    with pytest.raises(BodyError, match="more than 500 times its size"):
        decoded(WAYS[way](b"\0" * 8_000_000), way)


@pytest.mark.parametrize("way", WAYS)
def test_a_long_list_of_like_rows_is_none(way: str) -> None:
    rows = b"".join(b'<tr class="row"><td><a href="/tin/%d">Tin</a></td></tr>' % number for number in range(150_000))
    assert decoded(WAYS[way](rows), label(way)) == rows


def test_a_frame_that_asks_for_more_memory_than_the_web_allows_is_an_error() -> None:
    window = {zstd.CompressionParameter.window_log: 25, zstd.CompressionParameter.content_size_flag: False}
    packer = zstd.ZstdCompressor(options=window)
    with pytest.raises(BodyError, match="too much memory"):
        decoded(packer.compress(TEXT * 10) + packer.flush(), "zstd")


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(BodyError, match="'compress'"):
        decoded(TEXT, "compress")


def test_what_is_asked_for_can_be_undone() -> None:
    for name in ACCEPTED.split(", "):
        assert decoded(ENCODERS[name](TEXT), name) == TEXT


@given(body=st.binary(max_size=300), name=st.sampled_from([*ENCODERS, "x-gzip", "identity", "gzip, br", "utf-8"]))
def test_any_bytes_are_a_body_or_an_error(body: bytes, name: str) -> None:
    try:
        decoded(body, name)
    except BodyError as error:
        assert str(error)


LABELS = ["gzip", "deflate", "br", "zstd", "UTF-8", "none", "8bit", "chunked"]
TEXTS = {
    "page": "<!DOCTYPE html><html><body>Thị xã</body></html>".encode(),
    "page behind a warning": b"<br />\n<b>Warning</b>:  Cannot modify header information" + TEXT,
    "page behind a mark": b"\xef\xbb\xbf<?xml version='1.0'?><html>" + TEXT,
    "rules": b"User-agent: *\nDisallow:",
}


@pytest.mark.parametrize("label_of_it", LABELS)
@pytest.mark.parametrize("name", TEXTS)
def test_text_under_the_name_of_an_encoding_is_that_text(name: str, label_of_it: str) -> None:
    assert wrongly_labelled(TEXTS[name], label_of_it) == TEXTS[name]
    assert decoded_or_plain(TEXTS[name], label_of_it) == TEXTS[name]
    with pytest.raises(BodyError):
        decoded(TEXTS[name], label_of_it)


def test_one_encoding_named_twice_is_undone_once() -> None:
    page = TEXTS["page"] * 20
    assert wrongly_labelled(gzip.compress(page), "gzip, gzip") == page
    assert wrongly_labelled(gzip.compress(page), "gzip") is None, "nothing is wrong with it"
    assert wrongly_labelled(page, None) is None


@pytest.mark.parametrize("way", WAYS)
@given(body=st.binary(max_size=3_000), end=st.integers(min_value=1, max_value=3_000), written=st.booleans())
def test_no_cut_stream_is_taken_for_text(way: str, body: bytes, end: int, written: bool) -> None:
    whole = TEXTS["page"] + body.hex().encode() if written else body
    packed = WAYS[way](whole)
    assert wrongly_labelled(packed[: min(end, len(packed) - 1)], label(way)) is None
