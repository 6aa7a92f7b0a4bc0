"""What a benchmark found: a table, ratios to its peers in the same run, and what was to be reached."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that was to be reached; ``at_least`` where more is better."""

    what: str
    wanted: float
    found: float
    unit: str = ""
    at_least: bool = False

    @property
    def is_reached(self) -> bool:
        """Whether it was."""
        return self.found >= self.wanted if self.at_least else self.found <= self.wanted


@dataclass(frozen=True, slots=True)
class Report:
    """What a benchmark tells.

    Attributes:
        title: heading of its section.
        how: what was measured, in sentences.
        columns: heads of the table; the first column holds words, the others figures.
        rows: cells as they are printed.
        ratios: cost to a peer's in the same run, by name: less is better. These are what is recorded and compared.
        targets: what was to be reached.
    """

    title: str
    how: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    ratios: dict[str, float] = field(default_factory=dict)
    targets: Sequence[Target] = ()

    def markdown(self) -> str:
        """Return it as a section."""
        lines = [f"### {self.title}", "", self.how, ""]
        if self.rows:
            lines += [_row(self.columns), _row(["---", *("---:" for _ in self.columns[1:])]), *map(_row, self.rows), ""]
        if self.targets:
            lines += [_row(("wanted", "at most / least", "found", "")), _row(("---", "---:", "---:", "---"))]
            for one in self.targets:
                bound = f"{'≥' if one.at_least else '≤'} {figure(one.wanted)}{one.unit}"
                verdict = "reached" if one.is_reached else "**missed**"
                lines.append(_row((one.what, bound, f"{figure(one.found)}{one.unit}", verdict)))
            lines.append("")
        return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def figure(value: float) -> str:
    """Return a number with as many digits as say something."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


def machine() -> str:
    """Return what this machine is: processor, cores, memory, system, versions that figures depend on."""
    told = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    load = f"{os.getloadavg()[0]:.1f}"
    return (
        f"{told[1].strip() if told else platform.machine()}, {os.cpu_count()} cores, {pages / 1e9:.0f} GB, "
        f"{platform.system()}, {platform.python_implementation()} {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}; {load} processes at work when the run ended"
    )
