"""Nothing here is collected unless it is asked for: these tests install packages and take minutes."""

from __future__ import annotations

from tests.real_cms.requirement import VARIABLE, wanted

collect_ignore_glob = [] if wanted() else ["test_*.py"]


def pytest_report_header() -> str | None:
    """Say so where somebody names this folder."""
    return None if wanted() else f"tests/real_cms is left out: {VARIABLE} is not set (make real-cms sets it)"
