"""Links by a function of the page's own: ``onclick="goPage(2)"``, and a script that says where that leads.

Old portals page so, and some open their articles so. Nothing is run: a call with plain values is looked up in the
page's scripts, and counts where the function puts an address together from texts and its parameters and then opens it
(``location.href = "/tin?trang=" + p``) or loads it into the page (``$("#ds").load("/ds?p=" + p)``). What a script sends
by POST, works out or has in a file of its own is not found.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from scraper.canonical import absolute_url
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml import etree

_CALL = regex(r"(?<![\w.$])([A-Za-z_$][\w$]{0,60})\(([^()]{1,200})\)")
_VALUE = regex(r"""\s{0,9}(?:'([^'\\]{0,200})'|"([^"\\]{0,200})"|(-?\d{1,9}))\s{0,9}(?:,|$)""")
# What every page calls, and what leads nowhere.
_COMMON = frozenset(
    {"void", "__doPostBack", "alert", "confirm", "setTimeout", "eval", "if", "return", "encodeURIComponent"}
)
_DECLARES = regex(r"(?<![\w.$])function\s{1,9}$")
_DEFINITION = regex(r"(\s{0,9}[=:]\s{0,9}function)?\s{0,9}\(([\w$,\s]{1,200})\)\s{0,9}\{")  # behind the name
_LONGEST_BODY, _LONGEST_SCRIPTS, _LONGEST_CLICK = 800, 300_000, 2_000  # characters
_MOST_CALLS, _MOST_NAMES, _MOST_PLACES = 1_000, 20, 200  # of a page; places in its scripts where a name stands
_ASSIGNED = regex(r"\b(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}(?=['\"`A-Za-z])")
_OPENS = regex(r"\blocation(?:\.(?:href|search))?\s{0,9}=(?!=)\s{0,9}|\blocation\.(?:assign|replace)\(\s{0,9}")
_LOADS = regex(r"\b(?:load|get(?:JSON)?|fetch)\(\s{0,9}|\burl\s{0,9}:\s{0,9}")
_PLACES = frozenset("/?")  # one of which an address has, and the name of a cookie or of an element has not
_SENDS = regex(r"(?i)\bpost\b|\.post\(")
_PIECE = regex(
    r"""\s{0,9}(?:'([^'\\\n]{0,300})'|"([^"\\\n]{0,300})"|encodeURI(?:Component)?\(([\w$]{1,60})\)|([A-Za-z_$][\w$.]{0,60}))"""
    r"\s{0,9}(\+(?!\+))?"
)


class CalledLink(NamedTuple):
    """Where a call leads: absolute address, the element that calls, whether it is loaded into the page."""

    url: str
    element: etree._Element
    is_loaded: bool


class _Function(NamedTuple):
    parameters: list[str]
    body: str


def called_links(
    tree: etree._Element, idle: Iterable[etree._Element], scripted: Iterable[etree._Element], url: str
) -> Iterator[CalledLink]:
    """Yield where the calls of a page's own functions lead.

    Args:
        tree: the page.
        idle: its anchors that lead to no address.
        scripted: its elements that do something when they are clicked.
        url: what relative addresses are relative to.
    """
    calls = [(element, call) for element in (*idle, *scripted) if (call := _call_of(element)) is not None]
    functions = _functions(tree, dict.fromkeys(name for _, (name, _) in calls)) if calls else {}
    for element, (name, values) in calls[:_MOST_CALLS] if functions else ():
        function = functions.get(name)
        led = _led_to(function, values) if function is not None else None
        address = absolute_url(url, led[0]) if led is not None else None
        if led is not None and address is not None:
            yield CalledLink(address, element, led[1])


def calls_with(element: etree._Element, value: str) -> str | None:
    """Return the name of the function that an element calls with one value among others, ``None`` for none."""
    call = _call_of(element)
    return call[0] if call is not None and value in call[1] else None


def _call_of(element: etree._Element) -> tuple[str, list[str]] | None:
    """Return the first call of an element with plain values: the function's name, and the values as texts."""
    href = (element.get("href") or "").strip()
    said = href if href[:11].lower() == "javascript:" else ""
    for call in _CALL.finditer(f"{said} {element.get('onclick') or ''}"[:_LONGEST_CLICK]):
        if call[1] in _COMMON:
            continue
        values, at = [], 0
        while at < len(call[2]) and (value := _VALUE.match(call[2], at)):
            values.append(next(one for one in value.groups() if one is not None))
            at = value.end()
        if at >= len(call[2]):
            return call[1], values
    return None


def _functions(tree: etree._Element, names: Iterable[str]) -> dict[str, _Function]:
    """Return the functions of some names that scripts in the page define."""
    found: dict[str, _Function] = {}
    scripts = "\n".join(script.text for script in tree.iter("script") if script.text)[:_LONGEST_SCRIPTS]
    for name in islice(names, _MOST_NAMES):
        at = -1
        for _ in range(_MOST_PLACES):
            at = scripts.find(name, at + 1)
            if at < 0 or name in found:
                break
            defined = _DEFINITION.match(scripts, at + len(name))
            if defined and (defined[1] or _DECLARES.search(scripts[max(at - 20, 0) : at])):
                parameters = [one.strip() for one in defined[2].split(",")]
                found[name] = _Function(parameters, _body(scripts, defined.end()))
    return found


def _body(text: str, start: int) -> str:
    """Return the body of a function that begins there, up to its last brace; braces in texts count as well."""
    depth = 1
    stop = min(len(text), start + _LONGEST_BODY)
    for at in range(start, stop):
        depth += (text[at] == "{") - (text[at] == "}")
        if not depth:
            return text[start:at]
    return text[start:stop]


def _led_to(function: _Function, values: list[str]) -> tuple[str, bool] | None:
    """Return the address that a function opens for some values, and whether it loads it into the page."""
    known = dict(zip(function.parameters, values, strict=False))
    for assigned in _ASSIGNED.finditer(function.body):
        made = _put_together(function.body, assigned.end(), known)
        if made is not None:
            known[assigned[1]] = made
    for pattern in (_OPENS, _LOADS):
        if pattern is _LOADS and _SENDS.search(function.body):
            continue
        for begin in pattern.finditer(function.body):
            address = _put_together(function.body, begin.end(), known)
            if address and not (pattern is _LOADS and _PLACES.isdisjoint(address)):
                return (address if "?" in address or "search" not in begin[0] else f"?{address}"), pattern is _LOADS
    return None


def _put_together(body: str, at: int, known: Mapping[str, str]) -> str | None:
    """Return the text that an expression of texts and known names makes, ``None`` where there is more in it."""
    made = []
    while piece := _PIECE.match(body, at):
        text = next((one for one in (piece[1], piece[2]) if one is not None), known.get(piece[3] or piece[4]))
        if text is None:
            return None
        made.append(text)
        at = piece.end()
        if not piece[5]:
            return "".join(made) if body[at : at + 1] in {"", ";", ",", ")", "}", "\n", "\r"} else None
    return None
