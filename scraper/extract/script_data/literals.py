"""JavaScript literals to plain values: what serialisers such as Nuxt 2's write, and no more of the language.

Objects, arrays, strings, numbers, ``void 0``, ``new Date(...)``, ``JSON.parse("...")``, and the function whose
parameters stand for values that occur more than once: ``(function(a,b){b.x=a;return {y:b}}("text",{}))``. Nothing is
run: what is no literal ends the reading.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scraper.extract.script_data.parameters import Name, Scope, assign, replaced
from scraper.extract.script_data.tokens import (
    NAME,
    NUMBER,
    NotLiteralError,
    after_space,
    read_number,
    read_string,
)
from scraper.patterns import regex

if TYPE_CHECKING:
    import re

MAX_DEPTH = 120  # levels; states of real pages have up to 30
MAX_VALUES = 100_000  # of one literal, each of some microseconds; a state of a megabyte has about 20,000
_MAX_FUNCTIONS = 4  # in one another; serialisers write one
_BLANK = regex(r"[\s;]*")
_FUNCTION = regex(r"\(\s{0,20}function\s{0,20}\(([A-Za-z0-9_$,\s]{0,20000})\)\s{0,20}\{")
_ARROW = regex(r"\(\s{0,20}\(([A-Za-z0-9_$,\s]{0,20000})\)\s{0,20}=>\s{0,20}(?P<body>\{|\()")
_CONSTANTS: dict[str, Any] = {
    "true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None,
}  # fmt: skip


def parse_literal(text: str, position: int = 0) -> tuple[Any, int]:
    """Return the value of the literal at a position, and where it ends.

    Args:
        text: JavaScript.
        position: where the literal begins; white space may stand before it.

    Raises:
        NotLiteralError: no literal stands there.
    """
    reader = _Reader(text)
    try:
        value, end = reader.value(position, 0)
    except (IndexError, OverflowError):
        raise NotLiteralError(len(text)) from None
    if isinstance(value, Name):  # a variable, the beginning of a function: nothing that is known here
        raise NotLiteralError(position)
    return replaced(value, {}, is_all=True), end


class _Reader:
    """Reads the values of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._functions = 0  # around what is read now
        self._values = 0  # read so far

    def value(self, position: int, depth: int) -> tuple[Any, int]:
        self._values += 1
        if depth > MAX_DEPTH or self._values > MAX_VALUES:
            raise NotLiteralError(position)
        position = after_space(self.text, position)
        char = self.text[position : position + 1]
        if char == "{":
            return self._object(position + 1, depth)
        if char == "[":
            return self._array(position + 1, depth, "]")
        if char in {'"', "'", "`"}:
            return read_string(self.text, position)
        if char == "(":
            return self._in_brackets(position, depth)
        if char == "!":
            value, end = self.value(position + 1, depth + 1)
            return not value, end
        if char in {"-", "+"}:
            return self._signed(position, depth)
        number = read_number(self.text, position)
        return self._word(position, depth) if number is None else number

    def _expect(self, position: int, char: str) -> int:
        position = after_space(self.text, position)
        if self.text[position : position + 1] != char:
            raise NotLiteralError(position)
        return position + 1

    def _object(self, position: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        while True:
            position = after_space(self.text, position)
            if self.text[position] == "}":
                return found, position + 1
            key, position = self._key(position)
            found[key], position = self.value(self._expect(position, ":"), depth + 1)
            position = after_space(self.text, position)
            if self.text[position] == ",":
                position += 1
            elif self.text[position] != "}":
                raise NotLiteralError(position)

    def _key(self, position: int) -> tuple[str, int]:
        if self.text[position] in "\"'":
            return read_string(self.text, position)
        found = NAME.match(self.text, position) or NUMBER.match(self.text, position)
        if found is None:
            raise NotLiteralError(position)
        return found[0], found.end()

    def _array(self, position: int, depth: int, closing: str) -> tuple[list[Any], int]:
        found: list[Any] = []
        while True:
            position = after_space(self.text, position)
            char = self.text[position]
            if char == closing:
                return found, position + 1
            if char == ",":  # a hole
                found.append(None)
                position += 1
                continue
            value, position = self.value(position, depth + 1)
            found.append(value)
            position = after_space(self.text, position)
            if self.text[position] == ",":
                position += 1
            elif self.text[position] != closing:
                raise NotLiteralError(position)

    def _signed(self, position: int, depth: int) -> tuple[int | float | None, int]:
        value, end = self.value(position + 1, depth + 1)
        if value is None:  # -Infinity
            return None, end
        if not isinstance(value, int | float):
            raise NotLiteralError(position)
        return (-value if self.text[position] == "-" else value), end

    def _word(self, position: int, depth: int) -> tuple[Any, int]:
        found = NAME.match(self.text, position)
        if found is None:
            raise NotLiteralError(position)
        word, end = found[0], found.end()
        if word in _CONSTANTS:
            return _CONSTANTS[word], end
        if word == "void":
            _, end = self.value(end, depth + 1)
            return None, end
        if word == "new":
            return self._made(after_space(self.text, end), depth)
        if word in {"Array", "Object", "JSON", "Symbol", "BigInt"}:
            return self._called(position, depth)
        return Name(word), end

    def _made(self, position: int, depth: int) -> tuple[Any, int]:
        """Read ``new Date(...)``, ``new Map(...)`` and the like: the first argument stands for the object."""
        found = NAME.match(self.text, position)
        if found is None:
            raise NotLiteralError(position)
        values, end = self._array(self._expect(found.end(), "("), depth + 1, ")")
        return (values[0] if values else None), end

    def _called(self, position: int, depth: int) -> tuple[Any, int]:
        """Read ``JSON.parse("...")``, ``Object.create(null)``, ``Array(3)``."""
        bracket = self.text.find("(", position, position + 40)
        if bracket < 0:
            raise NotLiteralError(position)
        name = self.text[position:bracket].strip()
        values, end = self._array(bracket + 1, depth + 1, ")")
        first = values[0] if values else None
        if name == "JSON.parse":
            try:
                return json.loads(first if isinstance(first, str) else ""), end
            except (ValueError, RecursionError):
                raise NotLiteralError(position) from None
        if name == "Object.create":
            return {}, end
        return ([] if name == "Array" else first), end

    def _in_brackets(self, position: int, depth: int) -> tuple[Any, int]:
        for pattern in (_FUNCTION, _ARROW):
            found = pattern.match(self.text, position)
            if found is not None:
                return self._function(found, depth)
        value, end = self.value(position + 1, depth + 1)
        return value, self._expect(end, ")")

    def _function(self, found: re.Match[str], depth: int) -> tuple[Any, int]:
        """Read a function that is called where it stands; its arguments come after its text."""
        if self._functions == _MAX_FUNCTIONS:
            raise NotLiteralError(found.start())
        self._functions += 1
        names = [name.strip() for name in found[1].split(",") if name.strip()]
        scope = Scope()
        if found.groupdict().get("body") == "(":
            value, end = self.value(found.end(), depth + 1)
            end = self._expect(end, ")")
        else:
            value, end = self._body(found.end(), scope, depth + 1)
        self._functions -= 1
        end = after_space(self.text, end)
        closed = self.text[end] == ")"  # (function(){...})(...), else (function(){...}(...))
        arguments, end = self._array(self._expect(end + closed, "("), depth + 1, ")")
        known = dict(zip(names, arguments, strict=False))
        value = replaced(value, known)
        for target, path, assigned in scope.assignments:
            assign(known.get(target.name), path, replaced(assigned, known))
        return value, end if closed else self._expect(end, ")")

    def _body(self, position: int, scope: Scope, depth: int) -> tuple[Any, int]:
        """Read assignments up to ``return``, what is returned, and the brace that ends the function."""
        while True:
            blank = _BLANK.match(self.text, position)
            position = blank.end() if blank else position
            if self.text.startswith("return", position):
                value, end = self.value(position + len("return"), depth)
                blank = _BLANK.match(self.text, end)
                return value, self._expect(blank.end() if blank else end, "}")
            found = NAME.match(self.text, position)
            if found is None:
                raise NotLiteralError(position)
            path, position = self._path(found.end())
            value, position = self.value(self._expect(position, "="), depth)
            scope.assignments.append((Name(found[0]), path, value))

    def _path(self, position: int) -> tuple[list[str | int], int]:
        path: list[str | int] = []
        while self.text[position] in ".[":
            if self.text[position] == ".":
                found = NAME.match(self.text, position + 1)
                if found is None:
                    raise NotLiteralError(position)
                path.append(found[0])
                position = found.end()
            else:
                key, position = self.value(position + 1, MAX_DEPTH)
                if not isinstance(key, str | int):
                    raise NotLiteralError(position)
                path.append(key)
                position = self._expect(position, "]")
        return path, position
