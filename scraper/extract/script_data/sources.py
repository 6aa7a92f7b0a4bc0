"""Where a page's scripts hold data, and in which of the formats."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from scraper.extract.script_data.literals import parse_literal
from scraper.extract.script_data.references import read_flight, unflatten
from scraper.extract.script_data.tokens import NotLiteralError
from scraper.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SCRIPT = 3_000_000  # characters of one script; states of real pages have up to a million
MAX_EXPRESSION = 1_000_000  # characters of a script that is JavaScript: it is read here, not by a library
_MOST_ASSIGNMENTS = 20
_MOST_SCRIPTS = 400
# Names under which front ends keep the state that a page was made from: __NUXT__, __INITIAL_STATE__, __APOLLO_STATE__,
# __PRELOADED_STATE__, __remixContext, pageData ...
_ASSIGNMENT = regex(
    r"(?:window|self|globalThis)(?:\.|\[[\"'])(?:__[A-Za-z_]{3,40}|[A-Za-z]{0,20}(?:State|Data|Props|STATE|DATA))"
    r"(?:[\"']\])?\s{0,5}=(?![=])"
)
_FLIGHT = regex(r"self\.__next_f.{0,30}?push\(")
# Beside Next.js' and Nuxt's own: "ng-state" and "serverApp-state" of Angular, "app-data", "page-props".
_STATE_ID = regex(r"__NEXT_DATA__|__NUXT_DATA__|[\w-]{0,40}(?:state|data|props)", re.IGNORECASE)
_FRAMEWORK_ID = regex(r"__NEXT_DATA__|__NUXT_DATA__|(?:[\w-]{0,40}-)?(?:ng|serverApp)-state")
_FRAMEWORK = regex(
    r"\b(?:__NEXT_DATA__|__NUXT__|__next_f|__INITIAL_STATE__|__PRELOADED_STATE__|__APOLLO_STATE__|__remixContext)\b"
)
_BEGINNING = 400  # characters of a script in which it names what it assigns
# How Angular spelt markup in its state before version 16.
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
# Inertia (Laravel's bridge to Vue and React) keeps the state in an attribute of the element it fills.
_INERTIA = etree.XPath("string((//div | //script)[@data-page][1]/@data-page)", smart_strings=False)
_COMPONENT = regex(r"\{\s{0,20}\"component\"\s{0,5}:")


def holds_script_data(tree: etree._Element) -> bool:
    """Tell whether a page was made by a front end such as Next.js or Nuxt that leaves its data in the page."""
    for script in tree.iter("script"):
        if _FRAMEWORK_ID.fullmatch(script.get("id") or ""):
            return True
        beginning = (script.text or "")[:_BEGINNING]
        if "__" in beginning and _FRAMEWORK.search(beginning):
            return True
    return _COMPONENT.match(str(_INERTIA(tree))) is not None


def read_script_data(tree: etree._Element) -> list[Any]:
    """Return the data in a page's scripts as plain values (dicts, lists, strings, numbers), one a script or state.

    A value may be referred to from several places, and may hold itself.
    """
    found: list[Any] = []
    flight: list[str] = []
    for number, script in enumerate(tree.iter("script")):
        if number >= _MOST_SCRIPTS:
            break
        text = (script.text or "").strip()
        if not text or len(text) > MAX_SCRIPT:
            continue
        if "json" in (script.get("type") or "").lower():
            found += _json(script, text)
        elif "__next_f" in text[:200]:
            flight += _pushed(text)
        else:
            found += _assigned(text[:MAX_EXPRESSION])
    attribute = str(_INERTIA(tree))
    if _COMPONENT.match(attribute):
        found += _loaded(attribute)
    if flight:
        found += read_flight("".join(flight)[:MAX_SCRIPT])
    return found


def _json(script: etree._Element, text: str) -> list[Any]:
    name = script.get("id") or ""
    if "ld+json" in (script.get("type") or "").lower() or (name and not _STATE_ID.fullmatch(name)):
        return []
    if text.startswith("{&q;"):
        for spelt, meant in _ANGULAR:
            text = text.replace(spelt, meant)
    is_flat = name == "__NUXT_DATA__" or script.get("data-nuxt-data") is not None
    return [unflatten(value) if is_flat and isinstance(value, list) else value for value in _loaded(text)]


def _loaded(text: str) -> list[Any]:
    try:
        return [json.loads(text)] if len(text) <= MAX_SCRIPT else []
    except (ValueError, RecursionError):
        return []


def _pushed(text: str) -> Iterator[str]:
    """Yield the pieces of the flight stream that a script appends: ``push([1,"..."])``."""
    decoder = json.JSONDecoder()
    position = 0
    for found in _FLIGHT.finditer(text):
        if found.start() < position:
            continue
        try:
            value, position = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            return
        if isinstance(value, list) and len(value) > 1 and value[0] == 1 and isinstance(value[1], str):
            yield value[1]


def _assigned(text: str) -> Iterator[Any]:
    """Yield the values of the states that a script assigns."""
    position = 0
    for _ in range(_MOST_ASSIGNMENTS):
        found = _ASSIGNMENT.search(text, position)
        if found is None:
            return
        try:
            value, position = parse_literal(text, found.end())
        except NotLiteralError as error:
            position = max(error.position, found.end())
            continue
        if isinstance(value, dict | list):
            yield value
