"""HTML of ours with values of others in it, escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable


_NEEDS_NO_ESCAPE = (Markup, int)
# ``Markup(text)`` without its look for ``__html__``, which no plain text has: a third of what a piece costs.
_html = str.__new__


def filled(template: LiteralString, *values: object) -> Markup:
    """Return ``template`` with ``values`` in the places of its ``%s``, each escaped unless it is Markup.

    As ``Markup(template) % values``, which wraps every value in an object that escapes when it is asked for its text:
    three times the work, and a page of a table is thousands of such pieces.

    Args:
        template: HTML that stands in the source, never made of what others wrote.
        values: texts, Markup, or what ``str`` makes a text of.
    """
    return _html(
        Markup, template % tuple([value if type(value) in _NEEDS_NO_ESCAPE else escape(value) for value in values])
    )


def joined(parts: Iterable[Markup], between: LiteralString = "") -> Markup:
    """Return pieces of HTML one after the other.

    As ``Markup(between).join(parts)``, which asks of each part once more whether it is to be escaped.

    Args:
        parts: HTML, as :func:`filled` or ``escape`` return it; never a plain text.
        between: what stands between two parts, HTML of ours.
    """
    return _html(Markup, between.join(parts))
