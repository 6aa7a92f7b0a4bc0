"""One key an address: what makes two addresses the same page.

Portals give one article many addresses: session ids, tracking, print and popup views, theme switches (NukeViet's
``nvvithemever``), http and https, with and without ``www.``, NFD and NFC paths. The key drops what does not change
the article. It is for comparing; the address that was asked for is kept as it was.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

# Parameters that never choose the content: tracking, sessions, views of the same thing, referrers inside a site.
_DROPPED_PARAMETERS = re.compile(
    r"(?:utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id|_ga|phpsessid|jsessionid|aspsessionid\w*|sessionid|"
    r"nvvithemever|nv_redirect|plidlayout|plid|redirect|_\w*_redirect|returnurl|print|popup|tmpl|mobile|theme|"
    r"p_p_state_rcv|p_auth|doAsUserId|rnd|_t|timestamp)",
    re.IGNORECASE,
)
# "sid" is a session id in some systems and the story's number in PHP-Nuke and its descendants.
_SESSION_VALUE = re.compile(r"(?=[0-9a-f]*[a-f])[0-9a-f]{16,}", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*|/\(S\([0-9a-z]{24}\)\)", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN_PATH = re.compile(r"(?!.{0,2000}/\.)[A-Za-z0-9_/.,=?&%+~-]{0,2000}(?<!\?)")  # needs no resolving
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


def absolute_url(base: str, reference: str) -> str | None:
    """Return ``reference`` as an absolute http(s) address without fragment, ``None`` where it is none."""
    reference = reference.strip()
    if reference.startswith("/") and not reference.startswith("//"):
        base = _origin(base)  # all that matters of the base then, and the same for every page of a portal
        if _PLAIN_PATH.fullmatch(reference) and _joined(base, "/"):
            return base + reference[1:]
    return _joined(base, reference)


@lru_cache(maxsize=64)
def _origin(url: str) -> str:
    try:
        return urljoin(url, "/")
    except ValueError:
        return url  # joining with it fails again, where it is told


@lru_cache(maxsize=8_192)  # the menu and the boxes of a portal stand on every one of its pages
def _joined(base: str, reference: str) -> str | None:
    try:
        joined = urljoin(base, reference)
        parts = urlsplit(joined)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return joined.split("#", 1)[0]


def canonical_key(url: str) -> str:
    """Return the key under which an address is known: host and path, then what is left of the query, sorted.

    Scheme, ``www.``, default port, fragment, case of the host, encoding and normal form of the path, a trailing
    slash, ``index.html``, session ids and parameters that choose no content make no difference.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower().removeprefix("www.")
    if port and port != _DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = unicodedata.normalize("NFC", unquote(_SESSION_IN_PATH.sub("", parts.path)))
    path = _INDEX_PAGE.sub("/", re.sub(r"/{2,}", "/", path)).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(
        (unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", value))
        for name, value in pairs
        if value and not _DROPPED_PARAMETERS.fullmatch(name)
        if not (name.lower() == "sid" and _SESSION_VALUE.fullmatch(value))
    )
    query = f"?{urlencode(kept, quote_via=quote)}" if kept else ""
    return f"{host}{quote(path, safe='/:@!$&()*+,;=~-._')}{query}"
