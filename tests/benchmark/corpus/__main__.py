"""``python -m tests.benchmark.corpus``: serve the corpus; see :mod:`tests.benchmark.corpus`."""

from __future__ import annotations

import argparse
import asyncio

from tests.benchmark.corpus.server import serve


def main() -> None:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.corpus", description="Serve made-up portals.")
    parser.add_argument("--portals", type=int, default=10)
    parser.add_argument("--articles", type=int, default=50, help="articles of each portal")
    parser.add_argument("--first", type=int, default=0, help="number of the first portal")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--seed", default="corpus")
    options = parser.parse_args()
    asyncio.run(serve(options.portals, options.articles, first=options.first, delay=options.delay, seed=options.seed))


if __name__ == "__main__":
    main()
