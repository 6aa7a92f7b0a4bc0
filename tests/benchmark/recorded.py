"""Ratios of earlier runs, and whether those of this one are worse.

``recorded.json`` holds for each size of run (``short``, ``full``) the ratios by benchmark and name. They are ratios of
CPU in one run, one after the other in turns, so that another machine, or another process on this one, changes both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORDED = Path(__file__).with_name("recorded.json")
MOST = 1.15  # of the recorded ratio

Ratios = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Worse:
    """A ratio that is more than :data:`MOST` times the recorded one."""

    benchmark: str
    ratio: str
    recorded: float
    found: float

    def __str__(self) -> str:
        return (
            f"{self.benchmark}: {self.ratio} is {self.found:.3f}, {self.found / self.recorded - 1:+.0%} of the "
            f"recorded {self.recorded:.3f}"
        )


def worse(recorded: Mapping[str, Mapping[str, float]], found: Mapping[str, Mapping[str, float]]) -> list[Worse]:
    """Return the ratios found that are worse than recorded; one that nobody has recorded is not."""
    return [
        Worse(benchmark, name, recorded[benchmark][name], value)
        for benchmark, ratios in found.items()
        for name, value in ratios.items()
        if name in recorded.get(benchmark, {}) and value > MOST * recorded[benchmark][name]
    ]


def read(size: str, path: Path = RECORDED) -> Ratios:
    """Return the ratios recorded for a size of run."""
    every: dict[str, Ratios] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return every.get(size, {})


def record(size: str, found: Mapping[str, Mapping[str, float]], path: Path = RECORDED) -> None:
    """Put the ratios of benchmarks into the place of those recorded for the same benchmarks."""
    every: dict[str, Ratios] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    every.setdefault(size, {}).update(
        {benchmark: {name: round(value, 4) for name, value in one.items()} for benchmark, one in found.items() if one}
    )
    path.write_text(json.dumps(every, indent=2, sort_keys=True) + "\n", encoding="utf-8")
