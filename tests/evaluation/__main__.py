"""``python -m tests.evaluation [SUITE...] [--misses]``: print a table of scores; exit 1 where one is too low."""

from __future__ import annotations

import argparse
import sys
import tomllib
from importlib import import_module
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Score the suites and return the exit code."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help=f"of {', '.join(floors)}; all by default")
    parser.add_argument("--misses", action="store_true", help="print what was read wrong")
    options = parser.parse_args()
    below = 0
    for suite in options.suites or floors:
        known = dict(floors.get(suite, {}))
        print(f"\n{suite}")
        for score in import_module(f"tests.evaluation.{suite}").evaluate():
            floor = known.pop(score.name, None)
            under = floor is not None and score.value < floor
            below += under
            shown = "no floor" if floor is None else f"floor {floor:.3f}"
            print(f"  {score.name:<34} {score.value:.3f}  {shown:<12} {score.basis}{'  BELOW' if under else ''}")
            for miss in score.misses if options.misses or under else []:
                print(f"      {miss}")
        for name in known:
            below += 1
            print(f"  {name:<34} is not measured any more, but has a floor")
    if below:
        print(f"\n{below} below the floor")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
