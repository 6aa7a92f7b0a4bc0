from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.content_encoding import BodyError, decoded

TEXT = "Đảng bộ thị xã ".encode() * 500


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(data) + stream.flush()


ENCODERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}


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


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_body_is_an_error(name: str, share: float) -> None:
    body = ENCODERS[name](TEXT)
    with pytest.raises(BodyError, match="ends before its stream"):
        decoded(body[: max(4, int(len(body) * share))], name)


@pytest.mark.parametrize("name", ENCODERS)
def test_a_false_label_is_an_error(name: str) -> None:
    with pytest.raises(BodyError):
        decoded(b"<html>" + TEXT, name)


@pytest.mark.parametrize("name", ENCODERS)
def test_a_bomb_is_an_error(name: str) -> None:
    with pytest.raises(BodyError, match="larger than 1 MB"):
        decoded(ENCODERS[name](b"\0" * 5_000_000), name, limit=1024 * 1024)


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(BodyError, match="'compress'"):
        decoded(TEXT, "compress")
