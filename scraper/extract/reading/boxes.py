"""The box that editors and CMSs put into a text: a heading of related news with its links, in a table or a division."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.reading.named import Inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from scraper.extract.lines import Line

_HIGHEST = 6  # elements around a heading among which its box is looked for


def box_of(lines: Sequence[Line], heading: int, container: etree._Element) -> Inside | None:
    """Return the element that holds a heading and the line after it, ``None`` where only the text's own does.

    Args:
        lines: all lines of the page.
        heading: the index of the heading's line.
        container: the element that holds the text.
    """
    if heading + 1 >= len(lines):
        return None
    following = _around(lines[heading + 1].node)
    around: etree._Element | None = lines[heading].node
    for _ in range(_HIGHEST):
        if around is None or around is container:
            return None
        if around in following:
            return Inside(around)
        around = around.getparent()
    return None


def after_box(lines: Sequence[Line], heading: int, inside: Inside) -> int:
    """Return the index of the first line after a heading that does not stand in its box any more."""
    index = heading + 1
    while index < len(lines) and inside(lines[index].node):
        index += 1
    return index


def _around(node: etree._Element) -> set[etree._Element]:
    found = {node}
    parent = node.getparent()
    while parent is not None and len(found) < _HIGHEST:
        found.add(parent)
        parent = parent.getparent()
    return found
