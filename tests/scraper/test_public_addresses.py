"""Which addresses may be asked: every written form of one inside is told, and every resolved one."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.public_addresses import RefusedHostError, is_public, literal_address, refusal, resolved
from tests.portals.inside import INSIDE, LOOPBACK

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::", "2002:7f00:1::", "2002:808:808::", "ff02::1", "64:ff9b::a00:1", "2001:0:808:808::1", "100::1", "4000::1",
    "none", "",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "203.162.4.1", "2001:4860:4860::8888", "2400:cb00::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_what_python_knows_as_private_is_never_public(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(ip)):
        inner = getattr(ip, "ipv4_mapped", None) or ip
        assert not (inner.is_private or inner.is_loopback or inner.is_link_local or inner.is_multicast)


@given(st.ip_addresses())
def test_allowing_loopback_opens_127_alone(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    opened = is_public(str(ip), allow_loopback=True) and not is_public(str(ip))
    assert opened == (ip.version == 4 and ip in ipaddress.ip_network("127.0.0.0/8"))


@given(st.ip_addresses(v=4))
def test_ipv4_within_ipv6_is_judged_as_ipv4(ip: ipaddress.IPv4Address) -> None:
    for form in (f"::ffff:{ip}", f"64:ff9b::{ip}"):
        assert is_public(form, allow_loopback=True) == is_public(str(ip))


@pytest.mark.parametrize("host", INSIDE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_form_of_an_address_inside_is_refused(host: str, scheme: str) -> None:
    words = refusal(f"{scheme}://{host}/x")
    assert words is not None
    assert "is an address inside this machine or its network and is not fetched" in words


@pytest.mark.parametrize("host", INSIDE)
def test_allowing_loopback_opens_forms_of_it_and_no_others(host: str) -> None:
    assert (refusal(f"http://{host}:8001/", allow_loopback=True) is None) == (host in LOOPBACK)


def test_at_least_25_forms_are_known() -> None:
    assert len(INSIDE) >= 25
    assert len(INSIDE.keys() - LOOPBACK) >= 25


@given(st.ip_addresses(v=4), st.sampled_from(["{}", "{:#x}", "{:#o}"]))
def test_numbers_are_the_address_that_they_are_to_the_c_library(ip: ipaddress.IPv4Address, form: str) -> None:
    text = form.format(int(ip)).replace("0o", "0")
    assert literal_address(text) == str(ip)


@pytest.mark.parametrize(
    "host", ["kyanh.hatinh.gov.vn", "127.0.0.1.nip.io", "xn--kanh-v25a.vn", "1.gov.vn", "a b", "", "1.2.3.4.5"]
)
def test_names_are_no_literals(host: str) -> None:
    assert literal_address(host) is None


@pytest.mark.parametrize("port", [0, 22, 23, 25, 110, 143, 445, 3306, 5432, 6379, 6667, 10080, 11211])
def test_ports_of_other_services_are_refused(port: int) -> None:
    words = refusal(f"http://kyanh.hatinh.gov.vn:{port}/", allow_loopback=True)
    assert words == f"kyanh.hatinh.gov.vn:{port} is not asked: port {port} is one of another service than the web"


@pytest.mark.parametrize("port", ["", ":80", ":443", ":8080", ":8443", ":81", ":2052", ":54321"])
def test_ports_of_the_web_are_not(port: str) -> None:
    assert refusal(f"http://kyanh.hatinh.gov.vn{port}/") is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "file: is no web address"),
        ("gopher://a.vn/", "gopher: is no web address"),
        ("data:text/html,x", "data: is no web address"),
        ("http:///x", "names no host"),
        ("http://a.vn:99999/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("kyanh.gov.vn/x", "is no web address"),
    ],
)
def test_what_is_no_web_address_is_refused(url: str, words: str) -> None:
    assert words in (refusal(url) or "")


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    refusal(text)
    refusal(f"http://{text}/")
    literal_address(text)


def answering(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[tuple[Any, ...]]:
    """Have the system's resolver give these addresses; returns what it is asked."""
    asked: list[tuple[Any, ...]] = []

    def getaddrinfo(host: str, port: int, family: int = 0, *rest: int) -> list[Any]:
        asked.append((host, port, family))
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (one, port, 0, 0))
            if ":" in one
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_with_an_entry_too_many_is_asked_at_its_public_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "10.0.0.1", "203.162.4.1", "::1", "127.0.0.1", "203.162.4.2")
    found = resolved("town.gov.vn", 443)
    assert [one[4][0] for one in found] == ["203.162.4.1", "203.162.4.2"]
    assert asked == [("town.gov.vn", 443, socket.AF_UNSPEC)], "looked up once, and never again"


def test_localhost_is_127_where_it_is_allowed_and_never_the_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "::1", "127.0.0.1")
    assert [one[4][0] for one in resolved("localhost", 80, allow_loopback=True)] == ["127.0.0.1"]
    with pytest.raises(RefusedHostError, match=r"localhost .127.0.0.1, ::1. is an address inside this machine"):
        resolved("localhost", 80)


@pytest.mark.parametrize("address", [one for one in PRIVATE if one])
def test_a_name_that_leads_inside_only_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    answering(monkeypatch, address)
    with pytest.raises(RefusedHostError, match=r"trap\.example\.vn"):
        resolved("trap.example.vn", 80)


def test_an_address_that_this_machine_has_no_way_to_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoWay(socket.socket):
        def connect(self, address: Any) -> None:
            raise OSError("Network is unreachable")

    monkeypatch.setattr(socket, "socket", NoWay)
    answering(monkeypatch, "2400:cb00::1", "203.162.4.1")
    assert [one[4][0] for one in resolved("town.gov.vn", 80)] == ["203.162.4.1"]
    answering(monkeypatch, "2400:cb00::1")
    assert [one[4][0] for one in resolved("town.gov.vn", 80)] == ["2400:cb00::1"], "so that it is told what happens"


@pytest.mark.parametrize("own", ["203.162.4.1", "2400:cb00::1"])
def test_a_public_address_of_this_machine_is_inside(monkeypatch: pytest.MonkeyPatch, own: str) -> None:
    class OfThisMachine(socket.socket):
        def connect(self, address: Any) -> None:
            pass

        def getsockname(self) -> Any:
            return (own, 40000)

    monkeypatch.setattr(socket, "socket", OfThisMachine)
    answering(monkeypatch, own, "203.162.4.2")
    assert [one[4][0] for one in resolved("town.gov.vn", 80)] == ["203.162.4.2"]
    answering(monkeypatch, own)
    with pytest.raises(RefusedHostError, match="inside this machine"):
        resolved("town.gov.vn", 80, allow_loopback=True)


def test_a_machine_sends_to_itself_from_the_address_it_sends_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the check for own addresses rests on, seen at the one address that every machine has."""
    monkeypatch.setattr("scraper.public_addresses._is_v4_loopback", lambda address: False)
    monkeypatch.setattr("scraper.public_addresses.is_public", lambda address, **_: True)
    with pytest.raises(RefusedHostError):
        resolved("127.0.0.1", 80)


def test_a_name_that_cannot_be_one_is_not_known() -> None:
    with pytest.raises(socket.gaierror):
        resolved(f"{'x' * 70}.vn", 80)
    with pytest.raises(socket.gaierror):
        resolved("a..vn", 80)
