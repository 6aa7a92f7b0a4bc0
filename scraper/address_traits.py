"""What an address has in common with others of its portal, read off its spelling.

A page's like are told by the path, numbers as ``N`` and slugs as ``...``, and by the names of the parameters. Traps
that can be told by the address alone are told here too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from scraper.canonical import chooses_content, plain_url
from scraper.patterns import regex
from scraper.portal_values import bare_host, own_port

MAX_URL_LENGTH = 1_000
MAX_REPEATED_SEGMENTS = 2

_SLUG_LENGTH = 24  # characters from which a part of a path reads as a title rather than as structure
_NUMBER = regex(r"\d+")
_LANGUAGE = regex(r"(?:vi|vn|en|fr|zh|ja|ko|lo|km|ru)(?:[-_][a-z]{2})?", re.IGNORECASE)
_START_PAGES = frozenset({"home", "trang-chu", "trangchu", "index", "default", "main", "pages", "portal"})
# What is added to the address of a front page to say why one is there.
_NOTICES = regex(
    r"msg|message|thongbao|notice|err|errors?|error_?code|status|code|not_?found|404|from|ref|referr?er|src|source|"
    r"url|path|aspxerrorpath|requesturl|returnurl|return|back|next|lang|language|langid|v|ver|version|sess|session|sid|"
    r"token|rand|random|nocache|time",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)  # an address is looked at when it is judged and again when it has been read
def url_pattern(url: str) -> str:
    """Return what the address has in common with its like: numbers as ``N``, slugs as ``...``, parameters by name."""
    names = sorted(_names(url))
    return f"{path_pattern(url)}{'?' if names else ''}{'&'.join(names)}"


@lru_cache(maxsize=1_024)
def path_pattern(url: str) -> str:
    """Return the pattern of an address's path alone."""
    return "/".join(
        "..." if len(segment) > _SLUG_LENGTH else _NUMBER.sub("N", segment) for segment in urlsplit(url).path.split("/")
    )


@lru_cache(maxsize=1_024)
def traits(url: str) -> tuple[str, ...]:
    """Return by what an address is judged together with its like: its path's pattern, or path and each parameter.

    So a parameter that never makes a difference (an order, a view, a session) is found out whatever else stands in
    the query, and one that does is not blamed for it.
    """
    path = path_pattern(url)
    return tuple(f"{path}?{name}" for name in sorted(_names(url))) or (path,)


def parameter_traits(url: str) -> tuple[str, ...]:
    """Return the names of the parameters, to be judged on whatever path they stand: ``*?sort``."""
    return tuple(f"*?{name}" for name in sorted(_names(url)))


@lru_cache(maxsize=1_024)
def siblings(url: str) -> str:
    """Return what an address shares with those beside it: its path with the last part left open, or its parameters.

    ``/tag/duong-sat`` and ``/tag/thuy-loi`` are siblings, and so are all values of ``/danh-sach.aspx?CateID=``.
    """
    if _names(url):
        return url_pattern(url)
    folder, _, _ = path_pattern(url).rstrip("/").rpartition("/")
    return f"{folder}/*"


def trap(url: str) -> str | None:
    """Return why an address is never asked for although it might be a page, ``None`` for no reason."""
    if len(url) > MAX_URL_LENGTH:
        return f"addresses of more than {MAX_URL_LENGTH} characters"
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    if any(segments.count(one) > MAX_REPEATED_SEGMENTS for one in segments) or _has_repeated_run(segments):
        return "paths that repeat themselves"
    if sum(_LANGUAGE.fullmatch(one) is not None for one in segments) > 1:
        return "paths through more than one language"
    return None


def _has_repeated_run(segments: list[str]) -> bool:
    """Tell whether two neighbours of a path come again as neighbours: a relative link that was meant from the root.

    Numbers say nothing: ``/2024/05/2024/05`` may be a section and a day.
    """
    runs = [pair for pair in pairwise(segments) if not all(one.isdigit() for one in pair)]
    return len(runs) != len(set(runs))


def site_path(url: str) -> str:
    """Return the path under which a portal lives on its host, ``/`` where it has the host to itself.

    Communes of one district share a host: ``https://host/xuan-binh/`` is one of them, and what stands beside it is
    others' news. Languages and start pages (``/vi/``, ``/web/guest/home``, ``/index.php``) are no such paths.
    """
    segments = [unquote(segment) for segment in urlsplit(url).path.split("/") if segment]
    if segments and "." in segments[-1]:
        segments.pop()
    while segments and segments[-1].lower() in _START_PAGES:
        segments.pop()
    segments = without_language(segments)
    if [one.lower() for one in segments[:2]] == ["web", "guest"]:  # Liferay's own site, not one of many
        segments = []
    return f"/{'/'.join(segments)}/" if segments else "/"


def is_start_page(url: str, site: str) -> bool:
    """Tell whether an address is a front page of the site at a path: ``/``, ``/vi/trang-chu``, ``/Default.aspx``."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    is_file_of_its_own = "." in last and last.partition(".")[0].lower() not in _START_PAGES
    return not parts.query and not is_file_of_its_own and site_path(url).lower() == site.lower()


def without_idle_parameters(url: str) -> str:
    """Return an address without the parameters that choose nothing on a front page.

    These are sessions, tracking, notices (``msg``, ``error``), where the reader came from, and those that name the
    front page itself (``?nv=home``).
    """
    parts = urlsplit(plain_url(url))
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if chooses_content(name, value) and not _NOTICES.fullmatch(name) and value.lower() not in _START_PAGES
    ]
    return parts._replace(query=urlencode(kept)).geturl()


def is_on_host(url: str, home: str) -> bool:
    """Tell whether an address is on the host and port of another one, ``www.`` or not."""
    try:
        parts, own = urlsplit(url), urlsplit(home)
        return _place(parts.scheme, parts.netloc) == _place(own.scheme, own.netloc)
    except ValueError:
        return False


@lru_cache(maxsize=4_096)  # a page names a few hosts, in a hundred addresses
def _place(scheme: str, netloc: str) -> tuple[str, int | None]:
    """Return host and port of all addresses that begin alike; raises ``ValueError`` where they are none."""
    address = urlunsplit((scheme, netloc, "/", "", ""))
    return bare_host(address), own_port(address)


def without_language(segments: list[str]) -> list[str]:
    """Return the parts of a path without the languages it begins with."""
    first = next((index for index, one in enumerate(segments) if not _LANGUAGE.fullmatch(one)), len(segments))
    return segments[first:]


def is_under(url: str, site: str) -> bool:
    """Tell whether an address lies under a :func:`site_path`, in any language."""
    if site == "/":
        return True
    wanted = [segment for segment in site.lower().split("/") if segment]
    found = [unquote(segment).lower() for segment in urlsplit(url).path.split("/") if segment]
    return wanted in (found[: len(wanted)], without_language(found)[: len(wanted)])


def _names(url: str) -> set[str]:
    """Return the names of the parameters that may make a difference: no session ids, no tracking."""
    query = urlsplit(url).query
    return {name for name, value in parse_qsl(query, keep_blank_values=True) if chooses_content(name, value or "-")}
