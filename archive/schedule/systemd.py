"""User timers of systemd: two files a schedule, ``congtin-NAME-xxxxxxxx.timer`` and ``.service``.

The timer is persistent: a run that fell into hours in which the machine was off is made up for at the next start. The
service gives way to whatever else the machine does, may use so much memory and so many hours, and what it prints goes
into the journal beside the archive's own log.
"""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from archive.schedule.exit_codes import STILL_RUNNING
from archive.schedule.starter import NICE, ScheduleError, ask, complaint, mark_of

if TYPE_CHECKING:
    import subprocess

    from archive.schedule.starter import Order

_SHARE = 20  # of the processor's and the disks' time, where others want it too; 100 is what everybody has
_WRITTEN_BY = "# Written by congtin schedule add; taken away by: congtin schedule remove"


class UserTimers:
    """Timers of the systemd that runs for this user.

    Args:
        folder: where the user's units lie; systemd's own place by default.
    """

    kind = "systemd"

    def __init__(self, folder: Path | None = None) -> None:
        home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        self._folder = folder or Path(home) / "systemd" / "user"

    def missing(self) -> str | None:
        """Return why it cannot be used here, ``None`` where it can."""
        done = _systemctl("show", "--property=Version")
        if done.returncode == 0 and done.stdout.strip():
            return None
        return f"systemd does not run for this user (systemctl --user: {complaint(done)})"

    def preview(self, order: Order) -> str:
        """Return the two files, each under its path."""
        return "\n".join(f"{path}:\n{_indented(text)}" for path, text in self._files(order).items())

    def install(self, order: Order) -> list[str]:
        """Write both files and start the timer; returns hints.

        Raises:
            ScheduleError: a file cannot be written, or systemd refuses; the files are as they were before.
        """
        files = self._files(order)
        former = {path: path.read_bytes() if path.exists() else None for path in files}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for path, text in files.items():
                path.write_text(text, encoding="utf-8")
            _must("daemon-reload")
            _must("enable", f"{order.mark}.timer")
            _must("restart", f"{order.mark}.timer")  # one that runs already goes on with its former hours
        except (OSError, ScheduleError) as error:
            _put_back(former)
            _systemctl("daemon-reload")
            if isinstance(error, OSError):
                raise ScheduleError(f"{error.filename}: cannot be written: {error.strerror}") from None
            raise
        return _lingering_hint()

    def leftovers(self, directory: Path, name: str) -> str:
        """Return the paths of the files that are there for a schedule, one a line."""
        return "\n".join(str(path) for path in self._paths(mark_of(directory, name)) if path.exists())

    def remove(self, directory: Path, name: str) -> None:
        """Stop the timer and take both files away, and the moment of its last run that systemd has kept.

        A run that goes on is left to come to its end.

        Raises:
            ScheduleError: a file cannot be removed.
        """
        mark = mark_of(directory, name)
        # Without systemd (a home seen from a container) the files are all there is.
        _systemctl("disable", "--now", f"{mark}.timer")
        _systemctl("clean", "--what=state", f"{mark}.timer")
        for path in self._paths(mark):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise ScheduleError(f"{path}: cannot be removed: {error.strerror}") from None
        _systemctl("daemon-reload")
        _systemctl("reset-failed", f"{mark}.timer", f"{mark}.service")

    def state(self, order: Order) -> str | None:
        """Return whether the timer is active, and whether the files are what they would be if written now."""
        if not self.leftovers(order.directory, order.schedule.name):
            return None
        done = _systemctl("is-active", f"{order.mark}.timer")
        words = "systemd timer, " + (done.stdout.decode(errors="replace").strip() or "systemd does not answer")
        as_written = all(path.exists() and path.read_text("utf-8") == text for path, text in self._files(order).items())
        return words if as_written else f"{words}; not as the schedule says: write it anew with add --replace"

    def _files(self, order: Order) -> dict[Path, str]:
        service, timer = self._paths(order.mark)
        return {service: service_text(order), timer: timer_text(order)}

    def _paths(self, mark: str) -> tuple[Path, Path]:
        return self._folder / f"{mark}.service", self._folder / f"{mark}.timer"


def service_text(order: Order) -> str:
    """Return the unit that makes one run."""
    schedule = order.schedule
    environment = [f"Environment={_quoted(f'{name}={value}')}" for name, value in order.environment.items()]
    lines = [
        _WRITTEN_BY,
        "[Unit]",
        f"Description={_escaped(_description(order))}",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={_command_line(order.words)}",
        *environment,
        f"Nice={NICE}",
        "IOSchedulingClass=idle",
        f"CPUWeight={_SHARE}",
        f"IOWeight={_SHARE}",
        f"MemoryMax={schedule.megabytes}M",
        f"TimeoutStartSec={schedule.hours}h",
        # The command is asked to stop first and writes what it has; a browser of its goes with it.
        "KillMode=mixed",
        "TimeoutStopSec=3min",
        f"SuccessExitStatus={STILL_RUNNING}",
        "SyslogIdentifier=congtin",
    ]
    return "\n".join(lines) + "\n"


def timer_text(order: Order) -> str:
    """Return the unit that says when; the minute was drawn when the schedule was made, so none is drawn here."""
    lines = [
        _WRITTEN_BY,
        "[Unit]",
        f"Description={_escaped(_description(order))}",
        "",
        "[Timer]",
        *(f"OnCalendar={expression}" for expression in calendar_expressions(order)),
        "Persistent=true",
        "AccuracySec=1min",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


def calendar_expressions(order: Order) -> list[str]:
    """Return when the schedule is due as systemd's calendar expressions, one a minute of the hour."""
    timing = order.schedule.timing
    days = f"{','.join(day.capitalize() for day in timing.days)} " if timing.days else ""
    hours: dict[str, list[str]] = {}
    for value in timing.times:
        hour, minute = value.split(":")
        hours.setdefault(minute, []).append(hour)
    return [f"{days}*-*-* {','.join(found)}:{minute}:00 {timing.timezone}" for minute, found in hours.items()]


def _command_line(words: tuple[str, ...]) -> str:
    """Return a command line whose words reach the program as they are.

    systemd takes no program whose path has quotes or backslashes in it, and looks for no variable there: such a one is
    started by ``env``, as words in which all that means something to systemd can be escaped.
    """
    program = words[0]
    if any(character in program for character in "\"'\\$"):
        words = ("/usr/bin/env", *words)
    return " ".join([_quoted(words[0]), *(_quoted(word).replace("$", "$$") for word in words[1:])])


def _description(order: Order) -> str:
    return f"congtin schedule {order.schedule.name}: {', '.join(order.schedule.portals)}"


def _escaped(text: str) -> str:
    """Return a text in which systemd finds no specifier (``%h`` is the user's home)."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Return one word of a setting that is split into words: quoted, its backslashes, quotes and percents escaped."""
    return '"' + _escaped(word.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def _indented(text: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _put_back(former: dict[Path, bytes | None]) -> None:
    for path, content in former.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


def _systemctl(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return ask("systemctl", "--user", *arguments, environment=_way_to_systemd())


def _must(*arguments: str) -> None:
    done = _systemctl(*arguments)
    if done.returncode:
        raise ScheduleError(f"systemctl --user {' '.join(arguments)}: {complaint(done)}; nothing was scheduled")


def _way_to_systemd() -> dict[str, str]:
    """Return where the user's systemd is to be found, for a shell that was not told (su, cron, a session by ssh)."""
    if os.environ.get("XDG_RUNTIME_DIR"):
        return {}
    place = Path(f"/run/user/{os.getuid()}")
    return {"XDG_RUNTIME_DIR": str(place)} if place.is_dir() else {}


def _lingering_hint() -> list[str]:
    """Return what to do so that the timers run while nobody is logged in; nothing where that is so already."""
    user = getpass.getuser()
    done = ask("loginctl", "show-user", user, "--property=Linger")
    if done.stdout.strip() == b"Linger=yes":
        return []
    return [
        "The timers of a user stand still while the user is not logged in. To have them run always, once: "
        f"sudo loginctl enable-linger {user}"
    ]
