"""What the tests of crashes and disks share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.crash.small_disk import SmallDisk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk; RLIMIT_FSIZE is tested in test_crawl_disk.py")
    made = SmallDisk(tmp_path / "disk")
    yield made
    made.unmount()
