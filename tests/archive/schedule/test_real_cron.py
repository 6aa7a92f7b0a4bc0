"""Debian's cron itself, where it is installed and this user's crontab may be written to: ``CONGTIN_REAL_CRON=1``.

The user's own lines stay in the crontab throughout, and are there to the byte when the test is over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.schedule.cron import Crontab
from archive.schedule.definition import made
from archive.schedule.starter import Order
from archive.schedule.timing import Timing
from tests.portals.command import HANGS

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(
        os.environ.get("CONGTIN_REAL_CRON") != "1" or shutil.which("cron") is None or os.geteuid() != 0,
        reason="changes the crontab of root: CONGTIN_REAL_CRON=1 where Debian's cron is installed",
    ),
]


def test_cron_starts_what_was_meant(tmp_path: Path) -> None:
    directory = tmp_path / 'kho lưu trữ\' "%d" \\% $HOME #1'
    (directory / "schedules").mkdir(parents=True)
    script, said = tmp_path / "congtin", tmp_path / "said"
    script.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$LANG" "$HOME" "$(nice)" "$@" >"{said}.part"\nmv "{said}.part" "{said}"\n'
    )
    script.chmod(0o755)
    soon = datetime.now(UTC)
    times = tuple(f"{soon + timedelta(minutes=minutes):%H:%M}" for minutes in (1, 2))
    schedule = made(name="real-cron", portals=("kyanh",), timing=Timing(times=times, timezone="UTC"))
    order = Order(schedule, directory, (str(script),), {"LANG": "C.UTF-8"})
    before = subprocess.run(["crontab", "-l"], capture_output=True).stdout
    daemon = subprocess.Popen(["cron", "-f"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        crontab = Crontab()
        assert crontab.install(order) == []
        assert crontab.state(order) == "cron"
        gives_up = time.monotonic() + HANGS
        while not said.exists() and time.monotonic() < gives_up:
            time.sleep(1)
        assert said.read_text().splitlines() == [
            "C.UTF-8", str(Path.home()), "10", "schedule", "run", "real-cron", "--archive", str(directory), "--if-due",
        ]  # fmt: skip
        assert (directory / "schedules" / "real-cron.err").read_text() == ""
    finally:
        Crontab().remove(directory, "real-cron")
        daemon.terminate()
        daemon.wait()
    assert subprocess.run(["crontab", "-l"], capture_output=True).stdout == before
