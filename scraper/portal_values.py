"""What the values of a portal's description have to be: addresses, selectors, families, codes of languages.

Each check returns the value, put right where that is beyond doubt, or raises ``ValueError`` with one sentence that says
what is wrong; the reader of the file adds where it stands (:mod:`scraper.portal`).
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scraper.canonical import DEFAULT_PORTS, with_ascii_host
from scraper.host_names import ascii_host, look_alike
from scraper.patterns import regex

_ID = regex(r"[a-z0-9][a-z0-9.-]{0,80}")
SELECTORS = frozenset({"title", "lead", "body", "date", "author", "source", "section", "caption"})
_LANGUAGE = regex(r"[a-z]{2}")  # ISO 639-1
_SHA256 = regex(r"[0-9a-f]{64}")
TLS_VERSIONS = ("TLSv1.0", "TLSv1.1")
_COUNTRIES = {"vn": "vi", "cn": "zh", "jp": "ja", "kr": "ko"}  # codes of countries (ISO 3166) that are meant for theirs


def checked_id(value: str) -> str:
    """Return the id of a portal.

    Raises:
        ValueError: the text cannot be one.
    """
    if not _ID.fullmatch(value):
        raise ValueError("use lower-case letters, digits, '.' and '-' only, at most 81 of them")
    return value


def checked_ids(value: list[str]) -> list[str]:
    """Return ids of other portals, none twice. Whether there are such portals is told by ``scraper.portal_lines``.

    Raises:
        ValueError: says which one cannot be an id, or stands there twice.
    """
    for number, identifier in enumerate(value):
        try:
            checked_id(identifier)
        except ValueError as error:
            raise ValueError(f"{identifier!r} is no id of a portal: {error}") from None
        if identifier in value[:number]:
            raise ValueError(f"{identifier!r} is named twice")
    return value


def checked_url(value: str) -> str:
    """Return an absolute http(s) address with a path and its host in ASCII; one without a scheme is taken as https.

    Raises:
        ValueError: the text is no such address, in one sentence that says why.
    """
    text = value.strip()
    if "://" not in text and re.match(r"[\w-]{1,63}(\.[\w-]{1,63}){1,20}(:\d{1,5})?(/|$)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that hold no IPv6 address
        raise ValueError(f"{value!r} is no web address: its host or port cannot be read") from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError(f"{value!r} is no web address: it has to begin with http:// or https://")
    try:
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        port_ok = False
    if not parts.hostname or not port_ok or re.search(r"[\s\"<>\\^`{|}]", text) or parts.username is not None:
        raise ValueError(f"{value!r} is no web address: its host or port cannot be read")
    if not parts.hostname.isascii() and (taken_for := look_alike(parts.hostname)) is not None:
        raise ValueError(
            f"{value!r} is not the address that it looks like: letters of another script stand in its host, which is "
            f"{ascii_host(parts.hostname)}; type {taken_for} anew if that is meant"
        )
    if "." not in parts.hostname and parts.hostname != "localhost" and ":" not in parts.hostname:
        raise ValueError(f"{value!r} is no web address: {parts.hostname!r} is no host name")
    return with_ascii_host(text if parts.path else f"{text.split('?')[0].split('#')[0]}/")


def bare_host(url: str) -> str:
    """Return the host of ``url`` in ASCII and lower case, without ``www.`` or a dot behind ("" where there is none)."""
    host = ascii_host(urlsplit(url).hostname or "").lower()
    return host.rstrip(".").removeprefix("www.")


def own_port(url: str) -> int | None:
    """Return the port that an address names, ``None`` for that of its scheme.

    The Internet Archive lists many pages as ``http://town.gov.vn:80/``.

    Raises:
        ValueError: it is no address, or its port is none.
    """
    parts = urlsplit(url)
    return None if parts.port == DEFAULT_PORTS.get(parts.scheme) else parts.port


def checked_family(value: str | None) -> str | None:
    """Return the name of a family that there is, or ``None``.

    Raises:
        ValueError: there is no such family; names those that there are.
    """
    from scraper.families import FAMILIES  # families import extraction: only when a file names one

    if value is not None and value not in FAMILIES:
        raise ValueError(f"no such family; there are: {', '.join(sorted(FAMILIES))}")
    return value


def checked_selectors(value: dict[str, str]) -> dict[str, str]:
    """Return CSS selectors by datum.

    Raises:
        ValueError: a datum is not known, or a selector is none.
    """
    from cssselect import GenericTranslator, SelectorError

    for name, selector in value.items():
        if name not in SELECTORS:
            raise ValueError(f"no selector called {name!r}; there are: {', '.join(sorted(SELECTORS))}")
        try:
            GenericTranslator().css_to_xpath(selector)
        except SelectorError as error:
            raise ValueError(f"{name} = {selector!r} is no CSS selector: {error}") from None
    return value


def checked_languages(value: list[str]) -> list[str]:
    """Return codes of languages as ISO 639-1 has them, lower case, at least one, none twice.

    Raises:
        ValueError: says which code is none.
    """
    if not value:
        raise ValueError('must not be empty: leave the key out for Vietnamese alone ("vi")')
    for code in value:
        if not _LANGUAGE.fullmatch(code):
            raise ValueError(f'{code!r} is no code of a language: two small letters such as "vi" or "en" (ISO 639-1)')
        if code in _COUNTRIES:
            raise ValueError(f"{code!r} is the code of a country; its language is {_COUNTRIES[code]!r} (ISO 639-1)")
    if len(set(value)) < len(value):
        raise ValueError("names a language twice")
    return value


def checked_tls(value: str | None) -> str | None:
    """Return what is put up with where a portal's certificate does not hold, a digest in small letters without colons.

    Raises:
        ValueError: it is neither "unverified" nor "sha256:" with a digest.
    """
    if value is None or value == "unverified":
        return value
    digest = value.removeprefix("sha256:").replace(":", "").lower()
    if not value.startswith("sha256:") or not _SHA256.fullmatch(digest):
        raise ValueError(
            'write "unverified" for any certificate, or "sha256:" and the 64 hexadecimal digits of the one that is '
            "meant (openssl x509 -noout -fingerprint -sha256 shows them); leave the key out where it has to hold"
        )
    return f"sha256:{digest}"


def checked_tls_version(value: str | None) -> str | None:
    """Return the oldest version of TLS that a portal may speak.

    Raises:
        ValueError: it is none of those that are spoken only where that is asked for.
    """
    if value is not None and value not in TLS_VERSIONS:
        raise ValueError(f"use one of {', '.join(TLS_VERSIONS)}; leave the key out for TLS 1.2 and newer")
    return value
