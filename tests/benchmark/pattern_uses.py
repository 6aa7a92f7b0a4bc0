"""Find every pattern of a package, and by which methods its source uses it.

A pattern that is only matched at one place costs what that match costs; one that is searched for costs a try at every
letter. Which of them it is stands in the source, so it is read there: every name that a module binds to a pattern is
followed to the attributes that are asked of it, through imports and through loops over the table that holds it. What
is handed on (as an argument, in a table nobody loops over) counts as searched from end to end. Where every call cuts
its text to a constant length (``text[-40:]``, ``text[max(0, start - 90) : start]``), that is all the pattern ever sees.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from scraper.patterns import regex

AnyPattern = re.Pattern[str] | re.Pattern[bytes]

_PATTERNS = (re.Pattern, type(regex("")))  # compiled ones, and those that will be
EVERYWHERE = "finditer"  # from end to end, which is what sub, split and findall do as well
_METHODS = dict.fromkeys(("finditer", "sub", "subn", "split", "findall"), EVERYWHERE)
_METHODS |= {name: name for name in ("search", "match", "fullmatch")}
_NO_RUN = {"pattern", "flags", "groups", "groupindex"}


@dataclass(frozen=True)
class Used:
    """A pattern, where it is made (module and name, or module and line), and by which of ``re``'s methods it runs.

    ``letters`` is the most that its callers cut a text to before they give it, ``None`` where one gives it whole.
    """

    name: str
    pattern: AnyPattern
    methods: frozenset[str]
    letters: int | None = None


def used_patterns(package: ModuleType) -> list[Used]:
    """Return the patterns that the modules of ``package`` compile or write out in a call, each once."""
    readers = [_Reader(module) for module in _modules(package)]
    names: dict[int, tuple[str, AnyPattern]] = {}
    held: dict[int, list[AnyPattern]] = {}  # by what holds them, a pattern by itself
    for reader in readers:
        for name, value in reader.made():
            patterns = held[id(value)] = list(_held(value))
            for number, pattern in enumerate(patterns):
                index = "" if pattern is value else f"[{number}]"
                names.setdefault(id(pattern), (f"{name}{index}", pattern))
    uses: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
    for reader in readers:
        for pattern, *use in reader.uses(held):
            uses[id(pattern)].add(tuple(use))
    return [
        *(_used(name, pattern, uses[id(pattern)] or {(EVERYWHERE, None)}) for name, pattern in names.values()),
        *(used for reader in readers for used in reader.written_out()),
    ]


def _used(name: str, pattern: AnyPattern, uses: set[tuple[str, int | None]]) -> Used:
    runs = {use for use in uses if use[0]}
    letters = [most for _, most in runs if most is not None]
    return Used(name, pattern, frozenset(dict(runs)), max(letters) if runs and len(letters) == len(runs) else None)


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not info.name.endswith("__main__"):
            try:
                yield importlib.import_module(info.name)
            except ModuleNotFoundError as error:
                if error.name and error.name.split(".")[0] == package.__name__:
                    raise  # not an extra that is not installed


def _held(value: object) -> Iterator[AnyPattern]:
    """Yield the patterns that a module's value is or holds."""
    if isinstance(value, _PATTERNS):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _held(key)
            yield from _held(part)
    elif isinstance(value, (tuple, list, frozenset, set)):
        for part in value:
            yield from _held(part)
    elif isinstance(value, type):  # the attributes of a class
        for part in vars(value).values():
            if isinstance(part, _PATTERNS):
                yield part


class _Reader:
    """Reads one module's source for what it asks of patterns."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self._tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        self._parents = {child: node for node in ast.walk(self._tree) for child in ast.iter_child_nodes(node)}

    def made(self) -> Iterator[tuple[str, object]]:
        """Yield (module and name, value) of what the module itself binds; what it imports is others'."""
        names = [node.name for node in self._tree.body if isinstance(node, ast.ClassDef)]
        for node in self._tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
            names += [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
        for name in names:
            if name in vars(self._module):
                yield f"{self._module.__name__}.{name}", vars(self._module)[name]

    def uses(self, held: Mapping[int, list[AnyPattern]]) -> Iterator[tuple[AnyPattern, str, int | None]]:
        """Yield (pattern, method, letters) of all uses; the method is empty where only its words are taken.

        Args:
            held: the patterns that values hold, by the values' ids.
        """
        for node in ast.walk(self._tree):
            value = self._value(node)
            patterns = held.get(id(value)) if value is not None else None
            if patterns:
                for asked in self._asked(node, isinstance(value, _PATTERNS)):
                    yield from ((pattern, self._method(asked), self._letters(asked)) for pattern in patterns)

    def _value(self, node: ast.AST) -> Any:
        """Return what a name or ``module.name`` of the source is bound to in the loaded module, ``None`` if nothing."""
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            return vars(self._module).get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = vars(self._module).get(node.value.id)
            return getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
        return None

    def _asked(self, node: ast.AST, alone: bool) -> list[ast.AST]:
        """Return what is asked of a pattern that ``node`` names, or of those in a table that is looped over."""
        parent = self._parents[node]
        if alone and isinstance(parent, ast.Attribute):
            return [parent]
        if isinstance(parent, ast.Subscript) or (isinstance(parent, ast.Call) and ast.unparse(parent.func) == "len"):
            return []
        loop, targets = self._loop_over(node)
        if loop is None:
            at_import = isinstance(parent, ast.Tuple) and self._names_a_table(parent)
            return [] if at_import or (not alone and isinstance(parent, ast.Attribute)) else [node]
        asked = [
            found
            for found in ast.walk(loop)
            if isinstance(found, ast.Attribute) and isinstance(found.value, ast.Name) and found.value.id in targets
            if found.attr in _METHODS
        ]
        return [*asked] or [node]

    def _loop_over(self, node: ast.AST) -> tuple[ast.AST | None, set[str]]:
        """Return the loop that goes over ``node`` or a view of it, and the names it binds."""
        parent = self._parents[node]
        while isinstance(parent, (ast.Attribute, ast.Call, ast.Tuple)):  # TABLE.items(), (("name", PATTERN), ...)
            node, parent = parent, self._parents[parent]
        if not isinstance(parent, (ast.For, ast.comprehension)) or parent.iter is not node:
            return None, set()
        targets = {name.id for name in ast.walk(parent.target) if isinstance(name, ast.Name)}
        return (parent if isinstance(parent, ast.For) else self._parents[parent]), targets

    def _names_a_table(self, node: ast.AST) -> bool:
        """Tell whether a tuple is bound to a name: what its uses do with the patterns is found by that name."""
        while isinstance(node, ast.Tuple):
            node = self._parents[node]
        return isinstance(node, (ast.Assign, ast.AnnAssign)) and self._parents[node] is self._tree

    def _method(self, asked: ast.AST) -> str:
        """Return how a pattern runs; a search from a given place on is one of many over the same text."""
        if not isinstance(asked, ast.Attribute):
            return EVERYWHERE
        call = self._parents[asked]
        if asked.attr == "search" and isinstance(call, ast.Call) and call.func is asked and len(call.args) > 1:
            return EVERYWHERE
        return "" if asked.attr in _NO_RUN else _METHODS.get(asked.attr, EVERYWHERE)

    def _letters(self, asked: ast.AST) -> int | None:
        """Return the most letters that a call cuts its text to, ``None`` where it gives it whole."""
        call = self._parents[asked]
        if not isinstance(call, ast.Call) or call.func is not asked or not call.args:
            return None
        if len(call.args) == 3 and isinstance(asked, ast.Attribute) and asked.attr in {"search", "match", "fullmatch"}:
            return self._length_of(call.args[1], call.args[2])
        text = call.args[1 if isinstance(asked, ast.Attribute) and asked.attr in {"sub", "subn"} else 0]
        while isinstance(text, ast.Call):  # fold(text[:80]), text[:80].lower(): as many letters
            is_method = isinstance(text.func, ast.Attribute) and not text.args
            text = text.func.value if is_method else text.args[0] if len(text.args) == 1 else ast.Constant(None)
        if not isinstance(text, ast.Subscript) or not isinstance(text.slice, ast.Slice):
            return None
        return self._length_of(text.slice.lower, text.slice.upper)

    def _length_of(self, lower: ast.expr | None, upper: ast.expr | None) -> int | None:
        """Return the constant length of a slice: ``[:n]``, ``[-n:]``, ``[max(0, a - n) : a]`` or ``[a : a + n]``."""
        if upper is not None and (most := self._constant(upper)) is not None:
            return most
        if upper is None:
            return self._constant(lower.operand) if isinstance(lower, ast.UnaryOp) else None
        if isinstance(lower, ast.Call) and len(lower.args) == 2:
            lower = lower.args[1]
        (low, below), (high, above) = self._shifted(lower), self._shifted(upper)
        return above - below if low == high and below is not None and above is not None else None

    def _shifted(self, place: ast.expr | None) -> tuple[str, int | None]:
        """Return a place of a text as what it stands by and how many letters behind that."""
        if isinstance(place, ast.BinOp) and isinstance(place.op, (ast.Add, ast.Sub)):
            by = self._constant(place.right)
            return ast.unparse(place.left), by if by is None or isinstance(place.op, ast.Add) else -by
        return ast.unparse(place) if place is not None else "", 0

    def _constant(self, number: ast.expr) -> int | None:
        value = number.value if isinstance(number, ast.Constant) else self._value(number)
        return value if isinstance(value, int) else None

    def written_out(self) -> Iterator[Used]:
        """Yield the patterns that calls of ``re``'s functions are given as plain words."""
        for node in ast.walk(self._tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _METHODS
            ):
                words = node.args[0].value if isinstance(node.args[0], ast.Constant) else self._value(node.args[0])
                if isinstance(words, (str, bytes)):
                    name = f"{self._module.__name__}:{node.lineno}"
                    yield _used(name, re.compile(words), {(_METHODS[node.func.attr], None)})
