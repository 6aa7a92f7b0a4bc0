"""Lines in the user's crontab, for machines on which no systemd runs for the user.

Every line that is ours ends in a comment with the schedule's mark (to the shell it is one); all others stay as they
are, to the byte. Variables are set for our command alone: an assignment in a crontab would hold for the lines below it.

cron knows one clock, the machine's, and makes up for nothing: what fell into hours in which the machine was off or
slept is gone. So the lines ask every hour, at the minutes of the schedule's times, and when the machine starts;
``--if-due`` has the run itself see whether a turn of its has come, by the schedule's own time zone. A turn is taken at
its minute, or within an hour of the machine's waking up.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from archive.schedule.definition import SCHEDULES_NAME
from archive.schedule.starter import NICE, ScheduleError, ask, complaint, mark_of
from scraper.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, tzinfo

    from archive.schedule.starter import Order
    from archive.schedule.timing import Timing

_YEAR = 366
# Debian's cron reads a command into a buffer of this size and leaves out the rest without a word (MAX_COMMAND, cron.h).
_LONGEST_COMMAND = 999
_NO_CRONTAB_YET = ("no crontab for", "can't open", "no such file")
_DAEMONS = frozenset({"cron", "crond", "fcron", "anacron", "busybox"})
_LOCALTIME = Path("/etc/localtime")


class Crontab:
    """The crontab of this user."""

    kind = "cron"

    def missing(self) -> str | None:
        """Return why it cannot be used here, ``None`` where it can."""
        if shutil.which("crontab") is None:
            return "there is no cron (no command crontab)"
        try:
            _read()
        except ScheduleError as error:
            return str(error)
        return None

    def preview(self, order: Order) -> str:
        """Return the lines."""
        return "the crontab of this user (crontab -l), in addition to what is in it:\n" + "".join(
            f"    {line}\n" for line in crontab_lines(order, machines_zone())
        )

    def install(self, order: Order) -> list[str]:
        """Put the lines in, in the place of those that were there for this schedule; returns hints.

        Raises:
            ScheduleError: cron refuses the lines, or a command has become too long for it.
        """
        ours = "".join(f"{line}\n" for line in crontab_lines(order, machines_zone()))
        others = without_marked(_read(), order.mark)
        if others and not others.endswith(b"\n"):
            others += b"\n"
        _write(others + ours.encode())
        return [] if _daemon_runs() else ["No cron seems to be running here: its lines are read when it does."]

    def leftovers(self, directory: Path, name: str) -> str:
        """Return the lines that are there for a schedule."""
        if self.missing():
            return ""
        return "\n".join(marked(_read(), mark_of(directory, name)))

    def remove(self, directory: Path, name: str) -> None:
        """Take the schedule's lines out and leave every other byte as it is; a crontab of ours alone goes with them.

        Raises:
            ScheduleError: cron refuses.
        """
        before = _read()
        after = without_marked(before, mark_of(directory, name))
        if after != before:
            _write(after)

    def state(self, order: Order) -> str | None:
        """Return whether the lines are there, and whether they are what they would be if written now."""
        if self.missing():
            return None
        found = marked(_read(), order.mark)
        if not found:
            return None
        if found == crontab_lines(order, machines_zone()):
            return "cron"
        return "cron; not as the schedule says: write it anew with add --replace"


def crontab_lines(order: Order, zone: tzinfo) -> list[str]:
    """Return the lines of a schedule: what it is, a look every hour whether it is due, and one at the machine's start.

    Raises:
        ScheduleError: the command is longer than cron takes.
    """
    schedule = order.schedule
    command = f"{_command(order)} # {order.mark}"
    if len(command.encode()) > _LONGEST_COMMAND:
        raise ScheduleError(
            f"{order.directory}: with this path the command is {len(command.encode())} bytes long, and cron takes "
            f"{_LONGEST_COMMAND}; make a shorter link to the archive (ln -s) and name that with --archive"
        )
    return [
        f"# congtin: {schedule.words()} # {order.mark}",
        f"{hourly(schedule.timing, zone, now())} {command}",
        f"@reboot {command}",
    ]


def hourly(timing: Timing, zone: tzinfo, moment: datetime) -> str:
    """Return the minutes of a schedule's times by the clock of another zone, of every hour, as cron's five fields.

    Args:
        timing: when it is due.
        zone: the zone of cron's clock; whole hours of distance make no difference.
        moment: of which year; where the distance changes within it by less than an hour, both minutes are named.
    """
    minutes = {due.astimezone(zone).minute for due in timing.due_within(moment, _YEAR)}
    return f"{','.join(map(str, sorted(minutes)))} * * * *"


def _command(order: Order) -> str:
    """Return the command of a line: low in priority, ended after its hours, its last words kept."""
    words = ["/usr/bin/env", *(f"{name}={value}" for name, value in order.environment.items())]
    for program, *arguments in (
        ("nice", "-n", str(NICE)),
        ("ionice", "-c", "3"),
        ("timeout", "-k", "180", f"{order.schedule.hours}h"),
    ):
        path = shutil.which(program)
        if path is not None:
            words += [path, *arguments]
    words += [*order.words, "--if-due"]
    last_words = order.directory / SCHEDULES_NAME / f"{order.schedule.name}.err"
    return f"{' '.join(map(_quoted, words))} >>{_quoted(str(last_words))} 2>&1"


def _quoted(word: str) -> str:
    r"""Return a word for the shell by way of cron, which takes a bare ``%`` for a line break and ``\%`` for ``%``.

    cron reads ``\\%`` as a backslash and a line break, so a backslash before a percent sign is kept apart from it by
    quotes that close and open again.
    """
    if word and all(character.isascii() and (character.isalnum() or character in "/._-=:,") for character in word):
        return word
    quoted = "'" + word.replace("'", "'\"'\"'") + "'"
    return quoted.replace("\\%", "\\''%").replace("%", "\\%")


def marked(crontab: bytes, mark: str) -> list[str]:
    """Return the lines of a crontab that carry a mark."""
    return [line.decode(errors="replace").rstrip("\n") for line in _lines(crontab) if _carries(line, mark)]


def without_marked(crontab: bytes, mark: str) -> bytes:
    """Return a crontab without the lines that carry a mark, every other byte as it is."""
    return b"".join(line for line in _lines(crontab) if not _carries(line, mark))


def _lines(crontab: bytes) -> Iterator[bytes]:
    """Yield its lines with their ends; nothing but a line feed ends one."""
    rest = crontab
    while rest:
        line, feed, rest = rest.partition(b"\n")
        yield line + feed


def _carries(line: bytes, mark: str) -> bool:
    return line.rstrip(b"\n").endswith(f"# {mark}".encode())


def _read() -> bytes:
    """Return the user's crontab, empty where there is none.

    Raises:
        ScheduleError: the user may have none.
    """
    done = ask("crontab", "-l")
    if done.returncode == 0:
        return done.stdout
    said = complaint(done)
    if any(words in said.lower() for words in _NO_CRONTAB_YET):
        return b""
    raise ScheduleError(f"cron cannot be used (crontab -l: {said})")


def _write(crontab: bytes) -> None:
    """Put a crontab in the place of the user's, or take it away where nothing is left in it.

    Raises:
        ScheduleError: cron refuses it, or does not give back what it was given.
    """
    done = ask("crontab", "-", text=crontab) if crontab else ask("crontab", "-r")
    if done.returncode:
        raise ScheduleError(f"crontab: {complaint(done)}; nothing was changed")
    kept = _read()
    if kept != crontab:
        raise ScheduleError("crontab: what it keeps now is not what it was given; look at it with: crontab -l")


def machines_zone() -> tzinfo:
    """Return the time zone of the machine's clock, by which cron goes, whatever the TZ of this shell is."""
    try:
        with _LOCALTIME.open("rb") as file:
            return ZoneInfo.from_file(file, key=str(_LOCALTIME))
    except (OSError, ValueError):  # there is none: it is UTC
        return ZoneInfo("UTC")


def _daemon_runs() -> bool:
    """Tell whether a cron seems to be running; where processes cannot be seen, it is not doubted."""
    processes = Path("/proc")
    if not (processes / "self" / "comm").exists():
        return True
    return any(_name_of(process) in _DAEMONS for process in processes.iterdir() if process.name.isdigit())


def _name_of(process: Path) -> str:
    try:
        return (process / "comm").read_text(errors="replace").strip()
    except OSError:  # it has ended meanwhile
        return ""
