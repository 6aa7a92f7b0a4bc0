"""Tests on a real Ray cluster run in ``make cluster`` alone, which installs Ray (extra ``[cluster]``)."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs Ray where nobody has asked for it."""
    wanted = os.environ.get("CONGTIN_CLUSTER")
    if wanted == "required" or (wanted and find_spec("ray") is not None):
        return
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason="needs Ray: make cluster"))
