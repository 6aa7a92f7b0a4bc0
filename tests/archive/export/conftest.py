from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import reading
from tests.archive.export.worlds import build


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export") / "archive"
    build(made)
    return made


@pytest.fixture
def db(directory: Path) -> Iterator[Database]:
    with reading(directory) as opened:
        yield opened
