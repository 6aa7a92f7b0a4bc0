"""Where a page sends its readers on by itself: a refresh in the head, frames, a script that does nothing else.

Portals greet with a page that only leads to the real home page (``/vi/``, ``/web/guest/home``); whoever follows
anchors alone finds nothing there. Others show their lists, and now and then an article's text, in a frame of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.canonical import absolute_url
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_LOCATION = regex(
    r"location(?:\.href)?\s{0,9}=\s{0,9}['\"]([^'\"\s]{1,1000})['\"](?!\s{0,9}\+)|"  # no part of an address only
    r"location\.(?:replace|assign)\(\s{0,9}['\"]([^'\"\s]{1,1000})['\"](?!\s{0,9}\+)"
)
# What portals frame besides: films, maps, the weather, counters, viewers of files.
_NO_LIST = (
    "video", "player", "embed", "youtube", "map", "ban-do", "bando", "thoi-tiet", "thoitiet", "weather", "banner",
    "quang-cao", "quangcao", "captcha", "comment", "binh-luan", "chat", "counter", "thong-ke", "thongke", "clock",
    "dong-ho", "viewer", ".pdf", "facebook", "zalo", "login", "ty-gia", "tygia", "gia-vang",
)  # fmt: skip
_LONGEST_REFERENCE = 2_000  # characters
_MOST_SCRIPT = 4_000  # characters of a script that does nothing but lead on


def forwards(tree: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses that a page sends its readers on to, each with an empty text.

    A script is believed only on a page without any anchor: elsewhere it may wait for a click.

    Args:
        tree: the page.
        url: what relative addresses are relative to.
    """
    references = [*_refreshes(tree), *(frame.get("src") or "" for frame in tree.iter("frame"))]
    if next(tree.iter("a", "area"), None) is None:
        references += _scripted(tree)
    for reference in references:
        address = absolute_url(url, reference) if reference else None
        if address is not None and address != url:
            yield address, ""


def framed_pages(tree: etree._Element, url: str) -> Iterator[tuple[str, str]]:
    """Yield address and title of the pages that stand in frames of a page (``<iframe>``) and may be its list.

    Args:
        tree: the page.
        url: what relative addresses are relative to.
    """
    for frame in tree.iter("iframe"):
        reference = (frame.get("src") or frame.get("data-src") or "").strip()
        is_list = 0 < len(reference) <= _LONGEST_REFERENCE and not any(map(reference.lower().__contains__, _NO_LIST))
        address = absolute_url(url, reference) if is_list else None
        if address is not None and address != url:
            yield address, frame.get("title") or ""


def _refreshes(tree: etree._Element) -> Iterator[str]:
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            yield _reference(meta.get("content") or "")


def _reference(content: str) -> str:
    """Return the address in a refresh: seconds, then ``;`` or ``,``, then ``url=`` or not, in quotes or not (HTML)."""
    _, _, rest = content.replace(",", ";", 1 if ";" not in content else 0).partition(";")
    rest = rest.strip()
    name, equals, value = rest.partition("=")
    if equals and name.strip().lower() == "url":
        rest = value.strip()
    return rest.strip("'\"").strip()


def _scripted(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) <= _MOST_SCRIPT and (found := _LOCATION.search(text)):
            yield found[1] or found[2]
