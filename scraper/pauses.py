"""The pause between two requests to a host: drawn once for each of them, and never shorter than the host asks for.

Scrapy draws it anew whenever it looks whether a request may leave (``Downloader._process_queue``: when one has been
sent, when the timer for the next fires, when an answer has come). A timer that fires after a short draw is put off by
a longer one, and so on, so that of a pause of 2 s with a jitter of a quarter 2.22 s become in the mean (with pauses
uniform between a and b it is a + (e - 2)(b - a)): a crawl takes a tenth longer than its settings say.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from scrapy.core.downloader import Downloader, Slot

if TYPE_CHECKING:
    from scrapy import Request, Spider


class PacedSlot(Slot):
    """A host's slot whose jitter holds from one request to the next.

    Args:
        concurrency: requests at a time.
        delay: seconds between two requests; where it is changed meanwhile, the share of it that was drawn stays.
        jitter: the share of them by which a pause may be shorter or longer.
    """

    __slots__ = ("_drawn_at", "_least", "_share")

    def __init__(self, concurrency: int, delay: float, jitter: float) -> None:
        super().__init__(concurrency, delay, jitter)
        self._drawn_at: float | None = None
        self._share = 0.0
        self._least = 0.0

    def keep_apart(self, seconds: float) -> None:
        """Let no two requests be closer to each other than the host asks for (``Crawl-delay``)."""
        self._least = max(self._least, seconds)
        self.delay = max(self.delay, seconds)

    def download_delay(self) -> float:
        """Return the pause, in seconds, behind the request that left last."""
        if self._drawn_at != self.lastseen:
            self._drawn_at = self.lastseen
            self._share = random.uniform(-self.jitter, self.jitter)  # noqa: S311  # nosec B311
        return max(self._least, self.delay * (1 + self._share))


class PacedDownloader(Downloader):
    """Scrapy's downloader with such slots (the setting ``DOWNLOADER``)."""

    def slot_of(self, request: Request) -> PacedSlot:
        """Return the slot of the host that a request goes to."""
        slot = self._get_slot(request)[1]
        assert isinstance(slot, PacedSlot)  # noqa: S101  _get_slot makes no other
        return slot

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:  # noqa: ARG002
        key, slot = super()._get_slot(request)
        if not isinstance(slot, PacedSlot):  # made just now: nothing waits in it
            slot = self.slots[key] = PacedSlot(slot.concurrency, slot.delay, slot.jitter)
        return key, slot
