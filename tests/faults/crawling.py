"""One crawl of all portals, by the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.authority import Authority
from tests.faults.bodies import Kind, make_bombs
from tests.faults.expected import EXPECTED
from tests.faults.hosts import HOSTS, HostKind, Place
from tests.faults.portals import LivingPortal
from tests.faults.wire import BareServer
from tests.portals.command import HANGS
from tests.portals.memory import watched
from tests.portals.server import reserved_port

IS_LONG = os.environ.get("CONGTIN_FAULTS") == "long"
LIVING = 12
UNTOUCHED, HINDERED = 1, 5  # so many portals have no fault at all, so many none that harms
ARTICLES = 42  # of each living portal: 504 in all
NETWORK, TWIN = "127.0.0.", "127.0.1."


@dataclass
class Crawled:
    """What a crawl left: its archive, its exit code, what it printed, how much memory it took, how long it was."""

    archive: Path
    exit_code: int
    output: str
    errors: str
    megabytes: int
    seconds: float


@dataclass
class World:
    """All portals: the living ones, and by kind those that are broken.

    ``kinds`` are the faults at single addresses; without any there are no broken portals either. ``articles`` is how
    many each living portal has. ``twin_of`` has the same living portals, at addresses that differ from these in one
    digit: the two can be crawled side by side.
    """

    folder: Path
    kinds: Collection[Kind] = tuple(EXPECTED)
    articles: int = ARTICLES
    twin_of: World | None = None
    authority: Authority = field(init=False)
    living: list[LivingPortal] = field(init=False)
    broken: dict[HostKind, Place] = field(init=False)
    at: dict[str, str] = field(init=False)
    servers: dict[str, BareServer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.authority = self.twin_of.authority if self.twin_of else Authority(self.folder)
        hosts = (f"{TWIN if self.twin_of else NETWORK}{number}" for number in range(2, 255))
        self.living = []
        for number in range(LIVING):
            host = next(hosts)
            first = 100 * (number + 1)
            port = self.twin_of.living[number].port if self.twin_of else reserved_port(host)
            self.living.append(LivingPortal(host, port, range(first, first + self.articles)))
        self.living[UNTOUCHED].context = self.authority.context(self.living[UNTOUCHED].host)
        broken = HOSTS if self.kinds else {}
        self.broken = {
            kind: Place(host, reserved_port(host), self.authority) for kind, host in zip(broken, hosts, strict=False)
        }
        self.at = {}
        hindered, harmed = self.living[UNTOUCHED : UNTOUCHED + HINDERED], self.living[UNTOUCHED + HINDERED :]
        for number, kind in enumerate(self.kinds):
            among = hindered if EXPECTED[kind].keeps else harmed
            portal = among[number % len(among)]
            self.at[kind.__name__] = portal.url.rstrip("/") + portal.put(kind, number)

    def url_of(self, kind: HostKind) -> str:
        """Return the address of the home page of a broken portal."""
        place = self.broken[kind]
        return f"{HOSTS[kind].scheme}://{place.host}:{place.port}/"

    def crawl(self, archive: Path, *options: str, with_faults: bool, now: str | None = None) -> Crawled:
        """Crawl the living portals as if nothing went wrong, or all portals with all that does.

        Args:
            archive: the folder.
            options: further ones of ``congtin crawl``.
            with_faults: whether anything goes wrong.
            now: the moment at which the command believes to be (ISO 8601).
        """
        urls = [portal.url for portal in self.living]
        servers: dict[str, BareServer | None] = {
            portal.url: portal.server(with_faults=with_faults) for portal in self.living
        }
        if with_faults:
            urls += [self.url_of(kind) for kind in self.broken]
            servers |= {self.url_of(kind): kind(place) for kind, place in self.broken.items()}
            make_bombs()
        with ExitStack() as stack:
            for url, server in servers.items():
                if server is not None:
                    self.servers[url] = stack.enter_context(server)
            environment = {"SSL_CERT_FILE": str(self.authority.file)} | ({"CONGTIN_NOW": now} if now else {})
            return _crawled([*urls, *options], archive, environment)


def _crawled(arguments: Sequence[str], archive: Path, environment: dict[str, str]) -> Crawled:
    module = "archive.cli" if IS_LONG else "tests.faults.hurried"
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", f"import sys; sys.argv[0] = 'congtin'; from {module} import main; main()",
         "crawl", *arguments, "--archive", str(archive), "--allow-loopback", "--delay", "0", "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env=os.environ | environment,
    )  # fmt: skip
    output, errors, megabytes = watched(process, HANGS)
    return Crawled(archive, process.returncode, output, errors, megabytes, time.monotonic() - started)
