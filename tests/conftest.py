"""What tests of both packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

TESTS = Path(__file__).parent
GOLD = TESTS / "gold"
# Marks of tests that have a make target of their own.
OWN_TARGETS = ("long", "faults")
# Where the longest modules are, each the work of one process: they are begun first, so that none is left at the end
# while the other processes have nothing to do.
BEGUN_FIRST = (
    "faults",
    "history",
    "archive/replay/test_rebuild.py",
    "archive/replay/test_killed.py",
    "archive/health/test_declining_portals.py",
    "scraper/extract/test_fuzzed_records.py",
)

# A busy machine fails no test: speed is measured in tests/benchmark. CI always sees the same examples.
settings.register_profile(
    "congtin", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("congtin")


@pytest.fixture
def archive_directory(tmp_path: Path) -> Path:
    """The folder of an archive that does not exist yet."""
    return tmp_path / "archive"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out modules without long tests where those alone are wanted: reading all takes longer than many a crawl.

    So it is with every mark that has a target of its own; what is wanted is read off the first word after ``-m``.
    """
    wanted = next(iter(config.getoption("markexpr").split()), None)
    if wanted not in OWN_TARGETS or not collection_path.match("test_*.py"):
        return None
    return None if _names_the_mark(collection_path, wanted) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes longest, and refuse a marked test that its make target would not find."""
    marked = {(item.path, mark) for item in items for mark in OWN_TARGETS if item.get_closest_marker(mark)}
    for path, mark in marked:
        if not _names_the_mark(path, mark):
            raise pytest.UsageError(f"{path} has tests marked {mark}, but does not itself say pytest.mark.{mark}: "
                                    f"-m {mark} reads only modules that do; write the mark there")  # fmt: skip
    if lost := [name for name in BEGUN_FIRST if not (TESTS / name).exists()]:
        raise pytest.UsageError(f"BEGUN_FIRST in {__file__} names what is not there: {', '.join(lost)}; put it right")
    places = {path: _place(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: places[item.path])


def _names_the_mark(path: Path, mark: str) -> bool:
    return f"mark.{mark}" in path.read_text(encoding="utf-8")


def _place(path: Path) -> int:
    """Return when a module is begun: those of a kind in the order of their names, as they are read."""
    return next((n for n, name in enumerate(BEGUN_FIRST) if path.is_relative_to(TESTS / name)), len(BEGUN_FIRST))
