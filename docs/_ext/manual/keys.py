"""The keys that people write: of a portal's description and of ``congtin.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from archive.health.configuration import Configuration
from manual.docstrings import attributes
from manual.markdown import code, plain, prose, table
from scraper.families import FAMILIES
from scraper.portal import Portal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

_KINDS = {str: "text", bool: "true or false", int: "whole number", float: "number", date: "day, as in 2026-03-05"}


@dataclass(frozen=True)
class Key:
    """A key of a TOML file.

    Attributes:
        table: the table that it stands in, as it is written: ``[id]``, ``[id.expect]``, ``[notify.email]``.
        name: the key.
        kind: what it holds, in words.
        is_needed: whether it must be there.
        words: what the code says of it, "" where it says nothing.
    """

    table: str
    name: str
    kind: str
    is_needed: bool
    words: str


def keys_of_a_portal() -> list[Key]:
    """Return the keys of a portal's description; its id is the table's name and no key."""
    return [key for key in _keys(Portal, "id") if (key.table, key.name) != ("[id]", "id")]


def keys_of_the_configuration() -> list[Key]:
    """Return the keys of ``congtin.toml``."""
    return list(_keys(Configuration, ""))


def portal_keys() -> str:
    """Return the tables of a portal's keys."""
    return _tables(keys_of_a_portal())


def configuration_keys() -> str:
    """Return the tables of the keys of ``congtin.toml``."""
    return _tables(keys_of_the_configuration())


def family_list() -> str:
    """Return the CMS families by name, with the first sentence that each says of itself."""
    rows = [(code(name), prose((family.__doc__ or "").strip().partition("\n\n")[0])) for name, family in _families()]
    return table(("family", "reads"), rows)


def _families() -> list[tuple[str, type]]:
    return [(name, family if isinstance(family, type) else type(family)) for name, family in sorted(FAMILIES.items())]


def _tables(keys: list[Key]) -> str:
    parts = []
    for name in dict.fromkeys(key.table for key in keys):
        rows = [
            (code(key.name), plain(key.kind) + (", needed" if key.is_needed else ""), prose(key.words))
            for key in keys
            if key.table == name
        ]
        parts += [f"{code(name)}\n", table(("key", "holds", "says"), rows)]
    return "\n".join(parts)


def _keys(model: type[BaseModel], path: str) -> Iterator[Key]:
    """Yield the keys of a table, then those of the tables in it."""
    words, inner = attributes(model), []
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        below = f"{path}.{name}".lstrip(".")
        nested, many = _nested(field)
        if nested is not None:
            inner.append((nested, f"[{below}]" if many else below))
        if nested is None or field_name in words:
            said = words.get(field_name, "")
            yield Key(_written(path), name, _kind(field, nested, many), field.is_required(), said)
    for nested, below in inner:
        yield from _keys(nested, below)


def _written(path: str) -> str:
    return f"[{path}]" if path else "the file"


def _nested(field: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """Return the table that a key holds, ``None`` where it holds none, and whether it is a list of them."""
    for annotation in _parts(field.annotation):
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation, False
        if get_origin(annotation) is list:
            (item,) = get_args(annotation)
            if isinstance(item, type) and issubclass(item, BaseModel):
                return item, True
    return None, False


def _kind(field: FieldInfo, nested: type[BaseModel] | None, many: bool) -> str:
    if nested is not None:
        return "tables of their own" if many else "a table of its own"
    return " or ".join(_said(annotation) for annotation in _parts(field.annotation) if annotation is not NoneType)


def _said(annotation: Any) -> str:
    origin, of = get_origin(annotation), get_args(annotation)
    if origin is list:
        return f"list: {_said(_bare(of[0]))}"
    if origin is dict:
        return "table: name = text"
    if origin is Literal:
        return ", ".join(f'"{value}"' for value in of)
    return _KINDS[annotation]


def _parts(annotation: Any) -> list[Any]:
    """Return what a key may hold, of ``X | None`` both."""
    annotation = _bare(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        return [_bare(part) for part in get_args(annotation)]
    return [annotation]


def _bare(annotation: Any) -> Any:
    """Return an annotation without what pydantic checks."""
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
