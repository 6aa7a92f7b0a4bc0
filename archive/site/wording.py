"""How stored values read on the screen: kinds, roles and outcomes by the catalogue, titles in full, addresses.

Times and numbers are in :mod:`archive.site.formats`, stored sentences in :mod:`archive.site.sentences`.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from archive.site.catalogue import has_message, say_text
from scraper.patterns import regex
from scraper.vietnamese import fold_tone

_NAME = regex(r"[A-Za-z0-9_-]+")
_WORD = regex(r"\w+")


def label(value: str | None, kind: str) -> str:
    """Return what a stored value of ``kind`` ("role", "outcome" ...) is called; one that has no words as it is."""
    if value is None:
        return "—"
    return say_text(f"{kind}-{value}") if is_known(value, kind) else value


def is_known(value: str, kind: str) -> bool:
    """Tell whether the catalogue has words for ``value``: the message ``KIND-VALUE``."""
    return _NAME.fullmatch(value) is not None and has_message(f"{kind}-{value}")


def in_full(text: str, canonical: str | None) -> str | None:
    """Return a title's normal form where the printed words do not hold it ("PBT TT": "Phó Bí thư Thường trực").

    ``None`` where each of its words is printed: then it says nothing that the reader does not see.
    """
    if not canonical:
        return None
    printed = set(_WORD.findall(fold_tone(text)))
    return None if printed.issuperset(_WORD.findall(fold_tone(canonical))) else canonical


def web_address(value: str | None) -> str | None:
    """Return ``value`` if it is an address that a link may lead to (http or https), else ``None``.

    Addresses come from pages: ``javascript:`` and the like must never become a link.
    """
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return None
    return value if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def host(value: str | None) -> str:
    """Return the host of an address, without "www."; nothing where there is none."""
    try:
        return (urlsplit(value or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def file_name(value: str | None) -> str:
    """Return the last part of an address's path as people write it (percent signs decoded), or its host."""
    try:
        path = urlsplit(value or "").path
    except ValueError:
        return ""
    return unquote(path.rstrip("/").rpartition("/")[2]) or host(value)
