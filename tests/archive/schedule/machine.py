"""A machine's programs as the tests need them: scripts on the PATH that keep what they are given in files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# As Debian's: refuses without an end of line, says so where there is none, keeps bytes as they are.
_CRONTAB = """#!/bin/sh
table="$MACHINE/crontab"
case "$1" in
-l) test -e "$MACHINE/forbidden" && { echo "You (user) are not allowed to use this program (crontab)" >&2; exit 1; }
    test -e "$table" || { echo "no crontab for user" >&2; exit 1; }
    cat "$table" ;;
-r) rm "$table" ;;
-) cat >"$MACHINE/given"
   test -z "$(tail -c 1 "$MACHINE/given")" || { echo "new crontab file is missing newline before EOF" >&2; exit 1; }
   mv "$MACHINE/given" "$table" ;;
*) exit 9 ;;
esac
"""
_SYSTEMCTL = """#!/bin/sh
test "$1" = --user || exit 9
shift
echo "$*" >>"$MACHINE/systemctl"
test "$1" = show && test -e "$MACHINE/no-systemd" && { echo "Failed to connect to bus" >&2; exit 1; }
test "$1" = show && echo Version=252
test "$1" = is-active && echo active
test -e "$MACHINE/refuses" && test "$1" = "$(cat "$MACHINE/refuses")" && { echo "Unit is masked" >&2; exit 1; }
exit 0
"""
_LOGINCTL = """#!/bin/sh
test -e "$MACHINE/lingers" && echo Linger=yes || echo Linger=no
"""


class Machine:
    """What a test sees of the machine: ``crontab``, the units' folder, what systemctl was told."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        programs = folder / "bin"
        programs.mkdir(parents=True)
        for name, text in (("crontab", _CRONTAB), ("systemctl", _SYSTEMCTL), ("loginctl", _LOGINCTL)):
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        patch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
        patch.setenv("MACHINE", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))

    @property
    def units(self) -> Path:
        return self.folder / "config" / "systemd" / "user"

    @property
    def crontab(self) -> bytes | None:
        path = self.folder / "crontab"
        return path.read_bytes() if path.exists() else None

    @crontab.setter
    def crontab(self, content: bytes) -> None:
        (self.folder / "crontab").write_bytes(content)

    @property
    def told(self) -> list[str]:
        """What systemctl was told, a line a call."""
        path = self.folder / "systemctl"
        return path.read_text().splitlines() if path.exists() else []

    def without(self, *names: str) -> None:
        """Have programs answer as where there is no systemd for the user, or where cron is not for him or her."""
        for name in names:
            (self.folder / {"systemd": "no-systemd", "cron": "forbidden"}[name]).touch()
