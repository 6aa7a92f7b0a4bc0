"""Commands that are killed with SIGKILL at random moments of their work, and portals for them to be at work on.

The moments are random in every run, so that over the years all of them are met; the seed stands in the message of
whatever fails, and ``CONGTIN_SEED`` repeats it. ``CONGTIN_FAULTS=long`` makes them ten times as many.

A kill counts where the command was at work: it held the lock of the folder that it writes to, and never let go of it.
"""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.layout import HOLDER_NAME
from tests.portals.command import congtin
from tests.portals.server import LoopbackPortal, Reply
from tests.portals.town import Town

_NAMES = ("Sông Lam", "Thạch Bàn", "Đồng Mít", "Cửa Rào")  # made up
_POLITE = ("--allow-loopback", "--delay", "0")
_DIES_WITHIN = 0.5  # seconds; who is killed dies at once, but a busy machine buries it late
_LOOKS_EVERY = 0.002  # seconds

LONG = os.environ.get("CONGTIN_FAULTS") == "long"


def times(count: int) -> int:
    """Return how often to do what CI does ``count`` times."""
    return count * 10 if LONG else count


def seeded() -> tuple[int, random.Random]:
    """Return a seed and the chance that it makes."""
    seed = int(os.environ.get("CONGTIN_SEED") or random.SystemRandom().randrange(1 << 32))
    return seed, random.Random(seed)


@dataclass(frozen=True)
class Done:
    """What a command came to.

    ``worked`` is for how many seconds it held the lock of its folder; ``at_work`` tells that it was killed meanwhile.
    """

    code: int
    output: str
    worked: float = 0.0
    at_work: bool = False


def run(*arguments: str | Path, now: str | None = None) -> Done:
    """Run ``congtin`` to its end."""
    done = congtin(*arguments, now=now)
    return Done(done.returncode, done.stdout + done.stderr)


def run_at_work(*arguments: str | Path, folder: Path, kill_after: float | None = None) -> Done:
    """Run ``congtin``; kill it with all that it has started so many seconds after it began to write to ``folder``."""
    before = _writer_of(folder)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(run, *arguments)
        writer = _begun(running, folder, before)
        began = time.monotonic()
        wait([running], timeout=kill_after)
        if writer is not None and not running.done():
            with suppress(ProcessLookupError):  # it ends this very moment
                os.killpg(writer, signal.SIGKILL)
        done = running.result()
    if writer is not None:
        _until_gone(writer)
    at_work = done.code == -signal.SIGKILL and _writer_of(folder) == writer
    return Done(done.code, done.output, time.monotonic() - began, at_work)


def _until_gone(group: int) -> None:
    """Wait until nothing of what was killed is left: what it had started holds the lock of its folder as it did."""
    ends = time.monotonic() + _DIES_WITHIN
    while time.monotonic() < ends:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(_LOOKS_EVERY)


def _begun(running: Future[Done], folder: Path, before: int | None) -> int | None:
    """Wait until another process than ``before`` writes to a folder, and return it; ``None``: none ever did."""
    while not running.done():
        writer = _writer_of(folder)
        if writer not in {None, before}:
            return writer
        time.sleep(_LOOKS_EVERY)
    return None


def _writer_of(folder: Path) -> int | None:
    """Return the process that says it writes to a folder; one that was killed has said so for good."""
    try:
        return int(json.loads((folder / HOLDER_NAME).read_text("utf-8"))["pid"])
    except FileNotFoundError:
        return None


def killed_at_work(
    words: list[str | Path], folder: Path, worked: float, kills: int, chance: random.Random, anew: Callable[[], object]
) -> None:
    """Kill a command so often, each time run again after the last, at random moments of its work.

    Args:
        words: the command.
        folder: which folder it writes to.
        worked: how many seconds of work it is if nobody disturbs it.
        kills: how often.
        chance: when.
        anew: gives the command its work back, where it came to its end before it was killed.
    """
    killed, ended = 0, 0
    while killed < kills:
        done = run_at_work(*words, folder=folder, kill_after=chance.uniform(0.0, worked * 0.8**ended))
        killed += done.at_work
        if not done.at_work:
            ended += 1
            anew()
        assert ended <= 10 * kills, f"{words} ends before it is killed:\n{done.output}"


@dataclass
class Towns:
    """Portals of several towns, each with texts of its own, served side by side."""

    portals: list[LoopbackPortal] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        return [portal.url for portal in self.portals]

    def asked(self) -> int:
        """Return how many pages were asked for since the last call; robots.txt is read in each run anew."""
        pages = [each.path for portal in self.portals for each in portal.asked if each.path != "/robots.txt"]
        for portal in self.portals:
            portal.asked.clear()
        return len(pages)

    def words(self, archive: Path) -> list[str | Path]:
        """Return the command that crawls all of them at once."""
        return ["crawl", *self.urls, "--archive", archive, *_POLITE]

    def crawl(self, archive: Path) -> Done:
        """Crawl all of them at once."""
        return run(*self.words(archive))


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
