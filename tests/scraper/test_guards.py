from __future__ import annotations

import pytest
from scrapy import Request

from scraper.guards import AddressGuardMiddleware, RefusedAddress, is_public, literal_address

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::",
    "2002:7f00:1::", "ff02::1",
]  # fmt: skip
SPELLINGS = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.1", "2001:4860:4860::8888"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_allow_loopback_opens_loopback_only() -> None:
    assert is_public("127.0.0.1", allow_loopback=True)
    assert not is_public("10.0.0.1", allow_loopback=True)
    assert not is_public("0.0.0.0", allow_loopback=True)


@pytest.mark.parametrize("host", SPELLINGS)
def test_every_spelling_of_loopback_is_refused(host: str) -> None:
    with pytest.raises(RefusedAddress):
        AddressGuardMiddleware(allow_loopback=False).process_request(Request(f"http://{host}/"))


@pytest.mark.parametrize("host", ["localhost", "localhost.", "a.localhost", "LOCALHOST"])
def test_localhost_is_refused_by_name(host: str) -> None:
    with pytest.raises(RefusedAddress):
        AddressGuardMiddleware(allow_loopback=False).process_request(Request(f"http://{host}/"))


def test_other_schemes_are_refused() -> None:
    guard = AddressGuardMiddleware(allow_loopback=True)
    with pytest.raises(RefusedAddress):
        guard.process_request(Request("file:///etc/passwd"))


def test_names_pass_the_literal_check() -> None:
    assert literal_address("kyanh.hatinh.gov.vn") is None
    AddressGuardMiddleware(allow_loopback=False).process_request(Request("https://kyanh.hatinh.gov.vn/"))
