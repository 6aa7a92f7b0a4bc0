"""What every answer of the site says to the browser, and who is refused one.

The pages show text that strangers wrote. It is escaped; should an escape ever be forgotten, the content policy lets no
script and no style in it run and nothing be sent anywhere. Pictures of other hosts are not loaded either: a reader's
interest in an article is nobody's business.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from datasette import Response

from archive.site import public
from archive.site.gate import profile_of, refusal
from archive.site.refusal import as_json, as_page

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from datasette.app import Datasette

    from archive.site.refusal import Refusal

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "usb",
)  # fmt: skip
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",  # frame-ancestors for browsers that do not know it
    "referrer-policy": "no-referrer",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_TOLD = frozenset({b"server", b"x-powered-by"})  # what runs here is for nobody to know
_STATIC = ("/-/static/", "/-/static-plugins/", "/favicon.ico")
_PAGES = frozenset({400, 403, 404, 414})  # what a reader may come to by mistake
_UNCHANGING = b"public, max-age=31536000, immutable"


def wrap(app: App, datasette: Datasette) -> App:
    """Return ``app`` with the headers on every answer, and the profile's addresses closed."""
    profile = profile_of(datasette)
    seconds = datasette.setting("default_cache_ttl")
    fresh = f"public, max-age={seconds}" if profile and profile.is_public and seconds else "private, no-cache"

    async def wrapped(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        send = _with_headers(send, scope, fresh)
        refused = refusal(scope, profile) if profile else None
        if refused is not None:
            await _refuse(scope, send, refused, datasette)
        else:
            await app(scope, receive, send)

    return wrapped


def _with_headers(send: Send, scope: Message, fresh: str) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in _TOLD]
            present = {name.lower() for name, _ in kept}
            added = [(name, value) for name, value in _encoded() if name not in present]
            message = {**message, "headers": _with_freshness([*kept, *added], scope, message["status"], fresh)}
        await send(message)

    return send_with_headers


@cache
def _encoded() -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in HEADERS.items()]


def _with_freshness(
    headers: list[tuple[bytes, bytes]], scope: Message, status: int, fresh: str
) -> list[tuple[bytes, bytes]]:
    """Return ``headers`` with how long the answer may be kept, and by whom.

    What Datasette or a page of ours says stays where it says "private". Nothing that went wrong is kept: a cache would
    show it when all is well again. A style sheet is asked for by its digest, so it is kept for good.
    """
    said = b", ".join(value for name, value in headers if name.lower() == b"cache-control")
    if b"private" in said:
        return headers
    if status not in {200, 301, 302, 304}:
        told = b"no-store"
    elif scope["path"].startswith(_STATIC):
        told = _UNCHANGING if scope["query_string"] else b"public, max-age=3600"
    else:
        told = fresh.encode()
    others = [(name, value) for name, value in headers if name.lower() != b"cache-control"]
    return [*others, (b"cache-control", told)]


async def _refuse(scope: Message, send: Send, refused: Refusal, datasette: Datasette) -> None:
    """Answer with the reason: to a program in its format, to a reader as a page, to whom has no place here in words."""
    if scope["path"].endswith(".json"):
        answer = as_json(refused)
    elif refused.status in _PAGES and scope["path"].rpartition(".")[2] not in public.FILES:
        await datasette.invoke_startup()  # this is asked before Datasette has seen any request
        answer = await as_page(refused, datasette)
    else:
        answer = Response.text(refused.english, status=refused.status)
    answer.headers |= refused.headers
    await answer.asgi_send(send)
