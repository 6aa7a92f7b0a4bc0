"""The circuit breaker of a portal's host: one that answers nothing is left alone for a while, and for longer each time.

Asking on would cost a timeout for each of its addresses, and settle them all as failed. What has not been asked for
stays in the frontier. After the pause one request tries the host; where that has no answer either, the run ends for
this portal, and the pause grows from run to run until the host answers. Other portals go on all the while.

It counts addresses, not requests: a single page that never answers says nothing of its host, however often it is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.failures import speaks_of_host

if TYPE_CHECKING:
    from scraper.store import PageResult

MAX_SILENCE = 10  # addresses in a row, none of which has an answer
_FIRST_PAUSE = 15  # times the pause between two tries: half a minute where requests are two seconds apart
_LEAST_PAUSE = 5.0  # seconds
_LONGEST_PAUSE = 3_600.0  # seconds; a schedule comes by no more often than that
_GROWTH = 4
# What a gateway says where the portal behind it does not answer; 52x are Cloudflare's.
_NO_ANSWER = frozenset({502, 504, 521, 522, 523, 524})


class Breaker:
    """Tells after each result for how long the host is to be left alone.

    Args:
        retry_delay: the pause before the second try of an address, in seconds.
        silence: how many requests in a row had no answer before this run; only the length of the pauses rests on it.
    """

    def __init__(self, retry_delay: float, silence: int = 0) -> None:
        self._first = max(retry_delay * _FIRST_PAUSE, _LEAST_PAUSE)
        self._earlier = silence
        self._silent: set[str] = set()
        self._opened = 0  # in this run, since the host last answered

    @property
    def has_tried(self) -> bool:
        """Whether the host had no answer after a pause either."""
        return self._opened > 1

    def note(self, result: PageResult) -> float | None:
        """Take note of a result; returns for how many seconds the host is to be left alone, ``None`` for no pause."""
        if result.outcome == "refused":
            return None
        if not _is_silence(result):
            self._silent.clear()
            self._earlier = self._opened = 0
            return None
        self._silent.add(result.target.key)
        if len(self._silent) < MAX_SILENCE:
            return None
        earlier = self._earlier // MAX_SILENCE  # a run that finds a silent host asks so often
        pause = min(self._first * _GROWTH ** min(earlier + self._opened, 8), _LONGEST_PAUSE)
        self._opened += 1
        return float(pause)


def _is_silence(result: PageResult) -> bool:
    if result.answer.status is None:
        return result.outcome == "failed" and speaks_of_host(result.reason or "")
    return result.answer.status in _NO_ANSWER
