"""CSS selectors on a page, asked of the elements that can match, and not at all where none can.

An XPath made of a class name looks at every element's whole list of classes, and a family asks for dozens of them, most
of which a page does not have. So a page's elements are gathered once by their class names and ids. An alternative of a
selector is tried only where the page has all of its names, and from the elements on that have those of its beginning:
``.detail h1`` is looked for in the elements of the class ``detail``.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from cssselect import HTMLTranslator, parse
from cssselect.parser import Attrib, Class, CombinedSelector, Function, Hash, Matching, Negation, Pseudo, Relation
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from scraper.extract.shared_parts import MetPart

_Own: TypeAlias = "dict[str, list[tuple[int, etree._Element]]]"
_T = TypeVar("_T")

_WRAPPING = (Attrib, Class, Function, Hash, Matching, Negation, Pseudo, Relation)
_CLASS, _ID = ".", "#"  # what a name begins with here, as in a selector


class _Gathered(NamedTuple):
    """A page's parts, and its other elements by class names and ids: each with how many parts stand before it."""

    parts: list[MetPart]
    classes: _Own
    ids: _Own


class ElementNames:
    """The elements of a page by their class names and ids; gathered when they are first asked for.

    A page has hundreds of names, most of them in parts that other pages have, too, and is asked for some twenty. So a
    part gives its elements a name at a time.

    Args:
        tree: the page.
        parts: what it shares with other pages, whose elements were gathered there.
    """

    def __init__(self, tree: etree._Element, parts: Sequence[MetPart] = ()) -> None:
        self.tree = tree
        self._parts = parts
        self._found: dict[str, list[etree._Element]] = {}

    @cached_property
    def _gathered(self) -> _Gathered:
        gathered = _Gathered([], {}, {})
        parts = {met.nodes[0]: met for met in self._parts}
        elements = self.tree.iter()
        for element in elements:
            met = parts.get(element)
            if met is None:
                _gather(element, (len(gathered.parts), element), gathered.classes, gathered.ids)
            else:
                gathered.parts.append(met)
                inside = len(met.nodes) - 1
                next(islice(elements, inside, inside), None)  # passes them over
        return gathered

    @cached_property
    def classes(self) -> AbstractSet[str]:
        """The class names of the elements."""
        return self._gathered.classes.keys() | {name for met in self._gathered.parts for name in _places(met)[0]}

    @cached_property
    def ids(self) -> AbstractSet[str]:
        """The ids of the elements."""
        return self._gathered.ids.keys() | {name for met in self._gathered.parts for name in _places(met)[1]}

    def elements(self, name: str) -> list[etree._Element]:
        """Return the elements of a name as a selector writes it (``.detail``, ``#content``), in document order.

        Careless pages give one id to several.
        """
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._find(name[0] == _ID, name[1:])
        return found

    def _find(self, is_id: bool, name: str) -> list[etree._Element]:
        parts, *tables = self._gathered
        own = tables[is_id].get(name, [])
        within = [
            (number, met.nodes[place])
            for number, met in enumerate(parts)
            for place in _places(met)[is_id].get(name, ())
        ]
        if not (own and within):
            return [element for _, element in own or within]
        # What stands before a part's elements counts fewer parts, or as many.
        return [element for _, element in sorted([*own, *within], key=itemgetter(0))]


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
        is_begin: whether the matches are those elements themselves, for an id is all that is asked for.
    """

    path: str
    needed: frozenset[str]
    begins: frozenset[str]
    from_beginning: etree.XPath
    is_begin: bool


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
        return _in_order([matches for one in possible for matches in _from_beginnings(one, names)], root)
    every: list[etree._Element] = _compiled(tuple(one.path for one in possible))(root)
    return every


def _from_beginnings(alternative: _Alternative, names: ElementNames) -> Iterator[list[etree._Element]]:
    """Yield what an alternative matches from each element on at which it may begin, where that is anything."""
    beginnings = min(map(names.elements, alternative.begins), key=len)
    if alternative.is_begin:
        yield beginnings
        return
    for element in beginnings:
        matches = alternative.from_beginning(element)
        if matches:
            yield matches


def _in_order(found: Sequence[list[etree._Element]], tree: etree._Element) -> list[etree._Element]:
    """Return the elements of lists, each of which is in document order, once each and in that order."""
    every = dict.fromkeys(chain.from_iterable(found))
    return list(every) if len(found) < 2 or len(every) < 2 else [one for one in tree.iter() if one in every]


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
        is_begin = _is_id_alone(one.parsed_tree)
        found.append(_Alternative(path, needed, frozenset(_needed(begins)), etree.XPath(near), is_begin))
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
            elif (identifier := _id_of(one)) is not None:
                yield _ID + identifier
            pending.append(one.selector)


def _is_id_alone(node: object) -> bool:
    """Tell whether a selector asks for an id and for nothing else, not even for a tag."""
    return _id_of(node) is not None and isinstance(node, (Attrib, Hash)) and node.selector.canonical() == "*"


def _id_of(node: object) -> str | None:
    """Return the id that a part of a selector asks for (``#content``, ``[id=content]``), ``None`` where it does not."""
    if isinstance(node, Hash):
        return node.id
    if not isinstance(node, Attrib) or node.operator != "=" or node.value is None:
        return None
    is_plain = node.namespace is None and node.attrib.lower() == "id" and not node.flag
    return node.value.value if is_plain else None


@lru_cache(maxsize=1024)
def _compiled(paths: tuple[str, ...]) -> etree.XPath:
    return etree.XPath(" | ".join(paths))
