"""CSS selectors on a page, without the ones that cannot match.

An XPath made of a class name looks at every element's whole list of classes, and a family asks for dozens of them, most
of which a page does not have. So a selector's alternatives are tried only where the page has all of their class names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cssselect import HTMLTranslator, parse
from cssselect.parser import Attrib, Class, CombinedSelector, Function, Hash, Matching, Negation, Pseudo, Relation
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLASSES = etree.XPath("//@class", smart_strings=False)
_WRAPPING = (Attrib, Function, Hash, Matching, Negation, Pseudo, Relation)


def class_names(tree: etree._Element) -> frozenset[str]:
    """Return the class names that elements of a page have."""
    return frozenset(" ".join(set(_CLASSES(tree))).split())


def select(root: etree._Element, selector: str, classes: frozenset[str]) -> list[etree._Element]:
    """Return the elements in ``root`` that a CSS selector matches, in document order.

    Args:
        root: the page, or an element of it; what is around an element is not looked at.
        selector: the selector, a list of alternatives or one; it has been checked to be one.
        classes: the class names on the page (:func:`class_names`).
    """
    possible = tuple(path for path, needed in _alternatives(selector) if needed <= classes)
    if not possible:
        return []
    found: list[etree._Element] = _compiled(possible)(root)
    return found


@lru_cache(maxsize=512)
def _alternatives(selector: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the alternatives of a selector as XPath, each with the class names that an element's page must have."""
    translator = HTMLTranslator()
    return tuple(
        (translator.selector_to_xpath(one, translate_pseudo_elements=True), frozenset(_needed(one.parsed_tree)))
        for one in parse(selector)
    )


def _needed(node: object) -> Iterator[str]:
    """Yield the class names that a match must have in it; not those in ``:not()``, ``:is()`` and ``:has()``."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, CombinedSelector):
            pending += [one.selector, one.subselector]
        elif isinstance(one, Class):
            yield one.class_name
            pending.append(one.selector)
        elif isinstance(one, _WRAPPING):
            pending.append(one.selector)


@lru_cache(maxsize=1024)
def _compiled(paths: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(paths))
