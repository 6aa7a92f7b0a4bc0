"""Signed bodies: on whose behalf a document is signed ("TM. ỦY BAN NHÂN DÂN", and under it "CHỦ TỊCH")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.officials.bodies.bodies import read_body
from scraper.extract.officials.text.tokens import Shape

if TYPE_CHECKING:
    from scraper.extract.officials.bodies.body import Body
    from scraper.extract.officials.bodies.printed_bodies import PrintedBodies
    from scraper.extract.officials.text.tokens import Tokens
    from scraper.extract.officials.titles.titles import TitleSpan

_ON_BEHALF = frozenset({"tm", "t/m"})
_SIGNATURE = 16  # tokens


def signed_for(tokens: Tokens, printed: PrintedBodies, span: TitleSpan) -> Body | None:
    """Return the body on whose behalf a document is signed by the holder of a post, ``None`` for any other post.

    Args:
        tokens: the field.
        printed: reads the field's bodies.
        span: the post, which prints no body.
    """
    keys = tokens.keys
    for at in range(max(0, span.start - _SIGNATURE), span.start - 2):
        if keys[at] in _ON_BEHALF and keys[at + 1] == "." and "\n" in keys[at : span.start]:
            end = keys.index("\n", at)
            return _printed_in_small(tokens, printed, at + 2, end) or printed.alone(at + 2, end)
    return None


def _printed_in_small(tokens: Tokens, printed: PrintedBodies, start: int, end: int) -> Body | None:
    """Return a body in capitals as the text before it prints it: "Ủy ban bầu cử xã Tân An" of "ỦY BAN BẦU CỬ"."""
    keys, first = tokens.keys, tokens.keys[start]
    for at in range(start):
        last = at + end - start
        if keys[at] == first and keys[at:last] == keys[start:end] and tokens.shapes[last - 1] != Shape.CAPS:
            return printed.alone(at, read_body(tokens, at, start, may_name=False)[0])
    return None
