"""Names of hosts: in the letters that the network knows, and which of them only look like another one.

A name may be written in any letters; what is asked for is its form in ASCII (``xn--...``, punycode). Rows show that
form, for ``kyаnh.hatinh.gov.vn`` with a Cyrillic а looks like the portal and is not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

import idna

# Letters of Cyrillic and Greek that look like one of the Latin alphabet in common typefaces (after Unicode's
# confusables.txt, small letters: names of hosts have no others).
_LOOKS_LIKE = str.maketrans({
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "ҽ": "e", "ɡ": "g", "һ": "h", "і": "i", "ї": "i", "ј": "j",
    "к": "k", "ӏ": "l", "м": "m", "н": "h", "п": "n", "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "т": "t",
    "ц": "u", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y", "ү": "y", "α": "a", "ε": "e", "η": "n", "ι": "i", "κ": "k",
    "ν": "v", "ο": "o", "ρ": "p", "σ": "o", "τ": "t", "υ": "u", "χ": "x", "γ": "y", "ω": "w", "ո": "n", "օ": "o",
    "ս": "u", "հ": "h", "ց": "g",
})  # fmt: skip


@lru_cache(maxsize=4_096)
def ascii_host(host: str) -> str:
    """Return the name of a host as the network knows it, in ASCII; what cannot be a name comes back as it is.

    Letters are mapped as browsers do (UTS 46):
    ``ＫＹＡＮＨ。vn`` is ``kyanh.vn``, ``kỳanh.vn`` is ``xn--kanh-v25a.vn``.
    """
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except UnicodeError:  # signs that IDNA 2008 has no place for, such as emoji; the older rules have
        pass
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def shown_host(host: str) -> str:
    """Return the name of a host in the letters that it was registered in; one that is no such name as it is."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(idna.decode(label) if label.lower().startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def look_alike(host: str) -> str | None:
    """Return the name in Latin letters that a host's name looks like without being it, ``None`` for any other name.

    Args:
        host: as it is written or in ASCII (``xn--...``).
    """
    letters = shown_host(host).lower()
    if letters.isascii():
        return None
    taken_for = unicodedata.normalize("NFC", letters).translate(_LOOKS_LIKE)
    if taken_for == letters:
        return None
    is_latin = all(unicodedata.name(one, "").startswith("LATIN ") for one in taken_for if one.isalpha())
    return taken_for if is_latin else None


def asked_host(url: str) -> str:
    """Return what the pause between two requests is kept for: the host of an address, with a port that is not usual.

    ``www.`` hardly ever leads to another machine, and http and https lead to one.
    """
    parts = urlsplit(url)
    host = ascii_host(parts.hostname or "").lower().removeprefix("www.")
    return host if parts.port in {None, 80, 443} else f"{host}:{parts.port}"
