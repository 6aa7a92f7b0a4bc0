"""Commands that are killed with SIGKILL at random moments, and portals for them to be at work on.

The moments are random in every run, so that over the years all of them are met; the seed stands in the message of
whatever fails, and ``CONGTIN_SEED`` repeats it. ``CONGTIN_FAULTS=long`` makes them ten times as many.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.portals.command import HANGS
from tests.portals.prefork import Forker
from tests.portals.server import LoopbackPortal, Reply
from tests.portals.town import Town

_NAMES = ("Sông Lam", "Thạch Bàn", "Đồng Mít", "Cửa Rào")  # made up
_FORKER = Forker()

LONG = os.environ.get("CONGTIN_FAULTS") == "long"


def times(count: int) -> int:
    """Return how often to do what CI does ``count`` times."""
    return count * 10 if LONG else count


def seeded() -> tuple[int, random.Random]:
    """Return a seed and the chance that it makes."""
    seed = int(os.environ.get("CONGTIN_SEED") or random.SystemRandom().randrange(1 << 32))
    return seed, random.Random(seed)


@dataclass
class Done:
    """What a command came to: its exit code (negative: killed by that signal), what it printed, seconds it took."""

    code: int
    output: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


def run(*arguments: str | Path, now: str | None = None, kill_after: float | None = None) -> Done:
    """Run ``congtin``, and kill it with all that it has started after so many seconds."""
    environment = os.environ | ({"CONGTIN_NOW": now} if now else {})
    began = time.monotonic()
    try:
        code, output, errors = _FORKER.run(list(map(str, arguments)), environment, kill_after or HANGS)
    except TimeoutError as error:
        assert kill_after is not None, f"congtin {arguments} hangs: {error}"
        return Done(-signal.SIGKILL, str(error), time.monotonic() - began)
    return Done(code, output + errors, time.monotonic() - began)


@dataclass
class Towns:
    """Portals of several towns, each with texts of its own, served side by side."""

    portals: list[LoopbackPortal] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [portal.url for portal in self.portals]

    def asked_again(self) -> int:
        """Return how many pages were asked for once more since the last call; robots.txt is read in each run anew."""
        asked = [(portal.port, each.path) for portal in self.portals for each in portal.asked]
        pages = [page for page in asked if page[1] != "/robots.txt"]
        for portal in self.portals:
            portal.asked.clear()
        return len(pages) - len(set(pages))

    def crawl(self, archive: Path, kill_after: float | None = None) -> Done:
        """Crawl all of them at once."""
        polite = ("--allow-loopback", "--delay", "0")
        return run("crawl", *self.urls, "--archive", archive, *polite, kill_after=kill_after)


@contextmanager
def towns(count: int, articles: int) -> Iterator[Towns]:
    """Serve ``count`` towns of so many articles each."""
    with ExitStack() as stack:
        served = Towns()
        for number, name in enumerate(_NAMES[:count]):
            portal = stack.enter_context(LoopbackPortal())
            town = Town.of(articles)
            for story in town.stories.values():
                story.extra = f"Kỳ họp thứ {story.number + 100 * number} của {name} bàn về {'đường ' * (number + 2)}."
            portal.pages = {
                path: Reply(reply.body.replace("Sông Lam".encode(), name.encode()), reply.status, reply.headers,
                            conditional=reply.conditional) if isinstance(reply, Reply) else reply
                for path, reply in town.pages(portal.url.rstrip("/")).items()
            }  # fmt: skip
            served.portals.append(portal)
        yield served
