"""The ids of records are those that the standard library makes."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from scraper.page_records import record_id
from scraper.warc.writing import record_urn


@given(st.binary(min_size=16, max_size=16), st.sampled_from([4, 5]))
def test_an_id_is_a_uuid(content: bytes, version: int) -> None:
    assert record_urn(content, version) == f"<{uuid.UUID(bytes=content, version=version).urn}>"


@given(st.text(), st.integers(0))
def test_the_id_of_a_capture_is_derived_from_what_it_is(url: str, capture: int) -> None:
    named = f"{url} 2026-11-24T09:30:00+00:00 xa {capture}"
    wanted = uuid.uuid5(uuid.NAMESPACE_URL, named).urn
    assert record_id("xa", capture, url, "2026-11-24T09:30:00+00:00") == f"<{wanted}>"
