"""The parameters of a function that a serialiser wrote, and the arguments that come to stand in their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Name:
    """A name in a literal: a parameter of a function around, to be replaced by its argument."""

    name: str


@dataclass(slots=True)
class Scope:
    """What a function's text said before its arguments are known: assignments to members of parameters."""

    assignments: list[tuple[Name, list[str | int], Any]] = field(default_factory=list)


def replaced(value: Any, known: dict[str, Any], *, is_all: bool = False) -> Any:
    """Put arguments in the place of parameters, in the containers themselves.

    Other names stay, for they may be parameters of a function around; at the end (``is_all``) they are ``None``.

    An argument that is an object stays one object wherever it is named; assignments may have tied it into itself.
    """

    def argument(name: Name) -> Any:
        return known.get(name.name, None if is_all else name)

    if isinstance(value, Name):
        return argument(value)
    stack = [value] if isinstance(value, dict | list) else []
    seen = set(map(id, stack))
    while stack:
        container = stack.pop()
        items = container.items() if isinstance(container, dict) else enumerate(container)
        for key, child in list(items):
            if isinstance(child, Name):
                container[key] = argument(child)
            elif isinstance(child, dict | list) and id(child) not in seen:
                seen.add(id(child))
                stack.append(child)
    return value


def assign(target: Any, path: list[str | int], value: Any) -> None:
    """Set a member of an argument: ``a.b[0]=value``. What is not there is left alone."""
    for key in path[:-1]:
        target = _member(target, key)
    if not path:
        return
    last = path[-1]
    if isinstance(target, dict):
        target[str(last)] = value
    elif isinstance(target, list) and isinstance(last, int):
        if last < len(target):
            target[last] = value
        else:
            target.append(value)


def _member(target: Any, key: str | int) -> Any:
    if isinstance(target, dict):
        return target.get(str(key))
    if isinstance(target, list) and isinstance(key, int) and key < len(target):
        return target[key]
    return None
