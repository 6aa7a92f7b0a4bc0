"""One key an address: what makes two addresses the same page.

Portals give one article many addresses: session ids, tracking, print and popup views, theme switches (NukeViet's
``nvvithemever``), http and https, with and without ``www.``, NFD and NFC paths. The key drops what does not change
the article. It is for comparing; the address that was asked for is kept as it was, but for its host: that is written in
ASCII wherever an address is made absolute (punycode), without a user's name before it and a dot behind it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from scraper.host_names import ascii_host
from scraper.patterns import regex
from scraper.tab_addresses import choosing, is_tab, with_parameters_in_query

# Parameters that never choose the content: tracking, sessions, views of the same thing, referrers inside a site; the
# state of windows and forms that Oracle WebCenter (``_afr...``, ``_adf...``), Liferay and SharePoint (``IsDlg``: as a
# dialog) write into every address.
_DROPPED_PARAMETERS = regex(
    r"(?:utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id|_ga|phpsessid|jsessionid|aspsessionid\w*|sess(?:ion)?_?id|"
    r"cfid|cftoken|aspxautodetectcookiesupport|"
    r"nvvithemever|nv_redirect|plidlayout|plid|redirect|returnurl|print|popup|tmpl|mobile|theme|isdlg|amp|"
    r"_afr\w{1,40}|_adf\.[\w.-]{1,40}|"
    r"p_p_state_rcv|p_p_col_(?:id|pos|count)|p_p_cacheability|p_auth|doAsUserId|inheritRedirect|controlPanelCategory|"
    r"_\w{1,120}_(?:redirect|backURL|advancedSearch|andOperator|resetCur)|rnd|_t|timestamp|"
    r"cpage|replytocom|comments?[-_]?page)",
    re.IGNORECASE,
)
# Of these, what may be left out of the address that is asked for too: no server needs it to show the page, and with it
# some show another view (for print, in a window, with the latest comments).
_ADDED_PARAMETERS = regex(
    r"utm_\w+|fbclid|gclid|zarsrc|mc_[ce]id|_ga|phpsessid|jsessionid|aspsessionid\w*|sess(?:ion)?_?id|"
    r"cfid|cftoken|aspxautodetectcookiesupport|print|popup|tmpl|cpage|replytocom|comments?[-_]?page",
    re.IGNORECASE,
)
# Pages of an article's comments: WordPress writes them as a folder behind the article's own address.
_COMMENTS_IN_PATH = regex(r"/comment-page-\d{1,6}/?$", re.IGNORECASE)
# Values that say what goes without saying: Liferay's plain view of a portlet, a Vietnamese portal in Vietnamese.
_DEFAULT_VALUES = regex(
    r"(?:p_p_lifecycle=0|p_p_state=(?:normal|maximized|pop_up)|p_p_mode=view|(?:language|lang)=vi(?:[-_]vn)?)",
    re.IGNORECASE,
)
# ASP.NET compares neither paths nor names of parameters by case, and portals write them as they please.
_CASELESS_PATH = regex(r"\.as[phm]x?(?:/|$)", re.IGNORECASE)
# "sid" is a session id in some systems and the story's number in PHP-Nuke and its descendants.
_SESSION_VALUE = regex(r"(?=[0-9a-f]*[a-f])[0-9a-f]{16,}", re.IGNORECASE)
# Servlets write the session behind the path, ASP.NET before it: of the visitor (S), of who is signed in (A, F), and of
# the question whether cookies are taken (X), one after the other. A search skips to the three signs that either begins
# with, and what follows is looked at before anything is tried.
_SESSION_IN_PATH = regex(
    r"[;%/](?=[JPSjps]|3[Bb][JPSjps]|\([AFSXafsx]\()"
    r"(?:(?:(?<=;)|(?<=%)3[Bb])(?i:jsessionid|phpsessid|sid)=[^/?#]*+|"
    r"(?<=/)\((?:[AFSXafsx]\([\w-]{1,800}\)){1,4}\)(?=/|$))"
)
DEFAULT_PORTS = {"http": 80, "https": 443}
_PLAIN_PATH = regex(r"(?!//)(?!.{0,2000}/\.)[A-Za-z0-9_/.,=?&%+~-]{0,2000}(?<!\?)")  # needs no resolving
_PLAIN_HOST = regex(r"https?://[a-z0-9][a-z0-9.-]{0,252}(?::[0-9]{1,5})?(?=/.)")  # before a path of its own
_NAMES_HOST = regex(r"https?://[A-Za-z0-9]")
_PATH = regex(r"[^?#]*")
_AT_THE_ENDS = "".join(map(chr, range(0x21)))  # controls of C0 and the blank
# What no store can keep (scraper.vietnamese), and the rest of the controls; halves of a pair stand in JSON, and are
# U+FFFD to browsers.
_UNSAFE = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INDEX_PAGE = regex(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)


def absolute_url(base: str, reference: str) -> str | None:
    r"""Return ``reference`` as an absolute http(s) address without fragment, ``None`` where it is none.

    A backslash is a slash, as to browsers (WHATWG URL, 4.4): editors of Windows write ``\tin-tuc\a.html``. So are signs
    that control something: none at the ends, else percent-encoded; none of them comes into an archive as it is.
    """
    reference = reference.strip().strip(_AT_THE_ENDS)
    if "\\" in reference:
        path = _PATH.match(reference)
        end = path.end() if path else 0
        reference = reference[:end].replace("\\", "/") + reference[end:]
    # Of the base only that is taken which matters: it is the same for many pages of a portal, and the menu is kept.
    return _joined(base_that_matters(base, reference), reference)


def base_that_matters(base: str, reference: str) -> str:
    """Return what of a base an address depends on: its host for ``/a`` and ``https://...``, its folder for ``a/b``.

    Args:
        base: the page's address.
        reference: the address as the page writes it, without blanks and controls at its ends.
    """
    if (reference.startswith("/") and not reference.startswith("//")) or _NAMES_HOST.match(reference):
        return _origin(base)
    if reference[:1].isalnum() and ":" not in reference:
        return _directory(base)
    return base


def resolved_reference(base: str, reference: str) -> str | None:
    """Return ``reference`` as an absolute address or, where the page's own address is not known, as it is written.

    Args:
        base: the page's address, "" for a saved page of which nobody said where it came from.
        reference: what the page writes; ``None`` comes back for what is no web address (``javascript:``, ``data:``).
    """
    absolute = absolute_url(base, reference)
    if absolute is not None or base:
        return absolute
    try:
        scheme = urlsplit(reference).scheme
    except ValueError:
        return None
    return None if scheme else reference.strip().split("#", 1)[0] or None


@lru_cache(maxsize=64)
def _origin(url: str) -> str:
    try:
        return urljoin(url, "/")
    except ValueError:
        return url  # joining with it fails again, where it is told


@lru_cache(maxsize=64)
def _directory(url: str) -> str:
    try:
        return urljoin(url, ".")
    except ValueError:
        return url


@lru_cache(maxsize=8_192)  # the menu and the boxes of a portal stand on every one of its pages
def _joined(base: str, reference: str) -> str | None:
    if reference.startswith("/") and _PLAIN_PATH.fullmatch(reference) and (root := _joined(base, "")):
        return root + reference[1:]
    # Half of all portals, and every sitemap, write whole addresses.
    if (host := _PLAIN_HOST.match(reference)) and _PLAIN_PATH.fullmatch(reference, host.end()):
        root = _joined(base, f"{host[0]}/")
        if root:
            return root + reference[host.end() + 1 :]
    try:
        joined = _UNSAFE.sub(_encoded, urljoin(base, reference))
        parts = urlsplit(joined)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return (joined if _is_plain(parts) else with_ascii_host(joined)).split("#", 1)[0]


def _encoded(sign: re.Match[str]) -> str:
    return "%EF%BF%BD" if "\ud800" <= sign[0] <= "\udfff" else quote(sign[0])


def _is_plain(parts: SplitResult) -> bool:
    """Tell whether a host stands as it is asked for: nearly every one."""
    return parts.netloc.isascii() and "@" not in parts.netloc and not (parts.hostname or "").endswith(".")


def with_ascii_host(url: str) -> str:
    """Return an address with its host in ASCII, without a user's name before it (nobody is to sign in) or a dot behind.

    Browsers do the first as well; the other two are the same page, under names that servers and certificates need not
    know. So rows show ``xn--...`` for a host in letters that only look like another's.

    Raises:
        ValueError: it is no address.
    """
    parts = urlsplit(url)
    host = ascii_host(parts.hostname or "").rstrip(".")
    if _is_plain(parts) or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=host if parts.port is None else f"{host}:{parts.port}").geturl()


def over_tls(url: str, source: str) -> str:
    """Return an address over https where it is plain http and the page that names it came over https from its host.

    Portals that moved to https go on writing http into links, feeds and sitemaps, and answer each with a redirect.

    Args:
        url: the address that is named.
        source: the address of the page or list that names it.
    """
    if not url.startswith("http://") or not source.startswith("https://"):
        return url
    parts, own = urlsplit(url), urlsplit(source)
    if parts.hostname != own.hostname or parts.port not in {None, 80} or own.port not in {None, 443}:
        return url
    return parts._replace(scheme="https", netloc=own.netloc).geturl()


def canonical_key(url: str) -> str:
    """Return the key under which an address is known: host and path, then what is left of the query, sorted.

    Scheme, ``www.``, default port, fragment, case of the host, encoding and normal form of the path, a trailing
    slash, ``index.html``, session ids and parameters that choose no content make no difference; nor does the case of
    path and names of parameters where ASP.NET serves.
    """
    return _key_of_short(url) if len(url) <= _LONGEST_KEPT else _key_of(url)


def _key_of(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = ascii_host(parts.hostname or "").lower().rstrip(".").removeprefix("www.")
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        host = f"{host}:{port}"
    path = _COMMENTS_IN_PATH.sub("/", _SESSION_IN_PATH.sub("", parts.path))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if "tabid" in url.lower():
        path, pairs = with_parameters_in_query(path, pairs)
        pairs = choosing(pairs)
    pairs = [pair for pair in pairs if chooses_content(*pair)]
    if is_caseless := bool(_CASELESS_PATH.search(path)) or is_tab(pairs):
        pairs = [(name.lower(), value) for name, value in pairs]
    path = unicodedata.normalize("NFC", unquote(path))
    path = _INDEX_PAGE.sub("/", re.sub(r"/{2,}", "/", path)).rstrip("/")
    path = path.lower() if is_caseless else path
    kept = sorted((unicodedata.normalize("NFC", name), unicodedata.normalize("NFC", value)) for name, value in pairs)
    query = f"?{urlencode(kept, quote_via=quote)}" if kept else ""
    return f"{host}{quote(path, safe='/:@!$&()*+,;=~-._')}{query}"


# The addresses of a page and of its pictures are compared several times while it is kept.
_LONGEST_KEPT = 300  # characters
_key_of_short = lru_cache(maxsize=1 << 12)(_key_of)


def plain_url(url: str) -> str:
    """Return an address without what was only added to it: session ids, tracking, print and popup views, comment pages.

    That is what to ask for and to name as an article's own; anything else stays as it is written.
    """
    if "?" not in url and ";" not in url and "comment-page" not in url and "/(" not in url and "%3" not in url:
        return url  # nearly every address
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = _COMMENTS_IN_PATH.sub("/", _SESSION_IN_PATH.sub("", parts.path))
    written = parts.query.split("&") if parts.query else []
    kept = [pair for pair in written if not _is_added(pair)]
    if len(kept) == len(written) and path == parts.path:
        return url
    return parts._replace(path=path, query="&".join(kept)).geturl()


def _is_added(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(_ADDED_PARAMETERS.fullmatch(name)) or (name.lower() == "sid" and bool(_SESSION_VALUE.fullmatch(value)))


@lru_cache(maxsize=8_192)
def chooses_content(name: str, value: str) -> bool:
    """Tell whether a parameter may make a difference to what the page says; an empty one makes none."""
    if not value or _DROPPED_PARAMETERS.fullmatch(name) or _DEFAULT_VALUES.fullmatch(f"{name}={value}"):
        return False
    return not (name.lower() == "sid" and _SESSION_VALUE.fullmatch(value))
