"""Measure what a start costs: ``python -m tests.benchmark start_up``.

``congtin --help`` in turns with an interpreter that does nothing and one that imports Scrapy's crawler, as anything on
Scrapy has to: CPU of the whole process, compiled modules standing there.
"""

from __future__ import annotations

import sys
from statistics import median

from tests.benchmark.process_cost import process_cost
from tests.benchmark.report import Report, Target

_OURS, _PLAIN, _SCRAPY = "congtin --help", "python -c pass", "import scrapy.crawler"
_COMMANDS = {
    _OURS: [sys.executable, "-c", "from archive.cli import main; main()", "--help"],
    _PLAIN: [sys.executable, "-c", "pass"],
    _SCRAPY: [sys.executable, "-c", "import scrapy.crawler"],
}


def report(*, short: bool) -> Report:
    """Start each some times, in turns."""
    spent: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for _ in range(7 if short else 15):
        for name, command in _COMMANDS.items():
            cost = process_cost(command)
            if cost.status:
                raise RuntimeError(f"{name} ended with {cost.status}:\n{cost.said}")
            spent[name].append(cost.cpu * 1000)
    ratio = median(one / other for one, other in zip(spent[_OURS], spent[_SCRAPY], strict=True))
    return Report(
        "Start", "Medians of the CPU of the whole process, in turns.",
        ("command", "ms CPU"), [(name, f"{median(times):.0f}") for name, times in spent.items()],
        {f"{_OURS} / {_SCRAPY}": ratio}, [Target(_OURS, 150, median(spent[_OURS]), " ms")],
    )  # fmt: skip
