"""In which language the site speaks: Vietnamese at plain addresses, English at those that begin with ``/en/``.

The language stands in the address and nowhere else (no cookie, no header that a browser sends unasked): whoever shares
an address shares what she sees, and a cache before the site keeps a page for all its readers.

Datasette believes that it is served below ``/en/`` while it answers such a request: what it says of its own address
(``base_url``) follows the language of the request, and with it every address that it or a template of ours puts
together. Style sheets are asked for at their plain addresses.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, MutableMapping

    from datasette.app import Datasette

    Scope = MutableMapping[str, Any]
    App = Callable[[Scope, Any, Any], Awaitable[None]]

# The first is what addresses without a language are in. Each has a catalogue in locale/.
LANGUAGES = ("vi", "en")
# What each is called in itself.
NAMES = {"vi": "Tiếng Việt", "en": "English"}

_SPOKEN: ContextVar[str] = ContextVar("language of a request", default=LANGUAGES[0])
# What is asked for, behind base and language; a request is a task of its own, so nothing has to be set back.
_ASKED: ContextVar[str | None] = ContextVar("address of a request", default=None)
_PATCHED = "_congtin_speaks"


def spoken() -> str:
    """Return the language of the request that is being answered ("vi", "en")."""
    return _SPOKEN.get()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Speak ``language`` within: of a request, or where there is none."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def prefix(language: str) -> str:
    """Return what addresses in ``language`` begin with, behind the site's own base: ``""`` or ``"en/"``."""
    return "" if language == LANGUAGES[0] else f"{language}/"


def inner_path(path: str) -> tuple[str, str]:
    """Return the language of a path and the path without it: ``/en/search`` is ``("en", "/search")``.

    Args:
        path: of an address, without the site's base; it begins with a slash.
    """
    for language in LANGUAGES[1:]:
        if path == f"/{language}" or path.startswith(f"/{language}/"):
            return language, path.removeprefix(f"/{language}") or "/"
    return LANGUAGES[0], path


def follow_language(datasette: Datasette) -> None:
    """Let ``datasette`` say of its own address what holds for the request that is being answered."""
    if getattr(datasette, _PATCHED, False):
        return
    plain = datasette.setting

    def setting(name: str) -> Any:
        value = plain(name)
        return f"{value}{prefix(spoken())}" if name == "base_url" else value

    # Datasette has no hook for it, and asks for it in a dozen places; both attributes are this instance's only.
    setattr(datasette, "setting", setting)  # noqa: B010  mypy takes no assignment to a method
    setattr(datasette, _PATCHED, True)


def base_of(datasette: Datasette) -> str:
    """Return the site's base path whatever the language, with a slash at its end."""
    base = str(datasette.setting("base_url"))
    return base.removesuffix(prefix(spoken()))


def speaking(app: App, datasette: Datasette) -> App:
    """Return ``app`` with each request answered in the language of its address."""
    follow_language(datasette)
    base = base_of(datasette)

    async def answering(scope: Scope, receive: Any, send: Any) -> None:
        path = "/" + scope.get("path", "").removeprefix(base).removeprefix("/")
        language, inner = inner_path(path)
        with in_language(language):
            if scope["type"] == "http":
                raw = _inner_raw_path(scope, base, language)
                _ASKED.set(_after_base(raw, scope["query_string"]))
                if prefix(language):
                    scope = {**scope, "path": inner, "raw_path": raw}
            await app(scope, receive, send)

    return answering


def _inner_raw_path(scope: Scope, base: str, language: str) -> bytes:
    """Return the path as it was sent, without base and language.

    Datasette puts its base before the path that was asked for, to make the address of the next page or of a facet; one
    that has the base already would have it twice.
    """
    raw: bytes = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    inner = b"/" + raw.removeprefix(base.rstrip("/").encode()).removeprefix(b"/")
    return (inner.removeprefix(f"/{language}".encode()) if prefix(language) else inner) or b"/"


def _after_base(path: bytes, query: bytes) -> str:
    """Return what stands in an address behind the site's base and the language."""
    return (path.removeprefix(b"/") + (b"?" + query if query else b"")).decode("latin-1")


def address_in(language: str, datasette: Datasette) -> str | None:
    """Return the address of the page that is asked for, in another language; ``None`` where no page is.

    Args:
        language: one of :data:`LANGUAGES`.
        datasette: the site.
    """
    asked = _ASKED.get()
    return None if asked is None else f"{base_of(datasette)}{prefix(language)}{asked}"
