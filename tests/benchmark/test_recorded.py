"""A ratio that became worse is told, and nothing else is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmark import __main__ as command
from tests.benchmark import recorded
from tests.benchmark.extraction import ratio
from tests.benchmark.process_cost import process_cost
from tests.benchmark.report import Report, Target

_RECORDED = {"crawl": {"to Scrapy": 0.5, "to others": 2.0}, "load": {"to sqlite-utils": 1.0}}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"crawl": {"to Scrapy": 0.5, "to others": 2.0}}, []),
        ({"crawl": {"to Scrapy": 0.57, "to others": 1.0}}, []),
        ({"crawl": {"to Scrapy": 0.58, "to others": 2.0}}, ["to Scrapy"]),
        ({"crawl": {"to Scrapy": 5.0, "to others": 9.0}, "load": {"to sqlite-utils": 1.2}},
         ["to Scrapy", "to others", "to sqlite-utils"]),
        ({"crawl": {"to somebody new": 9.0}, "export": {"to csv": 9.0}}, []),
    ],
    ids=["as recorded", "within the bound", "one is worse", "all are worse", "what nobody has recorded"],
)  # fmt: skip
def test_a_ratio_that_is_more_than_15_percent_worse_is_told(
    found: dict[str, dict[str, float]], told: list[str]
) -> None:
    assert [one.ratio for one in recorded.worse(_RECORDED, found)] == told


def test_what_is_told_names_benchmark_ratio_and_both_figures() -> None:
    (one,) = recorded.worse(_RECORDED, {"crawl": {"to Scrapy": 0.75}})
    assert str(one) == "crawl: to Scrapy is 0.750, +50% of the recorded 0.500"


def test_ratios_are_recorded_a_size_and_benchmark_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "recorded.json"
    recorded.record("short", _RECORDED, path)
    recorded.record("full", {"crawl": {"to Scrapy": 0.4}}, path)
    recorded.record("short", {"load": {"to sqlite-utils": 0.123456}, "pages": {}}, path)
    assert recorded.read("short", path) == _RECORDED | {"load": {"to sqlite-utils": 0.1235}}
    assert recorded.read("full", path) == {"crawl": {"to Scrapy": 0.4}}
    assert recorded.read("other", path) == {}


class _Measured:
    """Stands for benchmarks: each measurement gives the next figure."""

    def __init__(self, *figures: float) -> None:
        self._figures = iter(figures)

    def __call__(self, name: str, *, short: bool) -> Report:
        return Report("", "", (), (), {"to Scrapy": next(self._figures)})


@pytest.mark.parametrize(("again", "is_worse"), [((0.9, 0.8), True), ((0.9, 0.5), False), ((0.5,), False)])
def test_what_is_worse_by_chance_is_not_told(
    monkeypatch: pytest.MonkeyPatch, again: tuple[float, ...], is_worse: bool
) -> None:
    monkeypatch.setattr(recorded, "read", lambda size: _RECORDED)
    monkeypatch.setattr(command, "measured", _Measured(*again))
    first = Report("", "", (), (), {"to Scrapy": 0.7})
    assert bool(command.worse_each_time("crawl", first, "short")) is is_worse


def test_a_regression_ends_the_command_with_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorded, "read", lambda size: _RECORDED)
    monkeypatch.setattr(command, "measured", _Measured(0.9, 0.9, 0.9, 0.5))
    monkeypatch.setattr(sys, "argv", ["benchmark", "--short", "--check", "crawl"])
    with pytest.raises(SystemExit, match="1"):
        command.main()
    command.main()  # 0.5, as recorded


def test_tables_stand_between_the_marks_of_the_page() -> None:
    page = "# Costs\n\n<!-- measured: begin -->\nold\n<!-- measured: end -->\n\nMore.\n"
    found = Report("A page", "How.", ("way", "ms"), [("one", "1.5")], {}, [Target("one", 1.0, 1.5, " ms")])
    new = command.written(page, [found.markdown()], "a machine")
    assert new.startswith("# Costs\n\n<!-- measured: begin -->\n\nMachine: a machine.\n")
    assert new.endswith("<!-- measured: end -->\n\nMore.\n")
    assert "| one | ≤ 1.00 ms | 1.50 ms | **missed** |" in new
    assert "old" not in new
    with pytest.raises(ValueError, match="no lines"):
        command.written("# Costs\n", [], "a machine")


def test_a_ratio_is_the_median_of_groups() -> None:
    ours, theirs = [1.0] * 10, [2.0] * 10
    ours[0] = 50.0  # a neighbour came in between
    assert ratio(ours, theirs) == 0.5


def test_a_command_costs_what_its_descendants_do() -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    left = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}]); print('begun')"
    cost = process_cost([sys.executable, "-c", left])
    assert cost.status == 0
    assert cost.said == "begun\n"
    assert cost.cpu >= 0.3
