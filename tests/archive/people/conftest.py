from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.database import writing


@pytest.fixture
def db(archive_directory: Path) -> Iterator[Database]:
    with writing(archive_directory) as opened:
        yield opened
