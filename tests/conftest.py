"""What tests of both packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

GOLD = Path(__file__).parent / "gold"

# A busy machine fails no test: speed is measured in tests/benchmark. CI always sees the same examples.
settings.register_profile(
    "congtin", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("congtin")


@pytest.fixture
def archive_directory(tmp_path: Path) -> Path:
    """The folder of an archive that does not exist yet."""
    return tmp_path / "archive"
