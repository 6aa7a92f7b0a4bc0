"""Text of a page to a tree, whatever the mark-up is like.

libxml2 is fast and forgiving, but it gives up on very deep nesting and on some rubble, and what it drops is gone
without a word. What is nested deeper than any real page is made shallow first (:mod:`scraper.extract.nesting`). Then
libxml2's tree is weighed against the text: where most of it is missing, BeautifulSoup reads the page instead and its
tree is copied.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from scraper.extract.bounds import KEPT_LEVELS, MAX_DEPTH
from scraper.extract.nesting import flattened
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from bs4 import Tag

_CDATA, _END_OF_CDATA = "<![CDATA[", "]]>"
# References to what no store can keep, by their numbers: C0 and C1 controls, surrogates, what is no character. Noughts
# before a number are passed over once, and of nothing but noughts the number is empty.
_UNSTORABLE_REFERENCE = regex(
    r"&#(?:0{0,10}+(?P<decimal>[1-8]|(?<=0)|1[14-9]|2\d|3[01]|12[7-9]|1[345]\d|5529[6-9]|55[3-9]\d\d|56\d{3}|"
    r"57[0-2]\d\d|573[0-3]\d|5734[0-3]|6553[45])(?!\d)|"
    r"[xX]0{0,10}+(?P<hex>[1-8bBeEfF]|(?<=0)|1[\da-fA-F]|7[fF]|[89][\da-fA-F]|"
    r"[dD][89a-fA-F][\da-fA-F]{2}|[fF]{3}[eEfF])(?![\da-fA-F]));?",
    re.ASCII,
)
# References to marks of direction, which texts are kept without (scraper.vietnamese.nfc).
_DIRECTION_REFERENCE = regex(
    r"&(?:lrm|rlm|#(?:0{0,9}(?:820[67]|823[4-8]|829[4-7])|[xX]0{0,9}(?:200[eEfF]|202[a-eA-E]|206[6-9])));", re.ASCII
)
_RAW = regex(r"(?is)<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)")
# However long: a picture may stand in its tag itself. No repeat goes beyond the next "<", so the whole stays linear.
_TAG = regex(r"<[^<>]*>")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")  # than code downstream can walk
_STRAY = regex(r"<(?![A-Za-z/!?][^<>]*>)")
_MAX_RUBBLE = 4_000_000  # characters of a broken page that are read
_AMPERSANDS = 5_000  # of a page that are looked at one by one; pages of many links have hundreds
_SMALL = 400  # characters of text below which a tree is weighed against its source


def parse(text: str) -> etree._Element | None:
    """Return the tree of a page's text, ``None`` where it holds no mark-up and no text at all. Never raises."""
    if _CDATA in text:
        text = "".join(chain.from_iterable(part.split(_END_OF_CDATA) for part in text.split(_CDATA)))
    text = _with_references(text, _UNSTORABLE_REFERENCE, _as_browsers_read_it)
    text = _with_references(text, _DIRECTION_REFERENCE, _as_nothing)
    tree = _shallow_tree(text)
    if tree is None:
        text, _ = flattened(text, KEPT_LEVELS)
        tree = _shallow_tree(text)
    if tree is None or _lost_text(tree, text):
        return _with_beautifulsoup(text) if text.strip() else tree
    return tree


def _shallow_tree(text: str) -> etree._Element | None:
    """Return libxml2's tree, ``None`` where it gave up or the tree is deeper than code downstream can walk."""
    tree = _with_libxml2(text)
    return None if tree is None or _TOO_DEEP(tree) else tree


def _with_references(text: str, pattern: re.Pattern[str], read_as: Callable[[re.Match[str]], str]) -> str:
    """Return a page's text with the references that a pattern matches read as something else.

    The same as the pattern's ``sub``, which looks at every character for an ampersand: ``find`` passes over the
    thousands between two of them in one go, and ``sub`` reads what stands behind more of them than any author wrote.
    """
    pieces, done, at = [], 0, -1
    for _ in range(_AMPERSANDS):
        at = text.find("&", max(at + 1, done))
        if at < 0:
            break
        found = pattern.match(text, at)
        if found is not None:
            pieces += [text[done:at], read_as(found)]
            done = found.end()
    rest = text[done:] if done else text
    return "".join([*pieces, rest if at < 0 else pattern.sub(read_as, rest)])


def _as_browsers_read_it(found: re.Match[str]) -> str:
    """Return what a reference to a control stands for: a character of windows-1252 (HTML standard), else nothing."""
    code = int(found["decimal"] or "0") if found["hex"] is None else int(found["hex"] or "0", 16)
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code < 0xA0 else ""


def _as_nothing(found: re.Match[str]) -> str:  # noqa: ARG001  what reads a reference is given it
    return ""


def _with_libxml2(text: str) -> etree._Element | None:
    # A fresh parser each time: its error log is the only place where libxml2 tells that it gave up.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    if tree is None or any("depth" in entry.message.lower() for entry in parser.error_log):
        return None
    return tree


def _lost_text(tree: etree._Element, text: str) -> bool:
    """Tell whether the tree holds much less text than the source does."""
    if len(text) < 1_000:
        return False
    got = 0
    for piece in tree.itertext():
        got += len(piece.strip())
        if got > _SMALL:
            return False
    source = _TAG.sub("", _RAW.sub("", text))
    return got < 0.5 * sum(map(len, source.split()))


def _with_beautifulsoup(text: str) -> etree._Element | None:
    from bs4 import BeautifulSoup  # only for the few pages that need it

    # html.parser takes quadratic time over tags and comments that never end.
    closed = _STRAY.sub(" ", _RAW.sub("", text[:_MAX_RUBBLE]))
    try:
        soup = BeautifulSoup(closed, "html.parser")
    except Exception:  # whatever a hostile page makes it raise: there is no tree then
        return None
    root = etree.Element("html")
    _copy(soup, etree.SubElement(root, "body"))
    return root


def _copy(soup: Tag, body: etree._Element) -> None:
    """Copy soup into elements in document order, leaving out levels beyond :data:`MAX_DEPTH`."""
    from bs4 import NavigableString, Tag
    from bs4.element import PreformattedString

    stack = [(iter(soup.contents), body, 0)]
    while stack:
        children, target, depth = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag):
            if child.name in {"html", "body"} or depth >= MAX_DEPTH:
                stack.append((iter(child.contents), target, depth))
            else:
                stack.append((iter(child.contents), _element(target, child), depth + 1))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            _append_text(target, str(child))


def _element(parent: etree._Element, tag: Tag) -> etree._Element:
    name = tag.name if re.fullmatch(r"[a-z][a-z0-9]*", tag.name) else "span"
    element = etree.SubElement(parent, name)
    for attribute, value in tag.attrs.items():
        joined = " ".join(value) if isinstance(value, list) else str(value)
        if re.fullmatch(r"[A-Za-z_][\w-]*", attribute, re.ASCII):
            element.set(attribute, joined)
    return element


def _append_text(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
