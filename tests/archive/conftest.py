"""What the tests of the archive share."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

import pytest

from archive import database
from archive.layout import MANIFESTS_NAME
from tests.archive.sealed import copy_of, fill_every_table
from tests.archive.visited import Visited
from tests.archive.visited import visited as make_visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database


@pytest.fixture(scope="session", autouse=True)
def _new_archives_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin every new archive of this process as a copy of one that was made in earnest.

    A new archive holds the whole gazetteer of units, which takes half a second; hundreds of tests make one.
    """
    made = tmp_path_factory.mktemp("made") / "archive"
    with database.writing(made):
        pass
    connect = database._connect

    def copied(path: Path) -> Database:
        with contextlib.suppress(OSError):  # the real thing says what is wrong with the folder
            if path.name == database.DATABASE_NAME and not path.exists():
                shutil.copyfile(made / database.DATABASE_NAME, path)
                shutil.copytree(made / MANIFESTS_NAME, path.parent / MANIFESTS_NAME)
        return connect(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", copied)
        yield


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    """A small portal after six days of visits; not to be written to."""
    return make_visited(tmp_path_factory.mktemp("visited") / "archive")


@pytest.fixture(scope="session")
def sealed(visited: Visited, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The visited portal's archive with rows in every table that manifests cover; not to be written to."""
    directory = copy_of(visited.directory, tmp_path_factory.mktemp("sealed") / "archive")
    fill_every_table(directory)
    return directory
