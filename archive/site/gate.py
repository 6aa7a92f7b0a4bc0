"""Which requests are let in at all, before Datasette sees them.

Datasette trusts its askers more than the web deserves: it takes any method (an unknown one is answered with 500), any
Host, a query of any length. What is refused here costs nothing and is answered with a status of the asker's (4xx) and
a sentence. The plugin stays out of the way where Datasette is started without ``congtin serve``: there is no profile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from archive.site import public
from archive.site.language import base_of, inner_path
from archive.site.metadata import PLUGIN
from archive.site.refusal import Refusal
from archive.site.search.paths import is_search

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from datasette.app import Datasette

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LONGEST_PATH = 2_000  # bytes; the longest address of ours is a page of the key of a portal, some 300
_LONGEST_QUERY = 8_000  # bytes; Apache and nginx take 8 KB for the whole first line
# Bytes; somebody pastes a paragraph into the search, 10 KB of Vietnamese as addresses write it. What is searched of it
# is bounded (archive.search.query), and the page says so.
_LONGEST_SEARCH = 32_000
_MOST_PARAMETERS = 100
_STATIC = ("/-/static/", "/-/static-plugins/")
# Datasette's forms about itself; they need a script or a style in the page, and somebody who is logged in.
_FORMS = frozenset({"permissions", "allow-debug", "messages", "patterns", "logout", "auth-token"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile lets in: whose names it answers to, and whether strangers ask.

    Attributes:
        hosts: the names that may stand in Host, without a port, in small letters.
        is_public: strangers ask.
        base: the path that all addresses begin with, without a slash at its end.
    """

    hosts: frozenset[str]
    is_public: bool
    base: str


def profile_of(datasette: Datasette) -> Profile | None:
    """Return the profile that ``congtin serve`` set, ``None`` where Datasette was started in another way."""
    config: Mapping[str, Any] = datasette.plugin_config(PLUGIN) or {}
    if "profile" not in config:
        return None
    hosts = LOCAL_HOSTS | {name.lower() for name in config.get("hosts", ())}
    return Profile(frozenset(hosts), config["profile"] == "public", base_of(datasette).rstrip("/"))


def refusal(scope: MutableMapping[str, Any], profile: Profile) -> Refusal | None:
    """Return why a request is not let in, ``None`` where it is."""
    return (
        _method(scope)
        or _host(scope, profile)
        or _body(scope)
        or _path(scope, profile)
        or _query(scope, profile)
        or (public.refusal(_inner_path(scope, profile), scope["query_string"]) if profile.is_public else None)
    )


def _method(scope: MutableMapping[str, Any]) -> Refusal | None:
    if scope["method"] in {"GET", "HEAD"}:
        return None
    return Refusal(405, "refused-method", headers={"allow": "GET, HEAD"})


def _host(scope: MutableMapping[str, Any], profile: Profile) -> Refusal | None:
    """Refuse what does not name this site.

    A page of the web can point a name of its own at 127.0.0.1 and have the reader's browser ask for anything here
    (DNS rebinding); what it cannot do is send another Host than that name. Of the public site Host is written into
    addresses (the next page, the JSON of a page), which a cache before it would hand to others.
    """
    hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
    if len(hosts) == 1 and (hosts[0] in profile.hosts or _without_port(hosts[0]) in profile.hosts):
        return None
    if profile.is_public:
        return Refusal(421, "refused-host")
    return Refusal(421, "refused-host-of-others")


def _without_port(host: str) -> str:
    name, colon, port = host.rpartition(":")
    return name if colon and port.isascii() and port.isdecimal() else host


def _body(scope: MutableMapping[str, Any]) -> Refusal | None:
    """Refuse a request with a body: nothing here reads one, and what follows it may be taken for it (smuggling)."""
    for name, value in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0 \t")):
            return Refusal(400, "refused-body", headers={"connection": "close"})
    return None


def _path(scope: MutableMapping[str, Any], profile: Profile) -> Refusal | None:
    raw = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
    if len(raw) > _LONGEST_PATH:
        return Refusal(414, "refused-long-address")
    decoded = unquote_to_bytes(raw)
    if any(byte < 32 or byte == 127 for byte in decoded) or not decoded.startswith(b"/"):
        return Refusal(400, "refused-characters")
    # A web server before us may read these as other paths than we do.
    if b"//" in decoded or b"\\" in decoded or {b"..", b".", b"..;"} & set(decoded.split(b"/")):
        return _not_found()
    path = _inner_path(scope, profile)
    if path.startswith("/-/") and not path.startswith(_STATIC):
        name = path.removeprefix("/-/").partition(".")[0].partition("/")[0]
        if profile.is_public or name in _FORMS:
            return _not_found()
    return None


def _inner_path(scope: MutableMapping[str, Any], profile: Profile) -> str:
    """Return the path without what the site is served under, and without its language."""
    path: str = scope["path"]
    return inner_path(path.removeprefix(profile.base) or "/")[1]


def _query(scope: MutableMapping[str, Any], profile: Profile) -> Refusal | None:
    query = scope["query_string"]
    most = _LONGEST_SEARCH if len(query) > _LONGEST_QUERY and is_search(_inner_path(scope, profile)) else _LONGEST_QUERY
    if len(query) > most:
        return Refusal(414, "refused-long-query", {"most": most})
    if query.count(b"&") >= _MOST_PARAMETERS:
        return Refusal(400, "refused-many-parameters", {"most": _MOST_PARAMETERS})
    return None


def _not_found() -> Refusal:
    return Refusal(404, "refused-not-found")
