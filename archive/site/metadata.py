"""Where the site's metadata lies: the texts about every table, column and query, in ``datasette_metadata.json``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from archive.database import DATABASE_NAME

# What Datasette calls the database file, in addresses and in the metadata.
DATABASE = Path(DATABASE_NAME).stem
# The plugin's name: the entry point's distribution, and the key of its settings.
PLUGIN = "congtin"

_FILE = "datasette_metadata.json"
_HERE = Path(__file__).parent


class Texts(dict[str, Any]):
    """An object of the metadata that holds texts, numbers and truth values only: no list, no further object.

    Datasette copies the whole metadata deeply for every table whose permission it asks for, a page of all tables
    twice a table. Of the descriptions of columns, most of the file, a copy that shares the texts is a deep one.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy that shares the values: nothing of them can change."""
        return type(self)(self)


def metadata_path() -> Path:
    """Return the metadata file: in an installed package beside this module, in a checkout at the top."""
    packaged = _HERE / _FILE
    return packaged if packaged.is_file() else _HERE.parent.parent / _FILE


def load_metadata() -> dict[str, Any]:
    """Return the metadata that Datasette takes."""
    loaded: dict[str, Any] = json.loads(metadata_path().read_text(encoding="utf-8"), object_hook=_as_texts)
    return loaded


def _as_texts(made: dict[str, Any]) -> dict[str, Any]:
    return made if any(isinstance(value, (dict, list)) for value in made.values()) else Texts(made)
