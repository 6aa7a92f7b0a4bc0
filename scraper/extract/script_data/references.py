"""Data that refers to itself: the array of Nuxt 3 (devalue's format) and the rows of React's flight format.

Both are JSON in which a value may stand for another one. Values that are referred to twice stay one value, so what is
read from a page is never larger than the page; it may hold itself, which who walks it has to expect.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from scraper.patterns import regex

_MOST_ROWS = 20_000
_ROW = regex(rb"([0-9a-f]{1,8}):")
_TEXT = regex(rb"T([0-9a-f]{1,8}),")
# Rows of bytes, with their length like those of text.
_BYTES = regex(rb"[AOoUSsLlGgMmV]([0-9a-f]{1,8}),")
_JSON_BEGINS = frozenset(b'[{"0123456789-tfn')
_REFERENCE = regex(r"\$[LQW@hFi]?([0-9a-f]{1,8})(:.{1,2000})?")
# Of devalue's types the one whose argument is the value itself; all others hold the index of one.
_LITERAL_TYPES = frozenset({"Date", "BigInt", "URL", "URLSearchParams", "RegExp", "Temporal"})
_EMPTY_TYPES = frozenset({"EmptyRef", "EmptyShallowRef"})
_CONTAINER_TYPES = frozenset({"Set", "Map"})
_BARE_OBJECT = "null"
_MOST_WRAPPERS = 8  # ["Reactive", 3] around ["ShallowRef", 4] ...


def unflatten(flat: list[Any]) -> Any:
    """Return the value that an array of references stands for, ``None`` where it is none.

    Args:
        flat: the array; the first element is the value, and the members of an object or array are indexes.
    """
    made = [_empty(value) for value in flat]
    for value, container in zip(flat, made, strict=True):
        if isinstance(value, dict):
            container.update((name, _look_up(index, flat, made)) for name, index in value.items())
        elif isinstance(value, list) and not _is_typed(value):
            container.extend(_look_up(index, flat, made) for index in value)
        elif isinstance(container, dict):  # an object without a prototype: name, index, name, index ...
            pairs = zip(value[1::2], value[2::2], strict=False)
            container.update((str(name), _look_up(index, flat, made)) for name, index in pairs)
        elif isinstance(container, list):  # a set's members; a map's names and values
            container.extend(_look_up(index, flat, made) for index in value[1:])
    return _look_up(0, flat, made)


def _is_typed(value: list[Any]) -> bool:
    """Tell whether an element is a type's name with its argument: ``["Date", "2025-..."]``, ``["Reactive", 3]``."""
    return bool(value) and isinstance(value[0], str)


def _empty(value: Any) -> Any:
    """Return the container to be filled for an element, the element itself where it is plain."""
    if isinstance(value, dict):
        return {}
    if not isinstance(value, list):
        return value
    if not _is_typed(value) or value[0] in _CONTAINER_TYPES:
        return []
    return {} if value[0] == _BARE_OBJECT else None


def _look_up(index: Any, flat: list[Any], made: list[Any]) -> Any:
    """Return the value at an index; a negative one stands for nothing (undefined, a hole, no number)."""
    for _ in range(_MOST_WRAPPERS):
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(flat):
            return None
        value = flat[index]
        if made[index] is not None or not isinstance(value, list):
            return made[index]
        kind, argument = value[0], value[1] if len(value) > 1 else None
        if kind in _LITERAL_TYPES:
            return argument
        if kind in _EMPTY_TYPES:
            return None
        index = argument
    return None


def read_flight(stream: str) -> list[Any]:
    """Return the values of the rows of React's flight format, references between them resolved.

    A row is ``<id>:<value>`` up to the end of the line; a text is ``<id>:T<length in bytes>,<text>`` without one.
    """
    rows = _rows(stream.encode("utf-8", "ignore"))
    for value in rows.values():
        _resolve(value, rows)
    return list(rows.values())


def _rows(data: bytes) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    position = 0
    for _ in range(_MOST_ROWS):
        if position >= len(data):
            break
        found = _ROW.match(data, position)
        if found is None:  # a row of another kind, such as the list of preloaded files
            line = data.find(b"\n", position)
            if line < 0:
                break
            position = line + 1
            continue
        name, position = found[1].decode(), found.end()
        text = _TEXT.match(data, position)
        skipped = text or _BYTES.match(data, position)
        if skipped is not None:
            end = skipped.end() + int(skipped[1], 16)
            if text is not None:
                rows[name] = data[skipped.end() : end].decode("utf-8", "ignore")
            position = end
            continue
        line = data.find(b"\n", position)
        end = line if line >= 0 else len(data)
        if end > position and data[position] in _JSON_BEGINS:
            with suppress(ValueError, RecursionError):
                rows[name] = json.loads(data[position:end])
        position = end + 1
    return rows


def _resolve(root: Any, rows: dict[str, Any]) -> None:
    """Put the values of other rows, dates and escaped texts in the place of the strings that stand for them."""
    stack = [root] if isinstance(root, dict | list) else []
    while stack:
        container = stack.pop()
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for key, child in list(items):
            if isinstance(child, str) and child.startswith("$"):
                container[key] = _referred(child, rows)
            elif isinstance(child, dict | list):
                stack.append(child)


def _referred(text: str, rows: dict[str, Any]) -> Any:
    if text.startswith("$$"):
        return text[1:]
    if text.startswith(("$D", "$n")):
        return text[2:]
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return None if text in {"$undefined", "$NaN", "$Infinity", "$-Infinity", "$-0"} else text
    value = rows.get(found[1])
    for key in (found[2] or "").split(":")[1:]:
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value
