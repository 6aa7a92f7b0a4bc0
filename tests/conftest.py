"""What tests of both packages share."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"


@pytest.fixture
def archive_directory(tmp_path: Path) -> Path:
    """The folder of an archive that does not exist yet."""
    return tmp_path / "archive"
