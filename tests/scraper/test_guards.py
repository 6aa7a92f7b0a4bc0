"""The guard of a crawl: the middleware by what is written, the resolver by what is connected to."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.utils.test import get_crawler
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.error import DNSLookupError
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.testing import MemoryReactorClock
from twisted.python.failure import Failure

from scraper.guards import AddressGuardMiddleware, GuardedResolver, RefusedAddress
from scraper.public_addresses import literal_address
from tests.portals.inside import INSIDE
from tests.scraper.test_public_addresses import answering

ADDRESSES = sorted({one for one in map(literal_address, INSIDE) if one})  # as a resolver would give them
GUARD = AddressGuardMiddleware(allow_loopback=False)


@pytest.fixture(autouse=True)
def no_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GuardedResolver, "refusals", {})


@pytest.mark.parametrize("host", INSIDE)
def test_requests_into_this_machine_or_its_network_are_refused(host: str) -> None:
    with pytest.raises(RefusedAddress, match="inside this machine or its network"):
        GUARD.process_request(Request(f"http://{host}/"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://203.162.4.1/", "data:,x", "http://203.162.4.1:6379/"])
def test_other_schemes_and_services_are_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        AddressGuardMiddleware(allow_loopback=True).process_request(Request(url))


def test_names_pass() -> None:
    GUARD.process_request(Request("https://kyanh.hatinh.gov.vn/"))


def test_a_proxy_that_anything_put_into_a_request_is_taken_out() -> None:
    request = Request("https://kyanh.hatinh.gov.vn/", meta={"proxy": "http://127.0.0.1:3128", "target": 1})
    GUARD.process_request(request)
    assert request.meta == {"target": 1}


class Threads:
    """A pool of threads that does its work at once."""

    def callInThreadWithCallback(self, done: Any, work: Any, *arguments: Any, **named: Any) -> None:  # noqa: N802
        try:
            result = work(*arguments, **named)
        except Exception:
            done(False, Failure())
        else:
            done(True, result)


class Reactor(MemoryReactorClock):
    """A reactor that connects to nothing and notes what it was to connect to; its resolver is the guarded one."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        super().__init__()
        settings = {"CONGTIN_ALLOW_LOOPBACK": allow_loopback}
        self.guard = GuardedResolver.from_crawler(get_crawler(settings_dict=settings), self)  # type: ignore[arg-type]
        self.guard.install_on_reactor()

    def getThreadPool(self) -> Threads:  # noqa: N802
        return Threads()

    def callFromThread(self, call: Any, *arguments: Any, **named: Any) -> None:  # noqa: N802
        call(*arguments, **named)

    def connected_to(self, host: str) -> list[str]:
        """Return the addresses of all attempts to connect to a host, none of which comes to anything."""
        del self.tcpClients[:]
        endpoint = HostnameEndpoint(self, host.encode(), 80)
        endpoint.connect(Factory.forProtocol(Protocol)).addErrback(lambda failure: None)
        for _ in range(12):
            self.advance(0.3)
        return [client[0] for client in self.tcpClients]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_connected_to_whatever_a_name_resolves_to(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    answering(monkeypatch, address)
    assert Reactor().connected_to("trap.example.vn") == []
    with pytest.raises(RefusedAddress, match=r"trap.example.vn .* is an address inside this machine or its network"):
        GUARD.process_exception(Request("https://Trap.example.vn/x"), CannotResolveHostError())
    GUARD.process_exception(Request("https://khac.example.vn/"), CannotResolveHostError())
    GUARD.process_exception(Request("https://trap.example.vn/x"), TimeoutError())


def test_what_was_looked_at_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, "203.162.4.1", "10.0.0.1", "203.162.4.2", "127.0.0.1")
    assert Reactor().connected_to("town.gov.vn") == ["203.162.4.1", "203.162.4.2"]
    assert len(asked) == 1, "a second look might bring another answer (rebinding)"


def test_a_name_that_changes_its_address_is_refused_when_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    reactor = Reactor()
    answering(monkeypatch, "203.162.4.1")
    assert reactor.connected_to("rebinding.example.vn") == ["203.162.4.1"]
    answering(monkeypatch, "127.0.0.1")
    assert reactor.connected_to("rebinding.example.vn") == []
    assert "rebinding.example.vn" in GuardedResolver.refusals
    answering(monkeypatch, "203.162.4.1")
    assert reactor.connected_to("rebinding.example.vn") == ["203.162.4.1"]
    assert GuardedResolver.refusals == {}


@pytest.mark.parametrize("form", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "::1", "::ffff:127.0.0.1", "0"])
def test_literal_addresses_are_looked_at_by_the_resolver_too(form: str) -> None:
    assert Reactor().connected_to(form) == []


def test_loopback_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    reactor = Reactor(allow_loopback=True)
    answering(monkeypatch, "::1", "127.0.0.1", "::ffff:127.0.0.1", "10.0.0.1", "fe80::1")
    assert reactor.connected_to("localhost") == ["127.0.0.1"]


def test_ipv6_is_asked_where_there_is_a_way_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scraper.public_addresses._has_route", lambda found: True)
    answering(monkeypatch, "2400:cb00::1", "203.162.4.1")
    assert Reactor().connected_to("town.gov.vn") == ["2400:cb00::1", "203.162.4.1"]


def test_a_name_of_a_thousand_addresses_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, *(f"203.162.{high}.{low}" for high in range(4) for low in range(250)))
    assert len(Reactor().connected_to("town.gov.vn")) == 8


@pytest.mark.parametrize("error", [OSError("no file is left"), socket.gaierror(socket.EAI_AGAIN, "x"), UnicodeError()])
def test_an_end_comes_whatever_the_resolver_does(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Twisted's resolver waits for ever where it is told anything but that a name is not known."""

    def failing(*_: Any) -> Any:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    ended: list[Any] = []
    HostnameEndpoint(Reactor(), b"town.gov.vn", 80).connect(Factory.forProtocol(Protocol)).addErrback(ended.append)
    assert [failure.type for failure in ended] == [DNSLookupError]


def test_a_name_in_other_letters_is_asked_for_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python would look up ``strasse.de`` for ``straße.de``, which is another host."""
    asked = answering(monkeypatch, "127.0.0.1")
    Reactor().connected_to("xn--strae-oqa.de")
    assert [host for host, *_ in asked] == ["xn--strae-oqa.de"]
    with pytest.raises(RefusedAddress):
        GUARD.process_exception(Request("https://xn--strae-oqa.de/"), CannotResolveHostError())
