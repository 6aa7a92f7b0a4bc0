"""The tokens of JavaScript's literals: white space, names, numbers and strings."""

from __future__ import annotations

from scraper.patterns import regex

NAME = regex(r"[A-Za-z_$][A-Za-z0-9_$]{0,80}")
NUMBER = regex(r"0[xX][0-9a-fA-F]{1,16}|(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?")
_SPACE = regex(r"\s*")
_DIGITS = frozenset("0123456789.")  # with which a number begins
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r": ""}
_LENGTHS = {"u": 4, "x": 2}
_HEX = regex(r"[0-9a-fA-F]{2,6}")


class NotLiteralError(ValueError):
    """The text holds something else than a literal; ``position`` is where."""

    def __init__(self, position: int) -> None:
        super().__init__(f"no literal of JavaScript at character {position}")
        self.position = position


def after_space(text: str, position: int) -> int:
    """Return where what stands at a position, or behind white space there, begins."""
    if text[position : position + 1] > " ":
        return position
    found = _SPACE.match(text, position)
    return found.end() if found else position


def read_number(text: str, position: int) -> tuple[int | float, int] | None:
    """Return the number at a position, and where it ends; ``None`` where no number begins there."""
    found = NUMBER.match(text, position) if text[position : position + 1] in _DIGITS else None
    if found is None:
        return None
    words = found[0].lower()
    end = found.end() + (text[found.end() : found.end() + 1] == "n")
    if words.startswith("0x"):
        return int(words, 16), end
    return (float(words) if set(words) & {".", "e"} else int(words)), end


def read_string(text: str, position: int) -> tuple[str, int]:
    """Return the string whose quote stands at a position, and where it ends.

    Raises:
        NotLiteralError: it does not end, an escape is none, or it is a template that holds expressions.
        IndexError: the text ends in it.
    """
    quote = text[position]
    parts: list[str] = []
    start = position + 1
    end = text.find(quote, start)
    slash = text.find("\\", start, end) if end >= 0 else -1
    while end >= 0:
        if slash < 0:
            parts.append(text[start:end])
            whole = "".join(parts)
            if quote == "`" and "${" in whole:
                raise NotLiteralError(position)
            return _without_halves(whole), end + 1
        parts.append(text[start:slash])
        char, start = _escape(text, slash + 1)
        parts.append(char)
        if end < start:  # the quote was the escaped character
            end = text.find(quote, start)
        slash = text.find("\\", start, end) if end >= 0 else -1
    raise NotLiteralError(position)


def _escape(text: str, position: int) -> tuple[str, int]:
    """Return what the escape behind a backslash stands for, and where it ends."""
    char = text[position]
    if char == "u" and text[position + 1] == "{":
        end = text.find("}", position, position + 9)
        digits = text[position + 2 : end]
        start = end + 1
    elif char in _LENGTHS:
        start = position + 1 + _LENGTHS[char]
        digits = text[position + 1 : start]
    else:
        return _ESCAPES.get(char, char), position + 1
    if _HEX.fullmatch(digits) is None or int(digits, 16) > 0x10FFFF:
        raise NotLiteralError(position)
    return chr(int(digits, 16)), start


def _without_halves(text: str) -> str:
    """Join the two halves of characters that JavaScript writes as two (surrogates); a lone half is dropped."""
    if text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
