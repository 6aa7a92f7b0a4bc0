"""Links that a page leaves to its scripts: "load more" buttons, addresses in click handlers, pagers by postback.

Nothing is run. What the mark-up itself says is taken: an address in an attribute, the number of the next piece beside
it. Where it only says that a script would go on (``__doPostBack``, a button without an address), that is told, so that
what stands behind it is not lost in silence.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from scraper.canonical import absolute_url
from scraper.extract.page_functions import calls_with
from scraper.patterns import regex
from scraper.vietnamese import collapse, fold, nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from scraper.extract.part_links import PartInPage

_ADDRESS_ATTRIBUTES = ("data-next-url", "data-next", "data-load-url", "data-ajax-url", "data-endpoint", "data-api",
                       "data-url", "data-href", "data-ajax", "hx-get", "data-remote", "data-source",
                       # What components of Vue are given, as it is or as a string of JavaScript.
                       "endpoint", "api-url", "load-url", "fetch-url",
                       ":endpoint", ":api-url", ":load-url", ":fetch-url")  # fmt: skip
_WITH_ADDRESS = frozenset(_ADDRESS_ATTRIBUTES)
_CARD_ATTRIBUTES = ("data-href", "data-link")  # of a row or card that a script makes a link
_SCRIPTED = _WITH_ADDRESS | {"onclick", *_CARD_ATTRIBUTES}
_CARDS = frozenset({"tr", "td", "li", "div", "article", "section", "h2", "h3", "h4", "p", "span"})
_PAGE_ATTRIBUTES = ("data-next-page", "data-page", "data-paged", "data-trang", "data-pageindex", ":next-page",
                    ":page", "next-page")  # fmt: skip
# What a button says beside its address that the script sends with it.
_FILTER_ATTRIBUTE = regex(r"data-(cat\w{0,20}|cate\w{0,20}|section|folder|chuyenmuc|type|group|limit|size|per_?page)")
_MORE = regex(  # each begins with its letters: the search skips all others
    r"xem them|tai them|hien thi them|doc them|load ?more|show ?more|view ?more|them tin|tin cu hon"
)
_MORE_CLASS = regex(r"(?:load|show|view|btn|xem|read)[-_]?(?:more|them)|infinite[-_]?scroll|pagination[-_]?next")
_PAGE_NAMES = regex(r"page|p|paged|pageindex|trang", re.IGNORECASE)
_PLAIN_ADDRESS = regex(r"(?:https?://|/|\?|\./)?[\w.~/?&=%:;,+{}-]{2,1000}")
_CLICK = regex(
    r"(?:location(?:\.href)?\s{0,3}=|location\.(?:assign|replace)\(|window\.open\()\s{0,3}['\"]([^'\"\s]{1,1000})['\"]"
    r"(?!\s{0,9}\+)"  # no part of an address only
)
_POSTBACK = regex(r"__doPostBack\(\s{0,3}(?:'|\"|&#39;)([^'\"]{0,300})['\"]\s{0,3},\s{0,3}['\"]([^'\"]{0,100})['\"]")
_PAGE_ARGUMENT = regex(r"Page\$(\d{1,5}|Next|Last)")
_LONGEST_TEXT, _LONGEST_SCRIPT, _LONGEST_CLASS = 300, 2_000, 400  # characters
_NUMBER = regex(r"\d{1,5}")
_AROUND = " \t\r\n'\"`"  # blanks, and the quotes of a string
# The name of a function that opens a page of a list; that of a calendar opens days.
_PAGING = regex(r"pag(?:e|ing|er|inat)|trang|phan_?trang")


def scripted_elements(tree: etree._Element, parts: Iterable[PartInPage] = ()) -> list[etree._Element]:
    """Return the elements of a page that carry an address for its scripts or do something when they are clicked.

    Args:
        tree: the page, or a part of one.
        parts: the parts of it whose elements are known.
    """
    known = {part.met.nodes[0]: part for part in parts}
    found, elements = [], iter(tree.iter("*"))
    for element in elements:
        part = known.get(element) if known else None
        if part is not None:
            found += part.nodes(part.found.scripted)
            rest = part.found.elements - 1
            next(islice(elements, rest, rest), None)
        elif not _SCRIPTED.isdisjoint(element.keys()):
            found.append(element)
    return found


def loading_links(scripted: Iterable[etree._Element], url: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of what buttons of the "load more" kind ask for.

    Args:
        scripted: the page's :func:`scripted_elements`.
        url: what relative addresses are relative to.
    """
    for element in scripted:
        value = next(filter(None, map(element.get, _ADDRESS_ATTRIBUTES)), "").strip(_AROUND)
        if not value or not _loads_more(element):
            continue
        if not _PLAIN_ADDRESS.fullmatch(value) or value.isdigit():
            continue
        address = absolute_url(url, _with_page(value, element))
        if address is not None:
            yield address, _text(element)


def clicked_links(scripted: Iterable[etree._Element], url: str) -> Iterator[tuple[str, str]]:
    """Yield address and text of what leads elsewhere when it is clicked (``onclick="location.href='...'"``).

    Args:
        scripted: the page's :func:`scripted_elements`.
        url: what relative addresses are relative to.
    """
    for element in scripted:
        reference = clicked_address(element)
        address = absolute_url(url, reference) if reference else None
        if address is not None:
            yield address, _text(element)


def clicked_address(element: etree._Element) -> str:
    """Return the address that a click on an element opens, as it is written, "" for none.

    It stands in the handler, or beside it for one handler of all rows or cards (``<tr data-href="/vb/12">``).
    """
    click = element.get("onclick")
    if click and (found := _CLICK.search(click[:_LONGEST_SCRIPT])):
        return found[1]
    if element.tag in _CARDS:
        for name in _CARD_ATTRIBUTES:
            value = (element.get(name) or "").strip()
            if value.startswith(("/", "http", "./", "?")) and _PLAIN_ADDRESS.fullmatch(value):
                return value
    return ""


def scripted_pages(
    tree: etree._Element, idle: Sequence[etree._Element], scripted: Iterable[etree._Element] = ()
) -> list[str]:
    """Return what a page says of further pages that only a script opens: their numbers, ``more`` for a bare button.

    Args:
        tree: the page.
        idle: its anchors that lead to no address.
        scripted: its :func:`scripted_elements`.
    """
    found: dict[str, None] = {}
    for anchor in idle:
        href = (anchor.get("href") or "").strip()
        if not href.lower().startswith("javascript:"):
            continue
        text = _text(anchor)
        posted = _POSTBACK.search(href[:_LONGEST_SCRIPT])
        argument = _PAGE_ARGUMENT.search(posted[2]) if posted else None
        number = argument[1] if argument else text if _NUMBER.fullmatch(text) else "1"
        if number != "1":
            found[number.lower()] = None
    for element in scripted:
        number = _text(element) if element.get("onclick") else ""
        if _NUMBER.fullmatch(number) and number != "1" and _PAGING.search((calls_with(element, number) or "").lower()):
            found[number] = None
    if not found and any(map(_is_bare_button, chain(idle, tree.iter("button")))):
        found["more"] = None
    return list(found)


def says_something(idle: etree._Element) -> bool:
    """Tell whether an anchor that leads to no address may say something of further pages (:func:`scripted_pages`)."""
    return (idle.get("href") or "").strip().lower().startswith("javascript:") or _is_bare_button(idle)


def _is_bare_button(element: etree._Element) -> bool:
    marks = element.get("class")
    if not marks or not _MORE_CLASS.search(marks.lower()[:_LONGEST_CLASS]):
        return False
    href = (element.get("href") or "#").strip().lower()
    if not href.startswith(("#", "javascript:")) or not _WITH_ADDRESS.isdisjoint(element.keys()):
        return False
    return bool(_MORE.search(fold(_text(element))))


def _loads_more(element: etree._Element) -> bool:
    if any(name in element.attrib for name in ("hx-get", "data-next-url", "data-load-url", *_PAGE_ATTRIBUTES)):
        return True
    marks = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_MORE_CLASS.search(marks[:_LONGEST_CLASS])) or (
        len(element) < 4 and bool(_MORE.search(fold(_text(element))))
    )


def _with_page(value: str, element: etree._Element) -> str:
    """Return an address with the number of the page and the filters that stand beside it, where it lacks them."""
    number = next((str(element.get(name)) for name in _PAGE_ATTRIBUTES if element.get(name)), "")
    if not _NUMBER.fullmatch(number):
        return value
    for mark in ("{page}", "{0}", "__page__", "%7Bpage%7D"):
        if mark in value:
            return value.replace(mark, number)
    parts = urlsplit(value)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    names = {name for name, _ in pairs}
    for name, setting in element.attrib.items():
        kind = _FILTER_ATTRIBUTE.fullmatch(str(name))
        if kind and kind[1] not in names:
            pairs.append((kind[1], str(setting)))
    if not any(_PAGE_NAMES.fullmatch(name) for name in names):
        pairs.append(("page", number))
    return parts._replace(query=urlencode(pairs)).geturl()


def _text(element: etree._Element) -> str:
    """Return the first 300 characters of an element's text; no more is read, for elements stand in each other."""
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece)
        if length > _LONGEST_TEXT:
            break
    return nfc(collapse("".join(pieces)[: 4 * _LONGEST_TEXT]))[:_LONGEST_TEXT]
