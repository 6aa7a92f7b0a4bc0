"""Identifiers that are derived from what they name, not from the order of arrival.

An article's id is a digest of its canonical key, a person's of the earliest article that names him or her and the
folded name. So the same page has the same
id in an interrupted crawl and in an uninterrupted one, after a rebuild from the stored pages, and in every shard that
is loaded into one archive; links into Datasette do not rot.

52 bits of SHA-256 are kept: exact in JavaScript and in a spreadsheet column read as text, and with a million articles
the chance of any collision is about 1 in 9,000. :func:`probe` steps on where one happens.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_HEX_DIGITS = 13  # 52 bits
_SPACE = 16**_HEX_DIGITS


def stable_id(*parts: str) -> int:
    """Return the identifier (1 ... 2**52) of what ``parts`` name together."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return int(digest[:_HEX_DIGITS], 16) + 1


def probe(first: int, taken: Callable[[int], bool]) -> int:
    """Return the first identifier from ``first`` on that is not ``taken`` by something else."""
    identifier = first
    while taken(identifier):
        identifier = identifier % _SPACE + 1
    return identifier
