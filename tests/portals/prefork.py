"""Commands in processes of their own without the second that each spends on its imports.

A process that has imported what ``congtin`` imports, and done nothing else, forks a child for every command. A child is
a process like any other: its own arguments, environment, files, session and exit code. What it shares with its
siblings is the seed of Python's hashes; tests that compare two runs for their order start fresh ones.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from archive import database
from scraper import clock
from scraper.extract import extract
from scraper.patterns import compile_waiting
from scraper.portal import load_portals
from tests.portals.new_archives import copying, stays_in_memory
from tests.portals.town import Town

# What a crawl or other work on an archive imports before its first page. None of it may start a reactor, for that is
# a child's own.
_LOADED_BEFOREHAND = (
    "archive.cli",
    "archive.commands.crawl",
    "archive.commands.import_",
    "archive.commands.progress",
    "archive.commands.rebuild",
    "archive.commands.reextract",
    "archive.commands.show",
    "archive.commands.status",
    "archive.commands.verify",
    "archive.crawl",
    "archive.crawl_settings",
    "archive.crawl_store",
    "archive.health.notices",
    "archive.importing",
    "archive.lineage.run",
    "archive.manifests.seal",
    "archive.rebuild",
    "archive.replay",
    "archive.runs.record",
    "archive.side_by_side",
    "archive.verify",
    "email.generator",
    "encodings.charmap",
    "encodings.idna",
    "resource",
    "rich._emoji_codes",
    "scraper.extract.annotate",
    "scraper.families",
    "scraper.guarded_network",
    "scraper.guards",
    "scraper.http_handler",
    "scraper.scheduler",
    "scraper.spiderloader",
    "scraper.spiders.portal",
    "scraper.tls_handler",
    "scrapy.core.downloader.contextfactory",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.engine",
    "scrapy.crawler",
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.downloadtimeout",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.extensions.closespider",
    "scrapy.extensions.corestats",
    "scrapy.extensions.memusage",
    "scrapy.extensions.throttle",
    "scrapy.logformatter",
    "scrapy.statscollectors",
    "twisted.web.client",
)

# A portal on loopback needs no rest: seconds before a second try (four times as many before the third), and between two
# looks of Scrapy's engine whether one is due. Else every visit with a page that fails waits five seconds and more.
_RETRY_DELAY = 0.1
_LOOKS_EVERY = 0.1

_ORIGIN = "http://127.0.0.1"

# The variable that names a module of the tests; a command calls its ``begin()`` before it begins.
BEGINS_WITH = "CONGTIN_BEGINS_WITH"


class Forker:
    """The process that commands are forked from; one command at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    def run(self, arguments: list[str], environment: dict[str, str], timeout: float) -> tuple[int, str, str]:
        """Run ``congtin`` with arguments; returns its exit code (negative: killed by a signal), output and errors.

        Raises:
            TimeoutError: it was not done after ``timeout`` seconds and has been killed; holds what it had printed.
        """
        with self._lock, tempfile.TemporaryDirectory() as folder:
            output, errors = Path(folder, "output"), Path(folder, "errors")
            order = {"arguments": arguments, "environment": environment, "cwd": str(Path.cwd()),
                     "output": str(output), "errors": str(errors)}  # fmt: skip
            process = self._started()
            assert process.stdin is not None
            print(json.dumps(order), file=process.stdin, flush=True)
            pid = int(self._answer(process))
            started = time.monotonic()  # before the timer: else what it kills may seem to have died too early for that
            killer = threading.Timer(timeout, _kill, (pid,))
            killer.start()
            try:
                code = int(self._answer(process))
            finally:
                killer.cancel()
            said, complained = output.read_text("utf-8"), errors.read_text("utf-8")
        if code == -signal.SIGKILL and time.monotonic() - started >= timeout:
            raise TimeoutError(f"{said}\n{complained}")
        return code, said, complained

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", "from tests.portals.prefork import main; main()"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
            )  # fmt: skip
            atexit.register(self.end)
        return self._process

    @staticmethod
    def _answer(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process that commands are forked from has ended with {process.wait()}")
        return line

    def end(self) -> None:
        """End the process; another one is started where a further command is run."""
        process, self._process = self._process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()
            process.wait(timeout=10)


def _kill(pid: int) -> None:
    """Kill a command with all that it has started, or itself alone where it has not yet become a group's leader."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)


def main() -> None:
    """Fork a command for each order that comes in, and answer with its process id and its exit code; until no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for name in _LOADED_BEFOREHAND:
        import_module(name)
    load_portals()  # those that ship with congtin: every command reads them
    compile_waiting()  # else every child would compile its own
    _read_a_page()
    if "twisted.internet.reactor" in sys.modules or threading.active_count() > 1:
        raise RuntimeError("a reactor or a thread has been started by an import; neither can be shared by a fork")
    made = Path(tempfile.mkdtemp(prefix="congtin-made-"))
    database._connect = copying(made / "archive")
    os.fsync = stays_in_memory
    import_module("scraper.spiders.portal").LEAST_RETRY_DELAY = _RETRY_DELAY
    import_module("scrapy.core.engine").ExecutionEngine._SLOT_HEARTBEAT_INTERVAL = _LOOKS_EVERY
    gc.freeze()  # else each child looks through all that was imported when it ends, a third of a second
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            answers.close()
            _become(json.loads(line))
            return  # and end as every command does
        print(pid, file=answers, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), file=answers, flush=True)
    shutil.rmtree(made, ignore_errors=True)


def _read_a_page() -> None:
    """Read an article, which changes nothing, for what readers look up once: units, provinces, spellings."""
    town = Town.of(1)
    for story in town.stories.values():
        extract(town.article(story, _ORIGIN).encode(), _ORIGIN + story.path)


def _become(order: dict[str, Any]) -> None:
    """Be the command that was ordered."""
    os.setsid()
    _open_as(0, os.devnull, os.O_RDONLY)
    _open_as(1, order["output"], os.O_WRONLY | os.O_CREAT)
    _open_as(2, order["errors"], os.O_WRONLY | os.O_CREAT)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    clock._start.cache_clear()  # each command has a clock of its own, which starts with it
    clock._STARTED = time.monotonic()
    sys.argv = ["congtin", *order["arguments"]]
    if first := order["environment"].get(BEGINS_WITH):
        import_module(first).begin()
    import_module("archive.cli").main()


def _open_as(descriptor: int, path: str, flags: int) -> None:
    opened = os.open(path, flags, 0o600)
    os.dup2(opened, descriptor)
    os.close(opened)
