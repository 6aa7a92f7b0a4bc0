"""The systems are left out unless they are asked for: their tests install packages and take minutes."""

from __future__ import annotations

import shutil

import pytest

from tests.real_cms.requirement import VARIABLE, wanted

pytest.register_assert_rewrite("tests.real_cms.checks")
collect_ignore_glob = [] if wanted() else ["test_wordpress.py", "test_plone.py"]


def pytest_report_header() -> str | None:
    """Say so where somebody names this folder."""
    return None if wanted() else f"WordPress and Plone are left out: {VARIABLE} is not set (make real-cms sets it)"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Forget the figures of the last run."""
    from tests.real_cms.visits import FIGURES

    if wanted() and not hasattr(session.config, "workerinput"):
        shutil.rmtree(FIGURES, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was measured, whether it passed or not."""
    from tests.real_cms.visits import FIGURES

    for file in sorted(FIGURES.glob("*.txt")) if wanted() else []:
        terminalreporter.section(file.stem)
        terminalreporter.write(file.read_text())
