"""The texts about every table, column and query, ``datasette_metadata.json``: the site shows them, exports carry them.

Titles are written "Vietnamese · English", descriptions "Vietnamese / English".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from archive.layout import DATABASE_NAME

# What Datasette calls the database file, in addresses and in the metadata.
DATABASE = Path(DATABASE_NAME).stem

_FILE = "datasette_metadata.json"
_HERE = Path(__file__).parent


class Described(dict[str, Any]):
    """An object of the metadata, whose deep copy costs half of what :mod:`copy` takes for it.

    Datasette copies the whole metadata for every table whose permission it asks for, a page of all tables twice a
    table. The file is JSON: it refers to nothing twice, so no copy has to be remembered, and texts are shared.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy of which nothing that can change is shared."""
        return type(self)({key: _copied(value) for key, value in self.items()})


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return Described({key: _copied(part) for key, part in value.items()})
    return [_copied(part) for part in value] if isinstance(value, list) else value


def metadata_path() -> Path:
    """Return the metadata file: in an installed package beside the site's modules, in a checkout at the top."""
    packaged = _HERE / "site" / _FILE
    return packaged if packaged.is_file() else _HERE.parent / _FILE


def load_metadata() -> dict[str, Any]:
    """Return the metadata that Datasette takes."""
    loaded: Described = json.loads(metadata_path().read_text(encoding="utf-8"), object_hook=Described)
    return loaded


def in_two(text: str, separator: str) -> tuple[str, str]:
    """Return the Vietnamese and the English part of a text of the metadata; where there is one part only, it twice."""
    first, found, second = text.partition(separator)
    return (first, second) if found else (text, text)
