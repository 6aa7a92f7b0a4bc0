"""Addresses as a person would write them down: without sessions, states of windows, tracking."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from scraper.canonical import canonical_key
from scraper.patterns import regex

_PATH_PARAMETERS = regex(r";[^/?#]*")


def without_idle_parts(url: str) -> str:
    """Return an address without the parts that make no difference to its key (``;jsessionid=...``, ``_afrLoop=...``).

    Unlike the key (:func:`scraper.canonical.canonical_key`) it can be asked for as it is.
    """
    parts = urlsplit(url)
    shorter = parts._replace(path=_PATH_PARAMETERS.sub("", parts.path))
    if canonical_key(urlunsplit(shorter)) == canonical_key(url):
        parts = shorter
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if "?" in canonical_key(f"http://a.vn/?{urlencode([pair])}")]
    if len(kept) < len(pairs):  # else the query stays as it is spelt
        parts = parts._replace(query=urlencode(kept))
    return urlunsplit(parts)
