"""New archives as copies of one that was made in earnest, and none of them forced to the disk.

A new archive holds the whole gazetteer of units, and a manifest that seals it, which takes two seconds; hundreds of
tests make one, or have one rebuilt. What is forced to the disk outlives a power failure, which no test has: a killed
process's files stay without.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

from archive import database, rebuild
from archive.layout import MANIFESTS_NAME


def copying(made: Path) -> Callable[[Path], Database]:
    """Make an archive in the folder ``made``; returns what opens a database as :mod:`archive.database` does.

    An archive that does not exist yet begins as a copy of the one in ``made``, a database that a rebuild fills as a
    copy of one that nothing has sealed.
    """
    with database.writing(made):
        pass
    with database.opened(made, rebuild._REBUILT):
        pass
    connect = database._connect

    def opened(path: Path) -> Database:
        with contextlib.suppress(OSError):  # the real thing says what is wrong with the folder
            if path.name in {database.DATABASE_NAME, rebuild._REBUILT} and not path.exists():
                shutil.copyfile(made / path.name, path)
                if path.name == database.DATABASE_NAME:
                    shutil.copytree(made / MANIFESTS_NAME, path.parent / MANIFESTS_NAME)
        return connect(path)

    return opened


def stays_in_memory(descriptor: int) -> None:
    """Stand in for ``os.fsync``; fail as it does where nothing is open."""
    os.fstat(descriptor)
