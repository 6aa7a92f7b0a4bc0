"""What a page calls itself: the titles in its head without the site's name, the words that its address is made of.

And what it does not call itself: sections, whose names head many a page in the greatest letters of all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.address_traits import MAX_URL_LENGTH
from scraper.canonical import absolute_url
from scraper.extract.reading.site_names import is_generic, is_site
from scraper.extract.wording import key
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold, nfc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.extract.lines import Anchor, Line
    from scraper.extract.metadata import Metadata

Names: TypeAlias = "frozenset[str] | MenuNames"
_LONGEST, _MOST_TITLE = 350, 2_000  # characters of a headline, of a title of the head that are looked at
_SHORT_HEADLINE = 25  # characters from which a title in the head is sure to be no section's name
_LONG_SECTION = 36  # characters from which an item of a breadcrumb is the headline sooner than a section
_SHORTEST_IN_ADDRESS = 15  # letters and digits of a headline that tell in an address
_IN_ADDRESS = 40  # how many of them are asked
_FEW_WORDS, _WORDS = 3, 4  # words of a slug or head title that say little, and enough, of a headline with all of them
_MOST_WORDS = 60
_SHORTEST_ITEM, _LONGEST_ITEM = 4, 80  # characters of a section's name in a menu
_MENU_RUN, _MENU_MEAN = 5, 32  # linked lines in a row that make a menu, and their characters on average
_MENU_LINKS = 4  # links on one line that make one
# Blanks are taken from the first of them on, and given back to nobody: tried from each, many would cost their square.
_SEPARATOR = regex(r"(?<!\s)\s++[-–—|»:·•]\s++|(?:(?<!\s)\s++)?[|»]\s*+")
_WORD = regex(r"[a-z0-9]+")
_SLUG = regex(r"[a-z][a-z0-9]{0,30}(?:[-_][a-z0-9]{1,30}){2,40}")


def head_titles(metadata: Metadata) -> list[str]:
    """Return what the head gives as title, most specific first, without the names of the site around it."""
    found: list[str] = []
    site = key(metadata.site_name or "")
    for title in (printed[:_MOST_TITLE] for printed in metadata.titles()):
        parts = _SEPARATOR.split(title)
        separators = _SEPARATOR.findall(title)
        while len(parts) > 1 and (is_site(parts[-1]) or (site and key(parts[-1]) == site)):
            parts.pop()
            separators.pop()
        while len(parts) > 1 and (is_site(parts[0]) or (site and key(parts[0]) == site)):
            parts.pop(0)
            separators.pop(0)
        pairs = zip(parts, [*separators, ""], strict=True)
        cleaned = collapse("".join(part + separator for part, separator in pairs))
        if cleaned and not is_generic(cleaned) and key(cleaned) != site and cleaned not in found:
            found.append(cleaned)
    return found + [short for title in found if (short := _without_site(title, site)) and short not in found]


def _without_site(title: str, site: str) -> str | None:
    """Return what stands behind a site's name and a colon, as far as that is no part of the headline itself.

    "Phường Đông Trấn: triệt phá nhóm trộm cắp" is a headline, and so may be what stands behind the colon: what the page
    prints tells.
    """
    before, colon, after = title.partition(": ")
    return after if colon and after and (is_site(before) or key(before) == site) else None


class MenuNames:
    """What the menus of a page link to, its sections, by their keys (:func:`~scraper.extract.wording.key`).

    A tree of the site names the page itself, which is no section for that. Where a link leads is asked only for a name
    that is looked for: a page has fifty links in its menus, and looks for a few names.

    Args:
        lines: all lines of the page.
        anchors: its links.
        url: its address.
    """

    def __init__(self, lines: Sequence[Line], anchors: Sequence[Anchor], url: str = "") -> None:
        self._url = url
        self._links: dict[str, list[Anchor]] = defaultdict(list)
        self._known: dict[str, bool] = {}
        in_menu = _lines_of_menus(lines, anchors)
        for anchor in anchors:
            if anchor.index in in_menu:
                text = collapse(nfc(anchor.words))
                if _SHORTEST_ITEM <= len(text) <= _LONGEST_ITEM:
                    self._links[key(text)].append(anchor)

    def __contains__(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            links = self._links.get(name, ())
            known = self._known[name] = any(not _leads_to(link, self._url) for link in links)
        return known


def _lines_of_menus(lines: Sequence[Line], anchors: Sequence[Anchor]) -> set[int]:
    """Return the indexes of the lines that belong to a menu."""
    counts = Counter(anchor.index for anchor in anchors)
    in_menu: set[int] = set()
    for linked, group in groupby(lines, lambda line: line.linked and line.kind != "image"):
        run = list(group) if linked else []
        is_run = len(run) >= _MENU_RUN and sum(len(line.text) for line in run) <= _MENU_MEAN * len(run)
        in_menu |= {
            line.index
            for line in run
            if is_run or line.place in {"nav", "header", "footer"} or counts[line.index] >= _MENU_LINKS
        }
    return in_menu


def _leads_to(anchor: Anchor, url: str) -> bool:
    href = (anchor.element.get("href") or "").strip()
    return bool(url) and bool(href) and absolute_url(url, href) == url.partition("#")[0]


class PageNames:
    """What the head, the breadcrumb and the address call a page, and what its menus call sections.

    Args:
        heads: what :func:`head_titles` gives.
        url: the page's address: many CMSs make it of the headline.
        crumbs: the breadcrumb, which may end in the headline.
        menu: the keys of the sections that its menus link to.
    """

    def __init__(self, heads: Sequence[str], url: str, crumbs: Sequence[str] = (), menu: Names = frozenset()) -> None:
        heads = [head for head in heads if key(head) not in menu] or list(heads)
        self.heads = heads
        self.crumbs = crumbs
        self._sections = {key(crumb) for crumb in crumbs if len(crumb) < _LONG_SECTION}
        self._menu = menu
        self._sure = {own for head in heads if len(head) >= _SHORT_HEADLINE and (own := key(head)) not in menu}
        long = [crumb for crumb in crumbs if len(crumb) >= _LONG_SECTION and key(crumb) not in menu]
        self._keys = [key(head) for head in [*heads, *long]]
        self._head_words = [words for head in heads if len(words := _words(head)) >= _WORDS]
        self._address = key(unquote(urlsplit(url).path))
        self._slugs = _slugs(url)

    def is_section(self, text: str) -> bool:
        """Tell whether a text is a section's name by the breadcrumb or a menu."""
        own = key(text)
        return own in self._sections or own in self._menu

    def is_in_menu(self, text: str) -> bool:
        """Tell whether a menu links to a section of that name."""
        return key(text) in self._menu

    def fit(self, line: Line) -> bool:
        """Tell whether a line of the main part prints the page's own name, and links nowhere else."""
        if line.place or line.linked or line.kind not in {"text", "heading"} or len(line.text) > _LONGEST:
            return False
        return self.fit_text(line.text)

    def fit_text(self, text: str) -> bool:
        """Tell whether a text is the page's own name by the head's word or the address's."""
        return key(text) in self._sure or self._is_in_address(text)

    def agreement(self, text: str) -> float:
        """Return how far a line's words are those of a title in the head: 0 to 100."""
        own = key(text)
        best = 0.0
        for rank, head in enumerate(self._keys):
            best = max(best, _likeness(own, head) - 5 * min(rank, 2))
        if best or not self._head_words:
            return max(best, 0.0)
        words = _words(text)
        return 45.0 if any(_in_order(head, words) or _is_most_of(words, head) for head in self._head_words) else 0.0

    def in_address(self, text: str) -> float:
        """Return what it speaks for a line that the address is made of its words: 0 to 40 (some CMSs drop each đ)."""
        if self._is_in_address(text):
            return 40
        if not self._slugs:
            return 0
        words, without = _words(text), _words(text.replace("đ", "").replace("Đ", ""))
        sizes = [len(slug) for slug in self._slugs if _in_order(slug, words) or _in_order(slug, without)]
        return 0 if not sizes else 30 if max(sizes) >= _WORDS else 12

    def _is_in_address(self, text: str) -> bool:
        own = key(text)[:_IN_ADDRESS]
        if len(own) < _SHORTEST_IN_ADDRESS:
            return False
        without = key(text.replace("đ", "").replace("Đ", ""))[:_IN_ADDRESS]
        return own in self._address or (len(without) >= _SHORTEST_IN_ADDRESS and without in self._address)


def _likeness(own: str, head: str) -> float:
    if own == head:
        return 100.0
    if len(own) >= _SHORTEST_IN_ADDRESS and head.startswith(own):
        return 70.0
    if len(own) >= _SHORTEST_IN_ADDRESS and own in head:
        return 60.0
    if len(head) >= _SHORTEST_IN_ADDRESS and own.startswith(head):  # cut short in the head, or a stamp on the line
        return 75.0 if len(own) < len(head) + 24 else 40.0
    return 0.0


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text))[:_MOST_WORDS])


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    """Tell whether words stand among others in their order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _is_most_of(words: Sequence[str], head: Sequence[str]) -> bool:
    """Tell whether a line's words, and they are many, stand in their order in a title of the head."""
    return len(words) > _WORDS and 2 * len(words) >= len(head) and _in_order(words, head)


def _slugs(url: str) -> list[list[str]]:
    """Return the words of the slugs in an address: its path's last part that has some, and its arguments."""
    parts = urlsplit(url[:MAX_URL_LENGTH].lower())
    last = [part for part in fold(unquote(parts.path)).split("/") if _SLUG.search(part)][-1:]
    values = [value for _, value in parse_qsl(parts.query)]
    found = []
    for text in [*last, *values]:
        slug = _SLUG.search(fold(text))
        words = [word for word in re.split(r"[-_]", slug[0]) if not word.isdecimal()] if slug else []
        if len(words) >= _FEW_WORDS:
            found.append(words)
    return found
