"""CSS selectors on a page, asked of the elements that can match, and not at all where none can.

An XPath made of a class name looks at every element's whole list of classes, and a family asks for dozens of them, most
of which a page does not have. So a page's elements are gathered once by their class names and ids. An alternative of a
selector is tried only where the page has all of its names, and from the elements on that have those of its beginning:
``.detail h1`` is looked for in the elements of the class ``detail``.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from cssselect import HTMLTranslator, parse
from cssselect.parser import Attrib, Class, CombinedSelector, Function, Hash, Matching, Negation, Pseudo, Relation
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scraper.extract.shared_parts import MetPart

_Named: TypeAlias = "dict[str, list[etree._Element]]"
_T = TypeVar("_T")

_WRAPPING = (Attrib, Class, Function, Hash, Matching, Negation, Pseudo, Relation)
_CLASS, _ID = ".", "#"  # what a name begins with here, as in a selector


class ElementNames:
    """The elements of a page by their class names and ids; gathered when they are first asked for.

    Args:
        tree: the page.
        parts: what it shares with other pages, whose elements were gathered there.
    """

    def __init__(self, tree: etree._Element, parts: Sequence[MetPart] = ()) -> None:
        self.tree = tree
        self._parts = parts

    @cached_property
    def _gathered(self) -> tuple[_Named, _Named]:
        classes: _Named = {}
        ids: _Named = {}
        parts = {met.nodes[0]: met for met in self._parts}
        pending = [self.tree]
        while pending:
            element = pending.pop()
            met = parts.get(element)
            if met is None:
                _gather(element, element, classes, ids)
                pending += reversed(element)
            else:
                for known, places in zip((classes, ids), _places(met), strict=True):
                    for name, numbers in places.items():
                        known.setdefault(name, []).extend([met.nodes[number] for number in numbers])
        return classes, ids

    @property
    def classes(self) -> Mapping[str, list[etree._Element]]:
        """The elements of each class name, in document order."""
        return self._gathered[0]

    @property
    def ids(self) -> Mapping[str, list[etree._Element]]:
        """The elements of each id, in document order: careless pages give one to several."""
        return self._gathered[1]

    def elements(self, name: str) -> list[etree._Element]:
        """Return the elements of a name as a selector writes it (``.detail``, ``#content``), in document order."""
        return (self.classes if name[0] == _CLASS else self.ids).get(name[1:], [])


def _gather(element: etree._Element, what: _T, classes: dict[str, list[_T]], ids: dict[str, list[_T]]) -> None:
    """Note an element, or what stands for it, under its class names and its id."""
    identifier, names = element.get("id"), element.get("class")
    if identifier is not None:
        ids.setdefault(identifier, []).append(what)
    if names:
        for name in dict.fromkeys(names.split()):
            classes.setdefault(name, []).append(what)


def _places(met: MetPart) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the numbers of a part's elements by their class names and by their ids; kept with the part."""
    if met.part.named is None:
        classes: dict[str, list[int]] = {}
        ids: dict[str, list[int]] = {}
        for number, element in enumerate(met.nodes):
            _gather(element, number, classes, ids)
        met.part.named = classes, ids
    return met.part.named


class _Alternative(NamedTuple):
    """One of a selector's alternatives.

    Attributes:
        path: the XPath that finds all that it matches.
        needed: the names without which a page has no match.
        begins: those that the element at its beginning has, whose descendants or neighbours the matches are.
        from_beginning: the XPath that finds the matches from such an element on.
    """

    path: str
    needed: frozenset[str]
    begins: frozenset[str]
    from_beginning: etree.XPath


def select(root: etree._Element, selector: str, names: ElementNames) -> list[etree._Element]:
    """Return the elements in ``root`` that a CSS selector matches, in document order.

    Args:
        root: the page, or an element of it; what is around an element is not looked at.
        selector: the selector, a list of alternatives or one; it has been checked to be one.
        names: the elements of the page by their names.
    """
    possible = [one for one in _alternatives(selector) if all(map(names.elements, one.needed))]
    if not possible:
        return []
    if root is names.tree and all(one.begins for one in possible):
        found = [matches for one in possible for matches in _from_beginnings(one, names)]
        if len(found) <= 1:  # what several find may be the same, and in another order
            return found[0] if found else []
    every: list[etree._Element] = _compiled(tuple(one.path for one in possible))(root)
    return every


def _from_beginnings(alternative: _Alternative, names: ElementNames) -> Iterator[list[etree._Element]]:
    """Yield what an alternative matches from each element on at which it may begin, where that is anything."""
    for element in min(map(names.elements, alternative.begins), key=len):
        matches = alternative.from_beginning(element)
        if matches:
            yield matches


@lru_cache(maxsize=512)
def _alternatives(selector: str) -> tuple[_Alternative, ...]:
    translator = HTMLTranslator()
    found = []
    for one in parse(selector):
        begins = one.parsed_tree
        while isinstance(begins, CombinedSelector):
            begins = begins.selector
        path = translator.selector_to_xpath(one, translate_pseudo_elements=True)
        near = translator.selector_to_xpath(one, prefix="self::", translate_pseudo_elements=True)
        needed = frozenset(_needed(one.parsed_tree))
        found.append(_Alternative(path, needed, frozenset(_needed(begins)), etree.XPath(near)))
    return tuple(found)


def _needed(node: object) -> Iterator[str]:
    """Yield the names that a match must have in it; not those in ``:not()``, ``:is()`` and ``:has()``."""
    pending = [node]
    while pending:
        one = pending.pop()
        if isinstance(one, CombinedSelector):
            pending += [one.selector, one.subselector]
        elif isinstance(one, _WRAPPING):
            if isinstance(one, Class):
                yield _CLASS + one.class_name
            elif isinstance(one, Hash):
                yield _ID + one.id
            pending.append(one.selector)


@lru_cache(maxsize=1024)
def _compiled(paths: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(paths))
