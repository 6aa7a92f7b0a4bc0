"""What the tests of the archive share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from archive import database
from tests.archive.sealed import copy_of, fill_every_table
from tests.archive.visited import Visited
from tests.archive.visited import visited as make_visited
from tests.portals.new_archives import copying, stays_in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _new_archives_are_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Begin every new archive of this process as a copy, and leave it to the system when it is on the disk."""
    copied = copying(tmp_path_factory.mktemp("made") / "archive")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_connect", copied)
        patch.setattr(os, "fsync", stays_in_memory)
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
