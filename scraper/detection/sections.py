"""The sections of a portal: which links of the menu lead to lists of articles, and how such a list goes on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.canonical import canonical_key
from scraper.detection.addresses import without_idle_parts
from scraper.patterns import regex
from scraper.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.detection.itinerary import Seen
    from scraper.extract.links import Link
    from scraper.portal import Portal

Evidence = Literal[
    "a list of articles",
    "articles stand under its address",
    "an article names it",
    "its address is like that of a list",
]

HEADLINE = 20  # characters from which the text of a link reads as a headline
_LONGEST_LABEL, _LONGEST_WORDS = 60, 400  # characters of a link's text, of its path
BUTTON, SCRIPT = "by a button that loads more", "by script only"
MOST_SECTIONS = 12
# What the news sections of portals are called, folded; addresses spell the same with hyphens.
_NEWS = regex(
    r"tin tuc|tintuc|su kien|thoi su|hoat dong|chinh tri|kinh te|van hoa|xa hoi|xay dung dang|an ninh|quoc phong|"
    r"giao duc|y te|nong thon moi|chi dao|dieu hanh|tin trong|tin dia phuong|tin xa|tin noi bat|doan the|\bnews\b"
)
# What stands in the menus of portals beside news.
_NO_NEWS = regex(
    r"gioi thieu|lien he|so do|thu tuc|dich vu cong|van ban|cong khai|hoi dap|hoi dong|thu vien|video|album|hinh anh|"
    r"lich |co cau|to chuc bo may|dang nhap|tim kiem|english|rss|gop y|y kien|quy hoach|du an|dau thau|thong ke|"
    r"chuc nang|danh ba|hop thu|tro giup|\bmap\b|contact|about|login"
)


@dataclass(slots=True)
class Section:
    """A section: its name in the menu, its address, and on what it rests that it lists articles.

    ``entries`` and ``pager`` are of its first page, where that was looked at: how many headlines it lists, and the form
    of the addresses of further pages (``?page=N``), ``None`` where it links none.
    """

    name: str
    url: str
    evidence: Evidence
    entries: int | None = None
    pager: str | None = None


def ranked_sections(home: Seen, portal: Portal) -> list[Link]:
    """Return the menu's links of a home page, those first that most likely lead to lists of articles."""
    own = {canonical_key(portal.url), canonical_key(home.result.answer.url)}
    headlines = sorted(canonical_key(link.url) for link in home.links if _is_headline(link))
    menu: dict[str, Link] = {}
    for link in home.links:
        if link.place == "nav" and 2 <= len(link.text) <= _LONGEST_LABEL and canonical_key(link.url) not in own:
            menu.setdefault(canonical_key(link.url), link)
    if not menu:  # menus of old table layouts are not marked as such
        short = [link for link in home.links if 2 <= len(link.text) <= _LONGEST_LABEL and link.place != "pager"]
        menu = {canonical_key(link.url): link for link in reversed(short) if canonical_key(link.url) not in own}
    return sorted(menu.values(), key=lambda link: -_likelihood(link, headlines))


def _likelihood(link: Link, headlines: Sequence[str]) -> int:
    path = unquote(urlsplit(link.url).path)[:_LONGEST_WORDS]
    words = " ".join((fold(link.text[:_LONGEST_LABEL]), re.sub(r"[-_/]+", " ", fold(path))))
    likelihood = 2 * bool(_NEWS.search(words)) - 2 * bool(_NO_NEWS.search(words))
    return likelihood + len(some_below(headlines, link.url, 3))


def some_below(keys: Sequence[str], url: str, most: int = 1) -> list[str]:
    """Return keys of what stands below the address of a section (``/tin-tuc/abc-1.html``, ``/tin-tuc.html``).

    Args:
        keys: sorted, so that those below stand together: a page may have thousands of links, each of them a section
            perhaps, and comparing each with each would take minutes.
        url: the section's address.
        most: how many to return at most.
    """
    stem = re.sub(r"\.(?:html?|aspx?|php)$", "", canonical_key(url).split("?")[0])
    if "/" not in stem:
        return []
    first = bisect_left(keys, stem + "/")
    return [key for key in keys[first : first + most] if key.startswith(stem + "/")]


def find_sections(seen: Sequence[Seen], home: Seen) -> list[Section]:
    """Return the sections that there is evidence for, those looked at first, at most :data:`MOST_SECTIONS`.

    Args:
        seen: all that was looked at.
        home: the home page, whose menu names the sections.
    """
    visited = {one.result.target.key: one for one in seen if one.purpose == "section" and one.is_page}
    lists = [one for one in visited.values() if one.result.kind == "listing"]
    articles = [one.result.article for one in seen if one.result.article and one.result.kind == "article"]
    keys = sorted(canonical_key(article.url) for article in articles)
    named = {fold(article.section) for article in articles if article.section}
    forms = {_place(one.result.target.url) for one in lists}
    found = []
    for link in home.sections:
        one = visited.get(canonical_key(link.url))
        if one is not None:
            if one.result.kind == "listing":
                entries = len({canonical_key(entry.url) for entry in one.links if _is_headline(entry)})
                found.append(
                    Section(link.text, without_idle_parts(link.url), "a list of articles", entries, pager_form(one))
                )
        elif some_below(keys, link.url):
            found.append(Section(link.text, without_idle_parts(link.url), "articles stand under its address"))
        elif fold(link.text) in named:
            found.append(Section(link.text, without_idle_parts(link.url), "an article names it"))
        elif _place(link.url) in forms and _reads_as_news(link):
            found.append(Section(link.text, without_idle_parts(link.url), "its address is like that of a list"))
    found.sort(key=lambda section: get_args(Evidence).index(section.evidence))
    return found[:MOST_SECTIONS]


def _place(url: str) -> tuple[str, tuple[str, ...]]:
    """Return where an address stands among others: the folder of its path, or its path and the names in its query."""
    parts = urlsplit(url)
    names = tuple(sorted(name for name, _ in parse_qsl(parts.query)))
    return (parts.path if names else parts.path.rstrip("/").rpartition("/")[0]), names


def _reads_as_news(link: Link) -> bool:
    """Tell whether a link of the menu is worth calling a section: on the top level, where all stands, by its words."""
    words = fold(link.text[:_LONGEST_LABEL])
    return not _NO_NEWS.search(words) and (_place(link.url)[0] != "" or bool(_NEWS.search(words)))


def _is_headline(link: Link) -> bool:
    return link.place in {"list", "body"} and len(link.text) >= HEADLINE


def pager_form(listing: Seen) -> str | None:
    """Return the form of the addresses of a list's further pages, the number as ``N``; ``None`` where it links none.

    :data:`BUTTON` stands for a button that loads more entries, :data:`SCRIPT` for page numbers that lead nowhere
    without a script.
    """
    for link in listing.links:
        if link.place == "pager" and (form := _form(listing.result.answer.url, link)):
            return form
    places = {link.place for link in listing.page.links} if listing.page is not None else set()
    return BUTTON if "more" in places else SCRIPT if "scripted" in places else None


def _form(url: str, link: Link) -> str | None:
    """Return what the address of a further page of a list has more than that of the list."""
    url, further = without_idle_parts(url), without_idle_parts(link.url)
    known = dict(parse_qsl(urlsplit(url).query))
    more = [(name, value) for name, value in parse_qsl(urlsplit(further).query) if value.isdigit()]
    added = [name for name, value in more if known.get(name) != value]
    if added:  # Liferay's also name the size of a page: the number of the page is the one the link shows
        return f"?{next((name for name, value in more if value == link.text and name in added), added[-1])}=N"
    own, path = urlsplit(url).path, urlsplit(further).path
    if own == path:
        return None
    stem = re.sub(r"(?:/|\.(?:html?|aspx?))$", "", own)
    rest = path.removeprefix(stem) if path.startswith(stem) else path[path.rfind("/") :]
    numbers = list(re.finditer(r"[0-9]+", rest))
    return f"{rest[: numbers[-1].start()]}N{rest[numbers[-1].end() :]}" if numbers else None
