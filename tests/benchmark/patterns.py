"""Measure that every pattern of ours stays linear by itself: CPU milliseconds on a megabyte that no author wrote.

``python -m tests.benchmark.patterns [--only WORD]`` finds each pattern that ``scraper`` and ``archive`` compile, runs
it the way their source does (:mod:`tests.benchmark.pattern_uses`) on hostile texts, and ends with 1 where one costs
more than 50 ms, less what its matches cost (a match object is a third of a microsecond, whatever the pattern). The
texts are those that any pattern may trip over and, for each, those made of its own words.

The 50 ms are those of the developers' machine at rest: on a slower or busier one they are as many times more as a
search of a known cost takes longer there. What looks too much is measured anew with that search in turns, and the least
of both is what is compared: a machine whose neighbours come and go shows its own speed in neither alone.

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
from dataclasses import dataclass, replace
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
# Turns in which a cost that looks too much is measured anew: enough that one disturbed turn does not decide, and then
# as many as a busy neighbour may stay.
TURNS = (5, 40)
PAUSE = 0.3  # seconds between them, once the first are over
ENDLESS = 3.0  # seconds that a pattern may have for all the shortest texts

# Repeated to the size: without a space, with 10,000 commas, and what the patterns begin with.
PIECES = (
    "a", "A", "đ", "Ă", "0", " ", "\n", "a ", "A ", ",", ", ", "a" * 99 + ",", "-", " - ", "a-", "A-", ".", "a.", "/",
    "1/", "1.", "(", ")", "“", "”", "\"", "<", ">", "&", ":", ";", "|", "'", "a'", "\xa0", "\u200b", "a\u0301", "=",
    "Nguyễn ", "xã ", "ngày ", "ngày 5 ", "đồng chí ", "từ ngày 5 đến ", "Chủ tịch UBND ", "năm 2024 ", "http://a",
    "<p>", "{", "[", "a=b&", "%41", "#", "?", "Ảnh: ", "nay ", "sáng ", "12 giờ ", "A.B", "x\n\n", "x ", "20", " | ",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Cost:
    """What a pattern cost: CPU seconds at rest, on how many bytes, which piece they repeat, and how it was run."""

    seconds: float
    size: int
    piece: str
    method: str

    @property
    def over(self) -> bool:
        """Whether that is too much, judged by the size that was tried."""
        return self.seconds > (MOST if self.size == SIZE else GRAIN + MARGIN * MOST * self.size / SIZE)


def yardstick_cost() -> float:
    """Return the CPU seconds of one search whose cost on a machine at rest is ``YARDSTICK_COST``."""
    started = time.process_time()
    for _match in YARDSTICK.finditer(YARDSTICK_TEXT):
        pass
    return time.process_time() - started


class EndlessError(Exception):
    """A pattern went on far longer than any may."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Raise ``EndlessError`` inside the block after ``seconds``; ``re`` heeds signals as it matches.

    They are a clock's, not the CPU's: a timer of CPU makes the system count a process's CPU in ticks of milliseconds,
    for a while after it is gone too, and then every short text would cost nothing.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def cost(pattern: AnyPattern, method: str, piece: str, size: int) -> Cost:
    """Return what it costs to run ``pattern`` by ``method`` on ``size`` bytes of ``piece``, its match objects apart.

    Of a piece that is longer than that, its end is taken: what stands before a failure is what was looked at in vain.
    """
    run = _runs(pattern, method, (piece * max(1, size // len(piece.encode("utf-8", "surrogatepass"))))[-size:])
    least = float("inf")
    for _ in range(ROUNDS):
        least = min(least, _seconds(run))
        if least <= MOST * size / SIZE:
            break
    found = Cost(least, size, piece, method)
    return replace(found, seconds=_at_rest(found, run)) if found.over else found


def _seconds(run: Callable[[], int]) -> float:
    """Return the CPU seconds of a run less those of its match objects."""
    started = time.process_time()
    matches = run()
    return time.process_time() - started - matches * A_MATCH


def _at_rest(found: Cost, run: Callable[[], int]) -> float:
    """Return the CPU seconds that ``run`` would need on the developers' machine at rest, measured until it is not over.

    What is several times too much is believed at once.
    """
    seconds, yardstick = found.seconds, yardstick_cost()
    for turn in range(TURNS[1]):
        at_rest = seconds / max(1.0, yardstick / YARDSTICK_COST)
        over = replace(found, seconds=at_rest).over
        if turn >= TURNS[0] and (not over or at_rest > MARGIN * MOST):
            break
        if turn >= TURNS[0]:
            time.sleep(PAUSE)
        seconds, yardstick = min(seconds, _seconds(run)), min(yardstick, yardstick_cost())
    return at_rest


def _runs(pattern: AnyPattern, method: str, text: str) -> Callable[[], int]:
    """Return what runs ``pattern`` over ``text`` and says how many matches that made."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode()
    once: Any = getattr(pattern, method)
    if method == EVERYWHERE:
        return lambda: sum(1 for _ in once(given))
    return lambda: once(given) is not None


def worst(used: Used) -> Cost:
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
        if costs[0].over or size >= longest:
            break
        tries = [(found.method, found.piece) for found in costs]
    return costs[0]


def main() -> None:
    """Print the costliest patterns with their texts, and end with 1 where one is over."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.patterns", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="only patterns whose module and name hold it")
    options = parser.parse_args()
    started = time.process_time()
    patterns = [used for used in (*used_patterns(scraper), *used_patterns(archive)) if options.only in used.name]
    costs = sorted(((worst(used), used.name) for used in patterns if used.methods), reverse=True)
    bad = [(found, name) for found, name in costs if found.over]
    for found, name in bad or costs[:10]:
        print(f"{found.seconds * 1000:>8.1f} ms  {found.size:>9,} letters  {name}.{found.method}  {found.piece!r}")
    print(
        f"{len(costs)} patterns in {time.process_time() - started:.0f} s; "
        f"{len(bad)} over {MOST * 1000:.0f} ms a megabyte on a machine at rest; "
        f"a search of {YARDSTICK_COST * 1000:.1f} took {yardstick_cost() * 1000:.1f} here now"
    )
    if bad:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
