"""Portals that are broken as a whole: each way is a function that says what its server does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests.faults import bodies, connections, redirects, texts
from tests.faults.authority import Authority, old_tls_only
from tests.faults.wire import BareServer, Exchange
from tests.portals.server import Reply
from tests.portals.town import Town

ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Place:
    """Where a broken portal stands: its address, its port, and who signs certificates."""

    host: str
    port: int
    authority: Authority


# Returns the server, ``None`` where there is none.
HostKind = Callable[[Place], BareServer | None]


def home(to: Exchange) -> None:
    """Answer as a small portal on which nothing is wrong: whoever gets this far reads it."""
    found = Town.of(3).pages("").get(to.path)
    if isinstance(found, Reply):
        to.send(found.body, kind="text/plain" if to.path == ROBOTS else "text/html; charset=utf-8")
    else:
        to.send(b"<html><body>404</body></html>", "404 Not Found")


def _server(place: Place, robots: Callable[[Exchange], None], others: Callable[[Exchange], None] = home) -> BareServer:
    return BareServer(place.host, place.port, lambda to: robots(to) if to.path == ROBOTS else others(to))


# ------------------------------------------------------------------ nobody there, or no web server


def refused(place: Place) -> None:
    """Nothing listens at the port."""


def silent(place: Place) -> BareServer:
    """The port is open; no request is ever answered."""
    return BareServer(place.host, place.port, lambda to: to.hang())


def mail_server(place: Place) -> BareServer:
    """A mail server, which speaks first and hangs up."""
    return BareServer(place.host, place.port, home, greeting=b"220 mail.example ESMTP Postfix\r\n421 4.7.0 ban\r\n")


def hangs_up(place: Place) -> BareServer:
    """Every connection is broken off as soon as something has been asked."""
    return BareServer(place.host, place.port, lambda to: to.reset())


# ------------------------------------------------------------------ TLS


def self_signed(place: Place) -> BareServer:
    """A certificate that nobody but the host itself has signed."""
    return BareServer(place.host, place.port, home, place.authority.context(place.host, is_signed=False))


def expired(place: Place) -> BareServer:
    """A certificate that was valid until yesterday."""
    return BareServer(place.host, place.port, home, place.authority.context(place.host, lasts=timedelta(days=-1)))


def other_name(place: Place) -> BareServer:
    """A valid certificate that is made out to another host."""
    return BareServer(place.host, place.port, home, place.authority.context(place.host, made_out_to="127.9.9.9"))


def tls_1_0_only(place: Place) -> BareServer:
    """A valid certificate, and nothing newer than TLS 1.0."""
    return BareServer(place.host, place.port, home, old_tls_only(place.authority.context(place.host)))


def http_on_the_port_of_https(place: Place) -> BareServer:
    """A server that knows nothing of TLS where TLS is asked for."""
    return BareServer(place.host, place.port, home, greeting=b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


# ------------------------------------------------------------------ robots.txt


def robots_500(place: Place) -> BareServer:
    """robots.txt is a fault of the server; everything else is there."""
    return _server(place, lambda to: connections.status_500(to, b""))


def robots_503(place: Place) -> BareServer:
    """robots.txt asks to come again in an hour; everything else is there."""
    return _server(place, lambda to: to.send(b"", "503 Service Unavailable", Retry_After="3600"))


def robots_429(place: Place) -> BareServer:
    """robots.txt says that there were too many requests; everything else is there."""
    return _server(place, lambda to: to.send(b"", "429 Too Many Requests"))


def robots_reset(place: Place) -> BareServer:
    """The connection breaks at robots.txt; everything else is there."""
    return _server(place, lambda to: to.reset())


def robots_silent(place: Place) -> BareServer:
    """robots.txt is never answered; everything else is there."""
    return _server(place, lambda to: to.hang())


def robots_half(place: Place) -> BareServer:
    """robots.txt is half a gzip stream: what it forbids may be in the other half."""
    return _server(place, lambda to: bodies.half_gzip(to, b"User-agent: *\nDisallow: /quan-tri/\n" * 9))


def robots_short(place: Place) -> BareServer:
    """robots.txt breaks off before the length that it announces."""
    return _server(place, lambda to: bodies.short_length(to, b"User-agent: *\n"))


def robots_in_circles(place: Place) -> BareServer:
    """robots.txt leads to itself."""
    return _server(place, lambda to: redirects.redirect_to_itself(to, b""))


# ------------------------------------------------------------------ the home page


def home_500(place: Place) -> BareServer:
    """The home page is a fault of the server."""
    return _server(place, home, lambda to: connections.status_500(to, b""))


def home_in_circles(place: Place) -> BareServer:
    """The home page leads to an address that leads back."""
    return _server(place, home, lambda to: redirects.redirect_loop(to, b""))


def home_out(place: Place) -> BareServer:
    """The home page leads into the network of whoever asks."""
    return _server(place, home, lambda to: redirects.redirect_to_network(to, b""))


def home_checks_for_robots(place: Place) -> BareServer:
    """A firewall's check in place of every page, with status 200."""
    return _server(place, home, lambda to: texts.robot_check(to, b""))


def home_is_a_shell(place: Place) -> BareServer:
    """Every page is an empty shell that a script is to fill."""
    return _server(place, home, lambda to: texts.script_shell(to, b""))


def home_is_noise(place: Place) -> BareServer:
    """Every page is noise."""
    return _server(place, home, lambda to: texts.noise(to, b""))


def home_in_maintenance(place: Place) -> BareServer:
    """Every page is a notice of maintenance, with status 200."""
    return _server(place, home, lambda to: texts.maintenance(to, b""))


def home_is_empty(place: Place) -> BareServer:
    """Every page is empty, with status 200."""
    return _server(place, home, lambda to: texts.empty(to, b""))


def forbids_everything(place: Place) -> BareServer:
    """robots.txt forbids everything to everybody."""
    return _server(place, lambda to: to.send(b"User-agent: *\nDisallow: /\n", kind="text/plain"))


def asks_for_an_hour(place: Place) -> BareServer:
    """The home page is there; every other page asks for an hour's patience."""

    def others(to: Exchange) -> None:
        home(to) if to.path == "/" else to.send(b"", "503 Service Unavailable", Retry_After="3600")

    return _server(place, home, others)


@dataclass(frozen=True)
class HostExpected:
    """What the crawl of a broken portal comes to.

    ``outcome`` is the crawl's, ``state`` the home page's, ``words`` stand in the reason of it or, where it was read, in
    the summary's notes. ``waits`` tells that addresses may be left for a later run.
    """

    outcome: str
    state: str
    words: str
    scheme: str = "http"
    waits: bool = False


def _unreadable(words: str) -> HostExpected:
    return HostExpected("failed", "failed", f"robots.txt could not be read ({words}")


def _tls(words: str) -> HostExpected:
    return HostExpected("failed", "failed", words, "https")


HOSTS: dict[HostKind, HostExpected] = {
    refused: HostExpected("failed", "failed", "the connection was refused"),
    silent: HostExpected("failed", "failed", "no complete answer in time"),
    mail_server: HostExpected("failed", "failed", "no web server"),
    hangs_up: HostExpected("failed", "failed", "the connection was lost"),
    self_signed: _tls("TLS: the certificate does not hold: it is self-signed"),
    expired: _tls("TLS: the certificate does not hold: it has expired"),
    other_name: _tls("TLS: the certificate does not hold: it is made out to another host"),
    tls_1_0_only: _tls("TLS: the host speaks no TLS newer than 1.1"),
    http_on_the_port_of_https: _tls("TLS: "),
    robots_500: _unreadable("status 500"),
    robots_503: _unreadable("status 503"),
    robots_429: _unreadable("status 429"),
    robots_reset: _unreadable("the connection was lost"),
    robots_silent: _unreadable("no complete answer in time"),
    robots_half: _unreadable("the gzip body ends"),
    robots_short: _unreadable("the connection broke off"),
    robots_in_circles: _unreadable("too many redirects"),
    home_500: HostExpected("failed", "failed", "status 500 (tried 3 times)"),
    home_in_circles: HostExpected("failed", "redirect", "leads to"),
    home_out: HostExpected("failed", "redirect", "leads out of the portal"),
    home_checks_for_robots: HostExpected("failed", "refused", "checks for robots"),
    home_is_a_shell: HostExpected("suspect", "stored", "built by a script"),
    home_is_noise: HostExpected("suspect", "stored", "not one article was found"),
    home_in_maintenance: HostExpected("suspect", "stored", "not one article was found"),
    home_is_empty: HostExpected("suspect", "stored", "empty"),
    forbids_everything: HostExpected("failed", "refused", "robots.txt forbids it"),
    asks_for_an_hour: HostExpected("incomplete", "stored", "asks to be left alone until", waits=True),
}
