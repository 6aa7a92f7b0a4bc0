"""``python -m tests.sites [SITE...] [--misses] [--jobs N]``: figures a site; exit 1 where one misses its bound."""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.evaluation.scoring import Score
from tests.sites import SITES
from tests.sites.measure import measure
from tests.sites.visits import Visit

FLOORS = Path(__file__).with_name("floors.toml")
_SHOWN = 6  # misses a figure, where not all are asked for


def _measured(name: str) -> tuple[str, list[Score], list[Visit], float]:
    began, visits = time.monotonic(), list[Visit]()
    scores = measure(SITES[name](), visits.append)
    return name, scores, visits, time.monotonic() - began


def _bound(floors: dict[str, dict[str, float]], score: Score) -> tuple[str, bool]:
    """Return the bound of a figure in words, and whether the figure misses it."""
    if score.name in floors["least"]:
        return f"least {floors['least'][score.name]:.3f}", score.value < floors["least"][score.name]
    if score.name in floors["most"]:
        return f"most {floors['most'][score.name]:.3f}", score.value > floors["most"][score.name]
    return "no bound", False


def main() -> int:
    """Measure the sites and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.sites", description=__doc__)
    parser.add_argument("sites", nargs="*", metavar="SITE", help=f"of {', '.join(SITES)}; all by default")
    parser.add_argument("--misses", action="store_true", help="print all that was missed, and what the command said")
    parser.add_argument("--jobs", type=int, default=2, help="sites at a time (2)")
    options = parser.parse_args()
    unknown = set(options.sites) - set(SITES)
    if unknown:
        parser.error(f"no site {', '.join(sorted(unknown))}; there are {', '.join(SITES)}")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    missed, measured = 0, set[str]()
    with ProcessPoolExecutor(options.jobs) as pool:
        for name, scores, visits, seconds in pool.map(_measured, options.sites or list(SITES)):
            print(f"\n{name} ({seconds:.0f} s)")
            for done in visits:
                if options.misses or done.exit_code:
                    print("\n".join(f"    | {line}" for line in done.summary.splitlines()))
            for score in scores:
                measured.add(score.name)
                bound, misses_it = _bound(floors, score)
                missed += misses_it
                verdict = "  MISSED" if misses_it else ""
                print(f"  {score.name:<36} {score.value:>7.3f}  {bound:<12} {score.basis}{verdict}")
                for miss in score.misses if options.misses else score.misses[: _SHOWN if misses_it else 0]:
                    print(f"      {miss}")
    for bounded in sorted(({*floors["least"], *floors["most"]} - measured) if not options.sites else ()):
        missed += 1
        print(f"\n{bounded} has a bound, but is not measured any more")
    if missed:
        print(f"\n{missed} figures miss their bounds")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
