"""What a robots.txt says to congtin, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from protego import Protego

from scraper.settings import USER_AGENT

if TYPE_CHECKING:
    from collections.abc import Mapping


def robots_words(url: str, robots: Mapping[str, tuple[int, str]]) -> str:
    """Return what the robots.txt of a portal say to congtin, one clause each, joined.

    Args:
        url: the portal's home page.
        robots: (status, text) by address, as they were read.
    """
    if not robots:
        return "robots.txt was not read"
    return "; ".join(dict.fromkeys(_words(url, status, text) for status, text in robots.values()))


def _words(url: str, status: int, text: str) -> str:
    if 300 <= status < 400:
        return "robots.txt leads elsewhere"
    if status >= 500 or status == 429:
        return f"robots.txt could not be read (status {status}), so nothing may be fetched for now"
    if status != 200:
        return f"there is no robots.txt (status {status}), so all may be read"
    rules = Protego.parse(text)
    if not rules.can_fetch(url, USER_AGENT):
        return "robots.txt forbids the home page"
    words = "robots.txt allows the home page"
    forbidden = sum(1 for line in text.splitlines() if _forbids(line))
    if forbidden:
        words += f", forbids {forbidden} path{'s' if forbidden > 1 else ''} (to some robots)"
    delay = rules.crawl_delay(USER_AGENT)
    if delay:
        words += f", asks for {float(delay):g} s between requests"
    return words


def _forbids(line: str) -> bool:
    name, _, value = line.partition(":")
    return name.strip().lower() == "disallow" and bool(value.split("#")[0].strip())
