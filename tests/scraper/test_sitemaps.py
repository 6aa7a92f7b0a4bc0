from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.machine_lists import ListedAddress, MachineListError
from scraper.sitemaps import Sitemap
from tests.portals.modern import sitemap

URL = "https://songlam.example.vn/sitemap.xml"
ONE, TWO = "https://songlam.example.vn/tin/1.html", "https://songlam.example.vn/tin/2.html"


def listed(body: bytes) -> list[str]:
    return [entry.url for entry in Sitemap(body, URL)]


def test_addresses_and_moments_in_their_order_pictures_passed_over() -> None:
    found = Sitemap(sitemap([ONE, TWO], stamp="2024-03-05").encode(), URL)
    assert list(found) == [ListedAddress(ONE, "2024-03-05"), ListedAddress(TWO, "2024-03-05")]
    assert list(found) == list(found), "it can be read again"
    assert not found.is_index


def test_an_index_and_gzip() -> None:
    index = Sitemap(gzip.compress(sitemap([URL], "sitemapindex").encode()), URL)
    assert index.is_index
    assert [entry.url for entry in index] == [URL]


def test_plain_text_relative_addresses_and_a_byte_order_mark() -> None:
    assert listed(f"\ufeff{ONE}\r\n\r\n# ghi chú\n{TWO}".encode()) == [ONE, TWO]
    assert listed(b"<urlset><url><loc> /tin/1.html </loc></url><url><loc/></url></urlset>") == [ONE]


@pytest.mark.parametrize(
    ("stamp", "moment"),
    [("2024-03-05", "2024-03-05"), ("2024-03-05T08:30:00+07:00", "2024-03-05T08:30:00+07:00"),
     ("2024-03-05T01:30:00Z", "2024-03-05T01:30:00+00:00"), ("05/03/2024", None), ("", None), ("2024-13-40", None)],
)  # fmt: skip
def test_moments_are_w3c_dates_or_none(stamp: str, moment: str | None) -> None:
    [entry] = Sitemap(sitemap([ONE], stamp=stamp).encode(), URL)
    assert entry.modified == moment


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "neither XML nor a list of addresses"), (b"khong co gi", "neither XML nor a list of addresses"),
     (b"<html><body/></html>", "its root is <html>"), (b"<", "empty or no XML"),
     (gzip.compress(b"x" * (51 << 20)), "larger than 50 MiB when unpacked")],
)  # fmt: skip
def test_what_is_no_sitemap_is_refused_in_words(body: bytes, reason: str) -> None:
    with pytest.raises(MachineListError, match=reason):
        Sitemap(body, URL)


def test_a_sitemap_that_breaks_off_gives_what_stands_before() -> None:
    whole = sitemap([ONE, TWO])
    assert listed(whole[: whole.index(TWO)].encode())[:1] == [ONE]


def test_entities_are_not_expanded_and_no_file_is_read() -> None:
    body = (
        b'<!DOCTYPE u [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        b"<urlset><url><loc>https://songlam.example.vn/&f;&b;</loc></url></urlset>"
    )
    assert all("ha" not in url.rpartition("/")[2] for url in listed(body))


def test_a_long_sitemap_is_no_list_in_memory() -> None:
    plain = sitemap([f"https://songlam.example.vn/tin/{number}" for number in range(4_000)]).encode()
    body = gzip.compress(plain)
    tracemalloc.start()
    try:
        assert sum(1 for _ in Sitemap(body, URL)) == 4_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * len(plain), "the unpacked sitemap, the reader's copies of it, and no entries"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for candidate in (body, b"<urlset>" + body, gzip.compress(body)):
        try:
            found = listed(candidate)
        except MachineListError:
            continue
        assert all(url.startswith(("http://", "https://")) for url in found)


def test_a_sitemap_of_which_a_part_is_missing_says_so() -> None:
    plain = sitemap([f"https://songlam.example.vn/tin/{number}" for number in range(2_000)]).encode()
    packed = gzip.compress(plain)
    for whole in (plain, packed, plain + b"\n<!-- made in 0.2 s -->\n", b"<urlset/>"):
        assert Sitemap(whole, URL).broken is None
    half = Sitemap(packed[: len(packed) // 2], URL)
    assert half.broken == "its gzip breaks off or is damaged"
    assert 0 < sum(1 for _ in half) < 2_000
    assert Sitemap(plain[:-40], URL).broken == "it breaks off before the end of its root"
    assert Sitemap(packed[:-8], URL).broken, "its checksum is missing"
    assert Sitemap(b"https://songlam.example.vn/a\n", URL).broken is None
