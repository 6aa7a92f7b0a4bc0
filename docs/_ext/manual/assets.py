"""Whether a page of the manual has a browser ask other hosts than the manual's."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What a browser fetches by itself; a link that somebody may follow is none of it.
_FETCHED = {
    "audio": "src", "embed": "src", "form": "action", "iframe": "src", "image": "href", "img": "src", "input": "src",
    "object": "data", "script": "src", "source": "src", "track": "src", "use": "href", "video": "src",
}  # fmt: skip
_FETCHED_LINKS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"})
_OF_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""")


def foreign_assets(text: str) -> list[str]:
    """Return the addresses of other hosts that a browser would ask for while it shows an HTML page or reads a style."""
    reader = _Reader()
    reader.feed(text)
    return [*reader.found, *_OF_STYLES.findall(text)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.found += [address for address in _addresses(tag, values) if re.match(r"(?:https?:)?//", address.strip())]

    handle_startendtag = handle_starttag


def _addresses(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag == "link" and _FETCHED_LINKS & {*values.get("rel", "").lower().split()}:
        yield values.get("href", "")
    if tag in _FETCHED:
        yield values.get(_FETCHED[tag], "")
    for candidate in values.get("srcset", "").split(","):
        yield candidate.strip().partition(" ")[0]
