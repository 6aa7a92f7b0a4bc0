"""New archives as copies of one that was made in earnest.

A new archive holds the whole gazetteer of units, and a manifest that seals it, which takes two seconds; hundreds of
tests make one.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from archive import database
from archive.layout import MANIFESTS_NAME


def copying(made: Path) -> Callable[[Path], Database]:
    """Make an archive in the folder ``made``; returns what opens a database as :mod:`archive.database` does.

    An archive that does not exist yet begins as a copy of the one in ``made``.
    """
    with database.writing(made):
        pass
    connect = database._connect

    def opened(path: Path) -> Database:
        with contextlib.suppress(OSError):  # the real thing says what is wrong with the folder
            if path.name == database.DATABASE_NAME and not path.exists():
                shutil.copyfile(made / database.DATABASE_NAME, path)
                shutil.copytree(made / MANIFESTS_NAME, path.parent / MANIFESTS_NAME)
        return connect(path)

    return opened
