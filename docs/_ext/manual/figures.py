"""Figures that a build is held to, from where they are kept."""

from __future__ import annotations

import tomllib
from pathlib import Path

from manual.markdown import plain, table

FLOORS = Path(__file__).parents[3] / "tests" / "evaluation" / "floors.toml"
# The parts of the gold data that nobody who wrote rules looked at.
_HELD = "held"


def floors() -> str:
    """Return the floors of the data that were held back, a table for each matter; ``make eval`` fails under one."""
    matters = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    parts = []
    for matter, scores in matters.items():
        held = {name: floor for name, floor in scores.items() if _HELD in name}
        if held:
            rows = [(plain(name), f"{floor:g}") for name, floor in held.items()]
            parts += [f"**{plain(matter)}**\n", table(("measured", "floor"), rows)]
    return "\n".join(parts)
