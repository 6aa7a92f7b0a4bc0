"""Elements of a page that a family or a portal names by CSS selector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extract.selectors import select
from scraper.extract.tags import begins_line
from scraper.vietnamese import collapse, nfc

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml import etree

    from scraper.extract.lines import Line
    from scraper.extract.selectors import ElementNames


class Inside:
    """Whether an element is one of some elements or stands in one; answers are kept."""

    def __init__(self, *roots: etree._Element) -> None:
        self._known: dict[etree._Element, bool] = dict.fromkeys(roots, True)

    def __call__(self, element: etree._Element) -> bool:
        """Tell whether an element is one of them or stands in one."""
        passed: list[etree._Element] = []
        node: etree._Element | None = element
        while node is not None and node not in self._known:
            passed.append(node)
            node = node.getparent()
        answer = node is not None and self._known[node]
        for one in passed:
            self._known[one] = answer
        return answer


class NamedElements:
    """What stands where a family's selectors, overridden by the portal's, point to.

    Args:
        tree: the page.
        selectors: CSS selectors by datum (``title``, ``lead``, ``body`` ...), the family's own.
        overrides: the portal's; they were checked when its file was read.
        names: the elements of the page by their names.
    """

    def __init__(
        self,
        tree: etree._Element,
        selectors: Mapping[str, str],
        overrides: Mapping[str, str],
        names: ElementNames,
    ) -> None:
        self._tree = tree
        self._names = names
        self._selectors = {**selectors, **overrides}
        self._overrides = overrides
        self._found: dict[str, list[etree._Element]] = {}

    def all(self, name: str) -> list[etree._Element]:
        """Return the elements that a selector matches, in document order; none where nothing is named so."""
        if name not in self._found:
            selector = self._selectors.get(name)
            found = select(self._tree, selector, self._names) if selector else []
            self._found[name] = list(map(_block, found))
        return self._found[name]

    def first(self, name: str) -> etree._Element | None:
        """Return the first element that a selector matches."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str | None:
        """Return the text of the first match in one line, ``None`` where there is none."""
        element = self.first(name)
        return None if element is None else collapse(nfc(" ".join(element.itertext()))) or None

    def lines(self, name: str, lines: Sequence[Line]) -> list[Line]:
        """Return the lines that stand in the matches."""
        inside = {element for found in self.all(name) for element in found.iter()}
        return [line for line in lines if line.node in inside] if inside else []

    def unmatched(self) -> list[str]:
        """Return the names of the portal's own selectors that match nothing on the page."""
        return [name for name in self._overrides if not self.all(name)]


def _block(element: etree._Element) -> etree._Element:
    """Return the block that an inline element is all of: its lines are the block's (a label alone in its cell)."""
    while not begins_line(str(element.tag)) and (parent := element.getparent()) is not None:
        beside = [parent.text, *(child.tail for child in parent)]
        if len(parent) > 1 or any((text or "").strip() for text in beside):
            break
        element = parent
    return element
