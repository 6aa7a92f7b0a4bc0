"""Which addresses of the network may be asked at all: public ones, on ports of the web, over http and https.

Pure functions of what is written, but for :func:`resolved`, which asks the system's resolver and hands on only what may
be connected to. Everything that connects goes through it, whatever makes the connection (:mod:`scraper.guards` for
Scrapy, :mod:`scraper.guarded_network` for all else): the addresses that were looked at are the ones that are
connected to, so a name that changes its mind between two look-ups (DNS rebinding) gains nothing.

The tables are ours, and not Python's ``is_global``: that has changed with releases of 3.11, and knows nothing of what
an address of IPv6 carries inside (NAT64, 6to4, Teredo).
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from scraper.errors import CongtinError
from scraper.host_names import ascii_host

if TYPE_CHECKING:
    from collections.abc import Sequence

    Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]  # as getaddrinfo gives it

_LOOPBACK = ipaddress.IPv4Network("127.0.0.0/8")
# IANA's registry of special-purpose IPv4 addresses (RFC 6890), multicast, the reserved block, the deprecated anycast of
# 6to4 (RFC 7526); and the address under which Azure hands out a machine's credentials, written like a public one.
_SHUT_V4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
# Of IPv6, IANA gives out global unicast addresses from one block only; what is special in it: protocols (Teredo,
# ORCHID, benchmarks), documentation, 6to4, the returned 6bone. All else (::1, fc00::/7, fe80::/10, ff00::/8) is
# outside of it.
_OPEN_V6 = ipaddress.IPv6Network("2000::/3")
_SHUT_V6 = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20")
)  # fmt: skip
# Addresses that are one of IPv4 in its last 32 bits: written for a socket of both (RFC 4291), and how a network without
# IPv4 reaches it (RFC 6052).
_CARRIERS = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))

WEB_PORTS = {"http": 80, "https": 443}
# The Fetch standard's "bad ports": services that take a request of the web for one of theirs.
_BAD_PORTS = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
})  # fmt: skip
# What browsers leave out, for they are on the readers' machines: databases, caches, shares, remote control.
_SERVICES = frozenset({445, 873, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5900, 6379, 10250, 11211, 27017})
_MOST_ADDRESSES = 8  # of one name that are tried; portals have one or two


class RefusedHostError(CongtinError):
    """A host that must not be asked; ``str()`` is a sentence that says which and why."""


def is_public(address: str, *, allow_loopback: bool = False) -> bool:
    """Tell whether an IP address may be asked.

    Args:
        address: of IPv4 or IPv6, also with a zone (``fe80::1%eth0``).
        allow_loopback: let 127.0.0.0/8 through as well, in its own form alone: not ``::1``, not ``::ffff:127.0.0.1``.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return (allow_loopback and ip in _LOOPBACK) or _is_public_v4(ip)
    if any(ip in carrier for carrier in _CARRIERS):
        return _is_public_v4(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
    return ip in _OPEN_V6 and not any(ip in block for block in _SHUT_V6)


def _is_public_v4(ip: ipaddress.IPv4Address) -> bool:
    return not any(ip in block for block in _SHUT_V4)


def literal_address(host: str) -> str | None:
    """Return the IP address that ``host`` spells in any form a resolver or a browser understands, ``None`` for a name.

    ``2130706433``, ``0x7f.1`` and ``127.1`` are 127.0.0.1 to the C library; full-width digits, percent signs and a dot
    at the end to browsers. So they are to us.
    """
    text = unicodedata.normalize("NFKC", unquote(host)).strip().strip("[]").replace("\u3002", ".")
    text = text[:-1] if text.endswith(".") else text
    try:
        return str(ipaddress.ip_address(text.split("%", 1)[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(text))
    except (OSError, UnicodeEncodeError, ValueError):
        return None


def refusal(url: str, *, allow_loopback: bool = False) -> str | None:
    """Return in a sentence why an address is not asked by what is written in it, ``None`` where nothing speaks against.

    What its name resolves to is another matter, and looked at where the connection is made (:func:`resolved`).

    Args:
        url: the address.
        allow_loopback: let 127.0.0.0/8 and ``localhost`` through.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return f"{url[:200]!r} is no web address ({error})"
    if parts.scheme not in WEB_PORTS:
        return f"{parts.scheme}: is no web address"
    host = parts.hostname or ""
    if not host:
        return f"{url[:200]!r} is no web address: it names no host"
    address = literal_address(host)
    if address is None and is_local_name(host):
        address = "127.0.0.1"
    if address is not None and not is_public(address, allow_loopback=allow_loopback):
        return refusal_words(host, [address])
    if port is not None and (port in _BAD_PORTS or port in _SERVICES):
        return f"{host}:{port} is not asked: port {port} is one of another service than the web"
    return None


def is_local_name(host: str) -> bool:
    """Tell whether a name means this machine whatever a resolver says: ``localhost`` and all under it (RFC 6761)."""
    return ascii_host(host).rstrip(".").lower().rpartition(".")[2] == "localhost"


def resolved(host: str, port: int, *, allow_loopback: bool = False, family: int = socket.AF_UNSPEC) -> list[Found]:
    """Return what to connect to for a host: only addresses that may be asked, numbers all, so nothing is asked again.

    A name that has public addresses and others is asked at its public ones: no portal is lost for an entry too many,
    and ``localhost`` under ``--allow-loopback`` is 127.0.0.1 and never ``::1``. A public address of this machine itself
    is inside as well.

    Args:
        host: a name or an address, in ASCII.
        port: the port.
        allow_loopback: let 127.0.0.0/8 through.
        family: of IPv4, IPv6 or either.

    Raises:
        RefusedHostError: it has addresses, and none of them may be asked.
        socket.gaierror: it has none.
    """
    try:
        found: Sequence[Found] = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
    except UnicodeError:  # a label that is empty or too long, which Python's own codec refuses
        raise socket.gaierror(socket.EAI_NONAME, "is no name of a host") from None
    kept = [one for one in found if is_public(str(one[4][0]), allow_loopback=allow_loopback) and not _is_own(one)]
    if not kept:
        raise RefusedHostError(refusal_words(host, sorted({str(one[4][0]) for one in found})))
    return ([one for one in kept if _has_route(one)] or kept)[:_MOST_ADDRESSES]


def _is_own(found: Found) -> bool:
    """Tell whether a public address is one of this machine's: what listens there may trust who asks from here.

    Loopback is looked at by :func:`is_public`.
    """
    return not _is_v4_loopback(str(found[4][0])) and _source(found) == str(found[4][0])


def _has_route(found: Found) -> bool:
    """Tell whether this machine could send to an address. Many machines have no IPv6 at all.

    Left in, such an address would be the one whose failure is told, where the other one says what really happened.
    """
    return found[0] != socket.AF_INET6 or _source(found) is not None


def _source(found: Found) -> str | None:
    """Return the address from which this machine would send to another, ``None`` where it has no way; sends nothing.

    To an address of its own, a machine sends from that address.
    """
    try:
        with socket.socket(found[0], socket.SOCK_DGRAM) as asking:
            asking.connect(found[4])
            return str(asking.getsockname()[0])
    except OSError:
        return None


def refusal_words(host: str, addresses: list[str]) -> str:
    """Return the sentence that says why a host is not asked."""
    is_loopback = bool(addresses) and all(_is_v4_loopback(one) for one in addresses)
    hint = "; --allow-loopback opens it for a demo or a test" if is_loopback else ""
    shown = host if addresses in ([], [host]) else f"{host} ({', '.join(addresses[:3])})"
    return f"{shown} is an address inside this machine or its network and is not fetched{hint}"


def _is_v4_loopback(address: str) -> bool:
    return is_public(address, allow_loopback=True) and not is_public(address)
