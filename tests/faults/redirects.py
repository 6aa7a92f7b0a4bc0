"""Redirects that lead in circles, nowhere, or where nobody may go.

Each kind is given the exchange and the page that stands at the address; it answers every request for it. An address
with ``?`` behind the kind's own is of the kind too.
"""

from __future__ import annotations

from tests.faults.wire import Exchange


def _to(to: Exchange, location: str, status: str = "302 Found") -> None:
    to.send(b"", status, Location=location)


def redirect_to_itself(to: Exchange, page: bytes) -> None:
    """To the very same address, as portals do that want a cookie."""
    _to(to, to.path)


def redirect_loop(to: Exchange, page: bytes) -> None:
    """Two addresses that lead to one another."""
    path = to.path.partition("?")[0]
    _to(to, path if "?" in to.path else path + "?vong=2")


def redirect_without_end(to: Exchange, page: bytes) -> None:
    """To another address each time: the counter in it goes up by one."""
    path, _, query = to.path.partition("?buoc=")
    _to(to, f"{path}?buoc={int(query or 0) + 1}")


def redirect_that_grows(to: Exchange, page: bytes) -> None:
    """To its own address with a piece more each time."""
    path, _, query = to.path.partition("?")
    _to(to, f"{path}?{query}&ve=%2F" if query else f"{path}?ve=%2F")


def redirect_without_location(to: Exchange, page: bytes) -> None:
    """302 without a Location."""
    to.send(b"", "302 Found")


def redirect_to_nonsense(to: Exchange, page: bytes) -> None:
    """A Location that is no address."""
    _to(to, "http://[khong::phai/")


def redirect_to_file(to: Exchange, page: bytes) -> None:
    """To a file of the machine that asks."""
    _to(to, "file:///etc/passwd")


def redirect_to_data(to: Exchange, page: bytes) -> None:
    """To a page within the address."""
    _to(to, "data:text/html,<h1>x</h1>")


def redirect_to_script(to: Exchange, page: bytes) -> None:
    """To a script within the address."""
    _to(to, "javascript:alert(1)")


def redirect_to_metadata(to: Exchange, page: bytes) -> None:
    """To the address under which machines in clouds find their keys."""
    _to(to, "http://169.254.169.254/latest/meta-data/")


def redirect_to_network(to: Exchange, page: bytes) -> None:
    """To a host of the network of the machine that asks."""
    _to(to, "//10.0.0.1/admin")


def redirect_to_port(to: Exchange, page: bytes) -> None:
    """To another port of the same host, where its database may be."""
    host = to.headers["host"].partition(":")[0]
    _to(to, f"http://{host}:1/")


def refresh_to_itself(to: Exchange, page: bytes) -> None:
    """A page with nothing but a meta refresh to itself."""
    html = f'<html><head><meta http-equiv="refresh" content="0;url={to.path}"></head><body></body></html>'
    to.send(html.encode())
