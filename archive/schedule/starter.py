"""What starts a schedule's runs on a machine, as an interface, and what all of its kinds need to know."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from scraper.errors import ArchiveError, CongtinError

if TYPE_CHECKING:
    from archive.schedule.definition import Schedule

_SECONDS = 30  # that systemctl, crontab or loginctl may take
_STANDARD_PATH = ("/usr/local/bin", "/usr/bin", "/bin")
NICE = 10  # of 19: whatever people do on the machine comes first


class ScheduleError(CongtinError):
    """What starts runs here refuses; the sentence says what it said and what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be started: one run of one schedule of one archive.

    Attributes:
        schedule: which one.
        directory: the archive's folder, absolute.
        command: how ``congtin`` is started, words of a command line; the first is an absolute path.
        environment: variables that the run needs beside those that it gets there.
    """

    schedule: Schedule
    directory: Path
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """The whole command line of a run."""
        return (*self.command, "schedule", "run", self.schedule.name, "--archive", str(self.directory))

    @property
    def mark(self) -> str:
        """What names this schedule of this archive among all of the user's."""
        return mark_of(self.directory, self.schedule.name)


class Starter(Protocol):
    """One way to have runs started. What it writes carries the schedule's mark, and nothing else is ever touched."""

    kind: str

    def missing(self) -> str | None:
        """Return why it cannot be used here, ``None`` where it can."""
        ...

    def preview(self, order: Order) -> str:
        """Return what :meth:`install` would write, and where, for people to read beforehand."""
        ...

    def install(self, order: Order) -> list[str]:
        """Have the runs started from now on, in the place of what was there for this schedule; returns hints.

        Raises:
            ScheduleError: it is refused; what was there before is there again.
        """
        ...

    def leftovers(self, directory: Path, name: str) -> str:
        """Return what :meth:`remove` would take away, empty where there is nothing."""
        ...

    def remove(self, directory: Path, name: str) -> None:
        """Take away what was installed for a schedule.

        Raises:
            ScheduleError: it is refused.
        """
        ...

    def state(self, order: Order) -> str | None:
        """Return whether the runs are started, in a few words; ``None`` where nothing of it is here."""
        ...


def mark_of(directory: Path, name: str) -> str:
    """Return the mark of a schedule: its name and which archive it belongs to, for two may have one of a name."""
    digest = hashlib.sha256(os.fsencode(place_of(directory))).hexdigest()
    return f"congtin-{name}-{digest[:8]}"


def place_of(directory: Path) -> Path:
    """Return a folder's absolute path, without steps back; a link stays the name that the user has given."""
    return Path(os.path.abspath(directory))  # noqa: PTH100  resolve() would follow links


def order_for(schedule: Schedule, directory: Path) -> Order:
    """Return what is to be started here: this very ``congtin``, by its absolute path, whatever the PATH is there.

    Raises:
        ArchiveError: the path of the archive cannot be written into a line of text.
    """
    place = place_of(directory)
    command = _own_command()
    for path in (str(place), *command):
        if not path.isprintable():  # a line break would end the line; what is no UTF-8 is not printable either
            raise ArchiveError(
                f"{path!r}: has characters in its path that no timer or crontab can hold; use another name for it"
            )
    folders = dict.fromkeys([str(Path(command[0]).parent), *_STANDARD_PATH])
    return Order(schedule, place, command, {"LANG": "C.UTF-8", "PATH": ":".join(folders)})


def _own_command() -> tuple[str, ...]:
    """Return how this program is started: the script beside its Python, else by its Python alone."""
    script = Path(sys.executable).parent / "congtin"  # of a virtual environment: its link is not followed
    if os.access(script, os.X_OK):
        return (str(script),)
    return (sys.executable, "-c", "from archive.cli import main; main()")


def ask(
    program: str, *arguments: str, text: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run one of the machine's programs to its end; exit code 127 where there is none of that name.

    Raises:
        ScheduleError: it takes longer than half a minute.
    """
    path = shutil.which(program)
    if path is None:
        return subprocess.CompletedProcess(program, 127, b"", f"there is no {program} here".encode())
    try:
        return subprocess.run(  # noqa: S603  a program of the system, words of ours
            [path, *arguments],
            input=text,
            capture_output=True,
            env=os.environ | {"LC_ALL": "C"} | (environment or {}),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ScheduleError(f"{path} {' '.join(arguments)}: has not answered for {_SECONDS} seconds") from None


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what a program said when it refused, on one line."""
    words = (done.stderr.strip() or done.stdout.strip()).decode(errors="replace")
    return " ".join(words.split()) or f"exit code {done.returncode}"
