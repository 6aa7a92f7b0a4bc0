from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes the web archive that it imports."""
    return tmp_path / "kept.warc.gz"
