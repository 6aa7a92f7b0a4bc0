"""What every answer of the site says to the browser, and which addresses are not answered at all.

The pages show text that strangers wrote. It is escaped; should an escape ever be forgotten, the content policy lets no
script in it run and nothing be sent anywhere. Pictures of other hosts are not loaded either: a reader's interest in an
article is nobody's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive.site.metadata import PLUGIN
from archive.site.spreadsheet import SafeCsv

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from datasette.app import Datasette

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; script-src 'self'; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
_LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_REWRITTEN = frozenset({b"content-type", b"content-length"})
_STATIC = ("/-/static/", "/-/static-plugins/")


def wrap(app: App, datasette: Datasette) -> App:
    """Return ``app`` with the headers on every answer, CSV made safe, and the profile's addresses closed."""
    config = datasette.plugin_config(PLUGIN) or {}
    base = datasette.setting("base_url").rstrip("/")

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        send = _with_headers(send)
        if config.get("loopback_only") and not _is_local(scope):
            await _refuse(send, 421, "This address is served to the machine it runs on only.")
        elif config.get("public") and _is_internal(scope["path"].removeprefix(base)):
            await _refuse(send, 404, "Not found.")
        else:
            await app(scope, receive, _with_safe_csv(send) if scope["path"].endswith(".csv") else send)

    return wrapped


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", [])}
            added = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in present]
            message = {**message, "headers": [*message.get("headers", []), *added]}
        await send(message)

    return send_with_headers


def _with_safe_csv(send: Send) -> Send:
    rewriter: SafeCsv | None = None

    async def send_safe(message: Message) -> None:
        nonlocal rewriter
        if message["type"] == "http.response.start" and message["status"] == 200:
            rewriter = SafeCsv()
            kept = [(name, value) for name, value in message["headers"] if name.lower() not in _REWRITTEN]
            message = {**message, "headers": [*kept, (b"content-type", b"text/csv; charset=utf-8")]}
        elif message["type"] == "http.response.body" and rewriter is not None:
            last = not message.get("more_body", False)
            message = {**message, "body": rewriter.feed(message.get("body", b""), last=last)}
        await send(message)

    return send_safe


def _is_local(scope: Message) -> bool:
    """Tell whether the request names this machine.

    A page of the web can point a name of its own at 127.0.0.1 and have the reader's browser ask for anything here
    (DNS rebinding); what it cannot do is send another Host than that name.
    """
    hosts = [value.decode("latin-1") for name, value in scope.get("headers", []) if name.lower() == b"host"]
    return all(host.lower().rsplit(":", 1)[0] in _LOCAL_HOSTS or host.lower() in _LOCAL_HOSTS for host in hosts)


def _is_internal(path: str) -> bool:
    """Tell whether ``path`` is one of Datasette's pages about itself (/-/plugins, /-/permissions ...)."""
    return path.startswith("/-/") and not path.startswith(_STATIC)


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})
