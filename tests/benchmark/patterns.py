"""Measure that every pattern of ours stays linear by itself: CPU milliseconds on a megabyte that no author wrote.

``python -m tests.benchmark.patterns [--only WORD]`` finds each pattern that ``scraper`` and ``archive`` compile, runs
it the way their source does (:mod:`tests.benchmark.pattern_uses`) on hostile texts, and ends with 1 where one costs
more than 50 ms, less what its matches cost (a match object is a third of a microsecond, whatever the pattern). The
texts are those that any pattern may trip over and, for each, those made of its own words.

The 50 ms are those of the developers' machine at rest: on a slower or busier one they are as many times more as a
search of a known cost takes longer there, measured in the same run.

The sizes grow, and a pattern that needs several times its share of the 50 ms on a shorter text is over and not tried
on a longer one, so what grows like a square, or worse, never holds up the run. On the whole megabyte only the texts are
tried that were slowest before. The least of a few rounds counts: a busy machine makes a search slower, never quicker.
"""

from __future__ import annotations

import argparse
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

import archive
import scraper
from tests.benchmark.pattern_bounds import letters_of
from tests.benchmark.pattern_uses import EVERYWHERE, AnyPattern, Used, used_patterns
from tests.benchmark.pattern_words import own_words

MOST = 0.050  # CPU seconds a pattern and text
SIZE = 1_000_000  # bytes in UTF-8
# Sizes that are tried one after the other, and how many texts are tried of each: those that were slowest before.
SHORTEST = 200
SIZES = ((2_000, 1_000), (20_000, 12), (SIZE, 1))
# On a shorter text: times its share of MOST, and seconds that a clock and a call cost anyway.
MARGIN = 4
GRAIN = 0.0015
A_MATCH = 0.35e-6  # seconds that finditer needs for a match of the simplest pattern
ROUNDS = 5
# A search whose cost is known: seconds on the developers' machine at rest.
YARDSTICK = re.compile(r"(?<![^\W_])[A-Z]\w{1,5}\d")
YARDSTICK_TEXT = "đồng chí Nguyễn Văn A dự " * 40_000
YARDSTICK_COST = 0.0365
AGAIN = 20  # times at most that a cost which is over is measured anew: busy neighbours stay for seconds
ENDLESS = 0.5  # seconds that a pattern may have for the shortest text

# Repeated to the size: without a space, with 10,000 commas, and what the patterns begin with.
PIECES = (
    "a", "A", "đ", "Ă", "0", " ", "\n", "a ", "A ", ",", ", ", "a" * 99 + ",", "-", " - ", "a-", "A-", ".", "a.", "/",
    "1/", "1.", "(", ")", "“", "”", "\"", "<", ">", "&", ":", ";", "|", "'", "a'", "\xa0", "\u200b", "a\u0301", "=",
    "Nguyễn ", "xã ", "ngày ", "ngày 5 ", "đồng chí ", "từ ngày 5 đến ", "Chủ tịch UBND ", "năm 2024 ", "http://a",
    "<p>", "{", "[", "a=b&", "%41", "#", "?", "Ảnh: ", "nay ", "sáng ", "12 giờ ", "A.B", "x\n\n", "x ", "20", " | ",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Cost:
    """What a pattern cost: CPU seconds, on how many bytes, which piece they repeat, and how it was run."""

    seconds: float
    size: int
    piece: str
    method: str

    def over(self, slowness: float) -> bool:
        """Whether that is too much on a machine of this ``slowness``, judged by the size that was tried."""
        most = MOST if self.size == SIZE else GRAIN + MARGIN * MOST * self.size / SIZE
        return self.seconds > most * slowness


def slowness() -> float:
    """Return how many times longer this machine needs now than the developers' at rest; 1 where it needs less."""
    least = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for _match in YARDSTICK.finditer(YARDSTICK_TEXT):
            pass
        least = min(least, time.process_time() - started)
    return max(1.0, least / YARDSTICK_COST)


class EndlessError(Exception):
    """A pattern went on far longer than any may."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise ``EndlessError`` inside the block once it has used ``seconds`` of CPU; ``re`` heeds signals as it matches.

    While it is watched, the system may count a process's CPU in coarse ticks: only the shortest texts are watched.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def cost(pattern: AnyPattern, method: str, piece: str, size: int) -> Cost:
    """Return what it costs to run ``pattern`` by ``method`` on ``size`` bytes of ``piece``, its match objects apart.

    Of a piece that is longer than that, its end is taken: what stands before a failure is what was looked at in vain.
    """
    text = (piece * max(1, size // len(piece.encode())))[-size:]
    run = _runs(pattern, method, text)
    least = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        matches = run()
        least = min(least, time.process_time() - started - matches * A_MATCH)
        if least <= MOST * size / SIZE:
            break
    return Cost(least, size, piece, method)


def _runs(pattern: AnyPattern, method: str, text: str) -> Callable[[], int]:
    """Return what runs ``pattern`` over ``text`` and says how many matches that made."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode()
    once: Any = getattr(pattern, method)
    if method == EVERYWHERE:
        return lambda: sum(1 for _ in once(given))
    return lambda: once(given) is not None


def worst(used: Used, slow: float) -> Cost:
    """Return the cost that says most of a pattern: the first size's that is over, else that of the longest text."""
    longest = used.letters or letters_of(used.name) or SIZE
    pieces = dict.fromkeys((*PIECES, *own_words(used.pattern)))
    tries = [(method, piece) for method in sorted(used.methods) for piece in pieces]
    try:
        with stopped_after(ENDLESS):
            for method, piece in tries:
                last = Cost(float("inf"), SHORTEST, piece, method)
                _runs(used.pattern, method, piece * (SHORTEST // len(piece)))()
    except EndlessError:
        return last
    for size, most in SIZES:
        costs = sorted(
            (cost(used.pattern, method, piece, min(size, longest)) for method, piece in tries[:most]), reverse=True
        )
        if costs[0].over(slow) or size >= longest:
            break
        tries = [(found.method, found.piece) for found in costs]
    return costs[0]


def measured_again(found: Cost, used: Used) -> Cost:
    """Return a cost that is a little over as it is when measured anew after all others: a neighbour was busy."""
    for _ in range(AGAIN):
        if not found.over(1) or not found.over(slowness()) or found.seconds > 4 * MOST:
            break
        time.sleep(1)
        found = min(found, cost(used.pattern, found.method, found.piece, found.size))
    return found


def main() -> None:
    """Print the costliest patterns with their texts, and end with 1 where one is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.patterns", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="only patterns whose module and name hold it")
    options = parser.parse_args()
    started = time.process_time()
    patterns = [used for used in (*used_patterns(scraper), *used_patterns(archive)) if options.only in used.name]
    slow = slowness()
    first = [(worst(used, slow), used) for used in patterns if used.methods]
    costs = sorted(((measured_again(found, used), used.name) for found, used in first), reverse=True)
    slow = max(slow, slowness())
    bad = [(found, name) for found, name in costs if found.over(slow)]
    for found, name in bad or costs[:10]:
        print(f"{found.seconds * 1000:>8.1f} ms  {found.size:>9,} letters  {name}.{found.method}  {found.piece!r}")
    print(
        f"{len(costs)} patterns in {time.process_time() - started:.0f} s; "
        f"{len(bad)} over {MOST * slow * 1000:.0f} ms a megabyte ({MOST * 1000:.0f} on a machine at rest)"
    )
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
